"""Keeping what is pulled fresh in the background of a server: never in the way of a message, the start or the end."""

import logging
import random
import time
from collections.abc import Callable
from typing import NoReturn, Protocol

from .pull import PullError

logger = logging.getLogger(__name__)

#: Servers that were started together should not all ask at once.
_JITTER = 0.1


class Source(Protocol):
    """Something that is pulled again and again: the directory, or the list of news."""

    @property
    def what(self) -> str:
        """What it is, as it stands in a sentence of the log."""

    def renew(self) -> str | None:
        """Pull once, and say what is in force when that is new; raises PullError."""


def keep_fresh(source: Source, minutes: float, wait: Callable[[float], None] = time.sleep) -> NoReturn:
    """Pull now and every so many minutes; made for a thread that ends with its process."""
    logger.setLevel(logging.INFO)  # That something else is in force is worth a line even where only warnings are.
    while True:
        refresh(source)
        wait(60 * minutes * random.uniform(1 - _JITTER, 1 + _JITTER))


def refresh(source: Source) -> None:
    """Pull once. Whatever goes wrong is one line in the log, and the copy in force stays."""
    refused = f"The {source.what} was not refreshed, the copy in force stays"
    try:
        news = source.renew()
    except PullError as error:
        logger.warning("%s: %s", refused, error)
    except Exception as error:  # A mistake of ours must not end the refreshing.
        logger.error("%s: %s: %s", refused, type(error).__name__, error)
    else:
        if news:
            logger.info("%s", news)

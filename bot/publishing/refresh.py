"""Keeping the directory fresh in the background of a server: never in the way of a message, of the start or the end."""

import logging
import random
import time
from collections.abc import Callable
from typing import NoReturn

from .pull import Pull, PullError

logger = logging.getLogger(__name__)

#: Servers that were started together should not all ask at once.
_JITTER = 0.1


def keep_fresh(pull: Pull, minutes: float, wait: Callable[[float], None] = time.sleep) -> NoReturn:
    """Pull now and every so many minutes; made for a thread that ends with its process."""
    logger.setLevel(logging.INFO)  # That other facts are in force is worth a line even where only warnings are.
    while True:
        refresh(pull)
        wait(60 * minutes * random.uniform(1 - _JITTER, 1 + _JITTER))


def refresh(pull: Pull) -> None:
    """Pull once. Whatever goes wrong is one line in the log, and the copy in force stays."""
    try:
        pulled = pull.run()
    except PullError as error:
        logger.warning("The directory was not refreshed, the copy in force stays: %s", error)
    except Exception as error:  # A mistake of ours must not end the refreshing.
        logger.error("The directory was not refreshed, the copy in force stays: %s: %s", type(error).__name__, error)
    else:
        if pulled.changes:
            logger.info("Version %s of the directory is in force: %s", pulled.version, pulled.changes)

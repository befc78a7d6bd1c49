"""Patience with a network that fails: try again, ever more slowly, and say so once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter

logger = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0

T = TypeVar("T")


class Outage:
    """Counts the failures in a row of one kind of call."""

    def __init__(self) -> None:
        self._pause = 0.0

    async def survive(self, call: Callable[[], Awaitable[T]]) -> T:
        """The result of the call as soon as Telegram gives one; a refusal (BadRequest, InvalidToken, Conflict) is
        raised, since trying again would not help."""
        while True:
            try:
                result = await call()
            except RetryAfter as error:
                await asyncio.sleep(_seconds(error))
            except BadRequest:
                raise
            except NetworkError:
                await self._wait()
            else:
                self._pause = 0.0
                return result

    async def _wait(self) -> None:
        if not self._pause:
            logger.warning("Telegram cannot be reached; I keep trying.")
        self._pause = min(max(FIRST_PAUSE, 2 * self._pause), LONGEST_PAUSE)
        await asyncio.sleep(self._pause)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()

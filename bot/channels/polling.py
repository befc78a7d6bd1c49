"""Asks Telegram for updates, and confirms each only when it was answered or given up: a crash loses nothing."""

import asyncio
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from .outage import Outage
from .updates import WANTED

# The library's `get_updates` fails as a whole when it cannot read one update, and logs what people wrote.
warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'")

#: Seconds that Telegram holds a request open while nothing is new.
LONG = 25
#: Seconds between two looks for new updates while some are still being answered.
SHORT = 0.3
#: Updates that Telegram gives at once, at most.
MOST = 100
#: So few unanswered updates may not hold up everybody behind them.
FEW = 20

Receive = Callable[[dict[str, Any]], asyncio.Task[None] | None]


class Polling:
    """The loop. `receive` takes an update and gives the task that answers it, or None when nothing is to do."""

    def __init__(self, bot: ExtBot[int], receive: Receive) -> None:
        self._bot, self._receive = bot, receive
        self._outage = Outage()
        self._next: int | None = None
        self._open: dict[int, asyncio.Task[None]] = {}
        self._passed: set[int] = set()

    async def run(self) -> None:
        """Until cancelled, or until Telegram refuses."""
        await self._outage.survive(self._bot.delete_webhook)
        while True:
            await self._round()

    async def confirm(self) -> None:
        """Tell Telegram, before the end, what need not be sent again."""
        self._drop_answered()
        if self._offset is not None:
            with suppress(TelegramError):
                await self._fetch(hold=0, most=1)

    async def _round(self) -> None:
        before = self._next
        updates = await self._outage.survive(lambda: self._fetch(hold=0 if self._open else LONG))
        for update in updates:
            self._next = update["update_id"] + 1
            task = None if update["update_id"] in self._open else self._receive(update)
            if task:
                self._open[update["update_id"]] = task
        if len(updates) == MOST and self._next == before and len(self._open) <= FEW:
            self._passed = set(self._open)
        if self._open:
            await asyncio.wait(self._open.values(), timeout=SHORT)
        self._drop_answered()

    async def _fetch(self, hold: int, most: int = MOST) -> list[dict[str, Any]]:
        asked = {"offset": self._offset, "timeout": hold, "limit": most, "allowed_updates": list(WANTED)}
        asked = {name: value for name, value in asked.items() if value is not None}
        updates: list[dict[str, Any]] = await self._bot.do_api_request(
            "getUpdates", api_kwargs=asked, read_timeout=hold + 5
        )
        return updates

    @property
    def _offset(self) -> int | None:
        """The oldest update that is not yet answered; with it Telegram sends the newer ones again, too.

        Telegram looks no further than `MOST` updates from here. When a flood from one chat fills these, its few open
        ones are passed over, so that the others are heard; only then could a crash lose a message.
        """
        return min(self._open.keys() - self._passed, default=self._next)

    def _drop_answered(self) -> None:
        """Work that was broken off at the end counts as open, and comes again at the next start."""
        self._open = {number: task for number, task in self._open.items() if not task.done() or task.cancelled()}

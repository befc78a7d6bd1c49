"""Attends to Telegram's updates: each is read, answered at the desk and replied to, or has a reason not to be."""

import asyncio
import logging
import traceback
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ExtBot

from .desk import MOST_WAITING, Desk, Incoming, NotIssued
from .lines import Lines
from .payload_book import PayloadBook
from .payloads import DELETE
from .postbox import Postbox
from .pseudonyms import Pseudonyms
from .recent import Recent
from .updates import Asked, Kind, read

logger = logging.getLogger(__name__)

CHANNEL = "telegram"

#: Offered below a phrase that says what we cannot do.
_WAYS_ON = [{"payload": f"/{intent}"} for intent in ("help_menu", "hotline", "emergency")]
#: A group is told once in so many seconds to write in private; Telegram allows us 20 messages a minute there.
_GROUP_SECONDS = 60


class Attendant:
    """One for each bot. Chat ids stay in here: what leaves is a pseudonym."""

    def __init__(self, bot: ExtBot[int], desk: Desk, pseudonyms: Pseudonyms, book: PayloadBook) -> None:
        self._bot, self._desk, self._pseudonyms, self._book = bot, desk, pseudonyms, book
        self._postbox = Postbox(bot, book, desk.catalogue)
        self._lines = Lines(MOST_WAITING)
        self._updates, self._albums = Recent(5000), Recent(1000)
        self._groups = Recent(1000, _GROUP_SECONDS)

    def receive(self, data: dict[str, Any]) -> asyncio.Task[None] | None:
        """Begin to answer an update; the task ends when it is answered or given up. None: nothing is to be done."""
        try:
            update = Update.de_json(data, self._bot)
            asked = read(update, self._bot.bot)
        except Exception as error:  # Telegram can send what this version of the library does not know.
            logger.warning("An update of Telegram could not be read: %s", type(error).__name__)
            return None
        if not self._updates.add(update.update_id):
            return None
        if update.callback_query:
            query = update.callback_query.id
            self._lines.beside(lambda: self._postbox.acknowledge(query))
        if asked is None or not self._wanted(asked):
            return None
        return self._lines.add(asked.chat, lambda: self._attend(asked), lambda: self._refuse(asked))

    async def close(self, seconds: float) -> None:
        """Let the answers that are under way be sent within these seconds."""
        await self._lines.close(seconds)

    def _wanted(self, asked: Asked) -> bool:
        """An album is answered once, at its first picture or text, and so is a group within a minute."""
        if asked.kind is Kind.GROUP:
            return self._groups.add(asked.chat)
        return not asked.album or self._albums.add(asked.album) or asked.kind is Kind.TEXT

    async def _attend(self, asked: Asked) -> None:
        try:
            for reply in await self._postbox.typing_until(asked.chat, self._replies(asked)):
                await self._postbox.send(asked.chat, reply)
        except Forbidden:
            pass  # The person blocked us or left.
        except Exception as error:
            # Where it happened, without the error's own text, which could hold what a person wrote.
            where = "".join(traceback.format_tb(error.__traceback__))
            logger.error("A message of %s failed: %s\n%s", self._conversation(asked), type(error).__name__, where)
            await self._tell(asked, "trouble")

    async def _refuse(self, asked: Asked) -> None:
        await self._tell(asked, "too_fast")

    async def _tell(self, asked: Asked, key: str) -> None:
        """Say a phrase, in English at worst, if the chat can be reached at all."""
        try:
            reply = await self._say(asked, key)
        except Exception:
            reply = self._postbox.phrase(key)
        with suppress(TelegramError):
            await self._postbox.send(asked.chat, reply)

    async def _replies(self, asked: Asked) -> list[dict[str, Any]]:
        match asked.kind:
            case Kind.TEXT:
                return await self._desk.ask(self._incoming(asked, text=asked.content))
            case Kind.PAYLOAD:
                return await self._command(asked, asked.content)
            case Kind.BUTTON:
                return await self._button(asked)
            case Kind.ADVICE:
                return [await self._say(asked, asked.content, _WAYS_ON)]
            case Kind.GROUP:
                return [self._postbox.group_reply(await self._say(asked, "telegram.group"))]

    async def _button(self, asked: Asked) -> list[dict[str, Any]]:
        payload = self._book.full(asked.content)
        try:
            if payload is not None:
                return await self._command(asked, payload)
        except NotIssued:
            pass  # A button of an older version, whose intent is gone.
        return [await self._say(asked, "telegram.old_button", _WAYS_ON)]

    async def _command(self, asked: Asked, payload: str) -> list[dict[str, Any]]:
        if payload == DELETE:
            done = await self._say(asked, "deleted")
            await self._desk.forget(self._conversation(asked))
            return [done]
        return await self._desk.ask(self._incoming(asked, payload=payload))

    async def _say(self, asked: Asked, key: str, steps: list[dict[str, str]] | None = None) -> dict[str, Any]:
        return await self._desk.say(self._conversation(asked), key, CHANNEL, self._hint(asked), steps=steps)

    def _incoming(self, asked: Asked, text: str | None = None, payload: str | None = None) -> Incoming:
        return Incoming(self._conversation(asked), CHANNEL, text, payload, self._hint(asked), asked.campaign)

    def _hint(self, asked: Asked) -> str | None:
        """The language of the poster whose link was opened says more than that of the app."""
        return asked.language if asked.language in self._desk.catalogue.languages else asked.hint

    def _conversation(self, asked: Asked) -> str:
        return self._pseudonyms.conversation(CHANNEL, str(asked.chat))

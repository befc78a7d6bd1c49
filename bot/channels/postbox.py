"""Sends replies to Telegram chats, and signs that one is on its way."""

import asyncio
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

from telegram import LinkPreviewOptions
from telegram.constants import ChatAction
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.content.catalogue import Catalogue
from bot.content.rendering import Renderer
from bot.knowledge.languages import SOURCE

from .keyboards import Part, parts
from .payload_book import PayloadBook

#: Seconds after which a person sees that we are typing; Telegram shows it for five.
SLOW = 0.7
_TYPING_LASTS = 4.5
#: Pauses before a message is sent again over a network that failed. It may arrive twice; silence would be worse.
PAUSES = (1.0, 3.0)

T = TypeVar("T")


class Postbox:
    """Takes replies of the desk."""

    def __init__(self, bot: ExtBot[int], book: PayloadBook, catalogue: Catalogue) -> None:
        self._bot, self._book = bot, book
        self._renderer = Renderer(catalogue, date.today())

    async def send(self, chat: int, reply: Mapping[str, Any]) -> None:
        """Send a reply in as many messages as it needs; raises TelegramError when it cannot be delivered."""
        for part in parts(reply, self._renderer.phrase, self._book.short):
            await self._deliver(chat, part)

    async def typing_until(self, chat: int, work: Awaitable[T]) -> T:
        """The result of the work; while it takes long, the chat shows that we are typing."""
        typing = asyncio.ensure_future(self._type(chat))
        try:
            return await work
        finally:
            typing.cancel()

    async def acknowledge(self, query: str) -> None:
        """End the waiting sign on a pressed button; Telegram refuses after some minutes, which harms nobody."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query)

    def phrase(self, key: str) -> dict[str, Any]:
        """A phrase as a reply, when the desk cannot give one."""
        return {"text": self._renderer.phrase(key, SOURCE), "language": SOURCE}

    def group_reply(self, reply: Mapping[str, Any]) -> dict[str, Any]:
        """A reply with a button that opens the private chat with us."""
        title = self._renderer.phrase("telegram.group_button", reply["language"])
        return {**reply, "buttons": [{"title": title, "url": self._bot.link}]}

    async def _deliver(self, chat: int, part: Part) -> None:
        for pause in PAUSES:
            try:
                return await self._send(chat, part)
            except BadRequest:
                raise
            except NetworkError:
                await asyncio.sleep(pause)
        await self._send(chat, part)

    async def _send(self, chat: int, part: Part) -> None:
        await self._bot.send_message(
            chat, part.text, reply_markup=part.keyboard, link_preview_options=LinkPreviewOptions(is_disabled=True)
        )

    async def _type(self, chat: int) -> None:
        await asyncio.sleep(SLOW)
        with suppress(TelegramError):
            while True:
                await self._bot.send_chat_action(chat, ChatAction.TYPING)
                await asyncio.sleep(_TYPING_LASTS)

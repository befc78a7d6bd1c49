"""Replies as Telegram messages: plain text within the limit of length, buttons under the last part. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.knowledge.values import Day, Text, Value

#: Telegram's limit of a message, in units of UTF-16.
MOST_UNITS = 4096
#: Where a long text may be parted, the best first: paragraph, line, sentence of any script, word.
_BORDERS = tuple(re.compile(p) for p in (r"\n\s*\n", r"\n", r"(?<=[.!?…।॥۔؟။။។])\s|(?<=[。！？])", r"\s"))
#: Signs that belong to the letter before them: marks, joiners, variation selectors.
_CLINGING = re.compile(r"[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f]")


class Phrases(Protocol):
    """Renders a phrase in a language, as `Renderer.phrase` does."""

    def __call__(self, key: str, language: str, values: dict[str, Value]) -> str:
        """The text of the phrase `key`."""


@dataclass(frozen=True)
class Part:
    """One message to send."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


def parts(reply: Mapping[str, Any], phrase: Phrases, short: Callable[[str], str]) -> list[Part]:
    """The messages of a reply of the desk; `short` makes a payload fit into a button."""
    texts = split(_text(reply, phrase))
    keyboard = _keyboard(reply.get("buttons") or [], short)
    return [Part(text, keyboard if text is texts[-1] else None) for text in texts]

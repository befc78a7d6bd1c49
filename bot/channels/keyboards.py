"""Replies as Telegram messages: plain text within the limit of length, buttons under the last part. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from unicodedata import category

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.knowledge.values import Day, Text, Value

#: Telegram's limit of a message, in units of UTF-16.
MOST_UNITS = 4096
#: Where a long text may be parted, the best first: paragraph, line, sentence of any script, word.
_BORDERS = tuple(re.compile(p) for p in (r"\n\s*\n", r"\n", r"(?<=[.!?…।॥۔؟။។])\s|(?<=[。！？])", r"\s"))
_JOINERS = "\u200c\u200d"


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


def split(text: str, most: int = MOST_UNITS) -> list[str]:
    """A text in parts of at most `most` units, parted where a reader would pause."""
    found: list[str] = []
    text = text.strip()
    while _units(text) > most:
        end = _end(text, most)
        found.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*found, text] if text else found


def _text(reply: Mapping[str, Any], phrase: Phrases) -> str:
    language = reply["language"]
    blocks = [phrase("urgent_mark", language, {})] if reply.get("urgent") else []
    blocks.append(reply["text"])
    for source in reply.get("sources") or []:
        values: dict[str, Value] = {"title": Text(source["title"]), "day": Day(date.fromisoformat(source["checked"]))}
        blocks.append(f"{phrase('source_line', language, values)}\n{source['url']}")
    return "\n\n".join(blocks)


def _keyboard(buttons: Sequence[Mapping[str, str]], short: Callable[[str], str]) -> InlineKeyboardMarkup | None:
    """One button a row, so that no title is cut; a button has a payload or opens a page (`url`)."""
    rows = [
        InlineKeyboardButton(button["title"], url=button["url"])
        if "url" in button
        else InlineKeyboardButton(button["title"], callback_data=short(button["payload"]))
        for button in buttons
    ]
    return InlineKeyboardMarkup.from_column(rows) if rows else None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _end(text: str, most: int) -> int:
    """Where to part a text that is too long: at the last border of the best kind in the second half of what fits."""
    fits = _fitting(text, most)
    for border in _BORDERS:
        ends = [found.end() for found in border.finditer(text, fits // 2, fits)]
        if ends:
            return ends[-1]
    while fits > 1 and _clings(text[fits]):
        fits -= 1
    return fits


def _fitting(text: str, most: int) -> int:
    """How many characters of the text take up `most` units."""
    return len(text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore"))


def _clings(sign: str) -> bool:
    """Whether a sign belongs to the letter before it: vowel signs and accents, joiners, variation selectors."""
    return category(sign).startswith("M") or sign in _JOINERS

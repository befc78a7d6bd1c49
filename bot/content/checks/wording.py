"""Rules for the words of a text: how long it may be, and what does not belong into it.

Links, phone numbers and amounts of money change, so they stand in the directory with a source and a date, once for all
languages, and never in a sentence.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from bot.knowledge.documents import Problem

from .answers import written
from .project import Project, Text, listed, mapping

#: A message of Telegram holds 4096 characters.
LONGEST = 4000
#: What can be read on a small phone.
LONGEST_ANSWER = 900
LONGEST_TITLE = 40

_SPOKEN = ("answers", "titles", "facts")
_LINK = re.compile(
    r"https?://|\bwww\.|\b[a-z0-9-]+\.(?:com|org|net|int|gov|edu|info|asia|app)(?:\.[a-z]{2})?\b|\S@\S+\.\S", re.I
)
_PHONE = re.compile(r"\d(?:[ .()‐‑–—-]{0,2}\d){4,}")
_NUMBER = r"\d[\d.,' ]*"
_SIGNS = "$£¥¢฿৳៛؋﷼" + "".join(map(chr, range(0x20A0, 0x20D0)))


class _Money:
    """Finds amounts: a number beside a sign or a name of money, by the names that the assistant itself understands."""

    def __init__(self, project: Project) -> None:
        self._currencies = project.data("data/lexicon/currencies.yml")

    def find(self, words: str) -> str | None:
        """The first amount in a line."""
        found = self._pattern.search(words.casefold())
        return found[0].strip() if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Takes a moment to build, so it is built for the first line with a digit only."""
        single = mapping(self._currencies.get("currencies")).values()
        shared = [mapping(entry).get("words") for entry in mapping(self._currencies.get("ambiguous")).values()]
        names = {str(name).casefold() for words in (*single, *shared) for name in listed(words)}
        known = sorted(filter(None, names), key=len, reverse=True)
        word = "|".join([f"[{re.escape(_SIGNS)}]", *map(_name, known)])
        return re.compile(rf"{_NUMBER}(?:{word})|(?:{word})\.? ?\d")


def wording_problems(project: Project) -> Iterator[Problem]:
    """What is wrong with the words of all texts."""
    money = _Money(project)
    for text in project.texts:
        yield from _length_problems(text)
        if text.forms and not written(text):
            yield text.problem(f"'{text.key}' is not written yet (TODO or empty); write it, or remove it for now")
        if text.section in _SPOKEN:
            yield from _value_problems(text, money)


def _length_problems(text: Text) -> Iterator[Problem]:
    most = {"titles": LONGEST_TITLE, "answers": LONGEST_ANSWER}.get(text.section, LONGEST)
    for keys, words in text.forms.items():
        if len(words.strip()) > most:
            what = f"'{text.key}' has {len(words.strip())} characters"
            yield text.problem(f"{what}; shorten it to {most} or fewer", *keys)


def _value_problems(text: Text, money: _Money) -> Iterator[Problem]:
    for keys in text.forms:
        for line, words in text.file.lines(text.section, text.key, *keys):
            found = _value(words, money)
            if found:
                what, where = found
                yield Problem(text.file.path, line, f"{what} does not belong into a text; {where}")


def _value(words: str, money: _Money) -> tuple[str, str] | None:
    """What kind of value a line has in it, and what to do with it."""
    link = _LINK.search(words)
    if link:
        return f"a link ('{link[0]}')", "name its `source`, or put it into data/directory"
    if not any(character.isdigit() for character in words):
        return None
    amount = money.find(words)
    if amount:
        return f"an amount of money ('{amount}')", "put it into data/directory as a fact"
    phone = _PHONE.search(words)
    if phone:
        return f"a number like a phone number ('{phone[0]}')", "put it into data/directory as a fact"
    return None


def _name(name: str) -> str:
    """A name of money as a pattern: Latin words stand alone, in other scripts endings are glued on."""
    latin = any("LATIN" in unicodedata.name(character, "") for character in name)
    before = r"(?<![^\W\d_])" if name[0].isalpha() else ""
    return before + re.escape(name) + (r"(?![^\W\d_])" if latin else "")

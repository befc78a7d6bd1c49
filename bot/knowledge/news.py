"""News and stories: the list that ships with the directory, and the one that a feed gave.

A title is a proper name: it is shown as its page has it, in plain text.
"""

import datetime
import logging
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConstrainedStr, HttpUrl, ValidationError, validator

from .facts import Language, Strict

logger = logging.getLogger(__name__)

#: Below the project's root: what the feed gave last. The shipped list is a file of the directory.
PULLED_NEWS = Path("var/news/current.json")
#: A list is called old after this many days.
FRESH_DAYS = 60
MOST_TITLE = 140
MOST_URL = 500
#: Characters without a look of their own that scripts of Asia need inside words.
_JOINERS = "\u200c\u200d"


class _Line(ConstrainedStr):
    """One line of plain text."""

    min_length = 2
    max_length = MOST_TITLE

    @classmethod
    def validate(cls, value: str) -> str:
        """Refuse what cannot be seen: it could turn the words around it."""
        if plain(value) != value:
            raise ValueError("has spaces or characters that cannot be seen; write it as one plain line")
        return value


class _Address(HttpUrl):
    max_length = MOST_URL


class NewsItem(Strict):
    """A page with news or a story; `source` is who published it, `language` the one it is written in, if known."""

    title: _Line
    url: _Address
    language: Language | None
    date: datetime.date | None
    source: _Line

    @validator("url")
    def _is_what_it_seems(cls, value: _Address) -> _Address:
        if value.user or value.password or plain(str(value)) != str(value):
            raise ValueError("hides something; write a plain address without a name or a password in it")
        return value


class CheckedItem(NewsItem):
    """A page of the shipped list, with the day it was read."""

    language: Language
    checked: datetime.date


class NewsFile(Strict):
    """`data/directory/news.yml`."""

    news: tuple[CheckedItem, ...]

    @validator("news")
    def _each_once(cls, value: tuple[CheckedItem, ...]) -> tuple[CheckedItem, ...]:
        seen: set[str] = set()
        for item in value:
            if item.url in seen:
                raise ValueError(f"the page {item.url} is in the list twice; remove one of them")
            seen.add(item.url)
        return value


class PulledNews(Strict):
    """What a feed gave: its address, the server's mark of that state, and the day it was last seen to be so."""

    feed: str
    etag: str | None
    day: datetime.date
    items: tuple[NewsItem, ...]


@dataclass(frozen=True)
class News:
    """A list of news, the newest first, as it was on a day."""

    items: tuple[NewsItem, ...] = ()
    day: datetime.date = datetime.date.min

    def is_old(self, today: datetime.date) -> bool:
        """Whether nobody has looked after this list for so long that people should know."""
        return (today - self.day).days > FRESH_DAYS

    def languages(self, number: int) -> tuple[str, ...]:
        """The languages of the first pages; none when one of them is not known."""
        codes = [item.language for item in self.items[:number]]
        return tuple(dict.fromkeys(code for code in codes if code)) if all(codes) else ()


def news_in_force(root: Path, shipped: Sequence[CheckedItem]) -> News:
    """The news of the feed, if it ever gave any, else the shipped ones."""
    pulled = read_pulled_news(root)
    if pulled:
        return News(newest_first(pulled.items), pulled.day)
    return News(newest_first(shipped), max(item.checked for item in shipped)) if shipped else News()


def read_pulled_news(root: Path) -> PulledNews | None:
    """What the feed gave last; none when there is nothing, or nothing that can be used."""
    path = root / PULLED_NEWS
    try:
        return PulledNews.parse_raw(path.read_bytes()) if path.exists() else None
    except (OSError, ValidationError) as error:
        logger.warning("The news in %s cannot be used, the shipped ones are: %s", PULLED_NEWS, type(error).__name__)
        return None


def newest_first(items: Iterable[NewsItem]) -> tuple[NewsItem, ...]:
    """In the order of their days; those without a day are last."""
    return tuple(sorted(items, key=lambda item: item.date or datetime.date.min, reverse=True))


def plain(text: str) -> str:
    """A text in one line, without characters that cannot be seen or that turn the direction of others."""
    seen = (" " if char.isspace() else char for char in text if char in _JOINERS or char.isspace() or _is_seen(char))
    return " ".join("".join(seen).split())


def _is_seen(char: str) -> bool:
    return unicodedata.category(char)[0] != "C"

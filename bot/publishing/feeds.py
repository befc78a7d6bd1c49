"""Reading an RSS or Atom feed that nobody can vouch for. Pure.

A feed must be well-formed XML without entities of its own. feedparser gets bytes, never an address, so it asks nobody.
"""

import io
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Any, NoReturn
from urllib.parse import urlsplit
from xml.parsers import expat

import feedparser
from pydantic import ValidationError

from bot.knowledge.news import MOST_TITLE, NewsItem, newest_first, plain

#: Entries kept of a feed.
MOST_ITEMS = 20
_MOST_SOURCE = 60
#: HTML elements whose content nobody reads, and those that part words.
_HIDDEN = ("script", "style")
_BREAKS = ("br", "div", "li", "p")


class FeedError(Exception):
    """A feed that cannot be used; the message says why in one sentence."""


def parse_feed(body: bytes, url: str, today: date) -> tuple[NewsItem, ...]:
    """The pages that a feed names, the newest first; raises FeedError.

    Entries without a title or a web address are left out, and so is what comes from the future.
    """
    body = body.lstrip()  # Blank lines before the XML declaration are a common slip.
    _refuse_unsafe(body)
    parsed = feedparser.parse(
        io.BytesIO(body), response_headers={"content-location": url}, resolve_relative_uris=False, sanitize_html=False
    )
    if not parsed.version:
        raise FeedError("it is neither RSS nor Atom")
    items = [item for entry in parsed.entries if (item := _item(entry, parsed.feed))]
    kept = {item.url: item for item in items if item.date is None or item.date <= today}
    if not kept:
        raise FeedError("it has no entry with a title and a web address")
    return newest_first(kept.values())[:MOST_ITEMS]


def text_of(html: str) -> str:
    """The plain text of a title in one line, however often its HTML was escaped."""
    while (found := _stripped(html)) != html:
        html = found
    return plain(html)


def _refuse_unsafe(body: bytes) -> None:
    """Read it once by the strict rules: feedparser is lenient, and entities could make a few bytes fill the memory."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError):  # The latter two: an encoding that nobody knows.
        raise FeedError("it is not well-formed XML") from None


def _refuse_entity(*_: object) -> NoReturn:
    raise FeedError("it declares entities, which a feed has no need of")


def _item(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> NewsItem | None:
    link = str(entry.get("link") or "")
    try:
        return NewsItem.parse_obj(
            {
                "title": _shortened(text_of(str(entry.get("title") or "")), MOST_TITLE),
                "url": link,
                "language": _language(str(feed.get("language") or "")),
                "date": _day(entry),
                "source": _source(entry, feed) or urlsplit(link).hostname,
            }
        )
    except (ValidationError, ValueError):
        return None


def _source(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str:
    """Who published it: a feed that collects others names each."""
    name = (entry.get("source") or {}).get("title") or feed.get("title") or ""
    return _shortened(text_of(str(name)), _MOST_SOURCE)


def _day(entry: Mapping[str, Any]) -> date | None:
    """The day it came out, by universal time."""
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return date(*moment[:3]) if moment else None


def _language(tag: str) -> str | None:
    """The code of a language tag such as en-US."""
    code = tag.strip().partition("-")[0].lower()
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else None


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _stripped(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


class _Text(HTMLParser):
    """Gathers what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden = self._hidden or tag in _HIDDEN
        if tag in _BREAKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = self._hidden and tag not in _HIDDEN

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)

"""Opening hours as typed in facts, such as `Sun-Thu 08:00-16:00, Sat and holidays 09:00-12:00`, taken apart. Pure."""

import re
from typing import NamedTuple

from .codes import Days

ALWAYS = "24/7"
#: The days of the week in their order.
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_DAY = f"({'|'.join(WEEK)})"
_TIME = r"((?:[01]\d|2[0-3]):[0-5]\d)"
_PART = re.compile(rf"{_DAY}(?:-{_DAY})?( and holidays)? {_TIME}-{_TIME}(?: \(([^()]+)\))?")


class Opening(NamedTuple):
    """From when to when, from one day of the week to another one (None: on the first only); `note` is what else is
    said of it."""

    first: str
    last: str | None
    holidays: bool
    opens: str
    closes: str
    note: str | None


class Period(NamedTuple):
    """The same times on some days, all of which have words in every language."""

    days: tuple[Days, ...]
    times: str


def openings(text: str) -> tuple[Opening, ...]:
    """The parts of opening hours; none when any of them cannot be understood."""
    parts = [_PART.fullmatch(part.strip()) for part in text.split(",")]
    found = [Opening(part[1], part[2], bool(part[3]), part[4], part[5], part[6]) for part in parts if part]
    return tuple(found) if len(found) == len(parts) else ()


def periods(text: str) -> tuple[Period, ...]:
    """Opening hours as they are said; none when there are no words for a part of them."""
    parts = openings(text)
    found = [_period(code, part) for part in parts if (code := _code(part)) and not part.note]
    return tuple(found) if len(found) == len(parts) else ()


def _period(code: Days, part: Opening) -> Period:
    days = (code, Days.HOLIDAYS) if part.holidays else (code,)
    return Period(days, f"{part.opens}-{part.closes}")


def _code(part: Opening) -> Days | None:
    """The code of days such as Monday to Friday; none when there are no words for them."""
    code = "_".join(filter(None, [part.first, part.last])).lower()
    return Days(code) if code in set(Days) else None

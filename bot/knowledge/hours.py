"""Opening hours as typed in facts, such as `Sun-Thu 08:00-16:00, Sat and holidays 09:00-12:00`, taken apart. Pure."""

import re
from typing import NamedTuple

from .codes import Days

ALWAYS = "24/7"

_DAY = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_PART = re.compile(rf"((?:{_DAY})(?:-(?:{_DAY}))?)( and holidays)? ({_TIME}-{_TIME})")


class Period(NamedTuple):
    """The same times on some days."""

    days: tuple[Days, ...]
    times: str


def periods(text: str) -> tuple[Period, ...]:
    """The periods of opening hours; none when a part of them cannot be understood."""
    parts = [_PART.fullmatch(part.strip()) for part in text.split(",")]
    found = [_period(part) for part in parts if part and _code(part[1])]
    return tuple(found) if len(found) == len(parts) else ()


def _period(part: re.Match[str]) -> Period:
    days = (_code(part[1]), Days.HOLIDAYS if part[2] else None)
    return Period(tuple(filter(None, days)), part[3])


def _code(words: str) -> Days | None:
    """The code of days such as `Mon-Fri`; none when there are no words for them."""
    code = words.lower().replace("-", "_")
    return Days(code) if code in set(Days) else None

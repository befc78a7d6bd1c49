"""Opening hours such as `24/7` or `Sun-Thu 08:00-16:00, Sat and holidays 09:00-12:00`, taken apart. Pure."""

import re
from typing import NamedTuple

#: Weekdays as our files name them -> as iCalendar does.
_DAYS = {"Mon": "MO", "Tue": "TU", "Wed": "WE", "Thu": "TH", "Fri": "FR", "Sat": "SA", "Sun": "SU"}
_DAY = f"({'|'.join(_DAYS)})"
_TIME = r"((?:[01]\d|2[0-3]):[0-5]\d)"
_PART = re.compile(rf"{_DAY}(?:-{_DAY})?( and holidays)? {_TIME}-{_TIME}(?: \(([^()]+)\))?")
_ALWAYS = "24/7"


class Hours(NamedTuple):
    """From when to when on which days of the week; `note` is what else is said of them."""

    days: tuple[str, ...]
    opens: str
    closes: str
    note: str | None = None


def parse_hours(text: str) -> tuple[Hours, ...]:
    """The hours in a text; none when any part of it cannot be understood."""
    if text == _ALWAYS:
        return (Hours(tuple(_DAYS.values()), "00:00", "23:59"),)
    parts = [_PART.fullmatch(part.strip()) for part in text.split(",")]
    found = [_hours(part) for part in parts if part]
    return tuple(found) if len(found) == len(parts) else ()


def _hours(part: re.Match[str]) -> Hours:
    first, last, holidays, opens, closes, note = part.groups()
    notes = [holidays and "holidays too", note]
    return Hours(_days(first, last or first), opens, closes, "; ".join(filter(None, notes)) or None)


def _days(first: str, last: str) -> tuple[str, ...]:
    """The days from one to another, over the end of the week where need be."""
    days = list(_DAYS)
    start, end = days.index(first), days.index(last)
    return tuple(_DAYS[days[n % 7]] for n in range(start, end + 1 if end >= start else end + 8))

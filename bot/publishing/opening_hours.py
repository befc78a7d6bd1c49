"""Opening hours as iCalendar, and so HSDS, has them. Pure."""

from typing import NamedTuple

from bot.knowledge.hours import ALWAYS, WEEK, Opening, openings


class Hours(NamedTuple):
    """From when to when on which days of the week (`MO`, `TU` ...); `note` is what else is said of them."""

    days: tuple[str, ...]
    opens: str
    closes: str
    note: str | None = None


def parse_hours(text: str) -> tuple[Hours, ...]:
    """The hours in a text; none when any part of it cannot be understood."""
    if text == ALWAYS:
        return (Hours(_days(WEEK[0], WEEK[-1]), "00:00", "23:59"),)
    return tuple(map(_hours, openings(text)))


def _hours(part: Opening) -> Hours:
    notes = ["holidays too" if part.holidays else None, part.note]
    days = _days(part.first, part.last or part.first)
    return Hours(days, part.opens, part.closes, "; ".join(filter(None, notes)) or None)


def _days(first: str, last: str) -> tuple[str, ...]:
    """The days from one to another, over the end of the week where need be."""
    start, end = WEEK.index(first), WEEK.index(last)
    return tuple(WEEK[n % 7][:2].upper() for n in range(start, end + 1 if end >= start else end + 8))

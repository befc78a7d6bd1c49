"""Which facts are due for review: soon, overdue, or so late that they are not spoken any more. Pure."""

from datetime import date
from typing import Literal, NamedTuple

from .directory import GRACE_DAYS, Directory
from .facts import Fact

#: A fact this close to its review day is due.
SOON_DAYS = 30

State = Literal["due", "overdue", "silent"]
SILENT: State = "silent"


class Due(NamedTuple):
    """A fact that somebody should check."""

    country: str
    kind: str
    id: str
    checked: date
    review_by: date
    state: State


def due_facts(directory: Directory, today: date) -> list[Due]:
    """The facts due for review on a day, the latest first."""
    found = [
        Due(entry.country, entry.fact.kind, entry.fact.id, entry.fact.checked, entry.fact.review_by, state)
        for entry in directory.entries
        if (state := state_of(entry.fact, today))
    ]
    return sorted(found, key=lambda due: (due.review_by, due.country, due.id))


def state_of(fact: Fact, today: date) -> State | None:
    """Whether the review of a fact is near or late on a day; none when it is neither."""
    late = (today - fact.review_by).days
    if late > GRACE_DAYS:
        return SILENT
    if late > 0:
        return "overdue"
    return "due" if late >= -SOON_DAYS else None

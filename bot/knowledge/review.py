"""What is due for review: facts and programmes soon, overdue or so late that they are not spoken any more, and texts
that no native reader has seen. Pure."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from .directory import GRACE_DAYS, Directory
from .documents import read_yaml
from .facts import Fact, Programme

#: A fact this close to its review day is due.
SOON_DAYS = 30

State = Literal["due", "overdue", "silent", "draft"]
SILENT: State = "silent"


#: The language of facts: they are values, and one sentence a kind says them in each language.
EVERY_LANGUAGE = "all"
_NOWHERE, _TEXT = "-", "text"


class Due(NamedTuple):
    """A fact, a programme or a file of texts that somebody should check; a file of texts has no country and no day of
    its next review."""

    country: str
    kind: str
    language: str
    id: str
    checked: date | None
    review_by: date | None
    state: State


def due_facts(directory: Directory, today: date) -> list[Due]:
    """The facts and programmes due for review on a day, the latest first."""
    found = [*_facts(directory, today), *_programmes(directory, today)]
    return sorted(found, key=lambda due: (due.review_by or today, due.country, due.id))


def drafts(answers: Path) -> list[Due]:
    """The files of texts below a folder such as `data/answers` that await a native reader, by language and name."""
    found = ((path, read_yaml(path)) for path in sorted(answers.glob("*/*.yml")))
    return [
        Due(_NOWHERE, _TEXT, path.parent.name, path.stem, content.get("reviewed_on"), None, "draft")
        for path, content in found
        if content.get("review") == "draft"
    ]


def _facts(directory: Directory, today: date) -> Iterator[Due]:
    for entry in directory.entries:
        fact, state = entry.fact, state_of(entry.fact, today)
        if state:
            yield Due(entry.country, fact.kind, EVERY_LANGUAGE, fact.id, fact.checked, fact.review_by, state)


def _programmes(directory: Directory, today: date) -> Iterator[Due]:
    for programme in directory.programmes:
        state, languages = state_of(programme, today), " ".join(programme.summary)
        if state:
            yield Due(_NOWHERE, "programme", languages, programme.id, programme.checked, programme.review_by, state)


def state_of(fact: Fact | Programme, today: date) -> State | None:
    """Whether the review of a fact or programme is near or late on a day; none when it is neither."""
    late = (today - fact.review_by).days
    if late > GRACE_DAYS:
        return SILENT
    if late > 0:
        return "overdue"
    return "due" if late >= -SOON_DAYS else None

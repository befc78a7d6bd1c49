"""What is covered: how many facts are said or held back and why, and what each watched corridor hears. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from .codes import Occupation
from .corridor import select
from .directory import Directory, Entry
from .documents import read_yaml
from .facts import Country
from .review import SILENT, state_of
from .scope import Corridor, Side

#: The list of watched corridors, below the project's root.
WATCHED = Path("data/directory/corridors.yml")


class Count(NamedTuple):
    """Facts of a country and kind in one state; what is held back has that for a kind and the reason for a state."""

    country: str
    kind: str
    state: str
    ids: tuple[str, ...]


def counts(directory: Directory, today: date) -> list[Count]:
    """Every fact and everything held back, by country, kind and state; nothing is left out."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for entry in directory.entries:
        found.setdefault((entry.country, entry.fact.kind, _state(entry, today)), []).append(entry.fact.id)
    for held in directory.held_back:
        country = held.id.partition("-")[0].upper()
        place = country if country in directory.countries else ""
        found.setdefault((place, "held back", held.reason), []).append(held.id)
    return [Count(*key, tuple(ids)) for key, ids in sorted(found.items())]


def _state(entry: Entry, today: date) -> str:
    """`spoken`, `overdue` (spoken with a warning), `silent` (too late) or `unverified`."""
    if entry.fact.confidence == "unverified":
        return "unverified"
    late = state_of(entry.fact, today)
    return late if late in ("overdue", SILENT) else "spoken"


class Question(NamedTuple):
    """A cell of the table: a question, the side whose facts answer it, and the kinds that count as an answer."""

    name: str
    intent: str
    side: Side
    kinds: tuple[str, ...]


QUESTIONS = (
    Question("fee at home", "recruitment_fees", "origin", ("fee_cap",)),
    Question("fee abroad", "recruitment_fees", "destination", ("fee_cap", "public_recruitment")),
    Question("steps", "migration_steps", "origin", ("steps",)),
    Question("licence check", "check_agency", "origin", ("licence_check",)),
    Question("hotline at home", "hotline", "origin", ("hotline",)),
    Question("hotline abroad", "hotline", "destination", ("hotline",)),
    Question("passport rule", "passport_kept", "destination", ("passport_retention",)),
    Question("complaint at home", "make_complaint", "origin", ("complaint",)),
    Question("complaint abroad", "make_complaint", "destination", ("complaint", "hotline")),
)


@dataclass(frozen=True)
class Cell:
    """What a corridor hears to a question; `asked` is False where its country is not known, so that it is asked for."""

    corridor: Corridor
    question: Question
    entries: tuple[Entry, ...]
    asked: bool = True


def cells(corridors: Iterable[Corridor], directory: Directory, today: date) -> Iterator[Cell]:
    """The answers of every corridor to every question, chosen as for a person who asks."""
    for corridor in corridors:
        for question in QUESTIONS:
            country = corridor.country(question.side)
            chosen = [directory.by_id[i] for i in select(question.intent, corridor, directory, today).facts]
            said = [e for e in chosen if e.country == country and e.fact.kind in question.kinds]
            yield Cell(corridor, question, tuple(said), country is not None)


class WatchedCorridor(BaseModel):
    """An entry of the list."""

    origin: Country
    destination: Country | None
    occupation: Occupation | None


class WatchedFile(BaseModel):
    """`corridors.yml`."""

    corridors: tuple[WatchedCorridor, ...]


def watched(root: Path) -> list[Corridor]:
    """The watched corridors of a project; raises ValidationError when the list has mistakes."""
    found = WatchedFile.parse_obj(read_yaml(root / WATCHED)).corridors
    return [Corridor(w.origin, w.destination, str(w.occupation) if w.occupation else None) for w in found]


def newest(directory: Directory) -> date:
    """The day of the latest check: as of this day, the table depends on the facts only and not on the calendar."""
    return max(entry.fact.checked for entry in directory.entries)

"""The directory: every typed fact, programme and source, read from a folder such as `data/directory`.

countries/<code>.yml    the facts of one country
programmes.yml          programmes, processes and standards
sources.yml             pages that plain answers cite by id
news.yml                pages with news and stories; a directory may have none
rates.yml               rates of currencies
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .documents import ContentError, Document, Problem
from .facts import AnyFact, CountryFile, HeldBack, Programme, ProgrammeFile, Source
from .news import CheckedItem, NewsFile
from .phones import phone_mistakes
from .rates import NO_RATES, Rates

Model = TypeVar("Model", bound=BaseModel)

#: A fact that nobody reviewed for this long after its review day is not spoken any more.
GRACE_DAYS = 365


class CitedSource(Source):
    """A page that plain answers cite, with the day it was checked."""

    checked: date


class SourceFile(BaseModel):
    """`sources.yml`."""

    sources: dict[str, CitedSource]


@dataclass(frozen=True)
class Entry:
    """A fact with the country in whose file it stands."""

    country: str
    fact: AnyFact

    def spoken_on(self, today: date) -> bool:
        """Whether the fact may be said: it has been verified, and its review is not a year late."""
        return self.fact.confidence != "unverified" and (today - self.fact.review_by).days <= GRACE_DAYS


@dataclass(frozen=True)
class Directory:
    """What is known, immutable: a new copy of the data is a new directory."""

    entries: tuple[Entry, ...] = ()
    programmes: tuple[Programme, ...] = ()
    sources: dict[str, CitedSource] = field(default_factory=dict)
    held_back: tuple[HeldBack, ...] = ()
    rates: Rates = NO_RATES
    news: tuple[CheckedItem, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by the id of their fact."""
        return {entry.fact.id: entry for entry in self.entries}

    def of(self, country: str | None, *kinds: str) -> Iterator[Entry]:
        """The entries of a country with one of these kinds, in the order of the kinds, then of the file."""
        for kind in kinds:
            for entry in self.entries:
                if entry.country == country and entry.fact.kind == kind:
                    yield entry

    def programme(self, name: str) -> Programme | None:
        """The programme of this id or name, whatever the case."""
        wanted = name.casefold()
        return next((p for p in self.programmes if wanted in {p.id, *(n.casefold() for n in p.names)}), None)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Countries with at least one fact."""
        return tuple(dict.fromkeys(entry.country for entry in self.entries))

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Countries of origin: those whose licence checks or steps for going abroad are known."""
        return self._with("licence_check", "steps")

    @cached_property
    def destinations(self) -> tuple[str, ...]:
        """Countries of destination: those whose rules at work are known."""
        return self._with("passport_retention", "change_employer", "working_hours", "emergency")

    def _with(self, *kinds: str) -> tuple[str, ...]:
        return tuple(country for country in self.countries if any(self.of(country, *kinds)))


def load_directory(folder: Path) -> Directory:
    """Read a directory folder; raises ContentError with every mistake of every file."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    held: list[HeldBack] = []
    seen: dict[str, str] = {}
    for path in sorted((folder / "countries").glob("*.yml")):
        document, file = _read(path, CountryFile, folder, problems)
        if document is None or file is None:
            continue
        held.extend(file.held_back)
        for at, fact in enumerate(file.facts):
            entries.append(Entry(file.country, fact))
            problems.extend(
                document.problem(message, "facts", at)
                for message in _fact_mistakes(file.country, fact, seen, document.path)
            )
    programmes = _read(folder / "programmes.yml", ProgrammeFile, folder, problems)[1]
    sources = _read(folder / "sources.yml", SourceFile, folder, problems)[1]
    rates = _read(folder / "rates.yml", Rates, folder, problems)[1]
    news = _news(folder, problems)
    if problems:
        raise ContentError(sorted(problems))
    return Directory(
        tuple(entries),
        programmes.programmes if programmes else (),
        sources.sources if sources else {},
        (*held, *(programmes.held_back if programmes else ())),
        rates or NO_RATES,
        news,
    )


def load_sources(folder: Path) -> dict[str, CitedSource]:
    """Read only the pages that plain answers cite; raises ContentError."""
    problems: list[Problem] = []
    file = _read(folder / "sources.yml", SourceFile, folder, problems)[1]
    if file is None:
        raise ContentError(problems)
    return file.sources


def load_news(folder: Path) -> tuple[CheckedItem, ...]:
    """Read only the pages with news and stories; raises ContentError."""
    problems: list[Problem] = []
    news = _news(folder, problems)
    if problems:
        raise ContentError(problems)
    return news


def _news(folder: Path, problems: list[Problem]) -> tuple[CheckedItem, ...]:
    path = folder / "news.yml"
    file = _read(path, NewsFile, folder, problems)[1] if path.exists() else None
    return file.news if file else ()


def _fact_mistakes(country: str, fact: AnyFact, seen: dict[str, str], path: str) -> Iterator[str]:
    if fact.id in seen:
        yield f"the id '{fact.id}' is already used in {seen[fact.id]}; give this fact another one"
    seen[fact.id] = path
    yield from phone_mistakes(country, fact)


def _read(
    path: Path, model: type[Model], folder: Path, problems: list[Problem]
) -> tuple[Document | None, Model | None]:
    try:
        document = Document(path, folder.parent.parent)
        return document, model.parse_obj(document.data)
    except FileNotFoundError:
        problems.append(Problem(str(path), 1, "this file is missing; restore it"))
    except ContentError as error:
        problems.extend(error.problems)
    except ValidationError as error:
        problems.extend(document.problem(mistake_message(dict(e)), *e["loc"]) for e in error.errors())
    return None, None


def mistake_message(error: dict[str, Any]) -> str:
    """A mistake that pydantic found, in words for an editor."""
    *_, name = error["loc"]
    what = error["msg"]
    if error["type"] == "value_error.extra":
        return f"'{name}' is not known here; check the spelling or remove it"
    if error["type"] == "value_error.missing":
        return f"'{name}' is missing; add it"
    if error["type"].startswith("value_error.discriminated_union"):
        key, value = error["ctx"]["discriminator_key"], error["ctx"].get("discriminator_value")
        known = error["ctx"].get("allowed_values")
        return f"the {key} '{value}' is not known; write one of {known}" if known else f"'{key}' is missing; add it"
    return what if name == "__root__" else f"'{name}': {what}"

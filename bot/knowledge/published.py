"""The directory as others share it: one JSON file, `facts.json`, with everything that is known.

The form is strict inside a fact: one that this release does not understand is not half understood.
"""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, Extra, Field, ValidationError

from .directory import CitedSource, Directory, Entry, mistake_message
from .facts import AnyFact, Country, HeldBack, Programme
from .languages import SOURCE
from .news import CheckedItem
from .phones import phone_mistakes
from .rates import Rates

#: The file with everything; the others of a published folder are views of it, and schemas.
FACTS = "facts.json"


class PublishedError(Exception):
    """A published file that cannot be used; the message says what is wrong in one sentence."""


class FactsFile(BaseModel):
    """Everything that a directory of Sathi holds: typed facts by country, programmes, sources, rates and news."""

    facts: dict[Country, tuple[AnyFact, ...]] = Field(description="Facts by the ISO 3166-1 code of their country.")
    held_back: tuple[HeldBack, ...] = ()
    programmes: tuple[Programme, ...]
    sources: dict[str, CitedSource] = Field(description="Pages that plain answers cite by id.")
    rates: Rates
    news: tuple[CheckedItem, ...] = Field((), description="Pages with news and stories.")

    class Config:
        extra = Extra.ignore
        title = "Sathi directory"


def facts_file(directory: Directory) -> FactsFile:
    """The directory as the content of `facts.json`."""
    facts: dict[Country, tuple[AnyFact, ...]] = {}
    for entry in directory.entries:
        country = Country(entry.country)
        facts[country] = (*facts.get(country, ()), entry.fact)
    return FactsFile.construct(
        facts=facts,
        held_back=directory.held_back,
        programmes=directory.programmes,
        sources=directory.sources,
        rates=directory.rates,
        news=directory.news,
    )


def read_published(folder: Path) -> Directory:
    """Read the directory of a published folder; raises PublishedError."""
    try:
        return parse_facts((folder / FACTS).read_bytes())
    except OSError as error:
        raise PublishedError(f"{folder.name}/{FACTS} cannot be read ({error.strerror})") from None


def parse_facts(body: bytes) -> Directory:
    """The directory in the bytes of `facts.json`; raises PublishedError with the first mistake."""
    content = parse_json(FACTS, body)
    try:
        file = FactsFile.parse_obj(content)
    except ValidationError as error:
        raise PublishedError(f"{FACTS} {shape_mistake(error)}") from None
    directory = Directory(
        tuple(Entry(country, fact) for country, facts in file.facts.items() for fact in facts),
        file.programmes,
        file.sources,
        file.held_back,
        file.rates,
        file.news,
    )
    mistake = next(_mistakes(directory), None)
    if mistake:
        raise PublishedError(f"{FACTS} {mistake}")
    return directory


def parse_json(name: str, body: bytes) -> Any:
    """The value in a JSON file; raises PublishedError. Numbers that JSON does not know (NaN, 1e999) are refused."""
    try:
        return json.loads(body, parse_constant=_refuse_number, parse_float=_finite)
    except (ValueError, RecursionError):
        raise PublishedError(f"{name} is not valid JSON") from None


def shape_mistake(error: ValidationError) -> str:
    """Where a file first differs from its form, and how."""
    first = error.errors()[0]
    place = " ".join(str(part) for part in first["loc"] if part != "__root__")
    return f"does not have the form that this release knows, at '{place}': {mistake_message(dict(first))}"


def _mistakes(directory: Directory) -> Iterator[str]:
    """What no schema can say: ids given twice, and numbers that cannot be dialled."""
    if len(directory.by_id) != len(directory.entries):
        yield "has two facts with the same id"
    if len({programme.id for programme in directory.programmes}) != len(directory.programmes):
        yield "has two programmes with the same id"
    for programme in directory.programmes:
        if SOURCE not in programme.summary or not programme.names:
            yield f"has no English summary or no name of the programme '{programme.id}'"
    for entry in directory.entries:
        for mistake in phone_mistakes(entry.country, entry.fact):
            yield f"has a wrong number in '{entry.fact.id}': {mistake}"


def _refuse_number(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse_number(text)

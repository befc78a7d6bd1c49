"""Programmes, processes and standards that a worker may ask about."""

from datetime import date
from typing import Annotated

from pydantic import Field, HttpUrl

from .base import Confidence, Country, HeldBack, PartOfDate, Source, Strict


class Programme(Strict):
    """A programme, process or standard a worker may ask about.

    `summary` is written per language because what a programme does is no number: language code -> one or two sentences.
    """

    id: Annotated[str, Field(regex=r"^[a-z0-9-]+$")]
    names: tuple[str, ...]
    summary: dict[str, str]
    website: HttpUrl | None
    started: PartOfDate | None
    ended: PartOfDate | None
    run_by: tuple[str, ...] = ()
    funded_by: tuple[str, ...] = ()
    countries: tuple[Country, ...] = ()
    source: Source
    checked: date
    review_by: date
    confidence: Confidence
    note: str | None


class ProgrammeFile(Strict):
    """`data/directory/programmes.yml`."""

    programmes: tuple[Programme, ...]
    held_back: tuple[HeldBack, ...] = ()

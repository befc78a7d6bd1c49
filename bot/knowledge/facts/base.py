"""What all facts share: the forms of codes and dates, the source, the scope."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConstrainedStr, Extra, Field, HttpUrl, root_validator

from bot.knowledge.codes import Occupation


class Country(ConstrainedStr):
    """An ISO 3166-1 code."""

    regex = re.compile(r"^[A-Z]{2}$")


class Language(ConstrainedStr):
    """An ISO 639 code."""

    regex = re.compile(r"^[a-z]{2,3}$")


class Currency(ConstrainedStr):
    """An ISO 4217 code."""

    regex = re.compile(r"^[A-Z]{3}$")


class PartOfDate(ConstrainedStr):
    """A day, a month or a year, as far as it is known: 2024-02-07, 2024-02, 2024."""

    regex = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


Name = Annotated[str, Field(min_length=2, max_length=140)]
#: What an office calls itself, or is called, in other languages: code -> name.
Names = Annotated[dict[Language, Name], Field(default_factory=dict)]
Confidence = Literal["high", "medium", "low", "unverified"]


class Strict(BaseModel):
    """A record that knows all of its fields and never changes."""

    class Config:
        extra = Extra.forbid
        frozen = True


class Source(Strict):
    """The page a fact was read on; `date` is the page's own date as far as known (2024, 2024-02 or 2024-02-07)."""

    title: str
    url: HttpUrl
    date: PartOfDate | None


class Fact(Strict):
    """What every fact carries.

    `checked` is the day the source was read, `review_by` the day after which the fact is spoken with a warning.
    `law` is the proper name of a law or order, shown as it is. `destinations` and `occupations` narrow a
    rule: empty means all. `passport` does the same for holders of a passport with a status: `ecr`, an Indian one with
    the stamp "emigration check required". `note` is for editors and is never shown.
    """

    id: Annotated[str, Field(regex=r"^[a-z0-9-]+$")]
    source: Source
    checked: date
    review_by: date
    confidence: Confidence
    law: str | None
    year: int | None
    note: str | None
    destinations: tuple[Country, ...] = ()
    origins: tuple[Country, ...] = ()
    occupations: tuple[Occupation, ...] = ()
    sex: Literal["women", "men"] | None
    passport: Literal["ecr"] | None

    @root_validator(skip_on_failure=True)
    def _money_has_a_currency(cls, values: dict[str, object]) -> dict[str, object]:
        amounts = [name for name in ("amount", "fine", "food", "housing") if values.get(name) is not None]
        if amounts and "currency" in values and values["currency"] is None:
            raise ValueError(f"{amounts[0]} needs a currency")
        return values


class HeldBack(Strict):
    """A researched statement that is not spoken, and why."""

    id: str
    reason: Literal["unverified", "no source", "out of date", "no typed form", "for staff", "replaced", "duplicate"]
    note: str | None

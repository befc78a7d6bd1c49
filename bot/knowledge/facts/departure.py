"""Facts about the way to a job abroad: offices, checks, steps, papers, training, conditions."""

from datetime import date
from typing import Literal

from pydantic import HttpUrl, root_validator

from bot.knowledge.codes import Document, Role, Step

from .base import Fact, Name, Names


class Regulator(Fact):
    """An office that governs going abroad or work there."""

    kind: Literal["regulator"]
    name: Name
    names: Names
    website: HttpUrl | None
    roles: tuple[Role, ...]


class LicenceCheck(Fact):
    """Where to look up whether an agency or a job order is listed. `phone`, `short_code` and `from_abroad` are as
    `number` and so on of a hotline."""

    kind: Literal["licence_check"]
    name: Name
    names: Names
    website: HttpUrl | None
    phone: str | None
    short_code: bool = False
    from_abroad: str | None
    how: tuple[
        Literal[
            "search_name",
            "search_number",
            "check_job_order",
            "ask_licence_number",
            "ask_office",
            "pay_by_bank",
        ],
        ...,
    ]


class PublicRecruitment(Fact):
    """Only public offices choose and send workers under this `scheme`, so no agency can sell a job in it."""

    kind: Literal["public_recruitment"]
    scheme: Name
    offices: tuple[Name, ...] = ()


class Steps(Fact):
    """The regular way, in order; `website` is the official portal."""

    kind: Literal["steps"]
    steps: tuple[Step, ...]
    website: HttpUrl | None


class Documents(Fact):
    """Papers needed or to be carried."""

    kind: Literal["documents"]
    documents: tuple[Document, ...]
    website: HttpUrl | None


class Training(Fact):
    """A course or orientation before going."""

    kind: Literal["training"]
    item: Literal["orientation", "training", "language_test", "medical_test"]
    days: int | None
    required: bool = True
    website: HttpUrl | None


class Restriction(Fact):
    """A ban, a suspension, an age or another condition for going. `since`/`until` bound it in time."""

    kind: Literal["restriction"]
    rule: Literal["ban", "suspension", "minimum_age", "age_range", "permission", "no_visit_visa", "reopened"]
    minimum_age: int | None
    maximum_age: int | None
    since: date | None
    until: date | None

    @root_validator
    def _age(cls, values: dict[str, object]) -> dict[str, object]:
        if values.get("rule") in ("minimum_age", "age_range") and values.get("minimum_age") is None:
            raise ValueError("an age rule needs minimum_age")
        if values.get("rule") == "age_range" and values.get("maximum_age") is None:
            raise ValueError("age_range needs maximum_age too")
        return values


class Visa(Fact):
    """The visa or permit under which one may work."""

    kind: Literal["visa"]
    name: Name
    years: float | None
    website: HttpUrl | None

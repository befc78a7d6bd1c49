"""Typed facts: the schema of `data/directory`, one model a kind.

A fact holds values, never a sentence; the sentence of its kind is written once a language in
`data/answers/<lang>/facts.yml`.
Country codes are ISO 3166-1, currencies ISO 4217, languages ISO 639, dates ISO 8601, money in major units.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConstrainedStr, Extra, Field, HttpUrl, root_validator

from .codes import Document, Harm, Item, Occupation, Role, Step, Topic


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
Confidence = Literal["high", "medium", "low", "unverified"]


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Source(_Strict):
    """The page a fact was read on; `date` is the page's own date as far as known (2024, 2024-02 or 2024-02-07)."""

    title: str
    url: HttpUrl
    date: PartOfDate | None


class Fact(_Strict):
    """What every fact carries.

    `checked` is the day the source was read, `review_by` the day after which the fact is spoken with a warning.
    `law` is the proper name of a law or order, shown as it is. `destinations` and `occupations` narrow a
    rule: empty means all. `note` is for editors and is never shown.
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

    @root_validator(skip_on_failure=True)
    def _money_has_a_currency(cls, values: dict[str, object]) -> dict[str, object]:
        amounts = [name for name in ("amount", "fine", "food", "housing") if values.get(name) is not None]
        if amounts and "currency" in values and values["currency"] is None:
            raise ValueError(f"{amounts[0]} needs a currency")
        return values


class Regulator(Fact):
    """An office that governs going abroad or work there."""

    kind: Literal["regulator"]
    name: Name
    website: HttpUrl | None
    roles: tuple[Role, ...]


class LicenceCheck(Fact):
    """Where to look up whether an agency or a job order is listed."""

    kind: Literal["licence_check"]
    name: Name
    website: HttpUrl | None
    phone: str | None
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


class FeeCap(Fact):
    """The most that may be taken from a worker. Exactly one of the limits is given.

    `zero`: nothing may be charged. `amount` + `currency`. `months`: of the monthly wage (with `per_year` for each
    contract
    year, at most `months_total`). `percent`: of the monthly wage. `total`: the limit covers all costs, not the
    agency's fee alone. `free_items` are paid by the employer or agency in any case.
    """

    kind: Literal["fee_cap"]
    zero: bool = False
    amount: float | None
    currency: Currency | None
    months: float | None
    per_year: bool = False
    months_total: float | None
    percent: float | None
    total: bool = False
    receipt: bool = False
    free_items: tuple[Item, ...] = ()

    @root_validator
    def _one_limit(cls, values: dict[str, object]) -> dict[str, object]:
        limits = [
            bool(values.get("zero")),
            *(values.get(k) is not None for k in ("amount", "months", "percent")),
        ]
        if sum(limits) != 1:
            raise ValueError("give exactly one of zero, amount, months, percent")
        if (values.get("amount") is None) != (values.get("currency") is None):
            raise ValueError("amount and currency go together")
        return values


class WhoPays(Fact):
    """Which costs are the employer's (or agency's) and which may be the worker's."""

    kind: Literal["who_pays"]
    employer: tuple[Item, ...] = ()
    worker: tuple[Item, ...] = ()
    no_deduction: bool = False


class StateCharge(Fact):
    """An official charge that a worker normally pays."""

    kind: Literal["state_charge"]
    item: Item
    amount: float
    currency: Currency


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


class Hotline(Fact):
    """A number to call, write or text. `number` is as dialled in the country of the entry, `from_abroad` in +E.164
    form.

    `short_code` declares a number that is no ordinary phone number. `hours` is `24/7` or opening hours such as
    `Sun-Thu 08:00-16:00`.
    `serves` are the nationalities it is for, when it stands in a country of destination.
    """

    kind: Literal["hotline"]
    name: Name
    number: str | None
    short_code: bool = False
    from_abroad: str | None
    whatsapp: str | None
    email: str | None
    hours: str | None
    languages: tuple[Language, ...] = ()
    operator: str | None
    free: bool | None
    website: HttpUrl | None
    topics: tuple[Topic, ...]
    serves: tuple[Country, ...] = ()

    @root_validator
    def _reachable(cls, values: dict[str, object]) -> dict[str, object]:
        if not any(values.get(k) for k in ("number", "from_abroad", "whatsapp", "email")):
            raise ValueError("a hotline needs a number, from_abroad, whatsapp or email")
        return values


class Emergency(Fact):
    """Short codes of the police, ambulance and fire services of a country."""

    kind: Literal["emergency"]
    police: str
    ambulance: str | None
    fire: str | None
    mobile: str | None


class Complaint(Fact):
    """Where to complain. `time_limit_days`: how long one has after the harm or coming home."""

    kind: Literal["complaint"]
    name: Name
    website: HttpUrl | None
    phone: str | None
    email: str | None
    free: bool | None
    time_limit_days: int | None
    about: tuple[Harm, ...] = ()


class Compensation(Fact):
    """What is owed for a harm: the money back (`refund`), `extra_percent` on top, an amount, or help."""

    kind: Literal["compensation"]
    name: Name | None
    harm: Harm
    refund: bool = False
    extra_percent: float | None
    amount: float | None
    currency: Currency | None
    up_to: bool = False
    time_limit_days: int | None
    website: HttpUrl | None


class Penalty(Fact):
    """What the one who broke the rule risks."""

    kind: Literal["penalty"]
    harm: Harm
    fine: float | None
    currency: Currency | None
    prison_months: int | None
    licence_lost: bool = False


class PassportRetention(Fact):
    """Whether an employer or agent may hold a passport."""

    kind: Literal["passport_retention"]
    forbidden: bool
    with_consent: bool = False
    fine: float | None
    currency: Currency | None


class ChangeEmployer(Fact):
    """Whether a worker may move to another employer without the present one's consent.

    `allowed`: yes, after (`after_months` of work), ended (once contract or permit ends), consent (only with
    consent), no.
    """

    kind: Literal["change_employer"]
    allowed: Literal["yes", "after", "ended", "consent", "no"]
    after_months: int | None
    notice_months: float | None
    maximum_changes: int | None
    platform: str | None
    excluded: tuple[Occupation, ...] = ()

    @root_validator
    def _after(cls, values: dict[str, object]) -> dict[str, object]:
        if values.get("allowed") == "after" and values.get("after_months") is None:
            raise ValueError("'after' needs after_months")
        return values


class ExitPermit(Fact):
    """Whether the employer's permission is needed to leave the country."""

    kind: Literal["exit_permit"]
    required: bool
    platform: str | None
    since: date | None
    excluded: tuple[Occupation, ...] = ()


class MinimumWage(Fact):
    """The lowest lawful pay. `none`: no legal minimum for these workers. `set_by`: who set it, if not a law of the
    destination."""

    kind: Literal["minimum_wage"]
    none: bool = False
    amount: float | None
    currency: Currency | None
    period: Literal["hour", "day", "month"] | None
    food: float | None
    housing: float | None
    region: str | None
    since: date | None
    set_by: Country | None

    @root_validator
    def _amount(cls, values: dict[str, object]) -> dict[str, object]:
        if not values.get("none") and not all(values.get(k) for k in ("amount", "currency", "period")):
            raise ValueError("give amount, currency and period, or none: true")
        return values


class WagePayment(Fact):
    """When and how wages must be paid."""

    kind: Literal["wage_payment"]
    within_days: int | None
    bank_transfer: bool = False
    since: date | None


class WorkingHours(Fact):
    """Normal hours and overtime. `overtime_percent` is what comes on top of the normal wage."""

    kind: Literal["working_hours"]
    per_day: float | None
    per_week: float | None
    overtime_per_day: float | None
    overtime_per_month: float | None
    overtime_percent: float | None
    rest_days_per_week: float | None
    annual_leave_days: int | None
    ramadan_per_day: float | None


class DomesticWorkers(Fact):
    """Rights of workers in private homes."""

    kind: Literal["domestic_workers"]
    covered_by_labour_law: bool | None
    per_day: float | None
    rest_days_per_week: float | None
    rest_hours_per_day: float | None
    annual_leave_days: int | None
    sick_leave_days: int | None
    minimum_age: int | None
    contract: bool = False


class EqualTreatment(Fact):
    """The labour law covers foreign workers as nationals."""

    kind: Literal["equal_treatment"]
    equal: bool


class Contract(Fact):
    """Rules about the written contract."""

    kind: Literal["contract"]
    written: bool = True
    standard: bool = False
    languages: tuple[Language, ...] = ()
    approved_by: str | None


class ResourceCentre(Fact):
    """An office that advises in person."""

    kind: Literal["resource_centre"]
    name: Name
    places: tuple[str, ...] = ()
    phone: str | None
    website: HttpUrl | None
    operator: str | None
    topics: tuple[Topic, ...] = ()


class Embassy(Fact):
    """An embassy or consulate: `of` whom, in the country of the entry."""

    kind: Literal["embassy"]
    of: Country
    city: str | None
    phone: str | None
    emergency_phone: str | None
    email: str | None
    website: HttpUrl | None


class Visa(Fact):
    """The visa or permit under which one may work."""

    kind: Literal["visa"]
    name: Name
    years: float | None
    website: HttpUrl | None


AnyFact = Annotated[
    Regulator
    | LicenceCheck
    | FeeCap
    | WhoPays
    | StateCharge
    | Steps
    | Documents
    | Training
    | Restriction
    | Hotline
    | Emergency
    | Complaint
    | Compensation
    | Penalty
    | PassportRetention
    | ChangeEmployer
    | ExitPermit
    | MinimumWage
    | WagePayment
    | WorkingHours
    | DomesticWorkers
    | EqualTreatment
    | Contract
    | ResourceCentre
    | Embassy
    | Visa,
    Field(discriminator="kind"),
]


class HeldBack(_Strict):
    """A researched statement that is not spoken, and why."""

    id: str
    reason: Literal["unverified", "no source", "out of date", "no typed form", "for staff", "replaced", "duplicate"]
    note: str | None


class CountryFile(_Strict):
    """`data/directory/countries/<code>.yml`: the facts of one country."""

    country: Country
    facts: tuple[AnyFact, ...]
    held_back: tuple[HeldBack, ...] = ()


class Programme(_Strict):
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


class ProgrammeFile(_Strict):
    """`data/directory/programmes.yml`."""

    programmes: tuple[Programme, ...]
    held_back: tuple[HeldBack, ...] = ()

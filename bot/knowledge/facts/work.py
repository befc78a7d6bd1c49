"""Facts about the rights of workers in the country of work."""

from datetime import date
from typing import Literal

from pydantic import root_validator

from bot.knowledge.codes import Occupation

from .base import Country, Currency, Fact, Language


class PassportRetention(Fact):
    """Whether an employer or agent may hold a passport; `with_consent` of the worker, which is given `in_writing`."""

    kind: Literal["passport_retention"]
    forbidden: bool
    with_consent: bool = False
    in_writing: bool = True
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

"""What is said of rights at work."""

from collections.abc import Iterator

from bot.knowledge.facts import (
    ChangeEmployer,
    Contract,
    DomesticWorkers,
    EqualTreatment,
    ExitPermit,
    MinimumWage,
    PassportRetention,
    WagePayment,
    WorkingHours,
)
from bot.knowledge.values import Countries, Day, LanguageNames, Number, Text

from .base import Phrase, money, numbers, terms, texts


def passport_retention(fact: PassportRetention) -> Iterator[Phrase]:
    """Whether a passport may be kept."""
    if fact.with_consent:
        yield Phrase("passport.consent" if fact.in_writing else "passport.agreed")
    else:
        yield Phrase("passport.forbidden" if fact.forbidden else "passport.not_forbidden")
    if fact.fine is not None:
        yield Phrase("penalty.fine", {"money": money(fact.fine, fact.currency)})


def change_employer(fact: ChangeEmployer) -> Iterator[Phrase]:
    """Whether and how one may change."""
    months = {"n": Number(fact.after_months)} if fact.after_months is not None else {}
    key = "change_employer.ended_after" if fact.allowed == "ended" and months else f"change_employer.{fact.allowed}"
    yield Phrase(key, dict(months))
    yield from numbers(fact, "change_employer", "notice_months", "maximum_changes")
    yield from texts(fact, "change_employer", "platform")
    if fact.excluded:
        yield Phrase("not_for", {"who": terms("occupation", fact.excluded)})


def exit_permit(fact: ExitPermit) -> Iterator[Phrase]:
    """Whether the employer must let one leave the country."""
    yield Phrase("exit_permit.required" if fact.required else "exit_permit.not_required")
    if fact.since:
        yield Phrase("since", {"day": Day(fact.since)})
    yield from texts(fact, "change_employer", "platform")
    if fact.excluded:
        yield Phrase("not_for", {"who": terms("occupation", fact.excluded)})


def minimum_wage(fact: MinimumWage) -> Iterator[Phrase]:
    """The lowest pay, and what comes on top."""
    if fact.none:
        yield Phrase("minimum_wage.none")
    else:
        yield Phrase(f"minimum_wage.{fact.period}", {"money": money(fact.amount, fact.currency)})
    if fact.region:
        yield Phrase("minimum_wage.region", {"region": Text(fact.region)})
    for name in ("food", "housing"):
        if getattr(fact, name) is not None:
            yield Phrase(f"minimum_wage.{name}", {"money": money(getattr(fact, name), fact.currency)})
    if fact.set_by:
        yield Phrase("minimum_wage.set_by", {"countries": Countries((fact.set_by,))})
    if fact.since:
        yield Phrase("since", {"day": Day(fact.since)})


def wage_payment(fact: WagePayment) -> Iterator[Phrase]:
    """When and how pay must come."""
    yield from numbers(fact, "wage_payment", "within_days")
    if fact.bank_transfer:
        yield Phrase("wage_payment.bank_transfer")
        if fact.since:
            yield Phrase("since", {"day": Day(fact.since)})


def working_hours(fact: WorkingHours) -> Iterator[Phrase]:
    """Hours, overtime and rest."""
    yield from numbers(
        fact,
        "working_hours",
        "per_day",
        "per_week",
        "overtime_per_day",
        "overtime_per_month",
        "overtime_percent",
        "rest_days_per_week",
        "annual_leave_days",
        "ramadan_per_day",
    )


def domestic_workers(fact: DomesticWorkers) -> Iterator[Phrase]:
    """The rights of those who work in homes."""
    if fact.covered_by_labour_law is not None:
        yield Phrase("domestic_workers.covered" if fact.covered_by_labour_law else "domestic_workers.not_covered")
    yield from numbers(fact, "working_hours", "per_day", "rest_days_per_week", "annual_leave_days")
    yield from numbers(fact, "domestic_workers", "rest_hours_per_day", "sick_leave_days", "minimum_age")
    if fact.contract:
        yield Phrase("contract.written")


def equal_treatment(fact: EqualTreatment) -> Iterator[Phrase]:
    """Whether the law is the same for all."""
    yield Phrase("equal_treatment.yes" if fact.equal else "equal_treatment.no")


def contract(fact: Contract) -> Iterator[Phrase]:
    """What a contract must be."""
    yield Phrase("contract.standard" if fact.standard else "contract.written")
    if fact.languages:
        yield Phrase("contract.languages", {"languages": LanguageNames(fact.languages)})
    yield from texts(fact, "contract", "approved_by")

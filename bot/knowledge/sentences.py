"""Which sentences a fact is spoken in: fact -> phrases (a template key and typed values), in no language.

The templates of the keys are in `data/answers/<lang>/facts.yml`. A phrase that would have nothing to say is left
out, so a
template never has an empty slot.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from . import facts as f
from .values import Countries, Day, LanguageNames, Money, Number, Terms, Text, Value


@dataclass(frozen=True)
class Phrase:
    """A template key with its values."""

    key: str
    values: dict[str, Value] = field(default_factory=dict)


def phrases(fact: f.AnyFact, destination: str | None = None) -> list[Phrase]:
    """The phrases of a fact. Where the person goes to `destination` (ISO code), a list with it need not be named."""
    found = list(_SPEAKERS[type(fact)](fact))
    if not found:
        return []
    return [*_scope(fact, destination), *found, *_law(fact)]


def _scope(fact: f.AnyFact, destination: str | None) -> Iterator[Phrase]:
    if fact.occupations:
        yield Phrase("scope.occupations", {"who": _terms("occupation", fact.occupations)})
    if fact.sex:
        yield Phrase(f"scope.{fact.sex}")
    if fact.origins:
        yield Phrase("scope.origins", {"countries": Countries(fact.origins)})
    if fact.destinations and destination not in fact.destinations:
        yield Phrase("scope.destinations", {"countries": Countries(fact.destinations)})


def _law(fact: f.AnyFact) -> Iterator[Phrase]:
    if fact.law:
        yield Phrase("law", {"law": Text(fact.law)})


def _terms(vocabulary: str, codes: Iterable[object]) -> Terms:
    return Terms(vocabulary, tuple(str(code) for code in codes))


def _money(amount: float | None, currency: str | None) -> Money:
    return Money(float(amount or 0), currency or "USD")


def _texts(fact: Any, prefix: str, *names: str) -> Iterator[Phrase]:
    """One phrase for each of the named plain fields that is given."""
    for name in names:
        value = getattr(fact, name)
        if value:
            yield Phrase(f"{prefix}.{name}", {name: Text(str(value))})


def _numbers(fact: Any, prefix: str, *names: str) -> Iterator[Phrase]:
    """One phrase for each of the named quantities that is given."""
    for name in names:
        value = getattr(fact, name)
        if value is not None:
            yield Phrase(f"{prefix}.{name}", {"n": Number(value)})


def _regulator(fact: f.Regulator) -> Iterator[Phrase]:
    yield Phrase("regulator", {"name": Text(fact.name), "roles": _terms("role", fact.roles)})
    yield from _texts(fact, "contact", "website")


def _licence_check(fact: f.LicenceCheck) -> Iterator[Phrase]:
    yield Phrase("licence_check", {"name": Text(fact.name)})
    yield from (Phrase(f"licence_check.{how}") for how in fact.how)
    yield from _texts(fact, "contact", "website", "phone")


def _fee_cap(fact: f.FeeCap) -> Iterator[Phrase]:
    of = "total" if fact.total else "fee"
    if fact.zero:
        yield Phrase("fee_cap.zero")
    elif fact.amount is not None:
        yield Phrase(f"fee_cap.amount.{of}", {"money": _money(fact.amount, fact.currency)})
    elif fact.months is not None:
        yield Phrase("fee_cap.months_per_year" if fact.per_year else "fee_cap.months", {"n": Number(fact.months)})
        yield from _numbers(fact, "fee_cap", "months_total")
    elif fact.percent is not None:
        yield Phrase("fee_cap.percent", {"n": Number(fact.percent)})
    if fact.free_items:
        yield Phrase("who_pays.employer", {"items": _terms("item", fact.free_items)})
    if fact.receipt:
        yield Phrase("fee_cap.receipt")


def _who_pays(fact: f.WhoPays) -> Iterator[Phrase]:
    if fact.employer:
        yield Phrase("who_pays.employer", {"items": _terms("item", fact.employer)})
    if fact.worker:
        yield Phrase("who_pays.worker", {"items": _terms("item", fact.worker)})
    if fact.no_deduction:
        yield Phrase("who_pays.no_deduction")


def _state_charge(fact: f.StateCharge) -> Iterator[Phrase]:
    yield Phrase("state_charge", {"item": _terms("item", (fact.item,)), "money": _money(fact.amount, fact.currency)})


def _steps(fact: f.Steps) -> Iterator[Phrase]:
    yield from (Phrase(f"step.{step}", {"position": Number(at)}) for at, step in enumerate(fact.steps, 1))
    yield from _texts(fact, "contact", "website")


def _documents(fact: f.Documents) -> Iterator[Phrase]:
    yield Phrase("documents", {"documents": _terms("document", fact.documents)})
    yield from _texts(fact, "contact", "website")


def _training(fact: f.Training) -> Iterator[Phrase]:
    yield Phrase("training.required" if fact.required else "training.offered", {"item": _terms("item", (fact.item,))})
    if fact.days:
        yield Phrase("training.days", {"n": Number(fact.days)})
    yield from _texts(fact, "contact", "website")


def _restriction(fact: f.Restriction) -> Iterator[Phrase]:
    values: dict[str, Value] = {}
    if fact.minimum_age is not None:
        values["minimum"] = Number(fact.minimum_age)
    if fact.maximum_age is not None:
        values["maximum"] = Number(fact.maximum_age)
    yield Phrase(f"restriction.{fact.rule}", values)
    if fact.since:
        yield Phrase("since", {"day": Day(fact.since)})
    if fact.until:
        yield Phrase("until", {"day": Day(fact.until)})


def _hotline(fact: f.Hotline) -> Iterator[Phrase]:
    yield Phrase("hotline", {"name": Text(fact.name), "topics": _terms("topic", fact.topics)})
    if fact.serves:
        yield Phrase("hotline.serves", {"countries": Countries(fact.serves)})
    yield from _texts(fact, "hotline", "number")
    if fact.from_abroad and fact.from_abroad != fact.number:
        yield from _texts(fact, "hotline", "from_abroad")
    yield from _texts(fact, "hotline", "whatsapp")
    if fact.hours:
        yield (
            Phrase("hotline.always") if fact.hours == "24/7" else Phrase("hotline.hours", {"hours": Text(fact.hours)})
        )
    if fact.free:
        yield Phrase("hotline.free")
    if fact.languages:
        yield Phrase("hotline.languages", {"languages": LanguageNames(fact.languages)})
    yield from _texts(fact, "contact", "email", "website")


def _emergency(fact: f.Emergency) -> Iterator[Phrase]:
    yield from _texts(fact, "emergency", "police", "ambulance", "fire", "mobile")


def _complaint(fact: f.Complaint) -> Iterator[Phrase]:
    yield Phrase("complaint", {"name": Text(fact.name)})
    if fact.about:
        yield Phrase("complaint.about", {"harms": _terms("harm", fact.about)})
    yield from _texts(fact, "contact", "phone", "email", "website")
    if fact.free:
        yield Phrase("complaint.free")
    yield from _numbers(fact, "complaint", "time_limit_days")


def _compensation(fact: f.Compensation) -> Iterator[Phrase]:
    yield Phrase("compensation", {"harm": _terms("harm", (fact.harm,))})
    if fact.name:
        yield Phrase("compensation.name", {"name": Text(fact.name)})
    if fact.refund:
        yield Phrase("compensation.refund")
    yield from _numbers(fact, "compensation", "extra_percent")
    if fact.amount is not None:
        key = "compensation.up_to" if fact.up_to else "compensation.amount"
        yield Phrase(key, {"money": _money(fact.amount, fact.currency)})
    yield from _numbers(fact, "complaint", "time_limit_days")
    yield from _texts(fact, "contact", "website")


def _penalty(fact: f.Penalty) -> Iterator[Phrase]:
    yield Phrase("penalty", {"harm": _terms("harm", (fact.harm,))})
    if fact.fine is not None:
        yield Phrase("penalty.fine", {"money": _money(fact.fine, fact.currency)})
    yield from _numbers(fact, "penalty", "prison_months")
    if fact.licence_lost:
        yield Phrase("penalty.licence_lost")


def _passport_retention(fact: f.PassportRetention) -> Iterator[Phrase]:
    if not fact.forbidden:
        yield Phrase("passport.not_forbidden")
    else:
        yield Phrase("passport.consent" if fact.with_consent else "passport.forbidden")
    if fact.fine is not None:
        yield Phrase("penalty.fine", {"money": _money(fact.fine, fact.currency)})


def _change_employer(fact: f.ChangeEmployer) -> Iterator[Phrase]:
    months = {"n": Number(fact.after_months)} if fact.after_months is not None else {}
    key = "change_employer.ended_after" if fact.allowed == "ended" and months else f"change_employer.{fact.allowed}"
    yield Phrase(key, dict(months))
    yield from _numbers(fact, "change_employer", "notice_months", "maximum_changes")
    yield from _texts(fact, "change_employer", "platform")
    if fact.excluded:
        yield Phrase("not_for", {"who": _terms("occupation", fact.excluded)})


def _exit_permit(fact: f.ExitPermit) -> Iterator[Phrase]:
    yield Phrase("exit_permit.required" if fact.required else "exit_permit.not_required")
    if fact.since:
        yield Phrase("since", {"day": Day(fact.since)})
    yield from _texts(fact, "change_employer", "platform")
    if fact.excluded:
        yield Phrase("not_for", {"who": _terms("occupation", fact.excluded)})


def _minimum_wage(fact: f.MinimumWage) -> Iterator[Phrase]:
    if fact.none:
        yield Phrase("minimum_wage.none")
    else:
        yield Phrase(f"minimum_wage.{fact.period}", {"money": _money(fact.amount, fact.currency)})
    if fact.region:
        yield Phrase("minimum_wage.region", {"region": Text(fact.region)})
    for name in ("food", "housing"):
        if getattr(fact, name) is not None:
            yield Phrase(f"minimum_wage.{name}", {"money": _money(getattr(fact, name), fact.currency)})
    if fact.set_by:
        yield Phrase("minimum_wage.set_by", {"countries": Countries((fact.set_by,))})
    if fact.since:
        yield Phrase("since", {"day": Day(fact.since)})


def _wage_payment(fact: f.WagePayment) -> Iterator[Phrase]:
    yield from _numbers(fact, "wage_payment", "within_days")
    if fact.bank_transfer:
        yield Phrase("wage_payment.bank_transfer")
        if fact.since:
            yield Phrase("since", {"day": Day(fact.since)})


def _working_hours(fact: f.WorkingHours) -> Iterator[Phrase]:
    yield from _numbers(
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


def _domestic_workers(fact: f.DomesticWorkers) -> Iterator[Phrase]:
    if fact.covered_by_labour_law is not None:
        yield Phrase("domestic_workers.covered" if fact.covered_by_labour_law else "domestic_workers.not_covered")
    yield from _numbers(fact, "working_hours", "per_day", "rest_days_per_week", "annual_leave_days")
    yield from _numbers(fact, "domestic_workers", "rest_hours_per_day", "sick_leave_days", "minimum_age")
    if fact.contract:
        yield Phrase("contract.written")


def _equal_treatment(fact: f.EqualTreatment) -> Iterator[Phrase]:
    yield Phrase("equal_treatment.yes" if fact.equal else "equal_treatment.no")


def _contract(fact: f.Contract) -> Iterator[Phrase]:
    yield Phrase("contract.standard" if fact.standard else "contract.written")
    if fact.languages:
        yield Phrase("contract.languages", {"languages": LanguageNames(fact.languages)})
    yield from _texts(fact, "contract", "approved_by")


def _resource_centre(fact: f.ResourceCentre) -> Iterator[Phrase]:
    yield Phrase("resource_centre", {"name": Text(fact.name)})
    if fact.places:
        yield Phrase("resource_centre.places", {"places": Text(", ".join(fact.places))})
    yield from _texts(fact, "contact", "phone", "website")


def _embassy(fact: f.Embassy) -> Iterator[Phrase]:
    yield Phrase("embassy", {"countries": Countries((fact.of,))})
    yield from _texts(fact, "embassy", "city", "emergency_phone")
    yield from _texts(fact, "contact", "phone", "email", "website")


def _visa(fact: f.Visa) -> Iterator[Phrase]:
    yield Phrase("visa", {"name": Text(fact.name)})
    yield from _numbers(fact, "visa", "years")
    yield from _texts(fact, "contact", "website")


_SPEAKERS: dict[type, Callable[[Any], Iterator[Phrase]]] = {
    f.Regulator: _regulator,
    f.LicenceCheck: _licence_check,
    f.FeeCap: _fee_cap,
    f.WhoPays: _who_pays,
    f.StateCharge: _state_charge,
    f.Steps: _steps,
    f.Documents: _documents,
    f.Training: _training,
    f.Restriction: _restriction,
    f.Hotline: _hotline,
    f.Emergency: _emergency,
    f.Complaint: _complaint,
    f.Compensation: _compensation,
    f.Penalty: _penalty,
    f.PassportRetention: _passport_retention,
    f.ChangeEmployer: _change_employer,
    f.ExitPermit: _exit_permit,
    f.MinimumWage: _minimum_wage,
    f.WagePayment: _wage_payment,
    f.WorkingHours: _working_hours,
    f.DomesticWorkers: _domestic_workers,
    f.EqualTreatment: _equal_treatment,
    f.Contract: _contract,
    f.ResourceCentre: _resource_centre,
    f.Embassy: _embassy,
    f.Visa: _visa,
}

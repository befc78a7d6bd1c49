"""Which sentences a fact is spoken in: fact -> phrases (a template key and typed values), in no language.

The templates of the keys are in `data/answers/<lang>/facts.yml`. A phrase that would have nothing to say is left
out, so a
template never has an empty slot.
"""

from collections.abc import Callable, Iterator
from typing import Any

from bot.knowledge import facts as f
from bot.knowledge.values import Countries, Text

from . import contacts, departure, fees, work
from .base import Phrase, terms

__all__ = ["Phrase", "phrases"]


def phrases(fact: f.AnyFact, destination: str | None = None) -> list[Phrase]:
    """The phrases of a fact. Where the person goes to `destination` (ISO code), a list with it need not be named."""
    found = list(_SPEAKERS[type(fact)](fact))
    if not found:
        return []
    return [*_scope(fact, destination), *found, *_law(fact)]


def _scope(fact: f.AnyFact, destination: str | None) -> Iterator[Phrase]:
    if fact.occupations:
        key = f"scope.{fact.sex}_who" if fact.sex else "scope.occupations"
        yield Phrase(key, {"who": terms("occupation", fact.occupations)})
    elif fact.sex:
        yield Phrase(f"scope.{fact.sex}")
    if fact.passport:
        yield Phrase(f"scope.passport_{fact.passport}")
    if fact.origins:
        yield Phrase("scope.origins", {"countries": Countries(fact.origins)})
    if fact.destinations and destination not in fact.destinations:
        yield Phrase("scope.destinations", {"countries": Countries(fact.destinations)})


def _law(fact: f.AnyFact) -> Iterator[Phrase]:
    if fact.law:
        yield Phrase("law", {"law": Text(fact.law)})


_SPEAKERS: dict[type, Callable[[Any], Iterator[Phrase]]] = {
    f.Regulator: departure.regulator,
    f.LicenceCheck: departure.licence_check,
    f.PublicRecruitment: departure.public_recruitment,
    f.FeeCap: fees.fee_cap,
    f.WhoPays: fees.who_pays,
    f.StateCharge: fees.state_charge,
    f.Steps: departure.steps,
    f.Documents: departure.documents,
    f.Training: departure.training,
    f.Restriction: departure.restriction,
    f.Hotline: contacts.hotline,
    f.Emergency: contacts.emergency,
    f.Complaint: contacts.complaint,
    f.Compensation: fees.compensation,
    f.Penalty: fees.penalty,
    f.PassportRetention: work.passport_retention,
    f.ChangeEmployer: work.change_employer,
    f.ExitPermit: work.exit_permit,
    f.MinimumWage: work.minimum_wage,
    f.WagePayment: work.wage_payment,
    f.WorkingHours: work.working_hours,
    f.DomesticWorkers: work.domestic_workers,
    f.EqualTreatment: work.equal_treatment,
    f.Contract: work.contract,
    f.ResourceCentre: contacts.resource_centre,
    f.Embassy: contacts.embassy,
    f.Visa: departure.visa,
}

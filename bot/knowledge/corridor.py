"""Which facts answer a question for a corridor: from where, to where, for what work. Pure.

`PLANS` says for each intent which kinds of facts of which side are spoken, in order; it is the only place to change
for that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from . import facts as f
from .directory import Directory, Entry

#: The intents whose reply leads with help contacts and never asks first (`urgent: true` in the intent catalogue).
URGENT_INTENTS = ("emergency", "trafficking_help", "harassment_violence", "arrested_detained", "missing_or_death")

Side = Literal["origin", "destination"]
SIDES: tuple[Side, Side] = ("origin", "destination")


@dataclass(frozen=True)
class Corridor:
    """What is known of the person's way: ISO codes and an occupation code, each or none."""

    origin: str | None = None
    destination: str | None = None
    occupation: str | None = None

    def country(self, side: Side) -> str | None:
        """The country of a side."""
        return self.origin if side == "origin" else self.destination


@dataclass(frozen=True)
class Part:
    """Facts of one side: kinds in order, at most `most` of them, hotlines and harms narrowed to `about` if any fit."""

    side: Side
    kinds: tuple[str, ...]
    most: int = 3
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Selection:
    """What to say: ids of facts, the countries for which nothing is known, and the side to ask for."""

    facts: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    ask: Side | None = None


def _part(side: Side, kinds: str, most: int = 3, about: str = "") -> Part:
    return Part(side, tuple(kinds.split()), most, frozenset(about.split()))


PLANS: dict[str, tuple[Part, ...]] = {
    "recruitment_fees": (_part("origin", "fee_cap", 4), _part("destination", "fee_cap", 2)),
    "who_pays": (_part("origin", "who_pays fee_cap", 3), _part("destination", "who_pays fee_cap", 2)),
    "migration_steps": (_part("origin", "steps training state_charge", 4), _part("destination", "visa", 1)),
    "documents_needed": (_part("origin", "documents steps", 2), _part("destination", "visa contract", 2)),
    "age_limits_bans": (_part("origin", "restriction", 5), _part("destination", "restriction", 2)),
    "visit_visa_work": (_part("origin", "restriction steps", 2), _part("destination", "visa", 1)),
    "orientation_training": (_part("origin", "training", 3),),
    "insurance_welfare_fund": (
        _part(
            "origin",
            "compensation state_charge",
            4,
            "death injury illness insurance welfare_fund social_security",
        ),
    ),
    "check_agency": (_part("origin", "licence_check", 3),),
    "find_job_safely": (_part("origin", "licence_check regulator", 2),),
    "fee_refund": (
        _part("origin", "compensation penalty", 3, "overcharging unlicensed_recruitment early_return"),
        _part("origin", "complaint", 1),
    ),
    "make_complaint": (
        _part("origin", "complaint", 2),
        _part("destination", "complaint", 2),
        _part("destination", "hotline", 1, "labour domestic_workers"),
    ),
    "compensation_legal_help": (
        _part("origin", "compensation", 3),
        _part("destination", "hotline complaint", 2, "legal_aid labour"),
    ),
    "minimum_wage": (
        _part("destination", "minimum_wage", 3),
        _part("destination", "wage_payment", 1),
        _part("origin", "minimum_wage", 1),
    ),
    "unpaid_wages": (
        _part("destination", "wage_payment", 1),
        _part("destination", "complaint hotline", 2, "labour unpaid_wages domestic_workers"),
        _part("origin", "hotline", 1, "general labour embassy"),
    ),
    "working_hours": (_part("destination", "working_hours domestic_workers", 3),),
    "passport_kept": (
        _part("destination", "passport_retention", 2),
        _part("destination", "hotline", 1, "labour domestic_workers"),
        _part("origin", "hotline", 1, "general embassy"),
    ),
    "change_employer": (_part("destination", "change_employer", 3),),
    "leave_job": (_part("destination", "exit_permit change_employer", 3),),
    "domestic_worker_rights": (
        _part("destination", "domestic_workers passport_retention fee_cap", 3),
        _part("destination", "hotline", 1, "domestic_workers labour"),
        _part("origin", "restriction", 2),
    ),
    "contract_contents": (_part("destination", "contract", 2),),
    "equal_treatment": (_part("destination", "equal_treatment", 1),),
    "injury_health": (
        _part("origin", "compensation", 2, "injury illness"),
        _part("destination", "hotline", 1, "health labour"),
    ),
    "hotline": (
        _part("destination", "hotline", 4),
        _part("destination", "emergency", 1),
        _part("origin", "hotline", 3),
    ),
    "embassy_help": (
        _part("destination", "embassy", 2),
        _part("origin", "embassy", 2),
        _part("origin", "hotline", 2, "embassy general"),
    ),
    "resource_centre": (_part("origin", "resource_centre", 3), _part("destination", "resource_centre", 2)),
    "country_info": (
        _part("destination", "minimum_wage working_hours passport_retention change_employer exit_permit", 5),
        _part("destination", "hotline", 1, "labour general"),
    ),
    "emergency": (
        _part("destination", "emergency", 2),
        _part("destination", "hotline", 1, "violence domestic_workers general"),
        _part("origin", "hotline", 1, "embassy general"),
    ),
    "trafficking_help": (
        _part("destination", "hotline", 2, "trafficking"),
        _part("destination", "emergency", 1),
        _part("origin", "hotline", 2, "trafficking embassy general"),
    ),
    "harassment_violence": (
        _part("destination", "emergency", 1),
        _part("destination", "hotline", 2, "violence domestic_workers shelter labour"),
        _part("origin", "hotline", 1, "embassy general"),
    ),
    "arrested_detained": (
        _part("origin", "hotline", 2, "embassy general"),
        _part("destination", "hotline", 1, "legal_aid general labour"),
    ),
    "missing_or_death": (_part("origin", "hotline", 3, "embassy general"),),
}

#: Where no country is known, an urgent reply lists the emergency numbers of the destinations that most people go to.
_MAIN_DESTINATIONS = ("SA", "AE", "QA", "MY", "KW")


def select(intent: str, corridor: Corridor, directory: Directory, today: date) -> Selection:
    """The facts for an intent. KeyError when the intent has no plan."""
    plan = PLANS[intent]
    chosen: dict[str, None] = {}
    silent: dict[str, None] = {}
    for part in plan:
        country = corridor.country(part.side)
        if not country:
            continue
        found = _chosen(part, corridor, directory, today)
        chosen |= dict.fromkeys(found)
        if not found:
            silent[country] = None
    speaking = {directory.by_id[i].country for i in chosen}
    return Selection(
        list(chosen),
        [country for country in silent if country not in speaking],
        next((part.side for part in plan if not corridor.country(part.side)), None),
    )


def anywhere(directory: Directory) -> list[str]:
    """The emergency numbers of the main destinations, for somebody whose country is not known."""
    return [e.fact.id for country in _MAIN_DESTINATIONS for e in list(directory.of(country, "emergency"))[:1]]


def _chosen(part: Part, corridor: Corridor, directory: Directory, today: date) -> list[str]:
    fitting = [
        entry
        for entry in side_entries(part.side, corridor, directory, part.kinds)
        if entry.spoken_on(today) and applies(entry, corridor) and not _ended(entry.fact, today)
    ]
    if part.about:
        fitting = [e for e in fitting if part.about & _topics(e.fact)] or [e for e in fitting if not _topics(e.fact)]
    fitting.sort(key=lambda e: not _is_for(e, corridor.occupation))  # stable: rules for this very work first
    return [entry.fact.id for entry in fitting[: part.most]]


def side_entries(side: Side, corridor: Corridor, directory: Directory, kinds: tuple[str, ...]) -> Iterator[Entry]:
    """The facts of the country on one side. The rules of a country of origin are for its people who leave, and not for
    those who come; and the other way round."""
    country = corridor.country(side)
    here, other = directory.origins, directory.destinations
    if side == "destination":
        here, other = other, here
    if country not in other or country in here:
        yield from directory.of(country, *kinds)


def _ended(fact: f.AnyFact, today: date) -> bool:
    until = getattr(fact, "until", None)
    return until is not None and until < today


def applies(entry: Entry, corridor: Corridor) -> bool:
    """Whether a fact can be about this corridor; what is not known of the corridor excludes nothing."""
    fact = entry.fact
    serves = getattr(fact, "serves", ())
    return (
        _holds(fact.destinations, corridor.destination)
        and _holds(fact.origins, corridor.origin)
        and _holds(serves, corridor.origin)
        and (not fact.occupations or corridor.occupation is None or _is_for(entry, corridor.occupation))
    )


def _holds(codes: tuple[str, ...], code: str | None) -> bool:
    return not codes or code is None or code in codes


def _is_for(entry: Entry, occupation: str | None) -> bool:
    """Whether a fact is for this work by name; "private sector" is all work but in homes."""
    named = {str(code) for code in entry.fact.occupations}
    return occupation in named or ("private_sector" in named and occupation not in (None, "domestic_worker"))


def _topics(fact: f.AnyFact) -> set[str]:
    """What a hotline, complaint, compensation or charge is about."""

    def words() -> Iterator[object]:
        yield from getattr(fact, "topics", ())
        yield from getattr(fact, "about", ())
        yield from (getattr(fact, name) for name in ("harm", "item") if hasattr(fact, name))

    return {str(word) for word in words()}

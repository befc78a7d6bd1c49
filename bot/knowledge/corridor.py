"""Which facts answer a question for a corridor: from where, to where, for what work. Pure.

`PLANS` says for each intent which kinds of facts of which side are spoken, in order; it is the only place to change
for that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from . import facts as f
from .directory import Directory
from .ranking import ranked
from .scope import Corridor, Side, applies, binds, side_entries

#: The intents whose reply leads with help contacts and never asks first (`urgent: true` in the intent catalogue).
URGENT_INTENTS = ("emergency", "trafficking_help", "harassment_violence", "arrested_detained", "missing_or_death")

#: When it is said that a part has found nothing: always, if nothing else is said of its country, or never.
Gap = Literal["always", "alone", "never"]


@dataclass(frozen=True)
class Part:
    """Facts of one side: kinds in order, at most `most` of them, narrowed to what is `about` one of these if any is.

    `strict`: only what is about these. `sure`: without what may not be for this person. `gap` tells when nothing found
    is said to be so, `ask` whether the country of the side is asked for.
    """

    side: Side
    kinds: tuple[str, ...]
    most: int = 3
    about: tuple[str, ...] = ()
    gap: Gap = "alone"
    sure: bool = False
    strict: bool = False
    ask: bool = True


@dataclass(frozen=True)
class Selection:
    """What to say: ids of facts, the countries for which nothing is known, and the side to ask for."""

    facts: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    ask: Side | None = None


def _part(side: Side, kinds: str, most: int = 3, about: str = "", gap: Gap = "alone", sure: bool = False) -> Part:
    return Part(side, tuple(kinds.split()), most, tuple(about.split()), gap, sure)


def _main(side: Side, kinds: str, most: int = 3, about: str = "") -> Part:
    """What the question is about: when there is nothing, it is said."""
    return _part(side, kinds, most, about, "always")


def _also(side: Side, kinds: str, most: int = 3, about: str = "", ask: bool = True) -> Part:
    """What is good to know beside."""
    return Part(side, tuple(kinds.split()), most, tuple(about.split()), "never", ask=ask)


#: What forbids or delays going, said before how to go.
_BARRED = Part("origin", ("restriction",), 1, ("ban", "suspension", "permission"), "never", sure=True, strict=True)

#: That no agency can sell a job there.
_PUBLIC = _also("destination", "public_recruitment", 1, ask=False)

PLANS: dict[str, tuple[Part, ...]] = {
    "recruitment_fees": (_main("origin", "fee_cap", 4), _main("destination", "fee_cap public_recruitment", 2)),
    "who_pays": (_part("origin", "who_pays fee_cap", 3), _part("destination", "who_pays fee_cap", 2)),
    "migration_steps": (
        _BARRED,
        _main("origin", "steps", 2),
        _also("origin", "training state_charge", 4),
        _also("destination", "public_recruitment visa", 1),
    ),
    "documents_needed": (_main("origin", "documents steps", 2), _also("destination", "visa contract", 2)),
    "age_limits_bans": (_main("origin", "restriction", 5), _also("destination", "restriction", 2)),
    "visit_visa_work": (_part("origin", "restriction steps", 2), _also("destination", "visa", 1)),
    "orientation_training": (_part("origin", "training", 3),),
    "insurance_welfare_fund": (
        _part(
            "origin",
            "compensation state_charge",
            4,
            "death injury illness insurance welfare_fund social_security",
        ),
    ),
    "check_agency": (_main("origin", "licence_check", 3), _PUBLIC),
    "find_job_safely": (_part("origin", "licence_check regulator", 2), _PUBLIC),
    "fee_refund": (
        _part("origin", "compensation penalty", 3, "overcharging unlicensed_recruitment early_return"),
        _part("origin", "complaint", 1),
    ),
    "make_complaint": (
        _main("origin", "complaint", 2),
        _part("destination", "complaint", 2, sure=True),
        _part("destination", "hotline", 1, "labour domestic_workers"),
    ),
    "compensation_legal_help": (
        _part("origin", "compensation", 3),
        _part("destination", "hotline complaint", 2, "legal_aid labour"),
    ),
    "minimum_wage": (
        _main("destination", "minimum_wage", 3),
        _also("destination", "wage_payment", 1),
        _also("origin", "minimum_wage", 1),
    ),
    "unpaid_wages": (
        _also("destination", "wage_payment", 1),
        _main("destination", "complaint hotline", 2, "labour unpaid_wages domestic_workers"),
        _part("origin", "hotline", 1, "general labour embassy"),
    ),
    "working_hours": (_part("destination", "working_hours domestic_workers", 3),),
    "passport_kept": (
        _main("destination", "passport_retention", 2),
        _also("destination", "hotline", 1, "labour domestic_workers"),
        _also("origin", "hotline", 2, "embassy general"),
    ),
    "change_employer": (_part("destination", "change_employer", 3),),
    "leave_job": (_part("destination", "exit_permit change_employer", 3),),
    "domestic_worker_rights": (
        _part("destination", "domestic_workers passport_retention fee_cap", 3),
        _part("destination", "hotline", 1, "domestic_workers labour"),
        _also("origin", "restriction", 2),
    ),
    "contract_contents": (_part("destination", "contract", 2),),
    "equal_treatment": (_part("destination", "equal_treatment", 1),),
    "injury_health": (
        _part("origin", "compensation", 2, "injury illness"),
        _part("destination", "hotline", 1, "health labour"),
    ),
    "hotline": (
        _main("destination", "hotline", 3),
        _also("destination", "emergency", 2),
        _main("origin", "hotline", 3),
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
        _part("destination", "emergency", 2),
        _part("origin", "hotline", 2, "trafficking embassy general"),
    ),
    "harassment_violence": (
        _part("destination", "emergency", 2),
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

#: Who asks these without naming a work, asks for this one.
_OCCUPATIONS = {"domestic_worker_rights": "domestic_worker"}


def select(intent: str, corridor: Corridor, directory: Directory, today: date) -> Selection:
    """The facts for an intent. KeyError when the intent has no plan."""
    plan = PLANS[intent]
    corridor = replace(corridor, occupation=corridor.occupation or _OCCUPATIONS.get(intent))
    chosen: dict[str, None] = {}
    gaps: list[tuple[str, Gap]] = []
    for part in plan:
        country = corridor.country(part.side)
        if not country:
            continue
        found = _chosen(part, corridor, directory, today)
        chosen |= dict.fromkeys(_unsaid(found, chosen, directory))
        if not found:
            gaps.append((country, part.gap))
    speaking = {directory.by_id[i].country for i in chosen}
    unknown = [c for c, gap in gaps if gap == "always" or (gap == "alone" and c not in speaking)]
    return Selection(
        list(chosen),
        list(dict.fromkeys(unknown)),
        next((part.side for part in plan if part.ask and not corridor.country(part.side)), None),
    )


def differ(ids: Iterable[str], directory: Directory) -> bool:
    """Whether one country forbids a fee that another one allows, so that somebody must hear which counts."""
    limits = [entry for i in ids if isinstance((entry := directory.by_id[i]).fact, f.FeeCap)]
    free = {e.country for e in limits if getattr(e.fact, "zero", False)}
    return bool(free) and any(e.country not in free for e in limits)


def anywhere(directory: Directory) -> list[str]:
    """The emergency numbers of the main destinations, for somebody whose country is not known."""
    numbers = [list(directory.of(country, "emergency")) for country in _MAIN_DESTINATIONS]
    return [e.fact.id for found in numbers for e in found if e is found[0] or getattr(e.fact, "elsewhere", False)]


def _chosen(part: Part, corridor: Corridor, directory: Directory, today: date) -> list[str]:
    fitting = [
        entry
        for entry in side_entries(part.side, corridor, directory, part.kinds)
        if entry.spoken_on(today) and applies(entry, corridor) and not _ended(entry.fact, today)
    ]
    if part.sure:
        fitting = [e for e in fitting if binds(e, corridor)]
    if part.about:
        matching = [e for e in fitting if set(part.about) & _topics(e.fact)]
        fitting = matching if matching or part.strict else [e for e in fitting if not _topics(e.fact)]
    return [entry.fact.id for entry in ranked(fitting, part.side, corridor, part.about)[: part.most]]


def _unsaid(ids: list[str], said: dict[str, None], directory: Directory) -> list[str]:
    """Without the lines whose number has been given with an office already."""

    def number(name: str, field: str) -> tuple[str, str] | None:
        entry = directory.by_id[name]
        found = getattr(entry.fact, field, None)
        return (entry.country, found) if found else None

    numbers = {number(i, "phone") for i in said} - {None}
    return [i for i in ids if number(i, "number") not in numbers]


def _ended(fact: f.AnyFact, today: date) -> bool:
    until = getattr(fact, "until", None)
    return until is not None and until < today


def _topics(fact: f.AnyFact) -> set[str]:
    """What a hotline, complaint, compensation, charge or restriction is about."""

    def words() -> Iterator[object]:
        yield from getattr(fact, "topics", ())
        yield from getattr(fact, "about", ())
        yield from (getattr(fact, name) for name in ("harm", "item", "rule") if hasattr(fact, name))

    return {str(word) for word in words()}

"""What is said of the way to a job abroad."""

from collections.abc import Iterator

from bot.knowledge.facts import (
    Documents,
    LicenceCheck,
    PublicRecruitment,
    Regulator,
    Restriction,
    Steps,
    Training,
    Visa,
)
from bot.knowledge.values import Day, Number, Text, Value

from .base import Phrase, calls, named, numbers, terms, texts

#: Ways that find an agency in a list.
_LOOKED_UP = {"search_name", "search_number", "check_job_order"}


def regulator(fact: Regulator) -> Iterator[Phrase]:
    """An office and what it is for."""
    yield Phrase("regulator", {"name": named(fact), "roles": terms("role", fact.roles)})
    yield from texts(fact, "contact", "website")


def licence_check(fact: LicenceCheck) -> Iterator[Phrase]:
    """Where to look an agency up, and how."""
    if not fact.how or _LOOKED_UP & set(fact.how):
        yield Phrase("licence_check", {"name": named(fact)})
    elif "pay_by_bank" not in fact.how:
        yield Phrase("licence_check.ask", {"name": named(fact)})
    else:
        yield Phrase("licence_check.rule", {"name": named(fact)})
    yield from (Phrase(f"licence_check.{how}") for how in fact.how if how != "ask_office" or len(fact.how) > 1)
    yield from texts(fact, "contact", "website")
    yield from calls(fact.phone, fact.from_abroad)


def public_recruitment(fact: PublicRecruitment) -> Iterator[Phrase]:
    """That no agency can sell a job, and whose task it is."""
    yield Phrase("public_recruitment", {"scheme": Text(fact.scheme)})
    if fact.offices:
        yield Phrase("public_recruitment.offices", {"offices": Text(", ".join(fact.offices))})


def steps(fact: Steps) -> Iterator[Phrase]:
    """The steps, counted."""
    yield from (Phrase(f"step.{step}", {"position": Number(at)}) for at, step in enumerate(fact.steps, 1))
    yield from texts(fact, "contact", "website")


def documents(fact: Documents) -> Iterator[Phrase]:
    """The papers."""
    yield Phrase("documents", {"documents": terms("document", fact.documents)})
    yield from texts(fact, "contact", "website")


def training(fact: Training) -> Iterator[Phrase]:
    """A course, and how long it takes."""
    yield Phrase("training.required" if fact.required else "training.offered", {"item": terms("item", (fact.item,))})
    if fact.days:
        yield Phrase("training.days", {"n": Number(fact.days)})
    yield from texts(fact, "contact", "website")


def restriction(fact: Restriction) -> Iterator[Phrase]:
    """A condition for going, and when it holds."""
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


def visa(fact: Visa) -> Iterator[Phrase]:
    """The visa for the work."""
    yield Phrase("visa", {"name": Text(fact.name)})
    yield from numbers(fact, "visa", "years")
    yield from texts(fact, "contact", "website")

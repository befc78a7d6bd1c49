"""What is said of whom to call, write to or visit."""

from collections.abc import Iterator

from bot.knowledge.facts import Complaint, Embassy, Emergency, Hotline, ResourceCentre
from bot.knowledge.values import Countries, LanguageNames, Text

from .base import Phrase, numbers, terms, texts


def hotline(fact: Hotline) -> Iterator[Phrase]:
    """Whom to call, from where, when and in which languages."""
    yield Phrase("hotline", {"name": Text(fact.name), "topics": terms("topic", fact.topics)})
    if fact.serves:
        yield Phrase("hotline.serves", {"countries": Countries(fact.serves)})
    yield from texts(fact, "hotline", "number")
    if fact.from_abroad and fact.from_abroad != fact.number:
        yield from texts(fact, "hotline", "from_abroad")
    yield from texts(fact, "hotline", "whatsapp")
    if fact.hours:
        yield (
            Phrase("hotline.always") if fact.hours == "24/7" else Phrase("hotline.hours", {"hours": Text(fact.hours)})
        )
    if fact.free:
        yield Phrase("hotline.free")
    if fact.languages:
        yield Phrase("hotline.languages", {"languages": LanguageNames(fact.languages)})
    yield from texts(fact, "contact", "email", "website")


def emergency(fact: Emergency) -> Iterator[Phrase]:
    """The short numbers of a country."""
    yield from texts(fact, "emergency", "police", "ambulance", "fire", "mobile")


def complaint(fact: Complaint) -> Iterator[Phrase]:
    """Where to complain, about what, until when."""
    yield Phrase("complaint", {"name": Text(fact.name)})
    if fact.about:
        yield Phrase("complaint.about", {"harms": terms("harm", fact.about)})
    yield from texts(fact, "contact", "phone", "email", "website")
    if fact.free:
        yield Phrase("complaint.free")
    yield from numbers(fact, "complaint", "time_limit_days")


def resource_centre(fact: ResourceCentre) -> Iterator[Phrase]:
    """Where to go for advice."""
    yield Phrase("resource_centre", {"name": Text(fact.name)})
    if fact.places:
        yield Phrase("resource_centre.places", {"places": Text(", ".join(fact.places))})
    yield from texts(fact, "contact", "phone", "website")


def embassy(fact: Embassy) -> Iterator[Phrase]:
    """An embassy and its numbers."""
    yield Phrase("embassy", {"countries": Countries((fact.of,))})
    yield from texts(fact, "embassy", "city", "emergency_phone")
    yield from texts(fact, "contact", "phone", "email", "website")

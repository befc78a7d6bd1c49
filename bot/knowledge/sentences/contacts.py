"""What is said of whom to call, write to or visit."""

from collections.abc import Iterator

from bot.knowledge.facts import Complaint, Embassy, Emergency, Hotline, ResourceCentre
from bot.knowledge.hours import ALWAYS, periods
from bot.knowledge.values import Countries, LanguageNames, Name, Text

from .base import Phrase, calls, named, numbers, terms, texts


def hotline(fact: Hotline) -> Iterator[Phrase]:
    """Whom to call, from where, when and in which languages."""
    yield Phrase("hotline", {"name": named(fact), "topics": terms("topic", fact.topics)})
    if fact.serves:
        yield Phrase("hotline.serves", {"countries": Countries(fact.serves)})
    yield from calls(fact.number, fact.from_abroad)
    yield from texts(fact, "hotline", "whatsapp")
    yield from _hours(fact.hours)
    if fact.free:
        yield Phrase("call.free_inside" if fact.from_abroad not in (None, fact.number) else "call.free")
    if fact.languages:
        yield Phrase("hotline.languages", {"languages": LanguageNames(fact.languages)})
    yield from texts(fact, "contact", "email")
    if not (fact.number or fact.from_abroad or fact.whatsapp):
        yield from texts(fact, "contact", "website")


def _hours(hours: str | None) -> Iterator[Phrase]:
    if hours == ALWAYS:
        yield Phrase("hotline.always")
    elif hours and not periods(hours):
        yield Phrase("hotline.hours_as_written", {"hours": Text(hours)})
    elif hours:
        for period in periods(hours):
            yield Phrase("hotline.hours", {"days": terms("days", period.days), "hours": Text(period.times)})


def emergency(fact: Emergency) -> Iterator[Phrase]:
    """The short numbers of a country."""
    if fact.region:
        yield Phrase("emergency.region", {"region": Name(fact.region, fact.region_names)})
    if fact.elsewhere:
        yield Phrase("emergency.elsewhere")
    yield from texts(fact, "emergency", "police", "ambulance", "fire", "mobile")


def complaint(fact: Complaint) -> Iterator[Phrase]:
    """Where to complain, about what, until when."""
    yield Phrase("complaint", {"name": named(fact)})
    if fact.about:
        yield Phrase("complaint.about", {"harms": terms("harm", fact.about)})
    yield from calls(fact.phone, fact.from_abroad)
    if fact.sms:
        yield Phrase("complaint.sms", {"number": Text(fact.sms)})
        yield from texts(fact, "complaint", "sms_text")
    yield from texts(fact, "contact", "email", "website")
    if fact.free:
        yield Phrase("complaint.free")
    yield from numbers(fact, "complaint", "time_limit_days")


def resource_centre(fact: ResourceCentre) -> Iterator[Phrase]:
    """Where to go for advice."""
    yield Phrase("resource_centre", {"name": named(fact)})
    if fact.places:
        yield Phrase("resource_centre.places", {"places": Text(", ".join(fact.places))})
    yield from calls(fact.phone, None)
    yield from texts(fact, "contact", "website")


def embassy(fact: Embassy) -> Iterator[Phrase]:
    """An embassy and its numbers."""
    yield Phrase("embassy", {"countries": Countries((fact.of,))})
    yield from texts(fact, "embassy", "city", "emergency_phone")
    yield from calls(fact.phone, None)
    yield from texts(fact, "contact", "email", "website")

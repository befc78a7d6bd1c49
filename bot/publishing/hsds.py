"""The contacts and programmes as Open Referral HSDS 3, for directories and maps of others. Pure.

`organizations.json` and `services.json` are lists whose elements have the form of HSDS' organization and service. They
are a view of the facts: a fact nobody verified is left out, and rules have no place in HSDS.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from babel import Locale

from bot.knowledge.directory import Directory, Entry
from bot.knowledge.facts import Programme

from .contacts import contacts, country_name, description_of, eligibility_of, in_words, name_of, operator_of
from .opening_hours import parse_hours

#: Field of a fact -> type of the phone as in RFC 6350, and what to know about the number.
_PHONES = {
    "number": ("voice", "as dialled in {country}"),
    "phone": ("voice", "as dialled in {country}"),
    "emergency_phone": ("voice", "emergencies, as dialled in {country}"),
    "from_abroad": ("voice", "from abroad"),
    "whatsapp": ("text", "WhatsApp"),
}
#: Whether a contact is free -> what it costs.
_FEES = {True: "Free of charge", False: "Not free of charge", None: None}
_NAMESPACE = UUID("0d3f2d4e-8d3f-5c0b-9b62-5b1a3c8f7e11")
_ENGLISH = "en"

Record = dict[str, Any]


def services(directory: Directory) -> list[Record]:
    """A service for each contact and each programme."""
    offered = [_contact_service(entry) for entry in contacts(directory)]
    return offered + [_programme_service(programme) for programme in _programmes(directory)]


def organizations(directory: Directory) -> list[Record]:
    """Who runs the services, each once, with its programmes."""
    found: dict[str, Record] = {}
    for entry in contacts(directory):
        country = country_name(entry.country)
        record = found.setdefault(_organization_id(entry), _organization(operator_of(entry), country))
        website = getattr(entry.fact, "website", None)
        if website and not getattr(entry.fact, "operator", None):  # Else it is the page of a service of the operator.
            record.setdefault("website", website)
    for programme in _programmes(directory):
        record = found.setdefault(_programme_organization_id(programme), _organization(_runner(programme), None))
        record.setdefault("programs", []).append(_program(programme))
    return [_filled({"id": key, **record}) for key, record in found.items()]


def _programmes(directory: Directory) -> Iterator[Programme]:
    return (programme for programme in directory.programmes if programme.confidence != "unverified")


def _contact_service(entry: Entry) -> Record:
    fact = entry.fact
    country = country_name(entry.country)
    free = getattr(fact, "free", None)
    return _filled(
        {
            "id": _id(fact.id),
            "organization_id": _organization_id(entry),
            "name": name_of(entry),
            "description": description_of(entry),
            "url": getattr(fact, "website", None),
            "email": getattr(fact, "email", None),
            "status": "active",
            "application_process": in_words(getattr(fact, "how", ())) or None,
            "fees_description": _FEES[free],
            "eligibility_description": eligibility_of(entry),
            "assured_date": str(fact.checked),
            "last_modified": f"{fact.checked}T00:00:00Z",
            "phones": _phones(entry),
            "schedules": _schedules(fact.id, getattr(fact, "hours", None)),
            "service_areas": [{"id": _id(fact.id, "area"), "service_id": _id(fact.id), "name": country}],
            "languages": _languages(fact.id, "service_id", _id(fact.id), getattr(fact, "languages", ())),
            "cost_options": [_no_cost(fact.id)] if free else [],
        }
    )


def _programme_service(programme: Programme) -> Record:
    key = f"programme/{programme.id}"
    over = programme.ended and programme.ended <= str(programme.checked)[: len(programme.ended)]
    return _filled(
        {
            "id": _id(key),
            "organization_id": _programme_organization_id(programme),
            "program_id": _id(key, "program"),
            "name": programme.names[0],
            "alternate_name": next(iter(programme.names[1:]), None),
            "description": _summary(programme),
            "url": programme.website,
            "status": "inactive" if over else "active",
            "assured_date": str(programme.checked),
            "last_modified": f"{programme.checked}T00:00:00Z",
            "service_areas": [
                {"id": _id(key, "area", code), "service_id": _id(key), "name": country_name(code)}
                for code in programme.countries
            ],
        }
    )


def _program(programme: Programme) -> Record:
    return {
        "id": _id(f"programme/{programme.id}", "program"),
        "organization_id": _programme_organization_id(programme),
        "name": programme.names[0],
        "description": _summary(programme),
    }


def _organization(name: str, country: str | None) -> Record:
    return {"name": name, "description": f"{name}, {country}" if country else name}


def _phones(entry: Entry) -> list[Record]:
    fact = entry.fact
    numbers = {field: getattr(fact, field, None) for field in _PHONES}
    return [
        _filled(
            {
                "id": _id(fact.id, field),
                "service_id": _id(fact.id),
                "number": number,
                "type": _PHONES[field][0],
                "description": _PHONES[field][1].format(country=country_name(entry.country)),
                "languages": _languages(
                    f"{fact.id}/{field}", "phone_id", _id(fact.id, field), getattr(fact, "languages", ())
                ),
            }
        )
        for field, number in numbers.items()
        if number
    ]


def _schedules(key: str, hours: str | None) -> list[Record]:
    """The opening hours, in the words of the source as well: times are those of the place."""
    if not hours:
        return []
    common = {"service_id": _id(key), "description": hours}
    parts = [
        {
            "freq": "WEEKLY",
            "byday": ",".join(part.days),
            "opens_at": part.opens,
            "closes_at": part.closes,
            "notes": part.note,
        }
        for part in parse_hours(hours)
    ]
    return [_filled({"id": _id(key, "hours", str(n)), **common, **part}) for n, part in enumerate(parts or [{}])]


def _languages(key: str, owner: str, owner_id: str, codes: Sequence[str]) -> list[Record]:
    names = Locale(_ENGLISH).languages
    return [
        _filled({"id": _id(key, "language", code), owner: owner_id, "code": code, "name": names.get(code)})
        for code in codes
    ]


def _no_cost(key: str) -> Record:
    return {"id": _id(key, "cost"), "service_id": _id(key), "option": "Free of charge", "amount": 0}


def _runner(programme: Programme) -> str:
    return next(iter(programme.run_by), programme.names[0])


def _summary(programme: Programme) -> str:
    return programme.summary.get(_ENGLISH) or next(iter(programme.summary.values()), programme.names[0])


def _organization_id(entry: Entry) -> str:
    return _id("organization", entry.country, operator_of(entry).casefold())


def _programme_organization_id(programme: Programme) -> str:
    return _id("organization", "", _runner(programme).casefold())


def _id(*parts: str) -> str:
    """The same for the same fact in every publication, so that others recognise it."""
    return str(uuid5(_NAMESPACE, "/".join(parts)))


def _filled(record: Record) -> Record:
    """The record without what is not known."""
    return {name: value for name, value in record.items() if value not in (None, [], "")}

"""Small made-up facts, directories, texts and conversations."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import parse_obj_as
from rasa_sdk import Tracker

from bot.content.catalogue import SECTIONS, Answer, Catalogue
from bot.knowledge.directory import Directory, Entry
from bot.knowledge.facts import AnyFact, Programme
from bot.knowledge.languages import Language
from bot.knowledge.rates import Rates

#: The project's root, for the few tests that look at the real content.
ROOT = Path(__file__).resolve().parent.parent
#: The day on which all tests take place, unless they say otherwise.
TODAY = date(2026, 1, 15)
#: Round rates, so that amounts can be converted in one's head. There is none for ZAR.
RATES = Rates(
    day=TODAY,
    per_usd={"USD": 1, "NPR": 100, "BDT": 100, "SAR": 4, "QAR": 4, "MYR": 5, "KWD": 0.25, "INR": 100},
)

SOURCE = {"title": "A page", "url": "https://example.org/page", "date": None}
_MINIMAL: dict[str, dict[str, Any]] = {
    "fee_cap": {},
    "hotline": {"name": "Help line", "number": "1234", "short_code": True, "topics": ["general"]},
    "emergency": {"police": "999"},
    "licence_check": {"name": "Labour office", "how": ["search_name"]},
    "public_recruitment": {"scheme": "EPS"},
    "embassy": {"of": "NP"},
    "complaint": {"name": "Labour office"},
    "steps": {"steps": ["get_passport", "fly"]},
    "restriction": {"rule": "ban"},
    "passport_retention": {"forbidden": True},
    "minimum_wage": {"amount": 1000, "currency": "QAR", "period": "month"},
    "compensation": {"harm": "death"},
    "penalty": {"harm": "overcharging"},
    "change_employer": {"allowed": "yes"},
    "resource_centre": {"name": "Resource centre"},
}


def record(kind: str, **fields: Any) -> dict[str, Any]:
    """A fact as it stands in a file, good unless `fields` spoil it."""
    common = {
        "id": kind.replace("_", "-"),
        "kind": kind,
        "source": SOURCE,
        "checked": "2026-01-01",
        "review_by": "2027-01-01",
        "confidence": "high",
    }
    return common | _MINIMAL.get(kind, {}) | fields


def make_fact(kind: str, **fields: Any) -> AnyFact:
    made: AnyFact = parse_obj_as(AnyFact, record(kind, **fields))  # type: ignore[arg-type]
    return made


def make_directory(programmes: Sequence[Programme] = (), **countries: Sequence[AnyFact]) -> Directory:
    """A directory such as `make_directory(NP=[fact, fact], QA=[fact])`, with the tests' rates."""
    entries = [Entry(country, fact) for country, facts in countries.items() for fact in facts]
    return Directory(tuple(entries), tuple(programmes), rates=RATES)


def make_programme(**fields: Any) -> Programme:
    return Programme.parse_obj(
        {
            "id": "sparrow",
            "names": ["Sparrow Programme", "SPARROW"],
            "summary": {"en": "It helps people."},
            "source": SOURCE,
            "checked": "2026-01-01",
            "review_by": "2027-01-01",
            "confidence": "high",
        }
        | fields
    )


def make_catalogue(steps: Mapping[str, Answer] | None = None, **texts: Mapping[str, Mapping[str, Any]]) -> Catalogue:
    """Texts in English and Nepali, such as `make_catalogue(answers={"en": {"greet": "Hello"}})`."""
    languages = {"en": Language("en", "English"), "ne": Language("ne", "नेपाली")}
    filled = {section: {code: dict(texts.get(section, {}).get(code, {})) for code in languages} for section in SECTIONS}
    return Catalogue(languages, filled, dict(steps or {}))


def make_tracker(intent: str = "inform", *, entities: Sequence[dict[str, Any]] = (), **slots: Any) -> Tracker:
    """A conversation in which a message with this intent has just filled these slots."""
    message = {"intent": {"name": intent}, "entities": list(entities)}
    return Tracker("web-0", slots, message, [], False, None, {}, "action_listen")

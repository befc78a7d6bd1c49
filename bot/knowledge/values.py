"""Typed values of sentences: what a sentence says, before any language is chosen.

They travel as JSON between the action server and Rasa (`to_json`, `from_json`), so that a reply is rendered in one
place only.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, get_args


@dataclass(frozen=True)
class Money:
    """An amount in major units of an ISO 4217 currency."""

    amount: float
    currency: str


@dataclass(frozen=True)
class Countries:
    """A list of ISO 3166-1 codes, written with the language's own list grammar."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """A list of codes of one of the vocabularies of `codes.py`, for example `item`."""

    vocabulary: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class LanguageNames:
    """A list of ISO 639 codes, written as names."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """A quantity."""

    value: float


@dataclass(frozen=True)
class Day:
    """A calendar day."""

    value: date


@dataclass(frozen=True)
class PartOfDate:
    """A day, a month or a year, as far as it is known: 2024-02-07, 2024-02, 2024."""

    value: str


@dataclass(frozen=True)
class Text:
    """Proper names, phone numbers and addresses: the same in every language."""

    value: str


@dataclass(frozen=True)
class Name:
    """A proper name, with what it is called in some languages (ISO 639 code -> name)."""

    value: str
    names: Mapping[Any, str]


Value = Name | Money | Countries | Terms | LanguageNames | Number | Day | PartOfDate | Text
_KINDS: dict[str, type] = {kind.__name__: kind for kind in get_args(Value)}


def to_json(values: dict[str, Value]) -> dict[str, dict[str, Any]]:
    """Turn values into what JSON can carry."""
    return {
        key: {"is": type(value).__name__}
        | {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(value).items()}
        for key, value in values.items()
    }


def from_json(values: dict[str, dict[str, Any]]) -> dict[str, Value]:
    """The reverse of `to_json`; raises KeyError for an unknown kind."""
    return {key: _value(entry) for key, entry in values.items()}


def _value(entry: dict[str, Any]) -> Value:
    kind = _KINDS[entry["is"]]
    if kind is Day:
        return Day(date.fromisoformat(entry["value"]))
    fields = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items() if k != "is"}
    made: Value = kind(**fields)
    return made

"""A phrase, and the pieces that the sentences of several kinds share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.phones import only_inside
from bot.knowledge.values import Money, Name, Number, Terms, Text, Value


@dataclass(frozen=True)
class Phrase:
    """A template key with its values."""

    key: str
    values: dict[str, Value] = field(default_factory=dict)


def terms(vocabulary: str, codes: Iterable[object]) -> Terms:
    """Codes of a vocabulary, as a value."""
    return Terms(vocabulary, tuple(str(code) for code in codes))


def money(amount: float | None, currency: str | None) -> Money:
    """An amount with its currency, as a value."""
    return Money(float(amount or 0), currency or "USD")


def named(fact: Any) -> Name:
    """What an office is called."""
    return Name(fact.name, fact.names)


def texts(fact: Any, prefix: str, *names: str) -> Iterator[Phrase]:
    """One phrase for each of the named plain fields that is given."""
    for name in names:
        value = getattr(fact, name)
        if value:
            yield Phrase(f"{prefix}.{name}", {name: Text(str(value))})


def calls(number: str | None, from_abroad: str | None) -> Iterator[Phrase]:
    """How to call, from inside the country and from abroad: most local numbers and short codes do not exist there."""
    if number and not only_inside(number):
        yield Phrase("call.anywhere", {"number": Text(number)})
        return
    if number:
        yield Phrase("call.inside" if from_abroad else "call.only_inside", {"number": Text(number)})
    if from_abroad:
        yield Phrase("call.from_abroad", {"number": Text(from_abroad)})


def numbers(fact: Any, prefix: str, *names: str) -> Iterator[Phrase]:
    """One phrase for each of the named quantities that is given."""
    for name in names:
        value = getattr(fact, name)
        if value is not None:
            yield Phrase(f"{prefix}.{name}", {"n": Number(value)})

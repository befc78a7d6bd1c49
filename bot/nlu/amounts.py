"""Amounts of money in a message, in digits of any script or in words. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .lexicon import Lexicon, Match

# 1,50,000 and 150 000 and 1.500.000, else 1.5 and 1,5; a dot may stand before, as in "Rs.5000".
_NUMBER = re.compile(
    r"(?<![\w,])(?<!\d\.)(?:\d{1,3}(?:[, ]\d{2,3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){1,}|\d+(?:[.,]\d+)?)(?![\d])"
)
_MIN_BARE_AMOUNT = 100
#: Nobody is asked for more, in any currency; beyond it a number is a slip of the finger.
_MAX_AMOUNT = 1e12


@dataclass(frozen=True)
class Amount:
    """An amount between two positions of the text. The currency is an ISO 4217 code, `?NPR|INR` where the word fits
    several, or None where none was named."""

    value: float
    currency: str | None
    start: int
    end: int


class Amounts:
    """Finds amounts by the words about money: currencies, those of several currencies (`rupee`), multipliers and
    numbers in words."""

    def __init__(self, currencies: dict[str, Any], numbers: dict[str, Any]) -> None:
        aliases: dict[str, list[str]] = dict(currencies["currencies"])
        aliases |= {f"?{'|'.join(entry['of'])}": entry["words"] for entry in currencies["ambiguous"].values()}
        self._currencies = Lexicon(aliases)
        self._multipliers, self._words = Lexicon(numbers["multipliers"]), Lexicon(numbers["words"])

    def find(self, folded: str) -> Iterator[Amount]:
        """The amounts of a folded text in order."""
        currencies = self._currencies.find(folded)
        for start, end, value in self._numbers(folded, currencies):
            currency = _beside(currencies, start, end, folded)
            if value <= _MAX_AMOUNT and (currency or value >= _MIN_BARE_AMOUNT):
                start, end = _span(start, end, currency)
                amount = Amount(value, currency.code if currency else None, start, end)
                if not _is_year(amount):
                    yield amount

    def _numbers(self, folded: str, currencies: list[Match]) -> list[tuple[int, int, float]]:
        """Numbers with what multiplies them: digits (`1.5 lakh`, `150k`, `1,50,000`) or words (`dedh lakh`)."""
        spans = [(m.start(), m.end(), _value(m[0])) for m in _NUMBER.finditer(folded)]
        spans += [(m.start, m.end, float(m.code)) for m in self._words.find(folded)]
        multipliers = self._multipliers.find(folded)
        numbers: list[tuple[int, int, float]] = []
        for start, end, value in sorted(spans):
            if numbers and start < numbers[-1][1]:
                continue
            multiplier = next((m for m in multipliers if 0 <= m.start - end <= 1), None)
            if multiplier:
                numbers.append((start, multiplier.end, value * float(multiplier.code)))
            elif folded[start].isdigit() or _beside(currencies, start, end, folded):
                numbers.append((start, end, value))
        return _summed(numbers)


def _value(number: str) -> float:
    """`1,50,000`, `150 000` and `1.500.000` are thousands; `1,5` and `1.5` are fractions."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
        return float(number.replace(".", ""))
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{2,3})*[, ]\d{3}(?:\.\d+)?", number):
        return float(number.replace(",", "").replace(" ", ""))
    return float(number.replace(",", ".").replace(" ", ""))


def _summed(numbers: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Numbers that directly follow larger ones are parts of one amount: `2 lakh 50 thousand`."""
    summed: list[tuple[int, int, float]] = []
    for start, end, value in numbers:
        if summed and start - summed[-1][1] <= 1 and value < summed[-1][2] and value >= _MIN_BARE_AMOUNT:
            first, _, larger = summed.pop()
            summed.append((first, end, larger + value))
        else:
            summed.append((start, end, value))
    return summed


def _beside(currencies: list[Match], start: int, end: int, folded: str) -> Match | None:
    """A currency directly before or after a number."""
    for match in currencies:
        between = folded[end : match.start] if match.start >= end else folded[match.end : start]
        if (match.start >= end or match.end <= start) and not between.strip(" .-/"):
            return match
    return None


def _span(start: int, end: int, currency: Match | None) -> tuple[int, int]:
    return (min(start, currency.start), max(end, currency.end)) if currency else (start, end)


def _is_year(amount: Amount) -> bool:
    return amount.currency is None and 1990 <= amount.value <= 2090 and amount.end - amount.start == 4

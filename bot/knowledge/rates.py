"""Rates of currencies, only to compare a fee asked in one currency with a limit in another."""

from datetime import date

from pydantic import BaseModel, Extra, PositiveFloat

from .facts import Currency
from .values import Money


class Rates(BaseModel):
    """`rates.yml`: units of each currency for one US dollar, and the day they were noted."""

    day: date
    per_usd: dict[Currency, PositiveFloat]

    class Config:
        extra = Extra.forbid
        frozen = True

    def convert(self, money: Money, currency: str) -> Money | None:
        """The amount in another currency, or None when a rate is missing."""
        if money.currency == currency:
            return money
        one, other = (self.per_usd.get(Currency(code)) for code in (money.currency, currency))
        return Money(money.amount / one * other, currency) if one and other else None


#: What a directory has until rates are read.
NO_RATES = Rates(day=date.min, per_usd={})

"""Facts about money: what may be charged, who pays, what is owed and what is punished."""

from typing import Literal

from pydantic import HttpUrl, root_validator

from bot.knowledge.codes import Harm, Item

from .base import Currency, Fact, Name, Names


class FeeCap(Fact):
    """The most that may be taken from a worker. Exactly one of the limits is given.

    `zero`: nothing may be charged. `amount` + `currency`, with `tax_percent` on top where the law adds a tax. `months`:
    of the monthly wage (with `per_year` for each contract year, at most `months_total`). `percent`: of that wage.
    `monthly` + `currency`: a sum for each month of work, with `monthly_second` in its second year and `monthly_later`
    from the third.
    `total`: the limit covers all costs, not the agency's fee alone. `free_items` are paid by the employer or agency in
    any case.
    """

    kind: Literal["fee_cap"]
    zero: bool = False
    amount: float | None
    currency: Currency | None
    months: float | None
    per_year: bool = False
    months_total: float | None
    percent: float | None
    monthly: float | None
    monthly_second: float | None
    monthly_later: float | None
    tax_percent: float | None
    total: bool = False
    receipt: bool = False
    free_items: tuple[Item, ...] = ()

    @root_validator
    def _one_limit(cls, values: dict[str, object]) -> dict[str, object]:
        limits = [
            bool(values.get("zero")),
            *(values.get(k) is not None for k in ("amount", "months", "percent", "monthly")),
        ]
        if sum(limits) != 1:
            raise ValueError("give exactly one of zero, amount, months, percent, monthly")
        if (values.get("amount") is None and values.get("monthly") is None) != (values.get("currency") is None):
            raise ValueError("amount and currency go together")
        if values.get("tax_percent") is not None and values.get("amount") is None:
            raise ValueError("tax_percent needs an amount")
        return values

    @property
    def with_tax(self) -> float:
        """The amount that may be taken, tax and all."""
        return (self.amount or 0) * (1 + (self.tax_percent or 0) / 100)


class WhoPays(Fact):
    """Which costs are the employer's (or agency's) and which may be the worker's."""

    kind: Literal["who_pays"]
    employer: tuple[Item, ...] = ()
    worker: tuple[Item, ...] = ()
    no_deduction: bool = False


class StateCharge(Fact):
    """An official charge that a worker normally pays."""

    kind: Literal["state_charge"]
    item: Item
    amount: float
    currency: Currency


class Compensation(Fact):
    """What is owed for a harm: the money back (`refund`), `extra_percent` on top, an amount, or help."""

    kind: Literal["compensation"]
    name: Name | None
    names: Names
    harm: Harm
    refund: bool = False
    extra_percent: float | None
    amount: float | None
    currency: Currency | None
    up_to: bool = False
    time_limit_days: int | None
    website: HttpUrl | None


class Penalty(Fact):
    """What the one who broke the rule risks."""

    kind: Literal["penalty"]
    harm: Harm
    fine: float | None
    currency: Currency | None
    prison_months: int | None
    licence_lost: bool = False

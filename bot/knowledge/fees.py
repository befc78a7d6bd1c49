"""The fee check: is what an agent asks within the limits that bind the corridor? Pure.

Where several rules apply, the one kinder to the worker counts: nothing before something, less before more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel.numbers import get_territory_currencies

from .directory import Directory, Entry
from .facts import FeeCap
from .ranking import replaced
from .rates import Rates
from .scope import SIDES, Corridor, binds, side_entries
from .values import Money

#: Amounts nobody is asked for, in dollars: more than a house, less than a bus ticket. Ask again instead of judging.
_ABSURD_USD = 100_000
_TINY_USD = 0.5
#: Rules shown with a verdict.
_MOST_RULES = 3

Outcome = Literal["forbidden", "within", "over", "ask_salary", "depends", "no_limit", "absurd"]


@dataclass(frozen=True)
class Verdict:
    """The result: `limit` and `excess` in the currency of the limit; `converted` when currencies differed.

    `rules` are the ids of the facts that were compared, the one that decided first.
    """

    outcome: Outcome
    rules: tuple[str, ...] = ()
    limit: Money | None = None
    excess: Money | None = None
    converted: bool = False


def check(
    asked: Money,
    corridor: Corridor,
    directory: Directory,
    today: date,
    salary: Money | None = None,
) -> Verdict:
    """Judge an amount asked from a worker. `salary` is the monthly basic pay, needed where limits are months of pay."""
    rates = directory.rates
    dollars = rates.convert(asked, "USD")
    if dollars and not _TINY_USD <= dollars.amount <= _ABSURD_USD:
        return Verdict("absurd")
    limits = _limits(corridor, directory, today)
    zero = next((e for e in limits if _cap(e).zero), None)
    if zero:
        return Verdict("forbidden", _ids(zero, limits), excess=asked)
    known = [(e, limit) for e in limits if (limit := _limit(_cap(e), salary)) and rates.convert(asked, limit.currency)]
    if not known:
        public = _public(corridor, directory, today)
        return Verdict(_undecided(limits, salary), (*public, *(e.fact.id for e in limits)))
    entry, limit = min(known, key=lambda pair: _share(pair[1], asked, rates))
    return _compare(asked, entry, limit, limits, rates)


def _undecided(limits: Sequence[Entry], salary: Money | None) -> Outcome:
    """Why nothing could be compared: the pay is missing, or the length of the contract counts, or there is no limit."""
    if any(_by_length(_cap(e)) for e in limits):
        return "depends"
    return "ask_salary" if salary is None and any(_needs_pay(_cap(e)) for e in limits) else "no_limit"


def _share(limit: Money, asked: Money, rates: Rates) -> float:
    """A limit in the currency of what is asked, to find the lowest."""
    same = rates.convert(limit, asked.currency)
    return same.amount if same else limit.amount


def _compare(asked: Money, entry: Entry, limit: Money, limits: Sequence[Entry], rates: Rates) -> Verdict:
    same = rates.convert(asked, limit.currency) or asked
    converted = asked.currency != limit.currency
    excess = same.amount - limit.amount
    more = Money(round(excess) or round(excess, 2), limit.currency) if excess > 0 else None
    return Verdict("over" if more else "within", _ids(entry, limits), limit, more, converted)


def _ids(first: Entry, limits: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([first.fact.id, *(entry.fact.id for entry in limits)]))[:_MOST_RULES]


def _limits(corridor: Corridor, directory: Directory, today: date) -> list[Entry]:
    """The fee limits of both ends that bind this corridor."""
    limits: list[Entry] = []
    for side in SIDES:
        found = side_entries(side, corridor, directory, ("fee_cap",))
        limits += replaced([e for e in found if e.spoken_on(today) and binds(e, corridor)], corridor)
    return limits


def _public(corridor: Corridor, directory: Directory, today: date) -> tuple[str, ...]:
    """Schemes without agencies: no limit, but who is asked for money must hear of them."""
    found = side_entries("destination", corridor, directory, ("public_recruitment",))
    return tuple(e.fact.id for e in found if e.spoken_on(today) and binds(e, corridor))


def _by_length(cap: FeeCap) -> bool:
    """Whether the limit grows with the time of work, without an end that is known."""
    return cap.monthly is not None or (cap.per_year and cap.months_total is None)


def _needs_pay(cap: FeeCap) -> bool:
    return cap.months is not None or cap.percent is not None


def _limit(cap: FeeCap, salary: Money | None) -> Money | None:
    """The limit as money, as far as it can be known."""
    if cap.amount is not None and cap.currency:
        return Money(round(cap.with_tax, 2), cap.currency)
    if salary is None or _by_length(cap):
        return None
    months = cap.months_total or cap.months
    share = months if months is not None else (cap.percent or 0) / 100
    return Money(round(salary.amount * share), salary.currency)


def _cap(entry: Entry) -> FeeCap:
    assert isinstance(entry.fact, FeeCap)
    return entry.fact


def currency_of(country: str | None, candidates: Sequence[str] = ()) -> str | None:
    """The currency a person of a country means without naming it: the one of the country, if among the candidates."""
    current = get_territory_currencies(country) if country else []
    return next((code for code in current if not candidates or code in candidates), None)

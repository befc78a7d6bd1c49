"""What is said of money: limits, costs, charges, compensation, punishment."""

from collections.abc import Iterator

from bot.knowledge.facts import Compensation, FeeCap, Penalty, StateCharge, WhoPays
from bot.knowledge.values import Number

from .base import Phrase, money, named, numbers, terms, texts


def fee_cap(fact: FeeCap) -> Iterator[Phrase]:
    """The limit, what is free in any case, and the receipt."""
    yield from _limit(fact)
    if fact.free_items:
        yield Phrase("who_pays.employer", {"items": terms("item", fact.free_items)})
    if fact.receipt:
        yield Phrase("fee_cap.receipt")


def _limit(fact: FeeCap) -> Iterator[Phrase]:
    if fact.zero:
        yield Phrase("fee_cap.zero")
    elif fact.amount is not None:
        of = "total" if fact.total else "fee"
        yield Phrase(f"fee_cap.amount.{of}", {"money": money(fact.amount, fact.currency)})
        if fact.tax_percent is not None:
            yield Phrase("fee_cap.tax", {"n": Number(fact.tax_percent), "money": money(fact.with_tax, fact.currency)})
    elif fact.months is not None:
        yield Phrase("fee_cap.months_per_year" if fact.per_year else "fee_cap.months", {"n": Number(fact.months)})
        yield from numbers(fact, "fee_cap", "months_total")
    elif fact.percent is not None:
        yield Phrase("fee_cap.percent", {"n": Number(fact.percent)})
    else:
        for name in ("monthly", "monthly_second", "monthly_later"):
            if getattr(fact, name) is not None:
                yield Phrase(f"fee_cap.{name}", {"money": money(getattr(fact, name), fact.currency)})


def who_pays(fact: WhoPays) -> Iterator[Phrase]:
    """Whose costs are whose."""
    if fact.employer:
        yield Phrase("who_pays.employer", {"items": terms("item", fact.employer)})
    if fact.worker:
        yield Phrase("who_pays.worker", {"items": terms("item", fact.worker)})
    if fact.no_deduction:
        yield Phrase("who_pays.no_deduction")


def state_charge(fact: StateCharge) -> Iterator[Phrase]:
    """An official charge."""
    yield Phrase("state_charge", {"item": terms("item", (fact.item,)), "money": money(fact.amount, fact.currency)})


def compensation(fact: Compensation) -> Iterator[Phrase]:
    """What one gets for a harm, from whom, until when."""
    yield Phrase("compensation", {"harm": terms("harm", (fact.harm,))})
    if fact.name:
        yield Phrase("compensation.name", {"name": named(fact)})
    if fact.refund:
        yield Phrase("compensation.refund")
    yield from numbers(fact, "compensation", "extra_percent")
    if fact.amount is not None:
        key = "compensation.up_to" if fact.up_to else "compensation.amount"
        yield Phrase(key, {"money": money(fact.amount, fact.currency)})
    yield from numbers(fact, "complaint", "time_limit_days")
    yield from texts(fact, "contact", "website")


def penalty(fact: Penalty) -> Iterator[Phrase]:
    """What the one who did it risks."""
    yield Phrase("penalty", {"harm": terms("harm", (fact.harm,))})
    if fact.fine is not None:
        yield Phrase("penalty.fine", {"money": money(fact.fine, fact.currency)})
    yield from numbers(fact, "penalty", "prison_months")
    if fact.licence_lost:
        yield Phrase("penalty.licence_lost")

"""The fee check: asks only for what is missing, then says whether the amount is allowed and what to do."""

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.corridor import differ
from bot.knowledge.fees import Verdict, check, currency_of
from bot.knowledge.scope import Corridor
from bot.knowledge.values import Day, Money, Value

from .conversation import SHELF, corridor, country_steps, places, say, steps
from .corridor import DESTINATIONS, ORIGINS

_NEXT = {
    "forbidden": ("fee_refund", "make_complaint", "check_agency", "hotline"),
    "over": ("fee_refund", "make_complaint", "check_agency", "hotline"),
    "within": ("who_pays", "check_agency", "contract_contents"),
    "depends": ("contract_contents", "who_pays", "check_agency", "hotline"),
    "no_limit": ("who_pays", "check_agency", "hotline"),
    "absurd": ("recruitment_fees", "hotline"),
}


class ActionCheckFee(Action):
    """Judges an amount for a corridor."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return "action_check_fee"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask for the first thing that is missing, or give the verdict."""
        way = corridor(tracker)
        known = [
            SlotSet("origin", way.origin),
            SlotSet("destination", way.destination),
            SlotSet("country", None),
            SlotSet("amount", None),
        ]
        fee, salary = _amounts(tracker)
        missing = _missing(way, fee)
        if missing:
            say(dispatcher, f"ask_{missing}", places(way), steps=_choices(missing))
            return [*known, SlotSet("fee", fee), _pending(missing)]
        asked = _money(fee, way.origin, way.destination)
        pay = salary and _money(salary, way.destination, way.origin)  # A contract names the money of the workplace.
        return [*known, *self._verdict(dispatcher, way, asked, pay, fee)]

    def _verdict(
        self, dispatcher: CollectingDispatcher, way: Corridor, asked: Money, salary: Money | None, fee: Any
    ) -> list[EventType]:
        directory = SHELF.directory()
        verdict = check(asked, way, directory, date.today(), salary)
        if verdict.outcome == "ask_salary":
            say(
                dispatcher,
                "ask_salary",
                {**places(way), "money": asked},
                steps=steps("recruitment_fees", "hotline"),
            )
            return [SlotSet("fee", fee), _pending("salary")]
        values = {**places(way), **_values(verdict, asked), "day": Day(directory.rates.day)}
        special = "_converted" if verdict.converted and verdict.outcome in ("over", "within") else ""
        if verdict.outcome == "forbidden" and differ(verdict.rules, directory):
            special = "_differ"
        say(
            dispatcher,
            f"fee_{verdict.outcome}{special}",
            values,
            list(verdict.rules),
            steps(*_NEXT[verdict.outcome]),
            destination=way.destination,
        )
        return [SlotSet("fee", None), SlotSet("pending", None)]


def _amounts(tracker: Tracker) -> tuple[Any, Any]:
    """The fee and the salary: an amount given when the salary was asked for is the salary."""
    amount, fee = tracker.get_slot("amount"), tracker.get_slot("fee")
    if fee and (tracker.get_slot("pending") or {}).get("ask") == "salary":
        return fee, amount
    return amount or fee, None


def _missing(way: Corridor, fee: Any) -> str | None:
    needed = {"amount": fee, "origin": way.origin, "destination": way.destination}
    return next((name for name in ("origin", "destination", "amount") if not needed[name]), None)


def _choices(missing: str) -> list[dict[str, str]]:
    countries = {"origin": ORIGINS, "destination": DESTINATIONS}
    return country_steps(missing, countries[missing]) if missing in countries else steps("recruitment_fees", "hotline")


def _pending(ask: str) -> EventType:
    return SlotSet("pending", {"ask": ask, "action": "action_check_fee"})


def _money(amount: dict[str, Any], *countries: str | None) -> Money:
    """An amount with its currency; without one it is that of the first country that fits, which the reply then
    names."""
    named = amount.get("currency") or ""
    candidates = tuple(named[1:].split("|")) if named.startswith("?") else ()
    if named and not candidates:
        return Money(float(amount["amount"]), named)
    guesses = (*(currency_of(country, candidates) for country in countries), *candidates[:1])
    return Money(float(amount["amount"]), next(filter(None, guesses), "USD"))


def _values(verdict: Verdict, asked: Money) -> dict[str, Value]:
    values: dict[str, Value] = {"money": asked}
    if verdict.limit:
        values["limit"] = verdict.limit
    if verdict.excess:
        values["excess"] = verdict.excess
    return values

"""Answers that depend on the corridor: fees, steps, rights, contacts. Which facts: `bot.knowledge.corridor.PLANS`."""

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.corridor import PLANS, URGENT_INTENTS, Selection, anywhere, differ, select
from bot.knowledge.scope import Corridor
from bot.knowledge.values import Countries

from .conversation import SHELF, Step, corridor, country_steps, intent, places, say, steps

#: Their reply leads with contacts and never asks first.
URGENT = frozenset(URGENT_INTENTS)
#: Country buttons that fit on a phone; other countries can be typed.
_MOST_BUTTONS = 8
#: The countries most people come from and go to, offered first.
ORIGINS = ("NP", "BD", "PH", "ID", "IN", "LK", "PK", "VN", "MM", "KH")
DESTINATIONS = ("SA", "AE", "QA", "MY", "KW", "KR", "JP", "SG")


class ActionCorridor(Action):
    """One action for all intents with a plan; the general answer stands alone until a country is known."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return "action_corridor"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what is known; remember the question: a country given next is about it too."""
        asked = _question(tracker)
        way = corridor(tracker)
        chosen = select(asked, way, SHELF.directory(), date.today())
        if asked in URGENT:
            self._urgent(dispatcher, asked, chosen)
        elif not chosen.facts:
            self._general(dispatcher, asked, way, chosen)
        else:
            self._specific(dispatcher, asked, way, chosen)
        return [
            SlotSet("origin", way.origin),
            SlotSet("destination", way.destination),
            SlotSet("country", None),
            SlotSet("pending", {"ask": chosen.ask, "action": self.name(), "intent": asked}),
        ]

    def _urgent(self, dispatcher: CollectingDispatcher, asked: str, chosen: Selection) -> None:
        say(dispatcher, asked, facts=chosen.facts or anywhere(SHELF.directory()), urgent=True)

    def _general(self, dispatcher: CollectingDispatcher, asked: str, way: Corridor, chosen: Selection) -> None:
        """The plain answer; when the countries are known but nothing about them is, that is said too."""
        if chosen.unknown:
            say(
                dispatcher,
                "not_known",
                {"countries": Countries(tuple(chosen.unknown))},
                steps=steps("hotline"),
            )
        say(dispatcher, asked, steps=country_buttons(chosen) or None)

    def _specific(self, dispatcher: CollectingDispatcher, asked: str, way: Corridor, chosen: Selection) -> None:
        name, next_steps = f"{asked}_corridor", country_buttons(chosen)[:4]
        if asked == "recruitment_fees" and differ(chosen.facts, SHELF.directory()):
            name, next_steps = "recruitment_fees_differ", steps("check_fee", "who_pays", "check_agency", "fee_refund")
        say(
            dispatcher,
            name,
            places(way),
            chosen.facts,
            next_steps or None,
            destination=way.destination,
            unknown=chosen.unknown,
        )


def country_buttons(chosen: Selection) -> list[Step]:
    """Buttons for the side that is not known yet."""
    if not chosen.ask:
        return []
    codes = ORIGINS if chosen.ask == "origin" else DESTINATIONS
    return country_steps(chosen.ask, codes[:_MOST_BUTTONS])


def _question(tracker: Tracker) -> str:
    """The intent asked: that of the message, or the one a bare country continues."""
    name = intent(tracker)
    pending = tracker.get_slot("pending") or {}
    return name if name in PLANS else str(pending.get("intent") or "recruitment_fees")

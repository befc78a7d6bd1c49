"""A bare country, amount or kind of work: it continues the last question, or starts the most useful one."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from .check_fee import ActionCheckFee
from .conversation import corridor, names, places, say, steps
from .corridor import ActionCorridor


class ActionInform(Action):
    """Carries on where the conversation was."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return "action_inform"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Continue the question that waits for an answer; else an amount starts the fee check, and a country repeats
        the last question, or offers what is known of it."""
        pending = tracker.get_slot("pending") or {}
        waits = pending.get("ask")
        if pending.get("action") == ActionCheckFee().name() or (not waits and names(tracker, "amount")):
            return ActionCheckFee().run(dispatcher, tracker, domain)
        if pending:
            return ActionCorridor().run(dispatcher, tracker, domain)
        way = corridor(tracker)
        if not places(way):
            say(dispatcher, "inform")
            return []
        offered = ("recruitment_fees", "migration_steps", "country_info", "hotline")
        say(dispatcher, "noted_country", steps=steps(*offered))
        return [
            SlotSet("origin", way.origin),
            SlotSet("destination", way.destination),
            SlotSet("country", None),
        ]

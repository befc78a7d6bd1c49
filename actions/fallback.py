"""What happens when nothing was understood: the nearest topics, then a person to ask."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from .conversation import say, steps

_NEAREST = 3
#: Below this a topic is no better than chance.
_LEAST = 0.03
_NO_TOPICS = frozenset({
    "out_of_scope", "inform", "affirm", "deny", "cancel", "greet", "goodbye", "thanks", "feedback_good", "feedback_bad",
    "bot_challenge", "help_menu", "hotline",
})  # fmt: skip


class ActionFallback(Action):
    """Offers what the question may have been about."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return "action_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Three nearest topics as buttons, then the hotline."""
        ranking = tracker.latest_message.get("intent_ranking") or []
        near = [r["name"] for r in ranking if r["name"] not in _NO_TOPICS and r["confidence"] >= _LEAST]
        say(dispatcher, "out_of_scope", steps=steps(*near[:_NEAREST], "help_menu", "hotline"))
        return []

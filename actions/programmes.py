"""Programmes, processes and standards that people ask about by name."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from .conversation import SHELF, say, steps

#: Offered when no programme is named.
_OFFERED = ("mbhr", "promise", "goals", "crest", "iris", "mrc")


class ActionProgrammeInfo(Action):
    """Says what a programme is, in its own summary, with dates, countries and website."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return "action_programme_info"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """One programme, or the list of those to choose from."""
        directory = SHELF.directory()
        named = tracker.get_slot("programme")
        programme = directory.programme(named) if named else None
        if programme:
            say(
                dispatcher,
                "programme",
                programme=programme.id,
                steps=steps("programme_info", "about_iom", "resource_centre"),
            )
        else:
            known = [p for p in (directory.programme(name) for name in _OFFERED) if p]
            offered = [{"payload": f'/programme_info{{"programme":"{p.id}"}}', "title": p.names[-1]} for p in known]
            say(dispatcher, "programme_info", steps=offered)
        return [SlotSet("programme", None)]

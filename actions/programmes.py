"""Programmes, processes and standards that people ask about by name."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.facts import Programme

from .conversation import SHELF, Step, names, say, steps

#: Offered when no programme is named.
_OFFERED = ("mbhr", "promise", "goals", "crest", "iris", "mrc")

#: Where to go on from a programme, if there is a better way than to the next one.
_HELP = ("trafficking_help", "hotline")
_RECRUITMENT = ("check_agency", "who_pays", "programme_info")
_NEXT = {
    "trafficking": _HELP,
    "forced-labour": _HELP,
    "iris": _RECRUITMENT,
    "fair-recruitment": _RECRUITMENT,
    "employer-pays": _RECRUITMENT,
    "recruitment-advisor": _RECRUITMENT,
}
_ELSEWHERE = ("programme_info", "about_iom", "resource_centre")


class ActionProgrammeInfo(Action):
    """Says what a programme is, in its own summary, with dates, countries and website."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return "action_programme_info"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """One programme, or the list of those to choose from. Questions of other kinds fill the slot too, so only a
        programme in the latest message counts."""
        directory = SHELF.directory()
        programme = directory.programme(tracker.get_slot("programme")) if names(tracker, "programme") else None
        if programme:
            say(
                dispatcher,
                "programme",
                programme=programme.id,
                steps=steps(*_NEXT.get(programme.id, _ELSEWHERE)),
            )
        else:
            known = [p for p in (directory.programme(name) for name in _OFFERED) if p]
            say(dispatcher, "programme_info", steps=[_offer(p) for p in known])
        return [SlotSet("programme", None)]


def _offer(programme: Programme) -> Step:
    """A button with the shortest name in Latin letters: it is the abbreviation that people know."""
    latin = [name for name in programme.names if name.isascii()]
    title = min(latin or programme.names, key=len)
    return {"payload": f'/programme_info{{"programme":"{programme.id}"}}', "title": title}

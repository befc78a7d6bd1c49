"""What a conversation has told so far, read from Rasa's tracker; and how an action answers."""

from pathlib import Path
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.scope import Corridor
from bot.knowledge.shelf import Shelf
from bot.knowledge.values import Countries, Value, to_json

ROOT = Path(__file__).resolve().parent.parent
#: The directory in force, shared by all actions.
SHELF = Shelf(ROOT)

Step = dict[str, str]


def corridor(tracker: Tracker) -> Corridor:
    """The corridor as far as it is known; a country that could be either side takes the place that is free."""
    origin, destination = tracker.get_slot("origin"), tracker.get_slot("destination")
    country = tracker.get_slot("country")
    if country and country not in (origin, destination):
        asked = (tracker.get_slot("pending") or {}).get("ask")
        if asked == "origin" or (asked is None and destination and not origin):
            origin = country
        elif not destination or asked == "destination":
            destination = country
    return Corridor(origin, destination, tracker.get_slot("occupation"))


def intent(tracker: Tracker) -> str:
    """The intent of the latest message."""
    name = (tracker.latest_message.get("intent") or {}).get("name")
    return str(name or "")


def names(tracker: Tracker, entity: str) -> bool:
    """Whether the latest message names an entity; a slot may hold one of an earlier message."""
    return any(found["entity"] == entity for found in tracker.latest_message.get("entities") or [])


def say(
    dispatcher: CollectingDispatcher,
    name: str,
    values: dict[str, Value] | None = None,
    facts: list[str] | None = None,
    steps: list[Step] | None = None,
    **more: Any,
) -> None:
    """Answer with a named response; Rasa's side renders it in the person's language."""
    dispatcher.utter_message(
        response=f"utter_{name}", values=to_json(values or {}), facts=facts or [], steps=steps or [], **more
    )


def places(way: Corridor) -> dict[str, Value]:
    """The countries of a corridor as values of a response."""
    sides = {"origin": way.origin, "destination": way.destination}
    return {side: Countries((code,)) for side, code in sides.items() if code}


def steps(*intents: str) -> list[Step]:
    """Buttons for these intents."""
    return [{"payload": f"/{name}"} for name in intents]


def country_steps(side: str, codes: tuple[str, ...]) -> list[Step]:
    """A button for each country, which answers the question for one side of the corridor."""
    return [{"payload": f'/inform{{"{side}":"{code}"}}', "country": code} for code in codes]

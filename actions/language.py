"""Changing the language of the conversation."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.languages import load_languages

from .conversation import ROOT, say


class ActionChangeLanguage(Action):
    """Confirms the language chosen, or offers all."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return "action_change_language"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The choice itself is a slot that Rasa fills; one that we do not speak is taken back and said so."""
        languages = load_languages(ROOT / "languages.yml")
        offered = [
            {"payload": f'/change_language{{"language":"{code}"}}', "title": language.name}
            for code, language in languages.items()
        ]
        named = next(
            (e["value"] for e in tracker.latest_message.get("entities") or [] if e["entity"] == "language"),
            None,
        )
        if named is None:
            say(dispatcher, "change_language", steps=offered)
            return []
        if named not in languages:
            say(dispatcher, "language_unknown", steps=offered)
            return [SlotSet("chosen_language", None)]
        say(dispatcher, "language_changed")
        return []

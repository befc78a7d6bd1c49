"""The response generator of Rasa's server: every reply is rendered here, in the person's language.

Custom actions and rules only name a response and give typed values; this is the one place where a language is
chosen. Answers are read
when the server starts, so a change of words needs no new model.
"""

import logging
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.knowledge.languages import Detection, reply_language
from bot.knowledge.shelf import Shelf
from bot.knowledge.values import from_json
from bot.nlu.understanding import URGENT
from bot.settings import ROOT

from .catalogue import load_catalogue
from .composing import Line, Request, Step, compose
from .rendering import Renderer, Reply

logger = logging.getLogger(__name__)


class ResponseGenerator(NaturalLanguageGenerator):
    """Named in `endpoints.yml`; Rasa builds it with these two arguments."""

    def __init__(self, endpoint_config: object = None, domain: object = None) -> None:
        self.catalogue = load_catalogue(ROOT)
        self.shelf = Shelf(ROOT)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """Render `utter_<name>`; None when there is no such text."""
        request = Request(
            utter_action.removeprefix("utter_"),
            from_json(kwargs.get("values") or {}),
            kwargs.get("facts") or (),
            [Step(**step) for step in kwargs["steps"]] if kwargs.get("steps") else None,
            kwargs.get("destination"),
            kwargs.get("unknown") or (),
            kwargs.get("programme"),
            [Line(line["name"], from_json(line["values"])) for line in kwargs.get("lines") or ()],
            kwargs.get("pages") or (),
            bool(kwargs.get("urgent")),
        )
        try:
            return self._render(request, self.language(tracker, kwargs.get("hint")))
        except KeyError as error:
            logger.error("The response %s cannot be rendered: %s", utter_action, error)
            return None

    def outage(self, intent: str, tracker: DialogueStateTracker, hint: str | None) -> dict[str, Any]:
        """What is said when no action answered: the plain text of the intent and the hotlines of the known
        countries."""
        name = intent if self.catalogue.has("answers", intent) else "trouble"
        countries = [tracker.get_slot("origin"), tracker.get_slot("destination")]
        lines = [list(self.shelf.directory().of(country, "hotline"))[:2] for country in countries if country]
        facts = [entry.fact.id for entries in lines for entry in entries]
        request = Request(name, facts=facts, urgent=intent in URGENT)
        return self._render(request, self.language(tracker, hint))

    def _render(self, request: Request, language: str) -> dict[str, Any]:
        renderer = Renderer(self.catalogue, date.today())
        return message(compose(request, language, renderer, self.shelf.directory())) | {"wanted_language": language}

    def language(self, tracker: DialogueStateTracker, hint: str | None = None) -> str:
        """The language to answer this conversation in; `hint` counts where no message gave one."""
        hint = next((e.metadata.get("language_hint") for e in _messages(tracker) if e.metadata), hint)
        detections = chain(_detections(tracker), _earlier(tracker))
        return reply_language(self.catalogue.languages, tracker.get_slot("chosen_language"), detections, hint)


def message(reply: Reply) -> dict[str, Any]:
    """A reply as the message that Rasa stores and channels receive."""
    return {
        "text": reply.text,
        "language": reply.language,
        "buttons": [{"title": b.title, "payload": b.payload} for b in reply.buttons],
        "sources": [{"title": s.title, "url": s.url, "checked": s.checked.isoformat()} for s in reply.sources],
        "urgent": reply.urgent,
    }


def _messages(tracker: DialogueStateTracker) -> Iterator[UserUttered]:
    """The person's messages, newest first."""
    return (event for event in reversed(tracker.events) if isinstance(event, UserUttered))


def _detections(tracker: DialogueStateTracker) -> Iterator[Detection]:
    for event in _messages(tracker):
        found = (event.parse_data or {}).get("language")
        if found:
            yield Detection(found["code"], found["sure"])


def _earlier(tracker: DialogueStateTracker) -> Iterator[Detection]:
    """The language of the last reply: the messages that decided it may have left the tracker's memory."""
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered) and event.metadata.get("wanted_language"):
            yield Detection(event.metadata["wanted_language"], True)
            return

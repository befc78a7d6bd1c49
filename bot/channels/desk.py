"""The desk between channels and Rasa: one message of a conversation at a time, always with an answer, and nothing
personal kept."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.trackers import DialogueStateTracker

from bot.content.catalogue import Catalogue
from bot.content.responses import ResponseGenerator
from bot.nlu.text import clean
from bot.storage import ConversationStore

from .payloads import issued, typed

logger = logging.getLogger(__name__)

#: Messages of one conversation that may wait; more is a flood, and is answered with a request to wait.
MOST_WAITING = 10
#: Seconds that an answer may take; an action server that hangs must not keep a person waiting for Rasa's five minutes.
LONGEST = 10.0
#: Seconds between two looks for conversations that are too old to keep.
_TIDYING = 3600.0


class TooFast(Exception):
    """The conversation has too many messages waiting."""


class NotIssued(Exception):
    """A payload that none of our buttons carries."""


@dataclass(frozen=True)
class Incoming:
    """One message: who (a pseudonym), on which channel, what was typed or which button was pressed."""

    conversation: str
    channel: str
    text: str | None = None
    payload: str | None = None
    language_hint: str | None = None
    campaign: str | None = None


class Replies(OutputChannel):
    """Keeps whole messages with their sources, where Rasa's own collector would cut them at blank lines."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """Rasa's name of the output; texts do not differ by channel."""
        return "desk"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep a message as it is."""
        self.messages.append(dict(message))


@dataclass
class _Line:
    """The queue of one conversation."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Desk:
    """Hands messages to Rasa and brings the replies back."""

    def __init__(self, agent: Agent, handle: Callable[[UserMessage], Awaitable[Any]]) -> None:
        self._agent, self._handle = agent, handle
        self._lines: dict[str, _Line] = {}

    @property
    def intents(self) -> list[str]:
        """The intents that buttons may name."""
        named = self._agent.domain.intents if self._agent.domain else []
        return [intent for intent in named if intent not in DEFAULT_INTENTS]  # Those restart Rasa or go back.

    @property
    def catalogue(self) -> Catalogue:
        """The texts that replies are made of."""
        return self._generator.catalogue

    async def ask(self, incoming: Incoming) -> list[dict[str, Any]]:
        """The replies to a message, at least one; raises TooFast or NotIssued."""
        if incoming.payload is not None and not issued(incoming.payload, self.intents):
            raise NotIssued
        async with self._turn(incoming.conversation):
            return await self._replies(incoming)

    async def forget(self, conversation: str) -> None:
        """Delete everything that is kept about a conversation."""
        async with self._turn(conversation, always=True):
            if self._store:
                await self._store.delete(conversation)

    async def keep_tidy(self, days: int) -> None:
        """Delete conversations that are older than this, now and every hour; it never ends."""
        while True:
            try:
                if self._store:
                    self._store.delete_older_than(days)
            except Exception:
                logger.exception("Old conversations could not be deleted")
            await asyncio.sleep(_TIDYING)

    async def say(
        self, conversation: str, name: str, channel: str, hint: str | None = None, **more: Any
    ) -> dict[str, Any]:
        """One of the assistant's own phrases, in the language of a conversation, without a message from the person;
        `more` can be its values and steps."""
        tracker = await self._tracker(conversation)
        message = await self._generator.generate(name, tracker, channel, hint=hint, **more)
        return message or {"text": "", "language": "en"}

    @property
    def _store(self) -> ConversationStore | None:
        store = self._agent.tracker_store
        store = getattr(store, "_tracker_store", store)  # Rasa wraps the store against failures.
        return store if isinstance(store, ConversationStore) else None

    @property
    def _generator(self) -> ResponseGenerator:
        generator: ResponseGenerator = self._agent.nlg
        return generator

    async def _replies(self, incoming: Incoming) -> list[dict[str, Any]]:
        text = incoming.payload or typed(clean(incoming.text or ""))
        if not text:
            return [await self.say(incoming.conversation, "empty_message", incoming.channel, incoming.language_hint)]
        output = Replies()
        metadata = {"language_hint": incoming.language_hint, "campaign": incoming.campaign}
        message = UserMessage(text, output, incoming.conversation, input_channel=incoming.channel, metadata=metadata)
        try:
            async with asyncio.timeout(LONGEST):
                await self._handle(message)
        except Exception:
            logger.exception("A message of %s could not be handled", incoming.conversation)
        return [m for m in map(_reply, output.messages) if m["text"]] or [await self._without_actions(incoming)]

    async def _without_actions(self, incoming: Incoming) -> dict[str, Any]:
        """The plain answer of the intent and the hotlines known for the countries, when no action answered."""
        tracker = await self._tracker(incoming.conversation)
        intent = tracker.latest_message.intent.get("name") if tracker.latest_message else None
        return self._generator.outage(str(intent), tracker, incoming.language_hint)

    async def _tracker(self, conversation: str) -> DialogueStateTracker:
        found = await self._agent.tracker_store.retrieve(conversation)
        return found or DialogueStateTracker(conversation, self._agent.domain.slots if self._agent.domain else [])

    @asynccontextmanager
    async def _turn(self, conversation: str, always: bool = False) -> Any:
        """Wait for the turn of a conversation. Rasa's own lock looks only once a second, so it must never be
        contended."""
        line = self._lines.setdefault(conversation, _Line())
        if line.waiting >= MOST_WAITING and not always:
            raise TooFast
        line.waiting += 1
        try:
            await asyncio.sleep(0)  # First count what else has come: most messages are handled without a pause.
            async with line.lock:
                yield
        finally:
            line.waiting -= 1
            if not line.waiting:
                self._lines.pop(conversation, None)


def _reply(message: dict[str, Any]) -> dict[str, Any]:
    """What a channel shows of one of Rasa's messages."""
    shown = {
        "text": message.get("text") or "",
        "language": message.get("language") or "en",
        "buttons": message.get("buttons") or [],
        "sources": message.get("sources") or [],
    }
    return shown | ({"urgent": True} if message.get("urgent") else {})


def desk_of(app: Any, handle: Callable[[UserMessage], Awaitable[Any]]) -> Desk:
    """The one desk of a Rasa server, which all its channels share."""
    if not hasattr(app.ctx, "desk"):
        app.ctx.desk = Desk(app.ctx.agent, handle)
    desk: Desk = app.ctx.desk
    return desk

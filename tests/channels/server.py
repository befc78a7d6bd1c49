"""The Telegram channel in a real Sanic server on a free port, with an engine that needs no model."""

import asyncio
import itertools
import socket
import threading
from collections.abc import Awaitable, Callable
from functools import cache
from types import SimpleNamespace
from typing import Any, Self

from rasa.core.channels.channel import UserMessage, register
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, text

from bot.channels.telegram import TelegramChannel
from bot.content.responses import ResponseGenerator
from bot.settings import Settings
from bot.storage import ConversationStore
from tests.factories import make_directory

#: Lets several servers start in one process, one after the other.
Sanic.test_mode = True


@cache
def _generator() -> ResponseGenerator:
    """The real texts, read once; facts are not looked at here."""
    generator = ResponseGenerator()
    generator.shelf.directory = make_directory
    return generator


_names = itertools.count()

Answer = Callable[[UserMessage], Awaitable[dict[str, Any]]]


async def echo(message: UserMessage) -> dict[str, Any]:
    """Answers what was said by what was said."""
    return {"text": f"Answer to {message.text}", "language": "en"}


class Engine:
    """In the place of Rasa's agent: keeps conversations as Rasa does, and answers as it is told to."""

    def __init__(self, database: str, answer: Answer) -> None:
        self.nlg = _generator()
        self.domain = Domain.from_dict(
            {"intents": ["greet", "hotline", "help_menu", "change_language", "privacy", "inform"]}
        )
        self.tracker_store = ConversationStore(self.domain, database=database)
        self.asked: list[UserMessage] = []
        self._answer = answer

    async def handle_message(self, message: UserMessage) -> None:
        """One turn."""
        self.asked.append(message)
        tracker = await self.tracker_store.retrieve(message.sender_id) or DialogueStateTracker(message.sender_id, [])
        tracker.update(UserUttered(message.text, metadata=message.metadata))
        await self.tracker_store.save(tracker)
        await message.output_channel.send_response(message.sender_id, await self._answer(message))


async def _root(request: Request) -> HTTPResponse:
    return text("Rasa has a route of its own, too.")


class Server:
    """Runs in a thread of its own from `with` to its end. `left` are the tasks that a stop forgot."""

    def __init__(self, settings: Settings, answer: Answer = echo) -> None:
        self._settings, self._answer = settings, answer
        self.engine: Engine
        self.context = SimpleNamespace()
        self.left: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._ready, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._error: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(60)
        if self._error:
            raise self._error
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop as Rasa's server does; an AssertionError when that hangs."""
        self._closing.set()
        self._thread.join(20)
        assert not self._thread.is_alive()
        if self._error:
            raise self._error

    @property
    def asked(self) -> list[str]:
        """The texts and payloads that reached the engine."""
        return [str(message.text) for message in self.engine.asked]

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._error = error
            self._ready.set()

    async def _serve(self) -> None:
        app = Sanic(f"telegram_test_{next(_names)}", configure_logging=False, ctx=self.context)
        self.engine = app.ctx.agent = Engine(self._settings.database, self._answer)
        app.add_route(_root, "/")
        register([TelegramChannel(self._settings)], app, route="/webhooks/")
        server = await app.create_server(sock=self._socket, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.before_start()
        await server.after_start()
        self._ready.set()
        while not self._closing.is_set():
            await asyncio.sleep(0.02)
        await server.before_stop()
        await server.close()
        await server.after_stop()
        self.left = [repr(task) for task in asyncio.all_tasks() if task is not asyncio.current_task()]

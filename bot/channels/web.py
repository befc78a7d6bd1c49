"""The web channel: the page (`page.py`), and the small JSON API that it and tests talk to.

POST   /api/conversations   {"language"?, "campaign"?}  -> 201 {"token"}
POST   /api/messages        {"text"} or {"payload"}     -> 200 {"replies": [...]}
DELETE /api/conversations                               -> 204
GET    /api/health                                      -> 200 when a model is loaded and the actions answer, else 503
"""

import asyncio
import logging
import re
from typing import Any

import aiohttp
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.settings import Settings, load_settings

from .desk import Desk, Incoming, NotIssued, TooFast, desk_of
from .page import front_page, serve_page
from .payloads import DELETE, command
from .pseudonyms import Pseudonyms, Visit, load_key

logger = logging.getLogger(__name__)

_MOST_BYTES = 1_000_000
_CAMPAIGN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}")


class WebChannel(InputChannel):
    """Named in `credentials.yml`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pseudonyms = Pseudonyms(load_key(settings.secret_file))
        self._tidying: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        """Rasa's name of the channel, the prefix of its conversation ids."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "WebChannel":
        """Called by Rasa; the settings come from the environment."""
        return cls(load_settings())

    def url_prefix(self) -> str:
        """The page lives at the root of the server."""
        return "/"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """Routes and listeners."""
        blueprint = Blueprint("web_channel")
        serve_page(blueprint)
        self._serve_api(blueprint)

        @blueprint.listener("after_server_start")
        async def open_desk(app: Sanic, loop: object) -> None:
            desk = desk_of(app, on_new_message)
            self._tidying = asyncio.create_task(desk.keep_tidy(self._settings.retention_days))
            app.register_middleware(front_page, "request")

        @blueprint.listener("before_server_stop")
        async def close_desk(app: Sanic, loop: object) -> None:
            if self._tidying:
                self._tidying.cancel()
                await asyncio.wait([self._tidying])

        return blueprint

    def _serve_api(self, blueprint: Blueprint) -> None:
        @blueprint.get("/api/health")
        async def health(request: Request) -> HTTPResponse:
            return await self._health(request)

        @blueprint.post("/api/conversations")
        async def open_conversation(request: Request) -> HTTPResponse:
            return self._open(request)

        @blueprint.delete("/api/conversations", ignore_body=False)
        async def forget(request: Request) -> HTTPResponse:
            return await self._forget(request)

        @blueprint.post("/api/messages")
        async def ask(request: Request) -> HTTPResponse:
            return await self._ask(request)

    def _open(self, request: Request) -> HTTPResponse:
        body = _body(request) if request.body else {}
        if body is None:
            return _error(400, "Send a JSON object, for example {}.")
        language, campaign = body.get("language"), body.get("campaign")
        if not _fits(language, _LANGUAGE) or not _fits(campaign, _CAMPAIGN):
            return _error(400, "'language' is a code such as ne, 'campaign' up to 64 letters, digits, - and _.")
        return json({"token": self._pseudonyms.token(language, campaign)}, status=201)

    async def _forget(self, request: Request) -> HTTPResponse:
        known = self._visitor(request)
        if not known:
            return _error(401, "This conversation is not known; start a new one.")
        await request.app.ctx.desk.forget(known[0])
        return empty()

    async def _ask(self, request: Request) -> HTTPResponse:
        known = self._visitor(request)
        if not known:
            return _error(401, "This conversation is not known; start a new one.")
        body = _body(request)
        text, payload = (body or {}).get("text"), (body or {}).get("payload")
        if (isinstance(text, str)) == (isinstance(payload, str)):
            return _error(400, 'Send a JSON object with either "text" or "payload", as a string.')
        return await self._answer(request.app.ctx.desk, known[0], known[1], text, payload)

    async def _answer(
        self, desk: Desk, conversation: str, visit: Visit, text: str | None, payload: str | None
    ) -> HTTPResponse:
        meant = payload if payload is not None else command(text or "")
        hint = visit.language
        try:
            if meant == DELETE:
                done = await desk.say(conversation, "deleted", self.name(), hint)
                await desk.forget(conversation)
                return json({"replies": [_shown(done)]})
            replies = await desk.ask(
                Incoming(conversation, self.name(), None if meant else text, meant, hint, visit.campaign)
            )
        except NotIssued:
            return _error(400, "This button is not known; please write your question instead.")
        except TooFast:
            return _error(429, "That is too fast. Please wait for the answer, then write again.")
        return json({"replies": [_shown(reply) for reply in replies]})

    def _visitor(self, request: Request) -> tuple[str, Visit] | None:
        """The conversation id and visit of the bearer token, when we issued it."""
        visit = self._pseudonyms.visit(request.token) if request.token else None
        return (self._pseudonyms.conversation(self.name(), visit.nonce), visit) if visit else None

    async def _health(self, request: Request) -> HTTPResponse:
        model = request.app.ctx.agent is not None and request.app.ctx.agent.is_ready()
        actions = await _answers(f"http://127.0.0.1:{self._settings.actions_port}/health")
        return json({"model": model, "actions": actions}, status=200 if model and actions else 503)


async def _answers(url: str) -> bool:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session,
            session.get(url) as response,
        ):
            return response.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False


def _body(request: Request) -> dict[str, Any] | None:
    """The JSON object of a request, or None when it is none."""
    try:
        body = request.json if len(request.body) <= _MOST_BYTES else None
    except Exception:  # Sanic raises its own error for any broken JSON.
        return None
    return body if isinstance(body, dict) else None


def _shown(reply: dict[str, Any]) -> dict[str, Any]:
    """A reply in the form of the API: `source` is the first of `sources`."""
    shown = {key: reply.get(key) or [] for key in ("text", "language", "buttons")}
    if reply.get("sources"):
        shown |= {"source": reply["sources"][0], "sources": reply["sources"]}
    return shown | ({"urgent": True} if reply.get("urgent") else {})


def _fits(value: object, pattern: re.Pattern[str]) -> bool:
    return value is None or (isinstance(value, str) and bool(pattern.fullmatch(value)))


def _error(status: int, message: str) -> HTTPResponse:
    return json({"error": message}, status=status)

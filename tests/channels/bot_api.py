"""A stand-in for Telegram's Bot API: a real HTTP server on a free port, in a thread of its own.

    with BotApi() as api:
        ...start what is to be tested with TELEGRAM_API_URL=api.url and TELEGRAM_BOT_TOKEN=api.token...
        api.write(7, "hello")
        api.wait_for(lambda: api.sent(7))

Updates wait until `getUpdates` confirms them with its offset, or are posted to the webhook that was set. Every call of
a method is kept in `calls`. `fail` makes the next calls of a method fail as Telegram would.
"""

import asyncio
import itertools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

import requests
from aiohttp import web

Json = dict[str, Any]

BOT: Json = {"id": 4242, "is_bot": True, "first_name": "Sathi", "username": "SathiTestBot"}

_REASONS = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request",
    429: "Too Many Requests: retry later",
}


@dataclass(frozen=True)
class Call:
    """One call of a method by the bot, with its parameters as Telegram understands them."""

    method: str
    params: Json
    at: float

    @property
    def buttons(self) -> list[Json]:
        """The buttons of a message, row by row."""
        rows = (self.params.get("reply_markup") or {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]


@dataclass
class _Failure:
    method: str
    status: int
    times: float
    chat: int | None
    answer: Json


@dataclass
class BotApi:
    """The server; `token` is the only one that it accepts."""

    token: str = "4242:stand-in-for-a-secret-0123456789"
    calls: list[Call] = field(default_factory=list)
    url: str = ""
    webhook: Json | None = None

    def __post_init__(self) -> None:
        self._updates: list[Json] = []
        self._failures: list[_Failure] = []
        self._numbers, self._messages = itertools.count(1000), itertools.count(1)
        self._ready, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *error: object) -> None:
        self._closing.set()
        self._thread.join(10)

    # What a test does in the place of people and of Telegram.

    def write(self, chat: int, /, text: str | None = None, language: str = "en", **content: Any) -> int:
        """A person writes to the bot in private; returns the number of the update."""
        return self.push(message=self.message(chat, text, language, **content))

    def press(self, chat: int, data: str, language: str = "en") -> int:
        """A person presses a button below a message of the bot."""
        below = self.message(chat, "the message with the button", language) | {"from": BOT}
        query = {"id": f"query-{data}", "from": person(chat, language), "chat_instance": "1"}
        return self.push(callback_query=query | {"message": below, "data": data})

    def push(self, update_id: int | None = None, **content: Any) -> int:
        """An update of any kind: it waits for `getUpdates`, or goes to the webhook at once."""
        number = next(self._numbers) if update_id is None else update_id
        update = {"update_id": number, **content}
        if self.webhook:
            secret = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
            requests.post(self.webhook["url"], json=update, headers=secret, timeout=10).raise_for_status()
        else:
            self._updates.append(update)
        return number

    def message(self, chat: int, /, text: str | None = None, language: str = "en", **content: Any) -> Json:
        """A message as Telegram describes it, by default in a private chat."""
        body = {"message_id": next(self._messages), "date": 1_700_000_000, "from": person(chat, language)}
        return body | {"chat": {"id": chat, "type": "private"}} | with_text("text", text) | content

    def fail(self, method: str, status: int, times: float = 1, chat: int | None = None, retry_after: int = 0) -> None:
        """Let the next calls of a method (in one chat) fail with a status, for example 401, 403, 409, 429, 502."""
        answer: Json = {"ok": False, "error_code": status, "description": _REASONS.get(status, "Error")}
        if retry_after:
            answer["parameters"] = {"retry_after": retry_after}
        self._failures.append(_Failure(method, status, times, chat, answer))

    def recover(self) -> None:
        """No call fails any more."""
        self._failures.clear()

    # What a test can see.

    def called(self, method: str) -> list[Call]:
        """The calls of a method so far."""
        return [call for call in self.calls if call.method == method]

    def sent(self, chat: int) -> list[Call]:
        """The messages that a chat received."""
        return [call for call in self.called("sendMessage") if call.params["chat_id"] == chat]

    def texts(self, chat: int) -> list[str]:
        """The texts that a chat received."""
        return [call.params["text"] for call in self.sent(chat)]

    @property
    def waiting(self) -> list[int]:
        """The updates that the bot has not confirmed."""
        return [update["update_id"] for update in self._updates]

    def wait_for(self, seen: Callable[[], Any], seconds: float = 10) -> Any:
        """What `seen` gives as soon as it is true; an AssertionError when that takes too long."""
        end = time.monotonic() + seconds
        while not (found := seen()):
            assert time.monotonic() < end, f"not seen within {seconds} s; calls: {[c.method for c in self.calls][-20:]}"
            time.sleep(0.01)
        return found

    # The server.

    async def _serve(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._ready.set()
        while not self._closing.is_set():
            await asyncio.sleep(0.02)
        await runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        method, params = request.match_info["method"], await _params(request)
        if request.match_info["token"] != self.token:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        failure = self._failure(method, params)
        if failure:
            return web.json_response(failure.answer, status=failure.status)
        self.calls.append(Call(method, params, time.monotonic()))
        answer = getattr(self, f"_{method}", None)
        result = await answer(params) if answer else True
        return web.json_response({"ok": True, "result": result})

    def _failure(self, method: str, params: Json) -> _Failure | None:
        for failure in self._failures:
            if failure.method == method and failure.chat in (None, params.get("chat_id")) and failure.times > 0:
                failure.times -= 1
                return failure
        return None

    async def _getMe(self, params: Json) -> Json:  # noqa: N802
        return BOT

    async def _sendMessage(self, params: Json) -> Json:  # noqa: N802
        return self.message(params["chat_id"], params["text"]) | {"from": BOT}

    async def _setWebhook(self, params: Json) -> bool:  # noqa: N802
        self.webhook = params
        return True

    async def _deleteWebhook(self, params: Json) -> bool:  # noqa: N802
        self.webhook = None
        return True

    async def _getUpdates(self, params: Json) -> list[Json]:  # noqa: N802
        self._updates = [u for u in self._updates if u["update_id"] >= params.get("offset", 0)]
        end = time.monotonic() + params.get("timeout", 0)
        while not self._updates and time.monotonic() < end and not self._closing.is_set():
            await asyncio.sleep(0.01)
        return self._updates[: params.get("limit", 100)]


def person(number: int, language: str = "en") -> Json:
    """Somebody with a name that must not be seen anywhere."""
    return {
        "id": number,
        "is_bot": False,
        "first_name": "Zarastina",
        "username": "zarastina",
        "language_code": language,
    }


def with_text(field_name: str, text: str | None) -> Json:
    """A text, with the entities that Telegram marks in it: the command or the mention that it begins with."""
    if text is None:
        return {}
    first = text.split(" ")[0]
    kind = {"/": "bot_command", "@": "mention"}.get(text[:1])
    entities = [{"type": kind, "offset": 0, "length": len(first)}] if kind else []
    return {field_name: text, "entities": entities}


async def _params(request: web.Request) -> Json:
    """The parameters, whether they came as JSON or as a form of JSON values."""
    if request.content_type == "application/json":
        return dict(await request.json())
    return {name: _value(str(value)) for name, value in (await request.post()).items()}


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text

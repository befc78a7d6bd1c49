"""Clients that talk to a server over HTTP: the first answer, and several conversations at the same time."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import aiohttp

from .servers import BenchError

#: Says one message in a conversation; returns the texts of the replies.
Say = Callable[[str], Awaitable[list[str]]]
#: Opens a conversation at an address.
Open = Callable[[aiohttp.ClientSession, str], Awaitable[Say]]

_CLIENTS = 4
_START_SECONDS = 600.0
_ANSWER = aiohttp.ClientTimeout(total=30)
_NOT_YET = (aiohttp.ClientError, TimeoutError, ValueError, KeyError)


@dataclass
class Load:
    """What the clients saw: seconds of each answered message, how many got none, an answer to each text."""

    elapsed: float = 0.0
    answered: list[float] = field(default_factory=list)
    unanswered: int = 0
    answers: dict[str, list[str]] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        """Answered messages a second, of all clients together."""
        return len(self.answered) / self.elapsed

    def milliseconds(self, share: float) -> float:
        """The time within which this share of the answers came."""
        ordered = sorted(self.answered)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


async def open_stock(session: aiohttp.ClientSession, address: str) -> Say:
    """A conversation over Rasa's REST channel."""
    sender = uuid.uuid4().hex

    async def say(text: str) -> list[str]:
        body = {"sender": sender, "message": text}
        async with session.post(f"{address}/webhooks/rest/webhook", json=body) as response:
            response.raise_for_status()
            return [reply["text"] for reply in await response.json() if reply.get("text")]

    return say


async def open_sathi(session: aiohttp.ClientSession, address: str) -> Say:
    """A conversation over the web channel."""
    async with session.post(f"{address}/api/conversations", json={}) as response:
        response.raise_for_status()
        headers = {"Authorization": f"Bearer {(await response.json())['token']}"}

    async def say(text: str) -> list[str]:
        async with session.post(f"{address}/api/messages", json={"text": text}, headers=headers) as response:
            response.raise_for_status()
            return [reply["text"] for reply in (await response.json())["replies"] if reply.get("text")]

    return say


async def first_answer(open_conversation: Open, address: str, text: str, check: Callable[[], None]) -> None:
    """Ask until there is an answer; `check` raises when there is nothing to wait for."""
    deadline = time.monotonic() + _START_SECONDS
    async with aiohttp.ClientSession(timeout=_ANSWER) as session:
        while time.monotonic() < deadline:
            check()
            try:
                if await (await open_conversation(session, address))(text):
                    return
            except _NOT_YET:
                pass
            await asyncio.sleep(0.05)
    raise BenchError(f"{address} gave no answer within {_START_SECONDS:.0f} seconds.")


async def talk_together(open_conversation: Open, address: str, texts: Sequence[str], seconds: float) -> Load:
    """Clients that say all `texts` in turn, then open the next conversation, until the time is over."""
    load, started = Load(), time.monotonic()

    async def talk(session: aiohttp.ClientSession) -> None:
        while time.monotonic() < started + seconds:
            say = await open_conversation(session, address)
            for text in texts:
                if time.monotonic() < started + seconds:
                    await _ask(say, text, load)

    try:
        async with aiohttp.ClientSession(timeout=_ANSWER) as session:
            await asyncio.gather(*(talk(session) for _ in range(_CLIENTS)))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise BenchError(f"{address} opened no conversation: {error}") from None
    if not load.answered:
        raise BenchError(f"{address} answered none of the messages.")
    load.elapsed = time.monotonic() - started
    return load


async def _ask(say: Say, text: str, load: Load) -> None:
    asked = time.monotonic()
    try:
        replies = await say(text)
    except (aiohttp.ClientError, TimeoutError):
        replies = []
    if replies:
        load.answered.append(time.monotonic() - asked)
        load.answers.setdefault(text, replies)
    else:
        load.unanswered += 1

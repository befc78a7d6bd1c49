"""Which text may reach Rasa as a command. Pure.

Rasa reads a text that begins with `/` as an intent with entities. Only the buttons that we issue and a fixed list of
commands may do
that; whatever else a person types is text.
"""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

#: Slash commands (Telegram's and the web's alike) and the payload each stands for.
COMMANDS: Mapping[str, str] = {
    "start": "/greet",
    "help": "/help_menu",
    "language": "/change_language",
    "settings": "/change_language",
    "hotline": "/hotline",
    "privacy": "/privacy",
}
#: Asks the channel to forget the conversation; it never reaches Rasa.
DELETE = "/delete"

_PAYLOAD = re.compile(r"/([a-z_]{2,40})(\{.{0,300}\})?", re.DOTALL)
_STROKES = re.compile(r"^[\s/]+")
_VALUE = re.compile(r"[\w .-]{1,60}")
_ENTITIES = frozenset({"origin", "destination", "country", "occupation", "programme", "language", "amount"})


def typed(text: str) -> str:
    """What a person typed, as text that Rasa cannot take for a command."""
    return _STROKES.sub("", text).strip()


def command(text: str) -> str | None:
    """The payload of a slash command such as `/help` or `/help@SathiBot`, or None when it is none of ours."""
    word = text.strip().split(maxsplit=1)[0] if text.strip().startswith("/") else ""
    name = word[1:].partition("@")[0].lower()
    return DELETE if name == "delete" else COMMANDS.get(name)


def issued(payload: str, intents: Collection[str]) -> bool:
    """Whether a payload has the form of one that our buttons carry: a known intent, with plain entity values."""
    if payload == DELETE:
        return True
    found = _PAYLOAD.fullmatch(payload)
    if not found or found[1] not in intents:
        return False
    try:
        entities: Any = json.loads(found[2] or "{}")
    except ValueError:
        return False
    return all(name in _ENTITIES and _plain(value) for name, value in entities.items())


def _plain(value: object) -> bool:
    return isinstance(value, str) and bool(_VALUE.fullmatch(value))

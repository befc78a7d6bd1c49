"""Conversation ids that say nothing about the person: keyed hashes, prefixed by channel; and the web's signed
tokens."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

_KEY_BYTES = 32


@dataclass(frozen=True)
class Visit:
    """What a web token carries: a random number, the language the page was opened in, and the poster it came from."""

    nonce: str
    language: str | None = None
    campaign: str | None = None


class Pseudonyms:
    """Makes ids with a secret key; who has not the key cannot find the person behind an id."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def conversation(self, channel: str, person: str) -> str:
        """The conversation id of a person (a chat id, a token) on a channel."""
        return f"{channel}-{self._sign(f'{channel}:{person}')[:32]}"

    def token(self, language: str | None, campaign: str | None) -> str:
        """A new web token."""
        visit = Visit(secrets.token_urlsafe(16), language, campaign)
        body = base64.urlsafe_b64encode(json.dumps(asdict(visit)).encode()).decode().rstrip("=")
        return f"{body}.{self._sign(body)[:32]}"

    def visit(self, token: str) -> Visit | None:
        """What a token carries, or None when we did not issue it."""
        body, _, signature = token.partition(".")
        if not token.isascii() or not hmac.compare_digest(signature, self._sign(body)[:32]):
            return None
        return Visit(**json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))

    def _sign(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


def load_key(path: Path) -> bytes:
    """The key in a file that only the owner can read; it is made when it is missing or was cut short."""
    if not path.exists() or path.stat().st_size < _KEY_BYTES:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
    return path.read_bytes()

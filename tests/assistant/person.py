"""A person with a browser: opens conversations, writes, presses buttons, and reads what comes back."""

import json
from dataclasses import dataclass
from typing import Any, Self

import requests

#: Seconds that anybody waits for an answer.
PATIENCE = 30


@dataclass(frozen=True)
class Reply:
    """One reply, as the API gives it; `buttons` are the payloads."""

    text: str
    language: str
    buttons: list[str]
    source: dict[str, str] | None
    urgent: bool

    @classmethod
    def read(cls, reply: dict[str, Any]) -> Self:
        buttons = [button["payload"] for button in reply["buttons"]]
        return cls(reply["text"], reply["language"], buttons, reply.get("source"), reply.get("urgent", False))


class Person:
    """One conversation."""

    def __init__(self, url: str, language: str | None = None) -> None:
        self.url, self.http = url, requests.Session()
        opened = self.http.post(f"{url}api/conversations", json={"language": language}, timeout=PATIENCE)
        assert opened.status_code == 201, opened.text
        self.token: str = opened.json()["token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"

    def post(self, body: object) -> requests.Response:
        """Send a message in whatever form."""
        return self.send(json.dumps(body).encode())

    def send(self, body: bytes) -> requests.Response:
        """Send anything to where messages go."""
        return self.http.post(f"{self.url}api/messages", data=body, timeout=PATIENCE)

    def says(self, text: str) -> list[Reply]:
        """Write a text, or press the button with a payload such as `/hotline`; the replies, at least one."""
        return self._replies(self.post({"payload" if text.startswith("/") else "text": text}))

    def types(self, text: str) -> list[Reply]:
        """Write a text, also one that begins like a payload."""
        return self._replies(self.post({"text": text}))

    def forget(self) -> requests.Response:
        """Have the conversation deleted."""
        return self.http.delete(f"{self.url}api/conversations", timeout=PATIENCE)

    def _replies(self, response: requests.Response) -> list[Reply]:
        assert response.status_code == 200, response.text
        replies = [Reply.read(reply) for reply in response.json()["replies"]]
        assert replies
        return replies

"""The contract of the web channel: what the page, and any other client, can rely on."""

import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import requests

from bot.channels.pseudonyms import Pseudonyms

from .conftest import Assistant
from .person import Person
from .processes import wait_for

pytestmark = pytest.mark.services

#: A word that nothing but a person's message can hold.
_TYPED = "quillfeather"


def _conversations(assistant: Assistant) -> set[str]:
    """The ids of the conversations that are kept."""
    with sqlite3.connect(f"file:{assistant.database}?mode=ro", uri=True) as database:
        return {row[0] for row in database.execute("SELECT DISTINCT sender_id FROM events")}


def _bytes(assistant: Assistant) -> bytes:
    """All that the database keeps on the disk, its logs included."""
    files = sorted(assistant.database.parent.glob(f"{assistant.database.name}*"))
    return b"".join(path.read_bytes() for path in files)


def _open(assistant: Assistant, body: bytes = b"{}") -> requests.Response:
    return requests.post(f"{assistant.url}api/conversations", data=body, timeout=10)


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"language": "ne"}', b'{"language": "pt-BR", "campaign": "bus_stop-7"}']
)
def test_opening_a_conversation_gives_a_token(assistant: Assistant, body: bytes) -> None:
    opened = _open(assistant, body)
    assert opened.status_code == 201
    assert set(opened.json()) == {"token"}
    assert opened.json()["token"] != _open(assistant, body).json()["token"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"language": 5}',
        b'{"language": "<script>"}',
        b'{"campaign": "two words"}',
        b'{"campaign": {"a": 1}}',
        b'{"campaign": "' + b"x" * 65 + b'"}',
    ],
)
def test_a_conversation_is_not_opened_with_wrong_data(assistant: Assistant, body: bytes) -> None:
    refused = _open(assistant, body)
    assert refused.status_code == 400
    assert refused.json()["error"].endswith(".")


def test_replies_have_the_form_that_was_agreed(assistant: Assistant) -> None:
    person = assistant.open()
    for text in ("what may an agency in Nepal charge for Qatar?", "my boss beats me, help", "good morning"):
        for reply in person.post({"text": text}).json()["replies"]:
            _check_form(reply)


def _check_form(reply: dict[str, Any]) -> None:
    assert (
        {"text", "language", "buttons"} <= set(reply) <= {"text", "language", "buttons", "source", "sources", "urgent"}
    )
    assert reply["text"].strip()
    assert reply["language"] == "en"
    assert reply.get("urgent", True) is True
    for button in reply["buttons"]:
        assert set(button) == {"title", "payload"}
        assert button["title"].strip()
        assert button["payload"].startswith("/")
    if "source" in reply:
        assert reply["sources"][0] == reply["source"]
        assert reply["source"]["title"]
        assert reply["source"]["url"].startswith("http")
        assert date.fromisoformat(reply["source"]["checked"]) <= date.today()


def test_every_button_of_a_reply_can_be_pressed(assistant: Assistant) -> None:
    person = assistant.open()
    buttons = [button for text in ("hello", "150000 rupees") for reply in person.says(text) for button in reply.buttons]
    assert len(buttons) > 5
    for payload in buttons:
        assert assistant.open().says(payload)[0].text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'"hello"',
        b'{"text": "hello"',
        b"[" * 5000,
        b"\xff\xfe\x00",
        b"{}",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": ["hello"]}',
        b'{"payload": {"name": "greet"}}',
        b'{"text": "hello", "payload": "/greet"}',
        b'{"message": "hello"}',
        b'{"text": "' + b"x" * 2_000_000 + b'"}',
    ],
)
def test_a_message_is_a_text_or_a_payload(assistant: Assistant, body: bytes) -> None:
    person = assistant.open()
    refused = person.send(body)
    assert refused.status_code == 400
    assert refused.json()["error"].endswith(".")
    assert person.says("hello")


def _changed(token: str, at: int) -> str:
    return token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]


_FORGERIES: dict[str, Callable[[str], str | None]] = {
    "none": lambda token: None,
    "empty": lambda token: "Bearer ",
    "nonsense": lambda token: "Bearer hello",
    "dots": lambda token: "Bearer ...",
    "no signature": lambda token: f"Bearer {token.partition('.')[0]}",
    "other content": lambda token: f"Bearer {_changed(token, 5)}",
    "other signature": lambda token: f"Bearer {_changed(token, len(token) - 1)}",
    "other key": lambda token: f"Bearer {Pseudonyms(b'a key of somebody else').token(None, None)}",
    "no ASCII": lambda token: "Bearer \xff\xfe",
}


@pytest.mark.parametrize("forge", _FORGERIES.values(), ids=_FORGERIES)
def test_only_tokens_of_the_server_are_accepted(assistant: Assistant, forge: Callable[[str], str | None]) -> None:
    person = assistant.open()
    header = forge(person.token)
    headers = {"Authorization": header.encode("latin-1")} if header is not None else {}
    messages, conversations = f"{assistant.url}api/messages", f"{assistant.url}api/conversations"
    asked = requests.post(messages, json={"text": "hello"}, headers=headers, timeout=10)
    deleted = requests.delete(conversations, headers=headers, timeout=10)
    for refused in (asked, deleted):
        assert refused.status_code == 401
        assert refused.json()["error"].endswith(".")


def test_nobody_can_name_the_conversation_of_another(assistant: Assistant) -> None:
    before = _conversations(assistant)
    owner = assistant.open()
    owner.says("from nepal to qatar")
    (conversation,) = _conversations(assistant) - before
    stranger = assistant.open()
    names = ("sender", "sender_id", "conversation", "conversation_id", "token", "nonce", "recipient_id")
    named = {name: conversation for name in names} | {"metadata": {"sender_id": conversation}}
    reply = stranger.post({"payload": "/hotline", **named}).json()["replies"][0]
    assert "1141" not in reply["text"]
    assert "1141" in owner.says("/hotline")[0].text


def test_conversation_ids_do_not_tell_the_token(assistant: Assistant) -> None:
    person = assistant.open()
    person.says("hello")
    assert person.token.partition(".")[0].encode() not in _bytes(assistant)


def _delete_by_request(person: Person) -> None:
    deleted = person.forget()
    assert deleted.status_code == 204
    assert deleted.content == b""


def _delete_by_button(person: Person) -> None:
    assert "delete" in person.says("/delete")[0].text.lower()


def _delete_by_word(person: Person) -> None:
    assert "delete" in person.types("/DELETE please")[0].text.lower()


@pytest.mark.parametrize("delete", [_delete_by_request, _delete_by_button, _delete_by_word])
def test_deleting_leaves_nothing(assistant: Assistant, delete: Callable[[Person], None]) -> None:
    other = assistant.open()
    other.says("hello")
    before = _conversations(assistant)
    person = assistant.open()
    person.says(f"i go from nepal to qatar with the agency {_TYPED}")
    assert _TYPED.encode() in _bytes(assistant)
    assert len(_conversations(assistant) - before) == 1
    delete(person)
    assert _conversations(assistant) == before
    assert _TYPED.encode() not in _bytes(assistant)


def test_after_deleting_one_is_a_new_person(assistant: Assistant) -> None:
    person = assistant.open()
    person.says("i go from nepal to qatar")
    person.says('/change_language{"language":"ne"}')
    assert "1141" in person.says("/hotline")[0].text
    person.forget()
    reply = person.says("/hotline")[0]
    assert reply.language == "en"
    assert "1141" not in reply.text


def test_deleting_what_does_not_exist_is_no_error(assistant: Assistant) -> None:
    person = assistant.open()
    assert [person.forget().status_code for _ in range(2)] == [204, 204]


def test_old_conversations_are_deleted_and_young_ones_stay(assistant: Assistant) -> None:
    wait_for(lambda: "days-31" not in _conversations(assistant), 10, "deletion of what is 31 days old")
    assert "days-29" in _conversations(assistant)


def test_health(assistant: Assistant) -> None:
    assert assistant.health() == (200, {"model": True, "actions": True})


def test_languages_come_with_all_texts_of_the_page(assistant: Assistant) -> None:
    known = requests.get(f"{assistant.url}api/languages", timeout=10).json()
    assert {("en", "English", "ltr"), ("ne", "नेपाली", "ltr")} <= {
        (language["code"], language["name"], language["direction"]) for language in known["languages"]
    }
    assert set(known["texts"]) == {language["code"] for language in known["languages"]}
    english, nepali = known["texts"]["en"], known["texts"]["ne"]
    assert set(english) == set(nepali)
    assert len(english) > 10
    assert all(english.values())
    assert all(nepali.values())
    assert english["page.send"] != nepali["page.send"]


def _page_files(assistant: Assistant) -> dict[str, requests.Response]:
    """The page and all that it names, as a browser gets them."""
    page = requests.get(assistant.url, timeout=10)
    names = re.findall(r"""(?:src|href)=["']([^"'#]+)["']""", page.text)
    files = {urljoin(assistant.url, name): name for name in names}
    assert all(address.startswith(assistant.url) for address in files), files
    return {"/": page} | {name: requests.get(address, timeout=10) for address, name in files.items()}


def test_the_page_is_whole_small_and_from_here_only(assistant: Assistant) -> None:
    files = _page_files(assistant)
    kinds = {response.headers["Content-Type"].partition(";")[0] for response in files.values()}
    assert {"text/html", "text/javascript", "text/css"} <= kinds
    assert {response.status_code for response in files.values()} == {200}
    for name, response in files.items():
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, name
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", response.text)
    texts = len(requests.get(f"{assistant.url}api/languages", timeout=10).content)
    assert texts + sum(len(response.content) for response in files.values()) < 100_000


def test_nothing_sets_a_cookie(assistant: Assistant) -> None:
    person = assistant.open()
    responses = [*_page_files(assistant).values(), person.post({"text": "hello"}), person.forget(), _open(assistant)]
    assert not [response.url for response in responses if "Set-Cookie" in response.headers]


@pytest.mark.parametrize(
    "path",
    [
        "static/nothing.js",
        "static/..%2F..%2Fcli.py",
        "static/%2E%2E/%2E%2E/settings.py",
        "static/secret",
        ".env",
        "var/secret",
        "nothing",
        # Rasa's own ways in.
        "status",
        "model/parse",
        "conversations/x/tracker",
        "webhooks/rest/webhook",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_there_is_nothing_else(assistant: Assistant, path: str, method: str) -> None:
    response = requests.request(method, assistant.url + path, json={"sender": "x", "message": "hi"}, timeout=10)
    assert response.status_code in (404, 405)
    assert "Traceback" not in response.text


@pytest.mark.parametrize("path", ["", "api/languages", "api/health"])
def test_scripts_of_other_sites_may_not_read_answers(assistant: Assistant, path: str) -> None:
    response = requests.get(assistant.url + path, headers={"Origin": "https://example.org"}, timeout=10)
    assert "Access-Control-Allow-Origin" not in response.headers


def test_the_secret_is_for_its_owner_only(assistant: Assistant) -> None:
    secret: Path = assistant.database.parent / "secret"
    assert secret.stat().st_mode & 0o077 == 0

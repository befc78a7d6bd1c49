"""Whatever is sent: a clear answer or a clear error, the conversation stays as it was, and nobody else notices."""

import json
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlsplit

import pytest

from .conftest import Assistant
from .person import Person, Reply

pytestmark = pytest.mark.services

#: What only a programmer should see.
_INSIDE = re.compile(r"Traceback|Exception|Error:|File \"|\.py\b|sqlite|rasa|sanic|None\b|\{[a-z_]+\}", re.IGNORECASE)
_FLOOD = 200


def _check_clear(replies: list[Reply]) -> None:
    for reply in replies:
        assert len(reply.text.strip()) > 10
        assert not _INSIDE.search(reply.text), reply.text


def _traveller(assistant: Assistant) -> Person:
    """A person who has told where she comes from and where she goes."""
    person = assistant.open()
    person.says("i go from nepal to qatar")
    return person


def _check_intact(person: Person) -> None:
    """The conversation still knows the corridor of a traveller."""
    reply = person.says("/hotline")[0]
    assert reply.language == "en"
    assert "1141" in reply.text
    assert "16008" in reply.text


STRANGE: dict[str, str] = {
    "empty": "",
    "spaces": " \t\n  ",
    "a full stop": ".",
    "only a slash": "/",
    "100,000 letters": "a" * 100_000,
    "100,000 characters of Nepali": "विदेश " * 16_667,
    "100,000 words of one letter": "a " * 50_000,
    "100,000 digits": "9" * 100_000,
    "100,000 marks above one letter": "e" + "\u0301" * 100_000,
    "control characters": "\x00\x01\x02\x1b[31m\x7f",
    "control characters in a question": "which\x00 docu\x08ments\x1b[0m do i need?",
    "right-to-left overrides": "\u202efile.exe\u202c \u2066abc\u2069 \u200f",
    "only invisible characters": "\u200b\u200e\u2060\ufeff",
    "half a character": "agent \ud83d asks",
    "only emoji": "😀😀😀",
    "a family of emoji": "👨‍👩‍👧‍👦🇳🇵",
    "SQL": "'; DROP TABLE events; -- \" OR 1=1",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": "{origin} %s ${HOME} {{7*7}} {0.__class__}",
    "JSON": '{"text": "hello", "payload": "/greet"}',
    "a path": "../../../etc/passwd",
    "an absurd amount": "agent asks 999999999999999999999999999999999999 rupees",
    "a huge exponent": "agent asks 1e400 rupees",
    "a negative amount": "agent asks -5000 rupees",
    "Chinese": "我想去国外工作",
    "Arabic": "أريد العمل في الخارج",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_a_strange_text_gets_a_clear_answer_and_harms_nothing(assistant: Assistant, text: str) -> None:
    person = _traveller(assistant)
    started = time.monotonic()
    replies = person.types(text)
    assert time.monotonic() - started < 10
    _check_clear(replies)
    assert not [reply for reply in replies if "<" in reply.text]
    _check_intact(person)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200e", "\x00\x01", "/", "///"])
def test_nothing_readable_is_answered_by_asking_for_words(assistant: Assistant, text: str) -> None:
    english, nepali = assistant.open("en").types(text)[0], assistant.open("ne").types(text)[0]
    assert "write your question" in english.text.lower()
    assert nepali.language == "ne"


COMMANDS_OF_THE_ENGINE = (
    "/restart",
    "/back",
    "/session_start",
    '/inform{"amount":1}',
    '/inform{"destination":"MY"}',
    '/change_language{"language":"ne"}',
    "/out_of_scope",
    " /restart",
    "//restart",
    "\u200b/restart",
    "/ restart",
    '/greet{"origin":"BD"}',
    "/action_restart",
    "/emergency",
)


@pytest.mark.parametrize("text", COMMANDS_OF_THE_ENGINE)
def test_commands_typed_by_hand_are_only_words(assistant: Assistant, text: str) -> None:
    person = _traveller(assistant)
    _check_clear(person.types(text))
    _check_intact(person)


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "/",
        "hello",
        "greet",
        "/nonsense",
        "/restart",
        "/back",
        "/session_start",
        "/nlu_fallback",
        "/greet ",
        "/greet\n",
        "/greet{",
        "/greet[]",
        '/greet{"x":"1"}',
        '/inform{"amount":1}',
        '/inform{"origin":{"a":1}}',
        '/inform{"origin":"<b>"}',
        '/inform{"origin":null}',
        '/inform{"chosen_language":"ne"}',
        '/inform{"pending":"x"}',
        '/inform{"origin":"' + "N" * 500 + '"}',
        "/action_check_fee",
        "/utter_greet",
    ],
)
def test_payloads_that_no_button_has_are_refused(assistant: Assistant, payload: str) -> None:
    person = _traveller(assistant)
    refused = person.post({"payload": payload})
    assert refused.status_code == 400
    assert refused.json()["error"].endswith(".")
    assert not _INSIDE.search(refused.text)
    _check_intact(person)


@pytest.mark.parametrize(
    "payload",
    ['/inform{"origin":"XX"}', '/inform{"destination":"nowhere"}', '/programme_info{"programme":"x"}'],
)
def test_a_button_with_an_unknown_value_gets_a_clear_answer(assistant: Assistant, payload: str) -> None:
    person = assistant.open()
    _check_clear(person.says(payload))
    _check_clear(person.says("/recruitment_fees"))
    _check_clear(person.says("/hotline"))


def test_200_messages_at_once_disturb_nobody_else(assistant: Assistant) -> None:
    flooder, other = _traveller(assistant), assistant.open()
    other.says("hello")
    with ExitStack() as stack:
        connections = [stack.enter_context(_connect(assistant)) for _ in range(_FLOOD)]
        for connection in connections:
            connection.sendall(_request(flooder))
        waited = [_wait(other) for _ in range(3)]
        answers = [_read(connection) for connection in connections]
    assert max(waited) < 3
    assert {status for status, _ in answers} == {200, 429}
    for status, said in answers:
        assert said["error"].endswith(".") if status == 429 else said["replies"][0]["text"]
    _check_intact(flooder)


def _connect(assistant: Assistant) -> socket.socket:
    address = urlsplit(assistant.url)
    return socket.create_connection((address.hostname, address.port), timeout=60)


def _request(person: Person) -> bytes:
    """One message, as it goes over the wire."""
    body = b'{"text": "hello"}'
    head = ("POST /api/messages HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {person.token}")
    return "\r\n".join((*head, f"Content-Length: {len(body)}", "Connection: close", "", "")).encode() + body


def _read(connection: socket.socket) -> tuple[int, dict[str, Any]]:
    response = HTTPResponse(connection)
    response.begin()
    return response.status, json.loads(response.read())


def _wait(person: Person) -> float:
    """The seconds until a person has her answer."""
    started = time.monotonic()
    assert person.says("good morning")[0].text
    return time.monotonic() - started


def test_many_people_at_once_are_all_answered(assistant: Assistant) -> None:
    people = [assistant.open() for _ in range(20)]
    with ThreadPoolExecutor(len(people)) as threads:
        answers = list(threads.map(lambda person: person.says("from nepal to qatar")[0].text, people))
        hotlines = list(threads.map(lambda person: person.says("/hotline")[0].text, people))
    assert all(answers)
    assert all("1141" in text and "16008" in text for text in hotlines)

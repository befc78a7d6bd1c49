"""When a part fails: the worker still gets an answer, and what can be started again is."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from .conftest import Assistant, running_assistant
from .processes import wait_for

pytestmark = pytest.mark.services


@pytest.fixture
def doomed(model: Path, tmp_path: Path) -> Iterator[Assistant]:
    """`sathi run` for a test that harms it."""
    with running_assistant(tmp_path) as started:
        yield started


def test_without_actions_the_plain_answer_and_known_hotlines_are_given(lone_rasa: Assistant) -> None:
    person = lone_rasa.open()
    plain = person.says("/recruitment_fees")[0]
    assert plain.language == "en"
    assert "receipt" in plain.text
    assert plain.buttons
    person.says("i go from nepal to qatar")
    answer = person.says("my employer keeps my passport")[0]
    assert "passport" in answer.text
    assert "1141" in answer.text
    assert "16008" in answer.text


def test_without_actions_the_language_is_kept(lone_rasa: Assistant) -> None:
    person = lone_rasa.open()
    reply = person.says("videsh jana kati paisa lagcha")[0]
    assert reply.language == "ne"
    assert "पैसा" in reply.text


def test_without_actions_danger_is_still_urgent(lone_rasa: Assistant) -> None:
    person = lone_rasa.open()
    person.says("i work in qatar")
    reply = person.says("my boss beats me, please help")[0]
    assert reply.urgent
    assert "999" in reply.text or "16008" in reply.text


def test_plain_answers_need_no_actions(lone_rasa: Assistant) -> None:
    assert "glad" in lone_rasa.open().says("hello")[0].text


def test_without_actions_the_health_check_fails(lone_rasa: Assistant) -> None:
    assert lone_rasa.health() == (503, {"model": True, "actions": False})


def test_actions_that_hang_do_not_keep_a_person_waiting(lone_rasa: Assistant) -> None:
    person = lone_rasa.open()
    with socket.create_server(("127.0.0.1", lone_rasa.actions_port)):  # Takes requests and never answers.
        started = time.monotonic()
        assert "receipt" in person.says("/recruitment_fees")[0].text
        assert time.monotonic() - started < 20
    assert "glad" in person.says("hello")[0].text


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"not JSON"),
        (200, b'{"events": 5}'),
        (200, b'{"events": [{"event": "nonsense"}], "responses": []}'),
        (500, b'{"error": "KeyError"}'),
        (404, b""),
    ],
)
def test_actions_that_answer_nonsense_are_done_without(lone_rasa: Assistant, status: int, body: bytes) -> None:
    person = lone_rasa.open()
    with _broken_actions(lone_rasa.actions_port, status, body):
        assert "receipt" in person.says("/recruitment_fees")[0].text


@contextmanager
def _broken_actions(port: int, status: int, body: bytes) -> Iterator[None]:
    """A server that gives the same answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *parts: object) -> None:
            """Nothing to log."""

    server = HTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_actions_that_end_are_started_again_and_rasa_that_ends_stops_all(doomed: Assistant) -> None:
    person = doomed.open()
    person.says("i go from nepal to qatar")
    (actions,) = doomed.program.running("bot.action_server")
    os.kill(actions, signal.SIGKILL)
    assert "receipt" in person.says("/recruitment_fees")[0].text
    wait_for(lambda: doomed.health()[0] == 200, 60, "action server")
    assert doomed.program.running("bot.action_server") not in ([], [actions])
    assert "10,000" in person.says("/recruitment_fees")[0].text
    assert doomed.program.output.count("started again") == 1

    (rasa,) = doomed.program.running("bot.rasa_server")
    os.kill(rasa, signal.SIGKILL)
    assert doomed.program.process.wait(20) == 1
    assert doomed.program.running() == []
    assert "rasa server stopped" in doomed.program.output

"""The running assistant: `sathi run`, started once for all tests that do not harm it."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rich.console import Console

from bot.storage import ConversationStore
from bot.training import train_model
from tests.factories import ROOT

from .person import Person
from .processes import PYTHON, SATHI, Program, copy_project, free_ports, program, wait_for

_START_SECONDS = 180


@dataclass
class Assistant:
    """A running assistant: its address, its database, and its processes."""

    url: str
    database: Path
    program: Program
    actions_port: int

    def open(self, language: str | None = None) -> Person:
        """Begin a conversation; `language` is that of the person's browser."""
        return Person(self.url, language)

    def health(self) -> tuple[int, dict[str, bool]]:
        """The status and body of the health check; 0 while nobody answers."""
        try:
            response = requests.get(f"{self.url}api/health", timeout=10)
        except requests.RequestException:
            return 0, {}
        return response.status_code, response.json()


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model of the present content."""
    return train_model(ROOT, False, Console(quiet=True))


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of an earlier time: a conversation of 31 days ago and one of 29."""
    folder = tmp_path_factory.mktemp("assistant")
    store = ConversationStore(Domain.empty(), database=str(folder / "sathi.db"))
    for days in (31, 29):
        said = UserUttered("hello", timestamp=time.time() - days * 86400)
        asyncio.run(store.save(DialogueStateTracker.from_events(f"days-{days}", [said])))
    return folder


@pytest.fixture(scope="session")
def assistant(model: Path, kept: Path) -> Iterator[Assistant]:
    """`sathi run`; in the end Ctrl-C must stop all of it."""
    with running_assistant(kept) as started:
        yield started
        assert started.program.interrupt() == 0, started.program.output
        assert started.program.running() == []


@contextmanager
def running_assistant(folder: Path, **settings: object) -> Iterator[Assistant]:
    """`sathi run` with files in a folder of its own and perhaps more settings, ready to answer."""
    ports = dict(zip(("PORT", "ACTIONS_PORT"), free_ports(2), strict=True))
    settings = ports | _files(folder) | settings
    with program([SATHI, "run"], folder / "log", settings) as started:
        url = f"http://127.0.0.1:{settings['PORT']}/"
        running = Assistant(url, folder / "sathi.db", started, ports["ACTIONS_PORT"])
        _wait(running, {"model": True, "actions": True})
        # The servers answer a moment before `sathi run` has seen it; what ends until then counts as a failed start.
        wait_for(lambda: "Sathi is ready" in started.output, _START_SECONDS, "word from `sathi run` that it is ready")
        yield running


@pytest.fixture(scope="session")
def lone_rasa(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Only Rasa's server: nothing listens where it looks for the actions, and its Nepali lacks the answer `privacy`."""
    folder = tmp_path_factory.mktemp("lone")
    project = copy_project(folder / "project")
    _remove_answer(project / "data" / "answers" / "ne" / "conversation.yml", "privacy")
    port, actions_port = free_ports(2)
    endpoints = yaml.safe_load((project / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{actions_port}/webhook"
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    words = [
        PYTHON,
        "-m",
        "bot.rasa_server",
        "127.0.0.1",
        str(port),
        model,
        folder / "endpoints.yml",
        "credentials.yml",
    ]
    settings = {"ACTIONS_PORT": actions_port, "RASA_TELEMETRY_ENABLED": "false", **_files(folder)}
    with program(words, folder / "log", settings, project) as started:
        running = Assistant(f"http://127.0.0.1:{port}/", folder / "sathi.db", started, actions_port)
        _wait(running, {"model": True, "actions": False})
        yield running


def _files(folder: Path) -> dict[str, Path]:
    return {"DATABASE": folder / "sathi.db", "SECRET_FILE": folder / "secret"}


def _wait(running: Assistant, health: dict[str, bool]) -> None:
    def answers() -> bool:
        assert running.program.process.poll() is None, running.program.output
        return running.health()[1] == health

    wait_for(answers, _START_SECONDS, "answer of the server")


def _remove_answer(path: Path, name: str) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    del content["answers"][name]
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")

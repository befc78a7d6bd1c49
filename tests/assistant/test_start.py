"""A start that cannot succeed ends with one plain sentence and status 1; Ctrl-C ends everything at any time."""

import os
import re
import signal
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from .processes import PYTHON, SATHI, Program, copy_project, free_ports, program, wait_for

pytestmark = pytest.mark.services

_SECONDS = 90
_RUN = (SATHI, "run")


@pytest.fixture
def ports() -> dict[str, int]:
    """Free ports for both servers."""
    return dict(zip(("PORT", "ACTIONS_PORT"), free_ports(2), strict=True))


@contextmanager
def _run(folder: Path, settings: Mapping[str, object]) -> Iterator[Program]:
    files = {"DATABASE": folder / "sathi.db", "SECRET_FILE": folder / "secret"}
    with program(_RUN, folder / "log", files | dict(settings)) as started:
        yield started


def _check_refused(started: Program, *parts: str) -> None:
    """Ended with status 1 and one sentence that names all parts; nothing is left running."""
    assert started.process.wait(_SECONDS) == 1, started.output
    assert started.running() == []
    sentence = started.output.strip()
    assert "Traceback" not in sentence
    assert len(sentence.splitlines()) == 1, sentence
    assert [part for part in parts if part not in sentence] == [], sentence


@pytest.mark.parametrize("name", ["PORT", "ACTIONS_PORT"])
def test_a_port_in_use(tmp_path: Path, ports: dict[str, int], name: str) -> None:
    with socket.create_server(("127.0.0.1", ports[name])), _run(tmp_path, ports) as started:
        _check_refused(started, f"Port {ports[name]} is in use", f"set {name} to another number")


def test_one_port_for_both_servers(tmp_path: Path, ports: dict[str, int]) -> None:
    with _run(tmp_path, ports | {"ACTIONS_PORT": ports["PORT"]}) as started:
        _check_refused(started, "PORT and ACTIONS_PORT", str(ports["PORT"]))


def test_an_address_that_is_not_of_this_machine(tmp_path: Path, ports: dict[str, int]) -> None:
    with _run(tmp_path, ports | {"HOST": "192.0.2.7"}) as started:
        _check_refused(started, "192.0.2.7", "HOST")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "0"),
        ("ACTIONS_PORT", "70000"),
        ("RETENTION_DAYS", "-1"),
        ("TELEGRAM_BOT_TOKEN", "hello-token"),
        ("TELEGRAM_API_URL", "not an address"),
    ],
)
def test_a_wrong_setting(tmp_path: Path, ports: dict[str, int], name: str, value: str) -> None:
    with _run(tmp_path, ports | {name: value}) as started:
        _check_refused(started, name, ".env")


def test_a_secret_token_is_not_printed(tmp_path: Path, ports: dict[str, int]) -> None:
    with _run(tmp_path, ports | {"TELEGRAM_BOT_TOKEN": "abc:this-is-my-secret-token-of-35-letters"}) as started:
        _check_refused(started, "TELEGRAM_BOT_TOKEN", "@BotFather")
        assert "secret-token" not in started.output


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("data/answers/en/help.yml", "answers:\n  hotline: [broken\n", 3),
        ("data/nlu/ne/help.yml", "nlu:\n- intent: hotline\n  examples:\n\t- a tab\n", 4),
        ("data/directory/countries/np.yml", "country: NP\nfacts:\n- id: x\n  kind: no_such_kind\n", 3),
        ("languages.yml", "languages: {en: {name: English\n", 2),
        ("config.yml", "pipeline: [\n", 2),
    ],
)
def test_a_broken_file(tmp_path: Path, ports: dict[str, int], path: str, text: str, line: int) -> None:
    project = copy_project(tmp_path / "project")
    (project / path).write_text(text, encoding="utf-8")
    with program([PYTHON, "-m", "bot.cli", "run"], tmp_path / "log", ports, project) as started:
        assert started.process.wait(_SECONDS) == 1, started.output
        assert started.running() == []
        assert "Traceback" not in started.output
        first = started.output.splitlines()[0]
        assert re.match(rf"{re.escape(path)}:({line}|{line - 1}): \S", first), started.output
        assert "nothing was started" in started.output.splitlines()[-1]


def test_ctrl_c_while_it_starts(model: Path, tmp_path: Path, ports: dict[str, int]) -> None:
    with _run(tmp_path, ports) as started:
        wait_for(lambda: started.running("bot.rasa_server"), _SECONDS, "start of Rasa")
        assert started.interrupt() == 0, started.output
        assert started.running() == []
        assert "Traceback" not in started.output


def test_a_run_that_is_killed_leaves_nothing_behind(model: Path, tmp_path: Path, ports: dict[str, int]) -> None:
    with _run(tmp_path, ports) as started:
        wait_for(lambda: "Sathi is ready" in started.output, _SECONDS, "start")
        os.kill(started.process.pid, signal.SIGKILL)
        started.process.wait(_SECONDS)
        wait_for(lambda: started.running() == [], _SECONDS, "end of its servers")

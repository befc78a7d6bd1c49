"""What the servers take of a small machine's memory."""

from pathlib import Path

import pytest

from .conftest import Assistant

pytestmark = pytest.mark.services

#: Millions of bytes. Measured: 225, and 310 for all (docs/benchmarks.md).
_RASA, _ALL = 300, 400


def test_the_servers_are_small(assistant: Assistant) -> None:
    person = assistant.open()
    for text in ("hello", "agent asks 1.5 lakh for qatar", "videsh jana kati paisa lagcha", "what is iom"):
        assert person.says(text)
    (rasa,) = assistant.program.running("bot.rasa_server")
    assert _resident(rasa) < _RASA
    assert sum(map(_resident, assistant.program.running())) < _ALL


def _resident(pid: int) -> float:
    """Memory of a process in millions of bytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("VmRSS")]
    return int(line.split()[1]) * 1024 / 1e6

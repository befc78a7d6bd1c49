"""Programs under test, started as a person would start them, and what they leave behind."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.factories import ROOT

SATHI = ROOT / ".venv" / "bin" / "sathi"
PYTHON = ROOT / ".venv" / "bin" / "python"
#: Tells what we started, and whatever that started, from all other processes.
_MARK = "SATHI_TEST_RUN"
#: Settings that a developer may have in `.env`; empty in the environment, they have their defaults.
_NO_SETTINGS = dict.fromkeys(("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_URL", "TELEGRAM_API_URL", "RETENTION_DAYS"), "")


@dataclass
class Program:
    """A started program."""

    process: subprocess.Popen[bytes]
    log: Path
    mark: str

    @property
    def output(self) -> str:
        """What it and its children have printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def interrupt(self, seconds: float = 20) -> int:
        """Press Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(seconds)

    def running(self, word: str = "") -> list[int]:
        """The ids of its processes, itself included, whose command line has this word."""
        return [pid for pid in _marked(self.mark) if word in _read(pid, "cmdline").decode(errors="replace")]


@contextlib.contextmanager
def program(
    words: Sequence[str | Path], log: Path, settings: Mapping[str, object], folder: Path = ROOT
) -> Iterator[Program]:
    """Start a program with its output in `log`; whatever is left of it in the end is killed."""
    mark = uuid.uuid4().hex
    set_here = {name: str(value) for name, value in settings.items()}
    with log.open("wb") as output:
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=os.environ | _NO_SETTINGS | set_here | {_MARK: mark},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    started = Program(process, log, mark)
    try:
        yield started
    finally:
        for pid in started.running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(20)


def free_ports(count: int) -> list[int]:
    """Different ports of the loopback interface that nobody listens on."""
    with contextlib.ExitStack() as open_until_all_are_known:
        probes = [open_until_all_are_known.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def wait_for(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Return as soon as the condition holds; an AssertionError says what did not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"within {seconds} s there was no {what}"
        time.sleep(0.05)


def copy_project(target: Path) -> Path:
    """A copy of what is versioned, without environments, models, conversations and history."""
    left_out = shutil.ignore_patterns(".*", "__pycache__", "models", "var", "results", "bench", "tests", "standins")
    return Path(shutil.copytree(ROOT, target, ignore=left_out))


def _marked(mark: str) -> list[int]:
    wanted = f"{_MARK}={mark}".encode()
    pids = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if wanted in _read(pid, "environ").split(b"\0")]


def _read(pid: int, name: str) -> bytes:
    """A file about a process; empty when the process has ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""

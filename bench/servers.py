"""Processes of the comparison: started, measured, and ended together with all that they started."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

_STOP_SECONDS = 25
_TAIL_LINES = 15
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: The name in the environment that tells our processes, and whatever they start, from all others.
_MARK = "SATHI_BENCH"


class BenchError(Exception):
    """The comparison cannot be made; the message says why."""


@dataclass(frozen=True)
class Command:
    """What is started: its words, folder and settings in the environment."""

    words: Sequence[str | Path]
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join(str(word) for word in self.words[:3])


@dataclass
class Running:
    """A started command; its descendants are known by the mark that they inherit."""

    process: subprocess.Popen[bytes]
    log: Path
    mark: str

    def check(self) -> None:
        """Raise BenchError with the end of the log when the process has ended."""
        if self.process.poll() is not None:
            raise BenchError(f"{self.process.args!r} ended while it was needed:\n{_tail(self.log)}")

    def memory(self, parts: Mapping[str, str]) -> dict[str, float]:
        """Resident memory (VmRSS) of each process in MB, named by what `parts` finds in its command line."""
        sizes: dict[str, float] = {}
        for pid in _marked(self.mark):
            with contextlib.suppress(OSError, StopIteration):
                line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                name = next((part for marker, part in parts.items() if marker in line), "launcher")
                sizes[name] = sizes.get(name, 0.0) + _resident(pid)
        return sizes

    def cpu_seconds(self) -> float:
        """Processor time of the processes that run now, which a busy machine changes little."""
        ticks = 0
        for pid in _marked(self.mark):
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def end_on_signals() -> None:
    """SIGTERM and SIGHUP end us as Ctrl-C does: through every `finally`."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, interrupt)


def free_ports(count: int) -> list[int]:
    """Different ports of the loopback interface that nobody listens on."""
    with contextlib.ExitStack() as open_until_all_are_known:
        probes = [open_until_all_are_known.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def run_to_end(command: Command, log: Path, seconds: float) -> None:
    """Run a command; raises BenchError when it fails or takes longer than `seconds`."""
    with running(command, log) as started:
        try:
            status = started.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise BenchError(f"{command} took longer than {seconds:.0f} seconds:\n{_tail(log)}") from None
    if status:
        raise BenchError(f"{command} ended with status {status}:\n{_tail(log)}")


@contextlib.contextmanager
def running(command: Command, log: Path) -> Iterator[Running]:
    """A process in a session of its own, its output in `log`; at the end it and its descendants are ended."""
    mark = uuid.uuid4().hex
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command.words,
            cwd=command.folder,
            env=_environment(command.settings) | {_MARK: mark},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Running(process, log, mark)
    finally:
        with _uninterrupted():
            _stop(process, mark)


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This environment and `settings`, without what changes how Python finds or caches its modules."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"RASA_TELEMETRY_ENABLED": "false"} | dict(settings)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """An impatient second Ctrl-C must not leave a server behind."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(process: subprocess.Popen[bytes], mark: str) -> None:
    """Ask the process to end, then end what is left of it and of its descendants."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS)
    deadline = time.monotonic() + _STOP_SECONDS
    while (left := _marked(mark)) and time.monotonic() < deadline:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.poll()
        time.sleep(0.05)
    process.wait(_STOP_SECONDS)


def _marked(mark: str) -> list[int]:
    """The processes that carry a mark of ours in their environment."""
    wanted, found = f"{_MARK}={mark}".encode(), []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) * 1024 / 1e6


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-_TAIL_LINES:])

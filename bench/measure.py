"""Measures stock Rasa and this assistant, one after the other, and prints how they compare.

Stock is what `rasa init` makes, with real TensorFlow in an environment of its own (`bench/stock`), in-memory store,
REST channel. This assistant runs as `sathi run` does, SQLite store, web channel, with an empty database. Each is
started twice and measured the second time, when Python's caches are filled.
"""

import asyncio
import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from .load import Load, Open, first_answer, measure_load, open_sathi, open_stock
from .report import Figures, compare, table
from .servers import BenchError, Command, Running, end_on_signals, free_port, run_to_end, running

_ROOT = Path(__file__).resolve().parent.parent
_STOCK = _ROOT / "bench" / "stock"
_WORK = _STOCK / ".work"
_RESULTS = _ROOT / "results" / "bench.json"
_INSTALL_SECONDS, _TRAIN_SECONDS = 1200, 900

#: Each gets one plain answer from rules or stories that `rasa init` brings.
_STOCK_TEXTS = ("hello", "I am great", "are you a bot?", "goodbye") * 2
#: Each gets one plain answer from data/answers, without a custom action.
_SATHI_TEXTS = (
    "hello",
    "what is trafficking and how do i recognise it",
    "how do i save money",
    "how can i send money home cheaply",
    "what do they check in the medical test",
    "how do brokers cheat people",
    "are you a bot?",
    "goodbye",
)


@dataclass(frozen=True)
class Assistant:
    """One side of the comparison; `parts` names its processes by their command lines."""

    name: str
    command: Command
    address: str
    open_conversation: Open
    texts: Sequence[str]
    parts: Mapping[str, str]


def main() -> int:
    """Run the comparison; the exit status tells whether it could be made, not whether the targets are met."""
    end_on_signals()
    try:
        with tempfile.TemporaryDirectory(prefix="sathi-bench-") as folder:
            _compare(Path(folder))
    except BenchError as error:
        sys.stderr.write(f"The comparison could not be made. {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 130
    return 0


def _compare(temporary: Path) -> None:
    uv = _uv()
    moodbot = _prepare_stock(uv)
    _say("Measuring the installed sizes ...")
    sizes = (installed_size(_STOCK / ".venv"), _sathi_size(uv, temporary))
    stock = _measure(_stock(moodbot), sizes[0], temporary)
    sathi = _measure(_sathi(temporary), sizes[1], temporary)
    rows = compare(stock, sathi)
    results = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "stock": asdict(stock),
        "sathi": asdict(sathi),
        "comparison": [asdict(row) for row in rows],
    }
    _RESULTS.parent.mkdir(exist_ok=True)
    _RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    _say(f"\n{table(rows)}\n\nAlso in {_RESULTS.relative_to(_ROOT)}.")


def _uv() -> Path:
    """The uv that the environment variable UV names, else the one on the path."""
    found = shutil.which(os.environ.get("UV") or "uv")
    if not found:
        raise BenchError("uv is not there; set the environment variable UV to its path.")
    return Path(found).resolve()


def _prepare_stock(uv: Path) -> Path:
    """The folder of `rasa init`'s assistant, trained; kept for the next time."""
    _say("Installing stock Rasa with TensorFlow (2.5 GB) ...")
    command = Command((uv, "sync", "--frozen", "--project", _STOCK), _STOCK, {"UV_PROJECT_ENVIRONMENT": ".venv"})
    run_to_end(command, _WORK / "install.log", _INSTALL_SECONDS)
    lock = hashlib.sha256((_STOCK / "uv.lock").read_bytes()).hexdigest()
    moodbot = _WORK / f"moodbot-{lock[:12]}"
    if not list(moodbot.glob("models/*.tar.gz")):
        _say("Training what `rasa init` makes (some minutes) ...")
        with tempfile.TemporaryDirectory(dir=_WORK) as folder:
            words = (_STOCK / ".venv/bin/rasa", "init", "--no-prompt", "--init-dir", folder)
            run_to_end(Command(words, Path(folder)), _WORK / "train.log", _TRAIN_SECONDS)
            shutil.copytree(folder, moodbot, dirs_exist_ok=True)
    return moodbot


def _sathi_size(uv: Path, temporary: Path) -> float:
    """The size of an environment with what the assistant needs to run, and no tools of its developers."""
    environment = temporary / "environment"
    words = (uv, "sync", "--frozen", "--no-dev", "--no-install-project", "--python", sys.executable)
    command = Command(words, _ROOT, {"UV_PROJECT_ENVIRONMENT": str(environment)})
    run_to_end(command, _WORK / "size.log", _INSTALL_SECONDS)
    size = installed_size(environment)
    shutil.rmtree(environment)
    return size


def installed_size(folder: Path) -> float:
    """Disk space of a folder in MB, each file once and without Python's bytecode caches."""
    sizes: dict[int, int] = {}
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in files:
            stat = (Path(path) / name).lstat()
            sizes[stat.st_ino] = stat.st_blocks * 512
    return sum(sizes.values()) / 1e6


def _stock(moodbot: Path) -> Assistant:
    port = free_port()
    words = (_STOCK / ".venv/bin/rasa", "run", "--interface", "127.0.0.1", "--port", str(port))
    parts = {"rasa": "rasa"}
    address = f"http://127.0.0.1:{port}"
    return Assistant("stock Rasa", Command(words, moodbot), address, open_stock, _STOCK_TEXTS, parts)


def _sathi(temporary: Path) -> Assistant:
    """`sathi run` apart from this clone's own settings: never a real Telegram bot, never real conversations."""
    port, actions_port = free_port(), free_port()
    settings = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "ACTIONS_PORT": str(actions_port),
        "DATABASE": str(temporary / "sathi.db"),
        "SECRET_FILE": str(temporary / "secret"),
        "TELEGRAM_BOT_TOKEN": "",
        "TELEGRAM_WEBHOOK_URL": "",
    }
    command = Command((_ROOT / ".venv/bin/sathi", "run"), _ROOT, settings)
    parts = {"rasa_server": "rasa", "action_server": "actions"}
    return Assistant("Sathi", command, f"http://127.0.0.1:{port}", open_sathi, _SATHI_TEXTS, parts)


def _measure(assistant: Assistant, installed: float, temporary: Path) -> Figures:
    log = temporary / "server.log"
    _say(f"Starting {assistant.name} for the first time, to fill the caches ...")
    with running(assistant.command, log) as server:
        _wait(assistant, server)
    _say(f"Measuring {assistant.name} ...")
    started = time.monotonic()
    with running(assistant.command, log) as server:
        _wait(assistant, server)
        start_seconds = time.monotonic() - started
        load = asyncio.run(measure_load(assistant.open_conversation, assistant.address, assistant.texts))
        server.check()
        return _figures(load, start_seconds, server.memory(assistant.parts), installed)


def _wait(assistant: Assistant, server: Running) -> None:
    asyncio.run(first_answer(assistant.open_conversation, assistant.address, assistant.texts[0], server.check))


def _figures(load: Load, start_seconds: float, memory: dict[str, float], installed: float) -> Figures:
    return Figures(
        start_seconds=start_seconds,
        messages_per_second=load.per_second,
        p50_ms=load.milliseconds(0.5),
        p99_ms=load.milliseconds(0.99),
        memory_mb=memory,
        installed_mb=installed,
        answered=len(load.answered),
        unanswered=load.unanswered,
        answers=load.answers,
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())

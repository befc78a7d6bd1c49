"""Measures stock Rasa and this assistant, one after the other, and prints how they compare.

Stock is what `rasa init` makes, with real TensorFlow in an environment of its own (`bench/stock`), its
in-memory store and REST channel. This assistant is what `sathi run` starts: SQLite store in an empty
database, web channel. Each is started twice and measured the second time, when Python's caches are filled.
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
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from .assistants import ROOT, STOCK, Assistant, sathi, stock
from .load import Load, first_answer, talk_together
from .report import Figures, compare, table
from .servers import BenchError, Command, Running, end_on_signals, run_to_end, running

_WORK = STOCK / ".work"
_RESULTS = ROOT / "results" / "bench.json"
_INSTALL_SECONDS, _TRAIN_SECONDS = 1200, 900
_WARM_UP_SECONDS, _LOAD_SECONDS = 3.0, 15.0


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
    sizes = (installed_size(STOCK / ".venv"), _sathi_size(uv, temporary))
    load_before = os.getloadavg()
    theirs = _measure(stock(moodbot), sizes[0], temporary)
    ours = _measure(sathi(temporary), sizes[1], temporary)
    rows = compare(theirs, ours)
    machine = {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_average_before": load_before,
    }
    results = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
        "stock": asdict(theirs),
        "sathi": asdict(ours),
        "comparison": [asdict(row) for row in rows],
    }
    _RESULTS.parent.mkdir(exist_ok=True)
    _RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    _say(f"\n{table(rows)}\n\nAlso in {_RESULTS.relative_to(ROOT)}.")


def _uv() -> Path:
    """The uv that the environment variable UV names, else the one on the path."""
    found = shutil.which(os.environ.get("UV") or "uv")
    if not found:
        raise BenchError("uv is not there; set the environment variable UV to its path.")
    return Path(found).resolve()


def _prepare_stock(uv: Path) -> Path:
    """The folder of `rasa init`'s assistant, trained; kept for the next time."""
    _say("Installing stock Rasa with TensorFlow (2.5 GB) ...")
    command = Command((uv, "sync", "--frozen"), STOCK, {"UV_PROJECT_ENVIRONMENT": str(STOCK / ".venv")})
    run_to_end(command, _WORK / "install.log", _INSTALL_SECONDS)
    lock = hashlib.sha256((STOCK / "uv.lock").read_bytes()).hexdigest()
    moodbot = _WORK / f"moodbot-{lock[:12]}"
    if not list(moodbot.glob("models/*.tar.gz")):
        _say("Training what `rasa init` makes (some minutes) ...")
        with tempfile.TemporaryDirectory(dir=_WORK) as folder:
            new = Path(folder) / "moodbot"
            new.mkdir()
            words = (STOCK / ".venv/bin/rasa", "init", "--no-prompt", "--init-dir", new)
            run_to_end(Command(words, new), _WORK / "train.log", _TRAIN_SECONDS)
            new.rename(moodbot)
    return moodbot


def _sathi_size(uv: Path, temporary: Path) -> float:
    """The size of an environment with what the assistant needs to run, and no tools of its developers."""
    environment = temporary / "environment"
    words = (uv, "sync", "--frozen", "--no-dev", "--no-install-project", "--python", sys.executable)
    command = Command(words, ROOT, {"UV_PROJECT_ENVIRONMENT": str(environment)})
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


def _measure(assistant: Assistant, installed: float, temporary: Path) -> Figures:
    log = temporary / "server.log"
    _say(f"Starting {assistant.name} for the first time, to fill the caches ...")
    with running(assistant.command, log) as server:
        _wait(assistant, server)
    _say(f"Measuring {assistant.name} ...")
    started = time.monotonic()
    with running(assistant.command, log) as server:
        _wait(assistant, server)
        start_seconds, cpu_before = time.monotonic() - started, server.cpu_seconds()
        _talk(assistant, _WARM_UP_SECONDS)
        cpu_warm = server.cpu_seconds()
        load = _talk(assistant, _LOAD_SECONDS)
        cpu_after, memory = server.cpu_seconds(), server.memory(assistant.parts)
        server.check()
    if "rasa" not in memory:
        raise BenchError(f"No process of {assistant.name} is known as its Rasa server.")
    return Figures(
        start_seconds=start_seconds,
        start_cpu_seconds=cpu_before,
        messages_per_second=load.per_second,
        p50_ms=load.milliseconds(0.5),
        p99_ms=load.milliseconds(0.99),
        cpu_ms=(cpu_after - cpu_warm) / len(load.answered) * 1000,
        memory_mb=memory,
        installed_mb=installed,
        answered=len(load.answered),
        unanswered=load.unanswered,
        answers=load.answers,
    )


def _wait(assistant: Assistant, server: Running) -> None:
    text = assistant.texts[0]
    asyncio.run(first_answer(assistant.open_conversation, assistant.address, text, server.check))


def _talk(assistant: Assistant, seconds: float) -> Load:
    talk = talk_together(assistant.open_conversation, assistant.address, assistant.texts, seconds)
    return asyncio.run(talk)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())

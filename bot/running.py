"""`sathi run`: starts the action server and Rasa, says where everything is, and ends both when one is interrupted or
fails."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType

import yaml
from rich.console import Console
from rich.panel import Panel

from bot.knowledge.languages import load_languages
from bot.settings import ROOT, Settings, SettingsError, load_settings

from .training import newest_model

_START_SECONDS = 120
_STOP_SECONDS = 10


@dataclass
class Server:
    """A process of ours, with the name people know it by."""

    name: str
    process: subprocess.Popen[bytes]


def serve(console: Console) -> int:
    """Run until interrupted; returns the exit status."""
    settings = load_settings()
    _refuse_taken_ports(settings)
    servers: list[Server] = []
    _stop_on_signals()
    try:
        servers += [_start("actions", _actions_command(settings), settings)]
        servers += [_start("rasa", _rasa_command(settings), settings)]
        with console.status("Starting ..."):
            _wait_until_ready(servers, settings)
        console.print(_welcome(settings))
        return _watch(servers, console)
    except KeyboardInterrupt:
        console.print("Stopping.")
        return 0
    finally:
        _stop(servers)


def _refuse_taken_ports(settings: Settings) -> None:
    for name, port in (("PORT", settings.port), ("ACTIONS_PORT", settings.actions_port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.host, port))
            except OSError:
                raise SettingsError(
                    f"Port {port} is in use by another program; stop it, or set {name} to another number."
                ) from None


def _stop_on_signals() -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)


def _actions_command(settings: Settings) -> list[str]:
    return [sys.executable, "-m", "bot.action_server", str(settings.actions_port)]


def _rasa_command(settings: Settings) -> list[str]:
    address = (settings.host, str(settings.port))
    return [sys.executable, "-m", "bot.rasa_server", *address, str(newest_model(ROOT)), str(_endpoints(settings))]


def _endpoints(settings: Settings) -> Path:
    """`endpoints.yml` with the address of the action server as it is set."""
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{settings.actions_port}/webhook"
    path = ROOT / "var" / f"endpoints-{settings.port}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    return path


def _start(name: str, command: Sequence[str], settings: Settings) -> Server:
    environment = os.environ | {
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        # The vectors of one message are short: more threads would only wait for each other, and warm the second core.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "ACTIONS_PORT": str(settings.actions_port),
        "PORT": str(settings.port),
    }
    # A session of its own, so that Ctrl-C reaches only us and we end both in order.
    return Server(name, subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True))


def _wait_until_ready(servers: Sequence[Server], settings: Settings) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        for server in servers:
            if server.process.poll() is not None:
                raise SettingsError(f"The {server.name} server stopped while starting; its last lines above say why.")
        if _healthy(settings):
            return
        time.sleep(0.1)
    raise SettingsError(f"The servers did not answer within {_START_SECONDS} seconds; please try again.")


def _healthy(settings: Settings) -> bool:
    try:
        with urllib.request.urlopen(f"{settings.page}api/health", timeout=3) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _welcome(settings: Settings) -> Panel:
    languages = ", ".join(language.name for language in load_languages(ROOT / "languages.yml").values())
    model = newest_model(ROOT)
    trained = datetime.fromtimestamp(model.stat().st_mtime).strftime("%d %B %Y, %H:%M") if model else "none"
    lines = (
        f"Page       {settings.page}",
        f"Telegram   {_telegram(settings)}",
        f"Languages  {languages}",
        f"Model      {trained}",
        "",
        "Press Ctrl-C to stop.",
    )
    return Panel.fit("\n".join(lines), title="Sathi is ready")


def _telegram(settings: Settings) -> str:
    if not settings.telegram_bot_token:
        return "off (set TELEGRAM_BOT_TOKEN in .env to switch it on)"
    try:
        with urllib.request.urlopen(f"{settings.page}api/telegram", timeout=3) as response:
            return response.read().decode() or "on"
    except (urllib.error.URLError, OSError):
        return "on"


def _watch(servers: Sequence[Server], console: Console) -> int:
    """Wait; when one server ends by itself, say so and end the other."""
    while True:
        for server in servers:
            if server.process.poll() is not None:
                console.print(f"The {server.name} server stopped unexpectedly; everything is stopped.")
                return 1
        time.sleep(0.5)


def _stop(servers: Sequence[Server]) -> None:
    for server in reversed(servers):
        if server.process.poll() is None:
            server.process.terminate()
    for server in reversed(servers):
        try:
            server.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()

"""`sathi run`: starts the action server and Rasa, says where everything is, starts the actions again when they fail,
and ends both when it is interrupted or Rasa fails."""

import errno
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType

import yaml
from rich.console import Console
from rich.panel import Panel

from bot.knowledge.languages import load_languages
from bot.settings import ROOT, Settings, SettingsError

from .introduction import telegram_state
from .servers import Server
from .training import newest_model

_START_SECONDS = 120
#: Files of Rasa's that are adapted to the settings at each start.
_COPIED = ("endpoints.yml", "credentials.yml")
_STOP_SECONDS = 10
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: Seconds before the actions are started again; longer each time while they end within a minute.
_FIRST_PAUSE, _LONGEST_PAUSE, _STEADY_SECONDS = 1, 60, 60
_LOOK_SECONDS = 0.5


def serve(settings: Settings, console: Console) -> int:
    """Run until interrupted; returns the exit status."""
    refuse_taken_ports(settings)
    telegram = telegram_state(settings)
    actions = Server("actions", _actions_command(settings), settings)
    rasa = Server("rasa", _rasa_command(settings), settings)
    _stop_on_signals()
    try:
        actions.start()
        rasa.start()
        with console.status("Starting ..."):
            _wait_until_ready((actions, rasa), settings)
        console.print(_welcome(settings, telegram))
        return _watch(rasa, actions, console)
    except KeyboardInterrupt:
        console.print("Stopping.")
        return 0
    finally:
        _stop((rasa, actions))
        for path in _own_paths(settings):
            path.unlink(missing_ok=True)


def refuse_taken_ports(settings: Settings) -> None:
    """Raise SettingsError when a port cannot be had."""
    if settings.port == settings.actions_port:
        raise SettingsError(f"PORT and ACTIONS_PORT are both {settings.port}; set one to another number.")
    for name, port in (("PORT", settings.port), ("ACTIONS_PORT", settings.actions_port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.host, port))
            except OSError as error:
                taken = "is in use by another program; stop it"
                failed = f"cannot be opened on {settings.host} ({error.strerror}); correct HOST"
                reason = taken if error.errno == errno.EADDRINUSE else failed
                raise SettingsError(f"Port {port} {reason}, or set {name} to another number.") from None


def _stop_on_signals() -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, interrupt)


def _actions_command(settings: Settings) -> list[str]:
    return [sys.executable, "-m", "bot.action_server", str(settings.actions_port)]


def _rasa_command(settings: Settings) -> list[str]:
    address = (settings.host, str(settings.port))
    return [sys.executable, "-m", "bot.rasa_server", *address, str(newest_model(ROOT)), *_own_files(settings)]


def _own_files(settings: Settings) -> tuple[str, str]:
    """`endpoints.yml` with the address of the action server as it is set, and `credentials.yml` without Telegram when
    it is off: its library alone takes 30 MB."""
    endpoints, credentials = (yaml.safe_load((ROOT / name).read_text(encoding="utf-8")) for name in _COPIED)
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{settings.actions_port}/webhook"
    if not settings.telegram_bot_token:
        credentials = {name: value for name, value in credentials.items() if "telegram" not in name}
    paths = _own_paths(settings)
    for path, content in zip(paths, (endpoints, credentials), strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return str(paths[0]), str(paths[1])


def _own_paths(settings: Settings) -> list[Path]:
    return [ROOT / "var" / f"{settings.port}-{name}" for name in _COPIED]


def _wait_until_ready(servers: Sequence[Server], settings: Settings) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        for server in servers:
            if server.ended():
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


def _welcome(settings: Settings, telegram: str) -> Panel:
    languages = ", ".join(language.name for language in load_languages(ROOT / "languages.yml").values())
    model = newest_model(ROOT)
    trained = datetime.fromtimestamp(model.stat().st_mtime).strftime("%d %B %Y, %H:%M") if model else "none"
    lines = (
        f"Page       {settings.page}",
        f"Telegram   {telegram}",
        f"Languages  {languages}",
        f"Model      {trained}",
        "",
        "Press Ctrl-C to stop.",
    )
    return Panel.fit("\n".join(lines), title="Sathi is ready")


def _watch(rasa: Server, actions: Server, console: Console) -> int:
    """Wait. The actions are started again when they end by themselves: without them people still get plain answers.
    When Rasa ends, say so; nothing works without it."""
    pause = _FIRST_PAUSE
    while not rasa.ended(_LOOK_SECONDS):
        if not actions.ended():
            continue
        lasted = time.monotonic() - actions.started
        pause = _FIRST_PAUSE if lasted > _STEADY_SECONDS else min(2 * pause, _LONGEST_PAUSE)
        console.print(f"The actions server stopped unexpectedly; it is started again in {pause} s.")
        if not rasa.ended(pause):
            actions.start()
    console.print("The rasa server stopped unexpectedly; everything is stopped.")
    return 1


def _stop(servers: Sequence[Server]) -> None:
    for number in _SIGNALS:  # An impatient second Ctrl-C must not leave a server behind.
        signal.signal(number, signal.SIG_IGN)
    for server in servers:
        server.stop()
    for server in servers:
        if not server.ended(_STOP_SECONDS):
            server.kill()

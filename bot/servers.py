"""The processes of the assistant: started, watched and ended as one."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress

from bot.settings import ROOT, Settings


class Server:
    """A process of ours, with the name people know it by."""

    def __init__(self, name: str, command: Sequence[str], settings: Settings) -> None:
        self.name, self._command, self._environment = name, command, _environment(settings)
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0

    def start(self) -> None:
        """Start it, or start it again, in a session of its own: Ctrl-C reaches only us, and we end both in order."""
        self.process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment, start_new_session=True)
        self.started = time.monotonic()

    def ended(self, seconds: float = 0) -> bool:
        """Whether it has ended, or ends within so many seconds."""
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        return self.process is None or self.process.poll() is not None

    def stop(self) -> None:
        """Ask it to end."""
        if self.process and not self.ended():
            self.process.terminate()

    def kill(self) -> None:
        """End it with all that it started."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _environment(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        # The vectors of one message are short: more threads would only wait for each other, and warm the second core.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        # Fewer pools of memory in which freed pieces stay behind.
        "MALLOC_ARENA_MAX": "2",
        "ACTIONS_PORT": str(settings.actions_port),
        "PORT": str(settings.port),
    }

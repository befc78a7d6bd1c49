"""A server that ends when whoever started it is gone, so that a killed `sathi run` leaves nothing behind."""

import os
import signal
import threading
import time

_LOOK_SECONDS = 1.0


def end_with_parent() -> None:
    """From now on end in good order when the process that started this one has ended, however it ended."""
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)

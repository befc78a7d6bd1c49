"""Logging of the servers: warnings and errors, one line each; nothing about people, nothing about other people's
libraries."""

import logging


def quiet_logs() -> None:
    """Log warnings and errors to standard error. Python's own warnings concern developers of Rasa and are dropped."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.captureWarnings(True)
    for name in ("py.warnings", "apscheduler"):
        logging.getLogger(name).setLevel(logging.ERROR)

"""Writing a file so that nobody ever meets half of it."""

import os
from pathlib import Path


def replace_file(path: Path, body: bytes) -> None:
    """Write a file so that a reader, or a power cut, meets the old one or the new one, whole."""
    written = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with written.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)

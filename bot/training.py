"""Training: only when something that the model is made of changed, and with a line or two that a person can read."""

import hashlib
import logging
import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from rich.console import Console

#: What a model is made of: a change here needs a new one. Words of answers do not (only their names do).
_PARTS = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/stories",
    "data/lexicon/concepts",
    "bot/nlu",
    "bot/content/importer.py",
)
_KEPT_MODELS = 3


def fingerprint(root: Path) -> str:
    """A hash of everything the model is made of, with the names of the answers."""
    from bot.content.catalogue import load_catalogue

    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    digest.update("\n".join(sorted(load_catalogue(root).answers)).encode())
    return digest.hexdigest()[:16]


def newest_model(root: Path) -> Path | None:
    """The newest model, as Rasa finds it."""
    models = sorted((root / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    return models[-1] if models else None


def train_model(root: Path, force: bool, console: Console) -> Path:
    """Train unless the newest model has the present fingerprint; returns the model."""
    wanted = fingerprint(root)
    newest = newest_model(root)
    if newest and newest.name.endswith(f"-{wanted}.tar.gz") and not force:
        return newest
    started = time.monotonic()
    with _quiet(), console.status("Training the model: reading examples, learning intents and languages ..."):
        path = _train(root, f"sathi-{time.strftime('%Y%m%d-%H%M%S')}-{wanted}")
    console.print(f"The model is trained ({time.monotonic() - started:.0f} seconds).")
    _tidy(root)
    return path


def _train(root: Path, name: str) -> Path:
    import rasa.model_training
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    here = Path.cwd()
    os.chdir(root)  # Rasa reads its project from the working folder.
    try:
        result = rasa.model_training.train(
            "domain.yml", "config.yml", ["data"], output="models", fixed_model_name=name, force_training=True
        )
    finally:
        os.chdir(here)
    if not result.model:
        raise RuntimeError("Rasa trained no model; run `.venv/bin/rasa train` to see why.")
    return root / str(result.model)


def _files(root: Path) -> Iterator[Path]:
    for part in _PARTS:
        path = root / part
        yield from [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".py"))


def _tidy(root: Path) -> None:
    """Keep the newest models only."""
    models = sorted((root / "models").glob("sathi-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    for path in models[:-_KEPT_MODELS]:
        path.unlink()


@contextmanager
def _quiet() -> Iterator[None]:
    """Rasa's warnings and notes are for developers of Rasa; what is wrong with content `sathi check` has said
    before."""
    logging.disable(logging.WARNING)
    with (
        warnings.catch_warnings(),
        Path(os.devnull).open("w") as nothing,
        redirect_stdout(nothing),
        _redirected(nothing.fileno()),
    ):
        warnings.simplefilter("ignore")
        yield
    logging.disable(logging.NOTSET)


@contextmanager
def _redirected(target: int) -> Iterator[None]:
    """Standard error of this process into a file descriptor; Rasa prints its warnings there."""
    saved = os.dup(2)
    os.dup2(target, 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)

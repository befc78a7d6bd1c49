"""The command line `sathi`. Heavy imports stay inside the commands."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.directory_commands import directory_app
from bot.settings import ROOT, SettingsError

app = typer.Typer(
    help="Sathi, an assistant on safe and regular migration, recruitment fees and rights.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(directory_app, name="directory")

console = Console(file=sys.stdout)  # Bound here, so that silencing Rasa does not silence us.
errors = Console(stderr=True)


@app.command()
def run() -> None:
    """Serve the page and, with a bot token, Telegram; trains first when content or configuration changed."""
    from bot.running import refuse_taken_ports, serve
    from bot.settings import load_settings

    settings = load_settings()
    refuse_taken_ports(settings)
    _prepare()
    raise typer.Exit(serve(settings, console))


@app.command()
def train(force: Annotated[bool, typer.Option(help="Train even if nothing changed.")] = False) -> None:
    """Train the model when content or configuration changed since the last one."""
    _check_content()
    _train(force)


@app.command()
def check() -> None:
    """Check every content file; prints `path:line: what is wrong, what to do` and exits with 1 if anything is."""
    _check_content()
    console.print("All content is well.")


@app.command()
def ask(texts: Annotated[list[str], typer.Argument(help="One or more messages, each by itself.")]) -> None:
    """Ask the newest model without a server, and print what it understands."""
    from bot.trial import understand

    for text in texts:
        console.print_json(json.dumps(understand(text), ensure_ascii=False))


@app.command()
def evaluate() -> None:
    """Measure understanding on the held-out questions in `tests/content`; writes results/evaluation.json."""
    from bot.evaluation import evaluate_questions

    scores = evaluate_questions(ROOT / "tests" / "content")
    table = Table(
        "language", "questions", "in scope", "out of scope caught", "in scope refused", "danger caught", "false alarms"
    )
    for name, score in scores.items():
        table.add_row(
            name,
            str(score["questions"]),
            *(f"{score[k]:.1%}" for k in ("in_scope", "out_of_scope", "refused", "danger", "false_alarms")),
        )
    console.print(table)
    _write("evaluation.json", scores)


def _prepare() -> None:
    """Check and train in a process of its own, which gives its memory back; it has said what is wrong if it fails."""
    result = subprocess.run([sys.executable, "-m", "bot.cli", "train"], cwd=ROOT)
    if result.returncode:
        raise typer.Exit(1)


def _check_content() -> None:
    from bot.content.checking import content_problems

    problems = content_problems(ROOT)
    for problem in problems:
        errors.print(str(problem), highlight=False, soft_wrap=True, markup=False)
    if problems:
        errors.print(f"Please correct the content first ({len(problems)} to do); nothing was started.")
        raise typer.Exit(1)


def _train(force: bool) -> None:
    from bot.training import train_model

    train_model(ROOT, force, console)


def _write(name: str, content: Any) -> None:
    path = ROOT / "results" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False), encoding="utf-8")
    console.print(f"Written to {Path(os.path.relpath(path))}")


def main() -> None:
    """Entry point: one plain sentence instead of a traceback for what a person can mend."""
    try:
        app()
    except SettingsError as error:
        errors.print(str(error), highlight=False, soft_wrap=True, markup=False)
        sys.exit(1)


if __name__ == "__main__":
    main()

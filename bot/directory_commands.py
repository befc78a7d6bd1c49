"""`sathi directory ...`: the directory of facts, contacts and programmes. Heavy imports stay inside the commands."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from bot.coverage_commands import corridors, counts, print_csv
from bot.settings import ROOT

directory_app = typer.Typer(help="The directory of facts, contacts and programmes.", no_args_is_help=True)
directory_app.command()(counts)
directory_app.command()(corridors)

console = Console(file=sys.stdout)
errors = Console(stderr=True)


@directory_app.command("status")
def directory_status(
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values instead of a table.")] = False,
) -> None:
    """List what is due or overdue for review, by country, kind and language, and the texts that await a native
    reader."""
    from datetime import date

    from bot.knowledge.review import Due, drafts, due_facts
    from bot.knowledge.shelf import Shelf

    rows = [*due_facts(Shelf(ROOT).directory(), date.today()), *drafts(ROOT / "data" / "answers")]
    if csv:
        print_csv(Due._fields, rows)
        return
    table = Table(*(name.replace("_", " ") for name in Due._fields))
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)


@directory_app.command("publish")
def directory_publish(
    folder: Annotated[Path, typer.Argument(help="Where to write; made if it is not there.")],
) -> None:
    """Write the shipped directory as a folder that any web server can serve, for other servers of Sathi and others."""
    from datetime import date

    from bot.knowledge.directory import load_directory
    from bot.knowledge.documents import ContentError
    from bot.knowledge.shelf import SHIPPED
    from bot.publishing.publish import publish

    try:
        directory = load_directory(ROOT / SHIPPED)
        manifest = publish(directory, folder, date.today())
    except ContentError:
        _fail("The directory has mistakes; run `sathi check`, correct them and publish again.")
    except OSError as error:
        _fail(f"{folder} cannot be written ({error.strerror}); choose another folder.")
    _say(f"Version {manifest.version} with {len(directory.entries)} facts is in {folder}.")
    _say("Put the folder on a web server, and its https address into DIRECTORY_URL of those who pull it.")


@directory_app.command("pull")
def directory_pull(
    url: Annotated[str | None, typer.Option(help="The published folder; DIRECTORY_URL unless given.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    accept_losses: Annotated[
        bool, typer.Option("--accept-losses", help="Even if most of the facts in force are gone.")
    ] = False,
) -> None:
    """Pull the published directory now, and show what changes; a running server takes it over by itself."""
    from bot.publishing.pull import Pull, PullError
    from bot.settings import load_settings

    address = url or load_settings().directory_url
    if not address:
        _fail("There is no address to pull from; set DIRECTORY_URL, or give --url.")
    try:
        pulled = Pull(address, ROOT, dry_run=dry_run, accept_losses=accept_losses).run()
    except PullError as error:
        _fail(str(error))
    changes = pulled.changes
    for sign, ids in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
        for name in ids:
            _say(f"{sign} {name}")
    counts = f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.removed)} removed"
    _say(f"Version {pulled.version} {'would be' if dry_run else 'is'} in force: {counts}.")


def _say(text: str) -> None:
    console.print(text, highlight=False, soft_wrap=True, markup=False)


def _fail(sentence: str) -> NoReturn:
    errors.print(sentence, highlight=False, soft_wrap=True, markup=False)
    raise typer.Exit(1)

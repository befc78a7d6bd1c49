"""`sathi directory ...`: the directory of facts, contacts and programmes. Heavy imports stay inside the commands."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import ROOT

directory_app = typer.Typer(help="The directory of facts, contacts and programmes.", no_args_is_help=True)

console = Console(file=sys.stdout)


@directory_app.command("status")
def directory_status(
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values instead of a table.")] = False,
) -> None:
    """List what is due or overdue for review, by country and kind."""
    from datetime import date

    from bot.knowledge.review import due_facts
    from bot.knowledge.shelf import Shelf

    rows = due_facts(Shelf(ROOT).directory(), date.today())
    if csv:
        typer.echo("country,kind,id,checked,review_by,state")
        for row in rows:
            typer.echo(",".join(map(str, row)))
        return
    table = Table("country", "kind", "id", "checked", "review by", "state")
    for row in rows:
        table.add_row(*map(str, row))
    console.print(table)

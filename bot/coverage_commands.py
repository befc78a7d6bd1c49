"""`sathi directory counts` and `sathi directory corridors`: what is covered. Heavy imports stay inside the commands."""

import csv as csv_files
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import ROOT

if TYPE_CHECKING:
    from bot.knowledge.coverage import Cell
    from bot.knowledge.scope import Corridor

NOT_KNOWN = "not known"
NOT_ASKED = "-"

Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated values instead of a table.")]


def counts(csv: Csv = False) -> None:
    """Count the facts by country, kind and state: spoken, overdue, silent, unverified, or held back and why."""
    from datetime import date

    from bot.knowledge.coverage import counts as counted
    from bot.knowledge.shelf import Shelf

    rows = counted(Shelf(ROOT).directory(), date.today())
    if csv:
        lines = ((row.country, row.kind, row.state, len(row.ids), " ".join(row.ids)) for row in rows)
        print_csv(("country", "kind", "state", "count", "ids"), lines)
        return
    table = Table("country", "kind", "state", "count")
    for row in rows:
        table.add_row(row.country, row.kind, row.state, str(len(row.ids)))
    Console(file=sys.stdout).print(table)
    totals: dict[str, int] = {}
    for row in rows:
        state = f"held back, {row.state}" if row.kind == "held back" else row.state
        totals[state] = totals.get(state, 0) + len(row.ids)
    typer.echo("; ".join(f"{state}: {number}" for state, number in sorted(totals.items())))


def corridors(
    csv: Csv = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The page docs/corridors.md.")] = False,
) -> None:
    """Show what the watched corridors (data/directory/corridors.yml) hear, with sources, and what is not known."""
    from datetime import date

    from bot.knowledge.coverage import cells, watched
    from bot.knowledge.shelf import Shelf

    if markdown:
        typer.echo(page(), nl=False)
        return
    found = list(cells(watched(ROOT), Shelf(ROOT).directory(), date.today()))
    if csv:
        header = ("origin", "destination", "occupation", "question", "fact", "source", "url", "checked")
        print_csv(header, (line for cell in found for line in _lines(cell)))
        return
    table = Table("corridor", "question", "facts")
    for cell in found:
        table.add_row(title(cell.corridor), cell.question.name, _facts(cell))
    Console(file=sys.stdout).print(table)


def page() -> str:
    """`docs/corridors.md`: the facts of each watched corridor as of the latest check, whatever the day is."""
    from bot.knowledge.coverage import cells, newest, watched
    from bot.knowledge.directory import load_directory
    from bot.knowledge.shelf import SHIPPED

    directory = load_directory(ROOT / SHIPPED)
    parts = [_INTRODUCTION]
    for corridor in watched(ROOT):
        rows = [
            f"| {cell.question.name} | {_linked(cell)} |" for cell in cells([corridor], directory, newest(directory))
        ]
        parts.append("\n".join([f"## {title(corridor)}\n", "| Question | Facts |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = """# What the watched corridors hear

Made by `.venv/bin/sathi directory corridors --markdown > docs/corridors.md`; do not edit. Each cell names the facts
that answer a question, with a link to the page they were read on, or says that nothing is known: then the assistant
says so too. A dash stands where the country is not known, so that the assistant asks for it. The list of corridors is
`data/directory/corridors.yml`. `.venv/bin/sathi directory counts` counts all facts, and what is held back and why."""


def title(corridor: "Corridor") -> str:
    """A corridor in English words."""
    from babel import Locale

    names = Locale("en").territories
    way = " to ".join(names.get(code, code) for code in (corridor.origin, corridor.destination) if code)
    return f"{way}, {corridor.occupation.replace('_', ' ')}" if corridor.occupation else way


def _facts(cell: "Cell") -> str:
    return " ".join(entry.fact.id for entry in cell.entries) or (NOT_KNOWN if cell.asked else NOT_ASKED)


def _linked(cell: "Cell") -> str:
    return ", ".join(f"[{e.fact.id}]({e.fact.source.url})" for e in cell.entries) or _facts(cell)


def _lines(cell: "Cell") -> Iterable[tuple[object, ...]]:
    way = (cell.corridor.origin, cell.corridor.destination, cell.corridor.occupation, cell.question.name)
    if not cell.entries:
        yield (*way, _facts(cell), "", "", "")
    for fact in (entry.fact for entry in cell.entries):
        yield (*way, fact.id, fact.source.title, fact.source.url, fact.checked)


def print_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print comma-separated values; None is an empty one."""
    writer = csv_files.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)

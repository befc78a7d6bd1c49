"""The comparison as a table: both figures, their ratio, the target, and whether it is met."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """What was measured of one assistant; sizes are in MB of a million bytes."""

    start_seconds: float
    start_cpu_seconds: float
    messages_per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    memory_mb: dict[str, float]
    installed_mb: float
    answered: int
    unanswered: int
    answers: dict[str, list[str]]


@dataclass(frozen=True)
class Row:
    """One line of the table; without a target there is nothing to meet."""

    what: str
    stock: float
    sathi: float
    ratio: float
    target: str = ""
    met: bool | None = None


def compare(stock: Figures, sathi: Figures) -> list[Row]:
    """The lines of the table. Memory is judged twice: server against server, and everything that runs."""
    one, all_stock, all_sathi = "rasa", sum(stock.memory_mb.values()), sum(sathi.memory_mb.values())
    return [
        _at_least("answered messages/s", stock.messages_per_second, sathi.messages_per_second, 6),
        _plain("p50, ms", stock.p50_ms, sathi.p50_ms),
        _plain("p99, ms", stock.p99_ms, sathi.p99_ms),
        _plain("processor time a message, ms", stock.cpu_ms, sathi.cpu_ms),
        _at_most("memory, Rasa server, MB", stock.memory_mb[one], sathi.memory_mb[one], 0.30, "30 %"),
        *(_plain(f"memory, {name}, MB", 0, size) for name, size in sathi.memory_mb.items() if name != one),
        _at_most("memory, all processes, MB", all_stock, all_sathi, 0.30, "30 %"),
        _at_most("start to first answer, s", stock.start_seconds, sathi.start_seconds, 1 / 3, "a third"),
        _plain("processor time to start, s", stock.start_cpu_seconds, sathi.start_cpu_seconds),
        _within("installed, MB", stock.installed_mb, sathi.installed_mb, 700),
    ]


def table(rows: Sequence[Row]) -> str:
    """The lines for a terminal."""
    head = ("", "stock Rasa", "Sathi", "ratio", "target", "met")
    cells = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    return "\n".join(_line(line, widths) for line in cells)


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: ""}[row.met]
    return (row.what, _number(row.stock), _number(row.sathi), _ratio(row.ratio), row.target, met)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    words, figures = (0, 4, 5), zip(cells, widths, strict=True)
    padded = (text.ljust(w) if i in words else text.rjust(w) for i, (text, w) in enumerate(figures))
    return "  ".join(padded).rstrip()


def _number(value: float) -> str:
    return "-" if not value else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _ratio(value: float) -> str:
    return "" if not value else f"{value:.1f} x" if value >= 1 else f"{value:.1%}"


def _plain(what: str, stock: float, sathi: float) -> Row:
    return Row(what, stock, sathi, sathi / stock if stock else 0.0)


def _at_least(what: str, stock: float, sathi: float, times: float) -> Row:
    return Row(what, stock, sathi, sathi / stock, f"at least {times:g} x", sathi / stock >= times)


def _at_most(what: str, stock: float, sathi: float, share: float, shown: str) -> Row:
    return Row(what, stock, sathi, sathi / stock, f"at most {shown}", sathi / stock <= share)


def _within(what: str, stock: float, sathi: float, most: float) -> Row:
    return Row(what, stock, sathi, sathi / stock, f"at most {most:g} MB", sathi <= most)

"""What differs between two directories, by the ids of what is in them. Pure."""

from dataclasses import dataclass
from typing import Any

from bot.knowledge.directory import Directory

#: Ids shown in a line.
_MOST_SHOWN = 5


@dataclass(frozen=True)
class Changes:
    """Facts by their id, and programmes, sources, news and rates with a word before it, such as `programme mbhr`."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        groups = {"added": self.added, "changed": self.changed, "removed": self.removed}
        return "; ".join(f"{len(ids)} {name} ({_some(ids)})" for name, ids in groups.items() if ids) or "no change"


def compare(old: Directory, new: Directory) -> Changes:
    """What a new directory changes."""
    before, after = _contents(old), _contents(new)
    return Changes(
        tuple(name for name in after if name not in before),
        tuple(name for name in after if name in before and after[name] != before[name]),
        tuple(name for name in before if name not in after),
    )


def _contents(directory: Directory) -> dict[str, Any]:
    return {
        **directory.by_id,
        **{f"programme {programme.id}": programme for programme in directory.programmes},
        **{f"source {name}": source for name, source in directory.sources.items()},
        **{f"held back {held.id}": held for held in directory.held_back},
        **{f"news {item.url}": item for item in directory.news},
        "rates": directory.rates,
    }


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:_MOST_SHOWN]) + (", ..." if len(ids) > _MOST_SHOWN else "")

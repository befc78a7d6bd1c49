"""Whom a fact is for: from where, to where, for what work. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .directory import Directory, Entry

Side = Literal["origin", "destination"]
SIDES: tuple[Side, Side] = ("origin", "destination")


@dataclass(frozen=True)
class Corridor:
    """What is known of the person's way: ISO codes and an occupation code, each or none."""

    origin: str | None = None
    destination: str | None = None
    occupation: str | None = None

    def country(self, side: Side) -> str | None:
        """The country of a side."""
        return self.origin if side == "origin" else self.destination


def side_entries(side: Side, corridor: Corridor, directory: Directory, kinds: tuple[str, ...]) -> Iterator[Entry]:
    """The facts of the country on one side. The rules of a country of origin are for its people who leave, and not for
    those who come; and the other way round."""
    country = corridor.country(side)
    here, other = directory.origins, directory.destinations
    if side == "destination":
        here, other = other, here
    if country not in other or country in here:
        yield from directory.of(country, *kinds)


def applies(entry: Entry, corridor: Corridor) -> bool:
    """Whether a fact can be about this corridor; what is not known of the corridor excludes nothing."""
    fact = entry.fact
    return (
        _holds(fact.destinations, corridor.destination)
        and _holds(fact.origins, corridor.origin)
        and _holds(getattr(fact, "serves", ()), corridor.origin)
        and _holds(_compatriots(entry), corridor.origin)
        and (not fact.occupations or corridor.occupation is None or is_for(entry, corridor.occupation))
    )


def binds(entry: Entry, corridor: Corridor) -> bool:
    """As `applies`, but a rule for some kinds of work, some destinations or women is only for who is known to be meant;
    who names no work, most likely works in a company."""
    fact = entry.fact
    named = {str(code) for code in fact.occupations}
    known = corridor.occupation is not None or not named or named == {"private_sector"}
    placed = corridor.destination is not None or not fact.destinations
    return known and placed and fact.sex != "women" and not fact.passport and applies(entry, corridor)


def is_for(entry: Entry, occupation: str | None) -> bool:
    """Whether a fact is for this work by name; "private sector" is all work but in homes."""
    named = {str(code) for code in entry.fact.occupations}
    return occupation in named or ("private_sector" in named and occupation not in (None, "domestic_worker"))


def _compatriots(entry: Entry) -> tuple[str, ...]:
    """Whose embassy it is."""
    country = getattr(entry.fact, "of", None)
    return (country, entry.country) if country else ()


def _holds(codes: tuple[str, ...], code: str | None) -> bool:
    return not codes or code is None or code in codes

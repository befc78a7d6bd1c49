"""Entities of a message: countries with their role, amounts of money, kinds of work, programmes and languages. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from .amounts import Amounts
from .lexicon import Lexicon, Match, country_names, digits, language_names, read_lexicon
from .text import fold, words

#: The languages whose CLDR names of countries and languages are recognised, whether or not answers exist in them.
NAMING_LANGUAGES = (
    "en",
    "ne",
    "hi",
    "ur",
    "bn",
    "si",
    "ta",
    "fil",
    "id",
    "ms",
    "vi",
    "th",
    "km",
    "lo",
    "my",
    "zh",
)

_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_]|[$₹€£¥৳])|(?<=[^\W\d_$₹€£¥৳])(?=\d)|(?<=[$₹€£¥৳])(?=\d)")


@dataclass(frozen=True)
class Entity:
    """A thing that the message names. `value` is a code, or for `amount` a mapping of `amount` and `currency`.

    A currency is an ISO 4217 code, `?NPR|INR` where the word fits several, or None where none was named.
    """

    name: str
    value: Any
    start: int
    end: int


#: What stands between two positions of a text.
Placed = TypeVar("Placed", Match, Entity)


@dataclass(frozen=True)
class Roles:
    """Words that stand before or after a country and tell whether one comes from there or goes there."""

    before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]

    @cached_property
    def words(self) -> frozenset[str]:
        """All of them."""
        return frozenset().union(*self.before.values(), *self.after.values())


class Extractor:
    """Finds entities. `programmes` are names of programmes by id; `origins` and `destinations` are the countries
    that can only be one of the two."""

    def __init__(
        self,
        lexicon_folder: Path,
        programmes: Mapping[str, Iterable[str]],
        origins: Iterable[str],
        destinations: Iterable[str],
    ) -> None:
        files = {path.stem: read_lexicon(path) for path in sorted(lexicon_folder.glob("*.yml"))}
        roles = files["roles"]
        endings = roles["endings"]
        places: dict[str, list[str]] = files["places"]["places"]
        names = country_names(NAMING_LANGUAGES, [*places])
        self.places = Lexicon({code: [*names[code], *places[code]] for code in places}, endings)
        self.nationalities = Lexicon(files["nationalities"]["nationalities"], endings)
        self.occupations = Lexicon(files["occupations"]["occupations"], endings)
        spoken: dict[str, list[str]] = files["languages"]["languages"]
        names = language_names(NAMING_LANGUAGES, spoken)
        self.languages = Lexicon({code: [*names[code], *spoken[code]] for code in spoken}, endings)
        self.programmes = Lexicon(programmes)
        self.amounts = Amounts(files["currencies"], files["numbers"])
        self.roles = Roles(
            {role: frozenset(fold(str(w)) for w in roles[role]["before"]) for role in ("origin", "destination")},
            {role: frozenset(fold(str(w)) for w in roles[role]["after"]) for role in ("origin", "destination")},
        )
        self.origins, self.destinations = frozenset(origins), frozenset(destinations)

    def extract(self, text: str) -> list[Entity]:
        """The entities of a message in order; positions are those of the folded text."""
        folded = _shape(text)
        programmes, languages = self.programmes.find(folded), self.languages.find(folded)
        places = _apart_from(programmes, _unless_longer(self.places.find(folded), languages))
        occupations = self.occupations.find(folded)
        people = self._people(folded, languages, bool(places or occupations))
        countries = self._told_apart([self._country(match, folded) for match in places])
        found = [
            *_once_a_role([*countries, *_apart_from(countries, people)]),
            *(
                Entity("amount", {"amount": a.value, "currency": a.currency}, a.start, a.end)
                for a in self.amounts.find(folded)
            ),
            *(Entity("occupation", m.code, m.start, m.end) for m in occupations),
            *(Entity("programme", m.code, m.start, m.end) for m in programmes),
            *(Entity("language", m.code, m.start, m.end) for m in _apart_from(places, languages)),
        ]
        return sorted(found, key=lambda entity: entity.start)

    def remainder(self, text: str, found: list[Entity]) -> str | None:
        """What is left of a message without the countries, amounts and work found in it and the small words around
        them; None when it names nothing of these."""
        bare = [entity for entity in found if entity.name not in ("language", "programme")]
        if not bare:
            return None
        folded = _shape(text)
        for entity in sorted(bare, key=lambda e: -e.start):
            folded = f"{folded[: entity.start]} {folded[entity.end :]}"
        return " ".join(word for word in words(folded).split() if word not in self.roles.words)

    def _country(self, match: Match, folded: str) -> Entity:
        role = self._role(match, folded)
        if (match.code in self.origins) != (match.code in self.destinations):
            # Who comes "from Kuwait" worked there, and who goes "to Nepal" goes home.
            role = "origin" if match.code in self.origins else "destination"
        return Entity(role or "country", match.code, match.start, match.end)

    def _people(self, folded: str, languages: list[Match], are_about_work: bool) -> list[Entity]:
        """Countries by the names of their people; those that are also names of languages only where it is about
        people."""
        named = {match.start for match in languages}
        found = [m for m in self.nationalities.find(folded) if are_about_work or m.start not in named]
        return [
            Entity("origin" if m.code in self.origins else "destination", m.code, m.start, m.end)
            for m in found
            if m.code in self.origins | self.destinations
        ]

    def _told_apart(self, countries: list[Entity]) -> list[Entity]:
        """Of two destinations the one that people only come from is the origin ("agent in Nepal, job in Qatar")."""
        roles = {entity.name for entity in countries}
        going = {entity.value for entity in countries if entity.name == "destination"}
        if "origin" in roles or not going & self.origins or not going - self.origins:
            return countries
        return [replace(e, name="origin") if e.value in going & self.origins else e for e in countries]

    def _role(self, match: Match, folded: str) -> str | None:
        before = folded[: match.start].split()[-3:]
        after = folded[match.end :].split()[:2]
        for role in ("origin", "destination"):
            first_after = {match.ending, *after[:1]} - {""}
            tails = {" ".join(before[-n:]) for n in (1, 2, 3)}
            if first_after & self.roles.after[role] or tails & self.roles.before[role]:
                return role
        return None


def _shape(text: str) -> str:
    """The text as it is searched: folded, digits as 0 to 9, and amounts apart from what is glued to them (`5000rs`)."""
    return _GLUED.sub(" ", digits(fold(text)))


def _unless_longer(places: list[Match], languages: list[Match]) -> list[Match]:
    """The places that are not the beginning of the longer name of a language (`नेपाली` begins with `नेपाल`)."""

    def name_length(match: Match) -> int:
        return match.end - match.start - len(match.ending)

    return [
        place
        for place in places
        if not any(named.start == place.start and name_length(named) > name_length(place) for named in languages)
    ]


def _apart_from(taken: Sequence[Placed], found: Sequence[Placed]) -> list[Placed]:
    """Those that share no letter with what is taken: the name of a country is often that of its language too, or stands
    in that of a programme."""
    return [one for one in found if all(one.end <= t.start or t.end <= one.start for t in taken)]


def _once_a_role(countries: list[Entity]) -> list[Entity]:
    """The first country of each role; the same country twice is one."""
    kept: dict[str, Entity] = {}
    for entity in countries:
        kept.setdefault(entity.name, entity)
    taken = {entity.value for name, entity in kept.items() if name != "country"}
    return [e for e in kept.values() if e.name != "country" or e.value not in taken]

"""Words that name something: countries, kinds of work, currencies, numbers, languages, programmes. Pure.

A lexicon maps the folded spellings of a thing to its code. Latin words match whole, with the case endings of
romanised languages cut
off (`qatarma`); words of Indic scripts match at their start, because endings are glued on (`कतारमा`); scripts without
spaces match anywhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale

from bot.knowledge.documents import read_yaml

from .text import fold

_WORD = re.compile(r"[^\s.,!?;:।॥()\"“”‘’'/\\|<>=+*#@&\-–—]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
_INDIC = re.compile(r"[\u0900-\u0dff]")
#: A shorter name is more often the beginning of another word than a name with an ending.
_SHORTEST_STEM, _SHORTEST_INDIC_STEM = 4, 2


@dataclass(frozen=True)
class Match:
    """A code found in a text, between two positions of the folded text; `ending` is what was glued to the name."""

    code: str
    start: int
    end: int
    ending: str = ""


class Lexicon:
    """Aliases of codes, ready for search."""

    def __init__(
        self, aliases: Mapping[str, Iterable[str]], endings: Iterable[str] = (), open_ended: bool = True
    ) -> None:
        """`open_ended` lets words of Indic scripts match with anything behind them, and not only with an ending."""
        self._endings = frozenset(fold(e) for e in endings)
        self._ending_lengths = sorted({len(e) for e in self._endings}, reverse=True)
        self._spaced: dict[str, str] = {}
        self._indic: dict[str, list[tuple[str, str]]] = {}
        unspaced: dict[str, str] = {}
        for code, names in aliases.items():
            for name in (fold(str(n)) for n in names):
                if _UNSPACED.search(name):
                    unspaced[name] = str(code)
                elif name:
                    self._spaced[" ".join(_WORD.findall(name))] = str(code)
        for name, code in self._spaced.items():
            if open_ended and _INDIC.search(name) and " " not in name and len(name) > 2:
                self._indic.setdefault(name[:2], []).append((name, code))
        self._starts = frozenset(name[:2] for name in self._spaced)
        self._longest: dict[str, int] = {}
        for words in map(str.split, self._spaced):
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 1))
        self._unspaced = unspaced
        names = sorted(unspaced, key=len, reverse=True)
        self._anywhere = re.compile("|".join(map(re.escape, names))) if names else None

    def find(self, folded: str) -> list[Match]:
        """The things named in a folded text, longest names first at each place, in order."""
        found = list(self._find_words(folded))
        if self._anywhere and _UNSPACED.search(folded):
            found.extend(Match(self._unspaced[m[0]], m.start(), m.end()) for m in self._anywhere.finditer(folded))
        return sorted(found, key=lambda m: m.start)

    def _find_words(self, folded: str) -> Iterator[Match]:
        words = list(_WORD.finditer(folded))
        at = 0
        while at < len(words):
            longest = self._longest.get(words[at][0], 1)
            for length in range(min(longest, len(words) - at), 0, -1):
                found = self._code(" ".join(w[0] for w in words[at : at + length]))
                if found:
                    yield Match(found[0], words[at].start(), words[at + length - 1].end(), found[1])
                    at += length
                    break
            else:
                at += 1

    def _code(self, name: str) -> tuple[str, str] | None:
        """The code of a name and the ending behind it."""
        if name in self._spaced:
            return self._spaced[name], ""
        for length in self._ending_lengths if name[:2] in self._starts else ():
            stem, ending = name[:-length], name[-length:]
            if (
                len(stem) >= (_SHORTEST_STEM if stem.isascii() else _SHORTEST_INDIC_STEM)
                and ending in self._endings
                and stem in self._spaced
            ):
                return self._spaced[stem], ending
        candidates = self._indic.get(name[:2], ()) if _INDIC.match(name) and " " not in name else ()
        fitting = [(alias, code) for alias, code in candidates if name.startswith(alias)]
        if not fitting:
            return None
        alias, code = max(fitting, key=lambda pair: len(pair[0]))
        return code, name[len(alias) :]


def digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def country_names(languages: Iterable[str], codes: Iterable[str]) -> dict[str, list[str]]:
    """The CLDR names of countries in these languages; names in brackets as names of their own (`Myanmar (Burma)`)."""
    names: dict[str, list[str]] = {code: [] for code in codes}
    for language in languages:
        territories = Locale.parse(language).territories
        for code in names:
            name = territories.get(code, "")
            names[code].extend(filter(None, (part.strip() for part in re.split(r"[()（）]", name))))
    return names


def language_names(languages: Iterable[str], of: Iterable[str]) -> dict[str, list[str]]:
    """The CLDR names of the languages `of` in these languages."""
    locales = [Locale.parse(language) for language in languages]
    return {code: [locale.languages[code] for locale in locales if code in locale.languages] for code in of}


def read_lexicon(path: Path) -> dict[str, Any]:
    """A lexicon file as it stands; its sections are described at its top."""
    content: dict[str, Any] = read_yaml(path)
    return content

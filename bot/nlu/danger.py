"""Danger rules: phrases that mean somebody needs help now, whatever the classifier thinks. Pure.

The phrases are content (`data/lexicon/danger/<lang>.yml`, intent -> phrases). A phrase is a row of words that must
stand in this
order; `word*` matches any ending, `...` any gap of up to four words, `a|b` one of several words. They are compared
with the folded
text, so case and invisible characters do not matter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.knowledge.documents import read_yaml

from .text import fold

_GAP = r"(?:\S+\s+){0,4}?"
# Letters, digits and the vowel signs of Indic and other scripts, which `re` does not count as parts of a word.
_SIGNS = (
    "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a4d\u0b82-\u0bcd\u0d81-\u0ddf"
)
_EDGE_BEFORE, _EDGE_AFTER = rf"(?<![^\W_])(?<![{_SIGNS}])", rf"(?![^\W_]|[{_SIGNS}])"
_WORD_START = re.compile(_EDGE_BEFORE + r"(?=\S)")


@dataclass(frozen=True)
class Phrase:
    """A phrase and the spellings of each of its words. Most messages lack one of its words, and a regular expression
    takes milliseconds to make, so it is made for the first message that has them all."""

    text: str
    words: tuple[frozenset[str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its regular expression."""
        return re.compile(phrase_pattern(self.text))

    @property
    def rarest(self) -> frozenset[str]:
        """The spellings of the word that fewest messages have: the longest one."""
        return max(self.words, key=lambda spellings: min(map(len, spellings)))

    def is_in(self, folded: str, present: frozenset[str]) -> bool:
        """Whether a text states it; `present` are the spellings that occur anywhere in the text."""
        return not any(map(present.isdisjoint, self.words)) and bool(self.pattern.search(folded))


class DangerRules:
    """Phrases by intent, in the order of urgency of the file."""

    def __init__(self, phrases: Mapping[str, Iterable[Phrase]]) -> None:
        self._intents = list(phrases)
        every = [(intent, phrase) for intent, of_intent in phrases.items() for phrase in of_intent]
        self._spellings = frozenset().union(*(word for _, phrase in every for word in phrase.words))
        self._lengths = sorted({len(spelling) for spelling in self._spellings})
        self._by_spelling: dict[str, list[tuple[str, Phrase]]] = {}
        for intent, phrase in every:
            for spelling in phrase.rarest:
                self._by_spelling.setdefault(spelling, []).append((intent, phrase))

    def find(self, text: str) -> str | None:
        """The urgent intent that a message states, or None; of several, the first in the order of the file."""
        folded = fold(text)
        present = self._spellings_in(folded)
        candidates = (pair for spelling in present for pair in self._by_spelling.get(spelling, ()))
        stated = {intent for intent, phrase in candidates if phrase.is_in(folded, present)}
        return next((intent for intent in self._intents if intent in stated), None)

    def _spellings_in(self, folded: str) -> frozenset[str]:
        """The spellings that stand at the beginning of a word: a look-up for each length, not a search for each of
        thousands."""
        starts = (match.start() for match in _WORD_START.finditer(folded))
        return frozenset(
            spelling
            for start in starts
            for length in self._lengths
            if (spelling := folded[start : start + length]) in self._spellings
        )


def compile_rules(phrases: Mapping[str, Iterable[str]]) -> DangerRules:
    """Rules of phrases by intent; raises ValueError naming a phrase that has no word."""
    return DangerRules({intent: [_read(phrase) for phrase in of_intent] for intent, of_intent in phrases.items()})


def _read(phrase: str) -> Phrase:
    words = [fold(word).split("|") for word in phrase.split() if word != "..."]
    if not words:
        raise ValueError(f"'{phrase}' has no word")
    return Phrase(phrase, tuple(frozenset(choice.rstrip("*") for choice in choices) for choices in words))


def phrase_pattern(phrase: str) -> str:
    """The regular expression of one phrase."""
    parts: list[str] = []
    for word in phrase.split():
        parts.append(_GAP if word == "..." else _word_pattern(fold(word)) + r"\W+")
    if not any(part != _GAP for part in parts):
        raise ValueError(f"'{phrase}' has no word")
    pattern = "".join(parts)
    return pattern.removesuffix(r"\W+")


def _word_pattern(word: str) -> str:
    choices = []
    for choice in word.split("|"):
        stem = re.escape(choice.rstrip("*"))
        choices.append(_EDGE_BEFORE + stem + (r"\S*" if choice.endswith("*") else _EDGE_AFTER))
    return choices[0] if len(choices) == 1 else "(?:" + "|".join(choices) + ")"


def load_rules(folder: Path) -> DangerRules:
    """Read the phrases of all languages below `data/lexicon/danger`."""
    merged: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for intent, phrases in read_yaml(path)["danger"].items():
            merged.setdefault(intent, []).extend(phrases)
    return compile_rules(merged)

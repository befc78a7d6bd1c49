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


@dataclass(frozen=True)
class DangerRules:
    """Compiled phrases, one pattern an intent, in the order of urgency of the file."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def find(self, text: str) -> str | None:
        """The urgent intent that a message states, or None."""
        folded = fold(text)
        return next((intent for intent, pattern in self.patterns if pattern.search(folded)), None)


def compile_rules(phrases: Mapping[str, Iterable[str]]) -> DangerRules:
    """Compile phrases by intent; raises ValueError naming a phrase that has no word."""
    return DangerRules(
        tuple(
            (intent, re.compile("|".join(f"(?:{phrase_pattern(phrase)})" for phrase in of_intent)))
            for intent, of_intent in phrases.items()
        )
    )


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

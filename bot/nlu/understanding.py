"""What one message means: danger first, then the shortcut for bare answers, then the classifier with rejection.
Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.corridor import URGENT_INTENTS
from bot.knowledge.languages import Detection

from .classifier import Ranked
from .danger import DangerRules
from .text import clean, words

URGENT = URGENT_INTENTS
OUT_OF_SCOPE = "out_of_scope"
INFORM = "inform"
#: Words a bare answer may have beside its entities ("i am from nepal", "to qatar please").
_BARE_WORDS = 2
#: From this confidence on such words are a question of their own ("minimum age for saudi").
_CLEAR = 0.5
#: The end of a folder of examples in Latin letters; the folder without it then has none of them.
_IN_LATIN_LETTERS = "-Latn"


@dataclass(frozen=True)
class Thresholds:
    """`scope`: an intent less likely than this is out of scope. `urgent`: urgent intents together as likely as this
    win. `language` and `word`: detection is sure from here on, for a text and for a single Latin word."""

    scope: float
    urgent: float
    language: float
    word: float


def decide(
    text: str, bare: str | None, rules: DangerRules, ranking: Sequence[Ranked], thresholds: Thresholds
) -> list[Ranked]:
    """The ranking of intents for a message, the decision first.

    `bare` is what remains of the message without its entities, or None when it has no entity.
    """
    danger = rules.find(text)
    if danger:
        return _first(danger, 1.0, ranking)
    urgent = [r for r in ranking if r.name in URGENT]
    if sum(r.confidence for r in urgent) >= thresholds.urgent:
        return _first(urgent[0].name, sum(r.confidence for r in urgent), ranking)
    if bare is not None and _is_bare(bare, ranking[0]):
        return _first(INFORM, 1.0, ranking)
    if ranking[0].confidence < thresholds.scope:
        return _first(OUT_OF_SCOPE, 1 - ranking[0].confidence, ranking)
    return list(ranking)


def _is_bare(bare: str, likeliest: Ranked) -> bool:
    """Whether a message only answers a question of ours: nothing but entities, or a few words that ask nothing
    clear."""
    return not bare or (len(bare.split()) <= _BARE_WORDS and likeliest.confidence < _CLEAR)


def _first(name: str, confidence: float, ranking: Sequence[Ranked]) -> list[Ranked]:
    return [Ranked(name, confidence), *(r for r in ranking if r.name != name)]


def detect(text: str, ranking: Sequence[Ranked], thresholds: Thresholds) -> Detection:
    """The language of a message from a ranking of folders such as `ne-Latn`; sure or not."""
    romanised = {r.name for r in ranking if r.name.endswith(_IN_LATIN_LETTERS)} if text.isascii() else set()
    likely: dict[str, float] = {}
    for ranked in ranking:
        if f"{ranked.name}{_IN_LATIN_LETTERS}" not in romanised:
            code = ranked.name.partition("-")[0]
            likely[code] = likely.get(code, 0.0) + ranked.confidence
    code, confidence = max(likely.items(), key=lambda item: item[1])
    parts = words(text).split()
    single = len(parts) == 1 and parts[0].isascii()
    has_letters = bool(re.search(r"[^\W\d_]{2}", clean(text)))
    return Detection(code, has_letters and confidence >= (thresholds.word if single else thresholds.language))

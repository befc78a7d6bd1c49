"""Rules for `data/lexicon`: words that name something, and phrases that mean danger."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, StrictStr

from bot.knowledge.corridor import URGENT_INTENTS
from bot.knowledge.documents import Problem
from bot.nlu.danger import phrase_pattern
from bot.nlu.text import fold

from .files import ContentFile
from .project import Project, listed, mapping
from .shape import Strict, shape_problems

#: The intents that danger phrases may name.
URGENT = URGENT_INTENTS

_Words = dict[str, list[StrictStr]]


class _Numbers(Strict):
    multipliers: dict[float, list[StrictStr]]
    words: dict[float, list[StrictStr]]


class _Places(Strict):
    places: _Words


class _Nationalities(Strict):
    nationalities: _Words


class _Side(Strict):
    before: list[StrictStr]
    after: list[StrictStr]


class _Roles(Strict):
    origin: _Side
    destination: _Side
    endings: list[StrictStr]


class _Occupations(Strict):
    occupations: _Words


class _Languages(Strict):
    languages: _Words


class _Shared(Strict):
    words: list[StrictStr]
    of: list[StrictStr]


class _Currencies(Strict):
    currencies: _Words
    ambiguous: dict[str, _Shared]


class _Danger(Strict):
    danger: _Words


class _Concepts(Strict):
    concepts: _Words


_FORMS: dict[str, type[BaseModel]] = {
    "numbers": _Numbers,
    "places": _Places,
    "nationalities": _Nationalities,
    "roles": _Roles,
    "occupations": _Occupations,
    "languages": _Languages,
    "currencies": _Currencies,
}
#: Sections whose words are searched together, so that a word can have one meaning only.
_SEARCHED = (
    ("multipliers",),
    ("words",),
    ("places",),
    ("nationalities",),
    ("occupations",),
    ("languages",),
    ("currencies", "ambiguous"),
    ("danger",),
)


def lexicon_problems(project: Project) -> Iterator[Problem]:
    """What is wrong with the words and phrases."""
    for name in _FORMS:
        path = f"data/lexicon/{name}.yml"
        if not (project.root / path).exists():
            yield Problem(path, 1, "this file is missing; restore it")
    for file in project.below("data/lexicon"):
        form = _form(file)
        if form is None:
            yield file.problem(f"nothing reads this file; its name must be one of: {', '.join(_FORMS)}")
            continue
        yield from shape_problems(file, form, file.data)
        for sections in _SEARCHED:
            yield from _two_meanings(file, sections)
        if form is _Danger:
            yield from _danger_problems(file)


def _form(file: ContentFile) -> type[BaseModel] | None:
    if file.folder == "danger":
        return _Danger
    return _Concepts if file.source.parent.parent.name == "concepts" else _FORMS.get(file.source.stem)


def _two_meanings(file: ContentFile, sections: Iterable[str]) -> Iterator[Problem]:
    seen: dict[str, tuple[Any, tuple[Any, ...]]] = {}
    for code, word, keys in _words(file, sections):
        meaning, place = seen.setdefault(fold(word), (code, keys))
        if meaning != code:
            what = f"'{word}' is a word for '{code}' and, in line {file.line_of(*place)}, for '{meaning}'"
            yield file.problem(f"{what}; keep it for one of them", *keys)


def _words(file: ContentFile, sections: Iterable[str]) -> Iterator[tuple[Any, str, tuple[Any, ...]]]:
    """Each word of these sections with its code and its place."""
    for section in sections:
        for code, entry in mapping(mapping(file.data).get(section)).items():
            keys = (section, code, "words") if isinstance(entry, dict) else (section, code)
            words = listed(entry["words"] if isinstance(entry, dict) and "words" in entry else entry)
            yield from ((code, word, (*keys, at)) for at, word in enumerate(words) if isinstance(word, str))


def _danger_problems(file: ContentFile) -> Iterator[Problem]:
    for intent in mapping(mapping(file.data).get("danger")):
        if intent not in URGENT:
            yield file.problem(f"'{intent}' is no urgent intent; use one of: {', '.join(URGENT)}", "danger", intent)
    for _, phrase, keys in _words(file, ("danger",)):
        if not _is_phrase(phrase):
            what = f"'{phrase}' fits any message, because a part of it has no letters"
            yield file.problem(f"{what}; write words, and use * and | only beside them", *keys)


def _is_phrase(phrase: str) -> bool:
    """Whether a phrase compiles and each of its alternatives has letters."""
    try:
        phrase_pattern(phrase)
    except ValueError:
        return False
    choices = [choice for word in phrase.split() if word != "..." for choice in fold(word).split("|")]
    return all(choice.strip("*") for choice in choices)

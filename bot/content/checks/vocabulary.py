"""Rules for what facts are spoken with: every sentence and every code that the program can name has English words."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from itertools import combinations
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import SHAPE_SINGLETON, ModelField
from pydantic.typing import is_literal_type

from bot.knowledge import codes
from bot.knowledge.documents import Problem
from bot.knowledge.facts import AnyFact, Fact
from bot.knowledge.languages import SOURCE
from bot.knowledge.sentences import phrases

from .answers import placeholders
from .project import Project

#: Vocabulary of `terms.yml` -> its codes.
_VOCABULARIES: dict[str, type[codes.Code]] = {
    "item": codes.Item,
    "occupation": codes.Occupation,
    "document": codes.Document,
    "role": codes.Role,
    "topic": codes.Topic,
    "harm": codes.Harm,
    "days": codes.Days,
}
#: Values that make a fact speak. Opening hours and numbers of different forms have sentences of their own.
_SAMPLES: dict[type, tuple[Any, ...]] = {
    bool: (False, True),
    int: (None, 1),
    float: (None, 1.0),
    date: (None, date(2000, 1, 1)),
}
_WORDS = (None, "x", "24/7", "Mon-Fri 09:00-17:00")
#: What all facts have, but is said together.
_TOGETHER = ("occupations", "sex")


def vocabulary_problems(project: Project) -> Iterator[Problem]:
    """English sentences and words that are missing, and values that a sentence asks for in vain."""
    wanted = {"facts": set(spoken()), "terms": {f"{v}.{code}" for v, of in _VOCABULARIES.items() for code in of}}
    for section, keys in wanted.items() if project.complete(f"data/answers/{SOURCE}") else ():
        path, line = _place(project, section)
        for key in sorted(keys - project.english_keys[section]):
            yield Problem(path, line, f"'{key}' is missing under {section}; add its English text")
    for (section, key), text in project.english.items():
        if section != "facts" or key not in spoken():
            continue
        for place, words in text.forms.items():
            for name in sorted(_asked(words) - spoken()[key]):
                have = ", ".join(f"{{{n}}}" for n in sorted(spoken()[key])) or "none"
                yield text.problem(f"'{key}' is never given {{{name}}}; it can use: {have}", *place)


def _asked(words: str) -> set[str]:
    try:
        return placeholders(words)
    except ValueError:  # reported with the answers
        return set()


def _place(project: Project, section: str) -> tuple[str, int]:
    """Where a key of a section would be added."""
    home = f"data/answers/{SOURCE}/{section}.yml"
    files = [project.files[home]] if home in project.files else []
    files += [text.file for (of, _), text in project.english.items() if of == section]
    return (files[0].path, files[0].line_of(section)) if files else (home, 1)


@cache
def spoken() -> dict[str, frozenset[str]]:
    """Every sentence that a fact can be spoken in, with the names of its values.

    Found by letting facts speak: of each kind an empty one, and all that differ from it in one place, or in two of the
    places that only this kind has or that are said together.
    """
    found: dict[str, frozenset[str]] = {}
    for kind in get_args(get_args(AnyFact)[0]):
        for fact in _facts(kind):
            for phrase in phrases(fact):
                found[phrase.key] = found.get(phrase.key, frozenset()) | frozenset(phrase.values)
    return found


def _facts(kind: type[BaseModel]) -> Iterator[Any]:
    choices = {name: _choices(field) for name, field in kind.__fields__.items()}
    empty = {name: values[0] for name, values in choices.items()}
    others = [(name, value) for name, values in choices.items() for value in values[1:]]
    yield kind.construct(**empty)
    for name, value in others:
        yield kind.construct(**empty | {name: value})
    own = [(name, value) for name, value in others if name not in Fact.__fields__ or name in _TOGETHER]
    for one, two in combinations(own, 2):
        if one[0] != two[0]:
            yield kind.construct(**empty | dict((one, two)))


def _choices(field: ModelField) -> tuple[Any, ...]:
    """What a field can hold that matters for speaking, nothing or the first of its closed list first."""
    options = get_args(field.type_) if is_literal_type(field.type_) else ()
    if isinstance(field.type_, type) and get_origin(field.type_) is None and issubclass(field.type_, Enum):
        options = tuple(field.type_)
    if field.shape != SHAPE_SINGLETON:
        return (), options or ("x",), *((option,) for option in options)
    if field.name in _TOGETHER:
        return None, *options
    return options or _SAMPLES.get(field.type_, _WORDS)

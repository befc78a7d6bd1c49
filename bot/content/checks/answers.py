"""Rules for `data/answers`: the form of the files, and that the languages agree with each other."""

import re
from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import Any, Literal

from babel import Locale
from pydantic import StrictStr

from bot.content.catalogue import SECTIONS
from bot.knowledge.documents import Problem
from bot.knowledge.languages import SOURCE

from .files import ContentFile
from .project import Project, Text, listed, mapping
from .shape import Strict, shape_problems

_COUNTRY = re.compile(r"country\.([A-Z]{2})")
_ENGLISH = f"data/answers/{SOURCE}"
#: The value that chooses a plural form; a form for exactly one thing may leave it out.
_COUNTED = "n"


class _Answer(Strict):
    text: StrictStr
    next: list[StrictStr] | None
    source: StrictStr | None


class _Plural(Strict):
    zero: StrictStr | None
    one: StrictStr | None
    two: StrictStr | None
    few: StrictStr | None
    many: StrictStr | None
    other: StrictStr


class _AnswerFile(Strict):
    review: Literal["draft", "reviewed"]
    reviewed_on: date | None
    answers: dict[str, _Answer] | None
    titles: dict[str, StrictStr] | None
    phrases: dict[str, _Plural] | None
    facts: dict[str, _Plural] | None
    terms: dict[str, StrictStr] | None


def answer_problems(project: Project) -> Iterator[Problem]:
    """What is wrong with the answers, of each file and between them."""
    for file in project.below("data/answers"):
        yield from shape_problems(file, _AnswerFile, _in_full(file.data))
        yield from _review_problems(file)
    for text in project.texts:
        yield from _placeholder_problems(text, project)
        yield from _link_problems(text, project)
    yield from _twice(project)
    if project.complete(_ENGLISH):
        yield from _unknown(project)


def _in_full(data: Any) -> Any:
    """The content of a file with each short form (a text alone) written out."""
    full = {"answers": "text", "phrases": "other", "facts": "other"}
    if not isinstance(data, dict):
        return data
    return data | {
        section: {key: {full[section]: e} if isinstance(e, str) else e for key, e in data[section].items()}
        for section in full
        if isinstance(data.get(section), dict)
    }


def _review_problems(file: ContentFile) -> Iterator[Problem]:
    data = mapping(file.data)
    if data.get("review") == "reviewed" and not data.get("reviewed_on"):
        yield file.problem("who reviewed says when; add a line such as `reviewed_on: 2026-11-25`", "review")


def _is_country(text: Text) -> bool:
    """A country's name, which each language corrects only where CLDR's is not what people say."""
    found = _COUNTRY.fullmatch(text.key) if text.section == "terms" else None
    return bool(found and found[1] in Locale.parse(SOURCE).territories)


def _unknown(project: Project) -> Iterator[Problem]:
    for text in project.texts:
        if (text.section, text.key) not in project.english and not _is_country(text):
            yield text.problem(f"English has no '{text.key}' under {text.section}; correct the name or remove the text")


def _placeholder_problems(text: Text, project: Project) -> Iterator[Problem]:
    english = project.english.get((text.section, text.key))
    try:
        wanted = _names(english) if english else None
    except ValueError:
        wanted = None  # reported at the English text
    for keys, words in text.forms.items():
        try:
            found = placeholders(words)
        except ValueError:
            yield text.problem("a { or } stands alone; write a value like {money}, or double the bracket", *keys)
            continue
        if wanted is None:
            continue
        optional = {_COUNTED} if keys not in ((), ("other",), ("text",)) else set()
        for name in sorted(wanted - found - optional):
            yield text.problem(f"{{{name}}} is missing in '{text.key}'; put it where the value belongs", *keys)
        for name in sorted(found - wanted):
            yield text.problem(f"the English '{text.key}' has no {{{name}}}; correct the name or remove it", *keys)


def placeholders(words: str) -> set[str]:
    """The names in curly brackets; raises ValueError when a bracket is not closed."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def _names(text: Text) -> set[str]:
    """The values of a text: those of its most general form."""
    words = list(text.forms.values())
    return placeholders(text.forms.get(("other",), words[0] if words else ""))


def _link_problems(text: Text, project: Project) -> Iterator[Problem]:
    """`next` and `source` of an answer must lead somewhere."""
    entry = mapping(text.entry) if text.section == "answers" else {}
    for at, intent in enumerate(map(str, listed(entry.get("next")))):
        if intent not in project.intents and project.complete("data/nlu"):
            yield text.problem(f"next: there is no intent '{intent}'; correct the name", "next", at)
        elif intent not in project.english_keys["titles"] and project.complete(_ENGLISH):
            yield text.problem(f"next: '{intent}' has no button title; add one under titles in {_ENGLISH}", "next", at)
    sources = "data/directory/sources.yml"
    source = str(entry.get("source") or "")
    if source and sources in project.files and source not in mapping(project.data(sources).get("sources")):
        yield text.problem(f"there is no source '{source}' in {sources}; correct the name or add it there", "source")


def _twice(project: Project) -> Iterator[Problem]:
    """The same key in two files of a language, of which only one would be used."""
    seen: dict[tuple[str, str, str], Text] = {}
    for text in project.texts:
        first = seen.setdefault((text.language, text.section, text.key), text)
        if first.file is not text.file:
            where = f"{first.file.path}:{first.file.line_of(first.section, first.key)}"
            yield text.problem(f"'{text.key}' stands in {where} already; keep it in one file")


def written(text: Text) -> bool:
    """Whether a text has words that can be said: TODO and nothing count as missing."""
    return bool(text.forms) and all(words.strip() and "TODO" not in words for words in text.forms.values())


def missing_texts(project: Project) -> dict[str, list[str]]:
    """By language, the keys (`titles.greet`) that are still said in English there."""
    have = {(text.language, text.section, text.key) for text in project.texts if written(text)}
    wanted = [(t.section, t.key) for t in project.english.values() if not _is_country(t)]
    wanted.sort(key=lambda pair: SECTIONS.index(pair[0]))
    return {
        code: [f"{section}.{key}" for section, key in wanted if (code, section, key) not in have]
        for code in project.languages
        if code != SOURCE
    }

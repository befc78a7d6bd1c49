"""Rules for `languages.yml`, and that every folder of content is of a language that stands there."""

import re
from collections.abc import Iterator
from typing import Literal

from babel import Locale, UnknownLocaleError
from pydantic import ConstrainedStr, StrictStr

from bot.knowledge.documents import Problem
from bot.knowledge.languages import SOURCE

from .files import ContentFile
from .project import Project
from .shape import Strict, shape_problems

_PATH = "languages.yml"


class _Script(ConstrainedStr):
    regex = re.compile(r"^[A-Z][a-z]{3}$")


class _Language(Strict):
    name: StrictStr
    direction: Literal["ltr", "rtl"] = "ltr"
    scripts: list[_Script] | None
    review: Literal["draft", "reviewed"] = "draft"


class _LanguagesFile(Strict):
    languages: dict[str, _Language]


def language_problems(project: Project) -> Iterator[Problem]:
    """What is wrong with the list of languages and with the folders named by it."""
    file = project.files.get(_PATH)
    if not file:
        return
    yield from shape_problems(file, _LanguagesFile, file.data)
    for code in project.languages:
        if not _is_known(code):
            yield file.problem(f"'{code}' is no language code; take the one of ISO 639, like ne", "languages", code)
    if SOURCE not in project.languages:
        yield file.problem(f"'{SOURCE}' is missing; add it, its texts are used where others are missing", "languages")
    yield from _folder_problems(project)


def _folder_problems(project: Project) -> Iterator[Problem]:
    examples = {folder for folders in project.languages.values() for folder in folders}
    for file in [*project.below("data/nlu"), *project.below("data/lexicon/concepts")]:
        if file.folder not in examples:
            yield _unknown(file, file.folder, "the name of the folder")
    for file in project.below("data/answers"):
        if file.folder not in project.languages:
            yield _unknown(file, file.folder, "the name of the folder")
    for file in project.below("data/lexicon/danger"):
        if file.source.stem not in examples:
            yield _unknown(file, file.source.stem, "the name of the file")
    for file in project.files.values():
        if file.source.suffix == ".yaml":
            yield file.problem("files ending in .yaml are not read; let the name end in .yml")


def _unknown(file: ContentFile, name: str, what: str) -> Problem:
    return file.problem(f"{_PATH} has no '{name}'; add the language or script there, or correct {what}")


def _is_known(code: str) -> bool:
    try:
        return Locale.parse(code).language == code
    except (UnknownLocaleError, ValueError):
        return False

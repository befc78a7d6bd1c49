"""Checks all content files, so that a mistake is shown to its writer by path and line before anything is started."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.knowledge.documents import Problem

from .checks.answers import answer_problems, missing_texts
from .checks.dialogue import dialogue_problems
from .checks.directory import directory_problems
from .checks.examples import example_problems
from .checks.languages import language_problems
from .checks.lexicon import lexicon_problems
from .checks.project import Project
from .checks.vocabulary import vocabulary_problems
from .checks.wording import wording_problems

_RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    language_problems,
    example_problems,
    answer_problems,
    wording_problems,
    vocabulary_problems,
    directory_problems,
    lexicon_problems,
    dialogue_problems,
)


def content_problems(root: Path) -> list[Problem]:
    """Every mistake of every content file below the project's root, in the order of path and line."""
    project = Project.read(root)
    found = set(project.problems)
    for file in project.files.values():
        found.update(file.name_problems())
    for rule in _RULES:
        found.update(rule(project))
    return sorted(found)


def missing(root: Path) -> dict[str, list[str]]:
    """By language, the texts that are still said in English: no mistake, but work to do."""
    return missing_texts(Project.read(root))

"""Rules for `data/directory`: those of the typed facts, and the rates of currencies."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import ConstrainedStr, PositiveFloat

from bot.knowledge.directory import load_directory
from bot.knowledge.documents import ContentError, Problem

from .project import Project, mapping
from .shape import Strict, shape_problems

_FOLDER = "data/directory"
_RATES = f"{_FOLDER}/rates.yml"


class _Currency(ConstrainedStr):
    regex = re.compile(r"^[A-Z]{3}$")


class _RatesFile(Strict):
    day: date
    per_usd: dict[_Currency, PositiveFloat]


def directory_problems(project: Project) -> Iterator[Problem]:
    """What is wrong with facts, programmes, sources and rates."""
    broken = [problem for problem in project.problems if problem.path.startswith(_FOLDER)]
    unnamed = [(file, name) for file in project.below(_FOLDER) for name in mapping(file.data) if type(name) is not str]
    for file, name in unnamed:
        yield file.problem(f"'{name}' is not known here; check the spelling or remove it", name)
    if not broken and not unnamed:
        yield from _fact_problems(project)
    rates = project.files.get(_RATES)
    if rates:
        yield from shape_problems(rates, _RatesFile, rates.data)
    elif not (project.root / _RATES).exists():
        yield Problem(_RATES, 1, "this file is missing; restore it")


def _fact_problems(project: Project) -> Iterator[Problem]:
    try:
        load_directory(project.root / _FOLDER)
    except ContentError as error:
        for problem in error.problems:
            yield Problem(problem.path.removeprefix(f"{project.root}/"), problem.line, problem.message)

"""Rules for `data/directory`: those of the typed facts, and the rates of currencies."""

from collections.abc import Iterator

from bot.knowledge.directory import load_directory
from bot.knowledge.documents import ContentError, Problem
from bot.knowledge.rates import Rates

from .project import Project, mapping
from .shape import shape_problems

_FOLDER = "data/directory"
_RATES = f"{_FOLDER}/rates.yml"


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
        yield from shape_problems(rates, Rates, rates.data)
    elif not (project.root / _RATES).exists():
        yield Problem(_RATES, 1, "this file is missing; restore it")


def _fact_problems(project: Project) -> Iterator[Problem]:
    try:
        load_directory(project.root / _FOLDER)
    except ContentError as error:
        for problem in error.problems:
            path = problem.path.removeprefix(f"{project.root}/")
            if path != _RATES:  # Those are said in plainer words, and also when other files are broken.
                yield Problem(path, problem.line, problem.message)

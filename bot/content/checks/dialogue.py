"""Rules for `data/rules` and `data/stories`: what they name exists. And nothing else looks like them to Rasa."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import StrictStr

from bot.knowledge.documents import Problem

from .files import ContentFile
from .project import Project, listed, mapping
from .shape import Strict, shape_problems

#: Rasa takes any file with such a line for its own, even where the line is part of a text.
_SNIFFED = re.compile(r"\s*(nlu|stories|rules|responses):")
#: What Rasa knows by itself.
_RASA_INTENTS = {"restart", "back", "session_start", "nlu_fallback"}
_RASA_ACTIONS = {
    "action_listen",
    "action_restart",
    "action_session_start",
    "action_back",
    "action_default_fallback",
    "action_deactivate_loop",
}


class _Rule(Strict):
    rule: StrictStr
    steps: list[dict[str, Any]]
    condition: list[Any] | None
    conversation_start: bool | None
    wait_for_user_input: bool | None


class _Story(Strict):
    story: StrictStr
    steps: list[dict[str, Any]]


class _DialogueFile(Strict):
    version: StrictStr | None
    rules: list[_Rule] | None
    stories: list[_Story] | None


def dialogue_problems(project: Project) -> Iterator[Problem]:
    """What is wrong with rules and stories, and lines elsewhere that would be taken for them."""
    intents = project.intents | _RASA_INTENTS | _domain(project, "intents")
    actions = _RASA_ACTIONS.union(*(_domain(project, part) for part in ("actions", "forms", "responses")))
    actions |= {f"utter_{key}" for key in project.english_keys["answers"]}
    for file in (*project.below("data/rules"), *project.below("data/stories")):
        yield from shape_problems(file, _DialogueFile, file.data)
        for keys, kind, name in _named(file):
            if kind == "intent" and name not in intents and project.complete("domain.yml", "data/nlu"):
                yield file.problem(f"there is no intent '{name}'; correct the name or write examples", *keys)
            if kind == "action" and name not in actions and project.complete("domain.yml", "data/answers"):
                what = f"there is no action '{name}'"
                yield file.problem(f"{what}; correct the name, or write the answer that utter_... names", *keys)
    for folder in ("data/answers", "data/directory", "data/lexicon"):
        for file in project.below(folder):
            yield from _sniffed(file)


def _domain(project: Project, part: str) -> set[str]:
    """The names under a part of `domain.yml`, which may be a list or a mapping."""
    found = project.data("domain.yml").get(part)
    names = found if isinstance(found, list | dict) else ()
    return {str(next(iter(name), "") if isinstance(name, dict) else name) for name in names}


def _named(file: ContentFile) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """The intents and actions of all steps, each with its place."""
    for section in ("rules", "stories"):
        for at, block in enumerate(listed(mapping(file.data).get(section))):
            for number, step in enumerate(listed(mapping(block).get("steps"))):
                yield from _step((section, at, "steps", number), step)


def _step(keys: tuple[Any, ...], step: Any) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    for kind in ("intent", "action"):
        if kind in mapping(step):
            yield (*keys, kind), kind, str(step[kind])
    for number, choice in enumerate(listed(mapping(step).get("or"))):
        yield from _step((*keys, "or", number), choice)


def _sniffed(file: ContentFile) -> Iterator[Problem]:
    for number, line in enumerate(file.source.read_text(encoding="utf-8").splitlines(), 1):
        found = _SNIFFED.match(line)
        if found:
            what = f"a line here cannot begin with `{found[1]}:`, Rasa would take the file for its own"
            yield Problem(file.path, number, f"{what}; begin it with another word")

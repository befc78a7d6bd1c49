"""Rules for `data/nlu`: what people say."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pydantic import StrictStr

from bot.knowledge.documents import Problem
from bot.knowledge.languages import SOURCE
from bot.nlu.text import fold

from .files import ContentFile
from .project import Block, Project, listed, mapping
from .shape import Strict, shape_problems

#: Fewer examples than this, over all languages, teach nothing.
LEAST = 5
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_FORM = "write `examples: |`, and below it one example a line, each beginning with `- `"


class _Block(Strict):
    intent: StrictStr
    examples: Any


class _ExampleFile(Strict):
    version: StrictStr | None
    nlu: list[_Block]


def example_problems(project: Project) -> Iterator[Problem]:
    """What is wrong with the examples, of each file and between them."""
    for file in project.below("data/nlu"):
        yield from shape_problems(file, _ExampleFile, file.data)
        yield from _form_problems(file)
    for block in project.blocks:
        yield from _block_problems(block)
    yield from _twice(project)
    if project.complete("data/nlu"):
        yield from _too_few(project)
    if project.complete("data/rules", f"data/answers/{SOURCE}"):
        yield from _unanswered(project)


def _form_problems(file: ContentFile) -> Iterator[Problem]:
    for at, _ in enumerate(listed(mapping(file.data).get("nlu"))):
        if not file.is_block("nlu", at, "examples"):
            yield file.problem(f"the examples cannot be read; {_FORM}", "nlu", at, "examples")
            continue
        for line, text in file.lines("nlu", at, "examples"):
            if text.strip() and not text.startswith("- "):
                yield Problem(file.path, line, "this is no example yet; begin the line with `- `")


def _block_problems(block: Block) -> Iterator[Problem]:
    path = block.file.path
    if not _NAME.fullmatch(block.intent):
        yield Problem(path, block.line, f"'{block.intent}' is no name of an intent; use a-z, 0-9 and _, like check_fee")
    for line, text in block.examples:
        if text.startswith("/"):
            yield Problem(path, line, "an example cannot begin with `/`, which marks commands; remove it")
        normal = unicodedata.normalize("NFC", text)
        if normal != text:
            yield Problem(path, line, f"letters are put together in an unusual way (not NFC); write: {normal}")


def _too_few(project: Project) -> Iterator[Problem]:
    for intent, blocks in _by_intent(project).items():
        number = sum(len(block.examples) for block in blocks)
        if number < LEAST:
            what = f"'{intent}' has only {number} example{'' if number == 1 else 's'} in all languages"
            yield Problem(blocks[0].file.path, blocks[0].line, f"{what}; write at least {LEAST}")


def _twice(project: Project) -> Iterator[Problem]:
    """The same sentence for two intents, which nothing can tell apart, or twice for one."""
    seen: dict[tuple[str, str], tuple[str, int, str]] = {}
    for block in project.blocks:
        path = block.file.path
        for line, text in block.examples:
            first = seen.setdefault((block.file.folder, fold(text)), (path, line, block.intent))
            if first == (path, line, block.intent):
                continue
            where = f"{first[0]}:{first[1]}"
            if first[2] == block.intent:
                yield Problem(path, line, f"'{text}' stands in {where} already; remove one of them")
            else:
                yield Problem(path, line, f"'{text}' is an example of '{first[2]}' too ({where}); decide for one")


def _unanswered(project: Project) -> Iterator[Problem]:
    answered = project.english_keys["answers"] | _ruled(project)
    for intent, blocks in _by_intent(project).items():
        if intent not in answered:
            what = f"'{intent}' has examples, but no answer and no rule"
            yield Problem(blocks[0].file.path, blocks[0].line, f"{what}; write an answer in data/answers/{SOURCE}")


def _ruled(project: Project) -> set[str]:
    """The intents that begin a rule."""
    found: set[str] = set()
    for file in project.below("data/rules"):
        for rule in listed(mapping(file.data).get("rules")):
            first = mapping(next(iter(listed(mapping(rule).get("steps"))), None))
            found |= {str(mapping(step).get("intent")) for step in listed(first.get("or")) or [first]}
    return found


def _by_intent(project: Project) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for block in project.blocks:
        found.setdefault(block.intent, []).append(block)
    return found

"""All content files of a project, read once. A file that cannot be read is reported and left out of all other rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.content.catalogue import SECTIONS
from bot.knowledge.documents import Problem
from bot.knowledge.languages import SOURCE

from .files import ContentFile, open_file

#: Files beside `data` that belong to the content.
_TOP = ("languages.yml", "config.yml", "domain.yml")


@dataclass(frozen=True)
class Block:
    """The examples of one intent in one file, each with its line."""

    file: ContentFile
    position: int
    intent: str
    examples: list[tuple[int, str]]

    @property
    def line(self) -> int:
        """Where the intent is named."""
        return self.file.line_of("nlu", self.position, "intent")


@dataclass(frozen=True)
class Text:
    """One entry of an answer file. `forms` has its words by the keys below the entry: none, `text` or plural forms."""

    file: ContentFile
    language: str
    section: str
    key: str
    entry: Any

    @property
    def forms(self) -> dict[tuple[str, ...], str]:
        """The words, several only where a text has plural forms."""
        if isinstance(self.entry, str):
            return {(): self.entry}
        parts = self.entry if isinstance(self.entry, dict) else {}
        if self.section == "answers":
            parts = {name: words for name, words in parts.items() if name == "text"}
        return {(str(name),): words for name, words in parts.items() if isinstance(words, str)}

    def problem(self, message: str, *keys: object) -> Problem:
        """A problem at this entry or below it."""
        return self.file.problem(message, self.section, self.key, *keys)


@dataclass
class Project:
    """The files by path, and what could not be read."""

    root: Path
    files: dict[str, ContentFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, root: Path) -> "Project":
        """Read every YAML file of the content."""
        project = cls(root)
        data = sorted(p for p in (root / "data").rglob("*") if p.suffix in (".yml", ".yaml"))
        for path in (*(root / name for name in _TOP), *data):
            file = open_file(path, root, project.problems)
            if file:
                project.files[file.path] = file
        return project

    def below(self, folder: str) -> list[ContentFile]:
        """The files below a folder such as `data/nlu`."""
        return [file for path, file in self.files.items() if path.startswith(f"{folder}/")]

    def complete(self, *places: str) -> bool:
        """Whether all files at or below these paths could be read, so that what is not in them is nowhere."""
        return not any(problem.path.startswith(places) for problem in self.problems)

    def data(self, path: str) -> dict[Any, Any]:
        """The content of a file as far as it has any."""
        return mapping(self.files[path].data) if path in self.files else {}

    @cached_property
    def languages(self) -> dict[str, tuple[str, ...]]:
        """The codes of `languages.yml`, each with the folders of its examples."""
        entries = mapping(self.data("languages.yml").get("languages"))
        return {str(code): (str(code), *_script_folders(str(code), entry)) for code, entry in entries.items()}

    @cached_property
    def blocks(self) -> list[Block]:
        """All blocks of examples."""
        return [block for file in self.below("data/nlu") for block in _blocks(file)]

    @cached_property
    def intents(self) -> set[str]:
        """The intents that have examples."""
        return {block.intent for block in self.blocks}

    @cached_property
    def texts(self) -> list[Text]:
        """All entries of the answer files."""
        return [
            Text(file, file.folder, section, str(key), entry)
            for file in self.below("data/answers")
            for section in SECTIONS
            for key, entry in mapping(mapping(file.data).get(section)).items()
        ]

    @cached_property
    def english(self) -> dict[tuple[str, str], Text]:
        """The English entries by section and key."""
        return {(text.section, text.key): text for text in self.texts if text.language == SOURCE}

    @cached_property
    def english_keys(self) -> dict[str, set[str]]:
        """The keys that have an English text, by section."""
        return {section: {key for of, key in self.english if of == section} for section in SECTIONS}


def mapping(value: Any) -> dict[Any, Any]:
    """The value if it is a mapping, else an empty one: its form is reported by the rule of its file."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def _script_folders(code: str, entry: Any) -> list[str]:
    return [f"{code}-{script}" for script in listed(mapping(entry).get("scripts"))]


def _blocks(file: ContentFile) -> Iterator[Block]:
    for position, block in enumerate(listed(mapping(file.data).get("nlu"))):
        intent = mapping(block).get("intent")
        if isinstance(intent, str):
            lines = file.lines("nlu", position, "examples")
            examples = [(line, text.strip().removeprefix("-").strip()) for line, text in lines]
            yield Block(file, position, intent, [(line, text) for line, text in examples if text])

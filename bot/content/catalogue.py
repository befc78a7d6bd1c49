"""The texts in `data/answers`, read into one catalogue: answers, button titles, phrases, fact templates and terms.

A language is a folder, a topic group a file, and the same file name holds the same keys in every language. A missing
text falls back
to English, and whoever renders it is told so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.knowledge.documents import read_yaml
from bot.knowledge.languages import SOURCE, Language, load_languages

#: The sections an answer file may have: section -> what its entries are.
SECTIONS = ("answers", "titles", "phrases", "facts", "terms")

#: A text, or its plural forms by CLDR category (`one`, `few`, `other` ...), chosen by the value called `n`.
Template = str | dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What is said for one response name. `next`: intents offered as buttons; `source`: an id in `sources.yml`."""

    text: str
    next: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True)
class Translated:
    """A text with the language that it is really in."""

    text: Template
    language: str


@dataclass
class Catalogue:
    """All texts: `texts[section][language][key]`; answers' next steps and sources stand once, in English."""

    languages: dict[str, Language]
    texts: dict[str, dict[str, dict[str, Template]]] = field(default_factory=dict)
    steps: dict[str, Answer] = field(default_factory=dict)

    def find(self, section: str, key: str, language: str) -> Translated:
        """The text of a key in a language, or else in English; raises KeyError when there is neither."""
        for code in (language, SOURCE):
            text = self.texts[section].get(code, {}).get(key)
            if text:
                return Translated(text, code)
        raise KeyError(f"{section}: no text for '{key}', not even in {SOURCE}")

    def has(self, section: str, key: str) -> bool:
        """Whether a text exists at least in English."""
        return key in self.texts.get(section, {}).get(SOURCE, {})

    @cached_property
    def answers(self) -> dict[str, str]:
        """All English answers by key: the list of what can be said."""
        return {key: str(text) for key, text in self.texts["answers"].get(SOURCE, {}).items()}


def load_catalogue(root: Path) -> Catalogue:
    """Read `languages.yml` and `data/answers` below the project's root.

    The files are trusted to be well formed here; `sathi check` reports what is wrong in them by path and line.
    """
    catalogue = Catalogue(load_languages(root / "languages.yml"))
    catalogue.texts = {section: {code: {} for code in catalogue.languages} for section in SECTIONS}
    for code, path in answer_files(root, catalogue.languages):
        content = read_yaml(path) or {}
        for section in SECTIONS:
            for key, entry in (content.get(section) or {}).items():
                _add(catalogue, section, code, str(key), entry)
    return catalogue


def answer_files(root: Path, languages: dict[str, Language]) -> Iterator[tuple[str, Path]]:
    """The answer files of every known language, in a stable order."""
    for code in languages:
        for path in sorted((root / "data" / "answers" / code).glob("*.yml")):
            yield code, path


def _add(catalogue: Catalogue, section: str, code: str, key: str, entry: Any) -> None:
    if section != "answers" or isinstance(entry, str):
        catalogue.texts[section][code][key] = entry
        return
    catalogue.texts[section][code][key] = entry["text"].strip()
    if code == SOURCE:
        catalogue.steps[key] = Answer(entry["text"], tuple(entry.get("next", ())), entry.get("source"))

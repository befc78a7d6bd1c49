"""How the content reaches Rasa: an importer that adds what needs no line of its own in `domain.yml` or `data/rules`.

- Every intent with examples and every answer becomes part of the domain.
- An intent that no rule in `data/rules` mentions gets the plain rule: intent -> its answer.
- Every example carries the language folder it was written in, from which detection learns.

The example files have Rasa's own format; they are read with the fast YAML loader, because Rasa's reader takes a
second for
every six hundred examples.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.documents import read_yaml
from bot.settings import ROOT

from .catalogue import load_catalogue

#: Message property: the folder of `data/nlu` that an example stands in.
FOLDER = "language_folder"


class ContentImporter(RasaFileImporter):
    """Named in `config.yml`."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All examples, each marked with its folder."""
        return TrainingData([message for path in sorted(self._nlu_files) for message in _examples(Path(path))])

    def get_domain(self) -> Domain:
        """`domain.yml` with the intents of the examples and the English answers."""
        answers = load_catalogue(ROOT).answers
        added: dict[str, Any] = {
            "intents": sorted(self._intents()),
            "responses": {f"utter_{key}": [{"text": text}] for key, text in answers.items()},
        }
        return super().get_domain().merge(Domain.from_dict(added))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """The stories and rules of the files, and a plain rule for each intent without one."""
        answers = load_catalogue(ROOT).answers
        plain = [
            {"rule": f"answer {intent}", "steps": [{"intent": intent}, {"action": f"utter_{intent}"}]}
            for intent in sorted(self._intents() - self._ruled_intents())
            if intent in answers
        ]
        steps = YAMLStoryReader(self.get_domain()).read_from_parsed_yaml({"version": "3.1", "rules": plain})
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    def _intents(self) -> set[str]:
        return {message.get("intent") for path in self._nlu_files for message in _examples(Path(path))}

    def _ruled_intents(self) -> set[str]:
        """The intents that start a rule in `data/rules`."""
        found: set[str] = set()
        for path in self._story_files:
            for rule in read_yaml(Path(path)).get("rules", ()):
                first = rule["steps"][0]
                found |= {step["intent"] for step in first.get("or", [first]) if "intent" in step}
        return found


def _examples(path: Path) -> list[Message]:
    """The examples of a file, read again only when it changed."""
    return _read_examples(path, path.stat().st_mtime)


@cache
def _read_examples(path: Path, changed: float) -> list[Message]:
    return list(_messages(path))


def _messages(path: Path) -> Iterator[Message]:
    for block in read_yaml(path).get("nlu", ()):
        for line in block.get("examples", "").splitlines():
            if line.strip():
                message = parse_training_example(line.strip().removeprefix("-").strip(), block["intent"])
                message.set(FOLDER, path.parent.name)
                yield message

"""The sentences that stand beside the training examples: what the model is measured with."""

from pathlib import Path
from typing import Any

from bot.knowledge.documents import read_yaml
from bot.nlu.text import words
from tests.factories import ROOT

CONTENT = ROOT / "tests" / "content"


def questions(folder: str) -> dict[str, list[str]]:
    """The held-out questions of a language folder by intent, and those of danger and its opposite."""
    found: dict[str, list[str]] = {}
    for path in sorted((CONTENT / folder).glob("questions*.yml")):
        content = read_yaml(path)
        named = {name: content.get(name, []) for name in ("danger", "harmless")}
        for intent, texts in (content["questions"] | named).items():
            found.setdefault(intent, []).extend(texts)
    return found


def sentences() -> list[tuple[str, dict[str, Any]]]:
    """The sentences that must be understood exactly, with their language folder."""
    paths = sorted(CONTENT.glob("*/sentences.yml"))
    return [(path.parent.name, entry) for path in paths for entry in read_yaml(path)["sentences"]]


def training_texts(root: Path = ROOT) -> set[str]:
    """All training examples, without punctuation and case."""
    blocks = [block for path in (root / "data" / "nlu").glob("*/*.yml") for block in read_yaml(path)["nlu"]]
    lines = [line for block in blocks for line in block["examples"].splitlines()]
    return {words(line.strip().removeprefix("-")) for line in lines}

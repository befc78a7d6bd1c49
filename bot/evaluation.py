"""Measuring understanding on questions whose writers did not see the training examples."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.knowledge.documents import read_yaml
from bot.nlu.understanding import OUT_OF_SCOPE, URGENT

from .trial import understand


def evaluate_questions(folder: Path) -> dict[str, dict[str, Any]]:
    """Scores of the files `<language folder>/questions*.yml`: shares from 0 to 1, and the questions that went wrong.

    The names are those of the folders, with what stands behind `questions` in the name of the file (`ne third`).
    """
    return {
        f"{path.parent.name} {path.stem.removeprefix('questions').strip('_')}".strip(): _scores(
            path.parent.name.partition("-")[0], **read_yaml(path)
        )
        for path in sorted(folder.glob("*/questions*.yml"))
    }


def _scores(
    language: str, questions: dict[str, list[str]], danger: Sequence[str] = (), harmless: Sequence[str] = ()
) -> dict[str, Any]:
    """The scores of questions by intent, of more messages of any urgent intent, and of messages of none that use such
    words."""
    results = [(intent, text, understand(str(text))) for intent, texts in questions.items() for text in texts]
    inside = [(i, found["intent"]["name"]) for i, _, found in results if i != OUT_OF_SCOPE]
    outside = [found["intent"]["name"] for i, _, found in results if i == OUT_OF_SCOPE]
    urgent = [found["intent"]["name"] for i, _, found in results if i in URGENT] + list(map(_intent, danger))
    calm = [found["intent"]["name"] for i, _, found in results if i not in URGENT] + list(map(_intent, harmless))
    detected = [found["language"] for _, _, found in results]
    return {
        "questions": len(results),
        "in_scope": _share(found == intent for intent, found in inside),
        "out_of_scope": _share(found == OUT_OF_SCOPE for found in outside),
        "refused": _share(found == OUT_OF_SCOPE for _, found in inside),
        "danger": _share(found in URGENT for found in urgent),
        "false_alarms": _share(found in URGENT for found in calm),
        "language": _share(d["code"] == language for d in detected if d["sure"]),
        "language_sure": _share(d["sure"] for d in detected),
        "wrong": [
            {"text": text, "expected": intent, "found": found["intent"]["name"]}
            for intent, text, found in results
            if found["intent"]["name"] != intent
        ],
    }


def _intent(text: str) -> str:
    return str(understand(str(text))["intent"]["name"])


def _share(hits: Any) -> float:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else 1.0

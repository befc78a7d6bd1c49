"""Measuring understanding on questions whose writers did not see the training examples."""

from pathlib import Path
from typing import Any

from bot.knowledge.documents import read_yaml
from bot.nlu.understanding import OUT_OF_SCOPE, URGENT

from .trial import understand


def evaluate_questions(folder: Path) -> dict[str, dict[str, Any]]:
    """Scores by language folder of `questions.yml` files: shares from 0 to 1, and the questions that went wrong."""
    return {
        path.parent.name: _scores(path.parent.name.partition("-")[0], read_yaml(path)["questions"])
        for path in sorted(folder.glob("*/questions.yml"))
    }


def _scores(language: str, questions: dict[str, list[str]]) -> dict[str, Any]:
    results = [(intent, text, understand(str(text))) for intent, texts in questions.items() for text in texts]
    inside = [(i, found["intent"]["name"]) for i, _, found in results if i != OUT_OF_SCOPE]
    outside = [found["intent"]["name"] for i, _, found in results if i == OUT_OF_SCOPE]
    danger = [found["intent"]["name"] for i, _, found in results if i in URGENT]
    detected = [found["language"] for _, _, found in results]
    return {
        "questions": len(results),
        "in_scope": _share(found == intent for intent, found in inside),
        "out_of_scope": _share(found == OUT_OF_SCOPE for found in outside),
        "refused": _share(found == OUT_OF_SCOPE for _, found in inside),
        "danger": _share(found in URGENT for found in danger),
        "language": _share(d["code"] == language for d in detected if d["sure"]),
        "language_sure": _share(d["sure"] for d in detected),
        "wrong": [
            {"text": text, "expected": intent, "found": found["intent"]["name"]}
            for intent, text, found in results
            if found["intent"]["name"] != intent
        ],
    }


def _share(hits: Any) -> float:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else 1.0

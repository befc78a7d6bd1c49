"""What the trained model makes of sentences that it has not seen."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.evaluation import evaluate_questions
from bot.nlu.text import words
from bot.trial import understand

from .examples import CONTENT, questions, sentences, training_texts

pytestmark = pytest.mark.model

FOLDERS = sorted(path.parent.name for path in CONTENT.glob("*/questions.yml"))
#: The least share of in-scope questions that must get their intent. Free romanised spelling is harder.
NATIVE, ROMANISED = 0.90, 0.87


@pytest.fixture(scope="module")
def scores(model: object) -> dict[str, dict[str, Any]]:
    return evaluate_questions(CONTENT)


@pytest.fixture(scope="module")
def taught() -> set[str]:
    return training_texts()


def test_every_language_with_examples_is_measured():
    assert {"en", "ne", "ne-Latn"} <= set(FOLDERS)
    assert {folder for folder, _ in sentences()} == set(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_right_intent_is_found(scores: dict[str, dict[str, Any]], folder: str):
    least = ROMANISED if "-" in folder else NATIVE
    assert scores[folder]["in_scope"] >= least, _wrong(scores[folder])


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_none_of_our_topics_is_noticed(scores: dict[str, dict[str, Any]], folder: str):
    assert scores[folder]["out_of_scope"] >= 0.8, _wrong(scores[folder])


@pytest.mark.parametrize("folder", FOLDERS)
def test_few_questions_are_refused(scores: dict[str, dict[str, Any]], folder: str):
    assert scores[folder]["refused"] <= 0.05, _wrong(scores[folder])


@pytest.mark.parametrize("folder", FOLDERS)
def test_danger_is_recognised(scores: dict[str, dict[str, Any]], folder: str):
    assert scores[folder]["danger"] >= 0.97, _wrong(scores[folder])


@pytest.mark.parametrize("folder", FOLDERS)
def test_everyday_wordings_of_a_third_writer_are_understood(scores: dict[str, dict[str, Any]], folder: str):
    third = scores[f"{folder} third"]
    assert third["in_scope"] >= (0.85 if "-" in folder else 0.93), _wrong(third)
    assert third["out_of_scope"] >= 0.8, _wrong(third)
    assert third["refused"] <= 0.05, _wrong(third)
    assert third["danger"] >= 0.95
    assert third["false_alarms"] <= 0.05


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_language_is_recognised(scores: dict[str, dict[str, Any]], folder: str):
    assert scores[folder]["language"] >= 0.98
    assert scores[folder]["language_sure"] >= 0.9


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_question_is_a_training_example(taught: set[str], folder: str):
    asked = [text for texts in questions(folder).values() for text in texts]
    assert [text for text in asked if words(str(text)) in taught] == []


def test_no_sentence_is_a_training_example_or_a_question(taught: set[str]):
    asked = {words(str(text)) for folder in FOLDERS for texts in questions(folder).values() for text in texts}
    assert [entry["say"] for _, entry in sentences() if words(entry["say"]) in taught | asked] == []


@pytest.mark.parametrize(
    ("folder", "entry"), [pytest.param(folder, entry, id=f"{folder}: {entry['say']}") for folder, entry in sentences()]
)
def test_a_sentence_is_understood_exactly(model: object, folder: str, entry: dict[str, Any]):
    found = understand(entry["say"])
    assert found["intent"]["name"] == entry["intent"]
    assert sorted(_named(found["entities"])) == sorted(
        (name, value) for name, value in entry.items() if name not in ("say", "intent")
    )
    assert found["language"] == {"code": folder.partition("-")[0], "sure": True}


def _named(entities: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Names and values as `sentences.yml` writes them."""
    for entity in entities:
        value = entity["value"]
        yield entity["entity"], list(value.values()) if entity["entity"] == "amount" else value


def _wrong(scores: dict[str, Any]) -> str:
    """The questions that went wrong, one a line."""
    return "\n".join(f"{w['expected']} -> {w['found']}: {w['text']}" for w in scores["wrong"])

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.classifier import LinearClassifier
from bot.nlu.features import Features

EXAMPLES = {
    "fees": ["how much must i pay", "what is the fee", "agent asks money", "कति पैसा लाग्छ", "kati paisa lagcha"],
    "passport": ["boss keeps my passport", "they took my passport", "पासपोर्ट राख्यो", "passport rakhyo malik le"],
    "greet": ["hello", "namaste", "नमस्ते", "hi there"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]


CLASSIFIER = LinearClassifier.train(TEXTS, LABELS)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("HOW MUCH do i have to pay??", "fees"),
        ("kti paesa lagxa", "fees"),
        ("पैसा कति हो", "fees"),
        ("my passport is with the boss", "passport"),
        ("pasport rakhyo", "passport"),
        ("helloo", "greet"),
    ],
)
def test_new_wordings_and_spellings_are_understood(text, label):
    assert CLASSIFIER.rank(text)[0].name == label


@given(st.text(max_size=60))
def test_any_message_is_ranked_with_probabilities(text):
    ranking = CLASSIFIER.rank(text)
    assert sorted(r.name for r in ranking) == sorted(EXAMPLES)
    assert sum(r.confidence for r in ranking) == pytest.approx(1, abs=1e-4)
    assert [r.confidence for r in ranking] == sorted((r.confidence for r in ranking), reverse=True)


def test_a_text_has_the_same_features_when_asked_as_in_training():
    features, rows = Features.learn(TEXTS)
    for text, trained in zip(TEXTS, rows.toarray(), strict=True):
        columns, values = features.one(text)
        row = np.zeros_like(trained)
        row[columns] = values
        np.testing.assert_allclose(row, trained, atol=1e-5)


def test_a_message_without_known_letters_is_no_error():
    assert CLASSIFIER.rank("")[0].confidence < 0.9
    assert {r.name for r in CLASSIFIER.rank("零零")} == set(EXAMPLES)


def test_higher_temperature_is_less_sure():
    cool = LinearClassifier.train(TEXTS, LABELS, temperature=0.5).rank("hello")[0]
    warm = LinearClassifier.train(TEXTS, LABELS, temperature=5).rank("hello")[0]
    assert cool.name == warm.name == "greet"
    assert cool.confidence > warm.confidence


def test_rare_features_can_be_left_out():
    (_, all_rows), (_, common_rows) = Features.learn(TEXTS, 1), Features.learn(TEXTS, 2)
    assert common_rows.shape[1] < all_rows.shape[1]


def test_two_classifiers_can_share_their_features():
    features, rows = Features.learn(TEXTS)
    row = features.one("namaste")
    assert LinearClassifier.fit(features, rows, LABELS).rank_row(row)[0].name == "greet"
    topics = ["topic" if label != "greet" else "none" for label in LABELS]
    assert LinearClassifier.fit(features, rows, topics).rank_row(row)[0].name == "none"


def test_two_classes_are_enough():
    classifier = LinearClassifier.train(["yes", "yes please", "no", "no thanks"], ["affirm", "affirm", "deny", "deny"])
    assert classifier.rank("yes please")[0].name == "affirm"
    assert classifier.rank("no no")[0].name == "deny"


def test_training_twice_gives_the_same():
    first, second = (LinearClassifier.train(TEXTS, LABELS) for _ in range(2))
    np.testing.assert_array_equal(first.weights, second.weights)


def saved(folder):
    CLASSIFIER.features.save(folder)
    CLASSIFIER.save(folder)
    return LinearClassifier.load(folder, Features.load(folder))


def test_a_saved_classifier_is_the_same_when_loaded(tmp_path):
    loaded = saved(tmp_path)
    for text in (*TEXTS, "something else", ""):
        assert loaded.rank(text) == CLASSIFIER.rank(text)


def test_what_is_saved_can_run_no_code(tmp_path):
    saved(tmp_path)
    for path in tmp_path.iterdir():
        assert path.suffix in (".json", ".npy", ".npz"), path.name
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        else:
            assert np.load(path, allow_pickle=False) is not None

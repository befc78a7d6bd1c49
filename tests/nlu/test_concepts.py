"""The thesaurus: words of every language and spelling lead to the same concept."""

import pytest

from bot.nlu.classifier import LinearClassifier
from bot.nlu.concepts import Concepts
from bot.nlu.features import Features
from tests.factories import ROOT

CONCEPTS = Concepts(
    {
        "passport": ["passport", "travel document", "पासपोर्ट", "राहदानी", "rahdani"],
        "keep": ["keep", "keeps", "राख्यो", "rakhyo"],
        "lock": ["lock", "locks", "keeps inside"],
        "flee": ["run away", "भाग्न", "bhagna"],
        "leave": ["भाग्न"],
    },
    endings=["ko", "le", "को"],
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Boss KEEPS my passport", ["keep", "passport"]),
        ("मालिकले राहदानी राख्यो", ["passport", "keep"]),
        ("rahdaniko kura", ["passport"]),
        ("पासपोर्टको कुरा", ["passport"]),
        pytest.param("पासपोर्टालय", [], id="the beginning of another word is not the word"),
        ("my travel document", ["passport"]),
        ("he keeps inside", ["lock"]),
        ("भाग्न मिल्छ?", ["flee", "leave"]),
        ("good morning", []),
        ("", []),
    ],
)
def test_words_lead_to_concepts(text: str, found: list[str]) -> None:
    assert CONCEPTS.find(text) == found


def test_a_word_that_no_example_holds_is_understood_by_what_it_means() -> None:
    texts = ["they keep my passport", "passport rakhyo", "can i run away", "i will run away now"]
    labels = ["passport_kept", "passport_kept", "leave_job", "leave_job"]
    features, rows = Features.learn(texts, concepts=CONCEPTS)
    classifier = LinearClassifier.fit(features, rows, labels)
    assert classifier.rank("राहदानी")[0].name == "passport_kept"
    assert classifier.rank("भाग्न")[0].name == "leave_job"


def test_the_thesaurus_of_the_project_joins_its_languages() -> None:
    concepts = Concepts.load(ROOT / "data" / "lexicon")
    (english,), (nepali,), (romanised,) = (concepts.find(word) for word in ("passport", "राहदानी", "rahdani"))
    assert english == nepali == romanised

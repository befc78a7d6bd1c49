import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.languages import Detection
from bot.nlu.classifier import Ranked
from bot.nlu.danger import compile_rules
from bot.nlu.understanding import INFORM, OUT_OF_SCOPE, URGENT, Thresholds, decide, detect

RULES = compile_rules({"emergency": ["help me"]})
THRESHOLDS = Thresholds(scope=0.3, urgent=0.5, language=0.75, word=0.95)


def ranking(**likely):
    return [Ranked(name, confidence) for name, confidence in sorted(likely.items(), key=lambda item: -item[1])]


@pytest.mark.parametrize(
    ("text", "bare", "ranked", "decision"),
    [
        ("how much to pay", None, {"recruitment_fees": 0.8, "greet": 0.2}, ("recruitment_fees", 0.8)),
        pytest.param(
            "help me", None, {"greet": 0.9, "emergency": 0.1}, ("emergency", 1), id="danger before everything"
        ),
        pytest.param("help me in qatar", "help me", {"greet": 0.9}, ("emergency", 1), id="also beside a country"),
        pytest.param(
            "he hits and locks me",
            None,
            {"greet": 0.4, "harassment_violence": 0.35, "trafficking_help": 0.25},
            ("harassment_violence", 0.6),
            id="urgent intents count together, the likeliest is answered",
        ),
        pytest.param(
            "is this trafficking?",
            None,
            {"forced_labour_signs": 0.6, "trafficking_help": 0.4},
            ("forced_labour_signs", 0.6),
        ),
        pytest.param("nepal", "", {"country_info": 0.9}, (INFORM, 1), id="a bare answer"),
        pytest.param("to qatar please", "please", {"country_info": 0.49}, (INFORM, 1), id="with a small word"),
        pytest.param(
            "minimum age for saudi",
            "minimum age",
            {"age_limits_bans": 0.5},
            ("age_limits_bans", 0.5),
            id="two words can be a clear question",
        ),
        pytest.param(
            "i am from nepal", "i am", {"greet": 0.5, "inform": 0.5}, ("greet", 0.5), id="a greeting stays one"
        ),
        pytest.param(
            "agent asks 500 for saudi",
            "agent asks for",
            {"check_fee": 0.4},
            ("check_fee", 0.4),
            id="three words are a question",
        ),
        pytest.param(
            "who won the match", None, {"greet": 0.29, "thanks": 0.2}, (OUT_OF_SCOPE, 0.71), id="nothing is likely"
        ),
        pytest.param("just enough", None, {"greet": 0.3}, ("greet", 0.3)),
        pytest.param("nepal", "", {"passport_kept": 0.1}, (INFORM, 1), id="a bare answer is never out of scope"),
        pytest.param(
            "qatar", "", {"emergency": 0.5, "greet": 0.5}, ("emergency", 0.5), id="danger before a bare answer"
        ),
    ],
)
def test_decision(text, bare, ranked, decision):
    first = decide(text, bare, RULES, ranking(**ranked), THRESHOLDS)[0]
    assert (first.name, first.confidence) == (decision[0], pytest.approx(decision[1]))


names = st.sampled_from(["greet", "recruitment_fees", "passport_kept", "inform", "out_of_scope", *URGENT])
ranked_lists = (
    st.dictionaries(names, st.floats(min_value=0, max_value=1), min_size=1)
    .filter(any)
    .map(lambda found: ranking(**found))
)


@given(st.sampled_from(["help me", "hello"]), st.none() | st.sampled_from(["", "a b", "a b c"]), ranked_lists)
def test_a_decision_loses_no_alternative(text, bare, ranked):
    decided = decide(text, bare, RULES, ranked, THRESHOLDS)
    found = [r.name for r in decided]
    assert len(found) == len(set(found))
    assert {r.name for r in ranked} <= set(found)


@given(ranked_lists)
def test_a_cry_for_help_is_never_anything_else(ranked):
    assert decide("please help me now", None, RULES, ranked, THRESHOLDS)[0] == Ranked("emergency", 1.0)


@pytest.mark.parametrize(
    ("text", "folders", "found"),
    [
        ("कति पैसा लाग्छ", {"ne": 0.8, "en": 0.2}, Detection("ne", True)),
        pytest.param(
            "passport कति पैसा", {"ne-Latn": 0.5, "ne": 0.3, "en": 0.2}, Detection("ne", True), id="scripts add up"
        ),
        pytest.param("कति paisa", {"en": 0.4, "ne-Latn": 0.35, "ne": 0.25}, Detection("ne", False), id="and may win"),
        pytest.param(
            "etc passwd",
            {"ne-Latn": 0.6, "ne": 0.2, "en": 0.2},
            Detection("ne", False),
            id="but Latin letters alone say nothing of another script",
        ),
        pytest.param("kati paisa lagcha", {"ne-Latn": 0.8, "en": 0.2}, Detection("ne", True), id="only of their own"),
        ("how much", {"en": 0.74, "ne": 0.26}, Detection("en", False)),
        ("how much", {"en": 0.75, "ne": 0.25}, Detection("en", True)),
        pytest.param("salary", {"en": 0.9, "ne": 0.1}, Detection("en", False), id="one Latin word may be a loan word"),
        pytest.param("salary", {"en": 0.95, "ne": 0.05}, Detection("en", True), id="unless there is no doubt"),
        pytest.param("तलब", {"ne": 0.8, "en": 0.2}, Detection("ne", True), id="one word in its own script"),
        pytest.param("150000", {"en": 1.0}, Detection("en", False), id="digits have no language"),
        pytest.param("??", {"en": 1.0}, Detection("en", False), id="nor have signs"),
        pytest.param("😀", {"en": 1.0}, Detection("en", False), id="nor smileys"),
        ("ok k", {"en": 1.0}, Detection("en", True)),
    ],
)
def test_language_of_a_message(text, folders, found):
    assert detect(text, ranking(**folders), THRESHOLDS) == found

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.danger import compile_rules, load_rules, phrase_pattern

RULES = compile_rules({
    "emergency": ["help me", "kill* ... myself", "मलाई बचाउनुस्", "आगो"],
    "harassment_violence": ["boss|madam|sir beat*|hit* me"],
    "trafficking_help": ["locked ... room", "help me escape"],
})  # fmt: skip


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("please help me", "emergency"),
        ("HELP   ME!!!", "emergency"),
        ("help, me", "emergency"),
        ("ＨＥＬＰ ＭＥ", "emergency"),
        ("मलाई बचाउनुस् न", "emergency"),
        ("घरमा आगो लाग्यो", "emergency"),
        ("i will kill myself", "emergency"),
        ("killing all of my own myself", "emergency"),
        ("my madam beats me", "harassment_violence"),
        ("boss hitting me daily", "harassment_violence"),
        ("they locked us in a room", "trafficking_help"),
        pytest.param("help me escape", "emergency", id="the first intent of the file wins"),
        pytest.param("kill a b c d e myself", None, id="five words are too far"),
        pytest.param("me help", None, id="the order counts"),
        pytest.param("helping me to fill the form", None, id="without a star the word must end"),
        pytest.param("how to help men", None, id="men are not me"),
        pytest.param("whelp me", None, id="nor begin elsewhere"),
        pytest.param("my friend beats me at cards", None, id="none of the alternatives"),
        ("how much may an agent charge?", None),
        ("", None),
    ],
)
def test_what_means_danger(message, intent):
    assert RULES.find(message) == intent


@pytest.mark.parametrize("message", ["नियम बमोजिम", "ढाबम"])
def test_a_whole_word_of_devanagari_is_not_found_inside_another(message):
    assert compile_rules({"emergency": ["बम"]}).find(message) is None


def test_an_invisible_mark_hides_no_cry_for_help():
    assert RULES.find("he\u00adlp me") == "emergency"


@pytest.mark.parametrize("phrase", ["", "...", "... ...", "   "])
def test_a_phrase_needs_a_word(phrase):
    with pytest.raises(ValueError, match="has no word"):
        compile_rules({"emergency": [phrase]})


@pytest.mark.parametrize("phrase", ["what? (really)", "a+b", "50% [now]"])
def test_signs_in_a_phrase_are_no_regular_expression(phrase):
    assert compile_rules({"emergency": [phrase]}).find(phrase) == "emergency"


plain = st.lists(st.text(alphabet="abcdeखतर", min_size=1, max_size=6), min_size=1, max_size=5).map(" ".join)


@given(plain, plain, plain)
def test_a_phrase_is_found_wherever_it_stands(phrase, before, after):
    rules = compile_rules({"emergency": [phrase]})
    assert rules.find(phrase) == "emergency"
    assert rules.find(f"{before} {phrase.upper()}, {after}") == "emergency"


@given(plain, st.integers(min_value=0, max_value=4))
def test_a_gap_takes_up_to_four_words(phrase, gap):
    rules = compile_rules({"emergency": [f"{phrase} ... end"]})
    assert rules.find(" ".join([phrase, *["x"] * gap, "end"])) == "emergency"


def test_a_pattern_has_no_open_end():
    assert not phrase_pattern("help me").endswith("+")


def test_a_long_message_is_read_at_once():
    start = time.perf_counter()
    assert RULES.find("kill locked boss " * 2000) is None
    assert time.perf_counter() - start < 1


def test_phrases_of_all_languages_come_together(tmp_path):
    (tmp_path / "en.yml").write_text(
        "danger:\n  emergency: [help me]\n  arrested_detained: [in jail]\n", encoding="utf-8"
    )
    (tmp_path / "ne.yml").write_text("danger:\n  emergency: [बचाउनुस्]\n", encoding="utf-8")
    rules = load_rules(tmp_path)
    assert rules.find("बचाउनुस्") == rules.find("help me") == "emergency"
    assert rules.find("i am in jail") == "arrested_detained"


def test_without_phrases_nothing_is_danger(tmp_path):
    assert load_rules(tmp_path).find("help me") is None

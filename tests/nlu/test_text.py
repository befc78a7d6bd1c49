import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text import MAXIMUM_LENGTH, clean, fold, skeleton, words


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  how   much \n\t to pay ", "how much to pay"),
        ("ने\u0900पाल", "ने\u0900पाल"),
        pytest.param("e\u0301", "é", id="one form of accents"),
        pytest.param("help\u200bme", "help me", id="the space between words of Khmer and Thai"),
        pytest.param("\u202ehelp\u202c", "help", id="a mark that turns the text round"),
        pytest.param("a\x00b\x07", "a b", id="control characters"),
        pytest.param("क्\u200dष", "क्\u200dष", id="joiners that Indic scripts need"),
        pytest.param("\u200b\ufeff \n", "", id="nothing to see"),
        ("", ""),
    ],
)
def test_a_message_without_what_nobody_sees(typed, cleaned):
    assert clean(typed) == cleaned


@pytest.mark.parametrize("mark", ["\u00ad", "\u200f", "\u2060", "\ufeff"])
def test_a_mark_inside_a_word_does_not_cut_it_in_two(mark):
    assert clean(f"emer{mark}gency") == "emergency"


def test_a_very_long_message_is_cut():
    assert clean("help me " * 10_000) == ("help me " * MAXIMUM_LENGTH)[:MAXIMUM_LENGTH]


anything = st.text(max_size=60) | st.text(alphabet="ab \u200b\u0301नेपाल\u094d\u200d!।\n", max_size=30)


@given(anything)
def test_a_clean_message_stays_as_it_is(typed):
    assert clean(clean(typed)) == clean(typed)


@given(anything)
def test_a_clean_message_is_one_line_in_normal_form(typed):
    cleaned = clean(typed)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.split() == (cleaned.split(" ") if cleaned else [])


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("HELP Me", "help me"),
        ("heeeeeelp", "heelp"),
        ("नेपाललललल", "नेपालल"),
        pytest.param("1000000", "1000000", id="digits are not drawn out for effect"),
        pytest.param("!!!!", "!!!!", id="nor are signs"),
        pytest.param("ＨＥＬＰ", "help", id="wide letters"),
        pytest.param("𝐡𝐞𝐥𝐩", "help", id="fancy letters"),
        ("Straße", "strasse"),
    ],
)
def test_a_message_for_comparing(typed, folded):
    assert fold(typed) == folded


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=60))
def test_case_does_not_matter(typed):
    assert fold(typed.upper()) == fold(typed.lower()) == fold(typed)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("help, me!!", "help me"),
        ("नेपालबाट। कतार?", "नेपालबाट कतार"),
        ("शुल्क: १० 😀", "शुल्क १०"),
        pytest.param("गर्\u200dयो", "गर्यो", id="vowel signs are part of a word, joiners are not"),
        ("$100", "100"),
        ("...", ""),
    ],
)
def test_the_words_of_a_message(typed, left):
    assert words(typed) == left


@pytest.mark.parametrize(
    "spellings",
    [
        ["पैसा", "paisa", "paesa", "paisaa", "PAISA"],
        ["नेपाल", "nepal", "nepaal", "nepall"],
        ["कतार", "qatar", "katar", "kataar"],
        ["तलब", "talab", "talav", "talaab"],
        ["घर", "ghar", "gar"],
    ],
)
def test_all_spellings_of_a_word_share_a_skeleton(spellings):
    assert len({skeleton(word) for word in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("paisa", "passport"), ("qatar", "kuwait"), ("fee", "free")])
def test_different_words_keep_different_skeletons(one, other):
    assert skeleton(one) != skeleton(other)


@given(anything)
def test_a_skeleton_is_latin_letters_digits_and_single_spaces(typed):
    found = skeleton(typed)
    assert found.replace(" ", "").isalnum() or not found
    assert found.isascii()
    assert found.split() == (found.split(" ") if found else [])

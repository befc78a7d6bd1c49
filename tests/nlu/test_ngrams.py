"""The pieces of a text are those that scikit-learn would find."""

from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from bot.nlu.ngrams import letters, neighbours

_INSIDE_WORDS = CountVectorizer(analyzer="char_wb", ngram_range=(2, 4), lowercase=False).build_analyzer()
_WORDS = CountVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), lowercase=False).build_analyzer()
_TEXT = st.text("abc कति ခ ", max_size=30)


def test_a_short_word_is_one_piece():
    assert list(letters("a", 2, 4)) == [" a", "a ", " a "]


@given(_TEXT)
def test_letters_inside_words(text):
    assert sorted(letters(text, 2, 4)) == sorted(_INSIDE_WORDS(text))


@given(_TEXT)
def test_words_and_pairs_of_words(text):
    assert sorted(neighbours(text, 1, 2)) == sorted(_WORDS(text))

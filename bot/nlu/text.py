"""How a message is brought into one shape before anything looks at it. Pure."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

#: Longer messages are cut here: no question needs more, and nobody should be able to slow others down.
MAXIMUM_LENGTH = 2000

# Control characters and the zero-width space divide words.
_DIVIDING = re.compile("[\x00-\x1f\x7f-\x9f\u200b]")
# Soft hyphens, direction marks and the like vanish; the joiners that Indic scripts need are not among them.
_VANISHING = re.compile("[\u00ad\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_SPACE = re.compile(r"\s+")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_NOT_A_LETTER = re.compile(r"[^a-z0-9 ]+")
_DOUBLED = re.compile(r"(.)\1+")
_INNER_VOWELS = re.compile(r"(?<=[a-z0-9])[aeiouyhw]+")
_NO_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
_SOUNDS = str.maketrans({"v": "b", "w": "b", "z": "j", "q": "k", "x": "ch", "f": "ph"})


def clean(text: str) -> str:
    """The text without invisible characters and needless space, NFC, at most `MAXIMUM_LENGTH` characters."""
    visible = _VANISHING.sub("", unicodedata.normalize("NFC", text[: MAXIMUM_LENGTH * 2]))
    return _SPACE.sub(" ", _DIVIDING.sub(" ", visible)).strip()[:MAXIMUM_LENGTH]


def fold(text: str) -> str:
    """The cleaned text for comparing: compatibility forms resolved, lower case, "sooooo" as "soo", and no joiners,
    which only some keyboards write (`गर्‍यो`, `गर्यो`)."""
    return _REPEATED.sub(r"\1\1", unicodedata.normalize("NFKC", clean(text)).casefold().translate(_NO_JOINERS))


def words(text: str) -> str:
    """The folded text with punctuation, symbols and emoji as spaces; the vowel signs of Indic scripts stay."""
    return " ".join("".join(c if unicodedata.category(c)[0] not in "PSC" else " " for c in fold(text)).split())


@lru_cache(maxsize=65536)
def _skeleton_of_word(word: str) -> str:
    latin = _NOT_A_LETTER.sub("", anyascii(word).casefold())
    return _INNER_VOWELS.sub("", _DOUBLED.sub(r"\1", latin.translate(_SOUNDS)))


def skeleton(text: str) -> str:
    """The consonants of each word in Latin letters: one shape for a word in its own script and in free romanisation.

    `पैसा`, `paisa` and `paesa` all become `ps`.
    """
    return " ".join(filter(None, map(_skeleton_of_word, words(text).split())))

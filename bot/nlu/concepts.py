"""What the words of a text mean: one name for a thing in every language and spelling. Pure.

The thesaurus is content (`data/lexicon/concepts/<lang>/<topic>.yml`, concept -> words). It tells the classifier that a
word which no example holds means the same as one that many do, also across languages.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.knowledge.documents import read_yaml

from .lexicon import Lexicon
from .ngrams import neighbours
from .text import fold

#: Joins the concepts of a word that has several.
_AND = " "


class Concepts:
    """The thesaurus of all languages, ready for search."""

    def __init__(self, words: Mapping[str, Iterable[str]], endings: Iterable[str] = ()) -> None:
        meanings: dict[str, dict[str, None]] = {}
        for concept, spellings in words.items():
            for spelling in spellings:
                meanings.setdefault(fold(str(spelling)), {})[concept] = None
        aliases: dict[str, list[str]] = {}
        for spelling, concepts in meanings.items():
            aliases.setdefault(_AND.join(concepts), []).append(spelling)
        self._lexicon = Lexicon(aliases, endings, open_ended=False)

    @classmethod
    def load(cls, folder: Path) -> "Concepts":
        """Read the thesaurus below a lexicon folder, and the endings that are cut off romanised words."""
        words: dict[str, list[str]] = {}
        for path in sorted((folder / "concepts").glob("*/*.yml")):
            for concept, spellings in read_yaml(path)["concepts"].items():
                words.setdefault(concept, []).extend(spellings)
        return cls(words, read_yaml(folder / "roles.yml")["endings"])

    def find(self, text: str) -> list[str]:
        """The concepts of a text in order."""
        return [concept for match in self._lexicon.find(fold(text)) for concept in match.code.split(_AND)]

    def pieces(self, text: str) -> Iterator[str]:
        """Concepts and pairs of concepts that follow each other, as features."""
        return neighbours(" ".join(self.find(text)), 1, 2)

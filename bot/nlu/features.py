"""What the classifiers see of a text: sparse n-grams, learnt once and shared. Pure.

Four kinds, each measured (docs/benchmarks.md): character n-grams inside words (spelling, inflection, scripts without
spaces), words and word pairs, character n-grams of the consonant skeleton (romanised typing), and, where there is a
thesaurus, concepts and pairs of them (words that no example holds).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from .concepts import Concepts
from .ngrams import letters, neighbours
from .text import skeleton, words

Array = npt.NDArray[np.float32]
#: The row of one text: the columns that are not zero, and their values.
Row = tuple[npt.NDArray[np.intp], Array]

#: The parts of the features: name -> the pieces of a text.
BLOCKS: dict[str, Callable[[str], Iterator[str]]] = {
    "characters": lambda text: letters(words(text), 2, 4),
    "words": lambda text: neighbours(words(text), 1, 2),
    "skeleton": lambda text: letters(skeleton(text), 1, 4),
}


@dataclass(frozen=True)
class Block:
    """The pieces of one kind that are known, each with its column, and the weight of each column."""

    vocabulary: dict[str, int]
    idf: Array


class Features:
    """TF-IDF of all blocks side by side; each row is of length 1 in each block."""

    def __init__(self, blocks: dict[str, Block], concepts: Concepts | None = None) -> None:
        self.blocks = blocks
        self._pieces = _pieces(concepts)

    @classmethod
    def learn(
        cls, texts: Sequence[str], minimum_count: int = 1, concepts: Concepts | None = None
    ) -> tuple["Features", sp.csr_matrix]:
        """Learn the vocabulary of the texts, and give their rows; pieces in fewer than `minimum_count` texts are left
        out."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # Heavy, and only training needs it.

        blocks, rows = {}, []
        for name, pieces in _pieces(concepts).items():
            vectoriser = TfidfVectorizer(analyzer=pieces, sublinear_tf=True, dtype=np.float32, min_df=minimum_count)
            rows.append(vectoriser.fit_transform(texts))
            blocks[name] = Block(vectoriser.vocabulary_, vectoriser.idf_)
        return cls(blocks, concepts), sp.hstack(rows, format="csr")

    def one(self, text: str) -> Row:
        """The row of a text: the same numbers as in training, ten times faster than scikit-learn for one text."""
        columns: list[npt.NDArray[np.intp]] = []
        values: list[Array] = []
        start = 0
        for name, block in self.blocks.items():
            known = map(block.vocabulary.get, self._pieces[name](text))
            found = Counter(column for column in known if column is not None)
            at = np.fromiter(found, dtype=np.intp, count=len(found))
            row = (1 + np.log(np.fromiter(found.values(), np.float32, len(found)))) * block.idf[at]
            length = float(np.sqrt(row @ row))
            values.append(row / length if length else row)
            columns.append(at + start)
            start += len(block.vocabulary)
        return np.concatenate(columns), np.concatenate(values).astype(np.float32)

    def save(self, folder: Path) -> None:
        """Write vocabularies as JSON and weights as plain arrays: nothing that could run code when it is read."""
        terms = {name: sorted(b.vocabulary, key=b.vocabulary.__getitem__) for name, b in self.blocks.items()}
        (folder / "vocabularies.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
        np.savez(folder / "idf.npz", **{name: block.idf for name, block in self.blocks.items()})

    @classmethod
    def load(cls, folder: Path, concepts: Concepts | None = None) -> "Features":
        """Read what `save` wrote; `concepts` if they were learnt."""
        vocabularies = json.loads((folder / "vocabularies.json").read_text(encoding="utf-8"))
        with np.load(folder / "idf.npz", allow_pickle=False) as idf:
            return cls(
                {
                    name: Block({term: at for at, term in enumerate(terms)}, idf[name])
                    for name, terms in vocabularies.items()
                },
                concepts,
            )


def _pieces(concepts: Concepts | None) -> dict[str, Callable[[str], Iterator[str]]]:
    return BLOCKS | ({"concepts": concepts.pieces} if concepts else {})

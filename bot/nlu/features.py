"""What the classifiers see of a text: sparse n-grams, learnt once and shared. Pure.

Three kinds, each measured (docs/benchmarks.md): character n-grams inside words (spelling, inflection, scripts without
spaces), words and word pairs, and character n-grams of the consonant skeleton (romanised typing).
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer

from .text import skeleton, words

Array = npt.NDArray[np.float32]
#: The row of one text: the columns that are not zero, and their values.
Row = tuple[npt.NDArray[np.intp], Array]

#: The parts of the features: name -> settings of scikit-learn's vectoriser.
BLOCKS: dict[str, dict[str, Any]] = {
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 4)},
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+"},
    "skeleton": {"analyzer": "char_wb", "ngram_range": (1, 3)},
}


class Features:
    """TF-IDF of all blocks side by side; each row is of length 1 in each block."""

    def __init__(self, vectorisers: dict[str, TfidfVectorizer]) -> None:
        self.vectorisers = vectorisers
        self._split = {name: vectoriser.build_analyzer() for name, vectoriser in vectorisers.items()}

    @classmethod
    def learn(cls, texts: Sequence[str], minimum_count: int = 1) -> tuple["Features", sp.csr_matrix]:
        """Learn the vocabulary of the texts, and give their rows; n-grams in fewer than `minimum_count` texts are left
        out."""
        vectorisers = {name: _vectoriser(name, minimum_count) for name in BLOCKS}
        rows = [vectoriser.fit_transform(_prepared(name, texts)) for name, vectoriser in vectorisers.items()]
        return cls(vectorisers), sp.hstack(rows, format="csr")

    def __call__(self, texts: Sequence[str]) -> sp.csr_matrix:
        """One sparse row a text."""
        return sp.hstack([v.transform(_prepared(name, texts)) for name, v in self.vectorisers.items()], format="csr")

    def one(self, text: str) -> Row:
        """The row of one text: the same numbers as `__call__`, ten times faster for one."""
        columns: list[npt.NDArray[np.intp]] = []
        values: list[Array] = []
        start = 0
        for name, vectoriser in self.vectorisers.items():
            known = map(vectoriser.vocabulary_.get, self._split[name](_prepared(name, [text])[0]))
            found = Counter(column for column in known if column is not None)
            at = np.fromiter(found, dtype=np.intp, count=len(found))
            row = (1 + np.log(np.fromiter(found.values(), np.float32, len(found)))) * vectoriser.idf_[at]
            length = float(np.sqrt(row @ row))
            values.append(row / length if length else row)
            columns.append(at + start)
            start += len(vectoriser.vocabulary_)
        return np.concatenate(columns), np.concatenate(values).astype(np.float32)

    def save(self, folder: Path) -> None:
        """Write vocabularies as JSON and weights as plain arrays: nothing that could run code when it is read."""
        terms = {name: sorted(v.vocabulary_, key=v.vocabulary_.__getitem__) for name, v in self.vectorisers.items()}
        (folder / "vocabularies.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
        np.savez(folder / "idf.npz", **{name: v.idf_ for name, v in self.vectorisers.items()})

    @classmethod
    def load(cls, folder: Path) -> "Features":
        """Read what `save` wrote."""
        vocabularies = json.loads((folder / "vocabularies.json").read_text(encoding="utf-8"))
        vectorisers = {}
        with np.load(folder / "idf.npz", allow_pickle=False) as idf:
            for name, terms in vocabularies.items():
                vectorisers[name] = _vectoriser(name)
                vectorisers[name].vocabulary_ = {term: at for at, term in enumerate(terms)}
                vectorisers[name].idf_ = idf[name]
        return cls(vectorisers)


def _vectoriser(block: str, minimum_count: int = 1) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, lowercase=False, dtype=np.float32, min_df=minimum_count, **BLOCKS[block])


def _prepared(block: str, texts: Sequence[str]) -> list[str]:
    return [skeleton(text) if block == "skeleton" else words(text) for text in texts]

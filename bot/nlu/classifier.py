"""The intent classifier: sparse n-grams and multinomial logistic regression, with calibrated confidence. Pure.

Three kinds of features, each measured (docs/benchmarks.md): character n-grams inside words (spelling, inflection, scripts
without spaces), words and word pairs, and character n-grams of the consonant skeleton (romanised typing). A question is out of
scope when that class wins or when no class is likely enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from .text import fold, skeleton

Array = npt.NDArray[np.float32]

#: The parts of the features: name -> settings of scikit-learn's vectoriser.
BLOCKS: dict[str, dict[str, Any]] = {
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 4)},
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+"},
    "skeleton": {"analyzer": "char_wb", "ngram_range": (2, 4)},
}


@dataclass(frozen=True)
class Ranked:
    """An intent with its probability."""

    name: str
    confidence: float


class Features:
    """TF-IDF of all blocks side by side; each row is of length 1 in each block."""

    def __init__(self, vectorisers: dict[str, TfidfVectorizer]) -> None:
        self.vectorisers = vectorisers

    @classmethod
    def learn(cls, texts: Sequence[str], minimum_count: int = 1) -> "Features":
        """Learn the vocabulary of the texts; n-grams in fewer than `minimum_count` of them are left out."""
        made = cls(
            {
                name: TfidfVectorizer(
                    sublinear_tf=True, lowercase=False, dtype=np.float32, min_df=minimum_count, **settings
                )
                for name, settings in BLOCKS.items()
            }
        )
        for name, vectoriser in made.vectorisers.items():
            vectoriser.fit(_prepared(name, texts))
        return made

    def __call__(self, texts: Sequence[str]) -> sp.csr_matrix:
        """One sparse row a text."""
        return sp.hstack(
            [v.transform(_prepared(name, texts)) for name, v in self.vectorisers.items()], format="csr"
        )


def _prepared(block: str, texts: Sequence[str]) -> list[str]:
    return [skeleton(text) if block == "skeleton" else fold(text) for text in texts]

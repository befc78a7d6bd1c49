"""The intent classifier: sparse n-grams under a linear model, with calibrated confidence. Pure.

Three kinds of features, each measured (docs/benchmarks.md): character n-grams inside words (spelling, inflection,
scripts without spaces), words and word pairs, and character n-grams of the consonant skeleton (romanised typing).
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from .text import skeleton, words

Array = npt.NDArray[np.float32]

_MANY = 4000

#: The parts of the features: name -> settings of scikit-learn's vectoriser.
BLOCKS: dict[str, dict[str, Any]] = {
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 4)},
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+"},
    "skeleton": {"analyzer": "char_wb", "ngram_range": (1, 3)},
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
        self._split = {name: vectoriser.build_analyzer() for name, vectoriser in vectorisers.items()}

    @classmethod
    def learn(cls, texts: Sequence[str], minimum_count: int = 1) -> "Features":
        """Learn the vocabulary of the texts; n-grams in fewer than `minimum_count` of them are left out."""
        made = cls({name: _vectoriser(name, minimum_count) for name in BLOCKS})
        for name, vectoriser in made.vectorisers.items():
            vectoriser.fit(_prepared(name, texts))
        return made

    def __call__(self, texts: Sequence[str]) -> sp.csr_matrix:
        """One sparse row a text."""
        return sp.hstack([v.transform(_prepared(name, texts)) for name, v in self.vectorisers.items()], format="csr")

    def one(self, text: str) -> tuple[npt.NDArray[np.intp], Array]:
        """Columns and values of the row of one text: the same numbers as `__call__`, ten times faster for one."""
        columns: list[int] = []
        values: list[Array] = []
        start = 0
        for name, vectoriser in self.vectorisers.items():
            vocabulary = vectoriser.vocabulary_
            found = Counter(filter(None.__ne__, map(vocabulary.get, self._split[name](_prepared(name, [text])[0]))))
            at = np.fromiter(found, dtype=np.intp, count=len(found))
            row = (1 + np.log(np.fromiter(found.values(), np.float32, len(found)))) * vectoriser.idf_[at]
            length = float(np.sqrt(row @ row))
            values.append(row / length if length else row)
            columns.extend(at + start)
            start += len(vocabulary)
        return np.array(columns, dtype=np.intp), np.concatenate(values).astype(np.float32)


def _vectoriser(block: str, minimum_count: int = 1) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, lowercase=False, dtype=np.float32, min_df=minimum_count, **BLOCKS[block])


def _prepared(block: str, texts: Sequence[str]) -> list[str]:
    return [skeleton(text) if block == "skeleton" else words(text) for text in texts]


class LinearClassifier:
    """Texts to classes. `temperature` divides the scores before they become probabilities: higher is less sure."""

    def __init__(self, features: Features, classes: Sequence[str], weights: Array, temperature: float) -> None:
        self.features = features
        self.classes = list(classes)
        self.weights = weights  # (number of features + 1, number of classes): the last row is the intercept.
        self.temperature = temperature

    @classmethod
    def train(
        cls, texts: Sequence[str], labels: Sequence[str], minimum_count: int = 1, temperature: float = 1.0
    ) -> "LinearClassifier":
        """Learn from labelled texts; at least two classes are needed."""
        features = Features.learn(texts, minimum_count)
        matrix = features(texts)
        model = _loss(len(texts)).fit(matrix, labels)
        return cls(features, model.classes_.tolist(), _weights(model, matrix), temperature)

    def rank(self, text: str) -> list[Ranked]:
        """All classes with their probabilities, most likely first."""
        columns, values = self.features.one(text)
        scores = (values @ self.weights[columns] + self.weights[-1]) / self.temperature
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        return [Ranked(self.classes[i], float(likely[i])) for i in np.argsort(-likely)]

    def save(self, folder: Path) -> None:
        """Write the model into a folder, as JSON and plain arrays: nothing that could run code when read."""
        vocabularies = {
            name: sorted(v.vocabulary_, key=v.vocabulary_.__getitem__) for name, v in self.features.vectorisers.items()
        }
        about = {"classes": self.classes, "temperature": self.temperature, "vocabularies": vocabularies}
        (folder / "classifier.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        idf = {f"idf_{name}": v.idf_ for name, v in self.features.vectorisers.items()}
        np.savez(folder / "classifier.npz", weights=self.weights, **idf)

    @classmethod
    def load(cls, folder: Path) -> "LinearClassifier":
        """Read what `save` wrote."""
        about = json.loads((folder / "classifier.json").read_text(encoding="utf-8"))
        with np.load(folder / "classifier.npz", allow_pickle=False) as arrays:
            vectorisers = {}
            for name, terms in about["vocabularies"].items():
                vectorisers[name] = _vectoriser(name)
                vectorisers[name].vocabulary_ = {term: at for at, term in enumerate(terms)}
                vectorisers[name].idf_ = arrays[f"idf_{name}"]
            return cls(Features(vectorisers), about["classes"], arrays["weights"], about["temperature"])


def _loss(examples: int) -> LogisticRegression | LinearSVC:
    """With few examples multinomial logistic loss generalises better, with many the hinge of one class against the
    rest.

    BANKING77 (docs/benchmarks.md): 0.76 against 0.73 with ten examples a class, 0.91 against 0.92 and a tenth of the
    time with all.
    """
    if examples < _MANY:
        return LogisticRegression(C=10, tol=1e-3, max_iter=100)
    return LinearSVC(C=0.5, tol=1e-2, random_state=0)


def _weights(model: LogisticRegression | LinearSVC, matrix: sp.csr_matrix) -> Array:
    """Coefficients and intercepts of a model, scaled so that its scores spread by 1 on the training texts."""
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes.
        coefficients, intercepts = (
            np.vstack([-coefficients, coefficients]),
            np.hstack([-intercepts, intercepts]),
        )
    stacked = np.vstack([coefficients.T, intercepts[None, :]])
    scores = matrix @ stacked[:-1] + stacked[-1]
    spread = scores.std(axis=1).mean()
    return np.asarray(stacked / spread, dtype=np.float32)

"""A linear classifier over sparse features, with calibrated confidence. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from .features import Features, Row

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

Weights = npt.NDArray[np.float16]

#: From this many examples on the faster loss is also the better one.
_MANY = 4000


@dataclass(frozen=True)
class Ranked:
    """A class, such as an intent, with its probability."""

    name: str
    confidence: float


class LinearClassifier:
    """Texts to classes. `temperature` divides the scores before they become probabilities: higher is less sure."""

    def __init__(self, features: Features, classes: Sequence[str], weights: Weights, temperature: float) -> None:
        self.features = features
        self.classes = list(classes)
        # Half precision, (number of features + 1, number of classes): the last row is the intercept.
        self.weights = weights
        self.temperature = temperature

    @classmethod
    def train(
        cls, texts: Sequence[str], labels: Sequence[str], minimum_count: int = 1, temperature: float = 1.0
    ) -> "LinearClassifier":
        """Learn features and classes from labelled texts; at least two classes are needed."""
        features, rows = Features.learn(texts, minimum_count)
        return cls.fit(features, rows, labels, temperature)

    @classmethod
    def fit(
        cls,
        features: Features,
        rows: sp.csr_matrix,
        labels: Sequence[str],
        temperature: float = 1.0,
        balanced: bool = False,
    ) -> "LinearClassifier":
        """Learn classes from the rows of texts whose features are known already; `balanced` gives a class of few
        examples the weight of one of many."""
        model = _loss(rows.shape[0]).set_params(class_weight="balanced" if balanced else None).fit(rows, labels)
        return cls(features, model.classes_.tolist(), _weights(model, rows), temperature)

    def rank(self, text: str) -> list[Ranked]:
        """All classes with their probabilities, most likely first."""
        return self.rank_row(self.features.one(text))

    def rank_row(self, row: Row) -> list[Ranked]:
        """`rank` for the row of a text, where several classifiers share their features."""
        columns, values = row
        scores = (values @ self.weights[columns].astype(np.float32) + self.weights[-1]) / self.temperature
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        return [Ranked(self.classes[i], float(likely[i])) for i in np.argsort(-likely)]

    def save(self, folder: Path) -> None:
        """Write classes and weights, without the features, as JSON and plain arrays."""
        about = {"classes": self.classes, "temperature": self.temperature}
        (folder / "classes.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        np.save(folder / "weights.npy", self.weights)

    @classmethod
    def load(cls, folder: Path, features: Features) -> "LinearClassifier":
        """Read what `save` wrote."""
        about = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
        weights = np.load(folder / "weights.npy", allow_pickle=False)
        return cls(features, about["classes"], weights, about["temperature"])


def _loss(examples: int) -> "LogisticRegression | LinearSVC":
    """With few examples multinomial logistic loss generalises better, with many the hinge of one class against all.

    BANKING77 (docs/benchmarks.md), few and many examples: logistic 0.76 and 0.91, hinge 0.73 and 0.92 in a fifth of
    the time.
    """
    from sklearn.linear_model import LogisticRegression  # Heavy, and only training needs it.
    from sklearn.svm import LinearSVC

    if examples < _MANY:
        return LogisticRegression(C=10, tol=1e-3, max_iter=100)
    return LinearSVC(C=0.5, tol=1e-2, random_state=0)


def _weights(model: "LogisticRegression | LinearSVC", rows: sp.csr_matrix) -> Weights:
    """Coefficients and intercepts of a model, scaled so that its scores spread by 1 on the training texts."""
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes.
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.hstack([-intercepts, intercepts])
    stacked = np.vstack([coefficients.T, intercepts[None, :]])
    spread = (rows @ stacked[:-1] + stacked[-1]).std(axis=1).mean()
    return np.asarray(stacked / spread, dtype=np.float16)  # Half the memory, and three digits are enough.

"""What the intents are told apart with: n-grams and a sentence embedding, in one softmax over every label.

Pure numpy once trained; scikit-learn is imported to train and never to serve. A label is an intent, or an intent and
its response key (`faq/date_limite`).
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from .features import TextFeatures
from .text import normalise

WEIGHTS_FILE = "weights.npz"
VOCABULARY_FILE = "vocabulary.json"

# The n-grams are projected on as many directions as tell them apart: ten times faster to train on, and as right.
_DIRECTIONS = 600
_ITERATIONS = 100
_TOLERANCE = 1e-3


class Embedding(Protocol):
    """Whatever turns texts into vectors, one row a text."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors of `texts`."""


@dataclass(frozen=True)
class _Head:
    """A trained softmax: scores are `ngrams @ ngram_weights + embedding @ embedding_weights + bias`."""

    ngram_weights: np.ndarray
    embedding_weights: np.ndarray
    bias: np.ndarray


class IntentModel:
    """Probabilities of the labels for a text.

    The features of a text are its n-grams (`TextFeatures`) and, with an embedding, its embedding less the mean of the
    training set's, scaled to length `embedding_scale`. A second head reads n-grams alone: it answers where the model
    is loaded without its embedding.
    """

    def __init__(
        self,
        labels: Sequence[str],
        ngrams: TextFeatures,
        heads: tuple[_Head, _Head | None],
        mean: np.ndarray,
        scale: float,
        embedding: Embedding | None = None,
    ) -> None:
        self.labels = list(labels)
        self.ngrams = ngrams
        self._plain, self._full = heads
        self._mean = mean
        self._scale = scale
        self.embedding = embedding

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        strength: float,
        scale: float,
        vectors: np.ndarray | None,
    ) -> IntentModel:
        """Train on `texts` and their `labels`, of which there must be two at least.

        `strength` is the inverse of the regularisation (scikit-learn's C), `vectors` embeds `texts` normalised,
        `scale` is the length of an embedding beside that of the n-grams (square root of 2). Without vectors the model
        has one head. The embedding itself is given to the model afterwards.
        """
        from scipy import sparse
        from sklearn.decomposition import TruncatedSVD
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression

        normalised = [normalise(text) for text in texts]
        ngrams = TextFeatures.fit(normalised)
        rows = [ngrams.transform(text) for text in normalised]
        matrix = sparse.csr_matrix(
            (
                np.concatenate([values for _, values in rows]),
                np.concatenate([indices for indices, _ in rows]),
                np.cumsum([0] + [len(indices) for indices, _ in rows]),
            ),
            shape=(len(rows), len(ngrams)),
        )
        projection = TruncatedSVD(min(_DIRECTIONS, *(size - 1 for size in matrix.shape)), n_iter=2, random_state=0)
        projected = projection.fit_transform(matrix).astype(np.float32)
        directions = projection.components_.astype(np.float32)
        classes = sorted(set(labels))

        def head(features: np.ndarray) -> _Head:
            regression = LogisticRegression(C=strength, max_iter=_ITERATIONS, tol=_TOLERANCE)
            with warnings.catch_warnings():
                # Stopping before the last digit costs nothing: the predictions no longer move.
                warnings.simplefilter("ignore", ConvergenceWarning)
                regression.fit(features, labels)
            weights, bias = regression.coef_.T, regression.intercept_
            if len(classes) == 2:  # one column of scores, for the second class
                weights, bias = np.hstack([0 * weights, weights]), np.append(0, bias)
            split = len(directions)
            return _Head(
                (directions.T @ weights[:split]).astype(np.float16),
                weights[split:].astype(np.float32),
                bias.astype(np.float32),
            )

        plain = head(projected)
        if vectors is None:
            return cls(classes, ngrams, (plain, None), np.zeros(0, dtype=np.float32), scale)
        mean = vectors.mean(axis=0)
        full = head(np.hstack([projected, _scaled(vectors - mean, scale)]))
        return cls(classes, ngrams, (plain, full), mean, scale)

    def probabilities(self, text: str) -> np.ndarray:
        """Return the probability of each of `labels`, in their order."""
        normalised = normalise(text)
        indices, values = self.ngrams.transform(normalised)
        embedding = self.embedding if self._full is not None else None
        head = self._plain if embedding is None or self._full is None else self._full
        scores = values @ head.ngram_weights[indices].astype(np.float32) + head.bias
        if embedding is not None:
            scores += _scaled(embedding.encode([normalised])[0] - self._mean, self._scale) @ head.embedding_weights
        exponents = np.exp(scores - scores.max())
        return np.asarray(exponents / exponents.sum())

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        arrays: dict[str, Any] = {"idf": self.ngrams.idf, "mean": self._mean, "scale": np.float32(self._scale)}
        for name, head in (("plain", self._plain), ("full", self._full)):
            if head is not None:
                arrays |= {f"{name}_{part}": values for part, values in vars(head).items()}
        np.savez(folder / WEIGHTS_FILE, **arrays)
        vocabulary = {"labels": self.labels, "ngrams": self.ngrams.vocabulary}
        (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, embedding: Embedding | None) -> IntentModel:
        """Read a model that `save` wrote. Raises OSError where there is none."""
        vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS_FILE) as arrays:

            def head(name: str) -> _Head:
                return _Head(*(arrays[f"{name}_{part}"] for part in _Head.__dataclass_fields__))

            return cls(
                vocabulary["labels"],
                TextFeatures(vocabulary["ngrams"], arrays["idf"]),
                (head("plain"), head("full") if "full_bias" in arrays else None),
                arrays["mean"],
                float(arrays["scale"]),
                embedding,
            )


def _scaled(vectors: np.ndarray, length: float) -> np.ndarray:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(length * vectors / np.maximum(norms, 1e-9), dtype=np.float32)

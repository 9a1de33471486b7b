"""What texts are told apart with: n-grams and a sentence embedding, side by side, and the layer that reads them.

Pure numpy once trained; scikit-learn is imported to train and never to serve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from .features import TextFeatures
from .text import normalise

# The n-grams are projected on as many directions as tell them apart: ten times faster to train on, and as right.
_DIRECTIONS = 600


class Embedding(Protocol):
    """Whatever turns texts into vectors, one row a text."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors of `texts`."""


@dataclass(frozen=True)
class Layer:
    """What is read from features: `ngrams @ ngram_weights + embedding @ embedding_weights + bias`."""

    ngram_weights: np.ndarray
    embedding_weights: np.ndarray
    bias: np.ndarray

    def read(self, features: Features) -> np.ndarray:
        """Return one number for each unit of the layer."""
        read = features.values @ self.ngram_weights[features.indices].astype(np.float32) + self.bias
        if features.vector is not None:
            read = read + features.vector @ self.embedding_weights
        return np.asarray(read)


class Features(NamedTuple):
    """A text as a layer reads it: its known n-grams, their values, and its embedding, None without one."""

    indices: np.ndarray
    values: np.ndarray
    vector: np.ndarray | None


class FeatureSpace:
    """Turns a text into features.

    They are its n-grams (`TextFeatures`) and, with an embedding, its embedding less the mean of the training set's,
    scaled to length `scale` beside that of the n-grams (square root of 2).
    """

    def __init__(self, ngrams: TextFeatures, mean: np.ndarray, scale: float, embedding: Embedding | None) -> None:
        self.ngrams = ngrams
        self.mean = mean
        self.scale = scale
        self.embedding = embedding

    def read(self, text: str) -> Features:
        """Return the features of a text as it was typed."""
        normalised = normalise(text)
        indices, values = self.ngrams.transform(normalised)
        return Features(indices, values, self._vector(normalised))

    def vector(self, text: str) -> np.ndarray | None:
        """Return the embedding of a text as layers read it, None without one."""
        return self._vector(normalise(text))

    def _vector(self, normalised: str) -> np.ndarray | None:
        if self.embedding is None or not len(self.mean):
            return None  # without vectors in training there is no telling what they are worth
        return self.scaled(self.embedding.encode([normalised])[0])

    def scaled(self, vectors: np.ndarray) -> np.ndarray:
        """Return embeddings (one, or a row each) as layers read them."""
        centred = vectors - self.mean
        norms = np.linalg.norm(centred, axis=-1, keepdims=True)
        return np.asarray(self.scale * centred / np.maximum(norms, 1e-9), dtype=np.float32)

    def arrays(self) -> dict[str, Any]:
        """Return what `restored` needs beside the n-grams themselves, to be stored with what reads it."""
        return {"idf": self.ngrams.idf, "mean": self.mean, "scale": np.float32(self.scale)}

    @classmethod
    def restored(cls, ngrams: Sequence[str], arrays: Any, embedding: Embedding | None) -> FeatureSpace:
        """Return the space that was stored as `arrays`."""
        return cls(TextFeatures(ngrams, arrays["idf"]), arrays["mean"], float(arrays["scale"]), embedding)


class Training:
    """The training texts in their own feature space.

    `rows` has a line a text: its projected n-grams and, where `vectors` embed the texts normalised, its embedding.
    """

    def __init__(self, texts: Sequence[str], vectors: np.ndarray | None, scale: float) -> None:
        """Learn the space of `texts`; two at least."""
        from scipy import sparse
        from sklearn.decomposition import TruncatedSVD

        normalised = [normalise(text) for text in texts]
        ngrams = TextFeatures.fit(normalised)
        read = [ngrams.transform(text) for text in normalised]
        matrix = sparse.csr_matrix(
            (
                np.concatenate([values for _, values in read]),
                np.concatenate([indices for indices, _ in read]),
                np.cumsum([0] + [len(indices) for indices, _ in read]),
            ),
            shape=(len(read), len(ngrams)),
        )
        projection = TruncatedSVD(min(_DIRECTIONS, *(size - 1 for size in matrix.shape)), n_iter=2, random_state=0)
        self.projected = projection.fit_transform(matrix).astype(np.float32)
        self._directions = projection.components_.astype(np.float32)
        mean = np.zeros(0, dtype=np.float32) if vectors is None else vectors.mean(axis=0)
        self.space = FeatureSpace(ngrams, mean, scale, None)
        self.rows = self.projected if vectors is None else np.hstack([self.projected, self.space.scaled(vectors)])

    def layer(self, weights: np.ndarray, bias: np.ndarray) -> Layer:
        """Return the layer of weights over the columns of `rows` (or of `projected`), one column a unit."""
        split = len(self._directions)
        return Layer(
            (self._directions.T @ weights[:split].astype(np.float32)).astype(np.float16),
            weights[split:].astype(np.float32),
            bias.astype(np.float32),
        )

"""What the intents are told apart with: a small network over every label.

A label is an intent, or an intent and its response key (`faq/date_limite`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .feature_space import Embedding, FeatureSpace, Training
from .features import TextFeatures
from .perceptron import Perceptron, softmax

WEIGHTS_FILE = "weights.npz"
VOCABULARY_FILE = "vocabulary.json"
_SCALE = 2.0
_PLAIN, _FULL = "plain", "full"


class IntentModel:
    """Probabilities of the labels for a text.

    A second network reads n-grams alone: it answers where the model is loaded without its embedding.
    """

    def __init__(self, labels: Sequence[str], space: FeatureSpace, plain: Perceptron, full: Perceptron | None) -> None:
        self.labels = list(labels)
        self.space = space
        self._plain, self._full = plain, full

    @classmethod
    def fit(cls, texts: Sequence[str], labels: Sequence[str], vectors: np.ndarray | None) -> IntentModel:
        """Train on `texts` and their `labels`, of which there must be two at least.

        `vectors` embeds `texts` normalised; without them the model has one network. The embedding itself is given to
        the model afterwards.
        """
        training = Training(texts, vectors, _SCALE)
        plain, classes = Perceptron.fit(training, labels, with_embedding=False)
        full = None if vectors is None else Perceptron.fit(training, labels)[0]
        return cls(classes, training.space, plain, full)

    @property
    def ngrams(self) -> TextFeatures:
        """The n-grams that training has met."""
        return self.space.ngrams

    @property
    def embedding(self) -> Embedding | None:
        """The embedding that texts are read with; None: n-grams alone."""
        return self.space.embedding

    @embedding.setter
    def embedding(self, embedding: Embedding | None) -> None:
        self.space.embedding = embedding if self._full is not None else None

    def probabilities(self, text: str) -> np.ndarray:
        """Return the probability of each of `labels`, in their order."""
        features = self.space.read(text)
        network = self._plain if features.vector is None or self._full is None else self._full
        return softmax(network.scores(features))

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        arrays = self.space.arrays() | self._plain.arrays(_PLAIN)
        if self._full is not None:
            arrays |= self._full.arrays(_FULL)
        np.savez(folder / WEIGHTS_FILE, **arrays)
        vocabulary = {"labels": self.labels, "ngrams": self.ngrams.vocabulary}
        (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, embedding: Embedding | None) -> IntentModel:
        """Read a model that `save` wrote. Raises OSError where there is none."""
        vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS_FILE) as arrays:
            space = FeatureSpace.restored(vocabulary["ngrams"], arrays, None)
            full = Perceptron.restored(arrays, _FULL) if f"{_FULL}/bias" in arrays else None
            model = cls(vocabulary["labels"], space, Perceptron.restored(arrays, _PLAIN), full)
        model.embedding = embedding
        return model

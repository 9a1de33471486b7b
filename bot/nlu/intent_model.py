"""What the intents are told apart with: one softmax over every label.

A label is an intent, or an intent and its response key (`faq/date_limite`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .feature_space import Embedding, FeatureSpace, Head, Training, regress
from .features import TextFeatures

WEIGHTS_FILE = "weights.npz"
VOCABULARY_FILE = "vocabulary.json"


class IntentModel:
    """Probabilities of the labels for a text.

    A second head reads n-grams alone: it answers where the model is loaded without its embedding.
    """

    def __init__(self, labels: Sequence[str], space: FeatureSpace, plain: Head, full: Head | None) -> None:
        self.labels = list(labels)
        self.space = space
        self._plain, self._full = plain, full

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

        `strength` is the inverse of the regularisation, `vectors` embeds `texts` normalised, `scale` is the length of
        an embedding (see `FeatureSpace`). Without vectors the model has one head. The embedding itself is given to
        the model afterwards.
        """
        training = Training(texts, vectors, scale)
        classes, *plain = regress(training.projected, labels, strength)
        full = None if vectors is None else training.head(*regress(training.rows, labels, strength)[1:])
        return cls(classes, training.space, training.head(*plain), full)

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
        head = self._plain if features.vector is None or self._full is None else self._full
        return head.probabilities(features)

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        arrays = self.space.arrays()
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

            def head(name: str) -> Head:
                return Head(*(arrays[f"{name}_{part}"] for part in Head.__dataclass_fields__))

            space = FeatureSpace.restored(vocabulary["ngrams"], arrays, None)
            model = cls(vocabulary["labels"], space, head("plain"), head("full") if "full_bias" in arrays else None)
        model.embedding = embedding
        return model

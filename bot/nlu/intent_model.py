"""What the intents are told apart with: a small network over every label.

A label is an intent, or an intent and its response key (`faq/date_limite`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .feature_space import Training
from .features import TextFeatures
from .perceptron import Perceptron, softmax
from .text_model import TextModel

_SCALE = 2.0
_PLAIN, _FULL = "plain", "full"


class IntentModel(TextModel):
    """Probabilities of the labels for a text.

    A second network reads n-grams alone: it answers where the model is loaded without its embedding.
    """

    @property
    def labels(self) -> list[str]:
        """The labels that are told apart."""
        labels: list[str] = self._told["labels"]
        return labels

    @classmethod
    def fit(cls, texts: Sequence[str], labels: Sequence[str], vectors: np.ndarray | None) -> IntentModel:
        """Train on `texts` and their `labels`, of which there must be two at least.

        `vectors` embeds `texts` normalised; without them the model has one network.
        """
        training = Training(texts, vectors, _SCALE)
        plain, classes = Perceptron.fit(training, labels, with_embedding=False)
        networks = {_PLAIN: plain}
        if vectors is not None:
            networks[_FULL], _ = Perceptron.fit(training, labels)
        return cls(training.space, networks, {"labels": classes})

    @property
    def ngrams(self) -> TextFeatures:
        """The n-grams that training has met."""
        return self._space.ngrams

    def probabilities(self, text: str) -> np.ndarray:
        """Return the probability of each of `labels`, in their order."""
        features = self._space.read(text)
        return softmax(self._networks[_PLAIN if features.vector is None else _FULL].scores(features))

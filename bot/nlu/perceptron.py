"""A small network over the features of a text: one hidden layer, trained by scikit-learn, served by numpy alone."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from .feature_space import Features, Layer, Training

# Twice as many units, and twice as many epochs, did no better on messages kept apart from training.
_HIDDEN = 256
_ALPHA = 1e-4
_BATCH = 128
_EPOCHS = 15
# A few sentences are gone over more often than thousands.
_FEWEST_STEPS = 600


@dataclass(frozen=True)
class Perceptron:
    """The trained network: `hidden` and `beside` lead into the hidden layer, `output` and `bias` out of it.

    `beside` reads what is known beside the text: the question it answers, what stands around it. It may have no line.
    """

    hidden: Layer
    beside: np.ndarray
    output: np.ndarray
    bias: np.ndarray

    @classmethod
    def fit(
        cls, training: Training, wanted: Any, beside: np.ndarray | None = None, *, with_embedding: bool = True
    ) -> tuple[Perceptron, list[Any]]:
        """Train on the texts of `training` to tell what is `wanted`; return the network, and its classes in order.

        `wanted` is the class of each text, or a matrix of noughts and ones, a column a class, of which several may hold
        at once. `beside` has a line a text of what is known beside it. Raises ValueError below two classes.
        """
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPClassifier

        if np.ndim(wanted) == 1 and len(set(wanted)) < 2:
            raise ValueError("nothing is to be told apart: there is but one class")
        read = training.rows if with_embedding else training.projected
        rows = read if beside is None else np.hstack([read, beside])
        epochs = max(_EPOCHS, math.ceil(_FEWEST_STEPS * _BATCH / len(rows)))
        network = MLPClassifier(
            (_HIDDEN,), alpha=_ALPHA, max_iter=epochs, batch_size=min(_BATCH, len(rows)), random_state=0
        )
        with warnings.catch_warnings():
            # It is stopped before it knows the training set by heart.
            warnings.simplefilter("ignore", ConvergenceWarning)
            network.fit(rows, wanted)
        (inward, outward), (inner, outer) = network.coefs_, network.intercepts_
        width = read.shape[1]
        parts = (part.astype(np.float32) for part in (inward[width:], outward, outer))
        classes: list[Any] = network.classes_.tolist()
        return cls(training.layer(inward[:width], inner), *parts), classes

    def scores(self, features: Features, beside: np.ndarray | None = None) -> np.ndarray:
        """Return a logit for each class; one alone, for the second class, where there are but two."""
        hidden = self.hidden.read(features)
        if beside is not None:
            hidden = hidden + beside @ self.beside
        return np.asarray(np.maximum(hidden, 0) @ self.output + self.bias)

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        """Return what `restored` needs, to be stored under `name`."""
        layer = {f"{name}/hidden/{part}": values for part, values in vars(self.hidden).items()}
        return layer | {f"{name}/{part}": getattr(self, part) for part in ("beside", "output", "bias")}

    @classmethod
    def restored(cls, arrays: Any, name: str) -> Perceptron:
        """Return the network that was stored under `name`."""
        layer = Layer(*(arrays[f"{name}/hidden/{part}"] for part in Layer.__dataclass_fields__))
        return cls(layer, *(arrays[f"{name}/{part}"] for part in ("beside", "output", "bias")))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the probabilities of classes of which one holds."""
    if scores.size == 1:  # the score of the second of two classes
        scores = np.append(0, scores)
    exponents = np.exp(scores - scores.max())
    return np.asarray(exponents / exponents.sum())


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Return the probabilities of classes of which each may hold."""
    return np.asarray(1 / (1 + np.exp(-scores)))

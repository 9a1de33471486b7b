"""What the three models have in common: what texts are read with, and how a model is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import numpy as np

from .feature_space import Embedding, FeatureSpace
from .perceptron import Perceptron

_WEIGHTS_FILE = "weights.npz"
_VOCABULARY_FILE = "vocabulary.json"


class TextModel:
    """Networks, by name, over the features of a text, and what tells the meaning of their classes (`told`, as JSON)."""

    def __init__(self, space: FeatureSpace, networks: Mapping[str, Perceptron], told: Mapping[str, Any]) -> None:
        """Hold a trained model."""
        self._space = space
        self._networks = networks
        self._told = told

    @property
    def embedding(self) -> Embedding | None:
        """The embedding that texts are read with; it is given to a model once trained. None: n-grams alone."""
        return self._space.embedding

    @embedding.setter
    def embedding(self, embedding: Embedding | None) -> None:
        self._space.embedding = embedding

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        arrays = self._space.arrays()
        for name, network in self._networks.items():
            arrays |= network.arrays(name)
        np.savez(folder / _WEIGHTS_FILE, **arrays)
        vocabulary = {"networks": list(self._networks), "told": self._told, "ngrams": self._space.ngrams.vocabulary}
        (folder / _VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, embedding: Embedding | None) -> Self:
        """Read a model that `save` wrote. Raises OSError where there is none."""
        vocabulary = json.loads((folder / _VOCABULARY_FILE).read_text(encoding="utf-8"))
        with np.load(folder / _WEIGHTS_FILE) as arrays:
            space = FeatureSpace.restored(vocabulary["ngrams"], arrays, embedding)
            networks = {name: Perceptron.restored(arrays, name) for name in vocabulary["networks"]}
        return cls(space, networks, vocabulary["told"])

"""What a person's words say to the pending question, where they name no value: « le document est paraphé ».

One network for all questions, which is told which one is asked. Its classes are the values of the questions with
choices or a yes and a no, and three more: `UNKNOWN` (the person does not know), `UNCLEAR` (only a question back can
settle it), `OTHER` (no answer at all). Of an answer about a figure it tells whether the figure is unknown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .feature_space import Embedding, FeatureSpace, Training
from .labels import label_of
from .perceptron import Perceptron, softmax
from .sources import read_entries

UNKNOWN, UNCLEAR, OTHER = "inconnu", "ambigu", "autre"

WEIGHTS_FILE = "weights.npz"
VOCABULARY_FILE = "vocabulary.json"
_NETWORK = "network"
_SCALE = 1.5


@dataclass(frozen=True)
class Answer:
    """One answer to learn from: what was typed while `fact` was asked, and its class (a value as JSON has it).

    Without a fact it answers no question whatever.
    """

    fact: str
    text: str
    label: str


def read_answers(folder: Path) -> list[Answer]:
    """Return the answers of the YAML files in `folder`, whose form is told in its README.md."""
    found = []
    for entry in read_entries(folder):
        kind = next((kind for kind in (UNKNOWN, UNCLEAR, OTHER) if entry.get(kind)), None)
        fact = entry.get("question", "").partition(".")[0]
        found.append(Answer(fact, entry["dit"], kind or label_of(entry["valeur"])))
    return found


class AnswerModel:
    """Probabilities of what an answer says, for each question that it was trained for."""

    def __init__(
        self, space: FeatureSpace, network: Perceptron, labels: Sequence[str], values: Mapping[str, Sequence[str]]
    ) -> None:
        self._space = space
        self._network = network
        self._labels = list(labels)
        self._values = {fact: list(found) for fact, found in values.items()}
        self._ranks = {fact: rank for rank, fact in enumerate(values)}

    def __contains__(self, fact: str) -> bool:
        """Whether answers to the question about `fact` can be read."""
        return fact in self._ranks

    @classmethod
    def fit(cls, answers: Sequence[Answer], values: Mapping[str, Sequence[str]], vectors: np.ndarray) -> AnswerModel:
        """Train on `answers`; `vectors` embeds their texts normalised.

        `values` holds the classes of each question with choices, none for one about a figure. What is no answer to any
        question (fact "") is shared out among all. The embedding itself is given to the model afterwards.
        """
        facts = list(values)
        training = Training([answer.text for answer in answers], vectors, _SCALE)
        ranks = [facts.index(a.fact) if a.fact else i % len(facts) for i, a in enumerate(answers)]
        labels = [a.label if a.label in (UNKNOWN, *values.get(a.fact, ())) else _rest(a, values) for a in answers]
        asked = np.eye(len(facts), dtype=np.float32)[ranks]
        network, classes = Perceptron.fit(training, labels, asked)
        return cls(training.space, network, classes, values)

    @property
    def embedding(self) -> Embedding | None:
        """The embedding that texts are read with; without one nothing is read."""
        return self._space.embedding

    @embedding.setter
    def embedding(self, embedding: Embedding | None) -> None:
        self._space.embedding = embedding

    def probabilities(self, fact: str, text: str) -> dict[str, float]:
        """Return the probability of each class for `text` as the answer to the question about `fact`."""
        asked = np.zeros(len(self._ranks), dtype=np.float32)
        asked[self._ranks[fact]] = 1
        shares = softmax(self._network.scores(self._space.read(text), asked)).tolist()
        possible = {UNKNOWN, UNCLEAR, OTHER, *self._values[fact]}
        kept = {label: share for label, share in zip(self._labels, shares, strict=True) if label in possible}
        total = sum(kept.values())
        return {label: share / total for label, share in kept.items()}

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        np.savez(folder / WEIGHTS_FILE, **self._space.arrays(), **self._network.arrays(_NETWORK))
        vocabulary = {"labels": self._labels, "values": self._values, "ngrams": self._space.ngrams.vocabulary}
        (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, embedding: Embedding) -> AnswerModel:
        """Read a model that `save` wrote. Raises OSError where there is none."""
        vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS_FILE) as arrays:
            space = FeatureSpace.restored(vocabulary["ngrams"], arrays, embedding)
            network = Perceptron.restored(arrays, _NETWORK)
        return cls(space, network, vocabulary["labels"], vocabulary["values"])


def _rest(answer: Answer, values: Mapping[str, Sequence[str]]) -> str:
    """Return the class of an answer that says no value: unclear, or nothing to this model (a figure, an aside)."""
    return UNCLEAR if answer.label == UNCLEAR and values.get(answer.fact) else OTHER

"""What a person's words say to the pending question, where they name no value: « le document est paraphé ».

One network for all questions, which is told which one is asked. Its classes are the values of the questions with
choices or a yes and a no, and three more: `UNKNOWN` (the person does not know), `UNCLEAR` (only a question back can
settle it), `OTHER` (no answer at all). Of an answer about a figure it tells whether the figure is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .feature_space import FeatureSpace, Training
from .labels import label_of
from .perceptron import Perceptron, softmax
from .sources import read_entries
from .text_model import TextModel

UNKNOWN, UNCLEAR, OTHER = "inconnu", "ambigu", "autre"

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

    def class_among(self, values: Mapping[str, Sequence[str]]) -> str:
        """Return its class for a model of the questions and classes `values`.

        An answer that says no value is unclear, or nothing to the model (a figure, an aside).
        """
        possible = values.get(self.fact, ())
        if self.label in (UNKNOWN, *possible):
            return self.label
        return UNCLEAR if self.label == UNCLEAR and possible else OTHER


def read_answers(folder: Path) -> list[Answer]:
    """Return the answers of the YAML files in `folder`, whose form is told in its README.md."""
    found = []
    for entry in read_entries(folder):
        kind = next((kind for kind in (UNKNOWN, UNCLEAR, OTHER) if entry.get(kind)), None)
        fact = entry.get("question", "").partition(".")[0]
        found.append(Answer(fact, entry["dit"], kind or label_of(entry["valeur"])))
    return found


class AnswerModel(TextModel):
    """Probabilities of what an answer says, for each question that it was trained for."""

    def __init__(self, space: FeatureSpace, networks: Mapping[str, Perceptron], told: Mapping[str, Any]) -> None:
        """Hold a trained model, of `told["labels"]` and the questions and classes `told["values"]`."""
        super().__init__(space, networks, told)
        self._ranks = {fact: rank for rank, fact in enumerate(told["values"])}

    def __contains__(self, fact: str) -> bool:
        """Whether answers to the question about `fact` can be read."""
        return fact in self._ranks

    @classmethod
    def fit(cls, answers: Sequence[Answer], values: Mapping[str, Sequence[str]], vectors: np.ndarray) -> AnswerModel:
        """Train on `answers`; `vectors` embeds their texts normalised.

        `values` holds the classes of each question with choices, none for one about a figure. What is no answer to any
        question (fact "") is shared out among all.
        """
        facts = list(values)
        training = Training([answer.text for answer in answers], vectors, _SCALE)
        ranks = [facts.index(a.fact) if a.fact else i % len(facts) for i, a in enumerate(answers)]
        labels = [answer.class_among(values) for answer in answers]
        asked = np.eye(len(facts), dtype=np.float32)[ranks]
        network, classes = Perceptron.fit(training, labels, asked)
        told = {"labels": classes, "values": {fact: list(found) for fact, found in values.items()}}
        return cls(training.space, {_NETWORK: network}, told)

    def probabilities(self, fact: str, text: str) -> dict[str, float]:
        """Return the probability of each class for `text` as the answer to the question about `fact`."""
        asked = np.zeros(len(self._ranks), dtype=np.float32)
        asked[self._ranks[fact]] = 1
        shares = softmax(self._networks[_NETWORK].scores(self._space.read(text), asked)).tolist()
        possible = {UNKNOWN, UNCLEAR, OTHER, *self._told["values"][fact]}
        kept = {label: share for label, share in zip(self._told["labels"], shares, strict=True) if label in possible}
        total = sum(kept.values())
        return {label: share / total for label, share in kept.items()}

"""What a person's words say to the pending question, where they name no value: « le document est paraphé ».

For each question with choices or a yes and a no, one softmax over its values and three more classes: `UNKNOWN` (the
person does not know), `UNCLEAR` (only a question back can settle it), `OTHER` (no answer at all).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from .feature_space import Embedding, FeatureSpace, Head, Training, regress

if TYPE_CHECKING:
    from rules_kb.models import Fact

UNKNOWN, UNCLEAR, OTHER = "inconnu", "ambigu", "autre"

WEIGHTS_FILE = "weights.npz"
VOCABULARY_FILE = "vocabulary.json"
_STRENGTH = 5.0
_SCALE = 1.5


@dataclass(frozen=True)
class Answer:
    """One answer to learn from: what was typed while `fact` was asked, and its class (a value as JSON has it)."""

    fact: str
    text: str
    label: str


def read_answers(folder: Path) -> list[Answer]:
    """Return the answers of the YAML files in `folder`, whose form is told in its README.md."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            kind = next((kind for kind in (UNKNOWN, UNCLEAR, OTHER) if entry.get(kind)), None)
            found.append(Answer(entry["question"], entry["dit"], kind or label_of(entry["valeur"])))
    return found


def label_of(value: Any) -> str:
    """Return the class of a value."""
    return json.dumps(value)


class AnswerModel:
    """Probabilities of what an answer says, for each question that it was trained for."""

    def __init__(self, space: FeatureSpace, heads: dict[str, tuple[list[str], Head]]) -> None:
        self._space = space
        self._heads = heads

    def __contains__(self, fact: str) -> bool:
        """Whether answers to the question about `fact` can be read."""
        return fact in self._heads

    @classmethod
    def fit(cls, answers: Sequence[Answer], facts: Sequence[Fact], vectors: np.ndarray) -> AnswerModel:
        """Train on `answers` to the questions about `facts`; `vectors` embeds their texts normalised.

        Questions answered by yes or no learn together: what they share (« que dalle », « c'est fait ») is weighed for
        all of them, what is their own for each (« d'autres le pourraient »). « Je ne sais pas » and what is no answer
        serve every question. The embedding itself is given to the model afterwards.
        """
        from scipy import sparse

        training = Training([answer.text for answer in answers], vectors, _SCALE)
        booleans: list[str] = [fact.id for fact in facts if fact.type == "booleen"]
        heads: dict[str, tuple[list[str], Head]] = {}
        for fact in facts:
            if fact.id not in booleans:
                kept = [i for i, a in enumerate(answers) if a.fact == fact.id or a.label in (UNKNOWN, OTHER)]
                labels = [answers[i].label for i in kept]
                classes, weights, bias = regress(training.rows[kept], labels, _STRENGTH)
                heads[fact.id] = classes, training.head(weights, bias)
        kept = [i for i, a in enumerate(answers) if a.fact in booleans or a.label in (UNKNOWN, OTHER)]
        width = training.rows.shape[1]
        shared = training.rows[kept]
        # A block of columns for each question beside those that all share, nought in the answers to the others.
        own = np.array([row for row, i in enumerate(kept) if answers[i].fact in booleans])
        ranks = np.array([booleans.index(answers[kept[row]].fact) for row in own])
        columns = ranks[:, None] * width + np.arange(width)
        blocks = sparse.csr_matrix(
            (shared[own].ravel(), (np.repeat(own, width), columns.ravel())), shape=(len(kept), width * len(booleans))
        )
        rows = sparse.hstack([sparse.csr_matrix(shared), blocks], format="csr")
        classes, weights, bias = regress(rows, [answers[i].label for i in kept], _STRENGTH)
        for rank, fact_id in enumerate(booleans, start=1):
            summed = weights[:width] + weights[rank * width : (rank + 1) * width]
            heads[fact_id] = classes, training.head(summed, bias)
        return cls(training.space, heads)

    @property
    def embedding(self) -> Embedding | None:
        """The embedding that texts are read with; without one nothing is read."""
        return self._space.embedding

    @embedding.setter
    def embedding(self, embedding: Embedding | None) -> None:
        self._space.embedding = embedding

    def probabilities(self, fact: str, text: str) -> dict[str, float]:
        """Return the probability of each class for `text` as the answer to the question about `fact`."""
        classes, head = self._heads[fact]
        return dict(zip(classes, head.probabilities(self._space.read(text)).tolist(), strict=True))

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        arrays = self._space.arrays()
        for fact, (_, head) in self._heads.items():
            arrays |= {f"{fact}/{part}": values for part, values in vars(head).items()}
        np.savez(folder / WEIGHTS_FILE, **arrays)
        vocabulary = {
            "classes": {fact: classes for fact, (classes, _) in self._heads.items()},
            "ngrams": self._space.ngrams.vocabulary,
        }
        (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, embedding: Embedding) -> AnswerModel:
        """Read a model that `save` wrote. Raises OSError where there is none."""
        vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS_FILE) as arrays:
            heads = {
                fact: (classes, Head(*(arrays[f"{fact}/{part}"] for part in Head.__dataclass_fields__)))
                for fact, classes in vocabulary["classes"].items()
            }
            return cls(FeatureSpace.restored(vocabulary["ngrams"], arrays, embedding), heads)

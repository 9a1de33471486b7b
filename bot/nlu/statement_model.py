"""Which facts a message states of the structure, in whatever words: learnt from statements that people wrote.

A message is read clause by clause, each beside the whole message and beside what the rules take the clause for (a
question, somebody else's: `bot.extraction.scope`). Of a fact with choices the classes are its values; of a figure there
is one class, that the clause says it: which figure it is, the rules read best.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.extraction.message import Message
from bot.extraction.scope import Standing

from .feature_space import Embedding, FeatureSpace, Training
from .labels import label_of
from .perceptron import Perceptron, sigmoid
from .sources import read_entries

WEIGHTS_FILE = "weights.npz"
VOCABULARY_FILE = "vocabulary.json"
_NETWORK = "network"
_SCALE = 1.5

SAID = "dit"
"""The class of a figure that a clause says."""

_SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}|\d")
_TRIMMED = " ,;:.!-–—"
# Of the characters that say a fact, the share in a clause from which the clause says it, and below which it does not.
_MOST, _HARDLY = 0.6, 0.25
_STANDINGS = list(Standing)


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a message: its text, where it stands in the raw message, and what it is worth by the rules."""

    text: str
    start: int
    end: int
    standing: Standing
    whole: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One text to learn from: `said` is a class a fact that it states (a value as JSON has it, or `SAID`)."""

    part: Part
    said: Mapping[str, str]


class Said(NamedTuple):
    """The likeliest class of a fact in a message, how probable it is, and the clause that says it."""

    label: str
    probability: float
    part: Part


def parts_of(text: str) -> list[Part]:
    """Return the clauses of a message that hold a word or a figure."""
    message = Message(text)
    parts = []
    for clause in message.clauses:
        start, end = message.place(clause.start, clause.end)
        said = text[start:end].strip(_TRIMMED)
        if _SAYS_SOMETHING.search(said):
            start = text.index(said, start)
            parts.append(Part(said, start, start + len(said), clause.standing, text))
    return parts


def read_statements(folder: Path, values: Mapping[str, Sequence[str]]) -> Iterator[Statement]:
    """Yield what the YAML files in `folder` teach, whose form is told in its README.md.

    `values` holds the classes of each fact with choices, none of the others, of which the class is that they are said.
    """
    for entry in read_entries(folder):
        text, places = entry["dit"], entry.get("ou")
        said = {
            fact: label_of(value) if values[fact] else SAID for fact, value in entry["faits"].items() if fact in values
        }
        parts = parts_of(text)
        alone = parts[0].standing if len(parts) == 1 else Standing.OWN
        yield Statement(Part(text, 0, len(text), alone, text), said)
        if places is None:
            continue
        spans = {fact: (text.find(places[fact]), len(places[fact])) for fact in said}
        for start, length in set(spans.values()):
            words = text[start : start + length]
            inside = {fact: said[fact] for fact in said if places[fact] in words}
            yield Statement(Part(words, start, start + length, Standing.OWN, text), inside)
        for part in parts if len(parts) > 1 else ():
            shares = {
                fact: max(0, min(part.end, start + length) - max(part.start, start)) / length
                for fact, (start, length) in spans.items()
            }
            if not any(_HARDLY <= share < _MOST for share in shares.values()):
                yield Statement(part, {fact: said[fact] for fact, share in shares.items() if share >= _MOST})


class StatementModel:
    """Probabilities of the facts that a message states."""

    def __init__(self, space: FeatureSpace, network: Perceptron, classes: Sequence[tuple[str, str]]) -> None:
        self._space = space
        self._network = network
        self._classes = [(fact, label) for fact, label in classes]

    @classmethod
    def fit(cls, statements: Sequence[Statement], vectors: np.ndarray, wholes: np.ndarray) -> StatementModel:
        """Train on `statements`; `vectors` embeds their texts normalised, `wholes` the messages they are of."""
        training = Training([statement.part.text for statement in statements], vectors, _SCALE)
        standings = [_STANDINGS.index(statement.part.standing) for statement in statements]
        beside = np.hstack([training.space.scaled(wholes), np.eye(len(_STANDINGS), dtype=np.float32)[standings]])
        classes = sorted({said for statement in statements for said in statement.said.items()})
        wanted = np.array([[statement.said.get(fact) == label for fact, label in classes] for statement in statements])
        network, _ = Perceptron.fit(training, wanted.astype(np.int8), beside)
        return cls(training.space, network, classes)

    def read(self, parts: Sequence[Part]) -> dict[str, Said]:
        """Return for each fact its likeliest class over the clauses of one message, none for a message without any."""
        found: dict[str, Said] = {}
        whole = self._space.vector(parts[0].whole) if parts else None
        for part in parts:
            for (fact, label), share in zip(self._classes, self._probabilities(part, whole).tolist(), strict=True):
                if fact not in found or share > found[fact].probability:
                    found[fact] = Said(label, share, part)
        return found

    def _probabilities(self, part: Part, whole: np.ndarray | None) -> np.ndarray:
        standing = np.zeros(len(_STANDINGS), dtype=np.float32)
        standing[_STANDINGS.index(part.standing)] = 1
        around = np.zeros_like(self._space.mean) if whole is None else whole
        return sigmoid(self._network.scores(self._space.read(part.text), np.concatenate([around, standing])))

    @property
    def embedding(self) -> Embedding | None:
        """The embedding that texts are read with; it reads nothing without one."""
        return self._space.embedding

    @embedding.setter
    def embedding(self, embedding: Embedding | None) -> None:
        self._space.embedding = embedding

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        np.savez(folder / WEIGHTS_FILE, **self._space.arrays(), **self._network.arrays(_NETWORK))
        vocabulary = {"classes": self._classes, "ngrams": self._space.ngrams.vocabulary}
        (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, embedding: Embedding) -> StatementModel:
        """Read a model that `save` wrote. Raises OSError where there is none."""
        vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS_FILE) as arrays:
            space = FeatureSpace.restored(vocabulary["ngrams"], arrays, embedding)
            network = Perceptron.restored(arrays, _NETWORK)
        return cls(space, network, vocabulary["classes"])

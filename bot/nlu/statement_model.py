"""Which facts a message states of the structure, in whatever words: learnt from statements that people wrote.

A message is read clause by clause, each beside the whole message and beside what the rules take the clause for (a
question, somebody else's: `bot.extraction.scope`). Of a fact with choices the classes are its values; of a figure there
is one class, that the clause says it: which figure it is, the rules read best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.extraction.message import Message
from bot.extraction.normalising import fold
from bot.extraction.scope import Standing

from .feature_space import Training
from .labels import label_of
from .perceptron import Perceptron, sigmoid
from .sources import read_entries
from .text_model import TextModel

_NETWORK = "network"
_SCALE = 1.5

SAID = "dit"
"""The class of a figure that a clause says."""

_SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}|\d")
_TRIMMED = " ,;:.!-–—"
# Of the characters that say a fact, the share in a clause from which the clause says it, and below which it does not.
_MOST, _HARDLY = 0.6, 0.25
_STANDINGS = list(Standing)
STATED = frozenset({Standing.OWN, Standing.WISHED})
"""What a clause may be worth that says something of the structure, as it is or as it is to be."""
_LONGEST_SELF_ASKED = 10
_SENTENCE_START = re.compile(r"^|[?!;\n]|\.(?!\d)")
_SENTENCE_END = re.compile(r"[?!;\n]|\.(?!\d)")
_ASKS_OTHERS = re.compile(
    r"\W*(?:(?:et|mais|alors|du coup) )*(?:combien|quel(?:le)?s?|qui|que|quoi|comment|quand|ou|pourquoi"
    r"|est ce|c est quoi|qu|faut|peut|doit|y a)(?!\w)"
)
_ANSWERS = re.compile(
    r"\W*(?:(?:ah|ben|bah|eh|euh|alors|et|mais|oh|he)\W+)*(?:\d|(?:oui|ouais|non|nan|nope|si(?= ?,|$)|jamais|aucune?"
    r"|pas|point|rien|zero|que dalle|bien sur|evidemment|absolument|carrement|tout a fait|moins de|plus de|environ"
    r"|entre|depuis|tout|tous|toutes?)(?!\w))"
)


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
    return _with_answers_to_oneself(parts)


def with_sentences(parts: Sequence[Part]) -> list[Part]:
    """Return the clauses, and the sentences of several clauses that all say something of the structure.

    What commas part is often one statement: « Notre activité se déroule, pour une part significative, en Occitanie ».
    """
    sentences: dict[tuple[int, int], list[Part]] = {}
    for part in parts:
        sentences.setdefault(sentence_of(part), []).append(part)
    told = list(parts)
    for clauses in sentences.values():
        if len(clauses) > 1 and all(part.standing in STATED for part in clauses):
            start, end = clauses[0].start, clauses[-1].end
            told.append(Part(parts[0].whole[start:end], start, end, Standing.OWN, parts[0].whole))
    return told


def sentence_of(part: Part) -> tuple[int, int]:
    """Return where the sentence around a clause stands in its message."""
    start = max(match.end() for match in _SENTENCE_START.finditer(part.whole, 0, part.start + 1))
    after = _SENTENCE_END.search(part.whole, part.end)
    return start, after.start() if after else len(part.whole)


def _with_answers_to_oneself(parts: Sequence[Part]) -> list[Part]:
    """Put together what people ask and answer themselves: « Affiliés au CNM, nous ? Ah non. »"""
    told: list[Part] = []
    for part in parts:
        start = _start_of_question(told, part)
        if start is None:
            told.append(part)
        else:
            told = [other for other in told if other.start < start]
            told.append(replace(part, text=part.whole[start : part.end], start=start))
    return told


def _start_of_question(before: Sequence[Part], answer: Part) -> int | None:
    """Return where the question begins that a clause answers, None where it answers none of the person's own."""
    if not before or before[-1].standing is not Standing.QUESTION or answer.standing is Standing.QUESTION:
        return None
    if "?" not in answer.whole[before[-1].end : answer.start] or not _ANSWERS.match(fold(answer.text)):
        return None
    sentence = max(match.end() for match in _SENTENCE_START.finditer(answer.whole, 0, before[-1].start + 1))
    start = min(part.start for part in before if part.start >= sentence)
    asked = answer.whole[start : before[-1].end]
    is_own = len(asked.split()) <= _LONGEST_SELF_ASKED and not _ASKS_OTHERS.match(fold(asked))
    return start if is_own else None


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
        for part in parts if len(parts) > 1 else ():
            shares = {
                fact: max(0, min(part.end, start + length) - max(part.start, start)) / length
                for fact, (start, length) in spans.items()
            }
            if not any(_HARDLY <= share < _MOST for share in shares.values()):
                yield Statement(part, {fact: said[fact] for fact, share in shares.items() if share >= _MOST})


class StatementModel(TextModel):
    """Probabilities of the facts that a message states."""

    @classmethod
    def fit(cls, statements: Sequence[Statement], vectors: np.ndarray, wholes: np.ndarray) -> StatementModel:
        """Train on `statements`; `vectors` embeds their texts normalised, `wholes` the messages they are of."""
        training = Training([statement.part.text for statement in statements], vectors, _SCALE)
        standings = [_STANDINGS.index(statement.part.standing) for statement in statements]
        beside = np.hstack([training.space.scaled(wholes), np.eye(len(_STANDINGS), dtype=np.float32)[standings]])
        classes = sorted({said for statement in statements for said in statement.said.items()})
        wanted = np.array([[statement.said.get(fact) == label for fact, label in classes] for statement in statements])
        network, _ = Perceptron.fit(training, wanted.astype(np.int8), beside)
        return cls(training.space, {_NETWORK: network}, {"classes": classes})

    def read(self, parts: Sequence[Part]) -> dict[str, Said]:
        """Return for each fact its likeliest class over the clauses of one message, none for a message without any."""
        found: dict[str, Said] = {}
        whole = self._space.vector(parts[0].whole) if parts else None
        for part in parts:
            for (fact, label), share in zip(
                self._told["classes"], self._probabilities(part, whole).tolist(), strict=True
            ):
                if fact not in found or share > found[fact].probability:
                    found[fact] = Said(label, share, part)
        return found

    def _probabilities(self, part: Part, whole: np.ndarray | None) -> np.ndarray:
        standing = np.zeros(len(_STANDINGS), dtype=np.float32)
        standing[_STANDINGS.index(part.standing)] = 1
        around = np.zeros_like(self._space.mean) if whole is None else whole
        return sigmoid(self._networks[_NETWORK].scores(self._space.read(part.text), np.concatenate([around, standing])))

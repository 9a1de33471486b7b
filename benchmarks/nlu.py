"""Measure how well intents are told apart, by cross-validation on the training sentences, and at what cost.

Usage: python -m benchmarks.nlu [--folds N] [--only VARIANT …]

Each variant of the classifier is trained on all but one part of data/nlu and asked about that part. Cross-validation
compares variants and sets the thresholds of `bot.nlu.decision`; what strangers type is measured by
`python -m tests.evaluation.evaluate`.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psutil
from ruamel.yaml import YAML
from sklearn.model_selection import StratifiedKFold

from benchmarks.machine import machine
from bot.nlu.decision import (
    OFF_SUBJECT,
    QUESTION,
    UNANSWERED,
    UNSURE,
    Signs,
    Thresholds,
    decide,
    intent_of,
    told_together,
)
from bot.nlu.embedding import SentenceEmbedding
from bot.nlu.feature_space import Embedding
from bot.nlu.intent_model import IntentModel
from bot.nlu.text import normalise
from rules_kb import newest_edition

DATA = Path(__file__).parents[1] / "data" / "nlu"
FALSE_REJECTS = 0.05  # share of the messages in scope that the margin rule may refuse
PROPOSED = 3  # articles, when none is sure
TIMED = 200  # messages


class WordVectors:
    """The mean of the vectors of fr_core_news_md's words: what the sentence embedding is compared with."""

    def __init__(self) -> None:
        """Load the vectors and the tokenizer, no pipe."""
        import spacy

        pipes = ["tok2vec", "morphologizer", "parser", "senter", "ner", "attribute_ruler", "lemmatizer"]
        self._nlp = spacy.load("fr_core_news_md", exclude=pipes)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector a text."""
        return np.stack([np.asarray(self._nlp.make_doc(text.lower()).vector) for text in texts])


class Remembered:
    """An embedding that encodes each text once: every fold asks for the same ones."""

    def __init__(self, embedding: Embedding) -> None:
        self._embedding = embedding
        self._known: dict[str, np.ndarray] = {}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector a text."""
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known |= dict(zip(new, self._embedding.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


class Both:
    """Two embeddings side by side, each of length 1."""

    def __init__(self, *parts: Embedding) -> None:
        self._parts = parts

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector a text."""
        vectors = [part.encode(texts) for part in self._parts]
        return np.hstack([each / np.maximum(np.linalg.norm(each, axis=1, keepdims=True), 1e-9) for each in vectors])


VARIANTS: dict[str, Callable[[], Embedding | None]] = {
    "n-grams": lambda: None,
    "n-grams + word vectors": WordVectors,
    "n-grams + sentence embedding": SentenceEmbedding,
    "n-grams + both": lambda: Both(SentenceEmbedding(), WordVectors()),
}


class Answer(NamedTuple):
    """What cross-validation said of one sentence: its label, and every label with its probability, best first."""

    label: str
    ranking: list[tuple[str, float]]


def sentences() -> tuple[list[str], list[str]]:
    """Return the training sentences and their labels."""
    texts, labels = [], []
    for path in sorted(DATA.glob("*.yml")):
        for entry in YAML(typ="safe").load(path)["nlu"]:
            lines = [line.removeprefix("- ") for line in entry["examples"].splitlines()]
            texts += lines
            labels += [entry["intent"]] * len(lines)
    return texts, labels


def cross_validate(texts: list[str], labels: list[str], embedding: Embedding | None, folds: int) -> list[Answer]:
    """Return the answer of a model that has not seen the sentence, for each sentence."""
    embedding = None if embedding is None else Remembered(embedding)
    vectors = None if embedding is None else embedding.encode([normalise(text) for text in texts])
    answers = []
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=0).split(texts, labels):
        model = IntentModel.fit(
            [texts[i] for i in train],
            [labels[i] for i in train],
            None if vectors is None else vectors[train],
        )
        model.embedding = embedding
        for index in test:
            pairs = zip(model.labels, model.probabilities(texts[index]).tolist(), strict=True)
            answers.append(Answer(labels[index], sorted(pairs, key=lambda pair: -pair[1])))
    return answers


def share(values: Sequence[bool]) -> float:
    """Return the share of true values."""
    return sum(values) / max(len(values), 1)


def margin(answer: Answer, refusal: str) -> float:
    """Return by how much the best accepted label exceeds the labels of a refusal."""
    accepted = next(p for label, p in answer.ranking if intent_of(label) not in (OFF_SUBJECT, UNANSWERED))
    return accepted - sum(p for label, p in answer.ranking if intent_of(label) == refusal)


def false_accepts(answers: list[Answer], refusal: str) -> float:
    """Return the share of the sentences to refuse that pass the margin which 5 % of the others miss."""
    in_scope = [margin(a, refusal) for a in answers if intent_of(a.label) not in (OFF_SUBJECT, UNANSWERED)]
    threshold = float(np.quantile(in_scope, FALSE_REJECTS))
    return share([margin(a, refusal) >= threshold for a in answers if intent_of(a.label) == refusal])


def outcome(answer: Answer, themes: Mapping[str, str]) -> str:
    """Return what becomes of a question or of something that has no answer, as a word."""
    decided = decide(answer.ranking, Signs(asks=True), Thresholds(), themes)
    if intent_of(decided) in (OFF_SUBJECT, UNANSWERED):
        return "refused"
    if decided == UNSURE:
        proposed = [label for label, _ in answer.ranking if intent_of(label) == QUESTION][:PROPOSED]
        return "proposed" if answer.label in proposed else "unsure"
    told = {decided, *(label for label, _ in told_together(answer.ranking, themes))}
    return "right" if answer.label in told else "wrong"


def decisions(answers: list[Answer]) -> str:
    """Return, for questions and for what has no answer, the share of each outcome."""
    themes = {f"{QUESTION}/{article.id}": article.theme for article in newest_edition().faq.values()}
    parts = []
    for intent in (QUESTION, OFF_SUBJECT, UNANSWERED):
        found = Counter(outcome(answer, themes) for answer in answers if intent_of(answer.label) == intent)
        shares = ", ".join(f"{word} {count / found.total():.1%}" for word, count in found.most_common())
        parts.append(f"{intent}: {shares}")
    return "; ".join(parts)


def cost(texts: list[str], labels: list[str], make: Callable[[], Embedding | None]) -> tuple[float, float, float]:
    """Return ms a message, MB that the embedding adds to the process, and seconds to train on everything."""
    process = psutil.Process()
    before = process.memory_info().rss
    embedding = make()
    if embedding is not None:
        embedding.encode(texts[:TIMED])
    memory = (process.memory_info().rss - before) / 2**20
    started = time.perf_counter()
    vectors = None if embedding is None else embedding.encode([normalise(text) for text in texts])
    model = IntentModel.fit(texts, labels, vectors)
    model.embedding = embedding
    trained = time.perf_counter() - started
    step = len(texts) // TIMED
    started = time.perf_counter()
    for text in texts[::step]:
        model.probabilities(text)
    return (time.perf_counter() - started) * 1_000 / len(texts[::step]), memory, trained


def main() -> None:
    """Print the table of the variants."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    options = parser.parse_args()
    texts, labels = sentences()
    print(machine())
    print(f"{len(texts)} sentences, {len(set(labels))} labels, {options.folds} folds\n")
    print(f"{'':32}label  intent top-3  false accepts at 5 % false rejects  ms a message  MB   training")
    for name in options.only:
        milliseconds, memory, seconds = cost(texts, labels, VARIANTS[name])
        answers = cross_validate(texts, labels, VARIANTS[name](), options.folds)
        best = [(answer.label, answer.ranking[0][0]) for answer in answers]
        exact = share([label == guess for label, guess in best])
        coarse = share([intent_of(label) == intent_of(guess) for label, guess in best])
        top3 = share([answer.label in [label for label, _ in answer.ranking[:3]] for answer in answers])
        accepted = ", ".join(
            f"{refusal} {false_accepts(answers, refusal):.2f}" for refusal in (OFF_SUBJECT, UNANSWERED)
        )
        print(
            f"{name:32}{exact:.3f}  {coarse:.3f}  {top3:.3f}  {accepted}    "
            f"{milliseconds:9.1f}  {memory:5.0f}  {seconds:6.0f} s"
        )
        print(f"{'':32}{decisions(answers)}", flush=True)


if __name__ == "__main__":
    main()

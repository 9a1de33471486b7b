"""Rasa component: the facts that a message states in words that the rules of the fact extractor don't know.

It learns from `data/declarations` which clause states what. What the rules heard stands, but for what it is all but
certain that nobody stated, or that was stated otherwise. A figure is left to the rules to read, told what it is of, and
so are places.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, EXTRACTOR, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.extraction import places
from bot.extraction.message import Finding
from bot.extraction.message import Message as Heard
from bot.extraction.reading import LONGEST, is_code, read
from rules_kb import Edition, newest_edition, today

from .embedding import SentenceEmbedding, training_vectors
from .fact_extractor import BEFORE, CORRECTED, PAYLOAD_PREFIX, PENDING, FactExtractor
from .labels import values_of
from .sources import STATEMENTS, fingerprint
from .statement_model import (
    SAID,
    STATED,
    Part,
    Said,
    Statement,
    StatementModel,
    parts_of,
    read_statements,
    sentence_of,
    with_sentences,
)
from .text import normalise
from .trained_extractor import TrainedExtractor

# Intents whose sentences may state facts: nothing is learnt from them of what states none.
_STATING = frozenset({"affirmer", "nier", "ne_sait_pas", "informer", "devenir_ressource"})
# One sentence in so many of the others: as many again as there are clauses that state nothing in the statements.
_TAKEN = 6
# An embedding is computed for each: what stands beyond is left to the rules.
_MOST_PARTS = 16
_FEWEST_WORDS = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class StatementClassifier(TrainedExtractor):
    """Adds the facts that nobody heard before, and takes back those that nobody stated.

    Comes after the fact extractor and the classifier of answers, to whom the pending question is left.
    """

    model_class = StatementModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings, which are probabilities, set by cross-validation on messages that no rule had seen.

        A fact is added from `sure` on; from `despite` on while a question is pending, or where the rules take its
        clause for no statement (a question, somebody else's). What the rules heard is taken back below `unsaid`, and
        replaced from `overrules` on.
        """
        return {"sure": 0.5, "despite": 0.9, "unsaid": 0.01, "overrules": 0.9}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what Rasa can't see of what this component is trained on."""
        return f"{fingerprint(STATEMENTS)} {values_of(newest_edition())}"

    def _fit(self, training_data: TrainingData, embedding: SentenceEmbedding) -> StatementModel:
        statements = training_statements(training_data, self._edition)
        vectors = training_vectors(embedding, [normalise(statement.part.text) for statement in statements])
        wholes = training_vectors(embedding, [normalise(statement.part.whole) for statement in statements])
        return StatementModel.fit(statements, vectors, wholes)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message the facts it states, and take back what it does not state."""
        for message in messages:
            text = (message.get(TEXT) or "")[:LONGEST]
            if self._model is None or text.startswith(PAYLOAD_PREFIX) or is_code(text):
                continue
            if len(text.split()) < _FEWEST_WORDS:
                continue
            known = message.get(ENTITIES, [])
            metadata = message.get(METADATA) or {}
            parts = parts_of(text)[:_MOST_PARTS]
            said = self._model.read(with_sentences(parts))
            for question in (metadata.get(PENDING), metadata.get(BEFORE)):
                said.pop((question or "").partition(".")[0], None)
            if not any(entity[ENTITY_ATTRIBUTE_TYPE] == CORRECTED for entity in known):
                end = max((part.end for part in parts), default=0)
                known = [entity for entity in known if entity["start"] >= end or not self._is_unsaid(entity, said)]
            about = {_fact_of(entity) for entity in known}
            taken = [
                (entity["start"], entity["end"])
                for entity in known
                if entity.get(EXTRACTOR) == FactExtractor.__name__
                and entity[ENTITY_ATTRIBUTE_TYPE] in self._edition.faits
            ]
            is_asked = metadata.get(PENDING) is not None
            added = [
                entity
                for fact in said
                if fact not in about
                for entity in self._entities(fact, said[fact], taken, is_asked=is_asked)
            ]
            message.set(ENTITIES, known + self.add_extractor_name(added), add_to_output=True)
        return messages

    def _is_unsaid(self, entity: dict[str, Any], said: dict[str, Said]) -> bool:
        """Whether what the rules heard is surely not stated, or stated otherwise."""
        fact = entity[ENTITY_ATTRIBUTE_TYPE]
        if fact not in said or fact in places.BY_PLACE:
            return False
        label, probability, _ = said[fact]
        if probability < self._config["unsaid"]:
            return True
        return label not in (SAID, json.dumps(entity["value"])) and probability >= self._config["overrules"]

    def _entities(
        self, fact: str, said: Said, taken: list[tuple[int, int]], *, is_asked: bool
    ) -> Iterator[dict[str, Any]]:
        """Yield the entity of a fact that is probable enough; of a figure, if one is there that is none of `taken`.

        Turnover is left to the rules, which tell of which year it is, and so is where the structure is.
        """
        label, probability, part = said
        is_plain = part.standing in STATED and not is_asked
        if probability < self._config["sure" if is_plain else "despite"] or fact == places.FACT:
            return
        place = {"start": part.start, "end": part.end}
        if label != SAID:
            yield {"entity": fact, "value": json.loads(label), **place}
        elif fact in self._edition.question_keys and (values := self._figures(fact, part, taken)):
            yield {"entity": fact, "value": values[0], **place}

    def _figures(self, fact: str, part: Part, taken: list[tuple[int, int]]) -> list[Any]:
        """Return what the rules read in a clause, or in its sentence, as an answer about `fact`.

        Failing that, its one figure or date. A figure that says another fact says nothing of this one.
        """
        for start, end in ((part.start, part.end), sentence_of(part)):
            text = part.whole[start:end]
            free = [
                (token.start, token.end)
                for token in Heard(text).tokens
                if (token.figure or token.period) and not _overlaps((start + token.start, start + token.end), taken)
            ]
            read = self._read(fact, text)
            if answered := [found.value for found in read if _overlaps((found.start, found.end), free)]:
                return answered
            alone = [found.value for left, right in free for found in self._read(fact, text[left:right])]
            if len(alone) == 1:
                return alone
        return []

    def _read(self, fact: str, text: str) -> list[Finding]:
        return [found for found in read(text, fact, today(), self._edition).stated if found.key == fact]


def _overlaps(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    start, end = place
    return any(start < other_end and other_start < end for other_start, other_end in others)


def _fact_of(entity: dict[str, Any]) -> str:
    """Return the fact that an entity is about, be it in doubt, supposed, or added to what was known."""
    name, value = entity[ENTITY_ATTRIBUTE_TYPE], entity["value"]
    about = value["fait"] if isinstance(value, dict) and "fait" in value else value if name == "inconnu" else name
    return str(about).partition(".")[0]


def training_statements(training_data: TrainingData, edition: Edition) -> list[Statement]:
    """Return the statements to learn from, and some clauses of the training data that state nothing."""
    return [*read_statements(STATEMENTS, values_of(edition)), *_stating_nothing(training_data)]


def _stating_nothing(training_data: TrainingData) -> Iterator[Statement]:
    """Yield clauses of sentences of the training data that state nothing, evenly taken."""
    found = [
        example.get(TEXT)
        for example in training_data.intent_examples
        if example.get(TEXT) and example.get("intent") not in _STATING
    ]
    for text in found[::_TAKEN]:
        for part in parts_of(text):
            yield Statement(part, {})

"""Rasa component: the facts that a message states in words that the rules of the fact extractor don't know.

It learns from `data/declarations` which clause states what. What the rules heard stands, but for what it is all but
certain that nobody stated, or that was stated otherwise. A figure is left to the rules to read, told what it is of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, EXTRACTOR, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.extraction import places
from bot.extraction.message import Message as Heard
from bot.extraction.reading import LONGEST, is_code, read
from bot.extraction.scope import Standing
from rules_kb import newest_edition, today

from .answer_classifier import values_of
from .embedding import sentence_embedding, training_vectors
from .fact_extractor import PAYLOAD_PREFIX, PENDING, FactExtractor
from .sources import fingerprint
from .statement_model import SAID, Part, Said, Statement, StatementModel, parts_of, read_statements
from .text import normalise

STATEMENTS = Path(__file__).parents[2] / "data" / "declarations"

# Intents whose sentences may state facts: nothing is learnt from them of what states none.
_STATING = frozenset({"affirmer", "nier", "ne_sait_pas", "informer"})
# One sentence in so many of the others.
_TAKEN = 6
_MOST_PARTS = 16
_FEWEST_WORDS = 3
# A place is found in a list of places: the words around it weigh less.
_BY_PLACE = frozenset({places.FACT})
_STATES = frozenset({Standing.OWN, Standing.WISHED})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class StatementClassifier(GraphComponent, EntityExtractorMixin):
    """Adds the facts that nobody heard before, and takes back those that nobody stated.

    Comes after the fact extractor and the classifier of answers, to whom the pending question is left.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: StatementModel | None = None,
    ) -> None:
        """Hold a trained model; without one (no embedding, or not trained) messages are left as they are."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._edition = newest_edition()

    @staticmethod
    def required_packages() -> list[str]:
        """Return what training needs; the embedding is optional."""
        return ["numpy", "scipy", "sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings, which are probabilities.

        A fact is added from `sure` on, where the rules take its clause for no statement (a question, somebody else's)
        from `despite_rules` on. What the rules heard is taken back below `unsaid`, and replaced from `overrules` on.
        """
        return {"sure": 0.5, "despite_rules": 0.9, "unsaid": 0.01, "overrules": 0.9}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what Rasa can't see of what this component is trained on."""
        return f"{fingerprint(*sorted(STATEMENTS.glob('*.yml')))} {values_of(newest_edition())}"

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> StatementClassifier:
        """Return a classifier to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> StatementClassifier:
        """Return the trained classifier that the storage holds."""
        embedding = sentence_embedding()
        if embedding is None:
            return cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, StatementModel.load(folder, embedding))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the statements of `data/declarations`, and on sentences that state nothing."""
        embedding = sentence_embedding()
        if embedding is None:
            return self._resource
        statements = [*read_statements(STATEMENTS, values_of(self._edition)), *_stating_nothing(training_data)]
        texts = [normalise(statement.part.text) for statement in statements]
        vectors = training_vectors(embedding, texts)
        wholes = training_vectors(embedding, [normalise(statement.part.whole) for statement in statements])
        self._model = StatementModel.fit(statements, vectors, wholes)
        self._model.embedding = embedding
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing that is trained looks at these entities."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message the facts it states, and take back what it does not state."""
        for message in messages:
            text = (message.get(TEXT) or "")[:LONGEST]
            if self._model is None or text.startswith(PAYLOAD_PREFIX) or is_code(text):
                continue
            if len(text.split()) < _FEWEST_WORDS:
                continue
            pending = ((message.get(METADATA) or {}).get(PENDING) or "").partition(".")[0]
            said = self._model.read(parts_of(text)[:_MOST_PARTS])
            said.pop(pending, None)
            known = [entity for entity in message.get(ENTITIES, []) if not self._is_unsaid(entity, said)]
            about = {_fact_of(entity) for entity in known}
            taken = [(e["start"], e["end"]) for e in known if e.get(EXTRACTOR) == FactExtractor.__name__]
            added = [entity for fact in said if fact not in about for entity in self._entities(fact, said[fact], taken)]
            message.set(ENTITIES, known + self.add_extractor_name(added), add_to_output=True)
        return messages

    def _is_unsaid(self, entity: dict[str, Any], said: dict[str, Said]) -> bool:
        """Whether what the rules heard is surely not stated, or stated otherwise."""
        fact = entity[ENTITY_ATTRIBUTE_TYPE]
        if fact not in said or fact in _BY_PLACE:
            return False
        label, probability, _ = said[fact]
        if probability < self._config["unsaid"]:
            return True
        return label not in (SAID, json.dumps(entity["value"])) and probability >= self._config["overrules"]

    def _entities(self, fact: str, said: Said, taken: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
        """Yield the entity of a fact that is probable enough; of a figure, if one is there that is none of `taken`."""
        label, probability, part = said
        enough = self._config["sure" if part.standing in _STATES else "despite_rules"]
        if probability < enough or fact in _BY_PLACE:
            return
        place = {"start": part.start, "end": part.end}
        if label != SAID:
            yield {"entity": fact, "value": json.loads(label), **place}
        elif fact in self._edition.question_keys:
            values = self._figures(part.text, fact) or [
                value for figure in _lone_figures(part, taken) for value in self._figures(figure, fact)
            ]
            if len(values) == 1:
                yield {"entity": fact, "value": values[0], **place}

    def _figures(self, text: str, fact: str) -> list[Any]:
        """Return what the rules read in `text` as an answer about `fact`."""
        return [found.value for found in read(text, fact, today(), self._edition).stated if found.key == fact]


def _lone_figures(part: Part, taken: list[tuple[int, int]]) -> Iterator[str]:
    """Yield the figures and dates of a clause as they were typed, but for those that say something else."""
    for token in Heard(part.text).tokens:
        start, end = part.start + token.start, part.start + token.end
        is_taken = any(start < other_end and other_start < end for other_start, other_end in taken)
        if (token.figure or token.period) and not is_taken:
            yield part.text[token.start : token.end]


def _fact_of(entity: dict[str, Any]) -> str:
    """Return the fact that an entity is about, be it in doubt."""
    name, value = entity[ENTITY_ATTRIBUTE_TYPE], entity["value"]
    about = value["fait"] if name == "ambigu" else value if name == "inconnu" else name
    return str(about).partition(".")[0]


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

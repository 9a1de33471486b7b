"""Rasa component: reads the answer to a question with choices, where the rules of the fact extractor heard none.

It learns from `data/reponses` in place of Rasa's own training data, of which it takes only what is no answer.
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
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.extraction.message import Message as Heard
from bot.extraction.scope import Standing
from rules_kb import Edition, newest_edition

from .answer_model import OTHER, UNCLEAR, UNKNOWN, Answer, AnswerModel, read_answers
from .embedding import sentence_embedding, training_vectors
from .fact_extractor import CORRECTED, PAYLOAD_PREFIX, PENDING
from .sources import fingerprint
from .text import normalise

ANSWERS = Path(__file__).parents[2] / "data" / "reponses"

# Intents whose sentences answer a question: nothing is learnt from them of what is no answer.
_ANSWERING = frozenset({"affirmer", "nier", "ne_sait_pas", "faq", "non_precise", "informer"})
_ASIDES = 1500


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AnswerClassifier(GraphComponent, EntityExtractorMixin):
    """Adds the value that an answer says in its own words, or `inconnu`, or `ambigu` for a yes or no that is neither.

    Comes after the fact extractor, and only speaks where that heard nothing of the pending question.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: AnswerModel | None = None,
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
        """Return the settings: the probability from which an answer is taken, alone and beside other facts."""
        return {"sure": 0.6, "beside_facts": 0.9}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what Rasa can't see of what this component is trained on."""
        asked = [
            (fact.id, fact.type, [choice.id for choice in fact.choix]) for fact in asked_with_choices(newest_edition())
        ]
        return f"{fingerprint(*sorted(ANSWERS.glob('*.yml')))} {asked}"

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerClassifier:
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
    ) -> AnswerClassifier:
        """Return the trained classifier that the storage holds."""
        embedding = sentence_embedding()
        if embedding is None:
            return cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, AnswerModel.load(folder, embedding))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the answers of `data/reponses`, and on sentences that answer nothing."""
        embedding = sentence_embedding()
        if embedding is None:
            return self._resource
        answers = [*read_answers(ANSWERS), *_asides(training_data)]
        texts = [normalise(answer.text) for answer in answers]
        vectors = training_vectors(embedding, texts, "reponses")
        self._model = AnswerModel.fit(answers, asked_with_choices(self._edition), vectors)
        self._model.embedding = embedding
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing that is trained looks at these entities."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message the entity of its answer, if it has one that nobody heard before."""
        for message in messages:
            text = message.get(TEXT) or ""
            key: str | None = (message.get(METADATA) or {}).get(PENDING)
            if self._model is None or key is None or key not in self._model or text.startswith(PAYLOAD_PREFIX):
                continue
            known = message.get(ENTITIES, [])
            if (
                not _is_heard(known, key)
                and not _corrects(known)
                and any(c.isalpha() for c in text)
                and not _asks(text)
            ):
                entities = list(self._entities(key, text, bool(known), self._model))
                message.set(ENTITIES, known + self.add_extractor_name(entities), add_to_output=True)
        return messages

    def _entities(self, key: str, text: str, beside: bool, model: AnswerModel) -> Iterator[dict[str, Any]]:
        probabilities = model.probabilities(key, text)
        label = max(probabilities, key=lambda label: probabilities[label])
        if label == OTHER or probabilities[label] < self._config["beside_facts" if beside else "sure"]:
            return
        place = {"start": 0, "end": len(text)}
        if label == UNKNOWN:
            yield {"entity": "inconnu", "value": key, **place}
        elif label != UNCLEAR:
            yield {"entity": key, "value": json.loads(label), **place}
        elif self._edition.fact_of(key).type == "booleen":
            yield {"entity": "ambigu", "value": {"fait": key, "lectures": [True, False]}, **place}


def asked_with_choices(edition: Edition) -> list[Any]:
    """Return the facts whose answer is a yes or no, or one of a few choices."""
    return [fact for fact in edition.faits.values() if fact.is_asked_in_words]


def _asides(training_data: TrainingData) -> list[Answer]:
    """Return sentences of the training data that answer no question, evenly taken."""
    found = [
        example.get(TEXT)
        for example in training_data.intent_examples
        if example.get(TEXT) and example.get("intent") not in _ANSWERING
    ]
    return [Answer("", text, OTHER) for text in found[:: max(1, len(found) // _ASIDES)]]


def _is_heard(entities: list[dict[str, Any]], key: str) -> bool:
    """Whether the rules heard an answer, that it is not known, or that it can be read in several ways."""
    return any(
        entity[ENTITY_ATTRIBUTE_TYPE] == key
        or (entity[ENTITY_ATTRIBUTE_TYPE] == "inconnu" and entity["value"] == key)
        or (entity[ENTITY_ATTRIBUTE_TYPE] == "ambigu" and entity["value"]["fait"] == key)
        for entity in entities
    )


def _corrects(entities: list[dict[str, Any]]) -> bool:
    """Whether the rules heard a correcting word and another fact: the message answers nothing, though it seems to."""
    heard = {entity[ENTITY_ATTRIBUTE_TYPE] for entity in entities}
    return CORRECTED in heard and len(heard) > 1


def _asks(text: str) -> bool:
    return "?" in text or any(clause.standing is Standing.QUESTION for clause in Heard(text).clauses)

"""Rasa component: reads the answer to the pending question where the rules of the fact extractor heard none.

Where it is all but certain of something else than they heard, it has the last word: rules stumble over « oui enfin
non », and over « d'accord, merci ».

It learns from `data/reponses` in place of Rasa's own training data, of which it takes only what is no answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.extraction.message import Message as Heard
from bot.extraction.places import BY_PLACE
from bot.extraction.reading import is_code
from bot.extraction.scope import Standing
from rules_kb import newest_edition

from .answer_model import OTHER, UNCLEAR, UNKNOWN, Answer, AnswerModel, read_answers
from .embedding import SentenceEmbedding, training_vectors
from .fact_extractor import CORRECTED, PAYLOAD_PREFIX, PENDING
from .labels import values_of
from .sources import ANSWERS, fingerprint
from .text import normalise
from .trained_extractor import TrainedExtractor

if TYPE_CHECKING:
    from rules_kb.models import Fact

# Intents whose sentences answer a question: nothing is learnt from them of what is no answer.
_ANSWERING = frozenset({"affirmer", "nier", "ne_sait_pas", "faq", "non_precise", "informer"})
# Words of an answer that the rules, where they hear one, read better: « ok », « payées, hélas ».
_SHORT = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AnswerClassifier(TrainedExtractor):
    """Adds the value that an answer says in its own words, or `inconnu`, or `ambigu` for a yes or no that is neither.

    Comes after the fact extractor. Of a figure it only tells that it is not known.
    """

    model_class = AnswerModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings, which are probabilities, set on answers that no rule had seen.

        An answer is taken from `sure` on, and from `beside` on where other facts are heard or something is asked
        without a question mark. It overrules what the rules heard from `overrules` on, and from `despite` on where they
        heard other facts as well.
        """
        return {"sure": 0.55, "beside": 0.8, "overrules": 0.9, "despite": 0.95}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what Rasa can't see of what this component is trained on."""
        return f"{fingerprint(ANSWERS)} {values_of(newest_edition())}"

    def _fit(self, training_data: TrainingData, embedding: SentenceEmbedding) -> AnswerModel:
        answers = training_answers(training_data)
        vectors = training_vectors(embedding, [normalise(answer.text) for answer in answers])
        return AnswerModel.fit(answers, values_of(self._edition), vectors)

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message the entity of its answer, if it has one that nobody heard before or heard otherwise."""
        for message in messages:
            text = message.get(TEXT) or ""
            key: str | None = (message.get(METADATA) or {}).get(PENDING)
            if self._model is None or key is None or text.startswith(PAYLOAD_PREFIX) or is_code(text):
                continue
            known = message.get(ENTITIES, [])
            if key.partition(".")[0] in self._model and not (_corrects(known) or _says_nothing(text) or "?" in text):
                entities = self._with_answer(key, text, known, self._model)
                message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _with_answer(
        self, key: str, text: str, known: list[dict[str, Any]], model: AnswerModel
    ) -> list[dict[str, Any]]:
        """Return the entities with what the answer says, as far as it is sure of it."""
        fact = self._edition.fact_of(key)
        heard = [entity for entity in known if is_about(entity, key)]
        if heard and (not fact.is_asked_in_words or len(text.split()) <= _SHORT):
            return known
        if known and fact.id in BY_PLACE:
            return known
        probabilities = model.probabilities(fact.id, text)
        label = max(probabilities, key=lambda label: probabilities[label])
        is_alone = len(heard) == len(known)
        overruling = "overrules" if is_alone else "despite"
        enough = overruling if heard else "beside" if known or _asks(text) else "sure"
        if probabilities[label] < self._config[enough]:
            return known
        is_valued = any(entity[ENTITY_ATTRIBUTE_TYPE] == fact.id for entity in heard)
        if heard and not (is_valued and is_alone) and label in (UNCLEAR, OTHER):
            return known  # what the rules would ask back says more, and what states other facts is no aside
        said = [{**entity, "start": 0, "end": len(text)} for entity in _entities(key, fact, label)]
        same = [(entity[ENTITY_ATTRIBUTE_TYPE], entity["value"]) for entity in heard]
        if same == [(entity[ENTITY_ATTRIBUTE_TYPE], entity["value"]) for entity in said]:
            return known
        return [*(entity for entity in known if entity not in heard), *self.add_extractor_name(said)]


def _entities(key: str, fact: Fact, label: str) -> Iterator[dict[str, Any]]:
    """Yield the entity of a class of the model, if it is one that says something of the question `key`."""
    if label == UNKNOWN:
        yield {"entity": "inconnu", "value": key}
    elif label == UNCLEAR and fact.type == "booleen":
        yield {"entity": "ambigu", "value": {"fait": key, "lectures": [True, False]}}
    elif label not in (UNCLEAR, OTHER):
        yield {"entity": key, "value": json.loads(label)}


def training_answers(training_data: TrainingData) -> list[Answer]:
    """Return the answers to learn from, and the sentences of the training data that answer no question."""
    asides = [
        Answer("", example.get(TEXT), OTHER)
        for example in training_data.intent_examples
        if example.get(TEXT) and example.get("intent") not in _ANSWERING
    ]
    return [*read_answers(ANSWERS), *asides]


def is_about(entity: dict[str, Any], key: str) -> bool:
    """Whether the rules heard here an answer, that it is not known, or that it can be read in several ways."""
    name, value = entity[ENTITY_ATTRIBUTE_TYPE], entity["value"]
    return (
        name == key.partition(".")[0]
        or (name == "inconnu" and value == key)
        or (name == "ambigu" and value["fait"] == key)
    )


def _says_nothing(text: str) -> bool:
    # « > » is read as words by those who normalise it.
    if not any(character.isalnum() for character in text):
        return True
    return not any(len(word) > 1 and word.isalpha() for word in normalise(text).split())


def _corrects(entities: list[dict[str, Any]]) -> bool:
    """Whether the rules heard a correcting word and another fact: the message answers nothing, though it seems to."""
    heard = {entity[ENTITY_ATTRIBUTE_TYPE] for entity in entities}
    return CORRECTED in heard and len(heard) > 1


def _asks(text: str) -> bool:
    return any(clause.standing is Standing.QUESTION for clause in Heard(text).clauses)

"""Rasa component: the facts a message states, as entities.

Each entity has the fact's id as its name and a value of the public contract; turnover is `{"2021": 80000}`. Beside the
facts: `inconnu` (a question key the person cannot answer), `correction` (true: a correcting word is there), `ambigu`
(`{"fait": question key, "lectures": [values]}`: to be asked back), and the notes of `bot.extraction.reading`.
What is only supposed is `suppose`: `{"fait": question key, "valeur": value}`, or instead of `valeur` what it is
relative to what is known: `en_plus` (a figure), `ajout`, `retrait` (lists).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.extraction.gazetteer import Places
from bot.extraction.message import Finding
from bot.extraction.reading import Reading, read
from bot.extraction.supposing import supposed
from rules_kb import newest_edition, today

CORRECTED = "correction"
"""Name of the entity that says that a correcting word is there."""
PENDING = "question"
"""Key of a message's metadata that holds the pending question key."""
BEFORE = "question_precedente"
"""Key of a message's metadata that holds the question asked before the pending one."""
PAYLOAD_PREFIX = "/"

RELATIVE = ("en_plus", "ajout", "retrait")
"""Notes of what is said relative to what is known."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent, EntityExtractorMixin):
    """Reads facts from the raw text of each message, against the pending question if there is one."""

    def __init__(self) -> None:
        """Load the places and the knowledge base, so that the first message does not wait for them."""
        Places.load()
        self._edition = newest_edition()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactExtractor:
        """Create the component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message the entities of the facts it states; payloads of the channel are left alone."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith(PAYLOAD_PREFIX):
                continue
            metadata = message.get(METADATA) or {}
            question = metadata.get(PENDING)
            stated = read(text, question, today(), self._edition, metadata.get(BEFORE))
            supposition = supposed(text, question, today(), self._edition)
            entities = [*entities_of(stated, len(text)), *entities_of_supposition(supposition)]
            known = message.get(ENTITIES, [])
            message.set(ENTITIES, known + self.add_extractor_name(entities), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training examples as they are: their facts serve nothing that is trained."""
        return training_data


def entities_of(reading: Reading, length: int) -> Iterator[dict[str, Any]]:
    """Yield what was read as Rasa entities. `length` is that of the text, for what stands nowhere in particular."""
    for finding in reading.findings:
        fact, _, year = finding.key.partition(".")
        name, value = fact, finding.value
        if finding.is_ambiguous:
            name, value = "ambigu", {"fait": finding.key, "lectures": finding.value}
        elif year:
            value = {year: finding.value}
        yield {"entity": name, "value": value, "start": finding.start, "end": finding.end}
    for key in reading.unknown:
        yield {"entity": "inconnu", "value": key, "start": 0, "end": length}
    if reading.correction:
        yield {"entity": CORRECTED, "value": True, "start": 0, "end": length}


def entities_of_supposition(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield what was supposed as Rasa entities; what can be read in several ways is left out."""
    for finding in reading.findings:
        if type(finding) is Finding:
            value = {"fait": finding.key, "valeur": finding.value}
        elif finding.key in RELATIVE:
            value = {"fait": finding.value["fait"], finding.key: finding.value["valeur"]}
        else:
            continue
        yield {"entity": "suppose", "value": value, "start": finding.start, "end": finding.end}

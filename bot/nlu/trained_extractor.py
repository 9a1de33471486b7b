"""What the two components that learn facts have in common: how Rasa makes, trains, stores and loads them."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar, Self

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.training_data import TrainingData

from rules_kb import newest_edition

from .embedding import SentenceEmbedding, sentence_embedding


class TrainedExtractor(GraphComponent, EntityExtractorMixin):
    """Adds entities by a model that needs the sentence embedding; without one it leaves messages as they are."""

    model_class: ClassVar[type]
    """The model: `save(folder)` writes it, `load(folder, embedding)` reads it."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: Any = None
    ) -> None:
        """Hold a trained model, or none."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._edition = newest_edition()

    @staticmethod
    def required_packages() -> list[str]:
        """Return what training needs; the embedding is optional."""
        return ["numpy", "scipy", "sklearn"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Return a component to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Return the component with the model that the storage holds, if it holds one that can be used here."""
        embedding = sentence_embedding()
        if embedding is None:
            return cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            # It was trained where there was no embedding: the folder is empty.
            model = cls.model_class.load(folder, embedding) if any(folder.iterdir()) else None  # type: ignore[attr-defined]
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Train the model and keep it in the storage; without the embedding nothing is kept."""
        embedding = sentence_embedding()
        with self._model_storage.write_to(self._resource) as folder:
            if embedding is not None:
                self._model = self._fit(training_data, embedding)
                self._model.embedding = embedding
                self._model.save(folder)
        return self._resource

    @abstractmethod
    def _fit(self, training_data: TrainingData, embedding: SentenceEmbedding) -> Any:
        """Return the trained model."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing that is trained looks at these entities."""
        return training_data

"""The intents, in Rasa's pipeline: what is plain is decided by rule, the rest by `IntentModel`.

Comes after the fact extractor, whose entities tell an answer from a question.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    EXTRACTOR,
    INTENT,
    INTENT_RANKING_KEY,
    METADATA,
    RESPONSE_SELECTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.extraction.message import Message as Heard
from bot.extraction.scope import Clause, Standing
from rules_kb import newest_edition

from .answer_classifier import AnswerClassifier, is_about
from .decision import (
    NOT_UNDERSTOOD,
    OFF_SUBJECT,
    OTHER_LANGUAGE,
    QUESTION,
    STATEMENT,
    UNANSWERED,
    UNSURE,
    Ranking,
    Signs,
    Thresholds,
    decide,
    guess,
    intent_of,
    nearest,
    of_a_question,
    told_together,
    twins,
)
from .embedding import SentenceEmbedding, sentence_embedding, training_vectors
from .fact_extractor import CORRECTED, PAYLOAD_PREFIX, PENDING
from .intent_model import IntentModel
from .sources import STATEMENTS, fingerprint, read_entries
from .statement_classifier import StatementClassifier
from .text import LONGEST, normalise

RETRIEVAL_INTENTS = (QUESTION, UNANSWERED)
"""Intents whose labels have a part after the slash: which article, which topic."""

OTHER_SCHEME = "autre_dispositif"
OFFERS_HELP = "devenir_ressource"
OFFER = {"entity": "mentorat_role", "value": "ressource"}
"""What a message states that offers to share one's experience: it is told what a resource structure is."""

PLAIN_FILE = "plain.json"

# Entities that state nothing of the applicant (see the fact extractor).
_NO_FACTS = frozenset({"approximatif", CORRECTED, "inconnu", "suppose"})
_CLASSIFIERS = frozenset({AnswerClassifier.__name__, StatementClassifier.__name__})
_UNKNOWN = "inconnu"
_FAMILIAR = 0.35
_SURELY, _ALL_BUT_CERTAIN = 0.95, 0.98
_SHORT = 3
_FEWEST_WORDS = 2
_BRIEF = 6
_MOST_QUESTIONS = 3
_SENTENCE_END = re.compile(r"[.?!;\n]")
_AND = frozenset({"et", "ou", "mais", "puis", "aussi", ""})
# Where two questions may be joined, and how many such places are tried.
_JOINT = re.compile(r"\s*[,;]?\s+(?:et|puis|plus)\s+|\s*[;+]\s*", re.IGNORECASE)
_MOST_JOINTS = 2
_RANKED = 10
_CERTAIN = 1.0


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Gives a message its intent, and a question the article that answers it.

    A cascade, cheapest first: signs without a word; words that training has for one plain intent (« oui », « jsp »,
    « recommence »); figures alone; words unknown to training; then the model, over each question of a message that
    asks several, else over the whole message.

    Output: `intent`; `intent_ranking` (labels in full, `faq/date_limite`); `response_selector`, for each retrieval
    intent its most likely label and the ranking, as Rasa's ResponseSelector gives them, and under `questions` the
    articles that answer, in the order asked: several for several questions, and for one that names no scheme. The
    intent is `incertain` when no article is likely enough (the ranking holds the candidates, and `questions` the one
    that is worth a guess), `non_precise` when the sources do not say it (`questions` holds the article nearest to it),
    `incompris` when the words mean nothing to it.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
        plain: dict[str, str] | None = None,
    ) -> None:
        """Hold a trained model, and the whole messages that mean one intent without the model being asked."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._plain = plain or {}
        self._thresholds = Thresholds(**config["thresholds"])
        edition = newest_edition()
        self._need = edition.recommandation.fait
        self._schemes = frozenset(edition.dispositifs)
        self._themes = {f"{QUESTION}/{article.id}": article.theme for article in edition.faq.values()}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings.

        `embedding`: whether to use the sentence embedding where it is installed. `thresholds`: see `Thresholds`.
        """
        return {"embedding": True, "thresholds": {}}

    @staticmethod
    def required_packages() -> list[str]:
        """Return what training and serving need; the embedding is optional."""
        return ["numpy", "scipy", "sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what Rasa can't see of what this component is trained by and on."""
        return fingerprint(STATEMENTS)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
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
    ) -> IntentClassifier:
        """Return the trained classifier that the storage holds."""
        with model_storage.read_from(resource) as folder:
            plain = json.loads((folder / PLAIN_FILE).read_text(encoding="utf-8"))
            return cls(config, model_storage, resource, IntentModel.load(folder, _embedding(config)), plain)

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the examples and on what people state of themselves, and keep the model in the storage."""
        texts, labels = training_sentences(training_data)
        embedding = _embedding(self._config)
        vectors = None
        if embedding is not None:
            vectors = training_vectors(embedding, [normalise(text) for text in texts])
        self._model = IntentModel.fit(texts, labels, vectors)
        self._model.embedding = embedding
        self._plain = {
            words: label
            for text, label in ((one.get(TEXT), one.get_full_intent()) for one in training_data.intent_examples)
            if text and label == intent_of(label) != OFF_SUBJECT and (words := normalise(text))
        }
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
            (folder / PLAIN_FILE).write_text(json.dumps(self._plain, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing after this component needs its predictions."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message; a payload of the channel is left to Rasa."""
        for message in messages:
            text = (message.get(TEXT) or "")[:LONGEST]
            if self._model is None or text.startswith(PAYLOAD_PREFIX):
                continue
            question = (message.get(METADATA) or {}).get(PENDING) or ""
            if _is_aside(message, text, self._model, question):
                message.set(ENTITIES, [], add_to_output=True)
            pending = question.partition(".")[0]
            label, ranking, questions = self._understand(text, message, pending, self._model)
            _set(message, label, ranking, questions)
        return messages

    def _understand(
        self, text: str, message: Message, pending: str, model: IntentModel
    ) -> tuple[str, Ranking, list[str]]:
        """Return the label of a message, the ranking behind it, and the articles of its questions."""
        entities = {entity[ENTITY_ATTRIBUTE_TYPE] for entity in message.get(ENTITIES, [])}
        normalised = normalise(text)
        is_short = len(normalised.split()) <= _SHORT
        # A scheme is named to ask about it as well as to say that one wants it (« mentorat : étapes »).
        is_answered = pending in entities and pending != self._need
        if is_answered and is_short and "?" not in text:
            return STATEMENT, [(STATEMENT, _CERTAIN)], []
        label = self._at_once(text, normalised, bool(entities), model)
        if label is not None:
            # « La coop » asks for another scheme, unless one was just asked to name it.
            label = STATEMENT if label == OTHER_SCHEME and pending in entities else label
            return label, [(label, _CERTAIN)], []
        heard = Heard(text)
        standings = {clause.standing for clause in heard.clauses}
        stated = entities - _NO_FACTS
        signs = Signs(
            # The scheme that a question names is no statement, unless it is what one is asked to name.
            facts=bool(stated - ({self._need} if pending != self._need else set())),
            unknown=_UNKNOWN in entities,
            asks="?" in text or Standing.QUESTION in standings,
            supposes=Standing.HYPOTHESIS in standings,
        )
        if (
            not signs.asks
            and pending != OFFER["entity"]
            and any(OFFER.items() <= e.items() for e in message.get(ENTITIES, []))
        ):
            return OFFERS_HELP, [(OFFERS_HELP, _CERTAIN)], []
        is_told = (is_answered and signs.facts) or (CORRECTED in entities and stated)
        if is_told and not signs.asks:
            return STATEMENT, [(STATEMENT, _CERTAIN)], []
        asked = _questions(heard)
        if len(asked) < 2:
            asked = self._two_questions(asked[0] if asked else text, model) or asked
        else:
            asked = self._each_about_its_scheme(asked)
        # What stands around a single question says what it is about.
        # Beside facts the question itself weighs twice.
        read = [[question] for question in asked] if len(asked) > 1 else [[text, *asked * (1 + signs.facts)]]
        rankings = [_ranking(model, texts, signs.asks) for texts in read]
        labels = [decide(ranking, signs, self._thresholds, self._themes) for ranking in rankings]
        understood = [index for index, label in enumerate(labels) if intent_of(label) == QUESTION]
        together = told_together if len(rankings) == 1 else twins
        articles = [label for index in understood for label, _ in together(rankings[index], self._themes)]
        chosen = understood[0] if understood else 0
        label, ranking = labels[chosen], rankings[chosen]
        if label == UNSURE:
            articles = guess(ranking, self._thresholds, self._themes)
        elif intent_of(label) == UNANSWERED and (near := nearest(ranking, self._thresholds)):
            articles = [near]
        # After a question of ours, a few words that ask nothing by themselves were meant to answer it; the first
        # question, on what brings people here, is passed over more often.
        is_brief = len(normalised.split()) <= (_SHORT if pending in ("", self._need) else _BRIEF)
        if not (signs.asks or signs.supposes) and pending not in ("", self._need) and is_brief:
            likely = sum(share for _, share in twins(ranking, self._themes))
            if intent_of(label) in (QUESTION, UNANSWERED) and likely < self._thresholds.beside_facts:
                label, articles = NOT_UNDERSTOOD, []
        if not signs.asks and label in (OFF_SUBJECT, UNSURE):
            if self._need in entities:
                label = STATEMENT
            elif pending and is_brief:
                label = NOT_UNDERSTOOD
        return label, ranking, list(dict.fromkeys(articles))

    def _two_questions(self, text: str, model: IntentModel) -> list[str]:
        """Return the two questions that « et » joins, each sure of an article of its own; none where there are not two.

        « Combien faut-il apporter, et les dépenses courent jusqu'à quand ? » names two things and asks once.
        """
        for joint in list(_JOINT.finditer(text))[:_MOST_JOINTS]:
            parts = [text[: joint.start()], text[joint.end() :]]
            if min(len(part.split()) for part in parts) < _FEWEST_WORDS:
                continue
            parts = self._each_about_its_scheme(parts)
            best = [_ranking(model, [part], asks=True)[0] for part in parts]
            articles = {self._themes.get(label, label) for label, _ in best if intent_of(label) == QUESTION}
            if len(articles) == len(parts) and min(share for _, share in best) >= self._thresholds.sure:
                return parts
        return []

    def _each_about_its_scheme(self, questions: list[str]) -> list[str]:
        """Return the questions of one message, each naming a scheme if one before it did.

        « Mentorat : première étape ? Et qui y a droit ? » asks who has a right to mentoring.
        """
        told, scheme = [], ""
        for question in questions:
            named = [word for word in normalise(question).split() if word in self._schemes]
            told.append(question if named or not scheme else f"{scheme} : {question}")
            scheme = named[-1] if named else scheme
        return told

    def _at_once(self, text: str, normalised: str, has_entities: bool, model: IntentModel) -> str | None:
        """Return the label of a message that needs no model, None of the others."""
        if plain := self._plain.get(normalised):
            return plain
        if not any(character.isalnum() for character in text):
            return NOT_UNDERSTOOD  # signs alone, be some of them read as words (« > »)
        if not normalised:
            return OTHER_LANGUAGE if any(character.isalpha() for character in text) else NOT_UNDERSTOOD
        if not any(character.isalpha() for character in normalised):
            return STATEMENT
        is_word = any(len(word) > 1 for word in normalised.split())
        if not has_entities and (not is_word or model.ngrams.familiarity(normalised) < _FAMILIAR):
            return NOT_UNDERSTOOD
        return None


def _embedding(config: dict[str, Any]) -> SentenceEmbedding | None:
    return sentence_embedding() if config["embedding"] else None


def training_sentences(training_data: TrainingData) -> tuple[list[str], list[str]]:
    """Return the sentences to learn from and their labels.

    Of what people state in `data/declarations`, the longer messages are taken that state facts and ask nothing.
    """
    examples = [example for example in training_data.intent_examples if example.get(TEXT)]
    stated = [
        entry["dit"]
        for entry in read_entries(STATEMENTS)
        if entry["faits"] and "ou" in entry and "?" not in entry["dit"]
    ]
    texts = [*(example.get(TEXT) for example in examples), *stated]
    return texts, [*(example.get_full_intent() for example in examples), *[STATEMENT] * len(stated)]


def _is_aside(message: Message, text: str, model: IntentModel, question: str) -> bool:
    """Whether a message that seems to say something is surely off the subject: « ma femme me dit que je crie ».

    What the rules heard outweighs it where it answers the pending question, and elsewhere it must be surer.
    """
    heard = message.get(ENTITIES, [])
    by_rules = [entity for entity in heard if entity.get(EXTRACTOR) not in _CLASSIFIERS]
    if not heard or any(is_about(entity, question) for entity in by_rules):
        return False
    label, share = _ranking(model, [text], asks=False)[0]
    return label == OFF_SUBJECT and share >= (_ALL_BUT_CERTAIN if by_rules else _SURELY)


def _ranking(model: IntentModel, texts: list[str], asks: bool) -> Ranking:
    """Return the labels by their mean probability over the `texts`, all of which ask if one does."""
    weights = Counter(map(normalise, texts))
    totals = dict.fromkeys(model.labels, 0.0)
    for words, text in {normalise(text): text for text in texts}.items():
        ranking = list(zip(model.labels, model.probabilities(text).tolist(), strict=True))
        for label, share in of_a_question(ranking) if asks else ranking:
            totals[label] += weights[words] * share / weights.total()
    return sorted(totals.items(), key=lambda entry: -entry[1])


def _questions(heard: Heard) -> list[str]:
    """Return the sentences of a message that ask something; « et » between two questions parts them too."""
    sentences: list[list[Clause]] = [[]]
    end = 0
    for clause in heard.clauses:
        start, next_end = heard.place(clause.start, clause.end)
        if _SENTENCE_END.search(heard.raw[end:start]) or clause.text.strip() in _AND:
            sentences.append([])
        sentences[-1].append(clause)
        end = next_end
    asked = [_from_the_question(sentence) for sentence in sentences]
    return [
        heard.raw[slice(*heard.place(sentence[0].start, sentence[-1].end))]
        for sentence in asked
        if any(clause.text.strip() not in _AND for clause in sentence)
    ][:_MOST_QUESTIONS]


def _from_the_question(sentence: list[Clause]) -> list[Clause]:
    """Return the clauses of a sentence less the statements before its question; none where it asks nothing."""
    if not any(clause.standing is Standing.QUESTION for clause in sentence):
        return []
    start = next(i for i, clause in enumerate(sentence) if clause.standing is not Standing.OWN)
    return sentence[start:]


def _set(message: Message, label: str, ranking: Ranking, questions: list[str]) -> None:
    """Write what was understood on the message, in Rasa's terms."""
    probabilities = dict(ranking)
    intent = {"name": intent_of(label), "confidence": probabilities.get(label, ranking[0][1])}
    candidates = [{"name": name, "confidence": share} for name, share in ranking[:_RANKED]]
    selection: dict[str, Any] = {"all_retrieval_intents": list(RETRIEVAL_INTENTS)}
    for retrieval in RETRIEVAL_INTENTS:
        keys = [
            {"intent_response_key": name, "confidence": share}
            for name, share in sorted(ranking, key=lambda pair: pair[0] != label)
            if intent_of(name) == retrieval
        ][:_RANKED]
        if keys:
            selection[retrieval] = {"response": keys[0], "ranking": keys}
    if questions:
        selection[QUESTION]["questions"] = questions
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, candidates, add_to_output=True)
    message.set(RESPONSE_SELECTOR, selection, add_to_output=True)

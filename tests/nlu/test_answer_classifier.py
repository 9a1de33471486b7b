"""The answer classifier on a few answers: what it adds to a message, and when it keeps quiet."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import answer_classifier, trained_extractor
from bot.nlu.answer_classifier import AnswerClassifier
from bot.nlu.answer_model import OTHER, UNCLEAR, UNKNOWN, read_answers
from bot.nlu.labels import values_of
from bot.nlu.sources import ANSWERS
from rules_kb import newest_edition

SIGNED = ["le contrat est signé", "c'est signé avec un distributeur", "un distributeur nous a signés", "papier signé"]
UNSIGNED = [
    "on vend en direct",
    "rien de signé",
    "aucun distributeur ne veut de nous",
    "on vend nos disques nous-mêmes",
]
NO_IDEA = ["faut demander au gérant", "je n'ai pas cette information", "demandez au gérant", "information inconnue"]
HALVES = ["ça dépend des disques", "pour certains disques seulement", "ça dépend des artistes", "pour certains"]
ASIDES = ["attendez, on sonne", "bonjour à tous", "merci beaucoup", "on sonne à la porte"]
HELPER = ["je veux transmettre mon expérience", "partager mon savoir-faire", "transmettre aux jeunes"]
HELPED = ["être accompagné par un pair", "recevoir des conseils", "qu'on me conseille"]


def entries() -> list[dict[str, Any]]:
    told = [("contrat_distribution", SIGNED, True), ("contrat_distribution", UNSIGNED, False)]
    told += [("mentorat_role", HELPER, "ressource"), ("mentorat_role", HELPED, "beneficiaire")]
    found: list[dict[str, Any]] = [
        {"question": fact, "dit": text, "valeur": value} for fact, texts, value in told for text in texts
    ]
    for kind, texts in ((UNKNOWN, NO_IDEA), (UNCLEAR, HALVES), (OTHER, ASIDES)):
        found += [{"question": "contrat_distribution", "dit": text, kind: True} for text in texts]
    return found


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> AnswerClassifier:
    """A classifier that was trained on the entries above, stored, and loaded again."""
    folder = tmp_path_factory.mktemp("reponses")
    (folder / "essai.yml").write_text(yaml.safe_dump(entries(), allow_unicode=True), encoding="utf-8")
    storage, resource = LocalModelStorage(tmp_path_factory.mktemp("modele")), Resource("reponses")
    context: Any = SimpleNamespace(node_name="reponses")
    config = AnswerClassifier.get_default_config()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASA_CACHE_DIRECTORY", str(folder / "cache"))
        patch.setattr(answer_classifier, "ANSWERS", folder)
        known = values_of(newest_edition())
        asked = {fact: known[fact] for fact in ("contrat_distribution", "mentorat_role", "chiffre_affaires")}
        patch.setattr(answer_classifier, "values_of", lambda _edition: asked)
        AnswerClassifier.create(config, storage, resource, context).train(TrainingData())
    return AnswerClassifier.load(config, storage, resource, context)


def heard(
    classifier: AnswerClassifier, text: str, question: str | None, known: list[dict[str, Any]] | None = None
) -> list[tuple[str, Any]]:
    message = Message({"text": text, "metadata": {"question": question}, "entities": known or []})
    classifier.process([message])
    return [(entity["entity"], entity["value"]) for entity in message.get("entities")]


@pytest.mark.parametrize(
    ("question", "text", "entity"),
    [
        ("contrat_distribution", "oh oui le contrat est signé depuis mars", ("contrat_distribution", True)),
        ("contrat_distribution", "on vend tout nous-mêmes en direct", ("contrat_distribution", False)),
        ("contrat_distribution", "il faut demander cette information au gérant", ("inconnu", "contrat_distribution")),
        (
            "contrat_distribution",
            "ça dépend des disques et des artistes",
            ("ambigu", {"fait": "contrat_distribution", "lectures": [True, False]}),
        ),
        ("mentorat_role", "je voudrais transmettre mon savoir-faire", ("mentorat_role", "ressource")),
    ],
)
def test_an_answer_in_other_words_is_heard(
    trained: AnswerClassifier, question: str, text: str, entity: tuple[str, Any]
) -> None:
    assert heard(trained, text, question) == [entity]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("contrat_distribution", "attendez, on sonne à la porte"),
        ("contrat_distribution", "le contrat doit être signé ?"),
        ("contrat_distribution", "/choisir"),
        ("contrat_distribution", "😀 !!"),
        ("contrat_distribution", ""),
        ("occitanie", "le contrat est signé"),  # a question that it was not trained for
        ("chiffre_affaires.2021", "le contrat est signé"),
        (None, "le contrat est signé"),
    ],
)
def test_what_is_no_answer_adds_nothing(trained: AnswerClassifier, question: str | None, text: str) -> None:
    assert heard(trained, text, question) == []


@pytest.mark.parametrize(
    "entity",
    [
        {"entity": "contrat_distribution", "value": False},
        {"entity": "inconnu", "value": "contrat_distribution"},
        {"entity": "ambigu", "value": {"fait": "contrat_distribution", "lectures": [True, False]}},
    ],
)
def test_the_rules_come_first(
    trained: AnswerClassifier, entity: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(trained._config, "overrules", 1.01)
    assert heard(trained, "le contrat est signé", "contrat_distribution", [entity]) == [
        (entity["entity"], entity["value"])
    ]


def test_what_is_all_but_certain_overrules_them(trained: AnswerClassifier) -> None:
    misheard = {"entity": "contrat_distribution", "value": False}
    said = heard(trained, "le contrat est signé", "contrat_distribution", [misheard])
    assert said == [("contrat_distribution", True)]


def test_what_is_all_but_certain_overrules_them_beside_another_fact_too(trained: AnswerClassifier) -> None:
    known = [{"entity": "contrat_distribution", "value": False}, {"entity": "references_catalogue", "value": 4}]
    said = heard(trained, "le contrat est signé", "contrat_distribution", known)
    assert said == [("references_catalogue", 4), ("contrat_distribution", True)]


def test_beside_another_fact_no_answer_at_all_takes_nothing_back(trained: AnswerClassifier) -> None:
    known = [{"entity": "contrat_distribution", "value": False}, {"entity": "references_catalogue", "value": 4}]
    said = heard(trained, "merci beaucoup et bonne journée", "contrat_distribution", known)
    assert said == [("contrat_distribution", False), ("references_catalogue", 4)]


def test_of_a_figure_it_hears_that_it_is_not_known(trained: AnswerClassifier) -> None:
    assert heard(trained, "demandez cette information au gérant", "chiffre_affaires.2021") == [
        ("inconnu", "chiffre_affaires.2021")
    ]


def test_without_an_embedding_messages_are_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(trained_extractor, "sentence_embedding", lambda: None)
    storage, resource = LocalModelStorage(tmp_path), Resource("reponses")
    context: Any = SimpleNamespace(node_name="reponses")
    config = AnswerClassifier.get_default_config()
    AnswerClassifier.create(config, storage, resource, context).train(TrainingData())
    classifier = AnswerClassifier.load(config, storage, resource, context)
    assert heard(classifier, "le contrat est signé", "contrat_distribution") == []


def test_the_written_answers_are_of_the_edition() -> None:
    edition = newest_edition()
    values = {fact: set(labels) for fact, labels in values_of(edition).items() if labels}
    answers = read_answers(ANSWERS)
    assert {answer.fact for answer in answers} <= {"", *edition.faits}
    in_words = [answer for answer in answers if answer.fact in values]
    assert [a for a in in_words if a.label not in {UNKNOWN, UNCLEAR, OTHER, *values[a.fact]}] == []
    for fact, labels in values.items():
        assert labels <= {answer.label for answer in answers if answer.fact == fact}

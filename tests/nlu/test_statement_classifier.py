"""The classifier of statements on a few of them: what it adds to a message, what it takes back, when it keeps quiet."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.extraction.scope import Standing
from bot.nlu import statement_classifier, trained_extractor
from bot.nlu.labels import values_of
from bot.nlu.sources import STATEMENTS, read_entries
from bot.nlu.statement_classifier import StatementClassifier
from bot.nlu.statement_model import SAID, parts_of, read_statements
from rules_kb import newest_edition

KITCHEN = "le frigo tient encore debout, on a changé la cafetière et repeint la cuisine"
SIGNED = "nos disques partent chez un grossiste attitré"
UNSIGNED = "nos disques, on les fourgue nous-mêmes à la sortie"
CLIPS = "des clips à notre actif"


def entries() -> list[dict[str, Any]]:
    said = [(SIGNED, {"contrat_distribution": True}), (UNSIGNED, {"contrat_distribution": False})]
    said += [(f"{figure} {CLIPS}", {"videos_produites": figure}) for figure in (2, 4, 7, 11)]
    said += [(KITCHEN, {}), ("on a changé les rideaux", {}), ("le voisin a repeint son garage", {})]
    openings = ("", "bonjour, ", "chez nous, ", "pour tout vous dire, ", "voilà, ")
    return [
        {"dit": opening + text, "faits": facts, "ou": dict.fromkeys(facts, text)}
        for text, facts in said
        for opening in openings
    ]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> StatementClassifier:
    """A classifier that was trained on the entries above, stored, and loaded again."""
    folder = tmp_path_factory.mktemp("declarations")
    (folder / "essai.yml").write_text(yaml.safe_dump(entries(), allow_unicode=True), encoding="utf-8")
    storage, resource = LocalModelStorage(tmp_path_factory.mktemp("modele")), Resource("declarations")
    context: Any = SimpleNamespace(node_name="declarations")
    config = StatementClassifier.get_default_config()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASA_CACHE_DIRECTORY", str(folder / "cache"))
        patch.setattr(statement_classifier, "STATEMENTS", folder)
        StatementClassifier.create(config, storage, resource, context).train(TrainingData())
    return StatementClassifier.load(config, storage, resource, context)


def heard(
    classifier: StatementClassifier,
    text: str,
    question: str | None = None,
    known: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    entities = [{"start": 0, "end": len(text), **entity} for entity in known or []]
    message = Message({"text": text, "metadata": {"question": question}, "entities": entities})
    classifier.process([message])
    return {entity["entity"]: entity["value"] for entity in message.get("entities")}


def test_a_fact_in_other_words_is_heard(trained: StatementClassifier) -> None:
    assert heard(trained, "nos disques partent chez un gros grossiste") == {"contrat_distribution": True}
    assert heard(trained, "on fourgue nos disques nous-mêmes") == {"contrat_distribution": False}


def test_a_figure_is_read_by_the_rules(trained: StatementClassifier) -> None:
    assert heard(trained, "on a neuf clips à notre actif") == {"videos_produites": 9}
    assert heard(trained, "on a des clips à notre actif") == {}


@pytest.mark.parametrize("text", [KITCHEN, "oui", "/choisir nos disques partent chez un grossiste", "", "…"])
def test_what_states_nothing_adds_nothing(trained: StatementClassifier, text: str) -> None:
    assert heard(trained, text) == {}


def test_the_pending_question_is_left_to_others(trained: StatementClassifier) -> None:
    assert heard(trained, SIGNED, "contrat_distribution") == {}


def test_what_the_rules_heard_stands(trained: StatementClassifier) -> None:
    doubted = [{"entity": "ambigu", "value": {"fait": "contrat_distribution", "lectures": [True, False]}}]
    assert set(heard(trained, SIGNED, None, doubted)) == {"ambigu"}
    assert heard(trained, SIGNED, None, [{"entity": "nb_acteurs", "value": 3}])["nb_acteurs"] == 3


def test_what_nobody_stated_is_taken_back(trained: StatementClassifier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(trained._config, "unsaid", 0.2)
    known = [{"entity": "videos_produites", "value": 3}, {"entity": "occitanie", "value": True}]
    assert heard(trained, KITCHEN, None, known) == {"occitanie": True}


def test_a_correction_of_the_question_before_stands(trained: StatementClassifier) -> None:
    corrected = [{"entity": "videos_produites", "value": 12}, {"entity": "correction", "value": True}]
    assert heard(trained, "non attendez, 12 pas 10", "contrat_distribution", corrected)["videos_produites"] == 12


def test_what_stands_beyond_the_clauses_that_are_read_is_left_alone(
    trained: StatementClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(trained._config, "unsaid", 1.0)
    text = f"{KITCHEN}. " * 20 + "On a 12 clips."
    place = {"start": text.index("12"), "end": len(text)}
    assert heard(trained, text, None, [{"entity": "videos_produites", "value": 12, **place}]) == {
        "videos_produites": 12
    }


def test_a_figure_that_says_another_fact_says_nothing_of_this_one(trained: StatementClassifier) -> None:
    text = "9 clips à notre actif"
    known = [{"entity": "references_catalogue", "value": 9, "start": 0, "end": 1, "extractor": "FactExtractor"}]
    assert heard(trained, text, None, known) == {"references_catalogue": 9}


def test_what_is_all_but_certain_overrules_the_rules(trained: StatementClassifier) -> None:
    assert heard(trained, SIGNED, None, [{"entity": "contrat_distribution", "value": False}]) == {
        "contrat_distribution": True
    }


def test_without_an_embedding_messages_are_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(trained_extractor, "sentence_embedding", lambda: None)
    storage, resource = LocalModelStorage(tmp_path), Resource("declarations")
    context: Any = SimpleNamespace(node_name="declarations")
    config = StatementClassifier.get_default_config()
    StatementClassifier.create(config, storage, resource, context).train(TrainingData())
    classifier = StatementClassifier.load(config, storage, resource, context)
    assert heard(classifier, SIGNED) == {}


def test_a_message_is_cut_into_clauses() -> None:
    text = "Notre label existe depuis 2015, mais mon voisin a trois licences. Vous prenez quand ?"
    parts = parts_of(text)
    assert [text[part.start : part.end].startswith(part.text) for part in parts] == [True] * len(parts)
    assert {part.standing for part in parts} >= {Standing.OWN, Standing.QUESTION}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adhérents du CNM, nous ? Ah non, jamais.", "Adhérents du CNM, nous ? Ah non"),
        ("Bonsoir. Les taxes ? Toutes payées.", "Les taxes ? Toutes payées"),
        ("Notre part ? Plus de 40 %", "Notre part ? Plus de 40 %"),
    ],
)
def test_what_people_ask_and_answer_themselves_is_one_clause(text: str, expected: str) -> None:
    assert (expected, Standing.OWN) in [(part.text, part.standing) for part in parts_of(text)]


@pytest.mark.parametrize("text", ["C'est combien ? 30 % ?", "Faut-il une licence ? On est un label.", "? oui"])
def test_other_questions_stand_apart(text: str) -> None:
    assert not any("?" in part.text for part in parts_of(text))


def test_a_statement_teaches_its_clauses(tmp_path: Path) -> None:
    text = "on est un label, on a 12 clips"
    entry = {
        "dit": text,
        "faits": {"type_structure": "label", "videos_produites": 12},
        "ou": {"type_structure": "on est un label", "videos_produites": "12 clips"},
    }
    (tmp_path / "essai.yml").write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")
    taught = {(s.part.text, tuple(s.said.items())) for s in read_statements(tmp_path, values_of(newest_edition()))}
    kind, clips = ("type_structure", '"label"'), ("videos_produites", SAID)
    assert taught == {
        (text, (kind, clips)),
        ("on est un label", (kind,)),
        ("on a 12 clips", (clips,)),
    }


def test_the_written_statements_are_of_the_edition() -> None:
    edition = newest_edition()
    values = values_of(edition)
    for entry in read_entries(STATEMENTS):
        assert set(entry["faits"]) <= set(edition.faits), entry
        places = entry.get("ou", dict.fromkeys(entry["faits"], ""))
        assert set(places) == set(entry["faits"]), entry
        assert all(place in entry["dit"] for place in places.values()), entry
    for statement in read_statements(STATEMENTS, values):
        assert all(label in (values[fact] or [SAID]) for fact, label in statement.said.items()), statement

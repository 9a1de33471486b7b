"""The Rasa component that turns what is heard into entities."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.fact_extractor import FactExtractor


@pytest.fixture(scope="module")
def extractor() -> FactExtractor:
    return FactExtractor()


@pytest.fixture(autouse=True)
def on_a_day_before_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATE", "2024-02-01")


def entities(extractor: FactExtractor, text: str, question: str | None = None) -> list[tuple[str, Any]]:
    """Return (name, value) of the entities of a message."""
    message = Message(data={"text": text, "metadata": {"question": question}})
    extractor.process([message])
    return [(entity["entity"], entity["value"]) for entity in message.get("entities", [])]


def test_facts(extractor: FactExtractor) -> None:
    assert entities(extractor, "label à Sète, 80k en 2021 et 95k en 2022") == [
        ("chiffre_affaires", {"2021": 80_000}),
        ("chiffre_affaires", {"2022": 95_000}),
        ("occitanie", True),
        ("type_structure", "label"),
    ]


def test_the_pending_question(extractor: FactExtractor) -> None:
    assert entities(extractor, "oui", "taxes_a_jour") == [("taxes_a_jour", True)]
    assert entities(extractor, "oui") == []
    assert entities(extractor, "jsp", "taxes_a_jour") == [("inconnu", "taxes_a_jour")]
    assert entities(extractor, "80", "chiffre_affaires.2021") == [
        ("ambigu", {"fait": "chiffre_affaires.2021", "lectures": [80, 80_000]})
    ]


def test_notes_and_corrections(extractor: FactExtractor) -> None:
    assert ("lieu_hors_occitanie", "Lyon") in entities(extractor, "notre siège est à Lyon")
    assert entities(extractor, "en fait on a aussi la licence 3") == [
        ("ajout", {"fait": "licences", "valeur": [3]}),
        ("correction", True),
    ]


def test_places_and_extractor_name(extractor: FactExtractor) -> None:
    message = Message(data={"text": "on est à Sète"})
    extractor.process([message])
    (entity,) = message.get("entities")
    assert message.get("text")[entity["start"] : entity["end"]] == "Sète"
    assert entity["extractor"] == "FactExtractor"


def test_payloads_are_left_alone(extractor: FactExtractor) -> None:
    message = Message(
        data={"text": '/choisir{"fait": "licences"}', "entities": [{"entity": "fait", "value": "licences"}]}
    )
    extractor.process([message])
    assert message.get("entities") == [{"entity": "fait", "value": "licences"}]


def test_no_text(extractor: FactExtractor) -> None:
    extractor.process([Message(data={}), Message(data={"text": ""})])

"""What-if answers: computed by the engine, the facts of the conversation being left alone."""

from datetime import date
from typing import Any

import pytest

from actions.supposition import about_amounts, answer_to, supposed_facts
from rules_kb import newest_edition

EDITION = newest_edition()
DAY = date(2024, 2, 1)


def message(**said: Any) -> dict[str, Any]:
    return {"entities": [{"entity": "suppose", "value": said}]}


@pytest.mark.parametrize(
    ("known", "said", "supposed"),
    [
        ({}, {"fait": "licences", "valeur": [2, 3]}, {"licences": [2, 3]}),
        ({"nb_acteurs": 2}, {"fait": "nb_acteurs", "en_plus": 2}, {"nb_acteurs": 4}),
        ({"nb_acteurs": 3}, {"fait": "nb_acteurs", "en_plus": -1}, {"nb_acteurs": 2}),
        ({}, {"fait": "nb_acteurs", "en_plus": 2}, {}),
        ({"nb_acteurs": None}, {"fait": "nb_acteurs", "en_plus": 2}, {}),
        ({"licences": [2]}, {"fait": "licences", "ajout": [3]}, {"licences": [2, 3]}),
        ({}, {"fait": "licences", "ajout": [3]}, {"licences": [3]}),
        ({"licences": [2, 3]}, {"fait": "licences", "retrait": [3]}, {"licences": [2]}),
        ({}, {"fait": "licences", "retrait": [3]}, {}),
        ({}, {"fait": "licences", "valeur": [7]}, {}),
        ({}, {"fait": "chiffre_affaires.2022", "valeur": 120_000}, {"chiffre_affaires.2022": 120_000}),
    ],
)
def test_what_is_supposed(known: dict[str, Any], said: dict[str, Any], supposed: dict[str, Any]) -> None:
    before = dict(known)
    assert supposed_facts(EDITION, known, message(**said)) == supposed
    assert known == before


def text(known: dict[str, Any], supposed: dict[str, Any], scheme: str | None = None) -> str:
    answer = answer_to(EDITION, known, supposed, scheme, DAY)
    assert answer is not None
    assert answer["type"] == "texte"
    said: str = answer["text"]
    return said.replace("\xa0", " ").replace("\u202f", " ")


def test_a_budget_gives_the_funding_plan_of_the_scheme_asked_about() -> None:
    said = text({}, {"budget_action": 30_000}, "structuration")
    assert "15 000 €" in said
    assert "oopération" not in said


def test_without_a_scheme_every_call_is_told() -> None:
    said = text({}, {"budget_action": 30_000})
    assert "oopération" in said
    assert "tructuration" in said


def test_the_scheme_that_the_person_came_for_is_meant() -> None:
    assert "tructuration" not in text({"besoin": "cooperation"}, {"budget_action": 30_000})


def test_a_grant_gives_its_advance() -> None:
    assert "12 000 €" in text({}, {"montant_demande": 15_000}, "cooperation")
    assert "14 000 €" in text({}, {"montant_demande": 20_000}, "structuration")


def test_the_mentoring_scheme_gives_no_money() -> None:
    assert "entorat" not in text({"besoin": "mentorat"}, {"budget_action": 30_000})


def test_a_fact_gives_what_it_changes_and_the_criteria_that_it_changes() -> None:
    known = {"besoin": "cooperation", "nb_acteurs": 1}
    answer = answer_to(EDITION, known, {"nb_acteurs": 3}, None, DAY)
    assert answer is not None
    assert "rien ne change" not in answer["text"]
    assert answer["sources"]


def test_a_fact_that_changes_nothing_is_said_to() -> None:
    assert "rien ne change" in text({"besoin": "cooperation", "nb_acteurs": 3}, {"nb_acteurs": 4})


def test_only_sums_are_about_amounts() -> None:
    assert about_amounts(EDITION, ["budget_action"])
    assert about_amounts(EDITION, ["licences", "montant_demande"])
    assert not about_amounts(EDITION, ["licences", "nb_acteurs"])

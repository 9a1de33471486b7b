"""A figure put in the place of another without a word of what it counts."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction.reading import read
from tests.extraction.hearing import BEFORE_DEADLINE, EDITION, heard

YES_NO = "taxes_a_jour"
MESSAGES: list[tuple[str, dict[str, Any]]] = [
    ("attends, on sera finalement 2 et pas 3", {"avant": 3, "apres": 2}),
    ("ah non pas 80 mais 95", {"avant": 80, "apres": 95}),
    ("pardon c'est 36 au lieu de 24", {"avant": 24, "apres": 36}),
    ("oups 4 pas 5", {"avant": 5, "apres": 4}),
    ("trois plutôt que deux", {"avant": 2, "apres": 3}),
]


@pytest.mark.parametrize(("text", "expected"), MESSAGES)
def test_a_replaced_figure_is_noted_and_answers_no_yes_or_no_question(text: str, expected: dict[str, Any]) -> None:
    assert heard(text, YES_NO) == {"note:remplacement": expected}


def test_a_figure_with_its_name_is_read_as_such() -> None:
    assert "note:remplacement" not in heard("on sera 2 partenaires et pas 3", YES_NO)


def test_where_a_figure_is_asked_the_figure_answers() -> None:
    assert heard("2 et pas 3", "nb_acteurs") == {"nb_acteurs": 2}


OF_ELSE = [
    (
        "licences",
        "permettez-moi de me corriger : nous serons trois partenaires en nous comptant, et non deux",
        "nb_acteurs",
    ),
    ("licences", "oups erreur de ma part, on sera 4 partenaires au total avec nous et pas deux", "nb_acteurs"),
    ("filiere_musiques_actuelles", "enfin non, le thème ça serait le financement et pas la gestion", "mentorat_theme"),
    (
        "occitanie",
        "petite correction : nous voulons être bénéficiaires du mentorat, et pas ressources",
        "mentorat_role",
    ),
]


@pytest.mark.parametrize(("question", "text", "corrected"), OF_ELSE)
def test_what_corrects_another_fact_answers_nothing(question: str, text: str, corrected: str) -> None:
    facts = heard(text, question)
    assert corrected in facts
    assert question not in facts


def test_what_was_a_mistake_is_no_fact() -> None:
    text = "rectification : le CA 2022 est de 92 000 €, les 120 000 c'était une faute de frappe"
    assert heard(text) == {"chiffre_affaires.2022": 92_000}


def test_a_licence_that_adds_to_another() -> None:
    assert heard("nous avons la licence 3 en plus de la 2") == {
        "note:ajout": {"fait": "licences", "valeur": [2, 3]},
    }


ASIDES = [
    ("affiliation_cnm", "zut tunnel, je capte plus rien, attendez"),
    ("affiliation_cnm", "non pas toi, je suis au téléphone"),
    ("taxes_a_jour", "attendez, le livreur sonne"),
]


@pytest.mark.parametrize(("question", "text"), ASIDES)
def test_what_is_said_to_somebody_else_answers_nothing(question: str, text: str) -> None:
    assert heard(text, question) == {}


def test_a_figure_taken_back_corrects_the_answer_before() -> None:
    reading = read("non pardon 2016", "activite_significative_occitanie", BEFORE_DEADLINE, EDITION, "mois_activite")
    assert list(reading.facts) == ["mois_activite"]
    assert reading.correction
    assert heard("pardon, 2016", "mois_activite").keys() == {"mois_activite"}


def test_why_a_question_is_asked_is_no_doubt() -> None:
    assert read("pourquoi vous me demandez tout ça ?", "plusieurs_artistes", BEFORE_DEADLINE, EDITION).unknown == []

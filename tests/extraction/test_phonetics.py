"""Words written as they sound, run together, or in another language."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction.phonetics import in_full
from tests.extraction.hearing import heard

WORDS = [
    ("labelle", "label"),
    ("lissance", "licence"),
    ("konsert", "concert"),
    ("musik", "musique"),
    ("jproduis", "je produis"),
    ("lalbum", "l album"),
    ("quun", "qu un"),
    ("salariees", "salariees"),
    ("structurer", "structurer"),
    ("savoir", "savoir"),
    ("mon", "mon"),
    ("dont", "dont"),
    ("laide", "laide"),
]

MESSAGES: list[tuple[str, dict[str, Any]]] = [
    ("jé la lissance 2 é la 3", {"licences": [2, 3]}),
    ("on é pa afilié o cnm", {"affiliation_cnm": "non"}),
    ("jé un labelle a perpinian avec 6 disk o catalogue",
     {"type_structure": "label", "occitanie": True, "references_catalogue": 6}),
    ("on fé le projé sur 18 moi", {"duree_projet_ans": 1.5}),
    ("nou some a la sppf", {"societe_civile": True}),
    ("I produced twelve music videos", {"videos_produites": 12}),
    ("we have a label in Narbonne", {"type_structure": "label", "occitanie": True}),
    ("Tenim un festival a Ceret", {"type_structure": "lieu_festival", "occitanie": True}),
    ("mon voizin il é afilié o cnm", {}),
    ("My friend is volunteer and she search a mentor", {}),
]  # fmt: skip

ANSWERS: list[tuple[str, str, Any]] = [
    ("besoin", "la structu", "structuration"),
    ("taxes_a_jour", "oé grave", True),
    ("nb_acteurs", "deu partenaire + moi", 3),
    ("chiffre_affaires.2021", "fifty thousand euros", 50000),
    ("references_catalogue", "two", 2),
]


@pytest.mark.parametrize(("typed", "meant"), WORDS)
def test_in_full(typed: str, meant: str) -> None:
    assert in_full(typed) == meant


@pytest.mark.parametrize(("text", "facts"), MESSAGES)
def test_message(text: str, facts: dict[str, Any]) -> None:
    assert heard(text) == facts


@pytest.mark.parametrize(("question", "text", "value"), ANSWERS)
def test_answer(question: str, text: str, value: Any) -> None:
    assert heard(text, question)[question] == value

"""Licences held, said in all the ways people say them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import licences
from tests.extraction.hearing import Either, extracted

REMOVED_TWO = {"fait": "licences", "valeur": [2]}
LICENCES = [
    ("on a la 2 mais pas la 3", None, {"licences": [2], "note:retrait": {"fait": "licences", "valeur": [3]}}),
    ("on a la licence 2 mais pas la 3", None, {"licences": [2], "note:retrait": {"fait": "licences", "valeur": [3]}}),
    ("la 2 mais pas la 3", "licences", {"licences": [2], "note:retrait": {"fait": "licences", "valeur": [3]}}),
    ("L2/L3", None, {"licences": [2, 3]}),
    ("la 1 et la 2 sont en règle", None, {"licences": [1, 2]}),
    ("les 3 licences ont expiré cet été", None, {"licences": []}),
    ("les 3 licences ne sont pas périmées", None, {"licences": [1, 2, 3]}),
    ("elle possède la première et la troisième licence", None, {"licences": [1, 3]}),
    ("nous sommes titulaires des licences des trois catégories", None, {"licences": [1, 2, 3]}),
    ("les 3 licences, et pas de salarié", None, {"licences": [1, 2, 3]}),
    ("on a les trois licences mais pas de label", None, {"licences": [1, 2, 3]}),
    ("les 3 licences, aucune n'est expirée", None, {"licences": [1, 2, 3]}),
    ("les 3, pas de souci", "licences", {"licences": [1, 2, 3]}),
    ("la licence deux et la trois valables jusqu'en 2026", None, {"licences": [2, 3]}),
    ("on a L2 et L3", None, {"licences": [2, 3]}),
    ("2 et 3", "licences", {"licences": [2, 3]}),
    ("2", "licences", {"licences": [2]}),
    ("les deux", "licences", {"licences": [2, 3]}),
    ("les trois", "licences", {"licences": [1, 2, 3]}),
    ("les 3", "licences", {"licences": [1, 2, 3]}),
    ("2/3", "licences", {"licences": [2, 3]}),
    ("2-3", "licences", {"licences": [2, 3]}),
    ("2 3", "licences", {"licences": [2, 3]}),
    ("la deux", "licences", {"licences": [2]}),
    ("1, 2 et 3", "licences", {"licences": [1, 2, 3]}),
    ("on a les licences 1, 2 et 3", None, {"licences": [1, 2, 3]}),
    ("on n'a pas la licence 2", None, {"note:retrait": {"fait": "licences", "valeur": [2]}}),
    ("on n'a pas la 2", "licences", {"note:retrait": {"fait": "licences", "valeur": [2]}}),
    ("pas de licence", None, {"licences": []}),
    ("on n'a aucune licence d'entrepreneur de spectacles", None, {"licences": []}),
    (
        "la licence 2 est valide, la 3 est expirée",
        None,
        {"licences": [2], "note:retrait": {"fait": "licences", "valeur": [3]}},
    ),
    ("licences 2 et 3 valides", None, {"licences": [2, 3]}),
    ("on a 2 licences", None, {"licences": Either([1, 2], [1, 3], [2, 3])}),
    ("on a une licence", None, {"licences": Either([1], [2], [3])}),
    ("licence PLATESV-R-2021-001234", None, {"licences": Either([1], [2], [3])}),
    ("licence 2 : PLATESV-R-2021-001234 et licence 3 PLATESV-R-2021-001235", None, {"licences": [2, 3]}),
    ("licences n° 2-1098765 et 3-1098766", None, {"licences": [2, 3]}),
    ("en fait on a aussi la licence 3", None, {"note:ajout": {"fait": "licences", "valeur": [3]}}),
    ("on n'a plus la licence 3", None, {"note:retrait": {"fait": "licences", "valeur": [3]}}),
    ("mon voisin a 3 licences", None, {}),
    ("notre licence a expiré", None, {"licences": []}),
    ("licence 2 ok, la 3 est en cours", None, {"licences": [2], "note:retrait": {"fait": "licences", "valeur": [3]}}),
    ("que la 2", "licences", {"licences": [2]}),
    ("on n'a que la licence 2", None, {"licences": [2]}),
    ("j'ai une licence de musicologie", None, {}),
    ("licence IV", None, {}),
    ("on a les trois licences", None, {"licences": [1, 2, 3]}),
    ("toutes", "licences", {"licences": [1, 2, 3]}),
    ("on n'a ni la licence 2 ni la 3", None, {"note:retrait": {"fait": "licences", "valeur": [2, 3]}}),
    ("on est 3 structures", "licences", {}),
    ("licence de diffuseur et licence de producteur", None, {"licences": [2, 3]}),
    ("licences 2 en cours de validité", None, {"licences": [2]}),
    ("on a les licences deux et trois", None, {"licences": [2, 3]}),
    ("licence d'entrepreneur de spectacles catégorie 2", None, {"licences": [2]}),
    ("licences d'entrepreneur de spectacles de catégories 2 et 3", None, {"licences": [2, 3]}),
    ("cat 2 et 3", None, {}),
    ("lic 2 & 3", None, {"licences": [2, 3]}),
    ("la 2 oui la 3 non", "licences", {"licences": [2], "note:retrait": {"fait": "licences", "valeur": [3]}}),
    ("la 3 pas encore", "licences", {"note:retrait": {"fait": "licences", "valeur": [3]}}),
    ("oui la 2", "licences", {"licences": [2]}),
    ("l2 seulement", "licences", {"licences": [2]}),
    ("on a que la 3", "licences", {"licences": [3]}),
    ("2e et 3e catégorie", "licences", {"licences": [2, 3]}),
    ("on a la licence 2 depuis 2021 et la 3 depuis 2022", None, {"licences": [2, 3]}),
    ("licence 2", None, {"licences": [2]}),
    ("licences : 2, 3", None, {"licences": [2, 3]}),
]
LICENCES += [
    ("Licences détenues : 1 et 2.", None, {"licences": [1, 2]}),
    ("on a les licences un et trois, pas la deux", None, {"licences": [1, 3], "note:retrait": REMOVED_TWO}),
    ("2e catégorie en cours de validité", None, {"licences": [2]}),
    ("la première et la deuxième", "licences", {"licences": [1, 2]}),
    ("les trois", "licences", {"licences": [1, 2, 3]}),
    ("1,2,3", "licences", {"licences": [1, 2, 3]}),
    ("celles de producteur et de diffuseur", "licences", {"licences": [2, 3]}),
    ("on a renouvelé la licence 3, donc 2 et 3 maintenant", None, {"licences": [2, 3]}),
    ("Licences ? La 2 et la 3.", None, {"licences": [2, 3]}),
    ("une licence et 2 camions", None, {}),
    ("licence IV au bar mais aucune licence de spectacle", None, {"licences": []}),
]


@pytest.mark.parametrize(("text", "question", "expected"), LICENCES)
def test_licences(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(licences.read, text, question) == expected

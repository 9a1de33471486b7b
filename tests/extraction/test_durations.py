"""How long the structure has been active, how long the project lasts. The day is 1 February 2024."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import durations
from tests.extraction.hearing import extracted

ACTIVITY = [
    ("on existe depuis mars 2021", None, {"mois_activite": 36}),
    ("créée il y a 3 ans", None, {"mois_activite": 37}),
    ("asso créée en 2019", None, {"mois_activite": {"au_moins": 50, "moins_de": 63}}),
    ("depuis 2 ans et demi", None, {}),
    ("depuis 2 ans et demi", "mois_activite", {"mois_activite": 31}),
    ("2021", "mois_activite", {"mois_activite": {"au_moins": 26, "moins_de": 39}}),
    ("12/03/2019", "mois_activite", {"mois_activite": 59}),
    ("mars 2021", "mois_activite", {"mois_activite": 36}),
    ("3 ans", "mois_activite", {"mois_activite": 37}),
    ("plus de deux ans", "mois_activite", {"mois_activite": {"au_moins": 25}}),
    ("on existe depuis plus de deux ans", None, {"mois_activite": {"au_moins": 25}}),
    ("on a 3 ans", None, {"mois_activite": 37}),
    ("on a 3 ans d'existence", None, {"mois_activite": 37}),
    ("ça fait 18 mois qu'on existe", None, {"mois_activite": 19}),
    ("18 mois", "mois_activite", {"mois_activite": 19}),
    ("un an et demi", "mois_activite", {"mois_activite": 19}),
    ("on est affiliés depuis 2021", None, {}),
    ("label à Sète depuis 5 ans", None, {"mois_activite": 61}),
    ("on a sorti un album en 2021", None, {}),
    ("fin 2021", "mois_activite", {"mois_activite": {"au_moins": 26, "moins_de": 31}}),
    ("l'année dernière", "mois_activite", {"mois_activite": {"au_moins": 2, "moins_de": 15}}),
    ("septembre dernier", "mois_activite", {"mois_activite": 6}),
    ("notre asso est née le 12 mars 2019", None, {"mois_activite": 59}),
    ("une dizaine d'années", "mois_activite", {"mois_activite": 121}),
    ("moins d'un an", "mois_activite", {"mois_activite": {"moins_de": 14}}),
    ("entre 2 et 3 ans", "mois_activite", {"mois_activite": {"au_moins": 25, "moins_de": 38}}),
    ("2 ou 3 ans", "mois_activite", {"mois_activite": {"au_moins": 25, "moins_de": 49}}),
    ("presque 2 ans", "mois_activite", {"mois_activite": {"moins_de": 26}}),
    ("j'ai 10 ans d'expérience", None, {}),
    ("structure active depuis janvier 2020 et affiliée depuis 2022", None, {"mois_activite": 50}),
    ("date de création : 03/2021", None, {"mois_activite": 36}),
    ("l'asso a été créée en septembre 2022", None, {"mois_activite": 18}),
    ("notre festival existe depuis 1998", None, {"mois_activite": {"au_moins": 302, "moins_de": 315}}),
    ("on n'est pas encore créés", None, {"mois_activite": 0}),
    ("24 mois", "mois_activite", {"mois_activite": 25}),
    ("2 ans et 3 mois", "mois_activite", {"mois_activite": 28}),
    ("depuis 2020 je crois", "mois_activite", {"mois_activite": {"au_moins": 38, "moins_de": 51}}),
    ("on a 2 salariés depuis 2020", None, {}),
    ("on est une asso depuis 2018", None, {"mois_activite": {"au_moins": 62, "moins_de": 75}}),
    ("la licence 2 depuis 2020", None, {}),
    ("le 7 mars 2022", "mois_activite", {"mois_activite": 24}),
    ("le 8 mars 2022", "mois_activite", {"mois_activite": 23}),
    ("on a monté la structure courant 2022", None, {"mois_activite": {"au_moins": 14, "moins_de": 27}}),
    ("24", "mois_activite", {}),
    ("on a démarré il y a deux ans tout juste", "mois_activite", {"mois_activite": 25}),
    ("on tourne depuis 3 ans", None, {"mois_activite": 37}),
    ("on a commencé nos activités en mai 2020", None, {"mois_activite": 46}),
]

ACTIVITY += [
    ("on fait de la prod de concerts à Nîmes depuis mars 2021", None, {"mois_activite": 36}),
    ("Bar à concerts, Lunel, depuis juin 2019", None, {"mois_activite": 57}),
    ("une salle de Millau, qui a ouvert ses portes le 14 juin 2017", None, {"mois_activite": 80}),
    ("16 ans qu'on tient la maison", None, {"mois_activite": 193}),
    ("c'est parti en 2k16, on tourne depuis 2k16", None, {"mois_activite": {"au_moins": 86, "moins_de": 99}}),
    ("la boîte tourne depuis 98", None, {"mois_activite": {"au_moins": 302, "moins_de": 315}}),
    ("le label a fêté ses 4 ans", None, {"mois_activite": 49}),
    ("on a soufflé nos dix bougies en mars 2023", None, {}),
    ("je bosse à la médiathèque depuis 2012", None, {}),
    ("on est affiliés, depuis 2019", None, {}),
    ("je suis à Toulouse depuis 3 ans", None, {}),
    ("notre chanteuse est là depuis 2020", None, {}),
    ("ça fait 4 ans que j'essaie de vivre de ma musique", None, {}),
    ("ça fait 4 ans que j'organise des concerts", None, {"mois_activite": 49}),
    ("les travaux de la salle ont démarré en 2022", None, {}),
    ("oui, depuis 2019", "affiliation_cnm", {}),
    ("y a 3 ans on était ailleurs", None, {}),
]
PROJECT = [
    ("projet sur 2 ans", None, {"duree_projet_ans": 2}),
    ("le projet durera 18 mois", None, {"duree_projet_ans": 1.5}),
    ("2 ans", "duree_projet_ans", {"duree_projet_ans": 2}),
]

PROJECT += [
    ("programme pluriannuel : 4 ans", None, {"duree_projet_ans": 4}),
    ("on se lance pour deux saisons", None, {"duree_projet_ans": 2}),
    ("notre bail court sur neuf ans", None, {}),
    ("une petite année", "duree_projet_ans", {"duree_projet_ans": 1}),
]


@pytest.mark.parametrize(("text", "question", "expected"), ACTIVITY)
def test_months_of_activity(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(durations.activity, text, question) == expected


@pytest.mark.parametrize(("text", "question", "expected"), PROJECT)
def test_years_of_the_project(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(durations.project, text, question) == expected

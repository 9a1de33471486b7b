"""Turnover by year, budget, grant asked for. The day is 1 February 2024."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import amounts
from tests.extraction.hearing import Either, extracted

PENDING = "chiffre_affaires.2021"


def both(first: float, second: float) -> dict[str, Any]:
    return {"chiffre_affaires.2021": first, "chiffre_affaires.2022": second}


TURNOVER = [
    ("en 2021, on a fait 80 000", None, {"chiffre_affaires.2021": 80000}),
    (
        "en 2021 on a fait 80 000. En 2022, 95 000.",
        None,
        {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000},
    ),
    ("On fait 80k en 2021 et 95 K€ en 2022", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000}),
    ("CA : 80 et 95 mille", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000}),
    ("58k en 2021 et 67 l'année suivante", None, both(58000, 67000)),
    ("CA 2021 : 58 000, CA 2022 : 67", None, both(58000, 67000)),
    ("cet exercice a été clôturé à 41 200 euros", PENDING, {"chiffre_affaires.2021": 41200}),
    ("80", "chiffre_affaires.2021", {"chiffre_affaires.2021": Either(80, 80000)}),
    (
        "80 et 95",
        "chiffre_affaires.2021",
        {"chiffre_affaires.2021": Either(80, 80000), "chiffre_affaires.2022": Either(95, 95000)},
    ),
    (
        "80 000 et en 2022 95 000",
        "chiffre_affaires.2021",
        {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000},
    ),
    (
        "moins de 100 000 les deux années",
        None,
        {"chiffre_affaires.2021": {"moins_de": 100000}, "chiffre_affaires.2022": {"moins_de": 100000}},
    ),
    (
        "notre chiffre d'affaires est entre 80 et 90 k en 2021",
        None,
        {"chiffre_affaires.2021": {"au_moins": 80000, "moins_de": 90000}},
    ),
    (
        "en 2021 80 000 et l'année d'après 95 000",
        None,
        {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000},
    ),
    ("CA 2021 : 80 000 €, CA 2022 : 95 000 €", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000}),
    ("2021 80 000 2022 95 000", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000}),
    ("80 000 et 95 000 en 2021 et 2022", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000}),
    ("2021 et 2022 : 80 000 et 95 000", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000}),
    ("on a eu une subvention de 80 000 en 2021", None, {}),
    ("notre budget annuel est de 30 000 €", None, {}),
    ("pardon c'est 2022 les 95 000", None, {"chiffre_affaires.2022": 95000}),
    (
        "notre CA est de 80 000",
        None,
        {"chiffre_affaires": Either({"2021": 80000}, {"2022": 80000}, {"2021": 80000, "2022": 80000})},
    ),
    ("100 balles", None, {}),
    ("80 000 € en 2021 et pareil en 2022", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 80000}),
    ("notre CA 2021 c'est 0,08 M€", None, {"chiffre_affaires.2021": 80000}),
    (
        "l'an dernier c'était 80 000",
        "chiffre_affaires.2022",
        {"note:annee_hors_edition": {"annee": 2023, "montant": 80000}},
    ),
    ("N-1 : 90 000, N-2 : 85 000", None, {"chiffre_affaires.2022": 85000}),
    ("asso créée en 2021 avec 1000 euros", None, {}),
    (
        "quatre-vingt mille en 2021 et quatre-vingt-quinze mille en 2022",
        None,
        {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000},
    ),
    ("notre CA ne dépasse pas 100 000 en 2022", None, {"chiffre_affaires.2022": {"moins_de": 100001}}),
    ("pas plus de 80 000", "chiffre_affaires.2021", {"chiffre_affaires.2021": {"moins_de": 80001}}),
    ("0", "chiffre_affaires.2021", {"chiffre_affaires.2021": 0}),
    (
        "on a facturé 40 000 en 21 et 60 000 en 22",
        None,
        {"chiffre_affaires.2021": 40000, "chiffre_affaires.2022": 60000},
    ),
    ("CA 80k/95k", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000}),
    ("environ 80 000", "chiffre_affaires.2021", {"chiffre_affaires.2021": 80000}),
    ("on a fait presque 100 000 en 2022", None, {"chiffre_affaires.2022": {"moins_de": 100000}}),
    ("on tourne à 80 000 par an", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 80000}),
    ("en 2021 on a vendu 500 disques", None, {}),
    ("en 2021 on visait 80 000", None, {}),
    ("10 000 abonnés en 2021", None, {}),
    ("CA 2021 : 99 999,99 €", None, {"chiffre_affaires.2021": 99999.99}),
    ("CA 2021 : 80.000 / 2022 : 95.000", None, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000}),
    (
        "on a fait 45 en 2021 et 60 en 2022 de CA",
        None,
        {"chiffre_affaires.2021": Either(45, 45000), "chiffre_affaires.2022": Either(60, 60000)},
    ),
    ("chiffre d'affaire 2022 120 000 euros", None, {"chiffre_affaires.2022": 120000}),
]
TURNOVER += [
    ("exercices 2021 et 2022 : respectivement 88 000 et 91 500 € HT", None, both(88000, 91500)),
    ("2021, on a plafonné à 38 000 ; 2022, on a grimpé à 61 000", None, both(38000, 61000)),
    ("ca21 14k ca22 17500", None, both(14000, 17500)),
    ("CA 2022 ? 47 500. CA 2021 ? 39 000.", None, both(39000, 47500)),
    ("aucun chiffre d'affaires en 2021, 9 800 € en 2022", None, both(0, 9800)),
    ("j'ai encaissé 24 mille en 21 et quasi le double en 22", None, {"chiffre_affaires.2021": 24000}),
    ("plus de 50 000, disons plus de 60 000", PENDING, {PENDING: {"au_moins": 60000}}),
    ("120 ke", PENDING, {PENDING: 120000}),
    ("les autres labels, ils ont fait 95 000 en 2021", None, {}),
    ("on a eu 12 000 de la DRAC en 2022", None, {}),
    ("on fait du rap, L2 et L3 ok", None, {}),
]

PROJECT = [
    ("budget de 30 000 €", None, {"budget_action": 30000}),
    ("on demande 15000 euros", None, {"montant_demande": 15000}),
    ("on voudrait 15 000 €", None, {"montant_demande": 15000}),
    ("le projet coûte 45k", None, {"budget_action": 45000}),
    ("budget prévisionnel : 60 000", None, {"budget_action": 60000}),
    ("notre budget annuel est de 30 000 €", None, {}),
    (
        "on est 3 structures avec un budget total de 60 000 € et on demande 20 000",
        None,
        {"budget_action": 60000, "montant_demande": 20000},
    ),
    ("on a eu une subvention de 10 000", None, {}),
    ("budget de 30", None, {"budget_action": Either(30, 30000)}),
    ("un budget de fonctionnement de 40 000", None, {}),
    ("on sollicite 12 000 € de subvention", None, {"montant_demande": 12000}),
    ("l'asso brasse 200 000 par an mais le projet c'est 30 000", None, {"budget_action": 30000}),
    ("le coût s'élèverait à quelque 40 000 euros", None, {"budget_action": 40000}),
    ("le plan de financement de l'opération s'équilibre à 41 200 €", None, {"budget_action": 41200}),
    ("sur 60 000 euros pour l'action, on en demande 30 000", None, {"budget_action": 60000, "montant_demande": 30000}),
    ("on part sur un projet à 36 k et on demande 15", None, {"budget_action": 36000, "montant_demande": 15000}),
    ("MONTANT SOUHAITE 20 000", None, {"montant_demande": 20000}),
    ("nous espérons de votre part un concours de 18 000 euros", None, {"montant_demande": 18000}),
    ("budget annuel prévisionnel de la structure : 180 000", None, {}),
    ("on aimerait acheter une sono à 10 000 euros", None, {}),
]


@pytest.mark.parametrize(("text", "question", "expected"), TURNOVER)
def test_turnover(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(amounts.turnover, text, question) == expected


@pytest.mark.parametrize(("text", "question", "expected"), PROJECT)
def test_project_amounts(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(amounts.project_amounts, text, question) == expected

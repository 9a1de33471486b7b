"""What a message supposes, and that none of it is heard as a fact."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction.reading import read
from bot.extraction.supposing import supposed
from tests.extraction.hearing import BEFORE_DEADLINE, EDITION

SUPPOSED: list[tuple[str, dict[str, Any]]] = [
    ("avec un budget de 30 000, combien au maximum ?", {"budget_action": 30000}),
    ("pour un budget d'action de 30k on peut avoir combien", {"budget_action": 30000}),
    ("si le budget est de 45 000 euros, quelle aide ?", {"budget_action": 45000}),
    ("un projet à 40 000 €, on peut demander combien ?", {"budget_action": 40000}),
    ("avec 30 000 de budget on touche combien ?", {"budget_action": 30000}),
    ("imaginons un budget de 60 000", {"budget_action": 60000}),
    ("si notre action coûtait 25 000, ça ferait combien d'aide ?", {"budget_action": 25000}),
    ("sur une aide de 20 000 €, l'avance c'est combien", {"montant_demande": 20000}),
    ("pour 20000 d'aide accordée, on reçoit combien au départ ?", {"montant_demande": 20000}),
    ("si on a 15 000 pour la coop, l'avance est de combien ?", {"montant_demande": 15000}),
    ("si vous nous accordez 18 000, on a quoi au début ?", {"montant_demande": 18000}),
    ("combien d'avance avec 12 000 de subvention ?", {"montant_demande": 12000}),
    ("si on demandait 14 000 ?", {"montant_demande": 14000}),
    ("si j'avais la licence 2", {"licences": [2]}),
    ("et si on avait les licences 2 et 3 ?", {"licences": [2, 3]}),
    ("en imaginant qu'on fasse 120 000 en 2022", {"chiffre_affaires": {"2022": 120000}}),
    ("et si on avait fait 120 000 de CA en 2022 ?", {"chiffre_affaires": {"2022": 120000}}),
    ("si on était un label", {"type_structure": "label"}),
    ("si je montais un label ça marcherait ?", {"type_structure": "label"}),
    ("si on avait 6 clips ça passe ?", {"videos_produites": 6}),
    ("et si on était 3 ?", {"nb_acteurs": 3}),
    ("supposons que nous soyons trois partenaires", {"nb_acteurs": 3}),
    ("si on était à Toulouse ?", {"occitanie": True}),
    ("et si on était affiliés au CNM ?", {"affiliation_cnm": "oui"}),
    ("si on apportait 40 % du financement", {"autofinancement_pct": 40}),
    ("si on avait un contrat de distribution", {"contrat_distribution": True}),
    ("c'est quoi la licence 2 ?", {}),
    ("un label peut demander quoi", {}),
    ("on est un label à Sète", {}),
    ("mon voisin a touché 20 000, et nous ?", {}),
    ("il faut combien de références ?", {}),
]

RELATIVE: list[tuple[str, dict[str, Any]]] = [
    ("et si on avait 2 partenaires de plus ?", {"fait": "nb_acteurs", "valeur": 2}),
    ("si on trouvait un partenaire de plus", {"fait": "nb_acteurs", "valeur": 1}),
    ("si on avait un partenaire en moins", {"fait": "nb_acteurs", "valeur": -1}),
    ("avec 3 clips de plus on serait bons ?", {"fait": "videos_produites", "valeur": 3}),
    ("si j'avais une référence supplémentaire", {"fait": "references_catalogue", "valeur": 1}),
    ("et si on avait 6 mois d'activité en plus ?", {"fait": "mois_activite", "valeur": 6}),
    ("si on avait 5 000 de budget en plus", {"fait": "budget_action", "valeur": 5000}),
]


@pytest.mark.parametrize(("text", "facts"), SUPPOSED)
def test_supposed(text: str, facts: dict[str, Any]) -> None:
    assert supposed(text, None, BEFORE_DEADLINE, EDITION).facts == facts


@pytest.mark.parametrize(("text", "value"), RELATIVE)
def test_relative_to_what_is_known(text: str, value: dict[str, Any]) -> None:
    reading = supposed(text, None, BEFORE_DEADLINE, EDITION)
    assert reading.notes == [("en_plus", value)]
    assert reading.facts == {}


def test_amounts_of_a_statement_that_leads_to_a_question() -> None:
    text = "notre projet coop coûte 30 000 en tout, on doit mettre combien nous"
    assert supposed(text, None, BEFORE_DEADLINE, EDITION).facts["budget_action"] == 30000


def test_the_pending_year_takes_the_amount() -> None:
    reading = supposed("et si on avait fait 120 000 ?", "chiffre_affaires.2021", BEFORE_DEADLINE, EDITION)
    assert reading.facts == {"chiffre_affaires": {"2021": 120000}}


@pytest.mark.parametrize("text", [text for text, _ in SUPPOSED[:25] + RELATIVE])
def test_what_is_supposed_is_no_fact(text: str) -> None:
    assert read(text, None, BEFORE_DEADLINE, EDITION).facts in ({}, {"type_structure": "label", "occitanie": True})

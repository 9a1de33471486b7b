"""Facts on the way in: what is taken, in which form, and what is refused with which sentence."""

from typing import Any

import pytest

from rules_kb import FactError, check_facts, newest_edition
from rules_kb.intervals import Interval

EDITION = newest_edition()


def error_of(raw: dict[str, Any]) -> FactError:
    with pytest.raises(FactError) as error:
        check_facts(EDITION, raw)
    return error.value


@pytest.mark.parametrize(
    ("fact", "given", "taken", "known"),
    [
        ("occitanie", False, False, False),
        ("occitanie", None, None, None),
        ("type_structure", "label", "label", "label"),
        ("affiliation_cnm", "non", "non", "non"),
        ("licences", [3, 2, 3], [2, 3], (2, 3)),
        ("licences", [], [], ()),
        ("licences", [2.0], [2], (2,)),
        ("mois_activite", 24.0, 24, 24),
        ("mois_activite", {"moins_de": 24.5}, {"moins_de": 24.5}, Interval(0, 24)),
        ("nb_acteurs", {"moins_de": 3}, {"moins_de": 3}, Interval(0, 2)),
        ("etp_hors_artistique", 0.2, 0.2, 0.2),
        ("part_couts_ue", {"au_moins": 50}, {"au_moins": 50}, Interval(50, 100)),
        ("budget_action", 0, 0, 0),
    ],
)
def test_what_is_taken(fact: str, given: Any, taken: Any, known: Any) -> None:
    facts = check_facts(EDITION, {fact: given})
    assert dict(facts) == {fact: taken}
    assert type(facts[fact]) is type(taken)
    assert dict(facts.known) == {fact: known}


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ({"2021": 80000, "2022": 95000.5}, {"chiffre_affaires.2021": 80000, "chiffre_affaires.2022": 95000.5}),
        ({"2022": None}, {"chiffre_affaires.2022": None}),
        ({"2021": {"moins_de": 100000}}, {"chiffre_affaires.2021": Interval(0, 100000, True)}),
        ({2021: 1}, {"chiffre_affaires.2021": 1}),
        ({}, {}),
        (None, {"chiffre_affaires.2021": None, "chiffre_affaires.2022": None}),
    ],
)
def test_each_year_is_absent_unknown_or_known(given: Any, known: dict[str, Any]) -> None:
    assert dict(check_facts(EDITION, {"chiffre_affaires": given}).known) == known


def test_facts_are_in_the_order_of_the_edition_and_read_only() -> None:
    facts = check_facts(EDITION, {"nb_acteurs": 2, "besoin": "indecis"})
    assert list(facts) == ["besoin", "nb_acteurs"]
    assert len(facts) == 2
    with pytest.raises(TypeError):
        facts["besoin"] = "mentorat"  # type: ignore[index]


@pytest.mark.parametrize(
    ("raw", "fact", "message"),
    [
        ({"inconnu": 1}, "inconnu", "Le fait « inconnu » n'existe pas dans l'édition 2024"),
        ({"chiffre_affaires.2021": 1}, "chiffre_affaires.2021", "n'existe pas"),
        ({"occitanie": "oui"}, "occitanie", 'attend true, false ou null au lieu de "oui"'),
        ({"occitanie": 1}, "occitanie", "attend true, false ou null au lieu de 1"),
        ({"besoin": "autre"}, "besoin", "attend cooperation, structuration, mentorat ou indecis"),
        ({"affiliation_cnm": True}, "affiliation_cnm", "attend oui, en_cours ou non au lieu de true"),
        ({"type_structure": ["label"]}, "type_structure", "attend producteur_spectacles, label"),
        ({"licences": 2}, "licences", "attend une liste parmi 1, 2 et 3"),
        ({"licences": [4]}, "licences", "au lieu de [4]"),
        ({"licences": ["2"]}, "licences", 'au lieu de ["2"]'),
        ({"licences": [True]}, "licences", "au lieu de [true]"),
        ({"licences": [[1]]}, "licences", "au lieu de [[1]]"),
        ({"licences": {"au_moins": 1}}, "licences", "attend une liste"),
        ({"mois_activite": 24.5}, "mois_activite", "attend un nombre entier au lieu de 24.5"),
        ({"mois_activite": "24"}, "mois_activite", 'attend un nombre, une borne ou null au lieu de "24"'),
        ({"mois_activite": True}, "mois_activite", "attend un nombre, une borne ou null au lieu de true"),
        ({"mois_activite": -1}, "mois_activite", "attend au moins 0 mois au lieu de -1"),
        ({"mois_activite": float("nan")}, "mois_activite", "au lieu de NaN"),
        ({"mois_activite": float("inf")}, "mois_activite", "au lieu de Infinity"),
        ({"mois_activite": 10**400}, "mois_activite", "attend au plus 1 000 000 000 000 mois"),
        ({"part_couts_ue": 100.5}, "part_couts_ue", "attend au plus 100 % au lieu de 100.5"),
        ({"autofinancement_pct": -0.1}, "autofinancement_pct", "attend au moins 0 %"),
        ({"budget_action": {"environ": 3}}, "budget_action", "attend une borne de la forme"),
        ({"budget_action": {}}, "budget_action", "attend une borne de la forme"),
        ({"budget_action": {"au_moins": "3"}}, "budget_action", "attend une borne de la forme"),
        ({"budget_action": {"au_moins": None}}, "budget_action", "attend une borne de la forme"),
        ({"budget_action": {"au_moins": -1}}, "budget_action", "attend au moins 0 €"),
        ({"nb_acteurs": {"au_moins": 5, "moins_de": 3}}, "nb_acteurs", "deux valeurs qui se contredisent"),
        ({"nb_acteurs": {"au_moins": 2.2, "moins_de": 2.8}}, "nb_acteurs", "deux valeurs qui se contredisent"),
        ({"budget_action": {"au_moins": 3, "moins_de": 3}}, "budget_action", "deux valeurs qui se contredisent"),
        ({"chiffre_affaires": 80000}, "chiffre_affaires", "attend un montant par année"),
        ({"chiffre_affaires": {"2020": 1}}, "chiffre_affaires", "n'attend pas la clé « 2020 »"),
        ({"chiffre_affaires": {"moins_de": 1}}, "chiffre_affaires", "n'attend pas la clé « moins_de »"),
        ({"chiffre_affaires": {"2021": -5}}, "chiffre_affaires", "« chiffre_affaires » de 2021 attend au moins 0 €"),
        ({"chiffre_affaires": {"2022": "80k"}}, "chiffre_affaires", "« chiffre_affaires » de 2022 attend un nombre"),
    ],
)
def test_what_is_refused(raw: dict[str, Any], fact: str, message: str) -> None:
    error = error_of(raw)
    assert error.fait == fact
    assert message in error.message
    assert error.message.endswith(".")
    assert error.message == str(error)


def test_a_long_value_is_cut_in_the_message() -> None:
    assert len(error_of({"besoin": "x" * 5000}).message) < 200

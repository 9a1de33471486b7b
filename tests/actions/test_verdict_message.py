"""The verdict as people read it."""

import re
from datetime import date
from typing import Any

import pytest

from actions.verdict_message import verdict_message
from rules_kb import check_facts, evaluate, newest_edition

EDITION = newest_edition()
OPEN, CLOSED = date(2024, 2, 1), date(2024, 3, 8)

LABEL: dict[str, Any] = {
    "besoin": "structuration",
    "type_structure": "label",
    "occitanie": True,
    "mois_activite": 60,
    "affiliation_cnm": "oui",
    "chiffre_affaires": {"2021": 80_000, "2022": 95_000},
    "etp_hors_artistique": 0.5,
    "plusieurs_artistes": True,
    "artiste_occitanie": True,
    "projet_strategique_global": True,
    "detenu_par_major": False,
    "contrat_distribution": True,
    "references_catalogue": 6,
    "societe_civile": True,
}


def card(on: date = OPEN, **changes: Any) -> dict[str, Any]:
    facts = check_facts(EDITION, {key: value for key, value in (LABEL | changes).items() if value != "absent"})
    return verdict_message(EDITION, facts, evaluate(EDITION, facts, on), on)


def test_the_recommendation_comes_first_then_open_or_closed() -> None:
    message = card()
    lines = message["text"].splitlines()
    assert EDITION.dispositifs["structuration"].phrase in lines[0]
    assert lines[1] == message["ouverture"]
    assert message["recommandation"] == "structuration"


def test_eligible_never_goes_without_what_remains_to_be_appreciated() -> None:
    assert EDITION.dispositifs["structuration"].appreciation in card()["resume"]


def test_a_closed_edition_is_said_to_be_closed() -> None:
    assert "clos" in card(CLOSED)["ouverture"]
    assert "clos" not in card(OPEN)["ouverture"]


def test_the_calls_dates_are_not_said_of_a_scheme_without_dates() -> None:
    assert card(besoin="mentorat", mentorat_profil="salarie", filiere_musiques_actuelles=True)["ouverture"] == ""


def test_where_no_scheme_was_named_the_call_that_is_still_possible_is_detailed() -> None:
    facts = check_facts(EDITION, {"type_structure": "collectivite", "occitanie": True, "nb_acteurs": 1})
    message = verdict_message(EDITION, facts, evaluate(EDITION, facts, OPEN), OPEN)
    assert all(EDITION.dispositifs["cooperation"].libelle not in other for other in message["autres"])


def test_every_criterion_is_shown_with_its_source() -> None:
    message = card(affiliation_cnm="non", societe_civile=None)
    shown = [criterion for group in message["groupes"] for criterion in group["criteres"]]
    scheme = message["verdict"]["dispositifs"]["structuration"]
    assert len(shown) == len(scheme["criteres"]) + len(scheme["volets"][scheme["volet"]]["criteres"])
    assert all(criterion["source"] and criterion["explication"] for criterion in shown)
    assert [group["statut"] for group in message["groupes"]] == ["non_satisfait", "inconnu", "satisfait"]


def test_what_can_be_put_right_is_said_as_what_to_do() -> None:
    changes = " ".join(card(affiliation_cnm="non")["ce_qui_changerait"])
    assert "demandez l'affiliation" in changes


def test_what_is_unknown_is_to_be_found_out_and_is_not_called_a_failure() -> None:
    message = card(societe_civile=None)
    assert message["verdict"]["dispositifs"]["structuration"]["statut"] == "a_confirmer"
    assert "Vérifiez" in " ".join(message["ce_qui_changerait"])
    assert not any(group["statut"] == "non_satisfait" for group in message["groupes"])


def test_a_call_that_can_t_be_had_shows_no_amount_and_says_why() -> None:
    message = card(chiffre_affaires={"2021": 150_000}, depose_structuration=True, licences=[])
    assert message["recommandation"] == "mentorat"
    assert message["montants"] == []
    assert any("Chiffre d'affaires" in c["libelle"] for c in message["groupes"][0]["criteres"])
    assert EDITION.dispositifs["mentorat"].phrase in message["resume"]


def test_the_scheme_wanted_and_the_scheme_advised_are_both_spoken_of() -> None:
    message = card(besoin="cooperation", licences=[])
    assert message["recommandation"] == "structuration"
    assert EDITION.dispositifs["structuration"].phrase in message["resume"]
    assert EDITION.dispositifs["cooperation"].phrase in message["resume"]


def test_nothing_for_nobody_gives_no_next_step() -> None:
    message = card(occitanie=False)
    assert message["recommandation"] == "aucun"
    assert message["etapes"] == []


def test_a_known_budget_gives_the_funding_plan() -> None:
    assert any("15 000 €" in sentence for sentence in card(budget_action=30_000)["montants"])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"affiliation_cnm": "en_cours", "societe_civile": None},
        {"chiffre_affaires": {"2021": 150_000}, "licences": []},
        {"occitanie": False},
        {"besoin": "indecis", "type_structure": "absent"},
        {"besoin": "mentorat", "filiere_musiques_actuelles": True, "mentorat_profil": "salarie"},
    ],
)
def test_no_reference_placeholder_or_code_is_left_in_the_text(changes: dict[str, Any]) -> None:
    text = card(**changes)["text"]
    assert not re.search(r"[{}]|None|True|False|  |[a-z]_[a-z]", text)


def test_the_verdict_of_the_contract_has_no_next_question() -> None:
    assert "prochaine_question" not in card()["verdict"]

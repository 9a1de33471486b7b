"""« Ma synthèse », as a document: what it says, at every stage of a conversation and of the calendar."""

import re
from datetime import date
from typing import Any

import pytest

from actions.summary import summary
from actions.tracker_facts import facts_of
from actions.verdict_message import verdict_card
from rules_kb import evaluate, newest_edition

EDITION = newest_edition()
OPEN, LAST_DAY, CLOSED = date(2024, 2, 1), date(2024, 3, 7), date(2024, 3, 8)

LABEL: dict[str, Any] = {
    "besoin": "structuration",
    "type_structure": "label",
    "occitanie": True,
    "mois_activite": 60,
    "affiliation_cnm": "en_cours",
    "chiffre_affaires.2021": 80_000,
    "chiffre_affaires.2022": 95_000,
    "etp_hors_artistique": 0.5,
    "plusieurs_artistes": True,
    "artiste_occitanie": True,
    "projet_strategique_global": True,
    "detenu_par_major": False,
    "contrat_distribution": None,
    "references_catalogue": 6,
    "societe_civile": True,
    "budget_action": 30_000,
}
MENTORING = {"besoin": "mentorat", "filiere_musiques_actuelles": True, "occitanie": True, "mentorat_profil": "salarie"}
STAGES: list[dict[str, Any]] = [
    {},
    {"besoin": "cooperation"},
    LABEL,
    MENTORING,
    {"occitanie": False},
    LABEL | {"budget_action": 5_000},
    LABEL | {"besoin": "cooperation", "licences": []},
]


def section(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return next((s["blocs"] for s in document["sections"] if s["id"] == name), [])


def table(document: dict[str, Any], name: str) -> dict[str, list[dict[str, Any]]]:
    """Return the lines of a section's table by what their first cell says."""
    (found,) = [block for block in section(document, name) if block["type"] == "tableau"]
    return {line[0]["texte"]: line for line in found["lignes"]}


def texts(document: dict[str, Any], name: str) -> str:
    blocks = section(document, name)
    return " ".join([*(b.get("texte", "") for b in blocks), *(e for b in blocks for e in b.get("elements", ()))])


def test_it_says_its_date_its_edition_and_that_it_decides_nothing() -> None:
    document = summary(EDITION, LABEL, OPEN)
    assert document["type"] == "synthese"
    assert "1er février 2024" in document["etabli"] and "édition 2024" in document["etabli"]
    assert "indication" in document["avertissement"] and "décide" in document["avertissement"]
    assert document["etabli"] in document["text"] and document["avertissement"] in document["text"]


def test_it_tells_what_was_said() -> None:
    told = table(summary(EDITION, LABEL, OPEN), "reponses")
    assert len(told) == len(LABEL)
    assert told["Chiffre d'affaires 2022"][1]["texte"] == "95 000 €"
    assert told["Contrat de distribution"][1]["texte"] == "vous ne savez pas"


def test_it_holds_the_verdict_and_each_criterion_with_its_status_and_source() -> None:
    document = summary(EDITION, LABEL, OPEN)
    facts = facts_of(EDITION, LABEL)
    card = verdict_card(EDITION, facts, evaluate(EDITION, facts, OPEN), OPEN)
    assert card["resume"] in texts(document, "resultat") and card["ouverture"] in texts(document, "resultat")
    lines = table(document, "criteres")
    assert len(lines) == sum(len(group["criteres"]) for group in card["groupes"])
    assert lines["Affiliation au CNM"][0]["statut"] == {"id": "non_satisfait", "libelle": "Non rempli"}
    assert lines["Contrat de distribution"][0]["statut"]["libelle"] == "À confirmer"
    assert all(line[1]["note"].startswith("Source : Webinaire") for line in lines.values())


def test_it_holds_the_funding_plan() -> None:
    plan = table(summary(EDITION, LABEL, OPEN), "financement")
    assert {name: line[1]["texte"] for name, line in plan.items()} == {
        "Aide maximale": "15 000 €",
        "Avance": "10 500 €",
        "Solde, au vu du bilan final": "4 500 €",
        "Reste à financer, apport compris": "15 000 €",
        "Budget minimal": "20 000 €",
    }


def test_without_a_budget_it_says_what_a_plan_takes() -> None:
    known = {key: value for key, value in LABEL.items() if key != "budget_action"}
    assert "donnez le budget" in texts(summary(EDITION, known, OPEN), "financement")


def test_a_budget_that_is_too_small_is_said() -> None:
    document = summary(EDITION, LABEL | {"budget_action": 5_000}, OPEN)
    assert "il faut un budget d'au moins 20 000 €" in texts(document, "financement")


def test_what_can_t_be_had_has_no_plan() -> None:
    document = summary(EDITION, LABEL | {"chiffre_affaires.2021": 150_000, "licences": []}, OPEN)
    assert section(document, "financement") == []


def test_it_lists_documents_and_dated_steps() -> None:
    document = summary(EDITION, LABEL, OPEN)
    assert "Un diagnostic" in texts(document, "documents")
    steps = table(document, "etapes")
    assert steps["Déposer le formulaire"][0]["note"] == "au plus tard le 7 mars 2024"


def test_a_date_that_is_past_is_said_to_be() -> None:
    steps = table(summary(EDITION, LABEL, date(2024, 2, 20)), "etapes")
    (first, *_) = steps.values()
    assert first[0]["note"] == "date passée, c'était au plus tard le 15 février 2024"


@pytest.mark.parametrize("known", [{}, {"besoin": "indecis"}])
def test_while_nothing_points_to_a_scheme_none_is_shown(known: dict[str, Any]) -> None:
    document = summary(EDITION, known, OPEN)
    assert "provisoire" in texts(document, "resultat")
    assert {section["id"] for section in document["sections"]} & {"criteres", "documents", "etapes"} == set()
    assert document["agenda"]["dates"] == []


@pytest.mark.parametrize("known", [{"besoin": "mentorat"}, {"besoin": "structuration", "type_structure": "label"}])
def test_before_the_verdict_it_says_what_is_still_open(known: dict[str, Any]) -> None:
    document = summary(EDITION, known, OPEN)
    assert "provisoire" in texts(document, "resultat")
    statuses = [line[0]["statut"]["id"] for line in table(document, "criteres").values()]
    assert "a_demander" in statuses
    assert section(document, "etapes")


def dates(known: dict[str, Any], on: date) -> list[str]:
    return [one["date"] for one in summary(EDITION, known, on)["agenda"]["dates"]]


def test_the_agenda_holds_the_dates_ahead_and_no_other() -> None:
    assert dates(LABEL, OPEN) == ["2024-02-15", "2024-03-07"]
    assert dates(LABEL, date(2024, 2, 15)) == ["2024-02-15", "2024-03-07"]
    assert dates(LABEL, date(2024, 2, 16)) == ["2024-03-07"]
    assert dates(LABEL, LAST_DAY) == ["2024-03-07"]


@pytest.mark.parametrize("known", [LABEL, MENTORING, {}])
def test_a_closed_edition_leaves_no_date_and_says_so(known: dict[str, Any]) -> None:
    agenda = summary(EDITION, known, CLOSED)["agenda"]
    assert agenda["dates"] == []
    assert "clos" in agenda["absence"] and "2024" in agenda["absence"]


@pytest.mark.parametrize("known", [MENTORING, {"occitanie": False}])
def test_what_has_no_deadline_has_no_date(known: dict[str, Any]) -> None:
    agenda = summary(EDITION, known, OPEN)["agenda"]
    assert agenda["dates"] == [] and "pas de date" in agenda["absence"]


@pytest.mark.parametrize("on", [OPEN, CLOSED])
@pytest.mark.parametrize("known", STAGES)
def test_no_placeholder_or_code_is_left_in_the_text(known: dict[str, Any], on: date) -> None:
    text = summary(EDITION, known, on)["text"]
    assert not re.search(r"[{}|]|None|True|False|  |[a-z]_[a-z]| :$", text.replace(" :\n", "\n"))


@pytest.mark.parametrize("known", STAGES)
def test_the_text_copy_holds_all_that_the_document_holds(known: dict[str, Any]) -> None:
    document = summary(EDITION, known, OPEN)
    for one in document["sections"]:
        assert one["titre"].upper() in document["text"]
        for block in one["blocs"]:
            cells = [cell for line in block.get("lignes", ()) for cell in line]
            parts = [block.get("texte", ""), *block.get("elements", ()), *(cell["texte"] for cell in cells)]
            assert all(part in document["text"] for part in [*parts, *(cell.get("note", "") for cell in cells)])

"""References in texts, and values written for people."""

from __future__ import annotations

from typing import Any

import pytest

from rules_kb import Edition, newest_edition
from rules_kb.texts import UnknownReference, fact_texts, format_value


@pytest.fixture(scope="module")
def edition() -> Edition:
    return newest_edition()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("calendrier.date_limite", "7 mars 2024"),
        ("calendrier.delai_affiliation", "3 semaines"),
        ("calendrier.affiliation_au_plus_tard", "15 février 2024"),
        ("calendrier.comite", "fin avril 2024"),
        ("webinaire.date", "1er février 2024"),
        ("contrat.debut", "2024"),
        ("contrat.fin", "2027"),
        (
            "contrat.partenaires",
            "l'État (DRAC Occitanie), le Centre national de la musique (CNM) et la Région Occitanie",
        ),
        (
            "contrat.volets.production",
            "l'entreprise de production indépendante ; "
            "la production phonographique et vidéo (musiques et images enregistrées)",
        ),
        ("seuil.anciennete", "24 mois"),
        ("seuil.cooperation.anciennete", "24 mois"),
        ("seuil.cooperation.partenaires", "2 acteurs"),
        ("seuil.cooperation.cooperation_renforcee.nb_acteurs", "3 acteurs"),
        ("seuil.cooperation.autofinancement", "30 %"),
        ("seuil.structuration.chiffre_affaires", "100 000 €"),
        ("seuil.structuration.emploi", "0,20 ETP"),
        ("heures.structuration.emploi", "320 heures"),
        ("seuil.structuration.musiques_enregistrees.catalogue", "2 références"),
        ("seuil.structuration.musique_a_l_image.videos", "5 vidéos"),
        ("seuil.structuration.musique_a_l_image.couts_ue", "50 %"),
        ("montant.cooperation.experimentation.minimum", "5 000 €"),
        ("montant.cooperation.experimentation.maximum", "15 000 €"),
        ("montant.cooperation.cooperation_renforcee.maximum", "25 000 €"),
        ("montant.cooperation.minimum", "5 000 €"),
        ("montant.cooperation.maximum", "25 000 €"),
        ("montant.structuration.minimum", "10 000 €"),
        ("montant.structuration.maximum", "20 000 €"),
        ("plafond.structuration", "50 %"),
        ("budget_minimal.structuration", "20 000 €"),
        ("budget_plein.structuration", "40 000 €"),
        ("avance.cooperation", "80 %"),
        ("avance.structuration", "70 %"),
        ("periode.cooperation.debut", "1er janvier 2024"),
        ("periode.cooperation.fin", "31 décembre 2025"),
        ("duree.cooperation.experimentation", "1 ou 2 ans"),
        ("duree.mentorat.tsf", "1 à 2 jours"),
        ("duree.mentorat.mentorat", "4 jours"),
        ("duree.mentorat.ensemble", "1 à 4 jours"),
        ("annees.chiffre_affaires", "2021 et 2022"),
        ("dispositif.cooperation.libelle", "Aide aux projets de coopération professionnelle"),
        ("volet.structuration.musique_a_l_image", "Musique à l'image"),
        ("choix.licences.2_3", "Licences 2 et 3"),
    ],
)
def test_the_dossier_s_figures_are_references(edition: Edition, name: str, text: str) -> None:
    assert edition.text(f"avant {{{name}}} après") == f"avant {text} après"


def test_the_context_fills_what_the_edition_does_not_know(edition: Edition) -> None:
    assert edition.text("Au {jour}.", {"jour": "1er février 2024"}) == "Au 1er février 2024."


def test_a_fact_that_nobody_gave_is_said_not_to_be_given(edition: Edition) -> None:
    assert edition.text("Âge : {fait.mois_activite}.") == "Âge : non précisé."


def test_an_unknown_reference_is_an_error(edition: Edition) -> None:
    with pytest.raises(UnknownReference, match=r"seuil\.inconnu"):
        edition.text("{seuil.inconnu}")


@pytest.mark.parametrize(
    ("fact_id", "value", "text"),
    [
        ("occitanie", True, "oui"),
        ("occitanie", False, "non"),
        ("occitanie", None, "inconnu"),
        ("affiliation_cnm", "en_cours", "La demande est en cours"),
        ("licences", [], "Aucune"),
        ("licences", [3, 2], "Licences 2 et 3"),
        ("licences", [1, 2, 3], "Licences 1, 2 et 3"),
        ("mois_activite", 36, "36 mois"),
        ("mois_activite", {"au_moins": 24}, "au moins 24 mois"),
        ("etp_hors_artistique", 0.2, "0,20 ETP"),
        ("autofinancement_pct", 30, "30 %"),
        ("chiffre_affaires", {"2022": 95000, "2021": 80000}, "80 000 € en 2021, 95 000 € en 2022"),
        ("chiffre_affaires", {"2021": {"moins_de": 100000}}, "moins de 100 000 € en 2021"),
        ("chiffre_affaires", {"2021": None}, "inconnu en 2021"),
    ],
)
def test_writes_a_value(edition: Edition, fact_id: str, value: Any, text: str) -> None:
    assert format_value(edition.faits[fact_id], value) == text


def test_writes_the_values_of_facts_for_texts(edition: Edition) -> None:
    texts = fact_texts(edition, {"nb_acteurs": 1, "chiffre_affaires": {"2021": 120000}})

    assert texts == {
        "fait.nb_acteurs": "1 acteur",
        "fait.chiffre_affaires": "120 000 € en 2021",
        "fait.chiffre_affaires.2021": "120 000 €",
    }

"""Yes/no facts said in full."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import statements
from tests.extraction.hearing import extracted

STATEMENTS = [
    ("on est affiliés au CNM", None, {"affiliation_cnm": "oui"}),
    ("on n'est pas encore affiliés", None, {"affiliation_cnm": "non"}),
    ("pas encore affiliés mais c'est en cours", None, {"affiliation_cnm": "en_cours"}),
    ("affiliation en cours", None, {"affiliation_cnm": "en_cours"}),
    ("on va s'affilier", None, {"affiliation_cnm": "non"}),
    ("on doit s'affilier au cnm", None, {"affiliation_cnm": "non"}),
    ("on est à jour de nos cotisations", None, {"taxes_a_jour": True}),
    ("on paye nos taxes régulièrement", None, {"taxes_a_jour": True}),
    ("on a du retard sur l'URSSAF", None, {"taxes_a_jour": False}),
    ("pas de retard de paiement de taxes", None, {"taxes_a_jour": True}),
    ("aucune dette fiscale", None, {"taxes_a_jour": True}),
    ("on respecte les conventions collectives", None, {"conventions_collectives": True}),
    ("on applique la CCNEAC", None, {"conventions_collectives": True}),
    ("on n'applique pas la convention collective", None, {"conventions_collectives": False}),
    ("on a un distributeur", None, {"contrat_distribution": True}),
    ("pas de distributeur", None, {"contrat_distribution": False}),
    ("on cherche un distributeur", None, {}),
    ("on a un contrat de distrib avec Believe", None, {"contrat_distribution": True}),
    ("membre de la SPPF", None, {"societe_civile": True}),
    ("ni SPPF ni SCPP", None, {"societe_civile": False}),
    ("on est à la scpp", None, {"societe_civile": True}),
    ("on n'est pas adhérents à la SPPF", None, {"societe_civile": False}),
    ("on est indépendants", None, {"detenu_par_major": False}),
    ("on est détenus par Universal", None, {"detenu_par_major": True}),
    ("Warner détient 20 % du capital", None, {"detenu_par_major": False}),
    ("aucune major au capital", None, {"detenu_par_major": False}),
    ("on est distribués par Universal", None, {"contrat_distribution": True}),
    ("on a transmis nos bilans", None, {"bilans_transmis": "oui"}),
    ("bilans pas encore envoyés", None, {"bilans_transmis": "non"}),
    ("on n'a jamais eu d'aide", None, {"bilans_transmis": "sans_objet"}),
    ("c'est notre première demande", None, {"bilans_transmis": "sans_objet"}),
    ("la demande porte sur la stratégie globale de la structure", None, {"projet_strategique_global": True}),
    ("notre demande concerne un album", None, {"projet_strategique_global": False}),
    ("non c'est pour une tournée", "projet_strategique_global", {"projet_strategique_global": False}),
    ("oui en 2024 et 2025", "depenses_dans_periode", {"depenses_dans_periode": True}),
    ("on a déjà dépensé en 2023", "depenses_dans_periode", {"depenses_dans_periode": False}),
    ("toutes les dépenses seront faites en 2024", None, {"depenses_dans_periode": True}),
    ("on paie les clips", None, {"frais_audiovisuels_pris_en_charge": True}),
    ("on prend en charge les frais de tournage des clips", None, {"frais_audiovisuels_pris_en_charge": True}),
    ("on salarie les artistes", None, {"capacite_emploi_artistes": True}),
    ("on peut employer les artistes", None, {"capacite_emploi_artistes": True}),
    ("nos clips sont diffusés à la télé", None, {"capacite_diffusion": True}),
    ("on peut diffuser nos clips dans un cadre professionnel", None, {"capacite_diffusion": True}),
    ("l'essentiel de notre activité est en Occitanie", None, {"activite_significative_occitanie": True}),
    ("on est les seuls sur le territoire", None, {"territoire_sans_autre_porteur": True}),
    ("il y a d'autres porteurs sur le territoire", None, {"territoire_sans_autre_porteur": False}),
    (
        "la production de spectacles n'est pas l'activité principale du projet",
        None,
        {"production_activite_principale_projet": False},
    ),
    ("taxes ok", None, {"taxes_a_jour": True}),
    ("indépendants à 100 %", None, {"detenu_par_major": False}),
    ("on est affilié depuis 2021", None, {"affiliation_cnm": "oui"}),
]


@pytest.mark.parametrize(("text", "question", "expected"), STATEMENTS)
def test_statements(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(statements.read, text, question) == expected

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


IN_OTHER_SHAPES = [
    # a heading, then what is said of it
    ("Les taxes ? Payées à l'échéance.", {"taxes_a_jour": True}),
    ("La distribution, néant.", {"contrat_distribution": False}),
    ("Taxes : soldées. Bilans : sans objet.", {"taxes_a_jour": True, "bilans_transmis": "sans_objet"}),
    (
        "diffusion pro ok / taxes ok / SCPP non",
        {"capacite_diffusion": True, "taxes_a_jour": True, "societe_civile": False},
    ),
    ("embaucher des danseurs, impossible chez nous", {"capacite_emploi_artistes": False}),
    ("la convention est notre bible, on la respecte", {"conventions_collectives": True}),
    # a predicate for each topic of a clause
    ("un distributeur sous contrat et aucune société civile", {"contrat_distribution": True, "societe_civile": False}),
    ("taxes réglées mais sans affiliation", {"taxes_a_jour": True, "affiliation_cnm": "non"}),
    # what says no outright, and its denial
    ("aucun impayé de cotisations", {"taxes_a_jour": True}),
    ("nos taxes sont en souffrance", {"taxes_a_jour": False}),
    ("pas un bilan en retard", {"bilans_transmis": "oui"}),
    ("les salaires sont sous la grille de la convention", {"conventions_collectives": False}),
    ("on déroge à la convention collective", {"conventions_collectives": False}),
    ("la SCPP nous a radiés", {"societe_civile": False}),
    ("notre distributeur a résilié", {"contrat_distribution": False}),
    ("il nous manque un distributeur", {"contrat_distribution": False}),
    # who does it
    ("chaque groupe finance son clip", {"frais_audiovisuels_pris_en_charge": False}),
    ("les clips sortent de notre poche", {"frais_audiovisuels_pris_en_charge": True}),
    ("ce n'est pas l'artiste qui paie le tournage", {"frais_audiovisuels_pris_en_charge": True}),
    ("les danseuses sont salariées par notre société", {"capacite_emploi_artistes": True}),
    # affiliation, reports
    ("notre affiliation vient d'être prolongée", {"affiliation_cnm": "oui"}),
    ("le CNM instruit notre demande d'affiliation", {"affiliation_cnm": "en_cours"}),
    ("l'affiliation n'a pas encore été demandée", {"affiliation_cnm": "non"}),
    ("nous n'avons touché aucune subvention", {"bilans_transmis": "sans_objet"}),
    ("pas de bilan à fournir puisque rien reçu", {"bilans_transmis": "sans_objet"}),
    ("notre administratrice a expédié les comptes rendus", {"bilans_transmis": "oui"}),
    # who owns the structure
    ("les trois quarts des parts sont à Warner", {"detenu_par_major": True}),
    ("Sony possède 15 % du capital", {"detenu_par_major": False}),
    ("le capital est réparti entre quatre associés", {"detenu_par_major": False}),
    ("société détenue par ses deux gérants", {"detenu_par_major": False}),
    # the project
    ("notre dossier vise la maison tout entière", {"projet_strategique_global": True}),
    ("la demande se résume au pressage d'un vinyle", {"projet_strategique_global": False}),
    ("aucune dépense hors période", {"depenses_dans_periode": True}),
    ("le solde sera réglé en mars 2026", {"depenses_dans_periode": False}),
    ("double candidature cette année", {"depose_structuration": True}),
    ("coopération uniquement", {"depose_structuration": False}),
    ("nul autre porteur sur le canton", {"territoire_sans_autre_porteur": True}),
    ("le lycée pourrait aussi porter le projet", {"territoire_sans_autre_porteur": False}),
    ("le projet est surtout une production de concerts", {"production_activite_principale_projet": True}),
    ("projet de formation et non de production", {"production_activite_principale_projet": False}),
    ("neuf dates sur dix se tiennent en Occitanie", {"activite_significative_occitanie": True}),
    ("notre présence en Occitanie reste symbolique", {"activite_significative_occitanie": False}),
]


@pytest.mark.parametrize(("text", "expected"), IN_OTHER_SHAPES)
def test_other_shapes(text: str, expected: dict[str, Any]) -> None:
    assert extracted(statements.read, text) == expected


OF_NOBODY_HERE = [
    "certains de nos adhérents ne sont pas affiliés",
    "quelques labels béarnais appartiennent à des majors",
    "une asso amie n'a pas rendu ses bilans",
    "d'autres porteurs ont déjà eu l'aide",
    "les labels que nous accompagnons ont un distributeur",
    "l'association voisine, affiliée depuis peu, nous héberge",
    "leur distributeur a déposé le bilan",
    "notre trésorier, qui possède des parts chez Warner, est là",
    "mon manager il est à la SPPF",
    "tout producteur doit payer ses taxes",
    "les sociétés détenues par une major sont exclues",
    "le producteur qui ne respecte pas la convention est sanctionné",
    "la demande ne doit pas viser un album, dit le règlement",
    "dans votre plaquette : label, contrat de distribution, SCPP",
    "d'après le site, il faut avoir payé les taxes",
    "chez nos voisins, la chanteuse paie ses clips",
    "j'ignore s'il existe un autre porteur",
    "la diffusion pro, joker",
    "Universal voulait des parts",
    "nous avons une convention d'objectifs avec la ville",
    "je suis artiste intermittente, payée au cachet",
    "on accompagne des porteurs de projets",
    "90 % des coûts des clips sont en France",
    "aucun salarié en dehors des artistes",
]


@pytest.mark.parametrize("text", OF_NOBODY_HERE)
def test_of_nobody_here(text: str) -> None:
    assert extracted(statements.read, text) == {}

"""Which scheme is wanted, and what is told of mentoring."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import mentoring, needs
from tests.extraction.hearing import extracted

NEEDS = [
    ("on voudrait déposer à la coopération", None, {"besoin": "cooperation"}),
    ("je viens pour le mentorat", None, {"besoin": "mentorat"}),
    ("coopération", "besoin", {"besoin": "cooperation"}),
    ("structurer notre boîte", "besoin", {"besoin": "structuration"}),
    ("on dépose aussi à la structuration", None, {"depose_structuration": True}),
    ("on dépose aux deux appels", None, {"depose_structuration": True}),
    (
        "on candidate à la coopération et à la structuration",
        None,
        {"depose_structuration": True, "besoin": "cooperation"},
    ),
    ("je veux déposer à la structuration", None, {"besoin": "structuration"}),
    ("on ne dépose pas à la structuration", None, {"depose_structuration": False}),
    ("c'est quoi la coopération ?", None, {}),
    ("projet de coopération avec 3 assos", None, {"besoin": "cooperation"}),
    ("on aimerait monter un projet avec 2 autres structures", None, {"besoin": "cooperation"}),
    ("l'appel 2 nous intéresse", None, {"besoin": "structuration"}),
    ("le premier appel", None, {"besoin": "cooperation"}),
    ("plutôt le mentorat", "besoin", {"besoin": "mentorat"}),
    ("je voudrais être mentor", None, {"besoin": "mentorat", "mentorat_role": "ressource"}),
    (
        "je cherche un mentor pour la com",
        None,
        {"besoin": "mentorat", "mentorat_role": "beneficiaire", "mentorat_theme": "visibilite"},
    ),
    ("être accompagné", "mentorat_role", {"mentorat_role": "beneficiaire"}),
    ("partager notre expérience", "mentorat_role", {"mentorat_role": "ressource"}),
    ("je suis salariée", "mentorat_profil", {"mentorat_profil": "salarie"}),
    ("je suis présidente de l'asso", None, {}),
    ("bénévole", "mentorat_profil", {"mentorat_profil": "benevole"}),
    ("chargée de prod", "mentorat_profil", {"mentorat_profil": "salarie"}),
    ("je suis directeur du festival", None, {"mentorat_profil": "salarie"}),
    ("intermittente", "mentorat_profil", {"mentorat_profil": "autre"}),
    ("la compta et l'administratif", "mentorat_theme", {"mentorat_theme": "gestion"}),
    ("trouver des financements", "mentorat_theme", {"mentorat_theme": "financement"}),
    ("communication, réseaux sociaux", "mentorat_theme", {"mentorat_theme": "visibilite"}),
    ("mentorat sur la gestion de projet", None, {"besoin": "mentorat", "mentorat_theme": "pilotage"}),
    ("Objet : dépôt à l'aide à la structuration", None, {"besoin": "structuration"}),
    ("Volet retenu : coopération", None, {"besoin": "cooperation"}),
    ("on m'a vanté le mentorat", None, {}),
    ("un truc à deux assos", "besoin", {"besoin": "cooperation"}),
    ("qu'un ancien me passe ses ficelles", "besoin", {"besoin": "mentorat", "mentorat_role": "beneficiaire"}),
    (
        "je voudrais être mentorée sur comment trouver des mécènes",
        None,
        {"besoin": "mentorat", "mentorat_role": "beneficiaire", "mentorat_theme": "financement"},
    ),
    ("c'est pour du mentorat, côté mentor", None, {"besoin": "mentorat", "mentorat_role": "ressource"}),
    ("celle qui enseigne", "mentorat_role", {"mentorat_role": "ressource"}),
    ("c'est moi l'élève", "mentorat_role", {"mentorat_role": "beneficiaire"}),
    ("mon poto il est mentor je crois", None, {}),
    ("le conseil d'administration décidera", "mentorat_theme", {}),
    ("non juste la coopération", "depose_structuration", {"besoin": "cooperation"}),
    ("je suis salarié", None, {"mentorat_profil": "salarie"}),
    ("on accompagne des artistes", None, {}),
    ("on veut se structurer", None, {"besoin": "structuration"}),
    ("l'appel 1", "besoin", {"besoin": "cooperation"}),
]


@pytest.mark.parametrize(("text", "question", "expected"), NEEDS)
def test_needs(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(needs.need, text, question) | extracted(mentoring.mentoring, text, question) == expected

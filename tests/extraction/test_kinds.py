"""What the structure is, and whether it is of the sector."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import kinds, sector
from tests.extraction.hearing import Either, extracted

KINDS = [
    ("on est un label", None, {"type_structure": "label"}),
    ("on n'est pas un label", None, {}),
    ("on est un label à Sète", None, {"type_structure": "label"}),
    ("notre label est à Sète", None, {"type_structure": "label"}),
    ("je dirige un festival", None, {"type_structure": "lieu_festival"}),
    ("asso qui gère une salle de concert", None, {"type_structure": "lieu_festival"}),
    ("label associatif à Toulouse, créé en 2019", None, {"type_structure": "label"}),
    ("je suis tourneur", None, {"type_structure": "producteur_spectacles"}),
    ("on fait tourner des groupes", None, {"type_structure": "producteur_spectacles"}),
    ("on sort des disques de rap", None, {"type_structure": "label", "filiere_musiques_actuelles": True}),
    ("on produit des clips", None, {"type_structure": "producteur_video"}),
    ("on organise des concerts", None, {"type_structure": Either("lieu_festival", "producteur_spectacles")}),
    (
        "on est une boîte de prod",
        None,
        {"type_structure": Either("producteur_spectacles", "label", "producteur_video")},
    ),
    ("on est une boîte de prod de concerts", None, {"type_structure": "producteur_spectacles"}),
    ("on est un label et un tourneur", None, {"type_structure": Either("label", "producteur_spectacles")}),
    ("on est surtout un label, et on organise un petit festival", None, {"type_structure": "label"}),
    ("on travaille avec un label", None, {}),
    ("on est signés chez un label", None, {}),
    ("je suis auteur-compositeur", None, {"type_structure": "artiste"}),
    ("on est un groupe de rock", None, {"type_structure": "artiste", "filiere_musiques_actuelles": True}),
    ("je suis programmateur d'une SMAC", None, {"type_structure": "lieu_festival", "filiere_musiques_actuelles": True}),
    ("je travaille à la mairie de Lunel", None, {"type_structure": "collectivite"}),
    ("nous sommes une communauté de communes", None, {"type_structure": "collectivite"}),
    ("festival", "type_structure", {"type_structure": "lieu_festival"}),
    ("tourneur", "type_structure", {"type_structure": "producteur_spectacles"}),
    (
        "on organise des concerts",
        "type_structure",
        {"type_structure": Either("lieu_festival", "producteur_spectacles")},
    ),
    ("prod de spectacles", "type_structure", {"type_structure": "producteur_spectacles"}),
    ("c'est une salle", "type_structure", {"type_structure": "lieu_festival"}),
    ("asso qui accompagne des groupes", "type_structure", {"type_structure": "accompagnement"}),
    ("studio de répétition", None, {"type_structure": "accompagnement"}),
    ("pas un label mais un tourneur", None, {"type_structure": "producteur_spectacles"}),
    ("on n'est pas un label mais un studio", None, {"type_structure": "accompagnement"}),
    ("on produit des spectacles", None, {"type_structure": "producteur_spectacles"}),
    (
        "nous produisons des concerts de jazz",
        None,
        {"type_structure": "producteur_spectacles", "filiere_musiques_actuelles": True},
    ),
    ("on a monté un café-concert", None, {"type_structure": "lieu_festival"}),
    ("on est un réseau de salles", None, {"type_structure": "accompagnement"}),
    ("radio associative", None, {"type_structure": "autre"}),
    ("mon groupe et moi", None, {"type_structure": "artiste"}),
    ("on est une école de musique", None, {"type_structure": "accompagnement"}),
    ("on est une asso de théâtre", None, {"filiere_musiques_actuelles": False}),
    ("on fait du théâtre", None, {"filiere_musiques_actuelles": False}),
    ("on est dans les musiques actuelles", None, {"filiere_musiques_actuelles": True}),
    ("on n'est pas dans les musiques actuelles", None, {"filiere_musiques_actuelles": False}),
    ("producteur de spectacles vivants", None, {"type_structure": "producteur_spectacles"}),
    ("producteur phonographique", None, {"type_structure": "label"}),
    (
        "on est un producteur indépendant",
        None,
        {"type_structure": Either("producteur_spectacles", "label", "producteur_video")},
    ),
    ("je suis bénévole dans un festival", None, {"type_structure": "lieu_festival"}),
    ("on cherche un tourneur", None, {}),
    ("SMAC", None, {"type_structure": "lieu_festival", "filiere_musiques_actuelles": True}),
    ("label indé", None, {"type_structure": "label"}),
    ("nous sommes une association de production de spectacles", None, {"type_structure": "producteur_spectacles"}),
    ("on accompagne des artistes", None, {"type_structure": "accompagnement"}),
    (
        "label et production de spectacles",
        "type_structure",
        {"type_structure": Either("label", "producteur_spectacles")},
    ),
    ("on est une asso loi 1901 qui produit des groupes de metal", None, {"filiere_musiques_actuelles": True}),
    ("association de musiciens", None, {}),
    ("on a un distributeur", None, {}),
    ("notre asso produit plusieurs artistes", None, {}),
    ("je suis chanteuse", None, {"type_structure": "artiste"}),
    ("nous sommes un collectif d'artistes", "type_structure", {}),
    ("on a 3 groupes", None, {}),
    ("notre mairie nous aide", None, {}),
    ("on a une mairie et un festival comme partenaires", None, {}),
    ("notre artiste principal est connu", None, {}),
    ("j'ai un groupe", None, {"type_structure": "artiste"}),
    # By what is done, with or without a subject, and by whom one works for.
    ("réaliser des clips c'est notre boulot", None, {"type_structure": "producteur_video"}),
    ("nous filmons clips", None, {"type_structure": "producteur_video"}),
    ("Notre équipe, basée ici, accompagne des chanteurs", None, {"type_structure": "accompagnement"}),
    ("je répare des synthés", None, {"type_structure": "autre"}),
    ("on loue de la sono", None, {"type_structure": "autre"}),
    ("une structure qui conseille et forme des rappeurs", None, {"type_structure": "accompagnement"}),
    ("un bistrot où ça joue", "type_structure", {"type_structure": "lieu_festival"}),
    ("notre maison de disques a deux ans", None, {"type_structure": "label"}),
    ("notre pôle dépend de la communauté d'agglomération", None, {"type_structure": "collectivite"}),
    ("je suis bénévole au sein d'un réseau", None, {"type_structure": "accompagnement"}),
    ("ma femme et moi tenons une guinguette", None, {"type_structure": "lieu_festival"}),
    ("ni salle ni label : tourneur", "type_structure", {"type_structure": "producteur_spectacles"}),
    ("Le but du projet, c'est la production de concerts", None, {}),
    ("on est dans la commune de Sauve", None, {}),
    ("un label de Foix nous a volé une date", None, {}),
    ("un artiste de chez Sony vit à Uzès", None, {}),
    ("notre manager est super", None, {}),
    ("le jazz ne m'intéresse pas", None, {}),
    ("danse contemporaine", "filiere_musiques_actuelles", {"filiere_musiques_actuelles": False}),
    ("dub et reggae, évidemment", None, {"filiere_musiques_actuelles": True}),
]


@pytest.mark.parametrize(("text", "question", "expected"), KINDS)
def test_kinds(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(kinds.structure, text, question) | extracted(sector.sector, text, question) == expected

"""Where the structure is or works, where its artists are."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import places
from tests.extraction.hearing import Either, extracted

PLACES = [
    ("on est un label à Sète", None, {"occitanie": True}),
    ("label basé a montpellier", None, {"occitanie": True}),
    ("asso de Toulouse", None, {"occitanie": True}),
    ("on est à côté de Montpellier", None, {"occitanie": True}),
    ("dans le Gard", None, {"occitanie": True}),
    ("notre siège est à Lyon", None, {"note:lieu_hors_occitanie": "Lyon"}),
    ("on est à Lyon mais on organise des concerts à Nîmes", None, {"occitanie": True}),
    ("Sète", "occitanie", {"occitanie": True}),
    ("34", "occitanie", {"occitanie": True}),
    ("34000", "occitanie", {"occitanie": True}),
    ("on est dans le 34", None, {"occitanie": True}),
    ("festival à Lunel (34)", None, {"occitanie": True}),
    (
        "on est à Saint-Denis",
        None,
        {
            "occitanie": Either(True, False),
            "note:lieu_homonyme": {"lieu": "Saint-Denis", "departements": ["974", "93", "11", "30"]},
        },
    ),
    ("on est à Saint-Denis dans l'Aude", None, {"occitanie": True}),
    ("on est à Saint-Denis (93)", None, {"note:lieu_hors_occitanie": "Saint-Denis"}),
    ("on est en Occitanie", None, {"occitanie": True}),
    ("on n'est pas en Occitanie", None, {}),
    ("on n'est pas en Occitanie", "occitanie", {"occitanie": False}),
    ("st gely du fesc", None, {"occitanie": True}),
    ("on est basés à St Gély du Fesc", None, {"occitanie": True}),
    ("on est a castres", None, {"occitanie": True}),
    (
        "on est à Montréal",
        None,
        {
            "occitanie": Either(True, False),
            "note:lieu_homonyme": {"lieu": "Montréal", "departements": ["11", "32", "07", "89"]},
        },
    ),
    ("nous sommes une association de Rodez", None, {"occitanie": True}),
    ("on est a rodez", None, {"occitanie": True}),
    ("on est à Die", None, {"note:lieu_hors_occitanie": "Die"}),
    ("ça n'a pas de sens", None, {}),
    ("on est à Sens", None, {"note:lieu_hors_occitanie": "Sens"}),
    ("paris", "occitanie", {"note:lieu_hors_occitanie": "paris"}),
    ("on est à Paris et on n'a aucune activité en Occitanie", None, {"occitanie": False}),
    ("ni siège ni activité en Occitanie", None, {"occitanie": False}),
    ("on produit 4 artistes dont 2 de Toulouse", None, {"artiste_occitanie": True}),
    ("on produit des artistes occitans", None, {"artiste_occitanie": True}),
    ("label toulousain", None, {"occitanie": True}),
    ("on bosse avec la DRAC Occitanie", None, {}),
    ("contrat de filière Occitanie", None, {}),
    ("notre partenaire est à Nîmes", None, {}),
    ("on est un studio de répétition à Perpignan", None, {"occitanie": True}),
    ("a toulouze", "occitanie", {"occitanie": True}),
    ("basé à Montpelier", None, {"occitanie": True}),
    ("on joue partout en Occitanie", None, {"occitanie": True}),
    ("en Ariège", None, {"occitanie": True}),
    ("la salle est dans le lot", None, {"occitanie": True}),
    ("un lot de matériel", None, {}),
    ("on est à La Grande-Motte", None, {"occitanie": True}),
    ("au Vigan", None, {"occitanie": True}),
    ("association loi 1901 située au Pouget 34230", None, {"occitanie": True}),
    ("nous sommes à Bagnols sur Cèze", None, {"occitanie": True}),
    ("lyon", "occitanie", {"note:lieu_hors_occitanie": "lyon"}),
    ("notre siège social se trouve en Île-de-France", None, {"note:lieu_hors_occitanie": "Île-de-France"}),
    ("on est à Marseille mais on tourne dans le Gard", "occitanie", {"occitanie": True}),
    ("on sort des disques de rap", None, {}),
    ("mars 2021 on a créé la boite", None, {}),
    ("on est en région parisienne", None, {"note:lieu_hors_occitanie": "région parisienne"}),
    ("j'habite Albi", None, {"occitanie": True}),
    ("le siège est dans les Hautes-Pyrénées", None, {"occitanie": True}),
    ("31", None, {}),
    ("on a 31 références", None, {}),
    ("on est 34 dans l'asso", None, {}),
    ("l'asso est domiciliée à Saint Jean de Védas", None, {"occitanie": True}),
    ("au nord de Toulouse", None, {"occitanie": True}),
    ("siege: beziers", None, {"occitanie": True}),
    ("nos artistes sont tous du coin", None, {"artiste_occitanie": True}),
    # A place in the structure's own clause is its own, verb or no verb.
    ("MILLAU. ASSO DE ROCK.", None, {"occitanie": True}),
    ("ATELIER DE LUTHERIE. LOURDES.", None, {"occitanie": True}),
    ("Condom (Gers)", None, {"occitanie": True}),
    ("orchestre de bal à caussade depuis 2004", None, {"occitanie": True}),
    ("l'association habite Bédarieux", None, {"occitanie": True}),
    ("FESTIVAL PUNK SOREZE", None, {"occitanie": True}),
    ("Les Copains d'Abord de Pézenas vous écrivent, nous sommes une asso", None, {"occitanie": True}),
    ("on répète à Florac", None, {"occitanie": True}),
    ("on est à Valence d'Agen", None, {"occitanie": True}),
    ("dans la ville rose", "occitanie", {"occitanie": True}),
    ("82 et 46", "occitanie", {"occitanie": True}),
    ("notre boîte tourne des lives pour des groupes de funk à Lodève", None, {"occitanie": True}),
    ("siège à Nantes, zéro date en Occitanie", None, {"occitanie": False}),
    ("mon cousin est à Lille mais l'asso est à Foix", None, {"occitanie": True}),
    # Of other people, of the place itself, of what happens there.
    ("il neige à Mende", None, {}),
    ("Né à Agde", None, {}),
    ("Mon oncle, qui est charmant, dirige une salle à Albi", None, {}),
    ("les labels de Nîmes ont eu la subvention", None, {}),
    ("il y a trop de bars à Sète", None, {}),
    ("une productrice de Toulouse nous a pris une date", None, {}),
    ("Le Gers est un beau département", None, {}),
    ("j'ai acheté une batterie à Castres", None, {}),
    ("notre batteur vit à Albi", None, {}),
    ("on m'a parlé d'une salle à Muret", None, {}),
    ("notre unique artiste est de Bordeaux", None, {"artiste_occitanie": False}),
    ("il y a six groupes qu'on produit, y en a trois qui vivent à Narbonne", None, {"artiste_occitanie": True}),
    ("aucun de nos groupes n'est d'ici", None, {"artiste_occitanie": False}),
]


@pytest.mark.parametrize(("text", "question", "expected"), PLACES)
def test_places(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(places.read, text, question) | extracted(places.artists, text, question) == expected

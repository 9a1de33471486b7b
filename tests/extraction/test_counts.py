"""Partners, references, music videos, artists, shares."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import counts
from tests.extraction.hearing import extracted

COUNTS = [
    ("on est 3 structures", None, {"nb_acteurs": 3}),
    ("2 partenaires et nous", None, {"nb_acteurs": 3}),
    ("on est 3", "nb_acteurs", {"nb_acteurs": 3}),
    ("on a 2 partenaires", None, {"nb_acteurs": 3}),
    ("nous sommes 2 partenaires", None, {"nb_acteurs": 2}),
    ("projet à 4", None, {"nb_acteurs": 4}),
    ("3 structures en tout", None, {"nb_acteurs": 3}),
    ("tout seul", "nb_acteurs", {"nb_acteurs": 1}),
    ("on n'a pas de partenaire", None, {"nb_acteurs": 1}),
    ("avec 2 autres associations", None, {"nb_acteurs": 3}),
    ("nous et 2 autres", None, {"nb_acteurs": 3}),
    ("plusieurs partenaires : on a plusieurs partenaires", None, {"nb_acteurs": {"au_moins": 3}}),
    ("au moins 2 partenaires avec nous", None, {"nb_acteurs": {"au_moins": 2}}),
    ("on est 2 ou 3 structures", None, {"nb_acteurs": {"au_moins": 2, "moins_de": 4}}),
    ("12 références au catalogue", None, {"references_catalogue": 12}),
    ("on a sorti 5 albums et 3 EP", None, {"references_catalogue": 8}),
    ("on a produit 6 clips", None, {"videos_produites": 6}),
    ("aucun clip", None, {"videos_produites": 0}),
    ("pas de clip", None, {"videos_produites": 0}),
    ("on a produit une vingtaine de vidéos", None, {"videos_produites": 20}),
    ("on prépare un album", None, {}),
    ("on produit 4 artistes", None, {"plusieurs_artistes": True}),
    ("on a plusieurs artistes", None, {"plusieurs_artistes": True}),
    ("on produit un seul artiste", None, {"plusieurs_artistes": False}),
    ("on ne produit que mon projet", None, {"plusieurs_artistes": False}),
    ("on travaille avec 5 groupes", None, {"plusieurs_artistes": True}),
    ("on apporte 30 %", None, {"autofinancement_pct": 30}),
    ("autofin : 40 %", None, {"autofinancement_pct": 40}),
    ("autofinancement de 40%", None, {"autofinancement_pct": 40}),
    ("35 % de fonds propres", None, {"autofinancement_pct": 35}),
    ("on finance la moitié du projet", None, {"autofinancement_pct": 50}),
    ("100 % en France", "part_couts_ue", {"part_couts_ue": 100}),
    ("tout est tourné en France", None, {"part_couts_ue": 100}),
    ("60 % des coûts sont en Europe", None, {"part_couts_ue": 60}),
    ("un tiers du budget vient de nos fonds propres", None, {"autofinancement_pct": 33.3333}),
    ("les deux tiers des coûts sont en France", None, {"part_couts_ue": 66.6667}),
    ("on est 3 salariés", None, {}),
    ("on est 5 dans l'asso", None, {}),
    ("on est 2", None, {}),
    ("roster de 6 artistes", None, {"plusieurs_artistes": True}),
    ("7 sorties", None, {"references_catalogue": 7}),
    ("on sort 3 disques par an", None, {}),
    ("notre catalogue compte une dizaine de références", None, {"references_catalogue": 10}),
    ("on est deux assos et une mairie", None, {"nb_acteurs": {"au_moins": 2}}),
]
COUNTS += [
    ("partenariat à six, chef de file compris", None, {"nb_acteurs": 6}),
    ("le projet réunira, nous-mêmes compris, cinq partenaires", None, {"nb_acteurs": 5}),
    ("pour l'instant on est 4 avec nous", None, {"nb_acteurs": 4}),
    ("nous ne sommes que deux acteurs", None, {"nb_acteurs": 2}),
    ("nous + une compagnie + un collège", None, {"nb_acteurs": 3}),
    ("nous serons sept autour de la table", None, {"nb_acteurs": 7}),
    ("Nombre de partenaires (porteur compris) : 6", None, {"nb_acteurs": 6}),
    ("une demi-douzaine, en nous comptant", "nb_acteurs", {"nb_acteurs": 6}),
    ("deux autres en plus de nous", "nb_acteurs", {"nb_acteurs": 3}),
    ("on devait s'associer à deux autres salles, elles ont renoncé", None, {}),
    ("plus de 20 clips", None, {"videos_produites": {"au_moins": 20}}),
    ("une vingtaine de clips, non pardon vingt-trois", None, {"videos_produites": 23}),
    ("NOMBRE DE CLIPS PRODUITS : 17", None, {"videos_produites": 17}),
    ("8 sortis et 2 en montage", "videos_produites", {"videos_produites": 8}),
    ("Catalogue : 14 références, dont 3 vinyles", None, {"references_catalogue": 14}),
    ("la moitié du budget c'est nous qui la payons", None, {"autofinancement_pct": 50}),
    ("les aides couvrent 60 %, nous apportons les 40 restants", None, {"autofinancement_pct": 40}),
    ("les subventions font 70% et nous le reste", None, {"autofinancement_pct": 30}),
    ("3/4", "autofinancement_pct", {"autofinancement_pct": 75}),
    ("tout est tourné et monté en France pour nos clips", None, {"part_couts_ue": 100}),
]

EXTRACTORS = (counts.partners, counts.works, counts.artists, counts.shares)


@pytest.mark.parametrize(("text", "question", "expected"), COUNTS)
def test_counts(text: str, question: str | None, expected: dict[str, Any]) -> None:
    found: dict[str, Any] = {}
    for extract in EXTRACTORS:
        found |= extracted(extract, text, question)
    assert found == expected

"""Classes of wordings, each told by a general rule: demonyms, notes without a verb, relative clauses, what has lapsed.

And what stands near them and states nothing.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.hearing import Either, heard

STATED: list[tuple[str, dict[str, Any]]] = [
    # the inhabitants of a town or a department
    ("label montpelliérain", {"type_structure": "label", "occitanie": True}),
    ("studio castrais", {"type_structure": "accompagnement", "occitanie": True}),
    ("un festival gersois", {"type_structure": "lieu_festival", "occitanie": True}),
    # where one works from, where a seat is
    ("nous organisons un festival depuis Lodève", {"type_structure": "lieu_festival", "occitanie": True}),
    ("structure sise à Foix", {"occitanie": True}),
    ("nos bureaux se situent à Albi", {"occitanie": True}),
    # notes without a verb
    (
        "label, 5 refs, pas de distrib, pas à la scpp",
        {"type_structure": "label", "references_catalogue": 5, "contrat_distribution": False, "societe_civile": False},
    ),
    ("zéro distributeur, aucune adhésion sppf", {"contrat_distribution": False, "societe_civile": False}),
    ("aucun contrat de distrib en cours", {"contrat_distribution": False}),
    ("coopération entre 5 assos, budget 70 000 €", {"besoin": "cooperation", "nb_acteurs": 5, "budget_action": 70000}),
    # in the passive voice
    ("notre distribution est assurée par Kuroneko", {"contrat_distribution": True}),
    ("tous les frais de clip sont assumés par notre boîte", {"frais_audiovisuels_pris_en_charge": True}),
    ("28 % sont financés par nos soins", {"autofinancement_pct": 28}),
    # whose structure it is, in a relative clause or by what one does there
    ("le festival dont je suis la présidente", {"type_structure": "lieu_festival"}),
    ("je gère l'administratif d'un label", {"type_structure": "label"}),
    ("Je vous écris du service culturel de la mairie", {"type_structure": "collectivite"}),
    # how long
    ("voilà 7 ans que notre label tourne", {"type_structure": "label", "mois_activite": 85}),
    ("notre projet prendra deux ans", {"duree_projet_ans": 2}),
    ("la 2 on l'a, pas la 3 ni la 1", {"licences": [2], "note:retrait": {"fait": "licences", "valeur": [1, 3]}}),
    ("je ne suis point salarié mais bénévole", {"mentorat_profil": "benevole"}),
    ("boîte de prod, on produit des concerts", {"type_structure": "producteur_spectacles"}),
    ("notre CA était sous 100 000 en 2021", {"chiffre_affaires.2021": {"moins_de": 100000}}),
]

NOTHING = [
    "le label toulousain avec qui on bosse",
    "une salle nîmoise nous a programmés",
    "un distributeur lyonnais nous a contactés",
    "un journaliste montpelliérain m'a parlé de vous",
    "mon distributeur de boissons est à Castres",
    "l'expo dure deux ans au musée",
    "le contrat de mon frère dure deux ans",
    "la région nous a filé 8000 euros en 2021",
    "le mec que je connais il a fait 30 clips",
    "depuis mars je n'ai pas de nouvelles",
]

ANSWERS: list[tuple[str, str, Any]] = [
    ("mois_activite", "jan 2018", 74),
    ("occitanie", "34 représente", True),
    ("affiliation_cnm", "À ma connaissance, elle n'a jamais été demandée.", "non"),
    ("affiliation_cnm", "elle a été acceptée", "oui"),
    ("taxes_a_jour", "Je vous le confirme.", True),
    ("taxes_a_jour", "certaines oui, d'autres non", False),
    ("taxes_a_jour", "aucun souci de ce côté", True),
    ("taxes_a_jour", "il reste une échéance à payer", False),
    ("bilans_transmis", "il nous en reste un à remettre", "non"),
    ("chiffre_affaires.2022", "Pour cette année-là, nous avons encaissé 8 400 euros", 8400),
    ("plusieurs_artistes", "moi et c'est tout", False),
    ("contrat_distribution", "il a expiré et on l'a pas renouvelé", False),
    ("contrat_distribution", "il court jusqu'en 2026", True),
    ("societe_civile", "inscrit nulle part", False),
    ("capacite_emploi_artistes", "La trésorerie le permet, oui.", True),
    ("frais_audiovisuels_pris_en_charge", "moitié nous, moitié le label", Either(True, False)),
    ("autofinancement_pct", "pas mal", None),
    ("videos_produites", "beaucoup", None),
    ("videos_produites", "3 en 2022 et 4 en 2023, donc 7", 7),
    ("etp_hors_artistique", "une salariée", None),
    ("etp_hors_artistique", "Un jour par semaine, soit sept heures.", 0.2),
    ("nb_acteurs", "Nous, plus deux associations voisines.", 3),
    ("nb_acteurs", "seulement nous", 1),
    ("territoire_sans_autre_porteur", "aucune autre structure ne pourrait le porter", True),
    ("territoire_sans_autre_porteur", "oui, il y a une MJC qui pourrait", False),
    ("mentorat_theme", "la com, comment me faire voir", "visibilite"),
    ("besoin", "bosser avec d'autres assos", "cooperation"),
]


@pytest.mark.parametrize(("text", "facts"), STATED)
def test_stated(text: str, facts: dict[str, Any]) -> None:
    assert heard(text) == facts


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    assert not {key for key in heard(text) if not key.startswith(("note:", "unknown:"))}


@pytest.mark.parametrize(("question", "text", "expected"), ANSWERS)
def test_answers(question: str, text: str, expected: Any) -> None:
    assert heard(text, question).get(question) == expected

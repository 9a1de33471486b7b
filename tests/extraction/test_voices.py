"""Messages in several voices (careful, hurried, talkative, off the point), each with all that it says and nothing else.

Written before the rules were run on them; what was then found missing was mended in general ways.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.hearing import heard

CA = "chiffre_affaires"

MESSAGES: list[tuple[str, dict[str, Any]]] = [
    (
        "Bonjour, je représente une petite salle associative à Figeac (Lot), ouverte en 2017. "
        "Nous avons la licence 1 et la licence 3 mais pas la 2.",
        {
            "type_structure": "lieu_festival",
            "occitanie": True,
            "mois_activite": {"au_moins": 74, "moins_de": 87},
            "licences": [1, 3],
            "note:retrait": {"fait": "licences", "valeur": [2]},
        },
    ),
    (
        "Nous portons, avec deux autres associations gersoises, un projet de coopération sur dix-huit mois.",
        {"nb_acteurs": 3, "besoin": "cooperation", "duree_projet_ans": 1.5},
    ),
    (
        "Notre chiffre d'affaires s'élevait à 62 300 € en 2021 et à 71 000 € en 2022.",
        {f"{CA}.2021": 62300, f"{CA}.2022": 71000},
    ),
    ("Madame, Monsieur, notre structure emploie une chargée d'administration à 0,6 ETP.", {"etp_hors_artistique": 0.6}),
    (
        "L'association est affiliée au CNM depuis 2022 et à jour de ses cotisations.",
        {"affiliation_cnm": "oui", "taxes_a_jour": True},
    ),
    ("Nous n'avons jamais bénéficié d'une aide du CNM ni de la Région.", {"bilans_transmis": "sans_objet"}),
    (
        "yo on é un ptit tourneur ds l'aude, 2 pers a mi tps, les lic 2 et 3",
        {"type_structure": "producteur_spectacles", "occitanie": True, "etp_hors_artistique": 1, "licences": [2, 3]},
    ),
    (
        "wesh g un label de drill a perpi",
        {"type_structure": "label", "filiere_musiques_actuelles": True, "occitanie": True},
    ),
    ("on a demarré y a genre 4 ans", {"mois_activite": 49, "note:approximatif": "mois_activite"}),
    ("en gros 30 balles l'entrée et 40 concerts par an", {}),
    (
        "ca tourne autour de 50k les 2 ans",
        {f"{CA}.2021": 50000, f"{CA}.2022": 50000, "note:approximatif": f"{CA}.2022"},
    ),
    (
        "on a moins de 100k de CA en 21 et en 22",
        {f"{CA}.2021": {"moins_de": 100000}, f"{CA}.2022": {"moins_de": 100000}},
    ),
    ("on est pas une major mdr", {"detenu_par_major": False}),
    ("nos disques sont distribués par L'Autre Distribution", {"contrat_distribution": True}),
    ("on s'autodistribue sur bandcamp", {"contrat_distribution": False}),
    ("adhérents SCPP depuis 3 ans", {"societe_civile": True}),
    ("le catalogue c'est 14 sorties, 5 artistes", {"references_catalogue": 14, "plusieurs_artistes": True}),
    ("3 de nos 5 artistes vivent à Toulouse", {"artiste_occitanie": True, "plusieurs_artistes": True}),
    ("tous nos artistes sont parisiens", {"plusieurs_artistes": True, "artiste_occitanie": False}),
    ("je fais ça tout seul avec mon ordi", {}),
    ("nous sommes un collectif de 6 groupes montpelliérains", {"artiste_occitanie": True}),
    ("collectivité territoriale, département de la Lozère", {"type_structure": "collectivite", "occitanie": True}),
    ("service culture de la ville de Castelnaudary", {"type_structure": "collectivite", "occitanie": True}),
    (
        "On est une école de musique et studio de répétition à Pamiers",
        {"type_structure": "accompagnement", "occitanie": True},
    ),
    (
        "on gère les Docks à Cahors, c'est une SMAC",
        {"type_structure": "lieu_festival", "occitanie": True, "filiere_musiques_actuelles": True},
    ),
    (
        "j'organise un festival de jazz en Aveyron",
        {"type_structure": "lieu_festival", "filiere_musiques_actuelles": True, "occitanie": True},
    ),
    (
        "on fait de la prod exé et de la diffusion pour 4 groupes de chanson",
        {"plusieurs_artistes": True},
    ),
    ("c'est pour un projet avec le lycée agricole et une MJC", {"besoin": "cooperation"}),
    (
        "on veut juste être aidés sur la compta par quelqu'un du métier",
        {"besoin": "mentorat", "mentorat_role": "beneficiaire", "mentorat_theme": "gestion"},
    ),
    ("je peux donner de mon temps comme mentor", {"besoin": "mentorat", "mentorat_role": "ressource"}),
    (
        "je suis prêt à transmettre mon expérience à une jeune structure via le mentorat",
        {"besoin": "mentorat", "mentorat_role": "ressource"},
    ),
    ("moi c'est plutôt bénévole, je suis trésorier", {"mentorat_profil": "benevole"}),
    (
        "le budget prévisionnel de l'action est de 38 400 euros, on sollicite 19 000",
        {"budget_action": 38400, "montant_demande": 19000},
    ),
    ("on apporte un tiers du budget sur nos fonds propres", {"autofinancement_pct": 33.3333}),
    ("autofinancement : 25%", {"autofinancement_pct": 25}),
    ("on tourne nos clips en Espagne et en France, donc 100% UE", {"part_couts_ue": 100}),
    ("8 vidéos musiques produites depuis la création", {"videos_produites": 8}),
    ("on a que 4 clips pour l'instant", {"videos_produites": 4}),
    ("nous avons 1 ETP administratif et 3 intermittents techniques", {"etp_hors_artistique": 1}),
    ("seulement un contrat de 12h hebdo", {"etp_hors_artistique": 0.3429}),
    (
        "la licence n°2 est valable jusqu'en 2026, la 3 a été refusée",
        {"licences": [2], "note:retrait": {"fait": "licences", "valeur": [3]}},
    ),
    ("licences L-R-21-1234 catégorie 2 et catégorie 3", {"licences": [2, 3]}),
    ("on a juste une licence 1", {"licences": [1]}),
    ("on attend notre licence 2", {"note:retrait": {"fait": "licences", "valeur": [2]}}),
    ("siège à Narbonne, activité sur tout le littoral", {"occitanie": True}),
    ("on est à cheval entre le Gard et l'Ardèche", {"occitanie": True}),
    ("notre siège est à Aurillac mais on a une antenne à Rodez", {"occitanie": True}),
    ("basé à Brive, aucune activité en Occitanie", {"occitanie": False}),
    ("on existait déjà en 2015", {}),
    ("structure déclarée en préfecture le 3 juin 2021", {"mois_activite": 33}),
    ("immatriculée au RCS en avril 2018", {"mois_activite": 71}),
    (
        "on dépose uniquement à la coopération, pas à la structuration",
        {"besoin": "cooperation", "depose_structuration": False},
    ),
    ("on a déposé pour la structuration aussi", {"depose_structuration": True}),
    ("la CCNEAC s'applique chez nous", {"conventions_collectives": True}),
    ("on ne suit aucune convention collective", {"conventions_collectives": False}),
    ("il n'y a aucun autre acteur musical dans la vallée", {"territoire_sans_autre_porteur": True}),
    ("est ce que 80 000 euros de ca c'est trop", {}),
    ("un festival de Nîmes m'a dit que c'était fermé", {}),
    ("ma sœur a créé son label en 2020 à Lyon", {}),
    ("si jamais on embauche un temps plein l'an prochain", {}),
    ("quand on aura la licence 3 on reviendra", {}),
    ("on nous a refusé la licence 3", {"note:retrait": {"fait": "licences", "valeur": [3]}}),
    ("vous pouvez m'expliquer les 24 mois d'activité", {}),
    ("il paraît que le plafond est de 20 000", {}),
    ("par exemple un label avec 3 artistes", {}),
    ("notre concurrent fait 200k", {}),
    ("les partenaires sont deux mairies et un lycée", {}),
    ("ok merci", {}),
    ("bonjour", {}),
    ("on a été labellisés en 2019", {}),
    ("je cherche des infos sur les licences 2 et 3", {}),
    ("j'aimerais savoir si une asso de Toulouse peut avoir 15 000 €", {}),
    ("dans votre doc il y a écrit 0,20 ETP", {}),
    ("on vise 120 000 de CA l'année prochaine", {}),
    ("j'ai travaillé 5 ans dans un label à Paris", {}),
    ("avant on avait 3 salariés, maintenant plus aucun", {}),
    ("le maire de Sète nous soutient", {}),
    ("on joue le 12 mars 2024 à Toulouse", {"occitanie": True}),
    ("mon numéro c'est 06 12 34 56 78", {}),
    ("contact@monlabel.fr", {}),
]


@pytest.mark.parametrize(("text", "expected"), MESSAGES)
def test_message(text: str, expected: dict[str, Any]) -> None:
    assert heard(text) == expected

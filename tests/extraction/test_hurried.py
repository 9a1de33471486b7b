"""Messages as applicants in a hurry type them: phones, typos, no accents, several facts at once, asides.

Written before the rules were run on them. What is expected is all that the message says, and nothing else.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.hearing import Either, heard

CA = "chiffre_affaires"

FREE: list[tuple[str, dict[str, Any]]] = [
    (
        "slt c un ptit label rap a toulouse",
        {"type_structure": "label", "filiere_musiques_actuelles": True, "occitanie": True},
    ),
    (
        "bonjour jsuis tourneur sur nimes jai les licences 2 et 3",
        {"type_structure": "producteur_spectacles", "occitanie": True, "licences": [2, 3]},
    ),
    (
        "asso loi 1901 creee en 2018, 2 salariés a mi tps, herault",
        {"mois_activite": {"au_moins": 62, "moins_de": 75}, "etp_hors_artistique": 1, "occitanie": True},
    ),
    ("ON EST UNE SALLE DE CONCERT A ALBI", {"type_structure": "lieu_festival", "occitanie": True}),
    ("on fé 60k en 2021 et 75k en 2022", {f"{CA}.2021": 60000, f"{CA}.2022": 75000}),
    ("ca 2021 = 45000, ca 2022 = 52 000", {f"{CA}.2021": 45000, f"{CA}.2022": 52000}),
    (
        "notre chiffre d'affaire c'etait 38 mille en 2021 et un peu plus de 40 mille en 2022",
        {f"{CA}.2021": 38000, f"{CA}.2022": {"au_moins": 40000}},
    ),
    ("on depasse les 100 000 en 2022", {f"{CA}.2022": {"au_moins": 100000}}),
    ("jms depassé 50k ni en 2021 ni en 2022", {f"{CA}.2021": {"moins_de": 50001}, f"{CA}.2022": {"moins_de": 50001}}),
    ("pas affilié au cnm pr l'instant", {"affiliation_cnm": "non"}),
    ("la demande d'affiliation est partie hier", {"affiliation_cnm": "en_cours"}),
    ("affilié cnm ok, urssaf à jour", {"affiliation_cnm": "oui", "taxes_a_jour": True}),
    ("ns sommes 4 structures ds le projet, budget 55 000€", {"nb_acteurs": 4, "budget_action": 55000}),
    (
        "projet coop avec 2 autres assos du gers sur 2 ans",
        {"besoin": "cooperation", "nb_acteurs": 3, "duree_projet_ans": 2},
    ),
    ("on met 40% de notre poche", {"autofinancement_pct": 40}),
    (
        "on a sorti 9 albums sur le label, distribués par inouie",
        {"references_catalogue": 9, "contrat_distribution": True},
    ),
    (
        "label perpignan, sppf oui, pas de distributeur encore",
        {"type_structure": "label", "occitanie": True, "societe_civile": True, "contrat_distribution": False},
    ),
    (
        "je suis chargée d'admin dans un festoche a sete, en cdi",
        {"occitanie": True, "mentorat_profil": "salarie", "type_structure": "lieu_festival"},
    ),
    (
        "jaimerai trouver un mentor pr ns aider sur la com",
        {"besoin": "mentorat", "mentorat_role": "beneficiaire", "mentorat_theme": "visibilite"},
    ),
    (
        "on voudrai se structurer, on est une boite de prod de spectacles",
        {"besoin": "structuration", "type_structure": "producteur_spectacles"},
    ),
    ("6 clips produit tous tournés en france", {"videos_produites": 6, "part_couts_ue": 100}),
    ("on a un plein temps en admin", {"etp_hors_artistique": 1}),
    ("on emploie une personne 10h par semaine", {"etp_hors_artistique": 0.2857}),
    ("320h/an a l'accueil", {"etp_hors_artistique": 0.2}),
    ("aucun salarié on est tous bénévoles", {"etp_hors_artistique": 0}),
    ("notre festoch existe depuis 12 ans", {"mois_activite": 145}),
    ("asso née en sept 2022", {"mois_activite": 18}),
    ("ça fait bientôt 2 ans qu'on a monté la structure", {"mois_activite": {"moins_de": 26}}),
    ("créa en janvier 2022, siège à Cahors", {"mois_activite": 26, "occitanie": True}),
    ("on vient de lyon mais on a plein de dates en occitanie", {"occitanie": True}),
    ("basés à paname", {}),
    ("siege social a bordeaux", {"note:lieu_hors_occitanie": "bordeaux"}),
    ("on est ds le 66", {"occitanie": True}),
    ("31400 toulouse", {"occitanie": True}),
    ("je suis a st girons en ariege", {"occitanie": True}),
    (
        "groupe de metal de carcassonne, pas d'asso",
        {"type_structure": "artiste", "filiere_musiques_actuelles": True, "occitanie": True},
    ),
    ("on est une mairie dans le tarn", {"type_structure": "collectivite", "occitanie": True}),
    (
        "smac de rodez licence 1 2 et 3",
        {
            "type_structure": "lieu_festival",
            "filiere_musiques_actuelles": True,
            "occitanie": True,
            "licences": [1, 2, 3],
        },
    ),
    ("on a que la L3", {"licences": [3]}),
    (
        "licence 2 périmée depuis mars, la 3 est bonne",
        {"licences": [3], "note:retrait": {"fait": "licences", "valeur": [2]}},
    ),
    ("ni licence ni salarié pour l'instant", {"licences": [], "etp_hors_artistique": 0}),
    ("on produit 5 groupes dont 4 du coin", {"plusieurs_artistes": True, "artiste_occitanie": True}),
    ("un seul artiste au catalogue pr le moment", {"plusieurs_artistes": False}),
    ("nos artistes sont tous basés à Montpellier", {"artiste_occitanie": True, "plusieurs_artistes": True}),
    ("on est indé à 100%, aucune major ds le capital", {"detenu_par_major": False}),
    (
        "on applique la convention collective et on paye nos cotis",
        {"conventions_collectives": True, "taxes_a_jour": True},
    ),
    ("en retard de 2 mois sur l'urssaf", {"taxes_a_jour": False}),
    ("jamais eu de subvention du cnm", {"bilans_transmis": "sans_objet"}),
    ("le bilan de l'an dernier n'est pas rendu", {"bilans_transmis": "non"}),
    ("on demande 12000 euros pour un budget de 30000", {"montant_demande": 12000, "budget_action": 30000}),
    ("si on prend un 3e partenaire on change de catégorie ?", {}),
    ("un pote a un label il fait 200 000 de CA", {}),
    ("c koi le seuil de 100 000 ?", {}),
    ("esk un café concert peut candidater", {}),
    ("mon ancienne structure avait les 3 licences", {}),
    ("on aimerait bien avoir la licence 3", {}),
    ("imaginons qu'on fasse 120 000 de CA", {}),
    ("notre partenaire principal est un festival à Lyon", {}),
    ("vous financez les albums ?", {}),
    ("on envisage d'embaucher un mi-temps", {}),
    ("y'a 3 ans on était à Paris", {}),
    ("le comptable de mon frère m'a dit que c'était 100 000 max", {}),
    ("merci bcp !!", {}),
    ("combien pour un label à toulouse ?", {}),
    ("mon mari gère un festival à Nîmes", {}),
    ("on hésite entre coopération et structuration", {"besoin": "indecis"}),
    (
        "besoin d'aide pr la compta via le mentorat",
        {"besoin": "mentorat", "mentorat_role": "beneficiaire", "mentorat_theme": "gestion"},
    ),
    ("chui président bénévole de l'asso", {"mentorat_profil": "benevole"}),
    ("on est 2 assos + une commune, ns compris", {"nb_acteurs": {"au_moins": 2}}),
    (
        "licences: oui 2 et 3. salariés: 1 mi temps. CA: 2021 30k 2022 42k",
        {"licences": [2, 3], "etp_hors_artistique": 0.5, f"{CA}.2021": 30000, f"{CA}.2022": 42000},
    ),
    (
        "Ville: Montauban\nType: festival\nCréation: 2016",
        {"occitanie": True, "type_structure": "lieu_festival", "mois_activite": {"au_moins": 86, "moins_de": 99}},
    ),
    (
        "on paie nous memes le tournage des clips et on salarie les musiciens",
        {"frais_audiovisuels_pris_en_charge": True, "capacite_emploi_artistes": True},
    ),
    ("la demande c'est pour toute la structure pas juste un album", {"projet_strategique_global": True}),
    ("toutes les depenses se feront en 2024 et 2025", {"depenses_dans_periode": True}),
    ("y a personne d'autre sur le territoire pour porter ce projet", {"territoire_sans_autre_porteur": True}),
    (
        "studio d'enregistrement a tarbes, affilié cnm depuis 2020",
        {"type_structure": "accompagnement", "occitanie": True, "affiliation_cnm": "oui"},
    ),
    (
        "on produit des clips et des captations, 12 clips en tout",
        {"type_structure": "producteur_video", "videos_produites": 12},
    ),
    (
        "entre 80 et 90k les deux années",
        {f"{CA}.2021": {"au_moins": 80000, "moins_de": 90000}, f"{CA}.2022": {"au_moins": 80000, "moins_de": 90000}},
    ),
    ("pardon 85 000 en 2022 pas 95 000", {f"{CA}.2022": 85000}),
    (
        "2021: 0€ on a démarré en 2022 avec 15 000€",
        {f"{CA}.2021": 0, "mois_activite": {"au_moins": 14, "moins_de": 27}},
    ),
]

ANSWERS: list[tuple[str, str, dict[str, Any]]] = [
    ("taxes_a_jour", "oui oui tkt", {"taxes_a_jour": True}),
    ("taxes_a_jour", "bah oui", {"taxes_a_jour": True}),
    ("taxes_a_jour", "nan", {"taxes_a_jour": False}),
    ("taxes_a_jour", "ouiiii", {"taxes_a_jour": True}),
    ("taxes_a_jour", "👍", {"taxes_a_jour": True}),
    ("taxes_a_jour", "je pense que oui", {"taxes_a_jour": True}),
    ("taxes_a_jour", "chais pas", {"unknown:taxes_a_jour": True}),
    ("taxes_a_jour", "faut que je vois avec la compta", {"unknown:taxes_a_jour": True}),
    ("taxes_a_jour", "plus ou moins", {"taxes_a_jour": Either(True, False)}),
    ("affiliation_cnm", "pas encore", {"affiliation_cnm": "non"}),
    ("affiliation_cnm", "oui depuis 2 ans", {"affiliation_cnm": "oui"}),
    ("affiliation_cnm", "on attend la réponse", {"affiliation_cnm": "en_cours"}),
    ("affiliation_cnm", "c fait", {"affiliation_cnm": "oui"}),
    ("affiliation_cnm", "dossier envoyé", {"affiliation_cnm": "en_cours"}),
    ("bilans_transmis", "premiere demande pr nous", {"bilans_transmis": "sans_objet"}),
    ("bilans_transmis", "tout est rendu", {"bilans_transmis": "oui"}),
    ("licences", "2&3", {"licences": [2, 3]}),
    ("licences", "la 2", {"licences": [2]}),
    ("licences", "on en a pas", {"licences": []}),
    ("licences", "L1 L2 L3", {"licences": [1, 2, 3]}),
    ("licences", "deux et trois", {"licences": [2, 3]}),
    ("licences", "pas de 1 mais 2 et 3 oui", {"licences": [2, 3], "note:retrait": {"fait": "licences", "valeur": [1]}}),
    ("mois_activite", "2019", {"mois_activite": {"au_moins": 50, "moins_de": 63}}),
    ("mois_activite", "depuis janv 2020", {"mois_activite": 50}),
    ("mois_activite", "5 ans", {"mois_activite": 61}),
    ("mois_activite", "un peu plus d'un an", {"mois_activite": {"au_moins": 13}}),
    ("mois_activite", "crée en 06/2021", {"mois_activite": 33}),
    ("chiffre_affaires.2021", "82 500", {f"{CA}.2021": 82500}),
    ("chiffre_affaires.2021", "dans les 80 000", {f"{CA}.2021": 80000, "note:approximatif": f"{CA}.2021"}),
    ("chiffre_affaires.2021", "moins de 100 000", {f"{CA}.2021": {"moins_de": 100000}}),
    ("chiffre_affaires.2021", "aucune idée", {f"unknown:{CA}.2021": True}),
    ("chiffre_affaires.2022", "pareil 80 000", {f"{CA}.2022": 80000}),
    ("chiffre_affaires.2021", "on existait pas", {}),
    ("chiffre_affaires.2021", "quatre vingt mille euros", {f"{CA}.2021": 80000}),
    ("chiffre_affaires.2021", "80000 et l'année d'après 90000", {f"{CA}.2021": 80000, f"{CA}.2022": 90000}),
    ("etp_hors_artistique", "un mi tps", {"etp_hors_artistique": 0.5}),
    ("etp_hors_artistique", "1.5", {"etp_hors_artistique": 1.5}),
    ("etp_hors_artistique", "0", {"etp_hors_artistique": 0}),
    ("etp_hors_artistique", "2 temps pleins", {"etp_hors_artistique": 2}),
    ("etp_hors_artistique", "que des bénévoles", {"etp_hors_artistique": 0}),
    ("nb_acteurs", "3 avec nous", {"nb_acteurs": 3}),
    ("nb_acteurs", "nous + 2", {"nb_acteurs": 3}),
    ("nb_acteurs", "juste nous", {"nb_acteurs": 1}),
    ("autofinancement_pct", "la moitié", {"autofinancement_pct": 50}),
    ("autofinancement_pct", "au moins 30%", {"autofinancement_pct": {"au_moins": 30}}),
    ("part_couts_ue", "100", {"part_couts_ue": 100}),
    ("part_couts_ue", "tout en france", {"part_couts_ue": 100}),
    ("references_catalogue", "3 ep et 2 albums", {"references_catalogue": 5}),
    ("videos_produites", "5 ou 6", {"videos_produites": {"au_moins": 5, "moins_de": 7}}),
    ("plusieurs_artistes", "oui 4", {"plusieurs_artistes": True}),
    ("plusieurs_artistes", "non juste moi", {"plusieurs_artistes": False}),
    ("artiste_occitanie", "oui ils sont tous d'ici", {"artiste_occitanie": True}),
    ("societe_civile", "sppf", {"societe_civile": True}),
    ("societe_civile", "ni l'une ni l'autre", {"societe_civile": False}),
    ("contrat_distribution", "ouais chez idol", {"contrat_distribution": True}),
    ("detenu_par_major", "ah non pas du tout", {"detenu_par_major": False}),
    ("conventions_collectives", "bien sur", {"conventions_collectives": True}),
    ("capacite_diffusion", "on est diffusés sur des chaines pro", {"capacite_diffusion": True}),
    ("capacite_emploi_artistes", "oui via le guso", {"capacite_emploi_artistes": True}),
    ("projet_strategique_global", "c'est global", {"projet_strategique_global": True}),
    ("depose_structuration", "non que la coop", {"depose_structuration": False}),
    ("besoin", "le 1", {"besoin": "cooperation"}),
    ("besoin", "je c pas trop", {"besoin": "indecis"}),
    ("type_structure", "asso de prod de concerts", {"type_structure": "producteur_spectacles"}),
    ("type_structure", "lieu", {"type_structure": "lieu_festival"}),
    ("mentorat_role", "les deux", {"mentorat_role": Either("beneficiaire", "ressource")}),
    ("mentorat_profil", "je suis la présidente", {"mentorat_profil": "benevole"}),
    ("mentorat_profil", "en cdi", {"mentorat_profil": "salarie"}),
    ("mentorat_theme", "l'écologie", {"mentorat_theme": "actions_responsables"}),
    ("mentorat_theme", "1", {"mentorat_theme": "pilotage"}),
    ("duree_projet_ans", "18 mois", {"duree_projet_ans": 1.5}),
    ("duree_projet_ans", "un an", {"duree_projet_ans": 1}),
    ("budget_action", "35k", {"budget_action": 35000}),
    ("montant_demande", "10 000 euros", {"montant_demande": 10000}),
    ("occitanie", "oui à toulouse", {"occitanie": True}),
    ("occitanie", "non on est à lyon", {"occitanie": False}),
    ("depenses_dans_periode", "oui tout en 2024", {"depenses_dans_periode": True}),
    ("territoire_sans_autre_porteur", "on est les seuls", {"territoire_sans_autre_porteur": True}),
    ("filiere_musiques_actuelles", "oui du rap", {"filiere_musiques_actuelles": True}),
    ("filiere_musiques_actuelles", "non du classique", {"filiere_musiques_actuelles": False}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FREE)
def test_free_text(text: str, expected: dict[str, Any]) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(("question", "text", "expected"), ANSWERS)
def test_answer(question: str, text: str, expected: dict[str, Any]) -> None:
    assert heard(text, question) == expected

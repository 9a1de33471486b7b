"""The answers about the schemes: each decisive fact of the sources stands in the answer of its article.

The facts are written here once more, by hand, in the words that people would see: an article that loses one,
or an edition that changes one by mistake, fails here.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from rules_kb import Edition, editions
from rules_kb.models import Article

EDITION: Edition = editions()["2024"]

# Article → what its answer must say, however the sentence is turned (case and kinds of space don't count).
DECISIVE: dict[str, tuple[str, ...]] = {
    # The contract
    "contrat_presentation": (
        "DRAC Occitanie",
        "Centre national de la musique",
        "Région Occitanie",
        "2024-2027",
        "trois",
    ),
    "contrat_partenaires": ("État", "DRAC Occitanie", "CNM", "Région Occitanie"),
    "contrat_periode": ("2024-2027",),
    "contrat_orientations": (
        "pratiques professionnelles",
        "défis économiques",
        "entreprises de production indépendantes",
    ),
    "contrat_themes": (
        "emploi",
        "formation",
        "professionnalisation",
        "valorisation des secteurs",
        "montée en compétences",
        "évolution professionnelle",
        "expérimentations en territoires",
        "ne permet pas",
    ),
    "contrat_entreprises_production": ("production indépendante", "phonographique", "vidéo"),
    "dispositifs_liste": ("coopération professionnelle", "structuration", "mentorat", "trois"),
    "difference_appels": (
        "2 acteurs",
        "5 000 €",
        "25 000 €",
        "10 000 €",
        "20 000 €",
        "entreprise de production",
        "pas déposer aux deux",
    ),
    "difference_mentorat_appels": ("financière", "personne-ressource", "1 à 4 jours", "questionnaire"),
    "choisir_dispositif": ("coopération", "structuration", "mentorat", "label"),
    "pour_un_label": ("musiques enregistrées", "coopération", "mentorat"),
    "pour_un_producteur_de_spectacles": ("spectacle vivant", "exception", "mentorat"),
    "pour_un_producteur_video": ("musique à l'image", "5 vidéos"),
    "pour_un_lieu_ou_festival": ("coopération", "entreprises de production", "mentorat"),
    "pour_un_artiste": ("licence", "salariée ou bénévole", "structure de musique d'Occitanie"),
    "webinaire": ("1er février 2024",),
    # Calendar and procedure
    "calendrier_etapes": ("monespace.cnm.fr", "3 semaines", "7 mars 2024", "fin avril", "indicatif"),
    "date_limite": ("7 mars 2024", "inclus"),
    "depot_ouvert": ("7 mars 2024", "inclus"),
    "depot_hors_delai": ("non", "aucune demande", "7 mars 2024"),
    "depot_par_mail": ("non", "mail", "Mon Espace CNM"),
    "edition_close": ("7 mars 2024", "prochaine édition", "règles peuvent être différentes", "mentorat"),
    "prochaine_edition": ("ne connais pas", "2024"),
    "affiliation_cnm": ("oui", "deux appels", "sous réserve"),
    "affiliation_comment": ("monespace.cnm.fr", "3 semaines", "dès que possible"),
    "affiliation_delai": ("3 semaines", "15 février 2024", "7 mars 2024"),
    "formulaire": ("Mon Espace CNM", "téléverse"),
    "comment_deposer": ("monespace.cnm.fr", "affiliez-vous", "formulaire", "téléversez", "7 mars 2024"),
    "instruction": ("complet et éligible", "avis technique", "critères d'appréciation", "commission d'attribution"),
    "comite_selection": ("fin avril 2024", "indicative"),
    "qui_decide": ("commission d'attribution",),
    "eligible_pas_accorde": ("non", "avis technique", "commission d'attribution"),
    "calendrier_indicatif": ("indicatif",),
    # Criteria that several schemes ask for
    "anciennete": ("24 mois", "deux appels"),
    "anciennete_calcul": ("24 mois", "7 mars 2024", "jour de notre conversation", "à confirmer auprès de l'équipe"),
    "occitanie": ("siège social ou une activité en Occitanie", "mentorat"),
    "taxes": ("oui", "coopération", "spectacle vivant", "à confirmer auprès de l'équipe"),
    "filiere": ("chef de file", "filière musiques actuelles", "mentorat"),
    "cumul_appels": ("non", "structuration", "coopération", "choisir"),
    # Cooperation
    "cooperation_presentation": ("proximité", "territoire", "habitant", "expérimenter", "apprendre"),
    "cooperation_objectifs": (
        "favorable et durable",
        "responsabilité sociétale",
        "développement économique et territorial",
        "rééquilibrage de l'offre culturelle",
        "diversité",
    ),
    "cooperation_categories": (
        "expérimentation",
        "1 ou 2 ans",
        "2 acteurs",
        "coopération renforcée",
        "moyen terme",
        "3 acteurs",
    ),
    "categorie_experimentation": ("petite échelle", "1 ou 2 ans", "2 acteurs", "5 000 €", "15 000 €"),
    "categorie_cooperation_renforcee": ("moyen terme", "3 acteurs", "15 000 €", "25 000 €"),
    "montant_cooperation": ("5 000 €", "15 000 €", "25 000 €"),
    "duree_cooperation": ("1 ou 2 ans", "moyen terme", "1er janvier 2024", "31 décembre 2025"),
    "avance_cooperation": ("80 %", "solde", "réévaluée", "bilan"),
    "depenses_cooperation": ("directement liées", "1er janvier 2024", "31 décembre 2025"),
    "partenaires_cooperation": ("2 acteurs", "3 acteurs", "chef de file parmi eux", "à confirmer auprès de l'équipe"),
    "partenaires_hors_culture": ("oui", "chef de file", "filière musiques actuelles", "milieu culturel ou non"),
    "chef_de_file": ("filière musiques actuelles",),
    "apport_cooperation": ("30 %", "financement global"),
    "criteres_cooperation": (
        "affiliée au CNM",
        "taxes",
        "24 mois",
        "siège ou activité en Occitanie",
        "licence",
        "significative",
        "bilans",
        "2 acteurs",
        "30 %",
        "producteur de spectacles",
    ),
    "licence_cooperation": ("au moins une licence",),
    "activite_significative": ("oui", "musiques actuelles", "Occitanie"),
    "bilans_aides": ("oui", "bilans", "transmis"),
    "producteur_exclu": ("non", "aucun autre porteur", "territoire", "n'est pas l'activité principale du projet"),
    "structures_exclues_cooperation": ("producteurs de spectacles", "structuration"),
    # Structuration
    "structuration_presentation": (
        "entreprises de production indépendantes",
        "spectacle vivant",
        "musiques enregistrées",
        "musique à l'image",
    ),
    "structuration_objectifs": ("développement", "moyens humains", "logistiques", "professionnaliser", "compétences"),
    "montant_structuration": ("10 000 €", "20 000 €", "50 %", "budget de l'action"),
    "plafond_structuration": ("50 %", "budget de l'action"),
    "budget_minimal_structuration": ("20 000 €", "10 000 €", "50 %", "40 000 €"),
    "avance_structuration": ("70 %", "solde", "bilan"),
    "dossier_structuration": ("forces et des faiblesses", "stratégie", "moyens", "budget global", "celui de l'action"),
    "objet_demande_structuration": ("non", "projet stratégique global", "projet artistique"),
    "criteres_structuration": (
        "CNM",
        "24 mois",
        "100 000 €",
        "2021 et 2022",
        "0,20 ETP",
        "Occitanie",
        "plusieurs artistes",
        "volet",
    ),
    "chiffre_affaires": ("inférieur à 100 000 €", "2021 et 2022", "chacune", "à confirmer auprès de l'équipe"),
    "emploi_etp": ("0,20 ETP", "320 heures", "tous régimes", "artistiques et techniques ne comptent pas"),
    "artistes_occitanie": ("plusieurs artistes", "au moins une ou un", "catalogue", "à confirmer auprès de l'équipe"),
    # Volets
    "volets_structuration": ("spectacle vivant", "musiques enregistrées", "musique à l'image"),
    "choisir_volet": ("spectacle vivant", "label", "vidéos"),
    "volet_spectacle_vivant": (
        "spectacle vivant à titre principal",
        "licences 2 et 3",
        "conventions collectives",
        "taxes",
    ),
    "activite_spectacle": ("activité principale", "production de spectacle vivant"),
    "licences_spectacle_vivant": ("licences 2 et 3", "valides", "spectacle vivant"),
    "conventions_collectives": ("oui", "spectacle vivant", "à confirmer auprès de l'équipe"),
    "volet_musiques_enregistrees": (
        "label indépendant",
        "major",
        "contrat de distribution",
        "2 références",
        "SPPF",
        "SCPP",
    ),
    "activite_label": ("label indépendant", "production phonographique", "édition phonographique"),
    "independance_major": ("ne doit pas", "majoritairement", "major"),
    "contrat_distribution": ("oui", "contrat de distribution"),
    "catalogue": ("2 références",),
    "societe_civile": ("oui", "SPPF", "SCPP"),
    "volet_musique_a_l_image": (
        "5 vidéos",
        "diffuser",
        "employer les artistes",
        "frais de production audiovisuelle",
        "50 %",
        "Union européenne",
    ),
    "activite_image": ("producteur de vidéos", "label", "producteur de spectacles", "à confirmer auprès de l'équipe"),
    "videos_produites": ("5 vidéos",),
    "diffusion_oeuvres": ("oui", "cadre professionnel"),
    "emploi_artistes": ("oui", "employer les artistes"),
    "frais_audiovisuels": ("votre structure", "frais de production audiovisuelle"),
    "couts_union_europeenne": ("50 %", "coûts de réalisation", "Union européenne"),
    # Mentoring
    "mentorat_presentation": ("entre pairs", "Occitanie", "personne-ressource"),
    "mentorat_objectifs": ("compétences", "projet"),
    "duree_mentorat": ("1 à 2 jours", "jusqu'à 4 jours"),
    "mentorat_etapes": ("questionnaire en ligne", "diagnostic", "structure ressource", "1 à 4 jours", "convention"),
    "mentorat_questionnaire": ("questionnaire en ligne", "site du Contrat de filière"),
    "mentorat_diagnostic": ("structure pilote", "DLA", "formation"),
    "mentorat_pilote": ("en cours de sélection", "analyse le besoin", "identifie", "cahier des charges", "en relation"),
    "mentorat_convention": ("tripartite", "bénéficiaire", "ressource", "pilote"),
    "mentorat_beneficiaire": ("salariées ou bénévoles", "mission", "structure de musique d'Occitanie"),
    "mentorat_ressource": ("salariée ou bénévole active", "structure de musique", "temps", "compétences"),
    "devenir_ressource": ("temps", "compétences", "structure pilote"),
    "mentorat_themes": (
        "pilotage",
        "financement",
        "gestion des organisations",
        "visibilité",
        "responsables, locales ou solidaires",
    ),
    "criteres_mentorat": ("structure de musique", "Occitanie", "salariée ou bénévole"),
    "date_limite_mentorat": ("ne donnent pas de date limite",),
    # Notions
    "notion_cnm": ("Centre national de la musique", "ministère de la Culture"),
    "notion_drac": ("direction régionale des affaires culturelles", "État"),
    "notion_licences": ("licence 1", "lieu", "licence 2", "tournées", "licence 3", "billets"),
    "notion_etp": ("équivalent temps plein", "0,20 ETP", "320 heures"),
    "notion_dla": ("dispositif local d'accompagnement", "économie sociale"),
    "notion_societes_civiles": ("producteurs de disques",),
    "notion_major": ("grands groupes",),
    "notion_occitanie": (
        "13",
        "Ariège (09)",
        "Aude (11)",
        "Aveyron (12)",
        "Gard (30)",
        "Haute-Garonne (31)",
        "Gers (32)",
        "Hérault (34)",
        "Lot (46)",
        "Lozère (48)",
        "Hautes-Pyrénées (65)",
        "Pyrénées-Orientales (66)",
        "Tarn (81)",
        "Tarn-et-Garonne (82)",
    ),
    # The assistant
    "assistant_valeur": ("programme", "indicative", "commission d'attribution"),
    "assistant_sources": ("webinaire", "1er février 2024"),
    "sens_des_statuts": ("sous réserve", "à confirmer", "non éligible"),
    "points_a_regulariser": ("affiliation", "3 semaines", "à confirmer auprès de l'équipe"),
    "lectures_ouvertes": ("ancienneté", "chiffre d'affaires", "chef de file", "volet", "musique à l'image"),
}

# Digits that are names, not figures of the edition: categories (of licence, of cooperation), calls, steps.
NAMING_DIGITS = re.compile(
    r"\b[123](, [123])? et [123]\b|catégorie [12]|projets [12]|accompagnement 3|(?:^|\s)[1-4]\. ", re.I
)
MONTHS = re.compile(r"\b(janvier|février|mars|avril|décembre)\b", re.I)
LONGEST_ANSWER = 420  # characters, once rendered: what is read at a glance on a phone

# How many there are of something, in words in the answer; and what the edition holds.
COUNTS = {
    "dispositifs_liste": ("trois dispositifs", len(EDITION.dispositifs)),
    "contrat_partenaires": ("trois partenaires", len(EDITION.contrat.partenaires)),
    "contrat_orientations": ("trois orientations", len(EDITION.contrat.orientations)),
    "contrat_entreprises_production": ("deux volets", len(EDITION.contrat.orientations[2].volets)),
    "volets_structuration": ("trois volets", len(EDITION.dispositifs["structuration"].volets)),
    "mentorat_themes": ("cinq thèmes", len(EDITION.faits["mentorat_theme"].choix)),
    "notion_occitanie": ("13 départements", EDITION.glossaire["occitanie"].definition.count("(")),
}
IN_WORDS = {"deux": 2, "trois": 3, "cinq": 5, "13": 13}


def plain(text: str) -> str:
    """Lower case, every kind of space one ordinary space."""
    return " ".join(text.split()).casefold()


def rendered(article: Article) -> str:
    return EDITION.text(article.reponse)


articles = pytest.mark.parametrize("article", EDITION.faq.values(), ids=EDITION.faq.keys())


def test_every_article_has_its_decisive_facts_and_no_other_is_named() -> None:
    assert set(DECISIVE) == set(EDITION.faq)


@pytest.mark.parametrize(("article_id", "facts"), DECISIVE.items(), ids=DECISIVE.keys())
def test_answer_holds_the_decisive_facts(article_id: str, facts: tuple[str, ...]) -> None:
    answer = plain(rendered(EDITION.faq[article_id]))
    assert [fact for fact in facts if plain(fact) not in answer] == []


@articles
def test_no_figure_or_date_is_written_twice(article: Article) -> None:
    for text in (article.titre, article.question, article.reponse):
        literal = NAMING_DIGITS.sub("", re.sub(r"\{[^{}]*\}", "", text))
        assert not re.search(r"\d", literal), literal
        assert not MONTHS.search(literal), literal


@articles
def test_answer_is_short_and_finished(article: Article) -> None:
    answer = rendered(article)
    assert len(answer) <= LONGEST_ANSWER, len(answer)
    first = answer.removeprefix("« ")[0]
    assert first.isupper() or first.isdigit()
    assert "{" not in answer


@articles
def test_sources_exist(article: Article) -> None:
    assert article.toutes_sources
    assert set(article.toutes_sources) <= set(EDITION.sources)


def test_twins_are_found_without_doubt() -> None:
    """« Et pour l'autre ? » looks for the same theme in another scheme: one article at most."""
    places = Counter((article.theme, article.dispositif) for article in EDITION.faq.values())
    assert [place for place, count in places.items() if count > 1] == []


def test_questions_and_titles_differ() -> None:
    for field in ("titre", "question"):
        texts = Counter(plain(getattr(article, field)) for article in EDITION.faq.values())
        assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("article_id", COUNTS)
def test_counts_in_words_are_those_of_the_edition(article_id: str) -> None:
    words, count = COUNTS[article_id]
    assert words in plain(rendered(EDITION.faq[article_id]))
    assert IN_WORDS[words.split()[0]] == count


def test_answers_about_dates_say_whether_the_edition_is_open() -> None:
    """An answer that gives the deadline to file also says, that day, whether one still can."""
    deadline = "{calendrier.date_limite}"
    silent = {"anciennete_calcul", "date_limite_mentorat"}  # they name the date for something else
    naming = {article.id for article in EDITION.faq.values() if deadline in article.reponse}
    assert {article_id for article_id in naming if not EDITION.faq[article_id].calendrier} == silent


@pytest.mark.parametrize("part", ["calendrier", "contrat", "edition", "webinaire"])
def test_what_the_edition_says_is_said_from_there(part: str) -> None:
    """Whoever changes a line of `edition.yml` changes an answer, and needs to change no other line."""
    texts = "".join(f"{article.reponse}{article.complement}" for article in EDITION.faq.values())
    names = [name for name in EDITION.references if name.startswith(f"{part}.")]
    assert names and [name for name in names if f"{{{name}}}" not in texts] == []


def test_an_article_may_say_that_the_sources_do_not_say() -> None:
    assert [article.id for article in EDITION.faq.values() if article.sans_reponse] == ["prochaine_edition"]


def test_open_topics_offer_articles_that_exist() -> None:
    for topic in EDITION.non_precise.values():
        assert topic.proches and set(topic.proches) <= set(EDITION.faq), topic.id

"""Loading: the 2024 edition holds what the dossier's tables say, and files are read strictly."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from rules_kb import Edition, editions, load_edition, models, newest_edition
from rules_kb.condition_reading import read_condition
from rules_kb.faults import Misplaced
from rules_kb.loading import EDITIONS_FOLDER
from rules_kb.models import All, AnyOf, Comparison, Fact, FactType
from rules_kb.quantities import Quantity
from rules_kb.yaml_loading import YamlError, read

# Criterion, in the order of the file, and whether it can be put right before filing.
COOPERATION = {
    "affiliation_cnm": True,
    "taxes": True,
    "anciennete": False,
    "occitanie": False,
    "licence": False,
    "activite_significative": False,
    "bilans": True,
    "producteur_exclu": False,
    "cumul": True,
    "chef_de_file": False,
    "partenaires": True,
    "autofinancement": True,
    "periode_depenses": True,
}
STRUCTURATION = {
    "affiliation_cnm": True,
    "anciennete": False,
    "chiffre_affaires": False,
    "emploi": False,
    "occitanie": False,
    "artistes": False,
    "objet": True,
}
VOLETS = {
    "spectacle_vivant": {"activite_spectacle": False, "licences_2_3": False, "conventions": False, "taxes": True},
    "musiques_enregistrees": {
        "activite_label": False,
        "independance": False,
        "distribution": False,
        "catalogue": False,
        "societe_civile": False,
    },
    "musique_a_l_image": {
        "activite_production": False,
        "videos": False,
        "diffusion": False,
        "emploi_artistes": False,
        "frais_audiovisuels": False,
        "couts_ue": False,
    },
}
MENTORAT = {"filiere": False, "occitanie": False, "profil": False}

# The facts of the public contract, and their type.
FACTS: dict[str, FactType] = {
    "type_structure": "choix",
    "besoin": "choix",
    "filiere_musiques_actuelles": "booleen",
    "activite_significative_occitanie": "booleen",
    "occitanie": "booleen",
    "mois_activite": "entier",
    "affiliation_cnm": "choix",
    "taxes_a_jour": "booleen",
    "bilans_transmis": "choix",
    "licences": "liste",
    "chiffre_affaires": "montants_par_annee",
    "etp_hors_artistique": "nombre",
    "plusieurs_artistes": "booleen",
    "artiste_occitanie": "booleen",
    "conventions_collectives": "booleen",
    "detenu_par_major": "booleen",
    "contrat_distribution": "booleen",
    "societe_civile": "booleen",
    "references_catalogue": "entier",
    "videos_produites": "entier",
    "capacite_diffusion": "booleen",
    "capacite_emploi_artistes": "booleen",
    "frais_audiovisuels_pris_en_charge": "booleen",
    "part_couts_ue": "pourcentage",
    "projet_strategique_global": "booleen",
    "nb_acteurs": "entier",
    "autofinancement_pct": "pourcentage",
    "depenses_dans_periode": "booleen",
    "depose_structuration": "booleen",
    "territoire_sans_autre_porteur": "booleen",
    "production_activite_principale_projet": "booleen",
    "duree_projet_ans": "nombre",
    "budget_action": "montant",
    "montant_demande": "montant",
    "mentorat_role": "choix",
    "mentorat_profil": "choix",
    "mentorat_theme": "choix",
}
CHOICES = {
    "type_structure": {
        "producteur_spectacles",
        "label",
        "producteur_video",
        "lieu_festival",
        "accompagnement",
        "artiste",
        "collectivite",
        "autre",
    },
    "besoin": {"cooperation", "structuration", "mentorat", "indecis"},
    "affiliation_cnm": {"oui", "en_cours", "non"},
    "bilans_transmis": {"oui", "non", "sans_objet"},
    "licences": {"aucune", "1", "2", "3", "1_2", "2_3", "1_3", "1_2_3"},
    "mentorat_role": {"beneficiaire", "ressource"},
    "mentorat_profil": {"salarie", "benevole", "autre"},
    "mentorat_theme": {"pilotage", "financement", "gestion", "visibilite", "actions_responsables"},
}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return editions()["2024"]


def test_the_criteria_are_those_of_the_dossier(edition: Edition) -> None:
    curable = {
        scheme.id: {criterion.id: criterion.curable for criterion in scheme.criteres}
        for scheme in edition.dispositifs.values()
    }
    assert curable == {"cooperation": COOPERATION, "structuration": STRUCTURATION, "mentorat": MENTORAT}
    # In this order too: schemes by number, criteria as the verdict lists them.
    assert list(curable) == ["cooperation", "structuration", "mentorat"]
    assert [list(criteria) for criteria in curable.values()] == [list(COOPERATION), list(STRUCTURATION), list(MENTORAT)]


def test_the_volets_are_those_of_the_dossier(edition: Edition) -> None:
    volets = edition.dispositifs["structuration"].volets

    assert [volet.id for volet in volets] == list(VOLETS)
    assert {v.id: {criterion.id: criterion.curable for criterion in v.criteres} for v in volets} == VOLETS
    assert [volet.propre_si for volet in volets] == [
        Comparison("type_structure", "vaut", kind) for kind in ("producteur_spectacles", "label", "producteur_video")
    ]


def test_the_facts_are_those_of_the_contract(edition: Edition) -> None:
    assert {fact.id: fact.type for fact in edition.faits.values()} == FACTS
    assert {f.id: {choice.id for choice in f.choix} for f in edition.faits.values() if f.choix} == CHOICES
    assert set(FACTS.values()) == set(get_args(FactType))


def test_the_choices_of_licences_hold_every_set_of_them(edition: Edition) -> None:
    values = {choice.id: choice.valeur for choice in edition.faits["licences"].choix}

    assert values["aucune"] == ()
    assert all(
        choice_id == "_".join(map(str, value or ())) for choice_id, value in values.items() if choice_id != "aucune"
    )


def test_only_our_own_readings_of_what_is_curable_are_to_be_confirmed(edition: Edition) -> None:
    by_source = {
        (scheme.id, criterion.id)
        for scheme in edition.dispositifs.values()
        for criterion in scheme.all_criteria()
        if criterion.curable_selon_source
    }
    # The source gives the time an affiliation takes, and says nothing of the other criteria.
    assert by_source == {("cooperation", "affiliation_cnm"), ("structuration", "affiliation_cnm")}


@pytest.mark.parametrize(
    ("scheme", "criterion", "words"),
    [
        ("structuration", "artistes", "commun aux trois volets"),
        ("structuration", "conventions", "propre au volet spectacle vivant"),
        ("structuration", "taxes", "propre au volet spectacle vivant"),
        ("cooperation", "anciennete", "date limite"),
        ("structuration", "anciennete", "date limite"),
        ("structuration", "chiffre_affaires", "strictement"),
        ("cooperation", "partenaires", "chef de file"),
        ("structuration", "activite_production", "intitulé"),
    ],
)
def test_the_readings_left_open_stand_on_their_criteria(
    edition: Edition, scheme: str, criterion: str, words: str
) -> None:
    reading = edition.dispositifs[scheme].criterion(criterion).lecture
    assert reading is not None
    assert words in reading


def test_readings_to_state_depend_on_the_outcome_and_the_calendar(edition: Edition) -> None:
    schemes = edition.dispositifs
    age, taxes = schemes["cooperation"].criterion("anciennete"), schemes["cooperation"].criterion("taxes")
    affiliation = schemes["cooperation"].criterion("affiliation_cnm")

    assert edition.readings(age, failed=True, closed=False) == (age.lecture,)
    assert edition.readings(age, failed=True, closed=True) == (age.lecture_si_clos,)
    assert edition.readings(taxes, failed=False, closed=False) == ()
    assert edition.readings(taxes, failed=True, closed=False) == (edition.lecture_curable,)
    assert edition.readings(affiliation, failed=True, closed=False) == ()


def test_the_calendar_counts_its_last_day(edition: Edition) -> None:
    calendar = edition.calendrier

    assert calendar.affiliation_au_plus_tard == date(2024, 2, 15)
    assert calendar.status(date(2024, 3, 6)) == "ouvert"
    assert calendar.status(date(2024, 3, 7)) == "ouvert"
    assert calendar.status(date(2024, 3, 8)) == "clos"


def test_next_steps_follow_the_calendar(edition: Edition) -> None:
    steps = edition.next_steps("structuration", date(2024, 2, 1))
    assert [edition.calendrier.due_date(step) for step in steps] == [date(2024, 2, 15), date(2024, 3, 7), None, None]

    closed = edition.next_steps("structuration", date(2024, 3, 8))
    assert [edition.calendrier.due_date(step) for step in closed] == [None, None]

    mentoring = edition.next_steps("mentorat", date(2024, 3, 8))
    assert [step.id for step in mentoring] == ["questionnaire", "diagnostic", "ressource", "demarrage"]


def test_question_keys_hold_one_key_a_year(edition: Edition) -> None:
    keys = edition.question_keys

    assert "chiffre_affaires" not in keys
    assert len(keys) == len(FACTS) + 1
    assert [edition.fact_of(key).id for key in keys if "." in key] == ["chiffre_affaires", "chiffre_affaires"]


def test_an_edition_cannot_be_changed(edition: Edition) -> None:
    with pytest.raises(TypeError):
        edition.id = "autre"  # type: ignore[assignment]
    with pytest.raises(ValidationError):
        Fact.parse_obj({"id": "x"})


def test_every_key_of_the_files_is_read() -> None:
    """Whoever changes a line of an edition changes something: no field is loaded for nobody."""
    root = Path(__file__).parents[2]
    code = "".join(
        file.read_text(encoding="utf-8")
        for package in ("rules_kb", "actions", "bot")
        for file in sorted((root / package).rglob("*.py"))
    )
    read = set(re.findall(r'[."](\w+)', code))
    kinds = [kind for kind in vars(models).values() if isinstance(kind, type) and issubclass(kind, models.Model)]
    unread = {f"{kind.__name__}.{field}" for kind in kinds for field in kind.__fields__ if field not in read}
    assert unread == set()


def test_editions_are_loaded_once() -> None:
    assert newest_edition() is editions()[max(editions())]
    folder = EDITIONS_FOLDER / "2024"
    assert load_edition(folder) is load_edition(folder)


# Conditions


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        ({"fait": "occitanie", "vaut": "oui"}, Comparison("occitanie", "vaut", True)),
        ({"fait": "affiliation_cnm", "vaut": "oui"}, Comparison("affiliation_cnm", "vaut", "oui")),
        ({"fait": "bilans_transmis", "sauf": "non"}, Comparison("bilans_transmis", "sauf", "non")),
        (
            {"fait": "mentorat_profil", "parmi": ["salarie", "benevole"]},
            Comparison("mentorat_profil", "parmi", ("salarie", "benevole")),
        ),
        ({"fait": "licences", "contient": [2, 3]}, Comparison("licences", "contient", (2, 3))),
        ({"fait": "licences", "non_vide": "oui"}, Comparison("licences", "non_vide", True)),
        (
            {"fait": "mois_activite", "au_moins": "24 mois"},
            Comparison("mois_activite", "au_moins", Quantity(Decimal(24), "mois")),
        ),
        (
            {"fait": "chiffre_affaires.2022", "moins_de": "100 000 €"},
            Comparison("chiffre_affaires", "moins_de", Quantity(Decimal(100000), "€"), 2022),
        ),
        (
            {"fait": "chiffre_affaires", "moins_de": "1 €"},
            All(
                tuple(
                    Comparison("chiffre_affaires", "moins_de", Quantity(Decimal(1), "€"), year) for year in (2021, 2022)
                )
            ),
        ),
        (
            {"un_de": [{"fait": "occitanie", "vaut": "non"}, {"tous": [{"fait": "occitanie", "sauf": "oui"}]}]},
            AnyOf((Comparison("occitanie", "vaut", False), All((Comparison("occitanie", "sauf", True),)))),
        ),
    ],
)
def test_reads_conditions(edition: Edition, raw: object, condition: object) -> None:
    read = read_condition(raw, edition.faits)

    assert read == condition
    assert hash(read) == hash(condition)


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("occitanie", ()),
        ({"fait": "occitanie"}, ()),
        ({"tous": []}, ("tous",)),
        ({"tous": [{"fait": "occitanie", "vaut": "oui"}, {"fait": "oc", "vaut": "oui"}]}, ("tous", 1, "fait")),
        ({"fait": "chiffre_affaires.2020", "moins_de": "1 €"}, ("fait",)),
        ({"fait": "licences", "contient": [4]}, ("contient",)),
        ({"fait": "licences", "non_vide": "non"}, ("non_vide",)),
        ({"fait": "mentorat_profil", "parmi": "salarie"}, ("parmi",)),
    ],
)
def test_refuses_conditions_at_their_place(edition: Edition, raw: object, path: tuple[str | int, ...]) -> None:
    with pytest.raises(Misplaced) as caught:
        read_condition(raw, edition.faits)

    assert caught.value.path == path


# YAML


def test_scalars_stay_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_text(
        "a: no\nb: 2024-03-07\nc: 0,20\nd: 09\ne: 24\nf: '24'\ng: null\nh: 1e3\ni: -4\n", encoding="utf-8"
    )

    assert read(tmp_path, "f.yml").data == {
        "a": "no",
        "b": "2024-03-07",
        "c": "0,20",
        "d": "09",
        "e": 24,
        "f": "24",
        "g": "null",
        "h": "1e3",
        "i": -4,
    }


def test_every_place_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_text("a:\n  - b: 1\n    c: >-\n      texte\n  - d\n", encoding="utf-8")
    document = read(tmp_path, "f.yml")

    assert document.line(()) == 1
    assert document.line(("a", 0, "c")) == 3
    assert document.line(("a", 1)) == 5
    assert document.line(("a", 0, "missing")) == 2
    assert document.line(("a", 9)) == 1


@pytest.mark.parametrize("content", [b"a: \xe9", b"a: !!python/object x", b"a: &x 1\nb: *x", b"a: \x00"])
def test_refuses_what_is_no_plain_yaml(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f.yml").write_bytes(content)

    with pytest.raises(YamlError):
        read(tmp_path, "f.yml")

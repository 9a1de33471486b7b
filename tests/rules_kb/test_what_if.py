"""What would change the answer: which sets, in which order."""

import time
from decimal import Decimal
from typing import Any

import pytest
from applicants import EDITION, ON
from case_files import Case, CaseRunner

from rules_kb import Change, ChangeSet, Facts, check_facts, evaluate, what_would_change
from rules_kb.models import Comparison
from rules_kb.quantities import Quantity
from rules_kb.what_if import apply_changes

RUNNER = CaseRunner(EDITION)


def facts_of(base: str, *without: str, **changes: Any) -> Facts:
    case = Case(base, {"base": base, "faits": changes, "sans": without})
    return check_facts(EDITION, RUNNER.facts(case))


def sets(facts: Facts, scheme: str) -> list[tuple[str | None, bool, dict[str, Any]]]:
    return [
        (found.volet, found.curable, {change.fait: change.valeur for change in found.changements})
        for found in what_would_change(EDITION, facts, scheme)
    ]


@pytest.mark.parametrize(
    ("facts", "scheme", "expected"),
    [
        # Eligible: nothing to change.
        (facts_of("reseau_cooperation_eligible"), "cooperation", []),
        # Reservations.
        (
            facts_of("reseau_cooperation_eligible", nb_acteurs=1, depose_structuration="oui"),
            "cooperation",
            [(None, True, {"depose_structuration": False, "nb_acteurs": {"au_moins": 2}})],
        ),
        (
            facts_of("reseau_cooperation_eligible", affiliation_cnm="en_cours", bilans_transmis="non"),
            "cooperation",
            [(None, True, {"affiliation_cnm": "oui", "bilans_transmis": "oui"})],
        ),
        # Unknown facts, to be found out: nothing failed for good.
        (
            facts_of("reseau_cooperation_eligible", licences=None),
            "cooperation",
            [(None, True, {"licences": [1]})],
        ),
        # Failed for good.
        (
            facts_of("reseau_cooperation_eligible", mois_activite=23),
            "cooperation",
            [(None, False, {"mois_activite": {"au_moins": 24}})],
        ),
        (
            facts_of("salle_mentorat_eligible", mentorat_profil="autre"),
            "mentorat",
            [(None, False, {"mentorat_profil": "salarie"})],
        ),
        # Two alternatives of one criterion; not to change who one is comes first.
        (
            facts_of(
                "reseau_cooperation_eligible",
                type_structure="producteur_spectacles",
                territoire_sans_autre_porteur="oui",
                production_activite_principale_projet="oui",
            ),
            "cooperation",
            [
                (None, False, {"production_activite_principale_projet": False}),
                (None, False, {"type_structure": "label"}),
            ],
        ),
        # Nothing known stands in the way: the missing facts are to be asked.
        (facts_of("reseau_cooperation_eligible", "licences"), "cooperation", []),
        (facts_of("label_eligible", societe_civile="non"), "structuration", []),
    ],
)
def test_sets(facts: Facts, scheme: str, expected: list[Any]) -> None:
    assert sets(facts, scheme) == expected


def test_every_volet_is_a_way() -> None:
    found = sets(facts_of("label_eligible", type_structure="lieu_festival", mois_activite=3), "structuration")
    assert found == [
        ("musiques_enregistrees", False, {"mois_activite": {"au_moins": 24}, "type_structure": "label"}),
        (
            "spectacle_vivant",
            False,
            {"mois_activite": {"au_moins": 24}, "type_structure": "producteur_spectacles"},
        ),
        ("musique_a_l_image", False, {"mois_activite": {"au_moins": 24}, "type_structure": "producteur_video"}),
    ]


def test_a_set_that_contains_another_is_left_out() -> None:
    facts = facts_of("producteur_eligible", licences=[2], taxes_a_jour="non", videos_produites=0)
    for found in what_would_change(EDITION, facts, "structuration"):
        others = [other for other in what_would_change(EDITION, facts, "structuration") if other is not found]
        assert not any({c.fait for c in other.changements} < {c.fait for c in found.changements} for other in others)


def test_what_was_not_asked_is_apart() -> None:
    facts = facts_of("reseau_cooperation_eligible", "nb_acteurs", "autofinancement_pct", mois_activite=12)
    (found,) = what_would_change(EDITION, facts, "cooperation")
    assert found.changements == (Change("mois_activite", {"au_moins": 24}, ("anciennete",)),)
    assert {change.fait for change in found.a_verifier} == {"nb_acteurs", "autofinancement_pct"}
    changed = apply_changes(facts, (*found.changements, *found.a_verifier))
    assert evaluate(EDITION, check_facts(EDITION, changed), ON).dispositifs["cooperation"].statut == "eligible"


def test_a_fact_of_several_criteria_names_them_all() -> None:
    facts = facts_of("producteur_eligible", licences=[1], videos_produites=0)
    found = what_would_change(EDITION, facts, "structuration")[0]
    assert found == ChangeSet((Change("licences", [1, 2, 3], ("licences_2_3",)),), (), "spectacle_vivant", False)


def test_each_year_is_changed_apart() -> None:
    facts = facts_of(
        "label_eligible", chiffre_affaires={"2021": 150_000, "2022": 90_000}, videos_produites=0, licences=[]
    )
    found = what_would_change(EDITION, facts, "structuration")[0]
    assert found.changements == (Change("chiffre_affaires.2021", {"moins_de": 100_000}, ("chiffre_affaires",)),)
    assert apply_changes(facts, found.changements)["chiffre_affaires"] == {
        "2021": {"moins_de": 100_000},
        "2022": 90_000,
    }


def test_it_is_quick_even_when_everything_stands_in_the_way() -> None:
    raw = dict.fromkeys(EDITION.faits) | {"occitanie": False, "type_structure": "autre", "licences": []}
    facts = check_facts(EDITION, raw)
    what_would_change(EDITION, facts, "structuration")
    started = time.process_time()
    for scheme_id in EDITION.dispositifs:
        what_would_change(EDITION, facts, scheme_id)
    assert time.process_time() - started < 0.09  # 30 ms a scheme


def test_repairs_that_can_not_go_together_are_left_out() -> None:
    """Two criteria that no figure meets: nothing would make the scheme eligible, and that is no fault of the facts."""
    scheme = EDITION.dispositifs["cooperation"]
    partners = scheme.criterion("partenaires")
    few = partners.copy(
        update={"id": "peu", "condition": Comparison("nb_acteurs", "moins_de", Quantity(Decimal(2), ""))}
    )
    at_odds = scheme.copy(update={"criteres": (*scheme.criteres, few)})
    edition = EDITION.copy(update={"dispositifs": {**EDITION.dispositifs, "cooperation": at_odds}})
    facts = facts_of("reseau_cooperation_eligible", nb_acteurs=None)

    assert what_would_change(edition, facts, "cooperation") == []

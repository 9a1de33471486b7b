"""The next question: what is asked, in which order, and what never is."""

from typing import Any

import pytest
from applicants import EDITION, ON, conversation, nested, put
from case_files import Case, CaseRunner

from rules_kb import check_facts, evaluate, next_question

RUNNER = CaseRunner(EDITION)
DEPENDENT = {"territoire_sans_autre_porteur", "production_activite_principale_projet"}


def profile(name: str, **changes: Any) -> dict[str, Any]:
    """Return the answers of a profile, by question key; those not given are unfavourable to no one (None)."""
    facts = check_facts(EDITION, RUNNER.facts(Case(name, {"base": name})) | nested(changes))
    known = {key: list(value) if isinstance(value, tuple) else value for key, value in facts.known.items()}
    return dict.fromkeys(EDITION.question_keys) | known


def asked(told: dict[str, Any], **start: Any) -> list[str | None]:
    return [plan.fait for plan in conversation(told, start)[0]]


def first(**facts: Any) -> str | None:
    return next_question(EDITION, check_facts(EDITION, facts)).fait


def test_the_wish_comes_first() -> None:
    assert first() == "besoin"
    assert first(type_structure="label", licences=[]) == "besoin"


def test_the_wish_is_not_asked_where_it_changes_nothing() -> None:
    assert first(occitanie=False) is None
    # No call can be had: whatever is wanted, mentoring is looked into.
    assert first(mois_activite=3) != "besoin"
    # Structuration is all that is left.
    assert first(filiere_musiques_actuelles=False) != "besoin"


@pytest.mark.parametrize(
    ("name", "scheme", "at_most"),
    [
        ("label_eligible", "structuration", 15),
        ("producteur_eligible", "structuration", 14),
        ("video_eligible", "structuration", 16),
        ("reseau_cooperation_eligible", "cooperation", 14),
        ("salle_mentorat_eligible", "mentorat", 4),
    ],
)
def test_someone_eligible_is_asked_what_their_scheme_needs_and_no_more(name: str, scheme: str, at_most: int) -> None:
    plans, facts = conversation(profile(name))
    assert evaluate(EDITION, check_facts(EDITION, facts), ON).recommandation == scheme
    assert len(plans) == at_most == len(check_facts(EDITION, facts).known)


def test_what_closes_everything_is_asked_early() -> None:
    assert len(asked(profile("label_eligible", occitanie=False))) <= 2
    assert len(asked(profile("label_eligible", mois_activite=3))) <= 6


def test_the_exception_is_asked_only_to_show_producers() -> None:
    label = profile("reseau_cooperation_eligible", type_structure="label")
    assert not DEPENDENT & set(asked(label))
    producer = profile(
        "reseau_cooperation_eligible",
        type_structure="producteur_spectacles",
        territoire_sans_autre_porteur=True,
        production_activite_principale_projet=False,
    )
    order = asked(producer)
    assert set(order) >= DEPENDENT
    assert order.index("type_structure") < min(order.index(key) for key in DEPENDENT)


def test_the_exception_is_asked_where_the_type_is_unknown() -> None:
    """Not knowing what one is leaves the exception as the only way to settle the criterion."""
    assert set(asked(profile("reseau_cooperation_eligible", type_structure=None))) >= DEPENDENT


def test_a_closed_volet_asks_nothing() -> None:
    video = asked(profile("video_eligible"))
    assert not {"licences", "conventions_collectives", "detenu_par_major", "contrat_distribution"} & set(video)


def test_another_volet_is_looked_into_when_one_closes() -> None:
    told = profile("label_eligible", societe_civile=False, videos_produites=9)
    told |= {"capacite_diffusion": True, "capacite_emploi_artistes": True}
    told |= {"frais_audiovisuels_pris_en_charge": True, "part_couts_ue": 80}
    _, facts = conversation(told)
    verdict = evaluate(EDITION, check_facts(EDITION, facts), ON)
    assert (verdict.recommandation, verdict.dispositifs["structuration"].volet) == (
        "structuration",
        "musique_a_l_image",
    )


def test_no_other_volet_is_looked_into_when_one_can_not_close() -> None:
    order = asked(profile("producteur_eligible"))
    assert "videos_produites" not in order
    assert order[-1] in {"taxes_a_jour", "affiliation_cnm", "projet_strategique_global"}


def test_someone_undecided_is_led_to_the_preferred_call() -> None:
    _, facts = conversation(profile("label_deux_appels"))
    assert evaluate(EDITION, check_facts(EDITION, facts), ON).recommandation == "structuration"
    assert "nb_acteurs" not in facts


def test_an_answer_that_is_unknown_is_not_asked_again() -> None:
    told = profile("label_eligible", societe_civile=None)
    order = asked(told)
    assert len(order) == len(set(order))


def test_a_bound_that_does_not_settle_is_asked_again() -> None:
    told = profile("label_eligible")
    start = {key: value for key, value in nested(told).items() if key not in ("chiffre_affaires", "videos_produites")}
    facts = put(start | {"videos_produites": 0}, "chiffre_affaires.2021", {"moins_de": 120_000})
    assert first(**put(facts, "chiffre_affaires.2022", 1)) == "chiffre_affaires.2021"


def test_the_questions_left_never_grow_on_the_way_to_the_scheme_wanted() -> None:
    for name in ("label_eligible", "producteur_eligible", "video_eligible", "reseau_cooperation_eligible"):
        left = [plan.restantes_max for plan in conversation(profile(name))[0]]
        assert left == sorted(left, reverse=True)
        assert all(bound >= len(left) - number for number, bound in enumerate(left))
        assert left[-1] == 1


def test_nothing_is_left_at_the_end() -> None:
    assert next_question(EDITION, check_facts(EDITION, {"occitanie": False})) == (None, 0)

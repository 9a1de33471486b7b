"""What a verdict says besides the statuses: explanations, readings left open, categories, the calendar."""

import re
from datetime import date
from typing import Any

import pytest
from applicants import EDITION, answers, nested, some
from hypothesis import given, settings
from hypothesis import strategies as st

from rules_kb import CriterionVerdict, Verdict, check_facts, evaluate
from rules_kb.explanations import TO_BE_CONFIRMED

OPEN, CLOSED = date(2024, 2, 1), date(2024, 3, 8)


def verdict(on: date = OPEN, **raw: Any) -> Verdict:
    return evaluate(EDITION, check_facts(EDITION, raw), on)


def criterion(found: Verdict, scheme: str, criterion_id: str) -> CriterionVerdict:
    return next(c for c in found.dispositifs[scheme].criteres if c.id == criterion_id)


@pytest.mark.parametrize(
    ("on", "status"),
    [(date(2024, 3, 6), "ouvert"), (date(2024, 3, 7), "ouvert"), (date(2024, 3, 8), "clos"), (date.max, "clos")],
)
def test_the_last_day_counts(on: date, status: str) -> None:
    assert verdict(on).calendrier == status


def test_an_explanation_holds_the_applicants_figure_and_the_threshold() -> None:
    for value, words in ((23, "23 mois"), ({"moins_de": 24}, "moins de 24 mois")):
        found = criterion(verdict(mois_activite=value), "cooperation", "anciennete")
        assert found.statut == "non_satisfait"
        assert words in found.explication
        assert "24 mois" in found.explication


def test_a_special_explanation_takes_the_place_of_the_ordinary_one() -> None:
    ordinary = criterion(verdict(affiliation_cnm="non"), "cooperation", "affiliation_cnm")
    special = criterion(verdict(affiliation_cnm="en_cours"), "cooperation", "affiliation_cnm")
    assert ordinary.statut == special.statut == "non_satisfait"
    assert "en cours" in special.explication
    assert "en cours" not in ordinary.explication


def test_a_reading_left_open_is_said_before_the_final_stop() -> None:
    said = criterion(verdict(nb_acteurs=2), "cooperation", "partenaires").explication
    assert re.search(rf" \({TO_BE_CONFIRMED} : [^()]+\)\.$", said)


def test_that_it_can_be_put_right_is_a_reading_only_where_it_failed() -> None:
    reading = EDITION.lecture_curable
    assert reading in criterion(verdict(taxes_a_jour=False), "cooperation", "taxes").explication
    assert reading not in criterion(verdict(taxes_a_jour=True), "cooperation", "taxes").explication
    # The source itself gives the delay of the affiliation.
    assert reading not in criterion(verdict(affiliation_cnm="non"), "cooperation", "affiliation_cnm").explication


def test_once_closed_the_months_are_counted_on_the_day() -> None:
    before, after = (criterion(verdict(on, mois_activite=30), "structuration", "anciennete") for on in (OPEN, CLOSED))
    assert before.statut == after.statut
    assert "date limite" in before.explication
    assert "jour de la conversation" in after.explication


def test_a_scheme_outside_the_calendar_says_nothing_of_it() -> None:
    before, after = (verdict(on, occitanie=True).dispositifs["mentorat"] for on in (OPEN, CLOSED))
    assert before == after


def test_the_criteria_a_status_comes_from() -> None:
    found = verdict(type_structure="label").dispositifs["structuration"]
    assert found.volet == "musiques_enregistrees"
    assert [c.id for c in found.criteres_retenus][-1] == "societe_civile"
    assert len(found.criteres_retenus) == 7 + 5


@pytest.mark.parametrize(
    ("facts", "open_ones", "closed_ones"),
    [
        ({}, [], []),
        ({"nb_acteurs": None}, [], []),
        ({"nb_acteurs": 1}, [], ["experimentation", "cooperation_renforcee"]),
        ({"nb_acteurs": 2}, ["experimentation"], ["cooperation_renforcee"]),
        ({"nb_acteurs": 3}, ["experimentation", "cooperation_renforcee"], []),
        ({"nb_acteurs": {"au_moins": 2}}, ["experimentation"], []),
        ({"nb_acteurs": 3, "duree_projet_ans": 2}, ["experimentation", "cooperation_renforcee"], []),
        ({"nb_acteurs": 3, "duree_projet_ans": None}, ["experimentation", "cooperation_renforcee"], []),
        ({"nb_acteurs": 3, "duree_projet_ans": 2.5}, ["cooperation_renforcee"], ["experimentation"]),
        ({"nb_acteurs": 2, "duree_projet_ans": 3}, [], ["experimentation", "cooperation_renforcee"]),
        ({"duree_projet_ans": 1}, [], []),
    ],
)
def test_categories(facts: dict[str, Any], open_ones: list[str], closed_ones: list[str]) -> None:
    found = verdict(**facts).dispositifs["cooperation"]
    assert list(found.categories or ()) == open_ones
    assert list(found.categories_fermees) == closed_ones
    assert found.as_dict()["categories"] == open_ones


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_every_text_is_filled_and_ends_with_a_stop(data: st.DataObject) -> None:
    told = some(data.draw(answers()), data.draw)
    for on in (OPEN, CLOSED):
        for scheme in verdict(on, **nested(told)).dispositifs.values():
            shown = [*scheme.criteres, *(c for volet in scheme.volets.values() for c in volet.criteres)]
            texts = [c.explication for c in shown] + list(scheme.categories_fermees.values())
            texts += [plan.phrase for plan in scheme.montage or ()]
            for text in texts:
                assert text.endswith(".")
                assert not set("{}") & set(text)
                assert "non précisé" not in text

"""The funding plan: what can be asked for, how it is paid, what is out of range."""

from typing import Any

import pytest

from rules_kb import FundingPlan, check_facts, evaluate, funding_plan, newest_edition
from rules_kb.clock import today

EDITION = newest_edition()


def plans(scheme: str, **raw: Any) -> list[dict[str, Any]]:
    found = funding_plan(EDITION, check_facts(EDITION, raw), scheme)
    assert found is not None
    return [plan.as_dict() for plan in found]


def plan(scheme: str, **raw: Any) -> dict[str, Any]:
    (only,) = plans(scheme, **raw)
    return only


@pytest.mark.parametrize("raw", [{}, {"budget_action": None}, {"budget_action": {"au_moins": 40_000}}])
@pytest.mark.parametrize("scheme", ["cooperation", "structuration", "mentorat"])
def test_no_figure_no_plan(scheme: str, raw: dict[str, Any]) -> None:
    assert funding_plan(EDITION, check_facts(EDITION, raw), scheme) is None


def test_a_scheme_without_grant_has_no_plan() -> None:
    assert funding_plan(EDITION, check_facts(EDITION, {"budget_action": 40_000}), "mentorat") is None


def test_structuration_within_its_range() -> None:
    assert plan("structuration", budget_action=32_000) == {
        "aide_maximale": 16_000,
        "aide": 16_000,
        "avance": 11_200,
        "solde": 4_800,
        "apport_minimal": None,
        "reste_a_financer": 16_000,
        "budget_minimal": 20_000,
        "hors_limites": [],
    }


@pytest.mark.parametrize(
    ("budget", "highest"), [(20_000, 10_000), (40_000, 20_000), (100_000, 20_000), (25_000.5, 12_500.25)]
)
def test_structuration_is_at_most_half_the_budget(budget: float, highest: float) -> None:
    found = plan("structuration", budget_action=budget)
    assert (found["aide_maximale"], found["hors_limites"]) == (highest, [])
    assert found["avance"] + found["solde"] == highest


@pytest.mark.parametrize("budget", [0, 15_000, 19_999.99])
def test_a_budget_too_small_for_the_floor_of_structuration(budget: float) -> None:
    found = plan("structuration", budget_action=budget)
    assert found["aide_maximale"] is found["aide"] is found["avance"] is found["solde"] is None
    assert found["budget_minimal"] == 20_000
    (problem,) = found["hors_limites"]
    assert "alors que l'aide minimale est de 10 000 € : il faut un budget d'au moins 20 000 €." in problem
    assert "50 % du budget de l'action" in problem


def test_the_sum_asked_for_is_the_one_that_is_paid() -> None:
    found = plan("structuration", budget_action=40_000, montant_demande=12_000)
    assert (found["aide_maximale"], found["aide"]) == (20_000, 12_000)
    assert (found["avance"], found["solde"]) == (8_400, 3_600)
    assert (found["reste_a_financer"], found["budget_minimal"]) == (28_000, 24_000)


@pytest.mark.parametrize(
    ("asked", "budget", "words"),
    [
        (9_999, None, "est inférieure à l'aide minimale de 10 000 €"),
        (20_001, None, "dépasse l'aide maximale de 20 000 €"),
        (15_000, 24_000, "dépasse ce que permet un budget de 24 000 €"),
    ],
)
def test_a_sum_out_of_range(asked: int, budget: int | None, words: str) -> None:
    raw = {"montant_demande": asked} | ({} if budget is None else {"budget_action": budget})
    found = plan("structuration", **raw)
    (problem,) = found["hors_limites"]
    assert words in problem
    assert found["aide"] == found["aide_maximale"] == (12_000 if budget else 20_000)


def test_without_the_budget_the_smallest_one_is_told() -> None:
    found = plan("structuration", montant_demande=15_000)
    assert (found["aide"], found["avance"], found["solde"]) == (15_000, 10_500, 4_500)
    assert (found["budget_minimal"], found["reste_a_financer"]) == (30_000, None)


def test_cooperation_has_a_plan_for_each_category_left_open() -> None:
    small, large = plans("cooperation", budget_action=30_000)
    assert (small["categorie"], small["aide_maximale"], small["avance"], small["solde"]) == (
        "experimentation",
        15_000,
        12_000,
        3_000,
    )
    assert (large["categorie"], large["aide_maximale"], large["apport_minimal"]) == (
        "cooperation_renforcee",
        21_000,
        9_000,
    )
    assert large["reste_a_financer"] == 9_000


@pytest.mark.parametrize(
    ("facts", "categories"),
    [
        ({}, ["experimentation", "cooperation_renforcee"]),
        ({"nb_acteurs": 2}, ["experimentation"]),
        ({"nb_acteurs": 3, "duree_projet_ans": 3}, ["cooperation_renforcee"]),
        ({"nb_acteurs": 2, "duree_projet_ans": 3}, []),
        ({"nb_acteurs": 1}, []),
    ],
)
def test_closed_categories_have_no_plan(facts: dict[str, Any], categories: list[str]) -> None:
    assert [found["categorie"] for found in plans("cooperation", budget_action=30_000, **facts)] == categories


def test_the_own_contribution_of_a_cooperation() -> None:
    small, large = plans("cooperation", budget_action=7_000)
    assert (small["aide_maximale"], small["apport_minimal"]) == (None, 2_100)
    assert "vous apportez au moins 30 % du financement global du projet" in small["hors_limites"][0]
    assert small["budget_minimal"] == 7_142.86
    assert large["budget_minimal"] == 21_428.58


def test_the_plan_is_in_the_verdict_when_a_figure_is_known() -> None:
    facts = check_facts(EDITION, {"budget_action": 30_000})
    schemes = evaluate(EDITION, facts, today()).as_dict()["dispositifs"]
    assert schemes["structuration"]["montage"] == plans("structuration", budget_action=30_000)
    assert len(schemes["cooperation"]["montage"]) == 2
    assert "montage" not in schemes["mentorat"]
    nothing = evaluate(EDITION, check_facts(EDITION, {}), today()).as_dict()["dispositifs"]
    assert not any("montage" in scheme for scheme in nothing.values())


def phrase(scheme: str, **raw: Any) -> list[str]:
    found: list[FundingPlan] | None = funding_plan(EDITION, check_facts(EDITION, raw), scheme)
    return [plan.phrase for plan in found or ()]


def test_the_plan_in_words() -> None:
    assert phrase("structuration", budget_action=32_000) == [
        "Aide maximale : 16 000 €. Pour 16 000 € : avance de 11 200 €, puis solde de 4 800 €. "
        "Reste à financer, apport compris : 16 000 €."
    ]
    assert phrase("cooperation", nb_acteurs=2, budget_action=10_000) == [
        "Expérimentation : Aide maximale : 7 000 €. Pour 7 000 € : avance de 5 600 €, puis solde de 1 400 €. "
        "Apport minimal : 3 000 €. Reste à financer, apport compris : 3 000 €."
    ]

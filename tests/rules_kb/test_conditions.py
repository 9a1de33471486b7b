"""Conditions: what absent, null, values and bounds make of them (contract section 2)."""

from typing import Any

import pytest

from rules_kb.conditions import FAILED, MET, MISSING, UNKNOWN, compile_condition
from rules_kb.intervals import Interval, interval
from rules_kb.models import All, AnyOf, Comparison, Condition
from rules_kb.quantities import parse_quantity


def is_true(fact: str) -> Comparison:
    return Comparison(fact, "vaut", True)


def threshold(operator: Any, quantity: str) -> Comparison:
    return Comparison("x", operator, parse_quantity(quantity))


def status(condition: Condition, **known: Any) -> str:
    return compile_condition(condition).evaluate(known)


@pytest.mark.parametrize(
    ("comparison", "met", "failed"),
    [
        (is_true("x"), [True], [False]),
        (Comparison("x", "vaut", "label"), ["label"], ["autre"]),
        (Comparison("x", "sauf", "label"), ["autre"], ["label"]),
        (Comparison("x", "parmi", ("label", "artiste")), ["label", "artiste"], ["autre"]),
        (Comparison("x", "contient", (2, 3)), [(2, 3), (1, 2, 3)], [(), (2,), (3,), (1, 3)]),
        (Comparison("x", "non_vide", True), [(1,)], [()]),
        (threshold("au_moins", "24 mois"), [24, 25], [23, 0]),
        (threshold("au_plus", "2 ans"), [2, 1.5], [2.01]),
        (threshold("plus_de", "2 ans"), [2.01], [2, 1]),
        (threshold("moins_de", "100 000 €"), [99_999.99, 0], [100_000, 100_000.01]),
        (threshold("au_moins", "0,20 ETP"), [0.2, 320 / 1600, 1], [0.19, 319 / 1600]),
    ],
)
def test_a_comparison(comparison: Comparison, met: list[Any], failed: list[Any]) -> None:
    assert {status(comparison, x=value) for value in met} == {MET}
    assert {status(comparison, x=value) for value in failed} == {FAILED}
    assert status(comparison, x=None) == UNKNOWN
    assert status(comparison) == MISSING


@pytest.mark.parametrize(
    ("comparison", "bound", "expected"),
    [
        (threshold("au_moins", "24 mois"), interval(24, None), MET),
        (threshold("au_moins", "24 mois"), interval(None, 24), FAILED),
        (threshold("au_moins", "24 mois"), interval(12, 36), MISSING),
        (threshold("au_moins", "2 acteurs"), interval(None, 3, whole=True), MISSING),
        (threshold("au_moins", "3 acteurs"), interval(None, 3, whole=True), FAILED),
        (threshold("au_moins", "2 acteurs"), interval(1.5, None, whole=True), MET),
        (threshold("moins_de", "100 000 €"), interval(None, 100_000), MET),
        (threshold("moins_de", "100 000 €"), interval(100_000, None), FAILED),
        (threshold("moins_de", "100 000 €"), interval(80_000, 120_000), MISSING),
        (threshold("plus_de", "2 ans"), interval(None, 2), FAILED),
        (threshold("plus_de", "2 ans"), interval(2, None), MISSING),
        (threshold("plus_de", "2 ans"), interval(2.5, None), MET),
        (threshold("au_plus", "2 ans"), interval(None, 2), MET),
        (threshold("au_plus", "2 ans"), interval(2.5, None), FAILED),
        (threshold("au_moins", "100 %"), interval(100, None, maximum=100), MET),
    ],
)
def test_a_bound_settles_or_counts_as_absent(comparison: Comparison, bound: Interval, expected: str) -> None:
    assert status(comparison, x=bound) == expected


ABSENT = object()
STATUS_OF = {True: MET, False: FAILED, None: UNKNOWN, ABSENT: MISSING}


def known(**values: Any) -> dict[str, Any]:
    return {fact: value for fact, value in values.items() if value is not ABSENT}


@pytest.mark.parametrize(
    ("a", "b", "all_of", "any_of"),
    [
        (True, True, MET, MET),
        (True, False, FAILED, MET),
        (True, None, UNKNOWN, MET),
        (True, ABSENT, MISSING, MET),
        (False, False, FAILED, FAILED),
        (False, None, FAILED, UNKNOWN),
        (False, ABSENT, FAILED, MISSING),
        (None, None, UNKNOWN, UNKNOWN),
        (None, ABSENT, MISSING, MISSING),
        (ABSENT, ABSENT, MISSING, MISSING),
    ],
)
def test_two_parts_in_either_order(a: Any, b: Any, all_of: str, any_of: str) -> None:
    for first, second in ((a, b), (b, a)):
        facts = known(a=first, b=second)
        assert status(All((is_true("a"), is_true("b"))), **facts) == all_of
        assert status(AnyOf((is_true("a"), is_true("b"))), **facts) == any_of


EXCEPTION = AnyOf(
    (Comparison("type", "sauf", "producteur"), All((is_true("seul"), Comparison("coeur", "vaut", False))))
)


@pytest.mark.parametrize(
    ("facts", "expected", "needs"),
    [
        ({}, MISSING, ("type", "seul", "coeur")),
        ({"type": "label"}, MET, ()),
        ({"type": "producteur"}, MISSING, ("seul", "coeur")),
        ({"type": "producteur", "seul": False}, FAILED, ()),
        ({"type": "producteur", "seul": True}, MISSING, ("coeur",)),
        ({"type": "producteur", "seul": None}, MISSING, ("coeur",)),
        ({"type": "producteur", "seul": None, "coeur": True}, FAILED, ()),
        ({"type": "producteur", "seul": None, "coeur": False}, UNKNOWN, ()),
        ({"type": "producteur", "seul": True, "coeur": False}, MET, ()),
        ({"type": None}, MISSING, ("seul", "coeur")),
        ({"type": None, "seul": False}, UNKNOWN, ()),
        ({"seul": True, "coeur": False}, MET, ()),
    ],
)
def test_an_exception_within_alternatives(facts: dict[str, Any], expected: str, needs: tuple[str, ...]) -> None:
    compiled = compile_condition(EXCEPTION)
    assert compiled.evaluate(facts) == expected
    assert compiled.needs(facts) == needs
    assert compiled.keys == ("type", "seul", "coeur")


def test_a_bound_that_does_not_settle_is_still_needed() -> None:
    compiled = compile_condition(threshold("au_moins", "24 mois"))
    assert compiled.needs({"x": interval(12, 36)}) == ("x",)
    assert compiled.needs({"x": None}) == ()


def test_years_are_facts_of_their_own() -> None:
    limit = parse_quantity("100 000 €")
    both = All(tuple(Comparison("ca", "moins_de", limit, year) for year in (2021, 2022)))
    compiled = compile_condition(both)
    assert compiled.keys == ("ca.2021", "ca.2022")
    assert compiled.evaluate({"ca.2021": 150_000}) == FAILED
    assert compiled.needs({"ca.2022": 90_000}) == ("ca.2021",)

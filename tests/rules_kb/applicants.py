"""Facts for the tests of the engine: hypothesis strategies, and conversations with the planner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from rules_kb import QuestionPlan, check_facts, newest_edition, next_question
from rules_kb.compiled import compiled
from rules_kb.intervals import Interval

EDITION = newest_edition()
CORE = compiled(EDITION)
ON = date(2024, 2, 1)


def as_given(value: Any) -> Any:
    """Return a value of the engine's form in that of the contract."""
    if isinstance(value, tuple) and not isinstance(value, Interval):
        return list(value)
    return value


def put(facts: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    """Return facts (contract form) with the answer to a question key."""
    fact_id, _, year = key.partition(".")
    return {**facts, fact_id: {**(facts.get(fact_id) or {}), year: value} if year else value}


def nested(answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers by question key as facts of the contract."""
    facts: dict[str, Any] = {}
    for key, value in answers.items():
        facts = put(facts, key, value)
    return facts


def values_of(key: str) -> st.SearchStrategy[Any]:
    """Return the strategy of the values of a question key that matter (both sides of every threshold)."""
    return st.sampled_from([as_given(value) for value in CORE.values[key]])


def answers(*, unknown: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Return the strategy of answers to every question key; with `unknown`, some are null."""
    maybe: Callable[[st.SearchStrategy[Any]], st.SearchStrategy[Any]] = (
        (lambda values: st.one_of(values, values, st.none())) if unknown else (lambda values: values)
    )
    return st.fixed_dictionaries({key: maybe(values_of(key)) for key in EDITION.question_keys})


def some(of: dict[str, Any], draw: Callable[[st.SearchStrategy[Any]], Any]) -> dict[str, Any]:
    """Draw a part of some answers."""
    kept = draw(st.sets(st.sampled_from(sorted(of))))
    return {key: value for key, value in of.items() if key in kept}


def conversation(
    told: dict[str, Any], start: dict[str, Any] | None = None
) -> tuple[list[QuestionPlan], dict[str, Any]]:
    """Ask the planner's questions to someone who would answer `told` (by question key).

    Returns the questions, and the facts at the end.
    """
    facts = dict(start or {})
    plans = []
    while (plan := next_question(EDITION, check_facts(EDITION, facts))).fait is not None:
        assert len(plans) <= len(EDITION.question_keys), "the planner asks in circles"
        plans.append(plan)
        facts = put(facts, plan.fait, told[plan.fait])
    return plans, facts

"""Representative values: enough values of a fact to meet every outcome that it can lead to.

For a figure, both sides of every threshold that the edition compares it with; for a choice, every choice; for a list,
every list. The planner and « what would change » try these and no others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain, combinations, pairwise

from .conditions import as_number
from .facts import Known, list_elements
from .intervals import Number
from .models import Comparison, Condition, Edition, Fact
from .quantities import Quantity

STEP = 0.01
"""Distance from a threshold to the value that stands for its other side, for figures that aren't whole."""


def _conditions(edition: Edition) -> Iterator[Condition]:
    """Yield every condition of the edition, those that only pick an explanation too."""
    for scheme in edition.dispositifs.values():
        yield from scheme.conditions()
        for criterion in scheme.all_criteria():
            yield from (special.si for special in criterion.explications_particulieres)


def representative_values(edition: Edition) -> dict[str, tuple[Known, ...]]:
    """Return, for every question key, its representative values in the engine's form, figures in ascending order."""
    comparisons: dict[str, list[Comparison]] = {key: [] for key in edition.question_keys}
    for condition in _conditions(edition):
        for comparison in condition.comparisons():
            comparisons[comparison.cle].append(comparison)
    return {key: _values(edition.fact_of(key), comparisons[key]) for key in edition.question_keys}


def ranges(edition: Edition, key: str) -> tuple[Number | dict[str, Number], ...]:
    """Return the ranges that the thresholds of the edition cut a figure into, in its unit and in ascending order.

    They are what is left to choose from for someone whose figure is not understood: which one it lies in is all that
    decides. A range of one whole number is that number. Empty for a fact that is no figure, or that is only compared
    in ways that a bound can't express (« at most », « more than »).
    """
    fact = edition.fact_of(key)
    if fact.type in ("booleen", "choix", "liste"):
        return ()
    compared = (comparison for condition in _conditions(edition) for comparison in condition.comparisons())
    limits = sorted(
        {
            as_number(comparison.attendu)
            for comparison in compared
            if comparison.cle == key
            and isinstance(comparison.attendu, Quantity)
            # A bound includes its lower end: other comparisons put the threshold on the low side.
            and comparison.operateur in ("au_moins", "moins_de")
        }
    )
    if not limits:
        return ()
    between = [
        low if fact.type == "entier" and high == low + 1 else {"au_moins": low, "moins_de": high}
        for low, high in pairwise(limits)
    ]
    return {"moins_de": limits[0]}, *between, {"au_moins": limits[-1]}


def _values(fact: Fact, comparisons: list[Comparison]) -> tuple[Known, ...]:
    if fact.type == "booleen":
        return True, False
    if fact.type == "choix":
        return tuple(choice.id for choice in fact.choix)
    if fact.type == "liste":
        elements = list_elements(fact)
        return tuple(chain.from_iterable(combinations(elements, n) for n in range(len(elements) + 1)))
    return figures(fact, comparisons)


def figures(fact: Fact, comparisons: list[Comparison]) -> tuple[Number, ...]:
    """Return figures within the range of a fact on both sides of the thresholds it is compared with."""
    found: set[Number] = set()
    for comparison in comparisons:
        assert isinstance(comparison.attendu, Quantity)
        limit = as_number(comparison.attendu)
        over = comparison.operateur in ("plus_de", "au_plus")  # the threshold itself is on the low side
        if fact.type == "entier":
            low = math.floor(limit) if over else math.ceil(limit) - 1
            found |= {low, low + 1}
        else:
            found |= {limit, limit + STEP if over else limit - STEP}
    lowest = 0 if fact.minimum is None else fact.minimum
    in_range = {round(x, 9) for x in found if x >= lowest and (fact.maximum is None or x <= fact.maximum)}
    return tuple(sorted(in_range)) or (lowest, lowest + 1)

"""What would change the answer: the smallest sets of facts that would make a scheme eligible.

Each criterion that stands in the way is repaired through its condition: every part of `tous`, one of the alternatives
of `un_de`. The repairs of all criteria of a volet together are a set; every set is checked by evaluating it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, product
from math import floor
from typing import Any, NamedTuple

from .compiled import ELIGIBLE, NOT_ELIGIBLE, TO_COMPLETE, CompiledEdition, CompiledScheme, CompiledVolet, compiled
from .conditions import MET, MISSING, Compiled, KnownFacts, as_number
from .facts import FactError, Facts, check_facts
from .intervals import Number
from .models import All, Comparison, Condition, Edition, Fact
from .quantities import Quantity

MOST_COMBINATIONS = 256
"""Of alternative repairs tried for one volet, so that the work is bounded whatever the edition."""


class Change(NamedTuple):
    """A fact that would have to be different.

    `fait` is a question key, `valeur` a value in the form of contract section 1: a bound for a figure (any figure
    within it will do). `criteres` are the ids of the criteria that it would settle.
    """

    fait: str
    valeur: Any
    criteres: tuple[str, ...]


class ChangeSet(NamedTuple):
    """Changes that together make the scheme eligible, by one of its volets (None where it has none).

    `changements` are the facts to be changed, or unknown and to be found out; `a_verifier` the facts nobody has asked
    about yet, which would have to be so too. `curable`: no criterion failed for good stands in the way.
    """

    changements: tuple[Change, ...]
    a_verifier: tuple[Change, ...]
    volet: str | None
    curable: bool


def what_would_change(edition: Edition, facts: Facts, scheme_id: str) -> list[ChangeSet]:
    """Return the smallest sets of changes that would make a scheme eligible.

    The curable come first, those that would make the person somebody else (whom a volet is for) last, and among equals
    the smallest. Empty when the scheme is eligible, and when nothing known stands in the way (the missing facts are to
    be asked). A set that contains another is left out.

    Args:
        edition: the edition the facts are checked against.
        facts: what is known.
        scheme_id: the scheme that should be eligible.
    """
    core = compiled(edition)
    scheme = core.schemes[scheme_id]
    rank = scheme.rank(core.ranks(facts.known))
    if rank == ELIGIBLE:
        return []
    found = [change_set for volet in scheme.volets for change_set in _for_volet(core, facts, scheme, volet)]
    if rank == TO_COMPLETE and not all(change_set.changements for change_set in found):
        return []
    # A volet that only wants answers changes nothing of what is known: another one gave the scheme its status.
    found = [change_set for change_set in found if change_set.changements]
    identity = {key for s in core.schemes.values() for volet in s.volets if volet.own for key in volet.own.keys}

    def effort(change_set: ChangeSet) -> tuple[bool, bool, int, int]:
        is_another = any(change.fait in identity for change in change_set.changements)
        return not change_set.curable, is_another, len(change_set.changements), len(change_set.a_verifier)

    found.sort(key=effort)
    smallest: list[ChangeSet] = []
    for candidate in found:
        changed = {(change.fait, repr(change.valeur)) for change in candidate.changements}
        if not any({(c.fait, repr(c.valeur)) for c in kept.changements} <= changed for kept in smallest):
            smallest.append(candidate)
    return smallest


def _for_volet(
    core: CompiledEdition, facts: Facts, scheme: CompiledScheme, volet: CompiledVolet
) -> Iterator[ChangeSet]:
    """Yield the sets of changes that make a volet eligible, one for each combination of repairs that can be had."""
    known = facts.known
    criteria = [core.criteria[index] for index in (*scheme.common, *volet.criteria)]
    broken = [criterion for criterion in criteria if criterion.condition.evaluate(known) is not MET]
    curable = all(criterion.rank(known) < NOT_ELIGIBLE for criterion in broken)
    repairs = [_repairs(criterion.condition, known) for criterion in broken]
    for combination in islice(product(*repairs), MOST_COMBINATIONS):
        needed: dict[str, list[tuple[Compiled, str]]] = {}
        for criterion, repair in zip(broken, combination, strict=True):
            for comparison in repair:
                needed.setdefault(comparison.keys[0], []).append((comparison, criterion.criterion.id))
        changes = _verified(core, facts, scheme, volet, needed)
        if changes is not None:
            asked = {change.fait for change in changes if _is_answered(needed[change.fait], known)}
            yield ChangeSet(
                tuple(change for change in changes if change.fait in asked),
                tuple(change for change in changes if change.fait not in asked),
                volet.id,
                curable,
            )


def _repairs(condition: Compiled, known: KnownFacts) -> list[tuple[Compiled, ...]]:
    """Return the ways to make a condition hold, each as the comparisons that must all come to hold."""
    if condition.evaluate(known) is MET:
        return [()]
    if not condition.parts:
        return [(condition,)]
    parts = [_repairs(part, known) for part in condition.parts]
    if isinstance(condition.condition, All):
        return [tuple(chain.from_iterable(way)) for way in islice(product(*parts), MOST_COMBINATIONS)]
    return list(chain.from_iterable(parts))


def _is_answered(needed: list[tuple[Compiled, str]], known: KnownFacts) -> bool:
    """Whether the person has answered (« je ne sais pas » included), so that it would be a change."""
    return any(comparison.evaluate(known) is not MISSING for comparison, _ in needed)


def _verified(
    core: CompiledEdition,
    facts: Facts,
    scheme: CompiledScheme,
    volet: CompiledVolet,
    needed: dict[str, list[tuple[Compiled, str]]],
) -> list[Change] | None:
    """Return values that meet the comparisons needed and make the volet eligible, None when there are none."""
    edition = core.edition
    values = [
        _values(core, volet, key, [comparison for comparison, _ in entries], facts) for key, entries in needed.items()
    ]
    for chosen in islice(product(*values), MOST_COMBINATIONS):
        changes = [
            Change(key, value, tuple(dict.fromkeys(criterion_id for _, criterion_id in needed[key])))
            for key, value in zip(needed, chosen, strict=True)
        ]
        try:
            changed = check_facts(edition, apply_changes(facts, changes))
        except FactError:  # bounds at odds, or out of the range of the fact
            continue
        if scheme.volet_rank(volet, core.ranks(changed.known)) == ELIGIBLE:
            return changes
    return None


def apply_changes(facts: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """Return facts (JSON form) with the changes made."""
    changed = dict(facts)
    for change in changes:
        fact_id, _, year = change.fait.partition(".")
        changed[fact_id] = {**(changed.get(fact_id) or {}), year: change.valeur} if year else change.valeur
    return changed


def _values(
    core: CompiledEdition, volet: CompiledVolet, key: str, comparisons: list[Compiled], facts: Facts
) -> list[Any]:
    """Return the values of a fact that meet comparisons, in the form of the contract.

    The nearest list comes first, or the choice whose own the volet is.
    """
    fact = core.edition.fact_of(key)
    bound = _bound(fact, [comparison.condition for comparison in comparisons]) if fact.bornable else None
    if bound is not None:
        return [bound]
    fitting = [
        value
        for value in core.values[key]
        if all(comparison.evaluate({key: value}) is MET for comparison in comparisons)
    ]
    held = facts.known.get(key)
    if fact.type == "liste":
        present = set(held) if isinstance(held, tuple) else set()
        fitting.sort(key=lambda value: len(present ^ set(value)))  # type: ignore[arg-type]
    elif volet.own is not None and volet.own.keys == (key,):
        own = volet.own.evaluate
        fitting.sort(key=lambda value: own({key: value}) is not MET)
    return [list(value) if isinstance(value, tuple) else value for value in fitting]


def _bound(fact: Fact, comparisons: list[Condition]) -> dict[str, Number] | None:
    """Return the bound that says comparisons of a figure, None when a bound can't (« plus de » of a decimal figure)."""
    ends: dict[str, list[Number]] = {"au_moins": [], "moins_de": []}
    for comparison in comparisons:
        assert isinstance(comparison, Comparison) and isinstance(comparison.attendu, Quantity)
        operator, limit = comparison.operateur, as_number(comparison.attendu)
        if operator in ("plus_de", "au_plus"):
            if fact.type != "entier":
                return None
            operator, limit = ("au_moins" if operator == "plus_de" else "moins_de"), floor(limit) + 1
        ends[operator].append(limit)
    low, high = max(ends["au_moins"], default=None), min(ends["moins_de"], default=None)
    return {end: value for end, value in (("au_moins", low), ("moins_de", high)) if value is not None}

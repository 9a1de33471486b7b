"""Which question to ask next.

Asking stops when the recommendation is settled and its scheme complete. Until then one scheme is looked into at a time,
the one wanted first. The candidates are the facts that it still needs, and that settle a criterion for at least one
answer. Each candidate is tried with every answer it may get, and the one that leaves the fewest questions to expect,
in this scheme and in those looked into if it turns out closed, is asked; looking something up counts for more than
remembering it (`facilite`).

What is left to expect is estimated as for a tree of tests with independent answers: of parts of which one can settle
the whole, the one with the lowest cost for its chance to settle is asked first. All answers of a fact count as equally
likely: nothing is known of who will come.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from math import inf, prod
from typing import Any, NamedTuple

from .compiled import TO_COMPLETE, CompiledCriterion, compiled, once_per_edition
from .conditions import FAILED, MET, MISSING, Compiled, KnownFacts, Status
from .facts import Facts, Known
from .intervals import Interval
from .models import All, Edition
from .recommendation import Decision, recommend

COSTS = {1: 1.0, 2: 1.1, 3: 1.2}
"""Cost of a question by `facilite`. Close to 1: to ask few questions comes first."""

TIE = 1e-9
"""Costs closer than this are equal; the question that comes first in the files of the edition is then asked."""

CACHED_ESTIMATES = 16_384
CACHED_PLANS = 1024
"""A turn of a conversation looks at the same plan several times."""
ABSENT = object()


class QuestionPlan(NamedTuple):
    """The question key to ask next (None: nothing is left to ask), and a bound on the questions left.

    `restantes_max` counts this question. It never grows, unless an answer closes a scheme and another one is looked
    into, whose questions are then new.
    """

    fait: str | None
    restantes_max: int


def next_question(edition: Edition, facts: Facts) -> QuestionPlan:
    """Return what to ask next, given what is known so far (facts checked against the edition)."""
    return _planner(edition).plan(frozenset(facts.known.items()))


class Estimate(NamedTuple):
    """What may become of a condition: chance to be met, chance to fail, expected cost of the questions it takes."""

    met: float
    failed: float
    cost: float


Settling = tuple[float, float, float]
"""Of a part: its cost for its chance to settle the whole, that chance, and its expected cost. So parts sort in the
order in which they are best asked. (A plain tuple: thousands are made for one question.)"""


def settling(chance: float, cost: float) -> Settling:
    """Return what a part with that chance and that expected cost is to the whole."""
    return cost / chance if chance else inf, chance, cost


def in_best_order(parts: Iterable[Settling]) -> Settling:
    """Return the chance that one of the parts settles the whole, and the expected cost of asking until it does."""
    return _in_order(tuple(sorted(parts)))


@lru_cache(CACHED_ESTIMATES)
def _in_order(parts: tuple[Settling, ...]) -> Settling:
    open_chance, total = 1.0, 0.0
    for _, chance, cost in parts:
        total += open_chance * cost
        open_chance *= 1 - chance
    return settling(1 - open_chance, total)


class _Planner:
    """The planner of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._compiled = compiled(edition)
        self._rules = edition.recommandation
        self._answers = {key: self._distinct_answers(key) for key in edition.question_keys}
        self._costs = {key: COSTS[edition.fact_of(key).facilite] for key in edition.question_keys}
        self._estimate_of_values = lru_cache(CACHED_ESTIMATES)(self._estimate_afresh)
        self.plan = lru_cache(CACHED_PLANS)(self._plan_afresh)

    def _distinct_answers(self, key: str) -> tuple[tuple[Known, float], ...]:
        """Return the answers that the criteria tell apart, each with its weight."""
        leaves = [leaf for c in self._compiled.by_key[key] for leaf in c.condition.leaves() if leaf.keys == (key,)]
        kinds: dict[tuple[Status, ...], list[Known]] = {}
        for value in self._compiled.values[key]:
            kinds.setdefault(tuple(leaf.evaluate({key: value}) for leaf in leaves), []).append(value)
        return tuple((values[0], float(len(values))) for values in kinds.values())

    def _possible_answers(self, key: str, known: KnownFacts) -> tuple[tuple[Known, float], ...]:
        """Return the answers that what is known of the fact leaves possible."""
        bound = known.get(key)
        if not isinstance(bound, Interval):
            return self._answers[key]
        return tuple((value, 1.0) for value in self._compiled.values[key] if bound.holds(value))  # type: ignore[arg-type]

    def _plan_afresh(self, items: frozenset[tuple[str, Known]]) -> QuestionPlan:
        """Return the next question, given what is known by question key."""
        known = dict(items)
        ranks = self._compiled.ranks(known)
        scheme_ranks = self._compiled.scheme_ranks(ranks)
        decision = recommend(self._rules, scheme_ranks, self._compiled.wanted(known))
        if not decision.pending:
            return QuestionPlan(None, 0)
        if self._rules.fait not in known:
            wishes = (choice.id for choice in self._edition.faits[self._rules.fait].choix)
            decisions = {recommend(self._rules, scheme_ranks, wish) for wish in wishes}
            if len(decisions) > 1:
                most = max(len(self._needs(self._awaited(d, known, ranks), known)) for d in decisions if d.pending)
                return QuestionPlan(self._rules.fait, 1 + most)
        awaited = self._awaited(decision, known, ranks)
        needs = self._needs(awaited, known)
        return QuestionPlan(self._best(needs, awaited, known), len(needs))

    def _needs(self, criteria: Iterable[int], known: KnownFacts) -> tuple[str, ...]:
        return self._compiled.needs(criteria, known)

    def _awaited(self, decision: Decision, known: KnownFacts, ranks: list[int]) -> list[int]:
        """Return the criteria `a_demander` that are to be settled now, by index.

        Schemes are looked into one after the other, in the order of preference: someone undecided is led to the
        preferred call rather than to the one that takes fewer questions. Where one volet can't be closed any more, the
        others need not be looked into.
        """
        scheme_id = decision.pending[0]
        common = self._compiled.open_criteria(self._compiled.schemes[scheme_id].common, ranks)
        volets = [
            self._compiled.open_criteria(volet.criteria, ranks)
            for volet in self._compiled.open_volets(scheme_id, ranks)
        ]
        sure = [way for way in volets if all(self._compiled.criteria[index].criterion.curable for index in way)]
        if sure:
            return [*common, *min(sure, key=lambda way: len(self._needs(way, known)))]
        return [*common, *chain.from_iterable(volets)]

    def _best(self, needs: tuple[str, ...], awaited: list[int], known: KnownFacts) -> str:
        """Return the question of `needs` that leaves the least to expect.

        A fact that settles nothing at once, whatever the answer, waits (whether another show producer works on the
        territory doesn't matter before it is known that the person is one), unless all of them are so.
        """
        estimates = [self._estimate(criterion, known) for criterion in self._compiled.criteria]
        schemes = {scheme_id: self._scheme(scheme_id, estimates) for scheme_id in self._compiled.schemes}
        order = self._order(self._compiled.wanted(known))
        best, least = needs[0], inf
        for key in needs:
            touched = self._compiled.by_key[key]
            touched_schemes = {criterion.scheme for criterion in touched}
            settles = False
            expected = weights = 0.0
            for value, weight in self._possible_answers(key, known):
                after = {**known, key: value}
                changed = estimates.copy()
                for criterion in touched:
                    changed[criterion.index] = self._estimate(criterion, after)
                    settles |= criterion.index in awaited and criterion.rank(after) != TO_COMPLETE
                then = schemes | {scheme_id: self._scheme(scheme_id, changed) for scheme_id in touched_schemes}
                expected += weight * _in_turn(then[scheme_id] for scheme_id in order)
                weights += weight
            cost = self._costs[key] + expected / weights
            if settles and cost < least - TIE:
                best, least = key, cost
        return best

    def _estimate(self, criterion: CompiledCriterion, known: KnownFacts) -> Settling:
        """Return the chance that a criterion closes its scheme, and the expected cost of settling it."""
        return self._estimate_of_values(
            criterion.index, tuple(known.get(key, ABSENT) for key in criterion.condition.keys)
        )

    def _estimate_afresh(self, index: int, values: tuple[Any, ...]) -> Settling:
        """The same, by what is known of the facts of the criterion (`ABSENT`: nothing)."""
        criterion = self._compiled.criteria[index]
        keys = criterion.condition.keys
        known = {key: value for key, value in zip(keys, values, strict=True) if value is not ABSENT}
        estimate = self._condition(criterion.condition, known)
        return settling(0.0 if criterion.criterion.curable else estimate.failed, estimate.cost)

    def _condition(self, condition: Compiled, known: KnownFacts) -> Estimate:
        """Return what may become of a condition."""
        status = condition.evaluate(known)
        if status is not MISSING:
            return Estimate(float(status is MET), float(status is FAILED), 0.0)
        if not condition.parts:
            (key,) = condition.keys
            outcomes: dict[Status, float] = {}
            for value, weight in self._possible_answers(key, known):
                outcome = condition.evaluate({key: value})
                outcomes[outcome] = outcomes.get(outcome, 0.0) + weight
            total = sum(outcomes.values())
            return Estimate(outcomes.get(MET, 0.0) / total, outcomes.get(FAILED, 0.0) / total, self._costs[key])
        parts = [self._condition(part, known) for part in condition.parts]
        if isinstance(condition.condition, All):
            _, failed, cost = in_best_order(settling(part.failed, part.cost) for part in parts)
            return Estimate(prod(part.met for part in parts), failed, cost)
        _, met, cost = in_best_order(settling(part.met, part.cost) for part in parts)
        return Estimate(met, prod(part.failed for part in parts), cost)

    def _scheme(self, scheme_id: str, estimates: list[Settling]) -> Settling:
        """Return the chance that a scheme is not eligible, and the expected cost of settling it."""
        scheme = self._compiled.schemes[scheme_id]
        volets = [in_best_order([estimates[index] for index in volet.criteria]) for volet in scheme.volets]
        possible = in_best_order([_otherwise(volet) for volet in volets])
        return in_best_order([*(estimates[index] for index in scheme.common), _otherwise(possible)])

    def _order(self, wanted: str | None) -> tuple[str, ...]:
        """Return the schemes in the order in which they are looked into, until one is possible."""
        calls, fallback = self._rules.appels, self._rules.repli
        if wanted == fallback:
            return fallback, *calls
        return *sorted(calls, key=lambda call: call != wanted), fallback


def _in_turn(parts: Iterable[Settling]) -> float:
    """Return the expected cost of looking into schemes in that order, until one is possible."""
    reached, total = 1.0, 0.0
    for _, closed, cost in parts:
        total += reached * cost
        reached *= closed
    return total


def _otherwise(part: Settling) -> Settling:
    """Return what a part is to a whole that is settled where the part is not: possible rather than closed."""
    return settling(1 - part[1], part[2])


_planner = once_per_edition(_Planner)

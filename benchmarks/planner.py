"""How many questions the planner asks until the recommendation is settled, against the best that can be done.

Usage: python -m benchmarks.planner [--profiles N] [--seed S]      (about six minutes, nearly all for the search)

Profiles are drawn from two populations, each wish (`besoin`) in equal parts:

- « indifférente »: answers are as likely as the planner itself supposes (each representative value equally);
- « plausible »: a fact is favourable to the criteria that look at it for 85 % of people; where no answer is favourable
  to all of them (types of structure), answers are equally likely. The planner is not told.

Three means over the same profiles, the question of the wish counted in each:

- the planner;
- the best policy: of all policies that don't know the profile, the one that asks the fewest questions on average over
  the population, found by an exhaustive search (dynamic programming over everything that can be known). On average no
  planner can do better, save by the luck of the draw;
- the clairvoyant: for each profile the smallest set of facts that settles its recommendation, which only someone who
  knew the answers could pick. No planner can do better on any profile.

The search is exact. What keeps it short are equivalences: facts that can be exchanged without changing the problem (the
same chances, the same criteria to close) count as one; facts that can close nothing are asked last; facts of a scheme
that the recommendation doesn't depend on yet wait until it does (asked earlier they could only be wasted); states that
leave the same criteria open are one state.

The planner leads someone undecided to the preferred call rather than to the one that takes fewer questions: that is
what it loses on the wish « indecis ».
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from dataclasses import dataclass
from itertools import product
from math import inf

from benchmarks.machine import machine
from rules_kb import Edition, Facts, newest_edition, next_question
from rules_kb.compiled import NOT_ELIGIBLE, TO_COMPLETE, CompiledCriterion, compiled
from rules_kb.conditions import FAILED, MET, Compiled
from rules_kb.facts import Known
from rules_kb.models import All
from rules_kb.recommendation import recommend

FAVOURABLE = 0.85
FINISH = -1
"""Action: ask the facts that are left, none of which can close anything."""

Answers = dict[str, Known]
Population = dict[str, list[tuple[Known, float]]]
"""Question key → answers that the criteria tell apart, with their probabilities."""


def population(edition: Edition, favourable: float | None) -> Population:
    """Return the chances of each answer; `favourable` is the share of favourable answers, None: by representatives."""
    core = compiled(edition)
    chances: Population = {}
    for key, criteria in core.by_key.items():
        if not criteria:
            continue
        compared = [leaf for criterion in criteria for leaf in criterion.condition.leaves() if leaf.keys == (key,)]
        kinds: dict[tuple[str, ...], list[Known]] = {}
        for value in core.values[key]:
            kinds.setdefault(tuple(leaf.evaluate({key: value}) for leaf in compared), []).append(value)
        weights = {kind: float(len(values)) for kind, values in kinds.items()}
        best = tuple(MET for _ in compared)
        if favourable is not None and best in weights and len(weights) > 1:
            others = sum(weight for kind, weight in weights.items() if kind != best)
            weights = {
                kind: favourable if kind == best else (1 - favourable) * weight / others
                for kind, weight in weights.items()
            }
        total = sum(weights.values())
        chances[key] = [(values[0], weights[kind] / total) for kind, values in kinds.items()]
    return chances


@dataclass(frozen=True)
class Left:
    """What is left of a criterion: the rank it brings its scheme to, the facts it still needs, and their roles."""

    rank: int
    needs: tuple[str, ...]
    roles: tuple[int, ...]
    curable: bool


class Problem:
    """To settle the recommendation of people with one wish, drawn from a population."""

    def __init__(self, edition: Edition, chances: Population, wish: str) -> None:
        self.core = compiled(edition)
        self.rules = edition.recommandation
        self.chances = chances
        self.wish = wish
        numbers: dict[object, int] = {}
        self.roles = {key: numbers.setdefault(self._role(key), len(numbers)) for key in chances}
        self.can_close = {
            key: not all(criterion.criterion.curable for criterion in self.core.by_key[key]) for key in chances
        }
        self._left: dict[tuple[int, tuple[object, ...]], Left] = {}
        self.values: dict[object, float] = {}
        self.actions: dict[object, int] = {}

    def _role(self, key: str) -> object:
        """Return what a fact is to the problem: facts of the same role can be exchanged."""
        criteria = self.core.by_key[key]
        answers = self.chances[key]
        plain = all(
            not c.condition.parts
            or (isinstance(c.condition.condition, All) and not any(part.parts for part in c.condition.parts))
            for c in criteria
        )
        outcomes = [
            {leaf.evaluate({key: value}) for c in criteria for leaf in c.condition.leaves() if leaf.keys == (key,)}
            for value, _ in answers
        ]
        if not plain or sorted(map(list, outcomes)) != [[FAILED], [MET]]:
            return key
        failed = answers[outcomes.index({FAILED})][1]
        return tuple(sorted((c.scheme, self._place(c), c.criterion.curable) for c in criteria)), round(failed, 9)

    def _place(self, criterion: CompiledCriterion) -> str:
        """Return the volet of a criterion, or an empty text for a common one."""
        volets = self.core.schemes[criterion.scheme].volets
        return next((volet.id or "" for volet in volets if criterion.index in volet.criteria), "")

    def left(self, criterion: CompiledCriterion, known: Answers) -> Left:
        """Return what is left of a criterion."""
        case = criterion.index, tuple(known.get(key, self) for key in criterion.condition.keys)
        found = self._left.get(case)
        if found is None:
            needs = criterion.condition.needs(known)
            roles = tuple(sorted(self.roles[key] for key in needs))
            found = self._left[case] = Left(criterion.rank(known), needs, roles, criterion.criterion.curable)
        return found

    def everything_left(self, known: Answers) -> list[Left]:
        """Return what is left of every criterion, by index."""
        return [self.left(criterion, known) for criterion in self.core.criteria]

    def state(self, left: list[Left]) -> object:
        """Return what is left of the problem: for each scheme, the roles of the facts its open volets still need."""
        state: list[object] = []
        for scheme in self.core.schemes.values():
            common = max([left[index].rank for index in scheme.common], default=0)
            volets = [
                max([left[index].rank for index in volet.criteria], default=0) if common != NOT_ELIGIBLE else common
                for volet in scheme.volets
            ]
            if min(volets) == NOT_ELIGIBLE:
                state.append(False)
            elif max(common, min(volets)) < TO_COMPLETE:
                state.append(True)
            else:
                state.append(self._roles(scheme.common, left))
                state.extend(
                    self._roles(volet.criteria, left) if rank != NOT_ELIGIBLE else False
                    for volet, rank in zip(scheme.volets, volets, strict=True)
                )
        return tuple(state)

    def _roles(self, indices: tuple[int, ...], left: list[Left]) -> tuple[int, ...]:
        return tuple(sorted(role for index in indices for role in left[index].roles))

    def ways(self, left: list[Left]) -> list[list[Left]]:
        """Return what is left of each way to be eligible (a volet of a scheme) that the recommendation depends on."""
        ranks = [part.rank for part in left]
        pending = recommend(self.rules, self.core.scheme_ranks(ranks), self.wish).pending
        return [
            [left[index] for index in (*self.core.schemes[scheme_id].common, *volet.criteria)]
            for scheme_id in pending
            for volet in self.core.open_volets(scheme_id, ranks)
        ]

    def finish(self, ways: list[list[Left]]) -> float:
        """Return the number of questions left on the shortest way that nothing can close, inf if there is none."""
        lengths = (
            len({key for part in way for key in part.needs})
            for way in ways
            if all(part.curable for part in way if part.needs)
        )
        return min(lengths, default=inf)

    def candidates(self, ways: list[list[Left]]) -> dict[int, str]:
        """Return one fact of each role that the ways still need and that can close something."""
        needs = (key for way in ways for part in way for key in part.needs)
        return {self.roles[key]: key for key in needs if self.can_close[key]}

    def expected(self, known: Answers, left: list[Left]) -> float:
        """Return the fewest questions to expect from here on; fills `values` and `actions` on the way."""
        state = self.state(left)
        if state in self.values:
            return self.values[state]
        ways = self.ways(left)
        best, action = (self.finish(ways) if ways else 0.0), FINISH
        for role, key in self.candidates(ways).items():
            cost = 1.0
            for value, chance in self.chances[key]:
                after = {**known, key: value}
                then = left.copy()
                for criterion in self.core.by_key[key]:
                    then[criterion.index] = self.left(criterion, after)
                cost += chance * self.expected(after, then)
                if cost >= best:
                    break
            else:
                best, action = cost, role
        self.values[state], self.actions[state] = best, action
        return best

    def count(self, answers: Answers) -> int:
        """Return the number of questions that the best policy asks someone, the wish included."""
        known: Answers = {}
        while True:
            left = self.everything_left(known)
            ways = self.ways(left)
            if not ways:
                return 1 + len(known)
            action = self.actions[self.state(left)]
            if action == FINISH:
                return 1 + len(known) + int(self.finish(ways))
            key = self.candidates(ways)[action]
            known[key] = answers[key]


def ask(edition: Edition, wish: str, answers: Answers) -> int:
    """Return the number of questions that the planner asks someone."""
    known: Answers = {}
    everything = {**answers, edition.recommandation.fait: wish}
    while (key := next_question(edition, Facts({}, dict(known))).fait) is not None:
        known[key] = everything[key]
    return len(known)


Certificates = list[frozenset[str]]
"""Sets of facts, each of which is enough to settle something."""


def together(parts: list[Certificates]) -> Certificates:
    """Return the sets that settle all parts, without those that contain another."""
    unions = {frozenset().union(*choice) for choice in product(*parts)}
    return [one for one in unions if not any(other < one for other in unions)]


def settled_by(condition: Compiled, answers: Answers) -> Certificates:
    """Return the smallest sets of facts that settle a condition as these answers do."""
    if not condition.parts:
        return [frozenset(condition.keys)]
    outcome = condition.evaluate(answers)
    settling = FAILED if isinstance(condition.condition, All) else MET
    parts = [part for part in condition.parts if outcome is not settling or part.evaluate(answers) is settling]
    certificates = [settled_by(part, answers) for part in parts]
    return [one for found in certificates for one in found] if outcome is settling else together(certificates)


def clairvoyant(edition: Edition, wish: str, answers: Answers) -> int:
    """Return the size of the smallest set of facts that settles someone's recommendation, the wish included."""
    core, rules = compiled(edition), edition.recommandation
    ranks = core.ranks(answers)

    def all_of(indices: tuple[int, ...]) -> Certificates:
        return together([settled_by(core.criteria[index].condition, answers) for index in indices])

    def closing(indices: tuple[int, ...]) -> Certificates:
        closed = (index for index in indices if ranks[index] == NOT_ELIGIBLE)
        return [one for index in closed for one in settled_by(core.criteria[index].condition, answers)]

    def scheme(scheme_id: str) -> Certificates:
        found = core.schemes[scheme_id]
        if found.rank(ranks) == NOT_ELIGIBLE:
            return closing(found.common) + together([closing(volet.criteria) for volet in found.volets])
        possible = (volet for volet in found.volets if found.volet_rank(volet, ranks) != NOT_ELIGIBLE)
        return [one for volet in possible for one in all_of((*found.common, *volet.criteria))]

    def in_turn(*groups: tuple[str, ...]) -> Certificates:
        """Settle groups of schemes until one is possible."""
        if not groups:
            return [frozenset()]
        possible = [s for s in groups[0] if core.schemes[s].rank(ranks) != NOT_ELIGIBLE]
        if possible:
            return [one for scheme_id in possible for one in scheme(scheme_id)]
        return together([*(scheme(scheme_id) for scheme_id in groups[0]), in_turn(*groups[1:])])

    calls, fallback = rules.appels, rules.repli
    if wish == fallback:
        found = in_turn((fallback,), calls)
    elif wish in calls:
        found = in_turn((wish,), tuple(call for call in calls if call != wish), (fallback,))
    else:
        found = in_turn(calls, (fallback,))
    return 1 + min(map(len, found))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Questions asked by the planner, against the best policy.")
    parser.add_argument("--profiles", type=int, default=600, help="in each population")
    parser.add_argument("--seed", type=int, default=2024)
    arguments = parser.parse_args()
    edition = newest_edition()
    wishes = [choice.id for choice in edition.faits[edition.recommandation.fait].choix]
    print(machine())
    print(f"{arguments.profiles} profiles in each population, seed {arguments.seed}\n")
    print(f"{'population':<14}{'wish':<16}{'planner':>9}{'best':>9}{'over best':>11}{'clairvoyant':>13}")
    for name, favourable in (("indifférente", None), ("plausible", FAVOURABLE)):
        chances = population(edition, favourable)
        draw = random.Random(arguments.seed)
        figures: dict[str, list[tuple[int, int, int]]] = {wish: [] for wish in wishes}
        started = time.perf_counter()
        problems = {wish: Problem(edition, chances, wish) for wish in wishes}
        for problem in problems.values():
            problem.expected({}, problem.everything_left({}))
        searched = time.perf_counter() - started
        for number in range(arguments.profiles):
            wish = wishes[number % len(wishes)]
            answers = {
                key: draw.choices([value for value, _ in found], [chance for _, chance in found])[0]
                for key, found in chances.items()
            }
            figures[wish].append(
                (ask(edition, wish, answers), problems[wish].count(answers), clairvoyant(edition, wish, answers))
            )
        everyone = [row for found in figures.values() for row in found]
        for label, rows in [*figures.items(), ("all", everyone)]:
            planner, best, least = (statistics.mean(column) for column in zip(*rows, strict=True))
            print(f"{name:<14}{label:<16}{planner:>9.2f}{best:>9.2f}{planner / best - 1:>+11.1%}{least:>13.2f}")
        states = sum(len(problem.values) for problem in problems.values())
        print(f"{'':<14}searched {states} states in {searched:.0f} s\n")


if __name__ == "__main__":
    main()

"""An edition compiled: closures for its criteria, and the status of each scheme out of theirs.

This is the fast heart that the engine, the planner and « what would change » share. It knows statuses and no texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Literal, TypeVar

from .conditions import FAILED, MET, MISSING, UNKNOWN, Compiled, KnownFacts, Status, compile_condition
from .facts import Known
from .models import Criterion, Edition, Scheme
from .representatives import representative_values

SchemeStatus = Literal["eligible", "eligible_sous_reserve", "a_confirmer", "a_completer", "non_eligible"]
STATUSES: tuple[SchemeStatus, ...] = (
    "eligible",
    "eligible_sous_reserve",
    "a_confirmer",
    "a_completer",
    "non_eligible",
)
"""From best to worst: a scheme has the worst status that one of its criteria brings it to."""
ELIGIBLE, RESERVED, TO_CONFIRM, TO_COMPLETE, NOT_ELIGIBLE = range(5)
"""Ranks in `STATUSES`."""

_RANK_OF: dict[Status, int] = {MET: ELIGIBLE, FAILED: NOT_ELIGIBLE, UNKNOWN: TO_CONFIRM, MISSING: TO_COMPLETE}


@dataclass(frozen=True)
class CompiledCriterion:
    """A criterion of a scheme; `ranks` is the rank each of its statuses brings the scheme to."""

    index: int
    scheme: str
    criterion: Criterion
    condition: Compiled
    ranks: Mapping[Status, int]

    def rank(self, known: KnownFacts) -> int:
        """Return the rank that the criterion brings its scheme to."""
        return self.ranks[self.condition.evaluate(known)]


@dataclass(frozen=True)
class CompiledVolet:
    """One way to be eligible: criteria (by index) all needed. A scheme without volets is one way, without id."""

    id: str | None
    own: Compiled | None
    criteria: tuple[int, ...]


@dataclass(frozen=True)
class CompiledScheme:
    """A scheme: criteria common to its volets (by index), and its volets."""

    id: str
    common: tuple[int, ...]
    volets: tuple[CompiledVolet, ...]

    def volet_rank(self, volet: CompiledVolet, ranks: list[int]) -> int:
        """Return the rank of a volet, given that of every criterion of the edition."""
        return max([ranks[i] for i in self.common] + [ranks[i] for i in volet.criteria], default=ELIGIBLE)

    def rank(self, ranks: list[int]) -> int:
        """Return the rank of the scheme: that of its best volet."""
        return min(self.volet_rank(volet, ranks) for volet in self.volets)

    def best_volet(self, ranks: list[int], known: KnownFacts) -> CompiledVolet:
        """Return the volet of the best status; on a tie the person's own, then in the order of the file."""

        def preference(volet: CompiledVolet) -> tuple[int, bool]:
            own = volet.own is not None and volet.own.evaluate(known) is MET
            return self.volet_rank(volet, ranks), not own

        return min(self.volets, key=preference)


class CompiledEdition:
    """An edition ready for fast evaluation."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.criteria: list[CompiledCriterion] = []
        self.schemes: dict[str, CompiledScheme] = {
            scheme.id: self._scheme(scheme) for scheme in edition.dispositifs.values()
        }
        self.by_key: dict[str, tuple[CompiledCriterion, ...]] = {
            key: tuple(c for c in self.criteria if key in c.condition.keys) for key in edition.question_keys
        }

    def _scheme(self, scheme: Scheme) -> CompiledScheme:
        common = self._criteria(scheme.id, scheme.criteres)
        volets = tuple(
            CompiledVolet(volet.id, compile_condition(volet.propre_si), self._criteria(scheme.id, volet.criteres))
            for volet in scheme.volets
        )
        return CompiledScheme(scheme.id, common, volets or (CompiledVolet(None, None, ()),))

    def _criteria(self, scheme_id: str, criteria: Iterable[Criterion]) -> tuple[int, ...]:
        first = len(self.criteria)
        for criterion in criteria:
            ranks = _RANK_OF | ({FAILED: RESERVED} if criterion.curable else {})
            condition = compile_condition(criterion.condition)
            self.criteria.append(CompiledCriterion(len(self.criteria), scheme_id, criterion, condition, ranks))
        return tuple(range(first, len(self.criteria)))

    @cached_property
    def values(self) -> dict[str, tuple[Known, ...]]:
        """The representative values of every question key."""
        return representative_values(self.edition)

    def wanted(self, known: KnownFacts) -> str | None:
        """Return what the person says they want, None when that is absent or unknown."""
        value = known.get(self.edition.recommandation.fait)
        return value if isinstance(value, str) else None

    def ranks(self, known: KnownFacts) -> list[int]:
        """Return the rank of every criterion, by index."""
        return [criterion.rank(known) for criterion in self.criteria]

    def scheme_ranks(self, ranks: list[int]) -> dict[str, int]:
        """Return the rank of every scheme."""
        return {scheme_id: scheme.rank(ranks) for scheme_id, scheme in self.schemes.items()}

    def open_volets(self, scheme_id: str, ranks: list[int]) -> list[CompiledVolet]:
        """Return the volets that a scheme waits for: those `a_completer` when it is, else none."""
        scheme = self.schemes[scheme_id]
        if scheme.rank(ranks) != TO_COMPLETE:
            return []
        return [volet for volet in scheme.volets if scheme.volet_rank(volet, ranks) == TO_COMPLETE]

    def open_criteria(self, indices: Iterable[int], ranks: list[int]) -> list[int]:
        """Return those of some criteria (by index) that are `a_demander`."""
        return [index for index in indices if ranks[index] == TO_COMPLETE]

    def needs(self, criteria: Iterable[int], known: KnownFacts) -> tuple[str, ...]:
        """Return the question keys that criteria (by index) may still need, each once, in their order."""
        return tuple(dict.fromkeys(key for index in criteria for key in self.criteria[index].condition.needs(known)))


T = TypeVar("T")


def once_per_edition(build: Callable[[Edition], T]) -> Callable[[Edition], T]:
    """Keep what `build` makes of each edition object (editions are immutable and few, and can't be hashed)."""
    built: dict[int, tuple[Edition, T]] = {}  # holds the edition, so that its id stays its own

    @wraps(build)
    def get(edition: Edition) -> T:
        found = built.get(id(edition))
        if found is None:
            found = built[id(edition)] = (edition, build(edition))
        return found[1]

    return get


compiled = once_per_edition(CompiledEdition)

"""Conditions of an edition, compiled to closures over what is known (contract sections 1 and 2).

A comparison whose fact is absent is `a_demander`, null `inconnu`; a bound that settles it settles it, else counts as
absent. Of several parts, all needed: a false one settles, else an absent one makes it `a_demander`, else a null one
`inconnu`. Of alternatives: a true one settles, else absent, else null, else `non_satisfait`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .facts import Known
from .intervals import Interval, Number
from .models import All, AnyOf, Comparison, Condition
from .quantities import Quantity

Status = Literal["satisfait", "non_satisfait", "inconnu", "a_demander"]
MET: Status = "satisfait"
FAILED: Status = "non_satisfait"
UNKNOWN: Status = "inconnu"
MISSING: Status = "a_demander"

KnownFacts = Mapping[str, Known]
Evaluate = Callable[[KnownFacts], Status]


@dataclass(frozen=True)
class Compiled:
    """A condition ready to be evaluated, with its parts. `keys` are the question keys it looks at, in order."""

    condition: Condition
    evaluate: Evaluate
    keys: tuple[str, ...]
    parts: tuple[Compiled, ...] = ()

    def needs(self, known: KnownFacts) -> tuple[str, ...]:
        """Return the question keys whose absence leaves the condition `a_demander`, in the order of the file.

        A part that is settled, or whose settling could no longer matter, needs nothing.
        """
        if self.evaluate(known) is not MISSING:
            return ()
        if not self.parts:
            return self.keys
        return _unique(key for part in self.parts for key in part.needs(known))

    def leaves(self) -> Iterator[Compiled]:
        """Yield the comparisons that the condition is made of, in the order of the file."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def compile_condition(condition: Condition) -> Compiled:
    """Return `condition` compiled. The closure takes the `known` of checked facts and is pure."""
    if isinstance(condition, Comparison):
        return Compiled(condition, _comparison(condition), (condition.cle,))
    if not isinstance(condition, All | AnyOf):
        raise TypeError(f"unknown kind of condition: {condition!r}")
    parts = tuple(compile_condition(part) for part in condition.parties)
    settling = FAILED if isinstance(condition, All) else MET
    evaluate = _composite(tuple(part.evaluate for part in parts), settling)
    return Compiled(condition, evaluate, _unique(key for part in parts for key in part.keys), parts)


def _composite(parts: tuple[Evaluate, ...], settling: Status) -> Evaluate:
    """Return the evaluation of several parts, of which one that is `settling` settles the whole."""
    default = MET if settling is FAILED else FAILED

    def evaluate(known: KnownFacts) -> Status:
        result = default
        for part in parts:
            status = part(known)
            if status is settling:
                return status
            if status is MISSING or (status is UNKNOWN and result is not MISSING):
                result = status
        return result

    return evaluate


def _comparison(comparison: Comparison) -> Evaluate:
    key = comparison.cle
    holds = _test(comparison)

    def evaluate(known: KnownFacts) -> Status:
        if key not in known:
            return MISSING
        value = known[key]
        if value is None:
            return UNKNOWN
        outcome = holds(value)
        if outcome is None:
            return MISSING
        return MET if outcome else FAILED

    return evaluate


def _test(comparison: Comparison) -> Callable[[Known], bool | None]:
    """Return the test of a value that is known; None: the bound doesn't settle it."""
    expected = comparison.attendu
    match comparison.operateur:
        case "vaut":
            return lambda value: value == expected
        case "sauf":
            return lambda value: value != expected
        case "parmi":
            assert isinstance(expected, tuple)
            return lambda value: value in expected
        case "contient":
            assert isinstance(expected, tuple)
            wanted = frozenset(expected)
            return lambda value: wanted.issubset(value)  # type: ignore[arg-type]
        case "non_vide":
            return lambda value: bool(value)
        case _:
            assert isinstance(expected, Quantity)
            return _threshold(comparison.operateur, as_number(expected))


def _threshold(operator: str, limit: Number) -> Callable[[Known], bool | None]:
    """Return the test of a figure against a limit."""
    looks_above = operator in ("plus_de", "au_plus")  # cuts between the limit and what is over it
    negated = operator in ("moins_de", "au_plus")

    def holds(value: Known) -> bool | None:
        outcome: bool | None
        if isinstance(value, Interval):
            outcome = value.more_than(limit) if looks_above else value.at_least(limit)
            if outcome is None:
                return None
        else:
            assert isinstance(value, int | float)
            outcome = value > limit if looks_above else value >= limit
        return outcome is not negated

    return holds


def as_number(quantity: Quantity) -> Number:
    """Return the figure of a quantity as facts hold figures: an int where it is whole, else a float."""
    figure = quantity.nombre
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))

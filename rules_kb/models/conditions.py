"""Conditions: a tree of comparisons of facts with values, as it was read (`condition_reading`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ..quantities import Quantity

Operator = Literal["vaut", "sauf", "parmi", "au_moins", "au_plus", "moins_de", "plus_de", "contient", "non_vide"]


class Condition:
    """What must hold: a `Comparison`, `All` or `AnyOf`. Immutable and hashable."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], Condition]]:
        yield cls.validate

    @classmethod
    def validate(cls, value: Any) -> Condition:
        if not isinstance(value, Condition):
            raise TypeError("conditions are read by condition_reading before the models are built")
        return value

    def comparisons(self) -> Iterator[Comparison]:
        """Yield every comparison of the tree, in the order of the file."""
        raise NotImplementedError


@dataclass(frozen=True)
class Comparison(Condition):
    """A fact against a value.

    `attendu` is, by operator: `vaut`, `sauf`: a bool or a choice id; `parmi`: a tuple of choice ids;
    `au_moins` (≥), `au_plus` (≤), `moins_de` (<), `plus_de` (>): a `Quantity` in the fact's unit; `contient`:
    a tuple of ints, all of them needed; `non_vide`: True (the list must not be empty).
    """

    fait: str
    operateur: Operator
    attendu: bool | str | tuple[str, ...] | tuple[int, ...] | Quantity
    annee: int | None = None

    @property
    def cle(self) -> str:
        """The question key: the fact's id, with its year if it has one."""
        return self.fait if self.annee is None else f"{self.fait}.{self.annee}"

    def comparisons(self) -> Iterator[Comparison]:
        yield self


@dataclass(frozen=True)
class All(Condition):
    """Every part is needed (`tous`)."""

    parties: tuple[Condition, ...]

    def comparisons(self) -> Iterator[Comparison]:
        for part in self.parties:
            yield from part.comparisons()


@dataclass(frozen=True)
class AnyOf(Condition):
    """One part is enough (`un_de`)."""

    parties: tuple[Condition, ...]

    def comparisons(self) -> Iterator[Comparison]:
        for part in self.parties:
            yield from part.comparisons()

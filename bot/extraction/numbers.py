"""Figures: how they are written in French, and what may be said around them (« moins de », « environ », « entre »).

A `Figure` is either a value or a pair of bounds. How bounds become the bounds of a fact depends on the fact: whole
numbers or not, see `Figure.contract_value`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from text_to_num import find_numbers

from .patterns import word_set

Kind = Literal["plain", "money", "percent", "year", "ordinal", "date"]

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Whole numbers of four digits between these are years unless something else is said."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was said.

    `low` and `high` are None when unbounded; an exact figure has both equal. `low_open`, `high_open`: the end itself
    is left out (« plus de 3 », « entre 80 et 90 »). `between`: said as « 80 à 90 », whose high end counts for things
    that are counted one by one and is left out for what is measured. `mantissa` is what was written before « mille »
    or « k », else None. `literal` is the run of digits as typed, empty for words.
    """

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    between: bool = False
    kind: Kind = "plain"
    approximate: bool = False
    mantissa: float | None = None
    literal: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is one value."""
        return self.low is not None and self.low == self.high

    @property
    def value(self) -> float:
        """The value, for an exact figure; else its known end."""
        known = self.low if self.low is not None else self.high
        assert known is not None
        return known

    def scaled(self, factor: float) -> Figure:
        """Return the same figure in a unit `factor` times smaller: 2 years, 12 → 24 months."""
        return replace(
            self,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
        )

    def contract_value(self, *, whole: bool, step: float = 1) -> Any:
        """Return the value in the form of the public contract: a number, or `{"au_moins": …, "moins_de": …}`.

        « Plus de 2 » is at least 2, of whole numbers too. A closed high end (« 80 000 au maximum ») goes a `step`
        further, the contract having only « strictly under »; `whole`: the fact takes whole numbers, whose step is 1.
        """
        if self.exact:
            return tidy(self.value)
        bound: dict[str, Any] = {}
        if self.low is not None:
            bound["au_moins"] = tidy(self.low)
        if self.high is not None:
            is_open = self.high_open or (self.between and not whole)
            bound["moins_de"] = tidy(self.high if is_open else self.high + (1 if whole else step))
        return bound


def exact(value: float, kind: Kind = "plain", *, literal: str = "", approximate: bool = False) -> Figure:
    """Return the figure that is just `value`."""
    return Figure(value, value, kind=kind, literal=literal, approximate=approximate)


def tidy(value: float) -> int | float:
    """Return a whole float as an int, and spare the others the dust of binary fractions."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def parse_digits(text: str) -> float:
    """Return the value of digits written in French: « 80 000 », « 80.000 », « 0,08 », « 1 234,50 ».

    A group of exactly three digits after a sign is thousands, unless a zero stands before (« 0,200 »).
    """
    compact = text.replace(" ", "").replace("'", "")
    separators = [c for c in compact if c in ".,"]
    if not separators:
        return float(compact)
    head, _, tail = compact.rpartition(separators[-1])
    grouped = len(tail) == 3 and head.strip("0.,") != "" and len(set(separators)) == 1
    whole = head.replace(".", "").replace(",", "")
    return float(whole + tail) if grouped else float(f"{whole or '0'}.{tail}")


NUMBER_WORDS = word_set(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente"
    " quarante cinquante soixante septante octante huitante nonante cent cents mille milles million millions"
    " zero un une"
)
_STARTS = NUMBER_WORDS - {"un", "une", "million", "millions"}
ABOUT = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
"""« Une vingtaine » and the like."""

SCALES = {"mille": 1e3, "milles": 1e3, "millier": 1e3, "milliers": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6}
ORDINALS = {
    name: rank
    for rank, names in enumerate(
        (
            "premier premiere",
            "deuxieme second seconde",
            "troisieme",
            "quatrieme",
            "cinquieme",
            "sixieme",
            "septieme",
            "huitieme",
            "neuvieme",
            "dixieme",
            "onzieme",
            "douzieme",
        ),
        start=1,
    )
    for name in names.split()
}


class _Word:
    """A word as text2num takes it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


_AS_READ = {"zero": "zéro", "milles": "mille", "vingts": "vingt", "octante": "huitante"}


def spelled_numbers(words: list[str]) -> list[tuple[int, int, float]]:
    """Return (start, end, value) for each number spelled out in `words` (folded); lone « un » and « une » are left out.

    « Et » joins only in « vingt et un », « soixante et onze »: « quatre-vingt et quatre-vingt-quinze mille » are two.
    """
    found: list[tuple[int, int, float]] = []
    index = 0
    while index < len(words):
        is_one_million = words[index] in ("un", "une") and words[index + 1 : index + 2] in (["million"], ["millions"])
        if words[index] not in _STARTS and not is_one_million:
            index += 1
            continue
        end = index + 1
        while end < len(words) and (
            words[end] in NUMBER_WORDS
            or (words[end] == "et" and end + 1 < len(words) and words[end + 1] in ("un", "une", "onze"))
        ):
            end += 1
        run = [_Word(_AS_READ.get(word, word)) for word in words[index:end]]
        found += [(index + hit.start, index + hit.end, hit.value) for hit in find_numbers(run, "fr", 0.0)]
        index = end
    return found

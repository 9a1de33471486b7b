"""Numbers with a unit, read from French and written in French.

The texts made here hold ordinary spaces (« 100 000 € »): it is for the page that shows them to make the
spaces unbreakable, so that what people search, copy and test stays plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

Number = int | float | Decimal

EUROS = "€"
PERCENT = "%"
FTE = "ETP"

# Unit as formatted and compared → its singular. Symbols and initials have one form.
UNITS: dict[str, str] = {
    EUROS: EUROS,
    PERCENT: PERCENT,
    FTE: FTE,
    "ans": "an",
    "mois": "mois",
    "semaines": "semaine",
    "jours": "jour",
    "heures": "heure",
    "acteurs": "acteur",
    "références": "référence",
    "vidéos": "vidéo",
}
_PLURALS = {singular: plural for plural, singular in UNITS.items()}

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

_QUANTITY = re.compile(r"(?P<number>\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(?P<unit>\S.*)?")
_SPACES = re.compile(r"\s+")  # unbreakable spaces too


@dataclass(frozen=True, order=False)
class Quantity:
    """A number and its unit, the unit being a key of `UNITS` (« 24 mois », « 0,20 ETP »)."""

    nombre: Decimal
    unite: str

    def __str__(self) -> str:
        return format_quantity(self.nombre, self.unite)


def parse_quantity(text: str) -> Quantity:
    """Read « 24 mois », « 100 000 € », « 0,20 ETP » or « 30 % ».

    Raises:
        ValueError: not a number in French spelling followed by a known unit; the message is in French.
    """
    plain = _SPACES.sub(" ", str(text)).strip()
    match = _QUANTITY.fullmatch(plain)
    if match is None:
        raise ValueError(f"« {plain} » n'est pas un nombre suivi de son unité")
    unit = match["unit"]
    if unit is None:
        raise ValueError(f"« {plain} » n'a pas d'unité")
    unit = _PLURALS.get(unit, unit)
    if unit not in UNITS:
        raise ValueError(f"« {unit} » n'est pas une unité connue ({', '.join(UNITS)})")
    return Quantity(Decimal(match["number"].replace(" ", "").replace(",", ".")), unit)


def to_decimal(number: Number) -> Decimal:
    """Return the decimal a person wrote: 0.2 is 0,2 and not its binary neighbour."""
    return number if isinstance(number, Decimal) else Decimal(str(number))


def format_number(number: Number, decimals: int = 0) -> str:
    """Write a number in French: thousands apart, decimal comma, at least `decimals` decimals.

    At most two decimals are written; the others are cut off, not rounded, so that what falls short of a threshold never
    reads as that threshold (319 hours are « 0,19 ETP », not « 0,20 ETP »).
    """
    value = to_decimal(number)
    if value == value.to_integral_value() and not decimals:
        value = value.to_integral_value()
    else:
        places = min(2, max(decimals, -int(value.normalize().as_tuple().exponent)))
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
    return f"{value:,f}".replace(",", " ").replace(".", ",")


def format_quantity(number: Number, unit: str | None = None) -> str:
    """Write a number with its unit (« 24 mois », « 1 acteur », « 100 000 € », « 0,20 ETP »)."""
    if unit is None:
        return format_number(number)
    value = to_decimal(number)
    is_whole = value == value.to_integral_value()
    decimals = 2 if unit == FTE or (unit == EUROS and not is_whole) else 0
    # In French the plural starts at two: « 1,5 an ».
    written_unit = unit if abs(value) >= 2 else UNITS.get(unit, unit)
    return f"{format_number(value, decimals)} {written_unit}"


def format_bound(bound: Mapping[str, Number], unit: str | None = None) -> str:
    """Write a bound: « au moins 24 mois », « moins de 100 000 € », « de 24 à moins de 36 mois » for both."""
    low, high = bound.get("au_moins"), bound.get("moins_de")
    if low is not None and high is not None:
        return f"de {format_number(low)} à moins de {format_quantity(high, unit)}"
    if low is not None:
        return f"au moins {format_quantity(low, unit)}"
    if high is not None:
        return f"moins de {format_quantity(high, unit)}"
    raise ValueError("Une borne porte « au_moins », « moins_de », ou les deux.")


def format_date(day: date) -> str:
    """Write a date in French: « 7 mars 2024 », « 1er janvier 2024 »."""
    first = "1er" if day.day == 1 else str(day.day)
    return f"{first} {MONTHS[day.month - 1]} {day.year}"


def format_list(words: Sequence[str], last: str = "et") -> str:
    """Join words in French: « a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"

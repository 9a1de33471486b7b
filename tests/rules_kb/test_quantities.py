"""Numbers with units, read from French and written in French."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules_kb.quantities import (
    UNITS,
    Quantity,
    format_bound,
    format_date,
    format_list,
    format_quantity,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("24 mois", "24", "mois"),
        ("100 000 €", "100000", "€"),
        ("100\u202f000\u00a0€", "100000", "€"),
        ("100000 €", "100000", "€"),
        ("1 234 567,89 €", "1234567.89", "€"),
        ("0,20 ETP", "0.20", "ETP"),
        ("30 %", "30", "%"),
        ("30%", "30", "%"),
        ("1 an", "1", "ans"),
        ("2 acteurs", "2", "acteurs"),
        ("1 référence", "1", "références"),
        ("3 semaines", "3", "semaines"),
    ],
)
def test_reads(text: str, number: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(Decimal(number), unit)


@pytest.mark.parametrize(
    "text", ["", "mois", "24", "24 lunes", "0.20 ETP", "10 00 €", "-5 €", "deux ans", "24 mois et demi"]
)
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="«"):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (24, "mois", "24 mois"),
        (1, "acteurs", "1 acteur"),
        (0, "vidéos", "0 vidéo"),
        (1.5, "ans", "1,5 an"),
        (2, "ans", "2 ans"),
        (100000, "€", "100 000 €"),
        (99999.99, "€", "99 999,99 €"),
        (99999.9, "€", "99 999,90 €"),
        (0.2, "ETP", "0,20 ETP"),
        (1, "ETP", "1,00 ETP"),
        (0.199375, "ETP", "0,19 ETP"),
        (33.333, "%", "33,33 %"),
        (29.999, "%", "29,99 %"),
        (50, "%", "50 %"),
        (7, None, "7"),
    ],
)
def test_writes(number: float, unit: str | None, text: str) -> None:
    assert format_quantity(number, unit) == text


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(sorted(UNITS)))
def test_what_is_written_reads_back(number: Decimal, unit: str) -> None:
    assert parse_quantity(format_quantity(number, unit)) == Quantity(number, unit)


@pytest.mark.parametrize(
    ("bound", "text"),
    [
        ({"au_moins": 24}, "au moins 24 mois"),
        ({"moins_de": 24}, "moins de 24 mois"),
        ({"au_moins": 12, "moins_de": 24}, "de 12 à moins de 24 mois"),
    ],
)
def test_writes_bounds(bound: dict[str, int], text: str) -> None:
    assert format_bound(bound, "mois") == text


def test_writes_dates() -> None:
    assert format_date(date(2024, 3, 7)) == "7 mars 2024"
    assert format_date(date(2024, 2, 1)) == "1er février 2024"


@pytest.mark.parametrize(
    ("words", "text"), [((), ""), (("a",), "a"), (("a", "b"), "a et b"), (("a", "b", "c"), "a, b et c")]
)
def test_writes_lists(words: tuple[str, ...], text: str) -> None:
    assert format_list(words) == text

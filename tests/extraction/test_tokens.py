"""From raw text to tokens: spelling, figures, dates, and where each stands."""

from __future__ import annotations

from datetime import date

import pytest

from bot.extraction.normalising import fold, fold_name, fold_with_offsets
from bot.extraction.numbers import Figure, exact, parse_digits, spelled_numbers
from bot.extraction.spelling import KEY_WORDS, corrected
from bot.extraction.tokens import day_period, month_period, render, tokenise


def only_figure(text: str) -> Figure:
    """Return the one figure of a text."""
    figures = [token.figure for token in tokenise(text) if token.figure is not None]
    assert len(figures) == 1, figures
    return figures[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("80 000", 80_000),
        ("80.000", 80_000),
        ("80,000", 80_000),
        ("0,08", 0.08),
        ("0.20", 0.2),
        ("0,200", 0.2),
        ("1 234,50", 1_234.5),
        ("99 999,99", 99_999.99),
        ("1.200.000", 1_200_000),
    ],
)
def test_parse_digits(written: str, value: float) -> None:
    assert parse_digits(written) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("quatre vingt et quatre vingt quinze mille", [80, 95_000]),
        ("vingt et un", [21]),
        ("la deux et la trois", [2, 3]),
        ("un million deux cent mille", [1_200_000]),
        ("deux mille vingt et un quatre vingt mille", [2021, 80_000]),
        ("zero", [0]),
        ("une association", []),
    ],
)
def test_spelled_numbers(text: str, values: list[float]) -> None:
    assert [value for _, _, value in spelled_numbers(text.split())] == values


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("80k", 80_000, "money"),
        ("80 K€", 80_000, "money"),
        ("0,08 M€", 80_000, "money"),
        ("80.000€", 80_000, "money"),
        ("€ 80 000", 80_000, "money"),
        ("quatre-vingt mille euros", 80_000, "money"),
        ("1,2 million d'euros", 1_200_000, "money"),
        ("100 balles", 100, "money"),
        ("trente pour cent", 30, "percent"),
        ("30%", 30, "percent"),
        ("2021", 2021, "year"),
        ("½", 0.5, "plain"),
        ("2ème", 2, "ordinal"),
        ("2-1098765", 2, "plain"),
    ],
)
def test_exact_figures(text: str, value: float, kind: str) -> None:
    figure = only_figure(text)
    assert (figure.exact, figure.value, figure.kind) == (True, value, kind)


@pytest.mark.parametrize(
    ("text", "whole", "expected"),
    [
        ("moins de 100 000 €", False, {"moins_de": 100_000}),
        ("<100 000", False, {"moins_de": 100_000}),
        ("presque 100 000", False, {"moins_de": 100_000}),
        ("pas plus de 80 000 euros", False, {"moins_de": 80_001}),
        ("plus de 100k", False, {"au_moins": 100_000}),
        ("plus de 2", True, {"au_moins": 2}),
        ("au moins 2", True, {"au_moins": 2}),
        ("3 minimum", True, {"au_moins": 3}),
        ("3 max", True, {"moins_de": 4}),
        ("entre 80 et 90 k", False, {"au_moins": 80_000, "moins_de": 90_000}),
        ("entre 2 et 4", True, {"au_moins": 2, "moins_de": 4}),
        ("2 ou 3", True, {"au_moins": 2, "moins_de": 4}),
    ],
)
def test_bounds(text: str, whole: bool, expected: dict[str, float]) -> None:
    assert only_figure(text).contract_value(whole=whole) == expected


def test_a_scale_is_shared() -> None:
    assert [token.figure.value for token in tokenise("80 en 2021 et 95 mille en 2022") if token.figure] == [
        80_000,
        2021,
        95_000,
        2022,
    ]


def test_about_is_kept() -> None:
    assert only_figure("une vingtaine") == exact(20, approximate=True)
    assert only_figure("environ 80 000").approximate


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("12/03/2019", day_period(2019, 3, 12)),
        ("2019-03-12", day_period(2019, 3, 12)),
        ("12 mars 2019", day_period(2019, 3, 12)),
        ("1er mars 2021", day_period(2021, 3, 1)),
        ("mars 21", month_period(2021, 3)),
        ("03/2021", month_period(2021, 3)),
        ("sept 2021", month_period(2021, 9)),
        ("31/02/2021", None),
    ],
)
def test_dates(text: str, period: tuple[date, date] | None) -> None:
    assert [token.period for token in tokenise(text)] == [period]


@pytest.mark.parametrize(
    "text",
    ["06 12 34 56 78", "06.12.34.56.78", "contact@label.fr", "www.label.fr", "siret 123 456 789 00012", "-5000 euros"],
)
def test_digits_that_are_no_figures(text: str) -> None:
    assert all(token.figure is None for token in tokenise(text))


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("chuis pas affilié.e jsp", "je suis pas affilie je sais pas"),
        ("Auteur·rice·s et salarié(e)s", "auteur et salarie"),
        ("C pas koi ?", "c est pas quoi ?"),
        ("ouiiii", "oui"),
        ("le CA, ça va", "le chiffreaffaires , cela va"),
        ("ca 2021", "chiffreaffaires <y1>"),
        ("où ou", "endroitou ou"),
        ("loi 1901", "loi"),
        ("👍", "oui"),
        ("qu'on n'a", "qu on n a"),
    ],
)
def test_rendered(text: str, rendered: str) -> None:
    assert render(tokenise(text))[0] == rendered


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("licennce", "licence"),
        ("partneaires", "partenaires"),
        ("fesitval", "festival"),
        ("assosciation", "association"),
        ("salaire", "salaire"),
        ("licencie", "licencie"),
        ("chanter", "chanter"),
        ("zzzzzz", "zzzzzz"),
    ],
)
def test_typos(typed: str, read: str) -> None:
    assert corrected(typed) == read


def test_key_words_are_left_alone() -> None:
    assert [word for word in KEY_WORDS if corrected(word) != word] == []


def test_places_in_the_raw_text() -> None:
    raw = "Œuvre : on a fait « 80 000 € » à Sète"
    token = next(token for token in tokenise(raw) if token.figure is not None)
    assert raw[token.start : token.end] == "80 000 €"
    folded, offsets = fold_with_offsets(raw)
    assert offsets is not None
    assert len(offsets) == len(folded) + 1


def test_folding() -> None:
    assert fold("ÉLÈVE\u202f’n°") == "eleve 'n "
    assert fold_name("St-Gély-du-Fesc") == "saint gely du fesc"

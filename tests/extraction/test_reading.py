"""Whole messages: what is settled between several findings, and what no message may do."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.reading import read
from tests.extraction.hearing import BEFORE_DEADLINE, EDITION, Either, heard

CA = "chiffre_affaires"
SETTLED: list[tuple[str, dict[str, Any]]] = [
    ("2021 : 80 000, pardon 85 000 en 2021", {f"{CA}.2021": 85_000}),
    ("80 000 en 2021 et 85 000 en 2021", {f"{CA}.2021": Either(80_000, 85_000)}),
    ("on existe depuis 2019, ça fait 5 ans qu'on existe", {"mois_activite": 61}),
    ("on est 2 structures, pardon on est 3 structures", {"nb_acteurs": 3}),
]


@pytest.mark.parametrize(("text", "expected"), SETTLED)
def test_settled(text: str, expected: dict[str, Any]) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("text", "is_correction"),
    [
        ("en fait on a aussi la licence 3", True),
        ("pardon c'est 2022 les 95 000", True),
        ("je me suis trompée", True),
        ("non, l'autre", True),
        ("ça y est, on est affiliés", True),
        ("non pas encore", False),
        ("on est un label", False),
    ],
)
def test_corrections(text: str, is_correction: bool) -> None:
    assert read(text, None, BEFORE_DEADLINE, EDITION).correction is is_correction


def test_spans_are_places_in_the_raw_text() -> None:
    text = "Bonjour, label à Sète 🎸, 80 k€ en 2021"
    spans = read(text, None, BEFORE_DEADLINE, EDITION).spans
    assert {key: text[start:end] for key, (start, end) in spans.items()} == {
        "type_structure": "label",
        "occitanie": "Sète",
        f"{CA}.2021": "80 k€",
    }


@pytest.mark.parametrize(
    ("text", "today", "months"),
    [
        ("créée en mars 2021", date(2024, 2, 1), 36),  # counted to the deadline
        ("créée en mars 2021", date(2024, 3, 7), 36),
        ("créée en mars 2021", date(2026, 3, 1), 60),  # once it is past, to the day
        ("créée le 8 mars 2022", date(2024, 2, 1), 23),
        ("créée le 7 mars 2022", date(2024, 2, 1), 24),
        ("on existe depuis 2 ans et demi", date(2026, 3, 1), 30),
    ],
)
def test_the_clock(text: str, today: date, months: int) -> None:
    assert heard(text, today=today) == {"mois_activite": months}


def test_last_year_depends_on_the_day() -> None:
    assert heard("80 000 de CA l'an dernier", today=date(2023, 5, 1)) == {f"{CA}.2022": 80_000}
    assert heard("80 000 de CA l'an dernier") == {"note:annee_hors_edition": {"annee": 2023, "montant": 80_000}}


HOSTILE = [
    "",
    " ",
    "?",
    "!!! ...",
    ", ?",
    "\x00\x01\x02",
    "😀🎸",
    "\u202e\u200fمرحبا بكم",
    "q" * 2_000,
    "1" * 2_000,
    "1 " * 1_000,
    "1 111 " * 330,
    "moins de " * 220,
    "licence 2 et 3 " * 130,
    "80 000 en 2021 et " * 110,
    "je sais pas " * 160,
    "si " * 660,
    "( " * 1_000,
    "-" * 2_000,
    "\n" * 2_000,
    "@" * 2_000,
    "é🤷" * 1_000,
    "\ud800 x",
    "<n0> <y1> <m99>",
    "entre entre et et a a ou ou 2 2",
]
QUESTIONS = (None, *EDITION.question_keys)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_messages(text: str) -> None:
    start = time.perf_counter()
    for question in (None, "mois_activite", "licences", "chiffre_affaires.2021"):
        read(text, question, BEFORE_DEADLINE, EDITION)
    assert time.perf_counter() - start < 5, "time must stay linear in the length of the message"


PIECES = st.sampled_from(
    [
        *"0123456789.,;:?!()-/'€%éàç \n",
        *(
            "on ",
            "est ",
            "label",
            "licence",
            " 2 ",
            " 80k ",
            "en 2021",
            "mars ",
            "à Sète ",
            "pas ",
            "si ",
            "et ",
            "ou ",
        ),
        *("moins de ", "entre ", "un mi-temps ", "ETP", "partenaires ", "12/03/2019", "oui", "non"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    text=st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60)),
    question=st.sampled_from(QUESTIONS),
)
def test_nothing_breaks(text: str, question: str | None) -> None:
    reading = read(text, question, BEFORE_DEADLINE, EDITION)
    for finding in reading.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
    assert set(reading.facts) <= set(EDITION.faits)


def test_ordinary_messages_are_fast() -> None:
    text = "slt on est un label a toulouse, créé en 2019, on fait 80k en 2021 et 95k en 2022, licences 2 et 3"
    read(text, None, BEFORE_DEADLINE, EDITION)
    durations = []
    for _ in range(20):
        start = time.perf_counter()
        read(text, None, BEFORE_DEADLINE, EDITION)
        durations.append(time.perf_counter() - start)
    assert min(durations) < 0.02, "ten times what it takes on an idle machine"

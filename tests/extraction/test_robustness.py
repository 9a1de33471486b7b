"""Whatever is typed is read without a fault: words of every kind, shuffled, against every question."""

import random
from datetime import date

import pytest

from bot.extraction.reading import read
from bot.extraction.supposing import supposed
from rules_kb import newest_edition

DAY = date(2024, 2, 1)
EDITION = newest_edition()
TYPED = """
on est un label à Sète Saint-Gély oui non pas la licence 2 et 3 les deux 80k 2021 en 0/0 M€ 1,5 75% 31000 12/2021
01/07/2018 ? ! … 🎸 « » ( ) - si avec budget de 30 000 en fait pardon festival avril depuis mi-temps ETP partenaires
clips major SPPF mentorat coopération artiste rappeur d'Occitanie dans le 34 jamais je sais pas c'est combien notre
voisin avait aide subvention 320 h trois ans moins plus ça dépend
"""
WORDS = TYPED.split()


def test_shuffled_words_are_read_without_a_fault() -> None:
    draw = random.Random(7)
    for _ in range(3_000):
        text = " ".join(draw.choices(WORDS, k=draw.randint(0, 14)))
        question = draw.choice([None, *EDITION.question_keys])
        read(text, question, DAY, EDITION)
        supposed(text, question, DAY, EDITION)


@pytest.mark.parametrize(
    "text", ["01/07/2018", "15/03/2019 à Nîmes", "2019-03-15", "?", "🎸🎸🎸 !!!", "", "budget 0/0 M€"]
)
@pytest.mark.parametrize("question", [None, *EDITION.question_keys])
def test_what_once_failed(text: str, question: str | None) -> None:
    read(text, question, DAY, EDITION)
    supposed(text, question, DAY, EDITION)


def test_five_digits_are_a_sum_where_a_sum_is_asked() -> None:
    assert read("12000", "budget_action", DAY, EDITION).facts == {"budget_action": 12_000}
    assert read("12000", "occitanie", DAY, EDITION).facts == {"occitanie": True}


def test_no_number_of_dates_is_called_significant() -> None:
    reading = read("on fait 8 concerts par an", "activite_significative_occitanie", DAY, EDITION)
    assert ("activite_significative_occitanie", [True, False]) in reading.ambiguous
    assert "activite_significative_occitanie" not in reading.facts

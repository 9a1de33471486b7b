"""Facts in words."""

import pytest

from actions.wording import expected
from rules_kb import newest_edition


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("autofinancement_pct", "un nombre, de 0 % à 100 %"),
        ("chiffre_affaires.2021", "un nombre, au moins 0 €"),
        ("besoin", "l'une des réponses proposées"),
        ("occitanie", "l'une des réponses proposées"),
    ],
)
def test_what_an_answer_may_be(key: str, words: str) -> None:
    assert expected(newest_edition(), key).replace("\xa0", " ").replace("\u202f", " ") == words

"""A figure put in the place of another without a word of what it counts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.hearing import heard

YES_NO = "taxes_a_jour"
MESSAGES: list[tuple[str, dict[str, Any]]] = [
    ("attends, on sera finalement 2 et pas 3", {"avant": 3, "apres": 2}),
    ("ah non pas 80 mais 95", {"avant": 80, "apres": 95}),
    ("pardon c'est 36 au lieu de 24", {"avant": 24, "apres": 36}),
    ("oups 4 pas 5", {"avant": 5, "apres": 4}),
    ("trois plutôt que deux", {"avant": 2, "apres": 3}),
]


@pytest.mark.parametrize(("text", "expected"), MESSAGES)
def test_a_replaced_figure_is_noted_and_answers_no_yes_or_no_question(text: str, expected: dict[str, Any]) -> None:
    assert heard(text, YES_NO) == {"note:remplacement": expected}


def test_a_figure_with_its_name_is_read_as_such() -> None:
    assert "note:remplacement" not in heard("on sera 2 partenaires et pas 3", YES_NO)


def test_where_a_figure_is_asked_the_figure_answers() -> None:
    assert heard("2 et pas 3", "nb_acteurs") == {"nb_acteurs": 2}

from typing import Any

import pytest

from rules_kb import newest_edition
from rules_kb.models import Comparison, Fact
from rules_kb.quantities import parse_quantity
from rules_kb.representatives import figures, ranges, representative_values

VALUES = representative_values(newest_edition())


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("occitanie", (True, False)),
        ("affiliation_cnm", ("oui", "en_cours", "non")),
        ("mois_activite", (23, 24)),
        ("nb_acteurs", (1, 2, 3)),
        ("chiffre_affaires.2021", (99_999.99, 100_000)),
        ("etp_hors_artistique", (0.19, 0.2)),
        ("part_couts_ue", (49.99, 50)),
        ("duree_projet_ans", (2, 2.01)),
        ("licences", ((), (1,), (2,), (3,), (1, 2), (1, 3), (2, 3), (1, 2, 3))),
        ("budget_action", (0, 1)),
    ],
)
def test_both_sides_of_every_threshold_and_every_choice(key: str, values: tuple[Any, ...]) -> None:
    assert VALUES[key] == values


@pytest.mark.parametrize(
    ("key", "cut"),
    [
        ("chiffre_affaires.2022", ({"moins_de": 100_000}, {"au_moins": 100_000})),
        ("nb_acteurs", ({"moins_de": 2}, 2, {"au_moins": 3})),
        ("duree_projet_ans", ()),
        ("budget_action", ()),
        ("occitanie", ()),
        ("licences", ()),
    ],
)
def test_a_figure_is_cut_at_the_thresholds(key: str, cut: tuple[Any, ...]) -> None:
    assert ranges(newest_edition(), key) == cut


def test_every_question_has_some() -> None:
    assert set(VALUES) == set(newest_edition().question_keys)
    assert all(VALUES.values())


@pytest.mark.parametrize(
    ("operator", "limit", "expected"),
    [
        ("au_moins", "2 acteurs", (1, 2)),
        ("plus_de", "2 acteurs", (2, 3)),
        ("au_moins", "2,5 acteurs", (2, 3)),
        ("plus_de", "2,5 acteurs", (2, 3)),
        ("moins_de", "0 acteurs", (0,)),
    ],
)
def test_whole_numbers_stay_whole(operator: Any, limit: str, expected: tuple[int, ...]) -> None:
    fact = Fact.construct(type="entier", minimum=0, maximum=None)
    assert figures(fact, [Comparison("x", operator, parse_quantity(limit))]) == expected

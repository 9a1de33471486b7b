"""Which articles answer."""

import pytest

from actions.faq import other_article
from rules_kb import newest_edition


@pytest.mark.parametrize(
    ("told", "ranked", "asked"),
    [
        ("avance_cooperation", [], "avance_structuration"),
        ("avance_cooperation", ["avance_cooperation", "montant_structuration"], "avance_structuration"),
        (
            "criteres_cooperation",
            ["date_limite", "criteres_structuration", "criteres_mentorat"],
            "criteres_structuration",
        ),
        ("criteres_cooperation", ["criteres_mentorat"], "criteres_mentorat"),
        ("contrat_periode", ["structuration_presentation"], "contrat_periode"),
        (None, ["structuration_presentation"], "structuration_presentation"),
        ("article_disparu", ["mentorat_presentation"], "mentorat_presentation"),
        (None, [], None),
    ],
)
def test_the_same_of_another_scheme(told: str | None, ranked: list[str], asked: str | None) -> None:
    assert other_article(newest_edition(), told, ranked) == asked

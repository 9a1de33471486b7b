"""The five rules of the recommendation, on statuses alone."""

import pytest

from rules_kb.compiled import STATUSES
from rules_kb.models import Recommendation
from rules_kb.recommendation import Decision, recommend

RULES = Recommendation(fait="besoin", appels=["structuration", "cooperation"], repli="mentorat")
SHORT = {"E": "eligible", "R": "eligible_sous_reserve", "?": "a_confirmer", "…": "a_completer", "N": "non_eligible"}


def decide(wanted: str | None, structuration: str, cooperation: str, mentorat: str) -> Decision:
    statuses = {"structuration": structuration, "cooperation": cooperation, "mentorat": mentorat}
    ranks = {scheme: STATUSES.index(SHORT[letter]) for scheme, letter in statuses.items()}  # type: ignore[arg-type]
    return recommend(RULES, ranks, wanted)


@pytest.mark.parametrize(
    ("wanted", "statuses", "recommended", "pending"),
    [
        # 1. The fallback is wanted and possible.
        ("mentorat", "EEE", "mentorat", ()),
        ("mentorat", "EE?", "mentorat", ()),
        ("mentorat", "EE…", "mentorat", ("mentorat",)),
        ("mentorat", "EEN", "structuration", ()),
        ("mentorat", "…NN", None, ("structuration",)),
        # 2. The call wanted is not complete.
        ("cooperation", "E…E", None, ("cooperation",)),
        ("structuration", "…EE", None, ("structuration",)),
        # 3. A call is possible: the one wanted, the better, the first.
        ("cooperation", "E?E", "cooperation", ()),
        ("structuration", "?EE", "structuration", ()),
        ("structuration", "NRE", "cooperation", ()),
        ("indecis", "REE", "cooperation", ()),
        ("indecis", "?RE", "cooperation", ()),
        ("indecis", "EEE", "structuration", ()),
        (None, "??E", "structuration", ()),
        (None, "…?E", "cooperation", ()),
        ("indecis", "R…E", "structuration", ()),
        # 4. A call is not complete.
        ("indecis", "……E", None, ("structuration", "cooperation")),
        ("cooperation", "…NE", None, ("structuration",)),
        (None, "N…N", None, ("cooperation",)),
        # 5. The fallback, or none.
        ("cooperation", "NNE", "mentorat", ()),
        ("indecis", "NN…", "mentorat", ("mentorat",)),
        ("indecis", "NN?", "mentorat", ()),
        (None, "NNN", "aucun", ()),
        ("mentorat", "NNN", "aucun", ()),
    ],
)
def test_the_first_rule_that_fits(
    wanted: str | None, statuses: str, recommended: str | None, pending: tuple[str, ...]
) -> None:
    assert decide(wanted, *statuses) == Decision(recommended, pending)

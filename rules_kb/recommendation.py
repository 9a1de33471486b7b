"""Which scheme is recommended (contract section 2), out of the ranks of the schemes and of what the person wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .compiled import NOT_ELIGIBLE, TO_COMPLETE
from .models import Recommendation

NONE = "aucun"
"""Recommended when no scheme is possible: the person is told whom to ask."""


class Decision(NamedTuple):
    """What is recommended (None: not settled yet), and the schemes whose missing facts that depends on.

    Nothing is left to ask when `pending` is empty.
    """

    scheme: str | None
    pending: tuple[str, ...]


def recommend(rules: Recommendation, ranks: Mapping[str, int], wanted: str | None) -> Decision:
    """Return the recommendation, the first rule that fits.

    Args:
        rules: the calls in order of preference, and the fallback.
        ranks: scheme id → rank of its status (`compiled.STATUSES`).
        wanted: the scheme the person wants; another value, or None, is no preference.
    """
    calls = rules.appels
    incomplete = tuple(call for call in calls if ranks[call] == TO_COMPLETE)
    fallback = Decision(rules.repli, (rules.repli,) if ranks[rules.repli] == TO_COMPLETE else ())
    if wanted == rules.repli and ranks[rules.repli] != NOT_ELIGIBLE:
        return fallback
    if wanted in incomplete:
        return Decision(None, (wanted,))
    possible = [call for call in calls if ranks[call] < TO_COMPLETE]
    if possible:
        return Decision(min(possible, key=lambda call: (call != wanted, ranks[call])), ())
    if incomplete:
        return Decision(None, incomplete)
    if ranks[rules.repli] != NOT_ELIGIBLE:
        return fallback
    return Decision(NONE, ())

"""The classes of the values of facts, as the models that read answers and statements tell them apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rules_kb import Edition


def label_of(value: Any) -> str:
    """Return the class of a value: as JSON has it."""
    return json.dumps(value)


def values_of(edition: Edition) -> dict[str, list[str]]:
    """Return for each fact the classes of its values: none for one that is no choice and no yes or no."""
    return {
        fact.id: ([label_of(choice.id) for choice in fact.choix] or [label_of(True), label_of(False)])
        if fact.is_asked_in_words
        else []
        for fact in edition.faits.values()
    }

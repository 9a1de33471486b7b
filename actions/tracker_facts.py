"""From a tracker to the facts of the knowledge base, and back to slots.

A slot holds one answer: empty when the fact is absent, `UNKNOWN` when the person does not know it, else the value
in the form of the public contract. Slots are named after the question keys, `.` written `_`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from rules_kb import Edition, Facts, check_facts, slot_of

UNKNOWN: dict[str, bool] = {"inconnu": True}
"""Slot value of a fact that was asked and that the person does not know (Rasa reads None as an empty slot)."""


def key_of(edition: Edition, slot: str | None) -> str | None:
    """Return the question key of a slot, or None when the slot holds no fact."""
    return next((key for key in edition.question_keys if slot_of(key) == slot), None)


def answers(edition: Edition, tracker: Tracker) -> dict[str, Any]:
    """Return what is known, question key to value; None stands for « does not know »."""
    known: dict[str, Any] = {}
    for key in edition.question_keys:
        value = tracker.get_slot(slot_of(key))
        if value is not None:
            known[key] = None if value == UNKNOWN else value
    return known


def facts_of(edition: Edition, known: Mapping[str, Any]) -> Facts:
    """Return the checked facts of the answers `known` (question key to value).

    Raises rules_kb.FactError when a value is out of its type or range.
    """
    raw: dict[str, Any] = {}
    for key, value in known.items():
        fact, _, part = key.partition(".")
        if part:
            raw.setdefault(fact, {})[part] = value
        else:
            raw[fact] = value
    return check_facts(edition, raw)


def spread(statement: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield (question key, value) for facts in the form of the contract: a yearly fact gives one pair a year."""
    for fact, value in statement.items():
        if isinstance(value, Mapping) and all(part.isdigit() for part in value):
            for year, amount in value.items():
                yield f"{fact}.{year}", amount
        else:
            yield fact, value


def remember(key: str, value: Any) -> EventType:
    """Return the event that stores the answer `value` (None: does not know)."""
    return SlotSet(slot_of(key), UNKNOWN if value is None else value)


def forget(key: str) -> EventType:
    """Return the event that makes a fact absent again."""
    return SlotSet(slot_of(key), None)

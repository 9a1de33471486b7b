"""What a message changes in what is known: facts learnt, corrected, contradicted, declared unknown.

Runs on every message, in the form and out of it, before any rule: a fact said in passing is never lost.
"""

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.tracker_facts import UNKNOWN, answers, facts_of, forget, key_of, remember, spread
from rules_kb import Edition, FactError, newest_edition


@dataclass
class Heard:
    """One message as the extractor gives it, in question keys."""

    statements: list[tuple[str, Any]]
    unknown: list[str] = field(default_factory=list)
    correction: bool = False
    ambiguous: list[tuple[str, list[Any]]] = field(default_factory=list)
    seat_elsewhere: str | None = None
    added: list[tuple[str, list[Any]]] = field(default_factory=list)
    removed: list[tuple[str, list[Any]]] = field(default_factory=list)
    replaced: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class Exchange:
    """What a message changed, for the reply to say; stored in the slot `echange`."""

    message_id: str | None = None
    learnt: list[str] = field(default_factory=list)
    corrected: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seat_elsewhere: str | None = None

    @property
    def answered(self) -> bool:
        """Whether the message told something, be it something to clear up."""
        return bool(self.learnt or self.doubts or self.refused or self.seat_elsewhere)

    def is_unclear(self, key: str | None) -> bool:
        """Whether the message can be read in several ways as an answer to `key`."""
        return any(doubt["fait"] == key and doubt["motif"] == AMBIGUOUS for doubt in self.doubts)


CONTRADICTION, AMBIGUOUS = "contradiction", "ambigu"
"""Why a fact is to be cleared up: two statements at odds, or one that can be read in several ways."""


def doubt_about(key: str, values: list[Any] | None = None, motif: str | None = None) -> dict[str, Any]:
    """Return a question to put first: the slot `a_eclaircir` holds those to come.

    `values` are the answers to choose from, None for those that the question always has; `motif` says why it is asked.
    """
    return {"fait": key, "valeurs": values, "motif": motif}


def still_to_clear_up(edition: Edition, tracker: Tracker, known: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the doubts whose fact is still not known, oldest first."""
    return [
        doubt
        for doubt in tracker.get_slot("a_eclaircir") or []
        if not any(key in known for key in _keys_of(edition, doubt["fait"]))
    ]


def exchange_of(tracker: Tracker) -> Exchange:
    """Return what the last message changed."""
    return Exchange(**(tracker.get_slot("echange") or {}))


def hear(edition: Edition, message: dict[str, Any], pending: str | None) -> Heard:
    """Read the entities of a message; `pending` is the key of the question it may answer."""
    entities: dict[str, Any] = {}
    statements: list[tuple[str, Any]] = []
    for entity in message.get("entities", []):
        name, value = entity["entity"], entity["value"]
        if name in edition.faits:
            statements += spread({name: value})
        else:
            entities.setdefault(name, []).append(value)
    unknown = entities.get("inconnu", [])
    if "valeur" in entities:
        key, value = entities["fait"][0], entities["valeur"][0]
        if value == UNKNOWN:
            unknown.append(key)
        else:
            statements += spread({key: value})
    if entities.get("rubrique", [None])[0]:
        statements.append((edition.recommandation.fait, entities["rubrique"][0]))
    if message.get("intent", {}).get("name") == "ne_sait_pas" and pending and not statements:
        unknown = [pending]
    return Heard(
        statements=statements,
        unknown=unknown,
        # A button says what it says: it replaces what was known without a question back.
        correction="correction" in entities or "valeur" in entities,
        ambiguous=[(reading["fait"], reading["lectures"]) for reading in entities.get("ambigu", [])],
        seat_elsewhere=entities.get("lieu_hors_occitanie", [None])[0],
        added=[(part["fait"], part["valeur"]) for part in entities.get("ajout", [])],
        removed=[(part["fait"], part["valeur"]) for part in entities.get("retrait", [])],
        replaced=[(figure["avant"], figure["apres"]) for figure in entities.get("remplacement", [])],
    )


def _keys_of(edition: Edition, key: str) -> tuple[str, ...]:
    """Return the question keys that `key` stands for: itself, or those of a yearly fact whose year is not said."""
    return (key,) if key in edition.question_keys else edition.fact_of(key).cles


def take_in(
    edition: Edition, known: dict[str, Any], heard: Heard, pending: str | None
) -> tuple[dict[str, Any], Exchange]:
    """Return (what is known afterwards, what changed). Pure: `known` is left as it is.

    A new value replaces the old one when a correcting word says so, when the question was just asked, or when the
    person did not know before; otherwise two values at odds make a contradiction: the fact becomes absent again
    and both values are put to the person. What can be read in several ways is put to them too, unless it is known.
    """
    after = dict(known)
    exchange = Exchange(seat_elsewhere=heard.seat_elsewhere)
    for key in heard.unknown:
        after[key] = None
        exchange.learnt.append(key)
    statements = dict(heard.statements)
    correction = heard.correction
    for changes, change in ((heard.added, set.union), (heard.removed, set.difference)):
        for key, part in changes:
            before = statements.get(key, known.get(key))
            if before is None and change is set.difference:
                continue  # « not the licence 2 » says nothing of the others
            # « aussi la licence 3 » changes what was said before: it corrects by itself.
            statements[key] = sorted(change(set(before or ()), part))
            correction = True
    for before, figure in heard.replaced:
        replaced = _with_figure(known, before, figure)
        statements |= replaced
        correction = correction or bool(replaced)
    for key, value in statements.items():
        old = known.get(key)
        if old is not None and old == value:
            exchange.learnt.append(key)
            continue
        try:
            facts_of(edition, {key: value})
        except FactError:
            exchange.refused.append(key)
            continue
        if old is None or _narrows(old, value) or key == pending:
            after[key] = value
            exchange.learnt.append(key)
        elif correction:
            after[key] = value
            exchange.learnt.append(key)
            exchange.corrected.append({"fait": key, "avant": old, "apres": value})
        else:
            after.pop(key, None)
            exchange.doubts.append(doubt_about(key, [old, value], CONTRADICTION))
    for key, values in sorted(heard.ambiguous, key=lambda reading: reading[0] != pending):
        own_keys = _keys_of(edition, key)
        if correction:
            after = {
                known_key: v for known_key, v in after.items() if known_key not in own_keys or known_key in statements
            }
        if not any(own_key in after for own_key in own_keys):
            exchange.doubts.append(doubt_about(key, values, AMBIGUOUS))
    return after, exchange


def _with_figure(known: dict[str, Any], before: float, figure: float) -> dict[str, Any]:
    """Return the one fact known to be `before`, with `figure` in its place; nothing when none or several are.

    « 95 et pas 80 » may be said of 80 000 euros.
    """
    for unit in (1, 1000):
        held = [key for key, value in known.items() if _is_number(value) and value == before * unit]
        if len(held) > 1:
            return {}
        if held:
            value = figure * unit
            return {held[0]: int(value) if value == int(value) else value}
    return {}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _narrows(old: Any, new: Any) -> bool:
    """Whether `new` makes the bound `old` more precise: « moins de 100 000 », then « 80 000 »."""
    if not isinstance(old, dict):
        return False
    low, high = old.get("au_moins", float("-inf")), old.get("moins_de", float("inf"))
    if isinstance(new, dict):
        return bool(new.get("au_moins", low) >= low and new.get("moins_de", high) <= high)
    return bool(low <= new < high)


class ActionUnderstand(Action):
    """Stores in the slots what the last message says, whatever its intent."""

    def name(self) -> str:
        """Return Rasa's name for the action that fills custom slots after each message."""
        return "action_validate_slot_mappings"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Return the slots that the message changes, and `echange`."""
        edition = newest_edition()
        message_id = tracker.latest_message.get("message_id")
        if exchange_of(tracker).message_id == message_id:
            return []  # Rasa extracts slots again when a form starts: the message is heard once.
        pending = key_of(edition, tracker.get_slot("requested_slot"))
        known = answers(edition, tracker)
        after, exchange = take_in(edition, known, hear(edition, tracker.latest_message, pending), pending)
        exchange.message_id = message_id
        events = [remember(key, value) for key, value in after.items() if known.get(key, ...) != value]
        events += [forget(key) for key in known if key not in after]
        if exchange.doubts:
            # The newest first: they are what was just spoken of.
            older = still_to_clear_up(edition, tracker, after)
            new = {doubt["fait"] for doubt in exchange.doubts}
            older = [doubt for doubt in older if doubt["fait"] not in new]
            events.append(SlotSet("a_eclaircir", [*exchange.doubts, *older]))
        return [*events, SlotSet("echange", vars(exchange))]

"""The form: which question comes next is the planner's decision, how it is put is decided here."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ACTION_LISTEN_NAME
from rasa_sdk.types import DomainDict

from actions import messages
from actions.phrases import phrase
from actions.tracker_facts import answers, facts_of, key_of, remember, slot_of
from actions.understanding import Exchange, exchange_of
from actions.wording import key_label, value_label
from rules_kb import Edition, Facts, evaluate, newest_edition, next_question, today

FORM = "eligibilite_form"

ANSWERING = {"informer", "affirmer", "nier", "ne_sait_pas", "choisir", "incompris"}
"""Intents that answer the pending question, well or not: the form keeps the floor."""

SET_ASIDE_WHEN_TOLD = {"saluer", "remercier", "hors_sujet", "insulter", "comparer"}
"""Intents that give way to the facts said in the same message (« Bonjour, on est un label à Sète »)."""

FAILURES_BEFORE_GIVING_UP = 3


def gives_way(tracker: Tracker, exchange: Exchange) -> bool:
    """Whether the message is for the rules: a question or a request, not an answer."""
    # The SDK's own accessor reads the ranking, whose best label the classifier may have set aside.
    intent = tracker.latest_message["intent"]["name"]
    if intent in ANSWERING:
        return False
    return not (exchange.answered and intent in SET_ASIDE_WHEN_TOLD)


def just_spoken(tracker: Tracker) -> bool:
    """Whether the form hears the message first, rather than coming back to its question after a digression."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return True
        if event["event"] == "action_execution_rejected":
            return False
        if event["event"] == "action" and event["name"] not in {ACTION_LISTEN_NAME, FORM}:
            return False
    return False


def next_key(edition: Edition, facts: Facts, known: dict[str, Any]) -> tuple[str | None, int]:
    """Return (key of the next question or None, number of questions that may follow it).

    Once the planner needs nothing more, someone who came for a scheme is asked what prepares its next step
    (for the mentoring scheme: the role and the theme, for the questionnaire).
    """
    plan = next_question(edition, facts, today())
    wanted = edition.dispositifs.get(known.get(edition.recommandation.fait) or "")
    complements = [key for key in wanted.complements if key not in known] if wanted else []
    if plan.fait is not None:
        return plan.fait, plan.restantes_max - 1 + len(complements)
    if wanted and complements and evaluate(edition, facts, today()).recommandation == wanted.id:
        return complements[0], len(complements) - 1
    return None, 0


class ValidateEligibiliteForm(Action):
    """Runs at each turn of the form: gives way to digressions, else asks the next question or ends."""

    def name(self) -> str:
        """Return the name under which Rasa's form calls its validation."""
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Return the requested slot (None ends the form) or a rejection; utter the question."""
        edition = newest_edition()
        exchange = exchange_of(tracker)
        heard_now = just_spoken(tracker)
        active = (tracker.active_loop or {}).get("name") == FORM
        if heard_now and active and gives_way(tracker, exchange):
            return [ActionExecutionRejected(FORM)]

        known = answers(edition, tracker)
        pending = key_of(edition, tracker.get_slot("requested_slot"))
        failures = dict(tracker.get_slot("echecs") or {})
        events: list[EventType] = []
        intro = ""
        unclear = exchange.ambiguous is not None and exchange.ambiguous["fait"] == pending
        if heard_now and exchange.answered and not (unclear and failures.get(pending)):
            intro = acknowledgement(edition, exchange, known, pending)
            if unclear and pending:
                events.append(SlotSet("echecs", {**failures, pending: 1}))
        elif heard_now and pending:
            failures[pending] = failures.get(pending, 0) + 1
            events.append(SlotSet("echecs", failures))
            if failures[pending] >= FAILURES_BEFORE_GIVING_UP:
                known[pending] = None
                events.append(remember(pending, None))
                intro = phrase("abandon", fait=key_label(edition, pending))
            else:
                messages.utter(dispatcher, messages.not_understood("incompris", phrase("reponse_incomprise")))

        key = tracker.get_slot("question_prioritaire")
        remaining = 0
        planned, after = next_key(edition, facts_of(edition, known), known)
        if key is None or key in known:
            if key is not None:
                events.append(SlotSet("question_prioritaire", None))
            key, remaining = planned, after
        elif planned is not None:
            remaining = after + 1
        if key is None:
            if intro:
                messages.utter(dispatcher, messages.plain(intro))
            return [*events, SlotSet("question_prioritaire", None), SlotSet("requested_slot", None)]

        if key == pending and not heard_now:
            intro = phrase("retour")
        asked = [*dict.fromkeys([*(tracker.get_slot("questions_posees") or []), key])]
        at_odds = exchange.contradiction or exchange.ambiguous
        values = at_odds["valeurs"] if at_odds and at_odds["fait"] == key else None
        messages.utter(
            dispatcher,
            messages.question(edition, key, asked=len(asked), remaining=remaining, intro=intro, values=values),
        )
        # Rasa takes a validation that sets no slot but the requested one for a refusal: the list is set each time.
        return [*events, SlotSet("questions_posees", asked), SlotSet("requested_slot", slot_of(key))]


def acknowledgement(edition: Edition, exchange: Exchange, known: dict[str, Any], pending: str | None) -> str:
    """Return what is said of a message before the next question.

    That is: what was told beside the answer to `pending`, what changed, what is at odds, what is refused.
    """
    corrected = {change["fait"] for change in exchange.corrected}
    aside = [key for key in exchange.learnt if key not in corrected and key != pending and key in known]
    parts = []
    if aside:
        told = [f"{key_label(edition, key)}, {value_label(edition, key, known[key])}" for key in aside]
        parts.append(phrase("note", faits=" ; ".join(told)))
    if exchange.refused:
        parts.append(exchange.refused)
    for change in exchange.corrected:
        parts.append(
            phrase(
                "corrige",
                fait=key_label(edition, change["fait"]),
                avant=value_label(edition, change["fait"], change["avant"]),
                apres=value_label(edition, change["fait"], change["apres"]),
            )
        )
    if exchange.contradiction:
        old, new = exchange.contradiction["valeurs"]
        key = exchange.contradiction["fait"]
        parts.append(
            phrase("contradiction", avant=value_label(edition, key, old), apres=value_label(edition, key, new))
        )
    if exchange.ambiguous:
        parts.append(phrase("ambigu"))
    if exchange.seat_elsewhere:
        parts.append(phrase("siege_ailleurs", lieu=exchange.seat_elsewhere))
    return " ".join(parts)

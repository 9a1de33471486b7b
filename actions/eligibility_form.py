"""The form: which question comes next is the planner's decision, how it is put is decided here."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ACTION_LISTEN_NAME
from rasa_sdk.types import DomainDict

from actions import messages
from actions.phrases import phrase
from actions.tracker_facts import answers, facts_of, key_of, remember
from actions.understanding import AMBIGUOUS, CONTRADICTION, Exchange, exchange_of, still_to_clear_up
from actions.wording import expected, key_label, options, value_label
from rules_kb import Edition, Facts, evaluate, newest_edition, next_question, ranges, slot_of, today

FORM = "eligibilite_form"

ANSWERING = {"informer", "affirmer", "nier", "ne_sait_pas", "choisir", "incompris"}
"""Intents that answer the pending question, well or not: the form keeps the floor."""

SET_ASIDE_WHEN_TOLD = {"saluer", "remercier", "demander_aide", "hors_sujet", "insulter", "comparer"}
"""Intents that give way to the facts said in the same message (« Bonjour, on est un label à Sète »)."""

FAILURES_BEFORE_REPHRASING = 2
FAILURES_BEFORE_GIVING_UP = 3


def gives_way(tracker: Tracker, exchange: Exchange) -> bool:
    """Whether the message is for the rules: a question or a request, not an answer."""
    # The SDK's own accessor reads the ranking, whose best label the classifier may have set aside.
    intent = tracker.latest_message["intent"]["name"]
    if intent in ANSWERING:
        return False
    if "?" in (tracker.latest_message.get("text") or ""):
        # What a question off the subject holds was not told to be noted: « j'ai le droit de repeindre mon studio ? ».
        return True
    if intent == "hors_sujet" and is_repeated(tracker):
        return False  # who says an aside again, word for word, was answering
    return not (exchange.answered and intent in SET_ASIDE_WHEN_TOLD)


def is_repeated(tracker: Tracker) -> bool:
    """Whether the last two messages are the same: the reply to the first was not what the person needed."""
    said = [event.get("text") for event in tracker.events if event["event"] == "user"]
    return len(said) > 1 and said[-1] == said[-2]


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
    plan = next_question(edition, facts)
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
        unclear = exchange.is_unclear(pending)
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
                is_choosing = failures[pending] >= FAILURES_BEFORE_REPHRASING and bool(
                    options(edition, pending) or ranges(edition, pending)
                )
                text = phrase("reponse_encore_incomprise" if is_choosing else "reponse_incomprise")
                messages.utter(dispatcher, messages.not_understood("incompris", text))

        doubts = still_to_clear_up(edition, tracker, known)
        key, remaining = next_key(edition, facts_of(edition, known), known)
        values = None
        if doubts:
            remaining += len(doubts) - (key is None)
            key, values = doubts[0]["fait"], doubts[0]["valeurs"]
            intro = " ".join(filter(None, [intro, why_again(edition, doubts[0])]))
        elif key is not None and key == pending:
            if not heard_now:
                intro = phrase("retour")
            if failures.get(key, 0) >= FAILURES_BEFORE_REPHRASING:
                # A figure that can't be read: on which side of the thresholds it lies is enough.
                values = ranges(edition, key) or None
        # Rasa takes a validation that sets no slot but the requested one for a refusal: at the end this is set anyway.
        if key is None or doubts != (tracker.get_slot("a_eclaircir") or []):
            events.append(SlotSet("a_eclaircir", doubts))
        if key is None:
            if intro:
                messages.utter(dispatcher, messages.plain(intro))
            return [*events, SlotSet("requested_slot", None)]

        asked = [*dict.fromkeys([*(tracker.get_slot("questions_posees") or []), key])]
        messages.utter(
            dispatcher,
            messages.question(edition, key, asked=len(asked), remaining=remaining, intro=intro, values=values),
        )
        requested = slot_of(edition.fact_of(key).cles[0] if key not in edition.question_keys else key)
        return [*events, SlotSet("questions_posees", asked), SlotSet("requested_slot", requested)]


def why_again(edition: Edition, doubt: dict[str, Any]) -> str:
    """Return why a fact that was spoken of is asked about."""
    if doubt["motif"] == CONTRADICTION:
        before, after = (value_label(edition, doubt["fait"], value) for value in doubt["valeurs"])
        return phrase("contradiction", fait=key_label(edition, doubt["fait"]), avant=before, apres=after)
    return phrase("ambigu") if doubt["motif"] == AMBIGUOUS else ""


def acknowledgement(edition: Edition, exchange: Exchange, known: dict[str, Any], pending: str | None) -> str:
    """Return what is said of a message before the next question.

    That is: what was told beside the answer to `pending`, what changed, what is refused.
    """
    corrected = {change["fait"] for change in exchange.corrected}
    aside = [key for key in exchange.learnt if key not in corrected and key != pending and key in known]
    parts = []
    if aside:
        told = [f"{key_label(edition, key)}, {value_label(edition, key, known[key])}" for key in aside]
        parts.append(phrase("note", faits=" ; ".join(told)))
    for key in exchange.refused:
        parts.append(phrase("refuse", fait=key_label(edition, key), attendu=expected(edition, key)))
    for change in exchange.corrected:
        parts.append(
            phrase(
                "corrige",
                fait=key_label(edition, change["fait"]),
                avant=value_label(edition, change["fait"], change["avant"]),
                apres=value_label(edition, change["fait"], change["apres"]),
            )
        )
    if exchange.seat_elsewhere:
        parts.append(phrase("siege_ailleurs", lieu=exchange.seat_elsewhere))
    return " ".join(parts)

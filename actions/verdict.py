"""The verdict, and what follows from it: estimating an amount, the way to the mentoring questionnaire."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import messages
from actions.messages import Message
from actions.phrases import phrase
from actions.settings import settings
from actions.tracker_facts import answers, facts_of, forget, remember
from actions.understanding import doubt_about
from actions.verdict_message import budget_of, verdict_message
from actions.wording import whom_to_ask
from rules_kb import Edition, Facts, evaluate, forms, newest_edition, today

FORM_ADDRESS = "/webhooks/web/questionnaires"
"""Where the web channel takes a form that is filled in."""


class ActionVerdict(Action):
    """Gives the verdict on what is known; for the mentoring scheme, opens the way to its questionnaire."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_verdict"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the verdict and, for someone who wants a mentor or is one, the questionnaire."""
        edition = newest_edition()
        facts = facts_of(edition, answers(edition, tracker))
        verdict = evaluate(edition, facts, today())
        message = verdict_message(edition, facts, verdict, today())
        messages.utter(dispatcher, message)
        advised = verdict.recommandation
        if advised == edition.recommandation.repli and facts.get(edition.recommandation.fait) == advised:
            messages.utter(dispatcher, questionnaire_message(edition, facts))
        return [SlotSet("calendrier_annonce", True)] if message["ouverture"] else []


class ActionEstimerMontant(Action):
    """Asks for the budget, from which the funding plan is computed."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_estimer_montant"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Put the question of the budget first."""
        edition = newest_edition()
        verdict = evaluate(edition, facts_of(edition, answers(edition, tracker)), today())
        budget = budget_of(edition, verdict.recommandation)
        return [forget(budget), SlotSet("a_eclaircir", [doubt_about(budget)])] if budget else []


class ActionPreparerMentorat(Action):
    """Turns to the mentoring scheme someone to whom the calls are not open."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_preparer_mentorat"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Note that the mentoring scheme is what the person wants now."""
        recommendation = newest_edition().recommandation
        return [remember(recommendation.fait, recommendation.repli)]


class ActionOuvrirQuestionnaire(Action):
    """Opens the mentoring questionnaire for someone who asked for it."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_ouvrir_questionnaire"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the way to the questionnaire, pre-filled with what is known."""
        edition = newest_edition()
        messages.utter(dispatcher, questionnaire_message(edition, facts_of(edition, answers(edition, tracker))))
        return []


def questionnaire_message(edition: Edition, facts: Facts) -> Message:
    """Return the way to the mentoring questionnaire: its address if the staff gave it, else the form to fill in here.

    Where the edition has no form either, what is said is where the questionnaire is published.
    """
    known = settings()
    scheme = edition.dispositifs[edition.recommandation.repli]
    prefill: dict[str, Any] = {key: facts[key] for key in scheme.complements if facts.get(key) is not None}
    url, shown = known.questionnaire_url or None, None
    form = None if url else forms.form_for(edition, facts)
    if url:
        text = f"{phrase('questionnaire_lien')} {url}"
    elif form:
        # Who sends personal data is told whom to ask about them.
        contact = whom_to_ask() if known.contact else ""
        text = " ".join(filter(None, (phrase("questionnaire_formulaire"), edition.text(form.intro), contact)))
        prefill = forms.prefilled(edition, form, facts)
        shown = forms.as_shown(edition, form) | {"envoi": FORM_ADDRESS}
    elif url := known.site_url or None:
        text = f"{phrase('questionnaire_site')} {url}"
    else:
        text = phrase("questionnaire_absent")
    return {"type": "questionnaire", "text": text, "url": url, "prefill": prefill, "formulaire": shown}

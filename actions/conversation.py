"""The thread of the conversation: welcome, why, recap, starting over, and what is not for this assistant."""

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import messages
from actions.calendar import announcement
from actions.phrases import phrase
from actions.tracker_facts import answers, facts_of, forget, key_of
from actions.understanding import doubt_about
from actions.wording import asked_as
from rules_kb import newest_edition


class ActionAccueil(Action):
    """Welcomes: says that it is a machine, what it can do and that it does not decide."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_accueil"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the welcome; someone who comes from a call's page is told whether it is open."""
        edition = newest_edition()
        wanted = answers(edition, tracker).get(edition.recommandation.fait)
        calendar, events = announcement(edition, tracker, wanted)
        parts = [phrase("accueil")]
        if wanted in edition.dispositifs:
            parts.append(phrase("accueil_rubrique", dispositif=edition.dispositifs[wanted].phrase))
        messages.utter(dispatcher, messages.plain(" ".join([*parts, *calendar])))
        return events


class ActionPourquoi(Action):
    """Says why the pending question is asked."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_pourquoi"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the reason; without a pending question, say where the reasons of the verdict stand."""
        edition = newest_edition()
        pending = key_of(edition, tracker.get_slot("requested_slot"))
        text = asked_as(edition, pending, "pourquoi") if pending else phrase("pourquoi_sans_question")
        messages.utter(dispatcher, messages.plain(text))
        return []


class ActionRecapituler(Action):
    """Lists what is understood so far."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_recapituler"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the recap, each answer with a choice that corrects it."""
        edition = newest_edition()
        known = answers(edition, tracker)
        messages.utter(dispatcher, messages.recap(edition, facts_of(edition, known), known))
        return []


class ActionRecommencer(Action):
    """Starts over: nothing that was answered is kept."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_recommencer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Empty every slot, but for the mark that this very message was heard."""
        messages.utter(dispatcher, messages.plain(phrase("recommencer")))
        return [AllSlotsReset(), SlotSet("echange", {"message_id": tracker.latest_message.get("message_id")})]


class ActionCorriger(Action):
    """Brings up again the question of an answer that the person picked in the recap."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_corriger"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Forget the answer and put its question first."""
        key = next(tracker.get_latest_entity_values("fait"), None)
        if key not in newest_edition().question_keys:
            return []
        return [forget(key), SlotSet("a_eclaircir", [doubt_about(key)])]


class ActionIncompris(Action):
    """Says that the message was not understood."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_incompris"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter what can be asked instead, or that the assistant speaks French alone."""
        is_foreign = tracker.latest_message["intent"]["name"] == "autre_langue"
        text = phrase("autre_langue" if is_foreign else "incompris")
        messages.utter(dispatcher, messages.not_understood("incompris", text))
        return []


class ActionHorsSujet(Action):
    """Says that the message is off the subject."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_hors_sujet"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter what the assistant is for; to an insult, calmly."""
        is_insult = tracker.latest_message["intent"]["name"] == "insulter"
        text = phrase("calme" if is_insult else "hors_sujet")
        messages.utter(dispatcher, messages.not_understood("hors_sujet", text))
        return []

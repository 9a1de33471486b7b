"""Custom actions of the small project that the tests of the channel and of the store talk to."""

import json
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.summary import summary
from rules_kb import newest_edition, today

SECRET_WORDS = "phrase confidentielle"


def say(dispatcher: CollectingDispatcher, kind: str, text: str, **more: Any) -> None:
    dispatcher.utter_message(text=text, json_message={"type": kind, "text": text, **more})


def choice(identifier: str, label: str, **entities: Any) -> dict[str, Any]:
    return {"id": identifier, "label": label, "payload": "/choisir" + json.dumps(entities, ensure_ascii=False)}


class Hear(Action):
    """Fills the slots, as one action does in the real project: Rasa's own mappings fill none."""

    def name(self) -> str:
        return "action_validate_slot_mappings"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        given = {entity["entity"]: entity["value"] for entity in tracker.latest_message["entities"]}
        events = [SlotSet("besoin", given["rubrique"])] if "rubrique" in given else []
        asked = tracker.get_slot("requested_slot") if tracker.active_loop_name else None
        return [*events, SlotSet(asked, given["valeur"])] if asked and "valeur" in given else events


class AskOccitanie(Action):
    def name(self) -> str:
        return "action_ask_eligibilite_form_occitanie"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        choices = [
            choice("oui", "Oui", fait="occitanie", valeur=True),
            choice("plusieurs", "Plusieurs lieux", fait="occitanie", valeur=[34, {"inconnu": True}]),
        ]
        say(dispatcher, "question", "En Occitanie ?", fact="occitanie", choices=choices, why="…")
        return []


class AskTurnover(Action):
    def name(self) -> str:
        return "action_ask_eligibilite_form_chiffre_affaires_2021"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        choices = [choice("inconnu", "Je ne sais pas", fait="chiffre_affaires.2021", valeur={"inconnu": True})]
        say(dispatcher, "question", "Chiffre d'affaires 2021 ?", fact="chiffre_affaires.2021", choices=choices)
        return []


class Welcome(Action):
    def name(self) -> str:
        return "action_essai_accueil"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        say(dispatcher, "texte", f"Bienvenue, rubrique {tracker.get_slot('besoin')}.")
        return []


class Echo(Action):
    """Says what it was given: text read, pending question, intent, slots, and whether it got the domain."""

    def name(self) -> str:
        return "action_essai_echo"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        latest = tracker.latest_message
        event = next(event for event in reversed(tracker.events) if event["event"] == "user")
        heard = {
            "lu": latest["text"],
            "question": event["metadata"].get("question"),
            "intention": latest["intent"]["name"],
            "occitanie": tracker.get_slot("occitanie"),
            "evenements": len(tracker.events),
            "domaine": bool(domain.get("responses")),
        }
        say(dispatcher, "texte", json.dumps(heard, ensure_ascii=False))
        return []


class Fault(Action):
    def name(self) -> str:
        return "action_essai_panne"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        raise RuntimeError(f"en lisant : {tracker.latest_message['text']}")


class Silence(Action):
    def name(self) -> str:
        return "action_essai_silence"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        return []


class End(Action):
    def name(self) -> str:
        return "action_essai_fin"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        say(dispatcher, "texte", f"Fin. occitanie = {json.dumps(tracker.get_slot('occitanie'))}")
        return []


class Summary(Action):
    """The real summary, of the one fact that this project asks. Its domain need not name it."""

    def name(self) -> str:
        return "action_synthese"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        known = {"besoin": "structuration"} | {"occitanie": tracker.get_slot("occitanie")}
        message = summary(newest_edition(), {key: known[key] for key in known if known[key] is not None}, today())
        dispatcher.utter_message(text=message["text"], json_message=message)
        return []


class Refusal(Action):
    def name(self) -> str:
        return "action_essai_refus"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        raise ActionExecutionRejection(self.name(), "pas maintenant")

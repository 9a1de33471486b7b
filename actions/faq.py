"""Answers to questions about the schemes, from the articles of the knowledge base."""

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import messages
from actions.calendar import announcement
from actions.conversation import likely
from actions.messages import article_choices
from actions.phrases import phrase
from actions.tracker_facts import remember
from rules_kb import newest_edition


class ActionRepondreQuestion(Action):
    """Answers with the article that the classifier, or a button, names."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_repondre_question"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the answer, its sources and, where dates matter, whether the edition is open."""
        edition = newest_edition()
        articles = [edition.faq[article] for article in asked_articles(tracker) if article in edition.faq]
        if not articles:
            messages.utter(dispatcher, messages.not_understood("incompris", phrase("incompris")))
            return []
        scheme = next((article.dispositif for article in articles if article.dispositif), None)
        dated = any(article.calendrier for article in articles)
        calendar, events = announcement(edition, tracker, scheme, always=dated)
        text = " ".join([*(edition.text(article.reponse) for article in articles), *calendar])
        sources = [edition.source_title(source) for article in articles for source in article.toutes_sources]
        messages.utter(dispatcher, messages.plain(text, sources=sources))
        return [*events, SlotSet("sujet", articles[-1].id)]


class ActionPresenterRessource(Action):
    """Tells someone who offers help what a resource structure is, and notes it."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_presenter_ressource"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the article; the conversation goes on for the mentoring scheme, as a resource."""
        edition = newest_edition()
        article = edition.faq["devenir_ressource"]
        messages.utter(
            dispatcher,
            messages.plain(
                edition.text(article.reponse),
                article_choices(edition, ["mentorat_ressource"]),
                [edition.source_title(s) for s in article.toutes_sources],
            ),
        )
        return [remember("besoin", "mentorat"), remember("mentorat_role", "ressource"), SlotSet("sujet", article.id)]


def asked_articles(tracker: Tracker) -> list[str]:
    """Return the ids of the articles that answer: picked, asked, or the likeliest."""
    picked = next(tracker.get_latest_entity_values("article"), None)
    if picked:
        return [picked]
    selection = tracker.latest_message.get("response_selector", {}).get("faq", {})
    return [key.partition("/")[2] for key in selection.get("questions", [])] or likely(tracker, "faq")[:1]

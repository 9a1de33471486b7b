"""Answers to questions about the schemes, from the articles of the knowledge base, or that there is none."""

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import messages
from actions.calendar import announcement
from actions.messages import article_choices, choice, payload
from actions.phrases import phrase
from actions.supposition import about_amounts, answer_to, relative_to_unknown, supposed_facts
from actions.tracker_facts import answers, remember
from actions.verdict_message import AMOUNT_THEMES
from actions.wording import enumerated, key_label, whom_to_ask
from rules_kb import Edition, newest_edition, today
from rules_kb.quantities import format_list

COMPUTED_THEMES = (*AMOUNT_THEMES, "budget_minimal")
"""Themes of the articles that give way to a computed answer when the question holds a sum."""

QUESTIONNAIRE_THEME = "questionnaire"
"""Theme of the articles that tell of the questionnaire: the way to it goes with them."""

SUGGESTIONS = 3
"""How many articles a « vouliez-vous dire » proposes."""


class ActionRepondreQuestion(Action):
    """Answers with the article that the classifier, or a button, names."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_repondre_question"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the answer, its sources and, where dates matter, whether the edition is open."""
        edition = newest_edition()
        asked = asked_articles(tracker)
        article = edition.faq.get(asked[0]) if asked else None
        is_computed = article is not None and article.theme in COMPUTED_THEMES
        if article and is_computed and utter_supposition(dispatcher, tracker, article.dispositif, sums_only=True):
            return [SlotSet("sujet", article.id)]
        return answer(dispatcher, tracker, asked)


class ActionSupposer(Action):
    """Says what would change with other facts, and leaves those of the person as they are."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_supposer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter what the engine says of the facts that are supposed; failing that, how to ask for it."""
        if not utter_supposition(dispatcher, tracker, None):
            edition = newest_edition()
            missing = relative_to_unknown(answers(edition, tracker), tracker.latest_message)
            labels = enumerated([key_label(edition, key) for key in missing])
            text = phrase("suppose_inconnu", faits=labels) if missing else phrase("suppose_rien")
            messages.utter(dispatcher, messages.plain(text))
        return []


class ActionAutreDispositif(Action):
    """Answers « et pour l'autre ? »: what was last told of a scheme, for the one that is named, else for another."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_autre_dispositif"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the article of the same theme; failing that what was told, else the likeliest article."""
        article = other_article(newest_edition(), tracker.get_slot("sujet"), likely(tracker, "faq"))
        return answer(dispatcher, tracker, [article] if article else [])


class ActionVouliezVousDire(Action):
    """Tells what the message most likely asks for, said to be a guess, or only proposes the likeliest questions."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_vouliez_vous_dire"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the guess of the classifier with the next likeliest articles as choices, or up to three choices."""
        edition = newest_edition()
        guessed = _understood(tracker)
        others = [article for article in likely_articles(tracker) if article not in guessed]
        choices = article_choices(edition, others)
        if guessed:
            titles = format_list([f"« {edition.faq[article].titre} »" for article in guessed])
            intro = phrase("sans_certitude", titres=titles)
            return answer(dispatcher, tracker, guessed, intro, choices)
        text = phrase("vouliez_vous_dire" if choices else "incompris")
        messages.utter(dispatcher, messages.not_understood("incompris", text, choices))
        return []


class ActionNonPrecise(Action):
    """Says that the sources do not say it, what they say that is nearest to it, and whom to ask."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_non_precise"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter it with the nearest questions that do have an answer."""
        edition = newest_edition()
        topic = next((edition.non_precise[t] for t in likely(tracker, "non_precise") if t in edition.non_precise), None)
        has_own_words = topic is not None and topic.reponse is not None
        near = None if has_own_words else next((edition.faq[article] for article in _understood(tracker)), None)
        proposed = [id_ for id_ in (topic.proches if topic else likely_articles(tracker)) if not near or id_ != near.id]
        choices = article_choices(edition, proposed[:SUGGESTIONS])
        texts = [edition.text(topic.reponse) if topic and topic.reponse else phrase("non_precise"), whom_to_ask()]
        if near:
            texts = [phrase("non_precise_proche", titre=near.titre), edition.text(near.reponse), whom_to_ask()]
        messages.utter(dispatcher, messages.not_understood("non_precise", " ".join(texts), choices))
        return []


class ActionPresenterRessource(Action):
    """Tells someone who offers help what a resource structure is, and notes it."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_presenter_ressource"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the article; the conversation goes on for the mentoring scheme, as a resource."""
        edition = newest_edition()
        told = answer(
            dispatcher, tracker, ["devenir_ressource"], choices=article_choices(edition, ["mentorat_ressource"])
        )
        need = edition.recommandation
        return [remember(need.fait, need.repli), remember("mentorat_role", "ressource"), *told]


def answer(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    asked: list[str],
    intro: str = "",
    choices: list[messages.Message] | None = None,
) -> list[EventType]:
    """Utter the articles `asked` as one message, after `intro` and with `choices`; return what is to be remembered."""
    edition = newest_edition()
    articles = [edition.faq[article] for article in asked if article in edition.faq]
    if not articles:
        messages.utter(dispatcher, messages.not_understood("incompris", phrase("incompris")))
        return []
    if all(article.sans_reponse for article in articles):
        text = " ".join(filter(None, [intro, edition.text(articles[0].reponse)]))
        messages.utter(dispatcher, messages.not_understood("non_precise", text, choices))
        return [SlotSet("sujet", articles[0].id)]
    scheme = next((article.dispositif for article in articles if article.dispositif), None)
    dated = any(article.calendrier for article in articles)
    calendar, events = announcement(edition, tracker, scheme, always=dated)
    told = [part for article in articles for part in (article.reponse, article.complement) if part]
    texts = [intro, *map(edition.text, told), *calendar]
    sources = [edition.source_title(source) for article in articles for source in article.toutes_sources]
    if any(article.theme == QUESTIONNAIRE_THEME for article in articles):
        opening = choice("remplir_questionnaire", phrase("choix_questionnaire"), payload("remplir_questionnaire"))
        choices = [opening, *(choices or [])]
    messages.utter(dispatcher, messages.plain(" ".join(filter(None, texts)), choices, sources))
    # One after the other: the last is what « et pour l'autre ? » refers to; a webinar's ranking counts each.
    return [*events, *(SlotSet("sujet", article.id) for article in articles)]


def other_article(edition: Edition, told: str | None, ranked: list[str]) -> str | None:
    """Return the id of the article that says for another scheme what the article `told` says.

    Of several, the first of `ranked` (ids of articles, the likeliest for the message first). Without one: what was
    told, which then holds for every scheme, else the first of `ranked`.
    """
    subject = edition.faq.get(told or "")
    if subject is None:
        return next(iter(ranked), None)
    others: list[str] = [
        article.id
        for article in edition.faq.values()
        if article.theme == subject.theme and article.dispositif not in (None, subject.dispositif)
    ]
    return next((id_ for id_ in [*ranked, *others] if id_ in others), subject.id)


def utter_supposition(
    dispatcher: CollectingDispatcher, tracker: Tracker, scheme: str | None, *, sums_only: bool = False
) -> bool:
    """Utter what follows from what the last message supposes, about `scheme`; return whether anything does.

    With `sums_only` nothing does unless a sum is supposed.
    """
    edition = newest_edition()
    known = answers(edition, tracker)
    supposed = supposed_facts(edition, known, tracker.latest_message)
    is_enough = about_amounts(edition, supposed) if sums_only else bool(supposed)
    message = answer_to(edition, known, supposed, scheme, today()) if is_enough else None
    if message:
        messages.utter(dispatcher, message)
    return message is not None


def asked_articles(tracker: Tracker) -> list[str]:
    """Return the ids of the articles that answer: picked, asked, or the likeliest."""
    picked = next(tracker.get_latest_entity_values("article"), None)
    if picked:
        return [picked]
    return _understood(tracker) or likely(tracker, "faq")[:1]


def _understood(tracker: Tracker) -> list[str]:
    """Return the ids of the articles that the classifier gives as answers, none where it found none."""
    selection = tracker.latest_message.get("response_selector", {}).get("faq", {})
    return [key.partition("/")[2] for key in selection.get("questions", [])]


def likely_articles(tracker: Tracker) -> list[str]:
    """Return the ids of the articles to propose, the likeliest first."""
    faq = newest_edition().faq
    return [article for article in likely(tracker, "faq") if article in faq][:SUGGESTIONS]


def likely(tracker: Tracker, intent: str) -> list[str]:
    """Return the response keys of a retrieval intent, less its name, as the classifier ranks them for the message."""
    selection = tracker.latest_message.get("response_selector", {}).get(intent, {})
    return [entry["intent_response_key"].partition("/")[2] for entry in selection.get("ranking", [])]

"""The messages of the public contract, as plain dictionaries.

A choice carries a private `payload`, what Rasa receives when it is picked; the channel keeps it to itself.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.phrases import phrase
from actions.tracker_facts import UNKNOWN
from actions.wording import Option, asked_as, key_label, options, value_label
from rules_kb import Edition

Message = dict[str, Any]


def utter(dispatcher: CollectingDispatcher, *messages: Message) -> None:
    """Send messages: the whole one for our channel, its text for any other."""
    for message in messages:
        dispatcher.utter_message(text=message["text"], json_message=message)


def payload(intent: str, **entities: Any) -> str:
    """Return what Rasa reads as `intent` with `entities`, without understanding any text."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def choice(identifier: str, label: str, sent: str) -> Message:
    """Return a choice: its id, what the button shows, and the payload that Rasa receives."""
    return {"id": identifier, "label": label, "payload": sent}


def article_choices(edition: Edition, articles: Iterable[str]) -> list[Message]:
    """Return the choices that ask the articles `articles` of the FAQ."""
    return [
        choice(article, edition.faq[article].titre, payload("demander_article", article=article))
        for article in articles
    ]


def plain(text: str, choices: list[Message] | None = None, sources: Iterable[str] = ()) -> Message:
    """Return a message of type `texte`."""
    message: Message = {"type": "texte", "text": text}
    if choices:
        message["choices"] = choices
    if listed := list(dict.fromkeys(sources)):
        message["sources"] = listed
    return message


def not_understood(motif: str, text: str, choices: list[Message] | None = None) -> Message:
    """Return a message of type `incompris`; `motif` is incompris, hors_sujet or non_precise."""
    return {"type": "incompris", "motif": motif, "text": text, "choices": choices or []}


def question(
    edition: Edition,
    key: str,
    *,
    asked: int,
    remaining: int,
    intro: str = "",
    values: Iterable[Any] | None = None,
) -> Message:
    """Return the question of the fact `key`.

    `asked` counts the questions asked so far, this one included; `remaining` is the most that may follow.
    `values`, when two answers are at odds, are the ones to choose from.
    """
    values = list(values) if values is not None else None
    offered = options(edition, key)
    if values is not None and len(values) > 1:  # one reading alone is only to be confirmed
        offered = [Option(str(rank), value_label(edition, key, v), v) for rank, v in enumerate(values, start=1)]
    choices = [choice(o.id, o.libelle, payload("choisir", fait=key, valeur=o.valeur)) for o in offered]
    if key != edition.recommandation.fait:  # what one wants has a choice of its own for « I don't know yet »
        choices.append(choice("je_ne_sais_pas", phrase("je_ne_sais_pas"), payload("choisir", fait=key, valeur=UNKNOWN)))
    asked_of, help_ = asked_as(edition, key, "question"), asked_as(edition, key, "aide")
    return {
        "type": "question",
        "text": "\n\n".join(filter(None, (intro, f"{asked_of} {help_}".strip()))),
        "intro": intro,
        "asked": asked_of,
        "help": help_,
        "fact": key,
        "choices": choices,
        "progress": {"posees": asked, "restantes_max": remaining},
        "why": asked_as(edition, key, "pourquoi"),
    }


def recap(edition: Edition, facts: Mapping[str, Any], known: Mapping[str, Any]) -> Message:
    """Return what is understood so far; each line can be corrected by its choice."""
    if not known:
        return {"type": "recapitulatif", "text": phrase("recapitulatif_vide"), "faits": {}, "choices": []}
    lines = [f"- {key_label(edition, key)} : {value_label(edition, key, value)}" for key, value in known.items()]
    return {
        "type": "recapitulatif",
        "text": "\n".join([phrase("recapitulatif"), *lines]),
        "faits": dict(facts),
        "choices": [
            choice(
                f"corriger:{key}",
                phrase("corriger", fait=key_label(edition, key)),
                payload("corriger", fait=key),
            )
            for key in known
        ],
    }

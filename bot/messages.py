"""From what Rasa's events hold to the messages of the public contract."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

Message = dict[str, Any]

PRIVATE_KEY = "payload"
"""Key of a choice which only the assistant sees: what Rasa receives when the choice is picked."""

SHOWN_TEXT = "texte_affiche"
"""Metadata of a user event: what the person wrote, where Rasa was given something else; None: nothing was."""

PICKED = "choix"
"""Metadata of a user event: the id of the choice that was picked."""

APOLOGY = (
    "Toutes nos excuses : un incident empêche de répondre à ce message. Notre conversation est gardée, vous pouvez "
    "réessayer ou écrire autre chose."
)
"""What is answered when handling a message failed."""


def from_utterance(utterance: Mapping[str, Any]) -> Message:
    """Return the message, private keys included, that an utterance holds in `custom`, or else its plain `text`."""
    return utterance.get("custom") or {"type": "texte", "text": utterance.get("text") or ""}


def public(message: Message) -> Message:
    """Return `message` without what its choices hold for the assistant alone."""
    if "choices" not in message:
        return message
    return {
        **message,
        "choices": [{k: v for k, v in choice.items() if k != PRIVATE_KEY} for choice in message["choices"]],
    }


def transcript(utterances: Iterable[Mapping[str, Any]]) -> list[Message]:
    """Return the conversation that `user` and `bot` events (as dictionaries) tell, with authors and times."""
    messages = []
    for event in utterances:
        if event["event"] == "bot":
            author, message = "assistant", public(from_utterance({"text": event["text"], **event["data"]}))
        else:
            metadata = event.get("metadata", {})
            text = metadata.get(SHOWN_TEXT, event["text"])
            if text is None:
                continue
            author, message = "personne", {"type": "texte", "text": text}
            if PICKED in metadata:
                message["choice"] = metadata[PICKED]
        at = datetime.fromtimestamp(event["timestamp"], UTC)
        messages.append({**message, "auteur": author, "heure": at.isoformat(timespec="milliseconds")})
    return messages

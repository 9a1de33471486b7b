"""Saying that the edition is open or closed: once for each conversation, and wherever dates are spoken of."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.wording import calendar_sentence
from rules_kb import Edition, today


def announcement(
    edition: Edition, tracker: Tracker, scheme: str | None, *, always: bool = False
) -> tuple[list[str], list[EventType]]:
    """Return (the sentence about the calendar, if it is due; the events that remember that it was said).

    It is due with the first answer about a scheme that follows the calendar, and whenever `always` is set.
    """
    follows = scheme in edition.dispositifs and edition.dispositifs[scheme].suit_calendrier
    if not (always or (follows and not tracker.get_slot("calendrier_annonce"))):
        return [], []
    return [calendar_sentence(edition, today())], [SlotSet("calendrier_annonce", True)]

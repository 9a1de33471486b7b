"""Facts in words: the label of a question, of an answer, and the answers that are offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.phrases import phrase
from actions.settings import settings
from rules_kb import Edition
from rules_kb.quantities import format_bound, format_date, format_list, format_quantity
from rules_kb.texts import format_value


@dataclass(frozen=True)
class Option:
    """An answer that is offered: `valeur` is the fact's value in the form of the public contract."""

    id: str
    libelle: str
    valeur: Any


def options(edition: Edition, key: str) -> list[Option]:
    """Return the answers that the question of `key` offers; none for a figure, which is typed."""
    fact = edition.fact_of(key)
    if fact.type == "booleen":
        return [Option("oui", phrase("oui"), True), Option("non", phrase("non"), False)]
    return [Option(c.id, c.libelle, list(c.valeur) if c.valeur is not None else c.id) for c in fact.choix]


def key_label(edition: Edition, key: str) -> str:
    """Return what the fact of `key` is called (« Chiffre d'affaires 2021 »)."""
    year = key.partition(".")[2]
    return f"{edition.fact_of(key).libelle} {year}".strip()


def value_label(edition: Edition, key: str, value: Any) -> str:
    """Return an answer in words; None is what the person does not know."""
    if value is None:
        return phrase("inconnu")
    fact = edition.fact_of(key)
    if "." in key:  # the label of the key already says the year
        return format_bound(value, fact.unite) if isinstance(value, dict) else format_quantity(value, fact.unite)
    return format_value(fact, value)


def expected(edition: Edition, key: str) -> str:
    """Return in words what an answer to `key` may be (« un nombre entier, de 0 à 100 % »)."""
    fact = edition.fact_of(key)
    if fact.choix or fact.type == "booleen":
        return phrase("attendu_choix")
    kind = phrase("attendu_entier" if fact.type == "entier" else "attendu_nombre")
    low, high = (
        None if limit is None else format_quantity(limit, fact.unite) for limit in (fact.minimum, fact.maximum)
    )
    if low and high:
        return f"{kind}, {phrase('attendu_entre', minimum=low, maximum=high)}"
    return f"{kind}, {phrase('attendu_au_moins', minimum=low)}" if low else kind


def asked_as(edition: Edition, key: str, part: str) -> str:
    """Return a text of the question of `key` (`question`, `pourquoi` or `aide`), its references filled.

    A yearly fact whose year is not said is asked of any of its years.
    """
    fact = edition.fact_of(key)
    year = key.partition(".")[2] or format_list([str(one) for one in fact.annees], "ou")
    return edition.text(getattr(fact, part), {"annee": year})


def calendar_sentence(edition: Edition, on: date) -> str:
    """Return the sentence that says whether the calls are open on that day, and what this means."""
    sentence = getattr(edition.calendrier.phrases, edition.calendrier.status(on))
    return edition.text(sentence, {"jour": format_date(on)})


def enumerated(labels: Sequence[str]) -> str:
    """Return labels as an enumeration inside a sentence: « licence de spectacles et ancienneté de l'activité »."""
    return format_list([label[:1].lower() + label[1:] for label in labels])


def whom_to_ask() -> str:
    """Return whom to ask what the sources do not say: the contact that the staff configured, or none invented."""
    contact = settings().contact
    return phrase("contact", contact=contact) if contact else phrase("contact_absent")

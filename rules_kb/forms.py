"""The forms of the questionnaire: as they are shown, what a conversation fills in of them, and whether answers hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Edition, Form, FormField

LONGEST_EMAIL = 254

_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"]+@[^\s@,;:<>()\[\]\"]+\.[^\s@.,;:<>()\[\]\"]{2,}")


@dataclass(frozen=True)
class CheckedForm:
    """What came of a form: the answers that hold and, by field, what is to be put right (in French)."""

    reponses: dict[str, str | bool]
    erreurs: dict[str, str]


def form_for(edition: Edition, facts: Mapping[str, Any]) -> Form | None:
    """Return the form that suits someone, the first one where nothing tells; None: the edition has no questionnaire."""
    questionnaire = edition.questionnaire
    if questionnaire is None:
        return None
    return questionnaire.form(facts.get(questionnaire.fait)) or questionnaire.formulaires[0]


def form_fields(edition: Edition, form: Form) -> tuple[FormField, ...]:
    """Return all that `form`, one of the edition's, asks."""
    return () if edition.questionnaire is None else edition.questionnaire.fields(form)


def options(edition: Edition, field: FormField) -> dict[str, str]:
    """Return the answers that a field offers, id to label; empty where it offers none."""
    offered = edition.faits[field.fait].choix if field.fait is not None else field.options
    return {option.id: edition.text(option.libelle) for option in offered}


def labels(edition: Edition, form: Form) -> dict[str, str]:
    """Return what each field of `form` asks, by field."""
    return {field.id: edition.text(field.libelle) for field in form_fields(edition, form)}


def as_shown(edition: Edition, form: Form) -> dict[str, Any]:
    """Return the JSON object of contract section 4 that describes `form`, less the address to send it to."""
    return {
        "id": form.id,
        "titre": edition.text(form.titre),
        "intro": edition.text(form.intro),
        "champs": [_field_as_shown(edition, field) for field in form_fields(edition, form)],
    }


def _field_as_shown(edition: Edition, field: FormField) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": field.id,
        "libelle": edition.text(field.libelle),
        "aide": edition.text(field.aide) if field.aide else "",
        "type": field.type,
        "obligatoire": field.obligatoire,
    }
    if longest := _longest(field):
        shown["max"] = longest
    if field.type == "choix":
        shown["options"] = [{"id": key, "libelle": label} for key, label in options(edition, field).items()]
    if field.autocomplete:
        shown["autocomplete"] = field.autocomplete
    return shown


def prefilled(edition: Edition, form: Form, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `facts` already answer, by field."""
    return {
        field.id: facts[field.fait]
        for field in form_fields(edition, form)
        if field.fait is not None and facts.get(field.fait) is not None
    }


def check_form(edition: Edition, form: Form, answers: Mapping[str, Any]) -> CheckedForm:
    """Check the answers to `form`, JSON values by field. What the form does not ask is left out."""
    kept: dict[str, str | bool] = {}
    errors: dict[str, str] = {}
    for field in form_fields(edition, form):
        value = _tidied(field, answers.get(field.id))
        error = _error(field, value, options(edition, field))
        if error is not None:
            errors[field.id] = error
        elif value:
            kept[field.id] = value
    return CheckedForm(kept, errors)


def readable_answers(edition: Edition, form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return answers for people to read, by field; a field that was left empty is not there."""
    read: dict[str, str] = {}
    for field in form_fields(edition, form):
        if answers.get(field.id):
            value = answers[field.id]
            read[field.id] = "oui" if value is True else options(edition, field).get(value, str(value))
    return read


def _tidied(field: FormField, value: Any) -> Any:
    """Return a text without blanks around it, and on one line where the field has one; anything else as it is."""
    if not isinstance(value, str):
        return value
    return value.strip() if field.type == "texte_long" else " ".join(value.split())


def _longest(field: FormField) -> int | None:
    return LONGEST_EMAIL if field.type == "courriel" else field.max


def _error(field: FormField, value: Any, offered: Mapping[str, str]) -> str | None:
    """Return what is wrong with a value and how to mend it, or None."""
    if field.type == "consentement":
        # Only the box ticked is an agreement; nothing that looks like one is taken for it.
        unticked = value is None or value is False or value == ""
        return None if value is True or (unticked and not field.obligatoire) else _MISSING["consentement"]
    if value is None or value == "":
        return _MISSING[field.type] if field.obligatoire else None
    longest = _longest(field)
    if not isinstance(value, str) or (field.type == "choix" and value not in offered):
        return _MISSING[field.type]
    if longest is not None and len(value) > longest:
        return f"Votre réponse compte {len(value)} caractères et la limite est de {longest} : raccourcissez-la."
    if field.type == "courriel" and not _EMAIL.fullmatch(value):
        return "Cette adresse n'est pas complète : écrivez-la comme prenom.nom@exemple.fr."
    return None


_MISSING = {
    "texte": "Ce champ est obligatoire : écrivez votre réponse.",
    "texte_long": "Ce champ est obligatoire : écrivez quelques mots.",
    "courriel": "Ce champ est obligatoire : écrivez une adresse comme prenom.nom@exemple.fr.",
    "choix": "Choisissez une des réponses proposées.",
    "consentement": "Cochez cette case : sans votre accord, vos réponses ne peuvent pas être transmises.",
}

"""The questionnaire: what staff ask of someone who wants help, or offers some, in a form of the assistant's own."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import root_validator, validator

from ..scalars import Id, Label, Refusal, Sentence, YesNo
from .base import Model, not_empty

FieldType = Literal["texte", "texte_long", "courriel", "choix", "consentement"]

Autocomplete = Literal["name", "organization", "organization-title", "address-level2", "email"]
"""What a browser may fill in by itself, in the words of HTML."""


class FormOption(Model):
    """One answer offered, where no fact lists them."""

    id: Id
    libelle: Label


class FormField(Model):
    """Something asked. The options of a `choix` are those of a fact, which then fills it in advance, or its own."""

    id: Id
    libelle: Label
    aide: Sentence | None = None
    type: FieldType
    obligatoire: YesNo
    max: int | None = None  # characters
    fait: Id | None = None
    options: tuple[FormOption, ...] = ()
    autocomplete: Autocomplete | None = None

    @root_validator(skip_on_failure=True)
    def _keys_fit_the_type(cls, values: dict[str, Any]) -> dict[str, Any]:
        kind = values["type"]
        if (values["fait"] is not None) + bool(values["options"]) != (kind == "choix"):
            raise Refusal(
                "un champ de type choix tire ses réponses de « fait » ou de « options », et les autres n'en ont pas",
                "gardez l'une des deux clés pour un choix, et aucune sinon",
                "type",
            )
        if (values["max"] is not None) != (kind in ("texte", "texte_long")):
            raise Refusal(
                f"la clé « max » manque ou est de trop pour un champ de type {kind}",
                "donnez le plus grand nombre de caractères d'un texte, et de lui seul",
                "max",
            )
        return values


class Form(Model):
    """One form. `merci` is said once it is sent."""

    id: Id
    titre: Label
    intro: Sentence
    merci: Sentence
    champs: tuple[FormField, ...]
    _some_fields = validator("champs", allow_reuse=True)(not_empty)


class Questionnaire(Model):
    """The forms. Each has the id of a choice of `fait`, and asks its own fields, then the common ones."""

    fait: Id
    formulaires: tuple[Form, ...]
    champs_communs: tuple[FormField, ...] = ()
    _some_forms = validator("formulaires", allow_reuse=True)(not_empty)

    def form(self, form_id: str | None) -> Form | None:
        """Return the form of that id, None where there is none."""
        return next((form for form in self.formulaires if form.id == form_id), None)

    def fields(self, form: Form) -> tuple[FormField, ...]:
        """Return all that `form` asks, in order."""
        return form.champs + self.champs_communs

"""Facts: what can be known of an applicant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import root_validator

from ..quantities import UNITS, format_list
from ..scalars import Id, Label, Measure, Question, Refusal, Sentence
from .base import Model

FactType = Literal["booleen", "choix", "liste", "entier", "nombre", "montant", "pourcentage", "montants_par_annee"]


class Choice(Model):
    """One answer offered. `valeur` is what a choice of a list stands for (« Licences 2 et 3 » → (2, 3))."""

    id: Id
    libelle: Label
    valeur: tuple[int, ...] | None = None


class Conversion(Model):
    """The same fact said in another unit, as the source gives it: `de` (320 heures) is `a` (0,20 ETP)."""

    de: Measure
    a: Measure

    @property
    def facteur(self) -> Decimal:
        """What one unit of `de` is worth in the unit of `a`."""
        return self.a.nombre / self.de.nombre


class Fact(Model):
    """Something known of an applicant: how it is asked for, and what its value may be."""

    id: Id
    libelle: Label
    type: FactType
    question: Question
    pourquoi: Sentence
    aide: Sentence
    choix: tuple[Choice, ...] = ()
    unite: Label | None = None
    minimum: int | None = None
    maximum: int | None = None
    conversion: Conversion | None = None
    annees: tuple[int, ...] = ()
    facilite: Literal[1, 2, 3]

    @root_validator(skip_on_failure=True)
    def _keys_fit_the_type(cls, values: dict[str, Any]) -> dict[str, Any]:
        kind = values["type"]
        is_figure = kind not in ("booleen", "choix", "liste")
        _demand(bool(values["choix"]) == (kind in ("choix", "liste")), kind, "choix")
        _demand(all((choice.valeur is not None) == (kind == "liste") for choice in values["choix"]), kind, "valeur")
        _demand(bool(values["annees"]) == (kind == "montants_par_annee"), kind, "annees")
        _demand((values["unite"] is not None) == is_figure, kind, "unite")
        for key in ("minimum", "maximum", "conversion"):
            _demand(is_figure or values[key] is None, kind, key)
        ids = [choice.id for choice in values["choix"]]
        if len(set(ids)) < len(ids):
            raise Refusal("deux choix ont le même identifiant", "donnez à chacun le sien", "choix")
        if is_figure and values["unite"] not in UNITS:
            raise Refusal(
                f"« {values['unite']} » n'est pas une unité connue",
                f"écrivez {format_list(list(UNITS), 'ou')}",
                "unite",
            )
        conversion = values["conversion"]
        if conversion is not None and conversion.a.unite != values["unite"]:
            raise Refusal(
                f"la conversion n'aboutit pas en {values['unite']}", "corrigez « a » ou « unite »", "conversion"
            )
        return values

    @property
    def is_asked_in_words(self) -> bool:
        """Whether no figure answers it: it is a yes or no, or one of a few choices."""
        return self.type in ("booleen", "choix")

    @property
    def cles(self) -> tuple[str, ...]:
        """The question keys: the id, or one key a year."""
        return tuple(f"{self.id}.{year}" for year in self.annees) if self.annees else (self.id,)

    @property
    def bornable(self) -> bool:
        """Whether the value may be a bound (« au moins », « moins de »)."""
        return self.type in ("entier", "nombre", "montant", "pourcentage", "montants_par_annee")

    def choice(self, choice_id: str) -> Choice:
        """Return the choice of that id.

        Raises:
            KeyError: there is none.
        """
        for choice in self.choix:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)


def _demand(holds: bool, kind: str, key: str) -> None:
    if not holds:
        raise Refusal(
            f"la clé « {key} » manque ou est de trop pour un fait de type {kind}",
            "prenez modèle sur un fait du même type",
            key,
        )

"""Schemes (« dispositifs »): their criteria, volets, categories, funding and steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import root_validator, validator

from ..quantities import EUROS, Quantity
from ..scalars import Clause, Day, Id, Label, Measure, OneSentence, Refusal, Sentence, YesNo
from .base import Model, not_empty
from .conditions import Condition


class Explanations(Model):
    """One sentence for each status of a criterion."""

    satisfait: OneSentence
    non_satisfait: OneSentence
    inconnu: OneSentence
    a_demander: OneSentence


class SpecialExplanation(Model):
    """A sentence that takes the place of the ordinary one when the condition is met by the known facts."""

    si: Condition
    texte: OneSentence


class SharedCriterion(Model):
    """A criterion several schemes take over; each gives its own source."""

    id: Id
    libelle: Label
    condition: Condition
    curable: YesNo
    # The source itself says that it can be put right: then no reading of ours has to be confirmed.
    curable_selon_source: YesNo = False
    explications: Explanations
    explications_particulieres: tuple[SpecialExplanation, ...] = ()
    lecture: Clause | None = None
    lecture_si_clos: Clause | None = None
    remede: OneSentence | None = None

    @root_validator(skip_on_failure=True)
    def _remedy_where_curable(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["curable"] != (values["remede"] is not None):
            raise Refusal(
                f"le critère « {values['id']} » doit avoir un remède s'il est curable, et aucun sinon",
                "ajoutez ou retirez la clé « remede », ou corrigez « curable »",
                "curable",
            )
        return values

    @property
    def seuils(self) -> Mapping[str, Quantity]:
        """Fact id → threshold, for the comparisons of the condition that have one."""
        return {
            comparison.fait: comparison.attendu
            for comparison in self.condition.comparisons()
            if isinstance(comparison.attendu, Quantity)
        }


class Criterion(SharedCriterion):
    """A criterion of a scheme or volet. `source` is an id of `Edition.sources`."""

    source: Id


class Volet(Model):
    """An alternative set of criteria of a scheme. `propre_si`: whose own volet it is, for ties."""

    id: Id
    libelle: Label
    propre_si: Condition
    criteres: tuple[Criterion, ...]
    _some_criteria = validator("criteres", allow_reuse=True)(not_empty)


class AmountRange(Model):
    """Bounds of a grant, both included."""

    minimum: Measure
    maximum: Measure

    @root_validator(skip_on_failure=True)
    def _in_euros_and_in_order(cls, values: dict[str, Any]) -> dict[str, Any]:
        low, high = values["minimum"], values["maximum"]
        if {low.unite, high.unite} != {EUROS} or low.nombre > high.nombre:
            raise Refusal("ces montants ne sont pas en euros, ou le minimum dépasse le maximum", "corrigez-les")
        return values


class CategoryCondition(Model):
    """What opens a category, and what is said when known facts close it."""

    condition: Condition
    sinon: OneSentence


class Category(Model):
    """A kind of project within a scheme: its first condition opens it, each of them may close it."""

    id: Id
    libelle: Label
    duree: Clause | None = None
    conditions: tuple[CategoryCondition, ...]
    montant: AmountRange


class Period(Model):
    """Two days, both included."""

    debut: Day
    fin: Day

    @root_validator(skip_on_failure=True)
    def _in_order(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["debut"] > values["fin"]:
            raise Refusal("cette période finit avant d'avoir commencé", "corrigez « debut » ou « fin »")
        return values


class Funding(Model):
    """How a grant is computed and paid. `montant` is absent when each category has its own."""

    montant: AmountRange | None = None
    plafond: Measure | None = None  # the grant's largest share of the budget
    plafond_de: Clause | None = None  # of which budget
    apport: Id | None = None  # the criterion whose threshold is the smallest own contribution
    apport_de: Clause | None = None
    avance: Measure
    periode_depenses: Period | None = None
    budget: Id  # the fact that holds the budget
    demande: Id  # the fact that holds the sum asked for


class Format(Model):
    """A form of support and how long it lasts; without `minimum` the source gives the maximum alone."""

    id: Id
    minimum: Measure | None = None
    maximum: Measure


class Step(Model):
    """What to do next. `echeance` names a date of the calendar."""

    id: Id
    titre: Label
    texte: Sentence
    echeance: Literal["date_limite", "affiliation_au_plus_tard"] | None = None


class Document(Model):
    """What must be prepared for a file."""

    id: Id
    titre: Label
    texte: Sentence


class Scheme(Model):
    """A scheme (« dispositif »)."""

    id: Id
    numero: int
    libelle: Label
    phrase: Clause
    source: Id
    suit_calendrier: YesNo
    appreciation: Sentence
    criteres: tuple[Criterion, ...]
    _some_criteria = validator("criteres", allow_reuse=True)(not_empty)
    volets: tuple[Volet, ...] = ()
    categories: tuple[Category, ...] = ()
    financement: Funding | None = None
    formats: tuple[Format, ...] = ()
    etapes: tuple[Step, ...] = ()
    documents: tuple[Document, ...] = ()
    complements: tuple[Id, ...] = ()  # facts that decide nothing, asked for the questionnaire

    def all_criteria(self) -> Iterator[Criterion]:
        """Yield the scheme's own criteria, then those of each volet."""
        yield from self.criteres
        for volet in self.volets:
            yield from volet.criteres

    def conditions(self) -> Iterator[Condition]:
        """Yield the conditions that decide something; those that pick an explanation don't."""
        for criterion in self.all_criteria():
            yield criterion.condition
        for category in self.categories:
            for part in category.conditions:
                yield part.condition
        for volet in self.volets:
            yield volet.propre_si

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id, common or of a volet.

        Raises:
            KeyError: there is none.
        """
        for criterion in self.all_criteria():
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

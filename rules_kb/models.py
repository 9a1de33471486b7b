"""What an edition of the schemes is made of. Attribute names are the keys of the YAML files, in French.

Every model is immutable and refuses unknown keys. Conditions arrive here already read (`condition_reading`),
with their values in the types of contract section 1, so that whoever evaluates them needs no other look at
the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, root_validator, validator

from .quantities import EUROS, UNITS, Quantity, format_list
from .scalars import (
    Clause,
    Day,
    Heading,
    Id,
    Label,
    Measure,
    OneSentence,
    Paragraph,
    Question,
    Refusal,
    Sentence,
    Text,
    YesNo,
)
from .texts import fill, references

FactType = Literal["booleen", "choix", "liste", "entier", "nombre", "montant", "pourcentage", "montants_par_annee"]
Operator = Literal["vaut", "sauf", "parmi", "au_moins", "au_plus", "moins_de", "plus_de", "contient", "non_vide"]


class Model(BaseModel):
    """Base of every part of an edition."""

    class Config:
        extra = "forbid"
        frozen = True
        keep_untouched = (cached_property,)
        copy_on_model_validation = "none"


def not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse an empty list where the engine needs one thing at least."""
    if not items:
        raise Refusal("cette liste est vide", "donnez-lui au moins un élément")
    return items


def _demand(holds: bool, kind: str, key: str) -> None:
    if not holds:
        raise Refusal(
            f"la clé « {key} » manque ou est de trop pour un fait de type {kind}",
            "prenez modèle sur un fait du même type",
            key,
        )


# Conditions


class Condition:
    """What must hold: a `Comparison`, `All` or `AnyOf`. Immutable and hashable."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], Condition]]:
        yield cls.validate

    @classmethod
    def validate(cls, value: Any) -> Condition:
        if not isinstance(value, Condition):
            raise TypeError("conditions are read by condition_reading before the models are built")
        return value

    def comparisons(self) -> Iterator[Comparison]:
        """Yield every comparison of the tree, in the order of the file."""
        raise NotImplementedError


@dataclass(frozen=True)
class Comparison(Condition):
    """A fact against a value.

    `attendu` is, by operator: `vaut`, `sauf`: a bool or a choice id; `parmi`: a tuple of choice ids;
    `au_moins` (≥), `au_plus` (≤), `moins_de` (<), `plus_de` (>): a `Quantity` in the fact's unit; `contient`:
    a tuple of ints, all of them needed; `non_vide`: True (the list must not be empty).
    """

    fait: str
    operateur: Operator
    attendu: bool | str | tuple[str, ...] | tuple[int, ...] | Quantity
    annee: int | None = None

    @property
    def cle(self) -> str:
        """The question key: the fact's id, with its year if it has one."""
        return self.fait if self.annee is None else f"{self.fait}.{self.annee}"

    def comparisons(self) -> Iterator[Comparison]:
        yield self


@dataclass(frozen=True)
class All(Condition):
    """Every part is needed (`tous`)."""

    parties: tuple[Condition, ...]

    def comparisons(self) -> Iterator[Comparison]:
        for part in self.parties:
            yield from part.comparisons()


@dataclass(frozen=True)
class AnyOf(Condition):
    """One part is enough (`un_de`)."""

    parties: tuple[Condition, ...]

    def comparisons(self) -> Iterator[Comparison]:
        for part in self.parties:
            yield from part.comparisons()


# Facts


class Choice(Model):
    """One answer offered. `valeur` is what a choice of a list stands for (« Licences 2 et 3 » → (2, 3))."""

    id: Id
    libelle: Label
    exemples: Clause | None = None
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


# Schemes


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
    """A kind of project within a scheme; it is open as long as no known fact closes it."""

    id: Id
    libelle: Label
    objet: Clause
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
    solde: Clause
    periode_depenses: Period | None = None
    budget: Id  # the fact that holds the budget
    demande: Id  # the fact that holds the sum asked for


class Format(Model):
    """A form of support and how long it lasts; without `minimum` the source gives the maximum alone."""

    id: Id
    libelle: Label
    minimum: Measure | None = None
    maximum: Measure


class Role(Model):
    """Who takes part in a support scheme."""

    id: Id
    libelle: Label
    texte: Sentence


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
    nature: Literal["appel_a_projets", "accompagnement"]
    libelle: Label
    nom_court: Heading
    phrase: Clause
    objet: Sentence
    objectifs: tuple[Clause, ...] = ()
    source: Id
    suit_calendrier: YesNo
    appreciation: Sentence
    criteres: tuple[Criterion, ...]
    _some_criteria = validator("criteres", allow_reuse=True)(not_empty)
    volets: tuple[Volet, ...] = ()
    categories: tuple[Category, ...] = ()
    financement: Funding | None = None
    formats: tuple[Format, ...] = ()
    roles: tuple[Role, ...] = ()
    etapes: tuple[Step, ...] = ()
    documents: tuple[Document, ...] = ()
    complements: tuple[Id, ...] = ()  # facts that decide nothing, asked for the questionnaire

    def all_criteria(self) -> Iterator[Criterion]:
        """Yield the scheme's own criteria, then those of each volet."""
        yield from self.criteres
        for volet in self.volets:
            yield from volet.criteres

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id, common or of a volet.

        Raises:
            KeyError: there is none.
        """
        for criterion in self.all_criteria():
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)


# The edition


class CalendarSentences(Model):
    """What is said of the calendar, by its status on the day of the conversation; `{jour}` is that day."""

    ouvert: Sentence
    clos: Sentence
    a_venir: Sentence | None = None


CalendarStatus = Literal["ouvert", "clos", "a_venir"]


class Calendar(Model):
    """Dates of the calls. `ouverture` is absent when the source gives none: open from the start."""

    ouverture: Day | None = None
    date_limite: Day
    delai_affiliation: Measure
    comite: Label
    phrases: CalendarSentences

    @property
    def affiliation_au_plus_tard(self) -> date:
        """The last day to ask for affiliation so that it holds at the deadline."""
        return self.date_limite - timedelta(weeks=int(self.delai_affiliation.nombre))

    def status(self, on: date) -> CalendarStatus:
        """Say whether the calls are open on that day; the deadline itself is still open."""
        if on > self.date_limite:
            return "clos"
        if self.ouverture is not None and on < self.ouverture:
            return "a_venir"
        return "ouvert"

    def due_date(self, step: Step) -> date | None:
        """The date by which a step must be taken, if it has one."""
        return None if step.echeance is None else getattr(self, step.echeance)


class Procedure(Model):
    """How an application to a call goes, and what can be done once it is closed."""

    source: Id
    etapes: tuple[Step, ...]
    etapes_si_clos: tuple[Step, ...]
    regles: tuple[Sentence, ...]


class Orientation(Model):
    """One of the contract's three orientations, with the themes whose place under it is known."""

    id: Id
    titre: Label
    volets: tuple[Label, ...] = ()


class Contract(Model):
    """The contract the schemes come from."""

    nom: Label
    partenaires: tuple[Clause, ...]
    debut: int
    fin: int
    orientations: tuple[Orientation, ...]
    autres_themes: tuple[Label, ...]
    source: Id


class Recommendation(Model):
    """How a scheme is recommended: the fact that says what is wanted, the calls in order, the fallback."""

    fait: Id
    appels: tuple[Id, ...]
    repli: Id
    _some_calls = validator("appels", allow_reuse=True)(not_empty)


class Article(Model):
    """An answer to a question that people ask."""

    id: Id
    theme: Id
    dispositif: Id | None = None
    titre: Heading
    question: Question
    reponse: Paragraph
    source: Id | None = None
    sources: tuple[Id, ...] = ()
    calendrier: YesNo = False

    @property
    def toutes_sources(self) -> tuple[str, ...]:
        """Every source id, however written."""
        return (self.source,) if self.source is not None else self.sources


class UnansweredTopic(Model):
    """What people often ask and the sources don't say, with the articles to offer instead, most useful first."""

    id: Id
    titre: Heading
    exemples: tuple[Text, ...]
    proches: tuple[Id, ...]
    _some_examples = validator("exemples", allow_reuse=True)(not_empty)


class GlossaryEntry(Model):
    """A word explained. `variantes`: the other ways of writing it."""

    id: Id
    terme: Label
    definition: Sentence
    variantes: tuple[Label, ...] = ()


class EditionFile(Model):
    """What stands in `edition.yml`."""

    id: Id
    titre: Label
    a_reviser_avant: Day
    webinaire: Day
    sources: dict[str, Label]
    lecture_curable: Clause
    contrat: Contract
    calendrier: Calendar
    procedure: Procedure
    recommandation: Recommendation


class Edition(EditionFile):
    """A whole edition: everything the engine and the assistant know of the schemes of one call."""

    faits: dict[str, Fact]
    criteres_communs: dict[str, SharedCriterion]
    dispositifs: dict[str, Scheme]
    faq: dict[str, Article]
    non_precise: dict[str, UnansweredTopic]
    glossaire: dict[str, GlossaryEntry]

    @cached_property
    def question_keys(self) -> tuple[str, ...]:
        """Every key that can be asked about: fact ids, and one key a year where a fact has years."""
        return tuple(key for fact in self.faits.values() for key in fact.cles)

    def fact_of(self, key: str) -> Fact:
        """Return the fact that a question key (« chiffre_affaires.2021 ») is about."""
        return self.faits[key.partition(".")[0]]

    def source_title(self, source_id: str) -> str:
        """The slide, as people may look it up."""
        return self.sources[source_id]

    def next_steps(self, scheme_id: str, on: date) -> tuple[Step, ...]:
        """The steps to take for a scheme on that day."""
        scheme = self.dispositifs[scheme_id]
        if not scheme.suit_calendrier:
            return scheme.etapes
        is_closed = self.calendrier.status(on) == "clos"
        return self.procedure.etapes_si_clos if is_closed else self.procedure.etapes + scheme.etapes

    def readings(self, criterion: SharedCriterion, *, failed: bool, closed: bool) -> tuple[str, ...]:
        """The readings to be confirmed that a criterion's explanation must state, as pieces of sentence.

        Args:
            criterion: the criterion explained.
            failed: it is `non_satisfait`; that it can be put right is then a reading too.
            closed: the scheme follows the calendar, and the calls are closed.
        """
        own = criterion.lecture_si_clos if closed and criterion.lecture_si_clos else criterion.lecture
        curing = criterion.curable and failed and not criterion.curable_selon_source
        return tuple(text for text in (own, self.lecture_curable if curing else None) if text)

    @cached_property
    def references(self) -> Mapping[str, str]:
        """What may stand in braces in a text, and what it is replaced by (see `texts`)."""
        return references(self)

    def text(self, template: str, extra: Mapping[str, str] | None = None) -> str:
        """Fill the references of a text (see `texts.fill`)."""
        return fill(template, self.references, extra or {})

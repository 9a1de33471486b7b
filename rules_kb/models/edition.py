"""The edition: calendar, procedure, contract, questions and answers, and all that the other models hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from pydantic import validator

from ..scalars import Clause, Day, Heading, Id, Label, Measure, Paragraph, Question, Sentence, YesNo
from ..texts import fill, references
from .base import Model, not_empty
from .facts import Fact
from .forms import Questionnaire
from .schemes import Scheme, SharedCriterion, Step


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


class Orientation(Model):
    """One of the contract's orientations, with the themes whose place under it is known."""

    id: Id
    titre: Clause
    volets: tuple[Clause, ...] = ()


class Contract(Model):
    """The contract the schemes come from. `autres_themes`: those whose orientation the source doesn't tell."""

    nom: Label
    partenaires: tuple[Clause, ...]
    debut: int
    fin: int
    orientations: tuple[Orientation, ...]
    autres_themes: tuple[Clause, ...]
    source: Id


class Recommendation(Model):
    """How a scheme is recommended: the fact that says what is wanted, the calls in order, the fallback."""

    fait: Id
    appels: tuple[Id, ...]
    repli: Id
    _some_calls = validator("appels", allow_reuse=True)(not_empty)


class Article(Model):
    """An answer to a question that people ask.

    `complement` is what they often want to know in the same breath: told in the conversation, not on the card of the
    verdict. `sans_reponse`: the answer is that the sources don't say.
    """

    id: Id
    theme: Id
    dispositif: Id | None = None
    titre: Heading
    question: Question
    reponse: Paragraph
    complement: Paragraph | None = None
    source: Id | None = None
    sources: tuple[Id, ...] = ()
    calendrier: YesNo = False
    sans_reponse: YesNo = False

    @property
    def toutes_sources(self) -> tuple[str, ...]:
        """Every source id, however written."""
        return (self.source,) if self.source is not None else self.sources


class UnansweredTopic(Model):
    """What people often ask and the sources don't say, with the articles to offer instead, most useful first.

    `reponse` is told in place of the usual sentence, where that would not fit.
    """

    id: Id
    reponse: Paragraph | None = None
    proches: tuple[Id, ...]


class GlossaryEntry(Model):
    """A word explained, for the texts that refer to it."""

    id: Id
    definition: Sentence


class EditionFile(Model):
    """What stands in `edition.yml`."""

    id: Id
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
    questionnaire: Questionnaire | None = None

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

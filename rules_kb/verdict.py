"""What the engine answers: the verdict of contract section 3, as objects and as the JSON object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from .compiled import SchemeStatus
from .conditions import Status
from .funding import FundingPlan
from .models import CalendarStatus


@dataclass(frozen=True)
class CriterionVerdict:
    """A criterion: its status, why, and where the rule stands (`source`, the slide)."""

    id: str
    libelle: str
    statut: Status
    curable: bool
    explication: str
    source: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        return {
            "id": self.id,
            "libelle": self.libelle,
            "statut": self.statut,
            "curable": self.curable,
            "explication": self.explication,
            "source": self.source,
        }


@dataclass(frozen=True)
class VoletVerdict:
    """A volet: the status it gives its scheme (common criteria included), and its own criteria."""

    id: str
    statut: SchemeStatus
    criteres: tuple[CriterionVerdict, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        return {"statut": self.statut, "criteres": [c.as_dict() for c in self.criteres]}


@dataclass(frozen=True)
class SchemeVerdict:
    """A scheme.

    `criteres` are its own criteria (common to its volets where it has volets), `volet` the best volet's id.
    `categories` are those open, None where the scheme has none; `categories_fermees` says why the others are closed,
    by id, where known facts close them. `montage` is None unless the budget or the sum asked for is known.
    """

    id: str
    statut: SchemeStatus
    criteres: tuple[CriterionVerdict, ...]
    volet: str | None = None
    volets: dict[str, VoletVerdict] = field(default_factory=dict)
    categories: tuple[str, ...] | None = None
    categories_fermees: dict[str, str] = field(default_factory=dict)
    montage: tuple[FundingPlan, ...] | None = None

    @property
    def criteres_retenus(self) -> tuple[CriterionVerdict, ...]:
        """The criteria that `statut` comes from: the scheme's own, then those of the best volet."""
        return self.criteres + (self.volets[self.volet].criteres if self.volet is not None else ())

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        shown: dict[str, Any] = {"statut": self.statut}
        if self.volet is not None:
            shown["volet"] = self.volet
        if self.categories is not None:
            shown["categories"] = list(self.categories)
        shown["criteres"] = [criterion.as_dict() for criterion in self.criteres]
        if self.volets:
            shown["volets"] = {volet.id: volet.as_dict() for volet in self.volets.values()}
        if self.montage is not None:
            shown["montage"] = [plan.as_dict() for plan in self.montage]
        return shown


class Verdict:
    """The verdict on some facts at a date. Texts and the next question are worked out when first looked at."""

    def __init__(
        self,
        edition_id: str,
        on: date,
        calendar: tuple[CalendarStatus, date],
        recommendation: str | None,
        schemes: Callable[[], dict[str, SchemeVerdict]],
        next_question: Callable[[], str | None],
    ) -> None:
        self.edition = edition_id
        self.date = on
        self.calendrier, self.date_limite = calendar
        self.recommandation = recommendation
        self._schemes = schemes
        self._next_question = next_question

    @cached_property
    def dispositifs(self) -> dict[str, SchemeVerdict]:
        """Every scheme, by id."""
        return self._schemes()

    @cached_property
    def prochaine_question(self) -> str | None:
        """The question key to ask next; None once the recommendation is settled."""
        return self._next_question()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object of contract section 3."""
        return {
            "edition": self.edition,
            "date": self.date.isoformat(),
            "calendrier": {"statut": self.calendrier, "date_limite": self.date_limite.isoformat()},
            "dispositifs": {scheme.id: scheme.as_dict() for scheme in self.dispositifs.values()},
            "recommandation": self.recommandation,
            "prochaine_question": self.prochaine_question,
        }

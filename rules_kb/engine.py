"""The engine: facts, an edition and a date in, a verdict out. Pure; it knows no scheme by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .compiled import STATUSES, CompiledScheme, compiled, once_per_edition
from .explanations import Explainer, FactTexts
from .facts import Facts
from .funding import closed_categories, funding_plan, open_categories
from .models import Edition
from .planner import next_question
from .recommendation import recommend
from .verdict import CriterionVerdict, SchemeVerdict, Verdict, VoletVerdict


def evaluate(edition: Edition, facts: Facts, on: date) -> Verdict:
    """Return the verdict on facts (see `check_facts`) on a day."""
    core = compiled(edition)
    known = facts.known
    ranks = core.scheme_ranks(core.ranks(known))
    calendar = edition.calendrier
    return Verdict(
        edition.id,
        on,
        (calendar.status(on), calendar.date_limite),
        recommend(edition.recommandation, ranks, core.wanted(known)).scheme,
        lambda: _Reporter(edition, facts, on).schemes(),
        lambda: next_question(edition, facts).fait,
    )


@once_per_edition
def _explainer(edition: Edition) -> Explainer:
    return Explainer(edition, compiled(edition).criteria)


class _Reporter:
    """Reports every scheme of an edition, with an explanation of each criterion."""

    def __init__(self, edition: Edition, facts: Facts, on: date) -> None:
        self._edition = edition
        self._facts = facts
        self._core = compiled(edition)
        self._explainer = _explainer(edition)
        self._texts = FactTexts(edition, facts)
        self._is_closed = edition.calendrier.status(on) == "clos"
        criteria = self._core.criteria
        self._statuses = [criterion.condition.evaluate(facts.known) for criterion in criteria]
        self._ranks = [criterion.ranks[status] for criterion, status in zip(criteria, self._statuses, strict=True)]

    def schemes(self) -> dict[str, SchemeVerdict]:
        """Return the verdict on every scheme, by id."""
        return {scheme.id: self._scheme(scheme) for scheme in self._core.schemes.values()}

    def _scheme(self, scheme: CompiledScheme) -> SchemeVerdict:
        model, known = self._edition.dispositifs[scheme.id], self._facts.known
        closed = model.suit_calendrier and self._is_closed
        plan = funding_plan(self._edition, self._facts, scheme.id)
        return SchemeVerdict(
            id=scheme.id,
            statut=STATUSES[scheme.rank(self._ranks)],
            criteres=self._criteria(scheme.common, closed),
            volet=scheme.best_volet(self._ranks, known).id,
            volets={
                volet.id: VoletVerdict(
                    volet.id,
                    STATUSES[scheme.volet_rank(volet, self._ranks)],
                    self._criteria(volet.criteria, closed),
                )
                for volet in scheme.volets
                if volet.id is not None
            },
            categories=open_categories(model, known) if model.categories else None,
            categories_fermees={
                category: self._edition.text(reason, self._texts.texts)
                for category, reason in closed_categories(model, known).items()
            },
            montage=None if plan is None else tuple(plan),
        )

    def _criteria(self, indices: Iterable[int], closed: bool) -> tuple[CriterionVerdict, ...]:
        verdicts = []
        for index in indices:
            criterion, status = self._core.criteria[index], self._statuses[index]
            model = criterion.criterion
            verdicts.append(
                CriterionVerdict(
                    id=model.id,
                    libelle=model.libelle,
                    statut=status,
                    curable=model.curable,
                    explication=self._explainer.explain(criterion, status, self._texts, closed=closed),
                    source=self._edition.source_title(model.source),
                )
            )
        return tuple(verdicts)

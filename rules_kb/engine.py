"""The engine: facts, an edition and a date in, a verdict out. Pure; it knows no scheme by name."""

from __future__ import annotations

from datetime import date

from .compiled import STATUSES, CompiledCriterion, CompiledScheme, compiled, once_per_edition
from .conditions import Status
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
    ranks = core.ranks(known)
    calendar = edition.calendrier
    return Verdict(
        edition.id,
        on,
        (calendar.status(on), calendar.date_limite),
        recommend(edition.recommandation, core.scheme_ranks(ranks), core.wanted(known)).scheme,
        lambda: _schemes(edition, facts, on),
        lambda: next_question(edition, facts, on).fait,
    )


@once_per_edition
def _explainer(edition: Edition) -> Explainer:
    return Explainer(edition, compiled(edition).criteria)


def _schemes(edition: Edition, facts: Facts, on: date) -> dict[str, SchemeVerdict]:
    core = compiled(edition)
    known = facts.known
    statuses = [criterion.condition.evaluate(known) for criterion in core.criteria]
    ranks = [criterion.ranks[status] for criterion, status in zip(core.criteria, statuses, strict=True)]
    texts = FactTexts(edition, facts)
    is_closed = edition.calendrier.status(on) == "clos"

    def criterion_verdict(criterion: CompiledCriterion, status: Status, closed: bool) -> CriterionVerdict:
        model = criterion.criterion
        return CriterionVerdict(
            model.id,
            model.libelle,
            status,
            model.curable,
            _explainer(edition).explain(criterion, status, texts, closed=closed),
            edition.source_title(model.source),
        )

    def scheme_verdict(scheme: CompiledScheme) -> SchemeVerdict:
        model = edition.dispositifs[scheme.id]
        closed = model.suit_calendrier and is_closed

        def criteria(indices: tuple[int, ...]) -> tuple[CriterionVerdict, ...]:
            return tuple(criterion_verdict(core.criteria[i], statuses[i], closed) for i in indices)

        plan = funding_plan(edition, facts, scheme.id)
        return SchemeVerdict(
            scheme.id,
            STATUSES[scheme.rank(ranks)],
            criteria(scheme.common),
            scheme.best_volet(ranks, known).id,
            {
                volet.id: VoletVerdict(volet.id, STATUSES[scheme.volet_rank(volet, ranks)], criteria(volet.criteria))
                for volet in scheme.volets
                if volet.id is not None
            },
            open_categories(model, known) if model.categories else None,
            {
                category: edition.text(reason, texts.texts)
                for category, reason in closed_categories(model, known).items()
            },
            None if plan is None else tuple(plan),
        )

    return {scheme.id: scheme_verdict(scheme) for scheme in core.schemes.values()}

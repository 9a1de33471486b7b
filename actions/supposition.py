"""What-if answers: what the engine says with other facts, those of the conversation being left as they are."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from actions.messages import Message, plain
from actions.phrases import phrase
from actions.tracker_facts import facts_of
from actions.verdict_message import AMOUNT_THEMES, categories_sentences, status_words
from actions.wording import enumerated, key_label, value_label
from rules_kb import CriterionVerdict, Edition, FactError, Facts, SchemeVerdict, Verdict, evaluate, funding_plan

ENTITY = "suppose"


def supposed_facts(edition: Edition, known: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
    """Return what a message supposes, question key to value.

    What is said relative to what is known (« 2 partenaires de plus », « aussi la licence 3 ») is worked out; it is left
    out where nothing is known, and so is what the knowledge base would refuse.
    """
    supposed: dict[str, Any] = {}
    for entity in message.get("entities", []):
        if entity["entity"] != ENTITY:
            continue
        key, value = entity["value"]["fait"], _worked_out(known, entity["value"])
        try:
            facts_of(edition, {key: value})
        except FactError:
            continue
        if value is not None:
            supposed[key] = value
    return supposed


def _worked_out(known: dict[str, Any], said: dict[str, Any]) -> Any:
    before = known.get(said["fait"])
    if "en_plus" in said:
        return before + said["en_plus"] if isinstance(before, int | float) else None
    if "ajout" in said:
        return sorted({*(before or ()), *said["ajout"]})
    if "retrait" in said:
        return sorted({*before} - {*said["retrait"]}) if before is not None else None
    return said["valeur"]


def relative_to_unknown(known: dict[str, Any], message: dict[str, Any]) -> list[str]:
    """Return the keys of which the message supposes more or less than what is not known (« un partenaire de plus »)."""
    said = (entity["value"] for entity in message.get("entities", []) if entity["entity"] == ENTITY)
    return [one["fait"] for one in said if "en_plus" in one and _worked_out(known, one) is None]


def about_amounts(edition: Edition, supposed: Iterable[str]) -> bool:
    """Whether something supposed is a sum that a funding plan is computed from."""
    sums = {
        sum_ for scheme in edition.dispositifs.values() if (f := scheme.financement) for sum_ in (f.budget, f.demande)
    }
    return not sums.isdisjoint(supposed)


def answer_to(
    edition: Edition, known: dict[str, Any], supposed: dict[str, Any], scheme: str | None, on: date
) -> Message | None:
    """Return what would follow from `supposed`, None where nothing does.

    `scheme` is the one that is asked about; without it, the one that the person came for, else every call.
    """
    facts, before = facts_of(edition, {**known, **supposed}), facts_of(edition, known)
    wanted = scheme or facts.get(edition.recommandation.fait)
    calls = [str(call) for call in edition.recommandation.appels]
    possible = calls if about_amounts(edition, supposed) else edition.dispositifs
    schemes = [str(wanted)] if wanted in possible else calls
    if about_amounts(edition, supposed):
        told, sources = list(_amounts(edition, facts, schemes)), _amount_sources(edition, schemes)
    else:
        verdicts = evaluate(edition, before, on), evaluate(edition, facts, on)
        told = list(_statuses(edition, *verdicts, schemes))
        pairs = ([verdict.dispositifs[id_] for verdict in verdicts] for id_ in schemes)
        sources = [criterion.source for was, now in pairs for criterion in _changed(was, now)]
    if not told:
        return None
    said = enumerated([f"{key_label(edition, key)} : {value_label(edition, key, v)}" for key, v in supposed.items()])
    return plain("\n".join([phrase("suppose", faits=said), *(f"- {line}" for line in told)]), sources=sources)


def _amounts(edition: Edition, facts: Facts, schemes: list[str]) -> Iterator[str]:
    for scheme in schemes:
        if plans := funding_plan(edition, facts, scheme):
            yield f"{edition.dispositifs[scheme].libelle} : {' '.join(plan.phrase for plan in plans)}"


def _amount_sources(edition: Edition, schemes: list[str]) -> list[str]:
    articles = (a for a in edition.faq.values() if a.dispositif in schemes and a.theme in AMOUNT_THEMES)
    return [edition.source_title(source) for article in articles for source in article.toutes_sources]


def _statuses(edition: Edition, before: Verdict, after: Verdict, schemes: list[str]) -> Iterator[str]:
    """Yield for each scheme where it would stand, and the criteria that would no longer be what they are."""
    for id_ in schemes:
        scheme, was, now = edition.dispositifs[id_], before.dispositifs[id_], after.dispositifs[id_]
        changed = [criterion.explication for criterion in _changed(was, now)]
        told = [*changed, *categories_sentences(scheme, now)]
        words = status_words(now)
        if not changed and told == categories_sentences(scheme, was) and words == status_words(was):
            words = phrase("suppose_inchange", statut=words)
        yield " ".join([f"{scheme.libelle} : {words}.", *told])


def _changed(before: SchemeVerdict, after: SchemeVerdict) -> list[CriterionVerdict]:
    """Return the criteria of `after` whose status is not that of `before`."""
    was = {criterion.id: criterion.statut for criterion in before.criteres_retenus}
    return [criterion for criterion in after.criteres_retenus if was.get(criterion.id) != criterion.statut]

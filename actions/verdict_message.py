"""A verdict as people read it: the recommendation first, then open or closed, the criteria, what would change."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from actions.messages import Message, choice, payload
from actions.phrases import phrase
from actions.settings import settings
from actions.wording import calendar_sentence, enumerated, key_label, value_label, whom_to_ask
from rules_kb import ChangeSet, Edition, Facts, FundingPlan, SchemeVerdict, Verdict, what_would_change
from rules_kb.models import Scheme

GROUPS = ("non_satisfait", "inconnu", "a_demander", "satisfait")
"""Statuses of criteria in the order in which they are shown: first what stands in the way."""

CHANGES_SHOWN = 3

AMOUNT_THEMES = ("montant", "plafond", "apport", "avance")
"""Themes of the FAQ whose articles tell what can be asked for, and how it is paid."""


def verdict_message(edition: Edition, facts: Facts, verdict: Verdict, on: date) -> Message:
    """Return the message of type `verdict`, its card and its plain text."""
    card = verdict_card(edition, facts, verdict, on)
    contract = {key: value for key, value in verdict.as_dict().items() if key != "prochaine_question"}
    return {
        "type": "verdict",
        "text": _as_text(card),
        "verdict": contract,
        "recommandation": verdict.recommandation,
        **card,
        "choices": _choices(edition, facts, verdict),
    }


def verdict_card(edition: Edition, facts: Facts, verdict: Verdict, on: date) -> dict[str, Any]:
    """Return the parts of a verdict's card, in words."""
    shown = scheme_shown(edition, facts, verdict)
    scheme, result = edition.dispositifs[shown], verdict.dispositifs[shown]
    return {
        "titre": phrase("verdict_titre"),
        "resume": _summary(edition, facts, verdict),
        "ouverture": calendar_sentence(edition, on) if scheme.suit_calendrier else "",
        "volet": phrase("volet", volet=_volet_label(scheme, result.volet)) if result.volet else "",
        "groupes": _groups(result),
        "ce_qui_changerait": _changes(edition, facts, verdict, shown),
        "montants": [*amounts(edition, result, shown), *(plan.phrase for plan in plans(result))],
        "documents": documents(edition, verdict.recommandation),
        "etapes": _steps(edition, verdict.recommandation, on),
        "liens": _links(),
        "autres": [
            f"{edition.dispositifs[other].libelle} : {status_words(verdict.dispositifs[other])}."
            for other in edition.dispositifs
            if other != shown
        ],
    }


def scheme_shown(edition: Edition, facts: Facts, verdict: Verdict) -> str:
    """Return the scheme to detail: the one advised, but where a call was hoped for and none can be had.

    There, the call that was wanted (else one still possible, else the one that fails on the fewest points) shows why.
    """
    rules = edition.recommandation
    wanted = wanted_scheme(edition, facts)
    advised = verdict.recommandation
    if advised is not None and advised in (*rules.appels, wanted):
        return advised

    def distance(call: str) -> tuple[bool, int]:
        result = verdict.dispositifs[call]
        return result.statut == "non_eligible", len(_failed(result, "non_satisfait"))

    return wanted or min(rules.appels, key=distance)


def wanted_scheme(edition: Edition, facts: Facts) -> str | None:
    """Return the scheme that the person came for, or None: any."""
    wanted = facts.get(edition.recommandation.fait)
    return wanted if wanted in edition.dispositifs else None


def _summary(edition: Edition, facts: Facts, verdict: Verdict) -> str:
    """The recommendation, then, if another scheme was wanted, why it is not that one."""
    wanted, advised = wanted_scheme(edition, facts), verdict.recommandation
    if is_provisional(edition, facts, verdict):
        return phrase("verdict_en_cours")
    if advised not in edition.dispositifs:
        return f"{phrase('verdict_aucun')} {whom_to_ask()}"
    scheme, result = edition.dispositifs[advised], verdict.dispositifs[advised]
    if advised == edition.recommandation.repli:
        return phrase("verdict_accompagnement" if wanted == advised else "verdict_repli", dispositif=scheme.phrase)
    said = phrase(
        f"verdict_{result.statut}",
        dispositif=scheme.phrase,
        reserves=_labels(result, "non_satisfait"),
        inconnus=_labels(result, "inconnu"),
        appreciation=edition.text(scheme.appreciation),
    )
    if wanted is None or wanted == advised:
        return said
    points = _labels(verdict.dispositifs[wanted], "non_satisfait")
    return f"{said} {phrase('verdict_autre_voulu', dispositif=edition.dispositifs[wanted].phrase, points=points)}"


def is_provisional(edition: Edition, facts: Facts, verdict: Verdict) -> bool:
    """Return whether nothing can be concluded yet: nothing is advised, or what was wanted has open questions.

    A scheme that is only fallen back upon may have some: it is said to be possible, no more.
    """
    advised = verdict.recommandation
    return advised is None or (advised == wanted_scheme(edition, facts) and verdict.prochaine_question is not None)


def _failed(result: SchemeVerdict, status: str) -> list[str]:
    return [criterion.libelle for criterion in result.criteres_retenus if criterion.statut == status]


def _labels(result: SchemeVerdict, status: str) -> str:
    return enumerated(_failed(result, status))


def _volet_label(scheme: Scheme, volet: str) -> str:
    return next(v.libelle for v in scheme.volets if v.id == volet)


def _groups(result: SchemeVerdict) -> list[dict[str, Any]]:
    groups = []
    for status in GROUPS:
        criteria = [
            {"libelle": c.libelle, "explication": c.explication, "source": c.source}
            for c in result.criteres_retenus
            if c.statut == status
        ]
        if criteria:
            groups.append({"titre": phrase(f"groupe_{status}"), "statut": status, "criteres": criteria})
    return groups


def status_words(result: SchemeVerdict) -> str:
    """Return the status of a scheme in a few words, with the criteria that it comes from."""
    points = _labels(result, "inconnu" if result.statut == "a_confirmer" else "non_satisfait")
    return phrase(f"statut_{result.statut}", points=points)


def _changes(edition: Edition, facts: Facts, verdict: Verdict, shown: str) -> list[str]:
    """What would make the scheme shown eligible, and the one that was wanted if it is another."""
    concerned = dict.fromkeys([shown, wanted_scheme(edition, facts) or shown])
    return [
        _change_sentence(edition, edition.dispositifs[scheme], verdict.dispositifs[scheme], change)
        for scheme in concerned
        if verdict.dispositifs[scheme].statut != "eligible"
        for change in _within_reach(what_would_change(edition, facts, scheme))
    ]


def _within_reach(changes: list[ChangeSet]) -> list[ChangeSet]:
    """The changes worth telling: those that can be made, else what the person would have to be."""
    return ([change for change in changes if change.curable] or changes)[:CHANGES_SHOWN]


def _change_sentence(edition: Edition, scheme: Scheme, result: SchemeVerdict, change: ChangeSet) -> str:
    """Each change as what to do: find out what is unknown, put right what can be, else the answer it would take."""
    explained = {c.id: c for c in (*result.criteres, *(c for v in result.volets.values() for c in v.criteres))}
    described: list[str] = []
    for needed in change.changements:
        unknown = [explained[c].explication for c in needed.criteres if explained[c].statut == "inconnu"]
        remedies = [edition.text(remedy) for c in needed.criteres if (remedy := scheme.criterion(c).remede)]
        label, value = key_label(edition, needed.fait), value_label(edition, needed.fait, needed.valeur)
        described += unknown or remedies or [phrase("changement", fait=label, valeur=value)]
    words = " ".join(dict.fromkeys(described))
    if change.volet is None:
        return phrase("changement_pour", dispositif=scheme.phrase, changements=words)
    volet = _volet_label(scheme, change.volet)
    return phrase("changement_pour_volet", dispositif=scheme.phrase, volet=volet, changements=words)


def amounts(edition: Edition, result: SchemeVerdict, scheme: str) -> list[str]:
    """Return what the articles tell of the amounts of a scheme; nothing if it can't be had."""
    if result.statut == "non_eligible":
        return []
    articles = [a for a in edition.faq.values() if a.dispositif == scheme and a.theme in AMOUNT_THEMES]
    articles.sort(key=lambda a: AMOUNT_THEMES.index(a.theme))
    return [
        *categories_sentences(edition.dispositifs[scheme], result),
        *(edition.text(article.reponse) for article in articles),
    ]


def plans(result: SchemeVerdict) -> tuple[FundingPlan, ...]:
    """Return the funding plans of a scheme, where the budget is known; none if it can't be had."""
    return () if result.statut == "non_eligible" else result.montage or ()


def categories_sentences(scheme: Scheme, result: SchemeVerdict) -> list[str]:
    """Return which categories of a scheme are open, and why the others are not."""
    categories = [c.libelle for c in scheme.categories if c.id in (result.categories or ())]
    opened = [phrase("categories_ouvertes", categories=enumerated(categories))] if categories else []
    return [*opened, *result.categories_fermees.values()]


def documents(edition: Edition, scheme: str | None) -> list[str]:
    """Return the documents to prepare for a scheme; none for what is no scheme."""
    needed = edition.dispositifs[scheme].documents if scheme in edition.dispositifs else ()
    return [f"{document.titre} : {edition.text(document.texte)}" for document in needed]


def _steps(edition: Edition, advised: str | None, on: date) -> list[dict[str, str]]:
    """The next steps of the scheme advised, dated where the calendar dates them."""
    steps = []
    for step in edition.next_steps(advised, on) if advised in edition.dispositifs else ():
        shown = {"titre": step.titre, "texte": edition.text(step.texte)}
        if due := edition.calendrier.due_date(step):
            shown["date"] = due.isoformat()
        steps.append(shown)
    return steps


def budget_of(edition: Edition, scheme: str | None) -> str | None:
    """Return the fact that holds the budget of a scheme's action, None where the scheme gives no money."""
    funding = edition.dispositifs[scheme].financement if scheme in edition.dispositifs else None
    return funding.budget if funding else None


def _links() -> list[dict[str, str]]:
    url = settings().site_url
    return [{"titre": phrase("lien_site"), "url": url}] if url else []


def _choices(edition: Edition, facts: Facts, verdict: Verdict) -> list[Message]:
    choices = []
    advised = verdict.recommandation
    budget = budget_of(edition, advised)
    if budget and budget not in facts:
        choices.append(choice("estimer_montant", phrase("choix_montant"), payload("estimer_montant")))
    if advised == edition.recommandation.repli and facts.get(edition.recommandation.fait) != advised:
        choices.append(choice("preparer_mentorat", phrase("choix_mentorat"), payload("preparer_mentorat")))
    choices.append(choice("recapituler", phrase("choix_recapituler"), payload("recapituler")))
    choices.append(choice("recommencer", phrase("choix_recommencer"), payload("recommencer")))
    return choices


def _as_text(card: dict[str, Any]) -> str:
    """The whole card for a plain client, a screen reader or a copy."""
    lines = [line for line in (card["resume"], card["ouverture"], card["volet"]) if line]
    for group in card["groupes"]:
        lines += ["", f"{group['titre']} :"]
        lines += [f"- {c['libelle']} : {c['explication']} ({c['source']})" for c in group["criteres"]]
    lines += _section(phrase("ce_qui_changerait"), card["ce_qui_changerait"])
    lines += _section(phrase("montants"), card["montants"])
    lines += _section(phrase("documents"), card["documents"])
    lines += _section(phrase("etapes"), [step["texte"] for step in card["etapes"]])
    lines += _section(phrase("autres"), card["autres"])
    return "\n".join(lines).strip()


def _section(title: str, items: Iterable[str]) -> list[str]:
    listed = [f"- {item}" for item in items]
    return ["", title, *listed] if listed else []

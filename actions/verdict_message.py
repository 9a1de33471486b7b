"""A verdict as people read it: the recommendation first, then open or closed, the criteria, what would change."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from actions.messages import Message, choice, payload
from actions.phrases import phrase
from actions.settings import settings
from actions.wording import calendar_sentence, key_label, value_label
from rules_kb import ChangeSet, Edition, Facts, SchemeVerdict, Verdict, what_would_change
from rules_kb.models import Scheme

GROUPS = ("non_satisfait", "inconnu", "a_demander", "satisfait")
"""Statuses of criteria in the order in which they are shown: first what stands in the way."""

CHANGES_SHOWN = 3

AMOUNT_THEMES = ("montant", "plafond", "apport", "avance")
"""Themes of the FAQ whose articles tell what can be asked for, and how it is paid."""


def verdict_message(edition: Edition, facts: Facts, verdict: Verdict, on: date) -> Message:
    """Return the message of type `verdict`, its card and its plain text."""
    shown = _scheme_shown(edition, facts, verdict)
    scheme, result = edition.dispositifs[shown], verdict.dispositifs[shown]
    card = {
        "titre": phrase("verdict_titre"),
        "resume": _summary(edition, facts, verdict, scheme),
        "ouverture": calendar_sentence(edition, on) if scheme.suit_calendrier else "",
        "volet": phrase("volet", volet=_volet_label(scheme, result.volet)) if result.volet else "",
        "groupes": _groups(result),
        "ce_qui_changerait": _changes(edition, facts, shown, on),
        "montants": _amounts(edition, result, shown),
        "etapes": _steps(edition, shown, on),
        "liens": _links(),
        "autres": [
            f"{edition.dispositifs[other].libelle} : {_status_sentence(verdict.dispositifs[other])}."
            for other in edition.dispositifs
            if other != shown
        ],
    }
    contract = {key: value for key, value in verdict.as_dict().items() if key != "prochaine_question"}
    return {
        "type": "verdict",
        "text": _as_text(card),
        "verdict": contract,
        "recommandation": verdict.recommandation,
        **card,
        "choices": _choices(edition, facts, verdict),
    }


def _scheme_shown(edition: Edition, facts: Facts, verdict: Verdict) -> str:
    """The scheme whose criteria are detailed: the one wanted when it can't be had (to say why), else the one advised."""
    wanted = facts.get(edition.recommandation.fait)
    if wanted in edition.dispositifs and wanted != verdict.recommandation:
        return str(wanted)
    return verdict.recommandation or next(iter(edition.dispositifs))


def _summary(edition: Edition, facts: Facts, verdict: Verdict, shown: Scheme) -> str:
    advised = verdict.recommandation
    if advised is None:
        return phrase("verdict_en_cours")
    if advised not in edition.dispositifs:
        return phrase("verdict_aucun")
    scheme, result = edition.dispositifs[advised], verdict.dispositifs[advised]
    if advised == edition.recommandation.repli:
        wanted = facts.get(edition.recommandation.fait)
        key = "verdict_accompagnement" if wanted == advised else "verdict_repli"
        return phrase(key, dispositif=scheme.phrase)
    return phrase(
        f"verdict_{result.statut}",
        dispositif=scheme.phrase,
        reserves=_labels(result, "non_satisfait"),
        inconnus=_labels(result, "inconnu"),
    )


def _labels(result: SchemeVerdict, status: str) -> str:
    return ", ".join(c.libelle.lower() for c in result.criteres_retenus if c.statut == status)


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


def _status_sentence(result: SchemeVerdict) -> str:
    points = _labels(result, "inconnu" if result.statut == "a_confirmer" else "non_satisfait")
    return phrase(f"statut_{result.statut}", points=points)


def _changes(edition: Edition, facts: Facts, scheme: str, on: date) -> list[str]:
    return [
        _change_sentence(edition, scheme, change)
        for change in what_would_change(edition, facts, scheme, on)[:CHANGES_SHOWN]
    ]


def _change_sentence(edition: Edition, scheme: str, change: ChangeSet) -> str:
    described = ", ".join(
        phrase("changement", fait=key_label(edition, c.fait), valeur=value_label(edition, c.fait, c.valeur))
        for c in change.changements
    )
    volet = f" ({_volet_label(edition.dispositifs[scheme], change.volet)})" if change.volet else ""
    return phrase(
        "changement_pour", dispositif=edition.dispositifs[scheme].phrase, volet=volet, changements=described
    )


def _amounts(edition: Edition, result: SchemeVerdict, scheme: str) -> list[str]:
    """The articles about the amounts, then the funding plan where the budget is known; nothing if it can't be had."""
    if result.statut == "non_eligible":
        return []
    articles = [a for a in edition.faq.values() if a.dispositif == scheme and a.theme in AMOUNT_THEMES]
    articles.sort(key=lambda a: AMOUNT_THEMES.index(a.theme))
    return [edition.text(a.reponse) for a in articles] + [plan.phrase for plan in result.montage or ()]


def _steps(edition: Edition, scheme: str, on: date) -> list[dict[str, str]]:
    steps = []
    for step in edition.next_steps(scheme, on):
        shown = {"titre": step.titre, "texte": edition.text(step.texte)}
        if due := edition.calendrier.due_date(step):
            shown["date"] = due.isoformat()
        steps.append(shown)
    return steps


def _links() -> list[dict[str, str]]:
    url = settings().site_url
    return [{"titre": phrase("lien_site"), "url": url}] if url else []


def _choices(edition: Edition, facts: Facts, verdict: Verdict) -> list[Message]:
    choices = []
    advised = verdict.recommandation
    if advised in edition.recommandation.appels and "budget_action" not in facts:
        choices.append(choice("estimer_montant", phrase("choix_montant"), payload("estimer_montant")))
    if advised == edition.recommandation.repli and facts.get(edition.recommandation.fait) != advised:
        choices.append(choice("preparer_mentorat", phrase("choix_mentorat"), payload("preparer_mentorat")))
    choices.append(choice("recapituler", phrase("choix_recapituler"), payload("recapituler")))
    choices.append(choice("recommencer", phrase("choix_recommencer"), payload("recommencer")))
    return choices


def _as_text(card: dict[str, Any]) -> str:
    """The whole card for a plain client, a screen reader or a copy."""
    lines = [card["resume"], card["ouverture"], card["volet"]]
    for group in card["groupes"]:
        lines += ["", f"{group['titre']} :"]
        lines += [f"- {c['libelle']} : {c['explication']} ({c['source']})" for c in group["criteres"]]
    lines += _section(phrase("ce_qui_changerait"), card["ce_qui_changerait"])
    lines += _section(phrase("montants"), card["montants"])
    lines += _section(phrase("etapes"), [step["texte"] for step in card["etapes"]])
    lines += _section(phrase("autres"), card["autres"])
    return "\n".join(lines).strip()


def _section(title: str, items: Iterable[str]) -> list[str]:
    listed = [f"- {item}" for item in items]
    return ["", title, *listed] if listed else []

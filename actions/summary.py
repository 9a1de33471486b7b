"""« Ma synthèse »: what was said and what follows from it, as a document to take away.

The document is a list of sections, each of a title and blocks: `paragraphe` (`texte`), `liste` (`titre`, `elements`)
or `tableau` (`legende`, `entetes`, `lignes`). A cell of a table has a `texte`, and may have a `note` under it and a
`statut` (`id` for its icon, `libelle` for its words); the first cell of a line names it. The page, the PDF and the
text copy show these sections each in its own manner.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import messages
from actions.messages import Message
from actions.phrases import phrase
from actions.tracker_facts import answers, facts_of
from actions.verdict_message import (
    amounts,
    budget_of,
    documents,
    is_provisional,
    plans,
    scheme_shown,
    verdict_card,
    wanted_scheme,
)
from actions.wording import key_label, value_label
from rules_kb import Edition, Facts, FundingPlan, Verdict, evaluate, newest_edition, today
from rules_kb.models import Step
from rules_kb.quantities import EUROS, format_date, format_quantity

Block = dict[str, Any]
Section = dict[str, Any]

PLAN_LINES = ("aide_maximale", "aide", "avance", "solde", "apport_minimal", "reste_a_financer", "budget_minimal")
"""Sums of a funding plan, in the order in which they are shown."""


class ActionSynthese(Action):
    """Makes the summary of the conversation. The channel asks for it, no rule does, and nothing of it is stored."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_synthese"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Utter the summary of what is known so far."""
        edition = newest_edition()
        messages.utter(dispatcher, summary(edition, answers(edition, tracker), today()))
        return []


def summary(edition: Edition, known: Mapping[str, Any], on: date) -> Message:
    """Return the message of type `synthese` for the answers `known` (question key to value) on a day.

    Besides its sections, it has the `agenda`: the dates still ahead, or (`absence`) why there is none.
    """
    facts = facts_of(edition, known)
    verdict = evaluate(edition, facts, on)
    sections = [section for section in _sections(edition, known, facts, verdict, on) if section["blocs"]]
    document = {
        "titre": phrase("synthese_titre"),
        "sous_titre": edition.contrat.nom,
        "date": on.isoformat(),
        "edition": edition.id,
        "etabli": phrase("synthese_etabli", jour=format_date(on), edition=edition.id),
        "avertissement": phrase("synthese_avertissement"),
        "sections": sections,
    }
    agenda = _agenda(edition, _followed(edition, facts, verdict), on)
    return {"type": "synthese", "text": _as_text(document), **document, "agenda": agenda}


def _sections(
    edition: Edition, known: Mapping[str, Any], facts: Facts, verdict: Verdict, on: date
) -> Iterator[Section]:
    card = verdict_card(edition, facts, verdict, on)
    followed = _followed(edition, facts, verdict)
    if followed is None:
        # Nothing points to a scheme yet: none is shown rather than any.
        yield _section("resultat", _paragraph(phrase("synthese_provisoire")), _paragraph(card["ouverture"]))
    else:
        yield _section("resultat", *_outcome(card, is_provisional(edition, facts, verdict)))
        shown = edition.dispositifs[scheme_shown(edition, facts, verdict)]
        yield _section(
            "criteres",
            _table(
                "criteres",
                [_criterion(group, one) for group in card["groupes"] for one in group["criteres"]],
                shown.libelle,
            ),
            *_listed(card["ce_qui_changerait"], phrase("synthese_changerait")),
        )
        yield _section("financement", *_funding(edition, facts, verdict, shown.id))
        yield _section("documents", *_listed(documents(edition, followed)))
        yield _section("etapes", *_steps(edition, followed, on))
    yield _section("reponses", *_told(edition, known))
    yield _section("liens", *_listed(f"{link['titre']} : {link['url']}" for link in card["liens"]))


def _followed(edition: Edition, facts: Facts, verdict: Verdict) -> str | None:
    """The scheme whose documents and steps are told: the one advised, or the one wanted while none is."""
    return verdict.recommandation or wanted_scheme(edition, facts)


def _outcome(card: Mapping[str, Any], provisional: bool) -> Iterator[Block]:
    if provisional:
        yield _paragraph(phrase("synthese_provisoire"))
    else:
        yield _paragraph(card["resume"])
    for text in (card["volet"], card["ouverture"]):
        if text:
            yield _paragraph(text)
    yield from _listed(card["autres"], phrase("autres"))


def _criterion(group: Mapping[str, Any], criterion: Mapping[str, str]) -> list[dict[str, Any]]:
    status = {"id": group["statut"], "libelle": phrase(f"etat_{group['statut']}")}
    return [
        {"texte": criterion["libelle"], "statut": status},
        {"texte": criterion["explication"], "note": phrase("synthese_source", source=criterion["source"])},
    ]


def _funding(edition: Edition, facts: Facts, verdict: Verdict, scheme: str) -> Iterator[Block]:
    """What is told of the amounts, then each plan with its figures, or what it takes to have one."""
    result = verdict.dispositifs[scheme]
    told = amounts(edition, result, scheme)
    yield from _listed(told)
    for plan in plans(result):
        yield from map(_paragraph, plan.hors_limites)
        lines = [[_cell(phrase(f"plan_{name}")), _cell(sum_)] for name, sum_ in _sums(plan)]
        yield _table("plan", lines, plan.libelle or edition.dispositifs[scheme].libelle)
    budget = budget_of(edition, scheme)
    if told and budget is not None and facts.get(budget) is None:
        yield _paragraph(phrase("synthese_sans_budget"))


def _sums(plan: FundingPlan) -> Iterator[tuple[str, str]]:
    """The sums of a plan that are known, the grant only where it is not the highest one."""
    for name in PLAN_LINES:
        value = getattr(plan, name)
        if value is not None and not (name == "aide" and value == plan.aide_maximale):
            yield name, format_quantity(value, EUROS)


def _steps(edition: Edition, scheme: str | None, on: date) -> list[Block]:
    steps = edition.next_steps(scheme, on) if scheme in edition.dispositifs else ()
    lines = [
        [{"texte": step.titre, "note": _due(edition, step, on)}, _cell(edition.text(step.texte))] for step in steps
    ]
    return [_table("etapes", lines, edition.dispositifs[str(scheme)].libelle)] if lines else []


def _due(edition: Edition, step: Step, on: date) -> str:
    due = edition.calendrier.due_date(step)
    if due is None:
        return ""
    return phrase("synthese_au_plus_tard" if due >= on else "synthese_date_passee", jour=format_date(due))


def _told(edition: Edition, known: Mapping[str, Any]) -> list[Block]:
    if not known:
        return [_paragraph(phrase("recapitulatif_vide"))]
    lines = [[_cell(key_label(edition, key)), _cell(value_label(edition, key, value))] for key, value in known.items()]
    return [_table("reponses", lines)]


def _agenda(edition: Edition, scheme: str | None, on: date) -> dict[str, Any]:
    """The dates by which steps must be taken, today's included, or why there is none."""
    dates = [
        {
            "id": step.id,
            "date": due.isoformat(),
            "titre": phrase("agenda_titre", etape=step.titre),
            "texte": f"{edition.text(step.texte)} {phrase('synthese_avertissement')}",
        }
        for step in (edition.next_steps(scheme, on) if scheme in edition.dispositifs else ())
        if (due := edition.calendrier.due_date(step)) is not None and due >= on
    ]
    closed = edition.calendrier.status(on) == "clos"
    absence = phrase("agenda_clos" if closed else "agenda_sans_date", edition=edition.id)
    return {
        "nom": phrase("agenda_nom", contrat=edition.contrat.nom, edition=edition.id),
        "dates": dates,
        "absence": "" if dates else absence,
    }


def _section(name: str, *blocks: Block) -> Section:
    return {"id": name, "titre": phrase(f"synthese_{name}"), "blocs": list(blocks)}


def _paragraph(text: str) -> Block:
    return {"type": "paragraphe", "texte": text}


def _listed(items: Iterable[str], title: str = "") -> Iterator[Block]:
    """A list under its title; nothing for no item."""
    elements = list(items)
    if elements:
        yield {"type": "liste", "titre": title, "elements": elements}


def _table(name: str, lines: list[list[dict[str, Any]]], subject: str = "") -> Block:
    return {
        "type": "tableau",
        "legende": phrase(f"legende_{name}", sujet=subject),
        "entetes": phrase(f"entetes_{name}").split(" | "),
        "lignes": lines,
    }


def _cell(text: str) -> dict[str, Any]:
    return {"texte": text}


def _as_text(document: Mapping[str, Any]) -> str:
    """The whole document for a text file or a plain client."""
    lines = [document["titre"], document["sous_titre"], document["etabli"], document["avertissement"]]
    for section in document["sections"]:
        lines += ["", "", section["titre"].upper()]
        for block in section["blocs"]:
            lines += ["", *_BLOCK_LINES[block["type"]](block)]
    return "\n".join(lines) + "\n"


def _table_lines(table: Block) -> Iterator[str]:
    yield f"{table['legende']} :"
    for first, *others in table["lignes"]:
        status = f"[{first['statut']['libelle']}] " if "statut" in first else ""
        yield f"- {status}{_cell_text(first)} : {' ; '.join(_cell_text(cell) for cell in others)}"


def _cell_text(cell: Mapping[str, Any]) -> str:
    return f"{cell['texte']} ({cell['note']})" if cell.get("note") else cell["texte"]


_BLOCK_LINES = {
    "paragraphe": lambda block: [block["texte"]],
    "liste": lambda block: [
        *([block["titre"]] if block["titre"] else []),
        *(f"- {item}" for item in block["elements"]),
    ],
    "tableau": _table_lines,
}

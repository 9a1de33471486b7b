"""What a message says: the one entry point of the extraction.

    reading = read("on est un label à Sète, 80k en 2021", None, date(2024, 2, 1), edition)
    reading.facts  # {"type_structure": "label", "occitanie": True, "chiffre_affaires": {"2021": 80000}}

Beside the facts come the questions the person says they cannot answer (`unknown`), whether a correcting word is there,
what can be read in several ways (`ambiguous`), and notes:

- `lieu_hors_occitanie` (the place as typed): the seat is there, which says nothing of the activity;
- `lieu_homonyme` ({"lieu", "departements"}): goes with an ambiguous `occitanie`;
- `ajout`, `retrait` ({"fait": "licences", "valeur": […]}): to add to, or take from, what was known;
- `remplacement` ({"avant", "apres": numbers}): a figure put in the place of another, of a fact that is not named;
- `annee_hors_edition` ({"annee", "montant"}): a turnover of a year the edition does not ask about;
- `approximatif` (a question key): the figure was said to be approximate.

What a message only supposes (« et si on avait la licence 2 ? ») is no fact here: see `supposing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from . import (
    amounts,
    answers,
    corrections,
    counts,
    durations,
    jobs,
    kinds,
    licences,
    mentoring,
    needs,
    places,
    sector,
    statements,
)
from .doubts import in_answer, is_doubted, unknown_keys
from .gazetteer import Places
from .message import Ambiguous, Context, Finding, Message, Note
from .patterns import whole_words

if TYPE_CHECKING:
    from rules_kb import Edition

EXTRACTORS = (
    amounts.turnover,
    amounts.project_amounts,
    durations.activity,
    durations.project,
    licences.read,
    jobs.read,
    places.read,
    places.artists,
    counts.partners,
    counts.works,
    counts.artists,
    counts.shares,
    kinds.structure,
    sector.sector,
    needs.need,
    mentoring.mentoring,
    statements.read,
)
"""What looks for facts in a message; each yields findings."""
LONGEST = 2_000
"""Characters of a message that are read."""

UNDECIDED = "indecis"
"""The choice that stands for « je ne sais pas », where there is one."""

_TAKES_BACK = r"""
    non attend[a-z]*; attendez; pardon; excusez(?: moi)?; (?:je )?me suis (?:tromp|plant|embrouill|emmel)[a-z]+
    (?:je )?me (?:reprends?|corriger?)
    erreur; oups; (?:je )?corrige; rectification; rectifie; correction; autant pour moi; au temps pour moi
    je voulais dire; mal (?:dit|ecrit|tape|repondu|lu|compris|note|compte); (?:je|j|on) (?:ai |a )?(?:tout )?inverse
    je (?:reviens|retourne) sur; ah non; enfin non; c est faux; j avais (?:dit|ecrit|mis|note|repondu|tape)
    j ai (?:dit|confondu|melange)
"""
_CORRECTS = whole_words(
    _TAKES_BACK,
    r"""
    non moi; en fait; en realite; finalement; plutot; non c est; non non; non(?: ,)? (?:l autre|plutot|<[a-z]\d+>)
    (?:et )?pas <[a-z]\d+>; (?:ca|cela) y est; entre temps; desormais
    """,
)
_SURELY_CORRECTS = whole_words(_TAKES_BACK)
"""Words that take back what was said; the others may as well open an answer (« oui, en fait on est affiliés »)."""
_SAYS_YES = re.compile(r"(?:oui|ouais|si|tout a fait|exact)(?!\S)")
_IS_CODE = re.compile(r"\W*\w+\s*\{\s*[\"'}]")
"""What looks like a command to the machine (« choisir{"fait": …} ») says nothing of the person."""
_IS_ASKED = re.compile(r"[\s?!.]+$")
_LONGEST_TENTATIVE = 5
_HEAD = re.compile(
    r"[^?]{1,60}?(?=[;!(…\n]|[,.](?!\d)|\s(?:d['’]apr[eè]s|selon|parce|puisqu\w*|vu que|jusqu\w*|malheureusement"
    r"|et encore)(?!\w))",
    re.IGNORECASE,
)
"""What an answer says before it goes on to something else."""
_LONGEST_HEAD = 8
_SHORT_CORRECTION = 7
"""Words of « non pardon c'est 2016 plutôt »; a longer one says itself what it corrects."""


@dataclass
class Reading:
    """What a message says. Values are those of the public contract; `spans` are places in the raw text."""

    findings: list[Finding] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    correction: bool = False

    @property
    def facts(self) -> dict[str, Any]:
        """Fact id → value; turnover as one object of its years."""
        facts: dict[str, Any] = {}
        for finding in self.stated:
            fact, _, year = finding.key.partition(".")
            if year:
                facts.setdefault(fact, {})[year] = finding.value
            else:
                facts[fact] = finding.value
        return facts

    @property
    def stated(self) -> list[Finding]:
        """The findings that are facts."""
        return [finding for finding in self.findings if type(finding) is Finding]

    @property
    def ambiguous(self) -> list[tuple[str, list[Any]]]:
        """(question key, readings) of what can be read in several ways."""
        return [(finding.key, finding.value) for finding in self.findings if isinstance(finding, Ambiguous)]

    @property
    def notes(self) -> list[tuple[str, Any]]:
        """(kind, value) of what is to be known beside the facts."""
        return [(finding.key, finding.value) for finding in self.findings if isinstance(finding, Note)]

    @property
    def spans(self) -> dict[str, tuple[int, int]]:
        """Question key → where it is said."""
        return {finding.key: (finding.start, finding.end) for finding in self.findings}


def is_code(text: str) -> bool:
    """Whether a message is a command to the machine, typed by hand: it says nothing of the person."""
    return bool(_IS_CODE.match(text))


def read(text: str, question: str | None, today: date, edition: Edition, before: str | None = None) -> Reading:
    """Return what `text` says, read against the pending question (a question key, or None).

    `before` is the question asked before it: « non pardon, 2016 » corrects its answer.
    """
    message = Message(text[:LONGEST])
    if before is not None and _corrects_figure(message, question, before, edition):
        again = read(text, before, today, edition)
        if any(finding.key == before for finding in again.stated):
            return Reading(again.findings, [], True)
    context = Context(question, today, edition, Places.load())
    if not message.tokens or is_code(text):
        return Reading()
    correction = _CORRECTS.search(message.text)
    findings = _extracted(message, context)
    if _corrects_else(message, context, findings):
        # Nothing of it answers the question: « on sera 3 et pas 2 » names no licence.
        question, context = None, replace(context, question=None)
        findings = _extracted(message, context)
    if question == licences.FACT and licences.TRADES_ALONE.fullmatch(message.stated):
        findings = [finding for finding in findings if finding.key == question]  # « diffuseur » is no structure here
    if question is not None:
        message = in_answer(message, context)
        findings = [finding for finding in findings if not is_doubted(message, finding, context)]
        if answers.concluded(message, edition.fact_of(question)) is not None:
            findings = [finding for finding in findings if finding.key != question]
    heard = {finding.key for finding in findings} | {_is_about(finding) for finding in findings}
    # « 70 000 en 2021 » says no year of creation.
    is_of_turnover = question == durations.AGE and amounts.FACT in heard
    if question is not None and question not in heard and not is_of_turnover:
        taken = [*((finding.start, finding.end) for finding in findings), *corrections.taken_back(message)]
        findings += answers.read(message, context, taken)
    kept = settled(findings, None if correction is None else message.place(*correction.span())[0])
    if question is not None and not kept:
        kept = _tentative(message, question, today, edition) or _at_its_head(message, question, today, edition)
    known = {finding.key for finding in kept}
    unknown = [key for key in dict.fromkeys(unknown_keys(message, context)) if key not in known]
    if question in unknown and any(choice.id == UNDECIDED for choice in edition.fact_of(question).choix):
        unknown.remove(question)
        kept.append(Finding(question, UNDECIDED, 0, len(text)))
    kept += _approximations(message, kept)
    return Reading(kept, unknown, correction is not None)


def _corrects_figure(message: Message, question: str | None, before: str, edition: Edition) -> bool:
    """Whether a message takes back the figure just given, the question that is pending being answered by none."""
    is_in_words = question is not None and edition.fact_of(question).is_asked_in_words
    if not is_in_words or edition.fact_of(before).is_asked_in_words:
        return False
    has_figure = any(token.figure is not None or token.period is not None for token in message.tokens)
    return has_figure and len(message.tokens) <= _SHORT_CORRECTION and bool(_SURELY_CORRECTS.search(message.text))


def _extracted(message: Message, context: Context) -> list[Finding]:
    """Return what the extractors find; where that is nothing, a figure put in the place of another."""
    findings = [finding for extract in EXTRACTORS for finding in extract(message, context)]
    return findings or list(corrections.replaced(message, context))


def _corrects_else(message: Message, context: Context, findings: list[Finding]) -> bool:
    """Whether the message corrects another fact than the one asked, so that its « non » or « pas » answers nothing."""
    if not any(_is_about(finding) != context.asked for finding in findings):
        return False
    if _SURELY_CORRECTS.search(message.text):
        return True
    return bool(_CORRECTS.search(message.text)) and not _SAYS_YES.match(message.text)


def _is_about(finding: Finding) -> str:
    """Return the id of the fact that a finding is about, be it a note of a change."""
    about: str = finding.value["fait"] if finding.key in (licences.ADDED, licences.REMOVED) else finding.fact
    return about


def _approximations(message: Message, found: list[Finding]) -> list[Finding]:
    """Return a note for each fact whose figure was said to be approximate."""
    loose = [token for token in message.tokens if token.figure is not None and token.figure.approximate]
    return [
        Note("approximatif", finding.key, finding.start, finding.end)
        for finding in found
        if not isinstance(finding, Note) and any(finding.start <= token.start < finding.end for token in loose)
    ]


def settled(findings: list[Finding], correction: int | None) -> list[Finding]:
    """Return one finding a key: of several that agree the most precise, of others the corrected one, else ambiguous.

    `correction` is where a correcting word stands in the raw text.
    """
    by_key: dict[str, list[Finding]] = {}
    for finding in findings:
        by_key.setdefault(finding.key, []).append(finding)
    if any(type(finding) is Finding for finding in by_key.get(places.FACT, ())):
        by_key.pop(places.ELSEWHERE, None)
        by_key.pop(places.HOMONYM, None)
    return [_one_of(found, correction) for found in by_key.values()]


def _one_of(found: list[Finding], correction: int | None) -> Finding:
    if len(found) == 1:
        return found[0]
    sure = [finding for finding in found if not isinstance(finding, Ambiguous)] or found
    kept = sure[0]
    for other in sure[1:]:
        if _includes(kept.value, other.value):
            kept = other
        elif not _includes(other.value, kept.value):
            later = max(sure, key=lambda finding: finding.start)
            if correction is not None and min(finding.start for finding in sure) < correction < later.end:
                return later
            values = [
                value for i, value in enumerate(f.value for f in sure) if value not in [f.value for f in sure[:i]]
            ]
            return Ambiguous(kept.key, values, kept.start, later.end)
    return kept


def _includes(wide: Any, narrow: Any) -> bool:
    """Whether a value is a bound that another is within, or the same."""
    if wide == narrow:
        return True
    if not isinstance(wide, dict) or not (set(wide) <= {"au_moins", "moins_de"}):
        return False
    low, high = wide.get("au_moins", float("-inf")), wide.get("moins_de", float("inf"))
    if isinstance(narrow, dict):
        return narrow.get("au_moins", float("-inf")) >= low and narrow.get("moins_de", float("inf")) <= high
    return isinstance(narrow, int | float) and low <= narrow < high


def _at_its_head(message: Message, question: str, today: date, edition: Edition) -> list[Finding]:
    """Return the figure that an answer begins with: « Trente pour cent, pas un de plus, comme l'exige le texte »."""
    head = _HEAD.match(message.raw)
    if head is None or edition.fact_of(question).is_asked_in_words or not head.group().strip():
        return []
    said = Message(head.group())
    has_figure = any(token.figure is not None or token.period is not None for token in said.tokens)
    if not has_figure or len(said.tokens) > _LONGEST_HEAD:
        return []
    return [one for one in read(head.group(), question, today, edition).findings if one.key == question]


def _tentative(message: Message, question: str, today: date, edition: Edition) -> list[Finding]:
    """Return a short answer given with a question mark (« 80 000 ? »), as something to confirm."""
    bare = _IS_ASKED.sub("", message.raw)
    if "?" not in message.raw[len(bare) :] or "?" in bare or len(message.tokens) > _LONGEST_TENTATIVE:
        return []
    return [
        Ambiguous(one.key, one.value if isinstance(one, Ambiguous) else [one.value], one.start, one.end)
        for one in read(bare, question, today, edition).findings
        if one.key == question and not isinstance(one, Note)
    ]

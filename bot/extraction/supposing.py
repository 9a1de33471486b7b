"""What a message supposes: « avec un budget de 30 000, combien au maximum ? », « et si on avait la licence 2 ? ».

    supposed("si on avait 2 partenaires de plus ?", None, date(2024, 2, 1), edition).notes
    # [("en_plus", {"fait": "nb_acteurs", "valeur": 2})]

`reading.read` gives none of it: what is supposed is no fact. Here the clauses that suppose or ask are read as if they
stated; what the rules say, what others have and what is doubted still is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from . import amounts
from .asking import FIRST_PERSON, LEAD, OF_MEANING
from .counts import PARTNERS, REFERENCES, VIDEOS
from .gazetteer import Places
from .message import Context, Finding, Message, Note
from .patterns import one_of
from .reading import EXTRACTORS, LONGEST, Reading, settled
from .scope import Clause, Standing

if TYPE_CHECKING:
    from rules_kb import Edition

MORE = "en_plus"
"""Note: a figure relative to what is known, {"fait", "valeur"}; less than zero for « de moins »."""
BUDGET, GRANT = "budget_action", "montant_demande"

_OPENING = re.compile(
    LEAD
    + one_of(
        """
        (?:et |meme |comme )?si(?: jamais)?; (?:en )?(?:imagin|suppos|admett)[a-z]+(?: nous)?(?: que?)?
        mettons(?: que?)?; disons(?: que?)?; a supposer(?: que?)?; a condition(?: que?| d)?; des que?
        (?:dans le cas|dans l hypothese|au cas) (?:ou|endroitou); le jour (?:ou|endroitou); par exemple
        """
    )
    + " "
)
_AS_STATED = {
    "avait": "a", "avais": "ai", "avions": "avons", "aurait": "a", "aurais": "ai", "aurions": "avons", "ait": "a",
    "ayons": "avons", "aie": "ai",
    "etait": "est", "etais": "suis", "etions": "sommes", "serait": "est", "serais": "suis", "serions": "sommes",
    "soit": "est", "sois": "suis", "soyons": "sommes",
    "faisait": "fait", "faisais": "fais", "faisions": "faisons", "fasse": "fait", "fassions": "faisons",
    "ferait": "fait", "montait": "monte", "montais": "monte", "prenait": "prend", "prenions": "prenons",
    "demandait": "demande", "demandais": "demande", "demandions": "demandons", "demanderait": "demande",
    "mettait": "met", "mettions": "mettons", "mettrait": "met", "apportait": "apporte", "apportions": "apportons",
    "produisait": "produit", "produisions": "produisons", "sortait": "sort", "sortions": "sortons",
    "coutait": "coute", "couterait": "coute", "durait": "dure", "durerait": "dure", "respectait": "respecte",
    "respections": "respectons", "payait": "paye", "devenait": "est", "devenions": "sommes", "passait": "passe",
    "deposait": "depose", "deposions": "deposons", "adherait": "adhere", "employait": "emploie",
}  # fmt: skip
"""Verbs in the tenses of what is supposed → as they are when it is stated."""

_AMOUNT = r"<[nm](?P<{}>\d+)>(?! (?:partenaires|structures|mois|ans|jours|etp|heures|clips|artistes|references))"
_BUDGET = re.compile(
    r"(?<!\S)(?:"
    rf"(?:projet|action|cooperation|dossier|budget)(?: [a-z]+){{0,3}}? (?:a|de|d|est|coute|couterait|:|=|avec)"
    rf"(?: (?:environ|a|de|peu|pres))* {_AMOUNT.format('of')}"
    rf"|{_AMOUNT.format('before')} (?:euros )?(?:de |d )?(?:budget|depenses)"
    rf"|(?:action|projet) {_AMOUNT.format('bare')})"
)
_CALL = "(?:cooperation|structuration|appel|volet|projet)"
_GRANT = re.compile(
    r"(?<!\S)(?:"
    rf"(?:aide|subvention|financement|dotation|demande|montant)(?: (?:accordee?|demandee?|obtenue?|attribuee?|"
    rf"de {_CALL}|"
    rf"recue?|est|serait|etait))* (?:de |d |a |: |= )?{_AMOUNT.format('of')}"
    rf"|{_AMOUNT.format('before')} (?:euros )?(?:(?:de |d |en )(?:aide|subvention|dotation)|"
    rf"(?:accordes|demandes|obtenus|attribues))"
    rf"|(?:on|nous|je|j) (?:nous )?(?:a|ai|avons|obtien[st]|obtenons|recoi[st]|recevons|touche|touchons|demande|"
    rf"demandons|"
    rf"accorde|donne|veut|veux|voudrait|attribue) {_AMOUNT.format('had')}(?: euros)?"
    rf"(?= (?:pour|en|d aide|a|de) |$|[\t\n])(?! (?:de|d) (?!aide|subvention))"
    rf"|(?:vous|cnm|commission|drac|region) (?:(?:nous|m|me) )?(?:donn|accord|vers|attribu|propos)[a-z]* "
    rf"{_AMOUNT.format('given')})"
)
_THINGS = {
    PARTNERS: "(?:partenaires?|structures?|associations?|acteurs?|membres?)",
    REFERENCES: "(?:references?|refs?|albums?|disques?|ep|sorties?)",
    VIDEOS: "(?:clips?|videos?)",
    "mois_activite": "mois(?: d activite)?",
    BUDGET: "(?:euros )?(?:de |d )?budget",
    GRANT: "(?:euros )?(?:de |d )?(?:aide|subvention)",
    "autofinancement_pct": "(?:de |d )?(?:autofinancement|apport|fonds propres)",
}
_RELATIVE = {
    fact: re.compile(
        rf"(?<!\S)(?:<[nmp](?P<count>\d+)>|une?)(?P<other> autres?)? {thing} "
        rf"(?:(?P<less>de moins|en moins)|de plus|en plus|supplementaires?)(?!\S)"
        rf"|(?<!\S)(?:<[nmp](?P<ahead>\d+)>|une?) (?:(?P<fewer>de moins|en moins)|de plus|en plus) (?:comme |d |"
        rf"de )?{thing}"
        rf"(?!\S)"
    )
    for fact, thing in _THINGS.items()
}
_THAT_MANY = re.compile(r"(?<!\S)(?:on|nous) (?:est|sommes)(?: (?:que|seulement))? <n(?P<n>\d+)>(?=$|[\t\n])")


def supposed(text: str, question: str | None, today: date, edition: Edition) -> Reading:
    """Return what `text` supposes, in the form of what it states: facts, ambiguous readings, notes.

    Beside the facts come figures relative to what is known, as notes: `en_plus` {"fait", "valeur"}. The amounts of a
    clause that states (« notre projet coûte 30 000 ») count too when the message asks or supposes something.
    """
    message = Message(text[:LONGEST])
    parts = [clause for clause in message.clauses if clause.standing in (Standing.HYPOTHESIS, Standing.QUESTION)]
    if not parts:
        return Reading()
    context = Context(question, today, edition, Places.load())
    told = [clause for clause in message.clauses if clause.standing in (Standing.OWN, Standing.WISHED)]
    for_amounts = message.taken_as_stated(sorted(_span(clause) for clause in [*parts, *told]), _AS_STATED)
    as_stated = message.taken_as_stated([_span(clause) for clause in parts if _is_of_us(clause)], _AS_STATED)
    relative = list(_relative(for_amounts))
    findings = [*relative, *(one for one in _amounts(for_amounts, context) if not _overlaps(one, relative))]
    known = {finding.key for finding in findings}
    if as_stated.clauses:
        found = [finding for extract in EXTRACTORS for finding in extract(as_stated, context)]
        findings += [one for one in found if one.key not in known and not _overlaps(one, relative)]
        findings += _partners(as_stated, {one.fact for one in findings} | {_fact_of(note) for note in relative})
    return Reading(settled(findings, None))


def _span(clause: Clause) -> tuple[int, int]:
    """Return where a clause stands, less the « si » that opens it."""
    opening = _OPENING.match(clause.text)
    return clause.start + (opening.end() if opening else 0), clause.end


def _is_of_us(clause: Clause) -> bool:
    """Whether a clause supposes something of the person's structure, rather than ask what a thing is."""
    if clause.standing is Standing.HYPOTHESIS:
        return True
    return bool(FIRST_PERSON.search(clause.text)) and not OF_MEANING.search(clause.text)


def _amounts(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the budget and the grant that are supposed."""
    yield from amounts.project_amounts(message, context)
    for key, pattern in ((GRANT, _GRANT), (BUDGET, _BUDGET)):
        for match in pattern.finditer(message.text):
            group = next(name for name, index in match.groupdict().items() if index)
            yield message.read_as(key, amounts.readings(message.figure(match, group)), match)


def _relative(message: Message) -> Iterator[Note]:
    """Yield a note for each figure relative to what is known: « 2 partenaires de plus »."""
    for fact, pattern in _RELATIVE.items():
        for match in pattern.finditer(message.text):
            group = next((name for name in ("count", "ahead") if match.group(name)), None)
            value: Any = message.figure(match, group).contract_value(whole=True) if group else 1
            if isinstance(value, dict):
                continue
            is_less = match.group("less") or match.group("fewer")
            yield Note(MORE, {"fait": fact, "valeur": -value if is_less else value}, *message.place(*match.span()))


def _partners(message: Message, known: set[str]) -> Iterator[Finding]:
    """Yield « si on était 3 », which can be of nothing but partners when the assistant is asked about its schemes."""
    match = _THAT_MANY.search(message.text)
    if match and PARTNERS not in known:
        yield message.found(PARTNERS, message.figure(match, "n").contract_value(whole=True), match)


def _fact_of(note: Note) -> str:
    fact: str = note.value["fait"]
    return fact


def _overlaps(finding: Finding, relative: list[Note]) -> bool:
    """Whether a finding is what a relative figure says already."""
    return any(finding.start < note.end and note.start < finding.end for note in relative)

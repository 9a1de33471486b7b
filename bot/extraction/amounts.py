"""Turnover by year, the budget of the action, the grant asked for.

The years that count are those of the edition; what is said of other years is noted, never attributed to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .message import Ambiguous, Context, Finding, Message, Note
from .numbers import Figure
from .patterns import one_of, whole_words
from .tokens import TURNOVER, full_year

FACT = "chiffre_affaires"
OTHER_YEAR = "annee_hors_edition"
"""Note: a turnover was given for a year the edition does not ask about."""

_BARE_THOUSANDS = 1_000
"""Under this, a bare figure may be euros or thousands of euros."""

_MENTIONS_TURNOVER = whole_words(
    f"{TURNOVER}; chiffres? (?:d )?affaires?; chiffre daffaires?",
    "(?:on|nous|j|je) (?:a |avons |ai )?(?:en )?(?:factur[a-z]+|encaiss[a-z]+|realis[a-z]+|fait|fais|faisait|faisons)",
    "recettes; nos produits; nos ventes; tourne a; tourne(?= <[nm])",
)
_ALSO_ABOUT_MONEY = one_of(
    """
    budgets?; subventions?; aides?; prets?; dettes?; loyers?; salaires?; couts?; cout[ea]nt?; depenses?; cachets?
    apports?; benefices?; demande[a-z]*; sollicit[a-z]+; obtenir; deficit; resultat; emprunt[a-z]*; investi[a-z]*
    dons?; caisse; factures?; perd[a-z]*; plafond; vis(?:e|ons|ait|ions|er); previsionnel[a-z]*; prevo[a-z]+
    prevu[a-z]*; objectifs?; esper[a-z]+; enveloppe; prix; tarifs?; billets?; financements?; autofinanc[a-z]*; fonds
    tresorerie; capital; dotation; recu; touche
    """
)
_OTHER_MONEY = re.compile(rf"(?<!\S){_ALSO_ABOUT_MONEY}(?!\S)")
_OTHER_MONEY_AFTER = re.compile(rf" (?:de |d )?{_ALSO_ABOUT_MONEY}(?!\S)")
_COUNTED = one_of(
    """
    heures?; h; ans?; mois; jours?; annees?; artistes?; groupes?; musicien[a-z]*; partenaires?; clips?; videos?
    albums?; ep; references?; titres?; sorties; disques?; vinyles?; etp; equivalents?; salarie[a-z]*; personnes?
    benevoles?; adherents?; km; habitants?; places?; vues?; abonne[a-z]*; ecoutes?; streams?; followers?
    spectateurs?; concerts?; dates?; structures?; acteurs?; membres?; licences?; spectacles?; temps; mi; semaines?
    fois; exemplaires?; entrees?; festivals?; departements?; villes?; communes?; autres?; permanents?
    intermittents?; techniciens?; emplois?; postes?; cdi; cdd; projets?; editions?; dossiers?; demandes?; appels?
    dispositifs?; bilans?; associations?; labels?; salles?; lieux?; enfants?; questions?
    """
)
_AMOUNT = re.compile(
    rf"(?<!pas )(?<!pas de )(?<!non )(?<!non de )<[nm](?P<amount>\d+)>(?! (?:(?!par |en |sur |l |la |cette |"
    rf"chaque )[a-z]+ )?{_COUNTED}(?!\S))"
)

_TIME = re.compile(
    r"(?<!\S)(?:(?:"
    + "|".join(
        (
            r"<y(?P<year>\d+)>",
            rf"(?:en|pour|annee|{TURNOVER}) <n(?P<short>\d+)>(?! {_COUNTED}(?!\S))",
            r"(?P<offset>anneemoins[12])",
            r"(?P<last>l an (?:dernier|passe)|l annee (?:derniere|passee)|annee derniere|dernier exercice)",
            r"(?P<next>(?:l )?annee (?:d apres|suivante)|l an d apres|celle d apres|la suivante)",
            r"(?P<previous>(?:l )?annee (?:d avant|precedente)|l an d avant|celle d avant|la precedente)",
            r"(?P<this>cette annee(?! la(?!\S))|annee en cours|cet exercice)",
            r"(?P<every>(?:les|ces|chacune des|aux) <n(?P<count>\d+)>(?: annees| ans| exercices)?"
            r"|chaque annee|par an|a l annee|annuels?|tous les ans|chacune?)",
        )
    )
    + r"))(?!\S)"
)
_TIME_KINDS = ("year", "short", "offset", "last", "next", "previous", "this", "every")
_SAME = re.compile(r"(?<!\S)(?:pareil|idem|meme chose|la meme chose|le meme|autant|kif kif|identique)(?!\S)")
_PARTS = re.compile(
    r"[\t,;]| (?=et <[nm]\d+>)| (?=et (?:en|pour|l annee|l an|idem|pareil|autant) )| (?=puis )| (?=mais )"
)
_RESPECTIVELY = re.compile(
    r"<[nm]\d+> (?:et|/|,|puis|ensuite|-|\t+) ?<[nm]\d+>[^<]{0,40}<y\d+> (?:et|/|,|puis|-) (?:en )?<y\d+>"
    r"|<y\d+> (?:et|/|,|-) (?:en )?<y\d+>[^<]{0,40}<[nm]\d+> (?:et|/|,|puis|ensuite|-) <[nm]\d+>"
)
_SENTENCE = re.compile(r"[^\n]+")
_BEGINNING = re.compile(
    r"(?<!\S)(?:depuis|existe[a-z]*|cree[a-z]*|fond[a-z]+|nee?s?|lance[a-z]*|monte[a-z]*|demarr[a-z]+|"
    r"commenc[a-z]+|ouvert[a-z]*"
    r"|immatricul[a-z]+|creation|active?)(?: (?:en|depuis|le|l annee|debut|fin|mi|courant|:))* $"
)
_LONGEST_BEGINNING = 40


@dataclass
class _Said:
    """An amount of a sentence, with the years it was said for (None: not said)."""

    figure: Figure
    match: re.Match[str]
    years: tuple[int, ...] | None = None
    by_name: bool = False  # the years were named, not « par an » or « les deux »

    @property
    def is_plain_turnover(self) -> bool:
        """Whether the amount and its year are enough to tell a turnover, without the word."""
        return self.by_name and not is_short(self.figure)


def turnover(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the turnover of each year.

    An amount without a year goes to the year of the pending question; two, in order, to the years of the edition.
    A bare « 80 » is 80 or 80 000 euros: ambiguous. One amount without any year is ambiguous as to the year.
    """
    years = context.edition.faits[FACT].annees
    text = message.planned
    pending = _pending_year(context)
    topical = context.asked == FACT
    for sentence in _SENTENCE.finditer(text):
        if "<" not in sentence.group():
            topical = topical or bool(_MENTIONS_TURNOVER.search(sentence.group()))
            continue
        about_turnover = bool(_MENTIONS_TURNOVER.search(sentence.group()))
        if _OTHER_MONEY.search(sentence.group()) and not about_turnover:
            continue
        said = list(_amounts(message, context, sentence))
        if not (about_turnover or topical):
            said = [one for one in said if one.is_plain_turnover]
        topical = topical or about_turnover
        yield from _attributed(message, said, years, pending)


def _pending_year(context: Context) -> int | None:
    fact, _, year = (context.question or "").partition(".")
    return int(year) if fact == FACT and year else None


def _amounts(message: Message, context: Context, sentence: re.Match[str]) -> Iterator[_Said]:
    """Yield the amounts of a sentence that are not of something else, each with its years."""
    text, start, end = message.planned, *sentence.span()
    amounts = [match for match in _AMOUNT.finditer(text, start, end) if not is_of_other_money(text, start, match)]
    if not amounts:
        return
    times = _less_those_of_other_money(text, start, end, amounts, _times(message, context, start, end))
    short = {int(when.match.group("short")) for when in times if when.match.group("short")}
    amounts = [match for match in amounts if int(match.group("amount")) not in short]
    large = [match for match in amounts if not is_short(message.figure(match, "amount"))]
    amounts = large or amounts  # « licence 2 et 3, ca 70 000 »
    paired: list[tuple[re.Match[str], _When | None]]
    if _RESPECTIVELY.search(text, start, end) and len(amounts) == len(times):
        paired = list(zip(amounts, times, strict=True))
    else:
        paired = _paired(text, start, end, amounts, times)
    for amount, when in paired:
        yield _Said(message.figure(amount, "amount"), amount, *((when.years, when.by_name) if when else ()))
    if _SAME.search(text, start, end):
        given = {year for _, when in paired if when for year in when.years}
        fresh = [when for when in times if not set(when.years) & given]
        if fresh:
            yield _Said(message.figure(amounts[-1], "amount"), amounts[-1], fresh[-1].years, fresh[-1].by_name)


def _less_those_of_other_money(
    text: str, start: int, end: int, amounts: list[re.Match[str]], times: list[_When]
) -> list[_When]:
    """Leave out the years said for a grant or a debt: « CA 2021 : 64 000 €, et 20 000 € de subvention en 2022 »."""
    others = [match for match in _AMOUNT.finditer(text, start, end) if match not in amounts]
    kept = times
    edges = [start, *(match.start() for match in _PARTS.finditer(text, start, end)), end]
    for left, right in pairwise(edges):
        if any(left <= match.start() < right for match in amounts):
            continue
        if any(left <= match.start() < right and is_of_other_money(text, start, match) for match in others):
            kept = [when for when in kept if not left <= when.match.start() < right]
    return kept


def is_of_other_money(text: str, start: int, amount: re.Match[str]) -> bool:
    """Whether the last word about money before the amount, in its clause, is not the turnover."""
    clause = max(start, text.rfind("\t", start, amount.start()) + 1)
    others = [match.end() for match in _OTHER_MONEY.finditer(text, clause, amount.start())]
    if not others:
        return bool(_OTHER_MONEY_AFTER.match(text, amount.end()))
    turnovers = [match.end() for match in _MENTIONS_TURNOVER.finditer(text, clause, amount.start())]
    return not turnovers or turnovers[-1] < others[-1]


@dataclass(frozen=True)
class _When:
    """Words about time, with the years they mean."""

    match: re.Match[str]
    years: tuple[int, ...]
    by_name: bool


def _times(message: Message, context: Context, start: int, end: int) -> list[_When]:
    """Return what a sentence says of years, less the year in which the structure began."""
    text, every = message.planned, context.edition.faits[FACT].annees
    found: list[_When] = []
    current = _pending_year(context) or context.today.year
    for match in _TIME.finditer(text, start, end):
        if _BEGINNING.search(text, max(start, match.start() - _LONGEST_BEGINNING), match.start()):
            continue
        kind = next(name for name in _TIME_KINDS if match.group(name))
        years: tuple[int, ...]
        if match.group("count") and message.figure(match, "count").value != len(every):
            continue
        if kind == "every":
            found.append(_When(match, every, by_name="annee" in match.group()))
            continue
        if kind == "year":
            years = (int(message.figure(match, "year").value),)
        elif kind == "short":
            years = (full_year(int(message.figure(match, "short").value)),)
        elif kind == "offset":
            years = (context.today.year - int(match.group()[-1]),)
        elif kind == "next":
            years = (current + 1,)
        elif kind == "previous":
            years = (current - 1,)
        else:
            years = (context.today.year - (kind == "last"),)
        if kind == "short" and years[0] not in every:
            continue
        current = years[-1]
        found.append(_When(match, years, by_name=years[0] in every))
    return found


def _paired(
    text: str, start: int, end: int, amounts: list[re.Match[str]], times: list[_When]
) -> list[tuple[re.Match[str], _When | None]]:
    """Pair amounts with years: within a part of the sentence first, then in the order they come."""
    edges = [start, *(match.start() for match in _PARTS.finditer(text, start, end)), end]
    pairs: dict[int, _When] = {}
    left_amounts: list[int] = []
    left_times: list[_When] = []
    for left, right in pairwise(edges):
        here = [index for index, match in enumerate(amounts) if left <= match.start() < right]
        when = [one for one in times if left <= one.match.start() < right]
        if len(here) == 1 and len(when) > 1:  # « 80 000 en 2021 et 2022 »
            years = tuple(dict.fromkeys(year for one in when for year in one.years))
            when = [_When(when[0].match, years, any(one.by_name for one in when))]
        if len(here) == len(when):
            pairs.update(zip(here, when, strict=True))
        else:
            left_amounts += here
            left_times += when
    if len(amounts) == 1 and len(times) > 1:  # « moins de 100 000 en 2021 et en 2022 »
        years = tuple(dict.fromkeys(year for one in times for year in one.years))
        pairs[0] = _When(times[0].match, years, any(one.by_name for one in times))
    elif len(left_amounts) == len(left_times):  # « En 2021, 80 000 »
        pairs.update(zip(left_amounts, left_times, strict=True))
    return [(match, pairs.get(index)) for index, match in enumerate(amounts)]


def _attributed(message: Message, said: list[_Said], years: tuple[int, ...], pending: int | None) -> Iterator[Finding]:
    """Yield a finding for each amount and year."""
    nameless = [one for one in said if one.years is None]
    named_years = {year for one in said for year in one.years or ()}
    free_years = [year for year in years if year not in named_years]
    if len(nameless) == 1 and pending in free_years:
        nameless[0].years = (pending,)
    elif len(nameless) == len(years) == len(free_years):
        for one, year in zip(nameless, years, strict=True):
            one.years = (year,)
    elif len(nameless) == 1 and len(free_years) == 1 and len(said) > 1:
        nameless[0].years = (free_years[0],)
    for one in said:
        values = readings(one.figure)
        if one.years is None:
            if len(nameless) == 1 and len(values) == 1:
                options = [{str(year): values[0]} for year in years]
                options.append({str(year): values[0] for year in years})
                yield message.found(FACT, options, one.match, Ambiguous)
            continue
        for year in one.years:
            key = f"{FACT}.{year}"
            if year not in years:
                yield message.found(OTHER_YEAR, {"annee": year, "montant": values[-1]}, one.match, Note)
            else:
                yield message.read_as(key, values, one.match)


def readings(figure: Figure) -> list[Any]:
    """Return what an amount may mean: « 80 » alone is 80 or 80 000 euros."""
    values = [figure.contract_value(whole=False)]
    if is_short(figure):
        values.append(figure.scaled(_BARE_THOUSANDS).contract_value(whole=False))
    return values


def is_short(figure: Figure) -> bool:
    """Whether an amount may be meant in thousands: small, whole, not zero, and no euro said."""
    known = [end for end in (figure.low, figure.high) if end is not None]
    is_plain = figure.kind == "plain" and figure.mantissa is None
    return is_plain and all(0 < end < _BARE_THOUSANDS and end == int(end) for end in known)


# Budget and grant asked for

_BUDGET = re.compile(
    r"(?<!\S)(?:budget(?:s|ees?|es?|isee?s?)?(?! (?:annuel|de fonctionnement|de (?:l |la |notre )(?:association"
    r"|structure|label|"
    r"festival|salle|boite)))(?: [a-z]+){0,6}?(?: :| =)?"
    r"|(?:le |notre )?(?:projet|action)(?: [a-z]+){0,3} (?:coute|coutera|couterait|revient|reviendra)(?: a| dans les)?"
    r"|(?:montant|prix) (?:total |global )?(?:du projet|de l (?:action|operation))(?: [a-z]+){0,3}"
    r"|cout (?:total|global|du projet|de l action)(?: [a-z]+){0,3}(?: :| =)?) <(?P<kind>[nm])(?P<amount>\d+)>"
    r"|(?:action|projet)(?: (?!de |a )[a-z]+)? (?:a|de) <m(?P<priced>\d+)>"
    r"|<(?P<kindbefore>[nm])(?P<before>\d+)> (?:euros )?de budget(?! (?:annuel|de fonctionnement))"
)
_ASKED = re.compile(
    r"(?<!\S)(?:(?:demandons|sollicitons|demandera|demanderons)|(?:on|nous|je|j) (?:va |vais |allons |compte |"
    r"voudrait |voudrais |aimerait |aimerais |souhaite |"
    r"souhaiterait |souhaitons |veut |veux |pense )?"
    r"(?:demand|solliciter?|sollicit|obtenir|demander)[a-z]*|(?:on|nous|je) (?:voudrait|voudrais|souhaite|aimerait|"
    r"aimerais|veut|veux|espere)(?: avoir| obtenir| toucher)?"
    r"|montant (?:demande|souhaite|sollicite)|subvention (?:demandee|souhaitee|sollicitee)|demande de|aide "
    r"(?:demandee|souhaitee)"
    r")(?: (?:est|de|d|une|un|la|le|subvention|aide|environ|c est|financement|au cnm|somme))*(?: :| =)? "
    r"<(?P<kind>[nm])(?P<amount>\d+)>(?! (?:partenaires|structures|mois|ans|jours|etp))"
    r"|<m(?P<wanted>\d+)> (?:euros )?qu[e]? (?:on|nous|je) (?:demand|sollicit|souhait|voudr|aimer|veu|esper)[a-z]*"
)
_EVERY_YEAR = re.compile(r" (?:euros )?(?:par an|a l annee|annuels?|chaque annee|de fonctionnement)(?!\S)")
_ASKED_OF_OTHERS = whole_words(
    """
    (?:a|aupres de) (?:la |l |une )?(?:mairie|ville|commune|banque|fondation|drac|sacem|etat|adami|spedidam|metropole)
    (?:au|aupres du) (?:departement|conseil [a-z]+|fonds|crowdfunding|maire); a un autre [a-z]+; aupres d une? [a-z]+
    (?:ai|a|avons|avait|avais|avions) (?:deja )?(?:fait une demande|demande|sollicite|obtenu|recu|depose)
    l an (?:dernier|passe); l annee (?:derniere|passee); <y\\d+>; anneemoins[12]
    """
)
"""A grant asked for at another time or of somebody else is not what is asked for here."""


def project_amounts(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the budget of the action and the grant asked for. A bare « 30 » is 30 or 30 000 euros."""
    for key, pattern in (("budget_action", _BUDGET), ("montant_demande", _ASKED)):
        for match in pattern.finditer(message.planned):
            clause = message.clause_at(match.start())
            if key == "budget_action" and _EVERY_YEAR.match(message.planned, match.end()):
                continue
            if key == "montant_demande" and clause and _ASKED_OF_OTHERS.search(clause.text):
                continue
            groups = match.groupdict()
            group = next(name for name in ("amount", "before", "priced", "wanted") if groups.get(name))
            yield message.read_as(key, readings(message.figure(match, group)), match)

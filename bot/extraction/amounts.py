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
_MOST_APART = 5
"""How many times one year's turnover may be the other's for a bare figure beside an amount in full to be thousands."""

_NAMES_TURNOVER = whole_words(
    f"{TURNOVER}; chiffres? (?:d )?affaires?; chiffre daffaires?; recettes",
    "nos produits; produits d exploitation; nos ventes",
)
_MENTIONS_TURNOVER = whole_words(
    "(?:on|nous|j|je) (?:a |avons |ai )?(?:en )?(?:factur[a-z]+|encaiss[a-z]+|realis[a-z]+|fait|fais|faisait|faisons)",
    "tourne a; tourne(?= <[nm])",
    _NAMES_TURNOVER.pattern,
)
_BY_OTHERS = re.compile(r"(?:^|.* )(?:ils|elles|iels) (?:ont|font|en ont|en font|realisent|facturent|tournent)(?!\S)")
"""« Les voisins, ils ont fait 95 000 »: of one's own structure one says « on » or « elle »."""
_OTHER_SUMS = """
    subventions?; aides?; prets?; dettes?; loyers?; salaires?; cachets?; apports?; benefices?; deficit; resultat
    emprunt[a-z]*; investi[a-z]*; dons?; caisse; (?<!a )(?<!ai )(?<!avons )(?<!en )factures?
    perd[a-z]*; plafond; enveloppe; prix; tarifs?; billets?
    financements?; autofinanc[a-z]*; fonds; tresorerie; capital; dotation; recu; touche
"""
_ALSO_ABOUT_MONEY = one_of(
    _OTHER_SUMS,
    """
    budgets?; couts?; cout[ea]nt?; depenses?; demande[a-z]*; sollicit[a-z]*; obtenir; vis(?:e|ons|ait|ions|er)
    previsionnel[a-z]*; prevo[a-z]+; prevu[a-z]*; objectifs?; esper[a-z]+
    """,
)
_OWNERS = """
    association; structure; label; festival; salle; boite; societe; entreprise; compagnie; collectif; lieu; studio
    mairie; commune; ville; fonctionnement; groupe
"""
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


_FUNDERS = whole_words(
    """
    drac; sacem; cnm; region; departement; mairie; ville; commune; crowdfunding; ulule; banque; mecen[a-z]+; adami
    sponsor[a-z]*; vers[ea][a-z]*; donn[a-z]+; spedidam; metropole; etat; europe; gagne; remport[a-z]+; accord[a-z]+
    """
)
"""Who gives money: « on a eu 12 000 de la DRAC en 2022 » is no turnover."""


_NOTHING_EARNED = one_of(
    rf"""
    (?:aucune?|pas (?:de|d|eu de)|zero|nul) (?:{TURNOVER}|chiffres? d affaires?|recettes?|ventes?|factures?|rentrees?)
    (?:rien|pas) (?:du tout )?(?:(?:factur|encaiss|vendu|gagne|rentre)[a-z]*)
    pas (?:un|le moindre) (?:euro|centime|sou|rond)
    rien; neant; que dalle; zero euro
    """
)
_NO_TURNOVER = re.compile(
    rf"(?<!\S){_NOTHING_EARNED}(?: (?:en|pour|sur))* <y(?P<year>\d+)>"
    rf"|(?<!\S)(?:en |pour )?<y(?P<first>\d+)>[\s,:]+(?:[a-z]+ ){{0,3}}?{_NOTHING_EARNED}(?=$|[\t\n])"
)
"""« Aucun chiffre d'affaires en 2021 », « 2021 : néant »."""


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
            said = [] if _FUNDERS.search(sentence.group()) else [one for one in said if one.is_plain_turnover]
        elif not (topical or _NAMES_TURNOVER.search(sentence.group())):
            said = [one for one in said if one.by_name or not is_short(one.figure)]  # « on fait du rap, L2 et L3 ok »
        topical = topical or about_turnover
        yield from _attributed(message, said, years, pending)
        for none in _NO_TURNOVER.finditer(sentence.group()) if about_turnover or topical else ():
            year = int(message.figure(none, "year" if none.group("year") else "first").value)
            if year in years:
                begin, end = (sentence.start() + place for place in none.span())
                yield Finding(f"{FACT}.{year}", 0, *message.place(begin, end))


def _pending_year(context: Context) -> int | None:
    fact, _, year = (context.question or "").partition(".")
    return int(year) if fact == FACT and year else None


def _amounts(message: Message, context: Context, sentence: re.Match[str]) -> Iterator[_Said]:
    """Yield the amounts of a sentence that are not of something else, each with its years."""
    text, start, end = message.planned, *sentence.span()
    amounts = [
        match
        for match in _AMOUNT.finditer(text, start, end)
        if not is_of_other_money(text, start, match)
        and not _is_by_others(message, match)
        and not _is_fraction(message.figure(match, "amount"))
    ]
    if not amounts:
        return
    times = _less_those_of_other_money(text, start, end, amounts, _times(message, context, start, end))
    short = {int(when.match.group("short")) for when in times if when.match.group("short")}
    amounts = [match for match in amounts if int(match.group("amount")) not in short]
    large = [match for match in amounts if not is_short(message.figure(match, "amount"))]
    # « licence 2 et 3, ca 70 000 », but « 62k en 2021 et 71 l'année d'après »
    shortened = _in_thousands(message, (start, end), amounts, large, times)
    amounts = [match for match in amounts if match in large or match in shortened] or amounts
    paired: list[tuple[re.Match[str], _When | None]]
    if _RESPECTIVELY.search(text, start, end) and len(amounts) == len(times):
        paired = list(zip(amounts, times, strict=True))
    else:
        paired = _paired(text, start, end, amounts, times)
    for amount, when in paired:
        figure = message.figure(amount, "amount")
        figure = figure.scaled(_BARE_THOUSANDS) if amount in shortened else figure
        yield _Said(figure, amount, *((when.years, when.by_name) if when else ()))
    if _SAME.search(text, start, end):
        given = {year for _, when in paired if when for year in when.years}
        fresh = [when for when in times if not set(when.years) & given]
        if fresh:
            yield _Said(message.figure(amounts[-1], "amount"), amounts[-1], fresh[-1].years, fresh[-1].by_name)


def _is_fraction(figure: Figure) -> bool:
    """Whether a figure is a part of one thing: « ETP administratif : 0,4 » is no turnover."""
    return figure.kind == "plain" and 0 < figure.value < 1


_WITH_A_YEAR_ALONE = whole_words(
    "et; puis; mais; en; pour; on; a; fait; c est; c etait; l; environ; soit; a peu pres; presque; :; ="
    " ; ,; annee; exercice",
    _NAMES_TURNOVER.pattern,
)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence, within each of which an amount goes with its year."""
    return pairwise([start, *(match.start() for match in _PARTS.finditer(text, start, end)), end])


def _in_thousands(
    message: Message,
    sentence: tuple[int, int],
    amounts: list[re.Match[str]],
    large: list[re.Match[str]],
    times: list[_When],
) -> list[re.Match[str]]:
    """Return the short amounts that stand with nothing but their year, and are of the order of those in full."""
    text, (start, end) = message.planned, sentence
    found = []
    for left, right in _parts(text, start, end):
        here = [match for match in amounts if left <= match.start() < right]
        when = [one.match for one in times if left <= one.match.start() < right and one.by_name]
        if not large or len(here) != 1 or len(when) != 1 or here[0] in large:
            continue
        value = message.figure(here[0], "amount").value * _BARE_THOUSANDS
        apart = [value / message.figure(match, "amount").value for match in large]
        said = [*here, *when]
        words = "".join(" " if any(m.start() <= i < m.end() for m in said) else text[i] for i in range(left, right))
        is_plain = not _WITH_A_YEAR_ALONE.sub("", words).strip(" \t,")
        if is_plain and all(1 / _MOST_APART <= times_as_much <= _MOST_APART for times_as_much in apart):
            found.append(here[0])
    return found


def _less_those_of_other_money(
    text: str, start: int, end: int, amounts: list[re.Match[str]], times: list[_When]
) -> list[_When]:
    """Leave out the years said for a grant or a debt: « CA 2021 : 64 000 €, et 20 000 € de subvention en 2022 »."""
    others = [match for match in _AMOUNT.finditer(text, start, end) if match not in amounts]
    kept = times
    for left, right in _parts(text, start, end):
        if any(left <= match.start() < right for match in amounts):
            continue
        if any(left <= match.start() < right and is_of_other_money(text, start, match) for match in others):
            kept = [when for when in kept if not left <= when.match.start() < right]
    return kept


def _is_by_others(message: Message, amount: re.Match[str]) -> bool:
    clause = message.clause_at(amount.start())
    return clause is not None and bool(_BY_OTHERS.match(clause.text))


def is_of_other_money(text: str, start: int, amount: re.Match[str]) -> bool:
    """Whether the last word about money before the amount, in its clause, is not the turnover."""
    clause = max(start, text.rfind("\t", start, amount.start()) + 1)
    others = [match.end() for match in _OTHER_MONEY.finditer(text, clause, amount.start())]
    if not others:
        return bool(_OTHER_MONEY_AFTER.match(text, text.index(">", amount.start()) + 1))
    turnovers = [match.end() for match in _NAMES_TURNOVER.finditer(text, clause, amount.start())]
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
        elif "exercice" in match.group() and kind == "this":
            years = (current,)  # the one that was just asked about
        else:
            years = (context.today.year - (kind == "last"),)
        if kind == "short" and years[0] not in every:
            continue
        current = years[-1]
        found.append(_When(match, years, by_name=years[0] in every))
    return found


_DIFFERS = whole_words(
    "le double; double; triple; quadruple; la moitie; davantage; rien; aucune?; neant; pas (?:de|d|un)"
)
"""« 24 mille en 2021 et le double en 2022 »: the amount is of one of the years only."""


def _paired(
    text: str, start: int, end: int, amounts: list[re.Match[str]], times: list[_When]
) -> list[tuple[re.Match[str], _When | None]]:
    """Pair amounts with years: within a part of the sentence first, then in the order they come."""
    pairs: dict[int, _When] = {}
    left_amounts: list[int] = []
    left_times: list[_When] = []
    for left, right in _parts(text, start, end):
        here = [index for index, match in enumerate(amounts) if left <= match.start() < right]
        when = [one for one in times if left <= one.match.start() < right]
        if len(here) == 1 and len(when) > 1 and _DIFFERS.search(text, left, right):
            when = when[:1]
        elif len(here) == 1 and len(when) > 1:  # « 80 000 en 2021 et 2022 »
            years = tuple(dict.fromkeys(year for one in when for year in one.years))
            when = [_When(when[0].match, years, any(one.by_name for one in when))]
        if len(here) == len(when):
            pairs.update(zip(here, when, strict=True))
        else:
            left_amounts += here
            left_times += when
    if (
        len(amounts) == 1 and len(times) > 1 and not _DIFFERS.search(text, start, end)
    ):  # « moins de 100 000 en 2021 et en 2022 »
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
    if pending in free_years and len(nameless) == len(said) > 1 and (narrowest := _narrowest(nameless)):
        said = nameless = [narrowest]
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


def _narrowest(said: list[_Said]) -> _Said | None:
    """Return the last of several amounts when it is within all others: « plus de 100 000, disons plus de 150 000 »."""
    *others, last = said
    low, high = last.figure.low or 0, last.figure.high or float("inf")
    is_within = all(
        not one.figure.exact and (one.figure.low or 0) <= low and high <= (one.figure.high or float("inf"))
        for one in others
    )
    return last if is_within else None


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

_BUDGET, _GRANT = "budget_action", "montant_demande"
_ACTION = "(?:projet|action|operation|cooperation|programme|demarche)"
_WANT = one_of(
    """
    voudr[a-z]+; aimer[a-z]+; souhait[a-z]+; esper[a-z]+; veut; veux; voulons; vis(?:e|ons|ait); tabl(?:e|ons); besoin
    mis(?:e|ons); faut; faudrait; obtenir; espere[a-z]*; gratt(?:er|e|ons)
    aid(?:er|iez|ez); souten(?:ir|iez|ez)
    """
)
_HEADS = re.compile(
    r"(?<!\S)(?:"
    + "|".join(
        (
            rf"(?P<turnover>{_NAMES_TURNOVER.pattern})",
            rf"(?P<annual>budgets?(?: [a-z]+){{0,3}}? (?:annuel[a-z]*|de fonctionnement|global de (?:la|l|notre)"
            rf"|(?:de (?:la|l|notre|ma|mon|nos) |du |de )(?:{one_of(_OWNERS)})))",
            r"(?P<budget>budg[a-z]*|couts? (?:total|global|estime|previsionnel)[a-z]*"
            r"|couts?(?= (?:est|sera|serait|s |:|=|monte|avoisine|atteint))"
            rf"|couts? (?:du|de l|de la|de notre) {_ACTION}|plan de financement"
            rf"|(?:celui|celle) (?:de l|du|de la|de notre) {_ACTION}"
            rf"|(?:montant|prix|total|enveloppe|depenses)(?: [a-z]+)? (?:du|de l|de la|de notre) {_ACTION}"
            rf"|{_ACTION}(?: [a-z]+){{0,4}}? (?:cout(?:e|era|erait|er)|revien[a-z]+|chiffre|estimee?|evaluee?|pese)"
            rf"|{_ACTION} (?:c est|est (?:a|de)|fait|represente|atteint|tourne|avoisine|se monte)"
            r")",
            rf"(?P<priced>{_ACTION}(?: (?!de |d |a |sur |avec |pour |entre )[a-z]+)? (?:a|de|:|=)(?= $))",
            r"(?P<asked>demand(?!eu|ez)[a-z]*|sollicit[a-z]*|(?:subvention|aide|somme|montant)(?: [a-z]+)? (?:visee?"
            r"|souhaitee?|esperee?|attendue?|voulue?))",
            rf"(?P<want>{_WANT})",
            rf"(?P<other>{one_of(_OTHER_SUMS)})",
        )
    )
    + r")(?!\S)"
)
"""Words that say what the amount after them is; the nearest before it does."""
_TOLD_AFTER = re.compile(
    r" (?:euros )?(?:"
    rf"(?P<annual>de budget (?:annuel|de fonctionnement|de (?:la|l) (?:{one_of(_OWNERS)})))"
    rf"|(?P<budget>(?:de|d) (?:budget|cout)[a-z]*|pour (?:l|le|cette|notre|ce) (?:projet|action|operation))"
    r"|(?P<asked>(?:demand|sollicit|souhait)ee?s?|(?:de|d) (?:subvention|aide)s? (?:demand|sollicit|souhait)ee?s?"
    r"|qu[e]? (?:on|nous|je|j) (?:demand|sollicit|souhait|voudr|aimer|veu|esper)[a-z]*"
    r"|de demandee?s?|(?:de|d) demande)"
    rf"|(?P<turnover>(?:de|d|en) {_NAMES_TURNOVER.pattern}|de chiffre(?! d))"
    r"|(?P<want>(?:de|d) (?:subvention|aide|financement|soutien)s?)"
    rf"|(?P<other>(?:de |d )?{_ALSO_ABOUT_MONEY}))(?!\S)"
)
"""Words that say what the amount before them is, and outdo those before it: « on part sur 40 000 de budget »."""
_LEADS_FROM_WANT = re.compile(
    r"(?: (?:avoir|obtenir|toucher|recevoir|percevoir|bien|solliciter|demander|une?|d|de|la|le|sur|subvention|aide"
    r"|environ|votre|part|concours|appui|vous|coup|main|pouce|peu|autour|gratter|decrocher|choper|au|moins|l ordre"
    r"|montant|somme|financement|soutien|a|hauteur|idealement|aussi|pour|nous|juste|du|cnm|,|\t))* "
)
_FARTHEST_HEAD = 70
_EVERY_YEAR = re.compile(
    r" (?:euros )?(?:par an|a l annee|annuels?|chaque annee|de fonctionnement|l an|par (?:edition|saison))(?!\S)"
)
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
    text = message.planned
    # « Un projet à 36 k, on vous demande 15 »
    counts_in_thousands = any(token.figure and token.figure.mantissa for token in message.tokens)
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        for amount in _AMOUNT.finditer(text, start, end):
            key = _told_of(message, start, amount)
            clause = message.clause_at(amount.start())
            if key == _BUDGET and _EVERY_YEAR.match(text, amount.end()):
                continue
            if key == _GRANT and clause and _ASKED_OF_OTHERS.search(clause.text):
                continue
            if key is not None:
                values = readings(message.figure(amount, "amount"))
                yield message.read_as(key, values[-1:] if counts_in_thousands else values, amount)
            start = amount.end()


_OF_A_COUNT = re.compile(rf" (?:de |d )?{_COUNTED}(?!\S)")


def is_plainly_a_sum(message: Message, figure: re.Match[str]) -> bool:
    """Whether a figure is too large for anything but a sum, and counts nothing: « 86 000 hors subventions »."""
    value = message.figure(figure, "n").value
    return value >= _BARE_THOUSANDS and not _OF_A_COUNT.match(figure.string, figure.end("n") + 1)


def is_told_of_else(key: str, text: str, amount: re.Match[str]) -> bool:
    """Whether the words before an amount in its clause name another sum than the one asked for."""
    clause = max(text.rfind("\t", 0, amount.start()), text.rfind("\n", 0, amount.start())) + 1
    heads = [head.lastgroup for head in _HEADS.finditer(text, clause, amount.start()) if head.lastgroup != "want"]
    if not heads:
        return False
    return heads[-1] in ("annual", "turnover") if key in (_BUDGET, _GRANT) else heads[-1] == "annual"


def _told_of(message: Message, start: int, amount: re.Match[str]) -> str | None:
    """Return which of the two an amount is, by the words after it or the nearest before it from `start` on."""
    text = message.planned
    after = _TOLD_AFTER.match(text, amount.end())
    heads = list(_HEADS.finditer(text, max(start, amount.start() - _FARTHEST_HEAD), amount.start()))
    is_wanted = any(head.lastgroup in ("asked", "want") for head in heads)
    if after is not None:
        told = after.lastgroup
        if told == "want":
            return _GRANT if is_wanted else None
        return {"budget": _BUDGET, "asked": _GRANT}.get(told or "")
    if not heads:
        return None
    head = heads[-1]
    if head.lastgroup == "want" and is_short(message.figure(amount, "amount")):
        return None  # « on vise 3 »
    if head.lastgroup == "want":
        return _GRANT if _LEADS_FROM_WANT.fullmatch(text, head.end(), amount.start()) else None
    figure = message.figure(amount, "amount")
    if head.lastgroup == "priced":
        return _BUDGET if figure.kind == "money" else None
    if head.lastgroup == "other" and is_wanted and head.group() in ("subvention", "aide"):
        return _GRANT  # « on sollicite une subvention de 12 000 »
    return {"budget": _BUDGET, "asked": _GRANT}.get(head.lastgroup or "")

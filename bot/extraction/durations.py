"""How long the structure has been active (`mois_activite`) and how long the project lasts (`duree_projet_ans`).

Months are whole ones, counted to the edition's deadline or, once that is past, to the day of the conversation. A
duration (« depuis 2 ans ») is counted back from the day of the conversation; a month without a day from its first day;
a year alone gives a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from .asking import FIRST_PERSON, LEAD
from .message import Context, Finding, Message
from .numbers import Figure, tidy
from .patterns import one_of, whole_words
from .tokens import MONTHS, Period, full_year, month_period, year_period

AGE = "mois_activite"
PROJECT = "duree_projet_ans"

_LENGTH = (
    r"(?:<[nm](?P<years>\d+)> (?:d |bonnes? |belles? |longues? |petites? )?(?:ans?|annees?|piges|balais|saisons)"
    r"(?P<half> et demie?)?(?P<more> (?:et (?:des (?:brouettes|poussieres|bananes)|quelques(?: mois)?|plus)|"
    r"passes))?(?: et (?:demi )?<n(?P<andmonths>\d+)> mois)?"
    r"|<[nm](?P<months>\d+)> (?:petits? |bons? |gros )?mois|<[nm](?P<weeks>\d+)> semaines?)"
)
_MONTH_NAME = "|".join(MONTHS)
_WHEN = (
    r"(?:(?:(?P<part>debut|fin|mi|courant|milieu) (?:(?:de l |d )annee |de |d )?)?(?:<d(?P<date>\d+)>|(?:l annee |"
    r"l an )?<y(?P<year>\d+)>)"
    r"|(?P<season>hiver|printemps|ete|automne|rentree) (?:de )?<y(?P<seasonyear>\d+)>"
    rf"|(?P<month>{_MONTH_NAME}) (?:dernier|de l an(?:nee)? dernie?re?)"
    r"|(?<=depuis )<n(?P<shortyear>\d+)>(?= *(?:$|[\t\n,]))"
    r"|(?P<lastyear>l an dernier|l annee derniere|l an passe|l annee passee)|(?P<thisyear>cette annee(?! la(?!\S))))"
)
_EXPRESSION = re.compile(rf"(?<!\S)(?:(?P<length>{_LENGTH})|(?P<when>{_WHEN}))(?!\S)")

_PARTS_OF_YEAR = {
    "debut": (1, 4),
    "mi": (5, 8),
    "milieu": (5, 8),
    "fin": (9, 12),
    "hiver": (1, 3),
    "printemps": (3, 6),
    "ete": (6, 9),
    "rentree": (9, 10),
    "automne": (9, 12),
}
"""First and last month of what is said loosely, wide enough to be sure of. « Courant 2022 » is the whole year."""

_ACTIVITY = (
    "cree[a-z]*; fonde[a-z]*; nee?s?; monte[a-z]*; lance[a-z]*; demarr[a-z]*; commenc[a-z]*; debute[a-z]*; "
    "immatricul[a-z]+; declaration; prefecture; parution; journal officiel; jo; recepisse; kbis; ouvre; ouvrons",
    "installee?s?; implantee?s?; basee?s?",
    "exist(?!ai)[a-z]*; acti[fv][a-z]*; anciennete; creation; naissance; constitue[a-z]*; ouvert[a-z]*; declare[a-z]*; "
    "statuts; inaugur[a-z]+",
    r"(?<!\ba )(?<!\bai )(?<!\bavons )produi(?:t|sons) (?:des|de|les|nos)",
    "(?:association|structure|label|boite|festival|salle|groupe|studio|collectif|elle|il|cela) date",
    "(?:vu|voit) le jour",
    "(?:on|nous|elle|il|association|structure|collectif) (?:agi[a-z]+|oeuvr[a-z]+|intervien[a-z]+)",
    "fonctionn[a-z]+; origines?; demarrages?",
    "se lance; (?:ouvr|fond|cre|demarr|inaugur|mont|lanc)(?:e|a|ait|ons|aient|irent|erent|it)",
    "premiers? (?:pas|concerts?); baptis[a-z]+; fet(?:e|ons|er|era); souffl[a-z]+; bougies?; anniversaire",
    "age; agee?; vie(?:ux|ille); tourn[a-z]+; boss[a-z]+; roul[a-z]+; en place; debuts?; jeune",
)
_SOMETHING_ELSE = (
    "affili[a-z]+; licences?; adherent[a-z]*; adhesion; membres?; salariee?s?; benevoles?; travaill[a-z]+(?! depuis); "
    "partenaires?; habit[a-z]+",
    "embauch[a-z]+; poste; contrat[a-z]*; distribu[a-z]+; convention[a-z]*; sppf; scpp; recrut[a-z]+; cdi; cdd; "
    "expir[a-z]+; perimee?s?",
    "valables?; valides?; employ[a-z]+; connai[a-z]+; subvention[a-z]*; aides?; albums?; ep; clips?; titres?; "
    "local; locaux; bureau",
    "travaux; chantier; tournees?; couple; avec nous; greve",
    "cotisations?; taxes?; charges; impots?; vers(?:e|ons); pa[iy](?:e|ons); loyer; cherch[a-z]+; attend[a-z]*",
    "habit[a-z]*; vi[ts]; vivons; install(?:e|ee)s? chez; arrive[a-z]*; etudi[a-z]+; bouteille; metier; carriere",
    "salari(?:e|ee|at); chomage; retraite[a-z]*; marie[a-z]*; ecout[a-z]+; abonn[a-z]+; financ[a-z]+; soutien[a-z]*",
    "(?:je|j) (?:bosse|travaille|joue|chante|mixe|taffe); concours; prix; tremplin; stage; formation",
    "experience; mentor[a-z]*; president[a-z]*; direct[a-z]+; coordin[a-z]+; signee?; chiffreaffaires; projets?; "
    "sorti[a-z]*; produit[a-z]*; depens[a-z]+; achet[a-z]+; actions?; operations?; demarches?",
)
_HEADS = re.compile(rf"(?<!\S)(?:(?P<activity>{one_of(*_ACTIVITY)})|(?P<else>{one_of(*_SOMETHING_ELSE)}))(?!\S)")
_MADE_SOMETHING_ELSE = re.compile(
    rf"(?<!\S){one_of(*_SOMETHING_ELSE)} (?:(?:de l|de la|du|de notre) [a-z]+ )?"
    rf"(?:(?:a|ont|est|qui|ete|qu on|que nous) )*{one_of(*_ACTIVITY)}(?!\S)"
)
_SINCE = re.compile(r"(?<!\S)(?:depuis|des)(?: (?:le|l|la|les|deja|bientot|juste|au|environ))* $")
_FOR = re.compile(
    r"(?<!\S)(?:"
    + one_of(
        r"""
        (?:on|nous) (?:a|avons)
        (?:association|structure|label|festival|salle|studio|boite|societe|collectif|groupe|lieu|entreprise|ecole|elle
        & |il|qui)(?: (?:de|d|du) (?:notre |mon |la |l |les )?[a-z]+)? a
        (?:cela|ca) (?:fait|va faire|fera|doit faire); voila; voici; fete; fetons; souffle
        totalise; affiche
        """
    )
    + r"(?: (?:deja|bientot|tout juste|juste|que|seulement|maintenant|nos|ses|les|facile|pres de))* $)"
)
_OWN_WORK = one_of(
    """
    produi[a-z]+; organis[a-z]+; programm[a-z]+; develop[a-z]+; anim(?:e|ons); accompagn[a-z]+; edit(?:e|ons)
    ger(?:e|ons); t(?:iens|ient|enons); dirig[a-z]+; fai(?:s|t|sons) (?:de la|du|des|jouer|tourner)
    enregistr[a-z]+; diffus[a-z]+
    """
)
_OF_ONE_ELSE = re.compile(
    LEAD
    + rf"(?:(?:je|j|que je|que j) (?!(?:[a-z]+ ){{0,2}}?{_OWN_WORK}(?!\S))|(?:tu|vous|ils|elles|mon|ma|mes|nos|les) "
    r"|(?:notre|la|le|l) (?!association|structure|label|boite|societe|entreprise|festival|salle|studio|collectif|groupe"
    r"|lieu|ecole|compagnie|bar|cafe|smac|reseau|sarl|sas|scop|scic)[a-z]+ (?:[a-z]+ ){0,3}?(?:est|a|fait|joue|vit) )"
)
"""« Je suis à Toulouse depuis 3 ans », « notre chanteuse est là depuis 2020 »: not the structure's age."""
_GOES_ON_SINCE = re.compile(
    r" (?:deja |maintenant )?(?:que|qu) (?:(?:on|nous|la|le|l|notre|elle|il|cela|ca)(?!\S)"
    rf"|(?:je|j) (?:[a-z]+ ){{0,2}}?{_OWN_WORK}(?!\S))"
)
"""« Seize ans qu'on tient la baraque »."""
_OF_SEVERAL = re.compile(r"(?<!\S)(?:les|ces|des|chacune des|sur les) $")
_CELEBRATES = whole_words("fet(?:e|ons|er|era); souffl[a-z]+; bougies?; anniversaire")
"""« Dix ans fêtés en mars 2023 »: that day is not the first."""
_AFTER_AGE = re.compile(
    r" (?:tout juste|pile|passes?|maintenant|deja|revolus?|environ|je crois|seulement|jour pour jour|aujourd "
    r"hui|tout rond"
    r"|lol|mdr|hein|quoi|voila|au compteur|a peine|et c est tout)(?!\S)"
)
_OF_EXISTENCE = re.compile(
    r" (?:d |de )?(?:existence|activite|anciennete|age|vie|service|loyaux|route|concerts?|programmation)(?!\S)"
)
_NOT_YET = whole_words(
    """
    (?:n )?exist[a-z]+ pas encore
    pas encore (?:ete )?(?:cree|declare|immatricule|fonde|constitue|lance|officiel|ne)[a-z]*
    en (?:cours de|pleine) creation; en cours de constitution; cree[a-z]* (?:aujourd hui|hier|cette semaine)
    """
)
_PROJECT = re.compile(
    r"(?<!\S)(?:"
    + one_of(
        """
        (?:projet|action|cooperation|demarche|programme|partenariat|experimentation)(?: [a-z]+){0,6}? (?:sur|de|d|
        & pendant|prend|prendra|prendrait|prendre|dur(?:e|er|era|erait)|pour|demande(?:ra)?)
        (?:projet|action|cooperation|programme|partenariat)(?: [a-z]+){0,3} :
        (?:sur )?une (?:duree|periode) de; duree(?: [a-z]+){0,3}?(?: :)?
        (?:calendrier|planning|echeancier)(?: [a-z]+){0,3}? :
        (?:(?<![a-z>] )|(?<=cela )|(?<=il )|(?<=elle )|(?<=qui )|(?<=va )|(?<=devrait ))dur(?:e|er|era|erait)
        (?:nous|se|me) (?:donne|donnons|laisse|laissons|fixe|fixons)
        (?:part|partons|se lance|nous lancons|s engage|nous engageons|est parti)(?: [a-z]+){0,2}? (?:pour|sur)
        s etal[a-z]+ sur; court sur; se deroul[a-z]+ sur; sur
        """
    )
    + rf"(?: environ)? ){_LENGTH}(?!\S)"
)
_RUNS_ELSEWHERE = whole_words("bail; contrats?; conventions?; prets?; credit; garantie; licences?; mandat; cdd; loyer")
_ANY_LENGTH = re.compile(rf"(?<!\S){_LENGTH}(?!\S)")
_REACH = 60
"""How far before a date or duration the words that lead to it are looked for, in characters."""


def months_between(start: date, end: date) -> int:
    """Return the whole months from `start` to `end`, 0 when `end` is not later."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(0, months)


def reference_day(context: Context) -> date:
    """Return the day to which activity is counted."""
    return max(context.edition.calendrier.date_limite, context.today)


def back_from(day: date, months: int) -> date:
    """Return the day that many months before `day`; the last of its month when there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    last = month_period(year, month + 1).last
    return last.replace(day=min(day.day, last.day))


_OF_A_SUM = re.compile(r"<[nm]\d+> (?:euros )?(?:en|pour)(?: l annee)? $")
"""« 70 000 en 2021 »: the year of a turnover."""


def activity(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the months of activity, from a date of creation or an age said of the structure."""
    not_yet = _NOT_YET.search(message.stated)
    if not_yet:
        yield message.found(AGE, 0, not_yet)
        return
    for match in _EXPRESSION.finditer(message.stated):
        if _is_age_of_structure(message, match, context):
            value = _months_of_activity(message, match, context)
            if value is not None:
                yield message.found(AGE, value, match)


def _is_age_of_structure(message: Message, match: re.Match[str], context: Context) -> bool:
    """Whether a date or duration tells since when the structure has been active, by the words around it."""
    text = message.stated
    if context.asked == "depenses_dans_periode":
        return False  # « on a commencé en 2023 »: to spend
    clause = message.clause_at(match.start())
    first, last = (clause.start, clause.end) if clause else (0, len(text))
    first = max(first, match.start() - _REACH)
    if not match.group("length") and _CELEBRATES.search(text, first, last):
        return False
    if match.group("length") and _OF_SEVERAL.search(text, first, match.start()):
        return False
    if _MADE_SOMETHING_ELSE.search(text, first, match.start()) or _PROJECT.search(text, first, match.end()):
        return False
    is_length = bool(match.group("length"))
    if is_length and _OF_EXISTENCE.match(text, match.end()):
        return True
    head = _head(text, first, match, last)
    if head is not None:
        return head.lastgroup == "activity"
    if context.asked == AGE:
        return not _OF_A_SUM.search(text, first, match.start())
    if _SINCE.search(text, first, match.start()):
        return _is_own_since(message, first, match, context)
    if is_length and _GOES_ON_SINCE.match(text, match.end()):
        return True
    is_last = not _AFTER_AGE.sub("", text[match.end() : last]).strip()
    return is_length and is_last and bool(_FOR.search(text, first, match.start()))


def _head(text: str, first: int, match: re.Match[str], last: int) -> re.Match[str] | None:
    """Return the word that says what a date or duration is of: the last before it in its clause, else the next."""
    before = list(_HEADS.finditer(text, first, match.start()))
    return before[-1] if before else _HEADS.search(text, match.end(), last)


def _is_own_since(message: Message, first: int, match: re.Match[str], context: Context) -> bool:
    """Whether « depuis… » with no word of its own in the clause tells since when the structure has been active.

    « On fait de la production depuis 2019 » does, and « Bar à concerts, Moissac, depuis juin 2019 »; « on est affiliés,
    depuis 2019 » goes on with something else, and « oui, depuis 2019 » with the pending question.
    """
    text = message.stated
    if _OF_ONE_ELSE.match(text[first : match.start()]):
        return False
    if _OURS_SINCE.search(text, first, match.start()):
        return True
    has_own_words = text[first : match.start()].count(" ") > _WORDS_OF_SINCE
    if has_own_words or context.asked is not None:
        return has_own_words and (context.asked is None or bool(FIRST_PERSON.search(text, first, match.start())))
    earlier = text[text.rfind("\n", 0, first) + 1 : first]
    heads = list(_HEADS.finditer(earlier))
    return bool(earlier.strip()) and (not heads or heads[-1].lastgroup == "activity")


_WORDS_OF_SINCE = 2
_OURS_SINCE = re.compile(
    r"(?<!\S)(?:association|structure|boite|societe|entreprise|label|festival|collectif|smac|salle|sarl|sasu?|"
    r"scop|scic)"
    r"(?: [a-z]+)? depuis $"
)
"""« Asso depuis 2015 »: the noun says of what, whatever was asked."""


def _months_of_activity(message: Message, match: re.Match[str], context: Context) -> Any:
    """Return the value of `mois_activite` for a date or duration, None when it cannot be."""
    reference = reference_day(context)
    if match.group("length"):
        return _counted_back(_length(message, match), context.today, reference)
    start = _start(message, match, context)
    if start is None or (start.first > context.today and context.asked != AGE):
        return None  # « toutes les factures tomberont avant fin 2025 »
    if match.group("date") or match.group("month"):
        return months_between(start.first, reference)
    longest, shortest = months_between(start.first, reference), months_between(start.last, reference)
    return {"au_moins": shortest, "moins_de": longest + 1}


def _counted_back(length: Figure, today: date, reference: date) -> Any:
    """Return how many months at `reference` a structure has that is `length` months old on `today`."""
    if length.exact:
        return months_between(back_from(today, int(length.value)), reference)
    bound = {}
    if length.low is not None:
        bound["au_moins"] = months_between(back_from(today, int(length.low)), reference)
    if length.high is not None:
        oldest = back_from(today, int(length.high))
        if length.high_open or length.between:
            oldest += timedelta(days=1)
        bound["moins_de"] = months_between(oldest, reference) + 1
    return bound


def _length(message: Message, match: re.Match[str]) -> Figure:
    """Return a duration in months. « 2 ou 3 ans » may be all but four."""
    if match.group("months"):
        return message.figure(match, "months")
    if match.group("weeks"):
        return message.figure(match, "weeks").scaled(12 / 52)
    years = message.figure(match, "years")
    more = 6 if match.group("half") else 0
    if match.group("andmonths"):
        more += int(message.figure(match, "andmonths").value)
    is_one_or_the_other = years.low is not None and years.high is not None and not years.exact and not years.between
    months = years.scaled(12)
    if match.group("more"):
        return replace(months, low=None if months.low is None else months.low + more, high=None)
    return replace(
        months,
        low=None if months.low is None else months.low + more,
        high=None if months.high is None else months.high + more + (11 if is_one_or_the_other else 0),
    )


def _start(message: Message, match: re.Match[str], context: Context) -> Period | None:
    """Return the period in which activity began."""
    if match.group("date"):
        return message.period(match, "date")
    if match.group("month"):
        month = MONTHS[match.group("month")]
        said_last_year = "an" in match.group().split()
        year = context.today.year - (said_last_year or month >= context.today.month)
        return month_period(year, month)
    if match.group("lastyear"):
        return year_period(context.today.year - 1)
    if match.group("thisyear"):
        return year_period(context.today.year)
    if match.group("shortyear"):
        year = full_year(int(message.figure(match, "shortyear").value))
        return year_period(year) if year <= context.today.year else None
    year = int(message.figure(match, "seasonyear" if match.group("season") else "year").value)
    months = _PARTS_OF_YEAR.get(match.group("season") or match.group("part") or "")
    if months is None:
        return year_period(year)
    return Period(month_period(year, months[0]).first, month_period(year, months[1]).last)


def bare(figure: Figure, context: Context) -> list[Any]:
    """Return what a figure alone may mean as an answer: months, or years."""
    reference = reference_day(context)
    return [_counted_back(figure.scaled(unit), context.today, reference) for unit in (1, 12)]


_FROM_TO = re.compile(r"<d(?P<first>\d+)> (?:au|a|jusqu (?:au|a|en)|-) (?:la fin )?<d(?P<last>\d+)>")
"""« De janvier 2024 à décembre 2025 », asked how long the project lasts."""
_DAYS_A_YEAR = 365.25


def project(message: Message, context: Context) -> Iterator[Finding]:
    """Yield how many years the project lasts."""
    if context.asked == PROJECT and (between := _FROM_TO.search(message.planned)):
        first, last = message.period(between, "first").first, message.period(between, "last").last
        if first < last:
            yield message.found(PROJECT, tidy(round((last - first).days * 12 / _DAYS_A_YEAR) / 12), between)
            return
    pattern = _ANY_LENGTH if context.asked == PROJECT else _PROJECT
    match = pattern.search(message.planned)
    clause = None if match is None else message.clause_at(match.start())
    if match is not None and (context.asked == PROJECT or clause is None or not _RUNS_ELSEWHERE.search(clause.text)):
        yield message.found(PROJECT, _length(message, match).scaled(1 / 12).contract_value(whole=False), match)

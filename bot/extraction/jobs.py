"""Jobs, as full-time equivalents outside artistic and technical ones (`etp_hors_artistique`).

Hours of a year are turned into FTE by the edition's own conversion (320 heures ⇔ 0,20 ETP). Those of a week or a month
are weighed against the legal full time. Jobs of artists and technicians are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .message import Context, Finding, Message
from .numbers import Figure, exact
from .patterns import one_of, whole_words

FACT = "etp_hors_artistique"
HOURS_A_WEEK, HOURS_A_MONTH = 35.0, 151.67
"""Legal full time in France."""
USUAL_WEEKS = (35, 39)
LONGEST_WEEK = 48
"""Hours without a period: up to the legal longest week they may be weekly; beyond, they cannot."""
LONGEST_MONTH = 200
"""Hours without a period: beyond what a month holds they can only be those of a year."""
_MOST_POSTS = 12
"""A bare figure up to this is a number of FTE; beyond, it may as well be hours."""

_OF_ONESELF = ("mentorat_profil", "mentorat_role")
"""Questions about the person: « sans poste », « salarié à mi-temps » then is no word on the staff."""

_ITEMS = re.compile(r"[\t\n]+| (?:,|\+|&|et(?! (?:demi|techni))|plus|puis|ainsi que) ")
_ARTISTIC = whole_words(
    """
    (?<!hors )(?:artistes?|artistiques?); musicien[a-z]*; intermittent[a-z]*; technicien[a-z]*; techniques?; regie
    regisseu[a-z]+; ingenieurs?; inge; ing; comedien[a-z]*; danseu[a-z]+; chanteu[a-z]+; son; sono; lumieres?
    backline[a-z]*; cachets?; interpretes?; roadies?; sonorisat[a-z]+
    """
)
_LEAVING_OUT = whole_words("hors; sans compter; en dehors; outre; sauf; non; excepte; administratif[a-z]*; hormis")
_POSTS = whole_words(
    """
    salarie[a-z]*; postes?; emplois?; employe[a-z]*; permanent[a-z]*; cdi; cdd; contrats?; alternant[a-z]*
    apprenti[a-z]*; embauch[a-z]+; personnes?; charge[a-z]*; admin; administrat[a-z]+; coordinat[a-z]+; direct[a-z]+
    secretaire; assistant[a-z]*; comptable; travail[a-z]*; heures par an; equipe
    """
)
_STAFF = whole_words(
    "(?<!comme )(?<!cote )(?<!niveau )(?<!question )salarie[a-z]*; alternant[a-z]*; apprenti[a-z]*; "
    "employe[a-z]*; cdi; cdd; permanent[a-z]*"
)
_DENIED = re.compile(r"(?<!\S)(?:pas|aucune?|sans|ni)(?!\S)(?! que)")
_ELSEWHERE = whole_words(
    "ailleurs; a cote; dans une autre [a-z]+; autre (?:boulot|travail|emploi|job); formation; stage; benevol[a-z]+"
)
_FTE = re.compile(
    r"(?:<n(?P<numerator>\d+)> / )?<[nm](?P<n>\d+)> (?:d |de )?"
    r"(?:etp|equivalents? (?:a )?temps (?:plein|complet)s?|(?:personne|poste|salariee?)s?(?= et demi))"
    r"(?P<half> et demie?)?(?!\S)"
    r"|(?<!\S)etp(?: (?:de|est|:|=|hors|artistique|et|technique|c est|a|admin(?:istratif)?s?|salarie|total))*"
    r" <n(?P<after>\d+)>"
)
_PART_OF_POST = re.compile(r"<n(?P<above>\d+)> / <n(?P<below>\d+)> (?:de |d )?(?:temps|postes?|equivalent)(?!\S)")
"""« 1/2 poste »."""
_COUNT = r"(?:<n(?P<count>\d+)> )?(?:(?!dont )[a-z()]+ ){0,6}?"
_SHARE = re.compile(
    rf"(?<!\S){_COUNT}"
    + one_of(
        r"<p(?P<parttime>\d+)> d (?:<n\d+> |un )?(?:temps plein|etp|equivalent temps plein)",
        r"(?:a )?<p(?P<percent>\d+)>; (?P<third>tiers (?:de )?temps); (?P<quarter>quart (?:de |d un )?temps)",
        r"(?P<threequarters>(?:trois|<n\d+>) quarts? (?:de )?temps); (?P<half>(?:mi|demi) (?:temps|postes?|etp))",
        r"(?P<full>temps (?:plein|complet)s?|plein temps)",
    )
    + r"(?!\S)"
)
_DAYS = re.compile(
    r"(?<!\S)(?:<n(?P<days>\d+)>|une?) (?:jours?|journees?)(?P<half> et demie?)? (?:par|/|a la|chaque|de la) "
    r"semaines?(?!\S)"
)
"""« Un jour par semaine »: a fifth of a full time."""
_DAYS_A_WEEK = 5
_EACH = re.compile(
    r"[\s,:]*(?:et )?(?:l une? et l autre|l autre|tous|toutes|chacune?|(?:tous |toutes )?les <n\d+>|ensemble)(?!\S)"
)
_HEADS_COUNTED = re.compile(
    r"<n(?P<n>\d+)> (?:[a-z]+ )?(?:salarie|personne|employe|permanent|poste|alternant)[a-z]*"
    r"(?:[\s,]*(?:l une?|et))*\s*$"
)
"""« Deux personnes, toutes deux à mi-temps »: as many jobs."""
_ANOTHER = re.compile(rf"{_POSTS.pattern}|(?<!\S)(?:autre|une?)(?!\S)")
_NO_OTHERS = whole_words(
    "(?:nul(?:le)?|aucune?|pas d|sans) autres?; (?:et )?(?:c est tout|personne d autre|rien d autre)",
    "c est (?:notre|le|la|mon|ma|un|une) seule? (?:emploi|salarie|poste|permanent|contrat|personne)[a-z]*",
)
"""« Une secrétaire à mi-temps, et nul autre permanent »."""
_SAYS_AGAIN = re.compile(r"\s*(?:soit|donc|c est a dire|ce qui fait|cela fait)(?!\S)")
"""« Un jour par semaine, soit sept heures »: the same again in another unit."""
_SHARES = {"third": 1 / 3, "quarter": 0.25, "threequarters": 0.75, "half": 0.5, "full": 1.0}
_HOURS = re.compile(
    r"<[ny](?P<hours>\d+)> (?:h|heures?)(?!\S)(?P<half> et demie?)?(?: <n(?P<minutes>\d+)>)?(?: (?:de travail"
    r"|travaillees|"
    r"salariees))?(?: (?:de|d|pour|en) [a-z]+(?: (?:(?:de|d) )?[a-z]+)?(?= (?:par|a|sur|dans|/) ))?"
    r"(?: ?(?:par|/|a la|chaque|de|dans l|sur l|l|d)? ?(?:(?P<week>semaines?|sem|hebdo[a-z]*)|(?P<month>mois|"
    r"mensuel[a-z]*)|(?P<year>ans?|annees?|annuel[a-z]*|tous regimes)))?(?!\S)"
)
_NOBODY = whole_words(
    r"""
    (?<!suis )(?<!etes )(?:pas|aucune?|zero|ni|sans|jamais|<n(?P<zero>\d+)>)(?: (?:encore|de|d|un|une|eu|seule?|vrai|
    & du tout|
    & le moindre))* (?:salarie(?!r)[a-z]*|emplois?|etp|postes?|employe(?!r)[a-z]*|personne salariee)(?! (?:a |en |
    & de )?(?:temps|plein|mi|permanen|cdi))
    (?:(?<!tant )que|uniquement|seulement|tous|toutes|entierement|totalement|exclusivement|<p\d+>)(?: (?:des|de|par des|
    & du))* benevol[a-z]+
    (?:que|uniquement|seulement|exclusivement|juste|rien que)(?: (?:des|de|les|nos))* (?:intermittent[a-z]*|artistes|
    & techniciens|musiciens)
    tout (?:est |se fait )?(?:benevole|benevolement); (?:on|nous) (?:fait|faisons) (?:tout|cela) benevolement
    (?<!une )(?<!> )personne (?:a|en|pour|dans|au) (?:l |le )?(?:administrati[a-z]+|bureau|admin|production|
    & salari[a-z]+)
    (?:emplois?|salarie[a-z]*|effectifs?|personnel|postes?|etp|permanents?)(?: [a-z()]+){0,5} : (?:neant|aucune?|zero|
    & non)
    tout le monde est benevole; on est (?:tous |toutes )?benevoles
    """
)


_NOBODY_AT_ALL = re.compile(r"(?:^|[\t\n]+)(?:personne|aucune?|zero|neant|nada|walou|rien du tout)(?=$|[\t\n])")
"""« Personne. Le pape et moi, bénévoles tous les deux. »"""


@dataclass(frozen=True)
class _Job:
    """One item of what is said of the staff."""

    match: re.Match[str]
    readings: tuple[Figure, ...]
    is_total: bool = False


def read(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the FTE outside artistic and technical jobs: the sum of what is said, or what is said to be the total."""
    text = message.stated
    is_asked = context.asked == FACT
    if context.asked in _OF_ONESELF:
        return
    jobs: list[_Job] = []
    for item in _items(text):
        # « Une personne à mi-temps et une autre à 80 % »
        is_of_staff = is_asked or bool(jobs) or bool(_STAFF.search(text, 0, item[0]))
        found = [_multiplied(message, job, item[0]) for job in _job(message, context, *item, is_of_staff)]
        jobs += [job for job in found if job.is_total or not (jobs and _is_said_again(text, item, job, jobs[-1]))]
    if is_asked and not jobs and (nobody := _NOBODY_AT_ALL.search(text)):
        yield message.found(FACT, 0, nobody)
        return
    totals = [job for job in jobs if job.is_total]
    jobs = totals or jobs
    if not jobs:
        nobody = _nobody(message, 0, len(text))
        if nobody:
            yield message.found(FACT, 0, nobody)
        return
    if len(jobs) == 1 and len(jobs[0].readings) > 1:
        yield message.read_as(FACT, [_value(figure) for figure in jobs[0].readings], jobs[0].match)
        return
    total = jobs[0].readings[0]
    for job in jobs[1:]:
        total = _sum(total, job.readings[0])
    if not totals and _others_left(message, jobs) and not _NO_OTHERS.search(text):
        total = replace(total, high=None)
    yield message.found(FACT, _value(total), jobs[0].match)


def _is_said_again(text: str, item: tuple[int, int], job: _Job, before: _Job) -> bool:
    """Whether an item tells the job before in another unit: « un temps plein, 35 heures »."""
    is_in_hours = job.match.re is _HOURS and before.match.re is _SHARE
    return bool(_SAYS_AGAIN.match(text, item[0])) or (is_in_hours and not _ANOTHER.search(text, *item))


def _multiplied(message: Message, job: _Job, start: int) -> _Job:
    """Count a job as often as the item before says: « deux personnes, chacune à mi-temps »."""
    heads = _HEADS_COUNTED.search(message.stated, 0, len(message.stated[:start].rstrip()))
    is_counted = job.is_total or job.match.groupdict().get("count") is not None
    if heads is None or is_counted or not _EACH.match(message.stated, start):
        return job
    count = message.figure(heads, "n")
    return replace(job, readings=tuple(figure.scaled(count.value) for figure in job.readings)) if count.exact else job


def _nobody(message: Message, start: int, end: int) -> re.Match[str] | None:
    """Return where a stretch says that there is no post."""
    match = _NOBODY.search(message.stated, start, end)
    if match and match.group("zero") and message.figure(match, "zero").value != 0:
        return None
    return match


def _others_left(message: Message, jobs: list[_Job]) -> bool:
    """Whether other posts are told of, whose working time is not."""
    text = message.stated
    counted = [job.match.start() for job in jobs]
    items = list(_items(text))
    for rank, (start, end) in enumerate(items):
        heads = _HEADS_COUNTED.search(text, start, end)
        if heads and message.figure(heads, "n").value == len(jobs):
            continue  # « deux salariées, l'une à plein temps, l'autre à mi-temps »
        is_counted = any(start <= position < end for position in counted)
        if is_counted and " dont " in text[start:end]:
            return True
        if not is_counted and _STAFF.search(text, start, end) and not _ARTISTIC.search(text, start, end):
            after = items[rank + 1] if rank + 1 < len(items) else (end, end)
            is_told_after = any(after[0] <= position < after[1] for position in counted)
            if not is_told_after or _POSTS.search(text, *after):  # « une alternante en com, 35h » is told in full
                return True
    return False


def bare(figure: Figure, context: Context) -> list[object]:
    """Return what a figure alone may mean as an answer: FTE, or hours when it is too large for that."""
    if figure.kind == "percent":
        return [_value(figure.scaled(0.01))]
    if figure.value <= _MOST_POSTS:
        return [_value(figure)]
    hours = [_value(reading) for reading in _hours_without_period(figure, context)]
    return hours if figure.value > LONGEST_MONTH else [_value(figure), *hours]


def _items(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _ITEMS.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _job(message: Message, context: Context, start: int, end: int, is_asked: bool) -> Iterator[_Job]:
    """Yield the job an item tells of, if it counts."""
    text = message.stated
    first = message.text.rfind(":", 0, start) + 1 if message.text[:start].endswith("/ ") else start
    if _ARTISTIC.search(text, start, end) and not _LEAVING_OUT.search(text, first, end):
        return  # else « hors artistes/technique »
    portion = _PART_OF_POST.search(text, start, end)
    if portion and message.figure(portion, "below").value:
        yield _Job(portion, (exact(message.figure(portion, "above").value / message.figure(portion, "below").value),))
        return
    fte = _FTE.search(text, start, end)
    if fte:
        figure = message.figure(fte, "n" if fte.group("n") else "after")
        if fte.group("numerator"):
            figure = exact(message.figure(fte, "numerator").value / figure.value) if figure.value else figure
        if fte.group("half") and figure.exact:
            figure = exact(figure.value + 0.5)
        yield _Job(fte, (figure,), is_total=True)
        return
    is_job = is_asked or bool(_POSTS.search(text, start, end))
    if _nobody(message, start, end) or _ELSEWHERE.search(text, start, end):
        return
    share = _SHARE.search(text, start, end)
    if share and _DENIED.search(text, start, share.end()):
        return
    if share and (is_job or not share.group("percent")):
        part = _SHARES.get(next((name for name in _SHARES if share.group(name)), ""), 1.0)
        percent = next((name for name in ("percent", "parttime") if share.group(name)), None)
        if percent:
            part = message.figure(share, percent).value / 100
        count = message.figure(share, "count") if share.group("count") else exact(1)
        yield _Job(share, (count.scaled(part),))
        return
    days = _DAYS.search(text, start, end)
    if days and is_job:
        count = message.figure(days, "days") if days.group("days") else exact(1)
        more = 0.5 if days.group("half") else 0
        yield _Job(days, (exact((count.value + more) / _DAYS_A_WEEK) if count.exact else count.scaled(0.2),))
        return
    hours = _HOURS.search(text, start, end)
    if hours and (is_job or hours.group("year")):
        yield _Job(hours, _hours(message, context, hours, has_post=bool(_POSTS.search(text, start, end))))


def _hours(message: Message, context: Context, match: re.Match[str], *, has_post: bool) -> tuple[Figure, ...]:
    """Return the FTE that hours may stand for."""
    hours = message.figure(match, "hours")
    if match.group("half") and hours.exact:
        hours = exact(hours.value + 0.5)
    if match.group("minutes"):
        hours = exact(hours.value + message.figure(match, "minutes").value / 60)
    if match.group("week") or (
        has_post and not match.group("month") and not match.group("year") and hours.value <= LONGEST_WEEK
    ):
        return (hours.scaled(1 / HOURS_A_WEEK),)
    if match.group("month"):
        return (hours.scaled(1 / HOURS_A_MONTH),)
    if match.group("year"):
        return (hours.scaled(_of_a_year(context)),)
    return _hours_without_period(hours, context)


def _hours_without_period(hours: Figure, context: Context) -> tuple[Figure, ...]:
    of_a_year = hours.scaled(_of_a_year(context))
    if hours.value > LONGEST_MONTH:
        return (of_a_year,)
    if hours.value in USUAL_WEEKS:
        return (hours.scaled(1 / HOURS_A_WEEK),)
    period = HOURS_A_WEEK if hours.value <= LONGEST_WEEK else HOURS_A_MONTH
    return (hours.scaled(1 / period), of_a_year)


def _of_a_year(context: Context) -> float:
    conversion = context.edition.faits[FACT].conversion
    assert conversion is not None
    return float(conversion.facteur)


def _sum(left: Figure, right: Figure) -> Figure:
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    return Figure(low, high, left.low_open or right.low_open, left.high_open or right.high_open)


def _value(figure: Figure) -> object:
    return figure.contract_value(whole=False, step=0.01)

"""From raw text to tokens: words in their usual spelling, figures, dates, signs; each knows where it stands.

Figures come out read: « 80 et 95 mille € », « moins de deux ans », « une vingtaine », « 12/03/2019 » are tokens of
their own, so that whoever looks for facts needs one pattern for all ways of writing a number. All patterns take time
linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from . import foreign, phonetics
from .asking import WHERE
from .normalising import fold_with_offsets
from .numbers import (
    ABOUT,
    FIRST_YEAR,
    LAST_YEAR,
    NUMBER_WORDS,
    ORDINALS,
    SCALES,
    Figure,
    exact,
    parse_digits,
    spelled_numbers,
)
from .patterns import one_of, word_set
from .spelling import SHORTHAND, corrected


class Period(NamedTuple):
    """A day, a month or a year, as its first and last day."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign, figure or date. `start` and `end` are its place in the raw text."""

    text: str
    start: int
    end: int
    figure: Figure | None = None
    period: Period | None = None

    def shown(self, index: int) -> str:
        """Return the token as it stands in the text that patterns read: figures as `<n3>`, 3 being `index`."""
        if self.figure is not None:
            return f"<{_LETTERS[self.figure.kind]}{index}>"
        return f"<d{index}>" if self.period is not None else self.text


_LETTERS = {"plain": "n", "money": "m", "percent": "p", "year": "y", "ordinal": "o"}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan",
            "fevrier fev fevr",
            "mars",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "aout",
            "septembre sept sep",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}

MOST_TOKENS = 500
"""Tokens of a message that are read: more than two thousand characters of ordinary text hold."""

_LEXER = re.compile(
    r"""
      (?P<identifier>[a-z]+(?:_[a-z0-9]+)+)
    | (?P<link>https?://\S{1,300}|www\.\S{1,300}|[a-z0-9._-]{1,64}@[a-z0-9.-]{1,64})
    | (?P<phone>\b0\d(?:[ .-]?\d\d){4}\b)
    | (?P<receipt>platesv[- ]?[a-z]{0,2}[- ]?\d{4}[- ]?\d{3,7}(?:-\d{3})?)
    | (?P<company>(?:siret|siren|rna)\W{0,4}w?\d[\d ]{7,16}\d)
    | (?P<oldlicence>\b[123]-\d{6,7}\b)
    | (?P<isodate>\b(?:19|20)\d\d-\d\d?-\d\d?\b)
    | (?P<date>\b\d\d?(?P<datesign>[/.-])\d\d?(?P=datesign)(?:\d{4}|\d\d)\b)
    | (?P<month>\b(?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d\b)
    | (?P<kyear>\b2k\d\d\b)
    | (?P<relative>\bn[ ]?-[ ]?[12]\b)
    | (?P<ordinal>\b\d{1,2}(?:ers?|eres?|i?emes?|nde?|es?)\b)
    | (?P<row>\b\d(?:,\d){2,}\b)
    | (?P<negative>(?<![^\s:=])-\d+(?:[ .,]\d{3})*)
    | (?P<number>\d{1,3}(?:[ .']\d{3}(?!\d))+(?:,\d{1,4}(?!\d)|\.\d\d(?!\d))?|\d+(?:[.,]\d+)?|(?<![\d\w]),\d{1,2}(?!\d))
    | (?P<inclusive>[a-z]{2,40}(?:(?:[·*.-](?:e|es|s|t?rices?|euses?|nes?|ves?)|·les?)){1,2}(?![a-z]))
    | (?P<optional>[a-z]{2,40}(?:\((?:e|s|es|rice|trice|euse|ne|ve|le)\)){1,2}s?)
    | (?P<initials>(?:\b[a-z]\.){2,6}(?:[a-z]\b)?)
    | (?P<word>[a-z]+)
    | (?P<sign>[,;:.!?\n()/+&%€=-])
    """,
    re.VERBOSE,
)
_STRETCHED = re.compile(r"([a-df-z])\1{2,}|(e)\2{3,}")
_HYPHEN = re.compile(r"[a-z]-[a-z0-9]")
_INCLUSIVE_ENDING = re.compile(r"[·*.(-].*")
_LONGEST_GROUPED = 3
_TWO_DIGIT_CENTURY = 50


def tokenise(raw: str) -> list[Token]:
    """Return the tokens of a message, in order."""
    tokens = list(islice(_without_interjections(list(_spelled_out(_lexed(raw)))), MOST_TOKENS))
    if any(token.figure is not None or token.text in NUMBER_WORDS or token.text in _COUNTING for token in tokens):
        tokens = _with_spelled_numbers(tokens)
        for pattern, build in _REWRITINGS:
            tokens = _rewritten(tokens, pattern, build)
        tokens = _put_right(_with_bounds_after(_with_shared_scales(tokens)))
    return _with_headings(tokens)


_INTERJECTIONS = word_set(
    "boudu macarel pardi pecaire peuchere te he hein helas crevindiou milladiou diou fatche ouf bah ben eh euh bof"
    " vai voila tiens foi hop zut mince"
)
_OPENS_INTERJECTION = frozenset(("eh", "ma", "oh", "ah"))


def _without_interjections(tokens: list[Token]) -> Iterator[Token]:
    """Leave out what is cried between two commas, and one of these: « La licence 2, boudu, on l'a pas »."""
    index = 0
    while index < len(tokens):
        yield tokens[index]
        index += 1
        if tokens[index - 1].text != ",":
            continue
        end = index + (index < len(tokens) and tokens[index].text in _OPENS_INTERJECTION)
        is_cried = end < len(tokens) and tokens[end].text in _INTERJECTIONS
        if is_cried and end + 1 < len(tokens) and tokens[end + 1].text == ",":
            index = end + 2


def render(tokens: list[Token]) -> tuple[str, list[int]]:
    """Return the tokens as one text, a single space between them, and where each begins in it."""
    parts = [token.shown(index) for index, token in enumerate(tokens)]
    starts: list[int] = []
    position = 0
    for part in parts:
        starts.append(position)
        position += len(part) + 1
    return " ".join(parts), starts


# Words and literals


def _lexed(raw: str) -> Iterator[Token]:
    folded, offsets = fold_with_offsets(raw)
    is_shouted, has_accents = raw.isupper(), not raw.isascii()
    for match in _LEXER.finditer(folded):
        start, end = match.span()
        if offsets is not None:
            start, end = offsets[start], offsets[end]
        kind = match.lastgroup
        text = match.group()
        if kind == "word":
            if not is_shouted and text == "ca" and raw[start:end] == "CA":
                text = TURNOVER
            elif text == "ca" and "ç" in raw[start:end].lower():
                text = "cela"
            elif text == "ou" and "ù" in raw[start:end].lower():
                text = WHERE
            elif has_accents:
                text = phonetics.ACCENTED.get(raw[start:end].lower(), text)
            yield Token(_STRETCHED.sub(r"\1\2", text) if len(text) > 2 else text, start, end)
        elif kind == "sign":
            if text != "-" or not _HYPHEN.match(folded, match.start() - 1):
                yield Token(text, start, end)
        elif kind == "number":
            yield from _numbers(text, start, end)
        elif kind in ("isodate", "date", "month"):
            period = _written_date(text)
            yield Token("date", start, end, period=period)
        elif kind == "kyear":
            yield Token("annee", start, end, figure=exact(2000 + int(text[2:]), "year"))  # « 2k19 »
        elif kind == "ordinal":
            yield Token("rang", start, end, figure=exact(int(re.sub(r"\D", "", text)), "ordinal"))
        elif kind == "row":  # « 1,2,3 »
            for place, digit in enumerate(text):
                yield Token(digit, start + place, start + place + 1, figure=None if digit == "," else exact(int(digit)))
        elif kind == "oldlicence":
            # Numbers given before 2019 begin with the category.
            yield Token(text[0], start, end, figure=exact(int(text[0])))
        elif kind in ("inclusive", "optional"):
            text = _INCLUSIVE_ENDING.sub("", text)
            yield Token(phonetics.ACCENTED.get(raw[start : start + len(text)].lower(), text), start, end)
        elif kind == "initials":
            letters = text.replace(".", "")
            yield Token(TURNOVER if letters == "ca" else letters, start, end)
        elif kind == "relative":
            yield Token(f"anneemoins{text[-1]}", start, end)
        elif kind == "receipt":
            yield Token("recepisse", start, end)
        # Identifiers, links, negative, telephone and company numbers tell no fact, and their digits are no figures.


TURNOVER = "chiffreaffaires"
"""The word that stands for « chiffre d'affaires » however written, so that « CA » is told from « ça »."""


def _numbers(text: str, start: int, end: int) -> Iterator[Token]:
    groups = text.split(" ")
    if len(groups) > _LONGEST_GROUPED and len(groups) % 2 == 0 and "," not in text:
        # « 80 000 95 000 »-like rows with three-digit groups: two amounts, not one of several billions.
        half = len(groups) // 2
        left, right = " ".join(groups[:half]), " ".join(groups[half:])
        yield from _numbers(left, start, start + len(left))
        yield from _numbers(right, start + len(left) + 1, end)
        return
    if len(text) > 15:
        return  # no figure of ours is that long
    value = parse_digits(text)
    is_year = len(text) == 4 and text.isdigit() and FIRST_YEAR <= value <= LAST_YEAR
    yield Token(text, start, end, figure=exact(value, "year" if is_year else "plain", literal=text))


def _written_date(text: str) -> Period | None:
    parts = [int(part) for part in re.split(r"\D", text)]
    if len(parts) == 2:
        return month_period(parts[1], parts[0])
    year, month, day = parts if parts[0] > 99 else parts[::-1]
    return day_period(full_year(year), month, day)


def full_year(year: int) -> int:
    """Return a year of four digits: 21 → 2021, 98 → 1998."""
    if year >= 100:
        return year
    return year + (2000 if year < _TWO_DIGIT_CENTURY else 1900)


def day_period(year: int, month: int, day: int) -> Period | None:
    """Return the period of one day, None when there is no such day."""
    try:
        day_itself = date(year, month, day)
    except ValueError:
        return None
    return Period(day_itself, day_itself)


def month_period(year: int, month: int) -> Period:
    """Return the period of a month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_period(year: int) -> Period:
    """Return the period of a year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


_SPOKEN_SIGNS = {"virgule": ",", "point": "."}
"""Signs that a dictating person says. « Zéro virgule cinq » stays one figure: see `_decimals`."""
_NAMES_A_POINT = word_set("le ce au du de ne n")
_UNITS = NUMBER_WORDS - set(SCALES) - {"cent", "cents"}
_TURNOVER_BEFORE = word_set("le notre nos un de en du son leur mon")


_ACRONYMS = word_set("sppf scpp cnm smac drac cdi cdd etp tsf sacem urssaf ccneac mjc ccn")
_LONGEST_ACRONYM = 12


def _joined_initials(row: list[Token]) -> list[Token]:
    """Join the letters of a name that was spelt: « S C P P », « C.N.M. »."""
    result: list[Token] = []
    index = 0
    while index < len(row):
        end, name = index, ""
        while end < min(len(row), index + _LONGEST_ACRONYM) and (len(row[end].text) == 1):
            if row[end].text.isalpha():
                name += row[end].text
            elif row[end].text != "." or not name:
                break
            end += 1
            if name in _ACRONYMS and row[end - 1].text != ".":
                break
        if name in _ACRONYMS:
            result.append(replace(row[index], text=name, end=row[end - 1].end))
            index = end
        else:
            result.append(row[index])
            index += 1
    return result


def _spelled_out(tokens: Iterator[Token]) -> Iterator[Token]:
    """Spell out SMS writing, mend typos, and settle « c », « ca », « st », which depend on their neighbours."""
    row = list(_in_french(_joined_initials(list(tokens))))
    is_dictated = any(token.text == "virgule" for token in row) or (bool(row) and row[-1].text == "point")
    for index, token in enumerate(row):
        before = row[index - 1].text if index else ""
        after = row[index + 1] if index + 1 < len(row) else None
        if token.text == "1" and before in _BEING and after is not None and after.text in _A_STRUCTURE:
            yield replace(token, text="une", figure=None)  # « on est 1 assoc »
            continue
        if token.figure is not None or token.period is not None or not token.text.isalpha():
            if before != "loi":  # « loi 1901 » is no date
                yield token
            continue
        word = token.text
        if word == "ca":
            follows_figure = after is not None and (after.figure is not None or after.text in (":", "="))
            text = TURNOVER if before in _TURNOVER_BEFORE or follows_figure else "cela"
        elif word in ("es", "et", "e") and before == "on":
            text = "est"
        elif word == "c" and before in ("je", "j"):
            text = "sais"
        elif word == "c" and after is not None and after.text.isalpha():
            text = "c est" if after.text not in ("est", "etait", "etaient") else "c"
        elif word == "sept" and after is not None and after.figure is not None and after.figure.kind == "year":
            text = "septembre"
        elif word in _SCALES and index and row[index - 1].figure is not None:
            text = word  # « 120 ke »: thousands of euros, not « que »
        elif word in ("virgule", "point") and is_dictated:
            is_decimal = before in _UNITS and after is not None and after.text in _UNITS
            text = word if is_decimal or before in _NAMES_A_POINT else _SPOKEN_SIGNS[word]
        elif word == "st":
            text = "saint"
        elif word == "ste":
            text = "societe" if after is not None and after.text in ("de", "d") else "sainte"
        elif word == "ya" and before == "il":
            text = "y a"
        elif word in _BY_NEIGHBOURS:
            text = _by_neighbours(word, before, after)
        else:
            text = SHORTHAND.get(word) or corrected(word)
            if text == word:
                text = " ".join(SHORTHAND.get(part, part) for part in phonetics.in_full(word).split(" "))
        if text == word:
            yield token
        else:
            yield from (replace(token, text=part) for part in text.split(" "))


def _in_french(row: list[Token]) -> Iterator[Token]:
    """Put the words of another language into French."""
    words = [token.text for token in row if token.text.isalpha() and token.figure is None]
    if not foreign.may_be_foreign(words):
        yield from row
        return
    french = iter(foreign.in_french(words))
    for token in row:
        if not token.text.isalpha() or token.figure is not None:
            yield token
            continue
        text = next(french)
        yield from (replace(token, text=part) for part in text.split(" ") if part)


_BEING = word_set("est suis sommes et e es")
_A_STRUCTURE = word_set(
    "association asso assoc assos label festival fest festoche groupe boite structure salle studio smac collectif lieu"
    " ptite petite petit mairie commune compagnie cie prod production artiste"
)
_BY_NEIGHBOURS = word_set(f"mwa {phonetics.AND_OR_IS} {phonetics.IS_OR_KNOW} ont ai some somme avon moi o sa r vin")
_WHO_IS = word_set("on c qui ki il elle ils elles cela asso association label structure boite tout nou nous")
_WHAT_IS = word_set("pa pas plus a en au dans bien un une de du cree basee base afilie affilie affilies situe")
_WHAT_WE_DO = word_set("a ai est es veut veu fait fais fe va peut n en y " + phonetics.AND_OR_IS)


def _by_neighbours(word: str, before: str, after: Token | None) -> str:
    """Return what a word written by its sound means beside its neighbours (« on é pa », « 18 moi », « fait r »)."""
    following = "" if after is None else after.text
    if word == phonetics.AND_OR_IS:
        return "est" if before in _WHO_IS or (before and following in _WHAT_IS) else "et"
    if word == phonetics.IS_OR_KNOW:
        return "sais" if before in ("je", "j") else "c est"
    if word == "ont" and (not before or not before.isalpha()) and following in _WHAT_WE_DO:
        return "on"
    if word == "ai" and before in ("on", "ont"):
        return "a"
    if word in ("some", "somme") and before in ("nous", "nou"):
        return "sommes"
    if word == "avon" and before in ("nous", "nou"):
        return "avons"
    if word in ("moi", "mwa"):
        return "mois" if before.replace(",", "").isdigit() else "moi"
    if word == "o" and following:
        return "au"
    if word == "sa" and following in ("fait", "va", "depend", "marche", "c"):
        return "cela"
    if word == "r" and before in ("fait", "fais", "est", "y", "a"):
        return "rien"
    if word == "vin" and before in ("quatre", "4"):
        return "vingt"
    return word


# Numbers in words, and what joins figures with their neighbours

_COUNTING = frozenset(ABOUT) | frozenset(ORDINALS) | frozenset(MONTHS)


_LEAST_ELLIPTIC = 3_000
"""« Deux mille cinq » is a year; from here on, the hundreds are left out."""


def _with_spelled_numbers(tokens: list[Token]) -> list[Token]:
    words = [token.text if token.figure is None else "" for token in tokens]
    for index, word in enumerate(words):
        if word in SCALES and index and tokens[index - 1].figure is not None:
            words[index] = ""  # « 95 mille » is one figure, read with its unit
    result: list[Token] = []
    position = 0
    for start, end, value in spelled_numbers(words):
        if value >= _LEAST_ELLIPTIC and words[end - 2] in ("mille", "milles") and 1 < value % 1_000 < 10:
            value += value % 1_000 * 99  # « dix-sept mille cinq »: cinq cents
        is_year = end - start > 1 and FIRST_YEAR < value <= LAST_YEAR and value != 2000
        figure = exact(value, "year" if is_year else "plain")
        result += tokens[position:start]
        result.append(Token("nombre", tokens[start].start, tokens[end - 1].end, figure=figure))
        position = end
    return result + tokens[position:]


Build = Callable[[re.Match[str], list[Token]], Figure | Period | None]


def _rewritten(tokens: list[Token], pattern: re.Pattern[str], build: Build) -> list[Token]:
    """Replace each match of `pattern` in the rendered tokens by the figure or period that `build` makes of it."""
    text, starts = render(tokens)
    result: list[Token] = []
    position = 0
    for match in pattern.finditer(text):
        made = build(match, tokens)
        if made is None:
            continue
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        result += tokens[position:first]
        as_figure = made if isinstance(made, Figure) else None
        as_period = made if isinstance(made, Period) else None
        result.append(Token("", tokens[first].start, tokens[last - 1].end, figure=as_figure, period=as_period))
        position = last
    return result + tokens[position:] if position else tokens


def _figure(match: re.Match[str], tokens: list[Token], group: str) -> Figure | None:
    index = match.group(group)
    return None if index is None else tokens[int(index)].figure


def _about(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    return exact(ABOUT[match["about"]], approximate=True)


def _dozens(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    """« Trois douzaines », « une demi-douzaine »."""
    many = _figure(match, tokens, "n")
    count = 0.5 if many is None else many.value
    return exact(count * ABOUT[match["dozens"].removesuffix("s")], approximate=True)


def _fraction(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    """« 2/3 du budget »."""
    above, below = _figure(match, tokens, "above"), _figure(match, tokens, "below")
    assert above is not None and below is not None
    if not 0 < above.value < below.value <= _LARGEST_DENOMINATOR:
        return None
    return exact(100 * above.value / below.value, "percent")


def _decimals(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    """« Zéro virgule vingt-cinq », « un virgule cinq »."""
    whole, part = _figure(match, tokens, "n") or exact(1), _figure(match, tokens, "decimals")
    assert part is not None
    if part.value >= 100 or whole.value >= _THOUSAND or not (whole.exact and part.exact):
        return None
    return exact(whole.value + part.value / (10 if part.value < 10 and not match["zero"] else 100))


def _and_a_half(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    figure = _figure(match, tokens, "n") or exact(1)
    if "demi" not in match.group():
        return figure
    return exact(figure.value + 0.5) if figure.exact else None


def _with_unit(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    figure = _figure(match, tokens, "n")
    assert figure is not None
    scale, money, hundred = match["scale"], match["money"], _figure(match, tokens, "hundred")
    if match["percent"] or (hundred is not None and hundred.value == 100):
        return replace(figure, kind="percent")
    if scale == "m" and not money and (figure.value >= 10 or figure.value == int(figure.value)):
        return None  # metres, minutes
    factor = _SCALES.get(scale, 1.0)
    if not (scale or money) or (money == "e" and figure.value * factor < 100):
        return None  # « 2 e » is a rank
    is_money = money or figure.kind == "money" or scale in _MONEY_SCALES
    return replace(
        figure.scaled(factor), kind="money" if is_money else "plain", mantissa=figure.value if scale else None
    )


def _euros_first(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    figure = _figure(match, tokens, "n")
    assert figure is not None
    return replace(figure, kind="money")


def _dated(match: re.Match[str], tokens: list[Token]) -> Period | None:
    year = _figure(match, tokens, "year")
    day = _figure(match, tokens, "day")
    if year is None or (year.kind != "year" and not 0 <= year.value < 100):
        return None
    number = full_year(int(year.value))
    month = MONTHS[match["month"]]
    return month_period(number, month) if day is None else day_period(number, month, int(day.value))


def _between(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    said = match["low"] is not None
    low = _figure(match, tokens, "low" if said else "left")
    high = _figure(match, tokens, "high" if said else "right")
    if low is None or high is None or not (low.exact and high.exact):
        return None
    if high.mantissa is not None and low.mantissa is None and low.value < high.mantissa:
        low = low.scaled(high.value / high.mantissa)
    elif low.value < _THOUSAND <= low.value * _THOUSAND < high.value:
        low = low.scaled(_THOUSAND)  # « entre 60 et 70 000 »
    # « 2 à 5 » is a range; « 2 a 80 000 » is none.
    if not low.value < high.value or (not said and low.value * _WIDEST_RANGE < high.value):
        return None
    kind = high.kind if low.kind == "plain" else low.kind
    between = match["ou"] is None
    return Figure(low.value, high.value, high_open=said, between=between, kind=kind, mantissa=high.mantissa)


def _bounded(match: re.Match[str], tokens: list[Token]) -> Figure | None:
    figure = _figure(match, tokens, "n")
    return None if figure is None else _with_bound(figure, match)


def _with_bound(figure: Figure, match: re.Match[str]) -> Figure | None:
    """Return `figure` with the bound that `match` names, None if it has bounds already."""
    if not figure.exact:
        return None
    said = match.groupdict()
    bound = next(name for name in ("under", "most", "over", "least", "about") if said.get(name))
    if bound == "about":
        return replace(figure, approximate=True)
    if bound in ("under", "most"):
        return replace(figure, low=None, high_open=bound == "under")
    return replace(figure, high=None, low_open=bound == "over")


_LARGEST_DENOMINATOR = 10
_WIDEST_RANGE = 10
_THOUSAND = 1_000
_MONEY_SCALES = ("k", "ke", "keur", "keuros", "me", "meuros")
_SCALES = {**SCALES, "ke": 1e3, "keur": 1e3, "keuros": 1e3, "m": 1e6, "me": 1e6, "meuros": 1e6}
_EUROS = r"euros?|eur|€|e|balles"
_NAMED = r"(?<!\S){}(?!\S)"
_UNDER = (
    r"(?:un (?:petit )?peu |tout juste |bien |largement |legerement )?moins (?:de|d|que)|- (?:de|d)|inferieure?s? a"
    r"|en dessous (?:de|des|du|d)|sous(?: (?:les|la barre des?))?|presque|quasi(?:ment)?"
    r"|(?:cela|ca) (?:ne )?fait pas(?: encore)?|pas loin (?:de|des|d)"
    r"|pas tout a fait|meme pas|pres (?:de|des|d)|bientot|(?:pas|jamais) (?:encore )?atteint(?: les)?"
)
_MOST = (
    r"pas plus (?:de|d|que)|au (?:grand )?maximum|(?:au )?max(?:imum|i)?(?: de)?|(?:tout )?au plus|jusqu a"
    r"|(?:(?:pas|jamais) (?:encore )?depasse|depasse(?:nt|ra|rait)? (?:pas|jamais))(?: les)?"
)
_OVER = (
    r"(?:un (?:petit )?peu |bien |largement |legerement )?(?:plus|\+) (?:de|d|que)|superieure?s? a"
    r"|(?:bien |largement )?au dessus (?:de|des|du|d)|(?:bien |largement )?au dela (?:de|des|d)"
    r"|depass(?:e|ent|ait|aient|ions|ons|era)(?: les| la barre des)?|"
    r"casse les|(?:passe|franchi|creve)(?:e|ons|ra)? (?:la barre|le cap|le seuil) (?:de|des|d)"
)
_LEAST = r"au (?:moins|minimum)|minimum(?: de)?|mini?|pas moins (?:de|d)|a partir de"
_ABOUT = (
    r"environ|a peu pres|autour (?:de|des|d)|dans les|(?:aux |a l )?(?:alentours?|environs?) (?:de|des|d)"
    r"|grosso modo|a la louche|approximativement|approx|a vue de nez|quelques?|genre|disons|on va dire|a peine"
)
_LIST_OF_CATEGORIES = "".join(f"(?<!{word} )" for word in ("licence", "licences", "categorie", "categories", "l", "la"))

_REWRITINGS: tuple[tuple[re.Pattern[str], Build], ...] = (
    # « une demi-douzaine », « trois dizaines »
    (
        re.compile(r"(?<!\S)(?:une )?(?:<n(?P<n>\d+)>|demie?) (?P<dozens>(?:" + "|".join(ABOUT) + r")s?)(?!\S)"),
        _dozens,
    ),
    # « 2/3 des coûts »
    (
        re.compile(
            r"(?<!\S)<n(?P<above>\d+)> (?:/|sur) <n(?P<below>\d+)>"
            r"(?= (?:des|du|de (?:la|nos|notre|l)|d) "
            r"(?:couts?|depenses|budget|projet|financement|fab|frais|action|total))"
        ),
        _fraction,
    ),
    # « licences un, deux et trois », « ni la une ni la trois »
    (
        re.compile(
            r"(?:(?<=licence )|(?<=licences )|(?<=categorie )|(?<=categories )|(?<=cat )|(?<=numero ))une?"
            r"(?= (?:,|et|ou|ni|mais|/|-|<n)|$)|(?<=ni la )une(?!\S)|(?<=la )une(?= (?:,|et la|ni la|la <n|non|oui)|$)"
            r"|^une?(?= (?:et|,) <n\d+>(?: et <n\d+>)?$)"
        ),
        lambda match, tokens: exact(1),
    ),
    # « zéro virgule vingt »
    (
        re.compile(r"(?<!\S)(?:<n(?P<n>\d+)>|un) virgule (?P<zero><n\d+> )?<n(?P<decimals>\d+)>(?!\S)"),
        _decimals,
    ),
    # « une vingtaine »
    (
        re.compile(r"(?<!\S)(?<!des )(?:une (?:petite |bonne |grosse )?)?(?P<about>" + "|".join(ABOUT) + r")(?!\S)"),
        _about,
    ),
    # « un an », where « un » counts
    (
        re.compile(
            r"(?<!\S)une? (?=(?:(?:petite|bonne) annee|an|mois|annee|jour|heure|temps (?:plein|complet)|mi temps|etp"
            r"|equivalent|partenaire"
            r"|autre|seule?|(?:a|ou|et) <n\d+> (?:ans?|mois|annees?))(?!\S))"
        ),
        lambda match, tokens: exact(1),
    ),
    # « un et demi », « plus d'un »
    (
        re.compile(r"(?<!\S)(?:<n(?P<n>\d+)>|une?) et demie?(?!\S)|(?<=plus d )une?(?=$)|(?<=moins d )une?(?=$)"),
        _and_a_half,
    ),
    # « deuxième »
    (
        re.compile(r"(?<!\S)(?P<rank>" + "|".join(ORDINALS) + r")(?!\S)"),
        lambda match, tokens: exact(ORDINALS[match["rank"]], "ordinal"),
    ),
    # « 80 k€ », « 1,2 million d'euros », « trente pour cent »
    (
        re.compile(
            r"(?<!\S)<[ny](?P<n>\d+)>(?: (?P<percent>%|pourcents?|pct)| pour <n(?P<hundred>\d+)>"
            r"|(?: (?:de )?(?P<scale>milles?|milliers?|ke?|keur|keuros|millions?|m|me|meuros)(?!\S))?"
            rf"(?: (?:d )?(?P<money>{_EUROS}))?)(?!\S)"
        ),
        _with_unit,
    ),
    # « € 80 000 »
    (
        re.compile(r"(?<!\S)€ <[ny](?P<n>\d+)>"),
        _euros_first,
    ),
    # « 12 mars 2019 », « mars 21 »
    (
        re.compile(
            r"(?<!\S)(?:<[no](?P<day>\d+)> )?(?P<month>"
            + "|".join(MONTHS)
            + r") (?:de l annee |de )?<[ny](?P<year>\d+)>"
        ),
        _dated,
    ),
    # « entre 80 et 90 k », « 2 ou 3 »
    (
        re.compile(
            r"(?<!\S)(?:entre (?:les )?<[nmp](?P<low>\d+)> et <[nmp](?P<high>\d+)>"
            rf"|{_LIST_OF_CATEGORIES}(?:de )?<[nmp](?P<left>\d+)> (?:a|(?P<ou>ou)|-(?= <m)) <[nmp](?P<right>\d+)>)"
        ),
        _between,
    ),
    # « moins de 100 000 »
    (
        re.compile(
            rf"(?<!\S)(?:(?P<under>{_UNDER})|(?P<most>{_MOST})|(?P<over>{_OVER})|(?P<least>{_LEAST})|"
            rf"(?P<about>{_ABOUT}))"
            r" <[nmp](?P<n>\d+)>"
        ),
        _bounded,
    ),
)
_BOUND_AFTER = re.compile(
    r"<[nmp](?P<n>\d+)>(?: (?!et |ou |mais |combien |quel|c )[a-z]+){0,2}? "
    r"(?:(?P<least>minimum|mini|au (?:moins|minimum)|au bas mot|facile(?:ment)?|(?:et|ou|"
    r"voire) plus(?! tard))"
    r"|(?P<most>maximum|maxi?|au (?:grand )?maximum|(?:tout )?au plus|ou moins|grand max(?:imum)?)"
    r"|(?P<about>environ|a peu pres|approximativement|a la louche|grosso modo))(?! <)(?!\S)"
)
_JOINING = frozenset(("et", "a", "ou", "-", "/", ",", "puis", "en", "pour"))
_FARTHEST_JOINED = 4


_HEADING_ASKED = re.compile(
    r"(?:^|(?<=[.!?;\n] ))(?:(?:et|alors|le|la|les|l|nos|notre|mon|mes|nombre de?) )*"
    + one_of(
        rf"""
        {TURNOVER}; chiffres? d affaires?; licences?; budget; etp; partenaires?; references?; clips?; autofinancement
        duree; creation; montant(?: demande)?; anciennete; date de creation; aide (?:demandee|souhaitee)
        """
    )
    + r"(?: (?!mini|maxi)(?:[a-z]+|<[yn]\d+>)){0,3} (?P<sign>\?)"
    r" (?=(?:<|oui|non|aucune?|pas|zero|depuis|la <|les <|en <)[^?]*(?:$|[.!;\n]))"
)
"""« Licences ? La 2 et la 3. »: a heading, no question."""


def _with_headings(tokens: list[Token]) -> list[Token]:
    """Read a heading with a question mark that is answered at once as one with a colon."""
    if not any(token.text == "?" for token in tokens):
        return tokens
    text, starts = render(tokens)
    result = list(tokens)
    for match in _HEADING_ASKED.finditer(text):
        index = bisect_left(starts, match.start("sign"))
        result[index] = replace(tokens[index], text=":")
    return result


def _with_bounds_after(tokens: list[Token]) -> list[Token]:
    """Read the bounds said after a figure: « 3 partenaires minimum », « 80 000 environ »."""
    result = list(tokens)
    for match in _BOUND_AFTER.finditer(render(tokens)[0]):
        index = int(match["n"])
        figure = tokens[index].figure
        bounded = None if figure is None else _with_bound(figure, match)
        if bounded is not None:
            result[index] = replace(tokens[index], figure=bounded)
    return result


_TAKES_BACK = one_of(
    """
    pardon; oups; enfin; plutot; je (?:corrige|rectifie|me trompe); je (?:voulais|veux) dire; rectification
    je dirais(?: meme)?; correction; erreur; que dis je; non (?:, )?(?:pas )?(?:c est|attendez); (?:euh|ah) non
    """
)
_PUTS_RIGHT = re.compile(
    r"<(?P<kind>[nmpy])(?P<wrong>\d+)>"
    r"(?P<noun>(?: (?:de |d )?(?!(?:non|pardon|enfin|euh|ou|et|mais|plutot)(?!\S))[a-z]+)?)"
    rf"(?: (?:,|\.|-|euh|non|ah|ou|mais))*(?: {_TAKES_BACK})+(?: (?:,|non|exactement|precisement|c est))*"
    r" <(?P<samekind>[nmpy])(?P<right>\d+)>(?P<after> (?:de |d )?[a-z]+)?"
)
_AFTER_RIGHT = frozenset(("exactement", "pile", "precisement", "euros", "en", "au", "maintenant", "svp", "du", "pour"))


def _put_right(tokens: list[Token]) -> list[Token]:
    """Replace a figure that is taken back at once: « une trentaine de clips, non pardon trente et un exactement »."""
    result = list(tokens)
    for match in _PUTS_RIGHT.finditer(render(tokens)[0]):
        noun, after = match["noun"].split(), (match["after"] or "").split()
        wrong, right = int(match["wrong"]), int(match["right"])
        is_of_same = not after or after[-1:] == noun[-1:] or after[0] in _AFTER_RIGHT
        if not is_of_same or (match["kind"] == "y") != (match["samekind"] == "y"):
            continue
        result[wrong] = replace(tokens[wrong], figure=tokens[right].figure)
        for index in range(wrong + 1 + len(noun), right + 1):
            result[index] = replace(tokens[index], text="", figure=None)
    return [token for token in result if token.text or token.figure or token.period]


def _with_shared_scales(tokens: list[Token]) -> list[Token]:
    """Give « 80 » its thousands in « 80 et 95 mille », « 80 en 2021 et 95 k€ en 2022 »."""
    result = list(tokens)
    for index, token in enumerate(tokens):
        scaled = token.figure
        if scaled is None or not scaled.mantissa:
            continue
        for earlier in range(index - 1, max(-1, index - 1 - _FARTHEST_JOINED), -1):
            other = tokens[earlier]
            figure = other.figure
            if figure is not None and figure.kind == "plain":
                if earlier == index - 1:
                    break  # « CA 21 12k »: nothing joins them
                comparable = scaled.mantissa / _WIDEST_RANGE <= figure.value <= scaled.mantissa * _WIDEST_RANGE
                if figure.mantissa is None and comparable:
                    shared = replace(
                        figure.scaled(scaled.value / scaled.mantissa), mantissa=figure.value, kind=scaled.kind
                    )
                    result[earlier] = replace(other, figure=shared)
                break
            if other.text not in _JOINING and (figure is None or figure.kind != "year"):
                break
    return result

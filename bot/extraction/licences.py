"""Licences d'entrepreneur de spectacles: which categories are held and valid.

« La 2 mais pas la 3 » is [2]; « on n'a pas la 2 » alone tells nothing of the others and gives a note; an expired one is
not held. A receipt number tells no category; numbers given before 2019 begin with it (see `tokens`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from .asking import FIRST_PERSON
from .message import Context, Finding, Message, Note
from .patterns import one_of, whole_words
from .scope import Standing

FACT = "licences"
CATEGORIES = (1, 2, 3)
USUAL_PAIR = [2, 3]
"""What « les deux » means: one who produces shows and sells the tickets holds these."""
ADDED, REMOVED = "ajout", "retrait"
"""Notes, with the fact and the categories. `ajout`: they add to what was known (« on a aussi la 3 »), in place of the
fact, which would replace it; `retrait`: they are not held (« on n'a plus la 3 »)."""

_ARTICLES = "(?:(?:la|les|le|l|licences?|categories?|cat|de|celle de|numeros?) )*"
_JOINT = r"(?: (?:,|/|-|\+|&|et|puis|ainsi que|en plus de|plus|, et)(?: aussi)? | )"
_LIST = rf"(?P<list><[no]\d+>(?:{_JOINT}{_ARTICLES}<[nyo]\d+>)*)"
_ANY_LIST = re.compile(_LIST)
_BETWEEN = one_of(
    """
    d entrepreneurs?(?: d[eu]s? spectacles?(?: vivants?)?)?; d[eu]s? spectacles?(?: vivants?)?; de; categories?; cat
    classe; type; numeros?; n; num; :; =; les; la; l; est; sont; c est; ce sont; valides?; actuelles?; oui
    """
)
_NAMED = re.compile(rf"(?<!\S)(?:licences?|l|categories?|cat)(?: {_BETWEEN})* {_LIST}(?! licences?)")
_GOES_ON = one_of(
    """
    est; sont; n; oui; non; en; aussi; pour; car; au nom; pas; qui; seulement; a; depuis; court; reste; comme; on; ok
    mais; et; ni; svp; uniquement; maintenant; toutes; tous; je; sans; plus; categories?; cat; bien; deja; voila; quoi
    (?:valid|valab|expire|perime|tien|jusqu|actuel|obtenu|delivre|renouvel|active|detenu|nous)[a-z]*
    """
)
_THEN = rf"(?=\s*$|[\t\n]| (?:[():/,]|{_GOES_ON}(?!\S)))"
"""What goes on after categories; another word is what the figure counts (« la licence de nos 2 gérants »)."""
_AFTER_ARTICLE = re.compile(rf"(?<!\S)(?:la|le|les) {_LIST}{_THEN}")
_NAMED_EARLIER = re.compile(
    r"(?<!\S)licences?(?: (?:(?!(?:et|ou|plus|avec|pour|dans|sur|chez|mais|il|dont|sans|ni|depuis)(?!\S))[a-z]+|[:=(]"
    rf"|(?:en|depuis|le|du|de) <[yd]\d+>)){{1,7}} {_LIST}{_THEN}"
)
"""« Licences détenues : 1 et 3 », « nos licences en cours sont la 1 et la 2 »."""
_RANKED = re.compile(rf"(?<!\S){_LIST}(?= (?:categories?|cat|classe|licences?)(?!\S))")
"""« La deuxième catégorie », « 3e cat », « la troisième licence »."""
_FILLERS = one_of(
    r"""
    oui; ouais; non; on a; nous avons; j ai; on; a; ai; la; le; les; l; licences?; categories?; cat; seulement
    juste; uniquement; c est; c; est; que; aussi; et; de; numeros?; n; svp; merci; bonjour; je crois; je pense
    alors; euh; ok; pas; non plus; encore; plus; mais; en fait; pardon; donc; d entrepreneur; de spectacles?
    valides?; maintenant; actuellement; bien; toutes; tous; deux; :; -; \(; \); depuis <[a-z]\d+>
    depuis (?:longtemps|toujours)
    """
)
_ANSWER = re.compile(rf"^\s*(?:{_FILLERS} )*{_LIST}(?: {_FILLERS})*\s*$")

_NUMBER = re.compile(r"(?P<comma>, )?<[nyo](?P<index>\d+)>")
_NOUN_AFTER = re.compile(
    r" (?!(?:et|ou|puis|ainsi|la|le|les|licences?|valides?|categories?|svp|on|nous|mais|pas|sont|est)(?!\S))[a-z]"
)

_TOPIC = whole_words(r"licences?; l <n\d+>; recepisses?; entrepreneurs? de spectacles?; <o\d+> cat(?:egorie)?s?")
_HAS_BY_ARTICLE = re.compile(
    r"(?<!\S)la <n\d+> (?:(?:est|a|n est) )?(?:pas |plus |deja |bien )?(?:expire|perime|valide|echue|valable)e?(?!\S)|"
    r"(?<!\S)(?:on|nous|j|je) (?:n |ne )?(?:a|ai|avons|detien[st]|detenons|possed[a-z]+)(?: (?:que|pas|aussi"
    r"|bien|deja|seulement))* la <n\d+>(?=\s*$|"
    r"[\t\n]| (?:,|(?:et|mais|pas|aussi) ))|"
    r"(?<!\S)la <n\d+>[\s,]+(?:on|nous|je|j) (?:ne |n )?(?:les?|l|la) (?:a|ai|avons)(?!\S)|"
    r"(?<!\S)(?:la nouvelle|l actuelle|celle d aujourd hui)(?: (?:n|structure|boite|association))* a(?: (?:que|"
    r"aussi))* "
    r"la <n\d+>(?=\s*$|[\t\n])|"
    r"(?<!\S)la <n\d+> (?:et|,|/|\+) (?:la )?<n\d+> (?:sont )?(?:toujours |bien |ok et )?(?:a jour|en regle|en cours|"
    r"valides|valables)(?!\S)"
)
"""« On a la 2 »: what else is called so here?"""
_OTHER_KINDS = whole_words(
    r"""
    licences? (?:iv|pro|professionnelle|universitaire|d etudes)
    licences? (?:<n\d+> )?en (?!cours|attente|regle|ordre|plus|tout|main|<)[a-z]+
    licences? (?:<n\d+> )?de (?!categorie|spectacle|producteur|production|diffuseur|diffusion|tourneur|type|classe|
    & la )[a-z]+
    debit de boissons?
    """
)
_TRADES = {
    1: whole_words("exploitants?; exploitation; lieux?"),
    2: whole_words("producteurs?; productions?; tourneurs?"),
    3: whole_words("diffuseurs?; diffusions?"),
}
_A_TRADE = one_of(*(pattern.pattern for pattern in _TRADES.values()))
_BY_TRADE = re.compile(
    rf"(?<!\S)(?<!pas )(?:licences?|celles?)(?: (?:de|d|du|:))* {_A_TRADE}"
    rf"(?: (?:de lieux?|de spectacles?))?(?: (?:et|,|\+)(?: (?:celle|licence|de|d|du))* {_A_TRADE})*"
)
"""« Licences de producteur et de diffuseur »."""
TRADES_ALONE = re.compile(
    rf"(?:(?:oui|on a|nous avons|j ai|juste|seulement|uniquement|que) )*(?:(?:la|celle|licence|de|d|du) )*{_A_TRADE}"
    rf"(?:[\s,/+-]+(?:(?:et|la|celle|de|d|du) )*{_A_TRADE})*"
    r"(?:[\s,]+(?:uniquement|seulement|c est tout|rien d autre))?\s*"
)
"""« Exploitant et diffuseur », asked which licences are held."""
_HOW_MANY = re.compile(
    r"(?<!\S)(?P<all>les |nos |des )?(?P<figure><n(?P<count>\d+)>)(?="
    r"(?P<noun> (?:licences?|categories)(?! <))|(?: seulement| valides?| svp)?\s*$)"
)
_SO_MANY = re.compile(
    r"(?<!\S)(?P<all>les )(?P<figure><n(?P<count>\d+)>)(?P<noun>)(?! (?:ans|mois|derniere|autres|(?:et|,|/|-) ))"
)
"""« Les trois mon capitaine »; one category is « la 3 »."""
_ALL = whole_words(
    "toutes(?: les licences)?(?! (?:<|les <|valides|en regle|a jour|sont)); toutes les <n\\d+>; la totale; au complet"
    "; (?:le )?grand chelem; carton plein; tout le (?:lot|paquet)"
)
_ONE = whole_words(
    """
    recepisses?
    (?:une|la|notre|ma|sa|nos|les|des) (?:seule )?licences?(?: d entrepreneurs?(?: d[eu]s? spectacles?
    & (?: vivants?)?)?)?(?! (?:iv|pro|<))
    """
)
_NONE = whole_words(
    """
    (?:pas|aucune|sans|zero|plus|ni)(?: (?:encore|du tout|actuellement|pour l instant|aucune|de|d|la|notre|une|
    & la moindre))* licences?(?: d entrepreneur[a-z ]*)?(?! (?:de |categorie |cat |numero )*<)
    licences? (?:: )?(?:aucune|neant|non|zero|pas)
    """
)

_NONE_OF_SHOWS = whole_words("(?:pas|aucune|sans)(?: de)? licences? (?:d entrepreneur[a-z ]*|de spectacles?)")
_DENIES_BEFORE = whole_words(
    "pas; ni; sans; (?<!en )plus; jamais; aucune; manque; sauf; excepte; hors; perdu; attend[a-z]*; hormis; a part"
)
_DENIES_AFTER = whole_words(
    """
    pas; (?<!en )plus; non; jamais; manque; expirees?; expires?(?! (?:dans|le|en|bientot|au|fin)); perime[a-z]*
    echue?s?; caduques?
    invalides?; retiree?s?; terminee?s?; perdues?; en attente; en cours(?! de validite); demandee?s?; a renouveler
    refusee?s?; bientot; (?:a|ont|avait) expire; que dalle; nada; walou
    (?:on|nous|je|j) (?:ne |n )?(?:les?|l|la) (?:a|avons|ai) (?:pas|plus|jamais)
    """
)
_LAPSED = whole_words(
    """
    expirees?; expires?(?! (?:dans|le|en|bientot|au|fin)); perime[a-z]*; echue?s?; caduques?; invalides?; retiree?s?
    en attente; a renouveler; refusee?s?; (?:a|ont|avait) expire
    (?:pas|plus|non) (?:encore )?(?:renouvele|valab|valid)[a-z]*
    """
)
_STILL_VALID = whole_words(
    "(?:pas|ni|aucune)(?: (?:encore|est|n est))* (?:expire|perime|echu|caduque|invalide)[a-z]*; en cours de validite"
)
_DENIED_VERBS = whole_words(
    """
    demande[a-z]*; refus[a-z]+; (?:a )?expiree?s?(?! (?:dans|le|en|bientot|au|fin)); perime[a-z]*; en attente(?: de)?
    attend[a-z]*; (?<!a )(?<!ai )(?<!avons )(?<!ete )renouvel[a-z]+; perdu[a-z]*
    """
)
_ADDS = whole_words("aussi; egalement; en plus; maintenant; desormais; enfin")
_THE_OTHERS = whole_words(
    r"(?:mais|oui|juste|seulement)(?: (?:on a|toutes))* les (?:<n\d+> )?autres(?! (?:non|pas|on))"
)
"""« Pas la une, mais les deux autres »."""
_IN_ALL = whole_words(r"(?:donc|soit|en tout|au total)(?: (?:on a|la|les|licences?))* <[no]\d+> (?:et|,|/) .*")
"""« On a renouvelé la 3, donc 2 et 3 maintenant »: the whole of what is held."""
_STRETCH_ENDS = re.compile(
    r"[\t\n]+| (?=(?P<fresh>mais|seulement|uniquement|juste|que|sinon|par contre) (?:[a-z]+ ){0,3}<)"
    r"| (?=(?:pas|sauf|ni|sans|(?<!en )plus|hors|excepte|hormis|a part|et pas) (?:[a-z]+ ){0,4}<)"
    r"|(?<= oui) (?=(?:la|le|l|licence) <)|(?<= non) (?=(?:la|le|l|licence) <)"
    r"| (?=(?P<joined>et) (?:la|le|l|licence|categorie) )"
)


def read(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the licences held, or a note of those that are not."""
    is_asked = context.asked == FACT
    text = message.stated
    is_topic = bool(_TOPIC.search(message.text) or _HAS_BY_ARTICLE.search(text))
    if not (is_topic or is_asked):
        return
    if _OTHER_KINDS.search(text):  # « licence IV au bar, mais aucune licence de spectacle »
        none = _NONE_OF_SHOWS.search(text)
        if none:
            yield message.found(FACT, [], none)
        return
    held: set[int] = set()
    missing: set[int] = set()
    matches: list[re.Match[str]] = []
    for match, denied in _with_what_is_taken_up(text, list(_mentions(text, is_topic, is_asked))):
        numbers = _categories(message, text, match)
        if numbers:
            matches.append(match)
            (missing if denied else held).update(numbers)
    for match in _BY_TRADE.finditer(text):
        matches.append(match)
        held.update(category for category in CATEGORIES if _TRADES[category].search(match.group()))
    if not matches:
        yield from _without_numbers(message, is_asked=is_asked)
        return
    if missing and not held and (rest := _THE_OTHERS.search(text)):
        matches.append(rest)
        held = set(CATEGORIES) - missing
    if held and _ADDS.search(text) and not _IN_ALL.search(text) and not _is_told_before(message, matches[0]):
        yield message.found(ADDED, {"fait": FACT, "valeur": sorted(held - missing)}, matches[0], Note)
    elif held:
        yield message.found(FACT, sorted(held - missing), matches[0])
    elif missing and (last := _WAS_THE_LAST.search(message.text)):
        yield message.found(FACT, [], last)
        return
    if missing:
        yield message.found(REMOVED, {"fait": FACT, "valeur": sorted(missing)}, matches[-1], Note)


_WAS_THE_LAST = whole_words("(?:pas|plus) d autres?(?! structure); aucune autre; rien d autre; c etait la seule")
"""« La 2 a expiré et on n'en a pas d'autre »."""


def _is_told_before(message: Message, first: re.Match[str]) -> bool:
    """Whether « aussi » adds to what the message itself tells: « on a la 2, et la 3 aussi »."""
    clause = message.clause_at(first.start())
    return clause is not None and not _ADDS.search(clause.text)


_TAKEN_UP = re.compile(
    r"[\s,]*(?:(?:mais|et|sauf que) )*(?:(?:on|nous|je|j) (?:ne |n )?(?:les?|l|la) (?:a|avons|ai) (?:pas|plus|jamais)|"
    r"(?:elles?|celle ci|qui) (?:est|sont|a|ont|n est|ne sont)(?: (?:deja|malheureusement|pas|plus))* "
    r"(?:expire|perime|echu|caduque|valable|valide|a jour|invalide|terminee)e?s?)(?!\S)"
)


_STILL_VALID_AFTER = re.compile(r"(?:est|sont) (?:deja )?(?:valable|valide|a jour)|pas (?:expire|perime|echu)")


_JUST_AFTER = re.compile(r"\s(?:non|aucune)(?=$|[\t\n,])")
"""« La 1 et la 2 non »."""


def _with_what_is_taken_up(text: str, mentions: list[tuple[re.Match[str], bool]]) -> list[tuple[re.Match[str], bool]]:
    """Deny what the next clause denies: « la 1 et la 2, on les a pas »."""
    result: list[tuple[re.Match[str], bool]] = []
    is_denied_after = False
    position = len(text)
    for match, denied in reversed(mentions):
        is_joined = text[match.end() : position].strip() in ("", "et", "ni", ",")
        after = _TAKEN_UP.match(text, match.end())
        after = after or _JUST_AFTER.match(text, match.end())
        is_denied_after = bool(after and not _STILL_VALID_AFTER.search(after.group())) or (
            is_denied_after and is_joined
        )
        result.append((match, denied or is_denied_after))
        position = match.start()
    return result[::-1]


def _categories(message: Message, text: str, match: re.Match[str]) -> set[int]:
    """Return the categories of a list, up to the first figure that is of something else (« licence 2, 3 artistes »)."""
    categories: set[int] = set()
    for number in _NUMBER.finditer(text, match.start("list"), match.end("list")):
        figure = message.figure(number, "index")
        is_of_else = number.group("comma") and _NOUN_AFTER.match(text, number.end())
        if not figure.exact or figure.value not in CATEGORIES or is_of_else:
            break
        categories.add(int(figure.value))
    return categories


def _mentions(text: str, is_topic: bool, is_asked: bool) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield each list of categories, and whether it is denied.

    The text is read by stretches. A denial bears on the stretch it stands in; one that stands before the categories
    also bears on what « et » adds (« on n'a pas la 2 et la 3 »).
    """
    counts = {match.start("figure") for match in _HOW_MANY.finditer(text) if match.group("all") or match.group("noun")}
    counts |= {match.start("figure") for match in _SO_MANY.finditer(text)}
    edges = [(0, False)]
    edges += [(match.end(), match.group("joined") is not None) for match in _STRETCH_ENDS.finditer(text)]
    ends = [start for start, _ in edges[1:]] + [len(text)]
    denied_before = False
    for (start, is_joined), end in zip(edges, ends, strict=True):
        stretch = text[start:end]
        found = list(_NAMED.finditer(text, start, end)) or list(_NAMED_EARLIER.finditer(text, start, end))
        if not found and (is_topic or is_asked):
            found = list(_RANKED.finditer(text, start, end)) or list(_AFTER_ARTICLE.finditer(text, start, end))
        answer = _ANSWER.match(stretch) if not found else None
        if answer and (is_asked or (is_topic and "> " in answer.group("list"))):
            found = list(_ANY_LIST.finditer(text, start, end))
        for match in found:
            if match.start("list") in counts:
                continue
            before, after = text[start : match.start()], text[match.end() : end]
            is_denied_before = bool(_DENIES_BEFORE.search(before) or _DENIED_VERBS.search(before))
            denied_before = is_denied_before or (is_joined and denied_before)
            denied = denied_before or bool(_DENIES_AFTER.search(after))
            yield match, denied and not _STILL_VALID.search(stretch)
        if not is_joined and not found:
            denied_before = False


def _without_numbers(message: Message, *, is_asked: bool) -> Iterator[Finding]:
    """Yield what is said of licences without their categories: none, all, how many."""
    text = message.stated
    none = _NONE.search(text)
    if none:
        yield message.found(FACT, [], none)
        return
    if is_asked and (trades := TRADES_ALONE.fullmatch(text)):
        held = [category for category in CATEGORIES if _TRADES[category].search(text)]
        yield message.found(FACT, held, trades)
        return
    every = _ALL.search(text)
    if every:
        yield message.found(FACT, [] if _are_lapsed(message, every) else list(CATEGORIES), every)
        return
    several = _HOW_MANY.search(text)
    if several is None and (is_asked or _TOPIC.search(text)):
        several = _SO_MANY.search(text)  # « les trois mon capitaine »
    if several and (several.group("all") or several.group("noun")):
        if several.group("all") and _are_lapsed(message, several):
            yield message.found(FACT, [], several)
        else:
            yield from _as_many(message, several)
        return
    one = _ONE.search(text)
    if one is None or not (is_asked or FIRST_PERSON.search(text) or "recepisse" in text):
        return
    if _DENIED_VERBS.search(text) or _DENIES_AFTER.search(text, one.end()):
        yield message.found(FACT, [], one)
    else:
        yield message.read_as(FACT, [[category] for category in CATEGORIES], one)


_HAVE_ALL_LAPSED = whole_words("(?:ont|sont) (?:deja )?toutes (?:deja )?(?:expire|perime|echu|caduque|invalide)[a-z]*")
"""« Elles ont toutes expiré en 2022 »."""


def _are_lapsed(message: Message, match: re.Match[str]) -> bool:
    """Whether the licences told of are said in the same clause not to be valid: « les 3 licences sont périmées »."""
    clause = message.clause_at(match.start())
    end = clause.end if clause else len(message.stated)
    if _HAVE_ALL_LAPSED.search(message.stated, clause.start if clause else 0, end):
        return True
    lapsed = _LAPSED.search(message.stated, match.end(), end)
    return lapsed is not None and not _STILL_VALID.search(message.stated, match.start(), end)


def _as_many(message: Message, match: re.Match[str]) -> Iterator[Finding]:
    """Yield the licences when only their number is told."""
    count = message.figure(match, "count")
    readings: list[Any] = (
        [list(chosen) for chosen in combinations(CATEGORIES, int(count.value))]
        if count.exact and 0 < count.value <= 3
        else []
    )
    is_doubted = any(clause.standing is Standing.DOUBT for clause in message.clauses)
    if len(readings) > 1 and match.group("all") and not is_doubted:
        readings = [USUAL_PAIR]
    if count.exact and count.value == 0:
        readings = [[]]
    if readings:
        yield message.read_as(FACT, readings, match)

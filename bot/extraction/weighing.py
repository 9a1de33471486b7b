"""Whether a stretch of a message says yes or no to what it is about: denials, lacks, and what each of them bears on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from .asking import LEAD
from .message import Message
from .patterns import one_of, whole_words
from .scope import Clause, Standing

DENIES = whole_words(
    """
    pas(?! (?:que|seulement|mal|de (?:souci|probleme)s?|une minute)); (?<!en )plus(?! (?:de <|[a-z]+eux)); jamais
    aucune?(?! (?:souci|probleme|doute|difficulte)); ni
    sans(?! (?:souci|probleme|faute|exception|delai|doute|hesit|difficulte|peine|rechign)[a-z]*)
    non(?! (?:seulement|plus)); zero; guere
    """
)
"""Words that turn a statement into its contrary, within a clause."""
_ALSO_DENIES = whole_words(
    "rien; personne(?! d autre); nul(?:le)?(?= [a-z]); nullement; aucunement; point(?= (?:de"
    "|d)(?!\\S)); ne saurai[a-z]+"
)
LACKS = whole_words(
    """
    neant; que dalle; ke ?dal(?:le)?; walou; niet; nada; nib; nenni; nul(?:le)?s?$; inexistant[a-z]*; impossible[a-z]*
    incapables?; incapacite; hors de (?:[a-z]+ )?portee; (?:nous |me )?manqu[a-z]+(?! pas); (?:fait|font) defaut
    faute d[e]?
    absence; depourvu[a-z]*; a defaut de?; (?:maillon|point) faible; zapp[a-z]+; oubli[a-z]+; laiss[a-z]+ tomber
    reste a; depourvu[a-z]*
    (?:nous |se |me )?pass(?:es?|ons) d[e]?; nul(?:le)?(?= (?:pour|en|,|$)); peine a; (?:on )?trainons?; que tchi
    """
)
"""Words that say no by themselves."""
PENDING = whole_words(
    """
    en cours(?! de validite); en train d; en attente; attend(?:ons|re|ent|u|us|ue)?; bientot; cherch[a-z]+
    negoci(?:e|ons|ation|ations|er)
    discut[a-z]+; discussions?; en voie d; prochainement; prevu[a-z]*; a venir; demande[a-z]*; presque; en vue
    en pourparlers; a renouveler; en projet; quasi[a-z]*; dossier (?:d [a-z]+ )?(?:envoye|depose|parti)[a-z]*
    (?:envoye|depose) (?:le|un|notre|mon) dossier; sur le point; va signer; allons signer; on signe (?:bientot|dans)
    rendez vous; rencontr[a-z]+; on verra; (?:ai|a|avons) eu (?:une?|des|le|la); contacte[a-z]*; regularis(?:e|ons|er)
    """
)
"""Words that leave it neither done nor undone."""

_NEGATIVE = one_of("pas; aucune?; jamais; sans; ni; rien; zero; non; nul(?:le)?; plus; point")
JUST_DENIED = re.compile(
    rf"(?<!\S){_NEGATIVE}"
    r"(?: (?!(?:mais|et|ou|donc)(?!\S)|pay|pai|regl|sold|vers|acquit|envoy|transm|rend|remi|sign|respect"
    r"|appliq)[a-z]+){0,4} $"
)
"""« Aucun retard », « pas la moindre dette », « sans bilan en retard », « ce n'est pas l'artiste qui paie »."""
_NONE_AFTER = re.compile(
    r" (?:, )?(?:on|nous|j|je|il)? ?(?:n |ne )?(?:en )?(?:a|ai|avons|y en a)? ?(?:pas|aucune?|zero|neant)$"
)
_NOT_US = re.compile(
    r"(?<!\S)(?:et |mais )?(?:pas|non|jamais) (?:par |a |de )?(?:nous|moi)(?!\S)|(?<!\S)pas (?:les |la "
    r"|le )?seule?s?(?!\S)"
)
"""« C'est l'artiste qui paie, pas nous » denies nothing of what was said before."""
_COUNT = re.compile(r"<[nm](\d+)>")


def with_zero(message: Message, said: str) -> str:
    """Return a text with « zéro » for the figure 0: it denies (« zéro distributeur »)."""
    return _COUNT.sub(lambda match: match.group() if message.figure(match).value else "zero", said)


def is_denied(text: str) -> bool:
    """Whether a text denies what it is about."""
    return bool(DENIES.search(text) or _ALSO_DENIES.search(text) or LACKS.search(text))


def weighed(
    text: str, yes: re.Pattern[str] | None, no: re.Pattern[str] | None, *, is_bare: bool = False
) -> bool | None:
    """Return whether a text says yes or no, None when neither.

    What says no outright (« en retard ») is turned by a denial just before it (« aucun retard ») or after the whole
    any
    denial turns what says yes, and says no by itself.
    """
    against = no.search(text) if no else None
    if against:
        before, after = text[: against.start()], text[against.end() :]
        return bool(JUST_DENIED.search(_NOT_US.sub("", before)) or _NONE_AFTER.match(after))
    denied = is_denied(text)
    if PENDING.search(text) and not (denied and " en cours" in text):
        return False if denied and not yes else None
    if denied:
        return False
    return True if is_bare or (yes and yes.search(text)) else None


_CONNECTS = re.compile(
    r"(?: (?:,|;|:|/|\+|-))* (?:et|ou|avec|sans|ni|puis|pour|mais|plus)(?= )|(?: (?:,|;|/|\+|-))+(?= )"
)
_INFINITIVE = re.compile(r" ?(?:et|ou) (?:de |d )?[a-z]+(?:er|ir|re)(?!\S)")


def part_about(text: str, clause: Clause, start: int, others: Sequence[int]) -> tuple[int, int]:
    """Return the part of a clause that a topic named at `start` has for itself, `others` being where others are named.

    « Un distributeur et pas de société civile » are two parts, cut at the last word that joins them.
    """
    first, last = clause.start, clause.end
    for other in others:
        left, right = sorted((start, other))
        joints = list(_CONNECTS.finditer(text, left, right + 1)) if left < right else []
        if not joints:
            continue
        if other < start:
            first = max(first, joints[-1].start() + 1)
        else:
            last = min(last, joints[-1].start())
    if _INFINITIVE.match(text, first):
        first = clause.start  # « nous ne pouvons ni diffuser ni employer »
    return first, last


_HEADING = re.compile(
    LEAD
    + r"(?:(?:pour|concernant|cote|niveau|question|quant (?:a|aux?)|sur|a propos (?:de|d|des|du)) )?"
    + r"(?:(?:les?|la|l|des?|du|d|nos|notre|mes|mon|ma|une?|aux?) )?(?:[a-z]+|<[nyp]\d+>)(?: (?!est |sont |a |ont )"
    + r"(?:[a-z]+|<[nyp]\d+>)){0,5}$"
)
_HAS_VERB = whole_words(
    """
    on; nous; je; j; tu; vous; il; elle; ils; elles; c; est; sont; suis; sommes; a; ai; avons; ont; avez; fait; peut
    combien; quelle?s?; comment; quoi; pourquoi; qui; quand; savoir; difference; faut
    """
)
_LONGEST_COMMENT = 14
_RELATIVE = re.compile(r" qui [a-z ]+$")
_SHORT = 3
_OF = ("de ", "d ", "pourtant de ")


def is_heading(clause: Clause) -> bool:
    """Whether a clause only names a thing, which the next says something of: « Les taxes ? Payées. »."""
    text = _RELATIVE.sub("", clause.text)
    return bool(_HEADING.match(text)) and not _HAS_VERB.search(text)


def stretches(
    clauses: Sequence[Clause], index: int, is_free: Callable[[Clause], bool], *, is_bare: bool
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text that may say something of what a clause names, the likeliest first.

    A heading is read with what follows, or with a few words before (« payées, les taxes »), where `is_free`: where that
    speaks of nothing else. `is_bare`: its name alone says yes, so that a comment comes first.
    """
    clause = clauses[index]
    start = clause.start
    before = clauses[index - 1] if index else None
    following = clauses[index + 1] if index + 1 < len(clauses) else None
    if before and clause.text.startswith(_OF) and before.standing is Standing.OWN:
        start = clauses[max(0, index - 2)].start  # « nous n'avons pas, pour l'heure, de contrat »
    heads = is_heading(clause)
    if heads and following and following.standing is Standing.DOUBT:
        return
    is_stated = clause.standing is not Standing.QUESTION
    comment = _comment(clauses, index, is_free) if heads else None
    for later in clauses[index + 1 : index + (3 if heads else 2)]:
        if later.standing is Standing.OWN and _TAKES_IT_UP.match(later.text) and is_free(later):
            comment = comment or later
            yield from [(start, later.end)] if heads and not is_bare else []
    if is_stated and not (is_bare and comment and _COMMENTS.match(comment.text)):
        yield start, clause.end
    if comment:
        yield start, comment.end
    is_led = before is not None and before.standing is Standing.OWN and before.text.count(" ") < _SHORT
    if heads and is_stated and before and is_led and is_free(before):
        yield before.start, clause.end
    if is_stated:
        yield start, clause.end


_TAKES_IT_UP = re.compile(r"(?:et |mais )?(?:on|nous|je|j)(?: (?:ne|n))? (?:la|le|les|l|y|en)(?!\S)")
"""« La convention est notre livre de chevet, on la respecte »."""


def _comment(clauses: Sequence[Clause], index: int, is_free: Callable[[Clause], bool]) -> Clause | None:
    """Return the clause that says something of a heading, None when the next speaks of something else."""
    for clause in clauses[index + 1 : index + 3]:
        if not is_free(clause) or clause.standing is not Standing.OWN or clause.text.count(" ") > _LONGEST_COMMENT:
            return None
        if not is_heading(clause) or _COMMENTS.match(clause.text):
            return clause  # else « les frais, de la caméra au montage, c'est nous »
    return None


_COMMENTS = re.compile(
    LEAD
    + one_of(
        """
        c est; ce n est; cela; on; nous; je; j; pas; non; oui; jamais; aucune?; zero; rien; que dalle; niet; neant
        impossible
        hors; nulle?; ni; toujours; [a-z]+ee?s?; en; a; y a; il n y a; sans; tout; personne; ils?; elles?; faut; bof
        ok; par
        """
    )
    + r"(?!\S)"
)
"""How a clause begins that says something of the heading before it."""

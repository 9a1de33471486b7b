"""Whether the structure is of the sector (`filiere_musiques_actuelles`): when it is said, or plain from its music."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .asking import LEAD
from .kinds import DENIED, TOLD_BY_OTHERS, WITH_OTHERS
from .message import Context, Finding, Message
from .patterns import one_of, whole_words

SECTOR = "filiere_musiques_actuelles"

_GENRES = one_of(
    """
    musiques? actuelles?; rock; rap; hip hop; electro[a-z]*; techno; house; chanson(?: francaise)?; jazz; metal
    punk; reggae; ska; dub; pop; folk; blues; soul; funk; indie; varietes?; musiques? du monde; world; trap
    drum and bass; musiques? amplifiees?; smac; drill; grime; afro[a-z]*; gospel; trance; hyperpop; lo ?fi; shoegaze
    new wave; synthwave; ambient; dancehall; zouk; salsa; latino; flamenco; manouche; swing; country; r b; beatbox
    raggae; ragga; bossa; fusion; musiques? trad[a-z]*; musiques? electroniques?; grunge; hardcore; slam; rnb
    latin jazz; afrobeat; rumba; cumbia
    """
)
_SECTOR = whole_words(_GENRES)
_OWN_MUSIC = whole_words(
    """
    on; nous; je; j; notre; nos; mon; ma; label; groupe; festival; salle; smac; association; studio; tourneur
    structure; production; productrice; producteur; reseau; collectif; ecole; cafe; artiste; musicien
    rappeu(?:r|se); chanteu(?:r|se); concerts?; activites?; duo; trio; bar; lieu; booking; ^(?:[a-z]+ ){0,2}[a-z]+$
    """
)
_AT_HEAD = re.compile(
    LEAD.removeprefix("^")
    + r"(?:(?:du|de|des|cote|niveau|question|la|le|l|les|surtout|plutot|genre|style|secteur|esthetique|:) )*"
)
"""« Musiques actuelles, évidemment », « rap surtout »."""
_NOT_A_GENRE = re.compile(
    r"(?<!\S)(?:contrat de filiere(?: des)?|filiere|appels?(?: a projets?)?|aides?(?: aux?)?|dispositif|contrat|"
    r"assises|schema) (?:(?:des|de|d|les|aux?) )*$"
)
_OF_SECTOR = whole_words(
    """
    (?:on|nous) (?:est|sommes|fait|faisons|travaille|bosse|evolue) (?:bien |tous )?(?:de |dans |de la |dans la |
    & partie de la )+filiere
    """
)
_BELONGS = re.compile(
    r"(?<!\S)(?:on|nous|je|j|elle|(?:notre|l|la|mon|ma|le) [a-z]+) (?:ne |n )?(?:releve|relevons|fait|faisons|fais|"
    r"appartient|appartenons|s inscrit|nous inscrivons|est|sommes|travaille|travaillons|evolue|evoluons|oeuvre|"
    r"oeuvrons)"
    r"(?: [a-z]+){0,3}? (?:de|a|dans|au|du|sein)(?: (?:la|le|l|les|de))* (?:filiere|secteur|champ|domaine|monde|milieu)"
    r" (?:(?:des|de la|de|d) )?musiques? actuelles?(?!\S)"
)
_AND_US = re.compile(r"(?: [a-z]+)?[\s,]+(?:et|plus|\+|avec) (?:nous|moi)(?!\S)")
_LIKES = whole_words(
    """
    prefer[a-z]*; aim(?:e|ons)(?! (?:produire|programmer|jouer)); ecout[a-z]+; ador[a-z]+; fans?; interess[a-z]+
    detest[a-z]+; plai[rst]+
    """
)
_NOT_AT_ALL = whole_words("pas; nullement; aucunement; guere; plus; jamais; point; n appart[a-z]+ (?:pas|plus)")
_ARTS = one_of(
    """
    musiques? (?:classiques?|baroques?|anciennes?|sacrees?|lyriques?|contemporaines?); classique; opera; lyrique
    (?<!un )theatre; danse; cirque; arts? (?:de la rue|plastiques|du cirque); marionnettes?; cinema
    """
)
_OTHER_ARTS = re.compile(
    r"(?<!\S)(?:c est(?! pas)|(?:notre|l|la|mon|ma) (?:association|structure|compagnie|troupe|lieu|festival|salle) "
    r"(?:fait|est|reste|programme)|(?:on|nous|je) (?:n |ne )?(?:est|sommes|fait|faisons|fais|suis|"
    r"reste)(?: [a-z]+){0,3}?|"
    r"(?:compagnie|structure|association|ensemble|festival) de)"
    rf"(?: (?:du|de la|de|dans le|dans la|d|dans))* {_ARTS}(?!\S)"
)
_OTHER_ART = re.compile(rf"(?<!\S){_ARTS}(?!\S)")
"""As an answer to the question of the sector."""


def sector(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the structure is of the sector, when a genre of it, or another art, is plainly its own."""
    text = message.stated
    if context.asked in TOLD_BY_OTHERS:
        return  # « nous et la SMAC »
    if belongs := _BELONGS.search(text):
        yield message.found(SECTOR, not _NOT_AT_ALL.search(belongs.group()), belongs)
        return
    for match in _SECTOR.finditer(text):
        if match.group().startswith("chanson") and context.asked != SECTOR:
            continue  # « un festival de chanson » may be of any sort
        clause = message.clause_at(match.start())
        first = clause.start if clause else 0
        if _NOT_A_GENRE.search(text, first, match.start()) or WITH_OTHERS.search(text, first, match.start()):
            continue
        if match.group() == "smac" and _AND_US.match(text, match.end()):
            continue  # « la SMAC et nous »
        said = clause.text if clause else text
        is_ours = _OWN_MUSIC.search(said) or _AT_HEAD.fullmatch(text, first, match.start())
        is_own = context.asked == SECTOR or (is_ours and not _LIKES.search(said))
        denial = DENIED.search(text, first, match.start())
        if denial and "activite" in text[denial.end() : match.start()]:
            continue  # « pas d'activité significative en musiques actuelles »
        is_denied = denial is not None
        if is_own and not is_denied:
            yield message.found(SECTOR, True, match)
            return
        if is_denied and match.group().startswith("musique") and match.group().rstrip("s").endswith("actuelle"):
            yield message.found(SECTOR, False, match)
            return
    own = _OF_SECTOR.search(text)
    if own:
        yield message.found(SECTOR, True, own)
        return
    other = _OTHER_ARTS.search(text)
    if other and text[: other.start()].endswith(("+ une ", "+ un ", "+ ")):
        return  # « nous + une asso de danse »
    if not other and context.asked == SECTOR:
        other = _OTHER_ART.search(text)
    if other and "aussi" not in other.group().split() and not DENIED.search(text, other.start(), other.end()):
        yield message.found(SECTOR, False, other)

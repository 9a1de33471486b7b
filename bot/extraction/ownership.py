"""Whether a major owns most of the structure (`detenu_par_major`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .asking import OURSELVES
from .message import Finding, Message
from .patterns import one_of, whole_words
from .scope import Clause
from .weighing import is_denied, with_zero

FACT = "detenu_par_major"

MAJOR = whole_words(
    """
    majors?; universal(?: music)?; sony(?: music)?; warner(?: music)?; geants? (?:du disque|de la musique)
    multinationales?; grande? maison de disques?; maison de disques? multinationale
    """
)
_OWNS = whole_words(
    """
    detenue?s?; detien[a-z]+; possed[a-z]+; appart[a-z]+; rachete[a-z]*; rachat; achete[a-z]*; vendue?s?; cede[a-z]*
    filiales?; propriet[a-z]+; proprio; maison mere; actionnaires?; majorit[a-z]+; control[a-z]+; parts; capital
    actions
    patrons?; escarcelle; aval(?:e|es|ee|ees); (?:label|marque) (?:interne|du groupe|d une); entre les mains; dedans
    (?:boite|label|structure|maison|societe) (?:est|sont) a
    """
)
_MOST = whole_words(
    r"""
    plus de la moitie; majorit[a-z]+; (?:l )?essentiel des (?:parts|actions); <n\d+> (?:tiers|quarts); totalite
    le reste (?:est )?(?:a|chez); integral[a-z]+; a tout (?:pris|rachete)
    """
)
_FEW = whole_words("minorit[a-z]+; (?:petite|faible|toute petite) (?:participation|part); quelques parts")
_SHARE = re.compile(r"<p(\d+)>")
_OF_THE_FOUNDERS = re.compile(r"(?<!\S)(?:fondat[a-z]+|gerante?s?|associee?s?|nous|moi|on|je)(?: [a-z]+)* <p\d+>")
_NEVER_CAME = whole_words("failli; aurait pu; a deux doigts")
_AT_WORK = whole_words("distribu[a-z]+; licence; edition; contrat; travaill[a-z]+; bosse; promo")
_GOT_BACK = whole_words(
    "(?:on|nous|j) (?:a|avons|ai) (?:tout )?(?:rachete|repris|recupere)[a-z]* (?:les|nos|des|ses) parts"
)
_TURNED_DOWN = whole_words("refus[a-z]+; dit non; claque; interdi[a-z]+")

_INDEPENDENT = whole_words(
    r"""
    (?:est|sommes|suis|restons|reste)(?: (?:totalement|completement|entierement|bien
    & |<p\d+>))? independant[a-z]*(?! (?:de la
    & |du|des|mais))
    independant[a-z]* (?:total|complet|a fond)[a-z]*
    independant[a-z]* (?:(?:a )?<p\d+>|de toute major|et (?:fiers?|fieres?|heureux))
    independance (?:capitalistique|totale|complete)
    """
)
_A_FREELANCER = re.compile(r"(?<!\S)je suis independante?(?! (?:a|de toute|total)(?!\S))")
_PRESENTS = re.compile(r"c est (?:une? |bien )")
_PARTS_HELD = one_of("detien[a-z]*; posse[a-z]*; appart[a-z]*; proprietaires?; detenue?s?")
_OWNERS = one_of(
    """
    gerante?s?; fondat[a-z]+; salariee?s?; membres?; associee?s?; createurs?; creat[a-z]+; artistes?; adherents?
    dirigeante?s?
    amie?s?; famille; freres?; soeurs?
    """
)
_OWN_CAPITAL = whole_words(
    rf"""
    {_PARTS_HELD} (?:[a-z]+ ){{0,5}}?(?P<share><p\d+>); (?:detenu|possed|appart)[a-z]* (?:par|a) personne
    (?:detenue?s?|possedee?s?) (?:[a-z]+ )?par (?:ses|mes|nos|les|son|sa) (?:<n\d+> )?{_OWNERS}
    (?:appartien[a-z]*|appartenons) (?:[a-z]+ )?a (?:nous|moi|(?:ses|nos|mes|ma) {_OWNERS})
    (?:label|structure|boite|societe|maison|tout|entreprise) (?:est|sont) (?:bien )?a (?:moi|nous)
    capital (?:est )?(?:reparti|partage|detenu) (?:entre|par) (?:[a-z]+ |<n\d+> ){{0,3}}?{_OWNERS}
    (?:capital|parts?|actions?|societe|structure|boite|label|entreprise|maison) (?:[a-z]+ ){{0,2}}?(?:nous
    & |m) appartien[a-z]*
    capital c est (?:ma|nous|moi|mes|la) [a-z]+
    """
)
_HALF = 50


def read(message: Message) -> Iterator[Finding]:
    """Yield whether a major owns most of the structure."""
    text = message.text
    for clause in message.own_clauses():
        if mention := MAJOR.search(text, clause.start, clause.end):
            value = _is_owned(message, clause)
            if value is not None:
                yield message.found(FACT, value, mention)
                return
        elif own := _is_our_own(message, clause):
            yield message.found(FACT, False, own)
            return


def _is_owned(message: Message, clause: Clause) -> bool | None:
    """Return whether a clause that names a major says that it owns most of the structure."""
    said = with_zero(message, clause.text)
    if _GOT_BACK.search(said) or _FEW.search(said):
        return False
    owns, most = _OWNS.search(said), _MOST.search(said)
    if _NEVER_CAME.search(said) or (_AT_WORK.search(said) and not owns):
        return None
    share = _SHARE.search(said)
    if share and not _OF_THE_FOUNDERS.search(said[: share.end()]):
        return message.figure(share).value > _HALF
    if is_denied(said.replace("plus de la", "")) or _TURNED_DOWN.search(said):
        return False
    return True if owns or most else None


def _is_our_own(message: Message, clause: Clause) -> re.Match[str] | None:
    """Return where a clause says that the structure belongs to its people, or is independent."""
    text, said = message.text, clause.text
    own = _OWN_CAPITAL.search(text, clause.start, clause.end)
    if own and not is_denied(own.group().replace("personne", "")):
        share = _SHARE.search(own.group())
        return None if share and message.figure(share).value <= _HALF else own
    independent = _INDEPENDENT.search(text, clause.start, clause.end)
    if independent is None or is_denied(said) or _A_FREELANCER.search(said):
        return None
    is_ours = OURSELVES.search(said) or _PRESENTS.match(said) or independent.start() == clause.start
    return independent if is_ours else None

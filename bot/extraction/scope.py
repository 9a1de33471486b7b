"""Which parts of a message say something of the person's own structure, now.

A message is cut into clauses, and each is given a `Standing`. Only what is `OWN` states facts of the structure; what
is `WISHED` may still say what is planned (how many partners, which scheme). Questions, hypotheses, the past, other
people and the rules themselves state nothing.

Works on rendered tokens (`tokens.render`): folded words and signs, one space between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from .asking import FIRST_PERSON, LEAD, asked
from .patterns import one_of, whole_words


class Standing(Enum):
    """What a clause is worth."""

    OWN = "own"
    WISHED = "wished"  # wanted, planned, or as it used to be: not the structure as it is
    DOUBT = "doubt"  # « je ne sais pas si… »
    QUESTION = "question"
    HYPOTHESIS = "hypothesis"
    OTHER = "other"  # somebody else, or a former structure
    RULE = "rule"  # what the scheme asks for


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the rendered text."""

    start: int
    end: int
    text: str
    standing: Standing


# Where a clause begins

_SUBJECT = one_of(
    "on; nous; je; j; tu; vous; il; elle; ils; elles; c; cela; notre; nos; mon; ma; mes",
    "l association; la structure; le label; l autre; les autres; le reste",
)
_VERB = r"(?:(?:n|ne|y|en|l|les|le|s|se|nous) )*" + one_of(
    """
    est; etait; a; ai; avait; suis; sommes; sont; ont; avons; avez; fait; fais; faisons; faisait; peut; peux
    pouvons; veut; veux; voudrais?; voudrait; aimerais?; aimerait; cherche; cherchons; souhaite; souhaitons; doit
    dois; va; vais; allons; produit; produisons; sort; gere; gerons; organise; organisons; existe; accompagne
    programme; compte; demande; depose; candidate; paie; paye; travaille; travaillons; vient; viens; sera; serait
    aura; aurait; respecte; apporte; sai[st]; pense; croi[st]; emploie; embauche; dispose; propose; joue; tourne
    distribue; edite
    """
)
_LINKS = ("que", "qu", "qui", "dont", "quand", "comme", "si", "lorsque", "lorsqu", "puisqu", "ou", "et", "mais", "donc")
_GOES_ON_AFTER = "".join(rf"(?<!\b{word})" for word in (*_LINKS, "car", "alors"))
_OPPOSES = one_of("mais; par contre; en revanche; cependant; pourtant; sinon; sauf; alors que?; tandis que?")
_JOINS = one_of("et; ou; donc; car; puis; alors; du coup; parce qu[e]?; vu que?; sachant que?; puisque?; ensuite")
_OPENS = one_of(_SUBJECT, "pas; ni; aucune?; est ce; combien; quel[a-z]*; comment; si; est")
_ASKS = one_of("est ce que?; c est quoi; qu est ce; combien; peut on; puis je; faut il; y a t il; a t on; doit on")
_CUT = re.compile(
    "|".join(
        (
            r"(?<!>) (?=, )| (?=, (?!<n))",  # « licences 1, 2 et 3 » is one list
            r" (?=- \S)",
            f" (?={_OPPOSES} )",
            f" (?={_JOINS} {_OPENS} )",
            f" (?={_ASKS} )",
            r" (?=si (?:on|nous|je|j|jamais|une?|l|le|la|notre|mon|ma|nos|c|vous|tu|il|elle|ils|elles) )",
            rf"{_GOES_ON_AFTER} (?!il y a )(?={_SUBJECT} {_VERB} )",
        )
    )
)
_PUNCTUATION = re.compile(r"(?:[,-](?: |$))*")
_SENTENCE_END = re.compile(r" ?[.!?;\n](?: [.!?;\n])*(?: |$)")

# What a clause does

_STATES_A_RULE = whole_words(
    """
    plafond; seuil; reglement; ecrit; votre (?:doc[a-z]*|site|page|reglement|webinaire|plaquette); criteres?
    faut(?! que? (?:je|on)); obligatoires?; exige[a-z]*; requis[a-z]*; la limite
    vous (?:demandez|exigez|dites|parlez|ecrivez|indiquez|voulez|avez dit|avez ecrit); on (?:nous|m|me) a dit
    limite (?:de|a|est|des); on (?:me|nous) demande; c est (?:marque|ecrit|indique)
    il est (?:dit|ecrit|indique|demande|precise); j ai (?:lu|vu|entendu); on a (?:lu|vu que|entendu)
    (?:d apres|selon) (?:le|la|les|vos|vous); l aide (?:est|va|peut)
    les? (?:montant|aide|subvention)s? (?:max[a-z]*|mini[a-z]*|est|sont|va|vont)
    aux? (?:label|producteur|festival|artiste)s? (?:qui|avec)
    """
)
_NOT_A_RULE = whole_words("(?:en )?dessous; au dessus; sous; depasse[a-z]*; respecte[a-z]*; atteint")

_SUPPOSES_AT_HEAD = re.compile(
    LEAD
    + one_of(
        """
        (?:et |meme )?si (?!si )(?!non )(?!oui ); imagin[a-z]+; suppos[a-z]+; admett?ons; en supposant; a supposer
        mettons; en admettant; a condition; quitte a; sous reserve; a moins que?
        """
    )
)
_SUPPOSES = whole_words(
    """
    au cas ou; dans (?:le cas|l hypothese) ou?; si jamais; par exemple; comme si; des que?; le jour ou
    dans l hypothese
    """
)
_POLITE_IF = re.compile(
    LEAD
    + "si "
    + one_of(
        """
        vous (?:voulez|preferez|le|avez besoin); tu veux; besoin; possible; cela
        je (?:comprends|ne me trompe|me trompe|me souviens); j ai (?:bien )?compris; c est (?:cela|possible)
        """
    )
)
_RESUMES = re.compile(
    "^"
    + one_of("mais; sinon; en tout cas; bref; sauf; par contre; pour l instant; actuellement; aujourd hui; maintenant")
    + " "
)

_KIN = one_of(
    """
    voisin; ami; copain; copine; pote; frere; frangin; soeur; frangine; cousin; pere; mere; mari; femme; compagnon
    compagne; conjoint; collegue; concurrent; confrere; consoeur; client; fils; fille; oncle; tante; banquier
    connaissance; patron; proprio; proprietaire
    """
)
_OF_OTHERS = whole_words(
    f"""
    (?<!avec )(?:mon|ma|mes|une?|des|nos|notre) (?:meilleure? |beau |belle |petite? )?{_KIN}e?s?(?! et (?:moi|nous))
    (?:une?|des) autres? (?:association|structure|label|boite|groupe|festival|salle|smac|tourneur|producteur|
    & collectif)s?
    (?<!avec )d autres (?:ont|sont|font|associations?|structures?|labels?); quelqu un (?:qui|que|d autre|a)
    la concurrence; les gens; l[ea] voisine?; (?:une?|des) [a-z]+ que? (?:je|on) conna[a-z]+
    (?:je|on) conna[a-z]+ (?:une?|des|quelqu); certaine?s? (?:structure|association|label)s?; [a-z]+ d a cote
    les autres (?:ont|sont|font|label|structure|association)s?
    """
)
_PARTNER_SUBJECT = re.compile(
    LEAD
    + one_of(
        r"""
        (?:notre|nos|mon|mes|une?|des|le|la|les|l|un des|l un des) (?:(?:autres?|<[no]\d+>|
        & futurs?) )*(?:partenaires?|associes?|prestataires?|distributeurs?|adherents?|membres|salles? partenaires?|
        & structures? partenaires?)
        l autre; les autres
        l[ea] <o\d+>(?! (?:appel|aap|dispositif|licence|categorie|annee|fois|demande|projet|choix|est))
        """
    )
    + r"(?= (?!d occitanie)[a-z])"
)
_FORMER = whole_words(
    """
    (?:notre|nos|mon|ma|mes|l|une?|la|le) (?:ancien(?:ne)?s?|ex|precedente?s?) (?:association|structure|label|boite|
    & groupe|salle|festival|entreprise|societe|projet|emploi|poste|employeur|activite)s?
    n existe(?:nt)? plus; (?:j ai|on a) (?:travaille|bosse|ete salarie)e?s?; a l epoque; autrefois; jadis
    dans le temps; dans une vie anterieure; avant (?:on|nous|j|je|c|cela|l)
    """
)
_CARRIES_ON = re.compile(
    r"^(?:(?:\(|\)|:|et|mais|donc|puis|car|aussi) )*"
    + one_of(
        """
        ils?; elles?; eux; lui; leurs?; son; sa; ses; c; cela; qui; a; ont; est; sont; avait; etait; fait; font; y
        avec; en
        """
    )
    + r"(?!\S)"
)

_ONE = one_of("on; nous; je; j; elle; il; notre [a-z]+; l association; la structure")
_WISHES = whole_words(
    rf"{_ONE} (?:(?:ne|n|s|y|en) )?"
    + one_of(
        """
        (?:voudr|aimer|souhaiter|pourr|devr|ser|aur|fer|ir)(?:ais|ait|ions|aient|a|ai|ons|ont); souhait(?:e|ons)
        envisage[a-z]*; projet(?:te|ons); prevoi[ts]; prevoyons; espere; esperons; veu[tx]; voulons; visons?
        cherche; cherchons; reve; est en train d
        (?:va|vais|allons|vont|compte|comptons|pense|pensons) (?:[a-z]+ )?[a-z]+(?:er|ir|re)
        (?:a|ai|avons) (?:l intention|le projet|pour projet|envie|besoin); etai[ts]; etions; avai[ts]; avions
        """
    ),
    "l an prochain; l annee prochaine; en projet d; projet de (?:creer|monter|creation); objectif; a terme; "
    "prochainement; future?s?",
    "serait; seraient; etait; etaient",
)
_TO_DO = re.compile(
    LEAD
    + one_of(
        """
        (?:etre|avoir|obtenir|passer|renouveler|demander|prendre|deposer|choisir|devenir|cooperer|creer|candidater|
        & changer|faire|monter|trouver|declarer|payer|employer|diffuser|proposer|respecter|appliquer|rendre|
        & transmettre|partager|structurer|consolider|embaucher|recruter)
        s (?:inscrire|affilier|structurer)
        """
    )
    + r"(?!\S)"
)
_CANNOT_TELL = one_of("sai[st]; savons; connai[st]; connaissons; souviens; souvient; rappelle; trouve")
_DOUBTS = whole_words(
    f"""
    {_CANNOT_TELL} (?:[a-z]+ )?(?:pas|plus|rien); en sai[st] rien
    (?:n |ne )?(?:ai|a|avons) (?:aucune|pas|pas la moindre) (?:d )?(?:idee|info[a-z]*|le chiffre|les chiffres|
    & la reponse)
    pas (?:(?:trop|tres|tout a fait|vraiment|bien|totalement|encore) )*(?:sure?s?|certaine?s?|defini|decide|fixe|
    & arrete|determine)e?s?
    (?:vais|va|dois|doit) (?:devoir )?(?:demander|verifier|regarder|me renseigner|voir avec|voir); je verifie
    je vais voir; aucune idee; (?:pas|aucune) (?:la moindre )?(?:d )?(?:idee|info[a-z]*); bonne question; mystere
    joker; ne se prononce pas
    faut (?:que|qu) (?:je|on) (?:demande|verifie|regarde|voi[est]|cherche|me renseigne|retrouve)
    (?:a|reste a) (?:verifier|voir|confirmer|definir|preciser|demander); pas sous (?:les yeux|la main)
    """
)


def clauses(text: str) -> list[Clause]:
    """Cut a rendered text into clauses, each with its standing, in order."""
    found: list[Clause] = []
    carried: Standing | None = None
    for start, end, is_asked in _sentences(text):
        spans = _clause_spans(text, start, end)
        if not spans:
            continue  # nothing but signs
        joined = [False, *("," not in text[left:right] for (_, left), (right, _) in pairwise(spans))]
        standings, carried = _standings([text[a:b] for a, b in spans], joined, is_asked, carried)
        found += [Clause(a, b, text[a:b], standing) for (a, b), standing in zip(spans, standings, strict=True)]
    return found


def kept(text: str, found: list[Clause]) -> str:
    """Return `text` with all but the clauses of `found` blanked; places do not move.

    Between clauses stands a tab, between sentences a line break: blanks both, yet not the space that patterns expect
    between words, so that none reaches from one clause into the next.
    """
    parts: list[str] = []
    position = 0
    for clause in found:
        gap = text[position : clause.start]
        parts.append(("\n" if _SENTENCE_END.search(gap) else "\t") * len(gap))
        parts.append(clause.text)
        position = clause.end
    return "".join(parts) + "\n" * (len(text) - position)


def _sentences(text: str) -> list[tuple[int, int, bool]]:
    """Return (start, end, whether it ends with « ? ») of each sentence."""
    found: list[tuple[int, int, bool]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > start:
            found.append((start, match.start(), "?" in match.group()))
        start = match.end()
    if start < len(text):
        found.append((start, len(text), False))
    return found


def _clause_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start, *(match.start() + 1 for match in _CUT.finditer(text, start, end)), end + 1]
    spans = ((_after_punctuation(text, left), right - 1) for left, right in pairwise(edges))
    return [(left, right) for left, right in spans if left < right]


def _after_punctuation(text: str, position: int) -> int:
    match = _PUNCTUATION.match(text, position)
    return match.end() if match else position


def _standings(
    parts: list[str], is_joined: list[bool], is_asked: bool, carried: Standing | None
) -> tuple[list[Standing], Standing | None]:
    """Return the standing of each clause of a sentence, and what the next sentence may carry on from."""
    standings: list[Standing] = []
    supposing = False
    for part, is_question in zip(parts, asked(parts, is_marked=is_asked, is_joined=is_joined), strict=True):
        is_first_person = bool(FIRST_PERSON.search(part))
        supposing = supposing and not _RESUMES.match(part)
        standing = Standing.HYPOTHESIS if supposing else _standing(part, is_question)
        if standing is Standing.OWN and carried and not is_first_person and _CARRIES_ON.match(part):
            standing = carried
        if standing is Standing.HYPOTHESIS:
            supposing = not _POLITE_IF.match(part)
        if standing is Standing.OTHER:
            carried = standing
        elif is_first_person:
            carried = None
        standings.append(standing)
    return standings, carried


def _standing(part: str, is_question: bool) -> Standing:
    """Return the standing of a clause by its own words."""
    if _DOUBTS.search(part):
        return Standing.DOUBT
    if is_question:
        return Standing.QUESTION
    if _SUPPOSES_AT_HEAD.match(part) or _SUPPOSES.search(part):
        return Standing.HYPOTHESIS
    if _STATES_A_RULE.search(part) and not _NOT_A_RULE.search(part):
        return Standing.RULE
    if _OF_OTHERS.search(part) or _PARTNER_SUBJECT.match(part) or _FORMER.search(part):
        return Standing.OTHER
    return Standing.WISHED if _WISHES.search(part) or _TO_DO.match(part) else Standing.OWN

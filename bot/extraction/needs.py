"""Which scheme the person wants (`besoin`), and whether an application to `structuration` is filed beside.

Wishes count here, unlike elsewhere: « on voudrait déposer à la coopération ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .asking import FIRST_PERSON, LEAD, OURSELVES
from .message import Context, Finding, Message
from .patterns import one_of, whole_words
from .scope import Clause, Standing

NEED = "besoin"
ALSO_STRUCTURATION = "depose_structuration"

# Which scheme

SCHEMES = {
    "cooperation": one_of(
        r"""
        cooperations?; cooperer
        (?<!notre )(?<!le )(?<!ce )(?<!du )projets? (?:a plusieurs|communs?|collectifs?|collaborati(?:f|ve)s?|
        & partenaria(?:l|ux)|mutualises?|en commun)
        (?:monter|faire|porter|construire|mener|developper|lancer) (?:un |des |notre )?projets? (?:[a-z]+ )?(?:avec|
        & a <n\d+>|entre|ensemble)
        (?:tournee|spectacle|festival|disque|album|action|programme|evenement|creation|resid[a-z]+|concert)s?
        && (?:communs?|communes?|partagee?s?|mutualisee?s?|a plusieurs|en commun) (?:avec|entre|a <n\d+>)
        (?:nous|se) (?:associer|regrouper|allier); (?:travailler|bosser|avancer|agir|faire) (?:a plusieurs|en commun|
        & ensemble)
        projet (?:[a-z]+ )?avec (?:une?|le|la|l|des|nos) (?!mentor|tuteur|parrain|marraine|coach|ancien)[a-z]+
        projets? avec (?:d autres|<n\d+>|plusieurs); projets? entre (?:plusieurs|deux|<n\d+>|d autres)
        """
    ),
    "structuration": one_of(
        """
        structuration; consolidation; consolider; (?<!se )(?<!me )(?<!nous )structurer$
        (?<!groupes a )(?<!artistes a )(?<!structures a )(?<!associations a )(?<!projets a )(?:nous |se |me |
        & mieux |bien )+structurer
        structurer (?:mon|notre|l|ma|la); professionnaliser; aide aux entreprises(?: de production)?
        (?:celle|aide|appel|dispositif|celui) (?:des|aux|pour les|d) entreprises(?: de production)?
        """
    ),
    "mentorat": one_of(
        """
        mentorats?; mentore?s?; mentoree?s?; tsf; transferts? de savoir(?:s|s? faire)?
        transmission de savoirs?(?: faire)?
        mentoring; parrainage; (?:personne|structure)s? ressources?; echanger avec une (?:autre )?structure [a-z]+
        accompagnement par (?:une?|des) pairs?
        quelqu un (?:pour|qui) (?:nous |m |me |peut nous )?(?:accompagner?|conseiller?|guider?|aider?)
        echang(?:er?|es) (?:de |des |nos )?(?:savoirs?|experiences?|competences)(?: faire)?
        (?:etre|(?:se|me|nous) faire) (?:accompagn|epaul|conseill|coach|guid|parrain|mentor)(?:er|ee?s?) par (?:une?|
        & quelqu un|des|d autres|plus|[a-z]+ plus)
        """
    ),
}
SCHEME = re.compile(
    r"(?<!\S)(?:"
    + "|".join(f"(?P<{scheme}>{words})" for scheme, words in SCHEMES.items())
    + r"|(?:appel(?: a projets?)?|aap|dispositif|aide) (?:numero |n )?<[no](?P<rank>\d+)>|<o(?P<ordinal>\d+)> "
    r"(?:appel(?: a projets?)?|aap|dispositif))(?!\S)"
)
_WANTS = whole_words(
    """
    faisons; fait; fais; inscri[a-z]+; dans le cadre; offrir; propos[a-z]+; (?:serai|serions|etre|suis) ressource
    dans le coup; lanc[a-z]+; (?:notre|mon|le|un) dossier; part(?:e|ons|ir)? sur; tent[a-z]+; mieux; interess[a-z]+
    attir[a-z]+; branch[a-z]+; tente; conviendrait; correspond[a-z]*; cibl[a-z]+; (?:en|comme) ressource; partant[a-z]*
    budget; j aurais; faudrait; nous faut; me faut; il faut (?:qu on|que je); rejoindre; integrer; particip[a-z]+
    mettre
    (?:voudr|aimer|souhaiter)[a-z]+; souhait[a-z]*; veu[tx]; voulons; veulent; interess[a-z]+; candidat[a-z]*
    depos[a-z]+; postul[a-z]+; demand[a-z]+; besoins?; hesit[a-z]+; prete?s?; via; vis(?:e|ons); vien[st]; cherch[a-z]+
    prepar[a-z]+; envisag[a-z]+; envie; opt(?:e|ons); choisi[a-z]*
    (?:on a|nous avons|j ai|porte|portons|notre|mon|pour (?:un|notre|mon)) (?:un |le |notre )?projet; plutot; vais
    va; allons; compt(?:e|ons); pens(?:e|ons); dossier; mont[a-z]+; aid[a-z]+; esper[a-z]+; on est sur
    c est (?:pour|plutot); irai(?:t|ent); (?:nous|me) (?:va|vont|plai[st]|convien[a-z]+|parle)
    fait[es]* pour (?:nous|moi)
    """
)
_AFTER_SCHEME = re.compile(
    r" (?:sur|pour|avec|a <n\d+>|entre|dans|en)(?!\S)|(?: [a-z]+ee?s?)? : | port[a-z]+ (?:a|par|avec) "
)
DESIRES = re.compile(
    LEAD
    + r"(?:c est (?:pour|plutot)|besoin|envie|interess|cherch|recherch|souhait|candidat|veu[tx] |voudr|aimerai|demand|"
    r"depos|vient |viens )"
)
"""How a clause begins that wants something, its subject left out or said before."""
_HAS_VERB = whole_words(
    """
    on; nous; je; j; m; me; ils?; elles?; vous; tu; qui; que; dont; (?<!c )est; sont; etait; sera; ont; avait; peut
    peuvent; doit; doivent; va; vont; [a-z]{3,}(?:ons|ez|aient|eront); permet[a-z]*; finance; dure; marche; existe
    concerne; s adresse; exige; parle; faut; y a; connai[ts]; comprends?; lis; lu; vu; entendu; reserve[a-z]*; selon
    apres; apparemment; deja; fini[a-z]*; merci; refuse[a-z]*; obtenu[a-z]*; touche; recu; questions?; infos?; notice
    page; webinaire; reunion; formulaire; questionnaire; voisin[a-z]*; mon (?!dossier|projet|besoin); difference
    """
)
"""What a clause that only names a scheme does not hold."""
DENIED = whole_words(
    "pas(?! (?:que|seulement|mal)); (?<!en )(?<!des )(?<!les )(?<!aux )plus; ni; jamais; aucune?; sans; "
    "sauf; non; rien; inutile"
)
_DENIED_AFTER = re.compile(r" (?:(?:ne |n |c est |cela |on |me |m |nous )+(?:[a-z]+ )?(?:pas|plus)|non)(?!\S)")
"""« Le mentorat ne m'intéresse pas », « la coopération, non »."""
_FILES_BOTH = re.compile(
    r"(?<!\S)(?:depos|candidat|postul|present|demand)[a-z]* (?:aux|les|sur les|a tous les) <n(\d+)>"
)
_BOTH = re.compile(r"(?<!\S)(?:les|aux) <n(\d+)> (?:appels?|aap|dispositifs?|aides)(?!\S)")
_ALSO = whole_words(
    "aussi; egalement; en plus; en parallele; en meme temps; par ailleurs; les <n\\d+>; aux <n\\d+>; deja"
)
_FILES = whole_words("depos[a-z]+; candidat[a-z]*; postul[a-z]+; demand[a-z]+; dossier; dossiers; present[a-z]+")


def need(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the scheme that is wanted, and whether an application to `structuration` is filed beside another."""
    text = message.planned
    wanted: dict[str, re.Match[str]] = {}
    unwanted: dict[str, re.Match[str]] = {}
    also = False
    is_asking = any(clause.standing is Standing.QUESTION for clause in message.clauses)
    for match in SCHEME.finditer(text):
        scheme = _scheme(message, context, match)
        clause = message.clause_at(match.start())
        if scheme is None or clause is None:
            continue
        is_bare = not is_asking and _is_bare(text, clause, match)
        is_ours = OURSELVES.search(clause.text) or DESIRES.match(clause.text)
        is_wanted = is_ours and _WANTS.search(text, clause.start, clause.end)
        if is_turned_down(text, clause, match):
            unwanted.setdefault(scheme, match)
        elif is_bare or is_wanted or context.asked == NEED or _is_under_way(text, clause, match):
            wanted.setdefault(scheme, match)
            also = also or (scheme == "structuration" and bool(_ALSO.search(text, clause.start, clause.end)))
    is_about_both = context.asked == ALSO_STRUCTURATION or len(wanted) > 1 or also
    if "structuration" in wanted and is_about_both and _FILES.search(text):
        yield message.found(ALSO_STRUCTURATION, True, wanted.pop("structuration"))
    elif "structuration" in unwanted and (_FILES.search(text) or context.asked == ALSO_STRUCTURATION):
        yield message.found(ALSO_STRUCTURATION, False, unwanted["structuration"])
    elif (
        (both := _BOTH.search(text))
        and _FILES.search(text)
        and FIRST_PERSON.search(text)
        and message.figure(both).value == 2
    ) or ("cooperation" in wanted and (both := _FILES_BOTH.search(text)) and message.figure(both).value == 2):
        yield message.found(ALSO_STRUCTURATION, True, both)
    if context.asked == NEED and not wanted and message.clauses and (put := _put_first(message)):
        wanted[_scheme(message, context, put) or ""] = put
    if context.asked == NEED and not wanted and (grows := _GROWS.search(text)):
        wanted["structuration"] = grows
    if context.asked == NEED and not wanted and (elder := _FROM_AN_ELDER.search(text)):
        wanted["mentorat"] = elder
    if context.asked == NEED and not wanted and (allies := _WITH_ALLIES.search(text)):
        wanted["cooperation"] = allies
    if hesitates := _hesitation(message, wanted, is_asked=context.asked == NEED):
        yield message.found(NEED, UNDECIDED, hesitates)
    elif wanted:
        yield message.read_as(NEED, list(wanted), next(iter(wanted.values())))


def is_turned_down(text: str, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a scheme is said not to be what is wanted; the « non » that opens an answer is no denial."""
    return bool(
        DENIED.search(text, _after_lead(text, clause), match.start())
        or _DENIED_AFTER.match(text, match.end(), clause.end)
    )


def _after_lead(text: str, clause: Clause) -> int:
    """Return where a clause begins once « non, », « en fait » and the like are left out."""
    lead = _LEAD.match(text[clause.start : clause.end])
    return clause.start + (lead.end() if lead else 0)


def _put_first(message: Message) -> re.Match[str] | None:
    """Return the scheme that answers before a question is asked of it: « structuration, c'est jusqu'à quand ? »."""
    first = message.clauses[0]
    match = SCHEME.match(message.text, first.start, first.end)
    return match if match and match.end() == first.end and len(message.clauses) > 1 else None


def _hesitation(message: Message, wanted: dict[str, re.Match[str]], *, is_asked: bool) -> re.Match[str] | None:
    """Return where the person says not to know which scheme fits: between two, or at all."""
    for clause in message.clauses:
        if is_asked and not wanted and (lost := _LEAVES_IT_TO_US.search(message.text, clause.start, clause.end)):
            return lost
        if clause.standing in (Standing.OTHER, Standing.RULE, Standing.QUESTION):
            continue
        between = _HESITATES.search(message.text, clause.start, clause.end)
        if between and ((is_asked and not wanted) or len(wanted) > 1 or _AMONG.search(message.text, clause.start)):
            return between
        if clause.standing is Standing.DOUBT and (which := _WHICH.search(message.text, clause.start)):
            return which
    return None


_GROWS = whole_words(
    """
    (?:developper|renforcer|consolider|stabiliser|perenniser|solidifier|faire grandir|organiser) (?:ma|mon|notre|la|l|
    & les)
    && (?:boite|structure|entreprise|societe|label|equipe|association|activite)
    (?:grandir|embaucher|recruter)
    """
)
"""As an answer, what the aid to structuration is for."""
_WITH_ALLIES = re.compile(
    r"(?<!\S)(?:travailler|bosser|avancer|agir|faire|collaborer|monter|partir)(?: [a-z]+){0,3} avec (?:d autres|<n\d+>|"
    r"plusieurs|des|une?) (?:autres? )?(?:association|structure|label|lieu|salle|collectif|partenaire|acteur)"
    r"|(?<!\S)(?:projets?|actions?|trucs?|chose) (?:a|entre) (?:[a-z]+|<n\d+>) (?:structure|association|"
    r"partenaire|acteur|"
    r"label|lieu|festival|salle)s?(?!\S)"
    r"|(?<!\S)(?:mutualis|collabor)[a-z]+|(?<!\S)s (?:associer|allier|unir)(?!\S)"
)
"""As an answer: « bosser avec d'autres assos »."""
_FROM_AN_ELDER = re.compile(
    r"(?<!\S)(?:anciens?|pros?|aines?|experts?|veterans?|confreres?|gens|personnes?|structures?|quelqu un|"
    r"plus (?:vieux|experimentee?s?)|mentors?|parrains?)(?: [a-z]+){0,3}? (?:te|me|m|nous|vous|t) "
    r"(?:refil|transm|expliqu|appren|aid|conseill|form|montr|guid|accompagn|epaul|partag|pass|file|coach|"
    r"donn)[a-z]*(?!\S)"
)
"""As an answer: « le truc où un ancien te refile son savoir-faire »."""
UNDECIDED = "indecis"
_LEAD = re.compile(LEAD)
_HESITATES = whole_words(
    """
    hesit[a-z]+; (?:pas|pas a|mal a|difficile de|dur de) (?:me |nous |se )?(?:tranch|choisi|decid)[a-z]+; balance
    perdue?s?; indecise?s?; tate; tatons; flou; indetermine[a-z]*
    """
)
_LEAVES_IT_TO_US = whole_words(
    """
    (?:conseill|aid|guid|orient|eclair)e[rz]? (?:moi|nous)(?: (?:a|pour) (?:choisir|decider|trancher|voir))?
    (?:a vous|c est vous) (?:de|qui) (?:me |nous )?(?:dire|voir|dites|decide[rz]?|choisi[a-z]*); comme vous voulez
    vous (?:me|nous) conseillez quoi; peu importe; (?:n importe )?(?:lequel|laquelle) (?:conviendrait|irait) [a-z]+
    """
)
"""As an answer to « which scheme? »: the choice is left to whoever knows."""
_AMONG = whole_words(
    """
    (?:entre|parmi) (?:les|vos|ces|tous|toutes|la|le|l|cooperation|structuration|mentorat)
    (?:les|vos|ces) (?:<n\\d+> )?(?:appels|dispositifs|aides); quelle?; laquelle; lequel
    """
)
_WHICH = whole_words(
    """
    (?:quelle?|quels?) (?:aide|dispositif|appel|volet|type d aide|demande); laquelle (?:prendre|choisir|demander|
    & viser|des aides|de vos aides|nous|me)
    lequel (?:prendre|choisir|demander|viser|des|de vos|nous|me); (?:ce qu il|ce qui|quoi) (?:nous|me) (?:faut|
    & correspond|faudrait|convient); (?:quoi|que) (?:demander|choisir|viser|prendre)
    vers (?:quoi|quel|quelle|lequel|laquelle) (?:[a-z]+ )*(?:tourner|orienter|aller|partir)
    """
)


def _is_bare(text: str, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a scheme is all that its clause names: « pour le mentorat », « projet de coopération avec 2 écoles »."""
    has_verb = _HAS_VERB.search(text, clause.start, match.start())
    after = text[match.end() : clause.end]
    return not has_verb and (not after or bool(_AFTER_SCHEME.match(after)))


_LEADS_TO = re.compile(
    LEAD
    + r"(?:pour|cote|concernant|sur|dans le cadre d[eu]?) (?:(?:la|le|l|votre|notre|l appel|appel|aide|a|du|de) )*$"
)
_GOES_ON_OF_US = re.compile(
    r" (?:(?:call|appel|aide|dossier) )?(?:on|nous|je|j) (?:est|sommes|suis|ser[a-z]+|a |avons|ai |depos[a-z]+|"
    r"demand[a-z]+)"
)
"""« Pour la coopération nous sommes trois »."""
_OUR_PROJECT = re.compile(r"(?<!\S)(?:(?P<own>notre|mon|ce) |le )?projet (?:de |d |en )?(?:la )?$")
_RUNS_ON = re.compile(
    r" (?:s etend|dur(?:e|era)|court|reuni[a-z]*|associ(?:e|era)|regroup(?:e|era)|impliqu[a-z]+|est porte|porte|coute|"
    r"rassembl[a-z]+|revient|demarr[a-z]+|se deroul[a-z]+|va )(?!\S)"
)
"""« Le projet de coopération s'étend sur un an »: what a project does is told of one's own."""
_CARRIES = re.compile(r"(?<!\S)(?:pour|a) (?:mener|porter|monter|conduire|realiser|faire) (?:la |notre |cette )$")


def _is_under_way(text: str, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a scheme is spoken of as what the person is busy with."""
    before = text[clause.start : match.start()]
    if _LEADS_TO.match(before) and _GOES_ON_OF_US.match(text, match.end(), clause.end):
        return True
    if (ours := _OUR_PROJECT.search(before)) and (ours.group("own") or _RUNS_ON.match(text, match.end(), clause.end)):
        return True
    return bool(_CARRIES.search(before) and OURSELVES.search(before))


def _scheme(message: Message, context: Context, match: re.Match[str]) -> str | None:
    """Return the scheme that words or a number (« l'appel 2 ») name."""
    for group in ("rank", "ordinal"):
        if match.group(group):
            number = message.figure(match, group).value
            return next((id_ for id_, scheme in context.edition.dispositifs.items() if scheme.numero == number), None)
    return next(scheme for scheme in SCHEMES if match.group(scheme))

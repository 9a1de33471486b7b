"""Yes/no facts, and the two that have a third answer, when they are said in full: « on a un distributeur ».

Each `Topic` says what its fact is about; the clause it stands in tells whether that is so (« pas », « aucun », « ni »).
Some topics also need a word that says what is done with the thing: « taxes » alone says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .asking import FIRST_PERSON
from .message import Context, Finding, Message
from .patterns import whole_words
from .scope import Clause, Standing

DENIES = whole_words(
    """
    pas(?! (?:que|seulement|mal|de (?:souci|probleme)s?)); plus(?! de <); jamais; aucune?; ni
    sans(?! (?:souci|probleme)); non(?! (?:seulement|plus)); zero; guere
    """
)
"""Words that turn a statement into its contrary, within a clause."""
PENDING = whole_words(
    """
    en cours(?! de validite); en train d; en attente; attend[a-z]*; bientot; cherch[a-z]+; negoci[a-z]+
    discut[a-z]+; discussions?; en voie d; prochainement; prevu[a-z]*; a venir; demande[a-z]*; presque
    en pourparlers; a renouveler; en projet; quasi[a-z]*
    """
)
"""Words that leave it neither done nor undone."""


@dataclass(frozen=True)
class Topic:
    """What a fact is about.

    `done`, when given, must stand in the clause too. `undone` says the contrary without a denial (« en retard »);
    denied, it says yes again (« aucun retard »).
    """

    key: str
    about: re.Pattern[str]
    done: re.Pattern[str] | None = None
    undone: re.Pattern[str] | None = None


_SHOWS = whole_words(
    """
    pas; aucune?; sans; ni; non; oui; ok; jamais; avec; signee?s?; membres?; adherents?; a jour; est; sont
    pa[iy]e[a-z]*; regle[a-z]*; distribuee?s?; personne; il y a; y a; existe[a-z]*; s applique; en place; bon
    fait[a-z]*; retards?; depuis; acquitt[a-z]+
    """
)
"""What makes a statement of a clause without « on » or « notre » (« pas de distributeur », « membre de la SPPF »)."""

_TAXES = "taxes?; cotisations?; impots?; urssaf; charges(?: sociales)?; tsv; fisc; dettes? (?:fiscales?|sociales?); tva"
_WORKS = "(?:les |nos |des |ses |ces )?(?:oeuvres?|clips?|videos?|films?|productions?|contenus?|images?)"
_PRO = (
    "(?:cadre professionnel|professionnel[a-z]*|television|teles?|tv|chaines?(?: [a-z]+)?|plateformes?|diffuseurs?|"
    "festivals?|cinemas?|medias?|pro)"
)
_ABLE = "(?:peut|pouvons|peux|capables?(?: de)?|capacite (?:de|a)|moyens? (?:de|d)|en mesure (?:de|d)|sait|savons)"
_ARTISTS = "(?:les |nos |des |ces |aux |notre )?(?:artistes?|musicien[a-z]*|interpretes?|groupes?|comediens?)"
_LANDS = "(?:occitanie|la region|region|ici|territoire|languedoc)"

TOPICS: tuple[Topic, ...] = (
    Topic(
        "taxes_a_jour",
        whole_words(_TAXES),
        done=whole_words(
            """
            a jour; regl[a-z]*; regulier[a-z]*; pai(?!ement)[a-z]+; pay[a-z]+; en regle; ok; acquitt[a-z]+
            bon(?:ne)?; carre
            """
        ),
        undone=whole_words(
            """
            retards?; impayee?s?; dettes?; doi[st](?! (?:etre|avoir|payer|s)); devons(?! (?:etre|avoir|payer))
            redressement; arrieres?
            """
        ),
    ),
    Topic(
        "conventions_collectives",
        whole_words(
            """
            conventions? collectives?; ccneac; cc neac; neac; syndeac; ccn[a-z]*; idcc
            convention (?:du spectacle|eac)
            """
        ),
    ),
    Topic(
        "contrat_distribution",
        whole_words(
            """
            contrats? de distribution; contrats? distribution; distributeurs?; distribuee?s? (?:par|chez|via|en|avec)
            distribution (?:par|chez|avec|via|assuree|signee|numerique|physique|nationale|ok|oui); deal de distribution
            """
        ),
        undone=whole_words("auto ?distribu[a-z]+; (?:distribue|distribuons) nous memes; nous memes la distribution"),
    ),
    Topic(
        "societe_civile",
        whole_words("sppf; scpp; spp ?f; societes? civiles?"),
        done=whole_words(
            """
            adherent[a-z]*; adheron?[a-z]*; membres?; inscri[a-z]+; affili[a-z]+; societaires?
            (?:a|chez) (?:la |une )?(?:sppf|scpp|societe); oui; ok; on est; nous sommes; carte; depuis
            ^(?:la )?(?:sppf|scpp)$; pas; ni; aucune; non; sans; jamais
            """
        ),
    ),
    Topic(
        "capacite_diffusion",
        whole_words(
            rf"""
            {_ABLE} (?:les )?diffuser(?: {_WORKS})?; diffus[a-z]+(?: {_WORKS})?(?: [a-z]+){{0,4}}? {_PRO}
            {_WORKS} (?:[a-z]+ ){{0,3}}?(?:passe|passent|diffusee?s?)(?: [a-z]+){{0,3}}? {_PRO}; reseau de diffusion
            """
        ),
    ),
    Topic(
        "capacite_emploi_artistes",
        whole_words(
            f"""
            {_ABLE} (?:[a-z]+ ){{0,3}}?(?:employer|salarier|embaucher|payer|remunerer|declarer)
            (?:emploi(?:e|ent)|employons|salari(?:e|ons)|embauch(?:e|ons)|declar(?:e|ons)|pa[iy](?:e|ons)|
            & remuner(?:e|ons)) {_ARTISTS}
            {_ARTISTS} (?:sont|est|seront) (?:[a-z]+ ){{0,2}}?(?:salarie|paye|declare|employe|remunere|
            & embauche)[a-z]*
            """
        ),
    ),
    Topic(
        "frais_audiovisuels_pris_en_charge",
        whole_words(
            """
            (?:pren[a-z]+|pa[iy][a-z]+|financ[a-z]+|assum[a-z]+|support[a-z]+|
            & couvr[a-z]+) (?:[a-z]+ ){0,3}?(?:frais|couts?|production|
            & depenses) (?:[a-z]+ ){0,3}?(?:audiovisuel[a-z]*|clips?|videos?|tournages?)
            (?:frais|couts?|production) (?:[a-z]+ ){0,2}?(?:audiovisuel[a-z]*|de tournage|des clips?|
            & videos?) (?:[a-z]+ ){0,3}?(?:a notre charge|pour nous|pris en charge|notre poche|par nous)
            (?:pa[iy](?:e|ons)|financ(?:e|ons)|produi[a-z]+) (?:tous )?(?:nous memes )?(?:nos|les|le|
            & tous les) (?:clips?|videos?|tournages?)
            """
        ),
        undone=whole_words(
            """
            a la charge d(?:e|es)? [a-z ]+
            (?:pay|pris en charge|financ)[a-z]* par (?:l|les|le|la|un) (?!structure)[a-z]+
            """
        ),
    ),
    Topic(
        "activite_significative_occitanie",
        whole_words(
            rf"""
            activites? (?:tres )?(?:significatives?|importantes?|regulieres?|fortes?|
            & reelles?)(?: [a-z]+){{0,6}}? {_LANDS}
            (?:essentiel|majorite|majeure partie|plupart|grande partie|toutes?|quasi totalite|totalite|
            & <p\d+>)(?: (?:de|des|d|notre|nos|l|en))* (?:activites?|concerts?|actions?|
            & dates?)(?: [a-z]+){{0,6}}? {_LANDS}
            """
        ),
    ),
    Topic(
        "territoire_sans_autre_porteur",
        whole_words(
            """
            (?:personne|rien) d autre(?: [a-z]+){0,8}? (?:territoire|secteur|coin|vallee|ville|commune|ici|la|
            & canton)
            (?:aucun|pas d|pas un seul) autres? (?:porteur|acteur|operateur|organisateur)s?(?: de projets?)?
            (?:on est|nous sommes|etre) (?:bien )?(?:les |la )?seule?s?(?: [a-z]+){0,5}? (?:territoire|secteur|coin|
            & vallee|ville|commune|canton)
            desert culturel
            """
        ),
        undone=whole_words(
            """
            (?:il y a|y a|il existe|existe) (?:[a-z]+ ){0,2}?autres? (?:porteur|acteur|operateur|structure|
            & association)s?
            pas les seuls; d autres (?:porteur|acteur|operateur|structure|association)s? (?:existent|sont)
            """
        ),
    ),
    Topic(
        "production_activite_principale_projet",
        whole_words(
            """
            (?:production|diffusion)(?: de (?:spectacle|
            & concert)s?)?(?: vivant)?(?: [a-z]+){0,4}? (?:activite principale|coeur|essentiel|majoritaire|
            & principal[a-z]*|majeure partie|plus gros)(?: [a-z]+){0,4}? projet
            """
        ),
        undone=whole_words(
            """
            (?:production|diffusion)(?: [a-z]+){0,6}? (?:minoritaire|accessoire|secondaire|annexe|petite partie|
            & partie)(?: [a-z]+){0,4}? projet
            """
        ),
    ),
)

# Majors

_MAJOR = "(?:(?:une |des |la |les )?majors?|universal(?: music)?|sony(?: music)?|warner(?: music)?)"
_OWNED_BY_MAJOR = re.compile(
    rf"(?<!\S)(?:detenue?s?|rachetee?s?|appartient|appartenons|propriete|filiale|controlee?s?|possedee?s?)"
    rf"(?: (?:majoritairement|a|par|d|de|<p\d+>|en|partie))* {_MAJOR}(?!\S)"
)
_MAJOR_OWNS = re.compile(
    rf"(?<!\S){_MAJOR} (?:detient|possede|a|est)(?: (?:la|une|notre|du|de))* (?:<p(?P<share>\d+)>|"
    rf"(?P<most>majorit[a-z]+)|(?P<few>minorit[a-z]+))"
)
_IS_ABOUT_MAJOR = whole_words(_MAJOR)
_DISTRIBUTES = whole_words("distribu[a-z]+; licence; edition; contrat; travaill[a-z]+; bosse; promo")
_INDEPENDENT = whole_words(
    """
    (?:label|structure|association|societe|boite|production|entreprise)(?: [a-z]+){0,2}? independant[a-z]*
    (?:on est|nous sommes)(?: (?:totalement|completement|bien|<p\\d+>))? independant[a-z]*
    independant[a-z]* (?:a <p\\d+>|de toute major|des majors)
    """
)
_HALF = 50

# Affiliation to the CNM

_AFFILIATION = whole_words(
    """
    affili[a-z]+(?! (?:a la |a l |au )(?:sacem|sppf|scpp|urssaf|federation|ligue|spedidam|adami|audiens))
    (?:membres?|adherents?) (?:du |au )?cnm
    (?:inscri[a-z]+|on est|nous sommes|adheren[a-z]+) (?:au|du) (?:cnm|centre national de la musique)
    """
)
_AFFILIATED = whole_words(
    """
    (?<!pour etre )(?<!peut etre )affiliee?s?; (?:membres?|adherents?|inscri[a-z]+) (?:du |au )?cnm
    (?:on est|nous sommes) au cnm
    affiliation(?: (?:au|cnm|est|:|a ete|deja))* (?:ok|faite|validee|obtenue|effective|oui|a jour|acceptee|bonne|
    & en regle|confirmee)
    (?:on a|nous avons|j ai) (?:deja )?(?:l|notre|mon|une) affiliation; deja fait l affiliation
    """
)
_NOT_AFFILIATED = whole_words("(?:pas|non|jamais|ni)(?: [a-z]+){0,2} affili[a-z]+; affiliation (?:refusee|non|pas)")
UNDER_WAY = whole_words(
    """
    en cours; en train d; en attente; attend[a-z]*
    demande(?: d affiliation)? (?:est |a ete )?(?:faite|envoyee|deposee|partie|lancee|en cours|en attente)
    fait (?:la|notre|une|ma) demande; dossier (?:depose|envoye|en|est|parti); lancee?; instruction
    vien[st] (?:juste )?(?:de |d )(?:faire|deposer|envoyer|lancer); commence[a-z]*
    (?:depose|envoye) (?:la|notre|une|le|ma) (?:demande|dossier|affiliation)
    """
)
_YET_TO_DO = whole_words(
    """
    refus[a-z]+
    (?:va|vais|allons|doi[st]|devons|compt(?:e|ons)|veu[tx]|faut|prevoi[ts]|pens(?:e|ons)|reste a|envisag[a-z]+)
    """
)

# Reports of earlier grants

_REPORTS = whole_words("bilans?; comptes? rendus?; rapports?")
HANDED_IN = whole_words(
    """
    transmi[a-z]*; rend[a-z]*; envoy[a-z]+; remi[a-z]*; fourni[a-z]*; depos[a-z]+; donn[a-z]+; fait[a-z]*; ok
    a jour; valid[a-z]+
    """
)
_LEFT_TO_DO = whole_words(
    "reste(?:nt)?; a (?:rendre|transmettre|envoyer|faire|fournir); manque[a-z]*; retards?; en cours"
)
_NEVER_HELPED = re.compile(
    r"(?<!\S)(?:(?:jamais|pas|aucune?)(?: (?:encore|d|de|eu|recu|touche|obtenu|demande|percu|beneficie|une?|la|"
    r"aucune?|autre|la moindre|precedente))* (?:aides?|subventions?|financements?)"
    r"(?! (?:a|de l etat))|(?:premiere|<o(?P<rank>\d+)>) (?:demande|fois|aide|subvention|dossier|candidature)|"
    r"jamais (?:ete )?(?:aidee?s?|subventionnee?s?|financee?s?))(?!\S)"
)
_RECEIVED = whole_words("eu; recu; touche; obtenu; demande; percu; beneficie; jamais; precedente")

# What the application bears on

_GLOBAL = whole_words(
    """
    (?:projet|strategie|demande|dossier|developpement)(?: [a-z]+){0,4}? (?:strategiques?|globale?|d ensemble|
    & generale?)
    (?:toute|l ensemble de) (?:la|notre|l) (?:structure|entreprise|association|boite)
    structure (?:entiere|dans son ensemble|globale)
    (?:strategie|developpement|fonctionnement) (?:global[e]? )?(?:de |d )?(?:la|notre|l) (?:structure|entreprise|
    & association|boite|label)
    """
)
_OUR_REQUEST = whole_words("c est; on; nous; je; j; notre; nos; mon; ma; la demande; le dossier")
_BEARS_ON = whole_words("demande; dossier; aide; subvention; porte; concerne; financer; c est; candidature")
_PARTICULAR = whole_words(
    """
    (?:pour|sur|concerne|financer|juste|porte)(?: (?:une?|le|la|l|les|notre|mon|ma|prochaine?|nouvel(?:le)?|nouveau|
    & seule?|juste|seulement|que))* (?:album|ep|tournee|clip|spectacle|disque|creation|projet artistique|concert|
    & artiste)
    """
)

# When the money is spent

_SPENDING = whole_words("depenses?; frais; factures?; achats?; depens[a-z]+; action; projet se (?:fait|deroule)")
_WITHIN = whole_words("dans (?:la|cette|les|ces|leurs?) (?:periode|dates|delais|cl[oa]us?)")
_YEAR = re.compile(r"<y(\d+)>")
_DATE = re.compile(r"<d(\d+)>")


def read(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the facts that are said in full."""
    for clause in message.own_clauses():
        for topic in TOPICS:
            about = topic.about.search(message.stated, clause.start, clause.end)
            undone = topic.undone.search(message.stated, clause.start, clause.end) if topic.undone else None
            match = about or (undone if topic.done is None else None)
            is_ours = context.asked == topic.key or FIRST_PERSON.search(clause.text) or _SHOWS.search(clause.text)
            value = _value(clause.text, topic, undone is not None) if match is not None and is_ours else None
            if match is not None and value is not None:
                yield message.found(topic.key, value, match)
    yield from _independence(message)
    yield from _affiliation(message)
    yield from _reports(message, context)
    yield from _strategy(message, context)
    yield from _expenses(message, context)


def _value(clause: str, topic: Topic, is_undone: bool) -> bool | None:
    """Return whether a clause says yes or no to its topic, None when neither."""
    is_denied = bool(DENIES.search(clause))
    if is_undone:
        return is_denied
    if PENDING.search(clause) or (topic.done and not topic.done.search(clause)):
        return None
    return not is_denied


def _independence(message: Message) -> Iterator[Finding]:
    """Yield whether a major owns most of the structure."""
    key, text = "detenu_par_major", message.stated
    if owns := _MAJOR_OWNS.search(text):
        if owns.group("share"):
            yield message.found(key, message.figure(owns, "share").value > _HALF, owns)
        else:
            yield message.found(key, owns.group("most") is not None, owns)
        return
    for clause in message.own_clauses():
        owned = _OWNED_BY_MAJOR.search(text, clause.start, clause.end)
        mention = _IS_ABOUT_MAJOR.search(text, clause.start, clause.end)
        is_denied = bool(DENIES.search(clause.text))
        if owned:
            yield message.found(key, not is_denied, owned)
        elif mention and is_denied and not _DISTRIBUTES.search(clause.text):
            yield message.found(key, False, mention)
        elif (
            not is_denied
            and (independent := _INDEPENDENT.search(text, clause.start, clause.end))
            and (FIRST_PERSON.search(clause.text) or independent.start() == clause.start)
        ):
            yield message.found(key, False, independent)
        else:
            continue
        return


def _affiliation(message: Message) -> Iterator[Finding]:
    """Yield where the affiliation to the CNM stands. What is still to be asked for is `non`."""
    stated = (Standing.OWN, Standing.WISHED)
    for clause in message.clauses:
        match = _AFFILIATION.search(message.text, clause.start, clause.end)
        if match is None or clause.standing not in stated:
            continue
        following = _text_after(message, clause)
        if UNDER_WAY.search(clause.text) or UNDER_WAY.search(following):
            value = "en_cours"
        elif _NOT_AFFILIATED.search(clause.text) or (
            FIRST_PERSON.search(clause.text) and (DENIES.search(clause.text) or _YET_TO_DO.search(clause.text))
        ):
            value = "non"
        elif clause.standing is Standing.OWN and _AFFILIATED.search(clause.text):
            value = "oui"
        else:
            continue
        yield message.found("affiliation_cnm", value, match)
        return


def _text_after(message: Message, clause: Clause) -> str:
    """Return the clause that goes on with this one (« mais c'est en cours »), empty when the next does not."""
    following = next((other for other in message.clauses if other.start > clause.start), None)
    goes_on = following is not None and _GOES_ON.match(following.text) and following.standing is not Standing.QUESTION
    return following.text if following is not None and goes_on else ""


_GOES_ON = re.compile(
    r"(?:mais |et )?(?:c est |cela est |on (?:est|a|vient|attend)|la demande|le dossier|en |j ai |nous |demande|"
    r"bientot|toujours)"
)


def _reports(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the reports of earlier grants were handed in."""
    key = "bilans_transmis"
    for clause in message.own_clauses():
        match = _REPORTS.search(message.stated, clause.start, clause.end)
        if match and (HANDED_IN.search(clause.text) or DENIES.search(clause.text)):
            is_missing = DENIES.search(clause.text) or _LEFT_TO_DO.search(clause.text)
            yield message.found(key, "non" if is_missing else "oui", match)
            return
    match = _NEVER_HELPED.search(message.stated)
    if match is None or (match.group("rank") and message.figure(match, "rank").value != 1):
        return
    if context.asked == key or match.group("rank") or _RECEIVED.search(match.group()):
        yield message.found(key, "sans_objet", match)


def _strategy(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the application bears on the structure as a whole."""
    key, text = "projet_strategique_global", message.planned
    is_asked = context.asked == key
    for pattern, value in ((_GLOBAL, True), (_PARTICULAR, False)):
        match = pattern.search(text)
        clause = message.clause_at(match.start()) if match else None
        if match and clause and (is_asked or (_BEARS_ON.search(clause.text) and _OUR_REQUEST.search(text))):
            yield message.found(key, value != bool(DENIES.search(text, clause.start, match.start())), match)
            return


def _expenses(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the expenses are made within the period of the edition."""
    key, text = "depenses_dans_periode", message.planned
    if context.asked != key and not _SPENDING.search(text):
        return
    if within := _WITHIN.search(text):
        clause = message.clause_at(within.start())
        yield message.found(key, not (clause and DENIES.search(clause.text)), within)
        return
    period = next(
        (
            s.financement.periode_depenses
            for s in context.edition.dispositifs.values()
            if s.financement and s.financement.periode_depenses
        ),
        None,
    )
    if period is None:
        return
    years = [(match, int(message.figure(match).value)) for match in _YEAR.finditer(text)]
    years += [(match, message.period(match, 1).first.year) for match in _DATE.finditer(text)]
    if years:
        yield message.found(key, all(period.debut.year <= year <= period.fin.year for _, year in years), years[0][0])

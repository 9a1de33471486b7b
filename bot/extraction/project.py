"""What the project is, and what the application bears on: yes/no facts that plans and wishes tell as well.

The strategy of the whole structure or one work; when the money is spent; whether structuration is applied for besides;
who else could carry the project; whether producing shows is its main activity; how much is done in Occitanie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import places
from .asking import LEAD
from .message import Context, Finding, Message
from .patterns import one_of, whole_words
from .scope import Clause, Standing
from .weighing import DENIES, is_denied, is_heading, with_zero

_STATED = (Standing.OWN, Standing.WISHED)


def read(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the facts of the project that are said in full."""
    yield from _strategy(message, context)
    yield from _expenses(message, context)
    yield from _also_structuration(message)
    yield from _carriers(message)
    yield from _main_activity(message)
    yield from _activity_here(message, context)


# What the application bears on

_STRUCTURE = "(?:structure|entreprise|association|boite|societe|maison|label|equipe|bureau)"
_WHOLE = whole_words(
    rf"""
    strategi(?:e|es|que|ques) (?:de (?:la |l |notre |ma )?{_STRUCTURE}|globale?|d ensemble|generale?); d ensemble
    strategies?; (?:projet|plan|objet) (?:[a-z]+ ){{0,2}}?strategique
    (?:demande|projet|dossier|strategie|requete|plan) (?:est |c est
    & )?global[e]?
    (?:dans|de) (?:son ensemble|sa globalite|sa totalite); projet (?:d |de |d une )(?:entreprise|structure|association)
    (?:fonctionnement|organisation|developpement|reorganisation|devenir|avenir|vie|consolidation)(?: (?!d|des
    & |du)[a-z]+)? (?:de (?:la|notre|ma|l)|du) (?:[a-z]+ )?{_STRUCTURE}
    (?:fonctionnement|organisation) (?:globale?|generale?)
    (?:toute|l ensemble de|l integralite de) (?:la|notre|l|ma) {_STRUCTURE}
    tout (?:le|notre|mon) (?:label|bureau|projet de la)
    {_STRUCTURE} (?:(?:tout|toute) )?(?:entiere?|entierement|au (?:grand )?complet|en entier|globale|de fond en comble)
    modele economique; plan de developpement; toutes (?:nos )?activites confondues; l ensemble des activites
    consolider l (?:entreprise|association)
    """
)
_WORK = one_of(
    """
    albums?; ep; singles?; disques?; vinyles?; tournees?; clips?; spectacles?; creations?; projets? artistiques?
    concerts?
    operas?(?: rock)?; comedie musicale; captations?; oeuvres?; cine concerts?; residences?; live; production; artiste
    """
)
_FILLING = one_of(
    """
    une?; l[ea]?; les; aux?; notre; mon; ma; mes; nos; seule?; seules; seulement; juste; d[eu]?; des; prochaine?; que?
    qu; quoi; nouvel(?:le)?; nouveau; promo; communication; unique; simple; petite?; sortie; enregistrement; realisation
    promotion; preparation; autre
    financement; pressage; captation; tournee; projet; sortir; faire; produire; enregistrer; monter; production
    <n\\d+>; grande?
    """
)
_REQUEST = one_of(
    """
    demandes?; dossier; candidature; requete; aide demandee; l aide; subvention(?: demandee)?; objet; il s agit
    (?:on|nous|je|j) (?:ne |n )?(?:demand|depos|candidat|sollicit|postul|vis|present)[a-z]+
    c est (?:pas )?(?:juste |que |surtout )?pour
    """
)
_PARTICULAR = whole_words(
    rf"""
    (?:objet|demande|dossier) [:=](?: {_FILLING})* {_WORK}
    (?:pour|sur|concern[a-z]+|vis(?:e|ons)|financ(?:er|ement)|cibl[a-z]+|parle|traite|born[a-z]+ a|limitee? a|resume
    & |irait
    & (?:[a-z]+ )?a|porte sur|(?:objet|demande|dossier)(?: est)?(?: [a-z]+)? [:=]|c est|il s agit|bati[a-z]* sur
    & |demand[a-z]+|presentons
    & |objet de (?:la|notre) demande est)(?: {_FILLING})+ {_WORK}
    {_WORK}(?: [a-z]+){{0,3}}? (?:(?:est|sont|etant) (?:vise|concerne|l objet)e?s?|est l objet)
    """
)
_OUR_REQUEST = whole_words(
    """
    ce n est pas; c est; on; nous; je; j; notre; nos; mon; ma
    (?:la|cette|une) (?:demande|subvention|candidature|requete)
    (?:le|ce) dossier; il s agit; demande; dossier; objet; projet (?:strategique|d entreprise)
    """
)
_TURNS = re.compile(
    r"(?<!\S)(?:pas|non|aucune?|ni|jamais|rien|sans|nullement|plus que|plutot que)(?: (?!que(?!\S)|mais)[a-z]+){0,5} $"
)
"""What turns a word it stands before: « pas pour un seul album », « rien de stratégique »."""
_ONLY = re.compile(r"(?<!\S)(?:ne |n )[a-z]+(?: [a-z]+)? qu(?:e)? ")
_NOT_AFFECTED = re.compile(r"[a-z ]* (?:n est|ne sont|est) (?:pas|nullement) (?:concerne|vise|l objet|le sujet)")


def _strategy(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the application bears on the structure as a whole; nothing when it says both."""
    key = "projet_strategique_global"
    is_asked = context.asked == key
    said: dict[bool, re.Match[str]] = {}
    for index, clause in enumerate(message.clauses):
        if clause.standing not in _STATED:
            continue
        around = " ".join(other.text for other in message.clauses[max(0, index - 2) : index + 2])
        if not is_asked and not (_IS_REQUEST.search(around) and _OUR_REQUEST.search(around)):
            continue
        for pattern, value in ((_WHOLE, True), (_PARTICULAR, False)):
            match = pattern.search(message.text, clause.start, clause.end)
            if match is None:
                continue
            before = message.text[clause.start : match.start()]
            if is_asked or not match.group().startswith(("sur ", "pour ")):
                before = _NO_LEAD.sub("", before)  # else « …, non sur une création »
            turned = _TURNS.search(_ONLY.sub("", before))
            is_turned = turned or _NOT_AFFECTED.match(message.text, match.end(), clause.end)
            said.setdefault(value != bool(is_turned), match)
    if len(said) == 1:
        for value, match in said.items():
            yield message.found(key, value, match)


_IS_REQUEST = whole_words(_REQUEST, "projet (?:strategique|d entreprise|global|porte|concerne|vise)")
_NO_LEAD = re.compile(LEAD)

# When the money is spent

_SPENDING = whole_words(
    "depenses?; (?<!tout )(?<!tous )frais; factures; achats?; depens[a-z]+; couts?; projet se (?:fait|deroule)"
)
_PAID = whole_words(
    """
    (?:on|nous|j|je|tout|sera|seront|est) (?:[a-z]+ ){0,3}?(?:pay|regl|decaiss|factur|budget)[a-z]*; pay[ae]r?; solde
    facturera
    """
)
_PERIOD = "(?:periode|dates|delais?|clous|clos|fenetre|bornes|calendrier|creneau)"
_WITHIN = whole_words(
    rf"""
    (?:dans|pendant|durant) (?:la|cette|les|ces|leurs?|vos|votre) {_PERIOD}
    (?:conforme|respect)[a-z]* (?:[a-z]+ )?(?:la|les|vos
    & |aux|a la) {_PERIOD}; dans les (?:temps|cordes)
    """
)
_OUTSIDE = whole_words(
    rf"""
    (?:hors|en dehors)(?: (?:de|des|du|la|les|d))* {_PERIOD}; (?:debord|depass)[a-z]* (?:[a-z]+ ){{0,3}}?{_PERIOD}
    avant (?:le debut de )?(?:la|cette) periode; apres la periode; trop (?:ancienne?s?|tot|tard)
    """
)
_LIMIT = re.compile(
    r"(?<!\S)(?:(?P<before>avant|anterieure?s? au?)|(?P<after>apres(?: la)?(?: fin)?(?: de)?|au dela d[eu]?"
    r"|depass[a-z]+(?: largement| bien)?))"
    r"(?: (?:le|l|annee|de|d|la|fin))* <(?P<kind>[yd])(?P<n>\d+)>"
)
_YEAR = re.compile(r"<y(\d+)>")
_DATE = re.compile(r"<d(\d+)>")
_TURNOVER = whole_words("chiffreaffaires; recettes?; exercices?; ventes?; (?:a|ai|avons|rien) facture")


def _expenses(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the expenses are made within the period of the edition."""
    key, text = "depenses_dans_periode", message.planned
    is_asked = context.asked == key
    if not is_asked and not (_SPENDING.search(text) or _PAID.search(text)):
        return
    for pattern, value in ((_OUTSIDE, False), (_WITHIN, True)):
        if match := pattern.search(text):
            clause = message.clause_at(match.start())
            said = "" if clause is None else with_zero(message, message.text[clause.start : match.end()])
            yield message.found(key, value != is_denied(said), match)
            return
    period = next(
        (
            scheme.financement.periode_depenses
            for scheme in context.edition.dispositifs.values()
            if scheme.financement and scheme.financement.periode_depenses
        ),
        None,
    )
    if period is None:
        return
    for clause in message.clauses:
        said = clause.text
        around = _sentence(message, clause)
        if clause.standing not in _STATED or not (is_asked or _SPENDING.search(around) or _PAID.search(around)):
            continue
        if _TURNOVER.search(said) and not is_asked:
            continue
        years = [(m, int(message.figure(m).value)) for m in _YEAR.finditer(text, clause.start, clause.end)]
        years += [(m, message.period(m, 1).first.year) for m in _DATE.finditer(text, clause.start, clause.end)]
        if not years:
            continue
        limit = _LIMIT.search(text, clause.start, clause.end)
        value = all(period.debut.year <= year <= period.fin.year for _, year in years)
        if limit and not is_denied(text[clause.start : limit.start()]):
            year = next(year for match, year in years if match.end() == limit.end())
            value = year > period.debut.year if limit.group("before") else year < period.fin.year
        yield message.found(key, value, years[0][0])
        return


# Whether structuration is applied for besides

_ALSO_KEY = "depose_structuration"
_FILES = whole_words(
    """
    depos[a-z]+; depot; candidat[a-z]*; postul[a-z]+; demand[a-z]+; dossiers?; sollicit[a-z]+; formulaire; coch[a-z]+
    concour[a-z]+; repond[a-z]*; present[a-z]+; vis(?:e|ons)
    """
)
_STRUCTURING = whole_words("structuration; (?:appel|aide|dispositif) (?:numero )?<[no]\\d+>")
_COOPERATING = whole_words("cooperation")
_TWICE = whole_words(
    r"""
    double (?:candidature|depot|demande|dossier)
    (?:les|nos|des|ces|aux) <n\d+> (?:dossiers|demandes|appels|aides|dispositifs)
    depot simultane; <n\d+> (?:fers au feu|tableaux)
    """
)
_BESIDES = whole_words(
    """
    aussi; egalement; en plus; en parallele; en meme temps; par ailleurs; outre; parallel[a-z]+; distincte?; en sus
    conjoint[a-z]+; simultane[a-z]*; (?:une )?autre demande
    """
)
_ONLY_ONE = whole_words(
    """
    (?:que|seulement|uniquement|juste|exclusivement) (?:pour |a |sur |en )?(?:la |l aide a la )?cooperation
    cooperation (?:professionnelle )?(?:seulement|uniquement|seule?|exclusivement|only)
    seule (?:l aide a )?la cooperation; cooperation que$
    (?:une seule|unique) (?:candidature|demande|depot|dossier) [a-z:, ]*cooperation
    """
)
_GIVES_UP = whole_words(
    "renonc[a-z]+; retir[a-z]+; abandonn[a-z]+; laiss[a-z]+ tomber; on laisse; exclusion; aucun autre dossier"
)


def _also_structuration(message: Message) -> Iterator[Finding]:
    """Yield whether an application to structuration is filed beside another: « coop seule », « double dépôt »."""
    for clause in message.clauses:
        if clause.standing not in _STATED:
            continue
        said = with_zero(message, clause.text)
        if twice := _TWICE.search(message.text, clause.start, clause.end):
            if _FILES.search(said) or "double" in said:
                yield message.found(_ALSO_KEY, not is_denied(said), twice)
                return
            continue
        if only := _ONLY_ONE.search(message.text, clause.start, clause.end):
            if not is_denied(_NO_LEAD.sub("", message.text[clause.start : only.start()]).replace("ne ", "")):
                yield message.found(_ALSO_KEY, False, only)
                return
            continue
        named = _STRUCTURING.search(message.text, clause.start, clause.end)
        if named is None or not named.group().startswith("structuration"):
            continue
        after = message.text[named.start() : clause.end]
        if _GIVES_UP.search(said) or re.match(r"structuration (?:: )?(?:non|pas)(?!\S)", after):
            yield message.found(_ALSO_KEY, False, named)
            return
        if _FILES.search(said) and is_denied(said):
            yield message.found(_ALSO_KEY, False, named)
            return
        if (_BESIDES.search(said) or _COOPERATING.search(said)) and _FILES.search(said):
            yield message.found(_ALSO_KEY, True, named)
            return


# Who else could carry the project

_CARRIERS_KEY = "territoire_sans_autre_porteur"
_CARRIER = (
    "(?:port(?:eu(?:r|se)|ag)es?|porteu(?:r|se)s?|operateurs?|acteurs?|organisateurs?|candidats?|structures?"
    "|associations?"
    "|collectifs?|lieux?|orgas?)"
)
_CARRYING = whole_words(
    """
    port(?:e|er|ent|eur|eurs|euse|age|erait|ait|ee?); pilot(?:e|er); mener; reprendre; prendre; conduire
    susceptibles?; intervien[a-z]+; endosser; monter; assumer
    assurer; faire
    """
)
_OTHER_CARRIER = whole_words(
    rf"""
    (?:d )?autres? (?:[a-z]+ )?{_CARRIER}; {_CARRIER} (?:local |possible )?(?:alternatif|voisin|d ici); second porteur
    porteurs (?:possibles?|locaux|potentiels?); porteurs de projets?(?= (?:qui|ici)); offre de porteurs
    plusieurs (?:porteurs|acteurs|structures|associations|operateurs); (?:son|leur) propre porteur; personne autre
    (?:personne|rien|quelqu un|aucun|nul|qui) d autre; d autres(?: que nous)? (?:peuvent|pourraient|sauraient)
    candidats
    (?:pas une?|aucune?|nul(?:le)?) (?:seule? )?(?:autre )?(?:association|structure|porteur|acteur|operateur|collectif)
    """
)
_ALONE = whole_words(
    r"""
    (?:seule?s?|uniques?) (?:[a-z]+ )?porteu(?:r|se)s?
    (?:les |la |le )?seule?s? (?:structure|association|acteur|operateur)s?
    & (?: [a-z]+){0,5}? (?:territoire|secteur|coin|vallee|canton|ici|la)
    (?:on est|nous sommes|on reste|etre) (?:bien )?(?:les |la |le )?seule?s?(?: [a-z]+){0,5}? (?:territoire|secteur
    & |coin|vallee
    & |ville|commune|canton|pouvoir|porter|bassin|village|pays)
    desert culturel; diagonale du vide; (?:il )?(?:n )?y a que nous; seule?s? a pouvoir porter
    (?<!autres )que (?:nous|notre structure)(?: [a-z]+){0,4} (?:territoire|secteur|coin|vallee|ici|porter
    & |piloter); (?:seule?s?) (?:ici |dans le coin )?a (?:pouvoir )?porter
    """
)
_NOT_ALONE = whole_words("pas (?:les |la |le )?seule?s?; serai(?:t|ons) les seuls")
_COULD = re.compile(
    LEAD.removeprefix("^")
    + r"(?:[a-z]+ ){1,9}?(?:pourrai(?:en)?t|peu(?:ven)?t|sauraient|serait|est prete?|sont en capacite|sont en mesure"
    r"|a propose"
    + r"|a les epaules)(?: (?!nous)[a-z]+){0,5}? (?:port(?:er|eur|euse|age)|piloter)"
    + r"(?: (?:le|ce|ca|cela|l|cette|notre) ?(?:projet|action|portage)?|(?= |$))"
)
_NOT_THEM = re.compile(r"(?<!\S)(?:on|nous|je|notre|j)(?!\S)")
_EXISTS_NOT = whole_words(
    """
    inexistant[a-z]*; absence; faute; hormis; manque(?! pas)(?: de)?; n existe; exist[a-z]+ pas; ne compte pas
    trouve[rz]* (?:pas|rien)
    neant; walou; fait le tour
    """
)
_IN_QUESTION = whole_words(
    """
    projet; territoire; secteur; coin; vallee; commune; canton; ici; la; bassin; communaute; pays; region; departement
    bourg; village; ville; porteu(?:r|se)s?; portage; porter; local
    """
)


def _carriers(message: Message) -> Iterator[Finding]:
    """Yield whether nobody else on the territory could carry the project."""
    clauses = [clause for clause in message.clauses if clause.standing in (*_STATED, Standing.OTHER)]
    for clause in clauses:
        if unlike := _NOT_ALONE.search(message.text, clause.start, clause.end):
            if _IN_QUESTION.search(clause.text) or _CARRYING.search(clause.text):
                yield message.found(_CARRIERS_KEY, False, unlike)
                return
        elif alone := _ALONE.search(message.text, clause.start, clause.end):
            yield message.found(_CARRIERS_KEY, True, alone)
            return
    for clause in clauses:
        if not _IN_QUESTION.search(clause.text):
            continue
        other = _OTHER_CARRIER.search(message.text, clause.start, clause.end)
        value = _is_without(with_zero(message, clause.text), message.text, other, clause)
        if other and value is not None:
            yield message.found(_CARRIERS_KEY, value, other)
            return
        could = _COULD.match(message.text, clause.start, clause.end)
        if other is None and could and not _NOT_THEM.search(could.group()) and not is_denied(clause.text):
            yield message.found(_CARRIERS_KEY, False, could)
            return


def _is_without(said: str, text: str, other: re.Match[str] | None, clause: Clause) -> bool | None:
    """Return whether a clause says that there is no other carrier, None when it says nothing of it."""
    if other is None or _HAD_ITS_TURN.search(said):
        return None
    before = text[clause.start : other.end()]
    after = text[other.end() : clause.end]
    is_none = _NONE_OF_THEM.search(before) or _EXISTS_NOT.search(said) or _NONE_AFTER.match(after)
    if not (_CARRYING.search(said) or _THERE_IS.search(said) or (is_none and _PLACE.search(said))):
        return None
    return bool(is_none) and not _PLENTY.search(said)


_HAD_ITS_TURN = whole_words("(?:ont|a) (?:deja |tous |toutes )?(?:eu|obtenu|recu|touche|candidate|depose)")
_THERE_IS = whole_words("y a; y en a; existe[a-z]*; compte; porteurs?; territoire")
_PLACE = whole_words("secteur; coin; vallee; commune; canton; communaute; ici; bassin")
_NONE_OF_THEM = re.compile(
    r"(?<!\S)(?:pas|aucune?|nul(?:le)?|personne|rien|ni|zero|jamais|sans(?! (?:peine|difficulte|mal)))"
    r"(?: (?!mais|et)[a-z]+){0,7}$"
)
_NONE_AFTER = re.compile(r"(?: [a-z]+){0,6} (?:pas|non|aucun|neant|zero|personne)(?= |$)")
_PLENTY = whole_words(
    "(?:ne sont )?pas les [a-z ]+ qui manquent; pas du tout isole[a-z]*; abondant[a-z]*; regorge[a-z]*"
)


# Whether producing shows is what the project is about

_MAIN_KEY = "production_activite_principale_projet"
_PROJECT = whole_words("projets?; cooperation; action commune; actions prevues")
_PRODUCING = whole_words(
    """
    (?:co ?)?(?:produire|produits?|produirons|produisons|produite?s?|produit); (?:co ?)?productions?; diffusion
    diffuser
    (?:creation|creer|fabriquer|monter|vendre|exploitation) (?:et [a-z]+ )?(?:(?:d|de|des|une?|du|les) )+(?:spectacle
    & |show|concert|creation|tournee)s?
    """
)
_OF_RECORDS = whole_words("albums?; disques?; clips?; vinyles?; videos?; ep; singles?; phonogrammes?")
_CENTRAL = whole_words(
    r"""
    coeur; principa[a-z]+; essentiel[a-z]*; surtout; avant tout; majeure?; dominante?; premiere?; d abord; centrale?
    au centre
    centre sur; pilier; colonne vertebrale; ossature; axe; tourne autour; exclusivement; majoritaire[a-z]*; (?:le )?gros
    consiste; numero <n\d+>; objet premier; <o\d+> (?:place|activite); presque (?:tout|exclusivement|que); vrai sujet
    de a a z; tout le projet; pas grand chose d autre; que (?:de )?(?:la )?(?:prod[a-z]+|spectacles?|concerts?)
    majorite; plus gros
    """
)
_MARGINAL = whole_words(
    """
    annexe; accessoire[a-z]*; marginal[a-z]*; secondaire; minoritaire; petit (?:bout|morceau)|petite part(?:ie)?
    anecdotique
    pretexte; a la marge; loin derriere; cerise; qu une partie; qu un (?:bout|morceau); minorite; vient apres
    une partie
    """
)
_RATHER = re.compile(
    r"(?<!\S)(?:plus que|et non|non|plutot que|sans|pas|aucune?|nullement|rien a|ni)(?: (?:de|d|la|du|une?|des|le"
    r"|par|a|au))* $"
)
_SHARE = re.compile(r"<p(\d+)>")


def _main_activity(message: Message) -> Iterator[Finding]:
    """Yield whether producing shows is the main activity of the project."""
    for clause in message.clauses:
        if clause.standing not in _STATED or not _PROJECT.search(_sentence(message, clause)):
            continue
        match = _PRODUCING.search(message.text, clause.start, clause.end)
        said = clause.text
        if match is None or _OF_RECORDS.search(said):
            continue
        before = message.text[clause.start : match.start()]
        share = _SHARE.search(said)
        if share:
            yield message.found(_MAIN_KEY, message.figure(share).value >= _HALF, match)
            return
        if _RATHER.search(before) or _MARGINAL.search(said):
            yield message.found(_MAIN_KEY, False, match)
            return
        is_central = _CENTRAL.search(said)
        if is_central and not _OF_THE_STRUCTURE.search(said):
            yield message.found(_MAIN_KEY, not DENIES.search(said.replace("pas grand chose", "")), match)
            return
        if _PROJECT.search(before) and DENIES.search(before):
            yield message.found(_MAIN_KEY, False, match)
            return


_OF_THE_STRUCTURE = whole_words("societe; structure; entreprise; label; nous sommes; on est un")
_HALF = 50


def _sentence(message: Message, clause: Clause) -> str:
    """Return the sentence that a clause is part of."""
    first = max((end for end in _ends(message) if end <= clause.start), default=0)
    last = min((end for end in _ends(message) if end >= clause.end), default=len(message.text))
    return message.text[first:last]


def _ends(message: Message) -> Iterator[int]:
    return (match.end() for match in re.finditer(r"[.!?;\n]", message.text))


# How much is done in Occitanie

_HERE_KEY = "activite_significative_occitanie"
_DOING = whole_words(
    """
    activites?; dates?; concerts?; actions?; interventions?; interven[a-z]+; travail[a-z]*; boulot; boss[a-z]+
    jou(?:e|ons|er)
    acti(?:f|fs|ve|ves); presen(?:ce|ts?|tes?); tourn(?:e|ons|ent); tournees?; ancrage
    se (?:passe|joue|fait|tient|deroule)
    ce qu on fait; ce que (?:nous|je) fai[a-z]+; fait; faisons; fais; implante[a-z]*; exer[a-z]+; ateliers?
    programm[a-z]+
    terrain; taf; sort d
    """
)
_MUCH = whole_words(
    r"""
    essentiel[a-z]*; surtout; majeure partie; majorite; majoritairement; plupart
    presque (?:tout|toutes|tous|que|uniquement
    & |exclusivement); quasi(?:ment)? (?:tout|toutes|totalite|uniquement|exclusivement|que); totalite; integralite
    exclusivement
    uniquement
    avant tout; principa[a-z]+; enormement; significati[a-z]+; importante?s?; fort(?:e|es)?; grosse?; vraie?; reelle
    consequent[a-z]*; solide; regulier[a-z]*; toute l annee; a longueur d annee; tous les (?:week ends|jours|mois)
    preponderant[a-z]*; partout; tres (?:presente?s?|acti(?:fs?|ves?)|implantee?s?)
    bien (?:presente?s?|acti(?:fs?|ves?))
    intense; soutenue; grande partie; tout ce qu?e?; (?:toute?s?|tous) (?:notre|nos|l|les|mes|ses)
    """
)
_LITTLE = whole_words(
    """
    presque rien; quasi(?:ment)? rien; rien; jamais; que dalle; zero; tres peu; trop peu; peu de; marginale?s?
    symbolique
    negligeable; insignifiant[a-z]*; nulle?s?; peanuts; une fois (?:par|l) an; aucune?; guere
    pas (?:vraiment|grand chose|trop)
    a peine; anecdotique; quasi nulle; presque (?:jamais|aucune?|pas); pas d activite; pas significative; moins d
    presque nulle; pas (?:du tout |vraiment )?(?:en occitanie|dans la region|ici|par ici|en region)
    """
)
_NOT_LITTLE = whole_words(
    "rien d anecdotique; a peine <p\\d+> (?:[a-z ]+)? (?:sort|hors)|presque pas ailleurs; rien ailleurs"
)
_PART_OF = re.compile(r"<n(?P<some>\d+)> (?:[a-z]+ ){0,2}?sur (?:les )?<n(?P<all>\d+)>")
_THIRDS = re.compile(r"<n(?P<n>\d+)> (?:quarts|tiers)(?!\S)")
_OF_PEOPLE = whole_words(
    "artistes?; groupes?; musiciens?; public; chanteu[a-z]+; vien(?:t|nent); habit[a-z]+; vi(?:t"
    "|vent); catalogue; (?:les|la) gens"
)
_NEARBY = whole_words(
    "occitan[a-z]*; (?:la|notre|en) region(?! (?:paca|parisienne|sud|bordelaise"
    "|nantaise)); regionale?; ici; (?:dans le|du) coin"
)


def _activity_here(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether a good part of what is done is done in Occitanie."""
    for clause in message.own_clauses():
        said = with_zero(message, clause.text)
        doing = _DOING.search(message.text, clause.start, clause.end)
        if doing is None and (before := _clause_before(message, clause)) and is_heading(before):
            doing = _DOING.search(message.text, before.start, before.end)  # « nos concerts ? surtout dans le Lot »
        if doing is None or _OF_PEOPLE.search(said):
            continue
        amount = _amount(message, said)
        if amount is None or (_NOTHING.search(said) and _SEAT.search(message.text)):
            continue  # « siège à Bordeaux, rien en Occitanie » says more: neither is here
        if _AWAY.search(said):
            yield message.found(_HERE_KEY, not amount, doing)
            return
        where = {True} if _NEARBY.search(said) else places.named_in(message, context, clause)
        if where == {True}:
            yield message.found(_HERE_KEY, amount, doing)
            return
        if where == {False} and amount and _WHOLLY.search(said):
            yield message.found(_HERE_KEY, False, doing)
            return


def _clause_before(message: Message, clause: Clause) -> Clause | None:
    return next((other for other in reversed(message.clauses) if other.end <= clause.start), None)


_AWAY = whole_words("(?:hors|en dehors)(?: (?:de|la|l|d))* (?:region|occitanie)")
_SEAT = whole_words("siege; bureau; domicilie[a-z]*; base[a-z]*; installe[a-z]*")
_NOTHING = whole_words("rien; zero; aucune?; jamais; pas d activite")
_WHOLLY = whole_words("exclusivement; uniquement; toute?s? (?:notre|nos|l|les)(?: activites?)?; totalite")


def _amount(message: Message, said: str) -> bool | None:
    """Return whether a clause speaks of much, or of little; None when of neither."""
    if _NOT_LITTLE.search(said):
        return True
    if share := _SHARE.search(said):
        return message.figure(share).value >= _HALF
    if part := _PART_OF.search(said):
        some, every = message.figure(part, "some").value, message.figure(part, "all").value
        return some * 2 >= every
    if _LITTLE.search(said):
        return False
    return True if _THIRDS.search(said) or _MUCH.search(said) else None

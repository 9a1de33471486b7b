"""What the person wants: which scheme (`besoin`, `depose_structuration`), and for mentoring which role, whose, on what.

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
ROLE, PROFILE, THEME = "mentorat_role", "mentorat_profil", "mentorat_theme"

# Which scheme

_SCHEMES = {
    "cooperation": one_of(
        r"""
        cooperations?; cooperer
        projets? (?:a plusieurs|communs?|collectifs?|collaborati(?:f|ve)s?|partenaria(?:l|ux)|mutualises?|en commun)
        (?:monter|faire|porter|construire|mener|developper|lancer) (?:un |des |notre )?projets? (?:[a-z]+ )?(?:avec|
        & a <n\d+>|entre|ensemble)
        (?:nous|se) (?:associer|regrouper|allier)
        projet (?:[a-z]+ )?avec (?:une?|le|la|l|des|nos) [a-z]+
        projets? avec (?:d autres|<n\d+>|plusieurs); projets? entre (?:plusieurs|deux|<n\d+>|d autres)
        """
    ),
    "structuration": one_of(
        """
        structuration; consolidation; consolider; structurer$; (?:nous |se |me |mieux |bien )+structurer
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
        (?:etre|se faire) (?:accompagnee?s?|epaulee?s?|conseillee?s?) par (?:une?|quelqu un|des|d autres)
        """
    ),
}
_SCHEME = re.compile(
    r"(?<!\S)(?:"
    + "|".join(f"(?P<{scheme}>{words})" for scheme, words in _SCHEMES.items())
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
    c est (?:pour|plutot)
    """
)
_AFTER_SCHEME = re.compile(r" (?:sur|pour|avec|a <n|dans|en)(?!\S)|: ")
_DESIRES = re.compile(
    LEAD
    + r"(?:c est (?:pour|plutot)|besoin|envie|interess|cherch|recherch|souhait|candidat|veu[tx] |voudr|aimerai|demand|"
    r"depos|vient |viens )"
)
"""How a clause begins that wants something, its subject left out or said before."""
_ONLY_SCHEME = re.compile(
    r"(?:(?:le|la|l|une?|seulement|juste|uniquement|que|qu|mais|dans|cadre|pour|aide|a|au|en|projet|de|du|d|appel|"
    r"plutot|c est|:|svp|bonjour|dossier|volet|besoin|"
    r"professionnelle|avec"
    r"|<n\d+>|autres?|associations?|structures?|partenaires?|sur|ans|dans|et|candidature|interessee?s?|par)"
    r"(?: |$)| )*"
)
_DENIED = whole_words(
    "pas(?! (?:que|seulement|mal)); (?<!en )plus; ni; jamais; aucune?; sans; sauf; non; rien; inutile"
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
    for match in _SCHEME.finditer(text):
        scheme = _scheme(message, context, match)
        clause = message.clause_at(match.start())
        if scheme is None or clause is None:
            continue
        is_bare = not is_asking and _is_bare(text, clause, match)
        is_ours = OURSELVES.search(clause.text) or _DESIRES.match(clause.text)
        is_wanted = is_ours and _WANTS.search(text, clause.start, clause.end)
        if _is_turned_down(text, clause, match):
            unwanted.setdefault(scheme, match)
        elif is_bare or is_wanted or context.asked == NEED:
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
    ):
        yield message.found(ALSO_STRUCTURATION, True, both)
    if context.asked == NEED and not wanted and (grows := _GROWS.search(text)):
        wanted["structuration"] = grows
    if hesitates := _hesitation(message, wanted):
        yield message.found(NEED, UNDECIDED, hesitates)
    elif wanted:
        yield message.read_as(NEED, list(wanted), next(iter(wanted.values())))


def _is_turned_down(text: str, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a scheme is said not to be what is wanted; the « non » that opens an answer is no denial."""
    return bool(_DENIED.search(text, _after_lead(text, clause), match.start()))


def _after_lead(text: str, clause: Clause) -> int:
    """Return where a clause begins once « non, », « en fait » and the like are left out."""
    lead = _LEAD.match(text[clause.start : clause.end])
    return clause.start + (lead.end() if lead else 0)


def _hesitation(message: Message, wanted: dict[str, re.Match[str]]) -> re.Match[str] | None:
    """Return where the person says not to know which scheme fits: between two, or at all."""
    for clause in message.clauses:
        if clause.standing in (Standing.OTHER, Standing.RULE, Standing.QUESTION):
            continue
        between = _HESITATES.search(message.text, clause.start, clause.end)
        if between and (len(wanted) > 1 or _AMONG.search(message.text, clause.start)):
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
UNDECIDED = "indecis"
_LEAD = re.compile(LEAD)
_HESITATES = whole_words("hesit[a-z]+; (?:pas|n arrive pas a|mal a) (?:tranch|choisi|decid)[a-z]+; balance; perdue?s?")
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
    before = _ONLY_SCHEME.fullmatch(text, clause.start, match.start())
    after = text[match.end() : clause.end]
    return bool(before) and (not after or bool(_AFTER_SCHEME.match(after)))


def _scheme(message: Message, context: Context, match: re.Match[str]) -> str | None:
    """Return the scheme that words or a number (« l'appel 2 ») name."""
    for group in ("rank", "ordinal"):
        if match.group(group):
            number = message.figure(match, group).value
            return next((id_ for id_, scheme in context.edition.dispositifs.items() if scheme.numero == number), None)
    return next(scheme for scheme in _SCHEMES if match.group(scheme))


# Mentoring

_ABOUT_MENTORING = whole_words(
    _SCHEMES["mentorat"],
    """
    parrains?; marraines?; tuteur
    (?:voudr|souhait|veu[tx]|aimer|prete?|peux|peut|envie)[a-z]*(?: [a-z]+){0,3} (?:transmettre|partager|mettre) (?:mon|
    & notre|mes|nos|l) (?:[a-z]+ )?(?:experience|savoirs?|competences?|expertise)[a-z]*
    """,
)
_ROLES = {
    "ressource": whole_words(
        """
        (?:etre|devenir|comme|suis|es|est|serai[st]?|sera|en tant que) (?:une? )?(?:mentore?s?(?! par)|(?:personne|
        & structure)s? ressources?|ressource)
        (?:partager?|transmettre|transmet|transmets|partageons|apporter|mettre a disposition) (?:mon|notre|nos|mes|
        & l|son|ses|leur|mes|des) (?:[a-z]+ )?(?:experiences?|savoirs?|competences?|expertise|connaissances)
        (?:offrir|mettre|proposer|donner|apporter|preter|partage|transmets|mets|mettons|propose|offre) (?:mon|notre|
        & nos|mes) (?:[a-z]+ )?(?:experiences?|savoirs?|competences?|expertise|connaissances|temps|aide)
        (?:en qualite|en tant que|a titre|comme|etre|serai[st]?|en) (?:de |d |une )?(?:personne|structure) ressource
        (?:donner|filer|preter) (?:un coup de main|main forte|des conseils|de l aide|des coups de main)
        aider (?:les autres|d autres|les jeunes|les copains|les plus jeunes|des jeunes|mon prochain)
        (?:mentorer|parrainer|coacher|epauler|conseiller|guider) (?:une?|des|d autres|les|de)
        accompagner (?:d autres|une autre|des|une|de jeunes) (?:jeunes )?(?:structure|association|groupe|personne|
        & label|porteur|projet)s?
        proposer (?:mon|notre) (?:aide|temps|experience)
        donner (?:de mon|de notre|du|un peu de mon|un peu de notre) temps; faire (?:beneficier|profiter)
        aider (?:une autre|d autres|les autres|une|de jeunes) (?:structure|association)s?
        """
    ),
    "beneficiaire": whole_words(
        """
        (?:etre|se faire|me faire) (?:accompagnee?s?|aidee?s?|conseillee?s?|mentoree?s?|epaulee?s?|coachee?s?|
        & soutenue?s?|guidee?s?|forme[a-z]*)
        (?:trouver|cherch[a-z]+|besoin d|avoir|avec|voudrais|voudrait|rencontrer|veux|veut|par) (?:une? |
        & une personne )?(?:mentore?s?|personne ressource|structure ressource|parrain|marraine)
        besoin d (?:aide|etre|conseils?|un coup de main|accompagnement|une aide)
        besoin de (?:conseils?|soutien|competences); coup de main; beneficier; beneficiaires?
        monter en competences?; apprendre; progresser; recevoir; profiter; me former; nous former
        (?:veu[tx]|voudrais|voudrait|voulons|souhaite|souhaitons|aimerais|aimerait|cherche|cherchons|demande|faut|
        & faudrait|demandons|recherchons|recherche)(?: [a-z]+){0,2} (?:un |d |une |l |de l )?(?:appui|soutien|aide|
        & accompagnement|mentore?|tuteur|conseils?|parrain|marraine|coach)
        (?:m|nous) (?:apprendre|aider?|accompagner?|conseiller?|guider?|epauler?|former?|montrer|expliquer)
        qu on (?:m|nous) (?:aide|accompagne|conseille)
        """
    ),
}
_GIVES = whole_words("transmettre; partager; aider; donner; ressource; mentor")
_WANTS_HELP = whole_words(
    """
    (?:(?:voudr|aimer|souhait)[a-z]+|veu[tx]|voulons)(?: juste)? (?:etre|me faire|nous faire) (?:accompagnee?s?|
    & aidee?s?|epaulee?s?|conseillee?s?|mentoree?s?)
    besoin d (?:etre|un) (?:accompagne[a-z]*|mentor)
    """
)
_TRADES = (
    r"(?:(?:directeur|directrice|regisseuse|regisseur|chargee?|responsable|assistante?|technicien|technicienne|"
    r"programmateur|programmatrice|coordinateur|coordinatrice|musicien|musicienne|artiste)(?: d[eu] [a-z]+)?)"
)
_AS = (
    r"(?<!\S)(?:(?:je|j y) (?:suis|reste)|moi|en tant que?|en (?:ma |mon )?qualite de|a titre|comme|c est(?: pour)?|"
    r"pour|j ai|je)"
    r"(?: (?:une?|la|le|l|notre|ma|mon|aussi|donc|en|leur|actuellement|juste|simple|seulement|l un des|dans cette|moi|"
    r"plutot|"
    rf"{_TRADES}))* "
)
_PROFILES = {
    "salarie": one_of(
        """
        salariee?s?; employee?s?; cdi; cdd; permanente?s?; direct(?:eur|rice)s?; coordinat(?:eur|rice)s?
        agente? (?:titulaire |contractuel(?:le)? |administrati(?:f|ve) )*(?:municipal|territorial|public|titulaire|
        & contractuel|de la (?:ville|mairie|commune|collectivite|region|metropole))[a-z]*; fonctionnaire
        administrat(?:eur|rice) de production; salariat
        """
    ),
    "benevole": one_of(
        """
        benevoles?; (?:(?:co ?|vice )?presidente?|tresoriere?|secretaire|administrat(?:eur|rice)|dirigeante?|gerante?)
        && benevole
        benevolement; benevolat
        """
    ),
    "autre": one_of(
        """
        intermittente?s?; auto ?entrepreneu(?:r|se); micro ?entrepreneu(?:r|se); freelance; prestataires?; stagiaire
        service civique; retraitee?; autoentrepreneu(?:r|se); artiste; consultante?; cddu
        """
    ),
}
_OF_THE_BOARD = whole_words(
    """
    (?:co ?|vice )?presidente?; tresoriere?; secretaire; membre d[eu] (?:bureau|ca|chiffreaffaires|conseil[a-z ]*)
    administrat(?:eur|rice) de l association; adherente?
    """
)
"""Most often volunteers: an answer, when their status is what was asked, but no statement of it otherwise."""
_PROFILE = re.compile(
    _AS
    + "(?:"
    + "|".join(f"(?P<{profile}>{words})" for profile, words in _PROFILES.items())
    + r")(?!\S)(?! (?:d un|d une|des|de la|du) (?:voisin|ami))"
)
_AGENT_AT_HEAD = re.compile(r"(?:^|(?<=[\t\n]))agente? (?:municipal|territorial|titulaire|public)[a-z]*(?!\S)")
_ALL_ARE = re.compile(r"(?<!\S)(?:on est|nous sommes) (?:(?P<benevole>benevoles?)|salariees?s?)(?!\S)")
_ON_A_THEME = whole_words("(?:mentorat|mentore?|tsf|savoir faire) (?:sur|pour|en|autour); besoin d aide")
_UNDER_CONTRACT = re.compile(r"(?<!\S)(?:je|j y) (?:suis|travaille|bosse)(?!\S).*?(?<!\S)en (?:cdi|cdd)(?!\S)")
_PROFILE_WORD = re.compile(
    r"(?<!\S)(?:" + "|".join(f"(?P<{profile}>{words})" for profile, words in _PROFILES.items()) + r")(?!\S)"
)
_JOB_TITLE = whole_words(
    """
    chargee? de [a-z]+; assistante?; responsable [a-z]+; regisseu(?:r|se); comptable; programmat(?:eur|rice)
    booke(?:r|use)
    """
)
_NEITHER = whole_words("ni l un ni l autre; aucune? des deux; ni salariee? ni benevole; autre")
_COMPANY = whole_words("sas; sasu; sarl; eurl; societe; entreprise")
_THEMES = {
    "actions_responsables": one_of(
        """
        (?:actions? )?responsables?; solidaires?; solidarite; ecolog[a-z]+; environnement[a-z]*; rse; durables?
        transition; egalite; vhss; inclusion; violences?; eco ?responsab[a-z]+; parite; handicap; accessibilite
        vert[es]*; carbone
        """
    ),
    "financement": one_of(
        """
        financements?; financer; finances?; subventions?; mecenat; mecenes?; fonds; argent; modele economique
        budgets?; crowdfunding; tresorerie; financiere?s?; sous; thunes?
        """
    ),
    "visibilite": one_of(
        """
        visibilite; visibles?; communication; comm?; reseaux sociaux; promo(?:tion)?; presse; marketing; image
        se faire connaitre; digital[a-z]*; publics?; site internet; site web; insta[a-z]*; diffusion des projets
        notoriete
        """
    ),
    "gestion": one_of(
        """
        gestion (?!de projets?)(?!des projets); gestion; gerer; administrati(?:f|ve|on)s?; admin; compta[a-z]*
        paies?; paye; rh; ressources humaines; juridique; statuts; social; mise en oeuvre; organisation interne
        contrats; organiser la structure
        """
    ),
    "pilotage": one_of(
        """
        pilotage; piloter; (?<!structure )pilote; gestion d(?:e|es) projets?; strateg[a-z]+; gouvernance
        conduite de projets?
        management; direction; projet associatif; mener un projet
        """
    ),
}
_THEME = re.compile(
    r"(?<!\S)(?:" + "|".join(f"(?P<{theme}>{words})" for theme, words in reversed(_THEMES.items())) + r")(?!\S)"
)


def mentoring(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the role, profile and theme, where mentoring is what is spoken of."""
    is_topic = bool(_ABOUT_MENTORING.search(message.planned) or _WANTS_HELP.search(message.planned))
    is_ours = bool(FIRST_PERSON.search(message.planned) or _DESIRES.match(message.planned))
    is_need_asked = context.asked == NEED
    if is_topic or context.asked == ROLE or is_need_asked:
        roles = list(_role(message, is_asked=context.asked == ROLE, is_ours=is_ours))
        yield from roles
        if roles and (is_need_asked or (context.asked is None and is_ours)) and not _names_a_call(message):
            yield Finding(NEED, "mentorat", roles[0].start, roles[0].end)
    yield from _profile(message, context, is_topic)
    if context.asked == THEME or (is_topic and (is_ours or _ON_A_THEME.search(message.planned))):
        yield from _theme(message)


def _names_a_call(message: Message) -> bool:
    """Whether one of the two calls is spoken of beside mentoring, or mentoring turned down."""
    for match in _SCHEME.finditer(message.planned):
        clause = message.clause_at(match.start())
        if not match.group("mentorat") or (clause and _is_turned_down(message.planned, clause, match)):
            return True
    return False


def _role(message: Message, *, is_asked: bool, is_ours: bool) -> Iterator[Finding]:
    for role, pattern in _ROLES.items():
        if role == "beneficiaire" and not (is_ours or is_asked):
            return
        match = pattern.search(message.planned)
        if match and not _is_denied(message, match):
            yield message.found(ROLE, role, match)
            return
    if is_asked and (giving := _GIVES.search(message.planned)) and not _is_denied(message, giving):
        yield message.found(ROLE, "ressource", giving)


def _profile(message: Message, context: Context, is_topic: bool) -> Iterator[Finding]:
    is_asked = context.asked == PROFILE
    neither = _NEITHER.search(message.stated) if is_asked else None
    if neither:
        yield message.found(PROFILE, "autre", neither)
        return
    several = _ALL_ARE.search(message.stated)
    if several:
        yield message.found(PROFILE, "benevole" if several.group("benevole") else "salarie", several)
        return
    pattern = _PROFILE_WORD if is_asked else _PROFILE
    if agent := _AGENT_AT_HEAD.search(message.stated):
        yield message.found(PROFILE, "salarie", agent)
        return
    for match in pattern.finditer(message.stated):
        profile = next(name for name in _PROFILES if match.group(name))
        if profile == "autre" and not (is_asked or is_topic):
            continue
        if profile == "benevole" and "president" in match.group() and _COMPANY.search(message.stated):
            continue
        if not _is_denied(message, match):
            yield message.found(PROFILE, profile, match)
            return
    if contract := _UNDER_CONTRACT.search(message.stated):
        yield message.found(PROFILE, "salarie", contract)
    elif is_asked and (title := _JOB_TITLE.search(message.stated)):
        yield message.found(PROFILE, "salarie", title)
    elif is_asked and (seat := _OF_THE_BOARD.search(message.stated)) and not _COMPANY.search(message.stated):
        yield message.found(PROFILE, "benevole", seat)


_NO_THEME = whole_words("pas(?! (?:que|seulement|mal)); ni; sauf; sans; hors")
"""« Plus visibles » denies nothing."""


def _theme(message: Message) -> Iterator[Finding]:
    found: dict[str, re.Match[str]] = {}
    for match in _THEME.finditer(message.planned):
        clause = message.clause_at(match.start())
        if not _NO_THEME.search(message.planned, clause.start if clause else 0, match.end()):
            found.setdefault(next(name for name in _THEMES if match.group(name)), match)
    if found:
        yield message.read_as(THEME, list(found), next(iter(found.values())))


def _is_denied(message: Message, match: re.Match[str]) -> bool:
    clause = message.clause_at(match.start())
    return bool(_DENIED.search(message.planned, clause.start if clause else 0, match.end()))

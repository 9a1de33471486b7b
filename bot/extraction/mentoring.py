"""What is said of mentoring: in which role, as what, on which theme. Wishes count here, unlike elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .asking import FIRST_PERSON
from .message import Context, Finding, Message
from .needs import DENIED, DESIRES, NEED, SCHEME, SCHEMES, is_turned_down
from .patterns import one_of, whole_words
from .scope import Standing

ROLE, PROFILE, THEME = "mentorat_role", "mentorat_profil", "mentorat_theme"

_ABOUT_MENTORING = whole_words(
    SCHEMES["mentorat"],
    """
    parrains?; marraines?; tuteur; (?:etre|comme|en tant que|serai[st]?) ressource
    qu (?:une?(?: [a-z]+){1,4}?|quelqu un) (?:me?|nous) (?:aid|accompagn|conseill|form|guid|epaul|expliqu|montr|coach|
    & appren|pass|transm|refil|donn)[a-z]*
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
        (?:en qualite|en tant que|a titre|comme|etre|serai[st]?|en|jou[a-z]+|faire|fais|servir|tenir|endosser)
        && (?:de |d |une |la |l |le role )*(?:personne|structure) ressource
        (?:donner|filer|preter) (?:un coup de main|main forte|des conseils|de l aide|des coups de main)
        aider (?:les autres|d autres|les jeunes|les copains|les plus jeunes|des jeunes|mon prochain)
        (?:mentorer|parrainer|coacher|epauler|conseiller|guider) (?:une?|des|d autres|les|de)
        accompagner (?:d autres|une autre|des|une|de jeunes) (?:jeunes )?(?:structure|association|groupe|personne|
        & label|porteur|projet)s?
        proposer (?:mon|notre) (?:aide|temps|experience)
        donner (?:de mon|de notre|du|un peu de mon|un peu de notre) temps; faire (?:beneficier|profiter)
        aider (?:une autre|d autres|les autres|une|de jeunes) (?:structure|association)s?
        (?:cote|role|en mode|plutot|profil)(?: :)? (?:de |la |une? )?(?:personne |structure )?(?:ressource|mentore?)s?
        (?:fai[st]|faire|joue[rs]?|suis|serai[st]?) l[ea] (?:prof[a-z]*|mentor|format(?:eur|rice)|tut(?:eur|rice)
        & |parrain|marraine|coach|guide|grande? (?:frere|soeur)|maitre|passeur)
        (?:prefere|plutot|plus) (?:aider|donner|transmettre|apporter|conseiller); (?:celui|celle|ceux) qui (?:enseign|
        & transm|aid|donn|form|conseill)[a-z]*
        (?:c est|ce sera|ce serait) (?:moi|nous) qui (?:donn|transm|partag|aid|form|conseill|guid|accompagn|appren|
        & expliqu|epaul|apport)[a-z]*
        (?:je|on|nous) (?:transmet[a-z]*|partag(?:e|eons)|conseill(?:e|ons)|coach(?:e|ons)) (?:mon|ma|mes|nos
        & |notre|aux?|les|des)
        """
    ),
    "beneficiaire": whole_words(
        """
        (?:cote|role|en mode|plutot|profil)(?: :)? (?:de |la |une? )?(?:beneficiaires?|apprentie?|mentoree?s?|eleve)
        (?:recevoir|avoir|demander|chercher|trouver|prendre) (?:des |les |vos |quelques )?conseils?
        (?:etre|suis|serai[st]?) (?:l |une? )?(?:apprentie?|eleve|mentoree|filleule?|debutante?)
        (?:etre|(?:se|me|nous) faire) (?:(?:accompagn|aid|conseill|mentor|epaul|coach|guid|form|parrain)(?:er|ee?s?)
        & |soutenue?s?|soutenir)
        (?:trouver|cherch[a-z]+|besoin d|avoir|avec|voudrais|voudrait|rencontrer|veux|veut|par) (?:une? |
        & <n\\d+> )?(?:mentore?s?|personne ressource|structure ressource|parrain|marraine)
        besoin d (?:aide|etre|conseils?|un coup de main|accompagnement|une aide)
        besoin de (?:conseils?|soutien|competences); coup de main; beneficier; beneficiaires?
        monter en competences?; appren(?:dre|ds?|ons|ant); progresser; recevoir; debut(?:e|ons|ante?s?)
        eleves?; profiter; me former; nous former
        (?:veu[tx]|(?:voud|voul|souhait|aim|cherch|demand|faud|recherch|sollicit|esper|desir)[a-z]+|
        & faut)(?: [a-z]+){0,2} (?:un |d |une |l |de l )?(?:appui|soutien|aide|
        & accompagnement|mentore?|tuteur|conseils?|parrain|marraine|coach)
        (?:me?|nous) (?:apprendre|aider?|accompagner?|conseiller?|guider?|epauler?|former?|montrer|expliquer)
        qu (?:on|une?(?: [a-z]+){1,4}?|quelqu un|des [a-z]+) (?:me?|nous) [a-z]+
        """
    ),
}
_GIVES = whole_words(
    "transm[a-z]+; partag[a-z]+; aider; j aide; on aide; donn(?:er?|ons|ant); offr(?:e|ir|ons); ressource; mentor"
)
_HANDS_ON = whole_words("transmettre; partager")
_WANTS_HELP = whole_words(
    """
    (?:(?:voudr|aimer|souhait)[a-z]+|veu[tx]|voulons)(?: juste)? (?:etre|me faire|nous faire) (?:accompagnee?s?|
    & aidee?s?|epaulee?s?|conseillee?s?|mentoree?s?)
    besoin d (?:etre|un) (?:accompagne[a-z]*|mentor)
    """
)
_TRADES = (
    r"(?:(?:directeur|directrice|regisseuse|regisseur|chargee?|responsable|assistante?|technicien|technicienne|"
    r"programmateur|programmatrice|coordinateur|coordinatrice|musicien|musicienne|artiste|tresoriere?|"
    r"presidente?|secretaire|gerante?)(?: d[eu] [a-z]+)?)"
)
_AS = (
    r"(?<!\S)(?:(?:je|j y) (?:suis|reste)|etant|qui suis|moi|en tant que?|en (?:ma |mon )?qualite de|a titre"
    r"|comme|c est(?: pour)?|"
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
_STATUS_AT_HEAD = re.compile(
    rf"(?:^|(?<=[\t\n])|(?<= : ))(?:{_TRADES} |membre )?(?:(?P<salarie>salariee?|employee?)|(?P<benevole>benevole))"
    r"(?: (?:acti(?:f|ve)|engagee?|investie?|permanente?))?(?: depuis (?:[a-z]+|<[a-z]\d+>)(?: ans)?)?"
    r" (?:d|de|du|dans|chez|au|a)(?!\S)"
)
"""« Mentorat : bénévole actif dans notre association »."""
_UNPAID = re.compile(r"(?<!\S)(?:je|j) (?:[a-z]+ ){1,4}(?P<benevole>benevolement)(?!\S)")
_CONTRAST = re.compile(
    r"(?<!\S)(?:pas|point|plus|nullement) (?:salariee?|benevole)[\s,]+mais (?:bien |plutot )?"
    r"(?:(?P<salarie>salariee?)|benevole)(?!\S)"
)
"""« Je ne suis point salarié, mais bénévole »."""
_STATUS_ALONE = re.compile(
    rf"(?:^|(?<=[\t\n]))(?:{_TRADES} |membre )?(?:(?P<salarie>salariee?|employee?)|(?P<benevole>benevole)|"
    r"(?P<autre>intermittente?))(?: (?!d |de |du |a )[a-z]+){0,3}(?=$|[\t\n])"
)
"""« Smac dans le 65, salarié, je veux un mentor »."""
_AS_STAFF = re.compile(r"comme [a-z]+[\s,:]+(?:on|nous|j|il y|y) (?:en )?(?:a|ai|avons)(?!\S)")
"""« Comme salariée, j'ai une administratrice »: the staff, not the person."""
_ALL_ARE = re.compile(r"(?<!\S)(?:on est|nous sommes) (?:(?P<benevole>benevoles?)|salariees?s?)(?!\S)")
_ON_A_THEME = whole_words(
    "themes?; thematiques?; (?:mentorat|mentore?|tsf|savoir faire) (?:sur|pour|en|autour); besoin d aide"
)
_UNDER_CONTRACT = re.compile(r"(?<!\S)(?:je|j y) (?:suis|travaille|bosse)(?!\S).*?(?<!\S)en (?:cdi|cdd)(?!\S)")
_PROFILE_WORD = re.compile(
    r"(?<!\S)(?:" + "|".join(f"(?P<{profile}>{words})" for profile, words in _PROFILES.items()) + r")(?!\S)"
)
_STATUS = re.compile(rf"(?<!ni )(?<!pas )(?<!\S)(?:{_PROFILES['salarie']}|{_PROFILES['benevole']})(?!\S)")
_JOB_TITLE = whole_words(
    """
    chargee? de [a-z]+; assistante?; responsable [a-z]+; regisseu(?:r|se); comptable; programmat(?:eur|rice)
    booke(?:r|use)
    """
)
_NEITHER = whole_words(
    """
    ni l un ni l autre; (?:aucune?|ni l un ni l autre) des (?:deux|<n\\d+>); ni salariee? ni benevole; autre
    (?:que|juste|seulement|uniquement|rien que) (?:de temps en temps )?(?:des |quelques |mes |de )?cachets?
    (?:des|mes|quelques|les|au|de) cachets?; chomage; chomeu(?:r|se); rsa; sans (?:emploi|mission|poste)
    (?:a|sur|pour) (?:mon|son) (?:propre )?compte; independante?; profession liberale; etudiante?
    (?:pas|aucune) (?:de |d )?(?:mission|poste|role|fonction)s?; (?:dans|d) aucune (?:structure|association)
    (?:juste|seulement|uniquement|simplement|simple|que) (?:une? )?(?:musicien|chanteu|rappeu|auteur|compositeur|
    & interprete|artiste|dj)[a-z]*
    """
)
_NEITHER_NOR = whole_words("ni (?:salariee?[\\s,]+ni benevole|benevole[\\s,]+ni salariee?)")
_PAID_THERE = whole_words(
    """
    (?:paye|salarie|remunere|employe|embauche|declare)e? (?:par|a|au|chez) (?:l |la |le |mon |ma |une? )?[a-z]+
    contrat de travail; fiches? de paie; (?:je touche|j ai) un (?:salaire|cdi|cdd|poste)
    """
)
_GIVES_TIME = whole_words(
    """
    (?:personne|on) ne me (?:paie|paye|remunere); pas (?:paye|remunere|salarie)e?; (?:donne|offre) de mon temps
    sans etre (?:paye|remunere)e?; gratuitement; pour le plaisir; sur mon temps libre; gratos; gratis
    a titre gracieux
    """
)
"""How one is paid, or is not, as an answer about one's status."""
_COMPANY = whole_words("sas; sasu; sarl; eurl; societe; entreprise")
_THEMES = {
    "actions_responsables": one_of(
        """
        (?:actions? )?responsables?; solidaires?; solidarite; ecolog[a-z]+; environnement[a-z]*; rse; durables?
        transition; egalite; vhss; inclusion; violences?; eco ?responsab[a-z]+; parite; handicap; accessibilite
        vert[es]*; carbone; ecolos?; empreinte; discrimination[a-z]*; sexistes?; local(?:e|es|ement)?; circuits? courts?
        dechets; recycl[a-z]+; handicapes?; mixite; diversite
        """
    ),
    "financement": one_of(
        """
        financements?; financer; finances?; subventions?; mecenat; mecenes?; fonds; argent; modele economique
        budgets?; crowdfunding; tresorerie; financiere?s?; sous; thunes?; pognon; fric; ble; moyens; sponsors?
        aides (?:publiques|financieres)
        """
    ),
    "visibilite": one_of(
        """
        visibilite; visibles?; communication; comm?; reseaux sociaux; promo(?:tion)?; presse; marketing; image
        (?:se|me|nous|le|la|les|mieux) faire (?:mieux )?connaitre; digital[a-z]*; publics?; site internet; site web
        insta[a-z]*; diffusion des projets; notoriete; connu[es]*; reperee?s?
        faire parler (?:de|d)(?: [a-z]+)?; toucher (?:plus de |d autres |du |un )?(?:monde|gens|personnes|public)[a-z]*
        (?:me|nous|se|on) (?:vendre|montrer|promouvoir|voi[trse]+|entend[a-z]*|repere[a-z]*|decouvr[a-z]+)
        (?:me|nous|m) (?:connaisse|ecoute|remarque)[a-z]*; (?:plus|davantage) (?:vue?s?|ecoutee?s?|visibles?)
        """
    ),
    "gestion": one_of(
        """
        gestion (?!de projets?)(?!des projets); gestion; gerer; (?<!conseil d )administrati(?:f|ve|on)s?; admin
        compta[a-z]*; paies?; paye; rh; ressources humaines; juridique; statuts; social; mise en oeuvre
        organisation interne; contrats?; organiser la structure; paperasse; papiers; plannings?; facturation; factures?
        logiciels?
        bureautique; droits? (?:social|du travail|d auteur); embauches?; salaires?; fiches de paie
        """
    ),
    "pilotage": one_of(
        """
        pilotage; piloter; (?<!structure )pilote; gestion d(?:e|es) projets?; strateg[a-z]+; gouvernance
        conduite de projets?
        management; direction; projet associatif; mener (?:un|mon|mes|nos|notre|des|les|a bien)(?: [a-z]+)? projets?
        decisions?; avenir; vision; cap; feuille de route; coordination; conduire (?:un|mon|mes|nos|des) projets?
        """
    ),
}
_NAMES_THEME = re.compile(
    r"(?<!\S)(?:le|mon|notre|un|comme|cote) (?:theme|thematique)"
    r"(?: (?:(?:ca|ce|c|cela) )?(?:est|serait|sera|etait)| :| plutot)"
)
"""« Le thème, ça serait le financement »."""
_THEME = re.compile(
    r"(?<!\S)(?:" + "|".join(f"(?P<{theme}>{words})" for theme, words in reversed(_THEMES.items())) + r")(?!\S)"
)


def mentoring(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the role, profile and theme, where mentoring is what is spoken of."""
    is_topic = bool(_ABOUT_MENTORING.search(message.planned) or _WANTS_HELP.search(message.planned))
    is_ours = bool(FIRST_PERSON.search(message.planned)) or any(
        DESIRES.match(clause.text) for clause in message.clauses if clause.standing in (Standing.OWN, Standing.WISHED)
    )
    is_need_asked = context.asked == NEED
    if is_topic or context.asked == ROLE or is_need_asked:
        roles = list(_role(message, is_asked=context.asked == ROLE, is_ours=is_ours or is_need_asked))
        yield from roles
        if roles and (is_need_asked or (context.asked is None and is_ours)) and not _names_a_call(message):
            yield Finding(NEED, "mentorat", roles[0].start, roles[0].end)
    yield from _profile(message, context, is_topic)
    names_theme = _NAMES_THEME.search(message.text) is not None
    if context.asked == THEME or names_theme or (is_topic and (is_ours or _ON_A_THEME.search(message.planned))):
        yield from _theme(message, is_asked=context.asked == THEME or names_theme)


def _names_a_call(message: Message) -> bool:
    """Whether one of the two calls is spoken of beside mentoring, or mentoring turned down."""
    for match in SCHEME.finditer(message.planned):
        clause = message.clause_at(match.start())
        if not match.group("mentorat") or (clause and is_turned_down(message.planned, clause, match)):
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
    for role, pattern in _ROLES.items() if is_asked else ():
        # « offrir mes compétences à d'autres structures », « recevoir des conseils d'une personne qui… »
        if (said := pattern.search(message.text)) and not _is_denied(message, said):
            yield message.found(ROLE, role, said)
            return
    giving = (_GIVES if is_asked else _HANDS_ON).search(message.planned) if is_asked or is_ours else None
    if giving and not _is_denied(message, giving):
        yield message.found(ROLE, "ressource", giving)


def _profile(message: Message, context: Context, is_topic: bool) -> Iterator[Finding]:
    is_asked = context.asked == PROFILE
    if contrast := _CONTRAST.search(message.stated):
        yield message.found(PROFILE, "salarie" if contrast.group("salarie") else "benevole", contrast)
        return
    if is_asked and (gives := _GIVES_TIME.search(message.stated)):
        yield message.found(PROFILE, "benevole", gives)
        return
    neither = _NEITHER_NOR.search(message.stated) if is_asked else None
    if is_asked and not neither and not _STATUS.search(message.stated):
        neither = _NEITHER.search(message.stated)
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
    if is_topic and (status := _STATUS_AT_HEAD.search(message.stated)):
        yield message.found(PROFILE, str(status.lastgroup), status)
        return
    for match in pattern.finditer(message.stated):
        profile = next(name for name in _PROFILES if match.group(name))
        if profile == "autre" and not (is_asked or is_topic):
            continue
        if _AS_STAFF.match(message.stated, match.start()):
            continue
        if profile == "benevole" and "president" in match.group() and _COMPANY.search(message.stated):
            continue
        if not _is_denied(message, match):
            yield message.found(PROFILE, profile, match)
            return
    unpaid = _UNPAID.search(message.stated) or (_STATUS_ALONE.search(message.stated) if is_topic else None)
    if unpaid:
        yield message.found(PROFILE, unpaid.lastgroup or "benevole", unpaid)
    elif contract := _UNDER_CONTRACT.search(message.stated):
        yield message.found(PROFILE, "salarie", contract)
    elif is_asked and (paid := _PAID_THERE.search(message.stated)) and not _is_denied(message, paid):
        yield message.found(PROFILE, "salarie", paid)
    elif is_asked and (title := _JOB_TITLE.search(message.stated)):
        yield message.found(PROFILE, "salarie", title)
    elif is_asked and (seat := _OF_THE_BOARD.search(message.stated)) and not _COMPANY.search(message.stated):
        yield message.found(PROFILE, "benevole", seat)


_NO_THEME = whole_words("pas(?! (?:que|seulement|mal)); ni; sauf; sans; hors")
"""« Plus visibles » denies nothing."""


def _theme(message: Message, *, is_asked: bool) -> Iterator[Finding]:
    found: dict[str, re.Match[str]] = {}
    for match in _THEME.finditer(message.planned):
        clause = message.clause_at(match.start())
        if not _NO_THEME.search(message.planned, clause.start if clause else 0, match.end()):
            found.setdefault(next(name for name in _THEMES if match.group(name)), match)
    for bare in _THEME.finditer(message.text) if is_asked and not found else ():
        clause = message.clause_at(bare.start())
        if not _NO_THEME.search(message.text, clause.start if clause else 0, bare.start()):
            found[next(name for name in _THEMES if bare.group(name))] = bare  # « la com, comment me faire voir »
            break
    if found:
        yield message.read_as(THEME, list(found), next(iter(found.values())))


def _is_denied(message: Message, match: re.Match[str]) -> bool:
    clause = message.clause_at(match.start())
    return bool(DENIED.search(message.planned, clause.start if clause else 0, match.end()))

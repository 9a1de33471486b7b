"""What the structure is (`type_structure`), by its name or by what it does, and whether it is of the sector.

« On est un label », « notre salle », « je dirige un festival », « label à Sète », « on fait tourner des groupes »
tell a type. A label one works with, is signed to or is not, tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .asking import FIRST_PERSON
from .counts import PARTNERS
from .message import Context, Finding, Message
from .patterns import one_of, whole_words
from .scope import Clause, Standing

TYPE = "type_structure"
SECTOR = "filiere_musiques_actuelles"

_MAKER = "(?:boite|societe|structure|association|maison|agence|bureau|entreprise|collectif|studio)"
_NOUNS = {
    "label": one_of(
        """
        (?:net ?)?labels?; maisons? de disques?
        (?:production|edition)s?(?: et (?:d )?(?:edition|production)s?)? phonographiques?; structure phonographique
        production de (?:disques?|phonogrammes?)
        (?:editeurs? et producteurs?|producteurs? et editeurs?) (?:phono[a-z]*|de disques)
        (?:producteur|productrice)s? (?:phono[a-z]*|de (?:disques?|phonogrammes?)); edit(?:eur|rice)s? phono[a-z]*
        editeurs?(?: et producteurs?)? de disques?; (?:producteur|productrice|production) de musiques? enregistrees?
        """
    ),
    "producteur_video": one_of(
        f"""
        (?:{_MAKER} de )?productions? (?:audiovisuelles?|videos?|de (?:clips?|videos?)|d images?); videastes?
        (?:producteur|productrice|realisateur|realisatrice)s? (?:audiovisuel[a-z]*|video|de (?:clips?|videos?)|
        & d images?)
        (?:boite|societe|structure|agence|collectif) de (?:clips?|videos?|tournages?)
        """
    ),
    "producteur_spectacles": one_of(
        rf"""
        tourneu(?:r|se)s?; book(?:eur|euse|er)s?; (?:{_MAKER} de )?booking; {_MAKER} de (?:tournee|diffusion)s?
        (?:{_MAKER} de )?(?:co ?)?productions? (?:de |d )?(?:spectacle|concert|tournee|live|evenement)s?(?: vivants?)?
        (?:producteur|productrice)s? (?:de |d )?(?:spectacle|concert|tournee|live|evenement)s?(?: vivants?)?
        entrepreneu(?:r|se)s? de (?:spectacle|tournee)s?(?: vivants?)?; spectacle vivant
        """
    ),
    "lieu_festival": one_of(
        """
        smac; salles?(?: (?:de (?:concert|spectacle|musique)s?(?: actuelles)?|associative|municipale|culturelle))?
        cafes? concerts?; caf conc; cafe (?:musical|culture[a-z]*|associatif); festivals?; clubs?; discotheque; mjc
        zenith; bars?(?: (?:musical|concerts?|a concerts?|associatif|a musique|cafe|restaurant))?; guinguette
        tiers lieux?; cabaret
        lieux? (?:de (?:diffusion|concerts?|spectacles?|musique|vie|creation)|culturels?|musica(?:l|ux)|
        & intermediaires?)
        (?<!de )(?<!du )theatre; centre culturel; scenes? (?:de musiques actuelles|conventionnee|nationale|locale)
        lieu(?! d)
        """
    ),
    "accompagnement": one_of(
        """
        reseaux?; federation; studios?(?: (?:de|d) (?:repetitions?|repet|enregistrement|musique|creation))?
        couveuse; ecole de musiques?(?: actuelles)?; (?:locaux|local|salles?) de (?:repetition|repet)
        centre de ressources?; (?:organisme|centre|structure) de formations?; structure d accompagnement
        accompagnat(?:eur|rice)s?; incubateur; poles? (?:de )?ressources?; centre ressources?; pepiniere
        accompagnement(?: (?:d|des|de) (?:artistes|groupes|musiciens|projets))?; formation professionnelle
        """
    ),
    "collectivite": one_of(
        """
        mairie; commune(?! :); municipalite; ville(?! :); com ?com; communaute (?:de communes|d agglo[a-z]*|urbaine)
        agglo[a-z]*; metropole; intercommunalite; collectivite(?: territoriale| locale)?; conseil departemental
        service cultur(?:el|e); syndicat (?:mixte|intercommunal); regie municipale
        agente? (?:municipal|territorial)e?; elue? (?:a la culture|municipale?)
        """
    ),
    "autre": one_of(
        """
        (?:web ?)?radios?(?: associative| locale)?; medias?; webzine; fanzine; magazine; disquaires?; luthi(?:er|ere)s?
        edit(?:eur|rice|ion)s? musica[a-z]+; manage(?:ment|r|rs|use); agence (?:de management|de com[a-z]*|de presse)
        attachee? de presse; compagnie de (?:theatre|danse|cirque); prestataires? (?:technique|son|de services?)
        """
    ),
    "artiste": one_of(
        """
        groupes?(?! (?:de travail|de structures|d associations?|d employeurs|scolaire|de parole|de presse|
        & d interet))
        artistes?; musicien(?:ne)?s?; chanteu(?:r|se)s?; auteurs?; autrices?; compositeurs?; compositrices?
        interpretes?; rappeu(?:r|se)s?; djs?; beatmakers?; duo; trio; guitariste; batteu(?:r|se); bassiste; pianiste
        violoniste; fanfare; accordeoniste; slameu(?:r|se); songwriter
        """
    ),
}
_EITHER = {
    one_of(f"{_MAKER} de productions?; producteurs?; productrices?"): (
        "producteur_spectacles",
        "label",
        "producteur_video",
    ),
    one_of(
        """
        (?:organisat(?:eur|rice)s?|organisation) (?:de |d )?(?:concerts?|evenements?|spectacles?|soirees?)
        diffuseu(?:r|se)s?
        """
    ): ("lieu_festival", "producteur_spectacles"),
}
"""What may be one type or another: asked back."""

_ANY = (
    "(?:"
    + "|".join(
        [f"(?P<{kind}>{nouns})" for kind, nouns in _NOUNS.items()]
        + [f"(?P<either{i}>{n})" for i, n in enumerate(_EITHER)]
    )
    + r")(?!\S)"
)
_POINTS_OUT = re.compile(r"(?:(?:oui|non|ben|bah) )*c est (?:le|la|l|les) ")
_POINTS_AT_OTHERS = re.compile(r"(?<!\S)c est (?:le|la|l|les|un|une) (?:[a-z]+ ){1,3}?qui (?!nous|me|m|s appelle|est )")
"""« C'est le label qui paie »: who does it, not what we are."""
_ADVERBS = (
    "(?:"
    + one_of(
        """
        bien; aussi; donc; surtout; plutot; avant tout; principalement; juste; simplement; un peu; encore; toujours
        deja; tous; toutes; en fait; egalement; d abord; essentiellement; nous; a la fois; e
        """
    )
    + " )*"
)
_QUALIFIERS = (
    "(?:"
    + one_of(
        r"""
        petite?s?; jeunes?; toute?; nouvelle; nouveau; vraie?; simple; mini; micro; grande?; gros; grosse
        association; structure; societe; entreprise; collectif; loi; sarl; sas; sasu; scop; scic; eurl; cooperative
        culturelle; musicale; associative?; independante?; qui est; type; de type; une?; d une?; <[nyo]\d+>; de; d
        """
    )
    + " )*"
)
_ARTICLE = r"(?:(?:une?|des|le|la|l|les|du|d une?|de|d|<n\d+>) )?"
_WE = (
    "(?:on|nous|je|j|qui|l association|notre association|la structure|notre structure|(?:ma|notre|la) "
    "(?:boite|societe))"
)
_ROLE = one_of(
    """
    (?:direct|coordinat|administrat|animat|fondat|cofondat|program+at|createur|creat)(?:eur|rice); presidente?
    salariee?; benevole; employee?; gerante?; regisseu(?:r|se); responsable; tresoriere?; agente?
    chargee? de [a-z]+; patron(?:ne)?; adjointe?; elue?; membre; secretaire; permanente?; proprietaire; stagiaire
    assistante?; technicien(?:ne)?; cheff?e?; associee?; volontaire
    """
)
_DO = "(?:(?:ne|n|y|co|m|nous|s|en|leur) )*"

_IS = re.compile(
    r"(?<!\S)"
    + one_of(
        """
        (?:on|nous) (?:est|sommes|reste|restons); je (?:suis|reste); c est; il s agit; en tant que?; comme
        on se definit comme; structure (?:est|:); type(?: de structure)?(?: :| est)?
        (?:notre|mon|nos) activites?(?: principale)?(?: (?:est|c est|:|de|reste))*
        activite(?: principale)? (?:est|c est|:); profil :; (?:l|notre) association (?:est|c est)
        (?:notre|la) structure (?:est|c est); coeur de metier(?: c est| est| :)?
        (?:on|nous|je|association|structure|boite) (?:fait|faisons|fais)(?: surtout| principalement|
        &  essentiellement)? (?:de la|du|de l|dans le|dans la)
        """
    )
    + f" {_ADVERBS}{_ARTICLE}{_ADVERBS}{_QUALIFIERS}{_ANY}"
)
_RUNS = re.compile(
    r"(?<!\S)"
    + one_of(
        f"""
        {_WE} {_DO}(?:ger(?:e|ons)|dirige(?:ons)?|tien[st]|tenons|anim(?:e|ons)|port(?:e|ons)|pilot(?:e|ons)|preside
        & |exploit(?:e|ons)|administre|represent(?:e|ons)|coordonne|organis(?:e|ons)|a|ai|avons|occup(?:e|ons) d
        & |programm(?:e|ons)|lou(?:e|ons)|fai[st] tourner)
        (?:je suis|on est|nous sommes|je fais partie|on fait partie) (?:dans|d|au sein d)
        {_WE} (?:a |ai |avons )?(?:monte|cree|fonde|lance|ouvert|repris)
        {_WE} (?:travaille|bosse|interviens?|chante|joue|rappe|(?:vous )?(?:contacte|ecris|appelle)) (?:pour|dans|chez
        & |au nom d|de la part d|a|au|en)
        {_ROLE}(?: (?:general|generale|artistique|technique|a la culture|benevole|salariee?))*
        & (?: (?:d|de|du|la|le|l|dans|a|au|pour|en|chez))+
        (?:a la tete|au nom|pour le compte|de la part|cote) (?:d|de|du)(?: la| l)?; notre; nos; mon; ma; ici
        """
    )
    + f" {_ARTICLE}{_QUALIFIERS}{_ANY}"
)
_THAT_WE_RUN = re.compile(
    rf"(?<!\S)(?:le|la|l|une?) {_QUALIFIERS}{_ANY} (?:[a-z]+ )?que? {_WE} {_DO}"
    r"(?:ger|dirig|organis|port|anim|tien|coordon|represent|mont|cre)[a-z]*"
)
_OF_ITS_OWN = re.compile(
    rf"(?:(?:bonjour|bonsoir|alors|donc|et|voila|nous) )*(?<!\S)(?:le|la|ce|cette) (?:petite? |"
    rf"jeune )?(?!salle de repet)"
    rf"(?=(?:label|festival|salle|smac|studio|tourneur|cafe|bar|mjc|guinguette|webradio|commune|mairie|collectivite)"
    rf"(?!\S)){_ANY}(?: (?:de|d|du|a) [a-z]+)? (?:(?:ne|n|y|s) )*(?:est|a|existe|fait|produit|compte|emploie|respecte|"
    rf"cherche|souhaite|voudrait|veut|organise|sort|dispose|possede|demande|depose|accueille)(?!\S)"
    rf"(?! (?:nous|d a cote|qui|distribue par|voisin))"
)
"""« Le label a 12 références »: the structure as its people speak of it."""
_RELATED = re.compile(
    r"(?<!\S)(?:je suis|moi|on est|nous sommes) (?!(?:[a-z]+ ){0,3}"
    + one_of(
        """
        partenaires?; amie?s?; signee?s?; fans?; voisine?s?; cliente?s?; distribuee?s?; accompagnee?s?; produite?s?
        aidee?s?; soutenue?s?; programmee?s?; hebergee?s?; invitee?s?; abonnee?s?; cote; pres; loin; artistes?; pas
        plus; prestataires?; proches?; sans
        """
    )
    + r" )(?:[a-z]+ ){1,4}?(?:d|du|de|dans|pour|chez|a|au)(?: (?:une?|la|le|l|cette|ce|notre|mon|ma))? "
    + f"{_QUALIFIERS}{_ANY}"
)
_AUTHORITY = re.compile(
    r"(?<!\S)(?:la|notre) (?P<collectivite>mairie|commune|ville|communaute de communes|metropole|agglo[a-z]*|"
    r"collectivite)(?: (?:de|d|du) "
    r"[a-z]+)?"
    r"(?:\s+(?:dans|en|a|du|de) (?:le |la |l )?[a-z]+(?: [a-z]+)?)?\s+(?:souhait|voudr|veu[tx]|aimer|depos|port|"
    r"candidat|"
    r"organis|prevoi|cherch|monte|envisage|propose)[a-z]*"
)
_PLAYS = re.compile(
    r"(?<!\S)(?:je|j) (?P<artiste>(?:rape?|rappe|chante|slame?|mixe|joue)(?: (?:en|tout|toute))* (?:solo|seule?)|"
    r"(?:fais|chante|rappe|compose|mixe|ecris|joue|produis)(?: [a-z]+)? (?:du|de la|de "
    r"l|mes|en|des)"
    r" (?:musique|chansons?|morceaux|sons?|titres|prods|solo|textes|guitare|piano|basse|batterie|rap|rock|electro"
    r"|techno|folk|pop|jazz|slam|metal|punk))(?!\S)"
)
_GREETING = (
    "(?:"
    + one_of(
        """
        bonjour; bonsoir; salut; hello; alors; voila; je vous contacte; pour; nous; moi; :; et; oui; non; euh; donc
        bref; en fait; pardon; finalement; mais; plutot; coucou; ben; bah; c est
        """
    )
    + " )*"
)
_ALONE = re.compile(f"{_GREETING}(?:une? )?{_ADVERBS}{_QUALIFIERS}{_ANY}")
_ANSWER = re.compile(rf"(?<!\S){_ANY}")
_ALSO = re.compile(rf" (?:et|/|,|mais aussi|ou|&|\+|ainsi que) {_ADVERBS}{_ARTICLE}{_QUALIFIERS}{_ANY}")

_THE = r"(?:surtout |principalement |aussi )?(?:des|les|nos|de|plusieurs|<n\d+>|un|une|de la|plein de|de jeunes)"
_DOES = {
    "producteur_spectacles": one_of(
        f"""
        (?:co ?)?(?:produ|mont)[a-z]+(?: et (?:nous )?[a-z]+)? {_THE} (?:spectacle|concert|tournee|date|live)s?
        (?:vend|vendons|vends) {_THE} (?:date|spectacle|concert)s?; organis(?:e|ons|er) {_THE} tournees?
        (?:fait|faisons|fais) tourner {_THE} (?:jeunes )?(?:groupe|artiste|projet|musicien)s?
        booke(?:ons)? {_THE} [a-z]+
        """
    ),
    "label": one_of(
        f"""
        (?:sort|sortons|sors|edit(?:e|ons|er)|publi(?:e|ons|er)|sortir|produ[a-z]+|presse) {_THE} (?:disques?|
        & albums?|vinyles?|cassettes?|ep|singles?|phonogrammes?)
        """
    ),
    "producteur_video": one_of(
        r"""
        (?:produ[a-z]+|realis(?:e|ons|er)|fait|faisons) (?:surtout )?(?:des|les|plein de|de|<n\d+>) (?:clip|video|
        & videomusique)s?
        (?:produ[a-z]+|realis(?:e|ons)) nos clips; tourn(?:e|ons) des (?:clip|video)s
        """
    ),
    "lieu_festival": one_of(
        f"(?:programm(?:e|ons|er)|accueill(?:e|ons|ir)) {_THE} (?:concert|groupe|artiste|spectacle)s?"
    ),
    "accompagnement": one_of(
        f"""
        (?:accompagn(?:e|ons|er)|form(?:e|ons|er)|conseill(?:e|ons|er)) {_THE} (?:jeunes )?(?:artiste|groupe|musicien|
        & structure|porteur|projet|association)s?
        (?:propos(?:e|ons)|fait|faisons) (?:des |de la |de l )(?:formation|accompagnement|repetition)s?
        """
    ),
}
_DOES_EITHER = one_of(f"(?:organis(?:e|ons)|fait|faisons) {_THE} (?:concert|spectacle|soiree|evenement)s?")
_ACTS = re.compile(
    rf"(?<!\S)(?:{_WE} {_DO}|(?:metier|activite|travail|boulot|truc)(?: principale?)?(?: (?:c est|est|consiste a))"
    rf"?(?: de| d)? |c est (?:de |d ))(?:"
    + "|".join([f"(?P<{kind}>{phrase})" for kind, phrase in _DOES.items()] + [f"(?P<either1>{_DOES_EITHER})"])
    + r")(?!\S)"
)
_MAINLY = whole_words(
    "surtout; principalement; avant tout; activite principale; essentiellement; plutot; coeur de metier; d abord"
)
_DENIED = whole_words("pas(?! (?:que|seulement|juste|uniquement)); plus; ni; jamais; aucune?; sans; hors")
_WITH_OTHERS = re.compile(
    r"(?<!\S)(?:avec|chez|sur|par|aupres|contrat|partenariat|partenaires?|cherch[a-z]+|trouv[a-z]+|sign[a-z]+|"
    r"distribu[a-z]+)"
    r"(?: (?:d|de|des|une?|le|la|l|les|notre|du|avec))* $"
)
_OWNED = re.compile(rf"(?:notre|nos|mon|ma|{_WE} {_DO}(?:a|ai|avons))(?!\S)")
_TO_BE_MADE = whole_words("creer; monter; lancer; ouvrir; fonder; faire; demarrer; construire; rejoindre; integrer")
_VERB_OF_OWNING = re.compile(rf"{_WE} ")
_OWN_STRUCTURE = whole_words(
    """
    labels?; festivals?; salle; studios?; lieu; cafe; bar; smac; ecole; webradio; boite; guinguette; scene; agence
    societe; locaux; centre; reseau d; sarl; sasu?; scop; scic; eurl; booking; tourneur; entreprise; production
    """
)
_BAND = whole_words("groupe; duo; trio; fanfare")
_ASSOCIATED = whole_words("association; structure; collectif; societe; entreprise; scop; sarl; sas; cooperative")
_ASSOCIATION_OF = re.compile(r"(?:association|structure|asso|boite|label) (?:de|d|du) $")
_OF_MANY = whole_words("artistes; musiciens; groupes; chanteurs; auteurs; compositeurs; interpretes")
_REACH = 60


class _Said(NamedTuple):
    """A type that was said: how plainly (the more the better), which (several: unclear), where."""

    weight: int
    kinds: tuple[str, ...]
    match: re.Match[str]


def structure(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the type of the structure. When several are said as plainly, they are put to the person."""
    is_asked = context.asked == TYPE
    is_of_else = context.asked is not None and not is_asked
    said: list[_Said] = []
    is_first = context.asked != PARTNERS
    for clause in message.own_clauses():
        if is_of_else and _POINTS_OUT.match(clause.text):
            continue  # « c'est l'artiste » who pays
        said += _said(message.stated, clause, is_asked, is_first=is_first)
        is_first = is_first and not FIRST_PERSON.search(clause.text)
    # « Notre label voudrait… »: what is wanted is no fact, whose it is is one.
    said += [
        _Said(_DOING, _kinds(match), match)
        for clause in message.clauses
        if clause.standing is Standing.WISHED
        for match in _RUNS.finditer(message.text, clause.start, clause.end)
        if _OWNED.match(match.group())
        and _can_be_run(match)
        and not _TO_BE_MADE.search(message.text, clause.start, match.start())
        and not _VERB_OF_OWNING.match(match.group())
    ]
    said += [_Said(_DOING, _kinds(match), match) for match in _AUTHORITY.finditer(message.planned)]
    if not said:
        return
    best = max(one.weight for one in said)
    chosen = [one for one in said if one.weight == best]
    kinds = tuple(dict.fromkeys(kind for one in chosen for kind in one.kinds))
    yield message.read_as(TYPE, list(kinds), chosen[0].match)


def _said(text: str, clause: Clause, is_asked: bool, *, is_first: bool) -> Iterator[_Said]:
    """Yield the types that a clause tells."""
    start, end = clause.start, clause.end
    matches = [
        (_BEING, match) for match in _IS.finditer(text, start, end) if not _POINTS_AT_OTHERS.search(text, start, end)
    ]
    matches += [(_RUNNING, match) for match in _OF_ITS_OWN.finditer(text, start, end)]
    alone = _ALONE.match(text, start, end)
    is_of_many = alone and alone.group("artiste") and _OF_MANY.search(alone.group())  # « 5 artistes » of a label
    if alone and (is_asked or (not matches and not is_of_many and (is_first or _is_put_forward(alone)))):
        matches.append((_BEING, alone))
    matches += [(_RUNNING, match) for match in _RUNS.finditer(text, start, end) if _can_be_run(match)]
    matches += [(_RUNNING, match) for match in _THAT_WE_RUN.finditer(text, start, end)]
    matches += [(_RUNNING, match) for match in _RELATED.finditer(text, start, end) if not match.group("artiste")]
    for pattern in (_ACTS, _AUTHORITY, _PLAYS):
        matches += [(_DOING, match) for match in pattern.finditer(text, start, end)]
    if is_asked and not matches:
        matches = [
            (_RUNNING, match) for match in _ANSWER.finditer(text, start, end) if not _OF_MANY.search(match.group())
        ]
    is_main = bool(_MAINLY.search(text, start, end))
    for weight, match in matches:
        kinds = _kinds(match)
        if kinds and not _is_turned_down(text, start, match):
            also = _ALSO.match(text, match.end(), end)
            if also and weight == _BEING and len(_kinds(also)) == 1:
                kinds += tuple(kind for kind in _kinds(also) if kind not in kinds)
            yield _Said(weight + is_main, kinds, match)


_DOING, _RUNNING, _BEING = 1, 3, 5


_ONE_LIKES = re.compile(r" (?:preferee?|favorie?|fetiche|de coeur)s?(?!\S)")


def _is_turned_down(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the type is denied, or is of somebody one works with."""
    noun = match.end() - len(match.group().rsplit(" ", 1)[-1])
    first = max(start, match.start() - _REACH)
    if _ONE_LIKES.match(text, match.end()):
        return True
    return bool(_DENIED.search(text, first, noun) or _WITH_OTHERS.search(text, first, match.start()))


def _can_be_run(match: re.Match[str]) -> bool:
    """Whether what one « has » or calls one's own can be the structure itself: a label, not « notre ville »."""
    if match.group("artiste"):
        return bool(_BAND.search(match.group()))
    return not _OWNED.match(match.group()) or bool(_OWN_STRUCTURE.search(match.group()))


def _is_put_forward(match: re.Match[str]) -> bool:
    """Whether it stands after « mais » or as the value of a label: « type : festival »."""
    return bool({"mais", ":"} & set(match.group().split()))


def _kinds(match: re.Match[str]) -> tuple[str, ...]:
    groups = match.groupdict()
    for rank, kinds in enumerate(_EITHER.values()):
        if groups.get(f"either{rank}"):
            return kinds
    if groups.get("artiste") and (
        _ASSOCIATED.search(match.group()) or _ASSOCIATION_OF.search(match.string, 0, match.start())
    ):
        return ()  # a collective of artists is more than an artist
    return tuple(kind for kind in _NOUNS if groups.get(kind))


# The sector

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
    rappeu(?:r|se); chanteu(?:r|se); concerts?; duo; trio; bar; lieu; booking; ^(?:[a-z]+ ){0,2}[a-z]+$
    """
)
_NOT_A_GENRE = re.compile(
    r"(?<!\S)(?:contrat de filiere(?: des)?|filiere|appels?(?: a projets?)?|aides?(?: aux?)?|dispositif|contrat|"
    r"assises|schema) (?:(?:des|de|d|les|aux?) )*$"
)
_OF_SECTOR = whole_words(
    """
    (?:on|nous) (?:est|sommes|fait|faisons|travaille|bosse|evolue) (?:bien |tous )?(?:de |dans |de la |dans la |
    & partie de la )+filiere
    (?:je suis|moi) (?:une? )?(?:[a-z]+ )?rappeu(?:r|se)
    """
)
_OTHER_ARTS = re.compile(
    r"(?<!\S)(?:c est(?! pas)|(?:on|nous|je) (?:n |ne )?(?:est|sommes|fait|faisons|fais|suis|reste)(?: [a-z]+){0,3}?|"
    r"compagnie "
    r"de|structure de|association de|ensemble de|festival de)"
    r"(?: (?:du|de la|de|dans le|dans la|d|dans))* (?:musique (?:classique|baroque|ancienne|sacree|lyrique|"
    r"contemporaine)|classique|opera|(?<!un )theatre|danse|cirque|arts? de la rue)(?!\S)"
)


def sector(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the structure is of the sector, when a genre of it, or another art, is plainly its own."""
    text = message.stated
    for match in _SECTOR.finditer(text):
        clause = message.clause_at(match.start())
        first = clause.start if clause else 0
        if _NOT_A_GENRE.search(text, first, match.start()) or _WITH_OTHERS.search(text, first, match.start()):
            continue
        is_own = context.asked == SECTOR or _OWN_MUSIC.search(clause.text if clause else text)
        is_denied = bool(_DENIED.search(text, first, match.start()))
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
    if other and "aussi" not in other.group().split() and not _DENIED.search(text, other.start(), other.end()):
        yield message.found(SECTOR, False, other)

"""Where the structure is or works (`occitanie`), and where its artists are (`artiste_occitanie`).

A name that exists in Occitanie and elsewhere is asked about, unless a department or a postal code in the message tells
which. A place elsewhere says nothing of the activity: it gives a note, never `False`; that takes both denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .asking import FIRST_PERSON, LEAD
from .gazetteer import REGION, Place, Places
from .message import Ambiguous, Context, Finding, Message, Note
from .patterns import one_of, whole_words, word_set
from .scope import Clause
from .spelling import KEY_WORDS

FACT = "occitanie"
ARTISTS = "artiste_occitanie"
BY_PLACE = frozenset({FACT, ARTISTS})
"""Facts that the name of a place decides, whatever the words around it."""
ELSEWHERE = "lieu_hors_occitanie"
"""Note: the place outside Occitanie where the seat is, as it was typed."""
HOMONYM = "lieu_homonyme"
"""Note beside an ambiguous `occitanie`: the name, as typed, and the departments where there is such a place."""

_LONGEST_NAME = 8
_WELL_KNOWN = 5_000
"""A town of this size is taken for one after « a » without an accent, even when its name is a word (« a rodez »)."""
_UNMISTAKABLE = 10_000
"""A town of Occitanie of this size, of a name that is no word and nobody else's, needs nothing to lead to it."""
_FAMOUS = 100_000
_SHORTEST_NAME = 3
"""Names of up to this many letters (« Eu », « Die ») need as much as those that are words."""
_LONGEST_MENDED = 5
_FUZZY_SIZE = 2_000
_REACH = 90
"""How far before a name the words that lead to it are looked for, in characters."""

_OF_MONEY = whole_words(
    "chiffreaffaires; chiffre d affaires; budget; euros; <m\\d+>; combien; demand[a-z]*; subvention; aide; <y\\d+>"
)
"""Where a number of five figures standing alone may be an amount, not a postal code."""

_LANDS = {
    **dict.fromkeys(
        ("languedoc", "languedoc roussillon", "midi pyrenees", "roussillon", "lauragais", "minervois"), "76"
    ),
    **dict.fromkeys(
        ("rouergue", "quercy", "ramonville", "comminges", "couserans", "occitanie pyrenees mediterranee"), "76"
    ),
    **dict.fromkeys(
        ("cevennes", "larzac", "gevaudan", "cerdagne", "vallespir", "bigorre", "aubrac", "armagnac", "capcir"), "76"
    ),
    **dict.fromkeys(
        ("pays cathare", "pays catalan", "bassin de thau", "haut languedoc", "montagne noire", "pays d oc"), "76"
    ),
    # What people call Toulouse, Montpellier, Nîmes, Sète and Alès.
    **dict.fromkeys(
        ("ville rose", "cite rose", "capitale de l occitanie", "clapas", "rome francaise", "ile singuliere"), "76"
    ),
    **dict.fromkeys(("montpel", "capitale des cevennes", "venise languedocienne", "perpi", "tolosa"), "76"),
    **dict.fromkeys(("paca", "provence", "cote d azur"), "93"),
    **dict.fromkeys(("idf", "region parisienne"), "11"),
    **dict.fromkeys(("aquitaine", "limousin"), "75"),
    **dict.fromkeys(("rhone alpes", "auvergne"), "84"),
    **dict.fromkeys(("belgique", "suisse", "espagne", "luxembourg", "quebec", "allemagne", "italie", "angleterre"), ""),
    **dict.fromkeys(("londres", "bruxelles", "geneve", "barcelone", "andorre", "portugal", "montreal au canada"), ""),
}
"""Lands by their usual names → region, empty abroad. Those of Occitanie are wholly inside it."""
_PLAIN_WORD_DEPARTMENTS = word_set("lot nord landes manche somme orne cher ain creuse vienne allier aube")
_ARTICLES = frozenset(("le", "la", "les", "l"))
_WIDER = frozenset(("grand", "pays", "bassin"))
_CONTRACTED = {"au": "le", "aux": "les", "du": "le", "des": "les"}
_NEVER_NAMES = frozenset(KEY_WORDS) | {
    "mairie",
    "commune",
    "notre",
    "votre",
    "autre",
    "partir",
    "propos",
    "travers",
    "plusieurs",
    "chaque",
}
"""Words after « à » or « de » that no typo of a town explains."""
_LEADS = frozenset(("a", "au", "aux", "en", "dans", "sur", "vers", "de", "d", "du", "des"))

_SETTLED = (
    "(?:(?:bas|situ|implant|install|domicili|localis|etabli|heberg|immatricul|log|nich|ancr)e?e?s?|sise?s?|"
    "(?:(?:nous nous|on se|se|me|m y|l on se) )?(?:trouvons|trouve|trouvent|situons|situe|situent|creche|crechons))"
)
_NEAR = (
    "(?:(?:a|au|aux|en|sur|vers|tout|juste|du|de|la|dans|:|cote|pres|loin|non|proche|region|environs?|alentours?|"
    "peripherie|banlieue|bien|toujours|le|coin|nord|sud|est|ouest) )*$"
)
_NO_MORE_THAN_WAY = re.compile(rf"(?<!\S){_NEAR}")
_SURELY_SEATED = re.compile(
    r"(?<!\S)"
    + one_of(
        f"""
        {_SETTLED}; siege(?: social)?(?: est| se trouve| reste)?; (?:on|nous) (?:est|sommes); je suis
        habit(?:e|ons|ent); adresse; code postal; cp; ville; commune; cote; pres; proche; environs; alentours
        localisation; secteur; zone; autour; bassin; territoire; entre; rayonn(?:e|ons) (?:sur|depuis)
        c est
        """
    )
    + f" {_NEAR}"
)
_SEATED = re.compile(
    r"(?<!\S)"
    + one_of(
        f"""
        {_SETTLED}; siege; (?:on|nous|je) (?:est|sommes|suis|vit|vis); habit(?:e|ons)
        (?:notre|l|mon|ma|la) [a-z]+ est; viens; vient; venons; adresse; code postal; cp; ville; commune
        associations?; structures?; labels?; societe; entreprise; boite; festivals?; salles?; studios?; collectif
        reseau
        producteurs?; productrices?; tourneu(?:r|se)s; editeurs?; videastes?
        groupe; tourneur; production; mairie; lieu; siege social; bureau; locaux; bar; cafe; smac; agence
        """
    )
    + r"(?: (?:[a-z]+|<[dyn]\d+>)){0,5} "
    + _NEAR
)
_STRUCTURE_BEFORE = re.compile(
    r"(?<!\S)(?:associations?|label|festival|salle|smac|studio|tourneur|structure|boite|collectif|groupe|reseau|"
    r"mairie|cafe concert"
    r"|production|societe|compagnie|bar|lieu)(?: [a-z]+)? (?:(?:de|d|sur|a) )?$"
)
_OF_NOBODY = re.compile(
    r"(?<!\S)"
    + one_of(
        """
        partenaires?; partenariat; drac; contrat de filiere; filiere
        (?:par|avec|soutien|chez)(?: [a-z]+){0,2} conseil (?:regional|departemental); aides?
        subventions?; mixee?s?; mix; enregistree?s?; universite; distributeur; cnm; conservatoire; prefecture; maire
        elus?; (?:(?<=suis )|(?<=ete )|(?<![a-z>] ))nee?s?(?: (?:en|le) <[dny]\\d+>)?;
        grandi; originaire; nati(?:f|ve)s?; naissance; enfance
        etudiante?s?
        vacances; vecu
        (?:rendez vous|rdv)(?: (?:a|avec) l[ae]? ?[a-z]+)?; preferee?s?(?: est)?; appart[a-z]*; logement; chambre
        (?:nom est|appelle|madame|monsieur|mme|mr)(?: [a-z]+){0,2}; trains?; gare; avion; voiture; route; bus
        (?:ai|a|avons|viens d|vient d) (?:achete|trouve|visite|croise|mange|dormi|vu|perdu|
        & rencontre)r?e?s?(?: [a-z]+){0,4}; chemin
        hotel; voyage; reunion(?: [a-z<>0-9]+){0,4}; (?:la|par la|aide de la) region; dispositif; appels?
        contrat de filiere(?: [a-z]+){0,4}?; etudes; stage; formation; passage; deplacement; weekend
        concert (?:vu|hier)
        (?:(?<!travaille )(?<!bosse )(?<!suis )(?<!c est )pour|avec|par|chez) (?:la |le |l )?(?:mairie|commune|
        & ville|communaute)
        avec (?:une?|l[ea]?|des|les) (?:ecole|college|lycee|mediatheque|mjc|universite|ehpad|hopital|tourneur|
        & artiste|groupe)s?
        & (?: [a-z]+)?
        (?:appelle|ecris|telephone|contacte) depuis; (?:appelle|telephone)
        (?:enregistr|mix|master|press)(?:e|ee|ees|es|ons|er|ait)(?: [a-z]+){0,4}?
        """
    )
    + " (?:(?:de|d|la|l|du|en|a|au|des|pour|vers) )*$"
    + r"|(?:autres?|<n\d+>) (?:autres? )?(?:association|structure|partenaire|collectif|label|festival)s? (?:(?:de|d|"
    r"la|l|du|en|a|au|des|dans|le) )*$"
)
_OF_ARTISTS = whole_words(
    "".join(
        rf"(?<!\b{trade} {of} )"
        for trade in (
            "collectif",
            "association",
            "accompagnement",
            "production",
            "booking",
            "formation",
            "diffusion",
            "repetition",
            "management",
        )
        for of in ("d", "de", "des", "pour", "pour les", "pour des", "aux", "de jeunes", "pour jeunes")
    )
    + """(?:artistes?|groupes?|musiciens?)
 musicienne[a-z]*; chanteu[a-z]+; rappeu[a-z]+; duos?; interpretes?; auteurs?; beatmakers?
    djs?; dont; talents?
    """
)
_OF_OURSELVES = whole_words(
    """
    association; structure; label; societe; siege; activites?; concerts?; dates; studio; salle; festival; lieu
    on est; nous sommes; je suis; collectif; notre groupe; entreprise; boite
    tourn[a-z]+; jou[a-z]+; un groupe; une artiste
    """
)
_OF_AUTHORITY = whole_words(
    "communes?; communaute; agglo[a-z]*; metropole; ville; mairie; habitants; collectivite; departement; service"
)
_SERVES = whole_words("(?:accompagn|accueill|programm|heberg|conseill|form)(?:e|ons|er|ir|ent)")
"""« On accompagne des groupes à Tarbes »: we are there; « des groupes de Tarbes »: they are."""
_BAND_AT_HEAD = re.compile(
    r"(?:(?:bonjour|salut|un|une|petit|jeune|je suis) )*(?:groupe|duo|trio|artiste|chanteu(?:r|se)|rappeu(?:r|se)|"
    r"musicien(?:ne)?|beatmaker|dj|slameu(?:r|se)|aut(?:eur|rice)|composit(?:eur|rice)|[a-z]+iste|batteu(?:r|se)) "
)
_DENIED = whole_words(
    "pas(?! (?:que|seulement|loin)); (?<!en )plus(?! (?:de|que|en plus)); ni; jamais; aucune?; hors; sans; rien"
)
_INHABITANTS = whole_words(
    """
    (?:toulousain|montpellierain|nimois|setois|biterrois|perpignanais|carcassonnais|narbonnais|albigeois|castrais|
    & montalbanais|ruthenois|millavois|tarbais|auscitain|cadurcien|figeacois|alesien|lozerien|aveyronnais|gersois|
    & ariegeois|audois|gardois|heraultais|tarnais|occitan|lunellois|agathois|appameen|mendois|catalan|lotois|
    & tlsain|fuxeen|columerin|muretain|gaillacois|lourdais|bagnerais|castelnaudarien|chaurien|limouxin|ceretan|lodevois|
    & pezenassien|piscenois|uzetien|beaucairois|villefranchois|decazevillois|lavaurois|vaureen|mazametain|
    & graulhetois|carmausin|condomois|lectourois|gimontois|moissagais|castelsarrasinois|saint gaudinois|commingeois|
    & couserannais|cevenol|caussenard|quercynois|rouergat|lauragais|bigourdan|roussillonnais|languedocien|
    & tarn et garonnais|haut garonnais|haut pyreneen|nord catalan|frontignanais|mezois|lattois|castelnauvien|
    & blagnacais|tournefeuillais|cugnalais|ramonvillois|balmanais|marvejolais|
    & espalionnais|gourdonnais|souillagais|argelesien|canetois|elnois|pradeen|gruissanais|sigeanais|quillanais|
    & mirapicien|lavelanetien|saint gironnais|saverdunois)(?:e|s|es|ne|nes)?
    """
)
_INHABITANTS_ELSEWHERE = whole_words(
    """
    (?:parisien|breton|lyonnais|bordelais|marseillais|nantais|lillois|strasbourgeois|alsacien|belge|suisse|anglais|
    & provencal|nicois|normand|basque|corse|rennais|grenoblois|stephanois|americain|italien|espagnol|portugais|
    & allemand|quebecois|canadien|angevin|tourangeau|clermontois|auvergnat|savoyard|picard|lorrain|messin|dijonnais)
    && ?(?:e|s|es|ne|nes|x)?
    provencaux; tourangeaux
    """
)
_ARTISTS_AROUND = whole_words(
    r"""
    (?:aucun |pas d |plusieurs |tous nos |nos |des |un )?(?:artiste|groupe|musicien)s?(?: (?!pas)[a-z]+| <n\d+>){0,4}?
    && (?:d ici|du coin|de la region|locaux|local|regional|regionaux|du territoire)
    """
)
_NO_ACTIVITY = whole_words(
    """
    (?:pas d|aucune?|ni|sans|pas (?:de|une?)|zero|plus d|plus aucune?|rien d|<n\\d+>) (?:[a-z]+ )?activites?
    (?:pas d|aucune?|pas (?:de|une?)|zero|jamais de|<n\\d+>) (?:dates?|concerts?) (?:en occitanie|la bas|ici|
    & dans la region)
    rien (?:du tout )?(?:en occitanie|la bas|ici|dans la region); nulle part (?:ailleurs|au dela)
    (?:jamais|pas) (?:joue|jouer) (?:en occitanie|ici|dans la region)
    activites? (?:[a-z]+ )?(?:en |d |dans l )?(?:occitanie|region) (?:: |est )?(?:nulle?|aucune?|zero|neant
    & |inexistante?)
    (?:interven|jou|tourn|travaill|boss|agi|produi|organis)[a-z]* (?:jamais|pas|plus)(?: [a-z]+){0,3} en occitanie
    (?:jamais|pas)(?: [a-z]+){0,2} (?:un|le) pied(?: [a-z]+){0,4} en occitanie
    (?:pas une seule?|aucune?|zero) (?:date|concert|presence)s? en occitanie
    en occitanie(?: ,)?(?: [a-z]+){0,3} (?:rien|jamais|aucune?|zero|nada)
    """
)
_PLAYS_THERE = whole_words(
    "(?:on|nous) y (?:jou|tourn|travaill|boss|organis|produi|programm|intervien|fai|sommes|est|a |ai |avons)[a-z]*"
)
_NEITHER = whole_words(
    """
    ni (?:le |notre |de |nos )?(?:siege|bureau|local|locaux|etablissement)[a-z ]* ni (?:d |l |de |notre )?(?:activite|
    & date|concert|presence)s?
    hors (?:de |d )?(?:l )?occitanie de a a z
    (?:aucun|pas de) siege[a-z ]* (?:ni|aucune) (?:d )?activites?[a-z ]*
    """
)


_REFERS_TO_ARTISTS = re.compile(
    r"(?:(?:et|mais|dont|qui|,|(?:il )?y en a|(?:on|j|nous) en (?:a|ai|avons)) )*(?:ils?|elles?|tous|toutes|"
    r"tout le monde|la plupart|certains|aucune?|l une?|une?|<n\d+>)(?!\S)"
)
"""« Quatre artistes, tous de Perpignan »: those just spoken of."""
_MERE_LINK = re.compile(r"\s*(?:et |ou |a |de |d |\t)*")
"""What stands between the places of a list."""
_COUNT_OF = re.compile(r"<n(\d+)> (?:[a-z]+ ){1,3}$")
"""« Zéro date en Occitanie »."""
_ALL_OF_THEM = whole_words(
    """
    tous; toutes; ils sont; elles sont; tout le monde; il est; elle est; aucune?
    (?:seule?|unique) (?:artiste|groupe|duo|trio|projet|musicien(?:ne)?|rappeu(?:r|se)|chanteu(?:r|se))
    (?:mon|ma|notre) (?:artiste|groupe|duo|rappeu(?:r|se)|chanteu(?:r|se))
    l[ea]? ?(?:artiste|groupe|duo|trio|rappeu(?:r|se)|chanteu(?:r|se)|musicien(?:ne)?|dj) (?:que?|dont)
    """
)
_HARDLY_ANY = whole_words("(?:n est |est )?pas (?:tres |vraiment |bien )?(?:significati[a-z]+|importante?|reguliere?)")
_NONE_OF_THEM = re.compile(
    r"(?<!\S)(?:aucune?|pas une? seule?|zero|personne)(?: (?:d|de) (?:eux|elles|entre eux|entre elles))?(?: (?:ne|n))? "
    r"?(?:est |sont |vit |vient |habite |venant |base |originaire )?(?:en|d|de|dans|du|ici) ?(?:l |la )?"
    r"(?:occitanie|region|coin|departement|ici|local)?(?!\S)"
)


_ALL_OUTSIDE = whole_words(
    "(?:tous|toutes|aucune?|chacune?) [a-z ]*(?:hors|en dehors|loin) (?:(?:de|la|l|d) )*(?:region|occitanie)",
    "(?:etabli|base|domicilie|installe|resid)[a-z]* [a-z ]*(?:occitanie|region) : (?:aucune?|zero|personne|neant)",
)
"""« Tous basés hors région », « établis en Occitanie : aucun »."""


@dataclass(frozen=True)
class _Named:
    """A place named in a clause, with the departments or the region it may be.

    `start` is where it begins in the text, `place` where it stands in the raw text.
    """

    clause: Clause
    start: int
    place: tuple[int, int]
    next_token: int
    departments: tuple[str, ...] = ()
    region: str | None = None

    def is_here(self, places: Places, clues: set[str]) -> set[bool]:
        """Return whether it is in Occitanie; both when it may or may not."""
        if self.region is not None:
            return {self.region == REGION}
        known = [code for code in self.departments if code in clues] or self.departments
        return {places.is_here(code) for code in known}


def read(message: Message, context: Context) -> Iterator[Finding]:
    """Yield what is said of places."""
    named = [one for clause in message.own_clauses() for one in _names(message, context, clause)]
    clues = {code for one in named if len(one.departments) == 1 for code in one.departments}
    here: list[_Named] = []
    doubtful: list[_Named] = []
    denied = [match.span() for match in _NO_ACTIVITY.finditer(message.stated)]
    role, end = "", 0
    elsewhere: list[_Named] = []
    for one in named:
        goes_on = role == "artists" and _MERE_LINK.fullmatch(message.stated, end, one.start)
        end = message.stretch(0, one.next_token)[1]
        if not goes_on:  # « nos groupes viennent de Toulouse, Albi »
            role = _role(message, one, is_asked=context.asked == FACT, is_asked_of_artists=context.asked == ARTISTS)
        where = one.is_here(context.places, clues)
        if one.region == REGION and any(start <= one.start < end for start, end in denied):
            continue  # « Activité en Occitanie : nulle »
        if role in ("artists", "no artists") and where == {True}:
            yield Finding(ARTISTS, role == "artists", *one.place)
        elif (
            role == "artists" and where == {False} and _ALL_OF_THEM.search(message.stated, one.clause.start, one.start)
        ):
            yield Finding(ARTISTS, False, *one.place)
        elif role == "denied" and context.asked == FACT and one.region == REGION:
            yield Finding(FACT, False, *one.place)
            return
        elif role in ("seat", "activity"):
            if where == {True}:
                here.append(one)
            elif where == {True, False}:
                doubtful.append(one)
            elif role == "seat":
                elsewhere.append(one)
    if here:
        yield Finding(FACT, True, *here[0].place)
        return
    inhabitants = _INHABITANTS.search(message.stated)
    if inhabitants:
        yield from _of_inhabitants(message, context, inhabitants)
    elif doubtful:
        one = doubtful[0]
        typed = message.raw[slice(*one.place)]
        yield Ambiguous(FACT, [True, False], *one.place)
        yield Note(HOMONYM, {"lieu": typed, "departements": list(one.departments)}, *one.place)
    elif elsewhere:
        one = elsewhere[0]
        if denied or _NEITHER.search(message.stated):
            yield Finding(FACT, False, *one.place)
        else:
            yield Note(ELSEWHERE, message.raw[slice(*one.place)], *one.place)
    elif match := _NEITHER.search(message.stated):
        yield message.found(FACT, False, match)
    elif (match := _PLAYS_THERE.search(message.stated)) and any(one.region == REGION for one in named):
        yield message.found(FACT, True, match)


def named_in(message: Message, context: Context, clause: Clause) -> set[bool]:
    """Return whether the places that a clause names are in Occitanie: no value when it names none."""
    named = list(_names(message, context, clause))
    clues = {code for one in named if len(one.departments) == 1 for code in one.departments}
    return {here for one in named for here in one.is_here(context.places, clues)}


def artists(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether artists are said to be « du coin », or none of them in Occitanie."""
    for match in _ARTISTS_AROUND.finditer(message.stated):
        clause = message.clause_at(match.start())
        first = clause.start if clause else match.start()
        yield message.found(ARTISTS, not _DENIED.search(message.stated, first, match.end()), match)
    for clause in message.own_clauses():
        strangers = _INHABITANTS_ELSEWHERE.search(message.stated, clause.start, clause.end)
        before = message.stated[max(0, clause.start - _REACH) : strangers.start()] if strangers else ""
        is_of_them = context.asked == ARTISTS or _OF_ARTISTS.search(before)
        if strangers and is_of_them and _ALL_OF_THEM.search(before) and not _DENIED.search(clause.text):
            yield message.found(ARTISTS, False, strangers)
    if (outside := _ALL_OUTSIDE.search(message.stated)) and _OF_ARTISTS.search(message.stated, 0, outside.start()):
        yield message.found(ARTISTS, False, outside)
    none = _NONE_OF_THEM.search(message.stated)
    if none and (context.asked == ARTISTS or _OF_ARTISTS.search(message.stated, 0, none.start())):
        yield message.found(ARTISTS, False, none)


_HEADED_BY_KIND = re.compile(
    LEAD.removeprefix("^")
    + r"(?:(?:une?|petite?|jeune|le|la|l|c est) )*(?:net)?(?:label|maison de disques|studio|salle|boite"
    r"|festival|groupe|structure|tourneu(?:r|se)|booking|production|reseau|"
    r"federation|radio|bar|cafe|smac|mjc|fanfare|videaste|tiers lieu|compagnie|agence|mairie|commune)s?(?!\S)"
)
"""« Netlabel toulousain »: a heading, with neither subject nor verb."""
_OF_A_CLUB = re.compile(r"(?<!\S)(?:stade|club|match|rugby|accent|cassoulet|maire|journal|presse) $")
_OF_SOMEBODY = re.compile(r"(?: [a-z]+)? (?:(?:avec|chez|pour|a) qui|qui (?:nous|m|me)|que (?:je|j|on|nous))(?!\S)")


def _of_inhabitants(message: Message, context: Context, match: re.Match[str]) -> Iterator[Finding]:
    """Yield what « toulousain » tells: of the structure or of its artists."""
    clause = message.clause_at(match.start())
    first = clause.start if clause else 0
    if _REFERS_TO_ARTISTS.match(message.stated, first, match.start()):
        first = max(0, first - _REACH)
    is_of_artists = _is_of_artists(message.stated, first, match.start())
    if context.asked == ARTISTS and not _OF_OURSELVES.search(message.stated, first, match.start()):
        is_of_artists = True
    key = ARTISTS if is_of_artists else FACT
    if _OF_NOBODY.search(message.stated, first, match.start()):
        return
    if _OF_A_CLUB.search(message.stated, first, match.start()):
        return
    said = clause.text if clause else message.stated
    is_ours = (
        context.asked in (FACT, ARTISTS) or key == ARTISTS or FIRST_PERSON.search(said) or _OF_OURSELVES.search(said)
    )
    is_ours_too = _BAND_AT_HEAD.match(said) or _HEADED_BY_KIND.match(said) or said == match.group()
    if _OF_SOMEBODY.match(message.stated, match.end()):
        return  # « le label toulousain avec qui on bosse »
    if (is_ours or is_ours_too) and not _DENIED.search(message.stated, first, match.start()):
        yield message.found(key, True, match)


def _role(message: Message, one: _Named, *, is_asked: bool, is_asked_of_artists: bool) -> str:
    """Return what a place is to the structure: seat, activity, artists, no artists, denied, or nothing ("")."""
    text = message.stated
    first = max(one.clause.start, one.start - _REACH)
    is_of_others = not is_asked and (_OTHERS.match(text, one.clause.start, one.start) or _is_subject(message, one))
    if is_of_others or _OF_NOBODY.search(text, first, one.start):
        return ""
    end = message.stretch(0, one.next_token)[1]
    if _NONE_THERE.match(text, end) or (not is_asked and _OF_GUESTS.search(text, one.clause.start, one.start)):
        return ""
    zero = _COUNT_OF.search(text, first, one.start)
    is_denied = bool(_DENIED.search(text, first, one.start)) or (zero is not None and not message.figure(zero).value)
    refers_to_artists = _REFERS_TO_ARTISTS.match(text, one.clause.start, one.start) and _is_of_artists(
        text, max(0, one.clause.start - _REACH), one.clause.start
    )
    if refers_to_artists or _is_of_artists(text, first, one.start):
        return "no artists" if is_denied else "artists"
    if is_asked_of_artists and not _OF_OURSELVES.search(text, first, one.start):
        return "no artists" if is_denied else "artists"
    if one.region == REGION and _HARDLY_ANY.search(text, one.start, one.clause.end):
        return ""
    if is_denied:
        return "denied"
    if _DWELLS.search(text, first, one.start) and not _STRUCTURE_DWELLS.search(text, first, one.start):
        return ""
    is_alone = one.start > one.clause.start if one.region == REGION else True
    is_alone = is_alone and not _NO_MORE_THAN_WAY.sub("", text[one.clause.start : one.start]).strip()
    if is_asked or is_alone or _SEATED.search(text, first, one.start):
        return "seat"
    return "" if _is_of_else(text, one) else "activity"


_NONE_THERE = re.compile(r" (?::|=) (?:aucune?|zero|neant|non|personne)(?!\S)")
"""« Établis en Occitanie : aucun »."""
_OF_GUESTS = re.compile(
    r"(?<!\S)(?:que|qu) (?:on|nous|j|je) (?:accueill|invit|programm|recoi|recev|heberg|croise)[a-z]*"
)
"""« Le groupe qu'on accueille ce soir vient de Nîmes »."""


def _is_subject(message: Message, one: _Named) -> bool:
    """Whether something is said of the place itself: « L'Occitanie est une belle région »."""
    is_first = _AT_MOST_ARTICLE.fullmatch(message.text, one.clause.start, one.start)
    end = message.stretch(0, one.next_token)[1]
    return bool(is_first and _SAYS_OF_IT.match(message.text, end)) and not FIRST_PERSON.search(one.clause.text)


_AT_MOST_ARTICLE = re.compile(r"(?:(?:l[ea]?|les|mais|et) )*")
_SAYS_OF_IT = re.compile(r" (?:est|a|compte|offre|manque|regorge|adore|reste|bouge|vaut)(?!\S)")


def _is_of_else(text: str, one: _Named) -> bool:
    """Whether the clause of a place speaks of something else than the structure: the weather, people there.

    Without a subject, or with the structure or what it does as one, a clause is taken for its own.
    """
    before = text[one.clause.start : one.start]
    if FIRST_PERSON.search(one.clause.text) or _WRITES.search(one.clause.text):
        return False
    return bool(_GREETS.match(before) or (_SPEAKS_OF_ELSE.match(before) and not _OUR_THINGS.search(before)))


_GREETS = re.compile(
    LEAD.removeprefix("^")
    + r"(?:bonne [a-z]+|salutations|bises|bisous|felicitations|bravo|bienvenue|coucou|hello)(?!\S)"
    r"|(?:(?:bonjour|bonsoir|salut|merci) )+(?:et |a |aux? |les? |tous |toute? |l |equipe |amis? |gens |depuis |de |d |"
    r"du |la )*$"
)
"""« Bonjour de Montauban », « bonne année à tous depuis l'Ariège »."""
_WRITES = whole_words(
    """
    vous (?:ecri(?:[ts]|vent|vons)|contacte|sollicite|adresse|informe|remercie|salue|presente|propose|transmet)
    """
)
"""« La Cave à Jazz de Souillac vous écrit »."""
_SPEAKS_OF_ELSE = re.compile(
    LEAD.removeprefix("^")
    + r"(?:ils?|elles?|eux|lui|vous|tu|vos|votre|leurs?|son|sa|ses|ce|cette|ces|l[ea]|l|les|des|une?)(?!\S)"
)
"""How a clause begins whose subject is somebody or something else, unless what follows is the structure's own."""
_OTHERS = re.compile(
    LEAD.removeprefix("^")
    + r"(?:(?:les|des|ces|leurs|plusieurs|certaine?s) (?:association|structure|label|societe|studio|"
    r"salle|festival|lieu|collectif|entreprise|boite|groupe|artiste|bar|cafe|ecole|radio|gens|jeune)[sx]?|(?:il )?y a "
    r"(?:trop|plein|beaucoup|une?|des|pas mal|tellement|d autres|plusieurs))(?!\S)"
)
"""« Les assos de Cahors ont toutes eu la coopération »."""
_OUR_THINGS = whole_words(
    """
    associations?; structures?; labels?; societes?; siege; activites?; concerts; dates?; studios?; salles?; festivals?
    lieux?; collectifs?; groupes?; entreprises?; boites?; productions?; reseaux?; cafes?; bars?; bureaux?; locaux; local
    agences?; ecoles?; tourneu(?:r|se)s?; projets?; tournees?; actions?; spectacles?; clips?; disques?; equipe; adresse
    mairie; commune; ville; communaute; agglo[a-z]*; metropole; collectivite; departement; service; territoire
    habitants; radio; compagnie; guinguette; smac; mjc; resto[a-z]*; bistrots?; theatre; centre; federation; pole
    maison; duo; trio; fanfare; essentiel; majorite; plupart; moitie; tout; totalite; reste; adherents?; artistes?
    repetitions?; ateliers?; stages?; formations?; residences?; soirees?; evenements?; atelier; magasin; antenne
    """
)
_DWELLS = re.compile(
    r"(?<!\S)(?<!\bon )(?<!\bj )(?<!\bje )(?:habite|habitent|vit|vivent|reside|resident) "
    r"(?:(?:a|au|en|dans|sur|le|la) )*$"
)
_STRUCTURE_DWELLS = whole_words("structure; association; label; festival; studio; collectif; entreprise; compagnie")
"""« La structure habite Lunel », but « une chanteuse que j'accompagne habite Millau »."""
_ON_LABEL = re.compile(r"[^\t\n]*(?<!\S)(?:sur|chez|dans|au) (?:notre|mon|le) (?:label|catalogue|roster)(?!\S)")


def _is_of_artists(text: str, start: int, end: int) -> bool:
    """Whether the last of the words for artists and for the structure is of artists."""
    is_on_label = _ON_LABEL.search(text, end) is not None
    if (_BAND_AT_HEAD.match(text, start, end) and not is_on_label) or (
        _SERVES.search(text, start, end) and not text[start:end].endswith((" de ", " d ", " du ", " des "))
    ):
        return False
    ours = [match.end() for match in _OF_OURSELVES.finditer(text, start, end)]
    theirs = [match.end() for match in _OF_ARTISTS.finditer(text, start, end)]
    if not theirs or (ours and ours[-1] > theirs[-1]):
        return False
    return not (_WORKS.search(text, start, theirs[-1]) and _AT.fullmatch(text, theirs[-1], end))


_WORKS = whole_words(
    r"""
    (?:on|nous|je|j|qui|entreprise|societe|association|boite|structure|label|collectif|studio) (?:ne |n |y )?(?:
    & produi|fai|realis|tourn|film|enregistr|accompagn|organis|programm|accueil|form|diffus|mont|book|edit|propos|
    & vend|lou|repar|
    & fabriqu|manag|conseil|suiv|aid|soutien|soutenons|encadr|coach)(?:t|s|e|ons|sons|tons|ent|lle|llons|gons|geons)?
    """
)
_AT = re.compile(
    r"(?: (?:de |d )?(?!dont |du |des |qui |tous |toutes |(?:bas|install|situ|resid)e)[a-z]+){0,3} "
    r"(?:a|au|aux|en|dans|sur|vers|depuis)(?: toute?)?(?: (?:la|le|l|les))? "
)
"""« On fait des clips pour des groupes à Millau »: we are there; « des groupes de Millau »: they are."""


# Names


def _names(message: Message, context: Context, clause: Clause) -> Iterator[_Named]:
    """Yield the places named in a clause, each as long as it can be."""
    reader = _NameReader(message, context, clause)
    index = reader.first
    while index < reader.last:
        one = reader.at(index)
        if one is None:
            index += 1
        else:
            yield one
            index = one.next_token


_LONGEST_HEADING = 5
_BEFORE_DEPARTMENT = frozenset(("(", ",", "-", "/", "dans", "en", "le", "la", "l", "les", "departement", "du", "de"))
_AFTER_NUMBER = frozenset(("represente", "bien", "oui", "voila", "quoi", "pour", "en", "donc", "evidemment"))
"""What may follow the number of a department that answers."""
_MOST_MENDED = 8
"""Misspelt names looked up in a clause: each takes milliseconds, during which nobody else is answered."""


_NOWHERE = Place(())


class _NameReader:
    """Recognises the places of one clause."""

    def __init__(self, message: Message, context: Context, clause: Clause) -> None:
        self._message = message
        self._places = context.places
        self._is_asked = context.asked == FACT
        self._expects_figure = context.asked is not None and context.edition.faits[context.asked].bornable
        self._clause = clause
        self._tokens = message.tokens
        self.first, self.last = message.token_range(clause.start, clause.end)
        self._is_shouted = message.raw.isupper()
        self._mended = 0

    def at(self, index: int) -> _Named | None:
        """Return the place whose name begins at a token."""
        token = self._tokens[index]
        if token.figure is not None:
            return self._by_number(index)
        if not token.text.isalpha() or token.period is not None:
            return None
        words = []
        for other in self._tokens[index : min(self.last, index + _LONGEST_NAME)]:
            if not other.text.isalpha() or other.figure is not None or other.period is not None:
                break
            words.append(other.text)
        for count in range(len(words), 0, -1):
            one = self._by_name(index, words[:count])
            if one is not None:
                return one
        return self._by_mended_name(index, words)

    def _named(self, index: int, count: int, departments: tuple[str, ...] = (), region: str | None = None) -> _Named:
        start, _ = self._message.stretch(index, index + count)
        place = (self._tokens[index].start, self._tokens[index + count - 1].end)
        return _Named(self._clause, start, place, index + count, departments, region)

    def _lead(self, index: int) -> str:
        return self._tokens[index - 1].text if index > self.first else ""

    def _is_capital(self, index: int) -> bool:
        return self._message.raw[self._tokens[index].start].isupper() and not self._is_shouted

    def _has_accented_lead(self, index: int) -> bool:
        lead = self._tokens[index - 1]
        return index > self.first and self._message.raw[lead.start : lead.end] in ("à", "À")

    def _before(self, index: int) -> str:
        start = self._message.stretch(index, index + 1)[0]
        return self._message.text[max(self._clause.start, start - _REACH) : start]

    def _is_surely_led_to(self, index: int) -> bool:
        return bool(_SURELY_SEATED.search(self._before(index)))

    def _is_at_head(self, index: int) -> bool:
        return index == self.first

    def _stands_alone(self, index: int, count: int) -> bool:
        return index == self.first and index + count == self.last

    def _by_name(self, index: int, words: list[str]) -> _Named | None:
        name, count, lead = " ".join(words), len(words), self._lead(index)
        bare = " ".join(words[1:]) if words[0] in _ARTICLES else name
        if words[0] in _WIDER and count > 1:
            name, words = " ".join(words[1:]), words[1:]  # « Grand Figeac », « pays de Lunel »
            if words[0] in ("de", "d", "du") and len(words) > 1:
                name, words = " ".join(words[1:]), words[1:]
        region = _LANDS.get(bare, self._places.regions.get(bare))
        if region is not None and (region or lead in _LEADS):
            return self._named(index, count, region=region)
        department = self._places.departments.get(bare)
        is_commune_here = any(map(self._places.is_here, self._places.communes.get(name, _NOWHERE).departments))
        is_homonym = department is not None and is_commune_here and not self._places.is_here(department)
        if department is not None and not is_homonym and self._is_department(index, words, lead):
            return self._named(index, count, (department,))
        place = self._places.communes.get(f"{_CONTRACTED[lead]} {name}") if lead in _CONTRACTED else None
        place = place or self._places.communes.get(name)
        if place is not None and self._is_commune(index, words, lead, place):
            return self._named(index, count, place.departments)
        return None

    def _is_department(self, index: int, words: list[str], lead: str) -> bool:
        if words[-1] not in _PLAIN_WORD_DEPARTMENTS or len(words) > 2:
            return lead in _LEADS or words[0] in _ARTICLES or self._is_asked or self._stands_alone(index, len(words))
        return lead == "dans" or (lead in ("du", "de", "en", "dans") and self._is_capital(index + len(words) - 1))

    def _is_commune(self, index: int, words: list[str], lead: str, place: Place) -> bool:
        if self._is_told_which(index + len(words), place):
            return True
        is_capital = self._is_capital(index)
        is_sure = self._is_surely_led_to(index)
        is_town = place.size >= _WELL_KNOWN and (not place.is_word or self._places.is_here(place.departments[0]))
        is_of_structure = bool(_STRUCTURE_BEFORE.search(self._before(index)))
        if place.is_word or len(words[-1]) <= _SHORTEST_NAME:
            is_alone = self._stands_alone(index, len(words))
            if (self._is_asked and (is_alone or is_capital)) or (is_alone and is_town and is_capital):
                return True
            if is_alone and is_town and self._is_shouted:
                return True
            if place.size >= _FAMOUS and lead in ("a", "de", "sur") and words[-1] != "tours":
                return True  # « il est de bordeaux »
            is_lead = lead in _LEADS or (lead == "depuis" and is_town)
            return (is_sure or is_lead) and (is_capital or (is_town and (lead == "a" or is_of_structure)))
        if lead == "depuis":  # « on tourne depuis Perpignan », not « depuis noel »
            return (is_capital and not self._is_at_head(index)) or is_town
        if lead in _LEADS:
            # « a » may be the verb: « elle a … ».
            is_plain = place.size >= _FUZZY_SIZE or index + len(words) == self.last
            return lead != "a" or is_capital or is_sure or self._has_accented_lead(index) or is_plain
        is_first = index == self.first or not self._tokens[index - 1].text.isalpha()
        if place.size >= _UNMISTAKABLE and all(map(self._places.is_here, place.departments)):
            return True
        if self._ends_heading(index, len(words)) and (is_capital or self._is_shouted):
            return True
        is_shown = is_sure or (is_capital and (is_first or is_of_structure)) or (is_town and is_of_structure)
        is_known = is_capital or place.size >= _FUZZY_SIZE  # « mouais » is a hamlet too
        return is_shown or self._is_asked or (is_known and self._stands_alone(index, len(words)))

    def _ends_heading(self, index: int, count: int) -> bool:
        """Whether a name closes a clause that is no more than a heading: « Festival jazz Marciac »."""
        is_short = index + count == self.last and self.last - self.first <= _LONGEST_HEADING
        return is_short and bool(
            _HEADED_BY_KIND.match(self._message.text, self._message.stretch(self.first, self.last)[0])
        )

    def _is_told_which(self, index: int, place: Place) -> bool:
        """Whether the department of a place follows its name: « Lourdes (Hautes-Pyrénées) », « Sauve, 30 »."""
        following = [token.text for token in self._tokens[index : index + _LONGEST_NAME]]
        while following and following[0] in _BEFORE_DEPARTMENT:
            del following[0]
        names = (" ".join(following[:count]) for count in range(1, len(following) + 1))
        return any(self._places.departments.get(name) in place.departments for name in names)

    def _by_mended_name(self, index: int, words: list[str]) -> _Named | None:
        is_answer = self._is_asked and (index == self.first or self._lead(index) in _LEADS)
        is_led = self._lead(index) in _LEADS and (
            (self._has_accented_lead(index) and self._is_capital(index)) or self._is_surely_led_to(index)
        )
        if not (is_answer or is_led) or not _NEVER_NAMES.isdisjoint(words[:2]):
            return None
        if self._mended == _MOST_MENDED:
            return None
        self._mended += 1
        is_compound = words[0] in ("saint", "sainte", *_ARTICLES) or self._lead(index) in _LEADS
        for count in range(min(len(words), _LONGEST_MENDED) if is_compound else 1, 0, -1):
            place = self._places.mended(" ".join(words[:count]))
            if place is not None:
                return self._named(index, count, place.departments)
        return None

    def _by_number(self, index: int) -> _Named | None:
        """Return the place that a postal code or the number of a department tells."""
        literal = self._tokens[index].text
        lead, before_lead = self._lead(index), self._lead(index - 1) if index - 1 > self.first else ""
        after = self._tokens[index + 1].text if index + 1 < len(self._tokens) else ""
        if len(literal) == 5 and literal in self._places.postal_codes:
            is_led = lead in ("(", "postal", "cp", ":", "a", "au", "en") or self._is_asked
            is_alone = (
                self._stands_alone(index, 1) and not self._expects_figure and not _OF_MONEY.search(self._message.text)
            )
            is_led = is_led or is_alone
            beside_name = (lead.isalpha() and lead in self._places.communes) or after in self._places.communes
            if is_led or beside_name:
                return self._named(index, 1, self._places.postal_codes[literal])
        is_boasted = self._is_asked and after in _AFTER_NUMBER  # « 34 représente »
        is_listed = self._is_asked and index == self.first and after in ("et", "ou", "/", ",", "-")  # « 31 et 82 »
        is_known = len(literal) == 2 and literal in self._places.departments
        if is_known and self._ends_heading(index, 1) and self._places.is_here(self._places.departments[literal]):
            return self._named(index, 1, (self._places.departments[literal],))  # « Label 81. »
        if is_known and (is_boasted or is_listed or not after.isalpha()):
            in_brackets = lead in ("(", "") and after == ")"
            leads = ("dans", "departement", "") if not self._is_asked else (before_lead,)
            is_named = lead in ("departement", "du") or (lead == "le" and before_lead in leads)
            if in_brackets or is_named or is_boasted or is_listed or (self._is_asked and self._stands_alone(index, 1)):
                return self._named(index, 1, (self._places.departments[literal],))
        return None

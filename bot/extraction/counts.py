"""Things that are counted (partners, references, music videos, artists) and shares in per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .message import Context, Finding, Message
from .numbers import Figure, exact, tidy
from .patterns import one_of, whole_words
from .scope import Standing

PARTNERS = "nb_acteurs"
REFERENCES = "references_catalogue"
VIDEOS = "videos_produites"
_MOST_PARTNERS = 100
SEVERAL_ARTISTS = "plusieurs_artistes"
OWN_SHARE = "autofinancement_pct"
EU_SHARE = "part_couts_ue"

# Partners, the lead counted

_ALLIES = one_of(
    """
    partenaires?; structures?; associations?; acteurs?; orga(?:nisation|nisme)?s?; entites; co ?porteurs?; porteurs?
    compagnies?; boites; collectifs?; festivals?; labels?; salles?; studios?; ecoles?; lycees?; mjc; smac; radios?
    """
)
_WITH_US = one_of(
    """
    en tout; au total; (?<!sans )(?:nous|moi)(?: memes?)? (?:y )?(?:compris|inclus|comprise|compte)[a-z]*; tout compris
    (?:dont|avec|y compris|en comptant) (?:nous|moi|elle|votre serviteur|le chef|la notre|l association|
    & notre [a-z]+); compris(?:es)?
    en (?:nous|me) (?:comptant|incluant); (?:le |notre )?(?:chef de file|porteur|coordinateur) (?:inclus|compris)[a-z]*
    (?:notre|mon|ma|la|le|l) (?:[a-z]+ )?(?:compris|inclus)[a-z]*; tous ensemble; tout confondu[a-z]*
    """
)
_ALL_TOLD = rf"(?: [a-z]+){{0,3}}?[\s,;:(]+{_WITH_US}"
_US_TOO = (
    r"(?:en plus (?:de (?:nous|moi)|d elle|de l association)|(?:a part|hormis|outre|en dehors de) (?:nous|moi)|"
    r"sans (?:nous|me) compter|sans (?:nous|moi)|hors nous"
    r"|autour de nous|a nos cotes)"
)
_ARE = (
    "(?:on|nous)(?: (?:ne|n))? (?:est|sommes|sera|serons|serait|serions|reste|restons|part|partons|va etre|allons etre)"
)
_AT_THE_TABLE = (
    "(?:autour de la table|(?:dans|sur|a) (?:l histoire|l affaire|l aventure|le coup|bord)|(?:dans|sur|a porter|"
    "a monter|a mener) (?:le|ce|cette|la|l) (?:projet|partenariat|dossier"
    "|cooperation|action))"
)
_TOGETHER = re.compile(
    r"(?<!\S)"
    + one_of(
        rf"""
        {_ARE}(?: (?:en tout|au total|que|deja|donc|bien|actuellement|a|desormais|toujours|plus que|maintenant
        & |pour l instant))* <n(?P<we>\d+)>(?P<alone>(?=\s*$|[\t\n]))?(?(alone)|(?= {_ALLIES}(?!\S)
        & | {_WITH_US}| {_AT_THE_TABLE}))
        (?:(?:partenariat|projet|cooperation|dossier|candidature) (?:[a-z]+ ){{0,3}}(?:a|entre)
        & |(?:partenariat|consortium|regroupement|alliance) de) <n(?P<joint>\d+)>(?! (?:reunions|rendez
        & |dates|portes|villes|trains|ans|mois|jours|annees|km|heures|euros|concerts|albums|clips|volets
        & |phases|etapes|residences))
        (?:partenariat|cooperation|projet|dossier|candidature|cooperer|associer|associe|associons|collabor[a-z]+)
        && (?:[a-z]+ ){{0,3}}entre <n(?P<among>\d+)> {_ALLIES}
        avec [a-z\s]{{3,50}}\s(?:on|nous) (?:est|sommes|sera|serons) <n(?P<with>\d+)>
        (?:mont|port|fai|lanc|part|men|depos)[a-z]*[ \t]+(?:cela|ca|l|le projet|un projet|la cooperation)
        && a <n(?P<three>\d+)>
        <n(?P<total>\d+)> {_ALLIES}{_ALL_TOLD}; {_WITH_US}[\s,:]+
        & (?:(?:cela|ca) (?:nous )?fait |on (?:est|sera) )?<n(?P<including>\d+)> {_ALLIES}
        (?:reuni[a-z]*|rassembl[a-z]+|regroup[a-z]+|federe[a-z]*|associe[a-z]*|compte(?:ra)?)
        && <n(?P<gathered>\d+)> (?:{_ALLIES}|membres)(?! (?:autour|avec nous|en plus))
        (?:nombre d acteurs|nombre de (?:partenaires|structures)(?: impliques)?|nb acteurs|acteurs|partenaires
        & |structures)(?: (?:du|de|au|sur|dans) (?:[a-z]+ ){{0,2}}[a-z]+)?(?: \( [a-z ]+ \))? :
        && <n(?P<label>\d+)>(?=\s*$|[\t\n]|{_ALL_TOLD})
        (?<!on )(?<!qui )(?<!elle )(?<!il )a <n(?P<at>\d+)> {_ALLIES}
        """
    )
    + r"(?!\S)"
)
_BESIDE_US = re.compile(
    r"(?<!\S)"
    + one_of(
        rf"""
        <n(?P<first>\d+)> (?:autres? )?{_ALLIES}(?: autres?)?(?: [a-z]+){{0,2}}? (?:et|plus|\+) (?:nous|
        & moi)(?! (?:est|sommes|on|avons|suis))
        (?:nous|moi|chef de file|(?:structure )?porteu(?:r|se))(?: meme)?[\s,]+(?:et|plus|\+|avec) (?:les |
        & nos )?<n(?P<then>\d+)>(?: autres?)?(?: {_ALLIES})?
        (?:avec|on a|nous avons|on aura|nous aurons|j ai|trouve|reuni[a-z]*)(?: (?:deja|aussi|bien|nos|
        & les))* <n(?P<have>\d+)>(?: autres? {_ALLIES}| (?:co ?)?partenaires?| co ?porteurs?|
        && {_ALLIES} partenaires?)(?!(?: [a-z]+)?\s+(?:dont nous|nous compris|avec nous|en tout|au total|y compris))
        (?:cooperation|projet|dossier|candidature|cooperer|associer|associe|associons|collabor[a-z]+)(?: [a-z]+){{0,3}}
        && avec <n(?P<joined>\d+)>(?: seule?)? (?:autres? )?{_ALLIES}
        avec <n(?P<lone>\d+)> seule? (?:autre )?{_ALLIES}
        <n(?P<beside>\d+)>(?: autres?| seule?)?(?: {_ALLIES})? {_US_TOO}
        (?:notre|l|mon|ma|la) (?:association|structure|label|boite|collectif|festival) (?:et|plus|avec) <n(?P<and>\d+)>
        && (?:autres )?{_ALLIES}
        <n(?P<plus>\d+)> autres (?:et|plus|\+) (?:nous|moi); <n(?P<others>\d+)> autres {_ALLIES}
        <n(?P<joining>\d+)> (?:autres )?{_ALLIES} nous (?:accompagn|suiv|rejoi|epaul)[a-z]*
        nos <n(?P<ours>\d+)> (?:autres )?partenaires?
        (?:je|nous|on) (?:m |nous |s )?(?:associ[a-z]+|alli[a-z]+|embarqu[a-z]+|travaill[a-z]+)
        && (?:[a-z]+ ){{0,2}}(?:a|avec) <n(?P<allied>\d+)> (?:autres )?{_ALLIES}
        """
    )
    + r"(?!\S)"
)
_COUNTED_IN = re.compile(rf"(?<!\S)<n(?P<n>\d+)>{_ALL_TOLD}(?!\S)")
_IS_OF_PARTNERS = whole_words(
    "avec; groupe; grou[a-z]+; associ[ea][a-z]*; partenaires?; cooperation; partenariat; monte; portons"
)
_AND_US = re.compile(
    rf"(?<!\S)<n(?P<n>\d+)>(?: (?:seule?s?|{_ALLIES}))?[\s,]+(?:et|plus|\+) (?:nous|moi|l[ea] notre)(?=$|[\t\n])"
)
_MAKES_IN_ALL = re.compile(
    r"(?<!\S)(?:donc|soit|(?:cela|ca) (?:nous )?fait|en tout|au total)(?: (?:on est|nous sommes))? <n(?P<n>\d+)>"
    r"(?=$|[\t\n]| en tout| au total)"
)
"""Answers about partners: « quatre avec nous », « deux et nous », « l'école, la mairie et nous, donc trois »."""
_ALONE = whole_words(
    r"""
    (?:pas|aucun|sans|zero)(?: (?:de|d|encore|aucun))* partenaires?; tou(?:t|s|te|tes) seule?s?
    (?:on|nous) (?:est|sommes) (?:tout )?seule?s?(?! (?:au monde|sur|dans|ici|a|du|de|en)(?!\S)); je suis seule?
    """
)
_PROJECT = whole_words(
    "projets?; cooperation; dossier; candidat[a-z]*; auto ?financ[a-z]+; mettre <p\\d+>; apport[a-z]*"
)
_AND_ONE_MORE = re.compile(rf"(?: {_ALLIES})? (?:et|plus|\+) (?:une|un|la|le|<n\d+>) ")
_NAMED_PARTNERS = re.compile(
    r"(?<!\S)(?:cooperation|cooperer|(?<!notre )projet (?:commun|collectif|a plusieurs)"
    r"|(?:tournee|spectacle|festival|programme|creation|action|evenement) (?:commune?|partagee?|mutualisee?))"
    r"(?: [a-z]+)? avec une? [a-z]+"
    r"(?: (?:de|du|d) [a-z]+)?(?:(?:[\s,]+et|,|\t)\s?une? [a-z]+(?: (?:de|du|d) [a-z]+)?)*(?=$|[\t\n]| (?:pour|sur|"
    r"dans|a|de|en)(?!\S))"
)
_ONE_OF_THEM = re.compile(r"(?<!\S)une? ")
"""« Une coopération avec une école et une MJC »: with us, three."""
_ADDED_UP = re.compile(
    r"(?<!\S)(?=[^\t\n]*(?<!\S)(?:nous|moi)(?!\S))(?:(?:une?|la|le|l|les|notre) [a-z]+(?: [a-z]+){0,4}|nous|moi)"
    r"(?: \+ (?:(?:une?|la|le|l|les|notre) [a-z]+(?: [a-z]+){0,4}|nous|moi))+(?=$|[\t\n])"
)
"""« Nous + une compagnie de danse + un lycée »."""
_GIVEN_UP = whole_words(
    """
    devi(?:ons|ait|ais); etait prevu; (?:avait|avions|avais) prevu; aurai(?:t|s|ent); (?:renonc|abandonn|annul)[a-z]+
    (?:laisse|laissent) tomber; (?:a|ont|nous ont) (?:lache|plante|quitte)[a-z]*; (?:s est|se sont) retire[a-z]*
    """
)
"""Partners that were to be, and are not."""
_SEVERAL_BESIDE_US = whole_words("(?:on a|nous avons|avec) plusieurs (?:autres )?partenaires")


def partners(message: Message, context: Context) -> Iterator[Finding]:
    """Yield how many partners there are, the lead included: « 2 partenaires et nous » are 3."""
    is_asked = context.asked == PARTNERS
    if not is_asked and _GIVEN_UP.search(message.text):
        return
    if is_asked and (whole := _MAKES_IN_ALL.search(message.planned) or _COUNTED_IN.search(message.planned)):
        yield _counted(message, PARTNERS, whole, more=0)
        return
    if is_asked and (and_us := _AND_US.search(message.planned)):
        yield _counted(message, PARTNERS, and_us, more=1)
        return
    whole = _MAKES_IN_ALL.search(message.planned)
    if (
        whole
        and re.search(r" (?:en tout|au total)$", message.planned[: whole.end() + 9].rstrip())
        and (
            _IS_OF_PARTNERS.search(message.planned)
            and not any(noun.search(message.text) for noun in _NAMED_WORKS.values())
        )
    ):
        yield _counted(message, PARTNERS, whole, more=0)
        return
    for match in _TOGETHER.finditer(message.planned):
        if match.group("alone") is not None and not (is_asked or _PROJECT.search(message.planned)):
            continue  # « on est 2 »: persons, most often
        if message.figure(match, _group_of(match)).value <= _MOST_PARTNERS:
            yield _counted(message, PARTNERS, match, more=0)
    for match in _BESIDE_US.finditer(message.planned):
        yield _counted(message, PARTNERS, match, more=1)
    if added := _ADDED_UP.search(message.planned):
        yield message.found(PARTNERS, 1 + added.group().count("+"), added)
    for match in _NAMED_PARTNERS.finditer(message.planned):
        yield message.found(PARTNERS, 1 + len(_ONE_OF_THEM.findall(match.group())), match)
    if several := _SEVERAL_BESIDE_US.search(message.planned):
        yield message.found(PARTNERS, {"au_moins": 3}, several)
    elif (alone := _ALONE.search(message.stated)) and (
        "partenaire" in alone.group() or context.asked == PARTNERS or _PROJECT.search(message.stated)
    ):
        yield message.found(PARTNERS, 1, alone)


def _group_of(match: re.Match[str]) -> str:
    """Return the group that holds the figure."""
    return next(name for name, index in match.groupdict().items() if index)


def _counted(message: Message, key: str, match: re.Match[str], *, more: int) -> Finding:
    figure = message.figure(match, _group_of(match))
    figure = _plus(figure, more)
    if _AND_ONE_MORE.match(message.text, match.end()):
        figure = replace(figure, high=None)
    return message.found(key, figure.contract_value(whole=True), match)


def _plus(figure: Figure, more: float) -> Figure:
    low = None if figure.low is None else figure.low + more
    high = None if figure.high is None else figure.high + more
    return Figure(low, high, figure.low_open, figure.high_open, figure.between)


# References and music videos

_REFERENCE = (
    "(?:references?|refs?|sorties?|albums?|ep|disques?|vinyles?|productions? discographiques?|singles?|phonogrammes?|"
    "mixtapes?|galettes?|cds?)"
)
_VIDEO = (
    "(?:clips?(?: (?:video|musica(?:l|ux)))?s?|videos? ?(?:musiques?|musicales?|clips?)?|videomusiques?|videoclips?)"
)
_ADJECTIVE = "(?:(?:petit|beau|belle|gros|autre|nouveaux?|nouvelle|bonne?|vraie?|premiere?|derniere?|seule?)s? )?"
_NO = r"(?<!\S)(?:pas|aucune?|zero|jamais|ni)(?: (?:encore|de|d|eu|produit|fait|sorti|realise|une?|aucune?|pas))* "
_BRINGS_OUT = (
    "(?:sorti[a-z]*|publie[a-z]*|livr[a-z]+|termin[a-z]+|boucl[a-z]+|produi[a-z]+|tourn[a-z]+|realis[a-z]+|edit[a-z]+)"
)
_COUNTED = {
    key: re.compile(
        rf"(?<!dont )(?<!pas )<n(?P<count>\d+)> (?:de |d )?{_ADJECTIVE}{noun}(?!\S)"
        rf"|(?P<none>{_NO}|(?<!\S)pas <n\d+> seule? ){noun}(?!\S)(?! mais)"
        rf"|(?<!\S){noun}(?: (?!dont)[a-z]+){{0,4}} (?::|=) <n(?P<label>\d+)>(?=\s*$|[\t\n])"
        rf"|(?<!\S){_BRINGS_OUT}(?: [a-z]+){{0,2}} (?:notre|mon|son|le) <o(?P<rank>\d+)> {noun}(?!\S)"
    )
    for key, noun in ((REFERENCES, _REFERENCE), (VIDEOS, _VIDEO))
}
_RELEASED = re.compile(
    r"(?<!\S)(?:sorti|publie|edite|presse)e?s? <n(?P<count>\d+)> (?:projets?|titres? physiques?|opus)(?!\S)"
)
_NAMED_WORKS = {key: whole_words(noun) for key, noun in ((REFERENCES, _REFERENCE), (VIDEOS, _VIDEO))}
_OF_THEM = re.compile(
    r"(?<!\S)(?:(?:on|nous|j) en (?:a|avons|ai)(?: (?:deja|fait|produit|sorti|realise|tourne|au moins|que|qu|"
    r"seulement))*|deja|(?:cela|ca) fait|soit|en tout|au total) <n(\d+)>(?! (?:ans|mois|pour|euros|personnes))"
    r"(?=$|[\t\n]| (?:en|deja|sorti|realise|produit|fait|au|de|tourne|pour l|clips?)[a-z]*(?!\S))"
)
_MADE_OF_THEM = re.compile(
    r"(?<!\S)<n(\d+)> (?:deja |de )?(?:sorti|produit|realise|tourne|livre|publie|termine)e?s?(?!\S)|"
    r"(?<!\S)<n(?P<tally>\d+)> au compteur"
)
"""« De la prod de clips, 9 déjà sortis »."""
_IN_ALL = re.compile(
    r"(?<!\S)(?:(?:cela|ca) (?:en )?fait|soit|en tout|au total|donc) <n(\d+)>(?=$|[\t\n]| (?:en tout|au total))"
)
"""The sum of what was told: « trois clips plus un autre, ça fait 4 »."""
_NOT_COUNTED = whole_words(
    """
    vues; youtube; chaine; prepar[a-z]+; enregistr[a-z]+; en cours
    (?<!vient de )(?<!venons de )(?<!viens de )sortir; ecout[a-z]+; achet[a-z]+; vend[a-z]*
    regard[a-z]+; vus?
    a venir; prevu[a-z]*
    exemplaires?; prochaine?s?; par an; chaque annee
    """
)


def works(message: Message, context: Context) -> Iterator[Finding]:
    """Yield how many references the catalogue has and how many music videos were produced; several kinds add up."""
    for key, pattern in _COUNTED.items():
        total = exact(0)
        first: re.Match[str] | None = None
        for match in pattern.finditer(message.stated):
            clause = message.clause_at(match.start())
            if clause is not None and _NOT_COUNTED.search(clause.text):
                continue
            if match.group("none") and context.asked != key and key == REFERENCES and "ref" not in match.group():
                continue  # « pas d'album » is not an empty catalogue
            first = first or match
            group = next((name for name in ("count", "label", "rank") if match.group(name)), None)
            if group:
                total = _sum(total, message.figure(match, group))
        if first is None and key == REFERENCES and (released := _RELEASED.search(message.stated)):
            first, total = released, message.figure(released, "count")
        again = _OF_THEM.search(message.stated) or _MADE_OF_THEM.search(message.stated)
        if first is None and again and (context.asked == key or _last_named(message.text, again.start()) == key):
            first, total = again, message.figure(again, again.lastindex or 1)
        whole = _IN_ALL.search(message.stated, first.end()) if first is not None else None
        if first is not None and whole is not None:
            total = message.figure(whole)
        elif summed := [one for one in pattern.finditer(message.stated) if _is_sum(message.stated, one, first)]:
            total = message.figure(summed[-1], "count")
        if first is not None:
            yield message.found(key, total.contract_value(whole=True), first)


_SUMS_BEFORE = re.compile(r"(?:soit|donc|fait|total|=|:)(?: (?:nous|de|a|en|tout))* $")
_SUMS_AFTER = re.compile(r"(?: [a-z]+)? (?:en tout|au total|tout confondu|en cumule)(?!\S)")


def _is_sum(text: str, one: re.Match[str], first: re.Match[str] | None) -> bool:
    """Whether a count adds up those before it: « cinq albums, deux EP : sept références en tout »."""
    if first is None or one.start() <= first.start() or not one.group("count"):
        return False
    return bool(_SUMS_BEFORE.search(text, max(0, one.start() - 25), one.start()) or _SUMS_AFTER.match(text, one.end()))


def _last_named(text: str, end: int) -> str | None:
    """Return which of the works was last spoken of before a place of the text (« des clips : on en a fait 8 »)."""
    last = {
        key: max((m.end() for m in pattern.finditer(text, 0, end)), default=0) for key, pattern in _NAMED_WORKS.items()
    }
    return max(last, key=lambda key: last[key]) if any(last.values()) else None


def _sum(left: Figure, right: Figure) -> Figure:
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    return Figure(
        low, high, left.low_open or right.low_open, left.high_open or right.high_open, left.between or right.between
    )


# Artists

_MAKES = one_of(
    r"""
    produi[a-z]+; develop[a-z]+; tourn(?!ees?(?!\S))[a-z]+; sign[a-z]+; roster; catalogue; represent[a-z]+; defend[a-z]*
    book[a-z]+; manag[a-z]+; sor(?:t|s|tons); edit[a-z]+; travaill[a-z]+ (?:avec|pour); bosse (?:avec|pour)
    occup[a-z]+; (?:on|nous) (?:a|avons); j ai; label; label avec; artistes :
    """
)
_LINKING = (
    "(?:(?:qu|surtout|de|d|des|actuellement|les|nos|environ|deja|aussi|est|compte|:|la carriere de|en ce moment) )*"
)
_ARTIST = (
    "(?:artiste|groupe|projet artistique|formation|musicien|projets? musica(?:l|ux)|chanteu(?:r|se)|rappeu(?:r|se)|"
    "beatmaker|dj|duo|trio|interprete|auteur|compositeur|slameu(?:r|se))s?"
)
_ARTISTS = re.compile(
    r"(?<!\S)"
    + one_of(
        rf"""
        {_MAKES} {_LINKING}(?:<n(?P<count>\d+)>|(?P<many>plusieurs|des|nos|divers|differents|beaucoup d|plein d|
        & quelques|multiples)|(?P<one>une?(?: seule?)?|que <n\d+>|mon|notre)) (?:d |de )?(?:autres? |jeunes? |
        & seule? )?{_ARTIST}
        <n(?P<listed>\d+)> (?:d |de )?{_ARTIST}(?: [a-z]+){{0,2}}? (?:au catalogue|au roster|produits?|signes|
        & accompagnes|
        & sur le label)
        (?P<own>(?:que|uniquement|seulement|qu) (?:mon|notre|une?)(?: seule?| propre)* (?:projet|groupe|artiste|
        & musique))
        (?P<only>(?:l|mon|ma|notre|le|la) (?:seule?|unique) {_ARTIST})
        (?P<these>(?:nos|mes|plusieurs|multiples|tous les) artistes); (?:nos|mes|les) <n(?P<ours>\d+)> {_ARTIST}
        (?P<onlabel>une?) {_ARTIST}(?=[^\t\n]* (?:sur|chez|dans|au) (?:notre|mon|le) (?:label|catalogue|roster))
        (?:diffusion|production|booking|management|promo) (?:pour|de) <n(?P<served>\d+)> {_ARTIST}
        (?:(?<=\t)|(?<=\n)|(?<=^))(?:et )?<n(?P<heading>\d+)> (?:seule? )?{_ARTIST}
        {_ARTIST}(?: [a-z]+){{0,3}} (?::|=) <n(?P<label>\d+)>
        """
    )
    + r"(?!\S)"
)
_AND_ANOTHER = re.compile(rf"(?: (?:d|de|du) [a-z]+)?(?:\s|,)+et (?:une?|des|<n\d+>) (?:autres? )?{_ARTIST}(?!\S)")
_LESS_THAN_MANY = whole_words(
    "pas(?! (?:que|seulement)); aucune?; jamais; programm[a-z]+; accueill[a-z]+; invit[a-z]+; membres"
)


_WE_ARE_A_BAND = whole_words("(?:on est|nous sommes|je suis|notre) (?:une? )?(?:[a-z]+ )?(?:groupe|duo|trio|fanfare)")
"""« Nous sommes un groupe, cinq musiciens » counts members."""


def artists(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the structure produces several artists."""
    for match in _ARTISTS.finditer(message.stated):
        clause = message.clause_at(match.start())
        if clause is not None and _LESS_THAN_MANY.search(message.stated, clause.start, match.end()):
            continue
        if match.group("heading") and _WE_ARE_A_BAND.search(message.stated):
            continue
        yield message.found(SEVERAL_ARTISTS, _are_several(message, match), match)
        return


def _are_several(message: Message, match: re.Match[str]) -> bool:
    groups = ("count", "listed", "heading", "ours", "served", "label")
    index = next((match.group(name) for name in groups if match.group(name)), None)
    if index is None:
        is_one = match.group("one") or match.group("only") or match.group("own") or match.group("onlabel")
        return not is_one or bool(_AND_ANOTHER.match(message.stated, match.end()))
    figure = message.tokens[int(index)].figure
    return figure is not None and (figure.low or 0) + figure.low_open >= 2


# Shares

_FRACTION = re.compile(r"(?<!\S)<n(?P<above>\d+)> (?:/|sur) <n(?P<below>\d+)>(?!\S)")
"""« 3/4 », as an answer."""
_PART_WORD = re.compile(
    r"(?<!\S)(?:(?P<whole>la totalite|tout|toute?s?|tous|l integralite|integralement|entierement)|(?P<nothing>rien)"
    r"|(?:un |une |la |les )?(?:<n(?P<parts>\d+)> )?(?P<unit>moitie|demi|tiers|quarts?))(?!\S)"
)
_FRACTIONS = {"moitie": 2, "demi": 2, "tiers": 3, "quart": 4, "quarts": 4}
_PART = (
    r"(?:<p(?P<{0}>\d+)>|(?P<{0}w>la moitie|(?:un|le|les <n\d+>|<n\d+>) tiers|(?:un|le) quart|(?:les )?<n\d+> "
    r"quarts|la totalite"
    r"|tout|toute?s?|tous|l integralite|integralement|entierement|rien))"
)
_SELF_FUNDING = "auto ?fi(?:n(?:anc[a-z]+)?)?"
_OWN_MONEY = one_of(
    f"""
    {_SELF_FUNDING}; fonds propres; apport[a-z]*; co ?financ[a-z]+; participation(?: propre)?
    financ(?!ement|eur|ier)[a-z]+; part propre; ressources propres; contribu[a-z]+; (?:de )?(?:notre|nos) poches?
    (?:assum|couvr|sor|fourni|support)(?:e|ons|s|t|rait|ra|rons|rai|tons); pren(?:d|ds|ons) en charge
    mett[a-z]+; mets?; pa[iy](?:e|ons|era|erons); amen[a-z]+; inject[a-z]+
    """
)
_TO_SHARE = (
    "(?:(?:a|est|de|du|d|sera|serait|la|le|hauteur|environ|budget|projet|sur|nous|memes?|prevu|:|=|deja|en|"
    "propres?|c est|l|que|se monte|s etablit|s elev[a-z]+|association|structure|avec|s eleve|represent[a-z]+|"
    "correspond[a-z]*|attein[a-z]+|"
    "equivau[a-z]+|constitu[a-z]+|peut|"
    "pourra|au|jusqu|"
    "couvr(?:e|ent|ira|irait|iront)|assur(?:e|ent|era)|pese(?:nt|ra)?|fait|compte pour|en charge|total|tourne"
    "|autour) )*"
)
_OWN = re.compile(
    rf"(?<!\S)(?:{_OWN_MONEY} {_TO_SHARE}{_PART.format('after')}"
    rf"|{_PART.format('before')} (?:(?:du|de|d|en|est|sont|par|sur|le|la|financement|budget|projet|cout|global|"
    rf"total|nos|notre|avec|nous|vient|qu|que|on|viennent|viendra|viendront|finance[es]*|paye[es]*|apporte[es]*|"
    rf"couverte?s?|assure[es]*|provien[a-z]+|ma|mes|mon|des|la|depenses|couts?|total|montant|action) )*"
    rf"(?:{_OWN_MONEY}|nous memes|(?:par|de|chez) (?:nous|moi)|de (?:notre|ma) part|(?:par )?(?:nos|mes) soins))(?!\S)"
)
_OWN_BARE = re.compile(rf"(?<!\S)(?:{_SELF_FUNDING}|fonds propres)(?: (?:de|a|est|:|=|prevu))* <n(\d+)>(?=\s*$|[\t\n])")
"""« Subventions 60, autofinancement 40 »."""
_BY_US = re.compile(
    rf"(?<!\S){_PART.format('before')} (?:(?:du|de|d|des|l|le|la) (?:financement|budget|cout|projet|total|montant"
    rf"|action|depenses)[a-z]* )*(?:c est|ce sera|ce sont|seront|sera|est|sont)?[\s,]*(?:pour |a la charge de |par )?"
    rf"(?:nous|moi|notre [a-z]+|l association|la structure)(?: (?:qui|qu).*)?(?=$|[\t\n])"
)
"""« La moitié du financement, c'est nous qui la sortons »."""
_THE_REST = re.compile(
    rf"(?<!\S){_OWN_MONEY}(?: (?:les|le|la|donc|nous|memes?|de|avec))* <[np](?P<rest>\d+)> "
    r"(?:restante?s?|autres|derniers)"
    rf"|(?<!\S)<[np](?P<left>\d+)> restante?s?(?: [a-z]+){{0,3}} (?:{_OWN_MONEY}|nous|moi|notre)(?!\S)"
)
"""« Les subventions couvrent 60 %, nous apportons les 40 restants »."""
_OTHERS_PAY = re.compile(
    rf"(?<!\S)(?:subventions?|aides?|partenaires?|region|ville|mairie|departement|etat|drac|cnm|publics?|financeurs?)"
    rf"(?: [a-z]+){{0,3}}? (?:font|fait|couvr|financ|pren|apport|pa[iy]|assur|represent|pes|mett|fin|c est)[a-z]*"
    rf"(?: (?:a|pour|en|charge|de|hauteur|environ|est))* {_PART.format('before')}(?!\S)"
)
_REST_IS_OURS = whole_words(
    "(?:le|notre) (?:reste|complement|solde|restant)(?:\\s+[a-z]+){0,4}\\s+(?:nous|moi|notre|on|nos)",
    "(?:on|nous|je|j|moi) (?:[a-z]+ ){0,2}(?:le reste|le complement|le solde)",
)
_MAY_TELL = (Standing.OWN, Standing.WISHED, Standing.OTHER)
_EUROPE = one_of(
    """
    france; europe; ue; union europeenne; union; europeens?; occitanie; espagne; belgique; allemagne; italie; ici
    sur place
    """
)
_MAKING = one_of(
    """
    couts?; depenses?; fab; fabrication; realisation; tourn[a-z]+; budget; frais; post ?production; production; clips?
    videos?; realise[a-z]*; produi[a-z]+; fait[a-z]*; engag[a-z]+; tout; mont(?:e|age)[a-z]*; mixe[a-z]*; etalonn[a-z]+
    et; filme[a-z]*
    """
)
_HAPPENS = (
    "(?:s effectue(?:nt)?|se realise(?:nt)?|s engage(?:nt)?|effectuee?s?|realisee?s?|engagee?s?|se passent?|"
    "se font|se fait|se deroulent?|ont lieu|a lieu|partent?|passent?|vont|faits?|depensee?s?)"
)
_OUTSIDE = re.compile(
    rf"(?<!\S){_PART.format('before')}(?: (?:est|sont|de|des|du|nos|mes|les|la|le|l|a|{_HAPPENS}|{_MAKING}))* "
    r"(?:(?:en|au|aux|a|hors|dans)(?: (?:de|l|d|la|le))* (?:suisse|maroc|tunisie|algerie|senegal|etats unis|usa|"
    r"canada|quebec|"
    r"angleterre|royaume uni|londres|geneve|japon|bresil|turquie|cameroun|mali|cote d ivoire|ukraine|norvege|serbie"
    r")|hors (?:de |d )?(?:l )?(?:ue|union europeenne|europe))(?!\S)"
)
"""A share of the costs made out of the European Union: the rest is made in it."""
_SAYS = whole_words(
    f"""
    on; nous; je; j; notre; nos; mon; ma; mes; est; sont; vient; viennent; se passe; :; {_SELF_FUNDING}
    fonds propres; tourne[a-z]*; apports?; participation; contribution
    """
)
_NAMES_FUNDING = whole_words(
    "auto ?financ[a-z]+; fonds propres; apport[a-z]*; financ[a-z]+; budgets?; projets?; couts?"
)
_NAMES_MAKING = whole_words(
    "couts?; depenses?; fabrication; fabriqu[a-z]+; realisation; realisee?s?; tourn[a-z]+",
    "budget; frais; post ?production; clips?; videos?",
)
_IN_EUROPE = rf"(?:(?:en|dans|d)(?: (?:l|un|pays|de|la|d))* {_EUROPE}|ue|france|europe)"
_EU = re.compile(
    rf"(?<!\S)(?:{_PART.format('before')}(?: (?:est|sont|de|des|du|nos|mes|les|la|le|l|a|seulement|environ|{_HAPPENS}|"
    rf"{_MAKING}))* {_IN_EUROPE}"
    rf"|{_MAKING}(?: (?:est|sont|nos|de|des|a|:|se passe))* {_IN_EUROPE}(?: (?:a|pour|:))* {_PART.format('after')}"
    rf"|{_MAKING}(?: (?:est|sont|nos|de|des|les|{_HAPPENS}|a))* {_PART.format('middle')}(?: (?:est|sont|{_MAKING}))* "
    rf"{_IN_EUROPE}"
    rf"|(?<!\S)(?:part|taux|pourcentage|{_MAKING})(?: (?:[a-z]+|%)){{0,5}}? (?:ue|union europeenne|"
    rf"europe(?:enne)?|france)"
    rf"(?: [a-z]+){{0,6}} (?::|=) <p(?P<labelled>\d+)>)(?!\S)"
)


def shares(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the share of the funding that is brought, and the share of the costs made in the European Union."""
    if not _EU.search(message.stated):
        yield from _outside(message, context)
    if context.asked in (OWN_SHARE, EU_SHARE) and (fraction := _FRACTION.search(message.stated)):
        above, below = message.figure(fraction, "above").value, message.figure(fraction, "below").value
        if 0 < above <= below:
            yield message.found(context.asked, tidy(100 * above / below), fraction)
            return
    if own := _own_beside_others(message):
        yield own
        return
    for bare in _OWN_BARE.finditer(message.planned):
        if message.figure(bare).value <= 100:
            yield message.found(OWN_SHARE, message.figure(bare).contract_value(whole=False), bare)
            return
    for key, pattern, text in ((OWN_SHARE, _OWN, message.planned), (EU_SHARE, _EU, message.stated)):
        for match in pattern.finditer(text):
            in_words = match.group("beforew") or match.group("afterw") or match.groupdict().get("middlew")
            topic = _NAMES_MAKING if key == EU_SHARE else _NAMES_FUNDING
            clause = message.clause_at(match.start())
            around = match.group() if clause is None else clause.text
            says = context.asked == key or _SAYS.search(text) or _NAMES_MAKING.search(match.group())
            if not says or (context.asked != key and in_words and not topic.search(around)):
                continue  # « ils sont tous d'ici », « tout est payé »
            yield message.found(key, _part(message, match), match)


def _own_beside_others(message: Message) -> Finding | None:
    """Return the own share where others' is told too, or where « c'est nous » says whose it is."""
    text = message.planned
    if rest := _THE_REST.search(text):
        group = "rest" if rest.group("rest") else "left"
        return message.found(OWN_SHARE, message.figure(rest, group).contract_value(whole=False), rest)
    others = _OTHERS_PAY.search(message.text)
    payer = message.clause_at(others.start()) if others else None
    if others and payer and payer.standing in _MAY_TELL and _REST_IS_OURS.search(text):
        part = _part(message, others)
        return message.found(OWN_SHARE, tidy(100 - part), others) if isinstance(part, int | float) else None
    if (ours := _BY_US.search(text)) and _NAMES_FUNDING.search(ours.group()):
        return message.found(OWN_SHARE, _part(message, ours), ours)
    return None


def _outside(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the share that is left when another is said to be made out of the European Union."""
    for match in _OUTSIDE.finditer(message.stated):
        part = _part(message, match)
        if isinstance(part, int | float) and (context.asked == EU_SHARE or _NAMES_MAKING.search(match.group())):
            yield message.found(EU_SHARE, tidy(100 - part), match)


def part_in_words(message: Message, start: int, end: int) -> Any:
    """Return the per cent of a share in words (« la moitié », « plus des deux tiers »), None when there is none."""
    match = _PART_WORD.search(message.text, start, end)
    if match is None:
        return None
    part = _part_of_words(message, match)
    bound = _MORE_OR_LESS.search(message.text, 0, match.start())
    if bound is None:
        return part
    return {"au_moins" if bound.group("more") else "moins_de": part}


_MORE_OR_LESS = re.compile(r"(?<!\S)(?:(?P<more>plus|au moins)|moins|meme pas|pas tout a fait)(?: (?:de|des|d|que))? $")


def _part_of_words(message: Message, match: re.Match[str]) -> float:
    if match.group("whole"):
        return 100
    if match.group("nothing"):
        return 0
    parts = message.figure(match, "parts").value if match.group("parts") else 1.0
    return tidy(100 * parts / _FRACTIONS[match.group("unit")])


def _part(message: Message, match: re.Match[str]) -> Any:
    groups = match.groupdict()
    for name in ("before", "after", "middle", "labelled"):
        if groups.get(name):
            return message.figure(match, name).contract_value(whole=False)
        if groups.get(f"{name}w"):
            return part_in_words(message, *match.span(f"{name}w"))
    return None

"""Yes/no facts, and the two that have a third answer, when they are said in full: « on a un distributeur ».

Each `Topic` says what its fact is about; the clause it stands in tells whether that is so (« pas », « aucun », « ni »).
Some topics also need a word that says what is done with the thing: « taxes » alone says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .asking import FIRST_PERSON, LEAD, OURSELVES
from .message import Context, Finding, Message
from .patterns import whole_words
from .scope import Clause, Standing

DENIES = whole_words(
    """
    pas(?! (?:que|seulement|mal|de (?:souci|probleme)s?|une minute)); (?<!en )plus(?! (?:de <|[a-z]+eux)); jamais
    aucune?; ni
    sans(?! (?:souci|probleme)); non(?! (?:seulement|plus)); zero; guere
    """
)
"""Words that turn a statement into its contrary, within a clause."""
PENDING = whole_words(
    """
    en cours(?! de validite); en train d; en attente; attend[a-z]*; bientot; cherch[a-z]+; negoci[a-z]+
    discut[a-z]+; discussions?; en voie d; prochainement; prevu[a-z]*; a venir; demande[a-z]*; presque
    en pourparlers; a renouveler; en projet; quasi[a-z]*; dossier (?:d [a-z]+ )?(?:envoye|depose|parti)[a-z]*
    (?:envoye|depose) (?:le|un|notre|mon) dossier; sur le point; va signer; allons signer; on signe (?:bientot|dans)
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
    zero; rien; dispose[a-z]*; adhere[a-z]*; suivi[a-z]*; couvert[a-z]*; est ok
    pas; aucune?; sans; ni; non; oui; ok; jamais; avec; signee?s?; appliquee?s?; respectee?s?; consiste; ce sera
    contrat de distribution (?:chez|en vigueur)
    ^(?:et )?(?:employer|salarier|embaucher|prendre|diffuser|declarer|payer)
    ^(?:a |chez )?(?:la )?(?:sppf|scpp)$; membres?; adherents?; a jour; est; sont
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
_PRO_PLACES = (
    "(?:a la tele|a la television|sur (?:des |les |une )?(?:chaines?|plateformes?)|sur (?:arte|mtv|canal|mezzo"
    "|france [a-z]+)|au cinema|en festivals?)"
)
_ABLE = (
    "(?:peut|pouvons|peux|capables?(?: de)?|capacite (?:de|d|a)|moyens? (?:de|d)|en mesure (?:de|d)|sait|savons|"
    "droit (?:de|d)|en capacite de)"
)
_ARTISTS = "(?:les |nos |des |ces |aux |notre )?(?:artistes?|musicien[a-z]*|interpretes?|groupes?|comediens?)"
_LANDS = "(?:occitanie|la region|region|ici|territoire|languedoc)"

TOPICS: tuple[Topic, ...] = (
    Topic(
        "taxes_a_jour",
        whole_words(_TAXES),
        done=whole_words(
            """
            a jour; regl[a-z]*; regulier[a-z]*; pai(?!ement)[a-z]+; pay[a-z]+; en regle; ok; acquitt[a-z]+
            bon(?:ne)?; carre; clairs?; claires?; en ordre; nickel; clean; rubis sur l ongle; vers[a-z]+
            rien a (?:dire|signaler|se reprocher|devoir|payer); sold[a-z]+
            """
        ),
        undone=whole_words(
            """
            retards?; impayee?s?; dettes?; (?<!qu on )(?<!que je )doi[st](?! (?:etre|avoir|payer|s|encore|pas|rien))
            (?<!ce que nous )devons(?! (?:etre|avoir|payer)); echeancier; ardoise; arriere[a-z]*
            redressement; arrieres?
            """
        ),
    ),
    Topic(
        "conventions_collectives",
        whole_words(
            """
            conventions? collectives?; la convention; convention; ccneac; cc neac; neac; syndeac; ccn[a-z]*; idcc
            convention (?:du spectacle|eac)
            """
        ),
    ),
    Topic(
        "contrat_distribution",
        whole_words(
            """
            contrats? de distribution; contrats? distribution; contrats? de distributeurs?
            distributeurs?(?! (?:de|d) (?!musiques?|disques?|phono))
            distribution (?:est |a ete )?(?:assuree|confiee|geree|faite) (?:par|a|chez)(?! nous)
            distribuee?s?(?: [a-z]+){0,2} (?:par|chez|via|en|avec); deal (?:avec|chez) (?:un |une )?distri[a-z]*
            (?:signee?s?|contrat) (?:[a-z]+ ){0,2}?(?:avec|chez) (?:believe|idol|pias|kuroneko|modulor|the orchard|
            & inouie|tunecore|wagram|absilone|l autre distribution|baco|differ ant|differant)
            (?:believe|idol|kuroneko|modulor|the orchard|inouie|wagram|l autre distribution|baco|differ ant)(?: [a-z]+)*
            && (?:nous distribue|distribue)
            (?:pas|aucune?|ni|sans|zero|jamais|plus|non)(?: (?:encore|de|d|eu|aucune?))* distribution
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
            adherent[a-z]*; adheron?[a-z]*; adhere[a-z]*; membres?; fait partie; faisons partie; (?:un )?compte
            cotis[a-z]+; sociee?s?; associee?s?; vient de s inscrire; inscri[a-z]+; affili[a-z]+; societaires?
            (?:a|chez|dans|de|avec) (?:la |une )?(?:sppf|scpp|societe); zero; oui; ok; on est; nous sommes; carte
            depuis; rejoin[a-z]+
            ^(?:la )?(?:sppf|scpp)$; pas; ni; aucune; non; sans; jamais
            """
        ),
    ),
    Topic(
        "capacite_diffusion",
        whole_words(
            rf"""
            {_ABLE} (?:les |les faire |faire )?diffuser(?: {_WORKS})?; diffuseurs?; diffuser {_WORKS}
            {_WORKS} (?:[a-z]+ ){{0,3}}?{_PRO_PLACES}; diffus[a-z]+(?: {_WORKS})?(?: [a-z]+){{0,4}}? {_PRO}
            {_WORKS} (?:[a-z]+ ){{0,3}}?(?:passe|passent|diffusee?s?)(?: [a-z]+){{0,3}}? {_PRO}; reseau de diffusion
            """
        ),
        undone=whole_words(f"{_WORKS} (?:[a-z]+ ){{0,2}}?(?:passe|passent|diffusee?s?|visibles?) nulle part"),
    ),
    Topic(
        "capacite_emploi_artistes",
        whole_words(
            f"""
            {_ABLE} (?:[a-z]+ ){{0,3}}?(?:employer|salarier|embaucher)
            {_ABLE} (?:[a-z]+ ){{0,3}}?(?:payer|remunerer|declarer) (?:[a-z]+ ){{0,2}}?{_ARTISTS}
            (?:fai[st]|faisons) (?:des |les |leurs )?(?:cachets|cddu|cdd d usage|fiches de paie)(?: [a-z]+){{0,2}}
            && {_ARTISTS}
            employeurs? d {_ARTISTS}
            (?:emploi(?:e|ent)|employons|salari(?:e|ons)|embauch(?:e|ons)|declar(?:e|ons)|pa[iy](?:e|ons)|
            & remuner(?:e|ons)) {_ARTISTS}
            (?<=, )(?:et )?(?:employer|salarier|embaucher|declarer|remunerer) {_ARTISTS}
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
            & depenses) (?:[a-z]+ ){0,3}?(?:d?audiovisuel[a-z]*|clips?|videos?|tournages?)
            (?:frais|couts?|depenses|clips?|tournages?) (?:[a-z]+ ){0,6}?(?:a (?:notre|ma)
            && (?:charge|compte)|(?:assume|paye|regle|finance|pris en charge|supporte)[es]* par (?:nous|moi|notre
            & |ma)(?!\S))
            (?:frais|couts?|production) (?:[a-z]+ ){0,2}?(?:d?audiovisuel[a-z]*|(?:de|du) tournages?|des clips?|
            & de clips?|videos?) (?:, )?(?:[a-z]+ ){0,3}?(?:a notre charge|pour nous|pris en charge|notre poche|
            & par nous|
            & c est nous|c est pour nous|c est moi|sont pour nous)
            (?:pa[iy][a-z]+|regl[a-z]+|avanc[a-z]+) (?:tous |tout )?(?:les |nos |le )?(?:frais|couts?) (?:de |du |des |
            & d )
            && ?(?:clips?|videos?|tournages?|production)
            (?:pa[iy](?:e|ons)|financ(?:e|ons)|produi[a-z]+) (?:tous )?(?:nous memes )?(?:nos|les|le|
            & tous les) (?:clips?|videos?|tournages?)
            """
        ),
        undone=whole_words(
            """
            (?<!pas )a la charge d(?:e|es|u)? [a-z ]+
            (?:c est )?(?:le|la|l|les) (?:artiste|label|producteur|productrice|groupe|client|musicien|chanteur|
            & commanditaire)s? qui (?:les )?(?:pa[iy]|pren|regl|financ|
            & assum|avanc|support)[a-z]*
            (?:frais|couts?|depenses|clips?|videos?|tournages?) (?:[a-z]+ ){0,5}?(?:pay|pris en charge|pris|
            & financ)[a-z]*
            && par (?:l|les|le|la|un) (?!structure)[a-z]+
            (?:frais|couts?|depenses|clips?|videos?|tournages?) (?:[a-z]+ ){0,3}?(?:c est |sont )?pour (?:l|le|la|les)
            && (?:artiste|client|groupe|musicien|chanteur|commanditaire)s?
            (?:l|le|la|les) (?:artiste|client|groupe|musicien|chanteur|commanditaire)s? (?:pa[iy]e|pren|regl|financ|
            & assum)
            && ?[a-z]* (?:[a-z]+ ){0,3}?(?:frais|couts?|depenses|clips?|videos?|tournages?)
            """
        ),
    ),
    Topic(
        "activite_significative_occitanie",
        whole_words(
            rf"""
            activites?(?: [a-z]+){{0,4}}? (?:n est pas |est )(?:[a-z]+ ){{0,2}}?(?:significative|importante|reguliere|
            & forte)
            activites?(?: principale)? (?:se passe|se deroule|a lieu|se fait|est)(?: [a-z]+){{0,3}}? {_LANDS}
            (?:tres|bien|hyper|super) actifs?(?: [a-z]+){{0,2}}? {_LANDS}
            (?:grosse|forte|vraie|importante|reelle|belle|solide|intense) activite(?: [a-z]+){{0,6}}? {_LANDS}
            activites? (?:tres )?(?:significatives?|importantes?|regulieres?|fortes?|
            & reelles?)(?: [a-z]+){{0,6}}? {_LANDS}
            (?:essentiel|majorite|majeure partie|plupart|grande partie|toutes?|quasi totalite|totalite|
            & <p\d+>)(?: (?:de|des|d|notre|nos|son|sa|ses|mes|mon|l|en))* (?:activites?|concerts?|actions?|
            & dates?)(?: [a-z]+){{0,6}}? {_LANDS}
            """
        ),
    ),
    Topic(
        "territoire_sans_autre_porteur",
        whole_words(
            """
            (?:personne|rien) d autre(?: [a-z]+){0,8}? (?:porter|projets?|concerts?|pour (?:le|en|faire|monter))
            (?:personne|rien) d autre(?: [a-z]+){0,8}? (?:territoire|secteur|coin|vallee|ville|commune|ici|la|
            & canton)
            (?:aucun|pas d|pas un seul) autres? (?:porteur|acteur|operateur|organisateur)s?(?: de projets?)?
            (?:on est|nous sommes|etre) (?:bien )?(?:les |la )?seule?s?(?: [a-z]+){0,5}? (?:territoire|secteur|coin|
            & vallee|ville|commune|canton)
            desert culturel; (?:il )?(?:n )?y a que nous
            que nous(?: [a-z]+){0,4} (?:territoire|secteur|coin|vallee|ici)
            """
        ),
        undone=whole_words(
            """
            (?:il y a|y a|il y en a|il existe|existe) (?:(?:[a-z]+|<n\\d+>) ){0,2}?autres? (?:porteur|acteur
            & |operateur|structure|
            & association|collectif|orga)s?
            (?:d autres|<n\d+> autres|plusieurs|une autre|certaines) (?:[a-z]+ )?(?:porteur|acteur|operateur|structure|
            & association|collectif|orga)s?(?: [a-z]+){0,3}? (?:pourrai(?:en)?t|peu(?:ven)?t|sauraient|capables?)
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
            activite principale du projet (?:[a-z]+ ){0,3}?(?:produire|production|diffuser|diffusion|spectacles?|
            & concerts?)
            projet consiste (?:[a-z]+ )?a (?:produire|diffuser) (?:des |les )?(?:spectacles?|concerts?)
            projet (?:[a-z]+ ){0,3}?(?:surtout|principalement|avant tout|essentiellement|que|majoritairement)
            && (?:d |de |du )?(?:la )?(?:production|diffusion|spectacles?|concerts?)
            """
        ),
        undone=whole_words(
            """
            (?:production|diffusion)(?: [a-z]+){0,6}? (?:minoritaire|accessoire|secondaire|annexe|petite partie|
            & partie)(?: [a-z]+){0,4}? projet
            (?:production|diffusion)(?: [a-z]+){0,4}? n est (?:qu une partie|qu un bout)
            """
        ),
    ),
)

_OUR_DISTRIBUTOR = re.compile(
    rf"{LEAD.removeprefix('^')}(?:notre|nos|mon) distributeurs?(?!\S)(?! (?:de|d|n existe|nous a lache))"
)
_OF_OTHERS_TOO = {
    standing: tuple(topic for topic in TOPICS if topic.key in keys)
    for standing, keys in (
        (Standing.OTHER, ("territoire_sans_autre_porteur",)),
        (Standing.WISHED, ("territoire_sans_autre_porteur", "production_activite_principale_projet")),
    )
}
"""Facts that are told by what others do or could do, or of what is planned."""

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
    (?:est|sommes|suis)(?: (?:totalement|completement|entierement|bien|<p\\d+>))? independant[a-z]*(?! (?:de la
    & |du|des|mais))
    independant[a-z]* (?:total|complet|a fond)[a-z]*
    independant[a-z]* (?:a <p\\d+>|de toute major|des majors)
    """
)
_PRESENTS = re.compile(r"c est (?:une? |bien )")
_HALF = 50

# Affiliation to the CNM

_AFFILIATION = whole_words(
    """
    affili[a-z]+(?! (?:a la |a l |au )(?:sacem|sppf|scpp|urssaf|federation|ligue|spedidam|adami|audiens))
    (?:membres?|adherents?) (?:du |au )?cnm; cnm (?:: )?(?:oui|non|ok|en cours|fait|pas encore|dossier|demande)
    (?:inscri[a-z]+|on est|nous sommes|adheren[a-z]+) (?:au|du) (?:cnm|centre national de la musique)
    """
)
_AFFILIATED = whole_words(
    """
    (?<!pour etre )(?<!peut etre )affiliee?s?; (?:membres?|adherents?|inscri[a-z]+) (?:du |au )?cnm
    (?:on est|nous sommes) au cnm; cnm (?:: )?(?:oui|ok|fait)
    affiliation(?: (?:au|cnm|est|:|a ete|deja))* (?:ok|faite|validee|obtenue|effective|oui|a jour|acceptee|bonne|
    & en regle|confirmee)
    (?:on a|nous avons|j ai) (?:deja )?(?:l|notre|mon|une) affiliation; deja fait l affiliation
    (?:accepte|valide|confirme)[es]* (?:notre|mon|l|la) affiliation
    """
)
_NOT_AFFILIATED = whole_words(
    "cnm (?:: )?(?:non|pas encore); (?:pas|non|jamais|ni)(?: [a-z]+){0,2} affili[a-z]+; affiliation (?:refusee|non|pas)"
)
UNDER_WAY = whole_words(
    """
    en route; en chemin; dans les tuyaux; en traitement; en examen
    en cours; en train d; en attente; attend[a-z]*
    demande(?: d affiliation)?(?: au cnm)? (?:est |a ete )?(?:faite|envoyee|deposee|partie|lancee|en cours|en attente)
    (?:ai|a|avons) (?:deja |bien )?demande[es]* (?:l|notre|une|mon|ma) affiliation
    affiliation (?:au )?(?:cnm )?(?:a ete |est )?demandee
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

_REACH = 120
_JUST_BEFORE = 8
"""Characters in which « reçu aucune aide » has its verb."""

_REPORTS = whole_words("bilans?; comptes? rendus?; (?<!aucun )(?<!par )(?<!pas de )rapports?(?! (?:avec|a))")
HANDED_IN = whole_words(
    """
    transmi[a-z]*; rend[a-z]*; envoy[a-z]+; remi[a-z]*; fourni[a-z]*; depos[a-z]+; donn[a-z]+; fait[a-z]*; ok
    a jour; valid[a-z]+
    """
)
_LEFT_TO_DO = whole_words(
    "oubli[a-z]+; reste(?:nt)?; a (?:rendre|transmettre|envoyer|faire|fournir); manque[a-z]*; retards?; en cours"
)
_NEVER_HELPED = re.compile(
    r"(?<!\S)(?:(?:jamais|pas|aucune?)(?: (?:encore|le moindre|sou|centime|euro|eu|un|rien|d argent|thunes?|d|de|recu|"
    r"touche|seule|<n\d+>|"
    r"obtenu|demande|percu|beneficie|une?|la|"
    r"aucune?|autre|la moindre|precedente))* (?:aides?|subventions?|financements?)"
    r"(?! (?:a(?! ce jour)|de l etat)(?!\S))|(?:premiere|<o(?P<rank>\d+)>) (?:demande|fois|aide|subvention|dossier|"
    r"candidature)|"
    r"jamais (?:ete )?(?:aidee?s?|subventionnee?s?|financee?s?|soutenue?s?)|"
    r"(?:jamais|rien)(?: (?:encore|eu|recu|touche|obtenu|demande|percu|un|le moindre|sou|centime|rond|euro|"
    r"la moindre))+"
    r"(?: (?:de|d)(?: (?:la|l|le))? (?:argent(?: public)?|thunes?|subventions?|etat|drac|region|cnm|personne|public))?"
    r"(?=$|[\t\n]| (?:avant|jusqu|de la part|de personne|donc|jusque)))(?!\S)"
)
_RECEIVED = whole_words("eu; recu; touche; obtenu; demande; percu; beneficie; jamais; precedente")

_EARLIER = re.compile(r" (?:anterieure?|precedente?|publique|passee?|avant|jusqu ici|a ce jour)s?(?!\S)")

# What the application bears on

_GLOBAL = whole_words(
    """
    (?:projet|strategie|demande|dossier|developpement)(?: [a-z]+){0,4}? (?:strategiques?|globale?|d ensemble|
    & generale?)
    (?:toute|l ensemble de) (?:la|notre|l) (?:strategie|structure|entreprise|association|boite)
    (?:structure|association|boite|entreprise|label) (?:entiere|entierement|dans son ensemble|globale|au complet)
    (?:strategie|developpement|fonctionnement) (?:global[e]? )?(?:de |d )?(?:la|notre|l) (?:structure|entreprise|
    & association|boite|label)
    """
)
_OUR_REQUEST = whole_words("ce n est pas; c est; on; nous; je; j; notre; nos; mon; ma; la demande; le dossier")
_BEARS_ON = whole_words(
    "demandes?; cooperation; structuration; dossier; aide; subvention; porte; concerne; financer; c est; "
    "candidature; ce n est pas"
)
_PARTICULAR = whole_words(
    """
    (?:pour|sur|concerne|financer|juste|porte|vise)(?: (?:une?|le|la|l|les|notre|mon|ma|prochaine?|nouvel(?:le)?|
    & nouveau|d|de|du|des|quoi|sortie|enregistrement|realisation|production|promotion|preparation|financement|
    & seule?|juste|seulement|que|sortir|faire|produire|enregistrer|monter))* (?:album|ep|tournee|clip|spectacle|disque|
    & creation|projet artistique|concert|
    & artiste)
    """
)

_LEAD = re.compile(LEAD)
_FOR_AT_HEAD = re.compile(r"(?:mais |et |plutot |juste |uniquement )*pour(?!\S)")

# When the money is spent

_SPENDING = whole_words("depenses?; frais; factures?; achats?; depens[a-z]+; action; projet se (?:fait|deroule)")
_WITHIN = whole_words("dans (?:la|cette|les|ces|leurs?) (?:periode|dates|delais|cl[oa]us?)")
_YEAR = re.compile(r"<y(\d+)>")
_DATE = re.compile(r"<d(\d+)>")


def read(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the facts that are said in full."""
    for clause in message.clauses:
        for topic in TOPICS if clause.standing is Standing.OWN else _OF_OTHERS_TOO.get(clause.standing, ()):
            about = topic.about.search(message.text, clause.start, clause.end)
            undone = topic.undone.search(message.text, clause.start, clause.end) if topic.undone else None
            match = about or (undone if topic.done is None else None)
            said = _with_zero(message, clause.text)
            is_ours = context.asked == topic.key or OURSELVES.search(said) or _SHOWS.search(said)
            if topic.key == "territoire_sans_autre_porteur" and match is not None:
                is_ours = is_ours or _CARRIES.search(said)
                if about and not undone:  # « aucun autre porteur » is the very thing, no denial of it
                    said = message.text[clause.start : about.start()]
            value = _value(said, topic, undone is not None) if match and is_ours else None
            if match is not None and value is not None:
                yield message.found(topic.key, value, match)
        if clause.standing is Standing.OTHER and (
            ours := _OUR_DISTRIBUTOR.match(message.text, clause.start, clause.end)
        ):
            yield message.found("contrat_distribution", True, ours)
    yield from _independence(message)
    yield from _affiliation(message)
    yield from _reports(message, context)
    yield from _strategy(message, context)
    yield from _expenses(message, context)


_CARRIES = whole_words("port[a-z]+; mont[a-z]+; mener; assurer; faire")
_COUNT = re.compile(r"<n(\d+)>")


def _with_zero(message: Message, said: str) -> str:
    """Return a clause with « zéro » for the figure 0: it denies (« zéro distributeur »)."""
    return _COUNT.sub(lambda match: match.group() if message.figure(match).value else "zero", said)


_NOT_US = re.compile(r"(?<!\S)(?:et |mais )?(?:pas|non) (?:nous|moi)(?!\S)|(?<!\S)pas (?:les |la |le )?seule?s?(?!\S)")
"""« C'est l'artiste qui paie, pas nous » denies nothing of what was said before."""


def _value(clause: str, topic: Topic, is_undone: bool) -> bool | None:
    """Return whether a clause says yes or no to its topic, None when neither."""
    is_denied = bool(DENIES.search(clause))
    if is_undone:
        return bool(DENIES.search(_NOT_US.sub("", clause)))
    pending = PENDING.search(clause)
    if pending and is_denied and pending.group() == "en cours":
        pending = None  # « aucun contrat en cours »
    if pending or (topic.done and not topic.done.search(clause)):
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
        is_denied = bool(DENIES.search(_with_zero(message, clause.text)))
        if owned:
            yield message.found(key, not is_denied, owned)
        elif mention and is_denied and not _DISTRIBUTES.search(clause.text):
            yield message.found(key, False, mention)
        elif (
            not is_denied
            and (independent := _INDEPENDENT.search(text, clause.start, clause.end))
            and (OURSELVES.search(clause.text) or _PRESENTS.match(clause.text) or independent.start() == clause.start)
        ):
            yield message.found(key, False, independent)
        else:
            continue
        return


def _affiliation(message: Message) -> Iterator[Finding]:
    """Yield where the affiliation to the CNM stands. What is still to be asked for is `non`."""
    stated = (Standing.OWN, Standing.WISHED)
    if contrast := _of_us_by_contrast(message, _AFFILIATION):
        yield message.found("affiliation_cnm", "non" if DENIES.search(contrast.group()) else "oui", contrast)
        return
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


def _of_us_by_contrast(message: Message, about: re.Pattern[str]) -> re.Match[str] | None:
    """Return where « nous, non », « nous aussi » says of us what was said of somebody else."""
    for clause in message.clauses:
        if clause.standing is Standing.OTHER and about.search(clause.text):
            return _WE_TOO.search(message.text, clause.end)
    return None


_WE_TOO = whole_words("(?:mais |et )?(?:pas|non) (?:nous|moi); (?:nous|moi) ,? ?(?:non|pas|aussi|oui)")


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
    never = _NEVER_HELPED.search(message.stated)
    if (
        never
        and not never.group("rank")
        and (
            _RECEIVED.search(message.stated, max(0, never.start() - _JUST_BEFORE), never.end())
            or _EARLIER.match(message.stated, never.end())
        )
    ):
        yield message.found(key, "sans_objet", never)
        return
    for clause in message.own_clauses():
        match = _REPORTS.search(message.stated, clause.start, clause.end)
        if match is None:
            continue
        said = clause.text
        if not (HANDED_IN.search(said) or DENIES.search(said) or _LEFT_TO_DO.search(said)):
            # « L'un de nos bilans, je l'avoue, n'a jamais été transmis. »
            said = message.stated[clause.start : clause.start + _REACH].partition("\n")[0].replace("\t", " ")
        if HANDED_IN.search(said) or DENIES.search(said) or _LEFT_TO_DO.search(said):
            is_missing = DENIES.search(said) or _LEFT_TO_DO.search(said)
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
        if match is None or clause is None:
            continue
        start = 0 if _FOR_AT_HEAD.match(clause.text) else clause.start  # « nous déposons, pour le projet global »
        if is_asked or (_BEARS_ON.search(text, start, clause.end) and _OUR_REQUEST.search(text)):
            start = clause.start + _LEAD.match(clause.text).end()  # type: ignore[union-attr]
            yield message.found(key, value != bool(DENIES.search(text, start, match.start())), match)
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

"""A bare answer (« oui », « 2 », « les deux », « 80 », « je ne sais pas ») read against the pending question.

Asked only for what the message does not say in full. What can be read in several ways is ambiguous, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from . import amounts, counts, durations, jobs
from .message import Ambiguous, Context, Finding, Message
from .normalising import fold_name
from .numbers import Figure, exact
from .patterns import one_of, whole_words, word_set
from .scope import Clause, Standing, kept
from .statements import HANDED_IN, LEFT_TO_DO, UNDER_WAY
from .weighing import DENIES, JUST_DENIED, weighed

if TYPE_CHECKING:
    from rules_kb.models import Fact


class Polarity(Enum):
    """What a short answer says."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


_FILLERS = (
    "(?:"
    + one_of(
        """
        alors; euh; heu; ben; bah; bon; ah; oh; eh; et; mais; hmm; hum; bonjour; salut; du coup; en fait; pardon
        je (?:vous |te )?(?:confirme|assure|garantis|reponds) que; je dirais; je dis; merci; la; franchement
        (?:helas|malheureusement|heureusement)(?= (?:, )?(?:oui|non)(?: |$)); a priori; apparemment; ok; donc; voila
    pour nous; pour moi; nous
        moi; t inquiete(?: pas)?; (?:ne )?vous inquietez pas; grand dieu; mon dieu; ma foi; pfff?; hein
        honnetement; sincerement; a vrai dire; ,; !; bien; je crois(?: que?)?; je pense(?: que?)?; je suppose que
    j imagine que; j espere que
        il me semble(?: que?)?; (?:et )?la reponse est; c est
        cela; plutot(?= (?:oui|non)(?: |$)); pour l instant; actuellement; desole; lol; a
        """
    )
    + " )*"
)
_UNSURE = whole_words(
    """
    presque(?! (?:tou|toutes|tous)[a-z]*); echeancier; (?:ca|cela) depend; plus ou moins; en partie; partiellement
    oui et non; ni oui ni non; bof
    mouais; moyen(?:nement)?; peut etre; parfois; quasi(?:ment)?; a moitie; a peu pres; mitigee?; en quelque sorte
    (?:la )?moitie (?:[a-z]+ ){1,3}(?:la )?moitie; ca se peut; (?<!conteste )(?<!doute )possible; c est complique
    selon; tout depend; cela se discute
    (?:moitie|moitie) moitie; fifty fifty; (?:oui|non) (?:mais )?(?:bof|pas vraiment)
    pas (?:tout a fait|vraiment|toujours|totalement|completement|entierement|exactement|forcement|trop|tous|toutes)
    un peu; si on veut; (?:on|j|nous) y (?:reflechi[a-z]*|pense|pensons|songe[a-z]*)
    """
)
_YES = one_of(
    r"""
    oui+; (?:ca|cela) y est; ouais; ouai; w(?:e|ai|oui); vui; ouep; ouaip; si(?: si)*(?= |$); tout a fait
    bien (?:sur|entendu); evidemment
    effectivement; exact(?:ement)?; absolument; affirmatif
    c est (?:le cas|fait|bon|ok|cela|exact|juste|regle|prevu|nous|vrai|correct|deja (?:fait|le cas)|clair|bien cela|
    & tout a fait cela)
    le cas; fait; carrement; grave; certainement; en effet; clairement
    sans (?:probleme|souci|hesit[a-z]+|aucun probleme|doute); d accord; pas de (?:souci|probleme)
    aucun (?:souci|probleme); ok; parfait; (?:je )?confirme; totalement; completement; entierement; toujours
    normalement; deja; obligatoirement; forcement; vrai; correct; je (?:crois|pense); il me semble; j espere
    heureusement; exactement; yes; yep; mais oui; positif; regulierement; integralement; tous; toutes; toute
    tout(?! seule?)
    la plupart; quelques uns; certains; au moins (?:une?|<n\d+>); plutot(?! (?:mourir|crever))
    scrupuleusement; a la lettre
    rubis sur l ongle; en temps (?:et en heure|voulu); c est ce qu(?:e|on| on)? ?(?:nous |je |on )?(?:fai[st]|faisons)
    sans (?:conteste|faute|exception); depuis (?:toujours|longtemps|le debut|des annees|belle lurette); assurement
    pardi; naturellement; (?:et )?comment$; (?:cela|ca) (?:va de soi|tombe sous le sens|coule de source); pas qu un peu
    (?:oh |ah )?que oui; je veux$; parbleu; bien evidemment; et (?:pas qu un peu|bien oui); un peu mon neveu
    je veux mon
    (?:[a-z]+ )?(?:confirmee?|effective?|acquise?|averee?)$
    nickel; tranquille; a fond; complet; impec(?:cable)?; bien vu; volontiers; comme il se doit; toujours
    """
)
_NO = one_of(
    r"""
    non+; nan; nope; no(?= |$); negatif
    pas (?:du tout|encore|le cas|que je sache|a ma connaissance|pour l instant|actuellement|d[e]? (?!souci|
    & probleme)[a-z]+)
    aucune?(?! (?:souci|probleme|difficulte|doute)); jamais(?! (?:de |d |un |une |le moindre |la moindre )?(?:retard
    & |impaye|dette|relance|penalite|defaut)e?s?); meme pas
    absolument pas; certainement pas
    surtout pas; malheureusement (?:pas|non); helas
    rien(?! (?:a (?:signaler|dire|redire)|que)); que non; pas(?= |$)(?! mal(?!\S)); ce n est pas; c est pas
    n est pas; point; ni l un
    ni l une; nada; zero; nenni
    toujours pas; non plus; plus maintenant; bien sur que non; que dalle; pas le moins du monde; en aucun cas
    nulle part; (?:je|on) (?:ne )?(?:crois|pense) pas; crois pas; pense pas; en aucune facon; nullement; aucunement
    pas vraiment non; bernique; macache; des clous; meme pas en reve; que nenni; jamais de la vie; du tout$
    pas l ombre
    pas un seul$; pas une seule$; plutot (?:mourir|crever)
    laiss[a-z]+ (?:filer|tomber|expirer); pas question; loin de la; pas une?$; tu parles; pas du tout
    """
)
_PLAINLY_NOT = re.compile(
    rf"{_FILLERS}(?:non|nan|nope) (?:, )?pas (?:vraiment|possible|trop|forcement|tellement|tout a fait|encore)(?!\S)"
)
"""« Non, pas vraiment »: the « non » settles what « pas vraiment » alone leaves open."""
_TO_SOMEBODY_ELSE = re.compile(
    rf"{_FILLERS}(?:oui|non|nan) (?:[a-z]+ )?(?:, )?(?:"
    r"(?:c est )?pas (?:a |pour )?(?:toi|lui|elle|eux|ce|cet|cette|celui|celle|ici|maintenant|tout de suite)(?!\S)"
    r"(?! (?:type|genre|label|artiste|projet|dispositif|cas))"
    r"|(?:pose|mets|laisse|touche|descends?|arrete|viens|entre|attends?|passe|donne|ferme|ouvre|tiens)"
    r" (?:le|la|les|moi|toi|pas|ici|cet|cette|ton|ta|tes)(?!\S)"
    r"|(?:le|la) (?:bleue?|rouge|verte?|petite?|grande?|gros|grosse|noire?|blanc|blanche)(?=$| ,)"
    r"|(?:madame|monsieur|maman|papa|mamie|cherie?|mon coeur|ma puce)(?= ,| [a-z]+ez vous|$))"
)
"""« Non pas toi, je suis au téléphone »."""
_ENDS_PLAINLY = re.compile(r"(?!.*(?<!\S)(?:que|si|ou|dit|pense)(?!\S))(?:(?:[a-z]+ ){1,4}|.* : )(?P<answer>oui|non)$")
"""« Ma chanteuse oui », « la salle non »."""
_POLARITY = re.compile(rf"{_FILLERS}(?!non seulement(?!\S))(?:(?P<no>{_NO})|(?P<yes>{_YES}))(?!\S)")
_REFERS_BACK = re.compile(
    r"(?:on|nous|j|je|c|il|elle|tout|ils|elles)(?: (?:n|ne|est|nous|vous|avons|m|me))* (?:en|l|le|la|les|y|ca|cela) "
    r"(?!que )[a-z]+"
)
_OF_THE_THING = re.compile(
    rf"{_FILLERS}(?:(?:il|elle|ils|elles|cela|ca|tout|le contrat|la demande|le dossier|l affiliation) |"
    r"(?:(?:a ma connaissance|que je sache) )?)?(?:(?:n|ne|l|les|on|nous|j|je|en|y|a|ont|est|sont|ai|avons|ete|etre|"
    r"ma|connaissance|elle|il) )*(?:pas|jamais|toujours pas|pas encore)(?: encore)?(?: (?:ete|eu|ce|le|l|la|les))* "
    + one_of(
        """
        demand[a-z]+; fait[a-z]*; sign[a-z]+; conclu[a-z]*; renouvel[a-z]+; depos[a-z]+; declar[a-z]+; obtenu[a-z]*
        envoy[a-z]+; rend[a-z]*; remi[a-z]*; transmi[a-z]*; pay[a-z]+; regl[a-z]+; appliqu[a-z]+; respect[a-z]+
        lanc[a-z]+
        entam[a-z]+; permet[a-z]*; valid[a-z]+; accept[a-z]+; capables?; possible; adher[a-z]+; inscri[a-z]+; faire
        """
    )
    + r"(?!\S)"
)
"""« Elle n'a jamais été demandée », « on ne l'a pas faite »: no, of the thing asked about."""
_LAPSED = whole_words(
    """
    (?<!pas )(?:expire[es]*|termine[es]*|echue?s?|resilie[es]*|rompue?s?|caduques?|caduc|finie?s?|perime[es]*
    & |arrete[es]*)
    (?:arrive|arrivee|a) (?:a )?(?:echeance|terme|expiration); prend[a-z]* fin; pris fin
    """
)
_RUNS_ON = whole_words(
    "(?:court|coure|courait|valable|valide|en vigueur|signe[es]*|actif|prolonge[es]*|reconduit[es]*|renouvele[es]*)"
)
_IMPOSSIBLE = whole_words(
    """
    impossible; (?:pas|plus|aucun|ni|sans) (?:assez )?(?:les |de |d |la |le |l |cette |ces )?(?:sous|moyens?|tresorerie
    & |argent|budget|
    & fonds|finances|capacite)(?: [a-z]+)*; incapables?; (?:pas|plus) (?:se |nous |me )?(?:le |l |la )?permettre
    """
)
_NOT_ALL = whole_words(
    """
    (?<!mais )pas (?:tou(?:t|s|tes)(?! a fait)|la totalite|l ensemble|entierement|integralement|toujours)
    pas tout le temps; certain[a-z]* (?:pas|non); (?:d autres?|l autre|les autres|le reste) (?:pas|non|jamais)
    (?:d autres?|l autre|les autres|certain[a-z]*) (?:[a-z]+ )*(?:pas|jamais|non); (?:m |nous |vous )?en reste
    (?:en (?:doit|dois|devons)|reste(?:nt)?) (?:encore |toujours )?(?:une|un|des|deux|<n\\d+>)(?: [a-z]+)*
    && (?:a (?:payer|regler|verser|rendre|remettre|envoyer)|partie)
    """
)
_BY_HALVES = whole_words("moitie .* moitie; pas pour d autres; (?:cela|ca) depend$")
_ONLY_ME = re.compile(rf"{_FILLERS}(?:et )?c est tout$")
"""« Moi, et c'est tout »."""
_ALL_OR_NOTHING = frozenset(("taxes_a_jour", "bilans_transmis", "conventions_collectives", "depenses_dans_periode"))
"""Facts that one exception makes false: « certaines oui, d'autres non »."""

_NOT_CONCERNED = whole_words(
    """
    ^jamais$; (?:sans objet|pas concerne|non concerne|pas applicable|aucune (?:aide|subvention))[a-z]*; aucune?
    rien recu
    jamais (?:eu|recu|demande|touche); rien (?:eu|touche|demande|a rendre|a transmettre); pas de bilans?
    (?:la )?(?:toute )?premiere (?:fois|demande)
    """
)
_ONE_IS_MISSING = whole_words(
    "sauf (?:une?|<n\\d+>|le dernier|celui); (?:en )?manque; il (?:m |nous |vous )?en (?:reste|manque); il "
    "(?:nous |me )?reste",
    "(?:dois|doit|devons) (?:encore |toujours )?(?:rendre|remettre|envoyer|transmettre|faire)",
)
_SOON = whole_words(
    "bientot; s en occupe; on s y met; prochainement; dans les semaines qui viennent; va se faire; on y travaille"
)

_NOTHING = whole_words(
    "aucune?s?; zero; rien; jamais; nada; neant; pas encore; pas du tout; (?<!une )personne; que dalle",
    "<n\\d+> du tout; nib; walou",
)
_ALONE = whole_words(
    "(?:seulement|uniquement|rien que|simplement) (?:nous|moi); seule?s?; personne; aucun; que nous; juste "
    "nous; nous seuls"
)
_NAMED_ALLY = re.compile(
    r"(?<!\S)(?:une?|le|la|l) (?!autre|seule?|instant|moment|heure|fois|projet|groupe de)[a-z]{3,}"
)
_US = whole_words("nous; moi; notre [a-z]+")
_MANY = whole_words("plusieurs; tout un tas")
_MANY_OF_THEM = whole_words("pas mal; plein; beaucoup")
_ONE = re.compile(
    rf"{_FILLERS}(?:on (?:a|est|en a) |j en ai )?(?:que |juste |seulement )?une?(?: seule?)?(?: (?!flop|tripot|poign"
    r"|ribamb|palanqu|foule|masse|tas|paquet|multitude|kyrielle|quantit|chie|serie|bonne|sacre|vingt|dizaine)[a-z]+)?\s*$"
)
_FIGURE = re.compile(r"<(?P<kind>[nmpyo])(?P<n>\d+)>(?: (?P<unit>[a-z]+))?")
_OF_THE_PROJECT = word_set(
    "budget_action montant_demande nb_acteurs autofinancement_pct duree_projet_ans besoin mentorat_role mentorat_theme"
)
"""Facts of what is planned: a wish answers too (« on prévoit 100 000 € »)."""
_ITS_UNITS = {
    durations.AGE: frozenset(("mois",)),
    durations.PROJECT: frozenset(("an", "ans", "annee", "annees")),
    counts.PARTNERS: frozenset(("structures", "partenaires", "acteurs", "associations", "personnes")),
    counts.VIDEOS: frozenset(("en", "tournes", "realises", "produits", "produites")),
}
_AFTER_ANSWER = re.compile(
    "(?:"
    + one_of(
        """
        environ; en; au; je; avec; max; maximum; minimum; seulement; pour; et; ou; nous; pointe; moi; a; ht; ttc
    depuis
        sur; dont; mais; voila; merci; svp; compris; seule?; pile; tout; il; c; on; du; de; d; des; peut
        approximativement; que; plus; moins; grosso; si; cette; cela; pardon; non; oui; pas; s
        """
    )
    + ")$"
)
"""What may follow a figure that answers; another word makes it a figure of something else (« 12 salariés »)."""
_WE_ARE = re.compile(r"(?:on est|nous sommes)(?: [a-z]+)? $")
_BOTH = re.compile(r"(?<!\S)(?:(?:les|tous les|toutes les) <n(?P<n>\d+)>(?! [a-z])|l une? et l autre)")
_NUMBERED = re.compile(
    rf"{_FILLERS}(?:(?:la|le|l|numero|n|option|choix|reponse|proposition) )*<[no](?P<n>\d+)>(?: (?:choix|option|"
    rf"reponse|proposition|svp))?\s*[).]?\s*$"
)
_CLOSE_ENOUGH = 88

_ECHOES: dict[str, re.Pattern[str]] = {
    "taxes_a_jour": whole_words(
        "tou(?:t|tes|s) (?:est|sont|a ete|ont ete) (?:regle|paye|ok|fait|en ordre|a jour|solde|verse)[a-z]*",
        "tout regle",
        "a jour; en regle; (?:on|nous|je) (?:les |la )?(?:pa[iy][a-z]+|"
        "regl[a-z]+); pa[iy][a-z]+; regul[a-z]+; carre; nickel; clean; en ordre; rien a signaler; rien a dire",
    ),
    "conventions_collectives": whole_words("respect[a-z]+; appliqu[a-z]+; sui(?:t|vons); obligatoire"),
    "capacite_diffusion": whole_words("(?:on|nous) (?:peut|pouvons); diffus[a-z]+; capables?; reseau"),
    "capacite_emploi_artistes": whole_words(
        """
        (?:on|nous) (?:peut|pouvons); emplo[a-z]+; salari[a-z]+; declar[a-z]+; embauch[a-z]+; cachets?; guso
        capables?
        """
    ),
    "frais_audiovisuels_pris_en_charge": whole_words(
        "(?:a|de|sur) (?:notre|ma|mes|nos) (?:charge|poche|frais|fonds)s?; pa[iy][a-z]+; pren[a-z]+ en charge; "
        "assum[a-z]+; financ[a-z]+; notre charge; c est nous; nous qui"
    ),
    "territoire_sans_autre_porteur": whole_words("seule?s?; personne; aucun autre; rien d autre"),
    "projet_strategique_global": whole_words(
        "global[a-z]*; toute la (?:structure|boite); ensemble; strateg[a-z]+; structure"
    ),
    "filiere_musiques_actuelles": whole_words("musiques? actuelles?; musique"),
    "detenu_par_major": whole_words("major; universal; sony; warner"),
    "contrat_distribution": whole_words("contrat; distribut[a-z]+; signee?"),
    "societe_civile": whole_words("les <n\\d+>; adherent[a-z]*; membres?; inscri[a-z]+"),
    "depose_structuration": whole_words("depos[a-z]+; candidat[a-z]+; les <n\\d+>; aussi; egalement"),
    "depenses_dans_periode": whole_words(
        "dans (?:la|cette) periode; dans les (?:dates|clous|temps|delais); dans ces dates; dedans; conformes?",
        "au calendrier",
    ),
    "activite_significative_occitanie": whole_words(
        "principal[a-z]*; essentiel; surtout; beaucoup; importante?; regulier[a-z]*"
    ),
    "production_activite_principale_projet": whole_words("principal[a-z]*; coeur; essentiel"),
    "plusieurs_artistes": whole_words("plusieurs; des artistes; divers"),
    "artiste_occitanie": whole_words(
        "moitie; tiers; quarts?; majorite; presque tou[a-z]+; <n\\d+> sur <n\\d+>",
        "tous; toutes; la plupart; certains; quelques uns; plusieurs; locaux; d ici; du coin; au moins une?",
    ),
}
"""What says yes to the question when it is pending, though it does not name what it is about."""
_OPPOSITES = {
    "taxes_a_jour": whole_words(
        "arrieree?s?; ardoise; (?:en )?souffrance; relances?; penalites?; majorations?; suspens; (?:en )?delicatesse",
        "(?<!qu on )(?<!que je )doi[st]; (?<!ce que nous )devons; retards?; dettes?; impayee?s?; redressement",
    ),
    "territoire_sans_autre_porteur": whole_words(
        "d autres; pas les seuls; il y en a; plusieurs; concurrence; beaucoup; plein"
    ),
    "plusieurs_artistes": whole_words(
        "(?:juste|que|seulement|uniquement|rien que|simplement) (?:moi|nous|mon [a-z]+|le mien); moi et c est tout",
        "(?:juste|que|qu|seulement|uniquement) une?$; une? seule?; tout(?:e)? seule?; que moi; que nous",
        "que mon [a-z]+; moi seule?; <n\\d+> seule?",
    ),
    "projet_strategique_global": whole_words(
        """
        album; ep; tournee; clip; disque; spectacle; concert; artiste; creation; projet artistique; particulier
        precis
        """
    ),
    "contrat_distribution": whole_words(
        "nous memes?; moi meme; tou(?:t|s|te|tes) seule?s?; debrouill[a-z]+; en direct; auto ?distribu[a-z]+",
        "bandcamp; en autoprod",
    ),
    "frais_audiovisuels_pris_en_charge": whole_words(
        "(?:l|le|la|les) (?:artiste|label|producteur|productrice|groupe|client|musicien|chanteur|commanditaire)s?"
    ),
    "production_activite_principale_projet": whole_words(
        "secondaires?; accessoires?; minoritaires?; annexes?; peu de (?:concert|spectacle|date)s?",
        "(?:surtout|plutot|principalement|c est) (?:des |de la |de l |du )?(?:atelier|mediation|action culturelle|"
        "education|"
        "formation|rencontre|transmission|accompagnement)s?",
        "secondaire; accessoire; minoritaire; annexe; a la marge; (?:une )?petite partie; a cote",
    ),
    "activite_significative_occitanie": whole_words(
        """
        anecdotiques?; marginal[a-z]*; (?<!pas )rare(?:s|ment|ssimes?)?; exceptionnel[a-z]*; symboliques?; vacances
    residence
        & secondaire; de temps en temps; tous les trente; hors de la region; hors occitanie; de passage; accessoires?
        (?:une?|deux) (?:dates?|concerts?|fois|soirees?) (?:par|l) an; nous connait pas
        """,
        "(?:tres |trop )?peu; rarement; ailleurs; pas grand chose; a paris; a lyon; ile de france",
        "a bordeaux; a marseille",
    ),
    "detenu_par_major": whole_words(
        "(?:je|on|nous) (?:detien|possed)[a-z]+ tout; (?:seule?s? )?actionnaires?; independant[a-z]*; "
        "autonomes?; nous memes"
    ),
}


def polarity(text: str) -> Polarity | None:
    """Return what a rendered text says as a short answer, None when it is none."""
    match = _POLARITY.match(text)
    if _TO_SOMEBODY_ELSE.match(text):
        return None
    if _PLAINLY_NOT.match(text):
        return Polarity.NO
    if _UNSURE.search(text) and not (match and match.group("no") and match.end() == len(text)):
        return Polarity.UNSURE
    if match is None:
        return None
    return Polarity.NO if match.group("no") else Polarity.YES


def read(message: Message, context: Context, taken: list[tuple[int, int]]) -> Iterator[Finding]:
    """Yield what the message answers to the pending question, if anything.

    `taken`: places in the raw text that say something else already; a figure there is no answer.
    """
    if context.question is None:
        return
    fact = context.edition.fact_of(context.question)
    if (said := concluded(message, fact)) is not None:
        value: Any = said if fact.type == "booleen" else "oui" if said else "non"
        yield Finding(fact.id, value, 0, len(message.raw))
        return
    if fact.id == _TERRITORY and (finding := _of_the_territory(message)):
        yield finding
        return
    standings = (Standing.OWN, Standing.WISHED) if fact.id in _OF_THE_PROJECT else (Standing.OWN,)
    own = [
        clause
        for rank, clause in enumerate(message.clauses)
        if clause.standing in standings
        or (rank == 0 and clause.standing is Standing.WISHED and _POLARITY.match(clause.text))  # « non, on devrait »
    ]
    if not own:
        return
    if fact.is_asked_in_words and _says_not_to_know(message, own):
        return
    if fact.type == "booleen":
        yield from _yes_or_no(message, context.question, own)
    elif fact.type == "choix":
        yield from _choice(message, context, fact, own)
    elif fact.type == "liste":
        yield from _list(message, context.question, fact, own)
    else:
        yield from _figure(message, context, fact, own, taken)


_CONCLUDES = re.compile(
    r"^(?:.* )?(?:donc|alors|bref|du coup) (?:(?:,|c est|je dirais|la|bah|ben|ce sera|pour nous) )*"
    r"(?:(?P<yes>oui|ouais)|non|nan)"
    r"(?= [,.!]|$)(?!.*(?<!\S)(?:oui|non)(?!\S))"
)
_EXCLAIMS = re.compile(r"(?:et comment|et pas qu un peu|un peu mon neveu)(?: donc)?(?: !)*")


def concluded(message: Message, fact: Fact) -> bool | None:
    """Return the yes or no that a reason comes to: « si la techno en est, alors oui », « donc non, aucun contrat »."""
    if fact.type != "booleen" and not {"oui", "non"} <= {choice.id for choice in fact.choix}:
        return None
    if _EXCLAIMS.fullmatch(message.text):
        return True
    match = _CONCLUDES.match(message.text)
    if match is None:
        return None
    doubts = [clause for clause in message.clauses if clause.standing is Standing.DOUBT]
    return None if any(clause.end >= match.end() for clause in doubts) else match.group("yes") is not None


# Alone on the territory

_TERRITORY = "territoire_sans_autre_porteur"
_NOT_ALONE = whole_words(
    """
    (?:pas|ni) (?:les |la |le )?seule?s?; (?<!pas )(?<!n )(?:y en a|il existe) d autres?
    (?<!pas )(?<!que )(?<!ni )(?<!personne )(?<!rien )(?:d|une?|l|plusieurs|certaines?|quelques|<n\\d+>) autres? [a-z]+
    (?:pourrai(?:en)?t|peu(?:ven)?t|saurai(?:en)?t|capables?) (?:[a-z]+ ){0,2}?(?:le |la )?(?:faire|porter|mener
    & |monter)
    (?<!personne )(?<!rien )qui (?:pourrai(?:en)?t|peu(?:ven)?t)(?! pas); il y en a (?:d autres|au moins)
    (?:mentir|malhonnete|faux|exagere|pretendre|mensonge|abusif)(?: [a-z]+){0,6} seule?s?
    (?<!pas )(?:y )?en a (?:partout|plein|a la pelle|des tas|beaucoup); (?:se )?bouscul[a-z]+
    (?<!sans )(?<!aucune )concurren[a-z]+
    (?:candidats?|pretendants?|porteurs?) (?:ne )?manquent pas; aurait pu (?:aussi )?le
    (?:saurai(?:en)?t|pourrai(?:en)?t) (?:tout )?aussi
    (?:le|la|l) (?:pourrai(?:en)?t|peu(?:ven)?t|fait deja); (?:pourrai(?:en)?t|peu(?:ven)?t) aussi
    """
)
_NONE_BUT_US = whole_words(
    """
    (?:aucune?|nulle?|pas une seule|personne d|rien d) autres?(?: [a-z]+)*
    (?:a part|hormis|sauf|en dehors de) nous(?! il y a)
    (?:le |un )?desert; (?:depourvu|vide|prive)[a-z]* d autres?; pas un chat; y a (?:plus )?(?:rien|personne)$
    c est nous ou rien
    """
)
_DOUBTS_ANOTHER = whole_words(
    "(?:crois|pense|vois|doute)(?: pas)? (?:qu|que|trop qui|qui) (?:[a-z]+ ){0,4}?(?:d |une? )?autres?"
)
_ALONE_THERE = whole_words(
    """
    (?:aucune?|personne d|rien d|pas d|pas une seule|jamais d) autres?; seule?s?; que nous; personne
    (?:aucune|pas de) (?:structure|association|porteur|equipe)s?(?: [a-z]+)? (?:ici|la|dans|sur|en)
    """
)
_NOT_TOLD = (Standing.QUESTION, Standing.HYPOTHESIS, Standing.RULE)


def _of_the_territory(message: Message) -> Finding | None:
    """Return whether nobody else could hold the project: the answer names others, and « aucun » then says yes."""
    if _is_left_open(message):
        return None  # « je ne sais pas s'il existe un autre porteur »
    for rank, clause in enumerate(message.clauses):
        is_insisted = rank > 0 and message.clauses[rank - 1].text == "si"  # « si si, il y en a d'autres »
        if clause.standing in _NOT_TOLD and not is_insisted:
            continue
        if _NONE_BUT_US.search(clause.text) or _DOUBTS_ANOTHER.search(clause.text):
            return _at(message, clause, _TERRITORY, True)
        if _NOT_ALONE.search(clause.text):
            return _at(message, clause, _TERRITORY, False)
        if _ALONE_THERE.search(clause.text):
            return _at(message, clause, _TERRITORY, True)
    return None


# Yes or no


_DEPENDS = whole_words("depend; moitie; partiellement; en partie; oui et non")


def _yes_or_no(message: Message, key: str, own: list[Clause]) -> Iterator[Finding]:
    whole = message.text.replace(" , ", " ")
    if _BY_HALVES.search(whole) and not _is_left_open(message):
        yield _at(message, own[0], key, [True, False], Ambiguous)
        return
    if key == "plusieurs_artistes" and _ONLY_ME.match(whole):
        yield _at(message, own[0], key, False)
        return
    if key in _ALL_OR_NOTHING and _NOT_ALL.search(whole) and not _is_left_open(message):
        yield _at(message, own[0], key, False)
        return
    if not _is_left_open(message) and (value := _by_its_words(key, own)) is not None:
        yield _at(message, own[0], key, value)
        return
    said = _polarity_of(own)
    if said is Polarity.UNSURE and _is_left_open(message) and not _SAYS_OUTRIGHT.match(own[0].text):
        return  # « peut-être bien, j'en sais rien »
    if said is Polarity.UNSURE:
        # « Pas vraiment, on n'a aucun réseau »: what follows settles it.
        is_open = bool(_DEPENDS.search(own[0].text))
        plain = (
            None
            if is_open
            else next((value for clause in own[1:] if (value := _echo(message, key, clause)) is not None), None)
        )
        yield _at(
            message, own[0], key, [True, False] if plain is None else plain, Ambiguous if plain is None else Finding
        )
    elif said is not None and _is_left_open(message):
        if _SAYS_OUTRIGHT.match(own[0].text):
            yield _at(message, own[0], key, [True, False], Ambiguous)
    elif said is not None:
        yield _at(message, own[0], key, said is Polarity.YES)
    else:
        for clause in own:
            value = None if _is_left_open(message) else _echo(message, key, clause)
            if value is not None:
                yield _at(message, clause, key, value)
                return
            if key == "activite_significative_occitanie" and _DATES_A_YEAR.search(clause.text):
                # The sources say no number of dates: whether it is significant is for the person to say.
                yield _at(message, clause, key, [True, False], Ambiguous)
                return


def _is_left_open(message: Message) -> bool:
    """Whether a doubt stands beside the answer: « oui, mais à vérifier »."""
    return any(clause.standing is Standing.DOUBT for clause in message.clauses)


_SAYS_OUTRIGHT = re.compile(rf"{_FILLERS}(?:oui|ouais|si|non|nan|tout a fait|exact[a-z]*|bien sur)(?!\S)")
"""Where a doubt beside leaves it open; « pas encore de calendrier, je sais pas » only says that one does not know."""


def _says_not_to_know(message: Message, own: list[Clause]) -> bool:
    """Whether the answer begins with a doubt: « c'est la trésorière qui gère, pas moi »."""
    doubts = [clause.start for clause in message.clauses if clause.standing is Standing.DOUBT]
    return bool(doubts) and doubts[0] < own[0].start


_SUMS_UP = re.compile(
    r"(?:(?:donc|alors|et|bien|j|je|on) )*(?:(?:suppose|crois|pense|dirais|imagine|espere) que )?"
    r"(?:(?P<yes>oui|ouais)|non|nan)"
)
_FEW_WORDS = 3
_ON_SECOND_THOUGHT = re.compile(
    r"(?:(?:mais|enfin|ah|euh|pardon|ou|plutot|en fait|en realite|bref|alors|donc|du coup|et|puis) )*"
    r"(?:(?P<yes>oui|si)|non)(?!\S)(?! (?:plus|seulement|mais|jamais|pas (?:de |d |un|une|le|la)|on|le|la|l|jouon))"
)
_REASSURES = re.compile(r"non non (?!merci|plus|je|que|juste|seulement|un)[a-z]+")
_TAKES_BACK = re.compile(r"(?:ah |oh |mais |enfin )*(?:non |oui )?(?:pardon|attend[a-z]*|je corrige|oups|erreur)$")


def _polarity_of(own: list[Clause]) -> Polarity | None:
    """Return the polarity of an answer; « oui, mais pas encore » is unsure."""
    first = polarity(own[0].text)
    if first is None and (end := _ENDS_PLAINLY.match(own[0].text)):
        return Polarity.YES if end.group("answer") == "oui" else Polarity.NO
    if first in (Polarity.YES, Polarity.NO):
        for clause in own[1:]:
            if later := _ON_SECOND_THOUGHT.match(clause.text):
                return Polarity.YES if later.group("yes") else Polarity.NO  # « oui, enfin non, pas encore »
        if _REASSURES.match(own[0].text) and not any(
            DENIES.search(clause.text.removeprefix("non non ")) for clause in own
        ):
            return None  # « non non c'est bon, tout est payé »
    if first is None and len(own) > 1 and (end := _SUMS_UP.fullmatch(own[-1].text)):
        return Polarity.YES if end.group("yes") else Polarity.NO  # « la trésorerie le permet, oui »
    takes_back = _TAKES_BACK.match(own[0].text) is not None
    if takes_back and len(own) > 1 and own[1].text in ("oui", "non", "si", "ouais"):
        return polarity(own[1].text)  # « ah non pardon, oui »
    if first is None and len(own) > 1 and own[0].text.count(" ") < _FEW_WORDS:
        return polarity(own[1].text)  # « Grand Dieu, non ! »
    if first is Polarity.YES and len(own) > 1 and own[1].text.startswith("mais "):
        return first if polarity(own[1].text) in (None, Polarity.YES) else Polarity.UNSURE
    return first


_DATES_A_YEAR = re.compile(
    r"<n(\d+)> (?:de |d )?(?:dates|concerts|spectacles|soirees|evenements|representations)(?!\S)"
)


_ABOUT_EITHER = frozenset(("projet_strategique_global", "production_activite_principale_projet"))
"""Where both words may be named, and only the sense tells which is meant."""

# What is said, without a yes or no

_ONE_ARTIST = whole_words(
    """
    (?<!pas )(?<!pas un )(?<!pas une )(?<!rien )(?:(?:une? )?seule?s? (?:artiste|groupe|projet|chanteu[a-z]+|nom
    & |formation
    & |ensemble|musicien[a-z]*)?|une? uniques? [a-z]+|unique artiste); mono ?artiste; (?<!pas )mono [a-z]+
    (?:toujours |c est )?(?:le|la) meme (?:artiste |groupe |depuis |seule? )[a-z ]*; personne d autre; aucun autre
    (?:produi[a-z]+|accompagn[a-z]+|defen[a-z]+|port[a-z]+|gere|gerons|soutien[a-z]*|a|avons|ai)
    && (?:exclusivement|uniquement|seulement|(?<!rien )(?<!pas )qu[e]?) (?:lui|elle|moi|nous|une?|le|la|mon|ma|notre)
    (?:il )?(?:en |ne )?reste (?:plus )?(?:qu |que )?(?:une?|la|le|mon|ma|notre)(?! (?:equipe|tas|paquet|dizaine
    & |bonne))
    (?:n )?(?:y )?(?:en )?a qu une?; que (?:lui|elle|moi|nous)
    (?:tourne|articule) autour (?:de |d )(?:moi|lui|elle|mon|ma
    & |notre|une?)
    """
)
_NOT_ONE_ARTIST = whole_words("pas (?:qu )?(?:que )?(?:une? )?(?:seule?|unique|mono); pas qu une?")
_AN_ARTIST = whole_words(
    """
    (?:une?|le|la|mon|ma|notre) (?:[a-z]+ )?(?:duo|trio|quatuor|quintet[a-z]*|groupe|chanteu[a-z]+|rappeu[a-z]+
    & |conteu[a-z]+
    & |[a-z]{3,}niste|[a-z]+tariste|percussionniste|ensemble|orchestre|fanfare|slameu[a-z]+|dj|chorale|songwriter)
    """
)
"""« Un quatuor, une conteuse et un accordéoniste » are several."""
_ABROAD = whole_words(
    """
    paris[a-z]*; bruxelles; belgique; ile de france; idf; bretagne; breton[a-z]*; bordeaux; bordelais[a-z]*; lyon[a-z]*
    marseille; marseillais[a-z]*; lille; lillois[a-z]*; nantes; nantais[a-z]*; berlin[a-z]*; suisse; londres; quebec
    normandie; alsace; strasbourg; rennes; grenoble; nice; limoges; lorraine; etranger
    hors (?:de (?:la|cette) )?region
    espagne; barcelone; allemagne; angleterre; canada; ailleurs; a l autre bout; dijon; clermont; saint etienne; brest
    picardie; auvergne; savoie; vendee; angers; tours; reims; metz; rouen; caen; provence; paca; geneve; italie
    """
)
_CONTRASTS = whole_words(
    "mais; sauf; hormis; a part; excepte; entre; l un; l une; une? (?:seule?|autre); aussi; partage"
)
_AT_ITS_CORE = whole_words(
    "principal[a-z]*; coeur; essentiel[a-z]*; surtout; avant tout; gros; prime; d abord; majorite; plutot",
    "fond du projet",
)
_BESIDE_IT = whole_words(
    "accessoires?; secondaires?; annexes?; cerise; minoritaires?; symbolique; pour clore; a la marge; bonus; cerise"
)
_STAGE = whole_words(
    "concerts?; spectacles?; production; prod; tournees?; dates; scene; cachets; show; plateaux; produit"
)
_COMMUNITY = whole_words(
    """
    ateliers?; mediation; formations?; former; forme; ecoles?; colleg[a-z]+; ehpad; education; transmission; rencontres
    (?:mise en )?reseau; accompagnement; actions? culturelles?; transition; insertion; mutualis[a-z]+; lycee[a-z]*
    """
)


def _by_its_words(key: str, own: list[Clause]) -> bool | None:
    """Return what an answer says by what it speaks of, whatever its « oui », « non » or « pas »."""
    text = _YES_OR_NO_AHEAD.sub("", " ".join(clause.text for clause in own))
    if key == "plusieurs_artistes":
        if _NOT_ONE_ARTIST.search(text):
            return True
        if _ONE_ARTIST.search(text):
            return False
        return True if len(_AN_ARTIST.findall(text)) > 1 and not DENIES.search(text) else None
    if key == "artiste_occitanie" and _ABROAD.search(text):
        return None if DENIES.search(text) or _CONTRASTS.search(text) or _POLARITY.match(text) else False
    if key == "production_activite_principale_projet":
        said = {value for clause in own if (value := _core_of(clause.text)) is not None}
        return said.pop() if len(said) == 1 else None
    if key in _TURNED:
        # « Non, jamais un retard », « pas un album, la structure »
        parts = [_YES_OR_NO_AHEAD.sub("", clause.text) for clause in own]
        against = [(part, match.start()) for part in parts for match in _OPPOSITES[key].finditer(part)]
        if against and all(JUST_DENIED.search(part[:start]) for part, start in against):
            return True
    return None


_YES_OR_NO_AHEAD = re.compile(rf"^{_FILLERS}(?:(?:oui|ouais|non|nan|nn) (?:, )?)+")
_TURNED = frozenset(("taxes_a_jour", "projet_strategique_global", "activite_significative_occitanie"))
"""Facts that are so where what speaks against them is denied."""


def _core_of(text: str) -> bool | None:
    """Return whether a clause makes the stage the core of the project, None when it does not tell."""
    stage, community = _STAGE.search(text) is not None, _COMMUNITY.search(text) is not None
    core, beside = _AT_ITS_CORE.search(text) is not None, _BESIDE_IT.search(text) is not None
    if stage == community or core == beside or DENIES.search(text):
        return None
    return stage == core


_NOT_CARED_FOR = whole_words(
    "(?:pas|jamais) (?:juge|trouve|souhaite|voulu|pris|daigne|eu)[a-z]* (?:[a-z]+ ){0,3}?(?:y |l |le |la |les )?"
    "[a-z]+(?:er|ir)"
)
"""« Nous n'avons pas jugé utile d'y adhérer »."""
_NOWHERE = whole_words("nulle part; a rien")
_SHARE_OF_CAPITAL = re.compile(r"<p(\d+)> (?:du capital|des parts)")


def _echo(message: Message, key: str, clause: Clause) -> bool | None:
    """Return what a clause says that takes up the question in other words (« on en a un », « on est à jour »)."""
    if key in ("plusieurs_artistes", "artiste_occitanie") and (match := _FIGURE.search(clause.text)):
        figure = message.figure(match, "n")
        return figure.value >= (2 if key == "plusieurs_artistes" else 1)
    if key == "detenu_par_major" and (share := _SHARE_OF_CAPITAL.search(clause.text)):
        return message.figure(share).value > 50
    if key == "contrat_distribution" and _LAPSED.search(clause.text):
        return False
    if _OF_THE_THING.match(clause.text) or _NOT_CARED_FOR.search(clause.text) or _NOWHERE.search(clause.text):
        return False
    if key in ("capacite_emploi_artistes", "capacite_diffusion") and _IMPOSSIBLE.search(clause.text):
        return False
    if key == "contrat_distribution" and _RUNS_ON.search(clause.text):
        return not DENIES.search(clause.text)
    if key in _OPPOSITES and _OPPOSITES[key].search(clause.text):
        if key in _ABOUT_EITHER and _ECHOES[key].search(clause.text) and not DENIES.search(clause.text):
            return None  # « la structure va bien, c'est le disque qu'il faut financer »
        return bool(DENIES.search(clause.text)) and "pas les seuls" not in clause.text
    if _REFERS_BACK.match(clause.text) or (key in _ECHOES and _ECHOES[key].search(clause.text)):
        return not DENIES.search(clause.text)
    return None


# Choices

_UNPAID = whole_words(
    """
    (?:sans|pas de|pas une|aucune?|ni) (?:fiche de )?(?:paie|paye|salaire|remuneration|indemnite)
    personne (?:ne )?(?:me|nous|la|le|l) (?:pa[iy]e|remunere); (?:donne|offre)[a-z]* (?:de )?(?:mon|son|notre) temps
    sans (?:toucher|gagner) (?:un|le moindre) (?:sou|centime|euro|rond); (?:pour|par) (?:la gloire|le plaisir|passion)
    """
)


def _choice(message: Message, context: Context, fact: Fact, own: list[Clause]) -> Iterator[Finding]:
    key = fact.id
    ids: list[str] = [choice.id for choice in fact.choix]
    text = " ".join(clause.text for clause in own)
    if key == "mentorat_profil" and _UNPAID.search(text):
        yield _at(message, own[0], key, "benevole")
        return
    if "en_cours" in ids and UNDER_WAY.search(text):
        yield _at(message, own[0], key, "en_cours")
        return
    numbered = _NUMBERED.match(own[0].text) if len(own) == 1 else None
    if numbered:
        rank = int(message.figure(numbered, "n").value)
        if 1 <= rank <= len(ids):
            yield _at(message, own[0], key, ids[rank - 1])
        return
    if "oui" in ids and "non" in ids:
        yield from _yes_or_no_choice(message, key, ids, own)
        return
    chosen = [choice.id for choice in fact.choix if _is_named(text, choice.id, choice.libelle)]
    if len(chosen) == 1:
        yield _at(message, own[0], key, chosen[0])
    elif _BOTH.search(text) and len(ids) >= 2:
        yield _at(message, own[0], key, ids[:2], Ambiguous)
    elif chosen:
        yield _at(message, own[0], key, chosen, Ambiguous)


def _yes_or_no_choice(message: Message, key: str, ids: list[str], own: list[Clause]) -> Iterator[Finding]:
    said = _polarity_of(own)
    is_in = weighed(own[0].text, HANDED_IN, LEFT_TO_DO) if key == "bilans_transmis" else None
    if key == "bilans_transmis" and _ONE_IS_MISSING.search(" ".join(clause.text for clause in own)):
        yield _at(message, own[0], key, "non")
    elif "sans_objet" in ids and _NOT_CONCERNED.search(own[0].text):
        yield _at(message, own[0], key, "sans_objet")
    elif (
        said is Polarity.UNSURE
        or (said is None and is_in is not False and _SOON.search(own[0].text))
        or (said is not None and _is_left_open(message))
    ):
        yield _at(message, own[0], key, [id_ for id_ in ids if id_ != "sans_objet"], Ambiguous)
    elif said is not None:
        yield _at(message, own[0], key, "oui" if said is Polarity.YES else "non")
    elif is_in is False:
        yield _at(message, own[0], key, "non")
    elif is_in or (key == "affiliation_cnm" and _GRANTED.search(own[0].text)):
        yield _at(message, own[0], key, "oui")
    elif _NOTHING.search(own[0].text) or any(_OF_THE_THING.match(c.text) for c in own):
        yield _at(message, own[0], key, "non")
    elif _REFERS_BACK.match(own[0].text):
        yield _at(message, own[0], key, "non" if DENIES.search(own[0].text) else "oui")


_GRANTED = whole_words("(?:accept|valid|obtenu|confirm|accord|act)e?e?s?")


def _is_named(text: str, choice_id: str, label: str) -> bool:
    """Whether a choice is given by its id or its label, typos allowed."""
    name = fold_name(label)
    answer = re.sub(rf"^{_FILLERS}", "", text)
    if len(answer) < 4:
        return False
    return (
        answer == choice_id.replace("_", " ") or fuzz.ratio(answer, name) >= _CLOSE_ENOUGH or f" {name} " in f" {text} "
    )


# Lists and figures


_NO_LONGER_VALID = whole_words(
    "(?<!pas )(?:perimee?s?|expiree?s?|caduques?|echues?); (?:plus|pas) (?:valables?|valides?|a jour)"
)
_SAME_AS = whole_words("memes?; pareil; idem; identique; comme; autant")


def _list(message: Message, key: str, fact: Fact, own: list[Clause]) -> Iterator[Finding]:
    said = polarity(own[0].text)
    if said is None and _REFERS_BACK.match(own[0].text):
        said = Polarity.NO if DENIES.search(own[0].text) else Polarity.YES
    if _NO_LONGER_VALID.search(own[0].text) and not _FIGURE.search(own[0].text):
        yield _at(message, own[0], key, [])
        return
    is_zero = (figure := _FIGURE.search(own[0].text)) is not None and message.figure(figure, "n").value == 0
    if said is Polarity.NO or is_zero or _NOTHING.search(own[0].text):
        yield _at(message, own[0], key, [])
    elif said is not None:
        readings = [list(choice.valeur) for choice in fact.choix if choice.valeur]
        yield _at(message, own[0], key, readings, Ambiguous)


def _figure(
    message: Message, context: Context, fact: Fact, own: list[Clause], taken: list[tuple[int, int]]
) -> Iterator[Finding]:
    """Yield the figure that answers, in the fact's unit if one is said. Several are told apart by who reads them."""
    key = context.question or fact.id
    if fact.type == "pourcentage" and not taken and (part := counts.part_in_words(message, own[0].start, own[0].end)):
        yield _at(message, own[0], key, part)
        return
    text = kept(message.text, own)
    is_summed = fact.type == "entier" or (fact.type.startswith("montant") and fact.id != amounts.FACT)
    if is_summed and not taken and (whole := _SUM.search(text)):
        yield message.read_as(key, _readings(message.figure(whole, "n"), fact, context), whole)
        return
    if fact.type == "entier" and fact.id != counts.PARTNERS and not taken and _NOT_A_SINGLE_ONE.match(text):
        yield _at(message, own[0], key, 0)
        return
    figures = [match for match in _FIGURE.finditer(text) if match.group("kind") != "o"]
    for match in figures:
        start, _ = message.place(match.start(), match.start() + 1)
        if match.group("kind") == "y" and _SAME_AS.search(text, 0, match.start()):
            continue  # « même chiffre qu'en 2021 »
        if text.endswith("dont ", 0, match.start()):
            continue  # « une quinzaine, dont 4 cette année »
        if fact.id == amounts.FACT and amounts.is_of_other_money(text, 0, match):
            continue  # « le budget annuel est de 140 000 »
        if fact.type.startswith("montant") and amounts.is_told_of_else(fact.id, text, match):
            continue  # « le budget de la structure tourne à 300 000 »
        if _fits(message, fact, match) and not any(left <= start < right for left, right in taken):
            yield message.read_as(key, _readings(message.figure(match, "n"), fact, context), match)
    if not figures:
        yield from _figure_in_words(message, key, fact, own)


_NOT_A_SINGLE_ONE = re.compile(rf"{_FILLERS}(?:meme )?pas (?:<n\d+>|une?) seule?(?! mais)(?!.*<n\d+>.*<n\d+>)(?!\S)")
"""« Pas une seule vidéo »."""
_SUM = re.compile(
    r"<[nm]\d+>.*(?<!\S)(?:donc|soit|(?:cela|ca) (?:nous |en )?fait|en tout|au total)(?: (?:on est a|a))?"
    r" <[nm](?P<n>\d+)>"
    r"(?=$|[\t\n]| en tout| au total)"
)
"""« 3 en 2022 et 4 en 2023, donc 7 »: the last is the sum."""


def _fits(message: Message, fact: Fact, match: re.Match[str]) -> bool:
    kind = message.figure(match, "n").kind
    if kind == "money" and not fact.type.startswith("montant"):
        return False
    if kind == "percent" and fact.type != "pourcentage" and fact.id != jobs.FACT:
        return False
    unit = match.group("unit")
    if kind == "percent" and fact.type == "pourcentage":
        return True
    if fact.type.startswith("montant") and match.group("kind") in "nm" and amounts.is_plainly_a_sum(message, match):
        return True
    if unit is not None and unit not in _ITS_UNITS.get(fact.id, frozenset()) and not _AFTER_ANSWER.match(unit):
        return False
    return fact.id == counts.PARTNERS or not _WE_ARE.search(match.string, 0, match.start())


def _readings(figure: Figure, fact: Fact, context: Context) -> list[Any]:
    """Return what a figure alone may mean as the value of a fact."""
    if fact.id == jobs.FACT:
        return jobs.bare(figure, context)
    if fact.id == durations.AGE:
        return durations.bare(figure, context)
    if fact.type.startswith("montant"):
        return amounts.readings(figure)
    if fact.id == counts.OWN_SHARE and figure.low is None and not figure.high_open:
        figure = exact(figure.value)  # « 20 % au maximum »: the most one can bring is what one brings
    if fact.type == "pourcentage" and figure.kind == "plain" and 0 < figure.value < 1:
        return [figure.contract_value(whole=False), figure.scaled(100).contract_value(whole=False)]
    return [figure.contract_value(whole=fact.type == "entier")]


_OF_UNSAID_TIME = whole_words("salariee?; employee?; saison")
"""« Une salariée » may work one day a week."""


def _figure_in_words(message: Message, key: str, fact: Fact, own: list[Clause]) -> Iterator[Finding]:
    text = own[0].text
    if fact.type == "pourcentage":
        part = counts.part_in_words(message, own[0].start, own[0].end)
        if part is not None:
            yield _at(message, own[0], key, part)
            return
    if fact.id == counts.PARTNERS and not _is_left_open(message) and (named := _partners_named(message)):
        yield named
    elif fact.id == counts.PARTNERS and _ALONE.search(text):
        yield _at(message, own[0], key, 1)
    elif _is_left_open(message):
        return  # « nous n'en avons pas délibéré, je ne puis vous répondre »
    elif _NOTHING.search(text) or (
        fact.type in ("entier", "nombre") and fact.facilite and polarity(text) is Polarity.NO
    ):
        if fact.id not in (counts.PARTNERS, durations.AGE, durations.PROJECT):
            yield _at(message, own[0], key, 0)
    elif _MANY_OF_THEM.search(text) and fact.type == "entier":
        return  # asked again: how many?
    elif _ONE.match(text) and fact.type in ("entier", "nombre") and not _OF_UNSAID_TIME.search(text):
        yield _at(message, own[0], key, 1)
    elif _MANY.search(text) and fact.type == "entier" and fact.id != durations.AGE:
        yield _at(message, own[0], key, {"au_moins": 2})


def _partners_named(message: Message) -> Finding | None:
    """Return how many partners are listed: « une école, la mairie et nous » are 3; without « nous », 2 or 3."""
    names = list(_NAMED_ALLY.finditer(message.stated))
    if not names:
        return None
    readings = [len(names) + 1] if _US.search(message.stated) else [len(names), len(names) + 1]
    return message.read_as(counts.PARTNERS, readings, names[0])


def _at(message: Message, clause: Clause, key: str, value: Any, kind: type[Finding] = Finding) -> Finding:
    return kind(key, value, *message.place(clause.start, clause.end))

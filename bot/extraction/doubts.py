"""What the person says they do not know.

Some words say so anywhere (« je ne sais pas », see `scope`). To a pending question, many more do: who else knows it,
where the paper is, whom to ask, when it will be known. `in_answer` gives the clauses that say so their standing.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace

from .asking import LEAD, WHERE
from .message import Context, Finding, Message
from .patterns import one_of, whole_words
from .scope import Clause, Standing, kept

# To a pending question

_OFFICER = one_of(
    """
    comptable; compta; comptabilite; tresori[a-z]+; administrat[a-z]+; admin; (?:co ?)?direct[a-z]+; president[a-z]*
    gerante?s?; fiduciaire; notaire; juriste; avocate?; secretaire; secretariat; boss; patrons?; patronne; chef[a-z]*
    (?:expert|agence|cabinet|service|boite|pole)(?: [a-z]+)?; collegues?; associee?s?; coordinat[a-z]+; rh; drh
    charge[es]* de [a-z]+; bureau; ca; conseil(?: d administration)?; regi[a-z]+; consultante?; programmat[a-z]+
    manager
    gestionnaire; siege; groupement; equipe; anciens?; ancienne; webmaster; monteur; realisateur
    """
)
_KNOWS = one_of(
    """
    sai[st]; savent; saura[a-z]*; saurai[st]; connai[st]; gere(?:nt|ait|rait)?; s en (?:occup|charg)[a-z]+
    s occup[a-z]+
    tien(?:t|nent); tenait; sui(?:t|vait|vent); voi[st]; redige[a-z]*; remplit; remplissait; traite(?:nt)?
    trait(?:ait)
    fixe(?:ra|nt)?; compt(?:e|ait|ent); compil[a-z]+; envoyait; gardait; garde; suit
    (?:a|ont|avait|aura|aurait) (?:acces|le|la|les|l|ca|cela|tout|ces?|cette); pilot[a-z]+; discut[a-z]+
    ecri(?:t|vait)
    monte; montait; s y retrouve; pourrai[st] (?:vous )?(?:le |y )?(?:dire|repondre)
    (?:le |la |les |l |en )(?:sai[st]|a|ont|connai[st]|calcule|detien[a-z]+)
    """
)
_INFORMATION = one_of(
    """
    chiffres?(?! (?:d )?affaires); informations?; infos?; elements?; donnees?; renseignements?; details?
    reponses?(?! (?:sauf|a part|du|de)); proportions?
    pourcentages?; ratios?; idees?; notions?; certitudes?; souvenirs?; traces?; recul; stats?; statistiques?
    precisions?
    recensement; (?:le|la|les|ces?|cette) (?:repartition|ventilation|montant|nombre|total|somme|date|calcul|compte
    & |liste
    & |calendrier|recepisse|tableau)s?; montant; nombre; connaissance; (?:la )?cle (?:de|du); reperage; calcul
    acces(?! (?:au|aux) (?:circuit|reseau|chaine|diffus|pro)[a-z]*); idea; clue
    """
)
_DENIED = one_of("pas; plus; aucune?; jamais; rien; point; guere; nulle?; zero; sans; non; no")
_CANNOT = one_of(
    r"""
    (?:peux|peut|puis|pouvons|pourrai[st]?|saurai[st]?|saurions|pourrions|veux|prefere)(?: donc| vous| te| pas| plus
    & | rien| le| la| l| y| en| ne| me| m| nous| guere| helas| malheureusement)*
    impossible; incapables?; (?:bien )?en peine; du mal; difficile; dur; delicat; trop tot; pas en mesure; peine
    de ne pouvoir; sans pouvoir; pas (?:capable|permis|possible|a meme)
    """
)
_TELLING = one_of(
    r"""
    repondre; (?:vous )?renseigner; (?:me |se |nous )?prononcer; (?:l )?affirmer; chiffrer; m avancer; trancher; juger
    dire(?! (?:que|le contraire|non|oui|mieux|cela|ca)(?!\S)); evaluer; estimer; savoir; retrouver; determiner
    (?:preciser|donner|fournir|communiquer|indiquer|avancer)(?= (?:de |d |ce |cette |un |le |la |l |une )*
    & (?:chiffre|montant|nombre|pourcentage|reponse|somme|information|info|date|total|part|taux)s?(?!\S))
    (?:vous )?(?:l|le|la) assurer; l assurer
    rien (?:avancer|affirmer|dire|promettre); (?:le |la |l |vous |en )(?:preciser|indiquer|garantir|jurer|certifier
    & |dire)
    (?:garantir|jurer|certifier|confirmer)(?: que| qu| si|$)
    """
)
_TO_FIND_OUT = one_of(
    r"""
    verifi[a-z]+; regard[a-z]+; recherch[a-z]+; chercher(?! (?:les|le|la|mon|ma) (?!chiffre|papier|dossier)[a-z]+)
    cherche; fouill[a-z]+; interrog[a-z]+; consult[a-z]+; appell[a-z]+; appeler
    (?:me|se|nous) renseign[a-z]+; retrouv[a-z]+; epluch[a-z]+; ressort[a-z]+; recalcul[a-z]+; recompt[a-z]+
    refass[a-z]+
    replong[a-z]+; voi[rst]; (?<!nous )voie; cause[r]?; (?:en )?(?:discut|parl)(?:e|er|ions); relis[a-z]*; relire
    compulser; tester
    (?:fasse|faire|refasse) (?:le |la |les |un )?(?:calcul|compte|point|tour|tri)s?; revoir; revoie
    reflech[a-z]+; (?:la )?question; (?:re)?calculer; creuser; confirmer; (?:re)?demande[rz]?(?! (?:la|le|l|les|une?
    & |cette|notre)(?!\S)); eclaircir; trancher; ouvr(?:ir|e)
    """
)
_UNKNOWING = whole_words(
    # Not known, not told, not within reach
    rf"""
    {_CANNOT} (?:[a-z]+ ){{0,3}}?{_TELLING}
    (?:{_DENIED} (?:n |ne )?(?:(?!recue?|obtenue?|dans|encore|mais)[a-z]+ ){{0,3}}?|(?:n |ne )(?:en )?(?:a|ai|avons
    & |dispos[a-z]+) {_DENIED} )
    & (?:de |d |le |la |les |l |ces?|cette|mon|notre )?{_INFORMATION}
    (?:les? |la |l |y |en )?(?:connai[st]|connaissons|connaitre|sai[st]|savons|souviens|souvient|rappelle|retrouv[a-z]+
    & |vois) (?:[a-z]+ )?(?:pas|plus|pu|rien|guere)(?! (?:[a-z]+(?:er|ir|re)|un seule?|d autres?)(?!\S))
    (?:(?<!en )(?:personne|nul|aucune?)|^qui)(?: [a-z]+){{0,3}} (?:ne |n )?(?:se |s |le |l |en )*(?:sai[st]|rappelle
    & |souvient|connait)
    (?:l |jamais |ai |l ai )+su; (?:j |je |l |nous )?(?:en |l |les )?ignor(?:e|ons)(?! (?:la convention|les grilles))
    (?:non|pas|jamais)(?: ete)? (?:(?:me|nous|m) )?(?:connue?s?(?! d)|communique[es]*|disponibles?|renseigne[es]*
    & |suivi)
    (?<!etions )(?<!sommes )(?<!artiste )inconnue?(?! (?:chez|de|d|du)(?!\S))
    introuvables?; ignoree?; m echappe[a-z]*
    (?:j ai|on a|nous avons) (?:(?:tout|completement) )?(?:oublie|perdu)(?: (?:le compte|la trace|ca|cela|l annee
    & |la date
    & |le fil))?$; perdu[a-z]* (?:le compte|la trace|de vue|dans)
    (?:j |je |on )?(?:y )?(?:comprends|connais|connait|comprend) rien; (?:je |on )?(?:m|s) y perds?
    rien ne me revient; dans la nuit des temps
    (?:m|nous) (?:a|ont|avait) (?:pas|jamais|rien)(?: [a-z]+)? (?:dit|precis|communiqu|expliqu|inform|parl|transmis
    & |fait)[a-z]*
    (?:je|j) (?:(?:ne|n|l|les|y) )*(?:ai )?(?:jamais|pas)(?: ai)? (?:vu|lu|eu|ouvert|regarde|demande|recense
    & |sorti)[a-z]*
    & (?! (?:d|de|une?)(?!\S)); (?:je|j) (?:(?:ne|n) )?ai (?:pas|plus) (?:acces|le nez|l oeil|(?:les?|la|l|ces?)
    & (?:dates|echeances|recepisses?|devis|calendrier|planning|details?|papiers?|documents?|dossiers?|releves?
    & |factures?))
    rien ne me permet; (?:confonds|melange)(?: toujours| tout| [a-z]+ et [a-z]+)*$; n arrive pas a [a-z]+
    (?:incapable|infoutu|infichue?)s? d[e]? [a-z]+; (?:jamais|pas) recense
    je (?:remplace|bloque)(?! (?:l|le|la) artiste)
    pas (?:du tout )?(?:au courant|au fait|dans la confidence|informee?s?|suivi (?:ce|cette|l)); du chinois
    (?:pas|plus|ni|sans)(?: [a-z]+){{0,4}} (?:sous (?:la main|les yeux)|en tete|en memoire)
    """,
    # Somebody else's business
    rf"""
    (?:pas|hors de?)(?: (?:du tout|vraiment|dans|de))* (?:mon|ma|mes) (?:rayon|domaine|ressort|perimetre
    & |competences?|attributions?|service|boulot|affaire|truc|partie|fort)
    depasse(?:nt)? (?:mes|mon|ma); (?:me|m) depasse(?:nt)?
    pas moi (?:seule? )?qui {_KNOWS}; (?:moi )?(?:c est )?pas moi,?$
    {_OFFICER} (?:le |la |les |l )?(?:saurai[st]|sai[st]|saura|connai[st]|a tout(?! [a-z]))(?! (?:que|pas))
    relev[a-z]+ d[eu]? (?:la |l |notre |nos |mes |mon )?{_OFFICER}; (?:detenue?s?|chez|geree?s?) (?:par |chez )?(?:l
    & |la |le |mon |notre )?{_OFFICER}$
    (?:j |je |on |n )*etais? pas (?:encore )?(?:la|ne|nee|present|arrive)[a-z]*(?= |$)(?! depuis); avant mon arrivee
    (?:je|moi) (?:viens d arriver|debarque|decouvre|suis nouve[a-z]+)(?! (?:a|en|dans|sur|au))
    (?:je |moi )(?:ne |n )?(?:suis|m occupe) que [a-z ]+; (?:je |moi )(?:ne |n )?tiens pas [a-z ]+
    (?:de|du temps de) l ancienne equipe
    (?:refile|herite|repris)(?: d)?(?: [a-z]+)? (?:le )?dossier
    """,
)
"""What says, of a pending question, that the person does not know."""
_WHO_KNOWS = whole_words(
    rf"""
    quelqu un (?:d autre )?(?:qui )?{_KNOWS}; (?:au dessus|loin) de moi
    y a (?:que|qu) (?:[a-z]+ ){{1,3}}?qui (?:s en |se |s )?(?:rappelle|souvient|{_KNOWS})
    (?:c est|ce sera|voyez|voir|seule?|demande[rz])
    && (?:(?:avec|a|au|aupres|l|la|le|mon|ma|notre|nos|votre|d|de|du|un|une|vers) )*
    & (?:(?!moi|nous|vous|artiste|groupe|label|client)[a-z]+ ){{1,5}}?qui {_KNOWS}
    seule?s? (?:l|le|la|mon|ma|notre|nos) (?:[a-z]+ ){{1,3}}?{_KNOWS}
    (?:c est|cela|ca) (?:(?:l|la|le|les|mon|ma|notre|nos|avec|chez|aupres|du|d|de) )+
    & (?:[a-z]+ )?{_OFFICER}(?: (?:qui (?:decide|choisit|tranche)[a-z]*|[a-z]+))?$
    """
)
"""Who would know."""
_TO_BE_FOUND_OUT = whole_words(
    rf"""
    pour (?:le |les )?(?:verifier|savoir|etre sure?|en avoir le coeur net|vous (?:le |y )?(?:dire|repondre))
    (?<!attendez )(?<!attends )que je (?:me renseigne|verifie|demande(?! (?:l|la|le|une?)(?!\S))|regarde|cherche
    & |retrouve)
    {_OFFICER} (?:l |le |la |en )?(?:decider|trancher|choisir|fixer|verr|dir|statuer|repondr)a
    en train de? (?:(?:les|le|la) )?(?:recens|compt|calcul|chiffr|verifi)[a-z]+; (?:pour|de la a|alors) vous dire$
    personne (?:ne |n )?(?:m |nous )?(?:a|ont) (?:encore )?(?:fixe|montre|dit|explique|decide|calcule|chiffre
    & |choisi)[a-z]*
    (?:pas encore|toujours pas|jamais) (?:recu|eu|vu) (?:l|le|la|les|ces?|cette) (?:echeancier|calendrier|planning
    & |devis
    & |chiffres?|bilan|tableau|budget|detail|comptes?)
    (?:faut|faudra|faudrait|va falloir|conviendrait|(?:vaut|vaudrait) mieux|serait (?:bon|bien)|dois|doit|devrai
    & |devrais|vais|devons|faudra)(?: (?:bien|bien|d abord|que|qu|je|j|on
    & |nous|l|le|la|en|y|lui|leur|me|se|ouvrir|encore|aller|donc|devoir|avant|a|au|monteur|poser|de|la
    & |question))* {_TO_FIND_OUT}
    pas encore (?:(?:ete|vraiment|tout a fait|fait) )*(?:choisi|decide|statue|cause|tranche|reflechi|discute
    & |le choix)[a-z]*
    a (?:verifier|confirmer|voir avec|definir|preciser|determiner)
    (?:voir|demande[rz]|interroge[rz]|consulte[rz]|(?<!vous )posez|appele[rz]|question a poser)(?: (?:cela|ca|plutot
    & |donc|avec|a|au
    & |aupres|de|du|la|le|l|les|mon|notre|votre|question|nos|aux|directement))* {_OFFICER}
    (?<!vous )(?<!vous me )(?<!vous nous )(?:demandez|posez)(?: lui)?
    & (?: (?:la question|a|au|aux|plutot|cela|ca|le))* [a-z]+
    (?:je|j|on|nous) (?:(?:l|le|y|en|me|lui|leur|vous) )*(?:parler|discuter|demander|verifier|regarder|renseigner
    & |verr(?=ai|ons)|reverr
    & |fouiller|interroger|consulter)(?:ai|a|ons); je me (?:le )?demande$
    pas fait (?:le tour|l inventaire|le point|le compte|le calcul|de recensement|de reperage)
    (?:je )?vous (?:redis?|redirai|dirai|tiens au courant|reviens)[a-z ]*; je reviens vers vous
    (?:comment )?voulez vous que je (?:le )?sache; si (?:seulement )?je (?:le )?savais; d ici la
    """,
    """
    (?:no|zero|pas de) (?:clue|idea); (?:je )?dont sais; dunno; no se; have no idea; (?:je |j ai )pas idea
    (?:va|vai|vas
    & |allez|allons) savoir(?! pourquoi); (?:dieu|qui) (?:seul )?sait; je seche; sechouille
    (?:vous me posez )?une colle
    langue au chat; nc$; nsp; sans (?:opinion|avis|reponse)[a-z ]*; (?:question )?suivante; je passe(?: mon tour)?$
    boule de (?:gomme|cristal); mystere; le secret; joker; prene[zr] de court; trop loin pour ma memoire; flou total
    brouillard; (?:le |la |les )?(?:archives|comptes|papiers)(?: [a-z]+){0,4} brule
    """,
)
"""What says that it is to be found out, or that there is no answer, whatever is asked."""
_PAPERS_ELSEWHERE = whole_words(
    rf"""
    (?:papiers?|dossiers?|classeurs?|statuts|factures?|grand livre|recepisses?|fiches?|archives?|comptes?|chiffres?
    & |documents?|tableaux?|tableau|compta|livres?|releves?|bulletins?|repartition|bilan|etats?|contrat)
    & (?: [a-z]+){{0,3}}? (?:est|sont|etaient|dort|dorment|traine|trainent) (?:reste[a-z]* |encore |tous |bien )*
    & (?:chez|au|aux|dans|sur|a la|a l|en|avec) (?:(?:la|le|l|les|un|une|mon|ma|notre|nos|de|du|fond) )*
    & (?:{_OFFICER}|garage|grenier|cave|cartons?|tiroirs?|armoire|maison|placard|ordi[a-z]*|archives|classeur)
    """
)
"""Where the paper is that would tell; of papers to hand in, it tells that they are not."""
_NOT_YET = whole_words(
    r"""
    (?:pas|jamais|point|non) (?:encore |ete |vraiment |toutes? |fini |eu )*(?:decid|defini|fix|arret|deliber|tranch
    & |chiffr
    & |calcul|compt(?!e )|evalu|estim|determin|reflechi|discut|choisi|boucl|etabli|dress|realis|tri|pens|ecrit|fait|vu
    & |arriv|reven|rendu|recu|revenue|donn|dit)[a-z]*
    attend(?:s|ons|re)? (?:encore |toujours )?(?:les?|la|l|un|de recevoir|que) [a-z]+; (?:me|nous) (?:l |les )?envoie
    (?:je |on )?(?:m )?avance pas; tant que; on verra; (?:pas|plus) de (?:compta|calendrier|budget); en parlera
    arrete de compter; tien(?:s|t|nent)? pas (?:le |les |ces |de )?(?:compte|comptes|registres?|compta)
    (?:budget|plan|bilan|liste|devis|total) pas (?:fait|fini|pret)[a-z]*
    """
)
"""What is not known yet, of a figure."""
_OF_LACKS = frozenset(("mentorat_theme", "besoin"))
"""Where what one does not know is the very answer: « on n'y comprend rien, aux subventions »."""
_OF_PEOPLE = frozenset(("mentorat_profil", "mentorat_role", "plusieurs_artistes"))
"""Where « c'est le patron » answers."""
_OF_PAPERS = frozenset(("bilans_transmis", "affiliation_cnm", "depose_structuration", "societe_civile"))
_ASSERTS = re.compile(
    LEAD + r"(?:oui|ouais|si(?= ,|$| si)|non|nan)(?= |$)(?! (?:plus|loin|connu|communiqu|renseign|disponib"
    r"|je (?:ne )?(?:sais|peux)|moi)[a-z]*)" + r"|.*(?<!\S)(?:donc|alors) (?:oui|non)$"
)
_IS_NO_DOUBT = whole_words(
    r"""
    rien a voir(?! avec (?:le |la |mon |ma |notre )?(?:compta|tresor|direct)); (?:sais|sait|savons) pas (?:faire|vendre
    & |diffuser); (?:on|nous) (?:ne )?(?:les|nous) (?:connait|connaissent|ignore) ?(?:pas)?$
    (?:connai[st]|connaissons|vois) (?:meme )?(?:pas|aucune?) (?:un seul|une seule|d autres?)
    nous connait pas; connai[st] (?:meme |mm )pas$; en connai[st] pas un; aides connais? pas; connai[st] meme pas
    grilles? .*ignore; cas par cas; s asseoir; a brule|le brule
    """
)


def in_answer(message: Message, context: Context) -> Message:
    """Return the message with the clauses that say the pending question cannot be answered as doubts."""
    if context.question is None:
        return message
    is_figure = not context.edition.fact_of(context.question).is_asked_in_words
    other = copy.copy(message)
    other.clauses = [
        replace(clause, standing=_standing(clause, context, is_figure=is_figure)) for clause in message.clauses
    ]
    other.stated = kept(other.text, list(other.own_clauses()))
    return other


def is_doubted(message: Message, finding: Finding, context: Context) -> bool:
    """Whether what was read of the pending question is not known after all.

    `message` is what `in_answer` gave. « La SPPF, on y est ou pas, je n'en sais rien » is no membership.
    """
    if finding.key != context.question:
        return False
    last = message.clauses[-1]
    is_said_last = last.standing is Standing.DOUBT and _PLAIN_DOUBT.fullmatch(last.text) is not None
    if is_said_last and context.edition.fact_of(finding.key).is_asked_in_words:
        return not any(_ASSERTS.match(clause.text) for clause in message.clauses)
    places = (
        message.place(clause.start, clause.end) for clause in message.clauses if clause.standing is Standing.DOUBT
    )
    return any(start <= finding.start and finding.end <= end for start, end in places)


_PLAIN_DOUBT = re.compile(
    LEAD.removeprefix("^") + r"(?:(?:mais|alors|donc|franchement|honnetement|moi|la|la dessus|cela|ca) )*"
    r"(?:(?:je|j|on|nous|m|n|ne|en|y|le|l|les|ai|a|peux|peut|dois|vais|faut que je|me) )*"
    r"(?:(?:pas|aucune|rien|plus|jamais|la moindre|vous|le|l) )*"
    r"(?:sai[st]|savons|idee|notion|seche|ignore|mystere|dire|repondre|affirmer|verifier|verifie|demande|souviens)"
    r"(?: (?:pas|plus|trop|du tout|rien|fichtre|strictement|absolument|moi))*"
)


def _standing(clause: Clause, context: Context, *, is_figure: bool) -> Standing:
    if clause.standing is Standing.DOUBT:
        return Standing.OWN if _IS_NO_DOUBT.search(clause.text) else clause.standing
    return Standing.DOUBT if _cannot_answer(clause.text, context, is_figure=is_figure) else clause.standing


def _cannot_answer(text: str, context: Context, *, is_figure: bool) -> bool:
    if _ASSERTS.match(text) or _IS_NO_DOUBT.search(text):
        return False
    if _TO_BE_FOUND_OUT.search(text) or (is_figure and _NOT_YET.search(text)):
        return True
    if context.asked not in _OF_LACKS and _UNKNOWING.search(text):
        return True
    if context.asked not in _OF_PEOPLE and _WHO_KNOWS.search(text):
        return True
    return context.asked not in _OF_PAPERS and _PAPERS_ELSEWHERE.search(text) is not None


# Which questions

_TOPICS: dict[str, re.Pattern[str]] = {
    "chiffre_affaires": whole_words("chiffreaffaires; chiffres? (?:d )?affaires?"),
    "affiliation_cnm": whole_words("affili[a-z]+"),
    "licences": whole_words("licences?"),
    "etp_hors_artistique": whole_words("etp; equivalents? temps plein; heures"),
    "mois_activite": whole_words("(?:date de )?creation; anciennete; cree[a-z]*"),
    "taxes_a_jour": whole_words("taxes?; impots?; cotisations?; urssaf"),
    "bilans_transmis": whole_words("bilans?"),
    "conventions_collectives": whole_words("conventions? collectives?; ccneac"),
    "societe_civile": whole_words("sppf; scpp; societe civile"),
    "contrat_distribution": whole_words("distribut[a-z]+; contrat de distribution"),
    "references_catalogue": whole_words("references?; catalogue"),
    "videos_produites": whole_words("clips?; videos?"),
    "autofinancement_pct": whole_words("autofinanc[a-z]+; fonds propres"),
    "nb_acteurs": whole_words("partenaires?"),
    "budget_action": whole_words("budgets?"),
    "part_couts_ue": whole_words("ue; union europeenne; europe"),
    "montant_demande": whole_words("montant demande"),
}
"""Words that name what is not known, when it is not the pending question."""
_YEAR = re.compile(r"<y(\d+)>")


def unknown_keys(message: Message, context: Context) -> Iterator[str]:
    """Yield the question keys the person says they cannot answer.

    The doubt bears on what its clause names (« je ne sais pas pour le CA 2022 »), or the few words before, or the
    « si » that follows; when it names nothing, on the pending question.
    """
    faits = context.edition.faits
    for rank, clause in enumerate(message.clauses):
        if clause.standing is not Standing.DOUBT:
            continue
        around = clause.text
        if rank + 1 < len(message.clauses) and message.clauses[rank + 1].standing is Standing.HYPOTHESIS:
            around += " " + message.clauses[rank + 1].text
        named = [fact for fact, words in _TOPICS.items() if fact in faits and words.search(around)]
        if (_ABOUT_MEANING if context.question is None else _ABOUT_HOW).search(around):
            continue  # « je ne connais pas le CNM » asks what it is
        if not named and rank and message.clauses[rank - 1].text.count(" ") < _FEW_WORDS:
            before = message.clauses[rank - 1].text
            named = [fact for fact, words in _TOPICS.items() if fact in faits and words.search(before)]
            around = before + " " + around
        years = {str(int(message.figure(match).value)) for match in _YEAR.finditer(around)}
        for fact in named:
            keys = faits[fact].cles
            yield from (key for key in keys if not years or key.partition(".")[2] in ("", *years))
        if named:
            if context.question and context.question.partition(".")[2] in years:
                yield context.question  # « le bilan 2022 n'est pas arrêté »
            continue
        if years and context.asked == "chiffre_affaires":
            yield from (key for key in faits["chiffre_affaires"].cles if key.partition(".")[2] in years)
        elif context.question is not None:
            yield context.question


_ABOUT_HOW = whole_words(
    rf"""
    ce que? (?:c est|cela|veut|ca|signifie|vous); comment (?:on|faire|proceder|repondre|remplir|calculer|cela marche
    & |ca marche|cela fonctionne)(?! (?:m|nous) )
    {WHERE} (?:est ce|trouver|cliquer|repondre|ecrire|aller|deposer|envoyer|telecharger|c est|ca se|on)
    connais pas (?:le|la|l|les|ce) (?:cnm|centre|dispositif|mentorat|tsf|sigle|conventions?|appel|sppf|scpp|termes?
    & |mot)
    trouve pas(?! (?:le|la|les) (?:recepisse|papier|chiffre|bilan|date|document|dossier))
    """
)
"""What asks how or where, rather than leaves the pending question unanswered."""
_ABOUT_MEANING = re.compile(
    rf"(?<!\S)(?:ce que? (?:c|cela|veut)|comment|{WHERE}|connais pas (?:le|la|l|les|ce)(?! chiffre)|trouve pas)(?!\S)"
)
_FEW_WORDS = 4

"""Which parts of a message say something of the person's own structure, now.

A message is cut into clauses, and each is given a `Standing`. Only what is `OWN` states facts of the structure; what
is `WISHED` may still say what is planned (how many partners, which scheme). Questions, hypotheses, the past, other
people and the rules themselves state nothing.

Works on rendered tokens (`tokens.render`): folded words and signs, one space between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from .asking import FIRST_PERSON, LEAD, OURSELVES, asked
from .patterns import one_of, whole_words


class Standing(Enum):
    """What a clause is worth."""

    OWN = "own"
    WISHED = "wished"  # wanted, planned, or as it used to be: not the structure as it is
    DOUBT = "doubt"  # « je ne sais pas si… »
    QUESTION = "question"
    HYPOTHESIS = "hypothesis"
    OTHER = "other"  # somebody else, or a former structure
    RULE = "rule"  # what the scheme asks for


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the rendered text."""

    start: int
    end: int
    text: str
    standing: Standing


# Where a clause begins

_SUBJECT = one_of(
    "on; nous; je; j; tu; vous; il; elle; ils; elles; c; cela; notre; nos; mon; ma; mes",
    "l association; la structure; le label; l autre; les autres; le reste",
)
_VERB = r"(?:(?:n|ne|y|en|l|les|le|s|se|nous|lui|leur) )*" + one_of(
    """
    est; etait; a; ai; avait; suis; sommes; sont; ont; avons; avez; fait; fais; faisons; faisait; peut; peux
    pouvons; veut; veux; voudrais?; voudrait; aimerais?; aimerait; cherche; cherchons; souhaite; souhaitons; doit
    dois; va; vais; allons; produit; produisons; sort; gere; gerons; organise; organisons; existe; accompagne
    programme; compte; demande; depose; candidate; paie; paye; travaille; travaillons; vient; viens; sera; serait
    aura; aurait; respecte; apporte; sai[st]; pense; croi[st]; emploie; embauche; dispose; propose; joue; tourne
    distribue; edite; date
    """
)
_LINKS = (
    "que",
    "qu",
    "qui",
    "dont",
    "quand",
    "comme",
    "si",
    "s",
    "lorsque",
    "lorsqu",
    "puisqu",
    "ou",
    "et",
    "mais",
    "donc",
)
_PREPOSITIONS = ("de", "d", "du", "par", "chez", "avec", "pour")  # « le budget de l'association est de … »
_GOES_ON_AFTER = "".join(rf"(?<!\b{word})" for word in (*_LINKS, *_PREPOSITIONS, "car", "alors", "rendez"))
_OPPOSES = one_of("mais; par contre; en revanche; cependant; pourtant; sinon; sauf; alors que?; tandis que?")
_JOINS = one_of("et; ou; donc; car; puis; alors; du coup; parce qu[e]?; vu que?; sachant que?; puisque?; ensuite")
_OPENS = one_of(_SUBJECT, "pas; ni; aucune?; est ce; combien; quel[a-z]*; comment; si; est")
_ASKS = one_of("est ce que?; c est quoi; qu est ce; combien; peut on; puis je; faut il; y a t il; a t on; doit on")
_CUT = re.compile(
    "|".join(
        (
            r"(?<!>) (?=, )| (?=, (?!<n))",  # « licences 1, 2 et 3 » is one list
            # « taxes ok / bilans rendus »
            r"(?<=[a-z]{2}) (?=/ (?!(?:ou|an|ans|mois|semaine|sem|jour|j|h)(?!\S))[a-z])",
            r"(?<!>) (?=- \S)| (?=- [^\s<])",  # « licences 1-2-3 » is one list
            f" (?={_OPPOSES} )",
            f" (?={_JOINS} {_OPENS} )",
            f" (?={_ASKS} )",
            r" (?=et (?:vien[st]|venons|(?:cherch|souhait)(?:e|ons)|(?:voudr|aimer)(?:ait|ais|ions)) )",
            r" (?=si (?:on|nous|je|j|jamais|une?|l|le|la|notre|mon|ma|nos|c|vous|tu|il|elle|ils|elles) )",
            rf"{_GOES_ON_AFTER} (?!il y a )(?={_SUBJECT} {_VERB} )",
        )
    )
)
_TOPIC_AHEAD = re.compile(
    rf"(?:(?:et|mais|alors|donc|sinon|puis|non|en fait|pardon) )*(?!.*(?<!\S)(?:{_VERB}|nous|me|m|se|s)(?!\S))"
    r"(?:(?:pour |concernant )?(?:les|la|le|l|nos|notre) |(?:des|une?|cote|niveau) )(?!autres?(?!\S))"
    r"(?:[a-z]+|<[nyp]\d+>)(?: (?:[a-z]+|<[nyp]\d+>)){0,4}"
)
_TAKES_UP = re.compile(
    r"(?:c est|(?:on|nous|j|je)(?: (?:ne|n))? (?:les|la|l|le|y|en|est|sommes|suis|a|ai|avons)|cela est|ils? sont|"
    r"elles? sont|elle est|il est)(?!\S)(?!.* (?:quoi|quand|combien|quelle?s?)(?!\S))"
)
"""A thing named first, and what goes on with it: « la SPPF on y est », « les frais, c'est nous qui les payons »."""
_PUNCTUATION = re.compile(r"(?:[,/-](?: |$))*")
_SENTENCE_END = re.compile(r" ?[.!?;\n](?: [.!?;\n])*(?: |$)")

# What a clause does

_STATES_A_RULE = whole_words(
    r"""
    plafond; seuil; reglement(?! d(?:e|es|u)? (?:la|nos|notre|ma|mes|l|taxes|cotisations|factures)(?!\S))
    (?<!vous )ecrit; votre (?:doc[a-z]*|site|page|reglement|webinaire|plaquette); criteres?
    vos (?:slides?|diapos?|diapositives?|documents?|textes?|regles?|conditions?|supports?|pages?)
    (?<!ce qu il )faut(?! que? (?:je|on))(?! (?:vous )?(?:savoir|dire|avouer|preciser|reconnaitre|admettre)(?!\S))
    obligatoires?; (?:la loi|le code)(?! de )(?: [a-z]+){0,2} (?:impose|oblige|prevoit|exige); impose[a-z]*
    normalement c est (?:au|a la|aux|a l); exige[a-z]*; requis[a-z]*; la limite
    vous (?:demandez|exigez|dites|parlez|ecrivez|indiquez|voulez|avez dit|avez ecrit); on (?:nous|m|me) a dit
    limite (?:de|a|est|des); on (?:me|nous) demande(?! (?:toujours|souvent|parfois)); c est (?:marque|ecrit|indique)
    le (?:mini(?:mum)?|maxi(?:mum)?) (?:c est|est|requis|demande|autorise|pour)
    il est (?:dit|ecrit|indique|demande|precise); j ai (?:lu|vu|entendu); on a (?:lu|vu que|entendu)
    (?:webinaire|site|doc[a-z]*|reglement|texte|pdf) (?:parle|dit|annonce|indique|precise|demande|mentionne)
    (?:d apres|selon) (?:le|la|les|vos|vous); l aide (?:est|va|peut)
    les? (?:montant|aide|subvention)s? (?:max[a-z]*|mini[a-z]*|est|sont|va|vont)
    aux? (?:label|producteur|festival|artiste)s? (?:qui|avec)
    [a-z]+ doivent; chaque [a-z]+ doit; ils? (?:disent|demandent|exigent|parlent|ecrivent)
    (?:dans|pendant|sur|au) (?:le|la|votre) (?:webinaire|site|
    & reunion|presentation|plaquette|diaporama|pdf)
    """
)
_REPORTS_WORDS = re.compile(
    r"(?:(?:on|vous) (?:nous |m |me )?(?:a|avez) (?:dit|explique|ecrit|indique|repondu|raconte|rapporte|soutenu)|"
    r"(?:j|je|on) (?:ai|a) (?:lu|vu|"
    r"entendu|compris|retenu)|ils? (?:disent|ont dit)|il est (?:dit|ecrit|indique|precise)|c est (?:marque|ecrit)|"
    r"il parait|(?:une?|la|le|l) (?!compta|tresor|gestion|admin|expert)(?:[a-z]+ ){1,5}(?:nous|m) (?:a |ont )?(?:dit"
    r"|affirme|explique|raconte)|(?:mon"
    r"|ma|mes|le|la|l|les|une?) (?!compta|tresor|gestion|admin|expert)(?:[a-z]+ ){1,2}(?:dit|disent|affirme|pretend"
    r"|assure|explique|pense|"
    r"croit|"
    r"raconte))(?: [a-z]+){0,4} que?(?!\S)"
)
"""What ends with « que » and leads to the words of somebody else."""
_QUOTES = re.compile(
    LEAD + r"(?:dans|sur|d apres|selon|en vertu d[eu]?|au vu d[eu]?) (?:votre|vos|le|la|l|les|ce|cette)? ?(?:plaquette"
    r"|site|page|doc|document"
    + r"|presentation|diapo|diaporama|webinaire|reglement|texte|notice|formulaire|loi|mail)s?(?!\S)"
    + "|"
    + LEAD
    + r"(?:rappel (?:de|des|du) |pour rappel |recap[a-z]* (?:de|des) )?(?:vos|les|ses|leurs|votre|le|la)? ?"
    r"(?:criteres?|conditions?|regles?|exigences?|seuils?)(?: [a-z]+){0,4} :"
)
"""How a sentence begins that goes on with what is read there."""
_KIN = one_of(
    """
    voisin; ami; copain; copine; pot[eo]; frere; frangin; soeur; frangine; cousin; pere; mere; mari; femme; compagnon
    compagne; conjoint; collegue; prof(?:esseur)?; formateur; formatrice; neveu; niece; maman; papa; coloc(?:ataire)?
    camarade; epoux; epouse; stagiaire; eleve; concurrent; confrere; consoeur; fils; fille; oncle; tante
    banquiere?; avocate?; expert comptable; parent; grand parent; grand (?:pere|mere); beau (?:frere|pere|fils)
    belle (?:soeur|mere|fille); gendre; mec; meuf; nana; cheri; cherie
    patron; proprio; proprietaire; ex
    """
)
_RECITES = whole_words(
    """
    je (?:recite|recopie|relis|lis|cite|resume|recapitule|repete)(?! (?:nous|on)); recopie (?:[a-z]+ )*(?:de|du|des)
    resume de (?:votre|vos|la|l); (?:c est|cela) (?:bien )?(?:votre|le|la|ce que) (?:diapo|plaquette|check ?list|regle
    & |plafond|texte|reglement|seuil|catechisme|dit votre)[a-z]*
    (?:lire|lis|lu|compris) (?:vos|votre|la|les|le) (?:diapo|plaquette|slide|reglement|texte|support|page)[a-z]*
    dixit; vos pourcentages; marque noir sur blanc
    (?:de|sur|dans) (?:vos|votre|la) (?:diapos?|diapositives?|slides?)
    """
)
"""What says of a whole sentence that it recites the rules: « deux références, un distributeur : c'est votre diapo »."""
_HEADED_BY_OTHERS = re.compile(
    r"(?:(?:[a-z]+|<[a-z]\d+>) ){0,5}?(?:de|d|du|des|chez|pour)"
    r"(?: (?:une?|la|l|le|les|mon|ma|mes|notre|nos|autre)){0,2} "
    r"(?:clients?|concurrente?s?|partenaires?|adherente?s?|sponsors?|voisine?s?|confreres?|consoeurs?|maison mere"
    rf"|imprimeur|prestataires?|regie|{_KIN})(?: [a-z]+){{0,4}} :"
    rf"|(?:mon|ma|mes) (?:[a-z]+ )?{_KIN}s? :"
)
"""How a record of somebody else begins: « CA d'un client : 85 000 en 2021 », « Ma belle-sœur : gérante, 0,8 ETP »."""
_KINDS = "(?:structure|societe|producteur|label|entreprise|employeur|association|tourneur)"
_OF_ANYONE = re.compile(
    LEAD
    + r"(?:(?:chaque|(?:tous|toutes|seule?s) les?|seule?s les?|les) "
    + rf"{_KINDS}s? (?:controle|detenu|capable|doit|doivent|peu|sont|ont|releve|qui|dont|soumis|sous)[a-z]*(?!\S)"
    + rf"|toute? {_KINDS} "
    + r"|(?:le|un|l) (?:producteur|employeur|beneficiaire|demandeur|candidat|organisateur|porteur) (?:qui|doit|peut"
    r"|ne|est tenu))"
)
"""« Tout employeur d'artistes relève de… », « les structures contrôlées par une major sont exclues »."""
_CITES = re.compile(
    r"(?:(?:dit|precise|indique|annonce) (?:le|la|votre|l)|(?:d apres|selon|dixit) (?:le|la|les|votre|vos|un"
    r"|une)) [a-z]+$"
)
"""What ends a sentence with whose words it was: « … et non un album, dit le texte »."""
_NOT_A_RULE = whole_words("(?:en )?dessous; au dessus; sous; depasse[a-z]*; respecte[a-z]*; atteint")

_SUPPOSES_AT_HEAD = re.compile(
    LEAD
    + one_of(
        """
        (?:et |meme )?si (?!si )(?!non )(?!oui ); s ils? (?!vous plait|te plait); (?:en )?imagin[a-z]+
        (?:en )?suppos[a-z]+; admett?ons
        en supposant; a supposer
        (?:quand|lorsque?|une fois que?|le jour ou) (?:on|nous|je|j) (?:ser|aur|pourr|gagner)[a-z]+
        (?<!nous )mettons; en admettant; a condition; quitte a; sous reserve; a moins que?
        """
    )
)
_SUPPOSES = whole_words(
    """
    au cas ou; dans (?:le cas|l hypothese) ou?; si jamais; par exemple; comme si; des que?; le jour ou
    dans l hypothese
    """
)
_POLITE_IF = re.compile(
    LEAD
    + "si "
    + one_of(
        """
        vous (?:voulez|preferez|le|avez besoin); tu veux; besoin; possible; cela
        je (?:comprends|ne me trompe|me trompe|m abuse|ne m abuse|dis pas|ne dis pas|compte bien|calcule bien|lis bien)
        je (?:me|m en) souviens; ma memoire; mes (?:souvenirs|comptes|calculs); je sais (?:encore )?compter
        (?:j ai|on a|nous avons) bien [a-z]+; j ai compris; (?:j|je|on|nous) en (?:crois|croit|croyons)
        (?:je|on|nous) (?:compte|compt(?:ons)|additionne|recapitule)
        c est (?:cela|possible)
        """
    )
)
_RESUMES = re.compile(
    "^"
    + one_of(
        "mais; sinon; en tout cas; bref; sauf; par contre; pour l instant; actuellement; aujourd hui; maintenant",
        "desormais",
    )
    + "(?= |$)"
)

_OF_OTHERS = whole_words(
    f"""
    (?:certaine?s|plusieurs|quelques|beaucoup de|pas mal de) (?:label|structure|association|societe|producteur|boite
    & |festival
    & |salle|studio|collectif|tourneur)s (?:[a-z]+ )?(?:ont|sont|appartiennent|ne|n|paient|respectent)
    (?:certaine?s|plusieurs|quelques uns|beaucoup|la plupart|une partie|l une?|aucune?) (?:de|d entre|parmi) (?:nos
    & |mes|ces|ses|les)
    && (?:adherent|membre|partenaire|label|structure|association|client|voisin|collegue|ami|stagiaire|eleve)e?s?
    (?:les|des|ces|aux) (?:label|structure|association|adherent|client|porteur|compagnie|projet)s? qu(?:e
    & |on)? (?:nous|on|j|je)
    (?:association|structure|label|boite|groupe|festival|salle|smac|collectif|studio|commune|mairie) (?:voisine?s?
    & |amie?s?|d a cote|d en face)
    (?<!suis )(?:le|la) (?:patron|patronne|proprio|taulier) (?:du|de la|de l|d)(?! .*(?<!\\S)(?:moi|nous)(?!\\S)) [a-z]+
    (?:le|la) (?:copain|copine|pote|cousin|cousine); les voisine?s?
    (?<!avec )(?:mon|ma|mes|une?|des|nos|notre) (?:meilleure? |beau |belle |petite? )?{_KIN}e?s?(?! et (?:moi|nous))
    (?:une?|des|nos|mes|un de mes|une de mes) cliente?s?
    (?<!a )(?:ma|une|mes|des) connaissances?
    (?:un|une|le|la|des|les) (?:mec|gars|type|nana|meuf|gens|personne|fille)s? (?:que|qu|qui|dont|a qui)
    (?:une?|des) autres? (?:association|structure|label|boite|groupe|festival|salle|smac|tourneur|producteur|
    & collectif)s?
    (?<!avec )(?<!\\ba )d autres (?:ont|sont|font|associations?|structures?|labels?)
    quelqu un (?:d autre|a|que|qui(?! (?:va |peut |pourrait |pourra |puisse |saurait )?(?:nous|m|me) ))
    (?:la plupart|beaucoup|certaines?|plein) (?:des?|d) (?:association|structure|label|festival|salle|gens|boite)s?
    leurs? (?:association|structure|label|boite|groupe|festival|salle|entreprise|collectif|studio)s?
    y a (?:beaucoup|plein|pas mal|enormement|tellement) (?:de|d) [a-z]+
    une? (?!major|association)[a-z]+ (?:m|nous) (?:a|ont|avait) [a-z]+
    tout le monde (?:n a|n est|a|est)(?! (?:pas )?(?:benevole|salarie|d ici|paye)); la concurrence; les gens
    l[ea] voisine?; (?:une?|des) [a-z]+ que? (?:je|on) conna[a-z]+
    (?:je|on) conna[a-z]+ (?:une?|des|quelqu); certaine?s? (?:structure|association|label)s?; [a-z]+ d a cote
    (?<!aider )(?<!accompagner )(?<!conseiller )les autres (?:ont|sont|font|label|structure|association)s?
    (?:le|la|l|les|une?) [a-z]+ (?:[a-z]+ ){{0,2}}?(?:avec|pour|chez) (?:qui|lequel|laquelle|lesquels) (?:je|j|on|nous)
    & (?! (?:vous )?(?:ecri|contact|appel|candidat|depos|demand|sollicit)[a-z]+)
    (?:partie d |concert d |album d |disque d |chez |avec |pour |par )une? (?:autre )?(?:groupe|artiste|label|structure|
    & association|salle|tourneur|
    & festival|boite)(?: [a-z]+){{0,4}} qui(?! (?:nous|me|m) )
    (?:le|la|l|les|une?|des) [a-z]+ qui (?:nous |m |me )?(?!est |sont |suis |sommes )[a-z]+ (?:a|ont|est|sont|fait|font)
    (?:prestataire|partenaire|intervenant|fournisseur|adherent|membre)s? qui
    """
)
_STRANGER = re.compile(
    LEAD + r"(?:une?|<n\d+> (?=autre )) ?(?:autre )?(?:association|structure|label|boite|groupe|festival|salle|smac"
    r"|tourneur|producteur|collectif|"
    r"mairie|commune|artiste)s? (?!qui )(?:(?:de|d|du|des|a|en|dans|la|le|l|les|cette|ma|mon|notre|nos) (?:[a-z]+ )*?)"
    r"(?:est|a|sont|ont|demande|possede|dispose|fait|produit|depose|existe|compte|"
    r"habite|vit|joue|sort|tourne|organise|gere|programme|vend)(?!\S)(?! (?:la|le|les|l)? ?"
    r"(?:nous|moi))"
)
"""« Une association de la commune voisine est affiliée »: somebody else."""
_PARTNER_SUBJECT = re.compile(
    LEAD
    + one_of(
        r"""
        (?:notre|nos|mon|mes|une?|des|le|la|les|l|un des|l un des) (?:(?:autres?|<[no]\d+>|
        & futurs?) )*(?:partenaires?|associes?|prestataires?|distributeurs?|tourneurs?|editeurs?|bookers?|managers?|
        & diffuseurs?|banque|banquiere?|imprimeur|graphiste|comptable|adherents?|membres|salles? partenaires?|
        & structures? partenaires?|(?!association|structure)[a-z]+ partenaires?(?! (?:et|ou)))
        l autre; les autres
        l[ea] <o\d+>(?! (?:et|ou|appel|aap|dispositif|licence|categorie|annee|fois|demande|projet|choix|est))
        """
    )
    + r"(?= (?!d occitanie)[a-z])"
)
_FORMER = whole_words(
    """
    (?:notre|l|le|la|un|une) (?:ancien(?:ne)?|precedente?|ex) (?:direct|produc|gerant|president|administrat|equipe
    & |bureau
    & |tresor|manager|programmat)[a-z]*(?! (?:disait|dit|croyait)); d il y a <n\\d+> ans
    (?:notre|nos|mon|ma|mes|l|une?|la|le) (?:ancien(?:ne)?s?|ex|precedente?s?) (?:association|structure|label|boite|
    & groupe|salle|festival|entreprise|societe|projet|emploi|poste|employeur|activite)s?
    n existe(?:nt)? plus; (?:j ai|on a) (?:travaille|bosse|ete salarie)e?s?; a l epoque; autrefois; jadis
    dans le temps; dans une vie anterieure; avant (?:on|nous|j|je|c|cela|l)
    (?:c est|cela est) (?:termine|fini|arrete|clos|du passe|de l histoire ancienne)
    (?:j ai|on a|nous avons) (?:longtemps|jadis|autrefois|naguere)
    (?:j|on|nous) (?:avais|avait|avions) (?:mis|dit|ecrit|note|marque|tape|repondu|indique|compris|mal)
    (?:mon|ma|notre|le|la|l) (?:(?:petite?|<o\\d+>) )?[a-z]+ (?:a|avait) (?:ferme|coule|cesse|disparu|fait faillite|
    & ete dissou[st]e?)
    (?:il y a|y a) (?:bien |tres |fort )?longtemps; par le passe; a une epoque; dans ma jeunesse
    """
)
_ACTS_ON_US = re.compile(
    LEAD
    + r"(?:c est )?(?:l[ea]?|les|une?|des) (?!association |structure )(?:[a-z]+ ){1,5}?(?:qui )?(?:nous|m|me) "
    + r"(?:a |ont |avait |avaient )?(?:bien |deja |toujours |beaucoup |gentiment )?"
    + one_of(
        """
        conseill[a-z]+; envoy[a-z]+; orient[a-z]+; parl[a-z]+; recommand[a-z]+; propos[a-z]+; transm[a-z]+
        adress[a-z]+; soutien[a-z]*; soutenu[a-z]*; aid[a-z]+; accueill[a-z]+; heberg[a-z]+; pret[a-z]+; invit[a-z]+
        programm[a-z]+; contact[a-z]+; explique[a-z]*; donn[a-z]+; fait (?:une|des|la|un); suit; suivi[a-z]*
        encourag[a-z]+; offr[a-z]+; fil(?:e|ait|era); vers[a-z]+; accord[a-z]+; attribu[a-z]+; octroy[a-z]+; allou[a-z]+
        """
    )
    + r"(?!\S)"
)
"""« La mairie de Sète nous soutient »: somebody else does it."""
_ENCOUNTERS = whole_words(
    """
    (?:je|on|nous) connai[st][a-z]* (?:tres |bien |un peu )*(?:l[ea]?|les|une?|des|du)
    (?:ai|a|avons) (?:deja |bien |aussi )?(?:rencontre|croise|vu|entendu parler|ecoute|discute avec)(?! (?:que|le jour))
    (?:suis|est|sommes) alle[a-z]* (?:voir|ecouter); (?:va|vais|aller) (?:voir|ecouter)
    (?:je vais|on va|nous allons|je reviens|on revient|je rentre|on rentre) (?:au|a la|a l|aux)
    (?:on|quelqu un|ils?|elles?) (?:m|nous) (?:a|ont) (?:parle|vante|recommande|dit du bien) (?:d|de|du|des)
    (?:est|sont|etait) (?:[a-z]+ment |trop |tres |super |assez )?(?:genia(?:le?s?|ux)|super|top|ouf|magnifiques?|nuls?|
    & nulles?|chouettes?|fantastiques?|sympas?|incroyables?|excellent[es]*)
    (?:suis|est) (?:une? )?(?:grande? )?fans?; (?:j|on|nous) (?:ecout|ador|kiff|detest)[a-z]+; adore(?:nt)?
    (?:j arrive|on arrive|je pars|on part|je passe|on passe|de passage) (?:a|au|aux|en|pour|dans)(?! (?:travers|plein))
    (?:l[ea]?|mon|ma) (?!association|structure|label)[a-z]+ (?:(?:de|du|d) (?:la |l )?[a-z]+ )?habite
    (?:j|on|nous) aim(?:e|ons) (?:bien |beaucoup |surtout )*(?:l[ea]?|les|votre|vos|ce|cette|son)
    """
)
"""Whom one met, what one likes, where one goes."""
_DID_TO_US = re.compile(
    LEAD + r"(?:une?|des|leurs?|ce|cette|ces) [a-z]+(?: [a-z]+){0,4}? (?:nous|m) (?:a|ont|avait) [a-z]+"
)
"""« Un label de Castres nous a piqué notre artiste »."""
_OF_THEM = re.compile(
    LEAD
    + r"(?:eux|elles ,|lui(?!$))(?!\S)"
    + r"|^(?:(?:et|mais) )*leurs? (?!accord|reponse|feu|retour|validation|aide|soutien|confirmation|verdict"
    r"|decision)[a-z]+ "
    + r"(?!.*(?<!\S)(?:on|nous|je|j|notre|nos|mon|ma|moi)(?!\S))"
    + r"|(?:^|.* )(?:ils|elles|il|elle) (?:n )?(?:ont|a|est|sont) .*(?:eux|elles|lui)$"
)
"""« Ils ont cinq clips, eux »."""
_THE_ONE, _THE_OTHER_ONE = re.compile(r"(?:.* )?l une?(?!\S)"), re.compile(r"(?:et )?l autre(?!\S)")
_CLOSES = re.compile(
    r"(?:.* )?(?:cordialement|cdlt|cdt|salutations|bien a (?:vous|toi)|respectueusement|amicalement|bonne (?:journee|"
    r"soiree|reception)|merci (?:d|par) avance)(?: [a-z]+){0,2}$"
)
"""What a message is closed with: a name, a town and a title after it are a signature."""
_ONCE = re.compile(
    LEAD
    + one_of(
        f"chez (?:nos|mes|les|leurs|des|une?) (?:[a-z]+ )?(?:{_KIN}|ami|voisine?|collegue|concurrent)s?[a-z ]*",
        "autrefois; avant; jadis; a l epoque; a une epoque; dans le temps; par le passe; dans ma jeunesse; naguere",
    )
    + "$"
)
"""« Autrefois, nous produisions… »: what follows is past too."""
_IN_PASSING = whole_words("(?:je|j) (?:crois|pense|imagine|suppose|dirais)(?: bien)?; je vous (?:dis|assure|rassure)")
"""« Mon pote il est mentor je crois » is of him all the same."""
_SUBJECT_ALONE = re.compile(LEAD.removeprefix("^") + r"(?:mon|ma|mes|une?|des|l[ea]?|les) [a-z]+(?: [a-z]+)?")
"""« Ma nièce, qui est très courageuse, dirige un label »: the verb is yet to come, and is hers."""
_SOMEBODY = re.compile(
    LEAD.removeprefix("^")
    + rf"(?:mon|ma|mes|notre|nos|un|une|le|la|les) (?:{_KIN}|manager|tourneur|booker|editeur|partenaire|prestataire)s?"
)
_OFFICER = re.compile(
    LEAD.removeprefix("^")
    + rf"(?:mon|ma|mes|notre|nos|un|une|le|la|les|l) (?:{_KIN}|(?:tresor|president|secretaire|comptable|admin|direct"
    rf"|gerant|manager" + r"|technicien|regisseu|benevole|salarie|graphiste)[a-z]*)s?"
)
"""« Notre trésorier, qui travaille pour Warner, … »: the relative is of him."""
_TAKEN_UP = re.compile(r"(?:ils?|elles?)(?!\S)(?! (?:me|m|nous)(?!\S))")
_CARRIES_ON = re.compile(
    r"^(?:(?:\(|\)|:|et|mais|donc|puis|car|aussi) )*"
    + one_of(
        """
        ils?; elles?; eux; lui; leurs?; son; sa; ses; c; cela; qui; a; ont; est; sont; avait; etait; fait; font; y
        avec; en
        """
    )
    + r"(?!\S)"
)

_APPOSITION = re.compile(r"une? [a-z]+(?: (?:de|d|du|a|en) [a-z]+)*")
_ONE = one_of("on; nous; je; j; elle; il; notre [a-z]+; l association; la structure")
_IMPERFECT = (
    "(?!(?:dirais|fait|sait|plait|connait|parait|refait|fais|sais|vais|connais|refais|etudions|publions|associons"
    "|negocions|"
    "beneficions|confions|actions|editions|productions) |(?:dirais|fait|sait|connait|fais|sais|vais|connais)$)"
    "[a-z]{2,}(?:ait|ais|ions|aient)"
)
"""« On produisait », « nous avions », « on demanderait »: as it was, or as it would be."""
_FUTURE = "[a-z]{2,}(?:er|ir|dr|vr)(?:a|ai|ont)"
"""« On ouvrira », « je prendrai »."""
_WISHES = whole_words(
    rf"{_ONE} (?:(?:ne|n|s|y|en|l|le|la|les|se|nous|me|m) )*(?:{_IMPERFECT}|{_FUTURE})",
    rf"{_ONE} (?:(?:ne|n|s|y|en) )?"
    + one_of(
        """
        (?:voudr|aimer|souhaiter|pourr|devr|ser|aur|fer|ir)(?:ais|ait|ions|aient|a|ai|ons|ont); souhait(?:e|ons)
        envisage[a-z]*; projet(?:te|ons); prevoi[ts]; prevoyons; espere; esperons; veu[tx]; voulons; visons?
        cherche; cherchons; rev(?:e|ons); ambitionn(?:e|ons); aspir(?:e|ons); fantasm(?:e|ons); est en train d
        (?:va|vais|allons|vont|compte|comptons|pense|pensons) (?:[a-z]+ )?[a-z]+(?:er|ir|re)
        (?:a|ai|avons) (?:l intention|le projet|pour projet|envie|besoin); etai[ts]; etions; avai[ts]; avions
        """
    ),
    "l an prochain; l annee prochaine; en projet d; projet de (?:creer|monter|creation); objectif; a terme; "
    "prochainement; future?s?",
    "voulait; voulaient; souhaitait; proposait; serait; seraient; etait; etaient; avaient; detenait; possedait",
    "concernait; appartenait; habitait",
)
_TO_DO = re.compile(
    LEAD
    + one_of(
        """
        (?:etre|avoir|obtenir|passer|renouveler|demander|prendre|deposer|choisir|devenir|cooperer|creer|candidater|
        & changer|faire|monter|trouver|declarer|payer|employer|diffuser|proposer|respecter|appliquer|rendre|
        & transmettre|partager|structurer|consolider|embaucher|recruter)
        s (?:inscrire|affilier|structurer)
        """
    )
    + r"(?!\S)"
)
_FOREIGN = re.compile(r"(?:nous|moi) ")
"""« Nous payer toujours les taxes », from somebody who does not conjugate."""
_IS_ABLE = re.compile(r"(?<!\S)(?:peut|peux|pouvons|capables?|mesure|sait|savons)(?!\S)(?! (?:pas|plus)(?!\S))")
_GOES_ON_WITH_VERB = re.compile(r"(?:et )?[a-z]+(?:er|ir|re)(?!\S)")
"""« On peut diffuser les clips, employer les artistes »: the second is something one can, no wish."""
_CANNOT_TELL = one_of("sai[st]; savons; connai[st]; connaissons; souviens; souvient; rappelle; trouve")
_DOUBTS = whole_words(
    f"""
    {_CANNOT_TELL} (?:[a-z]+ )?(?:pas|plus|rien)(?! [a-z]+er(?!\\S)); en sai[st] rien
    (?:je|on) (?:vais )?demande(?:r|rai)? (?:a|au) (?:(?:ma|mon|notre|la|le|l) )?(?:[a-z]+ )?(?:collegue|comptable|
    & tresorier|
    & president|direct|admin|associe|boss|chef|compta|bureau)[a-z]*
    (?:n |ne )?(?:ai|a|avons) (?:aucune|pas|pas la moindre) (?:d |l |cette |les )?(?:idee|info[a-z]*|le chiffre|
    & les chiffres|
    & la reponse)
    pas (?:(?:trop|tres|tout a fait|vraiment|bien|totalement|encore) )*(?:sure?s?(?! (?:une?|l[ea]?|les|nos|notre|des)
    & (?!\\S))|certaine?s?|defini|decide|fixe|
    & arrete|determine)e?s?
    (?:vais|va|dois|doit) (?:devoir )?(?:demander(?! (?:la|le|l|les|une?|des|notre|<))|verifier|regarder|
    & me renseigner|voir avec|voir)
    je verifie; (?:je|on) (?:ne )?(?:vois|voit) pas (?:trop|bien|du tout)
    je vais voir; aucune idee; (?:pas|aucune) (?:la moindre )?(?:d )?(?:idee|info[a-z]*); bonne question; mystere
    joker; ne se prononce pas
    faut (?:que|qu) (?:je|on) (?:demande|verifie|regarde|voi[est]|cherche|me renseigne|retrouve)
    (?:a|reste a|faut|faudrait) (?:verifier|voir|confirmer|definir|preciser|demander)
    pas (?:[a-z]+ ){{0,3}}sous (?:les yeux|la main)
    (?:peux|peut|saurai[st]?|pourrai[st]?) (?:pas |plus )?(?:vous |te |le |l |y )*(?:dire|repondre|affirmer|garantir)$
    (?:ai|a|avons) pas (?:encore |toutes )?(?:la |le |l |les |ces |cette )?(?:l ?info[a-z]*|ventilation|detail|
    & donnees?|calcul)
    pas (?:encore )?(?:fait le (?:calcul|compte|point)|compte|calcule|chiffre)
    seule? (?:mon|ma|notre|le|la|l) [a-z]+ (?:le |la |les |l )?(?:sai[st]|connait|a)
    (?:tresori[a-z]+|comptable|compta|president[a-z]*|direct[a-z]+|bureau|collegue) (?:le |la |les )?(?:sai[st]|
    & saura|connait)
    & (?! que)
    (?:je|on|nous|j) (?:l |les |le )?ignor(?:e|ons); ne saurai(?:s|t) (?:[a-z]+ )*dire; je ne sais(?= |$)(?! (?:que|
    & qu))
    en sai[st] (?:[a-z]+ )?rien; (?:jamais|pas encore) (?:ete )?(?:re)?(?:compte|chiffre|calcule|evalue|estime)e?s?
    c est (?:l|la|le|mon|ma|notre|nos) (?:[a-z]+ )?(?:tresorier|comptable|admin|president|direct|gestionnaire|
    & boss|chef|patron|collegue|secretaire|expert|cabinet|associe|coordinat|charge)[a-z]*(?: [a-z]+)* qui (?:gere|
    & s en occup(?:e|ait)|s en charge|traite|tient|s occupe|sai[st]|voi[st]|a (?:cela|ca|les|tout)|suit|connait
    & |fait cela|
    & pourrai[st]|pourra|saura)
    (?:doit|devrait|saura) le savoir; (?:je|on) demande(?:rai)? et (?:je|on)
    faudrait que (?:j|je|on|nous) [a-z ]*(?:parle|demande|verifie|regarde|voie)
    """
)


def clauses(text: str) -> list[Clause]:
    """Cut a rendered text into clauses, each with its standing, in order."""
    found: list[Clause] = []
    carried: Standing | None = None
    is_closed = False
    for start, end, is_asked in _sentences(text):
        spans = _clause_spans(text, start, end)
        if not spans:
            continue  # nothing but signs
        joined = [False, *("," not in text[left:right] for (_, left), (right, _) in pairwise(spans))]
        parts = [text[a:b] for a, b in spans]
        standings, carried = _standings(parts, joined, is_asked, carried, is_closed=is_closed)
        is_closed = is_closed or any(_CLOSES.match(part) for part in parts)
        found += [Clause(a, b, text[a:b], standing) for (a, b), standing in zip(spans, standings, strict=True)]
    return found


def kept(text: str, found: list[Clause]) -> str:
    """Return `text` with all but the clauses of `found` blanked; places do not move.

    Between clauses stands a tab, between sentences a line break: blanks both, yet not the space that patterns expect
    between words, so that none reaches from one clause into the next.
    """
    parts: list[str] = []
    position = 0
    for clause in found:
        gap = text[position : clause.start]
        parts.append(("\n" if _SENTENCE_END.search(gap) else "\t") * len(gap))
        parts.append(clause.text)
        position = clause.end
    return "".join(parts) + "\n" * (len(text) - position)


def _sentences(text: str) -> list[tuple[int, int, bool]]:
    """Return (start, end, whether it ends with « ? ») of each sentence."""
    found: list[tuple[int, int, bool]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > start:
            found.append((start, match.start(), "?" in match.group()))
        start = match.end()
    if start < len(text):
        found.append((start, len(text), False))
    return found


def _clause_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start, *(match.start() + 1 for match in _CUT.finditer(text, start, end)), end + 1]
    spans: list[tuple[int, int]] = []
    for left, right in pairwise(edges):
        left, right = _after_punctuation(text, left), right - 1
        if left >= right:
            continue
        if spans and _TOPIC_AHEAD.fullmatch(text, *spans[-1]) and _TAKES_UP.match(text, left, right):
            left = spans.pop()[0]  # « les taxes, on est à jour »
        spans.append((left, right))
    return spans


def _after_punctuation(text: str, position: int) -> int:
    match = _PUNCTUATION.match(text, position)
    return match.end() if match else position


def _standings(
    parts: list[str], is_joined: list[bool], is_asked: bool, carried: Standing | None, *, is_closed: bool
) -> tuple[list[Standing], Standing | None]:
    """Return the standing of each clause of a sentence, and what the next sentence may carry on from."""
    standings: list[Standing] = []
    supposing = is_past = awaits_verb = is_quoted = False
    before = ""
    for part, is_question in zip(parts, asked(parts, is_marked=is_asked, is_joined=is_joined), strict=True):
        is_first_person = bool(FIRST_PERSON.search(_IN_PASSING.sub("", part)))
        resumes = bool(_RESUMES.match(part))
        if resumes and OURSELVES.search(part):
            carried, awaits_verb = None, False  # « mon fils est à Toulouse mais l'association est à Cahors »
        supposing, is_past = supposing and not resumes, is_past and not resumes
        is_relative = standings[-1:] == [Standing.OTHER] and part.startswith("qui ") and not is_asked
        standing = Standing.HYPOTHESIS if supposing else _standing(part, is_question and not is_relative)
        awaits_verb = awaits_verb and not is_first_person
        if standing in (Standing.OWN, Standing.WISHED):
            is_reported = before.endswith((" que", " qu")) and _REPORTS_WORDS.search(before)
            if is_reported or (is_quoted and not is_first_person):
                standing = Standing.RULE
            elif is_past or awaits_verb or (part.startswith("qui ") and _OFFICER.fullmatch(before)):
                standing = Standing.OTHER
            elif standing is Standing.WISHED and _GOES_ON_WITH_VERB.match(part) and _IS_ABLE.search(before):
                standing = standings[-1]
            elif standings and standings[-1] is Standing.OTHER and _APPOSITION.fullmatch(part):
                standing = Standing.OTHER  # « notre voisine, une salle de Toulouse, a obtenu… »
            elif standing is Standing.OWN and carried and not is_first_person and _CARRIES_ON.match(part):
                standing = carried
        if standing is Standing.OTHER and _THE_OTHER_ONE.match(part) and any(_THE_ONE.match(one) for one in parts):
            standing = standings[-1]  # « l'une à plein temps, l'autre à mi-temps »
        if standing is Standing.HYPOTHESIS:
            supposing = not _POLITE_IF.match(part)
        if standings and standings[-1] is Standing.DOUBT and before.endswith((" s", " si")):
            standing = Standing.DOUBT  # « j'ignore s'il existe un autre porteur »
        if standings and standings[-1] is Standing.OWN and _CITES.fullmatch(part):
            standings[-1] = Standing.RULE
        if standings and _WAS_MISTAKEN.match(part) and _NAMED_AGAIN.fullmatch(before):
            standings[-1] = Standing.OTHER
        if standings and standings[-1] is Standing.OWN and _TAKEN_UP.match(part) and _SOMEBODY.fullmatch(before):
            standings[-1] = standing = Standing.OTHER  # « mon manager il est à la SCPP »
        if standings[-1:] == [Standing.OWN] and _WOULD_BE.match(part) and _WITH.match(before):
            standings[-1] = Standing.HYPOTHESIS
        if standings[-1:] == [Standing.OWN] and _SCOFFS.match(part) and not FIRST_PERSON.search(before):
            standings[-1] = Standing.RULE  # « 30 % d'autofinancement, vous rigolez ? »
        if is_closed and not is_first_person:
            standing = Standing.OTHER
        is_quoted = is_quoted or bool(_QUOTES.match(part)) or bool(_REPORTS_WORDS.search(part))
        is_headed = bool(_HEADED_BY_OTHERS.match(part)) and not is_asked
        if is_headed and standing in (Standing.OWN, Standing.WISHED):
            standing = Standing.OTHER
        is_past, is_closed = is_past or is_headed or bool(_ONCE.match(part)), is_closed or bool(_CLOSES.match(part))
        if standing is Standing.OTHER and not is_past:
            carried = standing
            awaits_verb = awaits_verb or bool(_SUBJECT_ALONE.fullmatch(part))
        elif is_first_person:
            carried = None
        standings.append(standing)
        before = part
    if any(_RECITES.search(part) for part in parts):
        standings = [
            Standing.RULE
            if standing is Standing.OWN and (_RECITES.search(part) or not OURSELVES.search(part))
            else standing
            for part, standing in zip(parts, standings, strict=True)
        ]
    return standings, carried


_WITH = re.compile(LEAD + r"(?:avec|sans) ")
_WOULD_BE = re.compile(
    LEAD.removeprefix("^") + r"(?:on|nous|je|j|ce|c) (?:ser|aur|gagner|deviendr)(?:ait|ais|ions)(?! (?:donc |alors )?<)"
)
"""« Avec quinze clips on serait les rois »; « avec deux écoles on serait 3 » is a plan."""
_SCOFFS = re.compile(
    LEAD.removeprefix("^") + r"(?:mais )?(?:vous|tu|ils|c est|serieux|la blague)(?: (?:ne|n|etes|vous))* ?"
    r"(?:rigol|plaisant|croy|moqu|imagin|delir|trouvez|serieu|une blague|abus|fou)[a-z]*"
)
_WAS_MISTAKEN = re.compile(
    r"(?:[a-z]+ |<[a-z]\d+> ){0,6}?(?:c |ce |ca |cela )?(?:est|etait|etaient|sont) (?:une |des |qu une )?(?:simples? )?"
    r"(?:fautes?|erreurs?|coquilles?|betises?|boulettes?|bourdes?)(?!\S)"
)
"""« Les 120 000, c'était une faute de frappe »: what was said is taken back."""
_NAMED_AGAIN = re.compile(
    r"(?:(?:mais|et) )?(?:les?|la|l|mes|nos) (?:[a-z]+|<[a-z]\d+>)(?: (?:[a-z]+|<[a-z]\d+>)){0,3}"
)


def _standing(part: str, is_question: bool) -> Standing:
    """Return the standing of a clause by its own words."""
    if _WAS_MISTAKEN.match(part):
        return Standing.OTHER
    if _DOUBTS.search(part):
        return Standing.DOUBT
    if is_question:
        return Standing.QUESTION
    if _SUPPOSES_AT_HEAD.match(part) or _SUPPOSES.search(part):
        return Standing.HYPOTHESIS
    if _REPORTS_WORDS.search(part) or (_STATES_A_RULE.search(part) and not _NOT_A_RULE.search(part)):
        return Standing.RULE
    if not FIRST_PERSON.search(part) and _OF_ANYONE.match(part):
        return Standing.RULE
    is_stranger = bool(_STRANGER.match(part)) and not FIRST_PERSON.search(part)
    if _ACTS_ON_US.match(part) or _DID_TO_US.match(part) or _ENCOUNTERS.search(part) or _OF_THEM.match(part):
        return Standing.OTHER
    if is_stranger or _OF_OTHERS.search(part) or _PARTNER_SUBJECT.match(part) or _FORMER.search(part):
        return Standing.OTHER
    return (
        Standing.WISHED if _WISHES.search(part) or (_TO_DO.match(part) and not _FOREIGN.match(part)) else Standing.OWN
    )

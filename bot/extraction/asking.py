"""Which clauses of a sentence ask something, with or without a question mark.

« On est un label à Sète, ça marche ? » asks, and states on the way where the label is. « Un label peut demander quoi »,
« date limite pour le mentorat », « licence 2 ça veut dire quoi » ask, and state nothing.
"""

from __future__ import annotations

import re

from .patterns import one_of, whole_words

LEAD = r"^(?:{} )*".format(
    one_of(
        r"""
        :; \(; \); et; mais; donc; alors; du coup; bonjour; salut; bonsoir; sinon; puis; car; au fait; ok; oui; non
        merci; par contre; nous; moi; aussi; ensuite; svp; s il vous plait; s il te plait; pardon; en fait; bref
        voila; euh
        """
    )
)
"""What may stand before the words that tell what a clause does."""

FIRST_PERSON = whole_words("on; nous; je; j; notre; nos; mon; ma; mes; moi; me; m")
OURSELVES = re.compile(
    FIRST_PERSON.pattern
    + "|"
    + LEAD
    + one_of("l; la; le; cette; ce")
    + " "
    + one_of(
        """
        association; structure; label; boite; societe; entreprise; festival; salle; studio; collectif; groupe; smac
        commune; mairie; ville; collectivite; communaute; metropole; reseau; lieu; cafe; bar; compagnie; equipe
        tourneur; production; maison
        """
    )
    + r"(?!\S)(?! (?:voisine?|d a cote|qui))"
)
"""The person, or the structure as they call it: « l'association cherche un mentor »."""

_NO_MORE_THAN_LEAD = re.compile(LEAD)

_SUM_OF_A_YEAR = re.compile(r"<[mn]\d+> (?:euros )?(?:en|pour) <y\d+>|<y\d+> (?:: )?<[mn]\d+>")
"""« 80k en 2021 et 95k en 2022 », which states without a verb."""

_LONGEST_OPENING = 5
"""Words of « à partir de quel pourcentage », which opens a question that the next clause goes on with."""
WHERE = "endroitou"
"""The token that stands for « où », which folding would make « ou »."""

_BEFORE_QUOI = (
    "(?:a|est|pour|de|sur|en|avec|par|[a-z]+(?:er|re|ir)|fait|font|veut|faut|cela|ca|finance|change|exactement|sert|"
    "ou|demande|donne|dit|signifie|apporte|comporte)"
)
"""What stands before « quoi » when it asks; elsewhere at the end it only rounds off (« un petit label quoi »)."""
_NOT_A_PLACE = "".join(
    rf"(?<!\b{place} )"
    for place in (
        "structure",
        "association",
        "la",
        "endroit",
        "coin",
        "bistrot",
        "bar",
        "cafe",
        "case",
        "village",
        "commune",
        "maison",
        "local",
        "label",
        "festival",
        "salle",
        "boite",
        "lieu",
        "ville",
        "studio",
        "collectif",
    )
)
"""« La structure où je suis » asks nothing."""
_ASKS = whole_words(
    rf"""
    quel(?:le)?s?(?! que); (?<!pas de )quoi(?! que)(?=\s[^\s)]); {_BEFORE_QUOI} (?<!pas de )quoi; ^quoi; combien
    (?<!sur )comment(?! dire); pourquoi; (?<!pour )(?<!dans )laquelle; (?<!pour )(?<!dans )lequel
    (?<!parmi )(?<!entre )(?<!dans )(?<!avec )lesquel(?:le)?s; kesako; c est a dire$; est ce; qu est ce
    ca veut dire; cela veut dire; ca signifie; cela signifie
    savoir (?:si|ou|quand|{WHERE}); (?<!pas )(?<!pas poser d )une question(?! (?:recurrente|frequente|qu on))
    (?:peut|peuvent|doit|doivent|a t|ont|existe t|y a t|va t|fait t|faut|suffit|pourra t|pourrait|serait|aura t|
    & sera t) (?:il|elle|on|ils|elles)
    [a-z]+ t (?:il|elle|on|ils|elles); (?:cela|ca) fait combien; ou pas; ou non$; (?:est|sont) (?:ils?|elles?)
    (?:puis|dois|suis|ai) je; (?:sommes|avons|pouvons|devons|pourrions|aurons) nous
    (?:pouvez|pourriez|savez|avez|auriez|acceptez|financez|prenez) vous; peux tu
    c est (?:pour qui|qui(?! )|{WHERE}|quand)
    {_NOT_A_PLACE}{WHERE}(?! (?:l on|nous (?:sommes|avons|organisons|jouons)|se (?:trouve|situe) (?:notre|l)))
    (?:je|j|on|nous) (?:voudrais?|voudrait|aimerais?|aimerait|souhaite|veux|veut|cherche a) (?:bien )?(?:savoir|
    & connaitre|comprendre)
    (?:permet|sert|vaut|prend|concerne|convient|finance|exige) (?:il|elle)s?; (?:qui|quand)$; jusqu a quand
    (?:je|on) (?:me |se )?demande (?:si|que?); je (?:ne )?comprends? (?:pas|rien)
    des (?:infos?|informations|renseignements)
    quid; (?:difference|definition)s?
    """
)
_ASKS_AT_HEAD = re.compile(
    LEAD
    + one_of(
        """
        quand(?! (?:on|nous|j|je)); qui (?:est|peut|doit|finance|decide|pa[iy]e|choisit|pilote|signe|chante|sont|a)
        est on; a t on
        (?<!non )que (?!(?:dalle|pouic|des?|du|la|le|l|les|une?|mon|ma|notre|nos|moi|nous|ca|cela|oui|non|je|on
        & |<)(?: |$))[a-z]+
        qu (?:entend|appel)[a-z]*; a qui; par qui; pour qui
        (?:presente|explique|donne|liste|decri|precise|rappelle|defini|montre|detaille|resume|calcule|raconte|
        & compose|recite)(?:z|s|nt|ssez|vez)?
        (?:le|la|les) (?:mini(?:mum)?|maxi?(?:mum)?|montant|somme|plafond) qu[e]? (?:on|je|nous)(?!.*<)
        quand vous (?:dites|parlez|demandez|ecrivez)
        (?:conseille|recommande|trouve|indique|cherche|propose|suggere)(?:z|s)? (?:moi|nous)
        (?:dites|dis|parlez|parle|ecri[st]|ecrivez|mets|faites|fais|chante) (?:moi|nous|du|de|un|une|la|le|mon)
        (?:je|j) (?:peux|pourrais)(?! (?:pas|plus|vous|te|bien|offrir|proposer|donner|aider|transmettre|partager
        & |accompagner|
        & consacrer|filer|epauler|parrainer|preter|jouer|coacher|encadrer|mettre|apporter|former|conseiller|dire|
        & etre personne|servir|fournir|prouver))
        on (?:peut|pourrait) (?:bien |aussi |quand meme |encore )?(?:demander|candidater|deposer|avoir|postuler|
        & financer|faire|prendre|cumuler|toucher|participer|utiliser|inclure|obtenir|recevoir|beneficier|changer|
        & ajouter|aller|se|etre|compter|envoyer|completer)
        (?:une?|les|des) [a-z]+(?: [a-z]+){0,4}? (?:peut|peuvent|doit|doivent|va vers|a droit|ont droit)
        """
    )
    + r"(?!\S)"
)
_QUERY = re.compile(
    LEAD
    + r"(?:(?:les?|la|l|des?|d|une?|toutes?|mes|vos|votre|je veux|je cherche) )*"
    + one_of(
        r"""
        conditions?; criteres?; pre ?requis; montants?; dates?(?! (?:dans|a|au|en|sur|partout)(?!\S)); delais?
        duree; echeances?; demarches?; definitions?
        differences?; listes?; presentation; explications?; infos?; informations?; renseignements?; principes?
        modalites?; calendrier; exclusions?; avantages?; objectifs?; mini(?:mum)?; maxi(?:mum)?; max; etapes?
        marche a suivre; part d; nombre d; regularite; orientations?; volets?; enveloppe; utilite; types? d; pieces
        documents; horaires; score; meilleure?s?; capacite; engagement; valeurs; respect; profil; dernier jour
        impacts?; comparatif; reglement; formulaire; dossier a; lien; contact; location; expression de besoin
        resume; aides? aux? (?!projets|entreprises); subventions? (?:aux?|de la); prix
        """
    )
    + r"(?!\S)(?!(?: [a-z]+)? :)"
)
"""A thing asked for by its name alone; with a figure or in the first person it tells something instead."""
_IS_DONE = re.compile(r"(?<!\S)(?:est|sont) (?:bien |deja |toujours |en )?(?:[a-z]+ee?s?|cours|regle)(?!\S)")
"""« La démarche est engagée » asks for nothing."""
_FOR_ANYONE = re.compile(
    LEAD + r"pour (?:une?|les|des) (?!(?:seule? |nouvel )?(?:album|ep|clip|disque|tournee|spectacle|creation|single))"
)
_COMPARES = whole_words("vs; versus; ou alors; (?:la )?difference; (?:le )?mieux entre; plutot que")

_MAY_ASK = whole_words(
    """
    (?:on|je|nous|j) (?:n |ne )?(?:peut|peux|pouvons|pourrait|pourrais|doit|dois|devons|rentre|entre|risque)
    (?:on|je|nous) (?:est|suis|sommes) (?:bien |donc |quand meme )?(?:eligible|concerne|recevable|dedans|hors|
    & bon)e?s?
    (?:a|ai|avons|aurait) (?:le )?droit; une chance; eligibles?; suffi[st][a-z]*; possible; compte[nt]*; convient
    obligatoires?; accepte[a-z]*
    (?:cela|ca) (?:marche|passe|va|compte|suffit|pose|colle|rentre|joue|change|ferait|bloque|existe)
    c est (?:bon|ok|possible|trop|grave|bien|suffisant|assez|genant|obligatoire|mort|jouable|eliminatoire|bloquant|
    & un probleme|un souci|non|cela)
    faut; qui; ou; quand; vous avez; il y a; trop; finance[a-z]*; droit; hein; ou pas; eliminatoire; probleme; souci
    pareil
    """
)
"""What asks when the sentence ends with « ? »."""
OF_MEANING = whole_words(
    """
    quoi; ca veut dire; cela veut dire; signifie; c est a dire; kesako; obligatoires?; correspond[a-z]*; consiste
    c est cela; demandee?s?; criteres?; conditions?; regle; necessaires?; exige[a-z]*; requis; c est laquelle
    a quelle date; avant quand; comme condition; (?:cela|ca) (?:fait|donne|represente) combien
    """
)
"""A question about what a thing is, or whether it is a rule: what stands before it is that thing, not a statement."""
_TELLS_OF_ONESELF = re.compile(
    LEAD
    + one_of(
        r"""
        pas; aucune?; que; seulement; jamais; zero; juste; un seul; une seule; association; structure; label
        festival; salle; studio; tourneur; groupe; collectif; smac; boite; cafe; bar; reseau; artiste; musicien
        chanteu(?:r|se); rappeu(?:r|se); dj; auteur; beatmaker; duo; trio; petite?; jeune; productions?
        product(?:eur|rice); booking; mairie; commune; ecole; centre; organisme; compagnie; fanfare; siege
        base[a-z]*; situe[a-z]*; cree[a-z]*; affili[a-z]+; filiale; universal; sony; warner; <[nmyop]\d+>; en; dans
        a(?! defaut); licence; nous; fanfare; detenu[a-z]*; ici; chiffreaffaires (?:<y\d+>|:); chiffre d affaires <y\d+>
        """
    )
    + r"(?!\S)"
)
"""How a clause without « on » or « notre » begins when it is of the person's structure."""
_GIVES_TURNOVER = re.compile(
    LEAD
    + r"(?:le )?(?:chiffreaffaires|chiffre d affaires)(?: (?:en|de|:))* "
    + r"(?:<y\d+>(?: (?:est|:|de|=))* <[nm]|<[nm]\d+> en <y)"
)
"""« CA 2021 de 76 000 euros, c'est quoi la date limite ? »: an amount of a given year is told, not asked about."""
_A_SCHEME_ALONE = re.compile(
    LEAD + r"(?:la|le|l|une?) (?:[a-z]+ ){0,2}(?:cooperation|structuration|mentorat|tsf|aide|appel)(?: <[no]\d+>)?$"
)
_SAYS_WHAT_IT_IS = re.compile(
    r"(?:c est|cela|ca|est|finance|donne|s adresse)(?!\S)(?!.* (?:nous|notre|mon|ma|nos|moi|m)(?!\S))"
)
_ANSWERS = re.compile(r"(?:oui|ouais|ouep|non|si|tout a fait|exact|carrement)(?!\S)")
_OF_A_SCHEME = whole_words("cooperation; structuration; mentorat; tsf; aide; appel; volet; dispositif; critere")


def asked(clauses: list[str], *, is_marked: bool, is_joined: list[bool]) -> list[bool]:
    """Say which clauses of a sentence ask.

    `is_marked`: the sentence ends with « ? ». `is_joined`: whether each clause follows the one before without a comma.
    """
    surely = [_asks(clause) for clause in clauses]
    if not is_marked:  # « une salle, qui a ouvert en 2017 » tells, whatever « qui a » opens elsewhere
        for index, clause in enumerate(clauses[1:], start=1):
            surely[index] = surely[index] and not (clause.startswith("qui ") and "<" in clause)
    for index in range(1, len(clauses)):
        before = clauses[index - 1]
        is_opening = before.count(" ") < _LONGEST_OPENING and not FIRST_PERSON.search(before)
        surely[index] = surely[index] or (surely[index - 1] and is_joined[index] and is_opening)
    for index in range(len(clauses) - 1):
        if _A_SCHEME_ALONE.match(clauses[index]) and _SAYS_WHAT_IT_IS.match(clauses[index + 1]):
            surely[index] = surely[index + 1] = True  # « la structuration c'est pour un artiste ou toute la boîte »
    if not is_marked and not any(surely):
        return surely
    result = [
        sure or (is_marked and bool(_MAY_ASK.search(clause))) for clause, sure in zip(clauses, surely, strict=True)
    ]
    if not any(result):
        result[-1] = True
    first = result.index(True)
    is_of_meaning = bool(OF_MEANING.search(clauses[first]))
    for index, clause in enumerate(clauses):
        is_own = bool(FIRST_PERSON.search(clause))
        if index < first:
            is_answer = bool(_NO_MORE_THAN_LEAD.fullmatch(f"{clause} "))
            is_subject = is_of_meaning or all(is_joined[index + 1 : first + 1]) or bool(_OF_A_SCHEME.search(clause))
            tells = (
                is_own
                or bool(_GIVES_TURNOVER.match(clause))
                or is_answer
                or bool(_ANSWERS.match(clause))
                or (bool(_SUM_OF_A_YEAR.search(clause)) and not is_joined[index + 1])
                or (bool(_TELLS_OF_ONESELF.match(clause)) and not is_subject)
            )
            result[index] = not tells
        elif not result[index]:
            result[index] = is_marked and not is_own
    return result


def _asks(clause: str) -> bool:
    """Whether a clause asks by its own words."""
    if _ASKS.search(clause) or _ASKS_AT_HEAD.match(clause):
        return True
    if FIRST_PERSON.search(clause) or "<" in clause:
        return False
    if _IS_DONE.search(clause):
        return False
    return bool(_QUERY.match(clause) or _FOR_ANYONE.match(clause) or _COMPARES.search(clause))

"""What the structure is (`type_structure`), by its name or by what it does.

« On est un label », « notre salle », « je dirige un festival », « label à Sète », « on fait tourner des groupes »
tell a type. A label one works with, is signed to or is not, tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .asking import FIRST_PERSON, LEAD
from .counts import PARTNERS
from .message import Context, Finding, Message
from .patterns import one_of, whole_words
from .scope import Clause, Standing

TYPE = "type_structure"
TOLD_BY_OTHERS = (
    PARTNERS,
    "territoire_sans_autre_porteur",
    "frais_audiovisuels_pris_en_charge",
    "plusieurs_artistes",
    "artiste_occitanie",
)
"""Facts told by naming others: « une MJC » then is no type of ours."""

_MAKER = "(?:boite|compagnie|societe|structure|association|maison|agence|bureau|entreprise|collectif|studio)"
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
        (?:boite|societe|structure|agence|collectif) (?:de )?(?:clips?|videos?|tournages?)
        clippeu(?:r|se)s?; clipmak(?:er|euse)s?
        (?:boite|societe|maison|agence|studio) (?:audiovisuelle|video|de (?:post )?production (?:video|audiovisuelle))
        """
    ),
    "producteur_spectacles": one_of(
        rf"""
        tourneu(?:r|se)s?; book(?:eur|euse|er)s?; (?:{_MAKER} de )?booking; {_MAKER} de (?:tournee|diffusion)s?
        (?:{_MAKER} de )?(?:co ?)?productions?(?: executives?)? (?:de |d )?(?:spectacle|concert|tournee|live|
        & evenement)s?(?: vivants?)?
        (?:producteur|productrice)s? (?:de |d )?(?:spectacle|concert|tournee|live|evenement)s?(?: vivants?)?
        entrepreneu(?:r|se)s? de (?:spectacle|tournee)s?(?: vivants?)?; spectacle vivant
        """
    ),
    "lieu_festival": one_of(
        """
        smac
        salles?(?! (?:des fetes|polyvalente|de classe|de repete?))(?: (?:de (?:concert|spectacle|
        & musique)s?(?: actuelles)?|
        & associative|municipale|culturelle))?
        cafes? concerts?; caf conc; bistrots?; troquets?; (?<!de )(?<!la )pubs?; brasserie; taverne; peniche; rades?
        music hall; cafes?(?=(?: [a-z]+){0,4} (?:endroitou|qui|concerts?|musique|scene) ); boite de (?:nuit|jazz)
        friche (?:culturelle|artistique); chapiteau
        cafe (?:musical|culture[a-z]*|associatif); festivals?; clubs?; discotheque; mjc
        zenith; bars?(?: (?:musical|concerts?|a concerts?|associatif|a musique|cafe|restaurant))?; guinguette
        tiers lieux?; cabaret
        lieux? (?:de (?:diffusion|concerts?|spectacles?|musique|vie|creation|residences?|fete)|culturels?|
        & musica(?:l|ux)|
        & intermediaires?)
        (?<!de )(?<!du )(?<!plutot )(?<!dans le )theatre; centre culturel
        scenes? (?:de musiques actuelles|conventionnee|nationale|locale)
        (?<=notre )lieu(?! d); lieu(?! (?:d|de|du|:) )
        """
    ),
    "accompagnement": one_of(
        """
        reseaux?; federation (?:regionale|departementale|(?:de|d|des) [a-z]+)
        studios?(?: (?:de|d) (?:repetitions?|repete?s?|enregistrement|musique|creation))?
        couveuse; conservatoire; ecole de (?:chant|dj|batterie|rock|son); collectif de formation
        ecole (?:de|des) musiques?(?: actuelles)?; (?:locaux|local|salles?|boxe?s?) de (?:repetition|repete?)s?
        formations?(?= (?:aux?|professionnelles?|musicales?|d artistes|de musiciens|des) )
        centre de ressources?; (?:organisme|centre|structure) de formations?; structure d accompagnement
        accompagnat(?:eur|rice)s?; incubateur; poles? (?:de )?ressources?; centre ressources?; pepiniere
        accompagnement(?: (?:d|des|de) (?:artistes|groupes|musiciens|projets))?; formation professionnelle
        """
    ),
    "collectivite": one_of(
        """
        mairie; maire(?: adjointe?)?; adjointe? au maire; conseill(?:er|ere) municipale?; commune(?! :)
        municipalite; ville(?! (?::|rose)); com ?com
        communaute (?:de communes|d agglo[a-z]*|urbaine)
        agglo[a-z]*; metropole; intercommunalite; collectivite(?: territoriale| locale)?; conseil departemental
        service cultur(?:el|e); syndicat (?:mixte|intercommunal); regie municipale
        elue? (?:a la culture|municipale?); parc naturel regional; epci; direction (?:de la culture|culturelle)
        """
    ),
    "autre": one_of(
        """
        (?:web ?)?radios?(?: associative| locale)?; medias?; webzine; fanzine; magazine; disquaires?; luthi(?:er|ere)s?
        edit(?:eur|rice|ion)s? musica[a-z]+; manage(?:ment|r|rs|use); agence (?:de management|de com[a-z]*|de presse)
        attachee? de presse; compagnie de (?:theatre|danse|cirque); prestataires? (?:technique|son|de services?)
        (?:loueu(?:r|se)s?|location) (?:de |d )?(?:materiel|matos|sono[a-z]*|instruments?|backline|scenes?|lumieres?)
        magasin (?:de |d )[a-z]+; sonorisat(?:eur|ion); eclairagiste; ingenieur du son; facteur d instruments
        graphiste; photographe; imprimeur
        distributeur (?:de disques|musical|physique|numerique|digital)
        """
    ),
    "artiste": one_of(
        """
        grp; ma guitare et moi; moi et ma guitare
        groupes?(?! (?:de travail|de structures|d associations?|d employeurs|scolaire|de parole|de presse|
        & d interet|detient|industriel|financier))
        artistes?; musicien(?:ne)?s?; chanteu(?:r|se)s?; auteurs?; autrices?; compositeurs?; compositrices?
        interpretes?; rappeu(?:r|se)s?; djs?; beatmakers?; duo; trio; guitariste; batteu(?:r|se); bassiste; pianiste
        violoniste; fanfare; accordeoniste; slameu(?:r|se); songwriter
        """
    ),
}
_OUTSIDE = one_of(
    """
    bibliotheques?; mediatheques?; ludotheques?; librairies?; musees?; cinemas?; lycees?; colleges?; universite; ecoles?
    creches?; hopital; ehpad; centre (?:social|de loisirs|aere|equestre); maison (?:de retraite|de quartier|des jeunes)
    boutiques?; magasins?; commerces?; restaurants?; hotels?; simple particulier; particuliers?; office de tourisme
    comite (?:d entreprise|des fetes); paroisse; club (?:de [a-z]+|sportif); compagnie de [a-z]+
    """
)
"""What is none of the types; said of others too often to be taken but for « on est … » or as an answer."""
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
        + [f"(?P<outside>{_OUTSIDE})"]
    )
    + r")(?!\S)"
)
_POINTS_OUT = re.compile(r"(?:(?:oui|non|ben|bah) )*c est (?:le|la|l|les) ")
_POINTS_AT_OTHERS = re.compile(r"(?<!\S)c est (?:le|la|l|les|un|une) (?:[a-z]+ ){1,3}?qui (?!nous|me|m|s appelle|est )")
"""« C'est le label qui paie »: who does it, not what we are."""
_OF_PROJECT = re.compile(
    r"(?:[a-z]+ ){0,4}(?:projet|action|budget|demande|programme|dossier|objectif|but|idee|partenaire|probleme)s?"
    r"(?: [a-z]+){0,3} ,? ?"
)
"""« Le cœur du projet, c'est la production »: what the project is, not what we are."""
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
    "(?:on|nous|je|j|qui|l association|notre association|la structure|notre structure|et moi|(?:mon|ma|notre|la|l) "
    "(?:boite|societe|entreprise|compagnie|equipe|comite|club|bande|famille|collectif|maison))"
)
_ROLE = one_of(
    """
    (?:direct|coordinat|administrat|animat|fondat|cofondat|program+at|createur|creat)(?:eur|rice); presidente?
    salariee?; benevole; employee?; gerante?; regisseu(?:r|se); responsable; tresoriere?; agente?
    chargee? de [a-z]+; patron(?:ne)?; adjointe?; elue?; membre; secretaire; permanente?; proprietaire; stagiaire
    assistante?; technicien(?:ne)?; cheff?e?; (?<!s )(?<!m )associee?; volontaire; comptable; administration; boss
    organisat(?:eur|rice)s?; gestionnaires?; porteu(?:r|se)s?; exploitante?s?
    """
)
_DO = "(?:(?:ne|n|y|co|m|nous|s|en|leur) )*"
_ALL_WE_DO = (
    "(?:(?:fai(?:t|s|sons)|va|vit|vivons) (?:plus |presque |juste )?qu(?:e|)(?: de)? |(?:se |nous |me )?(?:consacre|"
    "consacrons|continue|continuons|passe|passons|sert|specialise|dedie)(?: [a-z]+){0,3}? (?:a|de) )?"
)
"""« On ne fait plus que produire des concerts », « l'asso se consacre à accompagner des groupes »."""

_IS = re.compile(
    r"(?<!\S)"
    + one_of(
        """
        (?:on|nous) (?:est|sommes|reste|restons); je (?:suis|reste); c est; il s agit; en tant que?; comme
        on se definit comme; (?:moi|nous) etre; (?:specialis|dedi|consacr|orient)ee?s? (?:dans|a|en|vers|sur)
        en qualite d[e]?; structure (?:est|:); type(?: de structure)?(?: :| est)?
        (?:notre|mon|nos) activites?(?: principale)?(?: (?:est|c est|:|de|reste))*
        activite(?: principale)? (?:est|c est|:); profil :; (?:l|notre) association (?:est|c est)
        (?:notre|mon|ma|la|l) (?:structure|etablissement|equipe|boite|societe|entreprise|maison|collectif|lieu|organisme
        & |compagnie|sarl|scop) (?:est|c est|reste); coeur de metier(?: c est| est| :)?
        (?:on|nous|je|association|structure|boite|sarl|sasu?|scop|scic|eurl|societe|entreprise|collectif)
        && (?:fait|faisons|fais)(?: surtout| principalement|
        &  essentiellement)? (?:de la|du|de l|dans le|dans la)
        """
    )
    + f" {_ADVERBS}{_ARTICLE}{_ADVERBS}{_QUALIFIERS}{_ANY}"
)
_MEANWHILE = (
    r"(?:(?:chaque|tous les|toutes les) (?:[a-z]+ ){0,2}?[a-z]+|(?:depuis|avec|ensemble|a|en)(?: (?!une? |l |"
    r"la |le )(?:[a-z]+|<[a-z]\d+>)){1,4}(?: ans)?|aussi|ici|encore)"
)
"""« Nous tenons depuis 1998 une salle », « j'anime avec des amis un festival »."""
_RUNS = re.compile(
    r"(?<!\S)"
    + one_of(
        f"""
        {_WE} {_DO}(?:ger(?:e|ons)|dirige(?:ons)?|tien[st]|tenons|anim(?:e|ons)|port(?:e|ons)|pilot(?:e|ons)|preside
        & |exploit(?:e|ons)|administre|represent(?:e|ons)|coordonne|organis(?:e|ons)|a|ai|avons|occup(?:e|ons) d
        & |programm(?:e|ons)|lou(?:e|ons)(?= (?:des|nos|mes|notre|<n))|fai[st] tourner)
        (?:je suis|on est|nous sommes|je fais partie|on fait partie) (?:dans|d|au sein d)
        {_WE} (?:a |ai |avons )?(?:monte|cree|fonde|lance|ouvert|repris)
        {_WE} (?:travaille|bosse|interviens?|chante|joue|rappe) (?:pour|dans|chez|au nom d|de la part d|a|au|en)
        {_WE} (?:vous )?(?:contacte|ecris|appelle|sollicite)(?: (?:pour|depuis|dans|chez|au nom|de la part|a|au|en|de
        & |d|du|de la|de l))+
        {_WE} (?:fai[st]|faisons)(?= (?:une?|le|la|notre|mon|ma) )
        {_WE} (?:travaille|bosse)s? (?:au|pour le|dans le) service [a-z]+ (?:de|d|du)
        {_WE} (?:ger(?:e|ons)|fai[st]|faisons|tien[st]|mont(?:e|ons)|prepar(?:e|ons)|rempli[st]|assur(?:e|ons)|suis|
        & suit) (?:la|l|le|les|tout le|toute la) (?:paperasse|administrati[a-z]+|admin|compta[a-z]*|comptes|dossiers?|
        & gestion|communication|paies?|facturation|secretariat|production|programmation) (?:d|de|du|pour)(?: la| l)?
        {_ROLE}(?: (?:general|generale|artistique|technique|a la culture|benevole|salariee?|culture|
        & administrati(?:f|ve)))*
        & (?: (?:d|de|du|la|le|l|dans|a|au|pour|en|chez|sein|service))+
        (?:je m|on s|nous nous) occup(?:e|ons) (?:[a-z]+ment )?(?:de la|de l|du|des) [a-z]+ (?:d|de|du)
        (?:je suis de|on est de|nous sommes de|c est pour) la(?= (?:mairie|com com|comcom|communaute d|collectivite|
        & municipalite))
        (?:ger|dirige|organis|exploit|anim|administr|programm)ant
        (?:a la tete|au nom|pour le compte|de la part|cote) (?:d|de|du)(?: la| l)?; notre; nos; mon; ma; ici
        """
    )
    + rf" (?:{_MEANWHILE} )?{_ARTICLE}{_QUALIFIERS}{_ANY}"
)
_ATTACHED = re.compile(
    r"(?<!\S)(?:notre|mon|le|la|cette|ma) (?:service|direction|pole|cellule|mission|regie|structure|lieu|association|"
    r"salle)(?: [a-z]+){0,2}? (?:(?:est |sommes )?(?:rattache|integre)e?s? [ad]u?|(?:depend|releve|fait partie) "
    r"(?:d|de|du)) (?=(?:la |l |une )?(?:mairie|commune|ville|communaute|agglo|metropole|collectivite|municipalite))"
    rf"{_ARTICLE}{_ANY}"
)
"""« Notre service est rattaché à la mairie »."""
_THAT_WE_RUN = re.compile(
    rf"(?<!\S)(?:le|la|l|une?|du|au) {_QUALIFIERS}{_ANY} (?:[a-z]+ ){{0,4}}?"
    rf"(?:que?|dont|endroitou|(?:pour|dans|de) (?:qui|lequel|laquelle)|auquel|a laquelle) {_WE} {_DO}(?!est |etait )"
    r"(?:ger|dirig|organis|port|anim|tien|coordon|represent|mont|cre|presid|appartien|adher|travaill|bosse|"
    r"occup|fai|administr|"
    r"suis(?! (?:fan|amie?|voisin|client|abonn)[a-z]*(?!\S)))[a-z]*"
)
_OF_ITS_THINGS = re.compile(
    rf"(?<!\S)(?:catalogue|capital|comptes|bilans?|siege|roster|salaries?|visibilite|gestion|administration|"
    rf"communication|tresorerie|artistes|licences?|references?) (?:de la|de l|du|pour le|pour la) "
    rf"(?=(?:label|festival|salle|smac|studio|tourneur|boite)(?!\S)){_ANY}(?! (?:de|d|du|a|qui|voisine?)(?!\S))"
)
"""« Deux EP au catalogue du label »: things told of one's own structure."""
_ON_OUR_LABEL = re.compile(
    rf"(?<!\S)(?<!signe )(?<!signes )(?<!signee )(?<!sorti )(?:sur|chez|dans) (?:notre|mon|(?P<the>le)) "
    rf"(?=label|boite de|agence){_ANY}"
)
_HAS_ARTISTS = whole_words(_NOUNS["artiste"])
"""« Une rappeuse et un DJ sur notre label »."""
_OF_ITS_OWN = re.compile(
    rf"(?:(?:bonjour|bonsoir|alors|donc|et|voila|nous) )*(?<!\S)(?:le|la|ce|cette) (?:petite? |"
    rf"jeune )?(?!salle de repet)"
    rf"(?=(?:label|festival|salle|smac|studio|tourneur|cafe|bar|mjc|guinguette|webradio|commune|mairie|collectivite)"
    rf"(?!\S)){_ANY}(?: (?:de|d|du|a) [a-z]+)? (?:(?:ne|n|y|s) )*(?:est|a|existe|fait|produit|compte|emploie|respecte|"
    rf"appartient|releve|applique|verse|paie|finance|cherche|souhaite|voudrait|veut|organise|sort|dispose|"
    rf"possede|demande|depose|accueille|tourne|marche|"
    rf"fonctionne|vit|roule|adhere|tient|suit|vient|detient|cotise|salarie|programme|ouvre)(?!\S)"
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
_AGENT = whole_words(
    """
    agente? (?:municipale?|communale?|territoriale?|de la (?:ville|mairie|commune)); fonctionnaire territoriale?
    employee? (?:municipale?|communale?|de mairie)
    """
)
"""Who says so works for a public authority."""
_PLAYS = re.compile(
    r"(?<!\S)(?:je|j) (?P<artiste>(?:rape?|rappe|chante|slame?|mixe|joue)(?: (?:en|tout|toute))* (?:solo|seule?)|"
    r"(?:fais|fait|chante|rappe|compose|mixe|ecris|joue|produis)(?: [a-z]+)?"
    r"(?: (?:du|de la|de l|mes|en|des))?"
    r" (?:musique|chansons?|morceaux|sons?|titres|prods|solo|textes|guitare|piano|basse|batterie|rap|rock|electro"
    r"|techno|folk|pop|jazz|slam|metal|punk))(?!\S)"
)
_GREETING = (
    "(?:"
    + one_of(
        r"""
        chef de file; =; \(
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
        (?:fait|faisons|fais) tourner {_THE} (?:jeunes )?(?!clips?|videos?)[a-z]+
        booke(?:ons)? {_THE} [a-z]+
        """
    ),
    "label": one_of(
        f"""
        (?:sort|sortons|sors|edit(?:e|ons|er)|publi(?:e|ons|er)|sortir|produ[a-z]+|presse) {_THE} (?:disques?|
        & skeuds?|galettes?|lp|
        & albums?|vinyles?|cassettes?|ep|singles?|phonogrammes?)
        """
    ),
    "producteur_video": one_of(
        r"""
        (?:produ[a-z]+|realis[a-z]+|fai[st]|faisons|faire|tourn(?:e|ons|er)|film(?:e|ons|er)|mont(?:e|ons|er)|
        & livr(?:e|ons))
        && (?:(?!pas |plus |jamais |nos )[a-z]+ )?(?:(?:des|les|plein de|que des|du|dans|de|<n\d+>) )?
        & (?:(?:petits|vrais|beaux|supers) )?(?:clip|video|videomusique|videoclip|court metrage musical|live session)s?
        (?:produ[a-z]+|realis(?:e|ons)) nos clips; film(?:e|ons|er) (?:des|les) (?:concert|live|groupe|session)s?
        """
    ),
    "lieu_festival": one_of(
        f"""
        (?:programm(?:e|ons|er)|accueill(?:e|ons|ir)|fai[st] jouer|faisons jouer) {_THE} (?:jeunes )?(?:concert|groupe|
        & artiste|spectacle|musicien|dj)s?
        """
    ),
    "accompagnement": one_of(
        f"""
        (?:accompagn|form|conseill|coach|aid|encadr|epaul|guid)(?:e|ons|er) {_THE} (?:jeunes )?(?:artiste|groupe|
        & musicien|
        & chanteu|rappeu|createu|talent|structure|porteur|projet|association|technicien)[a-z]*
        (?:accompagn|form|soutien|encadr|epaul)(?:e|ons|er|t|nons) (?:la |l )(?:jeune )?(?:creation|scene|
        & emergence)(?: [a-z]+)?
        (?:propos(?:e|ons)|fait|faisons|donn(?:e|ons)) (?:des |de la |de l )(?:formation|accompagnement|repetition|cours
        & |atelier)s?(?! de (?:danse|theatre|yoga))
        (?:lou(?:e|ons)|mett(?:ons|s)|met) {_THE} (?:boxe?|locaux|local|salle|studio)s? (?:de |d )?(?:repetition|repet|
        & enregistrement)s?
        enregistr(?:e|ons|er) {_THE} (?:jeunes )?(?:groupe|artiste|musicien)s?(?! (?:de|sur) (?:notre|mon))
        """
    ),
    "autre": one_of(
        f"""
        (?:lou(?:e|ons|er)|vend(?:s|ons|re)?|repar(?:e|ons|er)|fabriqu(?:e|ons|er)|entretien[st]?|livr(?:e|ons)|
        & fourni[st]
        & |fournissons|import(?:e|ons)) (?:{_THE}|du|de l) (?:materiel|matos|sono[a-z]*|instrument|guitare|ampli|
        & backline|lumiere|scene|piano|vinyle|batterie|micro|barriere|camion|chapiteau|estrade)s?
        (?:repar|fabriqu|sonoris)(?:e|ons|er) {_THE} [a-z]+; fai[st] (?:de la|de l) (?:sonorisation|sono|location)
        manag(?:e|ons|er) {_THE} (?:jeunes )?(?:artiste|groupe|rappeu|chanteu|musicien|dj)[a-z]*
        """
    ),
}
_DOES_EITHER = one_of(f"(?:organis(?:e|ons)|fait|fais|faisons) {_THE} (?:concert|spectacle|soiree|evenement)s?")
_ACTS_AT_HEAD = re.compile(
    LEAD.removeprefix("^")
    + rf"{_DO}(?:(?!a |ai )[a-z]+(?:e|ons|t|s) (?:et|ou) )?(?:"
    + "|".join([f"(?P<{kind}>{phrase})" for kind, phrase in _DOES.items()] + [f"(?P<either1>{_DOES_EITHER})"])
    + r")(?!\S)"
)
"""« Notre structure, installée à Foix, accompagne des groupes », « Accompagne des groupes depuis 2010 »."""
_ACTS = re.compile(
    rf"(?<!\S)(?:(?:{_WE}|elle) {_DO}{_ALL_WE_DO}(?:(?!a |ai )[a-z]+(?:e|ons|t|s) (?:et|ou) )?"
    rf"|(?:metier|activite|travail|boulot|truc)(?: principale?)?(?: (?:c est|est|consiste a))"
    rf"?(?: de| d)? |c est (?:de |d )?)(?:"
    + "|".join([f"(?P<{kind}>{phrase})" for kind, phrase in _DOES.items()] + [f"(?P<either1>{_DOES_EITHER})"])
    + r")(?!\S)"
)
_MAINLY = whole_words(
    "surtout; principalement; avant tout; activite principale; essentiellement; plutot; coeur de metier; d abord"
)
DENIED = whole_words(
    "pas(?! (?:que|seulement|juste|uniquement)); plus(?! qu(?:e|)(?!\\S)); ni; jamais; aucune?; sans; hors"
)
WITH_OTHERS = re.compile(
    r"(?<!\S)(?:avec|chez|sur|par|aupres|contrat|partenariat|partenaires?|cherch[a-z]+|trouv[a-z]+|sign[a-z]+|"
    r"distribu[a-z]+)"
    r"(?: (?:d|de|des|une?|le|la|l|les|notre|du|avec))* $"
)
_OWNED = re.compile(rf"(?:notre|nos|mon|ma|{_WE} {_DO}(?:a|ai|avons))(?!\S)")
_TO_BE_MADE = whole_words("creer; monter; lancer; ouvrir; fonder; faire; demarrer; construire; rejoindre; integrer")
_VERB_OF_OWNING = re.compile(rf"{_WE} ")
_IN = re.compile(r"(?:je suis|on est|nous sommes) (?:dans|d) (?:la|une|l) (?:commune|ville|metropole|agglo)")
_DEALT_WITH = whole_words(
    """
    mairie; maire; adjointe?; conseill(?:er|ere); commune; municipalite; ville; com ?com; communaute; agglo[a-z]*
    metropole; intercommunalite; conseil
    service; regie; elue?; departement; edit(?:eur|rice)s?; manage(?:r|rs|use); attachee?; presse; prestataires?
    disquaires?; luthi(?:er|ere)s?; medias?; magazine; producteurs?; productrices?; diffuseu(?:r|se)s?; videastes?
    realisat(?:eur|rice)s?; accompagnat(?:eur|rice)s?; incubateur; couveuse; book(?:eur|euse|er)s?; mjc; theatre
    (?<!de )formation; organisat(?:eur|rice)s?; graphiste; photographe; imprimeur; journaliste; distributeur; ingenieur
    (?<!d )accompagnement; federation; conservatoire; activites?; reseaux?
    """
)
"""What one « has » or calls one's own without being it: « notre mairie », « notre manager »."""
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


_PRESENTS = re.compile(
    LEAD.removeprefix("^") + r"(?:(?:pour|au nom de|pour le compte de) (?:mon|ma|notre|un|une) cliente?"
    r"|nous|moi|(?:ici )?(?:c est|(?:on|je) (?:s|m) appelle|nous nous appelons)(?: (?!pas )[a-z]+){1,4})"
)
"""« Pour mon client, label de Montpellier », « nous c'est la Fabrik, petit lieu »."""
_NOT_ME = whole_words("(?:pas|non) (?:moi|nous) qui")


def structure(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the type of the structure. When several are said as plainly, they are put to the person."""
    is_asked = context.asked == TYPE
    is_of_else = context.asked is not None and not is_asked
    said: list[_Said] = []
    is_first = context.asked not in (*TOLD_BY_OTHERS, "mentorat_profil")  # « ni l'un ni l'autre, artiste »
    for clause in message.own_clauses():
        if (is_of_else or _NOT_ME.search(message.stated)) and _POINTS_OUT.match(clause.text):
            continue  # « c'est l'artiste » who pays
        said += _said(message.stated, clause, is_asked, is_first=is_first)
        is_first = is_first and (not FIRST_PERSON.search(clause.text) or bool(_PRESENTS.fullmatch(clause.text)))
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
    if context.asked != "mentorat_profil" and (agent := _AGENT.search(message.stated)) and not said:
        said.append(_Said(_DOING, ("collectivite",), agent))
    if not said and is_asked and (none := _NONE_OF_THESE.search(message.stated)):
        yield message.found(TYPE, "autre", none)
    if not said:
        return
    best = max(one.weight for one in said)
    chosen = [one for one in said if one.weight == best]
    kinds = tuple(dict.fromkeys(kind for one in chosen for kind in one.kinds))
    if context.asked == "mentorat_profil" and kinds == ("artiste",):
        return  # « ni l'un ni l'autre, artiste »: one's status there
    if len(kinds) > 1 and len(chosen) == 1:
        # « Une boîte de prod, on produit des concerts »: what is done tells which.
        told = {one.kinds[0] for one in said if len(one.kinds) == 1 and one.kinds[0] in kinds}
        kinds = tuple(told) if len(told) == 1 else kinds
    yield message.read_as(TYPE, list(kinds), chosen[0].match)


def _said(text: str, clause: Clause, is_asked: bool, *, is_first: bool) -> Iterator[_Said]:
    """Yield the types that a clause tells."""
    start, end = clause.start, clause.end
    matches = [
        (_BEING, match)
        for match in _IS.finditer(text, start, end)
        if not _POINTS_AT_OTHERS.search(text, start, end) and not _OF_PROJECT.match(text, start, match.start() + 1)
    ]
    matches += [(_RUNNING, match) for match in _OF_ITS_OWN.finditer(text, start, end)]
    ours = [(_OWNING, match) for match in _ON_OUR_LABEL.finditer(text, start, end)]
    alone = _ALONE.match(text, start, end)
    is_of_many = alone and alone.group("artiste") and _OF_MANY.search(alone.group())  # « 5 artistes » of a label
    if alone and (is_asked or (not matches and not is_of_many and (is_first or _is_put_forward(alone)))):
        matches.append((_BEING, alone))
    matches += [(_RUNNING, match) for match in _RUNS.finditer(text, start, end) if _can_be_run(match)]
    matches += [(_RUNNING, match) for match in _THAT_WE_RUN.finditer(text, start, end)]
    matches += [(_RUNNING, match) for match in _ATTACHED.finditer(text, start, end)]
    matches += [(_RUNNING, match) for match in _RELATED.finditer(text, start, end) if not match.group("artiste")]
    if act := _ACTS_AT_HEAD.match(text, start, end):
        matches.append((_DOING, act))
    for pattern in (_ACTS, _AUTHORITY, _PLAYS, _OF_ITS_THINGS):
        matches += [(_DOING, match) for match in pattern.finditer(text, start, end)]
    if is_asked and not matches:
        matches = [
            (_RUNNING, match) for match in _ANSWER.finditer(text, start, end) if not _OF_MANY.search(match.group())
        ]
    is_main = bool(_MAINLY.search(text, start, end))
    for weight, match in ours:
        if match.group("the") and not _HAS_ARTISTS.search(text, start, match.start()):
            continue  # « sorti sur le label X »
        yield _Said(weight, _kinds(match), match)
    for weight, match in matches:
        if match.groupdict().get("outside") and not (is_asked or match.re is _IS):
            continue
        kinds = _kinds(match)
        if kinds and not _is_turned_down(text, start, match):
            also = _ALSO.match(text, match.end(), end)
            if also and weight == _BEING and len(_kinds(also)) == 1:
                kinds += tuple(kind for kind in _kinds(also) if kind not in kinds)
            yield _Said(weight + is_main, kinds, match)


_DOING, _RUNNING, _BEING, _OWNING = 1, 3, 5, 7
"""How plainly a wording tells the type; what is done mainly counts one more."""


_NONE_OF_THESE = whole_words(
    r"""
    aucune?(?: (?:des|de) (?:<n\d+>|deux|trois|ces [a-z]+|ceux la|celles la|cela|tout cela|tous))?$
    aucune? (?:des|de) (?:<n\d+>|ces|ceux|celles|cela|tout)(?: [a-z]+)?
    rien de (?:tout )?(?:cela|ca|ce genre|tel|tout ceci); autre(?: chose)?; ni l un ni l autre
    (?:pas|nulle part) dans (?:la|votre|cette) liste; pas dans ces (?:cases|categories|choix)
    """
)
_OF_WHOM = re.compile(
    r" (?:[a-z]+ )?(?:que? (?:je|j|on|nous|m|me)|avec qui|dont|(?:chez|avec) (?:eux|elles?|lui))(?!\S)"
)
_SERVES_DRINKS = whole_words("bars?; cafes?; bar restaurant; restaurants?; bar associatif; cafe associatif")
_NO_CONCERTS = whole_words("(?:sans|pas de|pas d|aucun|jamais de|zero) (?:concert|musique|spectacle|evenement)s?")
_OF_A_LICENCE = re.compile(
    r"(?<!\S)(?:licences?|recepisses?)(?: (?:d|de|du|des|:|\(|<[no]\d+>|categories?|exploitante?s?|producteurs?))* $"
)
_ONE_LIKES = re.compile(r" (?:preferee?|favorie?|fetiche|de coeur)s?(?!\S)")


def _is_turned_down(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the type is denied, or is of somebody one works with."""
    noun = match.end() - len(match.group().rsplit(" ", 1)[-1])
    if _OF_A_LICENCE.search(text, start, noun):
        return True  # « licence d'exploitant de lieu »
    # « Ni label ni salle : booking ».
    first = max(start, match.start() - _REACH, text.rfind(" : ", start, match.start()))
    if _ONE_LIKES.match(text, match.end()):
        return True
    if match.groupdict().get("artiste") and _OF_WHOM.match(text, match.end()):
        return True  # « une chanteuse que j'accompagne »
    return bool(DENIED.search(text, first, noun) or WITH_OTHERS.search(text, first, match.start()))


def _can_be_run(match: re.Match[str]) -> bool:
    """Whether what one « has » or calls one's own can be the structure itself: a label, not « notre ville »."""
    if match.group("artiste"):
        return bool(_BAND.search(match.group()))
    if match.groupdict().get("collectivite") and _IN.match(match.group()):
        return False  # « on est dans la commune de Sauve »
    return not _OWNED.match(match.group()) or not _DEALT_WITH.search(match.group())


def _is_put_forward(match: re.Match[str]) -> bool:
    """Whether it stands after « mais » or as the value of a label: « type : festival »."""
    return bool({"mais", ":"} & set(match.group().split()))


def _kinds(match: re.Match[str]) -> tuple[str, ...]:
    groups = match.groupdict()
    is_bar = groups.get("lieu_festival") and _SERVES_DRINKS.search(match.group())
    if groups.get("outside") or (is_bar and _NO_CONCERTS.search(match.string, match.end())):
        return ("autre",)
    for rank, kinds in enumerate(_EITHER.values()):
        if groups.get(f"either{rank}"):
            return kinds
    if groups.get("artiste") and (
        _ASSOCIATED.search(match.group()) or _ASSOCIATION_OF.search(match.string, 0, match.start())
    ):
        return ()  # a collective of artists is more than an artist
    return tuple(kind for kind in _NOUNS if groups.get(kind))

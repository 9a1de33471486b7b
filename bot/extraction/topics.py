"""What each yes/no fact is about, and the words that say yes or no of it.

A `Topic` is heard where a clause holds a word of every class of one of its `about` (« clips » × « télé » ×
« passent »), in any order. `yes` and `no` are what may be said of it; without either, a denial says no, and a topic
that is `bare` says yes by being named. How the words are weighed is in `weighing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .patterns import one_of, whole_words

Classes = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Topic:
    """What a fact is about.

    `unless`: words that make it something else. `by_us`: it is for us to do it, nobody else.
    """

    key: str
    about: tuple[Classes, ...]
    yes: re.Pattern[str] | None = None
    no: re.Pattern[str] | None = None
    bare: bool = False
    by_us: bool = False
    unless: re.Pattern[str] | None = None

    def ends(self, text: str) -> bool:
        """Whether a text says outright that it is not, or no longer, so."""
        return self.no is not None and self.no.search(text) is not None

    def found(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first word of the topic in a stretch of text, None when it is not about it."""
        if self.unless and self.unless.search(text, start, end):
            return None
        for classes in self.about:
            matches = [words.search(text, start, end) for words in classes]
            if all(matches):
                return matches[0]
        return None


def _any(*lexicons: str) -> tuple[Classes, ...]:
    return ((whole_words(*lexicons),),)


# Taxes

_TAXES = Topic(
    "taxes_a_jour",
    _any(
        """
        taxes?; cotisations?; impots?; urssaf; charges(?: sociales)?; tsv; fisc
        (?:dettes?|obligations) (?:fiscales?|sociales?); tva
        """
    ),
    yes=whole_words(
        """
        a jour; regl(?!ement)[a-z]*; regulier[a-z]*; pai(?!ement)[a-z]+; pay[a-z]+; en regle; ok; acquitt[a-z]+
        bon(?:ne)?s?; carree?s?; claire?s?; en ordre; nickel; clean; rubis sur l ongle; vers(?:ee?s?|e|ons|er); oui
        rien a (?:dire|signaler|se reprocher|devoir|payer|(?:nous |me )?reclamer); sold(?:ee?s?|e|ons)
    impeccable[a-z]*
        fait(?:es?)?; rien a (?:nous|me) reclamer; pas de (?:souci|probleme)s?; sans (?:souci|probleme)s?
        (?<!pas )(?<!beaucoup )en temps et en heure; prelevee?s?; honoree?s?; rentrees? dans l ordre
        """
    ),
    no=whole_words(
        """
        retards?; impayee?s?; dettes?; echeanciers?; ardoises?; arriere[a-z]*; redressements?; en souffrance; dues?
        (?<!qu on )(?<!que je )doi[st](?! (?:etre|avoir|payer|s|encore etre|pas|rien|les|la|en payer))
        (?<!ce que nous )devons(?! (?:etre|avoir|payer|nous)); a devoir; redevables?; debit; train(?:e|ent); attendent
        mises? en demeure; retardataires?; (?:nous|me|on) reclam[a-z]+; relances?; penalites?; majorations?
    en delicatesse
        """
    ),
)

# Collective agreements

_AGREEMENTS = Topic(
    "conventions_collectives",
    _any(
        """
        conventions? collectives?; conventions? coll; ccneac; cc neac; neac; syndeac; ccn[a-z]*; idcc
        conventionnel[a-z]*
        conventions?(?! (?:d|de|des|tripartite|cadre|pluriannuelle|quadripartite|signee?s?|regionale|triennale)(?!\\S))
        conventions? (?:eac|de (?:la |l )?(?:branche|eac|edition|spectacle)|des (?:entreprises|artistes|salaries))
        (?:accords?|minim[a-z]+|grilles?|textes?|regles) (?:de (?:salaires? )?(?:de )?(?:la )?)branche
        """
    ),
    yes=whole_words(
        """
        respect[a-z]*; appliqu[a-z]*; application; conform[a-z]*; sui(?:t|s|vent|vons|vie?s?|vre); en regle
        observ[a-z]*
        irreproch[a-z]*; a la lettre; oui; ok; selon; reference[a-z]*; au dessus; (?:au|aux) tarifs?; scrupul[a-z]*
        rattach[a-z]+; relev[a-z]+; depend[a-z]*; adopt[a-z]+; couvert[a-z]*; nickel; carre[a-z]*; en place
        (?:pa[iy][a-z]+|salaires?|cachets|cales?|bulletins|fiches|contrats) (?:[a-z]+ ){0,3}?(?:a|sur|suivant
        & |par) (?:la|les)
        s applique; en vigueur chez; on (?:est|a) (?:a |sur |sous )?(?:la |une )?(?:ccneac|convention)
        (?:nous|on) (?:avons|a|est|sommes) (?:a |sur |sous )?(?:la|une|notre) convention collective
        """
    ),
    no=whole_words(
        """
        derog[a-z]+; hors(?: des? clous?)?; illeg[a-z]+; au (?:noir|black); bafou[a-z]+; assoi[a-z]*; assied
        (?:en )?dessous
        moins que; lettre morte; ignor(?:e|ons|ee?s?); contourn[a-z]+; viol(?:e|ons|ee?s?); en delicatesse
        enfrein[a-z]+; entorses?; n (?:est|sont) (?:[a-z]+ )?qu
        sous (?:la|le|les) (?:grille|minim[a-z]+|convention|plancher|bareme|tarif)s?
        """
    ),
)

# Collecting societies

_SOCIETIES = Topic(
    "societe_civile",
    _any(
        """
        sppf; scpp; spp ?f; societes? civiles?(?! (?:immobiliere|professionnelle))
        (?:organismes?|societes?) de (?:gestion|perception)(?: collective| collectives)?
        """
    ),
    yes=whole_words(
        """
        adher[a-z]*; adhesion[a-z]*; membres?; fai(?:t|sons) partie; comptes?; carte; associee?s?; societaires?
        inscri[a-z]+; affili[a-z]+; on est; nous sommes; dedans; valid[a-z]+; accept[a-z]+; a jour; effectives?
        actives?
        cotis[a-z]+; rejoin[a-z]+; oui; ok; depuis; ger(?:e|ent) nos; percev[a-z]+; percoi[a-z]+; touch(?:e|ons); fait
        (?:a|chez|dans|de|avec) (?:la |une? )?(?:sppf|scpp|societe|organisme); ^(?:a |et )?(?:la )?(?:sppf|scpp)$
        appart[a-z]+; numero
        """
    ),
    no=whole_words(
        "quitt[a-z]+; radi(?:ee?s?|es?); refus[a-z]+; train(?:e"
        "|ons); exclu[a-z]*; en dehors; hors; demission[a-z]+; resili[a-z]+"
    ),
    unless=whole_words("(?:associations?|acteurs?|monde|collectifs?|mouvements?) de la societe civile"),
)

# A distributor

_DISTRIBUTORS = one_of(
    """
    believe; idol; pias; kuroneko; modulor; the orchard; inouie; tunecore; wagram; absilone; l autre distribution; baco
    differ ant; differant; big wax; virgin
    """
)
DISTRIBUTION = Topic(
    "contrat_distribution",
    (
        (whole_words("distributeurs?(?! (?:de|d) (?!musiques?|disques?|phono))"),),
        (whole_words("(?:auto ?)?distribution(?! (?:de (?!nos|notre|mes)|des|d|artistique))"),),
        (
            whole_words(
                "distribution (?:de |d |des )(?:nos|notre|mes|disques?|albums?|vinyles?|phonogrammes?|l catalogue)"
            ),
        ),
        (
            whole_words(
                f"""
                distribuee?s?; (?:distribue|distribuons) nous memes; auto ?distribu[a-z]+; pour distribuer
                {_DISTRIBUTORS} (?:[a-z]+ ){{0,3}}?distribue; (?:nous|me|les|la) distribue
                """
            ),
        ),
        (whole_words(_DISTRIBUTORS), whole_words("contrats?; sign[a-z]+; accord; deal; distribu[a-z]+")),
    ),
    yes=whole_words(
        f"""
        contrats?; contractu[a-z]+; sign[a-z]+; accords?; deal; assur[a-z]+; confi[a-z]+; s occupe; cale; active?
        en vigueur
        en poche; dispos[a-z]+; (?:par|chez|via|avec) {_DISTRIBUTORS}; oui; ok; (?:nous|me|les|la) distribue
        engage[a-z]*
        paraph[a-z]+; licence; exclusi[a-z]+; (?:on|nous|j|moi) (?:a|ai|avons|avoir)
        (?:notre|nos|mon|mes) distributeurs?; avec
        distribuee?s? (?:[a-z]+ ){{0,3}}?(?:par|chez|via|en|avec); (?:par|chez|via) une? distributeur; {_DISTRIBUTORS}
        numerique; physique; nationale; est (?:en place|faite|geree); en place; distribution (?:par|chez|avec|via)
        """
    ),
    no=whole_words(
        """
        faillite; rompu[a-z]*; rupture; resili[a-z]+; a l eau; lach(?:ee?s?|es?); auto ?distribu[a-z]+; nous memes
        moi meme
        la fin d[eu]?; perdu[a-z]*; eponge; cess[a-z]+; distribution maison; arret[a-z]+; a la main; denonc[a-z]+
        expir[a-z]+; echu[a-z]*
        """
    ),
)

# Showing the works, employing the artists, paying for the shooting

_WORKS = "(?:oeuvres?|clips?|videos?|films?|captations?|images?|videoclips?|videomusiques?)"
_CHANNELS = one_of(
    """
    televisions?; teles?; tv; chaines?; plateformes?; diffuseurs?; cinemas?; medias?; arte(?: concert)?; mtv
    m <n\\d+> musi[a-z]+; trace; culturebox; mezzo; canal; france televisions?; festivals?; preachats?
    salles? de cinema
    """
)
_PRO = one_of(_CHANNELS, "pros?; professionnel[a-z]*; dans les regles de l art")
_ABLE = one_of(
    """
    capacites?; capables?; incapables?; incapacite; en mesure; moyens; de quoi; sait; savons; peu[tx]; pouvons
    equipee?s?
    outillee?s?; aptes?; ce qu il faut; droit; pouvoir; pourrions; pourrait; effectives?; possibles?; possibilites?
    maillon faible; service
    """
)
_ON_STAGE = whole_words(
    "spectacles?; concerts?; tournees?; artistes?; groupes?; dates?; disques?; albums?; disque; musiques?"
)

_SHOWING = Topic(
    "capacite_diffusion",
    (
        (
            whole_words(_WORKS),
            whole_words(
                """
                diffus[a-z]+; passe(?:nt)?; tournent; programm[a-z]+; montr[a-z]+
                (?<!> )vue?s(?= (?:a|sur|par|en|dans)(?!\\S)); place(?:nt)?; placer; placons
                prennent; pris; achet[a-z]+; repris[a-z]*; exploit[a-z]+; circuits?; debouches?; cana(?:l|ux)
                preachats?
                ventes; ecoul[a-z]+; visibles?; projet(?:te|tees?|ons|ent|tent); vend(?:us?|ons|ues?)
                """
            ),
            whole_words(
                _PRO,
                "amateur; nulle part; disque dur; dans le garage; en famille; facebook; youtube; instagram; internet",
                "par la famille; entre amis",
            ),
        ),
        (whole_words("diffusion; diffuser; diffus(?:e|ons|ees?|es?)"), whole_words(_PRO)),
        (
            whole_words("diffusion; diffuser; diffus(?:e|ons|ees?|es?)"),
            whole_words("youtube; facebook; instagram; reseaux sociaux"),
        ),
        (whole_words("diffusion; diffuser"), whole_words(_ABLE)),
        (
            whole_words(
                f"(?<!celle de )(?<!licence de )diffuseurs?; reseau de diffusion; diffusion (?:professionnelle|"
                f"pro); diffuser (?:les |nos )?{_WORKS}"
            ),
        ),
    ),
    no=whole_words(
        """
        (?:rien )?(?:a part|hors|que|qu|seulement|uniquement|juste|en dehors de)(?: (?:sur|a|de))? (?:les |notre )?
        & (?:youtube|facebook
        & |instagram|reseaux|internet|chaine)
        """,
        "amateur; nulle part; disque dur; desert; dans le garage; par la famille; entre amis",
    ),
    bare=True,
    unless=_ON_STAGE,
)

_ARTISTS = one_of(
    """
    artistes?; artistiques?; musicien[a-z]*; interpretes?; comedien[a-z]*; danseu[a-z]+; chanteu[a-z]+; zi[ck]os
    intermittent[a-z]*; figurants?; groupes?
    """
)
_EMPLOYING = Topic(
    "capacite_emploi_artistes",
    (
        (
            whole_words(
                """
                employ[a-z]+; emplois?; emploie(?:nt)?; embauch[a-z]*; (?<!je suis )salari(?:e(?! )|ons|er|ent|at)
                (?:on|qui|le|la|les|structure|association) salarie; declar[a-z]+; cachets
                remuner(?:e|ons|er|ees?|es?); cddu; cdd d usage; (?:fiches?|bulletins?) de (?:paie|salaires?)
                contrats? (?:de travail|d engagement)
                engage(?:r|ons|ent)?(?= (?:les|des|nos|ces|tous|directement|aucun|de|d)(?!\\S))
                engage(?:r|ons) directement; engagee?s? (?:en|par|directement|chez); service paie
                salaires?; (?:les|on les) engage
                """
            ),
            whole_words(_ARTISTS),
        ),
        (
            whole_words(
                f"""
                (?<!la )(?<!de )pa[iy](?:e|ons|er) (?:[a-z]+ ){{0,2}}?{_ARTISTS}
                {_ARTISTS} (?:[a-z]+ ){{0,3}}?(?:salarie|employe|embauche|engage|declare|remunere)e?s?
                salariee?s? (?:tous |toutes )?(?:par|chez|de chez|directement|comme) [a-z ]*{_ARTISTS}
                {_ARTISTS} (?:[a-z]+ ){{0,3}}?pa[iy]ee?s? par (?:nous|nos|notre|la structure|l association|la boite)
                """
            ),
        ),
        (whole_words(f"employeu(?:r|se)s? (?:d |de |des |du ){_ARTISTS}"),),
    ),
    no=whole_words(
        """
        par (?:une?|le|la|l|les|d) autres?; autres? (?:boite|structure|societe|employeur|association)s?; tiers
        refus[a-z]+
        benevolement; interdit[a-z]*; par (?:un|le|la|l|leur) (?:prestataire|producteur|tourneur|portage|label)
        """
    ),
    bare=True,
    by_us=True,
    unless=whole_words(
        """
        je suis(?! (?:l |employeu|seul|incapable|en mesure|en capacite))[a-z ]*
        suis (?:salarie|employe|pay|remunere)[a-z]*
        (?:artiste|musicien|musicienne|chanteu[a-z]+) (?:intermittente? )?(?:salariee?|employee?|au cachet); au cachet
        hors(?: (?:emplois?|les|des|salaires?))* artist[a-z]+; (?:en dehors|a part|sauf) d?[eu]?s? ?artist[a-z]+
        artistiques? et techniques?
        etp; temps plein; mi temps; techniciens(?! aussi)
        convention[a-z]* en vigueur; (?:contre|sans) remuneration; mission; permanents?
        intermittente?(?! (?:employ|salari))
        """
    ),
)

_SHOOTING = one_of(
    """
    clips?; videos?; videoclips?; tournages?; captations?; d?audiovisuel[a-z]*; images?; realisateur; realisation
    filmer; films?; camera; etalonnage; chef operateur; post production
    """
)
_PAYING = one_of(
    """
    pa[iy](?:e|es|ons|er|ent|ees?|ons les)?; payons; prise?s? en charge; pren(?:d|ds|ons|nent) en charge; assum[a-z]+
    financ(?:e|es|ons|er|ent|ees?|ement|ements); regl(?:e|es|ons|er|ent|ees?); support(?:e|es|ons|ent|ees?); charges?
    port(?:e|es|ons|ent|ees?); (?:nos|mes|ses|leurs?) frais; poche; pour (?:nous|moi|ma pomme|notre pomme)
    endoss[a-z]+; raqu[a-z]+; casqu(?:e|ent|ons)
    banqu(?:e|ent|ons); deniers; fonds propres; incomb[a-z]+; refactur[a-z]+; portefeuille; cheques?
    avanc(?:e|ons|ent)
    (?:c est|sont) pour;    (?:notre|nos) comptes?(?: de resultat)?; nos charges; par nos soins; de la boite
    """
)
_OTHER_PAYER = one_of(
    """
    artistes?; groupes?; (?:label )?clients?; musicien[a-z]*; chanteu[a-z]+; commanditaires?; mairie; mecenes?
    producteurs?
    productrices?; managers?; autres? [a-z]+; labels? partenaires?; rappeu[a-z]+; tourneurs?; sponsors?; salle
    familles?; parents
    """
)
_FOOTING = Topic(
    "frais_audiovisuels_pris_en_charge",
    ((whole_words(_SHOOTING), whole_words(_PAYING)),),
    yes=whole_words(
        """
        nous; on; je; j; notre; nos; mon; ma; moi; (?:la|l) (?:structure|boite|societe|maison|association|entreprise)
        oui
        assumee?s?; pris(?:es?)? en charge; maison
        ^(?:et )?[a-z]+(?:er|re) (?:en charge )?(?:les|nos|des|[a-z ]+ et payer); sa charge
        production (?:les |la )?(?:paie|paye); ok; integrale
        """
    ),
    no=whole_words(
        rf"""
        (?:l|le|la|les|un|une|des|chaque|nos|notre|c est) (?:[a-z]+ )?{_OTHER_PAYER} (?:final |eux memes )?(?:(?:qui
        & |lui meme|eux memes|se
        & |s|en
        & |nous|me|les|le|la|l|y|lui|eux) )*(?:pa[iy]|pren|regl|financ|assum|avanc|support|casqu|banqu|raqu|fai
        & |debrouill|cotis
        & |port|met|offr)[a-z]*
        (?:par|a la charge d[eu]?s?|au|aux|sont pour|c est pour) (?:les? |la |l |une? |d |son |leur )?{_OTHER_PAYER}
        a la charge (?:des|du|d|de) (?!notre|nous|la structure|l association|la boite)[a-z ]+
        (?:lui|elle|eux|elles)(?: memes?)? (?:financ|pai|pay|regl)[a-z]*; refactur[a-z]+; crowdfunding; offert[a-z]*
        le label qui; autre societe
        par (?:un|une|le|la|les|l) (?!structure|boite|maison|societe|association|entreprise|production|label)[a-z]+
        """
    ),
    by_us=True,
    unless=whole_words(
        "payee?s? pour; licence[a-z]*; union europeenne; en (?:ue|france|europe); part ue; frais de (?:deplacement"
        "|port|scolarite|bouche)"
    ),
)

TOPICS: tuple[Topic, ...] = (
    _TAXES,
    _AGREEMENTS,
    _SOCIETIES,
    DISTRIBUTION,
    _SHOWING,
    _EMPLOYING,
    _FOOTING,
)

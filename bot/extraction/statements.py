"""Yes/no facts of the structure, and the two that have a third answer, said in full: « on a un distributeur ».

A `Topic` says what its fact is about; the stretch it stands in tells whether that is so (see `weighing`): the part of
the clause it has for itself, the clause, or the clause with the one that says something of it (« les taxes ? payées »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import ownership, project
from .asking import FIRST_PERSON, LEAD
from .message import Context, Finding, Message
from .patterns import whole_words
from .scope import Clause, Standing
from .topics import DISTRIBUTION, TOPICS, Topic
from .weighing import is_denied, is_heading, part_about, stretches, weighed, with_zero

_OUR_DISTRIBUTOR = re.compile(
    LEAD.removeprefix("^")
    + r"(?:(?:notre|nos|mon) distributeurs?(?!\S)(?! (?:de|d|n existe|nous a lache))"
    + r"|une? (?:[a-z]+ )?distributeur (?:sous contrat|signe|attitre|nous (?:distribue|a (?:pris|signe)))(?!\S))"
)

# Affiliation to the CNM

_ELSEWHERE = (
    "(?:a la |a l |au |aux |chez )?(?:(?:les |une |des )?societes? civiles?|sacem|sppf|scpp|urssaf|federation|ligue"
    "|spedidam|adami|audiens)"
)
_AFFILIATION = whole_words(
    rf"""
    (?:des)?affil(?:i[a-z]+)?(?! {_ELSEWHERE}); (?:membres?|adherents?) (?:du |au )?cnm
    cnm (?:: )?(?:oui|non|ok|en cours|fait|pas encore|dossier|demande)
    (?:inscri[a-z]+|on est|nous sommes|adheren[a-z]+) (?:au|du) (?:cnm|centre national de la musique)
    """
)
_AFFILIATED = whole_words(
    """
    (?<!pour etre )(?<!peut etre )(?<!une structure )(?<!une association )(?<!structures )(?<!associations )affiliee?s?
    (?:membres?|adherents?|inscri[a-z]+) (?:du |au )?cnm
    (?:on est|nous sommes) au cnm; cnm (?:: )?(?:oui|ok|fait)
    """
)
_OBTAINED = whole_words(
    """
    obten[a-z]+; prononcee; delivree; accordee; actee; notifiee; validee?s?; acquises?; renouvelee?s?
    accept(?:e|ee|ees); valide; recue?s?; effectives?; faites?; ok
    oui
    en regle; a jour; possed[a-z]+; confirm(?:e|ee|ees); numero; certificat; attestation; en cours de validite; dit oui
    (?:on|nous|j|structure|association|societe) (?:a|ai|avons) (?:deja |bien )*(?:son|l|notre|mon|une
    & |cette) affiliation
    compte parmi; bon(?:ne)?; regl(?:e|ee); cela y est; prolongee; en poche
    """
)
UNDER_WAY = whole_words(
    """
    en route; en chemin; dans les tuyaux; en traitement; en examen; trait(?:e|ent) (?:notre|l|la|mon)
    en cours(?! de validite); en train d; en attente; attend(?!ez)[a-z]*; attente
    demande(?: d affiliation)?(?: au cnm)? (?:est |a ete )?(?:faite|envoyee|deposee|partie|lancee|en cours|en attente|
    & transmise)
    (?:ai|a|avons) (?:deja |bien )?demande[es]* (?:l|notre|une|mon|ma) affiliation
    affil(?:iation)? (?:au )?(?:cnm )?(?:a ete |est )?demandee; redepos[a-z]+; suit son cours; a l etude; doit encore
    fait (?:la|notre|une|ma) demande; dossier (?:[a-z]+ ){0,3}?(?:depose|envoye|en|est|parti); lancee?; instruction
    instrui[a-z]+; engagee?; entame[es]*; entre (?:leurs|vos) mains; mouline; patient(?:e|ons); guett[a-z]+
    vien[st] (?:juste )?(?:de |d )(?:faire|deposer|envoyer|lancer); commence[a-z]*; feu vert
    (?:depose|envoye|transmis|poste) (?:la|notre|une|le|ma|l|papiers) (?:demande|dossier|affiliation)
    formulaire (?:[a-z]+ ){0,3}?(?:envoye|depose|poste); mijot[a-z]+
    (?:demande|dossier|formulaire|papiers?)(?: [a-z]+){0,3} chez (?:eux|vous|elle)
    (?:pas encore|toujours pas|guere) (?:recu|eu)(?: (?:de|la|leur|une?|d))* (?:reponse|retour|nouvelle|validation)s?
    """
)
_NOT_ASKED = whole_words(
    """
    (?:pas|jamais|rien|non)(?: (?:encore|ete|l|la|notre|eu|le temps de?))* (?:demand|envoy|depos|lanc|entam|engag
    & |commenc|fait
    & |transmi)[a-z]*
    laiss[a-z]+ (?:filer|tomber|expirer|passer)
    (?:retir|refus|perdu|suspendu|expir|desaffili)[a-z]*; radi(?:ee?s?|es?)
    """
)
_YET_TO_DO = whole_words(
    """
    (?:va|vais|allons|doi[st]|devons|compt(?:e|ons)|veu[tx]|faut|faudrait|prevoi[ts]|pens(?:e|ons)|reste a
    & |envisag[a-z]+)
    """
)
_OF_ITS_NATURE = whole_words(
    """
    cout[a-z]*; cher; gratuit[a-z]*; ser[tv][a-z]*; utile; obligatoire; necessaire; delais?; complique[a-z]*; facile
    comprends?; long(?:ue)?
    """
)
"""What is said of the affiliation itself, not of who has it."""

# Reports of earlier grants

_REACH = 120
_REPORTS = whole_words(
    """
    (?<!au )bilans?(?! (?:de sante|carbone|de competences|comptables?)); comptes? rendus?; comptes? d emploi
    (?<!aucun )(?<!par )(?<!pas de )rapports?(?! (?:avec|a))
    justificatifs? (?:de |des |d )(?:subvention|aide)s?
    papiers? (?:de|des) (?:subvention|aide)s?; justifie (?:chaque|nos|les|toutes les|notre) (?:subvention|aide)s?
    """
)
HANDED_IN = whole_words(
    """
    transmi[a-z]*; rend[a-z]*; envoy[a-z]+; remi[a-z]*; fourni[a-z]*; depos[a-z]+; donn[a-z]+; fait[a-z]*; ok
    a jour; valid[a-z]+
    restitu[a-z]+; parti(?:e|s|es)?; expedi[a-z]+; (?:tout|bien) recu; accuse reception; soldee?s?; justifi(?:e|ees?)
    adress(?:e|es|ee|ees)
    chez vous
    """
)
LEFT_TO_DO = whole_words(
    r"""
    oubli[a-z]+; reste(?:nt)?; a (?:rendre|transmettre|envoyer|faire|fournir|produire); manqu[a-z]+; retards?
    (?:dois|doit|devons) (?:encore |toujours )?(?:rendre|transmettre|envoyer|faire|fournir|remettre|donner|deposer)
    en cours; en rade; attend(?:ent)?; reclam[a-z]+; en souffrance; <n\d+> [a-z ]{0,30}?sur <n\d+>
    """
)
_NOTHING_TO_HAND_IN = whole_words(
    """
    sans objet; concern[a-z]+ pas; pas concern[a-z]+; non concern[a-z]+
    (?:aucune?|pas|zero|rien|ni|sans)(?: (?:de|d|eu|encore|donc))* (?:bilans?|rapports?|comptes? rendus?
    & |justificatifs?)
    && (?:a (?:rendre|fournir|transmettre|produire|envoyer|faire)|puisqu?e?|vu qu?e?|car)
    """
)
_AID = "(?:aides?|subventions?|financements?|soutiens?)(?: publi(?:c|que)s?)?(?! a (?:la|l)(?!\\S))"
_COIN = "(?:sous?|centimes?|kopecks?|ronds?|thunes?|euros?|argent|fric|balle)"
_NONE = "(?:jamais|pas|aucune?|ni|sans|zero|rien|faute d|nulle?|vierges? d[eu]?|ke ?dalle?|que dalle|personne)"
_GIVEN = (
    "(?:eue?s?|recue?s?|recevoir|touchee?s?|obtenue?s?|obtenir|percue?s?|beneficiee?s?|accordee?s?|versee?s?|donnee?s?"
    "|filee?s?|gratt[a-z]+|decroch[a-z]+|gagnee?s?|attribuee?s?|octroyee?s?|demandee?s?)"
)
_EARLIER = (
    "(?:anterieure?s?|precedente?s?|avant|auparavant|jusqu ici|jusqu a (?:present|maintenant|ce jour)|a ce jour"
    r"|par le passe|passee?s?|d avant|depuis le|dans notre histoire|en <n\d+> ans|publics?|publiques?)"
)
_SOME = r"(?: (?!mais|et|donc)(?:[a-z]+|<n\d+>)){0,5}?"
_NEVER_HELPED = re.compile(
    r"(?<!\S)(?:"
    rf"{_NONE}{_SOME} {_GIVEN}{_SOME} (?:{_AID}|{_COIN})"
    rf"|{_NONE}{_SOME} {_AID}(?: (?:de|d|en|du|la|{_AID}|personne)){{0,3}} (?:{_GIVEN}|{_EARLIER})"
    rf"|{_NONE}{_SOME} {_COIN} (?:{_GIVEN}|publics?)"
    rf"|{_NONE}(?: [a-z]+){{0,3}}? {_COIN} (?:publics?|d{_AID}|de {_AID}|de personne|de l etat)"
    rf"|{_GIVEN}(?: (?:de|d|encore|jamais|a ce jour))* (?:aucune?|pas une?|zero|nulle?)(?: [a-z]+){{0,2}}? {_AID}"
    rf"|(?:{_AID}|bilans?)(?: (?:{_EARLIER}|{_GIVEN}))* : (?:jamais|aucune?|neant|zero|non|que dalle)"
    rf"|(?:{_NONE}(?: [a-z]+){{0,2}}? |en )historique d[e]? {_AID}|vierges? de (?:toute |tout )?{_AID}"
    rf"|(?:ke ?dal(?:le)?|que dalle|walou) en {_AID}"
    rf"|(?:finances?|debrouilles?|fonctionn[a-z]+)(?: [a-z]+){{0,3}}? sans (?:la moindre |aucune )?{_AID}"
    rf"|jamais vu la couleur d(?:e|u)?(?: une?)? (?:{_AID}|seule|{_COIN})"
    r"|jamais (?:ete )?(?:aidee?s?|subventionnee?s?|financee?s?|soutenue?s?)"
    rf"|(?:jamais|rien)(?: encore)*(?: (?:eu|recu|touche|obtenu|demande|percu))(?: (?:un|le moindre|la moindre"
    rf"|{_COIN}))*"
    r"(?: (?:de|d)(?: (?:la|l|le))? (?:argent(?: public)?|thunes?|subventions?|etat|drac|region|cnm|personne|public))?"
    r"(?=$|[\t\n]| (?:avant|jusqu|de la part|de personne|donc))"
    r")(?!\S)(?! (?:pour (?:ce|cette)|cette annee|de l etat))"
)
_FIRST_TIME = re.compile(
    r"(?<!\S)(?:premiere|<o(?P<rank>\d+)>) (?:demande|fois|aide|subvention|dossier|candidature)(?!\S)"
)
_NEVER_BEFORE = re.compile(rf"(?<!\S){_NONE}(?: [a-z]+){{0,3}}? {_AID}(?!\S)")
_OF_A_GRANT = whole_words(
    "demand[a-z]+; aides?; subventions?; candidat[a-z]+; sollicit[a-z]+; depos[a-z]+; postul[a-z]+"
)


def read(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the facts that are said in full."""
    yield from _topics(message)
    yield from ownership.read(message)
    yield from _affiliation(message)
    yield from _reports(message, context)
    yield from project.read(message, context)


_ANCHORS = (_AFFILIATION, _REPORTS, ownership.MAJOR, whole_words(f"licences?; {_AID}"))
"""What else a clause may speak of, beside the topics."""


def _named(message: Message, clause: Clause) -> list[int]:
    """Return where the things that a clause speaks of are named."""
    topics = (topic.found(message.text, clause.start, clause.end) for topic in TOPICS)
    anchors = (anchor.search(message.text, clause.start, clause.end) for anchor in _ANCHORS)
    return [match.start() for match in (*topics, *anchors) if match]


def _spans(message: Message, index: int, match: re.Match[str], *, is_bare: bool = False) -> Iterator[tuple[int, int]]:
    """Yield where something may be said of what is named in a clause, the likeliest first."""
    clause = message.clauses[index]
    others = [place for place in _named(message, clause) if place != match.start()]
    if others and clause.standing is not Standing.QUESTION:
        yield part_about(message.text, clause, match.start(), others)
    yield from stretches(message.clauses, index, lambda other: not _named(message, other), is_bare=is_bare)


# Topics


def _topics(message: Message) -> Iterator[Finding]:
    """Yield what is said of the topics, each in the part of the message that is about it."""
    for index, clause in enumerate(message.clauses):
        if clause.standing is Standing.OTHER and (
            ours := _OUR_DISTRIBUTOR.match(message.text, clause.start, clause.end)
        ):
            yield message.found(DISTRIBUTION.key, not DISTRIBUTION.ends(clause.text), ours)
        is_infinitive = clause.standing is Standing.WISHED and bool(_INFINITIVE.match(clause.text))
        if clause.standing not in (Standing.OWN, Standing.QUESTION) and not is_infinitive:
            continue
        last = clause.end
        following = message.clauses[index + 1] if index + 1 < len(message.clauses) else None
        if following and following.standing is Standing.OWN and is_heading(clause):
            last = following.end  # « les artistes, on les embauche »
        for topic in TOPICS:
            match = topic.found(message.text, clause.start, clause.end) or topic.found(message.text, clause.start, last)
            if match is None or match.start() >= clause.end:
                continue
            value = _said_of(message, index, topic, match)
            if value is not None and (not value or not is_infinitive or last > clause.end):
                yield message.found(topic.key, value, match)


_INFINITIVE = re.compile(LEAD + r"[a-z]+(?:er|ir|re)(?!\S)")
"""« Embaucher des comédiens, impossible »: what is said to be out of reach is no wish."""
_NOT_BY_US = re.compile(r"(?:et |mais )?(?:pas|non|jamais) (?:(?:par|a|chez) )?(?:nous|moi)")


def _said_of(message: Message, index: int, topic: Topic, match: re.Match[str]) -> bool | None:
    """Return what is said of a topic, in the likeliest stretch that says anything of it."""
    following = message.clauses[index + 1 : index + 2]
    if topic.by_us and following and _NOT_BY_US.fullmatch(following[0].text):
        return False
    for start, end in _spans(message, index, match, is_bare=topic.bare):
        if topic.found(message.text, start, end):
            said = with_zero(message, message.text[start:end])
            value = weighed(said, topic.yes, topic.no, is_bare=topic.bare)
            if value is not None:
                return value
    return None


def _affiliation(message: Message) -> Iterator[Finding]:
    """Yield where the affiliation to the CNM stands. What is still to be asked for is `non`."""
    if contrast := _of_us_by_contrast(message, _AFFILIATION):
        yield message.found("affiliation_cnm", "non" if is_denied(contrast.group()) else "oui", contrast)
        return
    for index, clause in enumerate(message.clauses):
        match = _AFFILIATION.search(message.text, clause.start, clause.end)
        if match is None or clause.standing not in (Standing.OWN, Standing.WISHED, Standing.QUESTION):
            continue
        following = _text_after(message, clause)
        for start, end in _spans(message, index, match):
            said = with_zero(message, message.text[start:end])
            value = _affiliated(said, following, is_stated=clause.standing is not Standing.WISHED)
            if value is not None:
                yield message.found("affiliation_cnm", value, match)
                return


def _affiliated(said: str, following: str, *, is_stated: bool) -> str | None:
    """Return where the affiliation stands by the words said of it, None when they tell nothing."""
    is_asked_for = UNDER_WAY.search(said) or UNDER_WAY.search(following)
    if _NOT_ASKED.search(said) and not UNDER_WAY.search(following):
        return "non"
    if is_asked_for:
        return "en_cours"
    if is_denied(said) and not _OF_ITS_NATURE.search(said):
        return "non"
    if _YET_TO_DO.search(said) and FIRST_PERSON.search(said):
        return "non"
    return "oui" if is_stated and (_AFFILIATED.search(said) or _OBTAINED.search(said)) else None


def _of_us_by_contrast(message: Message, about: re.Pattern[str]) -> re.Match[str] | None:
    """Return where « nous, non », « nous aussi » says of us what was said of somebody else."""
    for clause in message.clauses:
        if clause.standing is Standing.OTHER and about.search(clause.text):
            return _WE_TOO.search(message.text, clause.start)
    return None


_WE_TOO = whole_words("(?:mais |et )?(?:pas|non|sauf) (?:nous|moi); (?:nous|moi) ,? ?(?:non|pas|aussi|oui)")


def _text_after(message: Message, clause: Clause) -> str:
    """Return the clause that goes on with this one (« mais c'est en cours »), empty when the next does not."""
    following = next((other for other in message.clauses if other.start > clause.start), None)
    goes_on = following is not None and _GOES_ON.match(following.text) and following.standing is not Standing.QUESTION
    return following.text if following is not None and goes_on else ""


_GOES_ON = re.compile(
    r"(?:mais |et )?(?:c est |cela est |il est |elle est |on (?:est|a|vient|attend)|la (?:demande|demarche"
    r"|procedure)|le dossier|en "
    r"|j ai |nous |demande|"
    r"bientot|toujours)"
)


def _reports(message: Message, context: Context) -> Iterator[Finding]:
    """Yield whether the reports of earlier grants were handed in."""
    key, text = "bilans_transmis", message.stated
    for clause in message.own_clauses():
        said = with_zero(message, clause.text)
        never = _NEVER_HELPED.search(said)
        if never and (_NOTHING_TO_HAND_IN.search(said) or not _REPORTS.search(said[: never.start()])):
            yield Finding(key, "sans_objet", *message.place(clause.start, clause.end))
            return
    for index, clause in enumerate(message.clauses):
        match = _REPORTS.search(message.text, clause.start, clause.end)
        if match is None or clause.standing not in (Standing.OWN, Standing.QUESTION):
            continue
        spans = list(_spans(message, index, match))
        if clause.standing is Standing.OWN:
            # « L'un de nos bilans, je l'avoue, n'a jamais été transmis. »
            spans.append((clause.start, clause.start + len(text[clause.start :][:_REACH].partition("\n")[0])))
        for start, end in spans:
            said = with_zero(message, message.text[start:end])
            if _NOTHING_TO_HAND_IN.search(said):
                yield message.found(key, "sans_objet", match)
                return
            value = weighed(said, HANDED_IN, LEFT_TO_DO)
            if value is not None:
                yield message.found(key, "oui" if value else "non", match)
                return
    if first := _FIRST_TIME.search(text):
        is_first = not first.group("rank") or message.figure(first, "rank").value == 1
        if is_first and (context.asked == key or _OF_A_GRANT.search(text)):
            yield message.found(key, "sans_objet", first)
    elif context.asked == key and (never := _NEVER_BEFORE.search(text)):
        yield message.found(key, "sans_objet", never)

"""Words written as they sound (« jé la lissance 2 é la 3 », « on é pa afilié o cnm ») and words run together
(« jproduis », « lalbum », « dasso »), given back their usual spelling.

Extraction alone uses this: the classifier of intents learns from words as they are typed (see `spelling`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .patterns import word_set

AND_OR_IS = "eaccent"
"""« é » alone: « et » or « est », by what stands around it."""
IS_OR_KNOW = "seaccent"
"""« sé »: « c'est », or « sais » after « je »."""

ACCENTED = {
    **dict.fromkeys(("é", "è", "ê"), AND_OR_IS),
    **dict.fromkeys(("sé", "sè"), IS_OR_KNOW),
    **dict.fromkeys(("jé", "jè"), "jai"),
    **dict.fromkeys(("cé", "cè"), "cest"),
    **dict.fromkeys(("mé", "mè"), "mais"),
    **dict.fromkeys(("fé", "fè"), "fait"),
    "lé": "les",
    "dé": "des",
    "vé": "vais",
    "oé": "oui",
    "ouè": "oui",
    "pèye": "paye",
    **dict.fromkeys(("mentoré", "mentorés", "mentorée", "mentorées"), "mentoree"),
}
"""What is told from another word by its accent alone, as typed."""

SOUNDS: dict[str, str] = {
    "avek": "avec", "avk": "avec", "bocou": "beaucoup", "bokou": "beaucoup", "conser": "concert",
    "consers": "concerts", "cope": "cooperation", "depui": "depuis", "deu": "deux", "disk": "disques",
    "disks": "disques", "encor": "encore", "grav": "grave", "kom": "comme", "komune": "commune", "konser": "concert",
    "linstant": "l instant", "mem": "meme", "mil": "mille", "momen": "moment", "nou": "nous",
    "occitani": "occitanie", "oksitanie": "occitanie", "okun": "aucun", "okune": "aucune", "oqun": "aucun",
    "ossi": "aussi", "otre": "autre", "otres": "autres", "parske": "parce que", "perpinian": "perpignan",
    "perpinya": "perpignan", "prode": "production", "proje": "projet", "projai": "projet", "quinz": "quinze",
    "struc": "structuration", "structu": "structuration",
    "tkt": "t inquiete", "toulouz": "toulouse", "troi": "trois", "veu": "veut", "voizin": "voisin",
    "voizine": "voisine",
}  # fmt: skip
"""Words as they sound, or as they are cut short → the same in full, folded."""

_WRITTEN_BY_SOUND = word_set(
    """
    accompagnement actuelles adherent adherents affiliation affilie artiste artistes association associations
    audiovisuelle autofinancement benevole benevoles budget catalogue chanteuse collective collectives collectivite
    communaute compositeur concert concerts convention conventions cooperation cotisations departement disque disques
    distributeur distribution entrepreneur experience festival festivals financement intermittent intermittente label
    labels licence licences mentorat musicien musiciens musique musiques occitanie organisation partenaire partenaires
    plusieurs producteur production rappeur rappeuse reference references repetition reseau salarie salariee
    salaries spectacle spectacles structuration structure structures subvention subventions technicien visibilite
    """
)
_ENDINGS = word_set("s x r z e es ee ees er ez ai ais iez i is")
"""What makes another form of a word, which says what it says."""
_SHORTEST = 5

_AFTER_ELISION = word_set(
    """
    actions action activite affiliation affilie aide aides album albums ami amis an annee argent artiste artistes asso
    assos assoc association associations autre autres autofinancement avance avait avais avoir ai aime aimerais apport
    apprendre acteur acteurs administration aider accompagner appel ep emploi employer equipe est etait etais etaient
    etre europe entreprise ecole ete ecris espere essaie existe ici il ils image instant idee inscris intermittent
    intermittents intermittente occitanie on objectif organise oeuvre oeuvres un une usage y ya avons aurais apprendre
    habite hesite heure heures ont ouvre ouvert enregistre embauche
    """
)
_ELIDED = re.compile(r"(?P<head>qu|[ldjnm])(?P<rest>[aeiouyh][a-z]+)")
_RUN_TOGETHER = re.compile(r"j(?P<rest>[bcdfgklmnpqrstvz][a-z]+)")
_REAL_WORDS = word_set(
    """
    dan decris don jactions jan jetaient jetais jetait jete lai laide laides lassos lavais lavait lavoir lavons limage
    mai man margent metre mon non quai quete quetaient quetais quetait mont lont dont nait jai
    actuel actuels audiovisuel audiovisuels chanteuses cotisation adherant adherants
    """
)
"""Words of the language that look run together."""


def _sound(word: str) -> str:
    """Return how a folded word sounds, roughly: two words that sound alike have the same."""
    for pattern, written in _SOUND_RULES:
        word = pattern.sub(written, word)
    return word


_SOUND_RULES = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"ph", "f"),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"gu(?=[ei])", "G"),
        (r"g(?=[eiy])", "j"),
        (r"ch", "S"),
        (r"(?:qu|ck|q|k)", "k"),
        (r"ti(?=on|el|eu|al)", "si"),
        (r"s?c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"([a-zS])\1+", r"\1"),
        (r"(?:eau|au)", "o"),
        (r"(?:eu|oeu)", "E"),
        (r"ou", "U"),
        (r"oi", "W"),
        (r"(?:ain|ein|aim|in|im|un)(?![aeiouyhn])", "I"),
        (r"(?:an|am|en|em)(?![aeiouyhnm])", "A"),
        (r"(?:on|om)(?![aeiouyhnm])", "O"),
        (r"(?:ai|ei)", "e"),
        (r"y", "i"),
        (r"h", ""),
        (r"(?:[tdspxz]+|e[rz]|es|ent|e)$", ""),
    )
)
_BY_SOUND = {_sound(word): word for word in sorted(_WRITTEN_BY_SOUND, reverse=True)}


@lru_cache(maxsize=4_096)
def in_full(word: str) -> str:
    """Return a folded word, perhaps run together or written by its sound, in its usual spelling.

    The result may be several words. A word of the language is left as it is.
    """
    known = SOUNDS.get(word)
    if known is not None:
        return known
    if word in _REAL_WORDS:
        return word
    run = _RUN_TOGETHER.fullmatch(word)
    if run is not None:
        return f"je {run['rest']}"
    elided = _ELIDED.fullmatch(word)
    if elided is not None and elided["rest"] in _AFTER_ELISION:
        return f"{elided['head']} {elided['rest']}"
    if len(word) < _SHORTEST or word in _WRITTEN_BY_SOUND:
        return word
    meant = _BY_SOUND.get(_sound(word), word)
    stem = meant.rstrip("es")
    return word if word.startswith(stem) and word[len(stem) :] in _ENDINGS else meant

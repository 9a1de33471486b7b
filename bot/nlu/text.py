"""What is done to a message before its intent is read: one spelling for many ways of typing.

Pure functions over strings, on top of the folding and spelling that the facts are read with.
"""

from __future__ import annotations

import re

from bot.extraction.normalising import fold
from bot.extraction.spelling import SHORTHAND, corrected

LONGEST = 600
"""Characters read: beyond, the tail of a message says nothing more about its intent, and costs time."""

# Shorthand of questions and of talk, beside that of facts.
_SHORTHAND = SHORTHAND | {
    "aap": "appel a projets",
    "c": "c est",
    "cmb": "combien",
    "cmbien": "combien",
    "cmt": "comment",
    "danciennete": "d anciennete",
    "dapport": "d apport",
    "davance": "d avance",
    "ddl": "date limite",
    "deadline": "date limite",
    "dl": "date limite",
    "doss": "dossier",
    "elig": "eligible",
    "eligibl": "eligible",
    "jusk": "jusqu",
    "jusko": "jusqu au",
    "ka": "qu a",
    "kan": "quand",
    "kelles": "quelles",
    "kels": "quels",
    "koman": "comment",
    "kombien": "combien",
    "komen": "comment",
    "koop": "cooperation",
    "kwa": "quoi",
    "laide": "l aide",
    "lappel": "l appel",
    "lapport": "l apport",
    "lavance": "l avance",
    "max": "maximum",
    "maxi": "maximum",
    "mci": "merci",
    "min": "minimum",
    "mini": "minimum",
    "pe": "peut",
    "qqch": "quelque chose",
    "rdv": "rendez vous",
    "stru": "structuration",
    "struc": "structuration",
    "structu": "structuration",
    "vid": "video",
    "vids": "videos",
    "yaura": "il y aura",
}

_INCLUSIVE = re.compile(r"(?<=\w)[·•.](?:e|es|s|trice|trices|euse|euses|ne|nes|le|les)(?:[·•.]s)?\b", re.IGNORECASE)
# « CA » in capitals is the turnover; « ca » is « ça ».
_TURNOVER = re.compile(r"\bC\.?A\b\.?(?!['’])")
_REPEATED = re.compile(r"([a-z])\1{2,}")
# A word, with the apostrophe of an elision: « c' » is not the « c » of « c koi ».
_WORD = re.compile(r"[a-z0-9€%]+'?")

_GREETING = re.compile(
    r"^(?:(?:re)?bonjour|bonsoir|salut|coucou|hello|hey|cc|yo|hi|wesh|madame|monsieur|mesdames|messieurs|a tous"
    r"|et|voila|alors|bon|euh|heu|dites|dis)(?: |$)"
)
_THANKS = re.compile(
    r"(?:^| )(?:merci(?: d avance| beaucoup| bien| par avance| a vous| pour votre (?:aide|reponse|retour))*"
    r"|cordialement|bien a vous|s il (?:vous|te) plait|bonne (?:journee|soiree)|d avance)$"
)


def words(text: str) -> list[str]:
    """Return the words of `text`: folded, shorthand spelled out, typos of key words mended, no letter thrice."""
    text = _INCLUSIVE.sub("", text[:LONGEST])
    if not text.isupper():
        text = _TURNOVER.sub("chiffre d'affaires", text)
    found: list[str] = []
    for word in _WORD.findall(_REPEATED.sub(r"\1", fold(text))):
        bare = word.rstrip("'")
        found.extend(_SHORTHAND.get(word, corrected(bare)).split())
    return found


def normalise(text: str) -> str:
    """Return the words of a message less the courtesies around them.

    « Bonjour, cb on peut avoir svp ? » gives « combien on peut avoir ». A message of courtesies alone keeps them.
    """
    full = " ".join(words(text))
    kept = full
    while match := _GREETING.match(kept):
        kept = kept[match.end() :]
    while match := _THANKS.search(kept):
        kept = kept[: match.start()]
    return kept if " " in kept else full

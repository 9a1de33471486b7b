"""English, and a little Catalan, put into French word by word: enough for the figures and the few words facts hang on.

A message counts as English when it holds a word that French has not. Nothing here makes good French; the patterns of
the extractors need only the words.
"""

from __future__ import annotations

from .patterns import word_set

_ENGLISH = word_set(
    """
    i we the our my you they have are is was and yes not only since with from for this that it
    of at by want need search looking exists produced paid owns apply company
    """
)
"""Words that French has not: one of them is enough to tell the language."""

_ALWAYS = {
    "two": "deux", "three": "trois", "five": "cinq", "seven": "sept", "eight": "huit", "nine": "neuf",
    "eleven": "onze", "twelve": "douze", "thirteen": "treize", "fourteen": "quatorze", "fifteen": "quinze",
    "sixteen": "seize", "eighteen": "dix huit", "twenty": "vingt", "thirty": "trente", "forty": "quarante",
    "fifty": "cinquante", "sixty": "soixante", "seventy": "soixante dix", "eighty": "quatre vingt",
    "ninety": "quatre vingt dix", "hundred": "cent", "thousand": "mille",
    "tenim": "nous avons", "soc": "je suis", "som": "nous sommes", "estem": "nous sommes", "volem": "nous voulons",
}  # fmt: skip
"""Words that mean nothing else in a French message."""
_IN_ENGLISH = {
    "i": "je", "we": "nous", "they": "ils", "the": "le", "our": "notre", "my": "mon", "am": "suis", "are": "sommes",
    "is": "est", "was": "etait", "have": "avons", "has": "a", "had": "avait", "and": "et", "or": "ou", "not": "pas",
    "only": "que", "yes": "oui", "no": "pas", "in": "dans", "at": "a", "from": "de", "of": "de", "for": "pour",
    "with": "avec", "since": "depuis", "by": "par", "to": "a", "a": "un", "an": "un", "also": "aussi", "too": "aussi",
    "one": "un", "four": "quatre", "ten": "dix", "year": "an", "years": "ans", "month": "mois", "months": "mois",
    "hours": "heures", "half": "moitie", "all": "tout", "none": "aucun", "nothing": "rien", "nobody": "personne",
    "several": "plusieurs", "other": "autres", "friend": "ami", "neighbour": "voisin", "want": "voulons",
    "need": "besoin", "search": "cherche", "look": "cherche", "looking": "cherche", "help": "aide",
    "learn": "apprendre",
    "ask": "demandons", "asked": "demandions", "apply": "deposons", "pay": "payons", "paid": "payees",
    "taxes": "taxes", "owns": "detient", "majority": "majorite", "most": "majorite", "exist": "existe",
    "exists": "existe", "created": "cree", "founded": "fonde", "produce": "produisons", "produced": "avons produit",
    "made": "avons fait", "release": "sortons", "released": "avons sorti", "company": "structure", "band": "groupe",
    "venue": "salle", "producer": "producteur", "singer": "chanteuse", "musician": "musicien", "artist": "artiste",
    "artists": "artistes", "show": "spectacle", "shows": "spectacles", "records": "disques", "video": "clip",
    "videos": "clips", "mentoring": "mentorat", "volunteer": "benevole", "employee": "salarie",
    "employees": "salaries", "partner": "partenaire", "partners": "partenaires", "grant": "subvention",
    "grants": "subventions", "independent": "independant", "member": "membre", "costs": "couts", "turnover":
    "chiffreaffaires", "revenue": "chiffreaffaires", "will": "", "us": "nous", "me": "moi", "it": "cela",
    "january": "janvier", "february": "fevrier", "march": "mars", "april": "avril", "may": "mai",
    "june": "juin", "july": "juillet", "august": "aout", "september": "septembre", "october": "octobre",
    "november": "novembre", "december": "decembre", "city": "ville", "council": "mairie", "know": "sais",
    "don": "ne", "t": "pas", "if": "si", "how": "comment", "what": "quoi", "much": "beaucoup",
}  # fmt: skip
_PAIRS = {
    ("show", "producer"): "producteur de spectacles",
    ("concert", "producer"): "producteur de concerts",
    ("record", "label"): "label",
    ("music", "videos"): "clips",
    ("music", "video"): "clip",
    ("distribution", "contract"): "contrat de distribution",
    ("head", "office"): "siege",
    ("last", "year"): "l an dernier",
    ("this", "time"): "maintenant",
    ("how", "much"): "combien",
    ("i", "am"): "je suis",
    ("i", "have"): "j ai",
    ("collective", "agreement"): "convention collective",
    ("collective", "agreements"): "conventions collectives",
}
_WHOLE = {("dos",): "deux", ("tres",): "trois", ("four",): "quatre", ("ten",): "dix", ("only", "one"): "que un seul",
          ("one",): "un", ("half",): "la moitie", ("none",): "aucun", ("all",): "tout"}  # fmt: skip
"""Whole answers."""


def in_french(words: list[str]) -> list[str]:
    """Return `words` (folded, one a token) with those of English and Catalan in French; "" stands for no word.

    Each keeps its place; what takes two words together leaves "" in the second place.
    """
    whole = _WHOLE.get(tuple(words))
    if whole is not None:
        return [whole, *[""] * (len(words) - 1)]
    is_english = not _ENGLISH.isdisjoint(words)
    if not is_english:
        return [_ALWAYS.get(word, word) for word in words]
    result: list[str] = []
    for index, word in enumerate(words):
        pair = _PAIRS.get((word, words[index + 1])) if index + 1 < len(words) else None
        if index and (words[index - 1], word) in _PAIRS and result[-1] != words[index - 1]:
            result.append("")
        elif pair is not None:
            result.append(pair)
        else:
            result.append(_ALWAYS.get(word, _IN_ENGLISH.get(word, word)))
    return result


def may_be_foreign(words: list[str]) -> bool:
    """Whether any word of a message is worth putting into French."""
    return not _FOREIGN.isdisjoint(words)


_FOREIGN = frozenset(_ALWAYS) | _ENGLISH | {key[0] for key in _WHOLE}

"""Words as people type them on a phone, given back their usual spelling.

`SHORTHAND` spells out SMS writing; `corrected` mends the typos of the words that facts hang on. Both work on folded
words (see `normalising`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .patterns import word_set

SHORTHAND: dict[str, str] = {
    "ac": "avec",
    "ajd": "aujourd hui",
    "apl": "appel",
    "ass": "association",
    "asso": "association",
    "assoc": "association",
    "assos": "associations",
    "assoss": "association",
    "auj": "aujourd hui",
    "avc": "avec",
    "bcp": "beaucoup",
    "bcq": "beaucoup",
    "biensur": "bien sur",
    "bjr": "bonjour",
    "bsr": "bonsoir",
    "cad": "c est a dire",
    "cb": "combien",
    "cbien": "combien",
    "cest": "c est",
    "chai": "je sais",
    "chais": "je sais",
    "chepa": "je sais pas",
    "chpa": "je sais pas",
    "chui": "je suis",
    "chuis": "je suis",
    "conv": "convention",
    "cmt": "comment",
    "coment": "comment",
    "comen": "comment",
    "coop": "cooperation",
    "coprod": "coproduction",
    "ct": "c etait",
    "dac": "d accord",
    "dacc": "d accord",
    "dacord": "d accord",
    "dc": "donc",
    "dep": "departement",
    "dept": "departement",
    "dispo": "dispositif",
    "dmande": "demande",
    "dmd": "demande",
    "distrib": "distribution",
    "ds": "dans",
    "dsl": "desole",
    "dun": "d un",
    "dune": "d une",
    "env": "environ",
    "esk": "est ce que",
    "eske": "est ce que",
    "fest": "festival",
    "fo": "faut",
    "g": "j ai",
    "hte": "haute",
    "htes": "hautes",
    "ia": "il y a",
    "inde": "independant",
    "indes": "independants",
    "jai": "j ai",
    "javais": "j avais",
    "jcrois": "je crois",
    "jen": "j en",
    "jms": "jamais",
    "jpense": "je pense",
    "js": "je sais",
    "jsai": "je sais",
    "jsais": "je sais",
    "jsp": "je sais pas",
    "jspr": "j espere",
    "jsui": "je suis",
    "jsuis": "je suis",
    "jveu": "je veux",
    "jveux": "je veux",
    "jvoudrais": "je voudrais",
    "kand": "quand",
    "ke": "que",
    "kel": "quel",
    "kelke": "quelque",
    "kelle": "quelle",
    "ki": "qui",
    "koi": "quoi",
    "lan": "l an",
    "lannee": "l annee",
    "lasso": "l association",
    "lassociation": "l association",
    "lic": "licence",
    "licce": "licence",
    "lics": "licences",
    "mnt": "maintenant",
    "ms": "mais",
    "mtn": "maintenant",
    "mtp": "montpellier",
    "mtpl": "montpellier",
    "na": "n a",
    "nan": "non",
    "nb": "nombre",
    "nbre": "nombre",
    "nest": "n est",
    "nn": "non",
    "nop": "non",
    "nope": "non",
    "ns": "nous",
    "nsp": "je sais pas",
    "occ": "occitanie",
    "orga": "organisation",
    "ouai": "ouais",
    "ouaip": "ouais",
    "oue": "oui",
    "ouep": "oui",
    "pa": "pas",
    "pb": "probleme",
    "pck": "parce que",
    "pcq": "parce que",
    "pdt": "pendant",
    "peutetre": "peut etre",
    "pk": "pourquoi",
    "pkoi": "pourquoi",
    "perpi": "perpignan",
    "poss": "possible",
    "pq": "pourquoi",
    "pr": "pour",
    "ptit": "petit",
    "ptite": "petite",
    "crea": "creation",
    "cotis": "cotisations",
    "cotiz": "cotisations",
    "festoche": "festival",
    "prod": "production",
    "prods": "productions",
    "psk": "parce que",
    "pt": "peut",
    "ptet": "peut etre",
    "ptetre": "peut etre",
    "qd": "quand",
    "qlq": "quelques",
    "qlques": "quelques",
    "qq": "quelques",
    "qqn": "quelqu un",
    "quatres": "quatre",
    "quatrevingt": "quatre vingt",
    "quatrevingts": "quatre vingt",
    "quon": "qu on",
    "slt": "salut",
    "sns": "sans",
    "ss": "sans",
    "stp": "s il te plait",
    "struct": "structure",
    "sub": "subvention",
    "subs": "subventions",
    "subv": "subvention",
    "svp": "s il vous plait",
    "tjours": "toujours",
    "tjr": "toujours",
    "tjrs": "toujours",
    "tjs": "toujours",
    "tls": "toulouse",
    "tlse": "toulouse",
    "toutafait": "tout a fait",
    "tps": "temps",
    "ts": "tous",
    "tt": "tout",
    "tte": "toute",
    "ttes": "toutes",
    "ui": "oui",
    "uii": "oui",
    "vs": "vous",
    "wi": "oui",
    "ya": "il y a",
    "yavait": "il y avait",
    "yeah": "oui",
    "yen": "y en",
    "yep": "oui",
    "yes": "oui",
    "yess": "oui",
}
"""What people type on a phone → the same in full, folded. Whole words only."""

KEY_WORDS: tuple[str, ...] = (
    # who one is
    "accompagnement", "artiste", "artistes", "association", "associations", "autoproduction", "booking", "chanteur",
    "chanteuse", "collectivite", "commune", "communaute", "compositeur", "compositrice", "concert", "concerts",
    "festival", "festivals", "formation", "interprete", "label", "labels", "mairie", "musicien", "musicienne",
    "musiciens", "musique", "musiques", "musical", "actuelles", "producteur", "productrice", "producteurs",
    "production",
    "productions", "rappeur", "rappeuse", "repetition", "reseau", "spectacle", "spectacles", "structure", "structures",
    "studio", "tourneur", "tourneuse", "phonographique", "audiovisuelle", "independant",
    # what is wanted
    "cooperation", "structuration", "consolidation", "mentorat", "mentor", "transfert", "experience", "competences",
    "partenariat", "partenaire", "partenaires", "visibilite", "financement", "financements", "pilotage", "gestion",
    # what must be had
    "affiliation", "affilie", "affilies", "affiliee", "affiliees", "adherent", "adherents", "autofinancement",
    "bilan", "bilans", "catalogue", "chiffre", "affaires", "collective", "collectives", "convention", "conventions",
    "cotisations", "departement", "distributeur", "distribution", "depenses", "entrepreneur", "intermittent",
    "intermittents", "licence", "licences", "occitanie", "reference", "references", "region", "salarie", "salaries",
    "salariee", "benevole", "benevoles", "subvention", "subventions", "temps", "technicien", "equivalent", "budget",
    "environ", "pourcent", "euros", "heures", "semaine", "annee", "annees", "depuis", "janvier", "fevrier", "mars",
    "avril", "juillet", "septembre", "octobre", "novembre", "decembre", "aucune", "plusieurs", "premiere", "deuxieme",
)  # fmt: skip
"""Words that facts hang on: a word one slip away from one of them is read as it."""

_REAL_WORDS = word_set(
    # Every word of the language that one slip parts from a key word: it is what it says.
    "accompagnements accompagnerent actuelle adherant adherants adherente adherentes adnees affaire affairee"
    " affairees affairer affairez affile affilee affilees affiles affilia affilias affiliations affilier affiliez"
    " ainees altiste altistes annele anneles annexe annexes ansees apnees audiovisuelles autiste autistes"
    " autofinancements bilais bilant bilons biplan biplans bookings budgets catalogne catalogua cataloguee"
    " cataloguer catalogues cataloguez chanceuse changeur chanter chanteurs chanteuses chiffe chiffra chiffree"
    " chiffrer chiffres chiffrez collectivise collectiviste collectivites commue commuee commun communautes communes"
    " communie communs commute competence competentes compositeurs compositrices composteur concept concepts"
    " concerta concertas concerte concertes concerto concertos concret concrets consentions consolidations"
    " contention contentions convenions cooperations cotisation deduis defenses demembre departements dependes"
    " depensas depense depensee depensees depenser depensez deportement depris deuxiemes distributeurs distributions"
    " entrepreneurs environs equivalant equivalente equivalents experiences fevier financerent formations gestions"
    " hetres heurtes heurts independante independants intermittente intermittentes interpreta interpretee"
    " interpreter interpretes interpretez lambel lambels lebels licencie licencies maigrie mairies maorie marrie"
    " mentir menton mentors musicale musiciennes musiqua musiquas musiquee musiquees musiquer musiquez musque"
    " musques mutique mutiques novembres occitane partenariats pelotage photographique pilotages premier premieres"
    " premiers productrices rapeuse referenca referencas referencee referencees referencer referencez regions"
    " repetitions reseaux reverence reverences roseau salaire salaires salaria salarias salariees salarier salariez"
    " semaines structura structuras structurations structuree structurees structurel structurels structurer"
    " structurez studios subvenions techniciens tempes tempos tourbeuse tourner tourneurs tourneuses transfera"
    " transferat transfere transferts visibilites"
)

_SHORTEST_MENDED = 6
_LONG = 10


def _slips(word: str) -> Iterator[str]:
    """Yield `word` less one letter, at each place."""
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _one_slip_away(left: str, right: str) -> bool:
    """Whether one letter more, less, changed, or two swapped, make one word the other."""
    if left == right:
        return True
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    rest_left, rest_right = left[start : len(left) - end], right[start : len(right) - end]
    if max(len(rest_left), len(rest_right)) <= 1:
        return True
    return len(rest_left) == 2 and rest_left == rest_right[::-1]


_KNOWN = frozenset(KEY_WORDS) | _REAL_WORDS | frozenset(SHORTHAND)


def _by_slip() -> dict[str, list[str]]:
    """Return each key word under itself and under what is left of it when a letter is missing."""
    found: dict[str, list[str]] = {}
    for word in sorted(set(KEY_WORDS)):
        for key in {word, *_slips(word)}:
            found.setdefault(key, []).append(word)
    return found


_BY_SLIP = _by_slip()


@lru_cache(maxsize=4_096)
def corrected(word: str) -> str:
    """Return the key word that `word` is one slip away from, else `word`.

    The first letter must be right, words under six letters are left alone, and a doubled letter costs nothing
    (« licennce », « assosciation » are mended; « salaire » is a word and stays).
    """
    if len(word) < _SHORTEST_MENDED or len(word) > 20 or word in _KNOWN:
        return word
    candidates = dict.fromkeys(
        candidate
        for key in (word, *_slips(word))
        for candidate in _BY_SLIP.get(key, ())
        if candidate[0] == word[0] and _one_slip_away(word, candidate)
    )
    return min(candidates, key=lambda candidate: (abs(len(candidate) - len(word)), candidate), default=word)

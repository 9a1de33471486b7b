"""What the person says they do not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .asking import WHERE
from .message import Context, Message
from .patterns import whole_words
from .scope import Standing

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
        if _ABOUT_MEANING.search(around):
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


_ABOUT_MEANING = re.compile(
    rf"(?<!\S)(?:ce que? (?:c|cela|veut)|comment|{WHERE}|connais pas (?:le|la|l|les|ce)(?! chiffre)|trouve pas)(?!\S)"
)
_FEW_WORDS = 4

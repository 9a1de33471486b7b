"""From the probabilities of the labels to what was meant, or that it is not sure.

Pure functions: what they are given is all they know. A label is an intent, or an intent and its response key
(`faq/date_limite`, `non_precise/contact`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

QUESTION = "faq"
UNANSWERED = "non_precise"
OFF_SUBJECT = "hors_sujet"
STATEMENT = "informer"
DOES_NOT_KNOW = "ne_sait_pas"
UNSURE = "incertain"
NOT_UNDERSTOOD = "incompris"
OTHER_LANGUAGE = "autre_langue"

Ranking = list[tuple[str, float]]
"""Every label and its probability, best first."""

# What a person asks of the conversation itself: the facts said beside it do not drown it.
_COMMANDS = frozenset(
    {
        "comparer",
        "demander_pourquoi",
        "demander_verdict",
        "effacer_donnees",
        "et_si",
        "recapituler",
        "recommencer",
    }
)


# What a question is not, whatever its words.
_NO_QUESTIONS = frozenset({STATEMENT, DOES_NOT_KNOW, "affirmer", "nier", "saluer", "remercier"})


# Of the probability of the likeliest article: another that has this share of it is meant too.
_NEARLY = 0.4


# Of the probability of a refusal: a guess that has less of it is not told.
_AS_LIKELY = 0.5


@dataclass(frozen=True)
class Thresholds:
    """Probabilities, set on messages that were written apart, for development.

    A message is off the subject, or not answered by the sources, when that is as probable as `refusal`. An article is
    taken when it is at least `sure`, or leads the next label by `lead`; what people say of the conversation itself when
    it is at least `talk`. Beside facts that no question mark or question word follows, a question or a command is heard
    when it is as probable that there is one as `beside_facts`. Of an uncertain message, the likeliest article is worth
    being told, said to be a guess, when it is at least `guess`; of one that the sources do not answer, as what they say
    nearest to it, when it is at least `near`.
    """

    refusal: float = 0.4
    sure: float = 0.5
    lead: float = 0.25
    talk: float = 0.35
    beside_facts: float = 0.95
    guess: float = 0.15
    near: float = 0.1


@dataclass(frozen=True)
class Signs:
    """What is known of a message beside its words: does it state facts, or a doubt, does it ask, does it suppose?"""

    facts: bool = False
    unknown: bool = False
    asks: bool = False
    supposes: bool = False


def intent_of(label: str) -> str:
    """Return the intent of a label."""
    return label.partition("/")[0]


def decide(ranking: Ranking, signs: Signs, thresholds: Thresholds, themes: Mapping[str, str] | None = None) -> str:
    """Return the label that is meant, or `incertain`; of articles that are `twins` the likeliest stands for all."""
    if not signs.asks and not signs.supposes:
        if signs.facts and _asking(ranking) < thresholds.beside_facts:
            return STATEMENT
        if signs.unknown and not signs.facts:
            return DOES_NOT_KNOW
    refusal = _refusal(ranking, thresholds.refusal)
    if refusal is not None:
        return refusal
    accepted = [entry for entry in ranking if intent_of(entry[0]) not in (OFF_SUBJECT, UNANSWERED)]
    best, probability = accepted[0] if accepted else (UNSURE, 0.0)
    runner_up = max((share for label, share in ranking if label != best), default=0.0)
    if intent_of(best) == QUESTION:
        together = sum(share for _, share in twins(ranking, themes or {}))
        taken = together >= thresholds.sure or probability - runner_up >= thresholds.lead
    else:
        taken = probability >= thresholds.talk
    return best if taken else UNSURE


def _asking(ranking: Ranking) -> float:
    """Return the probability that a message asks something, of the schemes or of the conversation."""
    return sum(share for label, share in ranking if intent_of(label) in (QUESTION, UNANSWERED) or label in _COMMANDS)


def of_a_question(ranking: Ranking) -> Ranking:
    """Return the ranking of a message that asks: labels that ask nothing go, the others share their probability."""
    kept = [entry for entry in ranking if entry[0] not in _NO_QUESTIONS]
    total = sum(share for _, share in kept)
    return [(label, share / total) for label, share in kept] if total else ranking


def guess(ranking: Ranking, thresholds: Thresholds, themes: Mapping[str, str] | None = None) -> list[str]:
    """Return the articles that an uncertain message may well ask for, none when a refusal is far likelier."""
    _, share = _likeliest_article(ranking)
    refused = sum(share for label, share in ranking if intent_of(label) in (OFF_SUBJECT, UNANSWERED))
    if share < max(thresholds.guess, _AS_LIKELY * refused):
        return []
    return [label for label, _ in told_together(ranking, themes or {})]


def nearest(ranking: Ranking, thresholds: Thresholds) -> str | None:
    """Return the article that says what is nearest to a question without an answer, None when none is near."""
    best, share = _likeliest_article(ranking)
    return best if share >= thresholds.near else None


def _likeliest_article(ranking: Ranking) -> tuple[str, float]:
    return next(((label, share) for label, share in ranking if intent_of(label) == QUESTION), ("", 0.0))


def twins(ranking: Ranking, themes: Mapping[str, str]) -> Ranking:
    """Return the likeliest article and its twins: as likely or nearly, on the same theme for another scheme.

    « C'est combien ? » asks about every scheme that gives money. `themes` holds the theme of each article's label.
    """
    articles = [(label, share) for label, share in ranking if intent_of(label) == QUESTION]
    if not articles:
        return []
    best, highest = articles[0]
    theme = themes.get(best, best)
    return [
        (label, share) for label, share in articles if themes.get(label, label) == theme and share >= _NEARLY * highest
    ]


def told_together(ranking: Ranking, themes: Mapping[str, str]) -> Ranking:
    """Return the articles that answer one question: the likeliest and its twins, else the one that is nearly as likely.

    « J'ai la licence 2 mais la 3 a expiré, le volet spectacle c'est mort ? » asks of the licences and of the volet.
    """
    found = twins(ranking, themes)
    others = [entry for entry in ranking if intent_of(entry[0]) == QUESTION and entry not in found]
    if len(found) == 1 and others and others[0][1] >= _NEARLY * found[0][1]:
        return [*found, others[0]]
    return found


def _refusal(ranking: Ranking, limit: float) -> str | None:
    """Return the label that says why there is no answer, None when there may be one."""
    refusing = [(label, share) for label, share in ranking if intent_of(label) in (OFF_SUBJECT, UNANSWERED)]
    shares: dict[str, float] = dict.fromkeys((OFF_SUBJECT, UNANSWERED), 0.0)
    for label, share in refusing:
        shares[intent_of(label)] += share
    if not refusing or sum(shares.values()) < limit:
        return None
    reason = max(shares, key=lambda intent: shares[intent])
    return next(label for label, _ in refusing if intent_of(label) == reason)

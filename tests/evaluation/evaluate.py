"""How well the assistant understands people: `make evaluate`.

Usage: python -m tests.evaluation.evaluate [FILE.yml …]        (by default every set of every folder)

Every message goes through the real assistant. The tables are printed with counts and the worst errors, and written,
with every error and the confusion plots, to `results/` (ignored by git).
"""

import asyncio
import os
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from .report import write_report
from .scores import Score

if TYPE_CHECKING:
    from bot.agent import Assistant

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
DAY = "2024-02-01"
SHOWN = 20
MOST_MESSAGES = 80
REFUSALS = {"hors_sujet", "non_precise", "incompris"}


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of a set, the assistant's clock being set to the day of each."""
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        os.environ["ASSISTANT_DATE"] = str(entry.get("date", DAY))
        yield entry


def fold(text: str) -> str:
    """Return the text without accents, capitals, and unusual spaces or apostrophes."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def holds(text: str, wanted: Iterable[str | list[str]]) -> bool:
    """Whether `text` holds each of `wanted`, or one of its alternatives."""
    said = fold(text)
    return all(any(fold(w) in said for w in ([one] if isinstance(one, str) else one)) for one in wanted)


def outcome(reply: list[dict[str, Any]], is_right: bool | None = None) -> str:
    """Return what a question got, in a word or two."""
    first = reply[0]
    if motif := first.get("motif"):
        return "vouliez-vous dire" if motif == "incompris" and first.get("choices") else motif
    if first["type"] == "question":
        return "sans réponse"
    sure = "supposé" if "Je ne suis pas certain" in first["text"] else "répondu"
    return sure if is_right is None else f"{sure}, {'juste' if is_right else 'faux'}"


async def evaluate_questions(assistant: "Assistant", path: Path) -> list[Score]:
    """Questions about the schemes: is the decisive fact in the answer; is an in-scope question refused."""
    answered = Score("questions: the answer holds the decisive fact", "≥ 95 %")
    refused = Score("in-scope messages not refused", "≥ 96 %")
    for entry in entries(path):
        reply = await ask(assistant, entry["id"], entry["dit"])
        text = " ".join(message["text"] for message in reply if message["type"] != "question")
        error = f"{entry['id']} « {entry['dit']} » → {text[:160]}"
        is_right = holds(text, entry["contient"])
        answered.add(is_right, error, "question", outcome(reply, is_right))
        refused.add(not any(message.get("motif") in REFUSALS for message in reply), error)
    return [answered, refused]


async def evaluate_out_of_scope(assistant: "Assistant", path: Path) -> list[Score]:
    """Off the subject, or not said by the sources: is it left unanswered."""
    score = Score("out of scope or not said: not answered as if known", "≥ 92 %")
    exact = Score("  of which with the very motif", "")
    for entry in entries(path):
        reply = await ask(assistant, entry["id"], entry["dit"])
        motifs = {message.get("motif") for message in reply}
        shown = f"{entry['id']} « {entry['dit']} » ({entry['motif']}) → {reply[0]['text'][:160]}"
        score.add(bool(motifs & REFUSALS), shown, entry["motif"], outcome(reply))
        exact.add(entry["motif"] in motifs, shown)
    return [score, exact]


async def evaluate_stated_facts(assistant: "Assistant", path: Path) -> list[Score]:
    """Facts stated freely: share of the facts that are right; messages in which none is invented."""
    right = Score("facts stated freely: facts right", "≥ 96 %")
    invented = Score("messages without an invented fact", "≥ 99 %")
    for entry in entries(path):
        heard, _, _ = await understand(assistant, entry["id"], entry["dit"], None)
        expected = entry["faits"]
        for fact, value in expected.items():
            is_right = heard.get(fact) == value
            right.add(
                is_right,
                f"{entry['id']} « {entry['dit']} » {fact} : {value} ≠ {heard.get(fact, 'absent')}",
                fact,
                "juste" if is_right else "autre valeur" if fact in heard else "non entendu",
            )
        extra = {fact: value for fact, value in heard.items() if fact not in expected}
        invented.add(not extra, f"{entry['id']} « {entry['dit']} » inventé : {extra}")
        for fact in extra:
            invented.outcomes["rien", fact] += 1
    return [right, invented]


async def evaluate_answers(assistant: "Assistant", path: Path) -> list[Score]:
    """Answers to the pending question: the right value, « does not know », or a question back."""
    score = Score("answers to the pending question: right value", "≥ 98 %")
    for entry in entries(path):
        key = entry["question"]
        fact, _, year = key.partition(".")
        heard, unknown, ambiguous = await understand(assistant, entry["id"], entry["dit"], key)
        value = heard.get(fact)
        if year and isinstance(value, dict) and not value.keys() & {"au_moins", "moins_de"}:
            value = value.get(year)
        if entry.get("inconnu"):
            is_right = key in unknown
        elif entry.get("ambigu"):
            is_right = value is None and key not in unknown
        else:
            is_right = value == entry["valeur"]
        got = "inconnu" if key in unknown else f"ambigu {ambiguous}" if ambiguous else value
        kinds = {"juste": is_right, "inconnu": key in unknown, "ambigu": ambiguous, "autre valeur": value is not None}
        score.add(
            is_right,
            f"{entry['id']} [{key}] « {entry['dit']} » → {got} ≠ {entry.get('valeur', 'inconnu/ambigu')}",
            fact,
            next((kind for kind, holds_ in kinds.items() if holds_), "rien"),
        )
    return [score]


async def evaluate_applicants(assistant: "Assistant", path: Path) -> list[Score]:
    """Simulated applicants, with digressions and corrections: the right recommendation and statuses at the end."""
    score = Score("simulated applicants: right verdict and recommendation", "100 %")
    for entry in entries(path):
        verdict, said = await apply_as(assistant, entry)
        got = verdict["verdict"] if verdict else {}
        statuses = {scheme: got["dispositifs"][scheme]["statut"] for scheme in entry["statuts"]} if verdict else {}
        is_right = statuses == entry["statuts"] and got.get("recommandation") == entry["recommandation"]
        outcomes = str(entry["recommandation"]), str(got.get("recommandation") if verdict else "sans résultat")
        expected = f"{entry['recommandation']} {entry['statuts']}"
        score.add(
            is_right,
            f"{entry['id']} {got.get('recommandation')} {statuses} ≠ {expected} ({' / '.join(said)})",
            *outcomes,
        )
    return [score]


async def apply_as(assistant: "Assistant", applicant: dict[str, Any]) -> tuple[dict[str, Any] | None, list[str]]:
    """Hold a whole conversation as `applicant`; return the last verdict, None where none came, and what was said."""
    asides = sorted(
        [*applicant.get("digressions", ()), *applicant.get("corrections", ())], key=lambda aside: aside["apres"]
    )
    said: list[str] = []
    verdict, answered = None, 0
    reply = await assistant.open(applicant["id"], applicant["rubrique"])
    if "ouverture" in applicant:
        said.append(applicant["ouverture"])
        reply = await assistant.say(applicant["id"], said[0])
    while len(said) < MOST_MESSAGES:
        verdict = next((message for message in reply if message["type"] == "verdict"), verdict)
        asked = next((message["fact"] for message in reply if message["type"] == "question"), None)
        if asides and (asides[0]["apres"] <= answered or asked is None):
            said.append(asides.pop(0)["dit"])
        elif asked is None:
            break
        else:
            said.append(applicant["dit"].get(asked, "je ne sais pas"))
            answered += 1
        reply = await assistant.say(applicant["id"], said[-1])
    return verdict, said


async def ask(assistant: "Assistant", sender: str, text: str) -> list[dict[str, Any]]:
    """Return the reply to `text` as the first message of a conversation."""
    await assistant.open(sender, None)
    return await assistant.say(sender, text)


async def understand(
    assistant: "Assistant", sender: str, text: str, question: str | None
) -> tuple[dict[str, Any], list[str], list[tuple[str, list[Any]]]]:
    """Return (facts heard, questions declared unknown, ambiguous readings) of a message, `question` being pending."""
    from rasa.core.channels.channel import UserMessage

    from actions.tracker_facts import facts_of
    from actions.understanding import hear
    from rules_kb import FactError, newest_edition

    edition = newest_edition()
    parsed = await assistant.processor.parse_message(
        UserMessage(text, sender_id=sender, metadata={"question": question})
    )
    heard = hear(edition, parsed, question)
    known: dict[str, Any] = {}
    for key, value in heard.statements:
        try:
            facts_of(edition, {key: value})
        except FactError:
            continue
        known[key] = value
    return dict(facts_of(edition, known)), heard.unknown, heard.ambiguous


SETS = {
    "questions": evaluate_questions,
    "hors": evaluate_out_of_scope,
    "faits": evaluate_stated_facts,
    "reponses": evaluate_answers,
    "profils": evaluate_applicants,
}


async def run(assistant: "Assistant", paths: Iterable[Path]) -> list[Score]:
    """Return the scores of the sets in the files `paths`."""
    return [score for path in paths for score in await SETS[path.stem](assistant, path)]


def main() -> None:
    """Measure the sets named on the command line, or all of them."""
    from bot.logs import configure_logs

    configure_logs()
    from bot.agent import Assistant
    from bot.tracker_store import ConversationStore
    from rules_kb import newest_edition

    named = [Path(name).resolve() for name in sys.argv[1:]] or sorted(FOLDER.glob("*/*.yml"))
    with tempfile.TemporaryDirectory() as folder:
        store = ConversationStore(db=f"{folder}/conversations.sqlite3")
        assistant = Assistant.load(ROOT / "models/assistant.tar.gz", store, newest_edition().question_keys)
        for sets in sorted({path.parent for path in named}, reverse=True):
            scores = asyncio.run(run(assistant, [path for path in named if path.parent == sets]))
            show(sets.name, scores)


def show(sets: str, scores: list[Score]) -> None:
    """Print the table of a folder of sets and the worst errors, and write its page."""
    print(f"== {sets}")
    for score in scores:
        print(score)
    for score in scores:
        if score.errors:
            print(f"\n{score.name}, {min(SHOWN, len(score.errors))} errors of {len(score.errors)}:")
            print("\n".join(f"  {error}" for error in score.errors[:SHOWN]))
    page = write_report(ROOT / "results" / sets, scores, f"{sets}, {time.strftime('%Y-%m-%d')}")
    print(f"\n{page}\n")


if __name__ == "__main__":
    main()

"""Plays the conversations that testers write in YAML, through the real assistant. See README.md beside this file."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent
DEFAULT_DATE = "2024-02-01"
MAX_ANSWERS = 60

CONVERSATION_KEYS = {"nom", "date", "rubrique", "attend", "tours"}
SAYINGS = {"dit", "choisit", "repond"}
TURN_KEYS = SAYINGS | {"attend"}


@dataclass(frozen=True)
class Conversation:
    """One conversation of a file, checked for misspelt keys."""

    file: str
    nom: str
    date: str
    rubrique: str | None
    attend: dict[str, Any]
    tours: list[dict[str, Any]]


def conversations() -> list[Conversation]:
    """Read every conversation of the folder. Raises ValueError for a key that means nothing or a turn without words."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in YAML(typ="safe").load(path.read_text(encoding="utf-8")):
            _refuse_unknown(path, entry, CONVERSATION_KEYS)
            _refuse_unknown(path, entry.get("attend", {}), set(CHECKS))
            for turn in entry["tours"]:
                _refuse_unknown(path, turn, TURN_KEYS)
                if len(SAYINGS & set(turn)) != 1:
                    raise ValueError(f"{path.name} : un tour a une seule clé parmi {sorted(SAYINGS)} : {dict(turn)}")
                _refuse_unknown(path, turn.get("attend", {}), set(CHECKS))
            found.append(
                Conversation(
                    path.stem,
                    entry["nom"],
                    str(entry.get("date", DEFAULT_DATE)),
                    entry.get("rubrique"),
                    entry.get("attend", {}),
                    entry["tours"],
                )
            )
    return found


def _refuse_unknown(path: Path, entry: dict[str, Any], allowed: set[str]) -> None:
    if unknown := set(entry) - allowed:
        raise ValueError(f"{path.name} : clé inconnue {sorted(unknown)} ; clés possibles : {sorted(allowed)}")


async def play(assistant: Any, conversation: Conversation, sender: str) -> None:
    """Play a conversation and check what it expects. Raises AssertionError with the turn and the reply."""
    reply = await assistant.open(sender, conversation.rubrique)
    check(reply, conversation.attend, "à l'ouverture")
    for turn in conversation.tours:
        if "dit" in turn:
            reply, said = await assistant.say(sender, turn["dit"]), turn["dit"]
        elif "choisit" in turn:
            reply, said = await assistant.choose(sender, str(turn["choisit"])), f"[{turn['choisit']}]"
        else:
            stop_at = turn.get("attend", {}).get("question")
            reply, said = await _answer(assistant, sender, reply, turn["repond"], stop_at), "(réponses)"
        check(reply, turn.get("attend", {}), f"après « {said} »")


async def _answer(
    assistant: Any, sender: str, reply: list[dict[str, Any]], answers: dict[str, Any], stop_at: str | None
) -> list[dict[str, Any]]:
    """Answer the questions that come, until none comes any more or until the question `stop_at`."""
    for _ in range(MAX_ANSWERS):
        question = _last(reply, "question")
        if question is None or question["fact"] == stop_at:
            return reply
        fact = question["fact"]
        assert fact in answers, f"question inattendue « {fact} » : {question['text']}"
        reply = await assistant.say(sender, str(answers[fact]))
        again = _last(reply, "question")
        assert again is None or again["fact"] != fact, f"« {answers[fact]} » non compris pour {fact} : {reply}"
    raise AssertionError(f"plus de {MAX_ANSWERS} questions")


def fold(text: str) -> str:
    """Return the text without accents, capitals or unusual spaces and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _last(reply: list[dict[str, Any]], kind: str) -> dict[str, Any] | None:
    return next((message for message in reversed(reply) if message["type"] == kind), None)


def _types(reply: list[dict[str, Any]], expected: list[str]) -> bool:
    return [message["type"] for message in reply] == expected


def _question(reply: list[dict[str, Any]], expected: str | None) -> bool:
    question = _last(reply, "question")
    return (question and question["fact"]) == expected


def _motif(reply: list[dict[str, Any]], expected: str) -> bool:
    return any(message.get("motif") == expected for message in reply)


def _recommandation(reply: list[dict[str, Any]], expected: str | None) -> bool:
    verdict = _last(reply, "verdict")
    return verdict is not None and verdict["recommandation"] == expected


def _statuts(reply: list[dict[str, Any]], expected: dict[str, str]) -> bool:
    verdict = _last(reply, "verdict")
    if verdict is None:
        return False
    schemes = verdict["verdict"]["dispositifs"]
    statuses = {key: value["statut"] for key, value in schemes.items()}
    for key, scheme in schemes.items():
        statuses |= {f"{key}.{volet}": value["statut"] for volet, value in scheme.get("volets", {}).items()}
    return all(statuses.get(key) == value for key, value in expected.items())


def _volet(reply: list[dict[str, Any]], expected: str) -> bool:
    verdict = _last(reply, "verdict")
    return verdict is not None and any(
        scheme.get("volet") == expected for scheme in verdict["verdict"]["dispositifs"].values()
    )


def _faits(reply: list[dict[str, Any]], expected: dict[str, Any]) -> bool:
    recap = _last(reply, "recapitulatif")
    if recap is None:
        return False
    return all(
        key not in recap["faits"] if value == "absent" else recap["faits"].get(key, ...) == value
        for key, value in expected.items()
    )


def _contient(reply: list[dict[str, Any]], expected: list[str]) -> bool:
    said = fold(" ".join(message["text"] for message in reply))
    return all(fold(words) in said for words in expected)


def _sans(reply: list[dict[str, Any]], unexpected: list[str]) -> bool:
    said = fold(" ".join(message["text"] for message in reply))
    return not any(fold(words) in said for words in unexpected)


def _choix(reply: list[dict[str, Any]], expected: list[str]) -> bool:
    offered = {choice["id"] for message in reply for choice in message.get("choices", [])}
    return offered >= {str(choice) for choice in expected}


CHECKS = {
    "types": _types,
    "question": _question,
    "motif": _motif,
    "recommandation": _recommandation,
    "statuts": _statuts,
    "volet": _volet,
    "faits": _faits,
    "contient": _contient,
    "sans": _sans,
    "choix": _choix,
}


def check(reply: list[dict[str, Any]], expected: dict[str, Any], when: str) -> None:
    """Check a reply. Raises AssertionError that shows what was expected and what came."""
    assert reply, f"{when} : réponse vide"
    for key, value in expected.items():
        if not CHECKS[key](reply, value):
            shown = "\n".join(f"  [{m['type']}] {m.get('fact', '')} {m['text']}" for m in reply)
            raise AssertionError(f"{when} : attendu {key} = {value!r}\nréponse :\n{shown}")

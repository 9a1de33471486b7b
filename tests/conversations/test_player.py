"""The player itself: each of its checks passes when it should, and fails when it should."""

from pathlib import Path
from typing import Any

import pytest

from tests.conversations import player
from tests.conversations.player import CHECKS, Conversation, check, conversations, play

VERDICT = {
    "type": "verdict",
    "text": "L’aide est ouverte jusqu'au 7 mars 2024.",
    "recommandation": "structuration",
    "verdict": {
        "dispositifs": {
            "cooperation": {"statut": "non_eligible"},
            "structuration": {
                "statut": "eligible",
                "volet": "musique_a_l_image",
                "volets": {"spectacle_vivant": {"statut": "non_eligible"}, "musique_a_l_image": {"statut": "eligible"}},
            },
            "mentorat": {"statut": "a_completer"},
        }
    },
    "choices": [{"id": "recommencer", "label": "Recommencer"}],
}
QUESTION = {"type": "question", "fact": "licences", "text": "Quelles licences ?", "choices": [{"id": "2_3"}]}
RECAP = {
    "type": "recapitulatif",
    "text": "Voici",
    "faits": {"taxes_a_jour": None, "licences": [2], "chiffre_affaires": {"2021": 80000}},
}
OFF_SUBJECT = {"type": "incompris", "motif": "hors_sujet", "text": "Je ne parle que du Contrat de filière."}

PASSING_AND_FAILING: list[tuple[str, list[dict[str, Any]], Any, Any]] = [
    ("types", [OFF_SUBJECT, QUESTION], ["incompris", "question"], ["question"]),
    ("types", [QUESTION, QUESTION], ["question", "question"], ["question"]),
    ("question", [OFF_SUBJECT, QUESTION], "licences", "occitanie"),
    ("question", [VERDICT], None, "licences"),
    ("question", [QUESTION], "licences", None),
    ("motif", [OFF_SUBJECT, QUESTION], "hors_sujet", "non_precise"),
    ("recommandation", [VERDICT], "structuration", "mentorat"),
    ("recommandation", [{**VERDICT, "recommandation": None}], None, "structuration"),
    ("statuts", [VERDICT], {"structuration": "eligible"}, {"structuration": "a_confirmer"}),
    ("statuts", [VERDICT], {"cooperation": "non_eligible"}, {"cooperation": "eligible", "structuration": "eligible"}),
    (
        "statuts",
        [VERDICT],
        {"structuration.spectacle_vivant": "non_eligible"},
        {"structuration.spectacle_vivant": "eligible"},
    ),
    ("statuts", [VERDICT], {}, {"structuration.volet_inconnu": "eligible"}),
    ("volet", [VERDICT], "musique_a_l_image", "spectacle_vivant"),
    ("faits", [RECAP], {"licences": [2]}, {"licences": [2, 3]}),
    ("faits", [RECAP], {"taxes_a_jour": None}, {"taxes_a_jour": "absent"}),
    ("faits", [RECAP], {"occitanie": "absent"}, {"occitanie": None}),
    ("faits", [RECAP], {"chiffre_affaires": {"2021": 80000}}, {"chiffre_affaires": {"2021": 80001}}),
    ("contient", [VERDICT], ["l'AIDE est", "7 mars 2024"], ["7 mars 2024", "8 mars 2024"]),
    ("sans", [VERDICT], ["8 mars"], ["8 mars", "L'AIDE"]),
    ("choix", [VERDICT, QUESTION], ["recommencer", "2_3"], ["recommencer", "1_3"]),
]


@pytest.mark.parametrize(("name", "reply", "right", "wrong"), PASSING_AND_FAILING)
def test_a_check_passes_and_fails(name: str, reply: list[dict[str, Any]], right: Any, wrong: Any) -> None:
    check(reply, {name: right}, "ici")
    with pytest.raises(AssertionError, match=f"ici : attendu {name}"):
        check(reply, {name: wrong}, "ici")


def test_every_check_is_tried() -> None:
    assert {name for name, *_ in PASSING_AND_FAILING} == set(CHECKS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("recommandation", None), ("statuts", {}), ("volet", None), ("faits", {}), ("faits", {"licences": "absent"})],
)
def test_what_is_expected_of_a_verdict_or_a_recap_fails_without_one(name: str, expected: Any) -> None:
    with pytest.raises(AssertionError):
        check([QUESTION], {name: expected}, "ici")


def test_an_empty_reply_always_fails() -> None:
    with pytest.raises(AssertionError, match="réponse vide"):
        check([], {}, "ici")


class Scripted:
    """An assistant that asks its questions in order, then gives a verdict; « ? » is never understood."""

    def __init__(self, *facts: str) -> None:
        self.facts = list(facts)
        self.heard: list[str] = []

    def reply(self) -> list[dict[str, Any]]:
        return [{**QUESTION, "fact": self.facts[0]}] if self.facts else [VERDICT]

    async def open(self, sender: str, rubrique: str | None) -> list[dict[str, Any]]:
        self.heard.append(f"({rubrique})")
        return self.reply()

    async def say(self, sender: str, text: str) -> list[dict[str, Any]]:
        self.heard.append(text)
        if text != "?":
            self.facts = self.facts[1:]
        return self.reply()

    async def choose(self, sender: str, choice: str) -> list[dict[str, Any]]:
        return await self.say(sender, f"[{choice}]")


def conversation(*turns: dict[str, Any], opening: dict[str, Any] | None = None) -> Conversation:
    return Conversation("fichier", "nom", "2024-02-01", "structuration", opening or {}, list(turns))


async def test_a_conversation_is_opened_said_chosen_and_answered() -> None:
    assistant = Scripted("a", "b", "c", "d")
    turns = [
        {"dit": "un"},
        {"choisit": 2},
        {"repond": {"c": "trois", "d": 4, "e": "cinq"}, "attend": {"question": None}},
    ]
    await play(assistant, conversation(*turns, opening={"question": "a"}), "s")
    assert assistant.heard == ["(structuration)", "un", "[2]", "trois", "4"]


async def test_answers_stop_at_the_question_that_is_expected() -> None:
    assistant = Scripted("a", "b", "c")
    await play(
        assistant, conversation({"repond": {"a": "un", "b": "deux", "c": "trois"}, "attend": {"question": "b"}}), "s"
    )
    assert assistant.heard == ["(structuration)", "un"]


@pytest.mark.parametrize(
    ("turn", "fault"),
    [
        ({"repond": {"b": "deux"}}, "question inattendue « a »"),
        ({"repond": {"a": "?"}}, "non compris pour a"),
        ({"repond": {"a": "un", "b": "deux"}, "attend": {"question": "z"}}, "attendu question = 'z'"),
        ({"dit": "un", "attend": {"question": "z"}}, "après « un » : attendu question = 'z'"),
        ({"choisit": "oui", "attend": {"types": []}}, "après « .oui. » : attendu types"),
    ],
)
async def test_a_conversation_that_goes_wrong_fails(turn: dict[str, Any], fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        await play(Scripted("a", "b"), conversation(turn), "s")


async def test_what_is_expected_at_the_opening_is_checked() -> None:
    with pytest.raises(AssertionError, match="à l'ouverture"):
        await play(Scripted("a"), conversation(opening={"question": "z"}), "s")


async def test_questions_without_end_are_given_up() -> None:
    endless = Scripted(*["a", "b"] * player.MAX_ANSWERS)
    with pytest.raises(AssertionError, match="questions"):
        await play(endless, conversation({"repond": {"a": "un", "b": "deux"}}), "s")


@pytest.mark.parametrize(
    "entry",
    [
        "{nom: x, tours: [], jour: 2024-02-01}",
        "{nom: x, tours: [{dit: bonjour, attends: {}}]}",
        "{nom: x, tours: [{dit: bonjour, attend: {questions: besoin}}]}",
        "{nom: x, tours: [], attend: {questions: besoin}}",
        "{nom: x, tours: [{dit: bonjour, choisit: oui}]}",
        "{nom: x, tours: [{attend: {}}]}",
    ],
)
def test_a_misspelt_key_is_refused(entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "essai.yml").write_text(f"- {entry}\n", encoding="utf-8")
    monkeypatch.setattr(player, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"essai\.yml"):
        conversations()


def test_every_conversation_has_a_name_of_its_own() -> None:
    names = [(found.file, found.nom) for found in conversations()]
    assert len(names) == len(set(names))

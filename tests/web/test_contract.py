"""What docs/contract.md promises of the web channel's messages, held against the messages themselves."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stub_assistant import REPLIES

from actions.verdict_message import verdict_message
from bot.messages import transcript
from rules_kb import check_facts, evaluate, newest_edition

CONTRACT = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")


def promised(kind: str) -> set[str]:
    """Return the keys of a message of that type: every word in code in its row, and those of all messages."""
    row = re.search(rf"^\| `{kind}` \| (.*) \|$", CONTRACT, re.MULTILINE)
    assert row is not None
    keys = re.findall(r"`(\w+)`", re.sub(r"\([^()]*\)", "", row[1]))
    return {"type", "text", *keys}


def verdict(**facts: Any) -> dict[str, Any]:
    edition, on = newest_edition(), date(2024, 2, 1)
    checked = check_facts(edition, facts)
    return verdict_message(edition, checked, evaluate(edition, checked, on), on)


@pytest.mark.parametrize("facts", [{"occitanie": False}, {"besoin": "mentorat", "filiere_musiques_actuelles": True}])
def test_a_verdict_has_the_keys_of_the_contract(facts: dict[str, Any]) -> None:
    assert set(verdict(**facts)) == promised("verdict")


def test_the_page_is_tried_with_a_whole_verdict() -> None:
    (shown,) = REPLIES["verdict"]
    assert set(shown) == promised("verdict")


def test_the_conversation_so_far_has_the_keys_of_the_contract() -> None:
    picked = {"event": "user", "text": "/choisir", "timestamp": 0, "metadata": {"texte_affiche": "Oui", "choix": "oui"}}
    (message,) = transcript([picked])
    added = set(message) - {"type", "text"}
    assert added == {"auteur", "heure", "choice"}
    assert [key for key in added if f"`{key}`" not in CONTRACT.partition("A message is")[2]] == []

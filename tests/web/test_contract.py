"""What docs/contract.md promises of the web channel's messages, held against the messages themselves."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stub_assistant import REPLIES

from actions.verdict import questionnaire_message
from actions.verdict_message import verdict_message
from bot.http_errors import BY_STATUS, FAULT
from bot.messages import transcript
from rules_kb import check_facts, evaluate, newest_edition

CONTRACT_FILE = Path(__file__).parents[2] / "docs" / "contract.md"
CONTRACT = CONTRACT_FILE.read_text(encoding="utf-8")


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


@pytest.mark.parametrize("url", ["", "https://exemple.invalid/questionnaire"])
@pytest.mark.parametrize("forms", [True, False])
def test_a_questionnaire_has_the_keys_of_the_contract(monkeypatch: pytest.MonkeyPatch, url: str, forms: bool) -> None:
    monkeypatch.setenv("ASSISTANT_QUESTIONNAIRE_URL", url)
    edition = newest_edition()
    edition = edition if forms else edition.copy(update={"questionnaire": None})
    message = questionnaire_message(edition, check_facts(edition, {"mentorat_theme": "gestion"}))
    assert set(message) == promised("questionnaire")
    if message["formulaire"]:
        described = CONTRACT.partition("`formulaire` is")[2].partition("Codes of errors")[0]
        keys = {*message["formulaire"], *(key for field in message["formulaire"]["champs"] for key in field)}
        assert [key for key in keys if f'"{key}"' not in described and f"`{key}`" not in described] == []
        types = {field["type"] for field in message["formulaire"]["champs"]}
        assert types == {"texte", "texte_long", "courriel", "choix", "consentement"}
        assert [kind for kind in types if f"`{kind}`" not in described] == []


def test_the_funding_plan_has_the_keys_of_the_contract() -> None:
    edition = newest_edition()
    facts = check_facts(edition, {"budget_action": 40_000, "nb_acteurs": 3})
    schemes = evaluate(edition, facts, date(2024, 2, 1)).as_dict()["dispositifs"]
    described = re.findall(r"^\| (`[a-z_`, ]+`) \|", CONTRACT.partition("`montage`")[2].partition("## 3.")[0], re.M)
    keys = {key for row in described for key in re.findall(r"`(\w+)`", row)}
    assert set(schemes["cooperation"]["montage"][0]) == keys
    assert set(schemes["structuration"]["montage"][0]) == keys - {"categorie"}


def test_every_code_of_an_error_is_in_the_contract_and_no_other() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (CONTRACT_FILE.parents[1] / "bot").glob("*.py"))
    raised = set(re.findall(r'(?:ChannelError\(\s*|return )\d{3},\s*"(\w+)"', sources))
    raised |= {code for code, _ in BY_STATUS.values()} | {FAULT[0]}
    table = CONTRACT.partition("Codes of errors")[2].partition("## 5.")[0]
    listed = {code for row in re.findall(r"^\| \d{3} \| (.*) \|$", table, re.M) for code in re.findall(r"`(\w+)`", row)}
    assert listed - {"champs"} == raised
    assert {"formulaire_invalide", "demarrage", "session_introuvable"} <= raised


def test_the_conversation_so_far_has_the_keys_of_the_contract() -> None:
    picked = {"event": "user", "text": "/choisir", "timestamp": 0, "metadata": {"texte_affiche": "Oui", "choix": "oui"}}
    (message,) = transcript([picked])
    added = set(message) - {"type", "text"}
    assert added == {"auteur", "heure", "choice"}
    assert [key for key in added if f"`{key}`" not in CONTRACT.partition("A message is")[2]] == []

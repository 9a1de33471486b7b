"""The domain, the rules and the knowledge base say the same."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.eligibility_form import ANSWERING, FORM, SET_ASIDE_WHEN_TOLD
from bot.in_process_actions import InProcessActions
from rules_kb import newest_edition, slot_of

ROOT = Path(__file__).parents[2]
EDITION = newest_edition()
DOMAIN = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RULES = YAML(typ="safe").load((ROOT / "data/stories/regles.yml").read_text(encoding="utf-8"))["rules"]
FACT_SLOTS = {slot_of(key) for key in EDITION.question_keys}


def test_the_form_asks_every_question_of_the_knowledge_base_and_no_other() -> None:
    assert set(DOMAIN["forms"][FORM]["required_slots"]) == FACT_SLOTS


def test_every_fact_has_its_slot() -> None:
    bookkeeping = {"echange", "questions_posees", "a_eclaircir", "echecs", "sujet", "calendrier_annonce"}
    assert set(DOMAIN["slots"]) == FACT_SLOTS | bookkeeping


def test_every_slot_is_filled_by_our_own_action() -> None:
    # bot.agent asks Rasa for no other mapping.
    assert all(slot["mappings"] == [{"type": "custom"}] for slot in DOMAIN["slots"].values())


def test_every_fact_can_be_heard() -> None:
    assert set(EDITION.faits) <= set(DOMAIN["entities"])


def test_every_custom_action_of_the_domain_exists() -> None:
    assert InProcessActions().names == set(DOMAIN["actions"])


@pytest.mark.parametrize("intent", DOMAIN["intents"])
def test_every_intent_has_a_rule_or_answers_the_form(intent: str) -> None:
    ruled = {step["intent"] for rule in RULES for step in rule["steps"] if "intent" in step}
    assert intent in ruled | ANSWERING


def test_the_intents_that_the_form_knows_are_in_the_domain() -> None:
    assert set(DOMAIN["intents"]) >= ANSWERING | SET_ASIDE_WHEN_TOLD


def test_every_response_is_used() -> None:
    used = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    assert set(DOMAIN["responses"]) <= used

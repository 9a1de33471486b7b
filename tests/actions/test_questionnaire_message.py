"""The way to the mentoring questionnaire: the published one where its address is known, else the embedded form."""

import pytest

from actions.verdict import questionnaire_message
from rules_kb import check_facts, newest_edition

EDITION = newest_edition()
FACTS = {"mentorat_role": "ressource", "mentorat_theme": "gestion", "mentorat_profil": "benevole", "occitanie": True}


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ASSISTANT_QUESTIONNAIRE_URL", "ASSISTANT_SITE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_published_questionnaire_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_QUESTIONNAIRE_URL", "https://exemple.invalid/questionnaire")
    message = questionnaire_message(EDITION, check_facts(EDITION, FACTS))
    assert message["url"] == "https://exemple.invalid/questionnaire" and message["url"] in message["text"]
    assert message["prefill"] == {"mentorat_role": "ressource", "mentorat_theme": "gestion"}
    assert message["formulaire"] is None


@pytest.mark.parametrize("site", ["", "https://exemple.invalid"])
def test_without_its_address_the_form_serves(monkeypatch: pytest.MonkeyPatch, site: str) -> None:
    monkeypatch.setenv("ASSISTANT_SITE_URL", site)
    message = questionnaire_message(EDITION, check_facts(EDITION, FACTS))
    assert message["url"] is None
    assert message["formulaire"]["id"] == "ressource"
    assert message["formulaire"]["envoi"] == "/webhooks/web/questionnaires"
    assert message["prefill"] == {"theme": "gestion", "profil": "benevole"}
    assert message["formulaire"]["intro"] in message["text"]


def test_who_did_not_say_which_gets_the_form_of_those_who_are_helped() -> None:
    message = questionnaire_message(EDITION, check_facts(EDITION, {"mentorat_role": None}))
    assert message["formulaire"]["id"] == "beneficiaire" and message["prefill"] == {}


def test_an_edition_without_a_form_says_where_the_questionnaire_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = EDITION.copy(update={"questionnaire": None})
    message = questionnaire_message(edition, check_facts(edition, FACTS))
    assert (message["url"], message["formulaire"]) == (None, None) and "site du Contrat de filière" in message["text"]
    monkeypatch.setenv("ASSISTANT_SITE_URL", "https://exemple.invalid")
    assert questionnaire_message(edition, check_facts(edition, FACTS))["url"] == "https://exemple.invalid"

"""Whole conversations to a verdict, for each scheme, by mouse, by keyboard alone and by touch."""

import pytest
from browser_applicants import APPLICANTS
from browsing import NewPage
from playwright.sync_api import expect
from widget_driver import Way, Widget, is_opening

ADVISED = {
    "cooperation": "à condition de régulariser avant le dépôt",
    "structuration": "mais il reste à confirmer",
    "mentorat": "vous est ouvert",
}


@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
@pytest.mark.parametrize("rubrique", APPLICANTS)
def test_an_applicant_comes_to_a_verdict(rubrique: str, way: Way, new_page: NewPage, assistant_url: str) -> None:
    page = new_page(phone=way == "touch")
    with page.expect_response(is_opening) as opened:
        page.goto(f"{assistant_url}/?rubrique={rubrique}")
    widget = Widget(page, way).ready()

    reply = widget.converse(opened.value.json()["messages"], APPLICANTS[rubrique])

    verdict = next(message for message in reply if message["type"] == "verdict")
    assert verdict["recommandation"] == rubrique
    card = widget.log.locator("li.verdict")
    expect(card.get_by_role("heading", name="Votre résultat")).to_be_visible()
    expect(card.locator(".resume")).to_contain_text(ADVISED[rubrique])
    # The mentoring scheme has no dates: the calls' would mislead.
    expect(card.get_by_text("Dépôt ouvert. Au 1er février 2024")).to_have_count(int(rubrique != "mentorat"))
    rows = card.get_by_role("table", name="Les critères, un par un").get_by_role("row")
    assert rows.count() == 1 + sum(len(group["criteres"]) for group in verdict["groupes"])
    expect(card.get_by_role("button", name="Ma synthèse (nouvelle fenêtre)")).to_be_visible()


def test_after_the_deadline_the_card_says_so(new_page: NewPage, closed_url: str) -> None:
    page = new_page()
    with page.expect_response(is_opening) as opened:
        page.goto(f"{closed_url}/?rubrique=cooperation")
    widget = Widget(page).ready()
    widget.converse(opened.value.json()["messages"], APPLICANTS["cooperation"])
    expect(widget.log.locator("li.verdict .ouverture")).to_contain_text("Dépôt clos.")

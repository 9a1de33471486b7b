"""What each message shows: authors, times, choices, progress, reasons, the recap, the verdict, the summary's door."""

import re
from itertools import pairwise

import pytest
from browser_applicants import APPLICANTS, conversation
from browsing import resumed
from playwright.sync_api import BrowserContext, Page, expect
from widget_driver import Widget, is_reply


def at(page: Page, url: str, rubrique: str | None, answers: dict[str, str], *then: str) -> Widget:
    resumed(page, conversation(url, rubrique, answers, then))
    page.goto(url)
    return Widget(page).ready()


def test_each_message_has_its_author_and_its_time(page: Page, assistant_url: str) -> None:
    widget = at(page, assistant_url, None, {}, "on est un label")
    for message in widget.messages.all():
        author = message.locator(".auteur")
        expect(author).to_have_text(re.compile(r"^\s*(Assistant|Vous)\s+\d\d:\d\d\s*$"))
        assert author.locator("time").get_attribute("datetime")
    assert [m.locator(".auteur b").inner_text() for m in widget.messages.all()][2] == "Vous"


def test_choices_can_be_read_once_used(page: Page, assistant_url: str) -> None:
    page.goto(assistant_url)
    widget = Widget(page).ready()
    offered = widget.messages.nth(1).get_by_role("group", name="Réponses proposées").get_by_role("button")
    labels = offered.all_inner_texts()
    widget.button("Monter un projet à plusieurs").click()
    widget.ready()
    expect(offered).to_have_count(len(labels))
    for button in offered.all():
        expect(button).to_be_visible()
        expect(button).to_have_attribute("aria-disabled", "true")
    expect(offered.first).to_have_accessible_name("Monter un projet à plusieurs (votre choix)")
    # And can't be used again.
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    offered.nth(1).click(force=True)
    widget.ready()
    assert requested == []


def test_a_question_shows_how_far_one_is_and_why_it_is_asked(page: Page, assistant_url: str) -> None:
    page.goto(f"{assistant_url}/?rubrique=cooperation")
    widget = Widget(page).ready()
    question = widget.messages.last
    expect(question.locator(".avancement")).to_have_text(re.compile(r"^\s*Question 1 · encore \d+ au plus\s*$"))
    why = question.locator("details")
    expect(why.get_by_text("Pourquoi cette question ?")).to_be_visible()
    expect(why.locator(".prose")).to_be_hidden()
    why.locator("summary").click()
    expect(why.locator(".prose")).to_be_visible()
    expect(why.locator(".prose")).not_to_be_empty()


def test_a_line_of_the_recap_is_corrected_in_place(page: Page, assistant_url: str) -> None:
    widget = at(page, assistant_url, "structuration", {}, "on est un label", "récapitule")
    line = widget.log.locator("dl.faits > div").filter(has_text="Activité principale").last
    expect(line.locator("dd").first).to_have_text("Label")
    correct = line.get_by_role("button")
    expect(correct).to_have_accessible_name("Corriger : Activité principale")
    correct.click()
    widget.ready()
    expect(correct).to_be_focused()
    widget.button("Lieu ou festival").click()
    widget.ready()
    widget.type("récapitule")
    widget.ready()
    line = widget.log.locator("li.recapitulatif").last.locator("dl > div").filter(has_text="Activité principale")
    expect(line.locator("dd").first).to_have_text("Lieu ou festival")


def test_a_verdict_is_a_table_in_words(page: Page, assistant_url: str) -> None:
    widget = at(page, assistant_url, "structuration", APPLICANTS["structuration"])
    card = widget.log.locator("li.verdict")
    table = card.get_by_role("table", name="Les critères, un par un")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Critère", "Résultat", "Explication et source"]
    rows = table.locator("tbody").get_by_role("row").all()
    statuses = [row.get_by_role("cell").first.inner_text().strip() for row in rows]
    assert statuses == sorted(statuses, key=["Non rempli", "À confirmer", "À préciser", "Rempli"].index)
    assert {"Non rempli", "À confirmer", "Rempli"} <= set(statuses)
    for row in rows:
        expect(row.get_by_role("rowheader")).to_have_attribute("scope", "row")
        expect(row.locator("svg")).to_have_attribute("aria-hidden", "true")
        expect(row.locator(".source")).to_have_text(re.compile(r"^Source\s: \S"))
    for title in ("Ce qui changerait la réponse", "Les montants", "Les prochaines étapes", "Les documents à préparer"):
        expect(card.get_by_role("heading", name=title)).to_be_visible()
    assert card.locator(".etapes time").first.get_attribute("datetime")
    expect(card.locator(".ouverture b")).to_contain_text("Dépôt ouvert")


def test_the_table_stays_a_table_where_it_is_stacked(page: Page, assistant_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    widget = at(page, assistant_url, "structuration", APPLICANTS["structuration"])
    table = widget.log.get_by_role("table", name="Les critères, un par un")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Critère", "Résultat", "Explication et source"]
    for row in table.locator("tbody").get_by_role("row").all():
        expect(row.get_by_role("rowheader")).to_have_count(1)
        expect(row.get_by_role("cell")).to_have_count(2)


def test_headings_follow_each_other(page: Page, assistant_url: str) -> None:
    widget = at(page, assistant_url, "cooperation", APPLICANTS["cooperation"])
    levels = widget.root.evaluate(
        "(e) => [...e.shadowRoot.querySelectorAll('h1, h2, h3, h4')].filter((h) => h.checkVisibility())"
        ".map((h) => Number(h.localName[1]))"
    )
    assert levels[:3] == [1, 2, 3]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_summary_opens_in_a_window_that_was_announced(page: Page, assistant_url: str) -> None:
    widget = at(page, assistant_url, "cooperation", APPLICANTS["cooperation"])
    for button in (widget.root.locator(".outils .fenetre"), widget.log.locator("li.verdict .fenetre")):
        expect(button).to_have_accessible_name("Ma synthèse (nouvelle fenêtre)")
        with page.context.expect_page() as opened:
            button.click()
        opened.value.wait_for_url(re.compile(r"/synthese/[\w.-]+$"))
        expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
        assert opened.value.evaluate("() => window.opener") is None
        opened.value.close()


def test_a_window_that_is_not_let_open_becomes_a_link(page: Page, assistant_url: str) -> None:
    page.add_init_script("window.open = () => null")
    widget = at(page, assistant_url, "cooperation", APPLICANTS["cooperation"])
    widget.root.locator(".outils .fenetre").click()
    link = widget.log.get_by_role("link", name="Ouvrir ma synthèse (nouvelle fenêtre)")
    expect(link).to_have_attribute("href", re.compile(rf"^{re.escape(assistant_url)}/synthese/"))
    expect(link).to_have_attribute("target", "_blank")


def test_a_summary_that_fails_leaves_no_empty_window(page: Page, assistant_url: str) -> None:
    page.route("**/webhooks/web/synthese", lambda route: route.abort())
    widget = at(page, assistant_url, None, {})
    widget.root.locator(".outils .fenetre").click()
    expect(widget.log).to_contain_text("Votre synthèse n’a pas pu être préparée.")
    page.wait_for_function("() => true")
    assert _windows(page.context) == 1
    expect(widget.retry).to_be_visible()


def _windows(context: BrowserContext) -> int:
    return len([opened for opened in context.pages if not opened.is_closed()])


def test_every_link_says_that_it_opens_a_window(page: Page, assistant_url: str) -> None:
    page.goto(assistant_url)
    widget = Widget(page).ready()
    sites = [{"titre": "Le site", "url": "https://exemple.invalid/"}, {"titre": "Piège", "url": "javascript:alert(1)"}]
    reply = {
        "messages": [
            {"type": "verdict", "text": "D'accord", "liens": sites},
            {
                "type": "questionnaire",
                "text": "Le questionnaire vous attend. https://exemple.invalid/q",
                "url": "https://exemple.invalid/q",
                "prefill": {},
            },
        ]
    }
    page.route("**/webhooks/web/messages", lambda route: route.fulfill(json=reply))
    with page.expect_response(is_reply):
        widget.type("oui")
    widget.ready()
    links = widget.log.get_by_role("link")
    expect(links).to_have_count(2)
    for link in links.all():
        expect(link).to_have_accessible_name(re.compile(r"\(nouvelle fenêtre\)$"))
        expect(link).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize("kind", ["inconnu", "texte"])
def test_a_type_that_is_not_known_shows_its_text(kind: str, page: Page, assistant_url: str) -> None:
    page.goto(assistant_url)
    widget = Widget(page).ready()
    reply = {"messages": [{"type": kind, "text": "Voici :\n- un\n- deux"}]}
    page.route("**/webhooks/web/messages", lambda route: route.fulfill(json=reply))
    widget.type("oui")
    widget.ready()
    assert widget.messages.last.get_by_role("listitem").all_inner_texts() == ["un", "deux"]

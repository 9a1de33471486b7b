"""The widget on a site of somebody else's, under a strict policy: one line, one button, nothing taken or left."""

import json
import re

import pytest
from browsing import NewPage, only_local
from host_site import HostSite
from playwright.sync_api import Page, expect
from widget_driver import Widget, is_opening, is_reply

DEFAULT_COLOUR = "rgb(148, 41, 31)"


def test_one_line_makes_a_button_that_opens_a_conversation(page: Page, assistant_url: str, host_site: HostSite) -> None:
    page.goto(host_site.script(assistant_url, 'data-rubrique="structuration"'))
    widget = Widget(page)
    expect(widget.root).to_have_attribute("lang", "fr")
    with page.expect_request(lambda request: request.url.endswith("/sessions")) as opening:
        widget.launcher.click()
    assert opening.value.post_data_json == {"rubrique": "structuration"}
    widget.ready()
    expect(widget.log).to_contain_text("structuration")
    widget.type("quel est le montant maximum ?")
    expect(widget.log).to_contain_text("20 000 €")


def test_nothing_is_asked_of_anyone_before_it_is_opened(page: Page, assistant_url: str, host_site: HostSite) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host_site.script(assistant_url), wait_until="networkidle")
    expect(Widget(page).launcher).to_be_visible()
    assert [url for url in asked if url.startswith(assistant_url)] == [f"{assistant_url}/widget.js"]
    only_local(asked)


def test_it_leaves_a_token_in_the_tab_and_nothing_else(page: Page, assistant_url: str, host_site: HostSite) -> None:
    page.goto(host_site.script(assistant_url))
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()
    kept = page.evaluate("() => Object.fromEntries(Object.entries(sessionStorage))")
    assert set(kept) == {"contrat-filiere.session", "contrat-filiere.ouvert"}
    assert page.evaluate("() => localStorage.length") == 0
    assert page.context.cookies() == []


STYLES = """() => JSON.stringify([...document.querySelectorAll('html, body, h1, p, a')].map((element) => {
  const { font, color, background, margin, padding, overflow, position } = getComputedStyle(element);
  return [element.tagName, font, color, background, margin, padding, overflow, position,
    element.getAttribute('style'), element.getAttribute('class'), element.inert, element.ariaHidden];
}))"""


def test_it_leaves_the_page_as_it_is(page: Page, assistant_url: str, host_site: HostSite) -> None:
    page.goto(host_site.page(assistant_url, ""))
    before = page.evaluate(STYLES)
    page.goto(host_site.script(assistant_url))
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()
    assert page.evaluate(STYLES) == before
    assert page.evaluate("() => document.querySelectorAll('style, link').length") == 1


def test_it_takes_nothing_of_the_page_s_styles(page: Page, assistant_url: str, host_site: HostSite) -> None:
    """The site's root is 62.5 % of the reader's size, its buttons are red, its text is a serif at 2 lines."""
    page.goto(host_site.script(assistant_url))
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()
    style = widget.launcher.evaluate("(e) => { const s = getComputedStyle(e); return [s.fontSize, s.color] }")
    assert style == ["16px", "rgb(255, 255, 255)"]
    size, family, height = widget.log.evaluate(
        "(e) => { const s = getComputedStyle(e); return [s.fontSize, s.fontFamily, s.lineHeight] }"
    )
    assert size == "16px" and "system-ui" in family and height == "24px"


@pytest.mark.parametrize(
    ("couleur", "background", "text"),
    [
        ("#005f73", "rgb(0, 95, 115)", "rgb(255, 255, 255)"),
        ("#ffd166", "rgb(255, 209, 102)", "rgb(0, 0, 0)"),
        ("hsl(0 0% 46%)", "rgb(117, 117, 117)", "rgb(255, 255, 255)"),
        ("hsl(0 0% 47%)", "rgb(120, 120, 120)", "rgb(0, 0, 0)"),
        ("teal", "rgb(0, 128, 128)", "rgb(255, 255, 255)"),
        ("pas une couleur", DEFAULT_COLOUR, "rgb(255, 255, 255)"),
        ("transparent", DEFAULT_COLOUR, "rgb(255, 255, 255)"),
        ("rgb(0 0 0 / 20%)", DEFAULT_COLOUR, "rgb(255, 255, 255)"),
        ("currentColor", DEFAULT_COLOUR, "rgb(255, 255, 255)"),
        ("var(--x, red)", DEFAULT_COLOUR, "rgb(255, 255, 255)"),
        ("red; position: static", DEFAULT_COLOUR, "rgb(255, 255, 255)"),
        ("url(https://exemple.invalid/x)", DEFAULT_COLOUR, "rgb(255, 255, 255)"),
    ],
)
def test_the_colour_keeps_its_text_readable(
    couleur: str, background: str, text: str, page: Page, assistant_url: str, host_site: HostSite
) -> None:
    page.goto(host_site.script(assistant_url, f'data-couleur="{couleur}"'))
    launcher = Widget(page).launcher
    expect(launcher).to_have_css("background-color", background)
    expect(launcher).to_have_css("color", text)
    assert _contrast(background, text) >= 4.5


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        shares = [int(byte) / 255 for byte in re.findall(r"\d+", colour)]
        r, g, b = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_site_that_is_not_listed_gets_nothing(page: Page, assistant_url: str, other_site: HostSite) -> None:
    page.goto(other_site.script(assistant_url))
    widget = Widget(page)
    widget.launcher.click()
    expect(widget.retry).to_be_visible()
    expect(widget.messages).to_have_count(0)
    # Nor by its own means.
    refused = page.evaluate(
        """async (url) => {
          try { return (await fetch(url + '/webhooks/web/sessions', {method: 'POST', body: '{}'})).status }
          catch (error) { return error.name }
        }""",
        assistant_url,
    )
    assert refused == "TypeError"


def test_the_element_makes_a_page_of_its_own(page: Page, assistant_url: str, host_site: HostSite) -> None:
    page.goto(
        host_site.page(
            assistant_url,
            f'<contrat-filiere-chat rubrique="mentorat"></contrat-filiere-chat>'
            f'<script src="{assistant_url}/widget.js" defer></script>',
        )
    )
    widget = Widget(page).ready()
    expect(widget.log).to_contain_text("savoir-faire")
    expect(page.locator("contrat-filiere-chat")).to_have_count(1)
    expect(widget.launcher).to_have_count(0)


def test_the_line_given_twice_makes_one_button(page: Page, assistant_url: str, host_site: HostSite) -> None:
    line = f'<script src="{assistant_url}/widget.js" defer></script>'
    page.goto(host_site.page(assistant_url, line + line), wait_until="networkidle")
    expect(Widget(page).launcher).to_have_count(1)


def test_an_unknown_scheme_still_gets_its_assistant(page: Page, assistant_url: str, host_site: HostSite) -> None:
    page.goto(host_site.script(assistant_url, 'data-rubrique="cinema"'))
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()
    expect(widget.log).to_contain_text("Qu’est-ce qui vous amène")


@pytest.mark.parametrize("own_page", [True, False])
def test_the_webinar_s_room_goes_with_it(own_page: bool, page: Page, assistant_url: str, host_site: HostSite) -> None:
    sent: list[dict[str, str]] = []

    def answer(route: object, request: object) -> None:
        sent.append(json.loads(request.post_data))  # type: ignore[attr-defined]
        message = {"type": "texte", "text": "Bonjour"}
        body = json.dumps({"session": "jeton", "messages": [message]})
        headers = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(status=201, content_type="application/json", body=body, headers=headers)  # type: ignore[attr-defined]

    page.route("**/webhooks/web/sessions", answer)
    if own_page:
        page.goto(f"{assistant_url}/?salle=abc123")
    else:
        page.goto(host_site.script(assistant_url, 'data-salle="abc123"'))
        Widget(page).launcher.click()
    Widget(page).ready()
    assert sent == [{"rubrique": None, "salle": "abc123"}]


def test_it_opens_again_on_the_next_page_without_taking_the_focus(
    page: Page, assistant_url: str, host_site: HostSite
) -> None:
    first, second = host_site.script(assistant_url), host_site.script(assistant_url)
    page.goto(first)
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()
    widget.type("on est un label")
    widget.ready()
    page.goto(second)
    widget.ready()
    expect(widget.log).to_contain_text("on est un label")
    assert widget.focused() == "body"


def test_on_a_phone_it_does_not_cover_the_next_page(new_page: NewPage, assistant_url: str, host_site: HostSite) -> None:
    page = new_page(phone=True)
    page.goto(host_site.script(assistant_url))
    widget = Widget(page, "touch")
    widget.launcher.tap()
    widget.ready()
    page.reload()
    expect(widget.launcher).to_be_visible()
    expect(widget.panel).to_be_hidden()


HOSTILE = (
    "<img src=https://exemple.invalid/i.png onerror=alert(1)> ![image](https://exemple.invalid/i.png) "
    "[piège](javascript:alert(1)) <script>alert(1)</script> **gras** & « 12 000 € » https://exemple.invalid/page."
)


def test_what_is_said_is_never_made_into_a_page(page: Page, assistant_url: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    page.goto(assistant_url)
    widget = Widget(page).ready()
    reply = {"messages": [{"type": "texte", "text": HOSTILE, "sources": ["<b>une source</b>"]}]}
    page.route("**/webhooks/web/messages", lambda route: route.fulfill(json=reply))
    with page.expect_response(is_reply):
        widget.type(HOSTILE)
    widget.ready()
    mine, answer = widget.messages.nth(-2), widget.messages.last
    expect(mine.locator(".mes-mots")).to_have_text(HOSTILE)
    assert answer.locator("img, script, .source b").count() == 0
    expect(answer.locator("strong")).to_have_text("gras")
    links = answer.get_by_role("link").all()
    assert all((link.get_attribute("href") or "").startswith("https://exemple.invalid/") for link in links)
    expect(links[-1]).to_have_attribute("href", "https://exemple.invalid/page")
    expect(links[-1]).to_have_accessible_name("https://exemple.invalid/page (nouvelle fenêtre)")
    expect(answer).to_contain_text("<script>alert(1)</script>")


def test_an_opening_names_no_room_where_there_is_none(page: Page, assistant_url: str) -> None:
    with page.expect_response(is_opening) as opened:
        page.goto(assistant_url)
    assert opened.value.request.post_data_json == {"rubrique": None}

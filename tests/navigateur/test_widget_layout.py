"""Sizes and settings: small screens, large text, spacing, motion, forced colours, phones and their keyboards."""

from types import SimpleNamespace

import pytest
from browser_applicants import APPLICANTS, conversation
from browsing import NewPage, resumed
from host_site import HostSite
from playwright.sync_api import Page, expect
from states import STATES
from widget_driver import Widget

OVERFLOWS = """() => {
  const root = document.querySelector('contrat-filiere-chat').shadowRoot;
  const wide = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways');
  for (const element of root.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest('.invisible, svg, progress, thead, .auteur')) continue;
    const box = element.getBoundingClientRect();
    if (box.right > wide + 1 || box.left < -1) found.push(`${element.localName}.${element.className} is outside`);
    const style = getComputedStyle(element);
    if (['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      found.push(`${element.localName}.${element.className} is cut`);
    if (element.localName === 'button' && (element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1))
      found.push(`${element.localName}.${element.className} overflows`);
  }
  return found;
}"""

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const root = document.querySelector('contrat-filiere-chat').shadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}"""

SHOWN = ["question", "verdict_structuration", "recapitulatif", "formulaire_fautif", "non_envoye", "panneau_verdict"]


@pytest.fixture
def sites(assistant_url: str, host_site: HostSite) -> SimpleNamespace:
    return SimpleNamespace(assistant=assistant_url, closed=assistant_url, host=host_site)


@pytest.mark.parametrize("name", SHOWN)
def test_everything_fits_in_320_pixels(name: str, new_page: NewPage, sites: SimpleNamespace) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    STATES[name](page, sites)
    assert page.evaluate(OVERFLOWS) == []


@pytest.mark.parametrize("name", SHOWN)
def test_text_can_be_twice_as_large(name: str, new_page: NewPage, sites: SimpleNamespace) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    STATES[name](page, sites)
    widget = Widget(page)
    assert widget.log.evaluate("(e) => getComputedStyle(e).fontSize") == "32px"
    assert page.evaluate(OVERFLOWS) == []


@pytest.mark.parametrize("name", SHOWN)
def test_text_can_be_spaced_out(name: str, new_page: NewPage, sites: SimpleNamespace) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    STATES[name](page, sites)
    page.evaluate(SPACING)
    assert Widget(page).send.evaluate("(e) => parseFloat(getComputedStyle(e).letterSpacing)") > 1
    assert page.evaluate(OVERFLOWS) == []


def test_at_400_per_cent_everything_can_be_reached(new_page: NewPage, assistant_url: str, host_site: HostSite) -> None:
    """A window of 1280 × 1024 magnified four times: header, conversation and text area scroll together."""
    page = new_page(viewport={"width": 320, "height": 256})
    page.goto(host_site.script(assistant_url))
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()
    for target in (widget.send, widget.button("Effacer mes données"), widget.button("Monter un projet")):
        target.scroll_into_view_if_needed()
        expect(target).to_be_in_viewport(ratio=1)
    assert page.evaluate(OVERFLOWS) == []


def test_motion_can_be_reduced(new_page: NewPage, sites: SimpleNamespace) -> None:
    page = new_page(reduced_motion="reduce")
    STATES["ecrit"](page, sites)
    moving = "(e) => e.shadowRoot.getAnimations().filter((a) => a.playState === 'running').length"
    assert Widget(page).root.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert Widget(page).root.evaluate(moving) > 0


def test_forced_colours_keep_controls_and_marks(new_page: NewPage, sites: SimpleNamespace) -> None:
    page = new_page(forced_colors="active")
    STATES["verdict_structuration"](page, sites)
    widget = Widget(page)
    for button in (widget.send, widget.button("Estimer un montant")):
        style = button.evaluate("(e) => [getComputedStyle(e).borderStyle, getComputedStyle(e).borderColor]")
        assert style[0] == "solid" and "0)" not in style[1].partition("rgba")[2]
    expect(widget.log.locator("td.resultat").first).to_contain_text("Non rempli")


def test_on_a_phone_it_takes_the_whole_screen(phone: Page, assistant_url: str, host_site: HostSite) -> None:
    phone.goto(host_site.script(assistant_url))
    widget = Widget(phone, "touch")
    widget.launcher.tap()
    widget.ready()
    assert widget.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    # The keyboard does not come up by itself.
    expect(widget.panel.get_by_role("heading", name="Assistant du Contrat de filière")).to_be_focused()
    widget.button("Fermer l’assistant").tap()
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()


@pytest.mark.parametrize("name", ["panneau", "formulaire"])
def test_no_field_makes_a_phone_magnify_the_page(name: str, new_page: NewPage, sites: SimpleNamespace) -> None:
    page = new_page(phone=True)
    STATES[name](page, sites)
    sizes = page.locator("contrat-filiere-chat").evaluate(
        "(e) => [...e.shadowRoot.querySelectorAll('textarea, select, input:not([type=radio], [type=checkbox])')]"
        ".map((field) => parseFloat(getComputedStyle(field).fontSize))"
    )
    assert sizes and min(sizes) >= 16


KEYBOARD = """
  class View extends EventTarget { scale = 1; offsetTop = 0; offsetLeft = 0; width = innerWidth; height = innerHeight }
  const view = new View();
  Object.defineProperty(window, 'visualViewport', { value: view });
  const become = (changes) => { Object.assign(view, changes); view.dispatchEvent(new Event('resize')) };
  window.keyboardUp = (height, offsetTop) => become({ height, offsetTop });
  window.magnified = () => become({ scale: 2, height: 300 });
"""


def test_the_virtual_keyboard_leaves_the_text_area_in_view(
    phone: Page, assistant_url: str, host_site: HostSite
) -> None:
    """Where the keyboard covers the page rather than shortening it, as on iOS."""
    phone.add_init_script(KEYBOARD)
    phone.goto(host_site.script(assistant_url))
    widget = Widget(phone, "touch")
    widget.launcher.tap()
    widget.ready()
    phone.evaluate("() => window.keyboardUp(480, 40)")
    box = widget.panel.bounding_box()
    assert box and (box["y"], box["height"]) == (40, 480)
    field = widget.input.bounding_box()
    assert field and field["y"] + field["height"] <= 520
    # A magnified page is left alone.
    phone.evaluate("() => window.magnified()")
    assert (widget.panel.bounding_box() or {})["height"] == 480


def test_safe_areas_are_left_free(phone: Page, assistant_url: str, host_site: HostSite) -> None:
    phone.goto(host_site.script(assistant_url))
    phone.context.new_cdp_session(phone).send(
        "Emulation.setSafeAreaInsetsOverride", {"insets": {"top": 47, "bottom": 34}}
    )
    widget = Widget(phone, "touch")
    launcher = widget.launcher.bounding_box()
    assert launcher and launcher["y"] + launcher["height"] <= 844 - 34
    widget.launcher.tap()
    widget.ready()
    title = widget.panel.get_by_role("heading", name="Assistant du Contrat de filière").bounding_box()
    notice = widget.root.locator(".donnees").bounding_box()
    assert title and title["y"] >= 47
    assert notice and notice["y"] + notice["height"] <= 844 - 34


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_only_the_conversation_scrolls(motion: str, new_page: NewPage, assistant_url: str, host_site: HostSite) -> None:
    page = new_page(reduced_motion=motion)
    resumed(page, conversation(assistant_url, "cooperation", APPLICANTS["cooperation"]))
    page.goto(host_site.script(assistant_url))
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()
    expect(widget.log.get_by_role("heading", name="Votre résultat")).to_be_in_viewport()
    assert page.evaluate("() => scrollY") == 0
    expect(widget.input).to_be_in_viewport()


def test_on_paper_the_page_is_whole(page: Page, assistant_url: str) -> None:
    resumed(page, conversation(assistant_url, "cooperation", APPLICANTS["cooperation"]))
    page.goto(assistant_url)
    widget = Widget(page).ready()
    page.emulate_media(media="print")
    assert widget.log.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")
    expect(widget.input).to_be_hidden()

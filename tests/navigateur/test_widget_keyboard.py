"""The keyboard and the focus: in and out of the panel, never stolen, never lost."""

from browsing import NewPage
from host_site import HostSite
from playwright.sync_api import Page, expect
from widget_driver import Widget, is_reply


def opened(page: Page, assistant: str, site: HostSite) -> Widget:
    page.goto(site.script(assistant))
    widget = Widget(page, "keyboard")
    widget.tab_to(widget.launcher)
    page.keyboard.press("Enter")
    return widget.ready()


def test_the_launcher_says_whether_the_panel_is_open(page: Page, assistant_url: str, host_site: HostSite) -> None:
    page.goto(host_site.script(assistant_url))
    widget = Widget(page)
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    widget.launcher.click()
    expect(widget.launcher).to_have_attribute("aria-expanded", "true")
    expect(widget.panel).to_be_visible()
    widget.launcher.click()
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    expect(widget.panel).to_be_hidden()


def test_a_closed_panel_cannot_be_focused(page: Page, assistant_url: str, host_site: HostSite) -> None:
    widget = opened(page, assistant_url, host_site)
    page.keyboard.press("Escape")
    met = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        met.add(widget.focused())
    assert met <= {"a", "button", "body"}
    assert widget.root.locator("dialog.panneau").evaluate("(e) => e.contains(e.getRootNode().activeElement)") is False


def test_the_focus_goes_in_and_comes_back(page: Page, assistant_url: str, host_site: HostSite) -> None:
    widget = opened(page, assistant_url, host_site)
    expect(widget.input).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(widget.input).to_be_focused()
    widget.press(widget.button("Fermer l’assistant"))
    expect(widget.launcher).to_be_focused()


def test_the_panel_is_no_trap(page: Page, assistant_url: str, host_site: HostSite) -> None:
    widget = opened(page, assistant_url, host_site)
    before = page.locator("#apres")
    widget.tab_to(widget.launcher)
    page.keyboard.press("Shift+Tab")
    expect(before).to_be_focused()
    # And forwards: after the last of the panel the focus goes on to the browser, or round to the page.
    widget.tab_to(widget.root.locator(".donnees summary"))
    page.keyboard.press("Tab")
    assert widget.focused() in {"body", "a"}


def test_escape_closes_a_confirmation_before_the_panel(page: Page, assistant_url: str, host_site: HostSite) -> None:
    widget = opened(page, assistant_url, host_site)
    erase = widget.button("Effacer mes données")
    widget.press(erase)
    confirmation = widget.root.get_by_role("dialog", name="Effacer vos données ?")
    expect(confirmation).to_be_visible()
    page.keyboard.press("Escape")
    expect(confirmation).to_be_hidden()
    expect(widget.panel).to_be_visible()
    expect(erase).to_be_focused()


def test_a_message_does_not_steal_the_focus(page: Page, assistant_url: str, host_site: HostSite) -> None:
    widget = opened(page, assistant_url, host_site)
    held: list[object] = []
    page.route("**/webhooks/web/messages", lambda route: held.append(route))
    with page.expect_request("**/webhooks/web/messages"):
        widget.type("on est un label")
    page.locator("#avant").focus()
    with page.expect_response(is_reply):
        held[0].continue_()  # type: ignore[attr-defined]
    widget.ready()
    expect(page.locator("#avant")).to_be_focused()


def test_a_choice_keeps_the_focus_and_the_next_ones_follow(page: Page, assistant_url: str) -> None:
    page.goto(f"{assistant_url}/?rubrique=cooperation")
    widget = Widget(page, "keyboard").ready()
    first = widget.root.locator("button[data-choix]:not([aria-disabled])").first
    widget.press(first)
    widget.ready()
    expect(widget.messages.last.get_by_text("Pourquoi cette question")).to_be_visible()
    picked = widget.root.locator("button.choisi")
    expect(picked).to_be_focused()
    page.keyboard.press("Tab")
    expect(widget.messages.last.locator("summary")).to_be_focused()
    page.keyboard.press("Tab")
    expect(widget.messages.last.get_by_role("button").first).to_be_focused()


def test_after_sending_one_writes_on(page: Page, assistant_url: str) -> None:
    page.goto(assistant_url)
    widget = Widget(page, "keyboard").ready()
    widget.type("on est un label")
    widget.ready()
    expect(widget.input).to_be_focused()
    expect(widget.input).to_have_value("")


def test_the_focus_outlives_the_button_that_goes(page: Page, assistant_url: str) -> None:
    page.route("**/webhooks/web/sessions", lambda route: route.abort())
    page.goto(assistant_url)
    widget = Widget(page, "keyboard")
    expect(widget.retry).to_be_visible()
    page.unroute("**/webhooks/web/sessions")
    widget.press(widget.retry)
    widget.ready()
    expect(widget.log).to_be_focused()


def test_shift_enter_breaks_the_line_and_enter_sends(page: Page, assistant_url: str) -> None:
    page.goto(assistant_url)
    widget = Widget(page, "keyboard").ready()
    expect(widget.input).to_have_accessible_name("Votre message")
    expect(widget.input).to_have_accessible_description("Entrée envoie, Maj + Entrée va à la ligne.")
    widget.tab_to(widget.input)
    page.keyboard.type("on est")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("un label")
    expect(widget.input).to_have_value("on est\nun label")
    page.keyboard.press("Enter")
    widget.ready()
    expect(widget.log.locator(".mes-mots")).to_have_text("on est\nun label", use_inner_text=True)


def test_enter_that_ends_a_composition_sends_nothing(page: Page, assistant_url: str) -> None:
    page.goto(assistant_url)
    widget = Widget(page).ready()
    widget.input.focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "ê", "selectionStart": 1, "selectionEnd": 1})
    for code in (13, 229):
        widget.input.dispatch_event("keydown", {"key": "Enter", "keyCode": code, "isComposing": code == 13})
    session.send("Input.insertText", {"text": "être"})
    expect(widget.input).to_have_value("être")
    expect(widget.log.locator(".mes-mots")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(widget.log.locator(".mes-mots")).to_have_text("être")


def test_the_focus_is_seen(page: Page, assistant_url: str, host_site: HostSite) -> None:
    widget = opened(page, assistant_url, host_site)
    unseen = []
    for _ in range(14):
        page.keyboard.press("Shift+Tab")
        outline = page.evaluate(
            """() => {
              let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
              if (!e?.getRootNode().host) return null;
              const style = getComputedStyle(e);
              return [e.className || e.localName, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        if outline and (outline[1] == "none" or outline[2] < 2):
            unseen.append(outline)
    assert unseen == []
    assert widget.panel.is_visible()


def test_the_full_screen_panel_keeps_what_is_behind_out_of_reach(
    new_page: NewPage, assistant_url: str, host_site: HostSite
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    widget = opened(page, assistant_url, host_site)
    assert widget.panel.evaluate("(e) => e.matches(':modal')")
    for _ in range(30):
        page.keyboard.press("Tab")
        assert widget.focused() != "a"
    page.keyboard.press("Escape")
    expect(widget.launcher).to_be_focused()


def test_the_focus_stays_when_the_window_changes_its_size(page: Page, assistant_url: str, host_site: HostSite) -> None:
    widget = opened(page, assistant_url, host_site)
    page.keyboard.type("on est")
    for width, modal in ((390, True), (1280, False)):
        page.set_viewport_size({"width": width, "height": 844})
        expect(widget.root.locator("dialog.panneau:modal")).to_have_count(int(modal))
        expect(widget.input).to_be_focused()
        expect(widget.input).to_have_value("on est")

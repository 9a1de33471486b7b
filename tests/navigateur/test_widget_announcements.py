"""What screen readers are told: each reply once, politely, from the light DOM; nothing again on reload."""

from browser_applicants import APPLICANTS, conversation
from browsing import resumed
from host_site import HostSite
from playwright.sync_api import Page, expect
from widget_driver import Widget

LISTEN = """() => {
  window.heard = [];
  const listen = () => {
    const region = document.querySelector('contrat-filiere-chat > [role=status]');
    if (!region) return void requestAnimationFrame(listen);
    window.atFirst = region.textContent;
    new MutationObserver(() => region.textContent && window.heard.push(region.textContent))
      .observe(region, { childList: true, characterData: true, subtree: true });
  };
  listen();
}"""


def listening(page: Page) -> None:
    page.add_init_script(f"({LISTEN})()")


def heard(page: Page, count: int) -> list[str]:
    """Return what was announced, once there were `count` announcements and the page was idle since."""
    page.wait_for_function("(count) => window.heard.length >= count", arg=count)
    page.wait_for_load_state("networkidle")
    said: list[str] = page.evaluate("() => window.heard")
    return said


def test_each_reply_is_announced_once(page: Page, assistant_url: str) -> None:
    listening(page)
    page.goto(assistant_url)
    widget = Widget(page).ready()
    assert page.evaluate("() => window.atFirst") == ""
    (welcome,) = heard(page, 1)
    assert "assistant automatique" in welcome
    assert "Réponses proposées" in welcome and "Monter un projet à plusieurs" in welcome
    widget.button("Monter un projet à plusieurs").click()
    widget.ready()
    _, question = heard(page, 2)
    assert question.count("?") >= 1 and "**" not in question


def test_it_is_polite_and_outside_of_the_shadow(page: Page, assistant_url: str, host_site: HostSite) -> None:
    page.goto(host_site.script(assistant_url))
    widget = Widget(page)
    # There before anything is opened, and empty.
    assert page.evaluate("() => document.querySelector('contrat-filiere-chat > [role=status]').textContent") == ""
    widget.launcher.click()
    widget.ready()
    expect(widget.announcer).to_contain_text("assistant automatique")
    # No other live region says it again.
    live = "[aria-live]:not([aria-live=off]), [role=alert], [role=status]"
    assert widget.root.evaluate(f"(e) => e.shadowRoot.querySelectorAll('{live}').length") == 0
    expect(widget.log).to_have_attribute("aria-live", "off")


def test_a_full_screen_panel_does_not_silence_it(page: Page, assistant_url: str, host_site: HostSite) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(host_site.script(assistant_url))
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()
    slot = "(e) => !!e.assignedSlot.closest('dialog[open]')"
    assert page.locator("contrat-filiere-chat > [role=status]").evaluate(slot)
    expect(widget.announcer).to_contain_text("assistant automatique")


def test_nothing_is_read_again_on_reload(page: Page, assistant_url: str) -> None:
    listening(page)
    resumed(page, conversation(assistant_url, "cooperation", APPLICANTS["cooperation"]))
    page.goto(assistant_url, wait_until="networkidle")
    widget = Widget(page).ready()
    expect(widget.log).to_contain_text("Votre résultat")
    assert page.evaluate("() => window.heard") == []
    widget.type("merci")
    widget.ready()
    assert len(heard(page, 1)) == 1


def test_a_verdict_is_announced_by_its_first_lines(page: Page, assistant_url: str) -> None:
    listening(page)
    resumed(page, conversation(assistant_url, "cooperation", APPLICANTS["cooperation"]))
    page.goto(assistant_url, wait_until="networkidle")
    widget = Widget(page).ready()
    widget.button("Estimer un montant").click()
    widget.ready()
    widget.type("30 000 €")
    widget.ready()
    _, said = heard(page, 2)
    assert "peut vous correspondre" in said and "Le détail suit" in said
    assert "diapositive" not in said


def test_faults_are_announced(page: Page, assistant_url: str) -> None:
    listening(page)
    page.goto(assistant_url)
    widget = Widget(page).ready()
    heard(page, 1)
    page.route("**/webhooks/web/messages", lambda route: route.abort())
    widget.type("on est un label")
    expect(widget.retry).to_be_visible()
    assert "interrompue" in heard(page, 2)[1]

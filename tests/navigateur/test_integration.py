"""The page that tells how to put the assistant into a site, and whether what it says is so."""

import pytest
from browsing import NewPage, axe
from host_site import HostSite
from playwright.sync_api import FrameLocator, Locator, Page, expect

from bot.typography import typeset
from rules_kb import newest_edition

SCHEMES = newest_edition().dispositifs


@pytest.fixture
def integration(new_page: NewPage, assistant_url: str) -> Page:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{assistant_url}/integration")
    return page


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("#apercu")


def launcher(page: Page) -> Locator:
    return preview(page).get_by_role("button", name="Une question sur les aides")


def welcome(place: Page | FrameLocator, scheme: str) -> Locator:
    """Return what the assistant says on the page of `scheme`."""
    return place.get_by_role("log").get_by_text(typeset(SCHEMES[scheme].phrase))


def line(page: Page) -> str:
    return page.locator("#ligne").inner_text()


def contrast(page: Page, one: str, other: str) -> float:
    script = "async ([one, other]) => (await import('/pages/integration-contraste.js')).contrast(one, other)"
    return float(page.evaluate(script, [one, other]))


def test_the_line_for_each_rubric_and_colour(integration: Page, assistant_url: str) -> None:
    src = f'<script src="{assistant_url}/widget.js" defer'
    assert line(integration) == f'{src} data-couleur="#94291f"></script>'
    integration.get_by_label("Code de la couleur du bouton").fill("#0A5")
    for scheme in SCHEMES.values():
        integration.get_by_label("Page du site").select_option(label=scheme.libelle)
        assert line(integration) == f'{src} data-rubrique="{scheme.id}" data-couleur="#00aa55"></script>'
    integration.get_by_label("Page du site").select_option("")
    assert line(integration) == f'{src} data-couleur="#00aa55"></script>'


def test_the_line_works_on_the_site_that_is_allowed(
    integration: Page, new_page: NewPage, host_site: HostSite, assistant_url: str
) -> None:
    integration.get_by_label("Page du site").select_option("mentorat")
    site = new_page()
    site.goto(host_site.page(assistant_url, line(integration)))
    site.get_by_role("button", name="Une question sur les aides").click()
    expect(welcome(site, "mentorat")).to_be_visible()


def test_the_line_is_copied_and_it_is_said(integration: Page) -> None:
    integration.get_by_role("button", name="Copier la ligne").click()
    expect(integration.get_by_role("status").get_by_text("Ligne copiée.")).to_be_visible()
    assert integration.evaluate("navigator.clipboard.readText()") == line(integration)
    # What was copied is no longer what is shown.
    integration.get_by_label("Page du site").select_option("mentorat")
    expect(integration.get_by_text("Ligne copiée.")).to_be_hidden()


def test_where_copying_is_refused_the_line_is_selected(integration: Page) -> None:
    integration.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refusé')); }")
    integration.get_by_role("button", name="Copier la ligne").click()
    expect(integration.get_by_text("La ligne est sélectionnée")).to_be_visible()
    assert integration.evaluate("getSelection().toString()") == line(integration)


def test_the_preview_follows(integration: Page) -> None:
    expect(launcher(integration)).to_have_css("background-color", "rgb(148, 41, 31)")
    integration.get_by_label("Palette, couleur du bouton").fill("#ffcc00")
    expect(launcher(integration)).to_have_css("background-color", "rgb(255, 204, 0)")
    expect(launcher(integration)).to_have_css("color", "rgb(0, 0, 0)")
    expect(integration.get_by_label("Code de la couleur du bouton")).to_have_value("#ffcc00")
    integration.get_by_label("Code du fond de votre page").fill("#123456")
    expect(preview(integration).locator("html")).to_have_css("background-color", "rgb(18, 52, 86)")
    for scheme in ("structuration", "mentorat"):
        integration.get_by_label("Page du site").select_option(scheme)
        expect(preview(integration).locator(f'script[data-rubrique="{scheme}"]')).to_be_attached()
        expect(launcher(integration)).to_have_css("background-color", "rgb(255, 204, 0)")
        expect(preview(integration).locator("html")).to_have_css("background-color", "rgb(18, 52, 86)")
        launcher(integration).click()
        # Not the conversation of the scheme that was chosen before.
        expect(welcome(preview(integration), scheme)).to_be_visible()


def test_the_preview_leaves_the_conversation_of_the_tab_alone(integration: Page, assistant_url: str) -> None:
    integration.goto(assistant_url)
    expect(integration.get_by_role("log").get_by_role("listitem").first).to_be_visible()
    own = integration.evaluate("sessionStorage.getItem('contrat-filiere.session')")
    assert own
    integration.goto(f"{assistant_url}/integration")
    launcher(integration).click()
    expect(preview(integration).get_by_role("log").get_by_role("listitem").first).to_be_visible()
    other = integration.evaluate("sessionStorage.getItem('contrat-filiere-apercu.session')")
    assert other and other != own
    with integration.expect_response(lambda response: response.request.method == "DELETE") as erased:
        integration.get_by_label("Page du site").select_option("mentorat")
    assert erased.value.status == 204
    assert erased.value.request.headers["authorization"] == f"Bearer {other}"
    assert integration.evaluate("sessionStorage.getItem('contrat-filiere.session')") == own


def test_contrast_is_that_of_wcag(integration: Page) -> None:
    known = {("#000000", "#ffffff"): 21.0, ("#ffffff", "#ffffff"): 1.0, ("#767676", "#ffffff"): 4.54}
    known |= {("#ff0000", "#ffffff"): 4.0, ("#0000ff", "#ffffff"): 8.59, ("#777777", "#ffffff"): 4.48}
    for (one, other), expected in known.items():
        assert contrast(integration, one, other) == pytest.approx(expected, abs=0.005)
        assert contrast(integration, other, one) == contrast(integration, one, other)


@pytest.mark.parametrize(
    ("colour", "background", "said"),
    [
        ("#94291f", "#ffffff", ["Texte blanc", "suffisant, 8,08 pour 1", "Bouton", "suffisant, 8,08 pour 1"]),
        ("#ffcc00", "#ffffff", ["Texte noir", "suffisant, 13,88 pour 1", "insuffisant, 1,51 pour 1", "plus foncée"]),
        ("#331111", "#000000", ["Texte blanc", "suffisant", "insuffisant, 1,2", "plus claire"]),
        # 2.998: what falls short by a hair does fall short.
        ("#959595", "#ffffff", ["Texte noir", "insuffisant, 2,99 pour 1 (il faut au moins 3)"]),
    ],
)
def test_contrast_is_said_in_words(integration: Page, colour: str, background: str, said: list[str]) -> None:
    integration.get_by_label("Code de la couleur du bouton").fill(colour)
    integration.get_by_label("Code du fond de votre page").fill(background)
    shown = integration.locator("#contraste")
    expect(shown).to_have_role("status")
    text = shown.inner_text().replace("\u00a0", " ")
    for words in said:
        assert words in text, text
    axe(integration)


@pytest.mark.parametrize("typed", ["rouge", "#12", "12345g", ""])
def test_a_colour_that_is_none_is_said(integration: Page, typed: str) -> None:
    before = line(integration)
    field = integration.get_by_label("Code de la couleur du bouton")
    field.fill(typed)
    field.blur()
    expect(integration.get_by_text("Écrivez un code comme #94291f")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert line(integration) == before
    axe(integration)
    field.fill("#00AA55")
    expect(integration.get_by_text("Écrivez un code comme #94291f")).to_be_hidden()


def test_which_sites_are_allowed_and_what_to_add(integration: Page, host_site: HostSite) -> None:
    expect(integration.get_by_role("listitem").filter(has_text=host_site.origin)).to_be_visible()
    field, check = integration.get_by_label("Adresse de votre site"), integration.get_by_role("button", name="Vérifier")
    result = integration.locator("#site-resultat")
    field.fill(f"{host_site.origin}/une/page")
    check.click()
    expect(result).to_contain_text(f"{host_site.origin} est autorisé")
    field.fill("www.exemple.fr/aides")
    field.press("Enter")
    expect(result).to_contain_text("https://www.exemple.fr n’est pas encore autorisé")
    expect(result).to_contain_text(f'ASSISTANT_ORIGINES="{host_site.origin} https://www.exemple.fr"')
    axe(integration)
    for nonsense in ("", "bonjour", "javascript:alert(1)", "http://"):
        field.fill(nonsense)
        check.click()
        expect(result).to_contain_text("Écrivez l’adresse de votre site")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("phone", [False, True])
def test_the_page_is_accessible(new_page: NewPage, assistant_url: str, phone: bool, dark: bool) -> None:
    page = new_page(phone=phone, dark=dark)
    page.goto(f"{assistant_url}/integration")
    expect(launcher(page)).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_all_of_it_by_keyboard(integration: Page) -> None:
    reached = set()
    for _ in range(16):
        integration.keyboard.press("Tab")
        reached.add(integration.evaluate("document.activeElement.id"))
    assert {"rubrique", "couleur", "couleur-palette", "fond", "copier", "site"} <= reached


def test_the_page_reflows(integration: Page) -> None:
    integration.set_viewport_size({"width": 320, "height": 256})
    assert integration.evaluate("document.documentElement.scrollWidth") <= 320

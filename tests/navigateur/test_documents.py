"""« Ma synthèse », the staff's list of questionnaires and the pages that say one thing, in a real browser.

The pictures go to results/captures/.
"""

from pathlib import Path

import icalendar
import pypdf
import pytest
import requests
from browser_applicants import APPLICANTS, conversation
from browsing import STAFF_PASSWORD, NewPage, axe
from playwright.sync_api import Page, expect

from tests.form_answers import ANSWERS, OFFER

CAPTURES = Path(__file__).parents[2] / "results" / "captures"
STAFF = {"username": "équipe", "password": STAFF_PASSWORD}
BUDGET = ("budget de 30 000 €",)

UNSEEN = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


def summary_of(url: str, token: str) -> str:
    """Return the address of the summary of a conversation."""
    answer = requests.post(f"{url}/webhooks/web/synthese", headers={"Authorization": f"Bearer {token}"}, timeout=60)
    assert answer.status_code == 201, answer.text
    return f"{url}{answer.json()['url']}"


@pytest.fixture(scope="module")
def summaries(assistant_url: str, closed_url: str) -> dict[str, str]:
    """The address of a summary for each scheme, before the verdict, and once the calls are closed."""
    told = {
        scheme: conversation(assistant_url, scheme, APPLICANTS[scheme], BUDGET if scheme == "structuration" else ())
        for scheme in APPLICANTS
    }
    addresses = {scheme: summary_of(assistant_url, token) for scheme, token in told.items()}
    addresses["provisoire"] = summary_of(assistant_url, conversation(assistant_url, "cooperation"))
    closed = conversation(closed_url, "structuration", APPLICANTS["structuration"])
    addresses["close"] = summary_of(closed_url, closed)
    return addresses


@pytest.fixture(scope="module")
def listing(assistant_url: str) -> str:
    """The staff's list, with a questionnaire of each form."""
    for form, answers in (("beneficiaire", ANSWERS), ("ressource", OFFER)):
        headers = {"Authorization": f"Bearer {conversation(assistant_url, 'mentorat')}"}
        body = {"formulaire": form, "reponses": answers}
        sent = requests.post(f"{assistant_url}/webhooks/web/questionnaires", json=body, headers=headers, timeout=30)
        assert sent.status_code == 201, sent.text
    return f"{assistant_url}/equipe/questionnaires"


def looked_at(page: Page, name: str, phone: bool) -> None:
    """Assert that axe finds nothing in either scheme, and keep a picture of each."""
    CAPTURES.mkdir(parents=True, exist_ok=True)
    for scheme, said in (("light", "clair"), ("dark", "sombre")):
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=CAPTURES / f"{name}-{390 if phone else 1280}-{said}.png", full_page=True)
        axe(page)


@pytest.mark.parametrize("phone", [False, True], ids=["bureau", "telephone"])
@pytest.mark.parametrize("name", [*APPLICANTS, "provisoire", "close"])
def test_a_summary_is_accessible(new_page: NewPage, summaries: dict[str, str], name: str, phone: bool) -> None:
    page = new_page(phone=phone)
    page.goto(summaries[name])
    expect(page.get_by_role("heading", name="Ma synthèse")).to_be_visible()
    looked_at(page, f"synthese-{name}", phone)


@pytest.mark.parametrize("phone", [False, True], ids=["bureau", "telephone"])
def test_the_staff_s_list_is_accessible(new_page: NewPage, listing: str, phone: bool) -> None:
    page = new_page(phone=phone, http_credentials=STAFF)
    page.goto(listing)
    expect(page.get_by_role("article")).to_have_count(2)
    looked_at(page, "equipe-questionnaires", phone)


def test_a_page_that_says_one_thing_is_accessible(page: Page, assistant_url: str, summaries: dict[str, str]) -> None:
    for address in (f"{assistant_url}/synthese/finie", f"{summaries['close']}.ics"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("link", name="Aller à l’assistant")).to_be_visible()
        axe(page)


@pytest.mark.parametrize("width", [320, 640])
def test_documents_reflow(new_page: NewPage, summaries: dict[str, str], listing: str, width: int) -> None:
    """At 320 px, and at 640 px with text twice as large and spaced as readers may need it."""
    page = new_page(viewport={"width": width, "height": 900}, http_credentials=STAFF)
    for address in (summaries["structuration"], listing):
        page.goto(address)
        if width == 640:
            # As a reader's own style sheet, which no policy of the page forbids.
            page.evaluate(
                "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);"
                " document.adoptedStyleSheets.push(sheet); }",
                f"html {{ font-size: 200% }} {SPACED}",
            )
        assert page.evaluate(UNSEEN) == 0


def test_a_summary_says_the_verdict_with_its_criteria_and_dates(page: Page, summaries: dict[str, str]) -> None:
    page.goto(summaries["structuration"])
    criteria = page.get_by_role("table", name="Aide à la structuration").filter(has_text="Critère et état").first
    expect(criteria.get_by_role("columnheader")).to_have_text(["Critère et état", "Explication et source"])
    line = criteria.get_by_role("row").filter(has_text="Affiliation au CNM")
    expect(line.get_by_role("rowheader")).to_contain_text("Non rempli")
    expect(line.get_by_role("cell")).to_contain_text("Source")
    expect(page.get_by_role("table", name="vos montants")).to_contain_text("15\u00a0000\u00a0€")
    expect(page.get_by_role("region", name="Les prochaines étapes")).to_contain_text("au plus tard le 7 mars 2024")
    expect(page.get_by_role("region", name="Vos réponses")).to_contain_text("vous ne savez pas")


def test_a_closed_edition_offers_no_calendar(page: Page, summaries: dict[str, str]) -> None:
    page.goto(summaries["close"])
    take_away = page.get_by_role("navigation", name="Emporter")
    expect(take_away).to_contain_text("il n’y a plus de date à mettre dans un agenda")
    expect(take_away.get_by_role("link", name="agenda")).to_have_count(0)


def test_the_files_are_saved(page: Page, summaries: dict[str, str]) -> None:
    page.goto(summaries["structuration"])
    saved = {}
    for name in ("PDF", "texte", "agenda"):
        with page.expect_download() as download:
            page.get_by_role("navigation", name="Emporter").get_by_role("link", name=name).click()
        saved[name] = download.value.path()
        assert download.value.suggested_filename.startswith("synthese-contrat-de-filiere-2024-02-01.")
    assert len(pypdf.PdfReader(saved["PDF"]).pages) >= 2
    assert saved["texte"].read_text(encoding="utf-8").startswith("Ma synthèse\n")
    assert len(icalendar.Calendar.from_ical(saved["agenda"].read_bytes()).walk("VEVENT")) == 2


def test_a_summary_prints_from_its_button_and_without_the_rest(
    new_page: NewPage, summaries: dict[str, str], tmp_path: Path
) -> None:
    page = new_page(dark=True)
    page.add_init_script("window.print = () => { document.title = 'imprimé'; }")
    page.goto(summaries["structuration"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Imprimer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_title("imprimé")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Ma synthèse")).to_be_visible()
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    expect(page.locator(".bandeau")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    printed = tmp_path / "page.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    assert 2 <= len(pypdf.PdfReader(printed).pages) <= 6


def test_a_summary_needs_no_script(new_page: NewPage, summaries: dict[str, str]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(summaries["mentorat"])
    expect(page.get_by_role("link", name="PDF")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)


def test_the_staff_export_from_the_page(new_page: NewPage, listing: str) -> None:
    page = new_page(http_credentials=STAFF)
    page.goto(listing)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "questionnaires.csv"
    assert "Association Exemple" in download.value.path().read_text(encoding="utf-8-sig")

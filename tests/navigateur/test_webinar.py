"""The slides of a webinar, as the presenter shows them and as the room fills them."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from browsing import STAFF_PASSWORD, NewPage, StartServer, axe
from playwright.sync_api import Page, expect

from bot.webinar import TOP
from rules_kb import newest_edition

SCHEMES = list(newest_edition().dispositifs)
STAFF = {"username": "équipe", "password": STAFF_PASSWORD}
PROJECTORS = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]

AMOUNT = "quel est le montant de l'aide à la structuration ?"
DEADLINE = "quelle est la date limite de dépôt ?"
AFFILIATION = "faut-il être affilié au CNM ?"


@pytest.fixture(scope="module")
def webinar_url(start_server: StartServer) -> str:
    """A server of its own: another file's tests would fill the room."""
    return start_server(
        ASSISTANT_DATE="2024-02-01", ASSISTANT_URL_PUBLIQUE="https://assistant.contrat-filiere.exemple.fr"
    )


@pytest.fixture
def room(webinar_url: str) -> str:
    """The code of a room where nothing was asked yet."""
    opened = requests.post(f"{webinar_url}/webinaire/salle", json={}, auth=("", STAFF_PASSWORD), timeout=30)
    return str(opened.json()["salle"])


@pytest.fixture
def slides(new_page: NewPage, webinar_url: str, room: str) -> Iterator[Page]:
    page = new_page(viewport=PROJECTORS[0], http_credentials=STAFF)
    page.goto(f"{webinar_url}/webinaire")
    yield page


def ask(url: str, room: str | None, *questions: str) -> None:
    """Have one more person ask `questions`, in the room or (None) on the site."""
    channel = f"{url}/webhooks/web"
    opened = requests.post(f"{channel}/sessions", json={"rubrique": None, "salle": room}, timeout=30).json()
    for question in questions:
        headers = {"Authorization": f"Bearer {opened['session']}"}
        requests.post(f"{channel}/messages", json={"text": question}, headers=headers, timeout=30).raise_for_status()


def shown(page: Page) -> list[tuple[str, str]]:
    """Return the titles and counts on the slide."""
    items = page.locator(".diapositive:visible .questions li").all()
    return [(item.locator("h2").inner_text(), item.locator(".nombre").inner_text()) for item in items]


def rank(page: Page, number: int) -> None:
    expect(page.locator("#rang")).to_have_text(f"{number} sur {len(SCHEMES)}")
    expect(page.locator(f'[data-dispositif="{SCHEMES[number - 1]}"]')).to_be_visible()
    expect(page.locator(".diapositive:visible")).to_have_count(1)


def test_the_room_is_opened_from_the_page(new_page: NewPage, assistant_url: str) -> None:
    page = new_page(http_credentials=STAFF)
    page.goto(f"{assistant_url}/webinaire")
    expect(page.get_by_role("heading", name="Webinaire")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Ouvrir la salle").click()
    expect(page.get_by_role("img", name="Code QR")).to_be_visible()
    # Nobody was told a public address: phones can't reach this machine's own.
    expect(page.get_by_text("ASSISTANT_URL_PUBLIQUE")).to_be_visible()
    axe(page)


def test_every_scheme_has_its_slide(slides: Page) -> None:
    for number, scheme in enumerate(newest_edition().dispositifs.values(), 1):
        rank(slides, number)
        expect(slides.get_by_role("heading", name="Des questions ?")).to_be_visible()
        expect(slides.locator(".dispositif:visible")).to_have_text(scheme.libelle)
        expect(slides.get_by_text("Posez votre question").locator("visible=true")).to_be_visible()
        expect(slides.locator(".adresse strong")).to_have_text("assistant.contrat-filiere.exemple.fr/q")
        if number < len(SCHEMES):
            slides.get_by_role("button", name="Suivante").click()
    expect(slides.get_by_role("button", name="Suivante")).to_have_attribute("aria-disabled", "true")
    slides.get_by_role("button", name="Précédente").click()
    rank(slides, len(SCHEMES) - 1)


@pytest.mark.parametrize(("forth", "back"), [("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp"), ("Space", "PageUp")])
def test_keys_turn_the_slides(slides: Page, forth: str, back: str) -> None:
    rank(slides, 1)
    slides.keyboard.press(forth)
    rank(slides, 2)
    expect(slides.get_by_role("status")).to_contain_text("Diapositive 2 sur 3")
    slides.keyboard.press(forth)
    slides.keyboard.press(forth)
    rank(slides, 3)
    slides.keyboard.press(back)
    rank(slides, 2)
    slides.reload()
    rank(slides, 2)


def test_on_a_button_the_space_bar_presses_it(slides: Page) -> None:
    slides.get_by_role("button", name="Suivante").focus()
    slides.keyboard.press("Space")
    rank(slides, 2)
    expect(slides.get_by_role("button", name="Suivante")).to_be_focused()
    slides.get_by_role("button", name="Précédente").focus()
    slides.keyboard.press("Space")
    rank(slides, 1)


def full_screen(page: Page, wanted: bool) -> None:
    page.wait_for_function("wanted => Boolean(document.fullscreenElement) === wanted", arg=wanted)


def test_full_screen(slides: Page) -> None:
    slides.keyboard.press("f")
    full_screen(slides, True)
    slides.get_by_role("button", name="Quitter le plein écran").click()
    full_screen(slides, False)
    slides.get_by_role("button", name="Plein écran").click()
    full_screen(slides, True)
    slides.keyboard.press("F")
    full_screen(slides, False)


def test_the_letter_can_be_switched_off(slides: Page) -> None:
    """WCAG 2.1.4: who dictates would say it without meaning it."""
    slides.get_by_text("Clavier").click()
    axe(slides, ".clavier")
    slides.get_by_label("Garder la touche F active").uncheck()
    slides.evaluate("addEventListener('keydown', (event) => { window.pressed = event; })")
    slides.keyboard.press("f")
    slides.wait_for_function("() => window.pressed")
    assert slides.evaluate("[window.pressed.defaultPrevented, document.fullscreenElement]") == [False, None]


def test_the_questions_of_the_room_come_live(slides: Page, webinar_url: str, room: str) -> None:
    ask(webinar_url, room, DEADLINE)
    ask(webinar_url, None, AMOUNT)  # on the site, not in the room
    slides.goto(f"{webinar_url}/webinaire#structuration")
    edition = newest_edition()
    deadline, amount = edition.faq["date_limite"], edition.faq["montant_structuration"]
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    assert shown(slides)[0][1].split() == ["1", "personne"]
    for _ in range(2):
        ask(webinar_url, room, AMOUNT)
    first = slides.locator(".diapositive:visible .questions li").first
    expect(first).to_contain_text("2 personnes")
    expect(first.locator("h2")).to_have_text(amount.titre.replace("'", "’"))
    expect(first.locator(".reponse")).to_have_text(edition.text(amount.reponse).replace("'", "’"))
    expect(slides.get_by_role("status")).to_contain_text("Question la plus posée")
    expect(slides.locator("#depuis")).to_contain_text("3 personnes")
    # A slide shows its scheme's questions and those that all share.
    slides.keyboard.press("ArrowRight")
    items = slides.locator(".diapositive:visible .questions li")
    expect(items).to_have_count(1)
    expect(items.locator("h2")).to_have_text(deadline.titre)


def test_what_people_wrote_is_not_shown(slides: Page, webinar_url: str, room: str) -> None:
    ask(webinar_url, room, "Bonjour, Camille Exemple de Sète, quelle est la date limite de dépôt ?")
    answers: list[Any] = []
    slides.on("response", lambda response: answers.append(response.text()) if "questions" in response.url else None)
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    assert answers and "Camille" not in slides.content() + "".join(answers)


def test_nothing_moves_while_nothing_changes(slides: Page, webinar_url: str, room: str) -> None:
    ask(webinar_url, room, AMOUNT, DEADLINE)
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    expect(slides.get_by_role("status")).to_contain_text("Question la plus posée")
    slides.evaluate(
        """() => {
            window.changes = 0;
            new MutationObserver((records) => { window.changes += records.length; })
                .observe(document.querySelector('main'), {childList: true, characterData: true, subtree: true});
        }"""
    )
    for _ in range(2):
        with slides.expect_response("**/webinaire/questions?*"):
            pass
    slides.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert slides.evaluate("window.changes") == 0


def test_a_lost_connection_keeps_what_is_shown(slides: Page, webinar_url: str, room: str) -> None:
    ask(webinar_url, room, DEADLINE)
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    slides.context.set_offline(True)
    expect(slides.get_by_role("alert")).to_contain_text("Connexion perdue")
    expect(slides.get_by_text("Connexion perdue")).to_be_visible()
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    axe(slides)
    slides.context.set_offline(False)
    expect(slides.get_by_text("Connexion perdue")).to_be_hidden()


def test_the_count_starts_again_when_asked_twice(slides: Page, webinar_url: str, room: str) -> None:
    ask(webinar_url, room, DEADLINE)
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    code = slides.locator(".qr").inner_html()
    slides.get_by_role("button", name="Remettre à zéro").click()
    axe(slides)
    slides.keyboard.press("ArrowRight")  # belongs to the dialogue
    slides.get_by_role("button", name="Annuler").click()
    rank(slides, 1)
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    slides.get_by_role("button", name="Remettre à zéro").click()
    slides.get_by_role("dialog").get_by_role("button", name="Remettre à zéro").click()
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(0)
    assert slides.locator(".qr").inner_html() == code


def test_a_count_that_could_not_start_again_is_said_until_it_does(slides: Page, webinar_url: str, room: str) -> None:
    ask(webinar_url, room, DEADLINE)
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    slides.route("**/webinaire/salle", lambda route: route.abort())
    said = slides.get_by_role("alert").get_by_text("Le décompte n’a pas été remis à zéro")

    def start_again() -> None:
        slides.get_by_role("button", name="Remettre à zéro").click()
        slides.get_by_role("dialog").get_by_role("button", name="Remettre à zéro").click()

    start_again()
    expect(said).to_be_visible()
    # The questions still come: that does not take it away.
    for _ in range(2):
        with slides.expect_response("**/webinaire/questions?*"):
            pass
    expect(said).to_be_visible()
    expect(slides.get_by_text("Connexion perdue")).to_be_hidden()
    slides.unroute("**/webinaire/salle")
    start_again()
    expect(said).to_be_hidden()
    expect(slides.get_by_role("status")).to_have_text("Le décompte repart de zéro.")


def test_the_short_address_leads_a_phone_into_the_room(
    slides: Page, new_page: NewPage, webinar_url: str, room: str
) -> None:
    phone = new_page(phone=True)
    phone.goto(f"{webinar_url}/q")
    assert phone.url == f"{webinar_url}/?salle={room}"
    expect(phone.get_by_label("Votre message")).to_be_visible()
    phone.get_by_label("Votre message").fill(DEADLINE)
    phone.keyboard.press("Enter")
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)


@pytest.mark.parametrize("code", ["zz", "ABCD", "abcd"])
def test_a_code_that_is_none_still_opens_the_chat(phone: Page, webinar_url: str, code: str) -> None:
    phone.goto(f"{webinar_url}/?salle={code}")
    expect(phone.get_by_role("log").get_by_text("assistant automatique")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("viewport", [*PROJECTORS, None])
def test_slides_are_accessible(
    new_page: NewPage, webinar_url: str, room: str, viewport: dict[str, int] | None, dark: bool
) -> None:
    for _ in range(2):
        ask(webinar_url, room, AMOUNT, DEADLINE, AFFILIATION)
    size = {"viewport": viewport} if viewport else {"phone": True}
    page = new_page(dark=dark, http_credentials=STAFF, **size)
    page.goto(f"{webinar_url}/webinaire#structuration")
    expect(page.locator(".diapositive:visible .questions li")).to_have_count(TOP)
    axe(page)
    wide, high = page.evaluate(
        "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
    )
    assert wide <= 0
    if viewport:
        # A slide that scrolls would hide what is read from afar.
        assert high <= 0
        size_of = "(selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"
        assert page.evaluate(size_of, ".diapositive:not([hidden]) .reponse") >= viewport["height"] / 45
        assert page.evaluate(size_of, ".adresse strong") >= viewport["height"] / 22


def test_slides_reflow(slides: Page, webinar_url: str, room: str) -> None:
    ask(webinar_url, room, AFFILIATION)
    slides.set_viewport_size({"width": 320, "height": 256})  # 1280 pixels at 400 %
    expect(slides.locator(".diapositive:visible .questions li")).to_have_count(1)
    assert slides.evaluate("document.documentElement.scrollWidth") <= 320

"""When something goes wrong: nothing is lost, nothing is sent twice, and one button says what to do."""

import json

import pytest
import requests
from browser_applicants import APPLICANTS, conversation
from browsing import StartServer, resumed
from playwright.sync_api import Page, Route, expect
from widget_driver import Widget, is_opening, is_reply

MESSAGES = "**/webhooks/web/messages"


def said(page: Page, url: str) -> list[str]:
    """What the server has of the person's words."""
    token = page.evaluate("() => sessionStorage.getItem('contrat-filiere.session')")
    told = requests.get(f"{url}/webhooks/web/messages", headers={"Authorization": f"Bearer {token}"}, timeout=30)
    assert told.status_code == 200, told.text
    return [message["text"] for message in told.json()["messages"] if message["auteur"] == "personne"]


@pytest.fixture
def chat(page: Page, assistant_url: str) -> Widget:
    page.goto(assistant_url)
    return Widget(page).ready()


def test_offline_the_message_waits_and_leaves_when_the_network_is_back(chat: Widget, assistant_url: str) -> None:
    page = chat.page
    page.context.set_offline(True)
    expect(chat.log).to_contain_text("Vous êtes hors connexion")
    chat.type("on est un label")
    expect(chat.log).to_contain_text("Non envoyé")
    expect(chat.log).to_contain_text("Votre message est gardé ici")
    with page.expect_response(is_reply):
        page.context.set_offline(False)
    chat.ready()
    expect(chat.log).not_to_contain_text("Non envoyé")
    expect(chat.retry).to_have_count(0)
    assert said(page, assistant_url) == ["on est un label"]


def test_what_did_not_leave_is_sent_again(chat: Widget, assistant_url: str) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.type("on est un label")
    chat.retry.click()
    expect(chat.retry).to_be_visible()
    chat.page.unroute(MESSAGES)
    chat.retry.click()
    chat.ready()
    expect(chat.retry).to_have_count(0)
    expect(chat.log.locator(".mes-mots")).to_have_text(["on est un label"])
    assert said(chat.page, assistant_url) == ["on est un label"]


def test_what_left_without_its_answer_is_not_said_twice(chat: Widget, assistant_url: str) -> None:
    def lose(route: Route) -> None:
        route.fetch()  # it reaches the server, and the answer goes astray
        route.abort()

    chat.page.route(MESSAGES, lose)
    chat.type("on est un label")
    expect(chat.retry).to_be_visible()
    assert said(chat.page, assistant_url) == ["on est un label"]
    chat.page.unroute(MESSAGES)
    with chat.page.expect_response(is_reply) as answered:
        chat.retry.click()
    chat.ready()
    assert said(chat.page, assistant_url) == ["on est un label"]
    expect(chat.messages.last).to_contain_text(answered.value.json()["messages"][-1]["text"][:20].split("'")[0])


def test_a_choice_is_sent_again_as_well(chat: Widget, assistant_url: str) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    chat.page.route(MESSAGES, lose)
    chat.button("Structurer mon entreprise").click()
    expect(chat.retry).to_be_visible()
    chat.page.unroute(MESSAGES)
    chat.retry.click()
    chat.ready()
    assert said(chat.page, assistant_url) == ["Structurer mon entreprise de production"]


@pytest.mark.parametrize("reached", [True, False])
def test_a_reload_loses_nothing_of_what_was_being_sent(reached: bool, chat: Widget, assistant_url: str) -> None:
    def lose(route: Route) -> None:
        if reached:
            route.fetch()
        route.abort()

    page = chat.page
    page.route(MESSAGES, lose)
    chat.type("on est un label")
    expect(chat.retry).to_be_visible()
    page.unroute(MESSAGES)
    with page.expect_response(is_reply):
        page.reload()
    chat.ready()
    expect(chat.log.locator(".mes-mots")).to_have_text(["on est un label"])
    expect(chat.log).not_to_contain_text("Non envoyé")
    assert said(page, assistant_url) == ["on est un label"]


@pytest.mark.parametrize("status", [500, 503])
def test_the_server_s_fault_is_said_in_its_words(status: int, chat: Widget, assistant_url: str) -> None:
    fault = {"erreur": {"code": "indisponible", "message": "L'assistant ne peut pas répondre pour le moment."}}
    chat.page.route(MESSAGES, lambda route: route.fulfill(status=status, json=fault))
    chat.type("on est un label")
    expect(chat.log).to_contain_text("ne peut pas répondre pour le moment")
    chat.page.unroute(MESSAGES)
    chat.retry.click()
    chat.ready()
    assert said(chat.page, assistant_url) == ["on est un label"]


@pytest.mark.parametrize("body", ["<html>Bad Gateway</html>", "", "null"])
def test_an_unreadable_answer_is_said_in_french(body: str, chat: Widget) -> None:
    chat.page.route(MESSAGES, lambda route: route.fulfill(status=502, body=body))
    chat.type("on est un label")
    expect(chat.log).to_contain_text("réponse illisible")
    expect(chat.retry).to_be_visible()


def test_while_one_waits_another_is_not_lost(chat: Widget, assistant_url: str) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.type("on est un label")
    expect(chat.retry).to_be_visible()
    chat.type("à Toulouse")
    expect(chat.root.locator("#erreur-saisie")).to_contain_text("pas encore parti")
    expect(chat.input).to_have_value("à Toulouse")
    chat.page.unroute(MESSAGES)
    chat.retry.click()
    chat.ready()
    chat.send.click()
    chat.ready()
    expect(chat.log.locator(".mes-mots")).to_have_text(["on est un label", "à Toulouse"])
    assert said(chat.page, assistant_url) == ["on est un label", "à Toulouse"]


def test_a_double_click_sends_once(chat: Widget, assistant_url: str) -> None:
    chat.button("Structurer mon entreprise").dblclick()
    chat.ready()
    chat.input.fill("on est un label")
    chat.send.dblclick()
    chat.ready()
    assert said(chat.page, assistant_url) == ["Structurer mon entreprise de production", "on est un label"]


def test_it_shows_that_it_is_writing(chat: Widget) -> None:
    held: list[Route] = []
    chat.page.route(MESSAGES, lambda route: held.append(route))
    with chat.page.expect_request(MESSAGES):
        chat.type("on est un label")
    expect(chat.log).to_contain_text("L’assistant écrit…")
    expect(chat.log).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    chat.ready()
    expect(chat.log).not_to_contain_text("L’assistant écrit…")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Écrivez quelques mots"),
        ("   \n ", "Écrivez quelques mots"),
        ("a" * 2001, "2001 caractères et la limite est de 2000"),
    ],
)
def test_what_can_t_be_sent_stays_where_it_is(text: str, why: str, chat: Widget) -> None:
    chat.type(text)
    expect(chat.root.locator("#erreur-saisie")).to_contain_text(why)
    expect(chat.input).to_have_attribute("aria-invalid", "true")
    expect(chat.input).to_have_value(text)
    expect(chat.input).to_be_focused()
    expect(chat.log.locator(".mes-mots")).to_have_count(0)
    chat.input.fill("on est un label")
    expect(chat.input).not_to_have_attribute("aria-invalid", "true")


def test_a_refused_message_goes_back_where_it_can_be_changed(chat: Widget, assistant_url: str) -> None:
    refusal = {"erreur": {"code": "message_trop_long", "message": "Raccourcissez-le."}}
    chat.page.route(
        MESSAGES,
        lambda route: route.fulfill(status=413, json=refusal) if route.request.method == "POST" else route.continue_(),
    )
    chat.type("on est un label")
    expect(chat.root.locator("#erreur-saisie")).to_have_text("Raccourcissez-le.")
    expect(chat.input).to_have_value("on est un label")
    expect(chat.log.locator(".mes-mots")).to_have_count(0)
    expect(chat.button("Monter un projet à plusieurs")).not_to_have_attribute("aria-disabled", "true")


def test_a_server_that_starts_is_waited_for(page: Page, assistant_url: str) -> None:
    starting = {"erreur": {"code": "demarrage", "message": "L'assistant démarre."}}
    page.route("**/webhooks/web/sessions", lambda route: route.fulfill(status=503, json=starting))
    page.goto(assistant_url)
    chat = Widget(page)
    expect(chat.log).to_contain_text("L'assistant démarre.")
    page.unroute("**/webhooks/web/sessions")
    chat.retry.click()
    chat.ready()
    expect(chat.messages).to_have_count(2)


@pytest.mark.parametrize("query", ["rubrique=aucune", "salle=zz", "rubrique=aucune&salle=zz"])
def test_an_address_that_names_what_is_not_there_still_opens(page: Page, assistant_url: str, query: str) -> None:
    page.goto(f"{assistant_url}/?{query}")
    expect(Widget(page).ready().messages).to_have_count(2)


def test_a_conversation_that_is_gone_gives_way_to_a_new_one(page: Page, assistant_url: str) -> None:
    token = conversation(assistant_url)
    requests.delete(
        f"{assistant_url}/webhooks/web/sessions", headers={"Authorization": f"Bearer {token}"}, timeout=30
    ).raise_for_status()
    resumed(page, token)
    page.goto(assistant_url)
    chat = Widget(page)
    expect(chat.log).to_contain_text("a été effacée ou a expiré")
    chat.button("Nouvelle conversation").click()
    chat.ready()
    expect(chat.messages).to_have_count(2)


def test_a_conversation_that_goes_leaves_the_words_written(chat: Widget, assistant_url: str) -> None:
    token = chat.page.evaluate("() => sessionStorage.getItem('contrat-filiere.session')")
    requests.delete(
        f"{assistant_url}/webhooks/web/sessions", headers={"Authorization": f"Bearer {token}"}, timeout=30
    ).raise_for_status()
    chat.type("on est un label")
    expect(chat.log).to_contain_text("a été effacée ou a expiré")
    expect(chat.input).to_have_value("on est un label")
    chat.button("Nouvelle conversation").click()
    chat.ready()
    chat.send.click()
    chat.ready()
    assert said(chat.page, assistant_url) == ["on est un label"]


def test_a_reload_takes_the_conversation_up(page: Page, assistant_url: str) -> None:
    with page.expect_response(is_opening) as opened:
        page.goto(f"{assistant_url}/?rubrique=structuration")
    chat = Widget(page).ready()
    answers = dict(list(APPLICANTS["structuration"].items()))
    question = opened.value.json()["messages"][-1]
    chat.answer(question, answers[question["fact"]])
    chat.type("on est un label")
    chat.ready()
    before = chat.messages.all_inner_texts()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(f"{request.method} {request.url.rpartition('/')[2]}"))
    page.reload()
    chat.ready()
    expect(chat.messages).to_have_count(len(before))
    assert chat.messages.all_inner_texts() == before
    assert "POST sessions" not in requested and "POST messages" not in requested
    picked = chat.root.locator("button.choisi")
    expect(picked.first).to_have_attribute("aria-disabled", "true")


def test_erasing_really_does(chat: Widget, assistant_url: str) -> None:
    chat.type("on est un label")
    chat.ready()
    token = chat.page.evaluate("() => sessionStorage.getItem('contrat-filiere.session')")
    chat.button("Effacer mes données").click()
    chat.root.get_by_role("button", name="Effacer", exact=True).click()
    expect(chat.log).to_contain_text("Vos données sont effacées")
    expect(chat.messages).to_have_count(0)
    assert [key for key in chat.page.evaluate("() => Object.keys(sessionStorage)") if key.startswith("contrat")] == []
    gone = requests.get(
        f"{assistant_url}/webhooks/web/messages", headers={"Authorization": f"Bearer {token}"}, timeout=30
    )
    assert gone.status_code == 404
    chat.button("Nouvelle conversation").click()
    chat.ready()
    expect(chat.messages).to_have_count(2)


def test_erasing_can_be_declined(chat: Widget) -> None:
    for way in ("Annuler", None):
        chat.button("Effacer mes données").click()
        if way:
            chat.root.get_by_role("button", name=way).click()
        else:
            chat.page.keyboard.press("Escape")
        expect(chat.root.get_by_role("dialog", name="Effacer vos données ?")).to_be_hidden()
        expect(chat.messages).to_have_count(2)


def test_an_erasure_that_fails_is_said_and_can_be_tried_again(chat: Widget) -> None:
    chat.page.route("**/webhooks/web/sessions", lambda route: route.abort())
    chat.button("Effacer mes données").click()
    chat.root.get_by_role("button", name="Effacer", exact=True).click()
    expect(chat.log).to_contain_text("Rien n’a été effacé")
    expect(chat.messages).to_have_count(2)
    chat.page.unroute("**/webhooks/web/sessions")
    chat.retry.click()
    expect(chat.log).to_contain_text("Vos données sont effacées")


def test_starting_over_erases_and_opens_anew(chat: Widget, assistant_url: str) -> None:
    chat.type("on est un label")
    chat.ready()
    token = chat.page.evaluate("() => sessionStorage.getItem('contrat-filiere.session')")
    chat.root.locator(".outils").get_by_role("button", name="Recommencer").click()
    with chat.page.expect_response(is_opening):
        chat.root.get_by_role("dialog").get_by_role("button", name="Recommencer").click()
    chat.ready()
    expect(chat.messages).to_have_count(2)
    expect(chat.log).not_to_contain_text("on est un label")
    gone = requests.get(
        f"{assistant_url}/webhooks/web/messages", headers={"Authorization": f"Bearer {token}"}, timeout=30
    )
    assert gone.status_code == 404


def test_the_notice_says_how_long_a_conversation_is_kept(page: Page, start_server: StartServer) -> None:
    url = start_server(ASSISTANT_DATE="2024-02-01", ASSISTANT_RETENTION_JOURS="12")
    page.goto(url)
    chat = Widget(page).ready()
    notice = chat.root.get_by_text("Dans vos messages, ne donnez ni nom ni coordonnées")
    expect(notice).to_be_visible()
    notice.click()
    expect(chat.root.locator(".donnees p")).to_contain_text("Seul le questionnaire demande")
    expect(chat.root.locator(".donnees p")).to_contain_text("12 jours après votre dernier message")


def test_where_the_tab_may_keep_nothing_it_still_serves(page: Page, assistant_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.goto(assistant_url)
    chat = Widget(page).ready()
    chat.type("on est un label")
    chat.ready()
    expect(chat.log.locator(".mes-mots")).to_have_text(["on est un label"])


def test_each_message_has_a_key_of_its_own(chat: Widget) -> None:
    keys = []
    chat.page.on("request", lambda r: keys.append(r.headers.get("idempotency-key")) if r.method == "POST" else None)
    for text in ("on est un label", "à Toulouse"):
        chat.type(text)
        chat.ready()
    assert len(set(keys)) == 2 and all(len(key or "") >= 8 for key in keys), json.dumps(keys)

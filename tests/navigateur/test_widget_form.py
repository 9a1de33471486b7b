"""The questionnaire in the conversation: pre-filled, checked here and by the server, sent once, changed, erased."""

import re

import pytest
from browser_applicants import APPLICANTS, conversation
from browsing import resumed
from playwright.sync_api import Locator, Page, expect
from widget_driver import Widget

FORMS = "**/webhooks/web/questionnaires"


class Form:
    """The form, and what one who wants help answers to it."""

    def __init__(self, widget: Widget) -> None:
        self.widget = widget
        self.root = widget.log.get_by_role("form", name=re.compile("^Questionnaire"))
        self.send = self.root.get_by_role("button", name="Envoyer le questionnaire")

    def field(self, name: str) -> Locator:
        return self.root.get_by_label(name)

    def fill(self) -> None:
        self.field("Votre besoin, avec vos mots").fill("Trouver des partenaires financiers.")
        self.field("Je ne sais pas encore").check()
        self.field("Vos prénom et nom").fill("Camille Exemple")
        self.field("Le nom de votre structure").fill("La Salle d’exemple")
        self.field("La commune de votre structure").fill("Sète")
        self.field("Votre adresse électronique").fill("camille@exemple.fr")
        self.field("J’accepte que l’équipe").check()


@pytest.fixture
def form(page: Page, assistant_url: str) -> Form:
    resumed(page, conversation(assistant_url, "mentorat", APPLICANTS["mentorat"]))
    page.goto(assistant_url)
    return Form(Widget(page).ready())


def test_the_conversation_fills_in_what_it_knows(form: Form) -> None:
    expect(form.field("Financement")).to_be_checked()
    expect(form.field("Salariée")).to_be_checked()
    expect(form.field("Votre adresse électronique")).to_have_attribute("autocomplete", "email")
    expect(form.field("Votre fonction (facultatif)")).to_be_visible()


def test_it_is_sent_and_thanked_for(form: Form) -> None:
    form.fill()
    with form.widget.page.expect_response(FORMS) as sent:
        form.send.click()
    assert sent.value.status == 201
    answers = sent.value.request.post_data_json["reponses"]
    assert answers["theme"] == "financement" and answers["consentement"] is True
    thanks = form.widget.log.locator(".merci")
    expect(thanks).to_contain_text("Merci")
    expect(thanks).to_be_focused()
    expect(form.widget.announcer).to_contain_text("Merci")
    # After a reload too.
    form.widget.page.reload()
    form.widget.ready()
    expect(thanks).to_contain_text("Merci")


def test_it_can_be_changed_and_sent_again(form: Form) -> None:
    form.fill()
    form.send.click()
    form.widget.button("Modifier mes réponses").click()
    expect(form.root.get_by_role("heading")).to_be_focused()
    expect(form.field("Vos prénom et nom")).to_have_value("Camille Exemple")
    form.field("La commune de votre structure").fill("Agde")
    with form.widget.page.expect_response(FORMS) as sent:
        form.send.click()
    assert sent.value.status == 201
    assert sent.value.request.post_data_json["reponses"]["commune"] == "Agde"


def test_after_a_reload_what_was_sent_can_be_changed(form: Form) -> None:
    form.fill()
    form.send.click()
    expect(form.widget.log.locator(".merci")).to_be_visible()
    form.widget.page.reload()
    form.widget.ready()
    form.widget.button("Modifier mes réponses").click()
    expect(form.field("Votre besoin, avec vos mots")).to_have_value("Trouver des partenaires financiers.")
    expect(form.field("Je ne sais pas encore")).to_be_checked()
    expect(form.field("J’accepte que l’équipe")).to_be_checked()
    expect(form.field("Vos prénom et nom")).to_have_value("Camille Exemple")


def test_one_form_sent_is_not_the_other(form: Form) -> None:
    widget = form.widget
    form.fill()
    form.send.click()
    expect(widget.log.locator(".merci")).to_be_visible()
    widget.type("récapitule")
    widget.ready()
    widget.log.locator("li.recapitulatif").last.get_by_role("button", name="Place dans l’échange").click()
    widget.ready()
    widget.button("Partager notre expérience").click()
    widget.ready()
    expect(form.root).to_have_accessible_name("Questionnaire de la structure ressource")
    expect(widget.log.locator(".merci")).to_have_count(0)


def test_what_is_missing_is_said_beside_it(form: Form) -> None:
    form.send.click()
    need = form.field("Votre besoin, avec vos mots")
    expect(need).to_be_focused()
    expect(need).to_have_attribute("aria-invalid", "true")
    expect(need).to_have_accessible_description(re.compile(r"Ce champ est obligatoire\s: écrivez votre réponse\.$"))
    expect(form.root.get_by_role("radiogroup", name="La forme que vous imaginez")).to_have_accessible_description(
        re.compile("Choisissez une des réponses proposées")
    )
    expect(form.field("J’accepte que l’équipe")).to_have_accessible_description(re.compile("Cochez cette case"))
    expect(form.widget.announcer).to_contain_text(re.compile(r"\d réponses sont à corriger"))
    # Mended, it no longer stands as wrong.
    need.fill("Trouver des partenaires.")
    expect(need).not_to_have_attribute("aria-invalid", "true")


def test_an_address_that_is_none_is_said(form: Form) -> None:
    form.fill()
    form.field("Votre adresse électronique").fill("camille chez exemple")
    form.send.click()
    expect(form.field("Votre adresse électronique")).to_be_focused()
    expect(form.root).to_contain_text("Cette adresse n’est pas complète")
    expect(form.field("Vos prénom et nom")).to_have_value("Camille Exemple")


def test_a_text_that_is_too_long_is_kept_and_said(form: Form) -> None:
    form.fill()
    need = form.field("Votre besoin, avec vos mots")
    need.fill("a" * 2001)
    form.send.click()
    expect(form.root).to_contain_text("Votre réponse compte 2001 caractères et la limite est de 2000")
    expect(need).to_have_value("a" * 2001)


def test_what_the_server_refuses_is_said_beside_the_field(form: Form) -> None:
    wrong = {"commune": "Cette commune n'est pas connue : vérifiez son nom."}
    refusal = {"erreur": {"code": "formulaire_invalide", "message": "À corriger.", "champs": wrong}}
    form.widget.page.route(FORMS, lambda route: route.fulfill(status=422, json=refusal))
    form.fill()
    form.send.click()
    town = form.field("La commune de votre structure")
    expect(town).to_be_focused()
    expect(town).to_have_accessible_description("Cette commune n’est pas connue : vérifiez son nom.")
    expect(town).to_have_value("Sète")


def test_without_network_the_answers_stay(form: Form) -> None:
    form.widget.page.route(FORMS, lambda route: route.abort())
    form.fill()
    form.send.click()
    expect(form.root).to_contain_text("Vos réponses sont gardées ici")
    expect(form.field("Vos prénom et nom")).to_have_value("Camille Exemple")
    form.widget.page.unroute(FORMS)
    form.root.get_by_role("button", name="Réessayer").click()
    expect(form.widget.log.locator(".merci")).to_contain_text("Merci")


def test_by_keyboard_alone(form: Form) -> None:
    widget, keyboard = form.widget, form.widget.page.keyboard
    widget.way = "keyboard"
    for name, text in {
        "Votre besoin, avec vos mots": "Trouver des partenaires.",
        "Vos prénom et nom": "Camille Exemple",
        "Le nom de votre structure": "La Salle",
        "La commune de votre structure": "Sète",
        "Votre adresse électronique": "camille@exemple.fr",
    }.items():
        widget.tab_to(form.field(name))
        keyboard.type(text)
    # The tabulation key comes to a group of radio buttons by its first or last, as none is checked.
    group = form.root.get_by_role("radiogroup", name="La forme que vous imaginez")
    widget.tab_to(group.get_by_role("radio").first)
    keyboard.press("Space")
    widget.tab_to(form.field("J’accepte que l’équipe"))
    keyboard.press("Space")
    widget.press(form.send)
    expect(widget.log.locator(".merci")).to_contain_text("Merci")


def test_one_who_offers_help_gets_the_matching_form(page: Page, assistant_url: str) -> None:
    answers = {**APPLICANTS["mentorat"], "mentorat_role": "Partager notre expérience"}
    resumed(page, conversation(assistant_url, "mentorat", answers))
    page.goto(assistant_url)
    form = Form(Widget(page).ready())
    expect(form.root).to_have_accessible_name("Questionnaire de la structure ressource")
    expect(form.field("Ce que vous pouvez partager, avec vos mots")).to_be_visible()


def test_only_the_last_form_is_to_be_filled_in(form: Form) -> None:
    widget = form.widget
    widget.type("récapitule")
    widget.ready()
    widget.log.locator("li.recapitulatif").last.get_by_role("button", name="Thème").click()
    widget.ready()
    widget.button("Visibilité des projets").click()
    widget.ready()
    expect(widget.log.get_by_role("form")).to_have_count(1)
    expect(form.field("Visibilité des projets")).to_be_checked()

"""Every state of the widget, as a way to bring a page to it."""

from collections.abc import Callable
from types import SimpleNamespace

from browser_applicants import APPLICANTS, conversation
from browsing import resumed
from playwright.sync_api import Page, expect
from widget_driver import Widget

STATES: dict[str, Callable[[Page, SimpleNamespace], None]] = {}
"""Name to what brings a page to the state; `sites` has the addresses `assistant`, `closed` and the site `host`."""


def state(enter: Callable[[Page, SimpleNamespace], None]) -> Callable[[Page, SimpleNamespace], None]:
    STATES[enter.__name__] = enter
    return enter


def _at(page: Page, url: str, rubrique: str | None, answers: dict[str, str], *then: str) -> Widget:
    resumed(page, conversation(url, rubrique, answers, then))
    page.goto(url)
    return Widget(page).ready()


def _upto(rubrique: str, fact: str) -> dict[str, str]:
    """Return the answers of that applicant, but for those from `fact` on."""
    answers = APPLICANTS[rubrique]
    return {key: answers[key] for key in list(answers)[: list(answers).index(fact)]}


@state
def accueil(page: Page, sites: SimpleNamespace) -> None:
    page.goto(sites.assistant)
    Widget(page).ready()


@state
def question(page: Page, sites: SimpleNamespace) -> None:
    widget = _at(page, sites.assistant, "structuration", {**APPLICANTS["structuration"], "affiliation_cnm": None})  # type: ignore[dict-item]
    widget.root.get_by_text("Pourquoi cette question").last.click()


@state
def reponse_et_question(page: Page, sites: SimpleNamespace) -> None:
    _at(page, sites.assistant, "cooperation", {}, "quel est le montant maximum de l'aide ?")


@state
def ecrit(page: Page, sites: SimpleNamespace) -> None:
    page.goto(sites.assistant)
    widget = Widget(page).ready()
    page.route("**/webhooks/web/messages", lambda route: None)  # never answered
    widget.type("On est un label de Toulouse,\nfondé en 2019.")
    expect(widget.root.get_by_text("L’assistant écrit")).to_be_visible()


@state
def verdict_cooperation(page: Page, sites: SimpleNamespace) -> None:
    _at(page, sites.assistant, "cooperation", APPLICANTS["cooperation"])


@state
def verdict_structuration(page: Page, sites: SimpleNamespace) -> None:
    _at(page, sites.assistant, "structuration", APPLICANTS["structuration"])


@state
def verdict_clos(page: Page, sites: SimpleNamespace) -> None:
    _at(page, sites.closed, "cooperation", APPLICANTS["cooperation"])


@state
def recapitulatif(page: Page, sites: SimpleNamespace) -> None:
    _at(page, sites.assistant, "structuration", APPLICANTS["structuration"], "récapitule")


@state
def incompris(page: Page, sites: SimpleNamespace) -> None:
    _at(page, sites.assistant, None, {}, "zzzz")


@state
def formulaire(page: Page, sites: SimpleNamespace) -> None:
    widget = _at(page, sites.assistant, "mentorat", APPLICANTS["mentorat"])
    expect(widget.root.get_by_role("button", name="Envoyer le questionnaire")).to_be_visible()


@state
def formulaire_fautif(page: Page, sites: SimpleNamespace) -> None:
    formulaire(page, sites)
    widget = Widget(page)
    widget.root.get_by_label("adresse électronique").fill("quelqu’un")
    widget.button("Envoyer le questionnaire").click()
    expect(widget.root.get_by_text("adresse n’est pas complète")).to_be_visible()


@state
def non_envoye(page: Page, sites: SimpleNamespace) -> None:
    page.goto(sites.assistant)
    widget = Widget(page).ready()
    page.route("**/webhooks/web/messages", lambda route: route.abort())
    widget.type("On est un label")
    expect(widget.retry).to_be_visible()


@state
def saisie_refusee(page: Page, sites: SimpleNamespace) -> None:
    page.goto(sites.assistant)
    widget = Widget(page).ready()
    widget.type("a" * 2001)


@state
def injoignable(page: Page, sites: SimpleNamespace) -> None:
    page.route("**/webhooks/web/sessions", lambda route: route.abort())
    page.goto(sites.assistant)
    expect(Widget(page).retry).to_be_visible()


@state
def confirmation(page: Page, sites: SimpleNamespace) -> None:
    page.goto(sites.assistant)
    widget = Widget(page).ready()
    widget.button("Effacer mes données").click()
    expect(widget.root.get_by_role("dialog", name="Effacer vos données ?")).to_be_visible()


@state
def efface(page: Page, sites: SimpleNamespace) -> None:
    confirmation(page, sites)
    widget = Widget(page)
    widget.root.get_by_role("button", name="Effacer", exact=True).click()
    expect(widget.root.get_by_text("Vos données sont effacées")).to_be_visible()


@state
def lanceur(page: Page, sites: SimpleNamespace) -> None:
    page.goto(sites.host.script(sites.assistant, 'data-rubrique="structuration" data-couleur="#005f73"'))
    expect(Widget(page).launcher).to_be_visible()


@state
def panneau(page: Page, sites: SimpleNamespace) -> None:
    lanceur(page, sites)
    widget = Widget(page)
    widget.launcher.click()
    widget.ready()


@state
def panneau_verdict(page: Page, sites: SimpleNamespace) -> None:
    resumed(page, conversation(sites.assistant, "cooperation", APPLICANTS["cooperation"]))
    panneau(page, sites)

"""The widget as a person meets it: found by roles and names, used by mouse, by touch or by keyboard alone."""

import re
from typing import Any, Literal

from browser_applicants import MAX_QUESTIONS, asked, picked
from playwright.sync_api import Locator, Page, Response, expect

Way = Literal["mouse", "keyboard", "touch"]

LAUNCHER = "Une question sur les aides ?"
NAME = "Assistant du Contrat de filière"

MOST_TABS = 60

ACTIVE = """() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}"""


class Widget:
    """The chat on `page`; `way` is how it is used."""

    def __init__(self, page: Page, way: Way = "mouse") -> None:
        self.page = page
        self.way = way
        self.root = page.locator("contrat-filiere-chat")
        self.launcher = self.root.get_by_role("button", name=LAUNCHER)
        self.panel = self.root.get_by_role("dialog", name=NAME)
        self.log = self.root.get_by_role("log")
        self.messages = self.log.get_by_role("listitem").and_(self.log.locator("li.message"))
        self.input = self.root.get_by_role("textbox", name="Votre message")
        self.send = self.root.get_by_role("button", name="Envoyer", exact=True)
        self.retry = self.root.get_by_role("button", name="Réessayer")
        self.announcer = self.root.locator("> [role=status]")

    def button(self, name: str) -> Locator:
        """Return the last button of that name: in a conversation, the one that still serves."""
        return self.root.get_by_role("button", name=name).last

    def ready(self) -> "Widget":
        """Wait until the assistant has spoken and waits for an answer."""
        expect(self.messages.last).to_be_visible()
        expect(self.log).to_have_attribute("aria-busy", "false")
        return self

    def press(self, target: Locator) -> None:
        """Press a button in the widget's way."""
        if self.way == "keyboard":
            self.tab_to(target)
            self.page.keyboard.press("Enter")
        elif self.way == "touch":
            target.tap()
        else:
            target.click()

    def type(self, text: str) -> None:
        """Write a message and send it."""
        if self.way == "keyboard":
            self.tab_to(self.input)
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")
        else:
            self.input.fill(text)
            self.press(self.send)

    def tab_to(self, target: Locator) -> None:
        """Move the focus to `target` with the tabulation key alone, whichever way is shorter to try."""
        for key in ("Tab", "Shift+Tab"):
            for _ in range(MOST_TABS):
                if self.has_focus(target):
                    return
                self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard does not get to {target}")

    def has_focus(self, target: Locator) -> bool:
        """Whether the focus is on `target`, shadow roots seen through."""
        return bool(target.evaluate(f"(element) => element === ({ACTIVE})()"))

    def focused(self) -> str:
        """Return the tag of what has the focus; « body » where nothing has it."""
        return str(self.page.evaluate(f"() => ({ACTIVE})()?.localName ?? 'body'"))

    def answer(self, question: dict[str, Any], answer: str) -> list[dict[str, Any]]:
        """Answer by the choice that is meant, else in words; return the reply."""
        choice = picked(question, answer)
        with self.page.expect_response(is_reply) as said:
            if choice:
                self.press(self.root.locator(f"button[data-choix='{choice['id']}']:not([aria-disabled])"))
            else:
                self.type(answer)
        self.ready()
        messages: list[dict[str, Any]] = said.value.json()["messages"]
        return messages

    def converse(self, reply: list[dict[str, Any]], answers: dict[str, str]) -> list[dict[str, Any]]:
        """Answer every question from `reply` on; return the reply that asks none."""
        for _ in range(MAX_QUESTIONS):
            question = asked(reply)
            if question is None:
                return reply
            assert question["fact"] in answers, f"unexpected question: {question}"
            reply = self.answer(question, answers[question["fact"]])
        raise AssertionError("the questions do not end")


def is_reply(response: Response) -> bool:
    return response.url.endswith("/webhooks/web/messages") and response.request.method == "POST"


def is_opening(response: Response) -> bool:
    return response.url.endswith("/webhooks/web/sessions") and response.request.method == "POST"


def starts_with(text: str) -> "re.Pattern[str]":
    return re.compile(rf"^\s*{re.escape(text)}")

"""The chat page."""

from playwright.sync_api import Page, expect


def test_the_page_opens(page: Page, assistant_url: str) -> None:
    page.goto(assistant_url)
    expect(page.get_by_text("assistant automatique")).to_be_visible()

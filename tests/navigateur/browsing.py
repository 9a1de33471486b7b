"""What the browser tests look with: axe, the log of requests, the conversation over HTTP."""

import json
from typing import Any
from urllib.parse import urlsplit

import requests
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

STAFF_PASSWORD = "un mot de passe pour les essais"
"""What opens the staff's pages of the server under test."""

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

LOCAL = {"127.0.0.1", "localhost"}


def axe(page: Page, where: str | None = None) -> None:
    """Assert that axe finds nothing wrong, and no contrast that it can't measure, on the page or in `where`."""
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations", "incomplete"]}
    found = page.evaluate("([where, options]) => axe.run(where ?? document, options)", [where, options])
    faults = [*found["violations"], *(doubt for doubt in found["incomplete"] if doubt["id"].startswith("color"))]
    assert not faults, "\n".join(map(_described, faults))


def _described(fault: dict[str, Any]) -> str:
    nodes = [
        f"  {json.dumps(n['target'])} {n['html'][:200]}\n    {n.get('failureSummary', '')}" for n in fault["nodes"]
    ]
    return "\n".join([f"{fault['id']} ({fault['impact']}): {fault['help']}", *nodes])


def only_local(addresses: list[str]) -> None:
    """Assert that none of the requests left this machine."""
    away = [a for a in addresses if urlsplit(a).scheme in {"http", "https", "ws"} and urlsplit(a).hostname not in LOCAL]
    assert away == []


def conversation(url: str, rubrique: str | None = None, answers: tuple[str, ...] = ()) -> str:
    """Open a conversation over HTTP, say `answers` in it, and return its token."""
    opened = requests.post(f"{url}/webhooks/web/sessions", json={"rubrique": rubrique}, timeout=30)
    assert opened.status_code == 201, opened.text
    token = opened.json()["session"]
    for answer in answers:
        said = requests.post(
            f"{url}/webhooks/web/messages",
            json={"text": answer},
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
        )
        assert said.status_code == 200, said.text
    return token

"""What the browser tests look with: axe, the log of requests, a conversation taken up."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

NewPage = Callable[..., Page]
"""Opens a page: `phone`, `dark`, or any option of a browser's context."""

StartServer = Callable[..., str]
"""Starts a server with the given environment variables, and returns its address."""

STAFF_PASSWORD = "un mot de passe pour les essais"
"""What opens the staff's pages of the server under test."""

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

TOO_PALE = """() => {
  const bytes = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const above = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
  const behind = (element) => {
    for (let at = element; at; at = above(at)) {
      const [r, g, b, alpha = 1] = bytes(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  };
  const clipped = (element) => getComputedStyle(element).clipPath === 'inset(50%)';
  const unseen = (element) => element && (clipped(element) || unseen(above(element)));
  const found = new Set();
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE && node.textContent.trim()) {
      const element = node.parentElement;
      const hidden = !element?.checkVisibility({ visibilityProperty: true }) || unseen(element);
      if (hidden || ['STYLE', 'SCRIPT'].includes(element.tagName)) return;
      const style = getComputedStyle(element);
      const [a, b] = [light(bytes(style.color).slice(0, 3)), light(behind(element))].sort((x, y) => y - x);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
      const ratio = (a + 0.05) / (b + 0.05);
      if (ratio < (large ? 3 : 4.5)) found.add(`${ratio.toFixed(2)}: ${node.textContent.trim().slice(0, 40)}`);
    }
    if (node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  return [...found];
}"""
"""Texts of less than 4.5:1 (3:1 where large). axe leaves out what is scrolled away, and what can no longer be used."""

LOCAL = {"127.0.0.1", "localhost"}


def axe(page: Page, where: str | None = None) -> None:
    """Assert that axe finds nothing wrong on the page or in `where`, and that all its text has contrast enough."""
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("([where, options]) => axe.run(where ?? document, options)", [where, options])
    assert not found["violations"], "\n".join(map(_described, found["violations"]))
    pale = page.evaluate(TOO_PALE)
    assert pale == [], pale


def _described(fault: dict[str, Any]) -> str:
    nodes = [f"  {json.dumps(n['target'])} {n['html'][:200]} {n.get('failureSummary', '')}" for n in fault["nodes"][:5]]
    return "\n".join([f"{fault['id']} ({fault['impact']}, {len(fault['nodes'])} nodes): {fault['help']}", *nodes])


def only_local(addresses: list[str]) -> None:
    """Assert that none of the requests left this machine."""
    away = [a for a in addresses if urlsplit(a).scheme in {"http", "https", "ws"} and urlsplit(a).hostname not in LOCAL]
    assert away == []


def resumed(page: Page, token: str) -> None:
    """Have the tab's next page take up the conversation of `token`."""
    page.add_init_script(f"sessionStorage.setItem('contrat-filiere.session', {json.dumps(token)})")

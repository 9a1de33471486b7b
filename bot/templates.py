"""Pages that the server fills in: the Jinja2 templates of `bot/pages/`, everything in them escaped."""

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.response import HTTPResponse, html

from bot.site import PAGES
from bot.typography import typeset

_TEMPLATES = Environment(
    loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.filters["typeset"] = typeset


def page(template: str, status: int = 200, headers: dict[str, str] | None = None, **context: Any) -> HTTPResponse:
    """Return the page that `template` makes of `context`; unless `headers` say otherwise, nobody keeps a copy."""
    return html(
        _TEMPLATES.get_template(template).render(context), status, {"Cache-Control": "no-store"} | (headers or {})
    )


def message_page(status: int, title: str, message: str, headers: dict[str, str] | None = None) -> HTTPResponse:
    """Return a page that says one thing in French: `title` in a few words, `message` with what can be done."""
    return page("message.html", status, headers, titre=title, message=message)

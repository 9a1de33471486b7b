"""« Ma synthèse » on the web: a page to print, and the same as PDF, text and calendar. Nothing of it is stored."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.agent import UnknownConversation
from bot.requests import NO_STORE, READ, assistant_of, page_once_loaded
from bot.sessions import InvalidToken
from bot.summary_files import as_calendar, as_pdf
from bot.templates import message_page, page
from bot.typography import typeset_all

# Who has the address reads the summary: it is kept from search engines and caches.
_PRIVATE = NO_STORE | {"X-Robots-Tag": "noindex, nofollow"}


def add_summary_pages(app: Sanic) -> None:
    """Add `/synthese/<token>`, and the same address with `.pdf`, `.txt` or `.ics` after it."""
    app.add_route(page_once_loaded(_summary), "/synthese/<name:str>", methods=READ)


async def _summary(request: Request, name: str) -> HTTPResponse:
    token, dot, kind = name.rpartition(".")
    if dot and kind in _FILES:
        show = _FILES[kind]
    else:
        token, show = name, _as_page
    try:
        sender = request.app.ctx.tokens.summary_sender(token)
        summary = typeset_all(await assistant_of(request.app).summary(sender))
    except (InvalidToken, UnknownConversation):
        return message_page(
            404,
            "Cette synthèse n’est plus disponible",
            "Son adresse ne sert qu’une heure, et la synthèse disparaît avec la conversation. Demandez-en une autre "
            "depuis la conversation, si elle existe encore.",
            _PRIVATE,
        )
    # In a thread: setting the PDF takes a moment.
    return await asyncio.get_running_loop().run_in_executor(None, show, summary, token)


def _as_page(summary: Mapping[str, Any], token: str) -> HTTPResponse:
    return page("synthese.html", headers=_PRIVATE, synthese=summary, jeton=token)


def _as_pdf(summary: Mapping[str, Any], _token: str) -> HTTPResponse:
    return _file(as_pdf(summary), "application/pdf", summary, "pdf")


def _as_text(summary: Mapping[str, Any], _token: str) -> HTTPResponse:
    return _file(summary["text"].encode(), "text/plain; charset=utf-8", summary, "txt")


def _as_calendar(summary: Mapping[str, Any], _token: str) -> HTTPResponse:
    if absence := summary["agenda"]["absence"]:
        return message_page(409, "Pas de date à venir", absence, _PRIVATE)
    return _file(as_calendar(summary), "text/calendar; charset=utf-8", summary, "ics")


_FILES: dict[str, Callable[[Mapping[str, Any], str], HTTPResponse]] = {
    "pdf": _as_pdf,
    "txt": _as_text,
    "ics": _as_calendar,
}


def _file(body: bytes, content_type: str, summary: Mapping[str, Any], kind: str) -> HTTPResponse:
    name = f"synthese-contrat-de-filiere-{summary['date']}.{kind}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return raw(body, content_type=content_type, headers=_PRIVATE | disposition)

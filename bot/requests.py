"""What the routes and the pages share: the assistant, the body of a request, a page to show while it loads."""

import functools
import json
from collections.abc import Callable, Coroutine
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.agent import Assistant
from bot.http_errors import ChannelError
from bot.templates import message_page

READ = ["GET", "HEAD"]
"""Methods of an address that only shows something."""

NO_STORE = {"Cache-Control": "no-store"}
"""Headers of what nobody may keep a copy of."""

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


def assistant_of(app: Sanic) -> Assistant:
    """Return the application's assistant.

    Raises:
        ChannelError: it is still loading.
    """
    if app.ctx.agent is None:
        raise ChannelError(503, "demarrage", "L'assistant démarre. Réessayez dans quelques secondes.")
    return app.ctx.agent


def page_once_loaded(handler: Handler) -> Handler:
    """Return `handler`, which shows a page, with another page in its place while the assistant is loading."""

    @functools.wraps(handler)
    async def guarded(request: Request, *args: Any, **kwargs: Any) -> HTTPResponse:
        if request.app.ctx.agent is None:
            return message_page(
                503, "L’assistant démarre", "Rechargez cette page dans quelques secondes.", {"Retry-After": "2"}
            )
        return await handler(request, *args, **kwargs)

    return guarded


def json_body(request: Request, keys: set[str]) -> dict[str, Any]:
    """Return the JSON object sent, which may have no other keys than `keys`.

    Raises:
        ChannelError: something else was sent.
    """
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/json":
        raise ChannelError(415, "type_de_contenu", "Le corps de la requête est en JSON (application/json).")
    try:
        body = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ChannelError(400, "json_invalide", "Le corps de la requête n'est pas du JSON valable.") from None
    if not isinstance(body, dict):
        raise ChannelError(422, "corps_invalide", "Le corps de la requête est un objet JSON.")
    if set(body) - keys:
        raise ChannelError(422, "corps_invalide", f"Seules clés admises : {', '.join(sorted(keys))}.")
    return body

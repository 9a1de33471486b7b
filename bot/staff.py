"""What the staff alone may see: pages behind the password that `ASSISTANT_MOT_DE_PASSE_EQUIPE` sets."""

import base64
import functools
import secrets
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.requests import Handler
from bot.templates import message_page

_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Equipe du Contrat de filiere", charset="UTF-8"'}


def staff_only(handler: Handler) -> Handler:
    """Return `handler` behind HTTP Basic, with any name and the password of `app.ctx.staff_password`.

    Without a password in the settings nobody comes in: the page says which variable to set.
    """

    @functools.wraps(handler)
    async def guarded(request: Request, *args: Any, **kwargs: Any) -> HTTPResponse:
        expected = request.app.ctx.staff_password
        if not expected:
            return message_page(
                404,
                "Page fermée",
                "Cette page est réservée à l’équipe. Pour l’ouvrir, définissez un mot de passe dans la "
                "variable ASSISTANT_MOT_DE_PASSE_EQUIPE, puis relancez l’assistant.",
            )
        if not secrets.compare_digest(_password(request).encode(), expected.encode()):
            return message_page(
                401,
                "Mot de passe nécessaire",
                "Cette page est réservée à l’équipe : rechargez-la et donnez son mot de passe (le nom ne compte pas).",
                _CHALLENGE,
            )
        return await handler(request, *args, **kwargs)

    return guarded


def _password(request: Request) -> str:
    """Return the password that came with the request, empty where there is none to read."""
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        # A client that has not heard of the charset may send the name, which does not count, in another.
        decoded = base64.b64decode(credentials.strip(), validate=True).decode("utf-8", "replace")
    except ValueError:
        return ""
    return decoded.partition(":")[2]

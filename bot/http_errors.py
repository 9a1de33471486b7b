"""Every error that leaves the server: a fitting status and `{"erreur": {"code", "message"}}` in French."""

import json
import logging
from functools import partial
from typing import Any

from rasa.core.lock_store import LockError
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.agent import ChoiceNotOffered, UnknownConversation

logger = logging.getLogger(__name__)

reply = partial(json_response, dumps=partial(json.dumps, ensure_ascii=False))
"""Answer JSON, accents as they are."""

FAULT = ("erreur_interne", "Un incident empêche de répondre. Rien n'est perdu : réessayez dans un instant.")

BY_STATUS = {
    400: ("requete_invalide", "La requête n'est pas lisible."),
    404: ("introuvable", "Cette adresse n'existe pas."),
    405: ("methode_refusee", "Cette adresse n'accepte pas cette méthode."),
    408: ("delai_depasse", "La requête a mis trop de temps à arriver. Réessayez."),
    413: ("requete_trop_grande", "La requête est trop grande."),
    417: ("requete_invalide", "L'attente annoncée par la requête n'est pas prise en charge."),
    503: ("indisponible", "L'assistant ne peut pas répondre pour le moment. Réessayez dans un instant."),
}


class ChannelError(Exception):
    """A request that is refused, with what its sender can do about it."""

    def __init__(self, status: int, code: str, message: str, **details: Any) -> None:
        """Refuse with the HTTP `status`, the stable identifier `code`, a French `message` and, in JSON, `details`."""
        super().__init__(message)
        self.status, self.code, self.message, self.details = status, code, message, details


def handle_errors(app: Sanic) -> None:
    """Make `app` answer every error in JSON, and log those that are faults of ours."""
    app.error_handler.add(Exception, _answer)


def _answer(request: Request, error: Exception) -> HTTPResponse:
    status, code, message = _describe(request, error)
    headers: dict[str, Any] = dict(getattr(error, "headers", None) or {})
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    elif status == 503:
        headers["Retry-After"] = "2"
    details = error.details if isinstance(error, ChannelError) else {}
    return reply({"erreur": {"code": code, "message": message, **details}}, status=status, headers=headers)


def _describe(request: Request, error: Exception) -> tuple[int, str, str]:
    if isinstance(error, ChannelError):
        return error.status, error.code, error.message
    if isinstance(error, UnknownConversation):
        return 404, "session_introuvable", "Cette conversation n'existe plus. Commencez-en une nouvelle."
    if isinstance(error, ChoiceNotOffered):
        return 409, "choix_non_propose", "Ce choix n'est plus proposé. Choisissez parmi les derniers ou écrivez."
    if isinstance(error, SanicException) and error.status_code in BY_STATUS:
        return error.status_code, *BY_STATUS[error.status_code]
    if isinstance(error, SanicException) and 400 <= error.status_code < 500:
        return error.status_code, *BY_STATUS[400]
    if request.route is None:
        # Nothing of ours ran yet: the request itself could not be read.
        return 400, *BY_STATUS[400]
    logger.error("A request failed.", exc_info=error)
    if isinstance(error, LockError):
        return 503, *BY_STATUS[503]
    return 500, *FAULT

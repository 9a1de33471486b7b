"""The web channel: the conversation over HTTP, for the chat page and whoever follows the public contract.

It only checks what comes in and finds whose conversation it is; `bot.agent.Assistant` does the rest. It reads the
assistant, the tokens and the known `rubriques` from the application's context, where `bot.server` puts them.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.agent import CHANNEL, UnknownConversation
from bot.http_errors import ChannelError, reply
from bot.questionnaires import Filled
from bot.requests import NO_STORE, assistant_of, json_body
from bot.sessions import InvalidToken, SessionTokens
from bot.typed_text import MAX_LENGTH, is_blank, storable
from bot.webinar_rooms import is_room_code, sender_prefix
from rules_kb import forms, newest_edition

MESSAGE_ID_HEADER = "idempotency-key"
"""Optional header of a message: the same value again gets the same reply again, and nothing is said twice."""

_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class WebChannel(InputChannel):
    """Rasa input channel `web`."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is also the head of its addresses."""
        return CHANNEL

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes. `on_new_message` is not used: a conversation has more operations than messages."""
        routes = Blueprint("web_channel")
        routes.add_route(_open, "/sessions", methods=["POST"])
        routes.add_route(_erase, "/sessions", methods=["DELETE"])
        routes.add_route(_say, "/messages", methods=["POST"])
        routes.add_route(_transcript, "/messages", methods=["GET"])
        routes.add_route(_summarise, "/synthese", methods=["POST"])
        routes.add_route(_fill_in, "/questionnaires", methods=["POST"])
        return routes


async def _open(request: Request) -> HTTPResponse:
    assistant = assistant_of(request.app)
    body = json_body(request, {"rubrique", "salle"})
    rubrique, room = body.get("rubrique"), body.get("salle")
    if rubrique is not None and rubrique not in request.app.ctx.rubriques:
        known = ", ".join(request.app.ctx.rubriques)
        raise ChannelError(422, "rubrique_inconnue", f"La rubrique est l'une de : {known}, ou null.")
    if room is not None and not is_room_code(room):
        raise ChannelError(422, "salle_invalide", "La salle est le code donné par un webinaire, ou null.")
    sender = SessionTokens.new_sender(sender_prefix(room) if room else "")
    messages = await assistant.open(sender, rubrique)
    token = request.app.ctx.tokens.issue(sender)
    return reply({"session": token, "messages": messages}, status=201, headers=NO_STORE)


async def _say(request: Request) -> HTTPResponse:
    assistant = assistant_of(request.app)
    sender = _sender(request)
    message_id = _message_id(request)
    body = json_body(request, {"text", "choice"})
    if len(body) != 1:
        raise ChannelError(422, "corps_invalide", "Envoyez soit « text », soit « choice ».")
    ((kind, content),) = body.items()
    if not isinstance(content, str):
        raise ChannelError(422, "corps_invalide", f"« {kind} » est une chaîne de caractères.")
    if len(content) > MAX_LENGTH:
        raise ChannelError(
            413,
            "message_trop_long",
            f"Votre message compte {len(content)} caractères et la limite est de {MAX_LENGTH}. Raccourcissez-le.",
        )
    if kind == "choice":
        messages = await assistant.choose(sender, content, message_id)
    elif is_blank(content):
        raise ChannelError(422, "message_vide", "Votre message est vide. Écrivez quelques mots.")
    else:
        messages = await assistant.say(sender, content, message_id)
    return reply({"messages": messages}, headers=NO_STORE)


async def _transcript(request: Request) -> HTTPResponse:
    assistant = assistant_of(request.app)
    return reply({"messages": await assistant.transcript(_sender(request))}, headers=NO_STORE)


async def _erase(request: Request) -> HTTPResponse:
    await assistant_of(request.app).erase(_sender(request))
    return empty(headers=NO_STORE)


async def _summarise(request: Request) -> HTTPResponse:
    """Give the address of the summary, which opens it to whoever has it, for a time."""
    sender = _sender(request)
    if not await assistant_of(request.app).tracker_store.exists(sender):
        raise UnknownConversation(sender)
    token, end = request.app.ctx.tokens.issue_summary(sender)
    return reply({"url": f"/synthese/{token}", "expire": end.isoformat()}, status=201, headers=NO_STORE)


async def _fill_in(request: Request) -> HTTPResponse:
    assistant = assistant_of(request.app)
    sender = _sender(request)
    body = json_body(request, {"formulaire", "reponses"})
    edition = newest_edition()
    form = edition.questionnaire.form(body.get("formulaire")) if edition.questionnaire else None
    if form is None:
        known = ", ".join(form.id for form in edition.questionnaire.formulaires) if edition.questionnaire else "aucun"
        raise ChannelError(422, "formulaire_inconnu", f"Le formulaire est l'un de : {known}.")
    answers = body.get("reponses")
    if not isinstance(answers, dict):
        raise ChannelError(422, "corps_invalide", "« reponses » est un objet : une réponse par champ.")
    said = {field: _said(value) for field, value in answers.items()}
    checked = forms.check_form(edition, form, said)
    if checked.erreurs:
        count = len(checked.erreurs)
        raise ChannelError(
            422,
            "formulaire_invalide",
            "Le questionnaire n'est pas encore envoyé : "
            + ("une réponse est à revoir." if count == 1 else f"{count} réponses sont à revoir."),
            champs=checked.erreurs,
        )
    filled = Filled(datetime.now(UTC), edition.id, form.id, checked.reponses)
    await assistant.keep_questionnaire(sender, filled)
    return reply({"message": edition.text(form.merci)}, status=201, headers=NO_STORE)


def _said(value: Any) -> Any:
    """Return an answer as it can be stored; a text that shows nothing is empty."""
    if not isinstance(value, str):
        return value
    return "" if is_blank(value) else storable(value)


def _sender(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise ChannelError(401, "session_manquante", "Il manque le jeton de la conversation. Commencez-en une.")
    try:
        return request.app.ctx.tokens.sender(token.strip())
    except InvalidToken:
        raise ChannelError(401, "session_invalide", "Ce jeton n'est pas valable. Commencez une conversation.") from None


def _message_id(request: Request) -> str | None:
    message_id = request.headers.get(MESSAGE_ID_HEADER)
    if message_id is not None and not _MESSAGE_ID.fullmatch(message_id):
        raise ChannelError(
            400, "cle_invalide", "L'en-tête Idempotency-Key a 8 à 64 lettres sans accent, chiffres, « - » ou « _ »."
        )
    return message_id

"""Webinar mode: what the presenter shows at each « Des questions ? » slide, and the short address for phones.

`/webinaire` is the page and `/webinaire/questions` what it asks for every two seconds, both for the staff alone;
`SHORT_ADDRESS` is the one that the public types.
"""

from datetime import UTC, datetime
from typing import Any

import segno
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.addresses import is_local, public_address
from bot.http_errors import ChannelError, reply
from bot.requests import NO_STORE, READ, assistant_of, json_body, page_once_loaded
from bot.staff import staff_only
from bot.templates import page
from bot.typography import typeset
from bot.webinar_rooms import Room, Rooms
from rules_kb import Edition, newest_edition

SHORT_ADDRESS = "/q"

TOP = 3
"""Questions shown: as many as a screen holds with their answers, read from afar."""


def add_webinar(app: Sanic, public_url: str) -> None:
    """Add the pages of the webinar; `public_url` is the assistant's address, empty for the one it is asked at."""

    @staff_only
    @page_once_loaded
    async def slides(request: Request) -> HTTPResponse:
        room = await _rooms(request).current()
        address = public_address(request, public_url)
        return page(
            "webinaire.html",
            salle=_public(room) if room else None,
            dispositifs={id_: typeset(scheme.libelle) for id_, scheme in newest_edition().dispositifs.items()},
            adresse_courte=f"{address.partition('://')[2]}{SHORT_ADDRESS}",
            qr=_qr_code(f"{address}{_chat(room)}") if room else "",
            locale=is_local(address),
        )

    app.add_route(slides, "/webinaire", methods=READ)
    app.add_route(staff_only(_open), "/webinaire/salle", methods=["POST"])
    app.add_route(staff_only(_questions), "/webinaire/questions", methods=["GET"])
    app.add_route(_short_address, SHORT_ADDRESS, methods=READ)


def ranked(edition: Edition, asked: list[tuple[str, int]], scheme: str | None) -> list[dict[str, Any]]:
    """Return the questions to show, most asked first: those about `scheme` or about all, every one without a scheme.

    Args:
        edition: where the articles are.
        asked: ids of articles, each with its count, most asked first; an article of another edition is left out.
        scheme: id of the slide's scheme.
    """
    articles = [(edition.faq[id_], count) for id_, count in asked if id_ in edition.faq]
    return [
        {
            "id": article.id,
            "titre": typeset(article.titre),
            "reponse": typeset(edition.text(article.reponse)),
            "nombre": count,
        }
        for article, count in articles
        if scheme is None or article.dispositif in (None, scheme)
    ][:TOP]


async def _open(request: Request) -> HTTPResponse:
    # JSON alone: no form of another site can send it with the browser's knowledge of the password.
    json_body(request, set())
    return reply(_public(await _rooms(request).open()), status=201, headers=NO_STORE)


async def _questions(request: Request) -> HTTPResponse:
    edition = newest_edition()
    scheme = request.args.get("dispositif")
    if scheme is not None and scheme not in edition.dispositifs:
        known = ", ".join(edition.dispositifs)
        raise ChannelError(422, "dispositif_inconnu", f"Le dispositif est l'un de : {known}.")
    rooms = _rooms(request)
    room = await rooms.current()
    if room is None:
        raise ChannelError(409, "salle_fermee", "La salle n'est pas ouverte. Ouvrez-la depuis la page du webinaire.")
    attendance = await rooms.attendance(room)
    shown = ranked(edition, attendance.asked, scheme)
    return reply({**_public(room), "personnes": attendance.people, "questions": shown}, headers=NO_STORE)


async def _short_address(request: Request) -> HTTPResponse:
    if request.app.ctx.agent is None:
        return redirect("/", headers=NO_STORE)  # which says that the assistant starts
    return redirect(_chat(await _rooms(request).current()), headers=NO_STORE)


def _rooms(request: Request) -> Rooms:
    return Rooms(assistant_of(request.app).tracker_store)


def _chat(room: Room | None) -> str:
    """Return the path of the chat page for the people of `room`."""
    return f"/?salle={room.code}" if room else "/"


def _public(room: Room) -> dict[str, Any]:
    return {"salle": room.code, "ouverte": datetime.fromtimestamp(room.opened_at, UTC).isoformat(timespec="seconds")}


def _qr_code(url: str) -> str:
    """Return the QR code of `url` as SVG to put into the page: dark on light in every colour scheme, or phones fail."""
    return segno.make(url, error="m", micro=False).svg_inline(omitsize=True, dark="#000", light="#fff")

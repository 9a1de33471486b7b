"""The page that tells staff how to put the assistant into a site: the line to copy, seen at work, and what it needs."""

import re

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.addresses import public_address
from bot.requests import READ
from bot.templates import page
from bot.typography import typeset
from rules_kb import newest_edition

DEFAULT_COLOUR = "#94291f"
"""The launcher's own."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def add_integration(app: Sanic, public_url: str, origins: tuple[str, ...]) -> None:
    """Add `/integration` and the page that it shows as an example.

    Args:
        app: the application.
        public_url: the assistant's address, empty for the one it is asked at.
        origins: the other sites whose pages may hold the widget.
    """

    async def instructions(request: Request) -> HTTPResponse:
        return page(
            "integration.html",
            adresse=public_address(request, public_url),
            couleur=DEFAULT_COLOUR,
            dispositifs={id_: typeset(scheme.libelle) for id_, scheme in newest_edition().dispositifs.items()},
            origines=origins,
        )

    app.add_route(instructions, "/integration", methods=READ)
    app.add_route(_example, "/integration/apercu", methods=READ)


async def _example(request: Request) -> HTTPResponse:
    """Return somebody's page with the very line of script that is to be copied; what is no choice is left out."""
    rubrique, colour = request.args.get("rubrique", ""), request.args.get("couleur", "")
    return page(
        "integration_apercu.html",
        rubrique=rubrique if rubrique in newest_edition().dispositifs else "",
        couleur=colour if _COLOUR.fullmatch(colour) else "",
    )

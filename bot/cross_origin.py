"""Which other sites may talk to the assistant from their pages: those of the configuration, and no other (CORS).

Without cookies nothing else has to be guarded: whoever has a conversation's token has it from the assistant.
"""

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

PREFIX = "/webhooks/web/"
"""What may be called from elsewhere."""

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    "Access-Control-Max-Age": "600",
}


def allow_origins(app: Sanic, origins: tuple[str, ...]) -> None:
    """Let the pages of `origins`, as browsers write them, call the web channel; those of other sites are refused."""

    async def answer_preflight(request: Request) -> HTTPResponse | None:
        asked = request.method == "OPTIONS" and request.path.startswith(PREFIX)
        return empty(headers=_PREFLIGHT) if asked and request.headers.get("origin") in origins else None

    async def name_origin(request: Request, response: BaseHTTPResponse) -> None:
        if not request.path.startswith(PREFIX):
            return
        response.headers["Vary"] = "Origin"
        origin = request.headers.get("origin")
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"

    app.register_middleware(answer_preflight, "request")
    app.register_middleware(name_origin, "response")

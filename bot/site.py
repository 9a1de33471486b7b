"""The chat page and the script that puts it into another page: static files, under a strict policy."""

import mimetypes
from pathlib import Path

from sanic import Sanic
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, raw

PAGES = Path(__file__).parent / "pages"

_READ = ["GET", "HEAD"]


def add_site(app: Sanic, retention_days: int) -> None:
    """Add the page (`/`), its files (`/pages/…`), the script to embed (`/widget.js`) and the security headers.

    The script says that conversations are kept `retention_days`. Other sites load it into their pages; none of them
    may show a page of ours in a frame, which only `/integration` does, for its example.
    """
    files = {path.name: path for path in PAGES.iterdir() if path.is_file()}
    policy = "; ".join(
        [
            "default-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "object-src 'none'",
            "frame-ancestors 'self'",
        ]
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }

    async def page(_request: Request) -> HTTPResponse:
        return _content(files["index.html"].read_bytes(), "index.html")

    async def widget(_request: Request) -> HTTPResponse:
        script = files["widget.js"].read_text(encoding="utf-8")
        response = _content(script.replace("{retention_jours}", str(retention_days)).encode(), "widget.js")
        # The one file that other sites load.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    async def resource(_request: Request, name: str) -> HTTPResponse:
        if name not in files or Path(name).suffix in {".html", ".typ"}:  # templates
            raise NotFound(name)
        return _content(files[name].read_bytes(), name)

    async def secure(_request: Request, response: BaseHTTPResponse) -> None:
        for name, value in headers.items():
            response.headers[name] = value
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")

    app.add_route(page, "/", methods=_READ)
    app.add_route(widget, "/widget.js", methods=_READ)
    app.add_route(resource, "/pages/<name:str>", methods=_READ)
    app.register_middleware(secure, "response")


def _content(body: bytes, name: str) -> HTTPResponse:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind.endswith("javascript"):
        kind += "; charset=utf-8"
    # Small files, of which a newer version must be seen at once.
    return raw(body, content_type=kind, headers={"Cache-Control": "no-cache"})

"""A site of somebody else's, which embeds the assistant under a strict policy."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STRICT_POLICY = (
    "default-src 'none'; script-src {assistant}; connect-src {assistant}; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""No inline style or script, nothing but the assistant's script and channel, and no string made into a page."""

STYLE = "html { font-size: 62.5% } body { font: 1.6rem/2 serif; color: #222; background: #fff } button { color: red }"
"""Styles that a widget must neither take nor change."""


class HostSite:
    """Pages at `origin`; each has a heading, a link before and after its text, and the markup it is given."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self._pages: dict[str, tuple[str, str]] = {}

    def page(self, assistant: str, markup: str) -> str:
        """Add a page that holds `markup`, with the policy that lets it use `assistant`; return its address."""
        path = f"/page-{len(self._pages)}"
        html = (
            '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Un site</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="stylesheet" href="/style.css"></head><body>'
            '<main><h1>Un site</h1><p><a href="#avant" id="avant">Avant</a></p><p id="texte">Du texte.</p>'
            f'<p><a href="#apres" id="apres">Après</a></p></main>{markup}</body></html>'
        )
        self._pages[path] = (html, STRICT_POLICY.format(assistant=assistant))
        return f"{self.origin}{path}"

    def script(self, assistant: str, attributes: str = "") -> str:
        """Add a page that embeds the launcher by its one line; return its address."""
        return self.page(assistant, f'<script src="{assistant}/widget.js" defer {attributes}></script>')

    @staticmethod
    def free_port() -> int:
        """Return a port that nothing listens on."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    @classmethod
    @contextmanager
    def serving(cls) -> "Iterator[HostSite]":
        """Serve the site in a thread."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        site = cls(f"http://127.0.0.1:{server.server_port}")

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content, policy = site._pages.get(self.path, (None, ""))
                kind = "text/html; charset=utf-8"
                if self.path == "/style.css":
                    content, kind = STYLE, "text/css"
                self.send_response(404 if content is None else 200)
                self.send_header("Content-Type", kind)
                if policy:
                    self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write((content or "").encode())

            def log_message(self, *_: object) -> None:
                pass

        server.RequestHandlerClass = Handler
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()
            server.server_close()

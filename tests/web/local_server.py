"""The application on a real port, in a thread of the tests' process."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import requests
from sanic import Sanic

from bot.agent import Assistant
from bot.application import create_app
from bot.settings import Settings

# Sanic rewrites its own methods at start, and only in this mode allows a second application in one process.
Sanic.test_mode = True

CREDENTIALS = Path(__file__).parents[2] / "credentials.yml"
RUBRIQUES = ["cooperation", "structuration", "mentorat"]


@contextmanager
def serving(settings: Settings, load: Callable[[], Assistant]) -> Iterator[SimpleNamespace]:
    """Serve in a thread; yields `url`, and `app` whose context holds what the routes use."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    app = create_app(settings, RUBRIQUES, load)
    app.register_listener(lambda app, loop: setattr(app.ctx, "loop", loop), "before_server_start")
    options = {"sock": listening, "access_log": False, "motd": False, "register_sys_signals": False}
    thread = threading.Thread(target=app.run, kwargs=options, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    requests.get(f"{url}/healthz", timeout=30)
    yield SimpleNamespace(url=url, app=app)
    app.ctx.loop.call_soon_threadsafe(app.stop)
    thread.join(10)
    assert not thread.is_alive()


def wait_until_ready(url: str) -> None:
    for _ in range(100):
        if requests.get(f"{url}/healthz", timeout=5).status_code == 200:
            return
        threading.Event().wait(0.1)
    raise AssertionError("the server did not get ready")

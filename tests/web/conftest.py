"""A small Rasa project, trained once, and the server on a real port, so that the channel is tested for itself."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
import skops.io  # noqa: F401 (before TensorFlow, as in bot/logs.py: seconds less)
import small_actions
from rasa.model_training import train

from bot.agent import Assistant
from bot.application import create_app
from bot.in_process_actions import InProcessActions
from bot.settings import Settings
from bot.tracker_store import ConversationStore

PROJECT = Path(__file__).parent / "petit_projet"
CREDENTIALS = Path(__file__).parents[2] / "credentials.yml"
QUESTION_KEYS = ["occitanie", "chiffre_affaires.2021"]
RUBRIQUES = ["cooperation", "structuration", "mentorat"]


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("modele")
    result = train(
        domain=str(PROJECT / "domain.yml"),
        config=str(PROJECT / "config.yml"),
        training_files=str(PROJECT / "donnees.yml"),
        output=str(output),
        fixed_model_name="petit",
    )
    assert result.model, "the small project must train"
    return Path(result.model)


@pytest.fixture(scope="session")
def load(small_model: Path) -> Callable[[Path], Assistant]:
    """Load the small project's assistant, with its database in the given folder."""
    actions = InProcessActions(small_actions)

    def load_in(folder: Path) -> Assistant:
        store = ConversationStore(db=str(folder / "conversations.sqlite3"))
        return Assistant.load(small_model, store, QUESTION_KEYS, action_endpoint=actions)

    return load_in


@pytest.fixture
def assistant(load: Callable[[Path], Assistant], tmp_path: Path) -> Assistant:
    return load(tmp_path)


@contextmanager
def serving(settings: Settings, load: Callable[[], Assistant]) -> Iterator[SimpleNamespace]:
    """Serve in a thread; yields `url`, and `app` whose context holds what the routes use."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    app = create_app(settings, RUBRIQUES, load)
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def start() -> None:
        server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.before_start()
        await server
        await server.after_start()
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    yield SimpleNamespace(url=f"http://127.0.0.1:{listening.getsockname()[1]}", app=app)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    listening.close()


@pytest.fixture(scope="session")
def server(load: Callable[[Path], Assistant], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """The whole application with the small project."""
    data = tmp_path_factory.mktemp("donnees")
    settings = Settings(data=data, credentials=CREDENTIALS)
    with serving(settings, lambda: load(data)) as running:
        wait_until_ready(running.url)
        running.data = data
        yield running


def wait_until_ready(url: str) -> None:
    for _ in range(100):
        if requests.get(f"{url}/healthz", timeout=5).status_code == 200:
            return
        threading.Event().wait(0.1)
    raise AssertionError("the server did not get ready")

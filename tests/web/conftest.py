"""A small Rasa project, trained once, and the server on a real port, so that the channel is tested for itself."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import skops.io  # noqa: F401 (before TensorFlow, as in bot/logs.py: seconds less)
import small_actions
from local_server import CREDENTIALS, serving, wait_until_ready
from rasa.model_training import train

from bot.agent import Assistant
from bot.in_process_actions import InProcessActions
from bot.settings import Settings
from bot.tracker_store import ConversationStore

PROJECT = Path(__file__).parent / "petit_projet"
QUESTION_KEYS = ["occitanie", "chiffre_affaires.2021"]


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


@pytest.fixture(scope="session")
def server(load: Callable[[Path], Assistant], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """The whole application with the small project."""
    data = tmp_path_factory.mktemp("donnees")
    settings = Settings(data=data, credentials=CREDENTIALS)
    with serving(settings, lambda: load(data)) as running:
        wait_until_ready(running.url)
        running.data = data
        yield running

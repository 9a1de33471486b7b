"""The real assistant: the model that is served, the real actions, the real knowledge base."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.agent import Assistant

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "models" / "assistant.tar.gz"

STAFF_SETTINGS = ("ASSISTANT_QUESTIONNAIRE_URL", "ASSISTANT_CONTACT", "ASSISTANT_SITE_URL")
"""What only the staff can supply: unset in tests, whatever this machine is configured with."""


@pytest.fixture(scope="session")
def load_assistant() -> "Callable[[Path], Assistant]":
    """Load the assistant with its database in the given folder; its model is trained first if its sources changed."""
    subprocess.run([sys.executable, ROOT / "scripts" / "model.py"], check=True)

    from bot.logs import configure_logs

    configure_logs()
    from bot.agent import Assistant
    from bot.tracker_store import ConversationStore
    from rules_kb import newest_edition

    def load(folder: Path) -> Assistant:
        store = ConversationStore(db=str(folder / "conversations.sqlite3"))
        return Assistant.load(MODEL, store, newest_edition().question_keys)

    return load


@pytest.fixture(scope="session")
def real_assistant(
    load_assistant: "Callable[[Path], Assistant]", tmp_path_factory: pytest.TempPathFactory
) -> "Assistant":
    """One assistant for every conversation of the run; each has a sender of its own."""
    return load_assistant(tmp_path_factory.mktemp("conversations"))


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the assistant's clock to an ISO date, and leave unset what the staff supplies."""
    for name in STAFF_SETTINGS:
        monkeypatch.delenv(name, raising=False)
    return lambda day: monkeypatch.setenv("ASSISTANT_DATE", day)

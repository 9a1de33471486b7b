"""`python -m bot` as a process: what it says when it can't start, that it serves, and that it ends at once."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from bot.server import main
from bot.settings import Settings, SettingsError

ROOT = Path(__file__).parents[2]


def environment(folder: Path, **more: str) -> dict[str, str]:
    ours = ("ASSISTANT_", "LOG_LEVEL", "TF_CPP")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"ASSISTANT_DATA": str(folder / "donnees"), "ASSISTANT_PORT": str(free_port())} | more


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refusal(folder: Path, **more: str) -> str:
    """Start the server, which must refuse at once, in one line."""
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=ROOT,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1, done
    assert done.stdout == "" and done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    # Even though there may be others beside it.
    said = refusal(tmp_path, ASSISTANT_MODELE=str(tmp_path / "absent.tar.gz"))
    assert "absent.tar.gz" in said and "make run" in said


def test_a_busy_port_is_named(tmp_path: Path, small_model: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = refusal(tmp_path, ASSISTANT_PORT=port, ASSISTANT_MODELE=str(small_model))
    assert port in said and "déjà pris" in said


def test_a_date_that_is_none_is_named(tmp_path: Path) -> None:
    assert "demain" in refusal(tmp_path, ASSISTANT_DATE="demain")


def test_a_port_that_is_none_is_named(tmp_path: Path) -> None:
    assert "ASSISTANT_PORT" in refusal(tmp_path, ASSISTANT_PORT="http")


def test_a_host_that_is_none_is_named(tmp_path: Path) -> None:
    model = tmp_path / "modele.tar.gz"
    model.touch()
    assert "ASSISTANT_HOST" in refusal(tmp_path, ASSISTANT_HOST="a..b", ASSISTANT_MODELE=str(model))


@pytest.mark.slow
def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    model, data = tmp_path / "modele.tar.gz", tmp_path / "donnees"
    model.touch()
    data.mkdir()
    (data / "conversations.sqlite3").write_bytes(b"ce n'est pas une base" * 100)
    said = refusal(tmp_path, ASSISTANT_MODELE=str(model))
    assert "conversations.sqlite3" in said and "déplacez-le" in said


def test_a_database_that_is_a_folder_is_named(tmp_path: Path) -> None:
    from bot.application import load_assistant
    from rules_kb import newest_edition

    (tmp_path / "conversations.sqlite3").mkdir()
    with pytest.raises(SettingsError, match=r"conversations\.sqlite3 ne peut pas être ouverte"):
        load_assistant(Settings(data=tmp_path), newest_edition())


@pytest.mark.parametrize("content", ["action_endpoint: [", "action_endpoint: 5055", "- action_endpoint"])
def test_endpoints_that_cannot_be_read_are_named(tmp_path: Path, content: str) -> None:
    from bot.application import load_assistant
    from rules_kb import newest_edition

    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(content)
    with pytest.raises(SettingsError, match=r"endpoints\.yml ne peut pas être lu") as caught:
        load_assistant(Settings(data=tmp_path, endpoints=endpoints), newest_edition())
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["bot.chanel.WebChannel:", "telegramme:", "bot.channel.WebChannel: [", "- web"])
def test_channels_that_cannot_be_used_are_named(tmp_path: Path, content: str) -> None:
    from bot.application import create_app

    credentials = tmp_path / "canaux.yml"
    credentials.write_text(content)
    with pytest.raises(SettingsError, match=r"canaux\.yml ne peut pas être utilisé") as caught:
        create_app(Settings(data=tmp_path, credentials=credentials), [], lambda: None)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def unexpected() -> None:
    raise ZeroDivisionError("quelque chose")


def clearing_that_fails() -> None:
    return None  # which has no store to clear


@pytest.mark.parametrize("load", [unexpected, clearing_that_fails])
def test_an_unexpected_fault_stops_the_server_and_is_said(tmp_path: Path, load: Callable[[], None]) -> None:
    from local_server import CREDENTIALS

    from bot.application import create_app

    app = create_app(Settings(data=tmp_path, credentials=CREDENTIALS), [], load)  # type: ignore[arg-type]
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        options = {"sock": listening, "access_log": False, "motd": False, "register_sys_signals": False}
        thread = threading.Thread(target=app.run, kwargs=options, daemon=True)
        thread.start()
        thread.join(30)
        assert not thread.is_alive()
    assert isinstance(app.ctx.failure, SettingsError)
    assert "erreur imprévue" in str(app.ctx.failure) and "\n" not in str(app.ctx.failure)


def test_only_faults_of_settings_are_said_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program keeps its traceback: as one line, nobody could find it."""
    (tmp_path / "modele.tar.gz").touch()
    for name, value in environment(tmp_path, ASSISTANT_MODELE=str(tmp_path / "modele.tar.gz")).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("bot.logs.configure_logs", lambda: None)
    monkeypatch.setattr("bot.application.serve", lambda *_: int("programme"))
    with pytest.raises(ValueError, match="programme"):
        main()


@pytest.mark.slow
def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    model = tmp_path / "abime.tar.gz"
    model.write_bytes(b"ce n'est pas une archive")
    assert "abime.tar.gz" in refusal(tmp_path, ASSISTANT_MODELE=str(model))


@contextmanager
def started(folder: Path, model: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    env = environment(folder, ASSISTANT_MODELE=str(model))
    process = subprocess.Popen(
        [sys.executable, "-m", "bot"], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process, f"http://127.0.0.1:{env['ASSISTANT_PORT']}/"
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_ends_at_once(tmp_path: Path, small_model: Path, how: signal.Signals) -> None:
    with started(tmp_path, small_model) as (process, url):
        assert process.stdout is not None
        assert process.stdout.readline() == f"Page de conversation : {url}\n"
        assert requests.get(f"{url}healthz", timeout=10).status_code == 200
        opened = requests.Session()  # its connection stays open
        assert opened.post(f"{url}webhooks/web/sessions", json={"rubrique": None}, timeout=30).status_code == 201
        before = time.monotonic()
        process.send_signal(how)
        out, err = process.communicate(timeout=10)
        assert process.returncode == 0 and time.monotonic() - before < 3
        assert "Traceback" not in err and out == ""


@pytest.mark.slow
def test_it_ends_at_once_while_it_starts(tmp_path: Path, small_model: Path) -> None:
    with started(tmp_path, small_model) as (process, _):
        time.sleep(4)
        before = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
        assert process.returncode == 0 and time.monotonic() - before < 3
        assert "Traceback" not in err


async def test_an_action_server_that_is_configured_is_used(tmp_path: Path, small_model: Path) -> None:
    from bot.application import load_assistant
    from bot.in_process_actions import InProcessActions
    from bot.messages import APOLOGY
    from rules_kb import newest_edition

    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text("action_endpoint:\n  url: http://127.0.0.1:1/webhook\n")
    settings = Settings(model=small_model, data=tmp_path, endpoints=endpoints)
    remote = load_assistant(settings, newest_edition())
    assert remote.action_endpoint.url == "http://127.0.0.1:1/webhook"
    # Nothing listens there: without the action that hears it no message is understood, and that is said each time.
    assert [message["text"] for message in await remote.open("s")] == [APOLOGY]
    assert [message["text"] for message in await remote.say("s", "bonjour")] == [APOLOGY]

    shipped = load_assistant(
        Settings(model=small_model, data=tmp_path, endpoints=ROOT / "endpoints.yml"), newest_edition()
    )
    assert isinstance(shipped.action_endpoint, InProcessActions)

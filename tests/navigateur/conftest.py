"""Real pages in a real browser: Debian's Chromium, the server as `make run` starts it, the model that is served."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from browsing import STAFF_PASSWORD, NewPage, StartServer, only_local
from host_site import HostSite
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser. Without it nothing is skipped: the run ends, saying what is missing."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.exit("Chromium manque : installez-le (« apt install chromium »), puis relancez.", returncode=1)
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser a file: Playwright's loop must be gone before asynchronous tests of other folders begin."""
    with sync_playwright() as playwright:
        # Chromium's own sandbox refuses to run as root.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        launched = playwright.chromium.launch(executable_path=chromium, args=sandbox)
        yield launched
        launched.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Open a page: `phone` for a touch screen of 390 × 844, `dark` for the dark scheme, any option of a context.

    At the end, no page may have asked anything of another machine, broken its policy or raised an error.
    """
    contexts: list[BrowserContext] = []
    requested: list[str] = []
    faults: list[str] = []

    def hear(message: str) -> None:
        if "Content Security Policy" in message or "Content-Security-Policy" in message:
            faults.append(message)

    def opened(*, phone: bool = False, dark: bool = False, **options: object) -> Page:
        touch = {"is_mobile": True, "has_touch": True, "device_scale_factor": 2} if phone else {}
        settings = {
            "viewport": PHONE if phone else DESKTOP,
            "color_scheme": "dark" if dark else "light",
            "locale": "fr-FR",
            "timezone_id": "Europe/Paris",
            # Scrolling is instant: nobody waits for it. Tests of motion ask for it.
            "reduced_motion": "reduce",
            **touch,
            **options,
        }
        context = browser.new_context(**settings)
        contexts.append(context)
        context.on("request", lambda request: requested.append(request.url))
        context.on("console", lambda message: hear(message.text))
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.set_default_timeout(15_000)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    only_local(requested)
    assert faults == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A desktop page, in the light scheme."""
    return new_page()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """A phone's page, in the light scheme."""
    return new_page(phone=True)


@pytest.fixture(scope="session")
def host_site() -> Iterator[HostSite]:
    """A site that the configuration allows to embed the assistant."""
    with HostSite.serving() as site:
        yield site


@pytest.fixture(scope="session")
def other_site() -> Iterator[HostSite]:
    """A site that the configuration does not allow to embed the assistant."""
    with HostSite.serving() as site:
        yield site


@pytest.fixture(scope="session")
def start_server(host_site: HostSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Start a server of its own, with the given environment variables added; return its address, without a slash."""
    subprocess.run([sys.executable, ROOT / "scripts" / "model.py"], check=True)
    running = []

    def start(**variables: str) -> str:
        folder = tmp_path_factory.mktemp("serveur")
        context = served(folder, ASSISTANT_ORIGINES=host_site.origin, **variables)
        running.append(context)
        return context.__enter__()

    yield start
    for context in running:
        context.__exit__(None, None, None)


@pytest.fixture(scope="session")
def assistant_url(start_server: StartServer) -> str:
    """The assistant while the calls are open."""
    return start_server(ASSISTANT_DATE="2024-02-01")


@pytest.fixture(scope="session")
def closed_url(start_server: StartServer) -> str:
    """The assistant once the calls are closed."""
    return start_server(ASSISTANT_DATE="2024-06-01")


@contextmanager
def served(folder: Path, **variables: str) -> Iterator[str]:
    """The server as a process, with its data in `folder` and nothing of this machine's configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "LOG_LEVEL"))}
    port = HostSite.free_port()
    ours = {
        "ASSISTANT_DATA": str(folder),
        "ASSISTANT_PORT": str(port),
        "ASSISTANT_MOT_DE_PASSE_EQUIPE": STAFF_PASSWORD,
        **variables,
    }
    log = folder / "serveur.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot"], cwd=ROOT, env=kept | ours, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_ready(process, url, log)
            yield url
        finally:
            process.terminate()
            process.wait(10)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    for _ in range(900):
        if process.poll() is not None:
            break
        try:
            if requests.get(f"{url}/healthz", timeout=5).status_code == 200:
                return
        except requests.RequestException:
            pass  # it does not listen yet, or is busy loading
        threading.Event().wait(0.1)
    raise AssertionError(f"the server did not get ready: {log.read_text()[-2000:]}")

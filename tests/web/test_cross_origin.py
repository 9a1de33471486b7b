"""Who may call the channel from another site's pages: what is said to browsers."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
from local_server import CREDENTIALS, serving, wait_until_ready
from stub_assistant import StubAssistant

from bot.settings import Settings

LISTED, OTHER = "https://www.exemple.fr", "https://autre.exemple"
NOT_LISTED = [OTHER, "null", f"{LISTED}.autre.exemple", "http://www.exemple.fr", f"{LISTED}:8443", "*", ""]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    settings = Settings(
        data=tmp_path_factory.mktemp("donnees"),
        credentials=CREDENTIALS,
        origins=(LISTED, "https://second.exemple:8000"),
    )
    with serving(settings, StubAssistant) as running:
        wait_until_ready(running.url)
        yield running


def preflight(url: str, origin: str) -> requests.Response:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
    }
    return requests.options(url, headers=headers, timeout=30)


def told(answer: requests.Response) -> set[str]:
    return {name.lower() for name in answer.headers if name.lower().startswith("access-control-")}


@pytest.mark.parametrize("path", ["sessions", "messages", "synthese", "questionnaires"])
def test_a_listed_site_may_call_each_route(site: SimpleNamespace, path: str) -> None:
    answer = preflight(f"{site.url}/webhooks/web/{path}", LISTED)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == LISTED
    assert {"authorization", "content-type", "idempotency-key"} <= {
        name.strip().lower() for name in answer.headers["access-control-allow-headers"].split(",")
    }
    methods = {method.strip() for method in answer.headers["access-control-allow-methods"].split(",")}
    assert methods == {"GET", "POST", "DELETE"}
    assert "access-control-allow-credentials" not in told(answer)


@pytest.mark.parametrize("origin", [LISTED, "https://second.exemple:8000"])
def test_a_listed_site_reads_answers_and_errors(site: SimpleNamespace, origin: str) -> None:
    base = f"{site.url}/webhooks/web"
    opened = requests.post(f"{base}/sessions", json={}, headers={"Origin": origin}, timeout=30)
    fault = requests.get(f"{base}/messages", headers={"Origin": origin}, timeout=30)
    unknown = requests.get(f"{base}/inconnu", headers={"Origin": origin}, timeout=30)
    too_big = requests.post(f"{base}/messages", data=b"a" * 100_000, headers={"Origin": origin}, timeout=30)
    assert [answer.status_code for answer in (opened, fault, unknown, too_big)] == [201, 401, 404, 413]
    for answer in (opened, fault, unknown, too_big):
        assert answer.headers["access-control-allow-origin"] == origin
        assert answer.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in told(answer)


@pytest.mark.parametrize("origin", NOT_LISTED)
def test_any_other_site_is_told_nothing(site: SimpleNamespace, origin: str) -> None:
    base = f"{site.url}/webhooks/web"
    asked = preflight(f"{base}/messages", origin)
    assert asked.status_code == 405 and told(asked) == set()
    answer = requests.post(f"{base}/sessions", json={}, headers={"Origin": origin}, timeout=30)
    assert told(answer) == set() and answer.headers["vary"] == "Origin"


@pytest.mark.parametrize("path", ["/", "/healthz", "/equipe/questionnaires", "/synthese/abc", "/webhooks/rest/webhook"])
def test_nothing_else_can_be_read_from_another_site(site: SimpleNamespace, path: str) -> None:
    assert told(requests.get(site.url + path, headers={"Origin": LISTED}, timeout=30)) == set()
    assert told(preflight(site.url + path, LISTED)) == set()


def test_without_configuration_no_site_is_listed(tmp_path: Path) -> None:
    with serving(Settings(data=tmp_path, credentials=CREDENTIALS), StubAssistant) as running:
        assert told(preflight(f"{running.url}/webhooks/web/messages", LISTED)) == set()

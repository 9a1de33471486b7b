"""« Ma synthèse » over a real port: who may read it, the page and its three files, and that nothing of it is kept."""

import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import icalendar
import jwt
import pypdf
import pytest
import requests
from local_server import CREDENTIALS, serving, wait_until_ready
from sanic import Sanic

from bot.agent import Assistant, UnknownConversation
from bot.sessions import InvalidToken, SessionTokens
from bot.settings import Settings
from bot.summary_files import as_calendar

SECRET = "s" * 40


@pytest.fixture(scope="module")
def site(load: Callable[[Path], Assistant], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    data = tmp_path_factory.mktemp("donnees")
    with serving(Settings(data=data, credentials=CREDENTIALS, secret=SECRET), lambda: load(data)) as running:
        wait_until_ready(running.url)
        running.data = data
        yield running


@pytest.fixture(autouse=True)
def while_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATE", "2024-02-01")


class Visit:
    """A conversation and its summary."""

    def __init__(self, site: SimpleNamespace) -> None:
        self.site = site
        self.base = f"{site.url}/webhooks/web"
        opened = requests.post(f"{self.base}/sessions", json={}, timeout=30).json()
        self.headers = {"Authorization": f"Bearer {opened['session']}"}

    def ask(self) -> requests.Response:
        return requests.post(f"{self.base}/synthese", headers=self.headers, timeout=30)

    def get(self, ending: str = "") -> requests.Response:
        return requests.get(f"{self.site.url}{self.ask().json()['url']}{ending}", timeout=60)


@pytest.fixture
def visit(site: SimpleNamespace) -> Visit:
    return Visit(site)


def said(answer: requests.Response, status: int) -> str:
    """Check a page that says one thing in French and return it."""
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert '<html lang="fr">' in answer.text and "Traceback" not in answer.text
    return answer.text


def test_the_address_of_a_summary_is_given_to_who_has_the_conversation(visit: Visit) -> None:
    answer = visit.ask()
    assert answer.status_code == 201 and answer.headers["cache-control"] == "no-store"
    assert set(answer.json()) == {"url", "expire"}
    assert answer.json()["url"].startswith("/synthese/")
    left = datetime.fromisoformat(answer.json()["expire"]) - datetime.now(UTC)
    assert timedelta(minutes=55) < left <= timedelta(hours=1)
    refused = requests.post(f"{visit.base}/synthese", timeout=30)
    assert (refused.status_code, refused.json()["erreur"]["code"]) == (401, "session_manquante")


def test_the_page_holds_the_summary_and_leads_to_its_files(visit: Visit) -> None:
    answer = visit.get()
    page = said(answer, 200)
    for words in (
        "Ma synthèse",
        "Établie le 1er février 2024",
        "Les critères",
        "Les prochaines étapes",
        "Vos réponses",
    ):
        assert words in page
    assert page.count("<caption>") == page.count("<table") > 1
    assert 'scope="col"' in page and "scope=row" in page
    assert {f".{ending}" for ending in ("pdf", "txt", "ics")} <= set(re.findall(r'href="/synthese/[^"]*(\.\w+)"', page))


@pytest.mark.parametrize("ending", ["", ".pdf", ".txt", ".ics"])
def test_nobody_else_gets_to_see_a_summary(visit: Visit, ending: str) -> None:
    headers = visit.get(ending).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "noindex" in headers["x-robots-tag"]


def test_the_pdf_is_tagged_titled_and_in_french(visit: Visit) -> None:
    answer = visit.get(".pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="[a-z-]+2024-02-01\.pdf"', answer.headers["content-disposition"])
    document = pypdf.PdfReader(io.BytesIO(answer.content))
    root: Any = document.trailer["/Root"]
    assert root["/Lang"].startswith("fr") and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata is not None and document.metadata.title.startswith("Ma synthèse")
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    for words in ("Ma synthèse", "Les critères", "À préciser", "Source", "au plus tard le 7 mars 2024"):
        assert words in text.replace("\u00a0", " ")


def test_the_text_copy_says_the_same(visit: Visit) -> None:
    answer = visit.get(".txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content.decode("utf-8").startswith("Ma synthèse\n") and "LES CRITÈRES" in answer.text


def test_the_calendar_can_be_read_again(visit: Visit) -> None:
    answer = visit.get(".ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.content)
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2024, 2, 15), date(2024, 3, 7)]
    assert all(type(event.decoded("dtstart")) is date for event in events)
    assert [str(event["summary"]) for event in events][1] == "Dernier jour\u00a0: Déposer le formulaire"
    assert all("indication" in event["description"] for event in events)
    assert all(isinstance(event.decoded("dtstamp"), datetime) for event in events)
    # Imported twice, an event stands once.
    again = icalendar.Calendar.from_ical(Visit(visit.site).get(".ics").content).walk("VEVENT")
    uids = [str(event["uid"]) for event in events]
    assert uids == [str(event["uid"]) for event in again] and len(set(uids)) == 2


def test_a_date_that_is_past_is_not_in_the_calendar(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATE", "2024-03-07")
    (event,) = icalendar.Calendar.from_ical(visit.get(".ics").content).walk("VEVENT")
    assert event.decoded("dtstart") == date(2024, 3, 7)


def test_a_closed_edition_has_no_calendar_and_says_so(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATE", "2024-03-08")
    assert "clos" in said(visit.get(".ics"), 409)
    page = visit.get().text
    assert ".ics" not in page and "il n’y a plus de date à mettre dans un agenda" in page


def test_a_calendar_of_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="No date"):
        as_calendar({"agenda": {"dates": [], "absence": "aucune"}})


def test_a_summary_stores_nothing(visit: Visit) -> None:
    def stored() -> list[Any]:
        with sqlite3.connect(visit.site.data / "conversations.sqlite3") as database:
            return [*database.execute("SELECT * FROM events"), *database.execute("SELECT * FROM conversations")]

    before = stored()
    assert visit.get().status_code == visit.get(".pdf").status_code == 200
    assert stored() == before


# --- who may not


def test_a_session_does_not_open_a_summary_nor_the_reverse(visit: Visit) -> None:
    session = visit.headers["Authorization"].removeprefix("Bearer ")
    said(requests.get(f"{visit.site.url}/synthese/{session}", timeout=30), 404)
    token = visit.ask().json()["url"].removeprefix("/synthese/")
    answer = requests.get(f"{visit.base}/messages", headers={"Authorization": f"Bearer {token}"}, timeout=30)
    assert (answer.status_code, answer.json()["erreur"]["code"]) == (401, "session_invalide")


@pytest.mark.parametrize("ending", ["", ".pdf", ".txt", ".ics"])
def test_an_address_that_has_ended_says_what_to_do(visit: Visit, ending: str) -> None:
    sender = visit.site.app.ctx.tokens.sender(visit.headers["Authorization"].removeprefix("Bearer "))
    past = datetime.now(UTC) - timedelta(seconds=1)
    token = jwt.encode({"sub": sender, "aud": "synthese", "exp": past}, SECRET, algorithm="HS256")
    assert "une heure" in said(requests.get(f"{visit.site.url}/synthese/{token}{ending}", timeout=30), 404)


@pytest.mark.parametrize("name", ["abc", "abc.pdf", ".pdf", "a.b.c", "a.b.c.exe"])
def test_other_addresses_are_unknown(site: SimpleNamespace, name: str) -> None:
    said(requests.get(f"{site.url}/synthese/{name}", timeout=30), 404)


def test_a_summary_goes_with_its_conversation(visit: Visit) -> None:
    url = f"{visit.site.url}{visit.ask().json()['url']}"
    assert requests.get(url, timeout=30).status_code == 200
    assert requests.delete(f"{visit.base}/sessions", headers=visit.headers, timeout=30).status_code == 204
    said(requests.get(url, timeout=30), 404)
    said(requests.get(f"{url}.pdf", timeout=60), 404)
    assert visit.ask().json()["erreur"]["code"] == "session_introuvable"


def test_while_the_assistant_loads_one_is_asked_to_wait(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{visit.site.url}{visit.ask().json()['url']}"
    app: Sanic = visit.site.app
    monkeypatch.setattr(app.ctx, "agent", None)
    answer = requests.get(url, timeout=30)
    assert "démarre" in said(answer, 503) and answer.headers["retry-after"]


def test_tokens_of_summaries_are_apart() -> None:
    tokens = SessionTokens(SECRET)
    token, _ = tokens.issue_summary("abc")
    assert tokens.summary_sender(token) == "abc"
    for made_up in (
        tokens.issue("abc"),
        SessionTokens("t" * 40).issue_summary("abc")[0],
        jwt.encode({"sub": "abc", "aud": "synthese"}, SECRET, algorithm="HS256"),
        jwt.encode({"sub": "abc", "aud": "autre", "exp": 2**33}, SECRET, algorithm="HS256"),
    ):
        with pytest.raises(InvalidToken):
            tokens.summary_sender(made_up)
    with pytest.raises(InvalidToken):
        tokens.sender(token)


async def test_there_is_no_summary_of_an_unknown_conversation(assistant: Assistant) -> None:
    with pytest.raises(UnknownConversation):
        await assistant.summary("inconnue")

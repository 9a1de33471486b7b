"""The routes of the public contract, section 4, over a real port."""

import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from local_server import CREDENTIALS, serving, wait_until_ready
from stub_assistant import StubAssistant

from bot.sessions import SessionTokens
from bot.settings import Settings
from bot.site import PAGES

JSON = {"Content-Type": "application/json"}
ELSEWHERE = re.compile(r"""(?:\burl\(|\bfrom|\bimport|\bfetch\(|\bsrc\s*=)\s*[("'`]*(?:https?:)?//\w""")
"""What loads something from an address of its own."""


class Client:
    """Speaks the contract."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.base = f"{url}/webhooks/web"
        self.headers: dict[str, str] = {}
        self.opening: list[dict[str, Any]] = []

    def open(self, rubrique: str | None = None) -> "Client":
        answer = requests.post(f"{self.base}/sessions", json={"rubrique": rubrique}, timeout=30)
        assert answer.status_code == 201
        self.headers = {"Authorization": f"Bearer {answer.json()['session']}"}
        self.opening = answer.json()["messages"]
        return self

    def send(self, body: Any, **headers: str) -> requests.Response:
        return requests.post(f"{self.base}/messages", json=body, headers=self.headers | headers, timeout=30)

    def transcript(self) -> requests.Response:
        return requests.get(f"{self.base}/messages", headers=self.headers, timeout=30)

    def erase(self) -> requests.Response:
        return requests.delete(f"{self.base}/sessions", headers=self.headers, timeout=30)


@pytest.fixture(scope="module")
def stub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    settings = Settings(
        data=tmp_path_factory.mktemp("donnees"), credentials=CREDENTIALS, origins=("https://www.exemple.fr",)
    )
    assistant = StubAssistant()
    with serving(settings, lambda: assistant) as running:
        wait_until_ready(running.url)
        running.assistant = assistant
        yield running


@pytest.fixture
def client(stub: SimpleNamespace) -> Client:
    return Client(stub.url).open()


def refused(answer: requests.Response, status: int, code: str) -> str:
    """Check an error of the contract and return its message."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/json")
    assert list(answer.json()) == ["erreur"] and set(answer.json()["erreur"]) == {"code", "message"}
    assert answer.json()["erreur"]["code"] == code
    assert "sanic" not in answer.text.lower() and "traceback" not in answer.text.lower()
    return answer.json()["erreur"]["message"]


# --- the conversation, with the small project's real assistant


def test_a_whole_conversation(server: SimpleNamespace) -> None:
    client = Client(server.url).open("mentorat")
    assert client.opening[0]["text"] == "Bienvenue, rubrique mentorat."
    answer = client.send({"choice": "oui"})
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    assert answer.json()["messages"][0]["fact"] == "chiffre_affaires.2021"
    assert client.send({"text": "bonjour"}).json()["messages"][0] == {"type": "texte", "text": "Bonjour."}
    said = client.transcript().json()["messages"]
    assert [m["text"] for m in said if m["auteur"] == "personne"] == ["Oui", "bonjour"]
    assert "payload" not in json.dumps([client.opening, answer.json(), said])
    erased = client.erase()
    assert (erased.status_code, erased.content) == (204, b"")
    for again in (client.transcript(), client.send({"text": "bonjour"}), client.erase()):
        refused(again, 404, "session_introuvable")


def test_conversations_are_apart(server: SimpleNamespace) -> None:
    one, two = Client(server.url).open("mentorat"), Client(server.url).open("cooperation")
    assert one.headers != two.headers
    one.send({"text": "bonjour"})
    assert "bonjour" not in two.transcript().text


def test_a_payload_typed_over_http_is_only_text(server: SimpleNamespace) -> None:
    client = Client(server.url).open()
    typed = '/choisir{"fait": "occitanie", "valeur": true}'
    given = json.loads(client.send({"text": typed}).json()["messages"][0]["text"])
    assert given["intention"] == "nlu_fallback" and given["occitanie"] is None


def test_a_message_sent_again_with_its_key_is_said_once(server: SimpleNamespace) -> None:
    client = Client(server.url).open()
    first, second = (client.send({"text": "bonjour"}, **{"Idempotency-Key": "envoi-0001"}).json() for _ in range(2))
    assert first == second
    assert sum(m["auteur"] == "personne" for m in client.transcript().json()["messages"]) == 1


def test_the_rest_channel_is_off(server: SimpleNamespace) -> None:
    answer = requests.post(
        f"{server.url}/webhooks/rest/webhook", json={"sender": "a", "message": "/restart"}, timeout=30
    )
    refused(answer, 404, "introuvable")
    for path in ("/model/parse", "/conversations/default/tracker", "/status", "/version"):
        refused(requests.get(server.url + path, timeout=30), 404, "introuvable")


# --- what is refused


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "session_manquante"),
        ({"Authorization": "Bearer "}, "session_manquante"),
        ({"Authorization": "Basic abc"}, "session_manquante"),
        ({"Authorization": "Bearer abc"}, "session_invalide"),
        ({"Authorization": "Bearer " + SessionTokens("x" * 40).issue("quelqu'un")}, "session_invalide"),
        # {"alg": "none"}
        ({"Authorization": "Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJhIn0."}, "session_invalide"),
    ],
)
def test_no_session_no_conversation(stub: SimpleNamespace, headers: dict[str, str], code: str) -> None:
    base = f"{stub.url}/webhooks/web"
    for answer in (
        requests.post(f"{base}/messages", json={"text": "a"}, headers=headers, timeout=30),
        requests.get(f"{base}/messages", headers=headers, timeout=30),
        requests.delete(f"{base}/sessions", headers=headers, timeout=30),
    ):
        refused(answer, 401, code)
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_that_was_altered_is_refused(client: Client) -> None:
    token = client.headers["Authorization"]
    for altered in (token[:-2] + ("AA" if not token.endswith("AA") else "BB"), token.replace(".", "x", 1), token + "é"):
        client.headers = {"Authorization": altered.encode("utf-8")}
        refused(client.transcript(), 401, "session_invalide")


def test_a_conversation_past_its_retention_is_unknown(stub: SimpleNamespace) -> None:
    client = Client(stub.url)
    client.headers = {"Authorization": f"Bearer {stub.app.ctx.tokens.issue('disparue')}"}
    refused(client.transcript(), 404, "session_introuvable")
    refused(client.send({"text": "bonjour"}), 404, "session_introuvable")


@pytest.mark.parametrize("rubrique", ["autre", "", 1, True, ["mentorat"], {"a": 1}])
def test_unknown_rubriques_are_refused(stub: SimpleNamespace, rubrique: Any) -> None:
    answer = requests.post(f"{stub.url}/webhooks/web/sessions", json={"rubrique": rubrique}, timeout=30)
    assert "mentorat" in refused(answer, 422, "rubrique_inconnue")


def test_a_conversation_may_open_without_saying_from_where(stub: SimpleNamespace) -> None:
    assert requests.post(f"{stub.url}/webhooks/web/sessions", json={}, timeout=30).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "a", "choice": "b"},
        {"text": 1},
        {"text": None},
        {"text": ["a"]},
        {"choice": {"id": "a"}},
        {"texte": "a"},
        {"text": "a", "sender": "quelqu'un"},
        {"text": "a", "metadata": {}},
        [],
        "a",
        None,
        3,
    ],
)
def test_bodies_of_another_shape_are_refused(client: Client, body: Any) -> None:
    before = client.transcript().json()
    # requests sends nothing for json=None
    answer = requests.post(f"{client.base}/messages", data=json.dumps(body), headers=client.headers | JSON, timeout=30)
    refused(answer, 422, "corps_invalide")
    assert client.transcript().json() == before


@pytest.mark.parametrize("raw", [b"", b"{", b"{'text': 'a'}", b"\xff\xfe", b"[" * 50_000, b'{"text": "a"} b'])
def test_bodies_that_are_not_json_are_refused(client: Client, raw: bytes) -> None:
    answer = requests.post(f"{client.base}/messages", data=raw, headers=client.headers | JSON, timeout=30)
    refused(answer, 400, "json_invalide")


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_other_content_types_are_refused(client: Client, kind: str | None) -> None:
    headers = client.headers | ({"Content-Type": kind} if kind else {})
    answer = requests.post(f"{client.base}/messages", data=b'{"text": "a"}', headers=headers, timeout=30)
    refused(answer, 415, "type_de_contenu")


def test_the_content_type_may_name_its_charset(client: Client) -> None:
    headers = client.headers | {"Content-Type": "application/JSON; charset=utf-8"}
    answer = requests.post(f"{client.base}/messages", data='{"text": "été"}'.encode(), headers=headers, timeout=30)
    assert answer.status_code == 200


def test_length(client: Client) -> None:
    assert client.send({"text": "é" * 2000}).status_code == 200
    assert "2001" in refused(client.send({"text": "é" * 2001}), 413, "message_trop_long")
    refused(client.send({"choice": "é" * 2001}), 413, "message_trop_long")
    refused(client.send({"text": "🎸" * 30_000}), 413, "requete_trop_grande")
    assert client.send({"text": "on continue"}).status_code == 200


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u2060", "\x00", "\u3164"])
def test_messages_that_show_nothing_are_refused(client: Client, text: str) -> None:
    refused(client.send({"text": text}), 422, "message_vide")


def test_a_choice_not_offered_is_a_conflict_that_loses_nothing(client: Client) -> None:
    before = client.transcript().json()
    refused(client.send({"choice": "oui"}), 409, "choix_non_propose")
    assert client.transcript().json() == before
    assert client.send({"choice": "faq"}).status_code == 200


@pytest.mark.parametrize("key", ["court", "a" * 65, "avec espace ici", "é" * 10])
def test_keys_of_another_shape_are_refused(client: Client, key: str) -> None:
    answer = requests.post(
        f"{client.base}/messages",
        json={"text": "a"},
        headers=client.headers | {"Idempotency-Key": key.encode("utf-8")},
        timeout=30,
    )
    refused(answer, 400, "cle_invalide")


def test_unknown_addresses_and_methods(client: Client) -> None:
    refused(requests.get(f"{client.url}/nulle-part", timeout=30), 404, "introuvable")
    refused(requests.get(f"{client.url}/pages/../settings.py", timeout=30), 404, "introuvable")
    refused(requests.get(f"{client.url}/pages/%2e%2e%2fsettings.py", timeout=30), 404, "introuvable")
    answer = requests.put(f"{client.base}/messages", json={}, timeout=30)
    refused(answer, 405, "methode_refusee")
    assert set(answer.headers["allow"].split(", ")) == {"GET", "POST"}
    refused(requests.get(f"{client.base}/sessions", timeout=30), 405, "methode_refusee")
    refused(requests.options(f"{client.base}/messages", timeout=30), 405, "methode_refusee")


def test_a_fault_of_ours_is_said_in_french(stub: SimpleNamespace, client: Client) -> None:
    stub.assistant.fault = RuntimeError("détail interne")
    try:
        message = refused(client.send({"text": "bonjour"}), 500, "erreur_interne")
    finally:
        stub.assistant.fault = None
    assert "détail interne" not in message


@pytest.mark.parametrize(
    "raw",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        b"POST /webhooks/web/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    ],
)
def test_broken_requests_get_a_plain_refusal(stub: SimpleNamespace, raw: bytes) -> None:
    host, port = stub.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(raw)
        connection.settimeout(10)
        answer = connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.split(b" ")[1] in {b"400", b"404", b"413"}, answer
    assert set(json.loads(body)["erreur"]) == {"code", "message"}
    assert requests.get(f"{stub.url}/healthz", timeout=30).status_code == 200


# --- before the assistant is loaded


def test_until_the_model_is_loaded(tmp_path: Path) -> None:
    def load() -> StubAssistant:
        time.sleep(1)
        return StubAssistant()

    with serving(Settings(data=tmp_path, credentials=CREDENTIALS), load) as running:
        for answer in (
            requests.get(f"{running.url}/healthz", timeout=30),
            requests.post(f"{running.url}/webhooks/web/sessions", json={"rubrique": None}, timeout=30),
        ):
            refused(answer, 503, "demarrage")
            assert answer.headers["retry-after"] == "2"
        assert requests.get(running.url, timeout=30).status_code == 200
        wait_until_ready(running.url)
        assert Client(running.url).open().opening


# --- page and files


def test_the_page_and_its_files(stub: SimpleNamespace) -> None:
    page = requests.get(stub.url, timeout=30)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="fr">' in page.text and "<contrat-filiere-chat" in page.text
    # The days that conversations are kept are told by the script.
    assert '"30"' in requests.get(f"{stub.url}/widget.js", timeout=30).text
    for path, kind in {
        "/pages/style.css": "text/css",
        "/pages/document.css": "text/css",
        "/pages/synthese.js": "text/javascript",
        "/pages/icone.svg": "image/svg+xml",
        "/widget.js": "text/javascript",
    }.items():
        answer = requests.get(stub.url + path, timeout=30)
        assert answer.status_code == 200 and answer.headers["content-type"].startswith(kind), path
        assert requests.head(stub.url + path, timeout=30).status_code == 200
    # Templates are no pages.
    for name in ("base.html", "questionnaires.html", "synthese.typ"):
        assert requests.get(f"{stub.url}/pages/{name}", timeout=30).status_code == 404


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(stub: SimpleNamespace) -> None:
    page = requests.get(stub.url, timeout=30).text
    assert "<style" not in page and "style=" not in page and "onclick" not in page
    assert "src=" in page and "http" not in page.replace("http-equiv", "")
    own = [path.name for path in PAGES.iterdir() if path.suffix in {".css", ".js", ".svg"} and path.name != "widget.js"]
    assert "style.css" in own
    for name in own:
        answer = requests.get(f"{stub.url}/pages/{name}", timeout=30)
        assert answer.status_code == 200
        assert "innerHTML" not in answer.text, name
        assert not ELSEWHERE.search(answer.text), name


@pytest.mark.parametrize("path", ["/", "/widget.js", "/healthz", "/nulle-part", "/webhooks/web/messages"])
def test_security_headers_are_on_every_answer(stub: SimpleNamespace, path: str) -> None:
    headers = requests.get(stub.url + path, timeout=30).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self';") and "unsafe" not in policy
    assert policy.endswith("frame-ancestors 'self'")
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers and "access-control-allow-origin" not in headers

"""The webinar's room and its routes: who may open it, what counts, what is shown of it."""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
import segno
import sqlalchemy as sa
from local_server import CREDENTIALS, serving, wait_until_ready
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet

from bot.agent import Assistant
from bot.sessions import SessionTokens
from bot.settings import Settings, SettingsError, read_settings
from bot.tracker_store import ConversationStore
from bot.typography import NO_BREAK, typeset
from bot.webinar import TOP, ranked
from bot.webinar_rooms import Room, Rooms, is_room_code, new_room_code, sender_prefix
from rules_kb import newest_edition

PASSWORD = "un mot de passe pour les essais"
STAFF = ("équipe", PASSWORD)
DOMAIN = Domain.from_yaml(
    'version: "3.1"\nslots: {sujet: {type: any, influence_conversation: false, mappings: [{type: custom}]}}'
)


def store_in(folder: Path) -> ConversationStore:
    return ConversationStore(DOMAIN, db=str(folder / "conversations.sqlite3"))


async def ask(store: ConversationStore, sender: str, *articles: str | None) -> None:
    """Have the conversation be told `articles`, as the actions do."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    for article in articles:
        tracker.update(SlotSet("sujet", article))
    tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)


def someone(room: Room | None) -> str:
    return SessionTokens.new_sender(sender_prefix(room.code) if room else "")


# --- the room


async def test_what_the_room_asks_most_comes_first(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    room = await Rooms(store).open()
    await ask(store, someone(room), "b", "a")
    await ask(store, someone(room), "c", "a")
    await ask(store, someone(room), "a")
    attendance = await Rooms(store).attendance(room)
    # b and c are equals: the one that was asked first stays first.
    assert (attendance.people, attendance.asked) == (3, [("a", 3), ("b", 1), ("c", 1)])


async def test_someone_who_asks_again_counts_once(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    room = await Rooms(store).open()
    sender = someone(room)
    for _ in range(3):
        await ask(store, sender, "a", None)  # None: the conversation started over
    await ask(store, someone(room))
    attendance = await Rooms(store).attendance(room)
    assert (attendance.people, attendance.asked) == (2, [("a", 1)])


async def test_only_the_room_counts(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    room = await Rooms(store).open()
    await ask(store, someone(None), "a")
    await ask(store, someone(Room("2222" if room.code != "2222" else "3333", 0.0)), "a")
    attendance = await Rooms(store).attendance(room)
    assert (attendance.people, attendance.asked) == (0, [])


async def test_reopening_keeps_the_code_and_resets_the_count(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    first = await Rooms(store).open()
    await ask(store, someone(first), "a")
    again = await Rooms(store).open()
    assert again.code == first.code and again.opened_at > first.opened_at
    attendance = await Rooms(store).attendance(again)
    assert (attendance.people, attendance.asked) == (0, [])


async def test_a_restart_keeps_the_room(tmp_path: Path) -> None:
    assert await Rooms(store_in(tmp_path)).current() is None
    opened = await Rooms(store_in(tmp_path)).open()
    assert await Rooms(store_in(tmp_path)).current() == opened


async def test_what_is_erased_counts_no_more(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    room = await Rooms(store).open()
    sender = someone(room)
    await ask(store, sender, "a")
    assert await store.erase(sender)
    attendance = await Rooms(store).attendance(room)
    assert (attendance.people, attendance.asked) == (0, [])


async def test_a_room_is_found_by_its_index(tmp_path: Path) -> None:
    """It is read every two seconds, in the loop that answers the room: never through all that is stored."""
    store = store_in(tmp_path)
    room = await Rooms(store).open()
    asked: list[tuple[str, Any]] = []
    sa.event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    await Rooms(store).attendance(room)
    with sqlite3.connect(tmp_path / "conversations.sqlite3") as database:
        plans = [database.execute(f"EXPLAIN QUERY PLAN {query}", given).fetchall() for query, given in asked]
    assert len(plans) == 2
    for plan in plans:
        assert "SEARCH" in plan[0][-1] and "sender_id>" in plan[0][-1], plan


def test_codes_can_be_read_on_a_screen() -> None:
    codes = {new_room_code() for _ in range(500)}
    assert all(map(is_room_code, codes)) and not set("0o1li") & set("".join(codes))
    for other in ("", "ABCD", "abc", "abcde", "ab-d", "a%_d", None, 1234, ["abcd"]):
        assert not is_room_code(other)


# --- what is shown


def test_a_slide_shows_its_scheme_and_what_all_share() -> None:
    edition = newest_edition()
    by_scheme: dict[str | None, list[str]] = {}
    for article in edition.faq.values():
        by_scheme.setdefault(article.dispositif, []).append(article.id)
    asked = [(ids[0], 9 - rank) for rank, ids in enumerate(by_scheme.values())] + [("d_une_autre_edition", 1)]
    for scheme in edition.dispositifs:
        shown = [question["id"] for question in ranked(edition, asked, scheme)]
        assert sorted(shown) == sorted([by_scheme[None][0], by_scheme[scheme][0]])
    every = ranked(edition, [(id_, 1) for id_ in edition.faq], None)
    assert len(every) == TOP


def test_no_more_is_shown_than_the_article_and_its_count() -> None:
    edition = newest_edition()
    article = next(iter(edition.faq.values()))
    (shown,) = ranked(edition, [(article.id, 4)], None)
    assert shown == {
        "id": article.id,
        "titre": typeset(article.titre),
        "reponse": typeset(edition.text(article.reponse)),
        "nombre": 4,
    }


def test_typography() -> None:
    assert typeset("« C'est ça ? » : 10 000 €, 50 %").replace(NO_BREAK, "~") == "«~C’est ça~?~»~: 10~000~€, 50~%"
    assert typeset("en 2021 et 2022 500 personnes") == "en 2021 et 2022 500 personnes"


# --- the routes


@pytest.fixture
def running(load: Callable[[Path], Assistant], tmp_path: Path) -> Iterator[SimpleNamespace]:
    settings = Settings(
        data=tmp_path, credentials=CREDENTIALS, staff_password=PASSWORD, public_url="https://assistant.exemple.fr"
    )
    with serving(settings, lambda: load(tmp_path)) as running:
        wait_until_ready(running.url)
        running.data = tmp_path
        yield running


def get(running: SimpleNamespace, path: str, **options: Any) -> requests.Response:
    return requests.get(f"{running.url}{path}", timeout=30, **{"auth": STAFF, "allow_redirects": False} | options)


def open_room(running: SimpleNamespace, **options: Any) -> requests.Response:
    return requests.post(f"{running.url}/webinaire/salle", timeout=30, **{"auth": STAFF, "json": {}} | options)


def enter(running: SimpleNamespace, room: Any) -> requests.Response:
    body = {"rubrique": None, "salle": room}
    return requests.post(f"{running.url}/webhooks/web/sessions", json=body, timeout=30)


def test_a_webinar_over_http(running: SimpleNamespace) -> None:
    assert "Ouvrir la salle" in get(running, "/webinaire").text
    assert get(running, "/q", auth=None).headers["location"] == "/"
    assert get(running, "/webinaire/questions").json()["erreur"]["code"] == "salle_fermee"

    opened = open_room(running)
    assert opened.status_code == 201
    room = opened.json()["salle"]
    assert get(running, "/q", auth=None).headers["location"] == f"/?salle={room}"

    assert enter(running, room).status_code == 201
    live = get(running, "/webinaire/questions?dispositif=structuration")
    assert live.headers["cache-control"] == "no-store"
    assert live.json() == {**opened.json(), "personnes": 1, "questions": []}

    open_room(running)
    assert get(running, "/webinaire/questions").json()["personnes"] == 0


async def test_the_room_s_questions_over_http(running: SimpleNamespace) -> None:
    room = open_room(running).json()["salle"]
    store = store_in(running.data)
    edition = newest_edition()
    article = next(article for article in edition.faq.values() if article.dispositif)
    await ask(store, SessionTokens.new_sender(sender_prefix(room)), article.id)
    path = "/webinaire/questions?dispositif="
    (shown,) = get(running, f"{path}{article.dispositif}").json()["questions"]
    assert (shown["id"], shown["nombre"]) == (article.id, 1)
    other = next(id_ for id_ in edition.dispositifs if id_ != article.dispositif)
    assert get(running, f"{path}{other}").json()["questions"] == []


def test_the_slides_come_from_the_edition(running: SimpleNamespace) -> None:
    room = open_room(running).json()["salle"]
    html = get(running, "/webinaire").text
    assert re.findall(r'data-dispositif="(\w+)"', html) == list(newest_edition().dispositifs)
    assert html.count("<h1>Des questions ?</h1>") == len(newest_edition().dispositifs)
    code = segno.make(f"https://assistant.exemple.fr/?salle={room}", error="m", micro=False)
    drawn = re.search(r'stroke="#000" d="([^"]+)"', code.svg_inline(omitsize=True, dark="#000", light="#fff"))
    assert drawn is not None and drawn[1] in html
    assert re.sub("<wbr>", "", html).count("assistant.exemple.fr/q<") == 1
    assert 'role="img" aria-label="Code QR qui ouvre l’assistant, comme l’adresse assistant.exemple.fr/q"' in html


def test_the_public_address_is_by_default_the_one_asked_for(load: Callable[[Path], Assistant], tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, credentials=CREDENTIALS, staff_password=PASSWORD)
    with serving(settings, lambda: load(tmp_path)) as running:
        wait_until_ready(running.url)
        open_room(running)
        html = get(running, "/webinaire").text
        assert running.url.partition("://")[2] + "/q" in re.sub("<wbr>", "", html)
        assert "ASSISTANT_URL_PUBLIQUE" in html  # phones can't reach this machine's own address
        elsewhere = get(running, "/webinaire", headers={"Host": 'salle.exemple.fr"><script>'}).text
        assert "<script>" not in elsewhere.partition("<main>")[2] and "ASSISTANT_URL_PUBLIQUE" not in elsewhere


@pytest.mark.parametrize("auth", [None, ("équipe", "faux"), (PASSWORD, "")])
def test_the_webinar_is_the_staff_s(running: SimpleNamespace, auth: tuple[str, str] | None) -> None:
    for answer in (
        get(running, "/webinaire", auth=auth),
        get(running, "/webinaire/questions", auth=auth),
        open_room(running, auth=auth),
    ):
        assert answer.status_code == 401
    assert get(running, "/q").headers["location"] == "/"  # nothing was opened


def test_another_site_cannot_open_the_room(running: SimpleNamespace) -> None:
    """A form of another site goes out with what the browser knows of the password, but never as JSON."""
    for options in ({"json": None}, {"json": None, "data": "{}"}, {"json": None, "data": {"a": "b"}}):
        assert open_room(running, **options).status_code == 415
    assert get(running, "/q").headers["location"] == "/"


def test_an_unknown_scheme_is_refused(running: SimpleNamespace) -> None:
    open_room(running)
    answer = get(running, "/webinaire/questions?dispositif=autre")
    assert answer.status_code == 422 and "structuration" in answer.json()["erreur"]["message"]


@pytest.mark.parametrize("room", ["", "ABCD", "abcd-", "a" * 200, 12, ["abcd"], {"a": 1}])
def test_a_room_that_is_none_is_refused(running: SimpleNamespace, room: Any) -> None:
    answer = enter(running, room)
    assert answer.status_code == 422 and answer.json()["erreur"]["code"] == "salle_invalide"


def test_without_a_room_nothing_changes(running: SimpleNamespace) -> None:
    assert enter(running, None).status_code == 201
    # A code that is no longer open still opens the conversation: the person came to talk.
    assert enter(running, "abcd").status_code == 201


def test_while_the_assistant_loads(load: Callable[[Path], Assistant], tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, credentials=CREDENTIALS, staff_password=PASSWORD)
    may_go_on = threading.Event()

    def load_late() -> Assistant:
        may_go_on.wait(30)
        return load(tmp_path)

    with serving(settings, load_late) as running:
        waiting = get(running, "/webinaire")
        assert waiting.status_code == 503 and "démarre" in waiting.text
        assert get(running, "/q", auth=None).headers["location"] == "/"
        may_go_on.set()
        wait_until_ready(running.url)
        assert get(running, "/webinaire").status_code == 200


# --- the setting


@pytest.mark.parametrize("address", ["assistant.exemple.fr", "ftp://a.fr", "https://", "https://a.fr/b", "https://a b"])
def test_a_public_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_URL_PUBLIQUE"):
        read_settings({"ASSISTANT_URL_PUBLIQUE": address})


def test_the_public_address_is_read() -> None:
    assert read_settings({"ASSISTANT_URL_PUBLIQUE": " https://a.fr/ "}).public_url == "https://a.fr"

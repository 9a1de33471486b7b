"""The questionnaire from the form to the staff: taken, checked, replaced, erased, listed and exported."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from local_server import CREDENTIALS, serving, wait_until_ready
from stub_assistant import StubAssistant

from bot.agent import Assistant, UnknownConversation
from bot.commands import main
from bot.questionnaires import Filled, as_csv, as_json, read_all
from bot.settings import Settings
from tests.form_answers import ANSWERS, OFFER

ROOT = Path(__file__).parents[2]
PASSWORD = "mot de passe de l'équipe"


@pytest.fixture(scope="module")
def site(load: Callable[[Path], Assistant], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    data = tmp_path_factory.mktemp("donnees")
    settings = Settings(data=data, credentials=CREDENTIALS, staff_password=PASSWORD)
    with serving(settings, lambda: load(data)) as running:
        wait_until_ready(running.url)
        running.settings = settings
        yield running


@pytest.fixture(autouse=True)
def empty(site: SimpleNamespace) -> None:
    with sqlite3.connect(site.settings.database) as database:
        database.execute("DELETE FROM questionnaires")


class Person:
    """Someone in a conversation."""

    def __init__(self, site: SimpleNamespace) -> None:
        self.base = f"{site.url}/webhooks/web"
        opened = requests.post(f"{self.base}/sessions", json={}, timeout=30).json()
        self.headers = {"Authorization": f"Bearer {opened['session']}"}

    def send(self, body: Any, **headers: str) -> requests.Response:
        return requests.post(f"{self.base}/questionnaires", json=body, headers=self.headers | headers, timeout=30)

    def fill(self, form: str = "beneficiaire", **changes: Any) -> requests.Response:
        answers = ANSWERS if form == "beneficiaire" else OFFER
        return self.send({"formulaire": form, "reponses": answers | changes})

    def erase(self) -> requests.Response:
        return requests.delete(f"{self.base}/sessions", headers=self.headers, timeout=30)


@pytest.fixture
def person(site: SimpleNamespace) -> Person:
    return Person(site)


def staff(site: SimpleNamespace, ending: str = "", password: str = PASSWORD) -> requests.Response:
    return requests.get(
        f"{site.url}/equipe/questionnaires{ending}", auth=("équipe".encode(), password.encode()), timeout=30
    )


def stored(site: SimpleNamespace) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = staff(site, ".json").json()
    return listed


def refused(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    error: dict[str, Any] = answer.json()["erreur"]
    assert error["code"] == code
    return error


# --- taken


def test_what_was_filled_in_reaches_the_staff(site: SimpleNamespace, person: Person) -> None:
    answer = person.fill()
    assert answer.status_code == 201 and answer.headers["cache-control"] == "no-store"
    assert set(answer.json()) == {"message"} and answer.json()["message"].startswith("Merci")
    (listed,) = stored(site)
    assert set(listed) == {"recu", "edition", "formulaire", "reponses"}
    assert (listed["edition"], listed["formulaire"], listed["reponses"]) == ("2024", "beneficiaire", ANSWERS)
    assert abs(datetime.fromisoformat(listed["recu"]) - datetime.now(UTC)) < timedelta(minutes=1)


def test_who_offers_help_has_the_other_form(site: SimpleNamespace, person: Person) -> None:
    assert person.fill("ressource").status_code == 201
    assert stored(site)[0]["reponses"] == OFFER


def test_sent_again_it_replaces_what_was_sent(site: SimpleNamespace, person: Person) -> None:
    person.fill()
    person.fill("ressource", commune="Auch")
    Person(site).fill()
    first, second = stored(site)
    assert (first["formulaire"], first["reponses"]["commune"]) == ("ressource", "Auch")
    assert second["formulaire"] == "beneficiaire"


def test_each_fault_is_said_at_its_field_and_nothing_is_stored(site: SimpleNamespace, person: Person) -> None:
    error = refused(person.fill(courriel="camille", theme="x"), 422, "formulaire_invalide")
    assert "2 réponses" in error["message"]
    assert set(error["champs"]) == {"courriel", "theme"}
    assert "prenom.nom@exemple.fr" in error["champs"]["courriel"]
    refused(person.fill(consentement=False), 422, "formulaire_invalide")
    # What looks empty is.
    assert list(refused(person.fill(nom="\u200b \u2800"), 422, "formulaire_invalide")["champs"]) == ["nom"]
    assert stored(site) == []


def test_a_form_that_is_put_right_is_taken(site: SimpleNamespace, person: Person) -> None:
    person.fill(courriel="camille")
    assert person.fill().status_code == 201
    assert len(stored(site)) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"formulaire": "autre", "reponses": ANSWERS}, "formulaire_inconnu"),
        ({"formulaire": None, "reponses": ANSWERS}, "formulaire_inconnu"),
        ({"formulaire": ["ressource"], "reponses": ANSWERS}, "formulaire_inconnu"),
        ({"reponses": ANSWERS}, "formulaire_inconnu"),
        ({"formulaire": "ressource"}, "corps_invalide"),
        ({"formulaire": "ressource", "reponses": [ANSWERS]}, "corps_invalide"),
        ({"formulaire": "ressource", "reponses": OFFER, "sender": "autre"}, "corps_invalide"),
        ([], "corps_invalide"),
    ],
)
def test_bodies_of_another_shape_are_refused(person: Person, body: Any, code: str) -> None:
    refused(person.send(body), 422, code)


def test_no_session_no_questionnaire(site: SimpleNamespace, person: Person) -> None:
    person.headers = {}
    refused(person.fill(), 401, "session_manquante")
    person.headers = {"Authorization": f"Bearer {site.app.ctx.tokens.issue('disparue')}"}
    refused(person.fill(), 404, "session_introuvable")
    assert stored(site) == []


def test_hostile_characters_are_stored_harmlessly(site: SimpleNamespace, person: Person) -> None:
    assert person.fill(nom="a\x00b\x1b[2J", besoin="\ud800 <script>alert(1)</script>").status_code == 201
    assert stored(site)[0]["reponses"]["nom"] == "ab[2J"
    page = staff(site).text
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


# --- erased


def test_it_is_erased_with_its_conversation(site: SimpleNamespace, person: Person) -> None:
    person.fill(nom="Personne à oublier")
    assert person.erase().status_code == 204
    assert stored(site) == []
    files = site.settings.data.glob("conversations.sqlite3*")
    assert not any("Personne à oublier".encode() in file.read_bytes() for file in files)


def filled(**changes: Any) -> Filled:
    return Filled(datetime.now(UTC), "2024", "beneficiaire", ANSWERS | changes)


async def test_it_is_kept_as_long_as_its_conversation(assistant: Assistant) -> None:
    store = assistant.tracker_store
    for sender in ("ancienne", "recente"):
        await assistant.open(sender)
        await assistant.keep_questionnaire(sender, filled(nom=sender))
    long_ago = time.time() - 1000
    with sqlite3.connect(str(store.engine.url.database)) as database:
        database.execute("UPDATE conversations SET active_at = ? WHERE sender_id = 'ancienne'", (long_ago,))
    await store.erase_older_than(900)
    assert [one.reponses["nom"] for one in await store.run(read_all)] == ["recente"]


async def test_filling_in_is_a_sign_of_life(assistant: Assistant) -> None:
    store = assistant.tracker_store
    await assistant.open("a")
    with sqlite3.connect(str(store.engine.url.database)) as database:
        database.execute("UPDATE conversations SET active_at = 0")
    await assistant.keep_questionnaire("a", filled())
    await store.erase_older_than(900)
    assert len(await store.run(read_all)) == 1


async def test_an_unknown_conversation_keeps_nothing(assistant: Assistant) -> None:
    with pytest.raises(UnknownConversation):
        await assistant.keep_questionnaire("inconnue", filled())
    assert await assistant.tracker_store.run(read_all) == []


# --- the staff's page


def test_the_staff_s_list_shows_questions_and_answers_in_words(site: SimpleNamespace, person: Person) -> None:
    person.fill()
    answer = staff(site)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    for words in (
        "Questionnaire de la structure bénéficiaire",
        "Mise en œuvre et gestion des organisations",
        "Un transfert de savoir-faire, de 1 à 2 jours",
        "Et préparer un plan.",
        "/equipe/questionnaires.csv",
        "30 jours",
    ):
        assert words in answer.text


def test_an_empty_list_says_so(site: SimpleNamespace) -> None:
    assert "Aucun questionnaire" in staff(site).text


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_the_list_is_behind_the_password(site: SimpleNamespace, ending: str) -> None:
    url = f"{site.url}/equipe/questionnaires{ending}"
    wrong: list[dict[str, Any]] = [
        {},
        {"auth": ("", "")},
        {"auth": ("équipe".encode(), b"un autre mot de passe")},
        {"headers": {"Authorization": f"Bearer {PASSWORD}".encode()}},
        {"headers": {"Authorization": "Basic ???"}},
        {"headers": {"Authorization": "Basic w6k="}},
    ]
    for attempt in wrong:
        answer = requests.get(url, timeout=30, **attempt)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic realm=")
        assert '<html lang="fr">' in answer.text and "camille" not in answer.text
    assert staff(site, ending).status_code == 200


def test_without_a_password_the_page_says_which_variable_to_set(tmp_path: Path) -> None:
    with serving(Settings(data=tmp_path, credentials=CREDENTIALS), StubAssistant) as running:
        for ending in ("", ".csv", ".json"):
            answer = staff(running, ending, password="")
            assert answer.status_code == 404 and "ASSISTANT_MOT_DE_PASSE_EQUIPE" in answer.text


# --- exports


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_the_csv_opens_in_a_spreadsheet(site: SimpleNamespace, person: Person) -> None:
    person.fill()
    Person(site).fill("ressource")
    answer = staff(site, ".csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    first, second = rows(answer.content.decode("utf-8"))
    offer = "Ce que vous pouvez partager, avec vos mots"
    assert ANSWERS["besoin"] in first.values() and first[offer] == ""
    assert first["Le thème de votre besoin"] == "Mise en œuvre et gestion des organisations"
    assert first["Fuseau horaire"].startswith("UTC") and second["Le thème de votre besoin"] == ""
    assert second[offer] == OFFER["offre"] and second["Formulaire"] == "Questionnaire de la structure ressource"
    assert answer.content.count(b"\r\n") == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    (row,) = rows(as_csv([filled(structure=f'{start}HYPERLINK("http://exemple.invalid";"a")')]))
    assert row["Le nom de votre structure"] == f'\'{start}HYPERLINK("http://exemple.invalid";"a")'


def test_answers_to_a_form_that_is_gone_are_still_listed() -> None:
    old = Filled(datetime.now(UTC), "1999", "ancien", {"question": "réponse", "accord": True})
    (row,) = rows(as_csv([old]))
    assert (row["Formulaire"], row["question"]) == ("ancien", "réponse")
    assert ("question", "réponse") in old.labelled()
    assert json.loads(as_json([old]))[0]["formulaire"] == "ancien"


def test_the_command_prints_what_the_page_lists(
    site: SimpleNamespace, person: Person, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    person.fill()
    monkeypatch.setenv("ASSISTANT_DATA", str(site.settings.data))
    for arguments, ending in (
        ([], ".csv"),
        (["--format", "csv"], ".csv"),
        (["--format=json"], ".json"),
        (["--format", "json"], ".json"),
    ):
        assert main(["questionnaires", *arguments]) == 0
        sys.stdout.flush()
        assert capfdbinary.readouterr().out == staff(site, ending).content


def test_the_command_says_that_there_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "neuf"))
    assert main(["questionnaires", "--format", "json"]) == 0
    said = capfd.readouterr()
    assert said.out == "[]\n" and "Aucun questionnaire" in said.err
    assert not (tmp_path / "neuf").exists()


def test_the_command_reads_a_database_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    sqlite3.connect(tmp_path / "conversations.sqlite3").close()
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    assert main(["questionnaires", "--format=json"]) == 0
    assert capfd.readouterr().out == "[]\n"


def test_the_command_names_a_damaged_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conversations.sqlite3").write_bytes(b"ce n'est pas une base" * 100)
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    assert main(["questionnaires"]) == 1
    said = capfd.readouterr().err
    assert "conversations.sqlite3" in said and "Traceback" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["questionnaire"],
        ["questionnaires", "csv"],
        ["questionnaires", "--format"],
        ["questionnaires", "--format", "xml"],
        ["questionnaires", "--format=csv", "json"],
        ["--format", "csv"],
    ],
)
def test_other_commands_are_refused_with_the_usage(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capfd.readouterr().err.startswith("Usage : python -m bot")


def test_the_command_line_is_that_of_the_package(tmp_path: Path) -> None:
    env = os.environ | {"ASSISTANT_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "questionnaires", "--format", "json"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "[]\n")

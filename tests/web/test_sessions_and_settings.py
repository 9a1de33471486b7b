"""Tokens, the generated secret, the settings, and what is typed."""

import os
from pathlib import Path

import jwt
import pytest

from bot.sessions import InvalidToken, SessionTokens, stored_secret
from bot.settings import Settings, SettingsError, read_settings
from bot.typed_text import is_blank, readable, storable


def test_a_token_gives_its_conversation_back() -> None:
    tokens = SessionTokens("s" * 32)
    assert tokens.sender(tokens.issue("abc")) == "abc"


def test_conversations_cannot_be_guessed() -> None:
    senders = {SessionTokens.new_sender() for _ in range(1000)}
    assert len(senders) == 1000 and min(map(len, senders)) >= 20


@pytest.mark.parametrize(
    "token",
    [
        "",
        "abc",
        "a.b.c",
        jwt.encode({"sub": "abc"}, "t" * 32, algorithm="HS256"),
        jwt.encode({"sub": "abc"}, None, algorithm="none"),
        jwt.encode({"nom": "abc"}, "s" * 32, algorithm="HS256"),
    ],
)
def test_other_tokens_are_refused(token: str) -> None:
    with pytest.raises(InvalidToken):
        SessionTokens("s" * 32).sender(token)


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_SECRET"):
        SessionTokens("court")


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    first = stored_secret(tmp_path / "neuf")
    assert first == stored_secret(tmp_path / "neuf") and len(first) >= 32
    assert first != stored_secret(tmp_path / "autre")
    path = tmp_path / "neuf" / "secret"
    assert path.stat().st_mode & 0o077 == 0 and [p.name for p in path.parent.iterdir()] == ["secret"]


def test_a_damaged_secret_is_said(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("abc")
    with pytest.raises(SettingsError, match="supprimez-le"):
        stored_secret(tmp_path)


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    with pytest.raises(SettingsError, match="ASSISTANT_DATA"):
        stored_secret(tmp_path / "fichier")


def test_settings_have_their_defaults() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({"ASSISTANT_PORT": " ", "ASSISTANT_HOST": ""}) == Settings()


def test_settings_are_read() -> None:
    read = read_settings(
        {
            "ASSISTANT_PORT": "8080",
            "ASSISTANT_RETENTION_JOURS": "7",
            "ASSISTANT_DATA": "/srv/donnees",
            "ASSISTANT_MOT_DE_PASSE_EQUIPE": " douze lettres ",
            "ASSISTANT_ORIGINES": "https://www.exemple.fr http://localhost:8000",
        }
    )
    assert (read.port, read.retention_days, read.data) == (8080, 7, Path("/srv/donnees"))
    assert read.staff_password == "douze lettres"
    assert read.database == Path("/srv/donnees/conversations.sqlite3")
    assert read.origins == ("https://www.exemple.fr", "http://localhost:8000")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("ASSISTANT_PORT", value) for value in ("abc", "0", "65536", "-1", "50.5", "²")),
        ("ASSISTANT_MOT_DE_PASSE_EQUIPE", "onze lettre"),
        *(("ASSISTANT_RETENTION_JOURS", value) for value in ("0", "toujours")),
        *(
            ("ASSISTANT_ORIGINES", value)
            for value in (
                *("www.exemple.fr", "https://", "ftp://a.fr", "*", "null", "https://a.fr;", "https://*.a.fr"),
                *(
                    "https://a.fr/",
                    "https://a.fr/chemin",
                    "https://a.fr?",
                    "https://a.fr?b",
                    "https://a.fr#",
                    "https:a.fr",
                ),
                *("https://moi@a.fr", "https://moi:mot@a.fr", "https://@a.fr", "https://a.fr\\b", "https://a.fr'"),
                *("https://a.fr:", "https://a.fr:0443", "https://a.fr:abc", "https://a.fr:70000", "https://:443"),
                *("https://[::1", "https://é.fr", "https://a.fr,https://b.fr"),
            )
        ),
        *(("ASSISTANT_URL_PUBLIQUE", value) for value in ("a.fr", "https://a.fr/chemin", "https://moi@a.fr")),
    ],
)
def test_settings_that_cannot_be_used_are_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        read_settings({name: value})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://www.exemple.fr", "https://www.exemple.fr"),
        ("HTTPS://WWW.Exemple.FR", "https://www.exemple.fr"),
        ("https://www.exemple.fr:443", "https://www.exemple.fr"),
        ("http://www.exemple.fr:80", "http://www.exemple.fr"),
        ("http://www.exemple.fr:443", "http://www.exemple.fr:443"),
        ("https://xn--caf-dma.fr:8443", "https://xn--caf-dma.fr:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://[::1]", "http://[::1]"),
    ],
)
def test_an_origin_is_kept_as_browsers_write_it(written: str, origin: str) -> None:
    read = read_settings({"ASSISTANT_ORIGINES": written, "ASSISTANT_URL_PUBLIQUE": f"{written}/"})
    assert read.origins == (origin,) and read.public_url == origin


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("bonjour", "bonjour"),
        ("/restart", "restart"),
        ("// a/b", "a/b"),
        (" \u200b/\u2060/x", "x"),
        ("\u0301/x", "x"),
        ("et/ou", "et/ou"),
        ("\u200bbonjour", "\u200bbonjour"),
        ("///", ""),
    ],
)
def test_what_is_typed_never_looks_like_a_payload(typed: str, read: str) -> None:
    assert readable(typed) == read


def test_what_is_stored_can_be_encoded() -> None:
    assert storable("a\x00\x1b[1mb\ud800\n\tc ") == "a[1mb?\n\tc"
    assert is_blank(" \u200b\u3164\n") and not is_blank("?")


def test_the_environment_is_the_default_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "ASSISTANT_PORT", "5123")
    assert read_settings().port == 5123

"""Session tokens: a conversation's id that only this server can issue."""

import os
import secrets
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt

from bot.settings import SettingsError

MIN_SECRET_LENGTH = 32
"""Characters; less than the signature's own strength could be guessed."""

SUMMARY_LIFETIME = timedelta(hours=1)
"""How long the address of a summary opens it: long enough to read, print and save it."""

_SUMMARY = "synthese"
"""Audience of the tokens of summaries, which open nothing else."""

_ALGORITHM = "HS256"
_SECRET_FILE = "secret"


class InvalidToken(ValueError):
    """The token was not issued by this server, or not with its present secret."""


class SessionTokens:
    """Issues and reads the tokens."""

    def __init__(self, secret: str) -> None:
        """Sign with `secret`.

        Raises:
            SettingsError: the secret is too short.
        """
        if len(secret) < MIN_SECRET_LENGTH:
            raise SettingsError(
                f"ASSISTANT_SECRET est trop court : donnez-lui au moins {MIN_SECRET_LENGTH} caractères tirés au "
                "hasard, ou videz la variable pour qu'un secret soit créé dans le dossier de données."
            )
        self._secret = secret

    @staticmethod
    def new_sender(prefix: str = "") -> str:
        """Return the id of a new conversation, which begins with `prefix` and which nobody can guess."""
        return prefix + secrets.token_urlsafe(16)

    def issue(self, sender: str) -> str:
        """Return the token of the conversation `sender`. It is good as long as the conversation is stored."""
        return jwt.encode({"sub": sender}, self._secret, algorithm=_ALGORITHM)

    def sender(self, token: str) -> str:
        """Return the conversation that `token` gives access to.

        Raises:
            InvalidToken: this server did not issue it.
        """
        return self._subject(token, require=["sub"])

    def issue_summary(self, sender: str) -> tuple[str, datetime]:
        """Return a token for the summary of `sender`, to stand in an address, and when it ends (UTC)."""
        end = datetime.now(UTC).replace(microsecond=0) + SUMMARY_LIFETIME
        return jwt.encode({"sub": sender, "aud": _SUMMARY, "exp": end}, self._secret, algorithm=_ALGORITHM), end

    def summary_sender(self, token: str) -> str:
        """Return the conversation whose summary `token` opens.

        Raises:
            InvalidToken: this server did not issue it for a summary, or it has ended.
        """
        return self._subject(token, require=["sub", "aud", "exp"], audience=_SUMMARY)

    def _subject(self, token: str, require: list[str], audience: str | None = None) -> str:
        try:
            read = jwt.decode(
                token, self._secret, algorithms=[_ALGORITHM], audience=audience, options={"require": require}
            )
        except jwt.InvalidTokenError as error:
            raise InvalidToken from error
        return str(read["sub"])


def stored_secret(data: Path) -> str:
    """Return the secret kept in the folder `data`, made at the first call, readable by its owner alone.

    Raises:
        SettingsError: the folder cannot be written to, or the file cannot be used.
    """
    path = data / _SECRET_FILE
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"Le fichier {path} ne peut pas être lu ou créé : vérifiez les droits du dossier, ou choisissez-en un "
            "autre avec ASSISTANT_DATA."
        ) from error
    if len(secret) < MIN_SECRET_LENGTH:
        raise SettingsError(f"Le fichier {path} est abîmé : supprimez-le, il sera recréé.")
    return secret


def _write_once(path: Path, text: str) -> None:
    """Write the file whole and private, or leave the one that somebody else just wrote."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    with suppress(FileExistsError):
        os.link(temporary, path)
    os.unlink(temporary)

"""Session tokens: a conversation's id that only this server can issue."""

import os
import re
import secrets
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt

from bot.settings import SettingsError

MIN_SECRET_LENGTH = 32
"""Characters; less than the signature's own strength could be guessed."""

ROOM_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""What the code of a webinar's room is made of: nothing that is taken for another letter or figure."""

ROOM_CODE_LENGTH = 4

_ROOM_CODE = re.compile(rf"[{ROOM_ALPHABET}]{{{ROOM_CODE_LENGTH}}}")
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
    def new_sender(room: str | None = None) -> str:
        """Return the id of a new conversation, which nobody can guess; it tells the webinar's `room`, if any."""
        return (sender_prefix(room) if room else "") + secrets.token_urlsafe(16)

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


def is_room_code(code: object) -> bool:
    """Whether `code` has the form of a room's code, be the room open or not."""
    return isinstance(code, str) and _ROOM_CODE.fullmatch(code) is not None


def new_room_code() -> str:
    """Return a code that is short enough to be read on a screen and typed."""
    return "".join(secrets.choice(ROOM_ALPHABET) for _ in range(ROOM_CODE_LENGTH))


def sender_prefix(room: str) -> str:
    """Return what the ids of the conversations opened in `room`, and no others, begin with."""
    return f"salle-{room}-"


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

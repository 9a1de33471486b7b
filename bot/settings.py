"""What the person who installs the assistant can set, read from the environment and checked at once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

MIN_PASSWORD_LENGTH = 12
"""Characters."""

_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class SettingsError(Exception):
    """A setting that cannot be used; the message is one French line that says what to do."""


@dataclass(frozen=True)
class Settings:
    """How the assistant is served.

    Attributes:
        host: address it listens on; 127.0.0.1 is reachable from this machine only.
        port: TCP port.
        model: path of the trained model, this very file and no other.
        data: folder of the conversations' database and of the generated secret.
        secret: key that signs the session tokens; empty: generated once and kept in `data`.
        retention_days: days after its last message at which a conversation is deleted.
        origins: other sites whose pages may hold the widget and call the assistant, as `https://host[:port]`.
        endpoints: Rasa's endpoints file, read for an action server of its own if there is to be one.
        credentials: Rasa's credentials file, which lists the channels.
        staff_password: what opens the pages of the staff; empty: they stay closed.
        public_url: address at which people reach the assistant, as `https://host[:port]`; empty: the one asked for.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    model: Path = Path("models/assistant.tar.gz")
    data: Path = Path("var")
    secret: str = ""
    retention_days: int = 30
    origins: tuple[str, ...] = ()
    endpoints: Path = Path("endpoints.yml")
    credentials: Path = Path("credentials.yml")
    staff_password: str = ""
    public_url: str = ""

    @property
    def database(self) -> Path:
        """File of the conversations and of the questionnaires."""
        return self.data / "conversations.sqlite3"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings found in `environment`, with the defaults of `Settings` for what is unset or empty.

    Raises:
        SettingsError: a value cannot be used.
    """
    default = Settings()

    def text(name: str, otherwise: str) -> str:
        return environment.get(name, "").strip() or otherwise

    return Settings(
        host=text("ASSISTANT_HOST", default.host),
        port=_number(environment, "ASSISTANT_PORT", default.port, 1, 65535),
        model=Path(text("ASSISTANT_MODELE", str(default.model))),
        data=Path(text("ASSISTANT_DATA", str(default.data))),
        secret=text("ASSISTANT_SECRET", default.secret),
        retention_days=_number(environment, "ASSISTANT_RETENTION_JOURS", default.retention_days, 1, 3650),
        origins=_origins(environment.get("ASSISTANT_ORIGINES", "")),
        endpoints=Path(text("ASSISTANT_ENDPOINTS", str(default.endpoints))),
        credentials=Path(text("ASSISTANT_CREDENTIALS", str(default.credentials))),
        public_url=_public_url(environment.get("ASSISTANT_URL_PUBLIQUE", "")),
        staff_password=_password(environment.get("ASSISTANT_MOT_DE_PASSE_EQUIPE", "").strip()),
    )


def _number(environment: Mapping[str, str], name: str, default: int, lowest: int, highest: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and lowest <= int(text) <= highest):
        raise SettingsError(
            f"{name} vaut « {text} » : écrivez un nombre entier entre {lowest} et {highest}, ou videz la variable "
            f"pour la valeur habituelle ({default})."
        )
    return int(text)


def _password(text: str) -> str:
    if 0 < len(text) < MIN_PASSWORD_LENGTH:
        raise SettingsError(
            f"ASSISTANT_MOT_DE_PASSE_EQUIPE est trop court : donnez-lui au moins {MIN_PASSWORD_LENGTH} caractères, ou "
            "videz la variable pour fermer les pages de l'équipe."
        )
    return text


def _origins(text: str) -> tuple[str, ...]:
    return tuple(_listed_origin(written) for written in text.split())


def _listed_origin(written: str) -> str:
    origin = _origin(written)
    if origin is None:
        raise SettingsError(
            f"ASSISTANT_ORIGINES contient « {written} » : écrivez des adresses comme https://www.exemple.fr, "
            "sans chemin, séparées par des espaces."
        )
    return origin


def _public_url(text: str) -> str:
    written = text.strip()
    if not written:
        return ""
    origin = _origin(written.rstrip("/"))
    if origin is None:
        raise SettingsError(
            f"ASSISTANT_URL_PUBLIQUE vaut « {written} » : écrivez l'adresse de l'assistant comme "
            "https://assistant.exemple.fr, sans chemin, ou videz la variable."
        )
    return origin


def _origin(text: str) -> str | None:
    """Return `text` as browsers write an origin, to be compared with theirs; None where it is no origin."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc.lower().removesuffix(f":{port}")
    default_port = _DEFAULT_PORTS.get(parts.scheme)
    # What urlsplit drops or sets apart (a path, a user, an empty query) is missing from what it is put together again.
    as_read = f"{parts.scheme}://{parts.netloc}"
    if default_port is None or not _HOST.fullmatch(host) or text.lower() != as_read.lower():
        return None
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, default_port) else "")

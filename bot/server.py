"""`python -m bot`: looks at what can be wrong, says it in one line, else serves until told to stop."""

import errno
import socket
import sys

from bot.settings import Settings, SettingsError, read_settings
from rules_kb import EditionError, newest_edition, today


def main() -> int:
    """Serve until told to stop; return the process's exit code.

    Settings, clock, knowledge base, model and port are checked before anything heavy is loaded.
    """
    try:
        settings = read_settings()
        _check_clock()
        edition = newest_edition()
        _check_files(settings)
        with _listen(settings) as listening:
            # Only now: these imports take seconds.
            from bot.logs import configure_logs

            configure_logs()
            from bot.application import serve

            serve(settings, edition, listening)
    except EditionError as error:
        first, others = error.faults[0], len(error.faults) - 1
        more = f" (et {others} autre{'s' * (others > 1)} : « python -m rules_kb verifier » les liste)" if others else ""
        return _refuse(f"La base de règles est fautive. {first}{more}")
    except SettingsError as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        pass
    return 0


def _refuse(reason: str) -> int:
    print(f"Démarrage impossible. {reason}", file=sys.stderr)
    return 1


def _check_clock() -> None:
    try:
        today()
    except ValueError as error:
        raise SettingsError(str(error)) from error


def _check_files(settings: Settings) -> None:
    if not settings.model.is_file():
        raise SettingsError(
            f"Le modèle {settings.model} n'existe pas : lancez « make run », qui l'entraîne, ou indiquez-en un autre "
            "avec ASSISTANT_MODELE."
        )
    if not settings.credentials.is_file():
        raise SettingsError(
            f"Le fichier des canaux {settings.credentials} n'existe pas : lancez la commande depuis le dossier du "
            "projet, ou indiquez-en un autre avec ASSISTANT_CREDENTIALS."
        )


def _listen(settings: Settings) -> socket.socket:
    """Return a socket that already listens: a port that is taken is known at once."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except (OSError, UnicodeError) as error:  # UnicodeError: what can't be the name of a host
        raise SettingsError(_why_not_listening(settings, getattr(error, "errno", None))) from error
    return listening


def _why_not_listening(settings: Settings, code: int | None) -> str:
    if code == errno.EADDRINUSE:
        return (
            f"Le port {settings.port} est déjà pris : arrêtez le programme qui l'occupe, ou choisissez-en un autre, "
            f"par exemple avec ASSISTANT_PORT={settings.port % 65535 + 1}."
        )
    if code == errno.EACCES:
        return f"Le port {settings.port} est réservé : choisissez ASSISTANT_PORT au-dessus de 1023."
    return f"Impossible d'écouter sur {settings.host}:{settings.port} : vérifiez ASSISTANT_HOST et ASSISTANT_PORT."

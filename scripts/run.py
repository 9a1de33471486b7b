"""Prepare what is missing, then become the server: what `make run` does.

Usage: python3 scripts/run.py

Standard library only. The process that prepared is replaced by the server, so that Ctrl-C or a signal reaches
the server itself and nothing is left behind.
"""

from __future__ import annotations

import errno
import os
import socket
import sys

import environment
import model


class PortError(Exception):
    """The address can't be listened on; the message is one French line that says what to do."""


def check_port(host: str, port: str) -> None:
    """Raise PortError when the assistant could not listen there: better known before a minute of training."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise PortError(f"ASSISTANT_PORT vaut « {port} » : donnez un nombre de 1 à 65535, par exemple 5005.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortError(
                f"Le port {port} est déjà pris : arrêtez le programme qui l'occupe, ou choisissez un autre port, "
                f"par exemple « ASSISTANT_PORT={int(port) % 65535 + 1} make run »."
            ) from error
        raise PortError(
            f"Impossible d'écouter sur {host}:{port} ({error.strerror}) : vérifiez ASSISTANT_HOST et ASSISTANT_PORT."
        ) from error


def main() -> int:
    try:
        check_port(os.environ.get("ASSISTANT_HOST", "127.0.0.1"), os.environ.get("ASSISTANT_PORT", "5005"))
        environment.prepare(dev=False)
        model.prepare()
    except (PortError, environment.InstallationError, model.ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrompu : relancez « make run ».", file=sys.stderr)
        return 130
    os.chdir(model.ROOT)
    os.execve(model.PYTHON, [str(model.PYTHON), "-m", "bot"], {**model.QUIET, **os.environ})


if __name__ == "__main__":
    sys.exit(main())

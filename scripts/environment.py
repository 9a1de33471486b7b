"""Make `.venv` from the pinned and hashed requirements, and do nothing when it is already right.

Usage: python3 scripts/environment.py [--dev]

Standard library only: this runs before anything is installed. The packages come from whatever index the
machine is configured with. uv does the work (fast, compiles bytecode); it does not read pip's configuration,
so that is handed over; should uv not do, pip installs the same files. What the tools print goes to a log; the
person sees a line a stage, and in case of failure one line that says what to do.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
LOG = VENV / "installation.log"
STAMP = VENV / "installed"
REQUIREMENTS = ROOT / "requirements"
WANTED_PYTHON = (3, 11)

# What uv has to be told of pip's configuration. Several addresses are separated by white space in both.
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}


class InstallationError(Exception):
    """Installing failed; the message is one French line that says what to do."""


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def check_machine() -> None:
    """Raise InstallationError when this Python cannot make the environment."""
    if sys.version_info[:2] != WANTED_PYTHON:
        raise InstallationError(
            f"Python 3.11 est nécessaire et {sys.executable} est en {sys.version.split()[0]} : "
            "installez Python 3.11 puis relancez avec « make PYTHON=/chemin/de/python3.11 … »."
        )
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise InstallationError(
            f"Il manque à Python le module {' et '.join(missing)} : installez-le "
            "(sous Debian : « apt install python3-venv ») puis relancez."
        )


def identity() -> str:
    """What an environment can't survive a change of: its Python and its place."""
    return f"{sys.version.split()[0]} {sys.base_prefix} {VENV}"


def fingerprint(names: list[str]) -> str:
    """A line that changes with the requirements files of that name."""
    content = b"".join((REQUIREMENTS / f"{name}.txt").read_bytes() for name in ["bootstrap", *names])
    return f"{'+'.join(names)} {hashlib.sha256(content).hexdigest()}"


def pip_config() -> str:
    """What pip is configured with, one `scope.name='value'` a line."""
    command = (PYTHON, "-m", "pip", "config", "list")
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def uv_settings(config: str, environment: dict[str, str]) -> dict[str, str]:
    """Translate `pip config list` into uv's variables; a variable of uv's already set wins.

    A setting of the environment (`:env:.index-url`) comes before one of a file.
    """
    found: dict[str, str] = {}
    for line in config.splitlines():
        key, _, quoted = line.partition("=")
        scope, _, name = key.rpartition(".")
        if name in UV_NAMES and scope in (":env:", "global", "install"):
            value = " ".join(str(ast.literal_eval(quoted)).split())
            if scope == ":env:" or name not in found:
                found[name] = value
    settings = {UV_NAMES[name]: value for name, value in found.items()}
    # pip looks at all indexes for a version; the hashes say which file is meant, wherever it comes from.
    settings["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return {name: value for name, value in settings.items() if name not in environment}


def call(*command: str | Path, **variables: str) -> bool:
    """Run a command with its output in the log; return whether it succeeded."""
    environment = {**os.environ, **variables}
    with LOG.open("a") as log:
        log.write(f"$ {shlex.join(map(str, command))}\n")
        log.flush()
        return subprocess.run(command, stdout=log, stderr=log, env=environment, check=False).returncode == 0


def install_with_uv(files: list[Path]) -> bool:
    """Install uv, hash-checked, then let it bring the environment in line with the files."""
    bootstrap = REQUIREMENTS / "bootstrap.txt"
    if not call(PYTHON, "-m", "pip", "install", "--no-deps", "--require-hashes", "-r", bootstrap):
        return False
    settings = uv_settings(pip_config(), dict(os.environ))
    flags = ("--require-hashes", "--compile-bytecode")
    return call(UV, "pip", "sync", *flags, "--python", PYTHON, *files, **settings)


def install_with_pip(files: list[Path]) -> bool:
    """Install the same files with pip alone: slower, but it goes wherever pip goes."""
    chosen = [part for file in files for part in ("-r", str(file))]
    flags = ("--no-deps", "--require-hashes", "--ignore-requires-python", "--compile")
    return call(PYTHON, "-m", "pip", "install", *flags, *chosen)


def prepare(dev: bool) -> None:
    """Make or update the environment where it is not what the requirements say."""
    check_machine()
    made_of = STAMP.read_text().splitlines() if STAMP.exists() else ["", ""]
    # An environment that has the development packages keeps them.
    names = ["runtime", "dev"] if dev or "+dev" in made_of[1] else ["runtime"]
    wanted = [identity(), fingerprint(names)]
    if made_of == wanted:
        return
    if made_of[0] != wanted[0]:
        shutil.rmtree(VENV, ignore_errors=True)
    STAMP.unlink(missing_ok=True)
    say("Installation de l'environnement Python dans .venv (quelques minutes la première fois)…")
    if not PYTHON.exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if made.returncode:
            raise InstallationError(
                f"« {sys.executable} -m venv .venv » a échoué : vérifiez le module venv "
                "(sous Debian : « apt install python3-venv ») et la place libre, puis relancez."
            )
    LOG.unlink(missing_ok=True)
    files = [REQUIREMENTS / f"{name}.txt" for name in names]
    if not install_with_uv(files):
        say("uv n'a pas abouti : installation avec pip, plus lente…")
        if not install_with_pip(files):
            raise InstallationError(
                "L'installation des paquets a échoué : vérifiez l'accès au dépôt de paquets que pip utilise "
                f"et la place libre (4 Go), puis relancez ; détails dans {LOG.relative_to(ROOT)}."
            )
    STAMP.write_text("\n".join(wanted) + "\n")


def main() -> int:
    try:
        prepare(dev="--dev" in sys.argv[1:])
    except InstallationError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Installation interrompue : relancez la même commande pour la reprendre.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

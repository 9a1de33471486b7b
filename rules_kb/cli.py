"""`evaluer` and `verifier`. What a command needs is imported when it runs, so that each starts fast."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

USAGE = """\
Usage : python -m rules_kb evaluer < demandes.jsonl
        python -m rules_kb verifier

evaluer   Lit sur l'entrée standard une demande par ligne, en JSON :
              {"faits": {"occitanie": true}, "date": "2024-02-01", "edition": "2024"}
          « date » et « edition » sont facultatives : à défaut, le jour même et l'édition la plus récente.
          Écrit un verdict par ligne. Une ligne qui ne peut pas être évaluée donne
              {"erreur": {"fait": …, "message": …}}
          à sa place, et les suivantes sont évaluées.
verifier  Vérifie tous les fichiers de la base de règles, et donne pour chaque défaut le fichier, la ligne et
          le remède.

Codes de sortie : 0 tout va bien ; 1 la base de règles a un défaut ; 2 la commande n'est pas connue.
"""
HELP = {"-h", "--help", "--aide", "aide"}

OK, BROKEN, MISUSED = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run a command and return the exit code of the process."""
    if any(argument in HELP for argument in arguments):
        sys.stdout.write(USAGE)
        return OK
    command = COMMANDS.get(arguments[0]) if len(arguments) == 1 else None
    if command is None:
        sys.stderr.write(USAGE)
        return MISUSED
    try:
        return command()
    except BrokenPipeError:
        # Whoever read the output has gone: nothing is left to say, not even when Python flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return OK


def evaluate_lines() -> int:
    """Answer each line of standard input by one line of standard output."""
    import json

    from .faults import EditionError
    from .json_lines import answer
    from .loading import editions, newest_edition

    try:
        known, newest = editions(), newest_edition()
    except EditionError as error:
        sys.stderr.write(f"{error}\n")
        return BROKEN
    output = sys.stdout.buffer
    for line in sys.stdin.buffer:
        verdict = json.dumps(answer(line, known, newest), ensure_ascii=False)
        output.write(verdict.encode("utf-8", "replace") + b"\n")  # a lone surrogate has no UTF-8
        output.flush()
    return OK


def verify_editions() -> int:
    """Check every edition; write one line a fault, or one that says that there is none."""
    from .loading import EDITIONS_FOLDER
    from .verification import verify

    folders = sorted(folder for folder in EDITIONS_FOLDER.iterdir() if folder.is_dir())
    faults = [f"{folder.name}/{fault}" for folder in folders for fault in verify(folder)]
    if not faults:
        sys.stdout.write(f"Base de règles sans défaut (éditions : {', '.join(f.name for f in folders)}).\n")
        return OK
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return BROKEN


COMMANDS: dict[str, Callable[[], int]] = {"evaluer": evaluate_lines, "verifier": verify_editions}

"""The command line: `python -m bot` serves, `python -m bot questionnaires` prints what people filled in."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from bot.settings import SettingsError, read_settings

USAGE = """\
Usage : python -m bot
        python -m bot questionnaires [--format csv|json]

sans argument   Sert l'assistant.
questionnaires  Écrit les questionnaires reçus sur la sortie standard : en CSV, pour un tableur, ou en JSON.
"""
FORMATS = ("csv", "json")

OK, REFUSED, MISUSED = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Shows how a command is used, in French, where argparse would say in English what is wrong."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(USAGE)
        raise SystemExit(MISUSED)


def main(arguments: Sequence[str]) -> int:
    """Run a command and return the exit code of the process."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit:
        return MISUSED
    if options.help or options.command == "aide":
        sys.stdout.write(USAGE)
        return OK
    if options.command == "questionnaires":
        return print_questionnaires(options.format or FORMATS[0])
    if options.format:
        sys.stderr.write(USAGE)
        return MISUSED
    from bot.server import main as serve

    return serve()


def _parser() -> _Parser:
    parser = _Parser(prog="python -m bot", add_help=False, allow_abbrev=False)
    parser.add_argument("command", nargs="?", choices=("questionnaires", "aide"))
    parser.add_argument("-h", "--help", "--aide", dest="help", action="store_true")
    parser.add_argument("--format", choices=FORMATS)
    return parser


def print_questionnaires(form: str) -> int:
    """Write every questionnaire to standard output, as `csv` or `json`; return the exit code of the process.

    The assistant may be running.
    """
    import sqlalchemy as sa
    from sqlalchemy.exc import DatabaseError

    from bot.questionnaires import as_csv, as_json, read_all
    from bot.tables import QUESTIONNAIRES

    try:
        database = read_settings().database
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    try:
        filled = []
        if database.is_file():
            with sa.create_engine(sa.engine.URL.create("sqlite", database=str(database))).connect() as connection:
                if sa.inspect(connection).has_table(QUESTIONNAIRES.name):
                    filled = read_all(connection)
    except DatabaseError:
        sys.stderr.write(f"La base {database} ne peut pas être lue : vérifiez ses droits, ou ASSISTANT_DATA.\n")
        return REFUSED
    text = as_csv(filled) if form == "csv" else as_json(filled)
    sys.stdout.buffer.write(text.encode())
    if not filled:
        sys.stderr.write(f"Aucun questionnaire dans {database}.\n")
    return OK

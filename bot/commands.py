"""The command line: `python -m bot` serves, `python -m bot questionnaires` prints what people filled in."""

import sys
from collections.abc import Callable, Sequence

from bot.settings import SettingsError, read_settings

USAGE = """\
Usage : python -m bot
        python -m bot questionnaires [--format csv|json]

sans argument   Sert l'assistant.
questionnaires  Écrit les questionnaires reçus sur la sortie standard : en CSV, pour un tableur, ou en JSON.
"""
HELP = {"-h", "--help", "--aide", "aide"}
FORMATS = ("csv", "json")

OK, REFUSED, MISUSED = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run a command and return the exit code of the process."""
    if HELP.intersection(arguments):
        sys.stdout.write(USAGE)
        return OK
    command = _command(list(arguments))
    if command is None:
        sys.stderr.write(USAGE)
        return MISUSED
    return command()


def _command(arguments: list[str]) -> Callable[[], int] | None:
    if not arguments:
        from bot.server import main as serve

        return serve
    if arguments[0] != "questionnaires":
        return None
    options = arguments[1:]
    if not options:
        return lambda: print_questionnaires("csv")
    name, separator, value = options[0].partition("=")
    if name == "--format" and not separator and len(options) == 2:
        value = options[1]
    elif len(options) != 1:
        return None
    return (lambda: print_questionnaires(value)) if name == "--format" and value in FORMATS else None


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

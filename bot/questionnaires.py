"""The questionnaires that were filled in: how they are kept beside the conversations, and their exports."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.tables import QUESTIONNAIRES
from rules_kb import Edition, editions, forms, newest_edition
from rules_kb.models import Form

_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings of what a spreadsheet would run instead of showing it."""


@dataclass(frozen=True)
class Filled:
    """A questionnaire that was filled in; `reponses` are values by field, as `rules_kb.forms.check_form` kept them."""

    recu: datetime
    edition: str
    formulaire: str
    reponses: Mapping[str, Any]

    @property
    def titre(self) -> str:
        """The title of its form, or its id where no edition has this form any more."""
        if found := self._form():
            edition, form = found
            return edition.text(form.titre)
        return self.formulaire

    @property
    def fuseau(self) -> str:
        """The time zone of `recu`, as `UTC+01:00`."""
        return f"UTC{self.recu.isoformat()[-6:]}"

    def readable(self) -> dict[str, str]:
        """Return the answers in words, by field."""
        if form := self._form():
            return forms.readable_answers(*form, self.reponses)
        return {field: str(value) for field, value in self.reponses.items()}

    def labels(self) -> dict[str, str]:
        """Return what its form asks, by field; nothing where no edition has this form any more."""
        form = self._form()
        return forms.labels(*form) if form else {}

    def labelled(self) -> list[tuple[str, str]]:
        """Return what was asked and answered, in words and in the order of the form."""
        labels = self.labels()
        return [(labels.get(field, field), value) for field, value in self.readable().items()]

    def _form(self) -> tuple[Edition, Form] | None:
        edition = editions().get(self.edition)
        if edition is None or edition.questionnaire is None:
            return None
        form = edition.questionnaire.form(self.formulaire)
        return None if form is None else (edition, form)


def write(connection: Connection, sender: str, filled: Filled) -> None:
    """Keep what was filled in during the conversation `sender`, in place of what was before."""
    connection.execute(QUESTIONNAIRES.delete().where(QUESTIONNAIRES.c.sender_id == sender))
    connection.execute(
        QUESTIONNAIRES.insert().values(
            sender_id=sender,
            recu=filled.recu.timestamp(),
            edition=filled.edition,
            formulaire=filled.formulaire,
            reponses=json.dumps(filled.reponses, ensure_ascii=False),
        )
    )


def read_all(connection: Connection) -> list[Filled]:
    """Return every questionnaire, oldest first, at the local time."""
    columns = QUESTIONNAIRES.c
    query = sa.select(columns.recu, columns.edition, columns.formulaire, columns.reponses).order_by(columns.recu)
    return [
        Filled(datetime.fromtimestamp(recu).astimezone(), edition, form, json.loads(answers))
        for recu, edition, form, answers in connection.execute(query)
    ]


def as_json(filled: Iterable[Filled]) -> str:
    """Return the questionnaires as a JSON list, with the ids of forms, fields and choices."""
    listed = [
        {
            "recu": one.recu.isoformat(timespec="seconds"),
            "edition": one.edition,
            "formulaire": one.formulaire,
            "reponses": one.reponses,
        }
        for one in filled
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def as_csv(filled: Iterable[Filled]) -> str:
    """Return the questionnaires in words, one a line, for a French spreadsheet: « ; », a byte order mark, CRLF.

    The columns are the questions of every form, in words. No cell can be taken for a formula.
    """
    lines = list(filled)
    asked = _columns(lines)
    file = io.StringIO(newline="")
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(map(_inert, ["Reçu le", "Fuseau horaire", "Édition", "Formulaire", *(label for _, label in asked)]))
    for one in lines:
        labels, answers = one.labels(), one.readable()
        known = [one.recu.strftime("%Y-%m-%d %H:%M"), one.fuseau, one.edition, one.titre]
        # The same field may be asked in other words by another form: it then has another column.
        given = [answers.get(field, "") if labels.get(field, field) == label else "" for field, label in asked]
        writer.writerow(map(_inert, [*known, *given]))
    return file.getvalue()


def _columns(lines: Iterable[Filled]) -> list[tuple[str, str]]:
    """Field and label of what the newest edition's forms ask, then of what only these answers have."""
    edition = newest_edition()
    shown = edition.questionnaire.formulaires if edition.questionnaire else ()
    asked = [column for form in shown for column in forms.labels(edition, form).items()]
    given = [(field, one.labels().get(field, field)) for one in lines for field in one.readable()]
    return list(dict.fromkeys([*asked, *given]))


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_READ_AS_FORMULA) else cell

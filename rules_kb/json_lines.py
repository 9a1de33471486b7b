"""One line of JSON in, one verdict out: the requests of `python -m rules_kb evaluer` (contract section 3)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from .clock import today
from .engine import evaluate
from .facts import FactError, check_facts
from .models import Edition
from .quantities import format_list

KEYS = ("faits", "date", "edition")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def answer(line: bytes, editions: Mapping[str, Edition], newest: Edition) -> dict[str, Any]:
    """Return the verdict asked for by one line, or `{"erreur": {"fait", "message"}}` when it can't be evaluated.

    Args:
        line: the request, UTF-8, with or without its line break.
        editions: the editions that may be asked for, by id.
        newest: the edition of a request that names none.
    """
    try:
        request = _read(line)
        edition = _edition(request, editions, newest)
        on = _date(request)
        return evaluate(edition, check_facts(edition, _facts(request)), on).as_dict()
    except FactError as error:
        return {"erreur": {"fait": error.fait, "message": error.message}}


class _Object(dict[str, Any]):
    """A JSON object that remembers the keys it was given two different values for.

    `at_odds` are its own, `at_odds_within` those of the objects that it holds, at whatever depth.
    """

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.at_odds = [key for key, value in pairs if value is not self[key] and not _same(value, self[key])]
        # Objects are made from the inside outwards. A value that another one replaced counts too.
        inner = [value for _, value in pairs if isinstance(value, _Object)]
        self.at_odds_within: list[str] = [key for value in inner for key in (*value.at_odds, *value.at_odds_within)]


def _same(one: Any, other: Any) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _given_twice(key: str, fact_id: str | None, within: str = "") -> FactError:
    message = f"« {key} » est donné deux fois{within} avec des valeurs différentes : gardez-en une seule."
    return FactError(fact_id, message)


def _read(line: bytes) -> _Object:
    """Return the request of a line."""
    try:
        text = line.decode("utf-8").strip("\ufeff \t\r\n")
    except UnicodeDecodeError:
        raise FactError(None, "La ligne n'est pas en UTF-8 : enregistrez-la dans cet encodage.") from None
    if not text:
        raise FactError(None, 'La ligne est vide : écrivez un objet JSON, par exemple {"faits": {}}.')
    try:
        request = json.loads(text, object_pairs_hook=_Object)
    except (ValueError, RecursionError) as error:
        where = f" (caractère {error.pos + 1})" if isinstance(error, json.JSONDecodeError) else ""
        raise FactError(None, f"La ligne n'est pas du JSON valide{where} : écrivez un objet par ligne.") from None
    if not isinstance(request, _Object):
        raise FactError(None, 'La ligne n\'est pas un objet JSON : écrivez par exemple {"faits": {}}.')
    unknown = [key for key in request if key not in KEYS]
    if unknown:
        raise FactError(None, f"La clé « {unknown[0]} » est inconnue : seules {format_list(KEYS)} sont attendues.")
    for key in request.at_odds:
        raise _given_twice(key, None)
    return request


def _facts(request: _Object) -> _Object:
    """Return the facts of a request; that they fit the edition is for `check_facts` to say."""
    facts = request.get("faits")
    if not isinstance(facts, _Object):
        raise FactError(None, 'La clé « faits » attend un objet : écrivez par exemple {"faits": {"occitanie": true}}.')
    for fact_id in facts.at_odds:
        raise _given_twice(fact_id, fact_id)
    for fact_id, value in facts.items():
        if isinstance(value, _Object):
            for key in (*value.at_odds, *value.at_odds_within):
                raise _given_twice(key, fact_id, f" dans « {fact_id} »")
    return facts


def _date(request: _Object) -> date:
    """Return the day of a request, today when it names none."""
    if "date" not in request:
        try:
            return today()
        except ValueError as error:
            raise FactError(None, str(error)) from None
    day = request["date"]
    try:
        if isinstance(day, str) and _DAY.fullmatch(day):
            return date.fromisoformat(day)
    except ValueError:
        pass  # a day that no month has
    raise FactError(
        None,
        "La clé « date » attend une date qui existe, écrite comme 2024-02-01 : corrigez-la, "
        "ou retirez-la pour la date du jour.",
    )


def _edition(request: _Object, editions: Mapping[str, Edition], newest: Edition) -> Edition:
    """Return the edition of a request, the newest when it names none."""
    if "edition" not in request:
        return newest
    name = request["edition"]
    if isinstance(name, str) and name in editions:
        return editions[name]
    raise FactError(
        None,
        f"L'édition demandée n'existe pas : écrivez {format_list(list(editions), 'ou')}, "
        "ou retirez la clé pour la plus récente.",
    )

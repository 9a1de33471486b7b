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
    """A JSON object that remembers the keys it was given two different values for."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.at_odds = [key for key, value in pairs if value is not self[key] and not _same(value, self[key])]


def _same(one: Any, other: Any) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _refuse_odds(found: _Object, fact_id: str | None = None, *, keys_are_facts: bool = False) -> None:
    """Refuse an object that gives one key two different values.

    The error is about `fact_id`, or about the key itself where keys are facts.
    """
    for key in found.at_odds:
        within = "" if fact_id is None else f" dans « {fact_id} »"
        raise FactError(
            key if keys_are_facts else fact_id,
            f"« {key} » est donné deux fois{within} avec des valeurs différentes : gardez-en une seule.",
        )


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
    _refuse_odds(request)
    return request


def _facts(request: _Object) -> _Object:
    """Return the facts of a request; that they fit the edition is for `check_facts` to say."""
    facts = request.get("faits")
    if not isinstance(facts, _Object):
        raise FactError(None, 'La clé « faits » attend un objet : écrivez par exemple {"faits": {"occitanie": true}}.')
    _refuse_odds(facts, keys_are_facts=True)
    for fact_id, value in facts.items():
        if isinstance(value, _Object):
            _refuse_odds(value, fact_id)
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

"""Facts of an applicant: checked on the way in, and flat for the engine.

Outside, facts have the JSON form of contract section 1. Inside, `Facts.known` maps each *question key* (a fact id, or
`chiffre_affaires.2021` for one year) to what is known of it: no entry when nobody asked, None when the person does not
know, an `Interval` for a bound, a tuple for a list, else the value itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .intervals import Interval, Number, interval
from .quantities import format_list, format_quantity

if TYPE_CHECKING:
    from .models import Edition, Fact

Known = Interval | tuple[int, ...] | bool | int | float | str | None
"""What the engine knows of a question key."""

BOUND_KEYS = ("au_moins", "moins_de")
LARGEST = 10**12
"""Figures from here on are typing errors, whatever the fact."""


class FactError(ValueError):
    """Facts that can't be taken as they are.

    `fait` is the id of the fact at fault (contract section 1), None when no fact is; `message` is one French sentence
    that says what to do.
    """

    def __init__(self, fait: str | None, message: str) -> None:
        super().__init__(message)
        self.fait = fait
        self.message = message


class Facts(Mapping[str, Any]):
    """Checked facts: an immutable mapping of fact id to value (contract section 1).

    `known` is the same by question key, in the engine's form. Made by `check_facts`.
    """

    __slots__ = ("_values", "known")

    def __init__(self, values: dict[str, Any], known: dict[str, Known]) -> None:
        self._values = values
        self.known: Mapping[str, Known] = known

    def __getitem__(self, fact_id: str) -> Any:
        return self._values[fact_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Facts({self._values!r})"


def slot_of(key: str) -> str:
    """Return the name under which a conversation keeps the answer to a question key.

    It holds no dot, for who can't have one in a name: `chiffre_affaires.2021` → `chiffre_affaires_2021`.
    """
    return key.replace(".", "_")


def check_facts(edition: Edition, raw: Mapping[str, Any]) -> Facts:
    """Return the checked facts of `raw`, JSON values by fact id, in the order of the edition.

    Raises:
        FactError: an unknown fact, a value out of its type or range, or two values at odds.
    """
    for fact_id in raw:
        if fact_id not in edition.faits:
            raise FactError(
                fact_id,
                f"Le fait « {fact_id} » n'existe pas dans l'édition {edition.id} : "
                "corrigez son identifiant ou retirez-le.",
            )
    values: dict[str, Any] = {}
    known: dict[str, Known] = {}
    for fact_id, fact in edition.faits.items():
        if fact_id not in raw:
            continue
        if fact.type == "montants_par_annee":
            years = _yearly(fact, raw[fact_id])
            values[fact_id] = {year: outer for year, (outer, _) in years.items()}
            known.update((f"{fact_id}.{year}", inner) for year, (_, inner) in years.items())
        else:
            values[fact_id], known[fact_id] = _checked(fact, raw[fact_id], f"« {fact_id} »")
    return Facts(values, known)


def _checked(fact: Fact, value: Any, name: str) -> tuple[Any, Known]:
    """Return `value` in the form of the contract and in the engine's; `name` is how errors call the fact."""
    if value is None:
        return None, None
    return _READERS[fact.type](fact, value, name)


def _yearly(fact: Fact, value: Any) -> dict[str, tuple[Any, Known]]:
    """Return each year given, with its amount; null stands for null every year."""
    years = [str(year) for year in fact.annees or ()]
    if value is None:
        return dict.fromkeys(years, (None, None))
    if not isinstance(value, Mapping):
        raise FactError(
            fact.id,
            f"« {fact.id} » attend un montant par année : écrivez par exemple "
            f'{{"{years[0]}": 80000}} au lieu de {_shown(value)}.',
        )
    amounts = {str(year): amount for year, amount in value.items()}
    for year in amounts:
        if year not in years:
            raise FactError(
                fact.id,
                f"« {fact.id} » n'attend pas la clé « {year} » : donnez un montant, une borne ou null "
                f"pour {format_list(years)} seulement.",
            )
    return {
        year: (None, None) if amounts[year] is None else _figure(fact, amounts[year], f"« {fact.id} » de {year}")
        for year in years
        if year in amounts
    }


def _boolean(fact: Fact, value: Any, name: str) -> tuple[Any, Known]:
    if not isinstance(value, bool):
        raise FactError(fact.id, f"{name} attend true, false ou null au lieu de {_shown(value)}.")
    return value, value


def _choice(fact: Fact, value: Any, name: str) -> tuple[Any, Known]:
    choices = [choice.id for choice in fact.choix or ()]
    if not isinstance(value, str) or value not in choices:
        raise FactError(fact.id, f"{name} attend {format_list(choices, 'ou')} au lieu de {_shown(value)}.")
    return value, value


def _list(fact: Fact, value: Any, name: str) -> tuple[Any, Known]:
    allowed = list_elements(fact)
    elements = {_whole(element) for element in value} if isinstance(value, list | tuple) else {None}
    if not elements <= set(allowed):
        raise FactError(
            fact.id,
            f"{name} attend une liste parmi {format_list([str(x) for x in allowed])} "
            f"(vide s'il n'y en a aucune) au lieu de {_shown(value)}.",
        )
    ordered = tuple(x for x in allowed if x in elements)
    return list(ordered), ordered


def _figure(fact: Fact, value: Any, name: str) -> tuple[Any, Known]:
    if isinstance(value, Mapping):
        return _bound(fact, value, name)
    if not is_number(value):
        raise FactError(fact.id, f"{name} attend un nombre, une borne ou null au lieu de {_shown(value)}.")
    _in_range(fact, value, name)
    if fact.type != "entier":
        return value, value
    whole = _whole(value)
    if whole is None:
        raise FactError(fact.id, f"{name} attend un nombre entier au lieu de {_shown(value)}.")
    return whole, whole


def _bound(fact: Fact, bound: Mapping[str, Any], name: str) -> tuple[Any, Known]:
    if not bound or not set(bound) <= set(BOUND_KEYS) or not all(is_number(x) for x in bound.values()):
        raise FactError(
            fact.id,
            f"{name} attend une borne de la forme "
            f'{{"au_moins": 10}}, {{"moins_de": 20}} ou les deux au lieu de {_shown(bound)}.',
        )
    for end in bound.values():
        _in_range(fact, end, name)
    fitting = interval(
        bound.get("au_moins"),
        bound.get("moins_de"),
        minimum=fact.minimum,
        maximum=fact.maximum,
        whole=fact.type == "entier",
    )
    if fitting.empty:
        raise FactError(
            fact.id,
            f"{name} porte deux valeurs qui se contredisent : aucun nombre ne convient à {_shown(bound)}, "
            "corrigez l'une des bornes.",
        )
    return {key: bound[key] for key in BOUND_KEYS if key in bound}, fitting


def _in_range(fact: Fact, value: Number, name: str) -> None:
    low, high = fact.minimum, LARGEST if fact.maximum is None else fact.maximum
    if (low is None or value >= low) and value <= high:
        return
    if low is not None and value < low:
        limit = f"au moins {format_quantity(low, fact.unite)}"
    else:
        limit = f"au plus {format_quantity(high, fact.unite)}"
    raise FactError(fact.id, f"{name} attend {limit} au lieu de {_shown(value)}.")


def is_number(value: Any) -> bool:
    """Return whether `value` is a finite number; a boolean is not one."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(value: Any) -> int | None:
    """Return the whole number `value` stands for (24.0 is 24), None when it is not one."""
    return int(value) if is_number(value) and value == int(value) else None


def list_elements(fact: Fact) -> tuple[int, ...]:
    """Return every element that the lists of `fact` may hold, in order."""
    return tuple(sorted({element for choice in fact.choix or () for element in choice.valeur or ()}))


def _shown(value: Any) -> str:
    """Return `value` for an error message: JSON, and short."""
    import json  # only needed for errors

    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}…"


_READERS: dict[str, Callable[[Fact, Any, str], tuple[Any, Known]]] = {
    "booleen": _boolean,
    "choix": _choice,
    "liste": _list,
    "entier": _figure,
    "nombre": _figure,
    "montant": _figure,
    "pourcentage": _figure,
}

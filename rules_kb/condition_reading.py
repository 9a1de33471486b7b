"""Conditions as staff write them → `models.Condition`, checked against the facts.

`{fait: X, vaut: v}`, `sauf`, `parmi: [..]`, `au_moins`, `au_plus`, `moins_de`, `plus_de`, `contient: [..]`,
`non_vide: oui`, and `tous: [..]`, `un_de: [..]` over others. A fact with years takes one as `fait: X.2021`; without a
year the condition holds for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from .faults import Misplaced, Path
from .models import All, AnyOf, Comparison, Condition, Fact, Operator
from .quantities import Quantity, format_list
from .scalars import Refusal, read_quantity, read_yes_no

_ALLOWED: dict[str, tuple[str, ...]] = {
    "booleen": ("vaut", "sauf"),
    "choix": ("vaut", "sauf", "parmi"),
    "liste": ("contient", "non_vide"),
}
_FIGURES = ("au_moins", "au_plus", "moins_de", "plus_de")
_GROUPS: dict[str, Callable[[tuple[Condition, ...]], Condition]] = {"tous": All, "un_de": AnyOf}


def read_condition(raw: Any, facts: Mapping[str, Fact], path: Path = ()) -> Condition:
    """Read a condition written at `path` of its file.

    Raises:
        Misplaced: the condition is no condition, or names a fact, a choice or a unit that isn't there.
    """
    if not isinstance(raw, Mapping):
        raise Misplaced(path, "une condition est attendue ici", "écrivez par exemple {fait: occitanie, vaut: oui}")
    for key, group in _GROUPS.items():
        if key in raw:
            return group(_read_parts(raw, key, facts, path))
    return _read_comparison(raw, facts, path)


def closest(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a remedy that offers the nearest known word, or else `otherwise`."""
    near = get_close_matches(word, list(known), n=1)
    return f"vouliez-vous écrire « {near[0]} » ?" if near else otherwise


def _read_parts(raw: Mapping[str, Any], key: str, facts: Mapping[str, Fact], path: Path) -> tuple[Condition, ...]:
    parts = raw[key]
    if len(raw) > 1 or not isinstance(parts, list) or not parts:
        raise Misplaced((*path, key), f"« {key} » porte une liste de conditions, et rien d'autre", "séparez-les")
    return tuple(read_condition(part, facts, (*path, key, index)) for index, part in enumerate(parts))


def _read_comparison(raw: Mapping[str, Any], facts: Mapping[str, Fact], path: Path) -> Condition:
    operators = [key for key in raw if key != "fait"]
    if "fait" not in raw or len(operators) != 1:
        raise Misplaced(
            path,
            "une condition porte un fait et une seule comparaison",
            "écrivez par exemple {fait: occitanie, vaut: oui}",
        )
    operator: Any = operators[0]
    if operator not in get_args(Operator):
        known = list(get_args(Operator))
        remedy = closest(operator, known, f"les comparaisons sont {format_list(known, 'ou')}")
        raise Misplaced((*path, operator), f"la comparaison « {operator} » n'existe pas", remedy)
    fact_id, _, year = str(raw["fait"]).partition(".")
    fact = facts.get(fact_id)
    if fact is None:
        remedy = closest(fact_id, facts, "déclarez-le dans faits.yml, ou corrigez son nom")
        raise Misplaced((*path, "fait"), f"le fait « {fact_id} » n'existe pas", remedy)
    allowed = _ALLOWED.get(fact.type, _FIGURES)
    if operator not in allowed:
        raise Misplaced(
            (*path, operator),
            f"« {operator} » ne convient pas au fait « {fact.id} », de type {fact.type}",
            f"employez {format_list(allowed, 'ou')}",
        )
    years: tuple[int | None, ...] = fact.annees or (None,)
    if year:
        if year not in map(str, fact.annees):
            raise Misplaced((*path, "fait"), f"le fait « {fact.id} » n'a pas d'année {year}", "corrigez l'année")
        years = (int(year),)
    try:
        expected = _expected(fact, operator, raw[operator])
    except Refusal as refusal:
        raise Misplaced((*path, operator), refusal.message, refusal.remedy) from None
    comparisons = tuple(Comparison(fact.id, operator, expected, year) for year in years)
    return comparisons[0] if len(comparisons) == 1 else All(comparisons)


def _expected(fact: Fact, operator: str, raw: Any) -> bool | str | tuple[str, ...] | tuple[int, ...] | Quantity:
    if operator in _FIGURES:
        quantity = read_quantity(raw)
        if quantity.unite != fact.unite:
            raise Refusal(
                f"ce seuil est en {quantity.unite}, alors que le fait « {fact.id} » est en {fact.unite}",
                f"écrivez le seuil en {fact.unite}",
            )
        return quantity
    if operator == "non_vide":
        if not read_yes_no(raw):
            raise Refusal("« non_vide » ne prend que « oui »", "écrivez non_vide: oui")
        return True
    if operator == "contient":
        known = {item for choice in fact.choix for item in choice.valeur or ()}
        if not isinstance(raw, list) or not raw or not known.issuperset(raw):
            raise Refusal(
                f"« contient » porte une liste de valeurs du fait « {fact.id} »", f"écrivez par exemple {sorted(known)}"
            )
        return tuple(raw)
    if fact.type == "booleen":
        return read_yes_no(raw)
    if operator == "parmi":
        if not isinstance(raw, list) or not raw:
            raise Refusal("« parmi » porte une liste de choix", "écrivez-la entre crochets : [a, b]")
        return tuple(_choice(fact, item) for item in raw)
    return _choice(fact, raw)


def _choice(fact: Fact, raw: Any) -> str:
    choices = [choice.id for choice in fact.choix]
    if raw not in choices:
        remedy = closest(str(raw), choices, f"les choix sont {format_list(choices)}")
        raise Refusal(f"« {raw} » n'est pas un choix du fait « {fact.id} »", remedy)
    return str(raw)

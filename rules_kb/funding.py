"""The funding plan (`montage`): what can be asked for, how it is paid, and what is out of range.

Worked out where the budget or the sum asked for is known as a figure. All sums are in euros, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from .conditions import FAILED, MET, KnownFacts, compile_condition
from .facts import Facts, Known, is_number
from .models import AmountRange, Category, Edition, Funding, Scheme
from .quantities import EUROS, format_quantity, to_decimal

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class FundingPlan:
    """The plan of one scheme, or of one of its categories (`categorie`, `libelle`).

    `aide_maximale` is the highest grant that can be asked for, None when none can. `aide` is the grant on which the
    rest is computed: the sum asked for where it is within limits, else the highest. `apport_minimal` is what the
    applicant must bring, where the scheme says so; `reste_a_financer` is the budget less the grant, own contribution
    included. `budget_minimal` is the smallest budget for the sum asked for or, without one, for the smallest grant.
    `hors_limites` holds a sentence for each thing out of range.
    """

    categorie: str | None
    libelle: str | None
    aide_maximale: Decimal | None
    aide: Decimal | None
    avance: Decimal | None
    solde: Decimal | None
    apport_minimal: Decimal | None
    reste_a_financer: Decimal | None
    budget_minimal: Decimal
    hors_limites: tuple[str, ...]

    @property
    def phrase(self) -> str:
        """The plan in a few French sentences."""
        text = " ".join([*self.hors_limites, *self._sentences()])
        return text if self.libelle is None else f"{self.libelle} : {text}"

    def _sentences(self) -> Iterator[str]:
        if self.aide_maximale is not None:
            yield f"Aide maximale : {_euros(self.aide_maximale)}."
        if self.aide is not None and self.avance is not None and self.solde is not None:
            yield f"Pour {_euros(self.aide)} : avance de {_euros(self.avance)}, puis solde de {_euros(self.solde)}."
        if self.apport_minimal is not None:
            yield f"Apport minimal : {_euros(self.apport_minimal)}."
        if self.reste_a_financer is not None:
            yield f"Reste à financer, apport compris : {_euros(self.reste_a_financer)}."

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object: sums are numbers, null where they can't be told."""
        hidden = {"libelle"} if self.categorie is not None else {"libelle", "categorie"}
        return {field.name: _as_json(getattr(self, field.name)) for field in fields(self) if field.name not in hidden}


def funding_plan(edition: Edition, facts: Facts, scheme_id: str) -> list[FundingPlan] | None:
    """Return the plan of a scheme, one for each category that known facts leave open.

    None when the scheme has no grant, or when neither the budget nor the sum asked for is known as a figure.
    """
    scheme = edition.dispositifs[scheme_id]
    funding = scheme.financement
    if funding is None:
        return None
    budget, asked = _figure(facts.known.get(funding.budget)), _figure(facts.known.get(funding.demande))
    if budget is None and asked is None:
        return None
    limits = _Limits(scheme, funding)
    if funding.montant is not None:
        return [limits.plan(None, funding.montant, budget, asked)]
    closed = closed_categories(scheme, facts.known)
    return [
        limits.plan(category, category.montant, budget, asked)
        for category in scheme.categories
        if category.id not in closed
    ]


class _Limits:
    """What bounds the grants of a scheme, besides their range."""

    def __init__(self, scheme: Scheme, funding: Funding) -> None:
        self.advance = funding.avance.nombre / HUNDRED
        self.own = Decimal(0)
        self.share = Decimal(1)
        self.reason = ""
        if funding.plafond is not None:
            self.share = funding.plafond.nombre / HUNDRED
            self.reason = f"l'aide est limitée à {funding.plafond} {funding.plafond_de or 'du budget'}"
        if funding.apport is not None:
            (own,) = scheme.criterion(funding.apport).seuils.values()
            self.own = own.nombre / HUNDRED
            if 1 - self.own < self.share:
                self.share = 1 - self.own
                self.reason = f"vous apportez au moins {own} {funding.apport_de or 'du budget'}"

    def plan(
        self, category: Category | None, grants: AmountRange, budget: Decimal | None, asked: Decimal | None
    ) -> FundingPlan:
        """Return the plan for grants of that range; `budget` and `asked` are None where not known."""
        lowest, highest = grants.minimum.nombre, grants.maximum.nombre
        most = highest if budget is None else min(highest, _cents(budget * self.share, ROUND_FLOOR))
        reachable = most if most >= lowest else None
        problems = []
        if budget is not None and reachable is None:
            problems.append(
                f"Avec un budget de {_euros(budget)}, l'aide ne peut pas dépasser {_euros(most)} "
                f"({self.reason}), alors que l'aide minimale est de {_euros(lowest)} : "
                f"il faut un budget d'au moins {_euros(self._budget_for(lowest))}."
            )
        if asked is not None and asked < lowest:
            problems.append(
                f"La somme demandée, {_euros(asked)}, est inférieure à l'aide minimale de {_euros(lowest)}."
            )
        elif asked is not None and asked > highest:
            problems.append(f"La somme demandée, {_euros(asked)}, dépasse l'aide maximale de {_euros(highest)}.")
        elif asked is not None and budget is not None and reachable is not None and asked > most:
            problems.append(
                f"La somme demandée, {_euros(asked)}, dépasse ce que permet un budget de {_euros(budget)} "
                f"({self.reason}) : au plus {_euros(most)}."
            )
        fits = asked is not None and lowest <= asked <= most
        grant = asked if fits else reachable
        advance = None if grant is None else _cents(grant * self.advance)
        return FundingPlan(
            categorie=None if category is None else category.id,
            libelle=None if category is None else category.libelle,
            aide_maximale=reachable,
            aide=grant,
            avance=advance,
            solde=None if grant is None or advance is None else grant - advance,
            apport_minimal=_cents(budget * self.own, ROUND_CEILING) if budget is not None and self.own else None,
            reste_a_financer=None if budget is None or grant is None else budget - grant,
            budget_minimal=self._budget_for(asked if asked and lowest <= asked <= highest else lowest),
            hors_limites=tuple(problems),
        )

    def _budget_for(self, grant: Decimal) -> Decimal:
        """Return the smallest budget that allows a grant."""
        return _cents(grant / self.share, ROUND_CEILING)


def open_categories(scheme: Scheme, known: KnownFacts) -> tuple[str, ...]:
    """Return the categories of a scheme that known facts open: the first condition is met, and no other fails."""
    return tuple(
        category.id
        for category in scheme.categories
        if category.id not in closed_categories(scheme, known)
        and _condition(category.conditions[0].condition).evaluate(known) is MET
    )


def closed_categories(scheme: Scheme, known: KnownFacts) -> dict[str, str]:
    """Return the categories of a scheme that known facts close, by id, with the text that says why."""
    closed: dict[str, str] = {}
    for category in scheme.categories:
        for part in category.conditions:
            if _condition(part.condition).evaluate(known) is FAILED:
                closed.setdefault(category.id, part.sinon)
    return closed


_condition = lru_cache(compile_condition)


def _figure(value: Known) -> Decimal | None:
    """Return the sum, None where it is not known as a figure."""
    return to_decimal(value) if is_number(value) else None  # type: ignore[arg-type]


def _cents(amount: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    return amount.quantize(CENT, rounding)


def _euros(amount: Decimal) -> str:
    return format_quantity(amount, EUROS)


def _as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value

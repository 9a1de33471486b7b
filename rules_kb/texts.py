"""References in texts: `{calendrier.date_limite}` → « 7 mars 2024 », so that no figure stands twice.

Names that may stand in braces:

    edition.id, webinaire.date
    contrat.nom, .partenaires, .debut, .fin, .orientations, .autres_themes, contrat.volets.<orientation>
    calendrier.date_limite, .delai_affiliation, .affiliation_au_plus_tard, .comite
    calendrier.ouverture when there is one
    dispositif.<scheme>.libelle, .phrase, .numero
    volet.<scheme>.<volet>, categorie.<scheme>.<category>
    seuil.<shared criterion>, seuil.<scheme>.<criterion>, seuil.<scheme>.<volet>.<criterion>
    seuil.<scheme>.<category>.<fact>
    heures.… instead of seuil.…: the same threshold in the fact's other unit (heures.structuration.emploi)
    montant.<scheme>.minimum, .maximum, montant.<scheme>.<category>.minimum, .maximum
    plafond.<scheme>, avance.<scheme>, periode.<scheme>.debut, .fin
    budget_minimal.<scheme>, budget_plein.<scheme>: the budgets that the smallest and the largest grant need
    duree.<scheme>.<category>, duree.<scheme>.<format>, duree.<scheme>.ensemble
    annees.<fact>, choix.<fact>.<choice>
    glossaire.<entry>: its definition
    source.<source>

and, where the context gives them: fait.<fact> (the applicant's value, in the texts of criteria), annee (in
the question of a fact with years), jour (in the sentences of the calendar).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .quantities import (
    EUROS,
    Quantity,
    format_bound,
    format_date,
    format_list,
    format_number,
    format_quantity,
)

if TYPE_CHECKING:
    from .models import Contract, Edition, Fact, Funding, Scheme, SharedCriterion

REFERENCE = re.compile(r"\{([^{}]*)\}")
FACT_PREFIX = "fait."
NOT_KNOWN = "inconnu"
NOT_SAID = "non précisé"


class UnknownReference(KeyError):
    """A text holds a reference that nothing gives."""


def fill(template: str, references: Mapping[str, str], extra: Mapping[str, str]) -> str:
    """Replace each reference of a text; what the context gives (`extra`) wins.

    A fact's value that the context doesn't give reads « non précisé »: the applicant hasn't said it.

    Raises:
        UnknownReference: a name is neither a reference nor in `extra`.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in extra:
            return extra[name]
        if name in references:
            return references[name]
        if name.startswith(FACT_PREFIX):
            return NOT_SAID
        raise UnknownReference(name)

    return REFERENCE.sub(value, template)


def references(edition: Edition) -> dict[str, str]:
    """Return every reference of an edition (see the head of this module) and its text."""
    return dict(_references(edition))


def format_value(fact: Fact, value: Any) -> str:
    """Write a fact's value for people: « 24 mois », « licences 2 et 3 », « oui »."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return "oui" if value else "non"
    if fact.type == "choix":
        return fact.choice(value).libelle
    if fact.type == "liste":
        held = tuple(sorted(value))
        labels = (choice.libelle for choice in fact.choix if choice.valeur == held)
        return next(labels, format_list([str(item) for item in held]))
    if fact.type == "montants_par_annee" and not _is_bound(value):
        return ", ".join(f"{_amount(fact, amount)} en {year}" for year, amount in sorted(value.items()))
    return _amount(fact, value)


def fact_texts(edition: Edition, facts: Mapping[str, Any]) -> dict[str, str]:
    """Return `fait.<fact>` for each fact known, one for each year too, as the `extra` of `Edition.text`."""
    texts = {}
    for fact_id, value in facts.items():
        fact = edition.faits[fact_id]
        texts[FACT_PREFIX + fact_id] = format_value(fact, value)
        if fact.annees and isinstance(value, Mapping):
            for year, amount in value.items():
                texts[f"{FACT_PREFIX}{fact_id}.{year}"] = _amount(fact, amount)
    return texts


def _is_bound(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value.keys() & {"au_moins", "moins_de"})


def _amount(fact: Fact, value: Any) -> str:
    if value is None:
        return NOT_KNOWN
    return format_bound(value, fact.unite) if _is_bound(value) else format_quantity(value, fact.unite)


def _references(edition: Edition) -> Iterator[tuple[str, str]]:
    yield "edition.id", edition.id
    yield "webinaire.date", format_date(edition.webinaire)
    yield from _contract(edition.contrat)
    calendar = edition.calendrier
    if calendar.ouverture is not None:
        yield "calendrier.ouverture", format_date(calendar.ouverture)
    yield "calendrier.date_limite", format_date(calendar.date_limite)
    yield "calendrier.delai_affiliation", str(calendar.delai_affiliation)
    yield "calendrier.affiliation_au_plus_tard", format_date(calendar.affiliation_au_plus_tard)
    yield "calendrier.comite", calendar.comite
    yield from _thresholds(edition, "", edition.criteres_communs.values())
    for scheme in edition.dispositifs.values():
        yield from _scheme_references(edition, scheme)
    for fact in edition.faits.values():
        if fact.annees:
            yield f"annees.{fact.id}", format_list([str(year) for year in fact.annees])
        for choice in fact.choix:
            yield f"choix.{fact.id}.{choice.id}", choice.libelle
    for entry in edition.glossaire.values():
        yield f"glossaire.{entry.id}", entry.definition
    for source_id, title in edition.sources.items():
        yield f"source.{source_id}", title


def _contract(contract: Contract) -> Iterator[tuple[str, str]]:
    yield "contrat.nom", contract.nom
    yield "contrat.partenaires", format_list(contract.partenaires)
    yield "contrat.debut", str(contract.debut)
    yield "contrat.fin", str(contract.fin)
    yield "contrat.orientations", _enumerated(orientation.titre for orientation in contract.orientations)
    yield "contrat.autres_themes", _enumerated(contract.autres_themes)
    for orientation in contract.orientations:
        if orientation.volets:
            yield f"contrat.volets.{orientation.id}", _enumerated(orientation.volets)


def _enumerated(clauses: Iterable[str]) -> str:
    """Join pieces of sentence that may hold commas: « a, b ; c »."""
    return " ; ".join(clauses)


def _scheme_references(edition: Edition, scheme: Scheme) -> Iterator[tuple[str, str]]:
    name = scheme.id
    yield f"dispositif.{name}.libelle", scheme.libelle
    yield f"dispositif.{name}.phrase", scheme.phrase
    yield f"dispositif.{name}.numero", str(scheme.numero)
    yield from _thresholds(edition, f"{name}.", scheme.criteres)
    for volet in scheme.volets:
        yield f"volet.{name}.{volet.id}", volet.libelle
        yield from _thresholds(edition, f"{name}.{volet.id}.", volet.criteres)
    for category in scheme.categories:
        yield f"categorie.{name}.{category.id}", category.libelle
        if category.duree is not None:
            yield f"duree.{name}.{category.id}", category.duree
        for part in category.conditions:
            for comparison in part.condition.comparisons():
                if isinstance(comparison.attendu, Quantity):
                    yield f"seuil.{name}.{category.id}.{comparison.fait}", str(comparison.attendu)
    yield from _durations(scheme)
    if scheme.financement is not None:
        yield from _funding_references(scheme, scheme.financement)


def _durations(scheme: Scheme) -> Iterator[tuple[str, str]]:
    for form in scheme.formats:
        yield f"duree.{scheme.id}.{form.id}", _range(form.minimum, form.maximum)
    if scheme.formats:
        shortest = [form.minimum for form in scheme.formats if form.minimum is not None]
        longest = max((form.maximum for form in scheme.formats), key=_number)
        yield f"duree.{scheme.id}.ensemble", _range(min(shortest, key=_number, default=None), longest)


def _range(minimum: Quantity | None, maximum: Quantity) -> str:
    return str(maximum) if minimum is None else f"{format_number(minimum.nombre)} à {maximum}"


def _number(quantity: Quantity) -> Decimal:
    return quantity.nombre


def _funding_references(scheme: Scheme, funding: Funding) -> Iterator[tuple[str, str]]:
    ranges = [(f"{scheme.id}.{category.id}", category.montant) for category in scheme.categories]
    if funding.montant is not None:
        ranges.append((scheme.id, funding.montant))
    elif ranges:
        lowest = min((amounts.minimum for _, amounts in ranges), key=_number)
        highest = max((amounts.maximum for _, amounts in ranges), key=_number)
        yield f"montant.{scheme.id}.minimum", str(lowest)
        yield f"montant.{scheme.id}.maximum", str(highest)
    for name, amounts in ranges:
        yield f"montant.{name}.minimum", str(amounts.minimum)
        yield f"montant.{name}.maximum", str(amounts.maximum)
        if funding.plafond is not None:
            share = funding.plafond.nombre / 100
            yield f"budget_minimal.{name}", format_quantity(amounts.minimum.nombre / share, EUROS)
            yield f"budget_plein.{name}", format_quantity(amounts.maximum.nombre / share, EUROS)
    if funding.plafond is not None:
        yield f"plafond.{scheme.id}", str(funding.plafond)
    yield f"avance.{scheme.id}", str(funding.avance)
    if funding.periode_depenses is not None:
        yield f"periode.{scheme.id}.debut", format_date(funding.periode_depenses.debut)
        yield f"periode.{scheme.id}.fin", format_date(funding.periode_depenses.fin)


def _thresholds(edition: Edition, prefix: str, criteria: Iterable[SharedCriterion]) -> Iterator[tuple[str, str]]:
    for criterion in criteria:
        name = f"{prefix}{criterion.id}"
        for fact_id, quantity in criterion.seuils.items():
            yield f"seuil.{name}", str(quantity)
            conversion = edition.faits[fact_id].conversion
            if conversion is not None:
                same = quantity.nombre / conversion.facteur
                yield f"{conversion.de.unite}.{name}", format_quantity(same, conversion.de.unite)

"""Checks beyond those of loading: what stands in the files must also hold together.

Loading refuses what can't be read or has the wrong form; here every id that one file borrows from another is looked up,
every reference in a text is resolved, unused facts and out-of-date editions are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any

from .assembly import (
    EDITION,
    FACTS,
    FAQ,
    GLOSSARY,
    QUESTIONNAIRE,
    SCHEMES,
    SHARED_CRITERIA,
    UNANSWERED,
    Assembly,
    assemble,
)
from .clock import today
from .condition_reading import closest
from .faults import Fault, Path
from .models import Category, Criterion, Edition, FormField, Questionnaire, Scheme, Volet
from .quantities import MONTHS, PERCENT, UNITS, format_date, format_list
from .texts import FACT_PREFIX, REFERENCE
from .yaml_loading import Document

Finding = tuple[str, Path, str, str]
"""File, place, message, remedy."""

# A figure with its unit, or a day: it belongs to a condition, an amount or the calendar, and texts refer to it.
_FIGURE = re.compile(
    rf"\d[\d ,]*(?:{'|'.join(map(re.escape, (*UNITS, *UNITS.values(), 'euros')))})(?!\w)"
    rf"|\b\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)})\b"
)
# Examples of answers, titles of slides, and the duration that a category gives in words.
_MAY_HOLD_FIGURES = {"aide", "sources", "duree"}
_CRITERION_TEXTS = ("explications", "explications_particulieres", "remede", "sinon")


def verify(folder: FilePath) -> list[Fault]:
    """Return every fault of the edition in a folder, in the order of files and lines; none: it is sound.

    When the files can't even be read or have the wrong form, these faults alone are returned: the others would be
    guesses. The edition's review date is held against the assistant's clock.
    """
    assembly = assemble(folder)
    if assembly.edition is not None:
        for file, path, message, remedy in _findings(assembly, assembly.edition, folder):
            assembly.fault(file, path, message, remedy)
    return sorted(set(assembly.faults))


def _findings(assembly: Assembly, edition: Edition, folder: FilePath) -> Iterator[Finding]:
    yield from _edition(edition, folder)
    yield from _recommendation(edition)
    yield from _sources(assembly, edition)
    yield from _unused_facts(edition)
    yield from _shared_criteria(assembly, edition)
    yield from _unused_definitions(assembly, edition)
    for document in assembly.of_folder(SCHEMES):
        yield from _scheme(document, edition)
    for document in assembly.of_folder(FAQ):
        yield from _articles(document, edition)
    for index, topic in enumerate(edition.non_precise.values()):
        for position, article in enumerate(topic.proches):
            if article not in edition.faq:
                yield _unknown(UNANSWERED, (index, "proches", position), "article", article, edition.faq)
    if edition.questionnaire is not None:
        yield from _questionnaire(edition.questionnaire, edition)
    for document in assembly.documents.values():
        yield from _references(document, edition)
        yield from _figures_written_out(document)


def _unknown(file: str, path: Path, kind: str, name: str, known: Iterable[str]) -> Finding:
    remedy = closest(name, list(known), "corrigez cet identifiant, ou ajoutez ce qu'il désigne")
    return file, path, f"l'identifiant « {name} » ne désigne ici rien de connu ({kind})", remedy


def _edition(edition: Edition, folder: FilePath) -> Iterator[Finding]:
    if edition.id != folder.resolve().name:
        yield (
            EDITION, ("id",), f"l'édition « {edition.id} » est dans un dossier qui porte un autre nom",
            "donnez au dossier le nom de l'édition",
        )  # fmt: skip
    if today() > edition.a_reviser_avant:
        yield (
            EDITION,
            ("a_reviser_avant",),
            f"cette édition devait être relue avant le {format_date(edition.a_reviser_avant)}",
            "relisez ses règles, puis repoussez cette date",
        )
    calendar = edition.calendrier
    if calendar.ouverture is not None and (
        calendar.ouverture > calendar.date_limite or calendar.phrases.a_venir is None
    ):
        yield (
            EDITION,
            ("calendrier", "ouverture"),
            "la date d'ouverture dépasse la date limite, ou la phrase « a_venir » manque",
            "corrigez la date, et écrivez la phrase à dire avant l'ouverture",
        )
    if calendar.delai_affiliation.unite != "semaines":
        yield EDITION, ("calendrier", "delai_affiliation"), "ce délai n'est pas en semaines", "donnez-le en semaines"


def _recommendation(edition: Edition) -> Iterator[Finding]:
    rules, place = edition.recommandation, ("recommandation",)
    fact = edition.faits.get(rules.fait)
    if fact is None:
        yield _unknown(EDITION, (*place, "fait"), "fait", rules.fait, edition.faits)
    else:
        choices: set[str] = {choice.id for choice in fact.choix}
        for scheme_id in edition.dispositifs.keys() - choices:
            yield (
                FACTS,
                (list(edition.faits).index(fact.id), "choix"),
                f"aucun choix du fait « {fact.id} » ne mène au dispositif « {scheme_id} »",
                f"ajoutez un choix dont l'id est {scheme_id}",
            )
    for index, scheme_id in enumerate(rules.appels):
        if scheme_id not in edition.dispositifs:
            yield _unknown(EDITION, (*place, "appels", index), "dispositif", scheme_id, edition.dispositifs)
    if rules.repli not in edition.dispositifs:
        yield _unknown(EDITION, (*place, "repli"), "dispositif", rules.repli, edition.dispositifs)


def _sources(assembly: Assembly, edition: Edition) -> Iterator[Finding]:
    for document in assembly.documents.values():
        for path, text in document.texts():
            is_source = path[-1:] == ("source",) or (path[-2:-1] == ("sources",) and document.file != EDITION)
            if is_source and text not in edition.sources:
                yield _unknown(document.file, path, "source", text, edition.sources)


def _unused_facts(edition: Edition) -> Iterator[Finding]:
    used: set[str] = {edition.recommandation.fait}
    for scheme in edition.dispositifs.values():
        used |= {comparison.fait for condition in scheme.conditions() for comparison in condition.comparisons()}
        used |= set(scheme.complements)
        if scheme.financement is not None:
            used |= {scheme.financement.budget, scheme.financement.demande}
    for index, fact_id in enumerate(edition.faits):
        if fact_id not in used:
            yield (
                FACTS,
                (index, "id"),
                f"le fait « {fact_id} » ne sert à aucun critère",
                "retirez-le, ou citez-le dans un critère, un montage ou les compléments d'un dispositif",
            )


def _shared_criteria(assembly: Assembly, edition: Edition) -> Iterator[Finding]:
    taken = {
        text for document in assembly.of_folder(SCHEMES) for path, text in document.texts() if path[-1] == "reprend"
    }
    for index, criterion_id in enumerate(edition.criteres_communs):
        if criterion_id not in taken:
            yield (
                SHARED_CRITERIA, (index, "id"), f"aucun dispositif ne reprend le critère « {criterion_id} »",
                "retirez-le, ou reprenez-le dans un dispositif",
            )  # fmt: skip


def _unused_definitions(assembly: Assembly, edition: Edition) -> Iterator[Finding]:
    used = {
        name
        for document in assembly.documents.values()
        for _, text in document.texts()
        for name in REFERENCE.findall(text)
    }
    for index, entry_id in enumerate(edition.glossaire):
        if f"glossaire.{entry_id}" not in used:
            yield (
                GLOSSARY, (index, "id"), f"aucun texte ne reprend la définition « {entry_id} »",
                f"retirez-la, ou écrivez {{glossaire.{entry_id}}} dans un article",
            )  # fmt: skip


def _scheme(document: Document, edition: Edition) -> Iterator[Finding]:
    scheme, file = edition.dispositifs[str(document.data["id"])], document.file
    for place, fact_id in _facts_named(scheme):
        if fact_id not in edition.faits:
            yield _unknown(file, place, "fait", fact_id, edition.faits)
    for parts in (_criteria_places(scheme), _places("volets", scheme.volets), _places("categories", scheme.categories)):
        seen: set[str] = set()
        for place, part_id in parts:
            if part_id in seen:
                yield file, place, f"l'identifiant « {part_id} » est déjà pris", "choisissez-en un autre"
            seen.add(part_id)
    yield from _funding(scheme, file)


def _places(key: str, parts: Iterable[Volet | Category | Criterion], top: Path = ()) -> Iterator[tuple[Path, str]]:
    for index, part in enumerate(parts):
        yield (*top, key, index), part.id


def _criteria_places(scheme: Scheme) -> Iterator[tuple[Path, str]]:
    yield from _places("criteres", scheme.criteres)
    for index, volet in enumerate(scheme.volets):
        yield from _places("criteres", volet.criteres, ("volets", index))


def _facts_named(scheme: Scheme) -> Iterator[tuple[Path, str]]:
    for index, fact_id in enumerate(scheme.complements):
        yield ("complements", index), fact_id
    if scheme.financement is not None:
        yield ("financement", "budget"), scheme.financement.budget
        yield ("financement", "demande"), scheme.financement.demande


def _funding(scheme: Scheme, file: str) -> Iterator[Finding]:
    funding = scheme.financement
    if funding is None:
        return
    if (funding.montant is None) == (not scheme.categories):
        yield (
            file, ("financement",), "le montant se donne une seule fois, ici ou dans chaque catégorie",
            "gardez l'un ou l'autre",
        )  # fmt: skip
    for key, share in (("plafond", funding.plafond), ("avance", funding.avance)):
        if share is not None and share.unite != PERCENT:
            yield file, ("financement", key), f"« {key} » n'est pas un pourcentage", "écrivez par exemple 50 %"
    if funding.apport is not None:
        try:
            thresholds = list(scheme.criterion(funding.apport).seuils.values())
        except KeyError:
            criteria = [criterion.id for criterion in scheme.all_criteria()]
            yield _unknown(file, ("financement", "apport"), "critère", funding.apport, criteria)
            return
        if [threshold.unite for threshold in thresholds] != [PERCENT]:
            yield (
                file, ("financement", "apport"), f"le critère « {funding.apport} » n'a pas de seuil en %",
                "nommez le critère qui fixe l'apport minimum",
            )  # fmt: skip


def _articles(document: Document, edition: Edition) -> Iterator[Finding]:
    for index, raw in enumerate(document.data):
        article = edition.faq[str(raw["id"])]
        if article.dispositif is not None and article.dispositif not in edition.dispositifs:
            place: Path = (index, "dispositif")
            yield _unknown(document.file, place, "dispositif", article.dispositif, edition.dispositifs)
        if not article.toutes_sources:
            yield (
                document.file, (index, "id"), f"l'article « {article.id} » n'a pas de source",
                "ajoutez « source: » et l'identifiant d'une source d'edition.yml",
            )  # fmt: skip


def _questionnaire(questionnaire: Questionnaire, edition: Edition) -> Iterator[Finding]:
    yield from _choice_fact(("fait",), questionnaire.fait, edition)
    forms = [form.id for form in questionnaire.formulaires]
    choices = (
        [choice.id for choice in edition.faits[questionnaire.fait].choix] if questionnaire.fait in edition.faits else []
    )
    for index, form in enumerate(questionnaire.formulaires):
        if choices and (form.id not in choices or form.id in forms[:index]):
            yield (
                QUESTIONNAIRE,
                ("formulaires", index, "id"),
                f"le formulaire « {form.id} » ne répond pas à lui seul à un choix de « {questionnaire.fait} »",
                f"donnez à chaque formulaire l'id d'un choix : {format_list(choices, 'ou')}",
            )
    for choice in choices:
        if choice not in forms:
            yield (
                QUESTIONNAIRE, ("formulaires",), f"le choix « {choice} » n'a pas de formulaire",
                f"ajoutez un formulaire dont l'id est {choice}",
            )  # fmt: skip
    common = [(("champs_communs", index), field) for index, field in enumerate(questionnaire.champs_communs)]
    for form_index, form in enumerate(questionnaire.formulaires):
        own = [(("formulaires", form_index, "champs", index), field) for index, field in enumerate(form.champs)]
        yield from _form_fields([*common, *own], edition)


def _form_fields(fields: Iterable[tuple[Path, FormField]], edition: Edition) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, field in fields:
        if field.id in seen:
            yield (
                QUESTIONNAIRE, (*place, "id"), f"l'identifiant « {field.id} » est déjà pris dans ce formulaire",
                "choisissez-en un autre",
            )  # fmt: skip
        seen.add(field.id)
        if field.fait is not None:
            yield from _choice_fact((*place, "fait"), field.fait, edition)


def _choice_fact(place: Path, fact_id: str, edition: Edition) -> Iterator[Finding]:
    """A fact that a form takes its answers from must have choices."""
    if fact_id not in edition.faits:
        yield _unknown(QUESTIONNAIRE, place, "fait", fact_id, edition.faits)
    elif edition.faits[fact_id].type != "choix":
        yield (
            QUESTIONNAIRE, place, f"le fait « {fact_id} » n'est pas de type choix", "nommez un fait de ce type",
        )  # fmt: skip


def _references(document: Document, edition: Edition) -> Iterator[Finding]:
    for path, text in document.texts():
        for name in REFERENCE.findall(text):
            if name not in edition.references and not _given_by_context(name, document, path, edition):
                remedy = closest(
                    name, list(edition.references), "corrigez-la ; rules_kb/texts.py donne la liste des noms possibles"
                )
                yield document.file, path, f"la référence {{{name}}} est inconnue", remedy
        if set("{}") & set(REFERENCE.sub("", text)):
            yield document.file, path, "une accolade est ouverte ou fermée en trop", "fermez chaque {référence}"


def _figures_written_out(document: Document) -> Iterator[Finding]:
    for path, text in document.texts():
        figure = _FIGURE.search(text)
        if figure is None or figure[0] == text or document.file == GLOSSARY or _MAY_HOLD_FIGURES.intersection(path):
            continue
        yield (
            document.file,
            path,
            f"« {figure[0]} » est écrit dans un texte, où personne ne pensera à le changer",
            "remplacez-le par une référence entre accolades, par exemple {calendrier.date_limite}",
        )


def _given_by_context(name: str, document: Document, path: Path, edition: Edition) -> bool:
    """Whether a reference is filled by what is being said: the applicant's value, a year, today."""
    if document.file == EDITION:
        return name == "jour" and path[:2] == ("calendrier", "phrases")
    if document.file == FACTS:
        item: dict[str, Any] = document.data[path[0]]
        return name == "annee" and "annees" in item
    is_criterion_text = any(step in _CRITERION_TEXTS for step in path)
    keys = (*edition.faits, *edition.question_keys)
    return is_criterion_text and name.startswith(FACT_PREFIX) and name.removeprefix(FACT_PREFIX) in keys

"""The files of an edition's folder → one `Edition`, or the faults that stand in the way.

Files: `edition.yml`, `faits.yml`, `dispositifs/*.yml`, and, where there are any, `criteres_communs.yml`,
`glossaire.yml`, `non_precise.yml`, `questionnaire.yml`, `faq/*.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.error_wrappers import ErrorWrapper
from pydantic.errors import ExtraError, IntegerError, MissingError, WrongConstantError
from pydantic.utils import ROOT_KEY

from .condition_reading import closest, read_condition
from .faults import Fault, Misplaced, Path
from .models import (
    Article,
    Edition,
    EditionFile,
    Fact,
    GlossaryEntry,
    Model,
    Questionnaire,
    Scheme,
    SharedCriterion,
    UnansweredTopic,
)
from .quantities import format_list
from .scalars import Refusal
from .yaml_loading import Document, YamlError, read

EDITION, FACTS, SHARED_CRITERIA = "edition.yml", "faits.yml", "criteres_communs.yml"
GLOSSARY, UNANSWERED, QUESTIONNAIRE = "glossaire.yml", "non_precise.yml", "questionnaire.yml"
SCHEMES, FAQ = "dispositifs", "faq"

_FILES = (EDITION, FACTS, SHARED_CRITERIA, GLOSSARY, UNANSWERED, QUESTIONNAIRE)
_CONDITION_KEYS = ("condition", "si", "propre_si")
_OVERRIDABLE = ("source", "lecture", "lecture_si_clos")

M = TypeVar("M", bound=Model)


@dataclass
class Assembly:
    """An edition's files as read. `edition` is None when `faults` prevent it."""

    documents: dict[str, Document] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    edition: Edition | None = None

    def fault(self, file: str, path: Path, message: str, remedy: str) -> None:
        """Record a fault at a place of a file."""
        document = self.documents.get(file)
        self.faults.append(Fault(file, document.line(path) if document else 1, message, remedy))

    def of_folder(self, folder: str) -> list[Document]:
        """The documents of a sub-folder, by name."""
        return [document for name, document in sorted(self.documents.items()) if name.startswith(f"{folder}/")]


def assemble(folder: FilePath) -> Assembly:
    """Read every file of an edition and build it."""
    assembly = Assembly()
    _read_documents(folder, assembly)
    if assembly.faults:
        return assembly
    head = _build(EditionFile, assembly.documents[EDITION], (), assembly)
    facts = _build_list(Fact, [assembly.documents[FACTS]], assembly)
    if assembly.faults:  # conditions make no sense without the facts
        return assembly
    shared = [_with_conditions(each, facts, assembly) for each in _one_or_none(assembly, SHARED_CRITERIA)]
    shared_criteria = _build_list(SharedCriterion, shared if not assembly.faults else [], assembly)
    schemes = {}
    # A fault of a shared criterion would echo in every scheme that takes it over.
    for document in assembly.of_folder(SCHEMES) if not assembly.faults else []:
        scheme = _build_scheme(document, shared, facts, assembly)
        if scheme is not None:
            schemes[scheme.id] = scheme
    articles = _build_list(Article, assembly.of_folder(FAQ), assembly)
    topics = _build_list(UnansweredTopic, _one_or_none(assembly, UNANSWERED), assembly)
    glossary = _build_list(GlossaryEntry, _one_or_none(assembly, GLOSSARY), assembly)
    forms = [_build(Questionnaire, document, (), assembly) for document in _one_or_none(assembly, QUESTIONNAIRE)]
    if not assembly.faults and head is not None:
        assembly.edition = Edition.construct(
            **dict(head),
            faits=facts,
            criteres_communs=shared_criteria,
            dispositifs=dict(sorted(schemes.items(), key=lambda item: item[1].numero)),
            faq=articles,
            non_precise=topics,
            glossaire=glossary,
            questionnaire=forms[0] if forms else None,
        )
    return assembly


def _read_documents(folder: FilePath, assembly: Assembly) -> None:
    names = {EDITION, FACTS}
    for file in sorted(folder.rglob("*.y*ml")):
        name = file.relative_to(folder).as_posix()
        names.add(name)
        place, _, _ = name.rpartition("/")
        known = name in _FILES or place in (SCHEMES, FAQ)
        if not known or file.suffix != ".yml":
            assembly.fault(
                name,
                (),
                "ce fichier n'a pas sa place ici",
                f"rangez-le dans {SCHEMES}/ ou {FAQ}/, avec l'extension .yml",
            )
    for name in sorted(names):
        try:
            assembly.documents[name] = read(folder, name)
        except YamlError as error:
            assembly.faults += error.faults
    if not any(name.startswith(f"{SCHEMES}/") for name in names):
        assembly.fault(EDITION, (), "cette édition n'a aucun dispositif", f"ajoutez un fichier dans {SCHEMES}/")


def _one_or_none(assembly: Assembly, name: str) -> list[Document]:
    return [assembly.documents[name]] if name in assembly.documents else []


def _build(model: type[M], document: Document, path: Path, assembly: Assembly) -> M | None:
    data = document.data
    for step in path:
        data = data[step]
    if not isinstance(data, dict):
        assembly.fault(document.file, path, "des clés sont attendues ici", "écrivez « clé: valeur », une par ligne")
        return None
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        for place, cause in _flatten(error.raw_errors, path):
            message, remedy = _in_french(model, path, place, cause)
            assembly.fault(document.file, place, message, remedy)
        return None


def _build_list(model: type[M], documents: Iterable[Document], assembly: Assembly) -> dict[str, M]:
    built: dict[str, M] = {}
    for document in documents:
        if not isinstance(document.data, list):
            assembly.fault(
                document.file, (), "ce fichier doit être une liste", "commencez chaque élément par « - id: »"
            )
            continue
        for index in range(len(document.data)):
            item = _build(model, document, (index,), assembly)
            if item is None:
                continue
            item_id = item.id  # type: ignore[attr-defined]  # every listed model has one
            if item_id in built:
                assembly.fault(
                    document.file, (index, "id"), f"l'identifiant « {item_id} » est déjà pris", "choisissez-en un autre"
                )
            built[item_id] = item
    return built


def _build_scheme(
    document: Document, shared: list[Document], facts: Mapping[str, Fact], assembly: Assembly
) -> Scheme | None:
    before = len(assembly.faults)
    complete = _with_shared_criteria(_with_conditions(document, facts, assembly), shared, assembly)
    if len(assembly.faults) > before:
        return None
    scheme = _build(Scheme, complete, (), assembly)
    if scheme is not None and document.file != f"{SCHEMES}/{scheme.id}.yml":
        assembly.fault(
            document.file,
            ("id",),
            f"le dispositif « {scheme.id} » est dans un fichier qui porte un autre nom",
            f"nommez ce fichier {scheme.id}.yml, ou corrigez l'identifiant",
        )
    return scheme


def _with_shared_criteria(document: Document, shared: list[Document], assembly: Assembly) -> Document:
    """Return the scheme with each `{reprend: x, source: …}` completed by the shared criterion x."""
    by_id = {
        item["id"]: item
        for other in shared
        if isinstance(other.data, list)
        for item in other.data
        if isinstance(item, dict) and "id" in item
    }

    def complete(item: Any, path: Path) -> Any:
        if not isinstance(item, dict) or "reprend" not in item:
            return item
        name = str(item["reprend"])
        own = {key: value for key, value in item.items() if key != "reprend"}
        if name not in by_id:
            remedy = closest(name, by_id, f"ajoutez-le dans {SHARED_CRITERIA}")
            message = f"le critère commun « {name} » n'existe pas"
            assembly.fault(document.file, (*path, "reprend"), message, remedy)
        for key in own.keys() - set(_OVERRIDABLE):
            assembly.fault(
                document.file,
                (*path, key),
                f"un critère repris ne peut pas changer « {key} »",
                f"seuls {format_list(_OVERRIDABLE)} peuvent l'être ; sinon, écrivez le critère en entier",
            )
        return {**by_id.get(name, {}), **own}

    def complete_all(part: Any, path: Path) -> Any:
        if not isinstance(part, dict) or not isinstance(part.get("criteres"), list):
            return part
        items = [complete(item, (*path, "criteres", index)) for index, item in enumerate(part["criteres"])]
        return {**part, "criteres": items}

    scheme = complete_all(document.data, ())
    if isinstance(scheme, dict) and isinstance(scheme.get("volets"), list):
        volets = [complete_all(volet, ("volets", index)) for index, volet in enumerate(scheme["volets"])]
        scheme = {**scheme, "volets": volets}
    return replace(document, data=scheme)


def _with_conditions(document: Document, facts: Mapping[str, Fact], assembly: Assembly) -> Document:
    """Return the document with its conditions read."""

    def convert(data: Any, path: Path) -> Any:
        if isinstance(data, list):
            return [convert(item, (*path, index)) for index, item in enumerate(data)]
        if not isinstance(data, dict):
            return data
        return {
            key: condition(value, (*path, key)) if key in _CONDITION_KEYS else convert(value, (*path, key))
            for key, value in data.items()
        }

    def condition(raw: Any, path: Path) -> Any:
        try:
            return read_condition(raw, facts, path)
        except Misplaced as error:
            assembly.fault(document.file, error.path, error.message, error.remedy)
            return None

    return replace(document, data=convert(document.data, ()))


def _flatten(errors: Iterable[Any], path: Path) -> Iterator[tuple[Path, Exception]]:
    for error in errors:
        if isinstance(error, ErrorWrapper):
            place = (*path, *(step for step in error.loc_tuple() if step != ROOT_KEY))
            if isinstance(error.exc, ValidationError):
                yield from _flatten(error.exc.raw_errors, place)
            else:
                key = getattr(error.exc, "key", None)
                yield (place if key is None else (*place, key)), error.exc
        else:
            yield from _flatten(error, path)


def _in_french(model: type[Model], top: Path, place: Path, cause: Exception) -> tuple[str, str]:
    """Return what is wrong and its remedy, for an error found by pydantic at `place`."""
    if isinstance(cause, Refusal):
        return cause.message, cause.remedy
    key = str(place[-1])
    fields = list(_model_at(model, place[len(top) : -1]).__fields__)
    if isinstance(cause, ExtraError):
        return f"la clé « {key} » est inconnue", closest(key, fields, f"les clés possibles sont {format_list(fields)}")
    if isinstance(cause, MissingError):
        return f"la clé « {key} » manque", f"ajoutez la ligne « {key}: … »"
    if isinstance(cause, WrongConstantError):
        choices = [str(choice) for choice in getattr(cause, "permitted", ())]
        return f"la valeur de « {key} » n'est pas admise", f"écrivez {format_list(choices, 'ou')}"
    if isinstance(cause, IntegerError):
        return f"« {key} » doit être un nombre entier", "écrivez un nombre sans unité, par exemple 2"
    return f"la valeur de « {key} » n'est pas de la bonne forme", "prenez modèle sur un élément voisin"


def _model_at(model: type[Model], path: Path) -> type[Model]:
    for step in path:
        if isinstance(step, str) and step in model.__fields__:
            inner = model.__fields__[step].type_
            if isinstance(inner, type) and issubclass(inner, Model):
                model = inner
    return model

"""Engine cases that staff write in tests/cas/*.yml.

    - nom: un label au chiffre d'affaires trop élevé
      base: label_eligible                    # a profile of profils.yml to start from; optional
      faits: {type_structure: label}          # facts that replace those of the profile
      sans: [societe_civile]                  # facts taken away; `chiffre_affaires.2021` for one year
      date: 2024-02-01                        # optional: this day
      attend:                                 # all keys optional
        statuts: {structuration: non_eligible, structuration.spectacle_vivant: non_eligible}
        criteres: {structuration.anciennete: satisfait, structuration.spectacle_vivant.licences_2_3: inconnu}
        manquants: {structuration: [chiffre_affaires.2021]}   # still to be asked, in any order
        volet: spectacle_vivant
        categories: [experimentation]
        recommandation: null
        prochaine_question: null
        calendrier: ouvert

Yes or no facts are written `oui` and `non`. A word that isn't one of these gives a `CaseError` that says so in French.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from rules_kb import Edition, Facts, Verdict, check_facts, evaluate
from rules_kb.compiled import CompiledEdition, compiled
from rules_kb.conditions import KnownFacts

FOLDER = Path(__file__).parent.parent / "cas"
PROFILES = "profils.yml"
DEFAULT_DATE = date(2024, 2, 1)
"""The day of the webinar: the calls are open."""

CASE_KEYS = ("nom", "base", "faits", "sans", "date", "attend")
YES_NO = {"oui": True, "non": False}


class CaseError(ValueError):
    """A case that can't be run as it is written; the message says what to mend, in French."""


@dataclass(frozen=True)
class Case:
    """A case as written. `place` is its file and name."""

    place: str
    raw: Mapping[str, Any]


def read_cases() -> list[Case]:
    """Return every case of the folder. A file that can't be read makes one case, which then fails."""
    cases: list[Case] = []
    for file in sorted(FOLDER.glob("*.yml")):
        if file.name == PROFILES:
            continue
        try:
            written = read_yaml(file)
        except CaseError as error:
            cases.append(Case(file.stem, {"illisible": str(error)}))
            continue
        cases += [Case(f"{file.stem}: {raw.get('nom', number)}", raw) for number, raw in enumerate(written, 1)]
    return cases


def read_yaml(file: Path) -> Any:
    """Return what stands in a YAML 1.2 file (`oui`, `non` and `no` are words)."""
    try:
        return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    except YAMLError as error:
        raise CaseError(f"{file.name} n'est pas du YAML valide : {error}") from error


class CaseRunner:
    """Runs cases against an edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._profiles: Mapping[str, Mapping[str, Any]] = read_yaml(FOLDER / PROFILES)
        self._expectations: dict[str, Callable[[Any, Verdict, Facts], list[str]]] = {
            "statuts": self._statuses,
            "criteres": self._criteria,
            "manquants": self._missing,
            "volet": self._volet,
            "categories": self._categories,
            "recommandation": lambda wanted, verdict, _: _differ("recommandation", wanted, verdict.recommandation),
            "prochaine_question": lambda wanted, verdict, _: _differ(
                "prochaine_question", wanted, verdict.prochaine_question
            ),
            "calendrier": lambda wanted, verdict, _: _differ("calendrier", wanted, verdict.calendrier),
        }

    def differences(self, case: Case) -> list[str]:
        """Return how the verdict differs from what the case expects, a French line each.

        Raises:
            CaseError: a key or a name in the case is unknown.
            FactError: the facts of the case are refused.
        """
        if "illisible" in case.raw:
            raise CaseError(case.raw["illisible"])
        _known_keys(case.raw, CASE_KEYS, "clé d'un cas")
        expected = case.raw.get("attend") or {}
        _known_keys(expected, self._expectations, "clé de « attend »")
        facts = check_facts(self._edition, self.facts(case))
        verdict = evaluate(self._edition, facts, case.raw.get("date", DEFAULT_DATE))
        return [line for key, wanted in expected.items() for line in self._expectations[key](wanted, verdict, facts)]

    def facts(self, case: Case) -> dict[str, Any]:
        """Return the facts of a case in the form of the contract."""
        written: dict[str, Any] = {}
        if "base" in case.raw:
            _known_keys([case.raw["base"]], self._profiles, "profil")
            written.update(self._profiles[case.raw["base"]])
        written.update(case.raw.get("faits") or {})
        _known_keys(written, self._edition.faits, "fait")
        facts = {fact_id: self._value(fact_id, value) for fact_id, value in written.items()}
        for key in case.raw.get("sans") or ():
            fact_id, _, year = str(key).partition(".")
            _known_keys([fact_id], facts, "fait du profil")
            if year:
                facts[fact_id] = {y: amount for y, amount in facts[fact_id].items() if y != year}
            else:
                del facts[fact_id]
        return facts

    def _value(self, fact_id: str, value: Any) -> Any:
        is_yes_no = self._edition.faits[fact_id].type == "booleen" and isinstance(value, str)
        return YES_NO.get(value, value) if is_yes_no else value

    def _statuses(self, wanted: Mapping[str, str], verdict: Verdict, _: Facts) -> list[str]:
        found: dict[str, str] = {}
        for scheme in verdict.dispositifs.values():
            found[scheme.id] = scheme.statut
            found |= {f"{scheme.id}.{volet.id}": volet.statut for volet in scheme.volets.values()}
        return _compare("statut", wanted, found)

    def _criteria(self, wanted: Mapping[str, str], verdict: Verdict, _: Facts) -> list[str]:
        found: dict[str, str] = {}
        for scheme in verdict.dispositifs.values():
            found |= {f"{scheme.id}.{criterion.id}": criterion.statut for criterion in scheme.criteres}
            for volet in scheme.volets.values():
                found |= {f"{scheme.id}.{volet.id}.{criterion.id}": criterion.statut for criterion in volet.criteres}
        return _compare("critère", wanted, found)

    def _missing(self, wanted: Mapping[str, list[str]], _: Verdict, facts: Facts) -> list[str]:
        core = compiled(self._edition)
        found = {scheme_id: sorted(missing(core, scheme_id, facts.known)) for scheme_id in core.schemes}
        for keys in wanted.values():
            _known_keys(keys, self._edition.question_keys, "fait")
        return _compare("manquants", {scheme_id: sorted(keys) for scheme_id, keys in wanted.items()}, found)

    def _volet(self, wanted: str, verdict: Verdict, _: Facts) -> list[str]:
        (found,) = [scheme.volet for scheme in verdict.dispositifs.values() if scheme.volets]
        return _differ("volet", wanted, found)

    def _categories(self, wanted: list[str], verdict: Verdict, _: Facts) -> list[str]:
        (found,) = [list(s.categories) for s in verdict.dispositifs.values() if s.categories is not None]
        return _differ("categories", wanted, found)


def missing(core: CompiledEdition, scheme_id: str, known: KnownFacts) -> tuple[str, ...]:
    """Return the question keys that a scheme may still need; none once it is settled."""
    ranks = core.ranks(known)
    volets = core.open_volets(scheme_id, ranks)
    if not volets:
        return ()
    indices = (*core.schemes[scheme_id].common, *(index for volet in volets for index in volet.criteria))
    return core.needs(core.open_criteria(indices, ranks), known)


def _known_keys(names: Iterable[str], known: Iterable[str], kind: str) -> None:
    known = list(known)
    for name in names:
        if name not in known:
            near = get_close_matches(str(name), known, n=1)
            remedy = f"vouliez-vous écrire « {near[0]} » ?" if near else f"au choix : {', '.join(known)}."
            raise CaseError(f"« {name} » est inconnu ({kind}) : {remedy}")


def _compare(kind: str, wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    _known_keys(wanted, found, kind)
    return [line for name, value in wanted.items() for line in _differ(f"{kind} de {name}", value, found[name])]


def _differ(name: str, wanted: Any, found: Any) -> list[str]:
    return [] if wanted == found else [f"{name} : attendu {wanted!r}, obtenu {found!r}"]

"""The cases of tests/cas/*.yml, one item each, and the runner's own errors."""

import pytest
from case_files import Case, CaseError, CaseRunner, read_cases

from rules_kb import FactError, newest_edition

CASES = read_cases()


@pytest.fixture(scope="module")
def runner() -> CaseRunner:
    return CaseRunner(newest_edition())


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_case(case: Case, runner: CaseRunner) -> None:
    assert runner.differences(case) == []


def test_names_are_unique() -> None:
    assert len({case.place for case in CASES}) == len(CASES) >= 80


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"nom": "x", "fait": {}}, "« fait » est inconnu (clé d'un cas) : vouliez-vous écrire « faits » ?"),
        ({"nom": "x", "attend": {"statut": {}}}, "« statut » est inconnu (clé de « attend »)"),
        ({"nom": "x", "base": "label_eligibl"}, "vouliez-vous écrire « label_eligible » ?"),
        ({"nom": "x", "faits": {"type_structur": "label"}}, "vouliez-vous écrire « type_structure » ?"),
        ({"nom": "x", "attend": {"statuts": {"coopération": "eligible"}}}, "vouliez-vous écrire « cooperation » ?"),
        ({"nom": "x", "attend": {"criteres": {"cooperation.anciennetes": "x"}}}, "« cooperation.anciennete »"),
        ({"nom": "x", "sans": ["licences"]}, "« licences » est inconnu (fait du profil)"),
        ({"illisible": "x.yml n'est pas du YAML valide"}, "n'est pas du YAML valide"),
    ],
)
def test_a_case_badly_written_is_refused(raw: dict[str, object], message: str, runner: CaseRunner) -> None:
    with pytest.raises(CaseError) as error:
        runner.differences(Case("x", raw))
    assert message in str(error.value)


def test_a_wrong_expectation_is_reported(runner: CaseRunner) -> None:
    case = Case("x", {"base": "label_eligible", "attend": {"statuts": {"structuration": "non_eligible"}}})
    assert runner.differences(case) == ["statut de structuration : attendu 'non_eligible', obtenu 'eligible'"]


def test_a_value_refused_by_the_facts_is_an_error(runner: CaseRunner) -> None:
    with pytest.raises(FactError):
        runner.differences(Case("x", {"faits": {"occitanie": "peut-être"}}))

"""The command line: one line in, one line out, whatever the line; faults of the knowledge base in one line each."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rules_kb import editions, newest_edition
from rules_kb.cli import main
from rules_kb.json_lines import answer
from rules_kb.loading import EDITIONS_FOLDER

ROOT = Path(__file__).parents[2]
SCHEME_KEYS = {
    "cooperation": ["statut", "categories", "criteres"],
    "structuration": ["statut", "volet", "criteres", "volets"],
    "mentorat": ["statut", "criteres"],
}


def run(*arguments: str, lines: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "rules_kb", *arguments],
        input=lines,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | environment,
        timeout=60,
    )


def answered(line: str | bytes) -> dict[str, Any]:
    raw = line.encode() if isinstance(line, str) else line
    return answer(raw, editions(), newest_edition())


def test_a_verdict_has_the_form_of_the_contract() -> None:
    verdict = answered('{"faits": {"besoin": "cooperation"}, "date": "2024-02-01", "edition": "2024"}\n')
    assert list(verdict) == ["edition", "date", "calendrier", "dispositifs", "recommandation", "prochaine_question"]
    assert (verdict["edition"], verdict["date"]) == ("2024", "2024-02-01")
    assert verdict["calendrier"] == {"statut": "ouvert", "date_limite": "2024-03-07"}
    assert {scheme: list(found) for scheme, found in verdict["dispositifs"].items()} == SCHEME_KEYS
    criteria = [c for found in verdict["dispositifs"].values() for c in found["criteres"]]
    volets = verdict["dispositifs"]["structuration"]["volets"]
    assert list(volets) == ["spectacle_vivant", "musiques_enregistrees", "musique_a_l_image"]
    criteria += [criterion for volet in volets.values() for criterion in volet["criteres"]]
    assert len(criteria) == 13 + 7 + 4 + 5 + 6 + 3
    for criterion in criteria:
        assert list(criterion) == ["id", "libelle", "statut", "curable", "explication", "source"]
        assert all(criterion[key] for key in ("libelle", "explication", "source"))
        assert isinstance(criterion["curable"], bool)
    assert verdict["recommandation"] is None
    assert verdict["prochaine_question"] in newest_edition().question_keys


def test_date_and_edition_are_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATE", "2024-03-08")
    verdict = answered('{"faits": {}}')
    assert (verdict["edition"], verdict["date"], verdict["calendrier"]["statut"]) == ("2024", "2024-03-08", "clos")


@pytest.mark.parametrize(
    ("line", "fact", "words"),
    [
        ("", None, "La ligne est vide"),
        ("   \t", None, "La ligne est vide"),
        ("{", None, "n'est pas du JSON valide"),
        ("{'faits': {}}", None, "n'est pas du JSON valide (caractère 2)"),
        ("[" * 100_000, None, "n'est pas du JSON valide"),
        ('{"faits": {"nb_acteurs": ' + "9" * 5000 + "}}", None, "n'est pas du JSON valide"),
        (b'{"faits": {"besoin": "\xe9"}}', None, "n'est pas en UTF-8"),
        ("[]", None, "n'est pas un objet JSON"),
        ("null", None, "n'est pas un objet JSON"),
        ("{}", None, "La clé « faits » attend un objet"),
        ('{"faits": []}', None, "La clé « faits » attend un objet"),
        ('{"faits": {}, "fait": {}}', None, "La clé « fait » est inconnue"),
        ('{"faits": {}, "faits": {"occitanie": true}}', None, "« faits » est donné deux fois"),
        ('{"faits": {}, "date": "2024-02-30"}', None, "attend une date qui existe"),
        ('{"faits": {}, "date": "20240201"}', None, "attend une date qui existe"),
        ('{"faits": {}, "date": "1er février 2024"}', None, "attend une date qui existe"),
        ('{"faits": {}, "date": 20240201}', None, "attend une date qui existe"),
        ('{"faits": {}, "date": null}', None, "attend une date qui existe"),
        ('{"faits": {}, "edition": "1999"}', None, "L'édition demandée n'existe pas : écrivez 2024"),
        ('{"faits": {}, "edition": 2024}', None, "L'édition demandée n'existe pas"),
        ('{"faits": {}, "edition": ["2024"]}', None, "L'édition demandée n'existe pas"),
        ('{"faits": {"taille": 3}}', "taille", "n'existe pas"),
        ('{"faits": {"occitanie": "true"}}', "occitanie", "attend true, false ou null"),
        ('{"faits": {"nb_acteurs": NaN}}', "nb_acteurs", "au lieu de NaN"),
        ('{"faits": {"budget_action": 1e999}}', "budget_action", "au lieu de Infinity"),
        ('{"faits": {"licences": [2], "licences": [3]}}', "licences", "« licences » est donné deux fois"),
        ('{"faits": {"occitanie": true, "occitanie": 1}}', "occitanie", "« occitanie » est donné deux fois"),
        ('{"faits": {"nb_acteurs": {"au_moins": 1, "au_moins": 2}}}', "nb_acteurs", "dans « nb_acteurs »"),
        (
            '{"faits": {"chiffre_affaires": {"2021": 1, "2021": 2}}}',
            "chiffre_affaires",
            "« 2021 » est donné deux fois dans « chiffre_affaires »",
        ),
        (
            '{"faits": {"chiffre_affaires": {"2021": {"au_moins": 1, "au_moins": 200000}}}}',
            "chiffre_affaires",
            "« au_moins » est donné deux fois dans « chiffre_affaires »",
        ),
        (
            '{"faits": {"chiffre_affaires": {"2021": {"au_moins": 1, "au_moins": 2}, "2021": {"au_moins": 2}}}}',
            "chiffre_affaires",
            "« au_moins » est donné deux fois dans « chiffre_affaires »",
        ),
    ],
)
def test_a_line_that_can_not_be_evaluated(line: str | bytes, fact: str | None, words: str) -> None:
    found = answered(line)
    assert list(found) == ["erreur"]
    assert list(found["erreur"]) == ["fait", "message"]
    assert found["erreur"]["fait"] == fact
    assert words in found["erreur"]["message"]


@pytest.mark.parametrize(
    "line",
    [
        '{"faits": {"licences": [2], "licences": [2]}}',
        '{"faits": {"nb_acteurs": 2, "nb_acteurs": 2.0}}',
        '\ufeff{"faits": {}}\r\n',
    ],
)
def test_what_is_harmless_is_taken(line: str) -> None:
    assert "erreur" not in answered(line)


def test_a_clock_badly_set_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATE", "demain")
    assert "ASSISTANT_DATE vaut « demain »" in answered('{"faits": {}}')["erreur"]["message"]
    assert "erreur" not in answered('{"faits": {}, "date": "2024-02-01"}')


def test_evaluer_answers_line_by_line() -> None:
    lines = b'{"faits": {}}\n\n\xff\n{"faits": {"x": "\\ud800"}}\n{"faits": {"occitanie": false}}'
    done = run("evaluer", lines=lines, ASSISTANT_DATE="2024-02-01", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    written = done.stdout.decode("utf-8").splitlines()
    found = [json.loads(line) for line in written]
    assert ["erreur" in one for one in found] == [False, True, True, True, False]
    assert found[-1]["recommandation"] == "aucun"
    assert "diapositive « Critères d'éligibilité »" in written[0]  # UTF-8, not escaped


def test_evaluer_answers_before_the_next_line_comes() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rules_kb", "evaluer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        for _ in range(2):
            process.stdin.write(b'{"faits": {}}\n')
            process.stdin.flush()
            assert "dispositifs" in json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_broken_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rules_kb", "evaluer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, errors = process.communicate(b'{"faits": {}}\n' * 50, timeout=60)
    assert (process.returncode, errors) == (0, b"")


def test_verifier_finds_nothing_wrong() -> None:
    done = run("verifier", ASSISTANT_DATE="2024-02-01")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "Base de règles sans défaut (éditions : 2024).\n"


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A copy of the editions with a key misspelt, where the commands look for them."""
    shutil.copytree(EDITIONS_FOLDER, tmp_path / "editions")
    file = tmp_path / "editions" / "2024" / "dispositifs" / "mentorat.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("phrase:", "fraze:"), encoding="utf-8")
    monkeypatch.setattr("rules_kb.loading.EDITIONS_FOLDER", tmp_path / "editions")
    editions.cache_clear()
    yield
    editions.cache_clear()


@pytest.mark.parametrize("command", ["evaluer", "verifier"])
@pytest.mark.usefixtures("broken")
def test_a_broken_knowledge_base_is_said_in_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    for line in captured.err.splitlines():
        assert "dispositifs/mentorat.yml:" in line
        assert "Remède : " in line
    assert "fraze" in captured.err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["evaluer", "--help"], ["aide"]])
def test_help_is_in_french(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("Usage : python -m rules_kb evaluer")


@pytest.mark.parametrize("arguments", [[], ["evalue"], ["evaluer", "x.jsonl"]])
def test_a_command_that_is_not_known(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Usage : " in capsys.readouterr().err

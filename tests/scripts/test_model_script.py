"""The model is trained when its sources changed, and only then."""

from pathlib import Path

import model
import pytest

# Stands for `.venv/bin/python -m rules_kb verifier` and `… -m rasa train`: notes the subcommand, prints what the test
# wants printed, and ends with the exit code that it wants.
COMMAND = """#!/bin/sh
cd "$(dirname "$0")"
echo "$3" >> called
cat "$3.printed" 2>/dev/null
exit "$(cat "$3.code" 2>/dev/null || echo 0)"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with a current model."""
    for name, content in {
        "config.yml": "pipeline: []",
        "domain.yml": "intents: []",
        "data/nlu/questions.yml": "nlu: []",
        "rules_kb/editions/2024/faits.yml": "[]",
        "models/assistant.tar.gz": "a model",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    python = tmp_path / "python"
    python.write_text(COMMAND)
    python.chmod(0o755)
    for name, value in {
        "ROOT": tmp_path,
        "PYTHON": python,
        "MODEL": tmp_path / "models" / "assistant.tar.gz",
        "FINGERPRINT": tmp_path / "models" / "assistant.empreinte",
        "LOG": tmp_path / "models" / "entrainement.log",
    }.items():
        monkeypatch.setattr(model, name, value)
    model.FINGERPRINT.write_text(model.fingerprint())
    return tmp_path


def called(project: Path) -> list[str]:
    """The subcommands run so far."""
    noted = project / "called"
    return noted.read_text().split() if noted.exists() else []


def test_a_current_model_is_left_alone(project: Path) -> None:
    model.prepare()

    assert called(project) == []


@pytest.mark.parametrize("name", ["config.yml", "data/nlu/questions.yml", "rules_kb/editions/2024/faits.yml"])
def test_a_changed_source_trains_once(project: Path, name: str) -> None:
    (project / name).write_text("changed: oui")

    model.prepare()
    model.prepare()

    assert called(project) == ["verifier", "train"]


def test_each_stage_of_the_training_is_shown_and_all_of_it_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "config.yml").write_text("changed: oui")
    (project / "train.printed").write_text("noise\nINFO  Starting to train component 'FactExtractor'.\n")

    model.prepare()

    assert capsys.readouterr().err.splitlines()[1:] == ["  FactExtractor…"]
    assert "noise" in model.LOG.read_text()


def test_a_new_or_renamed_source_counts(project: Path) -> None:
    (project / "data" / "nlu" / "questions.yml").rename(project / "data" / "nlu" / "autres.yml")

    assert not model.is_current()


def test_bytecode_does_not_count(project: Path) -> None:
    cache = project / "rules_kb" / "__pycache__"
    cache.mkdir()
    (cache / "engine.cpython-311.pyc").write_text("compiled")

    assert model.is_current()


def test_a_missing_model_is_not_current(project: Path) -> None:
    model.MODEL.unlink()

    assert not model.is_current()


def test_a_broken_knowledge_base_is_said_in_one_line_and_nothing_is_trained(project: Path) -> None:
    (project / "verifier.printed").write_text("faits.yml, ligne 3 : clé inconnue.\nfaits.yml, ligne 9 : autre faute.\n")
    (project / "verifier.code").write_text("1")
    (project / "rules_kb" / "editions" / "2024" / "faits.yml").write_text("[{}]")

    with pytest.raises(model.ModelError, match=r"faits\.yml, ligne 3.*make verify") as failure:
        model.prepare()

    assert "\n" not in str(failure.value)
    assert called(project) == ["verifier"]


def test_a_failed_training_gives_its_cause_and_is_tried_again(project: Path) -> None:
    (project / "train.printed").write_text("much noise\nInvalidConfig: no such component\n\n")
    (project / "train.code").write_text("1")
    (project / "config.yml").write_text("pipeline: [broken]")

    for _ in range(2):
        with pytest.raises(model.ModelError, match=r"no such component .*code 1, .*entrainement\.log"):
            model.prepare()

    assert called(project) == ["verifier", "train"] * 2

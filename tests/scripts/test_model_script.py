"""The model is trained when its sources changed, and only then."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import model
import pytest


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
    monkeypatch.setattr(model, "ROOT", tmp_path)
    monkeypatch.setattr(model, "MODEL", tmp_path / "models" / "assistant.tar.gz")
    monkeypatch.setattr(model, "FINGERPRINT", tmp_path / "models" / "assistant.empreinte")
    model.FINGERPRINT.write_text(model.fingerprint())
    return tmp_path


class Commands:
    """Stands for subprocess.run: notes what is called, and answers with the exit codes given by subcommand."""

    def __init__(self, codes: dict[str, int], output: str = "") -> None:
        self.called: list[str] = []
        self.codes = codes
        self.output = output

    def __call__(self, command: list[str], **options: object) -> SimpleNamespace:
        self.called.append(str(command[3]))
        return SimpleNamespace(returncode=self.codes.get(self.called[-1], 0), stdout=self.output, stderr="")


def test_a_current_model_is_left_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", pytest.fail)

    model.prepare()


@pytest.mark.parametrize("name", ["config.yml", "data/nlu/questions.yml", "rules_kb/editions/2024/faits.yml"])
def test_a_changed_source_trains_once(project: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    commands = Commands({})
    monkeypatch.setattr(subprocess, "run", commands)
    (project / name).write_text("changed: oui")

    model.prepare()
    model.prepare()

    assert commands.called == ["verifier", "train"]


def test_a_new_or_renamed_source_counts(project: Path) -> None:
    (project / "data" / "nlu" / "questions.yml").rename(project / "data" / "nlu" / "autres.yml")

    assert not model.is_current()


def test_bytecode_does_not_count(project: Path) -> None:
    (project / "rules_kb" / "engine.pyc").write_text("compiled")

    assert model.is_current()


def test_a_missing_model_is_not_current(project: Path) -> None:
    model.MODEL.unlink()

    assert not model.is_current()


def test_a_broken_knowledge_base_is_said_in_one_line_and_nothing_is_trained(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands({"verifier": 1}, "faits.yml, ligne 3 : clé inconnue.\nfaits.yml, ligne 9 : autre faute.\n")
    monkeypatch.setattr(subprocess, "run", commands)
    (project / "rules_kb" / "editions" / "2024" / "faits.yml").write_text("[{}]")

    with pytest.raises(model.ModelError, match=r"faits\.yml, ligne 3.*make verify") as failure:
        model.prepare()

    assert "\n" not in str(failure.value)
    assert commands.called == ["verifier"]


def test_a_failed_training_is_tried_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands({"train": 1})
    monkeypatch.setattr(subprocess, "run", commands)
    (project / "config.yml").write_text("pipeline: [broken]")

    for _ in range(2):
        with pytest.raises(model.ModelError):
            model.prepare()

    assert commands.called == ["verifier", "train"] * 2

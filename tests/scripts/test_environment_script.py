"""The environment is made from the files alone, behind whatever index pip is configured with."""

import re
import shutil
from pathlib import Path

import environment
import pytest


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the requirements, with an environment that is said to be complete."""
    shutil.copytree(environment.REQUIREMENTS, tmp_path / "requirements")
    venv = tmp_path / ".venv"
    venv.mkdir()
    for name, value in {
        "ROOT": tmp_path,
        "REQUIREMENTS": tmp_path / "requirements",
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "LOG": venv / "installation.log",
        "STAMP": venv / "installed",
    }.items():
        monkeypatch.setattr(environment, name, value)
    return tmp_path


def refuse(*arguments: object, **variables: object) -> bool:
    """An installer that does not get through."""
    return False


def say_complete(names: list[str]) -> None:
    environment.STAMP.write_text(f"{environment.identity()}\n{environment.fingerprint(names)}\n")


@pytest.mark.parametrize("name", ["bootstrap", "runtime", "dev"])
def test_every_package_is_pinned_and_hashed_and_no_address_is_named(name: str) -> None:
    text = (environment.REQUIREMENTS / f"{name}.txt").read_text()
    entries = re.sub(r"\s*\\\n\s*", " ", text).splitlines()

    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.\[\],_-]+==\S+ (; [^:]+ )?--hash=sha256:[0-9a-f]{64}", entry), entry
        assert "://" not in entry


def test_what_both_files_hold_has_one_version() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (environment.REQUIREMENTS / f"{name}.txt").read_text()
        return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))

    runtime, dev = versions("runtime"), versions("dev")
    assert {name: dev[name] for name in dev.keys() & runtime} == {name: runtime[name] for name in dev.keys() & runtime}


def test_pip_configuration_is_handed_to_uv() -> None:
    config = "\n".join(
        [
            "global.index-url='https://fichier.example/simple'",
            ":env:.index-url='https://env.example/simple'",
            r"global.extra-index-url='\nfile:///a/simple\nfile:///b/simple'",
            "global.timeout='60'",
            "list.format='columns'",
        ]
    )

    assert environment.uv_settings(config, {}) == {
        "UV_DEFAULT_INDEX": "https://env.example/simple",
        "UV_INDEX": "file:///a/simple file:///b/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_what_is_set_for_uv_wins() -> None:
    config = "global.index-url='https://pip.example/simple'"

    assert "UV_DEFAULT_INDEX" not in environment.uv_settings(config, {"UV_DEFAULT_INDEX": "https://uv.example"})


def test_a_complete_environment_is_left_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say_complete(["runtime"])
    monkeypatch.setattr(environment, "call", pytest.fail)

    environment.prepare(dev=False)


def test_an_environment_with_the_development_packages_serves_for_running(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_complete(["runtime", "dev"])
    monkeypatch.setattr(environment, "call", pytest.fail)

    environment.prepare(dev=False)


def test_a_changed_requirement_is_installed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say_complete(["runtime"])
    with (project / "requirements" / "runtime.txt").open("a") as requirements:
        requirements.write("autre==1.0 --hash=sha256:" + 64 * "0" + "\n")
    monkeypatch.setattr(environment, "install_with_uv", lambda files: True)
    monkeypatch.setattr(environment.PYTHON.__class__, "exists", lambda path: True)

    environment.prepare(dev=False)

    assert environment.STAMP.read_text().splitlines()[1] == environment.fingerprint(["runtime"])


def test_a_failed_installation_says_what_to_do_in_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "call", refuse)
    monkeypatch.setattr(environment, "pip_config", str)

    with pytest.raises(environment.InstallationError, match=r"dépôt de paquets.*installation\.log") as failure:
        environment.prepare(dev=False)

    assert "\n" not in str(failure.value)
    assert not environment.STAMP.exists()


def test_another_python_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.sys, "version_info", (3, 12, 0))

    with pytest.raises(environment.InstallationError, match=r"Python 3\.11 est nécessaire.*make PYTHON="):
        environment.check_machine()


def test_a_python_without_venv_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(environment.InstallationError, match="apt install python3-venv"):
        environment.check_machine()

"""The widget's release copy: current, small, and made again the same wherever Node is."""

import gzip
import shutil
from pathlib import Path

import pytest
import run
import widget

MAX_SIZE = 40 * 1024
"""Bytes, compressed: what a page that embeds the assistant has to load."""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sources, without the packages, and of the built file."""
    copy = tmp_path / "widget"
    shutil.copytree(widget.SOURCES, copy, ignore=shutil.ignore_patterns("node_modules"))
    built = tmp_path / "widget.js"
    shutil.copy(widget.BUILT, built)
    monkeypatch.setattr(widget, "SOURCES", copy)
    monkeypatch.setattr(widget, "BUILT", built)
    return copy


def without_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widget.shutil, "which", lambda name: None)


def test_the_release_copy_is_current() -> None:
    assert widget.is_current(), "bot/pages/widget.js est à reconstruire : « make widget », avec Node"


@pytest.mark.slow
@pytest.mark.skipif(not widget.has_node(), reason="the fingerprint above is what can be checked without Node")
def test_built_again_it_is_the_same(tmp_path: Path) -> None:
    widget.build(tmp_path / "widget.js")
    assert (tmp_path / "widget.js").read_bytes() == widget.BUILT.read_bytes()


def test_it_is_small() -> None:
    assert len(gzip.compress(widget.BUILT.read_bytes())) <= MAX_SIZE


def test_the_lock_file_names_no_address() -> None:
    lock = (widget.SOURCES / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock and '"integrity"' in lock


@pytest.mark.parametrize("name", ["src/text.ts", "src/styles.css", "package-lock.json", "build.mjs"])
def test_any_change_makes_it_old(sources: Path, name: str) -> None:
    assert widget.is_current(widget.BUILT)
    with (sources / name).open("a") as file:
        file.write("\n")
    assert not widget.is_current(widget.BUILT)


def test_without_node_the_release_copy_serves(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = widget.BUILT.read_bytes()
    (sources / "src" / "text.ts").write_text("export {};")
    without_node(monkeypatch)
    assert widget.main() == 0
    assert widget.BUILT.read_bytes() == before


@pytest.mark.slow
@pytest.mark.skipif(not widget.has_node(), reason="there is nothing to build with")
def test_a_fault_is_said_in_a_line_and_nothing_is_overwritten(
    sources: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = widget.BUILT.read_bytes()
    (sources / "src" / "faute.ts").write_text("export const nombre: number = 'trois';")
    (sources / "node_modules").symlink_to(Path(__file__).parents[2] / "bot" / "widget" / "node_modules")
    assert widget.main() == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert said[-1].startswith("Le widget n'a pas pu être construit") and "faute.ts" in said[-1]
    assert widget.BUILT.read_bytes() == before


def test_a_fault_does_not_keep_the_server_from_starting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise widget.WidgetError("Le widget n'a pas pu être construit.")

    monkeypatch.setattr(widget, "prepare", fail)
    run.build_widget()
    assert "La copie déjà construite est servie" in capsys.readouterr().err

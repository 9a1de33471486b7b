"""Broken editions are refused, each with its file, its line and the words that help to mend it.

`editions_fautives/saine` is a small sound edition. Every other folder there holds one file that takes the place of the
sound one, with one fault in it, and `attendu.yml`: the file, the line, and the words that the message must hold.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from rules_kb.faults import EditionError, Fault
from rules_kb.loading import EDITIONS_FOLDER, load_edition
from rules_kb.verification import verify

FOLDER = Path(__file__).parent / "editions_fautives"
SOUND = FOLDER / "saine"
CASES = sorted(path.parent.name for path in FOLDER.glob("*/attendu.yml"))


def broken_edition(case: str, target: Path) -> Path:
    """Lay the case over the sound edition, in a folder of the same name."""
    edition = target / SOUND.name
    shutil.copytree(SOUND, edition)
    shutil.copytree(FOLDER / case, edition, dirs_exist_ok=True)
    (edition / "attendu.yml").unlink()
    return edition


@pytest.mark.parametrize("folder", sorted(EDITIONS_FOLDER.iterdir()), ids=lambda folder: folder.name)
def test_every_edition_of_the_project_is_sound(folder: Path) -> None:
    assert [str(fault) for fault in verify(folder)] == []


def test_the_small_edition_is_sound() -> None:
    assert [str(fault) for fault in verify(SOUND)] == []


@pytest.mark.parametrize("case", CASES)
def test_a_broken_edition_is_refused(case: str, tmp_path: Path) -> None:
    expected = yaml.safe_load((FOLDER / case / "attendu.yml").read_text(encoding="utf-8"))

    faults = verify(broken_edition(case, tmp_path))

    at_the_place = [
        str(fault) for fault in faults if (fault.file, fault.line) == (expected["fichier"], expected["ligne"])
    ]
    matching = [text for text in at_the_place if all(words.casefold() in text.casefold() for words in expected["mots"])]
    assert matching, "\n".join(map(str, faults)) or "aucun défaut trouvé"


def test_loading_a_broken_edition_says_every_fault_once(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as caught:
        load_edition(broken_edition("cle_inconnue", tmp_path))

    # The key that is missing, and the one that is unknown: no echo from the schemes that take the criterion over.
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [
        ("saine/criteres_communs.yml", 1),
        ("saine/criteres_communs.yml", 4),
    ]


def test_a_fault_reads_as_one_french_line() -> None:
    fault = Fault("faits.yml", 12, "la clé « curabel » est inconnue", "Vouliez-vous écrire « curable » ?")

    assert str(fault) == "faits.yml:12 : La clé « curabel » est inconnue. Remède : vouliez-vous écrire « curable » ?"


def test_the_review_date_is_held_against_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATE", "2999-12-31")
    assert verify(SOUND) == []

    monkeypatch.setenv("ASSISTANT_DATE", "3000-01-01")
    assert [fault.line for fault in verify(SOUND)] == [3]

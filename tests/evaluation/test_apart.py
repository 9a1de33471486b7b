"""What is measured was not trained on: no message of a set is a training sentence, up to accents and case."""

from pathlib import Path

import pytest
import yaml

from .evaluate import fold

FOLDER = Path(__file__).parent
TRAINING = FOLDER.parents[1] / "data" / "nlu"
# Bare answers (« oui », « je sais pas ») are said in the same words by everybody: they can't be kept apart.
MEASURED = sorted(path for path in FOLDER.glob("*/*.yml") if path.stem != "reponses")


def trained() -> set[str]:
    sentences = set()
    for path in TRAINING.glob("*.yml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            sentences |= {fold(line.removeprefix("- ")).strip(" ?!.") for line in entry["examples"].splitlines()}
    return sentences


@pytest.mark.parametrize("path", MEASURED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_message_is_trained_on(path: Path) -> None:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    said = {text for entry in entries for text in (entry.get("dit"), entry.get("ouverture")) if isinstance(text, str)}
    known = trained()
    assert {text for text in said if fold(text).strip(" ?!.") in known} == set()

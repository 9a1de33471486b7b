"""What is measured was not trained on: no message of a set is a training sentence, up to accents and case."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from .evaluate import fold

FOLDER = Path(__file__).parent
DATA = FOLDER.parents[1] / "data"
SETS = sorted(FOLDER.glob("*/*.yml"))
# Bare answers (« oui », « je sais pas ») are said in the same words by everybody: they can't be kept apart.
FEWEST_WORDS = {"reponses": 6}


def bare(text: str) -> str:
    return fold(text).strip(" ?!.")


@cache
def trained() -> frozenset[str]:
    sentences = set()
    for path in (DATA / "nlu").glob("*.yml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            sentences |= {bare(line.removeprefix("- ")) for line in entry["examples"].splitlines()}
    for path in (DATA / "reponses").glob("*.yml"):
        sentences |= {bare(entry["dit"]) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))}
    return frozenset(sentences)


@pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_message_is_trained_on(path: Path) -> None:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    said = {text for entry in entries for text in (entry.get("dit"), entry.get("ouverture")) if isinstance(text, str)}
    long_enough = {text for text in said if len(text.split()) >= FEWEST_WORDS.get(path.stem, 1)}
    assert {text for text in long_enough if bare(text) in trained()} == set()

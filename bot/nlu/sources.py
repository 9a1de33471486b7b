"""What the components are trained on beside Rasa's own training data, and what tells that it has changed.

Rasa reuses what it trained before when a component's own class, settings and data are the same; it does not look at the
modules that the class calls, nor at files of ours. `fingerprint` is what tells it of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_NLU = Path(__file__).parent
_DATA = _NLU.parents[1] / "data"
ADAPTED = _NLU / "data" / "encodeur.npz"
"""Biases and norms of the sentence encoder's upper layers, as our sentences have changed them (scripts/encoder.py)."""
ANSWERS = _DATA / "reponses"
"""Answers to each question; their form is told in README.md there."""
STATEMENTS = _DATA / "declarations"
"""Messages that state facts; their form is told in README.md there."""

# What texts are normalised with, and cut into clauses.
_READING = sorted((_NLU.parent / "extraction").glob("*.py"))


def read_entries(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of the YAML files in `folder`."""
    for path in sorted(folder.glob("*.yml")):
        yield from yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def fingerprint(*folders: Path) -> str:
    """Return a hash of the code that trains, of the encoder's own numbers, and of the YAML files in `folders`."""
    digest = hashlib.sha256()
    data = [file for folder in folders for file in sorted(folder.glob("*.yml"))]
    for file in [*sorted(_NLU.glob("*.py")), ADAPTED, *_READING, *data]:
        digest.update(file.read_bytes())
    return digest.hexdigest()

"""What a trained component is made of beside its settings and Rasa's training data.

Rasa reuses what it trained before when a component's own class, settings and data are the same; it does not look at the
modules that the class calls, nor at files of ours. `fingerprint` is what tells it of them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

_NLU = Path(__file__).parent
# What texts are normalised with, and cut into clauses.
_READING = sorted((_NLU.parent / "extraction").glob("*.py"))


def fingerprint(*data: Path) -> str:
    """Return a hash of the code that trains, and of the files `data`."""
    digest = hashlib.sha256()
    for file in [*sorted(_NLU.glob("*.py")), *_READING, *data]:
        digest.update(file.read_bytes())
    return digest.hexdigest()

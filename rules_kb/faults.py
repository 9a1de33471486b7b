"""What is wrong in a knowledge base, said so that staff can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where something stands in a YAML file: keys and list indexes from its top."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of an edition. `file` is relative to the edition's folder, `line` counts from 1."""

    file: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        message = self.message[:1].upper() + self.message[1:]
        remedy = self.remedy[:1].lower() + self.remedy[1:]
        stop = "" if remedy.endswith(("?", ".")) else "."
        return f"{self.file}:{self.line} : {message}. Remède : {remedy}{stop}"


class EditionError(ValueError):
    """An edition can't be used; `faults` says why, in the order of files and lines."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Misplaced(ValueError):
    """A fault found within one file, before its line is known."""

    def __init__(self, path: Path, message: str, remedy: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message
        self.remedy = remedy

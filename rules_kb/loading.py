"""Editions, loaded once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from .assembly import assemble
from .faults import EditionError
from .models import Edition

EDITIONS_FOLDER = Path(__file__).parent / "editions"


@cache
def load_edition(folder: Path) -> Edition:
    """Load the edition in a folder.

    Raises:
        EditionError: its files can't be read or don't fit together as the models ask. `verification.verify` finds
            more: what fits but doesn't hold, such as a source that isn't listed.
    """
    assembly = assemble(folder)
    if assembly.edition is None:
        raise EditionError([replace(fault, file=f"{folder.name}/{fault.file}") for fault in assembly.faults])
    return assembly.edition


@cache
def editions() -> Mapping[str, Edition]:
    """Return every edition by id, oldest first.

    Raises:
        EditionError: one of them can't be loaded.
    """
    folders = sorted(file.parent for file in EDITIONS_FOLDER.glob("*/edition.yml"))
    loaded = (load_edition(folder) for folder in folders)
    return MappingProxyType({edition.id: edition for edition in loaded})


def newest_edition() -> Edition:
    """Return the edition with the greatest id.

    Raises:
        EditionError: an edition can't be loaded.
    """
    every_edition = editions()
    return every_edition[max(every_edition)]

"""Build the chat widget when its sources changed and Node is there; without Node, the release copy serves.

Usage: python3 scripts/widget.py

Standard library only. The built file's first line carries the fingerprint of what it was built from.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "bot" / "widget"
BUILT = ROOT / "bot" / "pages" / "widget.js"


class WidgetError(Exception):
    """The widget cannot be built; the message is one French line that says what to do."""


def source_files() -> list[Path]:
    """Every file the widget is built from, in a fixed order."""
    settings = [SOURCES / name for name in ("build.mjs", "package-lock.json", "package.json", "tsconfig.json")]
    return settings + sorted((SOURCES / "src").iterdir())


def fingerprint() -> str:
    """A hash of the names and contents of the sources, the same as build.mjs makes."""
    digest = hashlib.sha256()
    for file in source_files():
        content = file.read_bytes()
        digest.update(f"{file.relative_to(SOURCES).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def is_current(built: Path = BUILT) -> bool:
    """Whether the built file is made of the present sources."""
    if not built.exists():
        return False
    with built.open(encoding="utf-8") as lines:
        return fingerprint() in lines.readline()


def has_node() -> bool:
    """Whether the widget can be built here."""
    return all(map(shutil.which, ("node", "npm")))


def build(output: Path = BUILT) -> None:
    """Install the pinned packages if need be, check the types and write `output`.

    Raises:
        WidgetError: something failed.
    """
    modules, lock = SOURCES / "node_modules", SOURCES / "package-lock.json"
    installed = modules / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        _run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        installed.touch()
    _run(["npm", "run", "--silent", "check"])
    _run(["node", "build.mjs", str(output)])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=SOURCES, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and "npm warn" not in line]
        reason = said[0].strip() if said else f"code {done.returncode}"
        raise WidgetError(f"Le widget n'a pas pu être construit (« {' '.join(command)} » : {reason}).")


def prepare() -> None:
    """Make sure, where that can be, that the built file is made of the present sources."""
    if is_current() or not has_node():
        return
    print("Construction du widget…", file=sys.stderr, flush=True)
    build()


def main() -> int:
    try:
        prepare()
    except WidgetError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

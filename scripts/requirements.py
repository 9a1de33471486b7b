"""Resolve pyproject.toml into the pinned and hashed files that `make run` and `make test` install.

Usage: .venv/bin/python scripts/requirements.py [--upgrade]

Versions already pinned are kept unless `--upgrade` is given. The files name no package index: the one that the
machine is configured with serves.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import environment

COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


def resolve(source: tuple[str, ...], name: str) -> None:
    """Resolve one set of dependencies into requirements/<name>.txt, and make sure that no address is in it."""
    target = environment.REQUIREMENTS / f"{name}.txt"
    settings = {**os.environ, **environment.uv_settings(environment.pip_config(), dict(os.environ))}
    command: list[str | Path] = [environment.UV, *COMPILE, *source, *sys.argv[1:], "--output-file", target]
    subprocess.run(command, cwd=environment.ROOT, env=settings, check=True)
    if re.search(r"\w://|^-", target.read_text(), re.MULTILINE):
        sys.exit(f"{target} names an index or an option: it must hold packages and hashes only.")


def main() -> None:
    resolve(("requirements/bootstrap.in",), "bootstrap")
    resolve(("pyproject.toml",), "runtime")
    resolve(("--group", "dev", "--constraints", "requirements/runtime.txt"), "dev")


if __name__ == "__main__":
    main()

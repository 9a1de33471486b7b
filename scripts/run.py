"""Prepare what is missing, then become the server: what `make run` does.

Usage: python3 scripts/run.py

Standard library only. The process that prepared is replaced by the server, so that Ctrl-C or a signal reaches
the server itself and nothing is left behind.
"""

from __future__ import annotations

import os
import sys

import environment
import model
import widget


def build_widget() -> None:
    """Build the widget if need be; where that fails, there still is the copy that was built before."""
    try:
        widget.prepare()
    except widget.WidgetError as error:
        print(f"{error} La copie déjà construite est servie.", file=sys.stderr)


def main() -> int:
    try:
        environment.prepare(dev=False)
        model.prepare()
        build_widget()
    except (environment.InstallationError, model.ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrompu : relancez « make run ».", file=sys.stderr)
        return 130
    os.chdir(model.ROOT)
    os.execve(model.PYTHON, [str(model.PYTHON), "-m", "bot"], {**model.QUIET, **os.environ})


if __name__ == "__main__":
    sys.exit(main())

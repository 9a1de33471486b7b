"""The command line: `python -m rules_kb evaluer` and `python -m rules_kb verifier` (contract section 3)."""

import sys

from .cli import main

sys.exit(main(sys.argv[1:]))

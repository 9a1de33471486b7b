"""Entry point of `python -m bot` and its commands."""

import os
import sys

from bot.commands import main

code = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.flush()
# At once: TensorFlow's threads, or a model that is still loading, would hold the process back.
os._exit(code)

"""Entry point of `python -m bot`."""

import os
import sys

from bot.server import main

code = main()
sys.stdout.flush()
sys.stderr.flush()
# At once: TensorFlow's threads, or a model that is still loading, would hold the process back.
os._exit(code)

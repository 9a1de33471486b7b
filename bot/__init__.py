"""How the assistant hears, and how it is reached."""

import os

# The sentence embedding computes with OpenMP, whose waiting threads spin by default: on a busy machine that turns
# 30 ms into seconds. One thread answers more people at a time than two; training asks for more (scripts/model.py).
# OpenMP reads this once, when the first library that uses it is loaded: hence here, before any of them.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("OMP_NUM_THREADS", "1")

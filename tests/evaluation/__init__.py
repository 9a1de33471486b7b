"""Evaluation sets, written apart from the training sentences, and the command that measures on them."""

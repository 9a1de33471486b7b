"""Figures of the assistant, side by side with the moodbot of `rasa init`, from one command: `make bench`."""

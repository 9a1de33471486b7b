"""Small help to write lexicons of French phrases as regular expressions over rendered tokens (see `tokens.render`)."""

from __future__ import annotations

import re


def one_of(*lexicons: str) -> str:
    """Return a group that matches any phrase of the lexicons.

    Phrases stand one a line, or several separated by « ; ». Each is itself a regular expression over words separated by
    one space. A line that begins with « & » goes on with the phrase before it, nothing between; « && » puts a space.
    """
    phrases: list[str] = []
    for lexicon in lexicons:
        for line in lexicon.splitlines():
            line = line.strip()
            parts = [phrase.strip() for phrase in line.lstrip("& ").split(";")]
            if line.startswith("&"):
                phrases[-1] += " " * line.startswith("&&") + parts.pop(0)
            phrases += (phrase for phrase in parts if phrase)
    return "(?:" + "|".join(phrases) + ")"


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def whole_words(*lexicons: str) -> re.Pattern[str]:
    """Compile a search for any phrase of the lexicons, as whole words."""
    return re.compile(rf"(?<!\S){one_of(*lexicons)}(?!\S)")

"""Small help to write lexicons of French phrases as regular expressions over rendered tokens (see `tokens.render`)."""

from __future__ import annotations

import re


def one_of(*lexicons: str) -> str:
    """Return a group that matches any phrase of the lexicons, one or more a line separated by « ; ».

    A phrase is itself a regular expression over words separated by one space.
    """
    phrases = (phrase.strip() for lexicon in lexicons for line in lexicon.splitlines() for phrase in line.split(";"))
    return "(?:" + "|".join(phrase for phrase in phrases if phrase) + ")"


def whole_words(*lexicons: str) -> re.Pattern[str]:
    """Compile a search for any phrase of the lexicons, as whole words."""
    return re.compile(rf"(?<!\S){one_of(*lexicons)}(?!\S)")

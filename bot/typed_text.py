"""What a person typed, made fit to be read: it is text, never a command."""

import unicodedata

MAX_LENGTH = 2_000
"""Characters a message may have."""

PAYLOAD_PREFIX = "/"
"""What begins a payload for Rasa; only the channel makes those."""


def storable(text: str) -> str:
    """Return `text` without what no encoding can hold (half of a surrogate pair) nor any reader shows (NUL…)."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in whole if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def readable(text: str) -> str:
    """Return `text` as the language understanding may read it: never with the look of a payload.

    Rasa takes a message that begins with « / » for an intent and its slots. The slashes at the head go, with
    whatever blank or invisible character stands before or between them.
    """
    rest = text
    while rest and (rest[0] == PAYLOAD_PREFIX or _is_invisible(rest[0])):
        rest = rest[1:]
    return rest if PAYLOAD_PREFIX in text[: len(text) - len(rest)] else text


def is_blank(text: str) -> bool:
    """Whether `text` shows nothing at all."""
    return all(_is_invisible(character) for character in text)


def _is_invisible(character: str) -> bool:
    # Z*: blanks; Cf: formatting, such as the zero-width space or a change of direction; M*: an accent alone at
    # the head; Lo fillers are letters to Unicode and nothing to the eye.
    return (
        character.isspace()
        or unicodedata.category(character)[0] in "ZCM"
        or character in "\u115f\u1160\u3164\uffa0\u2800"
    )

"""One writing for many: case, accents, apostrophes, dashes, spaces, emoji.

Folded text holds only `a-z`, digits, spaces, line breaks and a few signs; everything else becomes a space.
"""

from __future__ import annotations

import unicodedata

SIGNS = frozenset(",;:.!?\n()/+&%€='-·*@_")
"""Signs that survive folding, beside letters, digits and the space."""

_WRITTEN_AS = {
    **dict.fromkeys("’‘ʼ`´′", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("•․‧⋅∙", "·"),
    **dict.fromkeys("\r\u2028\u2029\x0b\x0c\x85", "\n"),
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "Æ": "ae",
    "ß": "ss",
    "…": ".",
    "¿": "?",
    "½": ",5",
    "¼": ",25",
    "¾": ",75",
    "«": " ",
    "»": " ",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    "|": "/",
    "\\": "/",
    "~": " environ ",
    "≈": " environ ",
    "<": " moins de ",
    ">": " plus de ",
    "≥": " au moins ",
    "≤": " au plus ",
    "👍": " oui ",
    "✅": " oui ",
    "✔": " oui ",
    "👌": " oui ",
    "👎": " non ",
    "❌": " non ",
    "✗": " non ",
    "🤷": " je ne sais pas ",
}


_CACHED = 4_096
"""Characters whose folding is kept; the others are rare enough to be folded anew."""


class _Folding(dict[int, str]):
    """The folded writing of each character, found once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _WRITTEN_AS.get(character)
        if folded is None:
            kept = (c for c in unicodedata.normalize("NFKD", character).lower() if not unicodedata.combining(c))
            folded = "".join(c if c in SIGNS or (c.isascii() and c.isalnum()) else " " for c in kept)
        if len(self) < _CACHED:
            self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return `text` folded. The result may be longer or shorter than `text`: see `fold_with_offsets`."""
    return text.translate(_FOLDING)


def fold_with_offsets(text: str) -> tuple[str, list[int] | None]:
    """Return `text` folded and, for each folded character, the index in `text` it comes from.

    The list ends with `len(text)`. It is None when both have the same characters at the same places.
    """
    folded = text.translate(_FOLDING)
    if all(len(_FOLDING[ord(character)]) == 1 for character in set(text)):
        return folded, None
    offsets = [index for index, character in enumerate(text) for _ in _FOLDING[ord(character)]]
    return folded, [*offsets, len(text)]


def fold_name(name: str) -> str:
    """Return a proper name as it is looked up: « Saint-Gély-du-Fesc », « St Gely du Fesc » → « saint gely du fesc »."""
    words = "".join(c if c.isalnum() else " " for c in fold(name)).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)

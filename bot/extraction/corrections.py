"""A figure put in the place of another, without a word of what it counts: « finalement 2 et pas 3 ».

Which fact it corrects is the one whose known value is the old figure: what is known is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .message import Context, Finding, Message, Note

REPLACED = "remplacement"
"""Note: a figure that replaces another, {"avant": number, "apres": number}."""

_UNIT = "(?: (?!et |mais |au |plutot )[a-z]+)?"
_FIGURE = r"<[nm](?P<{}>\d+)>"
_PATTERNS = tuple(
    re.compile(rf"(?<!\S){pattern}(?!\S)")
    for pattern in (
        rf"{_FIGURE.format('new')}{_UNIT}(?: ,)?(?: et| mais)? (?:pas|non(?: pas)?|au lieu de|plutot que|et plus) "
        rf"{_FIGURE.format('old')}",
        rf"(?:pas|plus|non) {_FIGURE.format('old')}{_UNIT}(?: ,)? (?:mais|plutot|c est) {_FIGURE.format('new')}",
        rf"(?:pas|plus|non) {_FIGURE.format('old')} , {_FIGURE.format('new')}",
    )
)


def replaced(message: Message, context: Context) -> Iterator[Finding]:
    """Yield the figure that replaces another, unless the pending question may be answered by a figure."""
    if context.question is None or context.edition.fact_of(context.question).is_asked_in_words:
        for match in _matches(message):
            value = {"avant": message.figure(match, "old").value, "apres": message.figure(match, "new").value}
            yield message.found(REPLACED, value, match, Note)


def taken_back(message: Message) -> Iterator[tuple[int, int]]:
    """Yield where a figure stands in the raw text that another replaces: it answers nothing."""
    for match in _matches(message):
        old = message.tokens[int(match.group("old"))]
        yield old.start, old.end


def _matches(message: Message) -> list[re.Match[str]]:
    found = next((found for pattern in _PATTERNS if (found := list(pattern.finditer(message.text)))), [])
    return [match for match in found if all(message.figure(match, group).exact for group in ("old", "new"))]

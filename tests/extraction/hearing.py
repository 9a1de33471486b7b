"""What the tests of the extraction share: an edition, a day, and a short way to write what is heard.

What is heard is a dict of question key → value. Several readings are written `Either(a, b)`, a note `note:<kind>`, a
question the person cannot answer `unknown:<key>`: True.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from bot.extraction.gazetteer import Places
from bot.extraction.message import Context, Finding, Message, Note
from bot.extraction.reading import read
from rules_kb import newest_edition

EDITION = newest_edition()
BEFORE_DEADLINE = date(2024, 2, 1)

Extract = Callable[[Message, Context], Iterator[Finding]]


class Either(tuple[Any, ...]):
    """The readings of what is ambiguous."""

    def __new__(cls, *readings: Any) -> Either:
        return super().__new__(cls, readings)


def _as_heard(finding: Finding) -> tuple[str, Any]:
    if isinstance(finding, Note):
        return f"note:{finding.key}", finding.value
    return finding.key, Either(*finding.value) if finding.is_ambiguous else finding.value


def extracted(
    extract: Extract, text: str, question: str | None = None, today: date = BEFORE_DEADLINE
) -> dict[str, Any]:
    """Return what one extractor finds in a message."""
    context = Context(question, today, EDITION, Places.load())
    return dict(_as_heard(finding) for finding in extract(Message(text), context))


def heard(text: str, question: str | None = None, today: date = BEFORE_DEADLINE) -> dict[str, Any]:
    """Return what a whole message says."""
    reading = read(text, question, today, EDITION)
    result = dict(_as_heard(finding) for finding in reading.findings)
    return {**result, **{f"unknown:{key}": True for key in reading.unknown}}

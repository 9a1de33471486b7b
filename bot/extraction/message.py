"""A message as the extractors see it, and what they make of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .numbers import Figure
from .scope import Clause, Standing, clauses, kept
from .tokens import Period, Token, render, tokenise

if TYPE_CHECKING:
    from rules_kb import Edition

    from .gazetteer import Places


_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_FEWEST_WORDS_QUOTED = 4
_MOST_QUOTED = 0.75
"""The share of a clause between quotation marks from which it is somebody else's: « FAQ : « au moins 5 clips » »."""


@dataclass(frozen=True)
class Finding:
    """One fact heard. `key` is a question key (`chiffre_affaires.2021`); `start`, `end` are places in the raw text."""

    key: str
    value: Any
    start: int
    end: int

    @property
    def fact(self) -> str:
        """The fact's id."""
        return self.key.partition(".")[0]

    @property
    def is_ambiguous(self) -> bool:
        """Whether it can be read in several ways."""
        return isinstance(self, Ambiguous)


@dataclass(frozen=True)
class Ambiguous(Finding):
    """Something that can be read in several ways: `value` is the list of readings."""


@dataclass(frozen=True)
class Note(Finding):
    """Something to know beside the facts; `key` is the kind of note, see `reading`."""


@dataclass(frozen=True)
class Context:
    """What a message is read against."""

    question: str | None
    today: date
    edition: Edition
    places: Places

    @property
    def asked(self) -> str | None:
        """The id of the fact that the pending question is about."""
        return None if self.question is None else self.question.partition(".")[0]


class Message:
    """The text of a message, in the form that patterns read.

    `text` is the rendered tokens; `stated` holds the same with all blanked that says nothing of the structure as it
    is, `planned` with wishes and plans left in (see `scope`). All three have the same length.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._hold(tokenise(raw))
        self.clauses: list[Clause] = self._less_what_is_quoted(clauses(self.text))
        self.stated = kept(self.text, list(self.own_clauses()))

    def _hold(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.text, self._starts = render(tokens)

    def _less_what_is_quoted(self, found: list[Clause]) -> list[Clause]:
        """Return the clauses, those between quotation marks as the words of somebody else.

        A word or two may stand between marks, and so may a whole message.
        """
        quotes = [one for one in _QUOTED.finditer(self.raw) if len(one.group().split()) >= _FEWEST_WORDS_QUOTED]
        if not quotes or not re.search(r"\w", _QUOTED.sub("", self.raw)):
            return found
        told = []
        for clause in found:
            start, end = self.place(clause.start, clause.end)
            inside = sum(max(0, min(end, quote.end()) - max(start, quote.start())) for quote in quotes)
            is_quoted = inside > _MOST_QUOTED * (end - start)
            told.append(replace(clause, standing=Standing.RULE) if is_quoted else clause)
        return told

    def taken_as_stated(self, parts: list[tuple[int, int]], words: Mapping[str, str]) -> Message:
        """Return the message that states the given stretches of `text`, some words replaced, and nothing else."""
        other = Message.__new__(Message)
        other.raw = self.raw
        ranges = [self.token_range(start, end) for start, end in parts]
        other._hold([replace(token, text=words.get(token.text, token.text)) for token in self.tokens])
        spans = [other.stretch(first, last) for first, last in ranges if first < last]
        other.clauses = [Clause(start, end, other.text[start:end], Standing.OWN) for start, end in spans]
        other.text = kept(other.text, other.clauses)
        other.stated = other.text
        return other

    @cached_property
    def planned(self) -> str:
        """What is stated, wished or planned."""
        return kept(
            self.text, [clause for clause in self.clauses if clause.standing in (Standing.OWN, Standing.WISHED)]
        )

    def figure(self, match: re.Match[str], group: str | int = 1) -> Figure:
        """Return the figure whose number is in a group of `match` (`<n3>`: 3)."""
        figure = self.tokens[int(match.group(group))].figure
        assert figure is not None
        return figure

    def period(self, match: re.Match[str], group: str | int) -> Period:
        """Return the date whose number is in a group of `match`."""
        period = self.tokens[int(match.group(group))].period
        assert period is not None
        return period

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the first token of a stretch of `text`, and the one after its last."""
        return bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Return where the tokens from `first` to before `last` stand in `text`."""
        end = self._starts[last] - 1 if last < len(self._starts) else len(self.text)
        return self._starts[first], end

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of `text` stands in the raw text."""
        first, last = self.token_range(start, end)
        return (self.tokens[first].start, self.tokens[last - 1].end) if first < last else (0, len(self.raw))

    def found(self, key: str, value: Any, match: re.Match[str], kind: type[Finding] = Finding) -> Finding:
        """Return a finding that stands where `match` (over `text`, `stated` or `planned`) stands."""
        return kind(key, value, *self.place(*match.span()))

    def read_as(self, key: str, readings: list[Any], match: re.Match[str]) -> Finding:
        """Return a finding of the one reading, or an ambiguous one of several."""
        if len(readings) == 1:
            return self.found(key, readings[0], match)
        return self.found(key, readings, match, Ambiguous)

    def clause_at(self, position: int) -> Clause | None:
        """Return the clause that covers a place of `text`."""
        return next((clause for clause in self.clauses if clause.start <= position < clause.end), None)

    def own_clauses(self) -> Iterator[Clause]:
        """Yield the clauses that state something."""
        return (clause for clause in self.clauses if clause.standing is Standing.OWN)

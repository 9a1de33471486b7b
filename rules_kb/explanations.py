"""How a criterion is explained: a sentence for its status, with the applicant's figures and the readings left open."""

from __future__ import annotations

from functools import cached_property

from .compiled import CompiledCriterion
from .conditions import FAILED, MET, Compiled, Status, compile_condition
from .facts import Facts
from .models import Edition
from .texts import FACT_PREFIX, fact_texts

TO_BE_CONFIRMED = "lecture à confirmer auprès de l'équipe"


class Explainer:
    """Explains the criteria of an edition. Sentences that don't depend on the facts are filled once."""

    def __init__(self, edition: Edition, criteria: list[CompiledCriterion]) -> None:
        self._edition = edition
        self._special: list[tuple[tuple[Compiled, str], ...]] = [
            tuple((compile_condition(s.si), s.texte) for s in c.criterion.explications_particulieres) for c in criteria
        ]
        self._filled: dict[tuple[int, str, bool, bool], str] = {}

    def explain(self, criterion: CompiledCriterion, status: Status, facts: FactTexts, *, closed: bool) -> str:
        """Return the explanation of a criterion that has that status.

        Args:
            criterion: the criterion.
            status: its status for these facts.
            facts: the facts, and how they are written.
            closed: its scheme follows the calendar, and the calls are closed.
        """
        sentence: str = getattr(criterion.criterion.explications, status)
        for condition, text in self._special[criterion.index]:
            if condition.evaluate(facts.facts.known) is MET:
                sentence = text
                break
        failed = status is FAILED
        key = (criterion.index, sentence, failed, closed)
        text = self._filled.get(key, "")
        if text:
            return text
        template = self._with_readings(sentence, criterion, failed=failed, closed=closed)
        if FACT_PREFIX in template:
            return self._edition.text(template, facts.texts)
        text = self._filled[key] = self._edition.text(template)
        return text

    def _with_readings(self, sentence: str, criterion: CompiledCriterion, *, failed: bool, closed: bool) -> str:
        """Return the sentence with the readings to be confirmed put before its final stop."""
        readings = self._edition.readings(criterion.criterion, failed=failed, closed=closed)
        if not readings:
            return sentence
        body, stop = (sentence[:-1], sentence[-1]) if sentence[-1] in ".!?…" else (sentence, ".")
        return f"{body} ({TO_BE_CONFIRMED} : {' ; '.join(readings)}){stop}"


class FactTexts:
    """Facts, and how they are written in a text; the writing waits until a text needs it."""

    def __init__(self, edition: Edition, facts: Facts) -> None:
        self._edition = edition
        self.facts = facts

    @cached_property
    def texts(self) -> dict[str, str]:
        """Reference → text (`fait.mois_activite` → « 24 mois »)."""
        return fact_texts(self._edition, self.facts)

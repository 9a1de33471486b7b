"""The rules of the schemes, as dated editions that staff can read and change, and the engine that applies them.

This package knows neither Rasa nor the web: facts, an edition and a date in, a verdict out.
"""

from .clock import today
from .engine import evaluate
from .facts import FactError, Facts, check_facts, slot_of
from .faults import EditionError, Fault
from .funding import FundingPlan, funding_plan
from .loading import editions, load_edition, newest_edition
from .models import Edition
from .planner import QuestionPlan, next_question
from .representatives import ranges
from .verdict import CriterionVerdict, SchemeVerdict, Verdict, VoletVerdict
from .what_if import Change, ChangeSet, what_would_change

__all__ = [
    "Change",
    "ChangeSet",
    "CriterionVerdict",
    "Edition",
    "EditionError",
    "FactError",
    "Facts",
    "Fault",
    "FundingPlan",
    "QuestionPlan",
    "SchemeVerdict",
    "Verdict",
    "VoletVerdict",
    "check_facts",
    "editions",
    "evaluate",
    "funding_plan",
    "load_edition",
    "newest_edition",
    "next_question",
    "ranges",
    "slot_of",
    "today",
    "what_would_change",
]

"""What an edition of the schemes is made of. Attribute names are the keys of the YAML files, in French.

Every model is immutable and refuses unknown keys. Conditions arrive here already read (`condition_reading`), with their
values in the types of the public contract, so that whoever evaluates them needs no other look at the facts.
"""

from .base import Model
from .conditions import All, AnyOf, Comparison, Condition, Operator
from .edition import (
    Article,
    Calendar,
    CalendarSentences,
    CalendarStatus,
    Contract,
    Edition,
    EditionFile,
    GlossaryEntry,
    Orientation,
    Procedure,
    Recommendation,
    UnansweredTopic,
)
from .facts import Choice, Conversion, Fact, FactType
from .forms import Form, FormField, FormOption, Questionnaire
from .schemes import (
    AmountRange,
    Category,
    CategoryCondition,
    Criterion,
    Document,
    Explanations,
    Format,
    Funding,
    Period,
    Scheme,
    SharedCriterion,
    SpecialExplanation,
    Step,
    Volet,
)

__all__ = [
    "All",
    "AmountRange",
    "AnyOf",
    "Article",
    "Calendar",
    "CalendarSentences",
    "CalendarStatus",
    "Category",
    "CategoryCondition",
    "Choice",
    "Comparison",
    "Condition",
    "Contract",
    "Conversion",
    "Criterion",
    "Document",
    "Edition",
    "EditionFile",
    "Explanations",
    "Fact",
    "FactType",
    "Form",
    "FormField",
    "FormOption",
    "Format",
    "Funding",
    "GlossaryEntry",
    "Model",
    "Operator",
    "Orientation",
    "Period",
    "Procedure",
    "Questionnaire",
    "Recommendation",
    "Scheme",
    "SharedCriterion",
    "SpecialExplanation",
    "Step",
    "UnansweredTopic",
    "Volet",
]

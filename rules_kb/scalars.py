"""Strict types for what stands at the leaves of an edition: words, sentences, yes or no, dates, quantities.

Each refuses what it doesn't know with a message and a remedy in French (`Refusal`), and guesses nothing: a
YAML scalar arrives as the text that staff wrote (see `yaml_loading`), so that `no` is never a silent false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from .quantities import Quantity, parse_quantity

_SENTENCE_END = re.compile(r"([.!?…]( »)?|\{glossaire\.\w+\})$")
_NEXT_SENTENCE = re.compile(r"[.!?…] +[A-ZÀÂÇÉÈÊÎÔ]")


class Refusal(ValueError):
    """A value that the knowledge base can't take: what is wrong, and how to mend it (both in French).

    `key` is the one at fault, when the fault is found from the mapping around it.
    """

    def __init__(self, message: str, remedy: str, key: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.key = key


class Text(str):
    """A text that isn't empty; the subclasses say how long it may be and how it begins and ends."""

    longest: ClassVar[int] = 1200
    remedy_for_length: ClassVar[str] = "raccourcissez-le"

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], str]]:
        yield cls.validate

    @classmethod
    def validate(cls, value: Any) -> str:
        if isinstance(value, int):  # a year alone, for example
            value = str(value)
        if not isinstance(value, str):
            raise Refusal("un texte est attendu ici", "écrivez un texte, au besoin sur la ligne suivante après « >- »")
        text = value.strip()
        if not text:
            raise Refusal("ce texte est vide", "écrivez le texte, ou retirez la clé si elle est facultative")
        if len(text) > cls.longest:
            raise Refusal(
                f"ce texte compte {len(text)} caractères, le maximum est {cls.longest}", cls.remedy_for_length
            )
        cls.check_punctuation(text)
        return text

    @classmethod
    def check_punctuation(cls, text: str) -> None:
        """Refuse a text whose beginning or end isn't that of its kind."""


class Label(Text):
    """A name, a heading or the text of a button: short, without a final stop."""

    longest = 110

    @classmethod
    def check_punctuation(cls, text: str) -> None:
        if text.endswith(".") and not text.endswith(("etc.", "...")):
            raise Refusal("un libellé ne finit pas par un point", "retirez le point final")


class Heading(Label):
    """The title of an article, shown on a button."""

    longest = 60


class Clause(Text):
    """A piece of sentence that the assistant puts between brackets or after a colon."""

    longest = 220

    @classmethod
    def check_punctuation(cls, text: str) -> None:
        if text[0].isupper() and not text[:2].isupper():
            raise Refusal("ce membre de phrase commence par une majuscule", "écrivez-le avec une minuscule")
        if text.endswith((".", "?", "!")):
            raise Refusal("ce membre de phrase a une ponctuation finale", "retirez-la : l'assistant l'ajoute")


class Sentence(Text):
    """One or a few full sentences, with their final punctuation or that of a definition they end with."""

    longest = 420
    remedy_for_length = "raccourcissez-le : une ou deux phrases suffisent"

    @classmethod
    def check_punctuation(cls, text: str) -> None:
        if not _SENTENCE_END.search(text):
            raise Refusal("cette phrase n'a pas de ponctuation finale", "terminez-la par un point")


class OneSentence(Sentence):
    """A single sentence."""

    longest = 340
    remedy_for_length = "raccourcissez-la"

    @classmethod
    def check_punctuation(cls, text: str) -> None:
        super().check_punctuation(text)
        if _NEXT_SENTENCE.search(text):
            raise Refusal("ce texte a plusieurs phrases", "gardez-en une seule, au besoin avec « ; » ou « : »")


class Paragraph(Sentence):
    """The answer of an article: a few sentences."""

    longest = 1100
    remedy_for_length = "raccourcissez-le, ou faites-en deux articles"


class Question(Sentence):
    """What the assistant asks: one short question."""

    longest = 140
    remedy_for_length = "raccourcissez la question : une seule chose à la fois"

    @classmethod
    def check_punctuation(cls, text: str) -> None:
        if not text.endswith("?"):
            raise Refusal("cette question ne finit pas par un point d'interrogation", "ajoutez « ? »")


class Id(str):
    """An identifier: lower case, digits and underscores."""

    _form: ClassVar[re.Pattern[str]] = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], str]]:
        yield cls.validate

    @classmethod
    def validate(cls, value: Any) -> str:
        if isinstance(value, int):
            raise Refusal(
                f"« {value} » est un nombre et non un identifiant", f'écrivez-le entre guillemets : "{value}"'
            )
        if not isinstance(value, str) or not cls._form.fullmatch(value):
            raise Refusal(
                f"« {value} » n'est pas un identifiant",
                "n'employez que des minuscules sans accent, des chiffres et « _ », comme « montant_maximum »",
            )
        return value


def read_yes_no(value: Any) -> bool:
    """Read the words « oui » and « non », and no other."""
    if value not in ("oui", "non"):
        raise Refusal(f"« {value} » n'est ni « oui » ni « non »", "écrivez le mot oui ou le mot non")
    return bool(value == "oui")


def read_day(value: Any) -> date:
    """Read an ISO date."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refusal(
            f"« {value} » n'est pas une date", "écrivez l'année, le mois et le jour ainsi : 2024-03-07"
        ) from None


def read_quantity(value: Any) -> Quantity:
    """Read a number with its unit."""
    try:
        return parse_quantity(value)
    except ValueError as error:
        raise Refusal(str(error), "écrivez le nombre et son unité, par exemple « 24 mois » ou « 0,20 ETP »") from None


if TYPE_CHECKING:
    YesNo = bool
    Day = date
    Measure = Quantity
else:

    def _pydantic_type(name: str, read: Callable[[Any], Any]) -> type:
        def get_validators(cls: type) -> Iterator[Callable[[Any], Any]]:
            yield read

        return type(name, (), {"__get_validators__": classmethod(get_validators)})

    YesNo = _pydantic_type("YesNo", read_yes_no)
    Day = _pydantic_type("Day", read_day)
    Measure = _pydantic_type("Measure", read_quantity)

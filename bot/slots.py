"""The kind of slot that holds an answer."""

from rasa.shared.core.slots import AnySlot


class AnswerSlot(AnySlot):
    """A slot of any value, quick to copy.

    Rasa copies every slot of the domain for each tracker that it makes, several times a turn; `copy.copy` on its own
    slots is a tenth of a turn.
    """

    type_name = "answer"

    def __copy__(self) -> "AnswerSlot":
        """Return a slot with the same name, value and mappings."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        return twin

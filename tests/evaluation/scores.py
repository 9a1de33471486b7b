"""What is measured on a set of messages."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Score:
    """How many are right of how many, the errors in words, and how often what was expected became what came."""

    name: str
    aim: str
    right: int = 0
    total: int = 0
    errors: list[str] = field(default_factory=list)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, is_right: bool, error: str, expected: str = "", got: str = "") -> None:
        """Count one more, with what to show of it if it is wrong, and the case of the confusion plot."""
        self.total += 1
        self.right += is_right
        if expected:
            self.outcomes[expected, got] += 1
        if not is_right:
            self.errors.append(error)

    @property
    def share(self) -> float:
        """The share (0 to 1) that is right; 0 of nothing."""
        return self.right / self.total if self.total else 0.0

    def __str__(self) -> str:
        return f"{self.name:<62} {self.right:>4}/{self.total:<4} {self.share:>6.1%}   {self.aim}"

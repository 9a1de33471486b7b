"""Intervals: what a bound (« moins de 100 000 », « entre 80 et 90 ») says about a figure.

An interval holds its low end. It holds its high end unless `high_open` is set. Whole-number facts keep whole, closed
ends, so that « moins de 3 » partners and « au plus 2 » are the same interval.
"""

import math
from typing import NamedTuple

Number = int | float


class Interval(NamedTuple):
    """The values a figure may still have; an end that is None is unbounded."""

    low: Number | None
    high: Number | None
    high_open: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value fits."""
        if self.low is None or self.high is None:
            return False
        return self.low >= self.high if self.high_open else self.low > self.high

    def holds(self, value: Number) -> bool:
        """Return whether the figure `value` fits."""
        if self.low is not None and value < self.low:
            return False
        return self.high is None or value < self.high or (value == self.high and not self.high_open)

    def at_least(self, threshold: Number) -> bool | None:
        """Return whether every value is ≥ `threshold`, None when some are and some are not."""
        if self.low is not None and self.low >= threshold:
            return True
        below = self.high is not None and (self.high < threshold or (self.high_open and self.high == threshold))
        return False if below else None

    def more_than(self, threshold: Number) -> bool | None:
        """Return whether every value is > `threshold`, None when some are and some are not."""
        if self.low is not None and self.low > threshold:
            return True
        return False if self.high is not None and self.high <= threshold else None


def interval(
    at_least: Number | None,
    less_than: Number | None,
    *,
    minimum: Number | None = None,
    maximum: Number | None = None,
    whole: bool = False,
) -> Interval:
    """Return the interval of a bound within the range of its fact.

    `at_least` and `less_than` are the ends of the bound (≥, <), `minimum` and `maximum` those of the fact (both
    included); `whole` says that the fact takes whole numbers. The result may be empty.
    """
    low = max((x for x in (at_least, minimum) if x is not None), default=None)
    if whole:
        low = None if low is None else math.ceil(low)
        less_than = None if less_than is None else math.ceil(less_than) - 1
    high = min((x for x in (less_than, maximum) if x is not None), default=None)
    return Interval(low, high, high_open=not whole and high is not None and high == less_than)

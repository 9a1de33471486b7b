"""The load of a webinar: everybody asks in time, and what fails is counted."""

import pytest

from benchmarks.webinar import QUESTIONS_EACH, CountedFailure, Measured, visits


def test_everybody_asks_within_the_time() -> None:
    planned = visits(300, 120.0, ["a", "b"])

    assert len(planned) == 300
    for visit in planned:
        times = [visit.scans, *(at for at, _ in visit.asks)]
        assert times == sorted(times) and times[0] >= 0 and times[-1] <= 120
        assert len(visit.asks) == QUESTIONS_EACH
    # All over the time, not all at once.
    assert min(visit.scans for visit in planned) < 10 and max(visit.asks[-1][0] for visit in planned) > 110
    assert planned == visits(300, 120.0, ["a", "b"])


async def test_what_fails_is_counted_and_not_timed() -> None:
    measured = Measured()

    with pytest.raises(CountedFailure):
        async with measured.timed("question answered"):
            raise ConnectionError("coupé")
    async with measured.timed("question answered"):
        pass

    assert len(measured.failures) == 1 and "coupé" in measured.failures[0]
    assert len(measured.loads["question answered"].latencies) == 1

import pytest

from rules_kb.intervals import Interval, interval


@pytest.mark.parametrize(
    ("low", "high", "options", "expected"),
    [
        (24, None, {}, Interval(24, None)),
        (None, 100_000, {"minimum": 0}, Interval(0, 100_000, True)),
        (None, 3, {"whole": True}, Interval(None, 2)),
        (1.5, None, {"whole": True}, Interval(2, None)),
        (None, 24.5, {"whole": True}, Interval(None, 24)),
        (40, None, {"minimum": 0, "maximum": 100}, Interval(40, 100)),
        (40, 100, {"minimum": 0, "maximum": 100}, Interval(40, 100, True)),
    ],
)
def test_a_bound_within_its_range(
    low: float | None, high: float | None, options: dict[str, float], expected: Interval
) -> None:
    found = interval(low, high, **options)  # type: ignore[arg-type]
    assert found == expected
    assert not found.empty


@pytest.mark.parametrize(
    ("low", "high", "options"),
    [(5, 3, {}), (5, 5, {}), (None, 0, {"minimum": 0}), (2.2, 2.8, {"whole": True}), (101, None, {"maximum": 100})],
)
def test_no_value_fits(low: float | None, high: float | None, options: dict[str, float]) -> None:
    assert interval(low, high, **options).empty  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "at_least", "more_than"),
    [
        (Interval(24, None), True, None),
        (Interval(25, None), True, True),
        (Interval(23, None), None, None),
        (Interval(None, 24, True), False, False),
        (Interval(None, 24), None, False),
        (Interval(None, 25, True), None, None),
        (Interval(None, 23), False, False),
        (Interval(24, 24), True, False),
    ],
)
def test_against_24(found: Interval, at_least: bool | None, more_than: bool | None) -> None:
    assert found.at_least(24) is at_least
    assert found.more_than(24) is more_than


@pytest.mark.parametrize(("value", "holds"), [(9, False), (10, True), (19.99, True), (20, False)])
def test_what_an_open_interval_holds(value: float, holds: bool) -> None:
    assert Interval(10, 20, True).holds(value) is holds
    assert Interval(10, 20).holds(20)

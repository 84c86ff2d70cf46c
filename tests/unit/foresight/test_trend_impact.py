"""Trends bent by events: closed forms of the expected value and of the fan."""

import pytest

from app.foresight.errors import TrendError
from app.foresight.trend_impact import Event, trend_impact

JOBS = (100.0, 110.0, 120.0)


def test_without_events_the_fan_is_the_baseline() -> None:
    found = trend_impact(JOBS, [], seed=1, runs=10)
    assert (found.baseline, found.expected) == (JOBS, JOBS)
    assert all(values == JOBS for _level, values in found.quantiles)


def test_an_event_at_the_start_gives_the_baseline_times_one_plus_chance_times_impact() -> None:
    event = Event("closure", (0.4, 0, 0), (-0.1, -0.2, -0.3))
    found = trend_impact(JOBS, [event], seed=1)
    assert found.expected == pytest.approx((100 * 0.96, 110 * 0.92, 120 * 0.88))
    by_level = dict(found.quantiles)
    assert by_level[0.05] == pytest.approx((90, 88, 84))
    assert by_level[0.75] == pytest.approx(JOBS)


def test_a_later_event_starts_its_curve_when_it_comes_and_the_last_impact_stays() -> None:
    event = Event("line", (0, 1, 0), (0.5, 0.2))
    assert trend_impact((100, 100, 100), [event], seed=1).expected == pytest.approx((100, 150, 120))
    lasting = Event("line", (1, 0, 0), (0.5,))
    found = trend_impact(JOBS, [lasting], seed=1)
    assert found.expected == pytest.approx((150, 165, 180))


def test_chances_by_period_and_impacts_of_several_events_add_up() -> None:
    first, second = Event("a", (0.5, 0.5, 0), (0.2,)), Event("b", (0, 0.5, 0), (-0.1, -0.3))
    found = trend_impact((100, 100, 100), [first, second], seed=1, runs=40_000)
    assert found.expected == pytest.approx((110, 115, 105))
    assert dict(found.quantiles)[0.95] == pytest.approx((120, 120, 120))


def test_a_seed_gives_the_same_fan_again() -> None:
    event = Event("a", (0.3, 0.3, 0.3), (0.2, -0.4))
    found = trend_impact(JOBS, [event], seed=2, runs=101, levels=(0.4,))
    assert found == trend_impact(JOBS, [event], seed=2, runs=101, levels=(0.4,))


@pytest.mark.parametrize(
    ("baseline", "event", "told"),
    [
        ((), Event("a", (), (1,)), "no period"),
        ((1, float("nan")), Event("a", (0, 0), (1,)), "gap"),
        ((1, 1), Event("a", (0.5,), (1,)), "2 periods"),
        ((1, 1), Event("a", (0.6, 0.6), (1,)), "sum to 1.2"),
        ((1, 1), Event("a", (0.6, -0.1), (1,)), "from 0 to 1"),
        ((1, 1), Event("a", (0.6, 0.1), ()), "no impact"),
        ((1, 1), Event("a", (0.6, 0.1), (float("inf"),)), "no impact"),
    ],
)
def test_what_is_no_trend_is_refused(baseline: tuple[float, ...], event: Event, told: str) -> None:
    with pytest.raises(TrendError, match=told):
        trend_impact(baseline, [event], seed=1)


@pytest.mark.parametrize(("runs", "levels"), [(0, (0.5,)), (10, (0.0,)), (10, (1.5,))])
def test_a_fan_of_nothing_is_refused(runs: int, levels: tuple[float, ...]) -> None:
    with pytest.raises(TrendError, match="fan"):
        trend_impact(JOBS, [], seed=1, runs=runs, levels=levels)

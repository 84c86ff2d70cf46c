"""SMIC: net probabilities are unique, scenarios have intervals, the point of largest entropy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foresight.errors import EventError
from app.foresight.smic import Coherent, smic

NAN = float("nan")


def of_scenarios(chances: np.ndarray, count: int) -> tuple[Coherent, np.ndarray]:
    """SMIC of the answers that scenario chances, from all to none, give; and their events."""
    bits = np.arange(2**count)[::-1, None] >> np.arange(count)[::-1] & 1
    net, joint = bits.T @ chances, (bits.T * chances) @ bits
    with np.errstate(divide="ignore", invalid="ignore"):
        if_so = np.nan_to_num(joint / net)
        if_not = np.nan_to_num((net[:, None] - joint) / (1 - net))
    return smic(net, np.clip(if_so, 0, 1), np.clip(if_not, 0, 1)), net


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0.01, 1), min_size=8, max_size=8))
def test_coherent_answers_are_kept_and_their_scenarios_lie_in_the_intervals(
    parts: list[float],
) -> None:
    chances = np.array(parts) / sum(parts)
    found, net = of_scenarios(chances, 3)
    assert found.objective == pytest.approx(0, abs=1e-12)
    assert found.net == pytest.approx(net.tolist(), abs=1e-6)
    for each, chance in zip(found.scenarios, chances, strict=True):
        assert each.low - 1e-6 <= chance <= each.high + 1e-6


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 4), st.integers(0, 10_000))
def test_whatever_experts_say_what_comes_out_is_coherent(count: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    drawn = generator.random((2 * count + 1, count)).round(2)
    found = smic(drawn[0], drawn[1 : count + 1], drawn[count + 1 :])
    chances = np.array([each.likeliest for each in found.scenarios])
    events = np.array([each.events for each in found.scenarios])
    assert chances.sum() == pytest.approx(1)
    assert (chances @ events).tolist() == pytest.approx(list(found.net), abs=1e-6)
    for (i, j), both in found.joint.items():
        together = chances[events[:, i] & events[:, j]].sum()
        assert together == pytest.approx(both, abs=1e-6)
    for each in found.scenarios:
        assert -1e-6 <= each.low - 1e-6 <= each.likeliest <= each.high + 1e-6


def test_independent_events_have_the_product_as_the_point_of_largest_entropy() -> None:
    net = np.array([0.2, 0.5, 0.9])
    found = smic(net, np.tile(net[:, None], 3), np.tile(net[:, None], 3))
    for each in found.scenarios:
        product = np.where(each.events, net, 1 - net).prod()
        assert each.likeliest == pytest.approx(product, abs=1e-8)


def test_certain_and_impossible_events_leave_one_scenario() -> None:
    found = smic([1, 0], [[0, 1], [0, 0]], [[0, 1], [0, 0]])
    assert found.net == pytest.approx((1, 0), abs=1e-9)
    assert [round(each.likeliest, 9) for each in found.scenarios] == [0, 1, 0, 0]


def test_the_own_cell_of_an_event_is_not_read() -> None:
    plain = smic([0.7, 0.3], [[0, 0.9], [0.5, 0]], [[0, 0.6], [0.1, 0]])
    other = smic([0.7, 0.3], [[NAN, 0.9], [0.5, 7]], [[NAN, 0.6], [0.1, -1]])
    assert plain == other


@pytest.mark.parametrize(
    ("chances", "told"),
    [
        ([0.5], "2 to 8 events"),
        ([0.1] * 9, "2 to 8 events"),
        ([0.5, 1.2], "1.2"),
        ([0.5, NAN], "nan"),
    ],
)
def test_what_is_no_answer_is_refused(chances: list[float], told: str) -> None:
    table = np.full((len(chances), len(chances)), 0.5)
    with pytest.raises(EventError, match=told):
        smic(chances, table, table)


def test_a_table_of_another_size_is_refused() -> None:
    with pytest.raises(EventError, match="shape"):
        smic([0.5, 0.5], np.full((2, 3), 0.5), np.full((2, 2), 0.5))

"""Intentions to stay, scenarios of them, and where people work."""

import numpy as np
import pytest

from app.foresight.commuting import at_workplace, commuting
from app.foresight.errors import AmountError, SquareError
from app.foresight.migration import (
    Intentions,
    Scenario,
    labour_supply,
    net_arrivals,
    project_scenarios,
)
from app.foresight.population import project

SAID = Intentions(leave=[0.5, 0.1], come_back=[0.2, 0.0])
KEPT = [[0.0, 0.0], [1.0, 1.0]]


def test_half_of_what_is_said_comes_true() -> None:
    found = net_arrivals([100, 200], SAID, Scenario(name="half", realised=0.5))
    assert found.tolist() == [-25, -10]


def test_those_who_do_not_return_and_newcomers_count() -> None:
    scenario = Scenario(name="x", realised=1, returned=0.5, arrivals=0.2)
    assert net_arrivals([100, 200], SAID, scenario) == pytest.approx([-50, -16])


def test_nothing_realised_is_the_plain_projection() -> None:
    found = project_scenarios([100, 200], KEPT, SAID, [Scenario(name="none", realised=0)], 3)
    assert found["none"].tolist() == project([100, 200], KEPT, 3).tolist()


def test_more_realised_leaves_fewer_but_never_less_than_nobody() -> None:
    all_go = Intentions(leave=[1, 1], come_back=[0, 0])
    scenarios = [Scenario(name=str(part), realised=part) for part in (0.1, 0.5, 1.0)]
    found = project_scenarios([100, 200], [[0.0, 0.5], [1.0, 1.0]], all_go, scenarios[:2], 6)
    assert found["0.1"][-1].sum() > found["0.5"][-1].sum() >= 0
    with pytest.raises(AmountError, match="leave age group"):
        project_scenarios([100, 200], KEPT, all_go, scenarios[2:], 6)


def test_scenarios_and_shares_that_cannot_be_are_refused() -> None:
    for wrong in ({"realised": 1.2}, {"realised": 0.1, "returned": -1},
                  {"realised": 0.1, "arrivals": float("inf")}):  # fmt: skip
        with pytest.raises(AmountError):
            Scenario(name="x", **wrong)
    wrong_shares = Intentions(leave=[0, 0.8], come_back=[0, 0.4])
    with pytest.raises(AmountError, match="age group 2"):
        net_arrivals([1, 1], wrong_shares, Scenario(name="x", realised=1))
    twice = [Scenario(name="x", realised=0)] * 2
    with pytest.raises(AmountError, match="one name"):
        project_scenarios([1, 1], KEPT, SAID, twice, 1)


def test_labour_supply_counts_returners_by_half() -> None:
    assert labour_supply([100, 50], [0.5, 0.8], [0.2, 0.0]) == pytest.approx(60 + 40)
    with pytest.raises(AmountError):
        labour_supply([100], [0.9], [0.2])


def test_commuters_cross_borders() -> None:
    found = commuting([[60, 40], [10, 30]])
    assert found.residents.tolist() == [100, 40]
    assert found.workers.tolist() == [70, 70]
    assert found.net.tolist() == [-30, 30]
    assert (found.outward.tolist(), found.inward.tolist()) == ([40, 10], [10, 40])
    assert found.kept.tolist() == [0.6, 0.75]
    assert commuting([[0, 1], [0, 0]]).own[1] == 0
    assert np.isnan(commuting([[0, 1], [0, 0]]).kept[1])


def test_workers_stand_at_their_place_of_work() -> None:
    assert at_workplace([100, 40], [[0.6, 0.3], [0.25, 0.75]]) == pytest.approx([70, 60])


def test_flows_that_cannot_be_are_refused() -> None:
    with pytest.raises(SquareError, match="row 1"):
        at_workplace([1, 1], [[0.6, 0.5], [0, 0]])
    with pytest.raises(SquareError, match="row 2, column 1"):
        commuting([[1, 2], [-1, 2]])
    with pytest.raises(SquareError, match="shape"):
        commuting([[1, 2]])
    with pytest.raises(SquareError, match="shape"):
        commuting([])

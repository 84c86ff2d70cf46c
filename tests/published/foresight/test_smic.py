"""SMIC. No example with numbers was found published: both are derived, with other solvers
(cvxpy's Clarabel for the quadratic programme, scipy's linprog for the intervals)."""

import numpy as np
import pytest

from app.foresight.smic import smic


def test_three_coherent_events_as_derived() -> None:
    net = np.array([0.6, 0.4, 0.5])
    joint = np.array([[0.6, 0.3, 0.35], [0.3, 0.4, 0.25], [0.35, 0.25, 0.5]])
    found = smic(net, joint / net, (net[:, None] - joint) / (1 - net))
    told = {"".join(str(int(e)) for e in each.events): each for each in found.scenarios}
    assert found.objective == pytest.approx(0, abs=1e-12)
    assert found.net == pytest.approx((0.6, 0.4, 0.5))
    intervals = {
        "111": (0.15, 0.25, 0.2),
        "110": (0.05, 0.15, 0.1),
        "101": (0.10, 0.20, 0.15),
        "100": (0.10, 0.20, 0.15),
        "011": (0.00, 0.10, 0.05),
        "010": (0.00, 0.10, 0.05),
        "001": (0.05, 0.15, 0.1),
        "000": (0.15, 0.25, 0.2),
    }
    for name, expected in intervals.items():
        each = told[name]
        assert (each.low, each.high, each.likeliest) == pytest.approx(expected, abs=1e-6)


def test_two_incoherent_events_as_derived() -> None:
    found = smic([0.7, 0.3], [[0, 0.9], [0.5, 0]], [[0, 0.6], [0.1, 0]])
    assert [e.likeliest for e in found.scenarios] == pytest.approx([0.31, 0.42, 0.03, 0.24])
    assert found.net == pytest.approx((0.73, 0.34))
    assert found.objective == pytest.approx(0.0032)

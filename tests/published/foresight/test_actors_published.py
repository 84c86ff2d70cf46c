"""MACTOR against derived numbers: no publication with numbers is known. Two variants of R."""

import numpy as np
import pytest

from app.foresight.actors import Variant, strategies

INFLUENCES = [[0, 2, 1, 3], [1, 0, 0, 2], [2, 1, 0, 1], [0, 1, 1, 0]]
POSITIONS = [[2, -1, 3], [1, 2, 0], [-2, -1, 1], [3, 0, -1]]
PAIRS = ["12", "13", "14", "23", "24", "34"]


def by_pair(table: np.ndarray) -> dict[str, float]:
    return {pair: float(table[int(pair[0]) - 1, int(pair[1]) - 1]) for pair in PAIRS}


def test_direct_and_indirect_influences() -> None:
    found = strategies(INFLUENCES, POSITIONS).power
    assert found.reach.tolist() == [[2, 4, 2, 6], [1, 2, 2, 3], [3, 4, 2, 4], [2, 2, 1, 2]]
    assert found.influence.tolist() == [12, 6, 11, 5]
    assert found.dependence.tolist() == [6, 10, 5, 13]


@pytest.mark.parametrize(
    ("variant", "strength"),
    [
        ("diagonal-excluded", [1.6665, 0.4687, 1.5754, 0.2893]),
        ("diagonal-in-second-factor", [1.6267, 0.5113, 1.5231, 0.3389]),
    ],
)
def test_both_variants_of_strength(variant: Variant, strength: list[float]) -> None:
    found = strategies(INFLUENCES, POSITIONS, variant).power.strength
    assert found == pytest.approx(strength, abs=1e-4)
    assert found.mean() == pytest.approx(1)


def test_the_strongest_path() -> None:
    found = strategies(INFLUENCES, POSITIONS).strongest_path.reach
    assert found.tolist() == [[1, 2, 1, 3], [1, 1, 1, 2], [2, 2, 1, 2], [1, 1, 1, 1]]


def test_convergence_and_divergence_of_three_orders() -> None:
    found = strategies(INFLUENCES, POSITIONS)
    signs, values = found.by_sign, found.by_value
    assert by_pair(signs.convergence) == dict(zip(PAIRS, [1, 2, 1, 0, 1, 0], strict=True))
    assert by_pair(signs.divergence) == dict(zip(PAIRS, [1, 1, 1, 2, 0, 2], strict=True))
    assert by_pair(values.convergence) == dict(zip(PAIRS, [1.5, 3, 2.5, 0, 2, 0], strict=True))
    assert by_pair(values.divergence) == dict(zip(PAIRS, [1.5, 2, 2, 3, 0, 3.5], strict=True))
    assert by_pair(found.by_strength.convergence) == pytest.approx(
        dict(zip(PAIRS, [1.9009, 4.9085, 2.1005, 0, 0.6684, 0], strict=True)), abs=1e-4
    )


def test_the_mobilisation_of_objectives() -> None:
    found = strategies(INFLUENCES, POSITIONS).objectives
    assert found.mobilisation == pytest.approx([7.8206, 4.1794, 6.8644], abs=1e-4)

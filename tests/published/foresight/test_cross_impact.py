"""Cross-impact balances against what ScenarioWizard printed, and against two derivations.

Sources: SOURCES.md beside the files. Where a number was derived and not published, its test says
so in its name.
"""

from pathlib import Path

import numpy as np
import pytest

from app.foresight.cross_impact import Matrix, consistent_scenarios, reasons, weights
from app.foresight.cross_impact.matrix import balances
from app.formats.scenario_wizard import read_project, read_solutions

HERE = Path(__file__).parent
SOMEWHERELAND = (
    "A3 B1 C3 D2 E1 F1, A3 B2 C3 D2 E1 F1, A2 B1 C3 D2 E2 F1, A2 B2 C3 D2 E2 F1, "
    "A3 B1 C2 D1 E1 F2, A1 B2 C2 D1 E1 F2, A3 B2 C2 D1 E1 F2, A1 B3 C2 D1 E1 F2, "
    "A1 B3 C2 D1 E1 F3, A1 B3 C1 D2 E3 F3"
)
DERIVED_TOTALS = (9, 8, 17, 15, 18, 9, 19, 14, 12, 21)
DERIVED_WEIGHTS = (24, 14, 28, 19, 3, 35, 3, 55, 178, 127)
NATIONAL_BASINS = {  # derived: each of 22,674,816 starts followed to its end
    "1 1 2 3 2 3 3 1 1 1 3 1 1 1 1": 711_144,
    "1 1 2 3 2 3 3 1 1 1 3 2 1 1 1": 250_552,
    "1 1 2 3 2 3 3 1 1 1 3 2 1 1 2": 7_769,
    "1 1 3 3 2 2 3 1 1 1 3 1 1 1 1": 7_521_415,
    "1 1 3 3 2 2 3 1 1 1 3 2 1 1 1": 1_436_515,
    "1 1 3 3 2 2 3 1 1 1 3 2 1 1 2": 33_729,
    "2 2 1 2 3 2 1 2 2 2 2 3 4 2 2": 4_398,
    "2 2 3 2 3 2 2 2 2 2 2 3 4 3 1": 40_030,
    "2 2 3 2 3 2 2 2 2 2 2 3 4 3 2": 2_738_642,
    "2 3 3 2 3 2 2 2 2 3 2 3 3 2 1": 1_027_635,
    "2 3 3 2 3 2 2 2 2 3 2 3 3 2 2": 6_609_563,
    "2 3 3 2 3 2 2 2 2 3 2 3 4 2 1": 258_882,
    "2 3 3 2 3 2 2 2 2 3 2 3 4 2 2": 525_552,
    "2 3 3 2 3 2 2 2 2 3 2 3 4 3 1": 91_235,
    "2 3 3 2 3 2 2 2 2 3 2 3 4 3 2": 4_380,
    "3 3 3 3 3 2 3 2 3 3 3 3 1 2 2": 1_413_375,
}
AZIMUTH = Matrix(  # the matrix of the Azimuth blog, also in the data of StochasticCIB
    [
        [0, 0, 0, -2, -2, 4, -9, 3, 6],
        [0, 0, 0, 0, 0, 0, -7, -1, 8],
        [0, 0, 0, 2, 2, -4, 7, 4, -11],
        [-3, 0, 3, 0, 0, 0, 7, 4, -11],
        [0, 0, 0, 0, 0, 0, -9, 3, 6],
        [3, 0, -3, 0, 0, 0, -11, 4, 7],
        [-3, 0, 3, 11, -4, -7, 0, 0, 0],
        [0, 0, 0, -5, 10, -5, 0, 0, 0],
        [3, 0, -3, -7, -4, 11, 0, 0, 0],
    ],
    (3, 3, 3),
)


def read(name: str) -> Matrix:
    project = read_project(HERE / f"{name}.scw")
    return Matrix(project.impacts, project.sizes)


def states_of(written: str) -> tuple[int, ...]:
    return tuple(int(each.lstrip("ABCDEF")) for each in written.split())


def test_somewhereland_has_the_ten_published_scenarios() -> None:
    found = consistent_scenarios(read("somewhereland"))
    assert found.is_complete
    assert {each.states for each in found.scenarios} == set(
        map(states_of, SOMEWHERELAND.split(", "))
    )


def test_somewhereland_has_the_published_balances() -> None:
    matrix, scenario = read("somewhereland"), states_of("A2 B1 C3 D1 E1 F1")
    found = balances(matrix, matrix.grid, np.array([scenario]) - 1)[0]
    columns = found.T[np.isfinite(found.T)].tolist()
    assert columns == [0, 3, -3, 2, 1, -3, -9, -1, 10, -7, 7, 4, -1, -3, 2, -1, -1]
    told = reasons(matrix, scenario)
    assert [each.descriptor for each in told if (each.margin or 0) < 0] == [4]
    assert told[3].margin == -14


def test_somewhereland_has_the_derived_totals_and_weights() -> None:
    matrix = read("somewhereland")
    totals = {each.states: each.total_impact for each in consistent_scenarios(matrix).scenarios}
    weighed = weights(matrix)
    published = list(map(states_of, SOMEWHERELAND.split(", ")))
    assert tuple(totals[each] for each in published) == DERIVED_TOTALS
    assert tuple(weighed.of(each).value for each in published) == DERIVED_WEIGHTS
    assert (weighed.are_exact, weighed.cycles.value, weighed.combinations) == (True, 0, 486)


@pytest.mark.parametrize(("tolerance", "count"), [(0, 10), (1, 15), (2, 32), (3, 59), (5, 125)])
def test_somewhereland_has_the_derived_counts_by_tolerance(tolerance: int, count: int) -> None:
    found = consistent_scenarios(read("somewhereland"), tolerance)
    assert len(found.scenarios) == count
    assert all(each.inconsistency <= tolerance for each in found.scenarios)


@pytest.mark.parametrize("name", ["CIB_global", "CIB_natl_regional"])
def test_scenarios_margins_and_totals_are_those_of_scenario_wizard(name: str) -> None:
    published = {
        each.states: (each.consistency, each.total_impact)
        for each in read_solutions(HERE / f"{name}.sl")
    }
    found = consistent_scenarios(read(name))
    assert found.is_complete
    assert {e.states: (e.consistency, e.total_impact) for e in found.scenarios} == published


def test_weights_of_cib_global_are_those_of_scenario_wizard() -> None:
    weighed = weights(read("CIB_global"))
    published = read_solutions(HERE / "CIB_global.sl")
    assert {e.states: weighed.of(e.states).value for e in published} == {
        each.states: each.weight for each in published
    }
    assert weighed.cycles.value == 36 - 19  # derived


def test_cib_natl_regional_has_the_derived_counts_by_tolerance() -> None:
    matrix = read("CIB_natl_regional")
    assert [len(consistent_scenarios(matrix, each).scenarios) for each in (1, 2)] == [169, 764]


def test_drawn_weights_agree_with_the_derived_basins_and_with_scenario_wizard() -> None:
    """Of 16 intervals of 95 % at least 13 hold the basin: fewer has a chance under 1 in 100."""
    matrix = read("CIB_natl_regional")
    weighed = weights(matrix)
    assert (weighed.draws, weighed.combinations) == (100_000, 22_674_816)
    assert sum(NATIONAL_BASINS.values()) == weighed.combinations
    found = {states: weighed.of(states_of(states)) for states in NATIONAL_BASINS}
    held = [found[each].low <= size <= found[each].high for each, size in NATIONAL_BASINS.items()]
    assert sum(held) >= 13
    assert weighed.cycles.value == 0
    for each in read_solutions(HERE / "CIB_natl_regional.sl"):
        published = each.weight / 100_000
        own = weighed.of(each.states).value / weighed.combinations
        assert abs(own - published) < 5 * (2 * max(published, 1e-4) / 100_000) ** 0.5


def test_the_azimuth_matrix_has_the_derived_scenarios() -> None:
    found = consistent_scenarios(AZIMUTH).scenarios
    assert {each.states: each.total_impact for each in found} == {
        (1, 3, 3): 34,
        (3, 1, 1): 33,
        (3, 2, 2): 19,
    }

"""Populations: identities of the projection, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foresight.errors import AmountError
from app.foresight.growth import growth
from app.foresight.population import CohortRates, project
from app.foresight.two_sexes import project_two_sexes

RATES = CohortRates(person_years=[490_000, 480_000, 450_000, 600_000], fertility=[0, 0.08, 0.05, 0])


def test_no_step_is_the_population_itself() -> None:
    assert project([1, 2, 3, 4], RATES, 0).tolist() == [[1, 2, 3, 4]]


def test_a_step_by_hand() -> None:
    found = project([100, 200, 300, 400], RATES, 1)[1]
    survival = [480 / 490, 450 / 480, 600 / 1050]
    years = [0, (200 + survival[0] * 100) / 2, (300 + survival[1] * 200) / 2]
    girls = 5 * (0.08 * years[1] + 0.05 * years[2]) / 2.05
    assert found[0] == pytest.approx(girls * 490_000 / (5 * 100_000))
    assert found[1:3] == pytest.approx([survival[0] * 100, survival[1] * 200])
    assert found[3] == pytest.approx(survival[2] * 700)


def test_half_of_the_migrants_live_through_the_step() -> None:
    rates = CohortRates(
        person_years=RATES.person_years, fertility=[0, 0, 0, 0], migrants=[0, 10, 0, -4]
    )
    found = project([0, 0, 0, 100], rates, 1)[1]
    assert found[1] == pytest.approx(5)
    assert found[2] == pytest.approx(5 * 450 / 480)
    assert found[3] == pytest.approx(98 * 600 / 1050 - 2)


def test_more_leavers_than_people_are_refused_by_group() -> None:
    rates = CohortRates(
        person_years=RATES.person_years, fertility=[0, 0, 0, 0], migrants=[0, 0, -150, 0]
    )
    with pytest.raises(AmountError, match="age group 3"):
        project([0, 100, 20, 0], rates, 1)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(0, 1e6), min_size=4, max_size=4),
    st.lists(st.floats(0, 1e6), min_size=4, max_size=4),
)
def test_two_populations_together_are_the_sum_of_each(one: list[float], two: list[float]) -> None:
    both = project(np.add(one, two), RATES, 3)
    assert both == pytest.approx(project(one, RATES, 3) + project(two, RATES, 3), abs=1e-6)


def test_a_plain_matrix_moves_columns_to_rows() -> None:
    assert project([1, 2], [[0, 3], [0.5, 0]], 2).tolist() == [[1, 2], [6, 0.5], [1.5, 3]]


@pytest.mark.parametrize(
    ("counts", "rates", "steps", "said"),
    [
        ([1, -2], [[0, 1], [1, 0]], 1, "number 2"),
        ([1, float("nan")], [[0, 1], [1, 0]], 1, "number 2"),
        ([], [[0, 1], [1, 0]], 1, "shape"),
        ([1, 2, 3], [[0, 1], [1, 0]], 1, "3 age groups"),
        ([1, 2], [[0, -1], [1, 0]], 1, "below 0"),
        ([1, 2], [[0, 1], [1, 0]], -1, "steps"),
        ([1, 2], CohortRates(person_years=[5, 0], fertility=[0, 0]), 1, "Person-years"),
        ([1], CohortRates(person_years=[5], fertility=[0]), 1, "Person-years"),
        ([1, 2], CohortRates(person_years=[5, 5], fertility=[0]), 1, "2 numbers"),
        ([1, 2], CohortRates(person_years=[5, 5], fertility=[0, 0], radix=0), 1, "radix"),
    ],
)
def test_what_cannot_be_is_refused(
    counts: list[float], rates: CohortRates | list[list[float]], steps: int, said: str
) -> None:
    with pytest.raises(AmountError, match=said):
        project(counts, rates, steps)


def test_a_population_settles_into_its_stable_ages() -> None:
    matrix = CohortRates(person_years=RATES.person_years, fertility=[0, 0.3, 0.2, 0]).matrix()
    found = growth(matrix)
    far = project([100, 0, 0, 0], matrix, 300)
    assert far[-1] / far[-1].sum() == pytest.approx(found.ages)
    assert far[-1].sum() / far[-2].sum() == pytest.approx(found.rate)
    assert found.is_reached


def test_births_of_one_age_alone_make_waves() -> None:
    found = growth([[0, 0, 2], [0.5, 0, 0], [0, 0.8, 0]])
    assert not found.is_reached
    assert found.daughters == pytest.approx(0.8)
    assert found.rate == pytest.approx(0.8 ** (1 / 3))
    assert found.generation == pytest.approx(3)


def test_the_first_number_may_be_births_or_staying() -> None:
    matrix = [[0.2, 1.0], [0.5, 0.0]]
    assert growth(matrix).daughters == pytest.approx(0.2 + 0.5)
    assert growth(matrix, first_birth=1).daughters == pytest.approx(0.5 / 0.8)
    assert growth(matrix).rate == growth(matrix, first_birth=1).rate


def test_no_births_and_no_growth_leave_no_generation() -> None:
    assert np.isnan(growth([[0, 0], [0.5, 0.5]]).generation)
    assert np.isnan(growth([[0, 2], [0.5, 0]]).generation)


@pytest.mark.parametrize("matrix", [[[0, 1]], [[0, -1], [0, 0]], [[0, 1], [0.5, 1]]])
def test_rates_that_cannot_be_have_no_growth(matrix: list[list[float]]) -> None:
    with pytest.raises(AmountError):
        growth(matrix)


MEN = CohortRates(person_years=[485_000, 470_000, 430_000, 450_000], fertility=[0, 0, 0, 0])


def test_women_go_on_as_if_alone_and_boys_come_with_their_girls() -> None:
    women, men = [100, 200, 300, 400], [90, 210, 280, 300]
    found = project_two_sexes(women, men, (RATES, MEN), 2)
    assert (found.women == project(women, RATES, 2)).all()
    girls = project(women, RATES, 1)[1, 0]
    assert found.men[1, 0] == pytest.approx(girls * 1.05 * 485 / 490)
    assert found.men[1, 1:] == pytest.approx(project(men, MEN, 1)[1, 1:])
    assert found.everybody[0].tolist() == [190, 410, 580, 700]


def test_two_sexes_need_one_radix_and_the_same_groups() -> None:
    other = CohortRates(person_years=MEN.person_years, fertility=[0] * 4, radix=1)
    with pytest.raises(AmountError, match="radices"):
        project_two_sexes([1] * 4, [1] * 4, (RATES, other), 1)
    with pytest.raises(AmountError, match="different age groups"):
        project_two_sexes([1] * 3, [1] * 3, (RATES, MEN), 1)

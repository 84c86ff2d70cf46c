"""Hamilton-Perry: ratios, their guards in small places, and chance."""

import numpy as np
import pytest

from app.foresight.errors import AmountError
from app.foresight.hamilton_perry import (
    bounded,
    cohort_ratios,
    hamilton_perry,
    hamilton_perry_range,
    shrunk,
)

EARLIER, LATER = [10, 20, 30, 40, 50], [12, 11, 15, 33, 80]
MOTHERS = (2, 3)


def test_ratios_by_hand() -> None:
    found = cohort_ratios(EARLIER, LATER, child_bearing=MOTHERS)
    assert found.cohort[1:].tolist() == [11 / 10, 15 / 20, 33 / 30, 80 / 90]
    assert found.child.tolist() == [12 / 48]
    assert np.isnan(found.cohort[0])


def test_the_later_count_comes_out_of_the_earlier() -> None:
    found = hamilton_perry(EARLIER, cohort_ratios(EARLIER, LATER, child_bearing=MOTHERS), 1)
    assert found[1] == pytest.approx(LATER)


def test_ten_years_between_counts_climb_two_groups() -> None:
    earlier, later = [10, 20, 30, 40, 50, 60], [5, 6, 9, 18, 27, 100]
    found = cohort_ratios(earlier, later, child_bearing=(2, 3), shift=2)
    assert found.cohort[2:].tolist() == [9 / 10, 18 / 20, 27 / 30, 100 / 150]
    assert found.child.tolist() == [5 / 27, 6 / 45]
    assert hamilton_perry(earlier, found, 1)[1] == pytest.approx(later)


def test_ratios_are_cut_to_what_is_plausible() -> None:
    found = bounded(cohort_ratios([10, 10, 10], [5, 30, 4], child_bearing=(1, 1)))
    assert found.cohort[1:].tolist() == [1.6, 0.2]


def test_a_small_place_is_drawn_to_its_region() -> None:
    local = cohort_ratios([50, 0, 100], [5, 60, 50], child_bearing=(1, 1))
    region = cohort_ratios([1000, 1000, 1000], [200, 1000, 1800], child_bearing=(1, 1))
    found = shrunk(local, region)
    assert found.cohort[1:].tolist() == pytest.approx([(1.2 + 1) / 2, (100 * 0.5 + 50 * 0.9) / 150])
    assert found.child == pytest.approx([(60 / 110) * (5 / 60) + (50 / 110) * 0.2])


def test_nobody_behind_a_ratio_takes_the_regions_or_is_named() -> None:
    local = cohort_ratios([0, 10, 10], [5, 3, 9], child_bearing=(1, 1))
    with pytest.raises(AmountError, match="group 2"):
        hamilton_perry([5, 3, 9], local, 1)
    region = cohort_ratios([100, 100, 100], [50, 90, 150], child_bearing=(1, 1))
    assert shrunk(local, region).cohort[1] == pytest.approx(0.9)


def test_ratios_of_two_kinds_do_not_mix() -> None:
    one = cohort_ratios(EARLIER, LATER, child_bearing=(2, 3))
    with pytest.raises(AmountError, match="another kind"):
        shrunk(one, cohort_ratios(EARLIER, LATER, child_bearing=(1, 3)))
    with pytest.raises(AmountError, match="another kind"):
        shrunk(one, one, prior_persons=0)


@pytest.mark.parametrize(
    ("later", "child_bearing", "shift"),
    [
        ([1, 2], (2, 3), 1),
        (LATER, (3, 2), 1),
        (LATER, (2, 5), 1),
        (LATER, (2, 4), 2),
        (LATER, (2, 3), 5),
    ],
)
def test_counts_and_groups_that_do_not_fit_are_refused(
    later: list[int], child_bearing: tuple[int, int], shift: int
) -> None:
    with pytest.raises(AmountError):
        cohort_ratios(EARLIER, later, child_bearing=child_bearing, shift=shift)


def test_chance_is_wider_in_a_smaller_place_and_repeats_with_its_seed() -> None:
    small = cohort_ratios(EARLIER, LATER, child_bearing=MOTHERS)
    large = cohort_ratios(np.multiply(EARLIER, 100), np.multiply(LATER, 100), child_bearing=MOTHERS)
    one = hamilton_perry_range(LATER, small, 2, seed=5)
    other = hamilton_perry_range(LATER, large, 2, seed=5)
    again = hamilton_perry_range(LATER, small, 2, seed=5)
    assert (one.low == again.low).all()
    value = hamilton_perry(LATER, small, 2)
    assert (one.low <= value).all()
    assert (value <= one.high).all()
    widths = [each.total_high[2] - each.total_low[2] for each in (one, other)]
    assert widths[0] > 5 * widths[1] > 0
    assert one.total_low[0] == one.total_high[0] == sum(LATER)

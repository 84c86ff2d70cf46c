"""The funnel of practices, by closed forms."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from app.reference.cells import NETWORK, Cell
from app.releases.computing import compute
from app.releases.further import Further
from app.releases.indicators import practice_funnel
from app.releases.lists import Lists
from app.releases.samples import Samples
from tests.releases import made_answers
from tests.releases.made_further import practice

STEPS = ("lead", "identified", "documented", "observed", "experimenting", "evaluated")
KNOWN = (
    *(practice("north", *STEPS[:length]) for length in (1, 2, 2, 3, 4, 4, 5, 6)),
    replace(
        practice("north", *STEPS, "transferable", "transferred"),
        transfers=(("south", "running_12m"),),
    ),
    replace(practice("south", *STEPS), transfers=(("north", "started"),)),
    replace(practice("south", *STEPS[:3], "abandoned_with_lessons"), outcomes=("stopped",)),
)


def cells(territory: str = NETWORK) -> list[Cell]:
    return list(practice_funnel.cells(Samples(territory), Lists(further=Further(practices=KNOWN))))


def value(found: list[Cell], **by: str) -> float | None:
    (cell,) = [each for each in found if each.by == tuple(sorted(by.items()))]
    return cell.value


def test_practices_are_counted_without_error() -> None:
    found = cells()
    assert value(found, measure="practices") == 11.0
    states = [each for each in found if "state" in each.dimensions]
    assert sum(each.value or 0 for each in states) == 11.0
    assert all(each.low == each.value == each.high for each in states)
    assert value(cells("south"), measure="practices") == 2.0


def test_each_step_is_a_share_of_those_that_came_to_the_step_before() -> None:
    found = cells()
    reached = [value(found, measure="reached", step=step) for step in practice_funnel.STEPS]
    assert reached == [10.0, 6.0, 4.0, 3.0, 1.0]
    (cell,) = [
        each
        for each in found
        if each.dimensions.get("measure") == "conversion" and each.dimensions["step"] == "observed"
    ]
    exact = stats.binomtest(6, 10).proportion_ci(method="exact")
    assert cell.value == 0.6
    assert (cell.low, cell.high) == pytest.approx((exact.low, exact.high), abs=0.01)
    assert (cell.n, cell.is_fragile) == (10, True)


def test_days_are_the_median_between_two_steps() -> None:
    assert value(cells(), measure="days", step="observed") == 60.0  # two states on


def test_a_transfer_counts_once_it_has_run_for_a_year_elsewhere() -> None:
    assert value(cells(), measure="transfer_rate") == pytest.approx(1 / 11, abs=0.005)


def test_what_was_abandoned_with_lessons_was_learnt() -> None:
    assert value(cells(), measure="learnt") == 4.0


def test_marks_of_observers_are_means_of_five_at_least() -> None:
    (cell,) = [each for each in cells() if each.dimensions.get("criterion") == "time"]
    marks = [2, 3] * 6
    reach = stats.t.ppf(0.975, 11) * np.std(marks, ddof=1) / np.sqrt(12)
    assert (cell.value, cell.n) == (2.5, "10-29")
    assert (cell.low, cell.high) == pytest.approx((2.5 - reach, 2.5 + reach), abs=0.1)
    (hidden,) = [each for each in cells("south") if each.dimensions.get("criterion") == "time"]
    assert hidden.value is None


def test_wanted_services_are_met_where_an_evaluated_practice_answers_them() -> None:
    counted, margins = made_answers.network()
    told = [
        replace(each, answers={**each.answers, "F_WANT": ("sv_group", "sv_peers")})
        if each.audience == "firms"
        else each
        for each in counted
    ]
    met = replace(KNOWN[-2], services=("sv_group",))
    unmet = replace(KNOWN[0], services=("sv_peers",))  # a lead only
    found = compute(
        told, margins, 7, replace(made_answers.LISTS, further=Further(practices=(met, unmet)))
    )
    shares = [
        each.value
        for each in found.cells
        if each.indicator == "IND31" and each.dimensions.get("measure") == "coverage"
    ]
    assert shares == [0.5, 0.5, 0.5]

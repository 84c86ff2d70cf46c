"""Sums by stratum, calibration cell and answer hold what rows hold: values, errors, intervals."""

from dataclasses import fields

import numpy as np
import pytest

from app.estimation import Design, calibrate, cell_sums, mean, share
from app.estimation.arrays import Bools, Floats, Ints
from app.estimation.calibration import for_small_samples
from app.estimation.cell_sums import Counted, Frame, Groups, Sums
from app.estimation.errors import DesignError, EmptyDomainError, LonelyStratumError
from app.estimation.estimates import Estimate
from app.estimation.joining import joined

WHOLE = {"s": 400.0, "m": 150.0, "l": 30.0}


def sample(seed: int, *, method: str = "raking", is_stretched: bool = False) -> Design:
    """130 firms in three strata, calibrated to two margins; an s stands for more than an l."""
    random = np.random.default_rng(seed)
    strata = np.repeat(["s", "m", "l"], [60, 50, 20])
    weights = np.array([WHOLE[each] for each in strata]) / np.repeat([60, 50, 20], [60, 50, 20])
    design = Design(weights, strata=strata, population=WHOLE)
    if method == "none":
        return design
    kind, place = random.choice(["a", "b", "c"], 130), random.choice(["in", "out"], 130)
    margins = {
        "kind": (kind, {"a": 300.0, "b": 180.0, "c": 100.0}),
        "place": (place, {"in": 330.0, "out": 250.0}),
    }
    found = calibrate(design, margins, method, (0.3, 3.0) if method == "logit" else None)
    return for_small_samples(found) if is_stretched else found


def collapsed(design: Design) -> tuple[Frame, Ints]:
    """The frame of a sample, and the row of each respondent."""
    cell, columns = np.zeros(design.size, dtype=np.intp), np.zeros((1, 0))
    before, is_stretched = design.weights, False
    if design.calibrations:
        found = design.calibrations[0]
        cell, columns, before = found.cell, found.columns, found.before
        is_stretched = found.stretch is not None
    pairs, row = np.unique(np.column_stack([design.stratum, cell]), axis=0, return_inverse=True)
    sums = summed(row, len(pairs), before, design.weights)
    return Frame(
        design.names, design.whole, pairs[:, 0], columns[pairs[:, 1]], sums, is_stretched
    ), row


def summed(group: Ints, groups: int, before: Floats, weights: Floats) -> Sums:
    def added(values: Floats) -> Floats:
        return np.bincount(group, values, groups)

    return Sums(added(np.ones(group.size)), added(before), added(weights), added(weights**2))


def counted(design: Design, answer: Ints, members: Bools) -> Counted:
    frame, row = collapsed(design)
    before = design.calibrations[0].before if design.calibrations else design.weights
    pairs, group = np.unique(np.column_stack([row, answer])[members], axis=0, return_inverse=True)
    sums = summed(group, len(pairs), before[members], design.weights[members])
    return Counted((frame,), (Groups(pairs[:, 0], pairs[:, 1], sums),))


def together(designs: dict[str, Design], answers: list[Ints], members: list[Bools]) -> Counted:
    each = [counted(*row) for row in zip(designs.values(), answers, members, strict=True)]
    return Counted(tuple(c.frames[0] for c in each), tuple(c.groups[0] for c in each))


def agrees(found: Estimate, expected: Estimate) -> None:
    for each in fields(Estimate):
        one, other = getattr(found, each.name), getattr(expected, each.name)
        assert one == pytest.approx(other, rel=1e-9, abs=1e-12, nan_ok=True), each.name


@pytest.mark.parametrize("method", ["none", "raking", "linear", "logit"])
@pytest.mark.parametrize("is_stretched", [False, True])
def test_shares_are_those_of_the_rows(method: str, *, is_stretched: bool) -> None:
    random = np.random.default_rng(3)
    design = sample(11, method=method, is_stretched=is_stretched)
    answer, members = random.integers(0, 4, 130), random.random(130) < 0.7
    found = cell_sums.shares(counted(design, answer, members), 4)
    for level, each in enumerate(found):
        agrees(each, share(answer == level, design, members))


def test_a_stratum_that_agrees_gets_the_same_cautious_interval() -> None:
    design, answer = sample(5), np.repeat([0, 1, 0], [60, 30, 40])
    everybody = np.ones(130, dtype=np.bool_)
    found = cell_sums.shares(counted(design, answer, everybody), 3)
    for level, each in enumerate(found):
        agrees(each, share(answer == level, design, everybody))


def test_means_are_those_of_the_rows() -> None:
    random = np.random.default_rng(4)
    design, numbers = sample(12, is_stretched=True), np.array([0.0, 1.5, 40.0, -3.0])
    answer, members = random.integers(0, 4, 130), random.random(130) < 0.6
    found = cell_sums.mean(counted(design, answer, members), numbers)
    agrees(found, mean(numbers[answer], design, members))


def test_the_network_is_that_of_the_joined_samples() -> None:
    random = np.random.default_rng(8)
    designs = {"a": sample(1), "b": sample(2, method="none"), "c": sample(3, is_stretched=True)}
    answers = [random.integers(0, 3, 130) for _ in designs]
    members = [random.random(130) < 0.8 for _ in designs]
    found = cell_sums.shares(together(designs, answers, members), 3)
    answer, domain = np.concatenate(answers), np.concatenate(members)
    for level, each in enumerate(found):
        agrees(each, share(answer == level, joined(designs), domain))


def test_a_share_that_is_a_margin_has_no_error() -> None:
    design = sample(21)
    kind = np.argmax(design.calibrations[0].columns[:, :3], axis=1)[design.calibrations[0].cell]
    found = cell_sums.shares(counted(design, kind, np.ones(130, dtype=np.bool_)), 3)
    assert [each.value for each in found] == pytest.approx([300 / 580, 180 / 580, 100 / 580])
    assert max(each.std_error for each in found) < 1e-12


def test_an_unweighted_sample_of_a_known_population_gets_the_exact_interval() -> None:
    """n = 36 of N = 60, 9 of whom chose: the closed form of the error, and the exact interval."""
    design, answer = Design(np.full(36, 60 / 36), population=60), np.repeat([0, 1], [9, 27])
    found = cell_sums.shares(counted(design, answer, np.ones(36, dtype=np.bool_)), 2)[0]
    assert found.std_error == pytest.approx(np.sqrt((1 - 36 / 60) * 0.25 * 0.75 / 35), rel=1e-12)
    agrees(found, share(answer == 0, design))


def test_what_rows_refuse_is_refused() -> None:
    design = Design(np.array([2.0, 2.0, 5.0]), strata=np.array(["a", "a", "b"]))
    answer, everybody = np.array([0, 1, 0]), np.ones(3, dtype=np.bool_)
    with pytest.raises(LonelyStratumError, match="'b'"):
        cell_sums.shares(counted(design, answer, everybody), 2)
    with pytest.raises(EmptyDomainError):
        cell_sums.shares(counted(design, answer, ~everybody), 2)
    sums = Sums(*np.full((4, 1), 5.0))
    with pytest.raises(DesignError, match="population of 3"):
        Frame(("a",), np.array([3.0]), np.zeros(1, dtype=np.intp), np.zeros((1, 0)), sums)

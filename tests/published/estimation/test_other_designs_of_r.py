"""Designs that no textbook prepared, each against R survey 4.1-1 (r_designs.R, r_designs.json).

Three stages and fewer, a stratum taken whole, domains that lose strata, calibration with bounds,
regression and ratio estimators, lonely strata, replicate weights. R's own rake() is left out: its
errors take plain means of unequally weighted respondents, other than R's calibrate(), which we
follow; so is a share of strata in which all agree, whose interval we widen (see cautious_error).
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from app.estimation import Design, Estimate, calibrate, mean, ratio, replicate, replicated, total
from app.estimation import share as share_of
from app.estimation.contrasts import mean_difference
from app.estimation.crosstabs import independence
from app.estimation.margins import Margins
from app.estimation.quantiles import quantile
from app.estimation.regression import linear
from tests.published.estimation.made_villages import persons
from tests.unit.estimation.api_schools import clustered
from tests.unit.estimation.test_calibration import districts

Numbers = list[float]
Told = Iterator[tuple[str, Numbers]]
FILE = Path(__file__).with_name("r_designs.json")
NUMBERS: dict[str, Numbers] = json.loads(FILE.read_text("utf-8"))
CLOSE = 1e-9
P = persons()
IS_MAN, IN_X = P.sex == "m", P.g == "x"
OF_STRATUM = dict(zip(P.stratum.tolist(), P.villages.tolist(), strict=True))
PAIRS = np.isin(P.village, ["d0", "d1", "a0", "a3", "b0", "b2", "c1", "c3"])
NOT_LONELY = ~np.isin(P.village, ["d1", "b1", "b2"])


def designs() -> dict[str, Design]:
    by_house = (P.village, P.house)
    known = (OF_STRATUM, P.houses, P.persons)
    return {
        "three": Design(P.w, strata=P.stratum, clusters=by_house, population=known),
        "two": Design(P.w, strata=P.stratum, clusters=by_house, population=known[:2]),
        "one": Design(P.w, strata=P.stratum, clusters=P.village, population=OF_STRATUM),
        "open": Design(P.w, strata=P.stratum, clusters=P.village),
        "plain": Design(P.w),
    }


def told(*found: Estimate) -> Numbers:
    return [number for each in found for number in (each.value, each.std_error)]


def margins(members: np.ndarray, y_part: float) -> Margins:
    """5 % more persons than the weights say, other parts of the groups, a tenth more of x."""
    weights, groups = P.w[members], P.g[members]
    part = {each: float(weights[groups == each].sum()) for each in "xyz"}
    wanted = {"y": part["y"] * y_part, "z": part["z"] * 0.95}
    wanted["x"] = float(weights.sum()) * 1.05 - sum(wanted.values())
    return {"g": (groups, wanted), "x": (P.x[members], float(weights @ P.x[members]) * 1.1)}


def plain_numbers(design: Design) -> Told:
    middle = mean(P.y, design)
    sums = told(middle, total(P.y, design), ratio(P.y, P.x, design))
    yield "means", [*sums, middle.deff, middle.df]
    inside = IN_X & (P.stratum != "c")
    middle, whole = mean(P.y, design, inside), total(P.y, design, inside)
    yield (
        "domain",
        [*told(middle, whole), middle.deff, whole.deff, middle.df, middle.low, middle.high],
    )
    found = share_of(P.x == 0, design)
    yield "share", [*told(found), found.low, found.high]
    found = share_of(P.x == 0, design, IS_MAN & (P.g != "z"))
    yield "share in a domain", [*told(found), found.low, found.high]
    quarters = [quantile(P.y, each, design, interval="mean") for each in (0.25, 0.5, 0.75)]
    yield (
        "quarters",
        [n for each in quarters for n in (each.value, each.low, each.high, each.std_error)],
    )


def tables_and_lines(design: Design) -> Told:
    second, first = (independence(P.g, P.sex, design, order=order) for order in (2, 1))
    of_men = independence(P.g, P.x > 2, design, IS_MAN)
    parts = [[each.statistic, *each.df, each.p] for each in (second, first, of_men)]
    yield "table", [n for part in parts for n in part if np.isfinite(n)]
    columns = np.column_stack([np.ones(P.y.size), P.x, IS_MAN])
    for name, found in {
        "line": linear(P.y, columns, design),
        "line in a domain": linear(P.y, columns[:, :2], design, IN_X & (P.stratum != "c")),
    }.items():
        yield name, [each.value for each in found] + [each.std_error for each in found]
    apart = mean_difference(P.y, design, IS_MAN, ~IS_MAN)
    yield "apart", [apart.estimate.value, apart.t, apart.estimate.df, apart.p]


def calibrated(design: Design) -> Told:
    everybody = np.ones(P.y.size, dtype=bool)
    for way, bounds in (("logit", (0.6, 1.6)), ("raking", None), ("linear", None)):
        found = calibrate(design, margins(everybody, 1.2), way, bounds)
        women = mean(P.y, found, ~IS_MAN)
        factors = found.weights / P.w
        yield (
            way,
            [*told(mean(P.y, found), total(P.y, found), women), factors.min(), factors.max()],
        )
    found = calibrate(design, {"x": (P.x, float(P.w @ P.x) * 1.1)}, "linear")
    yield "ratio estimator", told(mean(P.y, found), total(P.y, found))
    counts = {"xf": 120, "yf": 130, "zf": 140, "xm": 125, "ym": 135, "zm": 145}
    found = calibrate(design, {"cell": (np.char.add(P.g, P.sex), counts)})
    yield "cells", told(mean(P.y, found), total(P.y, found), mean(P.y, found, P.stratum == "a"))


def lonely() -> Told:
    kept = NOT_LONELY
    for way in ("remove", "adjust", "average"):
        design = Design(
            P.w[kept],
            strata=P.stratum[kept],
            clusters=P.village[kept],
            population=OF_STRATUM,
            lonely=way,
        )
        middle = mean(P.y[kept], design)
        yield f"lonely.{way}", [*told(middle, total(P.y[kept], design)), middle.df]


def mean_of(y: np.ndarray) -> Callable[[np.ndarray], float]:
    return lambda weights: float(weights @ y / weights.sum())


def total_of(y: np.ndarray) -> Callable[[np.ndarray], float]:
    return lambda weights: float(weights @ y)


def ratio_of(y: np.ndarray, x: np.ndarray) -> Callable[[np.ndarray], float]:
    return lambda weights: float(weights @ y / (weights @ x))


def copies(design: Design, *what: Callable[[np.ndarray], float], **how: float) -> list[Estimate]:
    """Of samples drawn again; how: fay, for halves."""
    replicates = replicate(design, "brr", **how) if how else replicate(design)
    return [replicated(each, design, replicates) for each in what]


def replicates() -> Told:
    three = mean_of(P.y), total_of(P.y), ratio_of(P.y, P.x)
    yield "jackknife", told(*copies(designs()["one"], *three))
    wanted = margins(np.ones(P.y.size, dtype=bool), 1.2)
    for way, bounds in (("linear", None), ("raking", None), ("logit", (0.3, 2.5))):
        reached = calibrate(designs()["one"], wanted, way, bounds)
        yield f"jackknife.{way}", told(*copies(reached, *three))
    y, x = P.y[PAIRS], P.x[PAIRS]
    pairs = Design(P.w[PAIRS], strata=P.stratum[PAIRS], clusters=P.village[PAIRS])
    found = copies(pairs, mean_of(y), total_of(y), ratio_of(y, x), fay=0.0)
    yield "halves", [*told(*found), found[0].df]
    reached = calibrate(pairs, margins(PAIRS, 1.1), "linear")
    yield "halves calibrated", told(*copies(reached, mean_of(y), total_of(y), fay=0.0))


def ambulances() -> Told:
    """Cardiac arrests and survivors of six ambulances; R data set `scd`."""
    arrests, alive = np.array([120.0, 78, 185, 228, 670, 530]), np.array([25.0, 24, 30, 49, 80, 70])
    design = Design(np.ones(6), strata=np.repeat([1, 2, 3], 2), clusters=np.tile([1, 2], 3))
    survived = ratio_of(alive, arrests)
    yield "scd", told(ratio(alive, arrests, design))
    yield "scd.BRR", told(*copies(design, survived, fay=0.0))
    yield "scd.Fay", told(*copies(design, survived, fay=0.3))
    yield "scd.JKn", told(*copies(design, survived))


def bounded() -> Told:
    schools, before = clustered(), districts()
    types = {"E": 6194 - 755 - 1018, "H": 755, "M": 1018}
    wanted: Margins = {"stype": (schools.stype, types), "api99": (schools.api99, 3914069)}
    for name, way, bounds in (
        ("truncated", "truncated", (0.5, 1.7)),
        ("logit", "logit", (0.4, 2.2)),
        ("logit, close", "logit", (0.5, 1.8)),
        ("raking", "raking", (0.5, 1.9)),
    ):
        found = calibrate(before, wanted, way, bounds)
        factors = found.weights / before.weights
        sums = told(
            mean(schools.api00, found),
            total(schools.enroll, found),
            mean(schools.api00, found, schools.wide),
        )
        yield (
            f"bounds.{name}",
            [*sums, factors.min(), factors.max(), float((found.weights**2).sum())],
        )
        part = share_of(~schools.wide, found)
        yield f"bounds.{name}.share", [*told(part), part.low, part.high]
    found = calibrate(before, wanted, "linear")
    both = copies(found, mean_of(schools.api00), total_of(schools.enroll))
    yield "bounds.none, left out in turn", told(*both)


def ours() -> Told:
    for name, design in designs().items():
        for numbers in (plain_numbers(design), tables_and_lines(design), calibrated(design)):
            for what, found in numbers:
                yield f"{name}.{what}", found
    for numbers in (lonely(), replicates(), ambulances(), bounded()):
        yield from numbers


OURS = dict(ours())


@pytest.mark.parametrize("name", NUMBERS)
def test_a_design_gives_the_numbers_of_r(name: str) -> None:
    assert OURS[name] == pytest.approx(NUMBERS[name], rel=CLOSE)


def test_every_design_here_has_a_number_of_r() -> None:
    assert OURS.keys() == NUMBERS.keys()

"""Every number that R survey 4.1-1 gave for its own samples (r_survey.json), computed again.

Schools of California by type, by district and drawn plainly; fifteen hospitals of three levels
(Levy and Lemeshow 1999; R data set `hospital`). Where R itself stopped a little before the end of
an iteration, the number is met as far as R went: see CLOSE.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.estimation import Design, Estimate, calibrate, mean, ratio, replicate, replicated, total
from app.estimation import share as share_of
from app.estimation.contrasts import mean_difference
from app.estimation.crosstabs import independence
from app.estimation.quantiles import quantile
from app.estimation.regression import linear
from tests.published.estimation.share_limits import likelihood_limits, logit_limits
from tests.published.estimation.test_r_survey import MORE, columns_of
from tests.unit.estimation.api_schools import clustered, plain_api00, stratified
from tests.unit.estimation.test_calibration import TYPES as TYPES_OF_CALIBRATION
from tests.unit.estimation.test_calibration import districts
from tests.unit.estimation.test_means import TYPES, weighted

Found = Mapping[str, Any]
NUMBERS: dict[str, Found] = json.loads(Path(__file__).with_name("r_survey.json").read_text("utf-8"))
CLOSE = {  # how near, where R stops early or reads from a curve; else eleven digits
    "strat.ciprop.schwideNo.logit": 3e-8,
    "strat.ciprop.schwideNo.likelihood": 3e-5,
    "clus1.rake2.mean.api00": 1e-7,
    "clus1.rake2.total.enroll": 1e-7,
    "clus1.rake2.weights": 1e-7,
    "clus1.cal.raking.mean.api00": 1e-7,
    "clus1.cal.raking.total.enroll": 1e-7,
    "clus1.cal.raking.g": 1e-7,
    "fraction60.ciprop.schwideNo.logit": 3e-8,
}
SCHOOLS, IN_DISTRICTS = stratified(), clustered()
BY_TYPE = Design(weighted(SCHOOLS.stype), strata=SCHOOLS.stype, population=TYPES)
SIXTY = {"E": 167, "H": 83, "M": 83}
HOSPITALS = np.repeat(["1", "2", "3"], [4, 5, 6])
BIRTHS = np.array([480.0, 426, 342, 174, 2022, 576, 1999, 482, 836, 3108, 4674, 2539, 1610,
                   4618, 1781])  # fmt: skip


def told(found: Estimate, name: str) -> Found:
    """As R prints it: the number, its error, its interval."""
    return {
        "est": {name: found.value},
        "se": {name: found.std_error},
        "deff": {name: found.deff},
        "ci95": {name: [found.low, found.high]},
        "df": found.df,
    }


def fifteen_hospitals() -> Design:
    drawn, known = {"1": 4, "2": 5, "3": 6}, {"1": 42, "2": 99, "3": 17}
    weights = np.array([known[each] / drawn[each] for each in HOSPITALS.tolist()])
    return Design(weights, strata=HOSPITALS, population=known)


def sixty_in_a_hundred() -> Design:
    weights = np.array([SIXTY[each] for each in SCHOOLS.stype]) / np.where(
        SCHOOLS.stype == "E", 100, 50
    )
    return Design(weights, strata=SCHOOLS.stype, population=SIXTY)


def one_high_school(lonely: str) -> Estimate:
    kept = SCHOOLS.stype != "H"
    first, weights = int(np.argmin(kept)), weighted(SCHOOLS.stype)
    kept[first], weights[first] = True, 755
    sample = Design(weights[kept], strata=SCHOOLS.stype[kept], population=TYPES, lonely=lonely)
    return mean(SCHOOLS.api00[kept], sample)


def samples_of_schools() -> Iterator[tuple[str, Found]]:
    schools, design = SCHOOLS, BY_TYPE
    open_ended = Design(weighted(schools.stype), strata=schools.stype)
    yield "strat.mean.api00.fpc", told(mean(schools.api00, design), "api00")
    yield "strat.mean.api00.nofpc", told(mean(schools.api00, open_ended), "api00")
    yield "strat.total.enroll.fpc", told(total(schools.enroll, design), "enroll")
    plain = Design(np.full(200, 30.97), population=6194)
    yield "srs.mean.api00", told(mean(plain_api00(), plain), "api00")
    yield "clus1.mean.api00", told(mean(IN_DISTRICTS.api00, districts()), "api00")
    found = ratio(schools.api00, schools.api99, design)
    yield "strat.ratio.api00.api99", {"est": found.value, "se": found.std_error}
    for stype in "EH":
        inside = schools.improved & (schools.stype == stype)
        name = f"strat.domain.compimpYes.{stype}.mean.api00"
        yield name, told(mean(schools.api00, design, inside), "api00")
    both = {
        name: mean(schools.api00, design, schools.improved == is_improved)
        for name, is_improved in (("No", False), ("Yes", True))
    }
    yield (
        "strat.domain.mean.api00.by.compimp",
        {
            "est": {name: each.value for name, each in both.items()},
            "se": {name: each.std_error for name, each in both.items()},
        },
    )
    everybody = Design(np.ones(200), strata=schools.stype, population={"E": 100, "H": 50, "M": 50})
    yield "census.mean.api00", told(mean(schools.api00, everybody), "api00")
    yield "fraction60.mean.api00", told(mean(schools.api00, sixty_in_a_hundred()), "api00")
    for lonely in ("remove", "adjust"):
        yield f"lonely.{lonely}.mean.api00", told(one_high_school(lonely), "api00")
    hospitals = fifteen_hospitals()
    yield "hospital.total.births", told(total(BIRTHS, hospitals), "births")
    yield "hospital.mean.births", told(mean(BIRTHS, hospitals), "births")


def shares() -> Iterator[tuple[str, Found]]:
    found = share_of(~SCHOOLS.wide, BY_TYPE)
    at = (found.value, found.std_error, found.df)
    reach = mean((~SCHOOLS.wide).astype(float), BY_TYPE)
    limits = {
        "logit": logit_limits(*at),
        "likelihood": likelihood_limits(*at, found.n),
        "beta": (found.low, found.high),
        "mean": (reach.low, reach.high),
        "xlogit": logit_limits(*at),
    }
    for method, ends in limits.items():
        yield (
            f"strat.ciprop.schwideNo.{method}",
            {"est": found.value, "se": found.std_error, "ci95": list(ends), "df": found.df},
        )
    found = share_of(~SCHOOLS.wide, sixty_in_a_hundred())
    ends = list(logit_limits(found.value, found.std_error, found.df))
    yield (
        "fraction60.ciprop.schwideNo.logit",
        {"est": found.value, "se": found.std_error, "ci95": ends},
    )


def quantiles_tests_and_lines() -> Iterator[tuple[str, Found]]:
    schools, design = SCHOOLS, BY_TYPE
    quarters = [
        quantile(schools.api00, each, design, interval="mean") for each in (0.25, 0.5, 0.75)
    ]
    yield (
        "strat.quantile.api00.mean-interval.R4.1",
        {
            "est": [each.value for each in quarters],
            "se": [each.std_error for each in quarters],
            "ci": [[each.low, each.high] for each in quarters],
        },
    )
    second, first = (independence(schools.wide, schools.stype, design, order=at) for at in (2, 1))
    yield (
        "strat.chisq.schwide.stype.F",
        {"stat": second.statistic, "par": list(second.df), "p": second.p},
    )
    yield (
        "strat.chisq.schwide.stype.Chisq",
        {"stat": first.statistic, "par": first.df[0], "p": first.p},
    )
    apart = mean_difference(schools.api00, design, schools.improved, ~schools.improved)
    yield (
        "strat.ttest.api00.compimp",
        {"est": apart.estimate.value, "stat": apart.t, "df": apart.estimate.df, "p": apart.p},
    )
    line = linear(schools.api00, columns_of(MORE), design)
    names = ("(Intercept)", "ell", "meals")
    yield (
        "strat.glm.api00.ell.meals",
        {
            "est": dict(zip(names, (each.value for each in line), strict=True)),
            "se": dict(zip(names, (each.std_error for each in line), strict=True)),
        },
    )


def calibrations() -> Iterator[tuple[str, Found]]:
    schools, before = IN_DISTRICTS, districts()
    types = {"stype": (schools.stype, TYPES)}
    number = {"stype": (schools.stype, TYPES_OF_CALIBRATION), "api99": (schools.api99, 3914069)}
    wide = np.where(schools.wide, "Yes", "No")
    by_type = calibrate(before, types)
    raked = calibrate(before, {**types, "wide": (wide, {"No": 1072, "Yes": 5122})})
    linear_one, multiplied = (calibrate(before, number, each) for each in ("linear", "raking"))
    for name, design in {
        "poststrat": by_type,
        "rake2": raked,
        "cal.linear": linear_one,
        "cal.raking": multiplied,
    }.items():
        yield f"clus1.{name}.mean.api00", told(mean(schools.api00, design), "api00")
        yield f"clus1.{name}.total.enroll", told(total(schools.enroll, design), "enroll")
    by_level = dict(zip(schools.stype.tolist(), by_type.weights.tolist(), strict=True))
    yield "clus1.poststrat.weights.by.stype", {"w": by_level}
    cells = [f"{stype} {each}" for stype, each in zip(schools.stype, wide, strict=True)]
    yield "clus1.rake2.weights", {"w": dict(zip(cells, raked.weights.tolist(), strict=True))}
    for name, design in {"linear": linear_one, "raking": multiplied}.items():
        factors = design.weights / before.weights
        yield (
            f"clus1.cal.{name}.g",
            {
                "gmin": factors.min(),
                "gmax": factors.max(),
                "g_first10": factors[:10].tolist(),
                "sumw2": (design.weights**2).sum(),
            },
        )


def left_out_in_turn() -> Iterator[tuple[str, Found]]:
    for name, schools, design in (
        ("strat.JKn", SCHOOLS, BY_TYPE),
        ("clus1.JK1", IN_DISTRICTS, districts()),
    ):
        replicates = replicate(design)
        middle = replicated(mean_with(schools.api00), design, replicates)
        yield f"{name}.mean.api00", told(middle, "api00")
        whole = replicated(total_with(schools.enroll), design, replicates)
        yield f"{name}.total.enroll", told(whole, "enroll")


def mean_with(y: np.ndarray) -> Callable[[np.ndarray], float]:
    return lambda weights: float(weights @ y / weights.sum())


def total_with(y: np.ndarray) -> Callable[[np.ndarray], float]:
    return lambda weights: float(weights @ y)


OURS = dict(
    [
        *samples_of_schools(),
        *shares(),
        *quantiles_tests_and_lines(),
        *calibrations(),
        *left_out_in_turn(),
    ]
)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_of_r_is_met(name: str) -> None:
    close, ours = CLOSE.get(name, 1e-11), OURS[name]
    for what, expected in NUMBERS[name].items():
        compared(ours[what], expected, close)


def compared(ours: Any, expected: Any, close: float) -> None:
    if isinstance(expected, dict):
        for key, each in expected.items():
            compared(ours[key], each, close)
    elif isinstance(expected, list):
        assert len(ours) == len(expected)
        for mine, each in zip(ours, expected, strict=True):
            compared(mine, each, close)
    else:
        assert ours == pytest.approx(expected, rel=close, abs=1e-14)

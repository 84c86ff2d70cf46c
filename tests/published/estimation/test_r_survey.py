"""Samples of Californian schools as R survey 4.1-1 estimates them, where unit tests do not.

Means, totals, ratios, domains, shares and calibrations: tests/unit/estimation. apistrat_more.csv:
two more columns of the 200 stratified schools (English learners and subsidised meals, per cent),
from the same package, in the same order.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from app.estimation import Design, calibrate, mean, replicate, replicated, share, total
from app.estimation.arrays import Floats
from app.estimation.contrasts import mean_difference
from app.estimation.crosstabs import independence
from app.estimation.intervals import t_interval
from app.estimation.quantiles import quantile
from app.estimation.regression import linear
from tests.published.estimation.share_limits import logit_limits
from tests.unit.estimation.api_schools import clustered, stratified
from tests.unit.estimation.test_calibration import TYPES as TYPES_OF_CALIBRATION
from tests.unit.estimation.test_calibration import districts
from tests.unit.estimation.test_means import TYPES, weighted

MORE = Path(__file__).with_name("apistrat_more.csv")


def design() -> Design:
    schools = stratified()
    return Design(weighted(schools.stype), strata=schools.stype, population=TYPES)


@pytest.mark.parametrize(
    ("part", "value", "error", "ends"),
    [
        (0.25, 565, 15.719451132039, (535, 597)),
        (0.5, 668, 13.184055788162, (642, 694)),
        (0.75, 756, 13.184055788162, (726, 778)),
    ],
)
def test_quartiles(part: float, value: float, error: float, ends: tuple[float, float]) -> None:
    found = quantile(stratified().api00, part, design(), interval="mean")
    assert (found.value, found.low, found.high) == (value, *ends)
    assert found.std_error == pytest.approx(error, rel=1e-12)


def test_rao_and_scott_of_second_and_first_order() -> None:
    schools = stratified()
    found = independence(schools.wide, schools.stype, design())
    assert found.statistic == pytest.approx(17.247443963889, rel=1e-11)
    assert found.df == pytest.approx((1.828671504164, 360.248286320226), rel=1e-11)
    assert found.p == pytest.approx(2.035046359465e-07, rel=1e-9)
    found = independence(schools.wide, schools.stype, design(), order=1)
    assert found.statistic == pytest.approx(26.753534035891, rel=1e-11)
    assert (found.df[0], found.p) == (2, pytest.approx(3.232438416289e-08, rel=1e-9))


def test_the_difference_of_two_domains() -> None:
    schools = stratified()
    found = mean_difference(schools.api00, design(), schools.improved, ~schools.improved)
    assert found.estimate.value == pytest.approx(40.989930035176, rel=1e-11)
    assert (found.t, found.estimate.df) == (pytest.approx(2.084243295517, rel=1e-11), 196)
    assert found.p == pytest.approx(0.03843418795121, rel=1e-10)


@pytest.mark.parametrize(
    ("improved", "value", "error"),
    [(False, 635.412356032104, 15.789193155713), (True, 676.402286067281, 11.714678769929)],
)
def test_domains_across_strata(*, improved: bool, value: float, error: float) -> None:
    schools = stratified()
    found = mean(schools.api00, design(), schools.improved == improved)
    assert (found.value, found.std_error) == pytest.approx((value, error), rel=1e-11)


def test_the_jackknife_by_stratum_with_finite_population() -> None:
    schools, replicates = stratified(), replicate(design())
    assert replicates.shape == (200, 200)
    found = replicated(lambda w: float(w @ schools.api00 / w.sum()), design(), replicates)
    assert found.std_error == pytest.approx(9.408940802785, rel=1e-11)
    assert (found.low, found.high) == pytest.approx((643.732188272086, 680.842538046555))
    found = replicated(lambda w: float(w @ schools.enroll), design(), replicates)
    assert found.std_error == pytest.approx(114641.71610078, rel=1e-11)


def test_the_jackknife_of_districts_with_finite_population() -> None:
    schools, replicates = clustered(), replicate(districts())
    found = replicated(lambda w: float(w @ schools.api00 / w.sum()), districts(), replicates)
    assert found.std_error == pytest.approx(26.329360589528, rel=1e-10)
    assert (found.low, found.high) == pytest.approx((587.698536813297, 700.64026100091))
    assert found.df == 14


@pytest.mark.parametrize(
    ("lonely", "error"), [("remove", 9.231096913414), ("adjust", 23.333709195527)]
)
def test_a_stratum_of_one_school(lonely: str, error: float) -> None:
    """All primary and middle schools, and the first high school, which stands for 755."""
    schools = stratified()
    kept = schools.stype != "H"
    first = int(np.argmin(kept))
    weights = weighted(schools.stype)
    kept[first], weights[first] = True, 755
    sample = Design(weights[kept], strata=schools.stype[kept], population=TYPES, lonely=lonely)
    found = mean(schools.api00[kept], sample)
    assert found.value == pytest.approx(642.928451230678, rel=1e-11)
    assert found.std_error == pytest.approx(error, rel=1e-11)


def columns_of(file: Path) -> Floats:
    """Ones, English learners and subsidised meals, shape (200, 3)."""
    with file.open() as lines:
        rows = [[1, float(row["ell"]), float(row["meals"])] for row in csv.DictReader(lines)]
    return np.array(rows)


def test_a_line_through_the_schools() -> None:
    found = linear(stratified().api00, columns_of(MORE), design())
    assert [each.value for each in found] == pytest.approx(
        [823.857925625165, -0.5057255519027, -3.110628994409], rel=1e-10
    )
    assert [each.std_error for each in found] == pytest.approx(
        [8.759494946978, 0.3879165162826, 0.2757654888159], rel=1e-10
    )


@pytest.mark.parametrize(
    ("method", "factors", "squares"),
    [
        (
            "linear",
            [1.525474878952, 0.7988407027183, 0.7465314209558, 1.030208679745, 1.012101620673,
             1.038256261554, 1.078494170602, 0.8249953435995, 0.8431024026712, 1.181734872026],
            228638.909647161,
        ),
        (
            "raking",
            [1.454084306047, 0.7894723337873, 0.7481775325824, 1.001237862203, 0.9827899691635,
             1.009547695183, 1.052142898923, 0.8109667375466, 0.8261893467536, 1.148362796663],
            229112.774234712,
        ),
    ],
)  # fmt: skip
def test_weights_calibrated_to_a_number(method: str, factors: list[float], squares: float) -> None:
    schools, before = clustered(), districts()
    margins = {"stype": (schools.stype, TYPES_OF_CALIBRATION), "api99": (schools.api99, 3914069)}
    found = calibrate(before, margins, method)
    assert (found.weights / before.weights)[:10] == pytest.approx(factors, rel=1e-8)
    assert (found.weights**2).sum() == pytest.approx(squares, rel=1e-8)
    enrolled = total(schools.enroll, found)
    expected = {
        "linear": (3638487.20413188, 385524.427352479),
        "raking": (3616588.56326875, 387618.63037994),
    }[method]
    assert (enrolled.value, enrolled.std_error) == pytest.approx(expected, rel=1e-7)


def test_plain_limits_of_a_share_follow_from_its_error() -> None:
    """svyciprop "mean" and "logit", which releases never use: they say how exact the error is."""
    schools = stratified()
    found = share(~schools.wide, design())
    ends = t_interval(found.value, found.std_error, found.df)
    assert ends == pytest.approx((0.1240421581412, 0.2200618190271), rel=1e-9)
    logits = logit_limits(found.value, found.std_error, found.df)
    assert logits == pytest.approx((0.1291851454555, 0.2254603456484), rel=1e-7)


def test_sixty_in_a_hundred_asked() -> None:
    schools = stratified()
    population = {"E": 167, "H": 83, "M": 83}
    sampled = {"E": 100, "H": 50, "M": 50}
    weights = np.array([population[each] / sampled[each] for each in schools.stype])
    found = share(~schools.wide, Design(weights, strata=schools.stype, population=population))
    assert (found.value, found.std_error) == pytest.approx((0.23954954955, 0.0177525632269))
    limits = logit_limits(found.value, found.std_error, found.df)
    assert limits == pytest.approx((0.2063063258924, 0.2762847768801), rel=1e-8)

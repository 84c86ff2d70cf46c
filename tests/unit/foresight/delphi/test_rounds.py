"""Agreement and stability of a statement, and how drawn panels would have judged."""

import numpy as np
import pytest

from app.foresight.delphi import PER_CENT, Rule, Scale, kappa, kendall_w
from app.foresight.delphi.concordance import many_w, mean_ranks
from app.foresight.delphi.resampling import resamples
from app.foresight.delphi.rounds import Steady, agreed, kept

PANELS = resamples(["here"] * 7, seed=1)
NARROW = Rule(scale=PER_CENT, iqr=20)
EFFECT = Rule(scale=Scale(low=-2, high=2, step=1), iqr=1, end_share=0.75)
STEADY = Steady(median_change=5, p=0.05, kappa=0.6)


def told(*answers: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(answers, dtype=np.float64)


def test_a_middle_half_of_twenty_points_is_a_consensus() -> None:
    found = agreed(told(40, 45, 50, 55, 60, 65, 65), NARROW, PANELS)
    assert (found.iqr, found.holds) == (15.0, True)


def test_the_verdict_of_each_drawn_panel_is_that_of_the_rule() -> None:
    answers = told(-1, 0, 1, 1, 1, 2, 2)
    found = agreed(answers, EFFECT, PANELS)
    for row in (0, 17, 400, 1000, 1715):
        panel = np.repeat(answers, PANELS.counts[row].astype(int))
        first, third = np.quantile(panel, (0.25, 0.75))
        side = max((panel >= 1).mean(), (panel <= -1).mean())
        assert found.drawn_iqr[row] == pytest.approx(third - first)
        assert bool(found.drawn_holds[row]) == (third - first <= 1 and side >= 0.75)


def test_all_alike_agree() -> None:
    found = agreed(told(*[60] * 7), NARROW, PANELS)
    assert found.holds
    assert (found.drawn_holds == 1).all()


def test_kappa_of_each_drawn_panel_is_that_of_its_pairs() -> None:
    before, after = told(10, 30, 50, 60, 80, 90, 20), told(20, 30, 45, 60, 70, 95, 40)
    found = kept(before, after, STEADY, PANELS)
    assert found.kappa == kappa(before, after, "linear")
    for row in (5, 99, 860, 1500):
        twice = PANELS.counts[row].astype(int)
        pairs = np.repeat(before, twice), np.repeat(after, twice)
        assert found.drawn_kappa[row] == pytest.approx(kappa(*pairs, "linear"))


def test_a_median_that_jumps_is_not_stable_however_alike_the_answers() -> None:
    before = told(10, 20, 30, 40, 50, 60, 70)
    assert not kept(before, before + 10, STEADY, PANELS).is_stable


def test_a_large_p_or_a_large_kappa_makes_stable() -> None:
    before = told(10, 20, 30, 40, 50, 60, 70)
    swapped = told(70, 60, 50, 40, 30, 20, 10)
    moved = kept(before, swapped, STEADY, PANELS)  # no kappa, but no direction either
    assert moved.kappa is not None
    assert (moved.kappa < 0, moved.p > 0.05, moved.is_stable) == (True, True, True)
    shifted = kept(before, before + 5, STEADY, PANELS)  # all the same way, and little
    assert shifted.kappa is not None
    assert (shifted.p < 0.05, shifted.kappa > 0.6, shifted.is_stable) == (True, True, True)


def test_many_concordances_are_each_that_of_kendall() -> None:
    random = np.random.default_rng(2)
    scores = random.integers(0, 4, (40, 3, 5)).astype(np.float64)
    for found, table in zip(many_w(scores), scores, strict=True):
        assert found == pytest.approx(kendall_w(table).w)


def test_judges_who_tie_everything_have_no_concordance() -> None:
    assert np.isnan(many_w(np.ones((1, 3, 4)))).all()


def test_ranks_share_their_mean() -> None:
    assert mean_ranks(told(5, 1, 5, 9)).tolist() == [2.5, 1.0, 2.5, 4.0]

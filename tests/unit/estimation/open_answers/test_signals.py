"""Log-odds with a Dirichlet prior: the closed form, and what may be called rising."""

from math import log, sqrt

import numpy as np
import pytest

from app.estimation.open_answers.signals import rise, rising


def test_z_has_its_closed_form() -> None:
    """By hand for the first of two terms: 12 of 40 uses now, 3 of 60 before, a prior of 10 uses
    of which 15/100 are the term's."""
    prior = 10 * 15 / 100
    change = log((12 + prior) / (40 + 10 - 12 - prior)) - log((3 + prior) / (60 + 10 - 3 - prior))
    error = sqrt(1 / (12 + prior) + 1 / (3 + prior))
    found = rise(np.array([12.0, 28]), np.array([3.0, 57]), prior_uses=10)
    assert found[0] == pytest.approx(change / error)
    assert found[1] < 0


def test_without_a_prior_it_is_the_log_odds_ratio_of_a_table() -> None:
    """Woolf 1955, for a table with margins that leave the other terms many."""
    found = rise(np.array([20.0, 80]), np.array([10.0, 90]), prior_uses=0)
    assert found[0] == pytest.approx(log(20 * 90 / (80 * 10)) / sqrt(1 / 20 + 1 / 10))


def test_nothing_rises_where_both_waves_say_the_same() -> None:
    uses = {"navette": 30, "comptable": 25, "logement": 40}
    assert rise(*(np.array([*uses.values()], float),) * 2) == pytest.approx(0.0)
    assert rising(uses, uses) == ()


def test_a_term_rises_only_when_five_people_use_it() -> None:
    before = {"navette": 60, "comptable": 60, "logement": 60}
    assert rising({**before, "soudure": 20}, before) == ("soudure",)
    few = {"navette": 3, "soudure": 4}
    assert rising(few, {"navette": 400}) == ()


def test_no_wave_before_shows_no_rise() -> None:
    assert rising({"navette": 60}, {}) == ()
    assert rising({}, {}) == ()


def test_chance_alone_calls_few_terms_rising() -> None:
    """400 pairs of waves of the same people's words, 30 terms: one in twenty names any."""
    random = np.random.default_rng(12)
    shares = random.dirichlet(np.ones(30))
    names = [f"t{place}" for place in range(30)]
    false = 0
    for _ in range(400):
        waves = [dict(zip(names, random.multinomial(300, shares).tolist(), strict=True))
                 for _ in range(2)]  # fmt: skip
        false += bool(rising(waves[0], waves[1]))
    assert false / 400 <= 0.05

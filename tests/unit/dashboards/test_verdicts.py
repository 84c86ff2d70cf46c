"""The words of a page are those that the estimates would be given."""

import numpy as np

from app.dashboards.verdicts import Verdict, verdicts
from app.estimation.comparisons import compared
from app.estimation.estimates import Estimate
from app.reference.cells import Cell
from tests.unit.dashboards.made_cells import cell

MANY = 10**7  # degrees of freedom: t is then normal


def test_they_agree_with_the_comparisons_of_estimates() -> None:
    random = np.random.default_rng(8)
    values = random.normal(0, 2, 60)
    cells = [cell(("IND01", "firms"), (v, v - 1.9, v + 2.1)) for v in values.tolist()]
    estimates = [
        Estimate(value=c.value or 0, std_error=1, low=c.low or 0, high=c.high or 0, n=90, n_eff=90,
                 df=MANY, deff=1)
        for c in cells
    ]  # fmt: skip
    words = [str(each.verdict) for each in compared(estimates)]
    assert [str(each) for each in verdicts(cells)] == words
    assert set(words) == {"clear", "likely", "not clear"}


def test_many_looked_through_make_each_less_sure() -> None:
    one = cell(("IND01", "firms"), (2.1, 0.1, 4.1))
    nothing = [cell(("IND01", "firms"), (0.01, -2, 2))] * 9
    assert verdicts([one])[0] is Verdict.CLEAR
    assert verdicts([one, *nothing])[0] is Verdict.NOT_CLEAR


def test_a_hidden_difference_has_no_word_and_counts_as_none() -> None:
    shown = cell(("IND01", "firms"), (5, 3, 7))
    hidden = Cell(indicator="IND01", territory="north", audience="firms", by=(("k", "y"),))
    assert verdicts([shown, hidden]) == (Verdict.CLEAR, None)

"""Who is behind: expected counts, gaps and rates of a known sample and population."""

import pytest

from app.collect.protecting import Kept
from app.collect.strata import UNKNOWN, Invited, Known, Standing, Stratum, strata, thinnest

POPULATION = {"small": 800.0, "middle": 150.0, "large": 50.0}
KNOWN = Known(levels=("small", "middle", "large"), population=POPULATION, invited={})


def by_level(rows: tuple[Stratum, ...]) -> dict[str, Stratum]:
    return {each.level: each for each in rows}


def test_expected_is_the_share_of_the_population_of_all_sent() -> None:
    rows = by_level(strata(KNOWN, {"small": 40, "middle": 40, "large": 20}))
    assert [rows[level].expected for level in POPULATION] == pytest.approx([80, 15, 5])
    assert [rows[level].gap for level in POPULATION] == pytest.approx([-0.4, 0.25, 0.15])
    assert [rows[level].standing for level in POPULATION] == [
        Standing.BEHIND, Standing.AHEAD, Standing.AHEAD,
    ]  # fmt: skip


def test_behind_is_said_only_beyond_chance() -> None:
    """Binomial with n 100 and p 0.8: a standard deviation of 4; three rows: 2.39 of them."""
    rows = by_level(strata(KNOWN, {"small": 71, "middle": 22, "large": 7}))
    assert rows["small"].standing is Standing.IN_LINE
    rows = by_level(strata(KNOWN, {"small": 70, "middle": 23, "large": 7}))
    assert rows["small"].standing is Standing.BEHIND
    rows = by_level(strata(KNOWN, {"small": 39, "middle": 40, "large": 21}))
    assert rows["small"].standing is Standing.FAR_BEHIND


def test_those_who_did_not_say_are_a_row_of_their_own_and_not_compared() -> None:
    rows = by_level(strata(KNOWN, {"small": 80, "middle": 15, "large": 5, "other": 7, "?": 3}))
    assert rows[UNKNOWN].sent == 10
    assert rows[UNKNOWN].expected is None
    assert rows["small"].expected == pytest.approx(80)


def test_what_is_expected_does_not_tell_how_few_did_not_say() -> None:
    rows = by_level(strata(KNOWN, {"small": 80, "middle": 15, "large": 5, "?": 2}))
    assert rows[UNKNOWN].sent is Kept.FEW
    assert rows["small"].expected == pytest.approx(102 * 0.8)


def test_a_count_kept_back_keeps_its_gap_and_its_rate_back() -> None:
    invited = {"large": Invited(invited=40, begun=4, sent=3), "middle": Invited(invited=9, sent=6)}
    known = Known(levels=KNOWN.levels, population=POPULATION, invited=invited)
    rows = by_level(strata(known, {"small": 80, "middle": 15, "large": 3}))
    assert rows["large"].sent is Kept.FEW
    assert (rows["large"].gap, rows["large"].rate) == (None, None)
    assert isinstance(rows["large"].sent_by_link, Kept)
    assert rows["middle"].sent is Kept.COMPLEMENT
    assert rows["middle"].sent_by_link is Kept.COMPLEMENT
    assert rows["large"].expected == pytest.approx(98 * 0.05)


def test_the_response_rate_counts_all_invited_below_the_line() -> None:
    invited = {"small": Invited(invited=40, begun=25, sent=20)}
    known = Known(levels=("small",), population={}, invited=invited)
    (row,) = strata(known, {"small": 30})
    assert (row.rate, row.sent, row.sent_by_link, row.expected) == (0.5, 30, 20, None)


def test_the_thinnest_lack_most_answers() -> None:
    known = Known(
        levels=("a", "b", "c"), population={"a": 500.0, "b": 300.0, "c": 200.0}, invited={}
    )
    rows = strata(known, {"a": 20, "b": 5, "c": 75})
    assert [each.level for each in thinnest(rows)] == ["a", "b"]
    assert [each.level for each in thinnest(rows, most=1)] == ["a"]


def test_too_few_sent_call_nobody_behind() -> None:
    rows = strata(KNOWN, {"small": 5, "middle": 7, "large": 7})
    assert {each.standing for each in rows} == {None}


def test_a_count_kept_back_is_called_neither_behind_nor_ahead() -> None:
    """Of 4 expected, 1 would be far behind and 2 behind: the reading would tell which."""
    rows = strata(KNOWN, {"small": 60, "middle": 35, "large": 1})
    assert by_level(rows)["large"].sent is Kept.FEW
    assert [each.level for each in rows if isinstance(each.sent, Kept) and each.standing] == []
    assert "large" not in [each.level for each in thinnest(rows)]


def test_a_count_by_link_does_not_tell_how_few_came_without_one() -> None:
    invited = {"small": Invited(invited=40, sent=10), "middle": Invited(invited=40, sent=20),
               "large": Invited(invited=40, sent=30)}  # fmt: skip
    known = Known(levels=KNOWN.levels, population={}, invited=invited)
    rows = by_level(strata(known, {"small": 12, "middle": 25, "large": 30}))
    assert [rows[level].sent for level in POPULATION] == [12, 25, 30]
    assert [rows[level].sent_by_link for level in POPULATION] == [
        Kept.COMPLEMENT, Kept.COMPLEMENT, 30,
    ]  # fmt: skip
    assert [rows[level].rate for level in POPULATION] == [None, None, 0.75]

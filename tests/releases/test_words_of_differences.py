"""Which numbers of a release say clear, likely or not clear, and by which rule."""

import pytest
from scipy import stats

from app.reference.cells import BESIDE, OTHERS, Cell, Hidden, Verdict
from app.releases.indicators.measuring import published_with_words
from tests.releases import made_cells
from tests.releases.made_answers import network

COUNTED, MARGINS = network()
GAPS = {"IND11", "IND14", "IND20", "IND25"}  # of two audiences, by something
PARTS = {"skill", "family", "activity", "condition", "obstacle"}


def is_difference(cell: Cell) -> bool:
    by = cell.dimensions
    if by.get(BESIDE) == OTHERS and cell.indicator != "IND21":  # a quotient, with a rule of its own
        return True
    if cell.indicator in GAPS and "against" in by:
        return bool(PARTS & by.keys())
    return (cell.indicator == "IND27" and "group" in by) or by.get("measure") == "retention"


def test_every_difference_that_is_shown_has_a_word_and_nothing_else_has() -> None:
    shown = {
        cell.key for cell in made_cells.cells() if is_difference(cell) and cell.value is not None
    }
    assert shown == {cell.key for cell in made_cells.cells() if cell.verdict is not None}
    assert {key[0] for key in shown} >= {"IND01", "IND14", "IND20", "IND28"}


def test_words_differ() -> None:
    assert {cell.verdict for cell in made_cells.cells()} >= {Verdict.CLEAR, Verdict.NOT_CLEAR}


def test_a_difference_whose_interval_holds_nought_is_never_clear() -> None:
    for cell in made_cells.cells():
        if cell.verdict is Verdict.CLEAR:
            assert cell.low is not None
            assert cell.high is not None
            assert cell.low >= 0 or cell.high <= 0, cell


def test_all_differences_of_a_territory_to_the_others_are_judged_together() -> None:
    """By the rule of Benjamini and Hochberg, counted here one by one."""
    for territory in MARGINS:
        row = [
            cell
            for cell in made_cells.cells()
            if cell.territory == territory
            and cell.dimensions.get(BESIDE) == OTHERS
            and cell.verdict is not None
        ]
        chances = sorted((chance(cell), place) for place, cell in enumerate(row))
        for least, word in ((0.05, {Verdict.CLEAR}), (0.20, {Verdict.CLEAR, Verdict.LIKELY})):
            passing = [
                rank
                for rank, (p, _place) in enumerate(chances, start=1)
                if p <= least * rank / len(row)
            ]
            found = {place for _p, place in chances[: max(passing, default=0)]}
            assert found == {place for place, cell in enumerate(row) if cell.verdict in word}


def chance(cell: Cell) -> float:
    """Two-sided, from the published half interval on the side of nought."""
    value, low, high = (float(each or 0) for each in (cell.value, cell.low, cell.high))
    df = int(str(cell.n).split("-")[0]) - 1
    reach = value - low if value > 0 else high - value
    return float(2 * stats.t.sf(abs(value) / reach * stats.t.ppf(0.975, df), df))


def difference(value: float, reach: float, n: int | str = 401) -> Cell:
    return Cell(
        indicator="IND01",
        territory="north",
        audience="firms",
        value=value,
        low=value - reach,
        high=value + reach,
        n=n,
    )


def test_a_word_knows_how_many_were_looked_at() -> None:
    barely = difference(10.0, 8.0)  # p = 0.0143
    alone = list(published_with_words([barely]))
    assert [each.verdict for each in alone] == [Verdict.CLEAR]
    nothing = [difference(1.0, 10.0)] * 5
    among = list(published_with_words([barely, *nothing]))
    assert among[0].verdict is Verdict.LIKELY  # 6 times 0.0143 is 0.086
    assert {each.verdict for each in among[1:]} == {Verdict.NOT_CLEAR}


def test_hidden_ones_do_not_count_and_get_no_word() -> None:
    hidden = Cell(indicator="IND01", territory="north", audience="firms", hidden=Hidden.BASE)
    found = list(published_with_words([hidden, difference(10.0, 8.0), hidden]))
    assert [each.verdict for each in found] == [None, Verdict.CLEAR, None]


@pytest.mark.parametrize(("n", "word"), [(401, Verdict.CLEAR), ("10-29", Verdict.LIKELY)])
def test_few_answers_need_more(n: int | str, word: Verdict) -> None:
    row = [difference(10.0, 6.5, n), *[difference(0.5, 10.0, n)] * 10]
    assert next(published_with_words(row)).verdict is word

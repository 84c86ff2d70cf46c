"""What can be worked out of sums, and what must be hidden so that it can't."""

from math import inf, isfinite

import numpy as np
import pytest
from scipy.optimize import linprog

from app.estimation.audit import Interval, Item, Line, Sums, has_ring, narrowed, too_narrow
from app.estimation.complements import complements

TABLE = ((20, 50, 10, 19), (8, 19, 22, 31), (17, 32, 12, 4), (9, 2, 14, 13))
LEAST = 5


def two_way(numbers: tuple[tuple[int, ...], ...], half: float = 0.0) -> Sums:
    """A table with its margins, small numbers hidden; half: of the step that all are rounded to."""
    table = np.array(numbers)
    whole = np.block([[table, table.sum(1, keepdims=True)], [table.sum(0), table.sum()]])
    rows, columns = whole.shape
    items = []
    for row in range(rows):
        for column in range(columns):
            value, inside = float(whole[row, column]), row < rows - 1 and column < columns - 1
            small = 0 < value < LEAST
            items.append(
                Item(
                    shown=(value - half, value + half),
                    prior=(0.0, inf),
                    is_hidden=small,
                    need=float(LEAST) if small else 0.0,
                    cost=value if inside else inf,
                )
            )
    at = np.arange(whole.size).reshape(whole.shape)
    lines = [Line(int(each[-1]), tuple(map(int, each[:-1]))) for each in (*at, *at.T)]
    return Sums(tuple(items), tuple(lines))


def needs(sums: Sums) -> dict[int, float]:
    return {place: item.need for place, item in enumerate(sums.items) if item.need}


def test_primary_suppression_alone_gives_both_small_numbers_back() -> None:
    """The table of reference: row 3 column 4, and row 4 column 2, are 4 and 2 exactly."""
    sums = two_way(TABLE)
    assert too_narrow(sums, needs(sums)) == {13: (4.0, 4.0), 16: (2.0, 2.0)}


def test_with_complements_both_stay_unsure_by_five() -> None:
    sums = two_way(TABLE)
    hidden = complements(sums)
    assert hidden
    assert too_narrow(sums, needs(sums), hidden) == {}


def test_rounding_is_part_of_what_is_known() -> None:
    exact, rounded = two_way(TABLE), two_way(TABLE, half=2.5)
    assert narrowed(exact)[13] == (4.0, 4.0)
    low, high = narrowed(rounded)[13]
    assert (low, high) == (0.0, 14.0)  # 4, and by 2.5 each of the four others of its row


@pytest.mark.parametrize("seed", range(24))
def test_no_hidden_number_of_a_random_table_is_found_out(seed: int) -> None:
    random = np.random.default_rng(seed)
    drawn = random.poisson(random.gamma(1.2, 9, size=(5, 4)))
    sums = two_way(tuple(map(tuple, drawn.tolist())))
    hidden = complements(sums)
    inside = {place for place, item in enumerate(sums.items) if isfinite(item.cost)}
    if hidden is None:  # only where hiding all of it would not do
        assert too_narrow(sums, needs(sums), inside)
    else:
        assert too_narrow(sums, needs(sums), hidden) == {}


def test_the_programme_finds_what_lines_one_by_one_miss() -> None:
    """a + b = 10 and a - b = 0, as c + b = a with c = 0 … told only by both lines together."""
    free = (0.0, 10.0)
    items = [Item(shown=free, prior=free, is_hidden=True, need=each) for each in (1.0, 0.0)]
    ten, nothing = ((10.0, 10.0), (0.0, 0.0))
    fixed = [Item(shown=each, prior=each) for each in (ten, nothing)]
    sums = Sums((*items, *fixed), (Line(2, (0, 1)), Line(0, (1, 3))))
    assert has_ring(sums.lines)
    [(place, found)] = too_narrow(sums, {0: 1.0}).items()
    assert place == 0
    assert found == pytest.approx((5.0, 5.0), abs=1e-4)


def test_a_sum_without_anything_to_hide_behind_is_withheld() -> None:
    one: Interval = (3.0, 3.0)
    sums = Sums(
        (
            Item(shown=(3.0, 3.0), prior=one),
            Item(shown=one, prior=(0.0, 9.0), is_hidden=True, need=5.0),
        ),
        (Line(0, (1,)),),
    )
    assert complements(sums) is None


def test_without_secrets_nothing_is_hidden() -> None:
    assert complements(two_way(((20, 30), (40, 50)))) == frozenset()


def test_a_line_names_an_item_once() -> None:
    with pytest.raises(ValueError, match="twice in a line"):
        Line(3, (1, 3))


@pytest.mark.parametrize("half", [0.0, 0.5])
def test_what_can_be_worked_out_is_what_another_solver_finds(half: float) -> None:
    """scipy's linprog, each extreme from the beginning; the audit asks one model many times."""
    sums = two_way(((20, 50, 3, 19), (8, 4, 22, 31), (17, 32, 12, 4), (9, 2, 1, 13)), half)
    places = range(len(sums.items))
    matrix = np.zeros((len(sums.lines), len(sums.items)))
    for row, line in enumerate(sums.lines):
        matrix[row, list(line.parts)], matrix[row, line.total] = 1.0, -1.0
    limits = [sums.interval(place, frozenset()) for place in places]

    def least(place: int, sign: float) -> float:
        aim = sign * (np.arange(len(limits)) == place)
        found = linprog(aim, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=limits)
        return sign * float(found.fun)

    hidden = needs(sums)
    exact = {place: (least(place, 1.0), least(place, -1.0)) for place in hidden}
    wide = {place: high - low for place, (low, high) in exact.items()}
    for need in (0.5, 2.0, 4.0, 8.0, 1000.0):
        found = too_narrow(sums, dict.fromkeys(hidden, need))
        assert set(found) == {place for place, width in wide.items() if width < need - 1e-6}

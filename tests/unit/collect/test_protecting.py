"""No count of 1 to 4 people is shown, and none can be worked out from those that are."""

from itertools import product

import pytest

from app.collect.protecting import Kept, protected


def test_small_counts_are_kept_back_and_nobody_is_said() -> None:
    found = protected({"a": 40, "b": 4, "c": 2, "d": 0, "e": 5})
    assert found == {"a": 40, "b": Kept.FEW, "c": Kept.FEW, "d": 0, "e": 5}


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert protected({"a": 40, "b": 3, "c": 9}) == {"a": 40, "b": Kept.FEW, "c": Kept.COMPLEMENT}


@pytest.mark.parametrize("few", [(1, 1), (4, 4), (1, 1, 1)])
def test_small_counts_whose_sum_tells_them_take_another_with_them(few: tuple[int, ...]) -> None:
    counts = {str(place): count for place, count in enumerate(few)} | {"a": 30, "b": 20}
    assert protected(counts)["b"] is Kept.COMPLEMENT


def test_fewer_than_ten_are_not_split() -> None:
    assert protected({"a": 9, "b": 0}) == {"a": Kept.FEW, "b": 0}


def test_ones_take_more_than_a_five_with_them() -> None:
    kept = {"a": Kept.COMPLEMENT, "b": 5, "c": Kept.FEW}
    assert protected({"a": 6, "b": 5, "c": 1}) == kept
    assert set(protected({"a": 5, "b": 5, "c": 1}).values()) == {Kept.COMPLEMENT}


def possible(counts: dict[str, int]) -> dict[str, set[int]]:
    """What somebody who knows the total and sees what is shown can think each part to be."""
    shown, total = protected(counts), sum(counts.values())
    lowest = 5 if Kept.FEW in shown.values() else 1  # where all are kept back, any may be small
    could_be = {Kept.FEW: range(1, 5), Kept.COMPLEMENT: range(lowest, total + 1)}
    ranges = [could_be[each] if isinstance(each, Kept) else (each,) for each in shown.values()]
    fitting = [each for each in product(*ranges) if sum(each) == total]
    return {name: {each[place] for each in fitting} for place, name in enumerate(counts)}


@pytest.mark.parametrize("counts", list(product((0, 1, 4, 5, 7), (1, 2, 3, 4), (4, 5, 12))))
def test_whoever_knows_the_total_cannot_tell_a_small_part(counts: tuple[int, ...]) -> None:
    named = dict(zip("abc", counts, strict=True))
    if sum(counts) < 10 or max(counts) < 5:
        return
    for name, count in named.items():
        assert not 0 < count < 5 or len(possible(named)[name]) > 1, named

"""Levels of margins: the unknown get their part, small ones join a neighbour."""

import numpy as np
import pytest

from app.releases.levels import Levels, joined, with_unknown


def levels(labels: str, **totals: float) -> Levels:
    return Levels.of("margin", np.array(labels.split()), totals)


def test_those_who_did_not_say_get_the_part_that_they_have_among_respondents() -> None:
    found = with_unknown(levels("a a b x", a=60, b=40))
    assert found.labels.tolist() == ["a", "a", "b", "?"]
    assert found.totals == pytest.approx({"a": 45, "b": 30, "?": 25})


def test_a_known_group_keeps_those_whose_rest_is_not_known() -> None:
    given = Levels.of(
        "age_sex",
        np.array(["g15:f", "g15:x", "g20:f", "g20:m"]),
        {"g15:f": 30, "g15:m": 10, "g20:f": 35, "g20:m": 25},
    )
    found = with_unknown(given)
    assert found.labels.tolist() == ["g15:f", "g15:?", "g20:f", "g20:m"]
    assert found.totals["g15:?"] == pytest.approx(20)
    assert found.totals["g15:f"] == pytest.approx(15)
    assert (found.totals["g20:f"], found.totals["g20:m"]) == (35, 25)


def test_a_level_without_respondents_joins_the_next_in_the_order() -> None:
    found = joined(levels("z0 z0 z10", z0=50, z1=30, z10=20), ("z0", "z1", "z10"), _is_empty)
    assert found.totals == {"z0": 50, "z1+z10": 50}
    assert found.labels.tolist() == ["z0", "z0", "z1+z10"]
    assert found.notes == ("margin: z1 and z10 joined",)


def test_the_last_level_joins_the_one_before_it() -> None:
    found = joined(levels("z0 z1", z0=50, z1=30, z250=2), ("z0", "z1", "z250"), _is_empty)
    assert found.totals == {"z0": 50, "z1+z250": 32}


def test_the_order_is_that_of_the_list_and_not_of_the_alphabet() -> None:
    found = joined(
        levels("z5_9 z5_9 z250", z5_9=9, z10_49=4, z250=3), ("z5_9", "z10_49", "z250"), _is_empty
    )
    assert found.totals == {"z5_9": 9, "z10_49+z250": 7}


def test_margins_are_scaled_to_one_population() -> None:
    assert levels("a b", a=1, b=3).scaled_to(100).totals == {"a": 25, "b": 75}


def _is_empty(respondents: int, _total: float) -> bool:
    return respondents == 0

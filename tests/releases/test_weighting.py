"""Weights reproduce what is known of the population."""

import numpy as np
import pytest

from app.estimation.tables import AnswerTable
from app.estimation.variance import variance
from app.releases.weighting import MissingMarginError, weigh
from tests.releases.made_answers import LISTS, network

COUNTED, MARGINS = network()


def answers(audience: str, territory: str = "north") -> AnswerTable:
    return AnswerTable.of(
        each.answers for each in COUNTED if (each.audience, each.territory) == (audience, territory)
    )


def test_residents_weigh_as_many_as_the_population_by_age_and_sex() -> None:
    table, margins = answers("residents"), MARGINS["north"]["residents"]
    design = weigh("residents", table, margins, LISTS).design
    assert design.weights.sum() == pytest.approx(sum(margins["age_sex"].values()))
    said = (table.code("R_AGE") == "g45") & (table.code("R_SEX") != "x")
    expected = margins["age_sex"]["g45:f"] + margins["age_sex"]["g45:m"]
    assert design.weights[table.code("R_AGE") == "g45"].sum() == pytest.approx(expected, rel=0.02)
    assert said.any()
    assert design.fraction == pytest.approx(table.size / design.weights.sum())


def test_newcomers_weigh_their_part_of_those_who_said() -> None:
    table, margins = answers("residents"), MARGINS["north"]["residents"]
    design = weigh("residents", table, margins, LISTS).design
    since = table.code("R_LONG")
    part = design.weights[since == "l2"].sum() / design.weights[since != ""].sum()
    expected = margins["newcomer"]["yes"] / sum(margins["newcomer"].values())
    assert part == pytest.approx(expected, rel=0.03)


def test_firms_weigh_as_many_as_the_frame_by_activity_and_size() -> None:
    table, margins = answers("firms"), MARGINS["north"]["firms"]
    design = weigh("firms", table, margins, LISTS).design
    for level in ("a_agri", "a_build"):
        total = design.weights[table.code("F_ACT") == level].sum()
        assert total == pytest.approx(margins["activity"][level])
    assert design.weights[table.code("F_SIZE") == "z0"].sum() == pytest.approx(
        margins["size"]["z0"]
    )


def test_a_size_class_of_one_firm_joins_its_neighbour_and_says_so() -> None:
    rows = [{"F_SIZE": size, "F_ACT": "a_agri"} for size in ("z0 " * 6 + "z50_249 z250").split()]
    margins = {"size": {"z0": 90, "z50_249": 6, "z250": 4}, "activity": {"a_agri": 100}}
    weighted = weigh("firms", AnswerTable.of(rows), margins, LISTS)
    assert weighted.design.names == ("z0", "z50_249+z250")
    assert weighted.design.whole.tolist() == [90, 10]
    assert "strata, size: z50_249 and z250 joined" in weighted.notes
    assert variance(np.arange(8.0), weighted.design) > 0


def test_an_activity_that_the_margins_do_not_name_keeps_its_part() -> None:
    rows = [{"F_SIZE": "z0", "F_ACT": act} for act in ("a_agri " * 6 + "a_fish " * 3).split()]
    margins = {"size": {"z0": 90}, "activity": {"a_agri": 90}}
    design = weigh("firms", AnswerTable.of(rows), margins, LISTS).design
    assert design.weights.tolist() == pytest.approx([10] * 9)


def test_margins_that_contradict_each_other_leave_the_last_out_and_say_so() -> None:
    rows = [{"F_SIZE": "z0", "F_ACT": "a_agri"}] * 12
    rows += [{"F_SIZE": "z1_4", "F_ACT": "a_care"}] * 12
    margins = {"size": {"z0": 60, "z1_4": 40}, "activity": {"a_agri": 90, "a_care": 10}}
    weighted = weigh("firms", AnswerTable.of(rows), margins, LISTS)
    assert weighted.design.weights.tolist() == pytest.approx([5] * 12 + [40 / 12] * 12)
    assert weighted.notes[-1].startswith("activity: left out")


def test_trainers_weigh_the_frame() -> None:
    weighted = weigh("trainers", answers("trainers"), MARGINS["north"]["trainers"], LISTS)
    assert weighted.design.weights.tolist() == pytest.approx([21 / 16] * 16)
    assert weighted.design.fraction == pytest.approx(16 / 21)


def test_a_frame_smaller_than_its_respondents_is_a_census() -> None:
    design = weigh("trainers", answers("trainers"), {"all": {"all": 10}}, LISTS).design
    assert (design.fraction, design.weights[0]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("audience", "margin"), [("firms", "size"), ("residents", "education"), ("trainers", "all")]
)
def test_a_margin_that_is_missing_is_named(audience: str, margin: str) -> None:
    known = {name: each for name, each in MARGINS["north"][audience].items() if name != margin}
    with pytest.raises(MissingMarginError, match=f"'{margin}'"):
        weigh(audience, answers(audience), known, LISTS)


def test_a_level_of_under_ten_respondents_joins_its_neighbour() -> None:
    acts = "a_agri " * 20 + "a_build " * 9 + "a_care " * 20
    rows = [{"F_SIZE": "z0", "F_ACT": act} for act in acts.split()]
    margins = {"size": {"z0": 490}, "activity": {"a_agri": 100, "a_build": 90, "a_care": 300}}
    weighted = weigh("firms", AnswerTable.of(rows), margins, LISTS)
    assert "activity: a_build and a_care joined" in weighted.notes
    assert weighted.design.weights[:20].sum() == pytest.approx(100)

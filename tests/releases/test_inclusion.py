"""Groups of residents beside the rest (IND27), worked out by hand."""

import pytest

from app.estimation.tables import Answer
from app.reference.cells import Cell, Hidden, Verdict
from app.releases.indicators import inclusion, needs
from app.releases.samples import Samples
from tests.releases.real_lists import real_lists
from tests.releases.test_indicators import by, sample


def person(
    sex: str = "f", age: str = "g30", trained: str = "no", **more: Answer
) -> dict[str, Answer]:
    return {"R_SEX": sex, "R_AGE": age, "R_TRAINED": trained, "R_HEARD": "3", **more}


def cells_of(rows: list[dict[str, Answer]]) -> list[Cell]:
    samples = Samples("north", residents=sample("residents", list(rows)))
    return list(inclusion.cells(samples, real_lists()))


def test_a_gap_is_that_of_the_group_less_the_rest_in_points() -> None:
    rows = [*[person("f", trained="yes")] * 30, *[person("f")] * 10]
    rows += [*[person("m", trained="yes")] * 10, *[person("m")] * 30]
    cell = by(cells_of(rows), "IND27", outcome="trained", group="women")
    assert (cell.value, cell.n, cell.verdict) == (50, 40, Verdict.CLEAR)
    assert cell.low is not None
    assert cell.low > 20


def test_ages_that_differ_explain_no_gap() -> None:
    """The old train less, whoever they are, and most women here are old."""
    young = {"f": [*[person("f", "g20", "yes")] * 10], "m": [*[person("m", "g20", "yes")] * 40]}
    old = {"f": [*[person("f", "g65")] * 40], "m": [*[person("m", "g65")] * 10]}
    rows = [*young["f"], *young["m"], *old["f"], *old["m"]]
    cells = cells_of(rows)
    women = by(cells, "IND27", outcome="trained", group="women")
    assert (women.value, women.verdict) == (0, Verdict.NOT_CLEAR)
    by_age = by(cells, "IND27", outcome="trained", group="under_30")
    assert (by_age.value, by_age.verdict) == (100, Verdict.CLEAR)


@pytest.mark.parametrize(("women", "is_shown"), [(30, True), (29, False)])
def test_thirty_a_side_are_compared(women: int, *, is_shown: bool) -> None:
    rows = [*[person("f", trained="yes")] * women, *[person("m")] * 50]
    cell = by(cells_of(rows), "IND27", outcome="trained", group="women")
    assert (cell.hidden is None) == is_shown
    assert is_shown or (cell.hidden, cell.verdict) == (Hidden.BASE, None)


def test_who_does_not_say_is_on_neither_side() -> None:
    rows = [*[person("f", trained="yes")] * 40, *[person("m")] * 40, *[person("pnts")] * 40]
    cell = by(cells_of(rows), "IND27", outcome="trained", group="women")
    assert (cell.value, cell.n) == (100, 40)


GROUPS: dict[str, tuple[dict[str, Answer], dict[str, Answer]]] = {
    "over_54": ({"R_AGE": "g55"}, {"R_AGE": "g45"}),
    "low_education": ({"R_EDU": "e02"}, {"R_EDU": "eab"}),
    "no_car": ({"R_MEANS": ("m_bike",)}, {"R_MEANS": ("m_bike", "m_car")}),
    "newcomers": ({"R_LONG": "l5"}, {"R_LONG": "born"}),
    "other_language": ({"R_HOMELANG": ("ar", "en")}, {"R_HOMELANG": ("ar", "fr")}),
    "health_limit": ({"R_LIMIT": "g1"}, {"R_LIMIT": "g0"}),
}


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_is_told_by_its_own_question(group: str) -> None:
    inside, outside = GROUPS[group]
    rows = [*[{**person(), **inside, "R_HEARD": "4"}] * 40, *[{**person(), **outside}] * 40]
    cells = cells_of(rows)
    assert by(cells, "IND27", outcome="heard", group=group).value == 100
    told = {each.dimensions["group"] for each in cells if each.value is not None}
    assert told == {group}


def test_nothing_is_told_of_a_municipality_or_of_two_groups_at_once() -> None:
    cells = cells_of([person()] * 60)
    assert len(cells) == 2 * len(inclusion.GROUPS)
    allowed = {"outcome", "group", "with"}
    assert all(each.dimensions.keys() <= allowed for each in cells)


def wanting(*skills: str) -> dict[str, Answer]:
    return {"F_SK": skills, **{f"F_SK_LOOP[{skill}]/chg30": "p" for skill in skills}}


def test_being_in_demand_is_to_hold_one_of_the_five_skills_most_needed() -> None:
    named = ("s_care", "s_food", "s_mech", "s_elec", "s_build")
    firms = sample("firms", [*[wanting(*named)] * 20, *[wanting("s_dev")] * 5])
    lists = real_lists()
    found = {lists.skills[place] for place in needs.most_needed(firms, lists).tolist()}
    assert found == set(named)
    rows = [*[person("f", R_CAN=("s_care", "s_dev"))] * 40, *[person("m", R_CAN=("s_dev",))] * 40]
    samples = Samples("north", firms=firms, residents=sample("residents", rows))
    of = {"outcome": "in_demand", "group": "women", "with": "firms"}
    assert by(inclusion.cells(samples, lists), "IND27", **of).value == 100


def test_of_two_parts_those_who_took_the_later_one_are_compared() -> None:
    first = sample("residents", [person("f", trained="yes")] * 100)
    rows = [
        *[person("f", trained="yes", R_HOMELANG=("ar",))] * 40,
        *[person("m", R_HOMELANG=("fr",))] * 40,
    ]
    later = sample("residents", rows)
    samples = Samples(
        "north",
        residents=sample("residents", [person()] * 120),
        taking={("residents", "R_TRAINED"): first, ("residents", "R_HOMELANG"): later},
    )
    cells = list(inclusion.cells(samples, real_lists()))
    cell = by(cells, "IND27", outcome="trained", group="other_language")
    assert (cell.value, cell.n) == (100, 40)


def test_whom_firms_took_on_and_what_helps_people_come_stand_beside() -> None:
    samples = Samples(
        "north",
        firms=sample("firms", [*[{"F_OPEN": ("o_old",)}] * 20, *[{"F_OPEN": ("o_none",)}] * 20]),
        trainers=sample("trainers", [{"T_INCL": ("i_eve",)}] * 30),
    )
    cells = list(inclusion.cells(samples, real_lists()))
    assert by(cells, "IND27", hired="o_old").value == 0.5
    assert by(cells, "IND27", help="i_eve").value == 1

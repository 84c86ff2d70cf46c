"""Isolation, time for people, and aspirations beside openings, worked out by hand."""

import numpy as np
import pytest

from app.estimation.tables import Answer
from app.reference.cells import Cell, Hidden
from app.releases.indicators import aspirations, isolation, people_time
from app.releases.samples import Samples
from tests.releases.made_answers import LISTS
from tests.releases.test_indicators import by, sample


def alone(talks: str, feels: str, learns: str, place: str = "north01") -> dict[str, Answer]:
    return {"F_ISO1": talks, "F_ISO2": feels, "F_ISO3": learns, "F_PLACE": place, "F_EMP": 2}


def test_two_items_are_turned_before_the_mean_and_the_score_runs_to_a_hundred() -> None:
    rows = [
        *[alone("1", "5", "1")] * 20,
        *[alone("5", "1", "5")] * 20,
        *[alone("2", "4", "3")] * 40,
    ]
    cells = list(isolation.cells(sample("firms", rows), LISTS))
    score = (100 * 20 + 0 * 20 + ((4 + 4 + 3) / 3 - 1) * 25 * 40) / 80
    assert by(cells, "IND17", measure="score").value == np.floor(score + 0.5)
    assert by(cells, "IND17", measure="lonely").value == 0.75


def test_a_firm_that_left_an_item_out_is_not_counted() -> None:
    rows = [*[alone("1", "5", "1")] * 30, *[{**alone("5", "1", "5"), "F_ISO2": None}] * 30]
    cell = by(isolation.cells(sample("firms", rows), LISTS), "IND17", measure="score")
    assert (cell.value, cell.n) == (100, 30)


def test_near_and_far_are_told_by_minutes_to_a_town() -> None:
    rows = [*[alone("1", "5", "1", "north02")] * 30, *[alone("5", "1", "5")] * 30]
    rows += [alone("3", "3", "3", "unknown")] * 10
    cells = list(isolation.cells(sample("firms", rows), LISTS))
    assert by(cells, "IND17", measure="score", distance="far").value == 100
    assert by(cells, "IND17", measure="score", distance="near").value == 0
    assert by(cells, "IND17", measure="score").n == 70


def test_answers_that_are_all_the_same_have_no_alpha() -> None:
    cells = list(isolation.cells(sample("firms", [alone("3", "3", "3")] * 40), LISTS))
    assert by(cells, "IND17", measure="alpha").hidden is Hidden.BASE
    mixed = [*[alone("1", "5", "1")] * 20, *[alone("5", "1", "5")] * 20]
    cells = list(isolation.cells(sample("firms", mixed), LISTS))
    assert by(cells, "IND17", measure="alpha").value == 1


def busy(hours: str, *late: str, people: int = 4) -> dict[str, Answer]:
    return {"F_HRTIME": hours, "F_HRLATE": late, "F_EMP": people}


def test_hours_are_a_ratio_of_totals_for_ten_people() -> None:
    rows = [*[busy("h8", "l_none", people=4)] * 20, *[busy("h21", "l_none", people=12)] * 20]
    cells = list(people_time.cells(sample("firms", rows), LISTS))
    assert by(cells, "IND18", measure="hours").value == round(10 * (5 + 30) / (4 + 12))


def test_starved_is_little_time_and_two_things_put_off() -> None:
    rows = [
        *[busy("h2", "l_hire", "l_talk")] * 10,
        *[busy("h0", "l_hire")] * 10,
        *[busy("h8", "l_hire", "l_talk", "l_plan")] * 20,
        *[{"F_EMP": 0}] * 10,
    ]
    cells = list(people_time.cells(sample("firms", rows), LISTS))
    assert by(cells, "IND18", measure="starved").value == 0.25
    assert by(cells, "IND18", measure="postponed").value == round(
        (2 * 10 + 10 + 3 * 20) / 40 + 1e-9, 1
    )
    assert by(cells, "IND18", late="l_plan").value == 0.5
    assert by(cells, "IND18", late="l_plan").n == 40


def test_a_large_employer_is_not_seen_in_the_hours() -> None:
    rows = [*[busy("h2", people=1)] * 38, *[busy("h21", people=400)] * 2]
    cells = list(people_time.cells(sample("firms", rows, weight=1.05), LISTS))
    assert by(cells, "IND18", measure="hours").hidden is Hidden.DOMINANCE


def opening(
    activity: str, *jobs: tuple[int, str], older: int = 0, new: tuple[str, ...] = ()
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {
        "F_ACT": activity, "F_HIRE": "yes", "F_AGE55": older, "F_NEWACT": new,
    }  # fmt: skip
    for place, (people, kind) in enumerate(jobs):
        answers[f"F_JOB_LOOP[j_{place}]/n"] = people
        answers[f"F_JOB_LOOP[j_{place}]/kind"] = kind
    return answers


@pytest.mark.parametrize(
    ("firm", "jobs"),
    [
        (opening("a_agri", (3, "season")), {"a_agri": 3}),
        (opening("a_agri", (1, "replace"), older=10), {"a_agri": 4}),
        (opening("a_agri", (5, "replace"), older=10), {"a_agri": 5}),
        (opening("a_agri", (4, "grow"), new=("a_care",)), {"a_agri": 2, "a_care": 2}),
        (opening("a_agri", (4, "grow"), (1, "replace"), new=("none",)), {"a_agri": 5}),
        ({**opening("a_agri", (4, "season")), "F_HIRE": "maybe"}, {"a_agri": 2}),
        ({"F_ACT": "a_care", "F_HIRE": "no", "F_AGE55": 5}, {"a_care": 2}),
    ],
)
def test_openings_replace_nobody_twice_and_grow_into_new_activities(
    firm: dict[str, Answer], jobs: dict[str, float]
) -> None:
    found = aspirations.openings(sample("firms", [firm] * 2), LISTS)[0]
    assert found == pytest.approx([jobs.get(code, 0) for code in LISTS.activities])


def both_sides() -> list[Cell]:
    firms = [
        *[opening("a_agri", (2, "season"))] * 20,
        *[opening("a_build", (1, "season"))] * 20,
        *[opening("a_trade", (1, "season"))] * 3,
        *[opening("a_care", (2, "season"))] * 20,
    ]
    residents = [
        *[{"R_WANT30": ("a_care", "a_trade")}] * 40,
        *[{"R_WANT30": ("a_agri",)}] * 40,
        *[{"R_WANT30": ("nowork",)}] * 20,
    ]
    samples = Samples(
        "north", firms=sample("firms", firms), residents=sample("residents", residents)
    )
    return list(aspirations.cells(samples, LISTS, seed=1))


def test_a_resident_who_picks_two_counts_half_in_each_and_no_work_apart() -> None:
    cells = [each for each in both_sides() if each.audience == "residents"]
    assert by(cells, "IND20", activity="a_care").value == 0.25
    assert by(cells, "IND20", activity="a_agri").value == 0.5
    assert by(cells, "IND20", answer="nowork").value == 0.2
    assert by(cells, "IND20", activity="a_agri").n == 80


def test_activities_of_fewer_than_five_firms_are_hidden_with_their_gap() -> None:
    cells = both_sides()
    firms = [each for each in cells if each.audience == "firms"]
    assert by(firms, "IND20", activity="a_trade").hidden is Hidden.NUMERATOR
    assert by(cells, "IND20", activity="a_trade", against="firms").hidden is Hidden.NUMERATOR
    assert by(firms, "IND20", activity="a_agri").value == round(40 / 103, 2)


def test_a_gap_is_wishes_less_openings_in_points() -> None:
    found = by(both_sides(), "IND20", activity="a_agri", against="firms")
    assert found.value == round(100 * (0.5 - 40 / 103))
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high


def test_the_overlap_holds_what_the_two_share() -> None:
    found = by(both_sides(), "IND20", against="firms")
    shared = 40 / 103 + 3 / 103 + 0.25
    assert found.low is not None
    assert found.high is not None
    assert found.low <= shared <= found.high


def test_one_hidden_part_of_a_whole_takes_the_smallest_other_with_it() -> None:
    cells = tuple(
        Cell(indicator="IND20", territory="north", audience="firms", by=(("activity", code),),
             value=value, hidden=None if value else Hidden.NUMERATOR)
        for code, value in (("a", 0.5), ("b", 0.2), ("c", 0.3), ("d", None))
    )  # fmt: skip
    hidden = [each.hidden for each in aspirations.two_hidden(cells)]
    assert hidden == [None, Hidden.COMPLEMENT, None, Hidden.NUMERATOR]
    assert aspirations.two_hidden(cells[:3]) == cells[:3]

"""What is said of the time to a course and of coverage, for each way the numbers can stand."""

from dataclasses import replace

import pytest

from app.dashboards.findings import course_time, coverage
from app.reference.cells import Bound, Cell
from app.web.published import Unit, number
from tests.unit.dashboards.made_cells import NETWORK, cell, place_of, text

TIME, TIME_OF_FIRMS = ("IND23", "trainers"), ("IND23", "firms")
COVERED, NEED, TAUGHT = ("IND16", "firms"), ("IND13", "firms"), ("IND13", "trainers")
LEAD = cell(TIME, (25, 17, 41), measure="lead")
WAIT = cell(TIME_OF_FIRMS, (6, 5, 7), measure="wait")
BELOW = {"against": "trainers"}

pytestmark = pytest.mark.usefixtures("_in_english")


@pytest.mark.parametrize(
    ("agility", "begins"),
    [
        ((4.1, 2.4, 7.0), "Courses come too late: from the need to the first session takes 25"),
        ((0.5, 0.3, 0.8), "Courses come in time: "),
        ((1.1, 0.6, 2.0), "From the need to the first session takes 25 weeks; half of firms"),
    ],
)
def test_too_late_is_said_only_where_the_interval_leaves_out_one(
    agility: tuple[float, float, float], begins: str
) -> None:
    place = place_of(LEAD, WAIT, cell(TIME_OF_FIRMS, agility, measure="agility", **BELOW))
    assert text(course_time.finding(place).sentence).startswith(begins)


def test_without_both_times_none_is_set_beside_the_other() -> None:
    found = course_time.finding(place_of(WAIT))
    assert text(found.sentence).startswith("Too few answered to set the time")
    assert text(course_time.finding(place_of()).text).startswith("Too few answered to say how")


def test_a_time_without_an_end_says_over_and_not_a_number_as_its_limit() -> None:
    late = replace(cell(TIME, (52, 26, 104), measure="lead"), bound=Bound.OPEN)
    assert text(number(late, Unit.COUNT, with_interval=True)) == "52 (26 to over 104)"
    beyond = replace(cell(TIME, (104, 52, 104), measure="lead"), bound=Bound.OVER)
    assert text(number(beyond, Unit.COUNT, with_interval=True)) == "over 104 (52 to over 104)"


def test_an_interval_without_an_end_never_says_that_courses_come_in_time() -> None:
    agility = replace(
        cell(TIME_OF_FIRMS, (0.5, 0.3, 0.9), measure="agility", **BELOW), bound=Bound.OPEN
    )
    assert "not clear" in text(course_time.finding(place_of(LEAD, WAIT, agility)).sentence)


def test_a_number_without_chance_has_no_interval() -> None:
    assert text(number(cell(COVERED, (0.4, 0.4, 0.4)), Unit.SHARE, with_interval=True)) == "40%"


def test_how_long_firms_can_wait_is_set_beside_the_network() -> None:
    network = cell(TIME_OF_FIRMS, (12, 9, 15), territory=NETWORK, measure="wait")
    said = text(course_time.finding(place_of(LEAD, WAIT, network)).comparison)
    assert said == (
        "Half of firms here can wait no longer than 6 weeks."
        " That is clearly less than in the whole network: 12 (9 to 15)."
    )


def skill(need: tuple[float, float, float], taught: float, soon: float = 0) -> tuple[Cell, ...]:
    return (
        cell(COVERED, (0.6, 0.5, 0.7), measure="now", **BELOW),
        cell(NEED, need, view="need", skill="s_care"),
        cell(TAUGHT, (taught, 0, 50), view="now", skill="s_care"),
        cell(TAUGHT, (soon, 0, 50), view="soon", skill="s_care"),
    )


def test_a_skill_is_missing_where_clearly_needed_and_taught_by_nobody() -> None:
    found = coverage.finding(place_of(*skill((220, 150, 300), 0)))
    label = place_of().labels.of_choice("firms", "F_SK", "s_care")
    assert text(found.text).endswith(f"taught by nobody who answered: {label}.")
    assert [line.reading for line in found.table.lines if line.label == label] == [
        "nobody says they could teach it soon"
    ]
    later = coverage.finding(place_of(*skill((220, 150, 300), 0, soon=20)))
    assert "could be taught within twelve months" in [line.reading for line in later.table.lines]


@pytest.mark.parametrize(
    ("need", "taught"), [((220, 90, 300), 0.0), ((220, 150, 300), 40.0)], ids=("unclear", "taught")
)
def test_a_skill_is_not_missing_where_the_need_is_unclear_or_somebody_teaches_it(
    need: tuple[float, float, float], taught: float
) -> None:
    found = coverage.finding(place_of(*skill(need, taught)))
    assert text(found.text).startswith("Nothing that firms need or residents want")
    assert len(found.table.lines) == 2


def test_the_more_skills_go_untaught_the_clearer_one_must_be_asked_for_to_be_named() -> None:
    many = [
        cell(TAUGHT, (0, 0, 50), view="now", skill=code)
        for code in ("s_care", "s_sell", "s_hr", "s_food", "s_build", "s_elec", "s_lang", "s_data")
    ]
    need = cell(NEED, (150, 108, 190), view="need", skill="s_care")
    alone, among = (coverage.finding(place_of(need, *some)) for some in (many[:1], many))
    assert "taught by nobody who answered" in text(alone.text)
    assert text(among.text).startswith("Nothing that firms need")
    assert len(among.table.lines) == len(alone.table.lines) == 4  # the list still holds it


def test_nobody_of_a_few_trainers_is_nobody_and_not_a_few() -> None:
    cells = list(skill((220, 150, 300), 40))
    cells[2] = replace(cells[2], bound=Bound.UNDER)
    assert "taught by nobody who answered" in text(coverage.finding(place_of(*cells)).text)


def test_hidden_trainers_leave_unknown_what_is_not_taught() -> None:
    need = cell(NEED, (220, 150, 300), view="need", skill="s_care")
    found = coverage.finding(place_of(need))
    assert text(found.text) == "Too few trainers answered to name what is not taught."
    assert text(found.sentence).startswith("Too few answered to say how much")


def test_a_half_empty_course_is_named_where_it_is_needed_below_the_average_skill() -> None:
    empty = cell(("IND16", "trainers"), (0.6, 0.4, 0.8), measure="empty", skill="s_care")
    rare = coverage.finding(place_of(*skill((60, 40, 80), 40), empty))
    assert rare.table.lines[-1].reading == "needed below the average skill"
    for need in ((160, 140, 180), (60, 20, 101)):
        found = coverage.finding(place_of(*skill(need, 40), empty))
        assert len(found.table.lines) == 2

"""What is said of hiring and of activity, for each way the numbers can stand."""

import pytest

from app.dashboards.findings import hiring, outlook
from app.dashboards.page import is_clear
from tests.unit.dashboards.made_cells import cell, place_of, text

HIRE, HARD, BALANCE = ("IND01", "firms"), ("IND03", "firms"), ("IND06", "firms")

pytestmark = pytest.mark.usefixtures("_in_english")


@pytest.mark.parametrize(
    ("skills", "conditions", "begins"),
    [
        ((0.4, 0.3, 0.5), (0.1, 0.05, 0.2), "Lack of skills weighs most: 40%"),
        ((0.1, 0.05, 0.2), (0.4, 0.3, 0.5), "Conditions weigh most: 40%"),
        ((0.3, 0.2, 0.4), (0.25, 0.15, 0.35), "Of all planned jobs, 30%"),
    ],
)
def test_a_cause_weighs_most_only_where_it_is_clearly_apart(
    skills: tuple[float, float, float], conditions: tuple[float, float, float], begins: str
) -> None:
    place = place_of(cell(HARD, skills, cause="skills"), cell(HARD, conditions, cause="conditions"))
    assert text(hiring.finding(place).text).startswith(begins)


def test_hidden_numbers_of_hiring_are_said_to_be_too_few() -> None:
    found = hiring.finding(place_of())
    assert text(found.sentence) == "Too few firms answered to say how many plan to hire."
    assert "Too few firms named a cause" in text(found.text)
    rate = hiring.finding(place_of(cell(HIRE, (0.3, 0.2, 0.4))))
    assert text(rate.sentence) == "30% of firms plan to hire in the next twelve months."


def test_expected_hires_stand_in_the_table_as_a_count() -> None:
    hires = cell(HIRE, (1240.0, 1000.0, 1480.0), measure="hires")
    [line] = [line for line in hiring.finding(place_of(hires)).table.lines if hires in line.cells]
    assert line.unit == "count"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (
            (20, 5, 35),
            ("More firms expect growth than decline by 2030: the balance of opinion is +20."),
        ),
        (
            (-20, -35, -5),
            ("More firms expect decline than growth by 2030: the balance of opinion is -20."),
        ),
        ((20, -5, 45), "Firms see no clear direction by 2030: the balance of opinion is +20."),
        ((0, -10, 10), "Firms see no clear direction by 2030: the balance of opinion is 0."),
    ],
)
def test_a_direction_is_said_only_where_the_interval_leaves_out_zero(
    numbers: tuple[float, float, float], words: str
) -> None:
    balance = cell(BALANCE, numbers, horizon="h2030", weight="firms")
    found = text(outlook.finding(place_of(balance)).sentence)
    assert found.replace("\N{MINUS SIGN}", "-") == words


def test_a_hidden_outlook_is_said_to_be_too_few() -> None:
    found = outlook.finding(place_of())
    assert text(found.sentence) == "Too few firms answered to say what they expect of 2030."
    assert text(found.text) == "Too few firms answered to say how many cannot tell."


def test_looking_through_more_gaps_asks_more_of_each() -> None:
    gap = cell(("IND14", "firms"), (20, 1, 39))
    assert is_clear(gap)
    assert not is_clear(gap, among=2)


def test_few_firms_behind_planned_jobs_are_said_beside_the_many_behind_the_plans() -> None:
    rate, hard = (0.3, 0.2, 0.4), (0.5, 0.3, 0.7)
    few = hiring.finding(place_of(cell(HIRE, rate), cell(HARD, hard, is_fragile=True)))
    assert text(few.solid[-1]).startswith("On planned jobs 10 to 29 firms answered. Few")
    enough = hiring.finding(place_of(cell(HIRE, rate), cell(HARD, hard)))
    assert len(enough.solid) == len(few.solid) - 1
    assert "of all jobs planned for sure or perhaps, 50% look hard" in text(enough.sentence)

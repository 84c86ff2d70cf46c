"""What is said of isolation, time, aspirations and boxes, for each way the numbers can stand."""

import pytest

from app.dashboards.findings import aspirations, four_boxes, isolation, people_time
from app.dashboards.findings.four_boxes import Where
from app.reference.cells import Cell
from tests.unit.dashboards.made_cells import asked, cell, place_of, text

ALONE, TIME = ("IND17", "firms"), ("IND18", "firms")
OPENINGS, WISHES = ("IND20", "firms"), ("IND20", "residents")
SKILLS = [each for each in asked("firms").question("F_SK").choices if each.family]
ABOVE, BELOW, OVER = (200, 150, 260), (40, 10, 80), (110, 60, 160)

pytestmark = pytest.mark.usefixtures("_in_english")


@pytest.mark.parametrize(
    ("near", "far", "words"),
    [
        ((40, 35, 45), (60, 55, 65), "Far from a town firms' heads feel more alone: a score of 60"),
        ((60, 55, 65), (40, 35, 45), "Near to a town firms' heads feel more alone: a score of 60"),
        ((50, 40, 60), (55, 45, 65), "Near to a town or far from it, the score is not clearly"),
    ],
)
def test_distance_is_said_to_matter_only_where_scores_are_apart(
    near: tuple[float, float, float], far: tuple[float, float, float], words: str
) -> None:
    cells = [
        cell(ALONE, numbers, measure="score", distance=name)
        for name, numbers in (("near", near), ("far", far))
    ]
    assert text(isolation.finding(place_of(*cells)).text).startswith(words)


def test_few_firms_on_one_side_are_not_compared_by_distance() -> None:
    near = cell(ALONE, (40, 35, 45), measure="score", distance="near")
    far = cell(ALONE, (60, 55, 65), measure="score", distance="far", is_fragile=True)
    assert text(isolation.finding(place_of(near, far)).text).startswith("Too few firms answered")


@pytest.mark.parametrize(
    ("alpha", "words"),
    [((0.8, 0.7, 0.88), "go together"), ((0.62, 0.4, 0.76), "is not sure")],
)
def test_alpha_is_reported_with_what_it_allows(
    alpha: tuple[float, float, float], words: str
) -> None:
    cells = [cell(ALONE, (0.4, 0.3, 0.5), measure="lonely"), cell(ALONE, alpha, measure="alpha")]
    said = text(isolation.finding(place_of(*cells)).solid[-1])
    assert words in said
    assert f"{alpha[0]:g} ({alpha[1]:g} to {alpha[2]:g})" in said


def test_time_says_who_lacks_it_and_how_much_there_is() -> None:
    found = people_time.finding(
        place_of(
            cell(TIME, (0.3, 0.2, 0.4), measure="starved"),
            cell(TIME, (5, 3, 8), measure="hours"),
            cell(TIME, (1.7, 1.4, 2), measure="postponed"),
        )
    )
    assert text(found.sentence).startswith("30% of firms with staff lack time for their people")
    assert "find 5 hours a month" in text(found.text)
    assert "put off 1.7 on average" in text(found.text)


def test_hidden_isolation_and_time_are_said_to_be_too_few() -> None:
    assert text(isolation.finding(place_of()).sentence).startswith("Too few firms answered")
    assert text(people_time.finding(place_of()).sentence).startswith("Too few firms answered")
    assert people_time.finding(place_of()).figure.is_empty


def activity(code: str, gap: tuple[float, float, float]) -> list[Cell]:
    return [
        cell(OPENINGS, (0.1, 0.05, 0.2), activity=code),
        cell(WISHES, (0.2, 0.1, 0.3), activity=code),
        cell(WISHES, gap, activity=code, against="firms"),
    ]


def test_both_directions_are_named_and_neither_side_is_told_to_follow() -> None:
    cells = [*activity("a_agri", (-20, -30, -10)), *activity("a_care", (20, 10, 30))]
    said = text(aspirations.finding(place_of(*cells)).text)
    assert "Residents look to “Home care, childcare, social work” more than jobs open" in said
    assert "Jobs open in “Farming and livestock” more than residents look to it" in said
    assert said.endswith(
        "Both can move: activities towards people, and people, with training, towards activities."
    )


def test_no_clear_gap_names_no_activity() -> None:
    cells = [*activity("a_agri", (-8, -20, 4)), *activity("a_care", (5, -10, 20))]
    found = aspirations.finding(place_of(*cells))
    assert text(found.text).startswith("No activity shows a clear gap")
    assert {line.reading for line in found.table.lines} == {"not clear", "too few answers"}


def test_an_overlap_stands_in_the_title_with_its_interval_beside() -> None:
    overlap = cell(WISHES, (0.62, 0.53, 0.74), against="firms")
    found = aspirations.finding(place_of(overlap))
    assert "overlap by 62%" in text(found.sentence)
    assert any("62% (53% to 74%)" in text(each) for each in found.solid)


def skill(
    place: int, need: tuple[int, int, int], want: tuple[int, int, int], *, few: bool = False
) -> list[Cell]:
    code = SKILLS[place].code
    return [
        cell(("IND13", "firms"), need, view="need", skill=code, is_fragile=few),
        cell(("IND13", "residents"), want, view="use", skill=code),
    ]


@pytest.mark.parametrize(
    ("need", "want", "where"),
    [
        (ABOVE, ABOVE, Where.BUILD),
        (ABOVE, BELOW, Where.ATTRACT),
        (BELOW, ABOVE, Where.CREATE),
        (BELOW, BELOW, Where.LEAVE),
        (OVER, ABOVE, Where.BETWEEN),
        (BELOW, OVER, Where.BETWEEN),
    ],
)
def test_a_skill_stands_in_a_box_only_where_both_intervals_put_it(
    need: tuple[int, int, int], want: tuple[int, int, int], where: Where
) -> None:
    found = four_boxes.finding(place_of(*skill(0, need, want)))
    held = {name: box.names for name, box in zip(Where, found.boxes, strict=True) if box.names}
    assert held == {where: (SKILLS[0].text.in_language("en"),)}


def test_a_skill_of_few_firms_is_in_no_box() -> None:
    found = four_boxes.finding(place_of(*skill(0, ABOVE, BELOW, few=True)))
    assert found.boxes == ()
    assert text(found.sentence).startswith("Too few people answered")


def test_a_skill_is_named_only_where_it_stands_out_among_all() -> None:
    clear = four_boxes.finding(place_of(*skill(0, (300, 250, 350), (20, 5, 35))))
    assert f"“{SKILLS[0].text.in_language('en')}”" in text(clear.sentence)
    barely = [each for place in range(8) for each in skill(place, (150, 105, 195), (60, 30, 98))]
    found = four_boxes.finding(place_of(*barely))
    assert (
        text(found.sentence)
        == "Some skills stand in a box, none so clearly that it should be named."
    )
    assert len(found.boxes[1].names) == 8

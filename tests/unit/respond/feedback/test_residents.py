"""A resident: activities that use their skills, courses nearby, and never a verdict."""

from app.questionnaire.model import Answers
from app.reference.cells import Bound, Cell
from app.respond.feedback import residents
from app.respond.feedback.blocks import Block
from tests.unit.respond.feedback.near import NETWORK, block, cell, near, text

OWN: Answers = {"R_CAN": ("s_elec", "s_build", "s_food"), "R_LEARN": ("s_dev", "s_care")}


def opening(activity: str, value: float | None, where: str = "north") -> Cell:
    return cell("IND20", "firms", value, activity=activity, where=where)


def taught(skill: str, value: float | None, where: str = "north") -> Cell:
    by = {"measure": "share", "skill": skill, "view": "now"}
    return cell("IND13", "trainers", value, where=where, **by)


def blocks(*cells: Cell, own: Answers = OWN) -> list[Block]:
    return list(residents.blocks(near("residents", *cells), own))


def test_three_activities_nearby_say_which_skills_they_use() -> None:
    found = blocks(
        opening("a_build", 0.2),
        opening("a_industry", 0.3),
        opening("a_tourism", 0.1),
        opening("a_food", 0.05),
        opening("a_public", 0.9),
    )
    activities = block(found, "activities")
    assert [each.label for each in activities.rows] == [
        "Construction and renovation",
        "Mechanical, metal and technical industry",
        "Hotels, restaurants, tourism",
    ]
    assert activities.rows[0].own == (
        "Uses what you can do: Building and renovating · Electrical work, solar, heat pumps"
    )
    assert text(activities.rows[0].said).startswith("20% of the jobs that firms here")


def test_activities_of_the_network_come_after_those_nearby() -> None:
    found = blocks(
        opening("a_tourism", 0.1), opening("a_build", None), opening("a_build", 0.2, NETWORK)
    )
    here, elsewhere = block(found, "activities").rows
    assert (here.cell.territory, elsewhere.cell.territory) == ("north", NETWORK)
    assert "whole network" in text(elsewhere.said)


def test_who_named_no_skill_sees_where_jobs_will_open() -> None:
    own: Answers = {"R_CAN": ("none",)}
    found = blocks(opening("a_tourism", 0.1), opening("a_public", 0.3), own=own)
    [only] = found
    assert only.title == "Where jobs will open"
    assert [each.cell.value for each in only.rows] == [0.3, 0.1]


def test_courses_say_how_many_trainers_teach_what_is_wished_for() -> None:
    courses = block(blocks(taught("s_dev", 0.4), taught("s_care", 0.2)), "courses")
    assert text(courses.finding) == (
        "“Programming, networks, cybersecurity” is taught here, by 40% of the trainers who"
        " answered."
    )
    assert [each.cell.value for each in courses.rows] == [0.4, 0.2]


def test_a_wish_that_few_teach_is_told_as_counting() -> None:
    nobody = Cell(
        indicator="IND13",
        territory="north",
        audience="trainers",
        by=taught("s_dev", 0.1).by,
        value=0.1,
        low=0.0,
        high=0.1,
        n="10-29",
        bound=Bound.UNDER,
        is_fragile=True,
    )
    courses = block(blocks(nobody), "courses")
    assert "Your wish counts" in courses.finding
    assert "under 10%" in text(courses.finding)
    assert "only 10 to 29 answered" in text(courses.rows[0].solid)


def test_courses_of_the_network_are_told_as_such() -> None:
    courses = block(blocks(taught("s_dev", None), taught("s_dev", 0.5, NETWORK)), "courses")
    assert "in the network" in courses.finding


def test_without_numbers_it_is_said_that_there_are_not_enough_yet() -> None:
    found = blocks(opening("a_build", None), taught("s_dev", None))
    assert [text(each.finding)[:33] for each in found] == ["Not enough people have answered y"] * 2
    assert all(not each.rows for each in found)


def test_who_wants_to_learn_nothing_is_told_of_no_course() -> None:
    found = blocks(taught("s_dev", 0.4), own={**OWN, "R_LEARN": ("none",)})
    assert {each.code for each in found} == {"activities"}

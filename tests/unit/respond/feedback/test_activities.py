"""Activities that use what somebody can do: a pure function of skills, uses and openings."""

import pytest

from app.respond.feedback.activities import Fitting, fitting, uses_of
from tests.unit.respond.feedback.near import asked

USES = {
    "a_build": ("s_build", "s_elec", "s_craft"),
    "a_energy": ("s_elec", "s_energy"),
    "a_care": ("s_care", "s_mediate"),
}
OPEN = {"a_build": 0.2, "a_energy": 0.3, "a_care": 0.5}


def names(found: tuple[Fitting, ...]) -> list[str]:
    return [each.activity for each in found]


def test_the_activity_that_uses_most_of_the_skills_comes_first() -> None:
    found = fitting({"s_elec", "s_craft"}, USES, OPEN)
    assert found == (
        Fitting("a_build", ("s_elec", "s_craft")),
        Fitting("a_energy", ("s_elec",)),
    )


def test_of_two_that_use_as_many_the_one_with_more_openings_comes_first() -> None:
    assert names(fitting({"s_elec"}, USES, OPEN)) == ["a_energy", "a_build"]


def test_an_activity_that_uses_none_of_the_skills_is_left_out() -> None:
    assert names(fitting({"s_care"}, USES, OPEN)) == ["a_care"]
    assert fitting(set(), USES, OPEN) == ()
    assert fitting({"none", "s_dev"}, USES, OPEN) == ()


@pytest.mark.parametrize("openings", [{}, {"a_care": 0.0}])
def test_an_activity_where_no_job_is_known_to_open_is_left_out(openings: dict[str, float]) -> None:
    assert fitting({"s_care"}, USES, openings) == ()


def test_an_activity_that_the_vocabulary_says_nothing_of_fits_nobody() -> None:
    assert fitting({"s_care"}, {}, {"a_care": 1.0}) == ()


def test_every_activity_of_the_vocabulary_names_six_different_skills() -> None:
    residents = asked("residents")
    activities, skills = residents.question("R_WANT30"), residents.question("R_CAN")
    assert activities is not None
    assert skills is not None
    known = {each.code for each in skills.choices}
    uses = uses_of(each for each in activities.choices if not (each.is_exclusive or each.is_open))
    assert len(uses) == 20
    assert {len(set(named)) for named in uses.values()} == {6}
    assert {skill for named in uses.values() for skill in named} <= known


def test_every_skill_of_the_vocabulary_is_used_by_some_activity() -> None:
    residents = asked("residents")
    activities, skills = residents.question("R_WANT30"), residents.question("R_CAN")
    assert activities is not None
    assert skills is not None
    used = {skill for named in uses_of(activities.choices).values() for skill in named}
    assert {each.code for each in skills.choices if not each.is_exclusive} <= used

"""Groups and repeats, in one another."""

import pytest

from app.questionnaire.answering import answer_step
from app.questionnaire.asked import key_of
from app.questionnaire.lengthening import with_item_added, with_item_removed
from app.questionnaire.model import Answers, Question, Questionnaire
from app.questionnaire.outline import outline_of
from app.questionnaire.path import steps
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import (
    SETTING,
    choices,
    of_one_page,
    page,
    question,
    questionnaire,
)

YES_NO = choices("yes", "no")


def sheet(made: Questionnaire, answers: Answers) -> Sheet:
    return Sheet.of(made, answers, SETTING)


def asked(found: Sheet) -> list[str]:
    return [each.path for each in found.asked]


def group(code: str, *fields: Question, **facts: object) -> Question:
    return question(code, "group", fields=fields, **facts)


def repeat(code: str, *fields: Question, **facts: object) -> Question:
    return question(code, "repeat", fields=fields, **facts)


def test_a_group_that_is_not_relevant_hides_all_that_lies_in_it() -> None:
    inner = group("inner", question("C", "text"), question("D", "calculate", calculate="1 + 1"))
    made = of_one_page(
        question("A", "single", choices=YES_NO),
        group("outer", question("B", "text"), inner, show_if="${A} = 'yes'"),
    )
    assert asked(sheet(made, {"A": "yes"})) == ["A", "B", "C"]
    hidden = sheet(made, {"A": "no", "B": "x", "C": "y"})
    assert asked(hidden) == ["A"]
    assert hidden.relevant == {
        "A": True, "outer": False, "B": False, "inner": False, "C": False, "D": False
    }  # fmt: skip
    assert hidden.values == {"A": "no"}
    assert hidden.dropped == ("B", "C")
    assert hidden.answers["B"] == "x"


def test_a_group_begins_a_step_where_its_rule_needs_an_answer() -> None:
    made = of_one_page(
        question("A", "single", choices=YES_NO),
        group("G", question("B", "text"), question("C", "text"), show_if="${A} = 'yes'"),
    )
    assert [each.code for each in steps(sheet(made, {"A": "yes"}))] == ["p1", "p1-2"]


def test_a_name_in_two_groups_has_the_group_in_its_path() -> None:
    made = of_one_page(
        group("G", question("n", "integer")),
        group(
            "H", question("H/n", "integer"), question("T", "calculate", calculate="/data/H/n * 2")
        ),
    )
    found = sheet(made, {"n": 1, "H/n": 4})
    assert found.values == {"n": 1, "H/n": 4, "T": 8}
    assert found.question("H/n").code == "H/n"


def household() -> Questionnaire:
    job = repeat(
        "job",
        question("title", "text"),
        question("hours", "integer", constraint=". <= 60 - ${rest}"),
        count="${jobs}",
    )
    person = repeat(
        "person",
        question("name", "text"),
        question("rest", "integer"),
        question("jobs", "integer"),
        job,
        question("total", "calculate", calculate="sum(${job}/hours)"),
        count="${N}",
    )
    return questionnaire(
        page("p1", question("N", "integer")),
        page("p2", person),
        page("p3", question("ALL", "calculate", calculate="sum(${hours})")),
    )


HOUSEHOLD: Answers = {
    "N": 2,
    "person[1]/name": "Ada", "person[1]/jobs": 2, "person[1]/rest": 10,
    "person[1]/job[1]/hours": 20, "person[1]/job[2]/hours": 30,
    "person[2]/name": "Bo", "person[2]/jobs": 1, "person[2]/rest": 30,
    "person[2]/job[1]/hours": 40,
}  # fmt: skip


def test_a_repeat_in_a_repeat_counts_its_items_in_each() -> None:
    found = sheet(household(), HOUSEHOLD)
    assert found.items == {
        "person": ("1", "2"), "person[1]/job": ("1", "2"), "person[2]/job": ("1",)
    }  # fmt: skip
    assert found.values["person[1]/total"] == 50
    assert found.values["person[2]/total"] == 40
    assert found.values["ALL"] == 90
    field = found.by_path["person[1]/job[2]/hours"]
    assert (field.roster.code, field.inside, field.item) == ("job", "person[1]/job", "2")


def test_a_rule_reads_the_item_around_its_own() -> None:
    given = answer_step(sheet(household(), HOUSEHOLD), "p2-2", {"person[1]/job[1]/hours": 55})
    assert ("person[1]/job[1]/hours", "constraint") in [
        (each.path, each.code) for each in given.violations
    ]


def test_an_item_gone_takes_along_what_was_repeated_in_it() -> None:
    found = sheet(household(), {**HOUSEHOLD, "N": 1})
    assert found.values["ALL"] == 50
    assert "person[2]/job[1]/hours" in found.dropped


def test_the_group_of_a_repeat_decides_in_each_item() -> None:
    made = of_one_page(
        question("N", "integer"),
        repeat(
            "R",
            question("is_in", "single", choices=YES_NO),
            group("more", question("why", "text"), show_if="${is_in} = 'yes'"),
            count="${N}",
        ),
    )
    found = sheet(made, {"N": 2, "R[1]/is_in": "no", "R[2]/is_in": "yes", "R[1]/why": "x"})
    assert (found.relevant["R[1]/more"], found.relevant["R[2]/more"]) == (False, True)
    assert asked(found)[-1] == "R[2]/why"
    assert found.dropped == ("R[1]/why",)


def stops() -> Questionnaire:
    return of_one_page(
        repeat("stop", question("place", "text"), repeat("bag", question("kg", "decimal")))
    )


def test_an_open_repeat_has_as_many_items_as_were_answered_and_one_to_begin_with() -> None:
    assert sheet(stops(), {}).items == {"stop": ("1",), "stop[1]/bag": ("1",)}
    found = sheet(stops(), {"stop[3]/place": "Foix", "stop[1]/bag[2]/kg": 2.5})
    assert found.items["stop"] == ("1", "2", "3")
    assert found.items["stop[1]/bag"] == ("1", "2")
    assert found.items["stop[3]/bag"] == ("1",)


def test_items_are_added_and_taken_away_without_gaps() -> None:
    answers: Answers = {f"stop[{n}]/place": name for n, name in enumerate("abc", start=1)}
    answers = with_item_added(sheet(stops(), answers), "stop")
    assert sheet(stops(), answers).items["stop"] == ("1", "2", "3", "4")
    answers = with_item_added(sheet(stops(), answers), "stop[2]/bag")
    answers = with_item_removed(sheet(stops(), answers), "stop", "1")
    assert answers == {
        "stop": 3, "stop[1]/place": "b", "stop[2]/place": "c", "stop[1]/bag": 2
    }  # fmt: skip


def test_an_open_repeat_keeps_to_its_bounds() -> None:
    made = of_one_page(repeat("R", question("a", "text"), min_items=0, max_items=2))
    assert sheet(made, {}).items == {"R": ()}
    answers = {"R": 2}
    assert with_item_added(sheet(made, answers), "R") == answers
    assert sheet(made, {"R": 5}).items == {"R": ("1", "2")}


def test_a_constant_sum_repeats_its_share_for_each_choice() -> None:
    made = of_one_page(
        question(
            "SPLIT",
            "constant_sum",
            choices=choices("own", "bank"),
            total=100,
            fields=(question("share", "integer"),),
        ),
        question("S", "calculate", calculate="sum(${SPLIT}/share)"),
    )
    found = sheet(made, {"SPLIT[own]/share": 60, "SPLIT[bank]/share": 40})
    assert asked(found) == ["SPLIT[own]/share", "SPLIT[bank]/share"]
    assert found.values["S"] == 100


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("A", "A"), ("R[1]/a", "R/a"), ("R[1]/S[x]/a", "R/S/a"), ("G/n", "/G/n"),
        ("R[1]/G/n", "R//G/n"), ("R/a", "/R/a"), ("R[1/a", ""), ("R[]/a", ""), ("[1]/a", ""),
    ],
)  # fmt: skip
def test_the_key_of_a_path_names_repeats_and_no_items(path: str, key: str) -> None:
    assert key_of(path) == key


def test_steps_of_a_repeat_are_cut_where_a_repeat_lies_in_it() -> None:
    found = [(spot.step, spot.repeats[-1]) for spot in outline_of(household()).pages[1].spots]
    assert found == [("p2", "person"), ("p2-2", "person/job"), ("p2-3", "person")]

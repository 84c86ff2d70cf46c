"""Conditions of SurveyJS mean the same here: each is worked out by hand from its source."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.foreign.refusal import NoEqualError
from app.formats.surveyjs.expressions import Expressions
from app.formats.surveyjs.known import Names
from app.formats.surveyjs.node import Node
from app.questionnaire.expression.printing import source_of
from tests.unit.formats.surveyjs.surveys import asked, decided, imported, notes, one, read, survey

EARLIER = (
    asked("text", "age", inputType="number"),
    asked("text", "name"),
    asked("text", "born", inputType="date"),
    asked("radiogroup", "job", choices=["Care", {"value": "wood", "text": "Wood"}]),
    asked("checkbox", "skills", choices=["a", "b", "c d"], hasOther=True),
    asked("boolean", "agree"),
    asked("matrix", "marks", columns=[1, 2, 3], rows=["r1", {"value": "r 2", "text": "Two"}]),
    asked("multipletext", "boxes", items=[{"name": "one"}, {"name": "two"}]),
    asked(
        "paneldynamic",
        "jobs",
        templateElements=[asked("text", "title"), asked("text", "pay", inputType="number")],
    ),
    asked("text", "a question"),
)
JOBS = {"jobs[1]/title": "x", "jobs[1]/pay": 5, "jobs[2]/title": "y", "jobs[2]/pay": 9}

BY_HAND: list[tuple[str, Mapping[str, object], bool]] = [
    ("{age} >= 18", {"age": 18}, True),
    ("{age} >= 18", {}, False),
    ("{age} != 5", {}, True),
    ("{age} + 1 = 1", {}, True),  # nothing is 0 in arithmetic
    ("{age} / 0 > 1", {"age": 5}, False),
    ("{job} = 'care'", {"job": "Care"}, True),  # capital letters do not count
    ("{name} = 'ADA'", {"name": "ada"}, True),
    ("{name} contains 'DA'", {"name": "Ada"}, True),
    ("{name} notcontains 'x'", {"name": "Ada"}, True),
    ("{name} empty", {}, True),
    ("{name} notempty and !({age} > 3)", {"name": "x", "age": 2}, True),
    ("{skills} contains 'a'", {"skills": ["a", "b"]}, True),
    ("{skills} contains ['a', 'b']", {"skills": ["a"]}, False),
    ("{skills} anyof ['b', 'c d']", {"skills": ["c d"]}, True),
    ("{skills} allof ['a', 'b']", {"skills": ["a", "b", "c d"]}, True),
    ("{skills} noneof ['a']", {"skills": ["b"]}, True),
    ("{skills} = ['b', 'a']", {"skills": ["a", "b"]}, True),
    ("{skills} = 'a'", {"skills": ["a"]}, False),  # a list is no single value
    ("{job} anyof ['WOOD', 'x']", {"job": "wood"}, True),
    ("{agree} = true", {"agree": "true"}, True),
    ("{agree} = false", {}, False),
    ("{agree}", {"agree": "true"}, True),
    ("{marks.r1} > 2", {"marks_r1": "3"}, True),
    ("{marks.r 2} = 1", {"marks_r_2": "1"}, True),
    ("{boxes.two} = 'x'", {"boxes_two": "x"}, True),
    ("{a question} = 'yes'", {"a_question": "Yes"}, True),
    ("{jobs[1].pay} = 9", JOBS, True),
    ("sumInArray({jobs}, 'pay') = 14", JOBS, True),
    ("countInArray('jobs', 'pay') > 2", JOBS, False),
    ("iif({age} > 30, 'old', 'young') = 'old'", {"age": 31}, True),
    ("age({born}) = 25", {"born": "2000-11-27"}, True),  # not yet 26 on 26 November 2026
    ("{born} < today()", {"born": "2026-11-25"}, True),
    ("{skills-Comment} = 'Knitting'", {"skills": ["other"], "skills_other": "knitting"}, True),
    ("{age} * 2 % 3 = 1 or {age} ^ 2 = 16", {"age": 4}, True),
    ("avg({age}, 10) = 8", {"age": 6}, True),
    ("{skills.length} > 1", {"skills": ["a", "b"]}, True),
    ("{jobs.length} = 2", JOBS, True),
    ("{job} contains oo", {"job": "wood"}, True),  # a word needs no quotes
    ("['care', 'b'] contains {job}", {"job": "Care"}, True),
    ("['a', 'b'] contains {job}", {"job": "wood"}, False),
    ("['a', 'b'] noneof {job}", {"job": "wood"}, True),
    ("{job} = {name}", {"job": "Care", "name": "CARE"}, True),
    ("{marks} notempty", {"marks_r1": "1"}, True),  # any of its rows
    ("{marks} empty", {}, True),
    ("{boxes}", {"boxes_two": "x"}, True),
    ("{boxes} = ''", {"boxes_two": "x"}, False),
    ("{jobs} empty", {}, True),
    ("{jobs} notempty", JOBS, True),
    ("{jobs.length} > 0", {}, False),  # it begins without any
    ("{age} + {name} = '2x'", {"age": 2, "name": "x"}, True),  # words are joined
    ("{name} + {name} = '22'", {"name": "2"}, True),
    ("{age} + {boxes.one} = '23'", {"age": 2, "boxes_one": "3"}, True),
]


@pytest.mark.parametrize(("source", "answers", "expected"), BY_HAND)
def test_a_condition_worked_out_by_hand(
    source: str,
    answers: Mapping[str, object],
    expected: bool,  # noqa: FBT001 a value of the table
) -> None:
    found = read(*EARLIER, asked("text", visibleIf=source))
    assert decided(found, answers)["relevant"]["q"] is expected  # type: ignore[index]


def test_fields_of_the_same_panel_are_seen_in_it() -> None:
    found = read(
        asked(
            "paneldynamic",
            "jobs",
            templateElements=[
                asked("text", "title"),
                asked("text", "why", visibleIf="{panel.title} = 'x' and {panelIndex} = 0"),
            ],
        )
    )
    relevant = decided(found, {"jobs[1]/title": "x", "jobs[2]/title": "x"})["relevant"]
    assert relevant["jobs[1]/why"] is True  # type: ignore[index]
    assert relevant["jobs[2]/why"] is False  # type: ignore[index]


def test_cells_of_the_same_row_are_seen_in_it() -> None:
    columns = [
        {"name": "c", "cellType": "text"},
        {"name": "d", "cellType": "text", "visibleIf": "{row.c} notempty"},
    ]
    found = read(asked("matrixdropdown", "m", columns=columns, rows=["r", "s"]))
    relevant = decided(found, {"m_r_c": "x"})["relevant"]
    assert (relevant["m_r_d"], relevant["m_s_d"]) == (True, False)  # type: ignore[index]


REFUSED = [
    ("{nobody} = 1", "No question is called 'nobody'."),
    ("{name} > 'm'", "an order of texts has no equal here"),
    ("isDisplayMode()", "isDisplayMode() has no equal here."),
    ("{prevRow.x} = 1", "names another panel or row"),
    ("{age} >", "ends too early"),
    ("{age} ~ 4", "where it cannot be read"),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_what_has_no_equal_is_told_and_the_question_stays(source: str, reason: str) -> None:
    found = imported(survey(*EARLIER, asked("text", visibleIf=source)))
    assert one("q", found.needed()).show_if is None
    ((path, message),) = notes(found)
    assert path == f"pages[0].elements[{len(EARLIER)}].visibleIf"
    assert source in message
    assert reason in message


KNOWN = Names(Node(survey(*EARLIER))).known
WORDS = ("{age}", "{job}", "(", ")", "+", "and", "!", "=", "'x'", "5", "sum", "[", "]", ",", " ")


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join) | st.text(max_size=40))
def test_whatever_is_written_is_carried_or_refused(source: str) -> None:
    try:
        found = Expressions(KNOWN).condition(source)
    except NoEqualError:
        return
    assert source_of(found)


SEVERAL_AT_ONCE = [
    ("{marks} = 1", "marks is several answers"),
    ("{marks} contains 'x'", "marks is several answers"),
    ("{jobs} > 3", "jobs is several answers"),
    ("{boxes} + 1 > 3", "boxes is several answers"),
    ("['a'] allof {skills}", "A list of values stands where an answer should"),
    ("['a', 'b'] contains {skills}", "A list of values stands where an answer should"),
    ("{item} = 'a'", "No question is called 'item'"),  # there are no choices around
]


@pytest.mark.parametrize(("source", "reason"), SEVERAL_AT_ONCE)
def test_what_stands_for_several_answers_is_never_compared_as_one(source: str, reason: str) -> None:
    found = imported(survey(*EARLIER, asked("text", visibleIf=source)))
    assert one("q", found.needed()).show_if is None
    assert any(reason in message for _, message in notes(found))

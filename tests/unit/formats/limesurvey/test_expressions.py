"""Conditions of LimeSurvey mean the same here: each is worked out by hand from its manual."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.expressions import Expressions
from app.formats.limesurvey.survey import Asked as LimeAsked
from app.formats.limesurvey.survey import Survey
from app.formats.limesurvey.variables import Variables
from app.questionnaire.expression.printing import source_of
from app.questionnaire.reading.problems import Position
from tests.unit.formats.limesurvey.surveys import Asked, decided, imported, notes, one, read

AGE = Asked(title="age", type="N")
NAME = Asked(title="name", type="S")
JOB = Asked(title="job", type="L", answers={"care": "Care", "wood": "Wood"}, other="Y")
SKILLS = Asked(title="skills", type="M", rows={"a": "Reading", "b": "Writing", "c": "Sums"})
MARKS = Asked(title="marks", type="A", rows={"r1": "First", "r2": "Second", "r3": "Third"})
RANKS = Asked(title="ranks", type="R", answers={"x": "X", "y": "Y"})
GRID = Asked(title="grid", type=":", rows={"m": "Men", "w": "Women"}, columns={"y": "Young"})
EARLIER = (AGE, NAME, JOB, SKILLS, MARKS, RANKS, GRID)

BY_HAND: list[tuple[str, Mapping[str, object], bool]] = [
    ("age >= 18", {"age": 18}, True),
    ("age >= 18", {}, False),  # an order of nothing never holds
    ("age.NAOK <= 0", {}, True),  # but nothing is as 0 there
    ("age != 5", {}, True),
    ('job == "care" and age > 20', {"job": "care", "age": 21}, True),
    ('job.NAOK eq "wood" || job.NAOK eq "care"', {"job": "care"}, True),
    ("!is_empty(name)", {"name": "Ada"}, True),
    ("!is_empty(name)", {}, False),
    ('skills_a == "Y"', {"skills": ["a"]}, True),
    ('skills_a.NAOK != "Y"', {"skills": ["b"]}, True),
    ("is_empty(skills_b.NAOK)", {"skills": ["a"]}, True),
    ("count(that.skills) >= 2", {"skills": ["a", "c"]}, True),
    ("count(that.skills) >= 2", {"skills": ["a"]}, False),
    ("sum(marks_r1, marks_r3) == 7", {"marks_r1": 4, "marks_r2": 5, "marks_r3": 3}, True),
    ("sum(that.marks.sq_r1.sq_r2) == 9", {"marks_r1": 4, "marks_r2": 5, "marks_r3": 3}, True),
    ("countif(5, that.marks) == 2", {"marks_r1": 5, "marks_r3": 5}, True),
    ('countifop("gt", 3, that.marks) == 1', {"marks_r1": 5, "marks_r2": 3}, True),
    ('if(age > 30, "old", "young") == "old"', {"age": 31}, True),
    ("strlen(name) > 3", {"name": "Adam"}, True),
    ('regexMatch("/^A.a$/", name)', {"name": "Ada"}, True),
    ('regexMatch("/da/i", name)', {"name": "ADAM"}, True),
    ('regexMatch("/^da/", name)', {"name": "Adam"}, False),
    ('ranks_1 == "y"', {"ranks": ["y", "x"]}, True),
    ("grid_w_y > 2", {"grid_w_y": 3}, True),
    ("9X1X1.NAOK == 5", {"age": 5}, True),
    ('9X1X4a.NAOK == "Y"', {"skills": ["a"]}, True),
    ('job_other.NAOK == "Smith"', {"job": "-oth-", "job_other": "Smith"}, True),
    ("age / 0 > 1", {"age": 5}, False),  # nothing comes of it, not the infinite
    ("round(age) == -2", {"age": -1.5}, True),  # a half goes away from zero
    ("age", {"age": 0}, False),
    ("name", {"name": "0"}, False),
    ("unique(marks_r1, marks_r2)", {"marks_r1": 2, "marks_r2": 2}, False),
]


@pytest.mark.parametrize(("source", "answers", "expected"), BY_HAND)
def test_a_condition_worked_out_by_hand(
    source: str,
    answers: Mapping[str, object],
    expected: bool,  # noqa: FBT001 a value of the table
) -> None:
    found = read(*EARLIER, Asked(title="q", type="S", relevance=source))
    assert decided(found, answers)["relevant"]["q"] is expected  # type: ignore[index]


def rule_of(source: str, *earlier: Asked) -> str:
    found = one("q", read(*(earlier or EARLIER), Asked(title="q", type="S", relevance=source)))
    return "" if found.show_if is None else found.show_if.source


def test_rules_read_as_somebody_would_write_them_here() -> None:
    assert rule_of('((skills_a.NAOK == "Y" or skills_b.NAOK == "Y"))') == (
        "selected(${skills}, 'a') or selected(${skills}, 'b')"
    )
    assert rule_of("! is_empty(age.NAOK) && age.NAOK lt 9") == "${age} != '' and ${age} < 9"


def test_without_naok_a_question_that_is_not_asked_makes_the_whole_false() -> None:
    hidden = Asked(title="h", type="S", relevance="age > 60")
    found = read(AGE, hidden, Asked(title="q", type="S", relevance='h != "x"'))
    assert decided(found, {"age": 30})["relevant"]["q"] is False  # type: ignore[index]
    assert decided(found, {"age": 70})["relevant"]["q"] is True  # type: ignore[index]
    found = read(AGE, hidden, Asked(title="q", type="S", relevance='h.NAOK != "x"'))
    assert decided(found, {"age": 30})["relevant"]["q"] is True  # type: ignore[index]


def test_the_guard_is_left_away_where_it_says_nothing_new() -> None:
    hidden = Asked(title="h", type="N", relevance="age > 60")
    assert rule_of("h > 5", AGE, hidden) == "${h} > 5"
    assert rule_of("h != 5", AGE, hidden) == "${age} > 60 and ${h} != 5"


REFUSED = [
    ("stddev(age, age) > 1", "stddev() has no equal here."),
    ("nobody > 1", "No question is called 'nobody'."),
    ('TOKEN:FIRSTNAME == "A"', "known to LimeSurvey, not to the questionnaire"),
    ('name > "m"', "an order of texts has no equal here"),
    ("marks > 1", "a question of several answers"),
    ("age >", "ends too early"),
    ("age = 5", "where it cannot be read"),
    ('regexMatch("/(?<=a)b/", name)', ""),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_what_has_no_equal_is_told_and_the_question_stays(source: str, reason: str) -> None:
    found = imported(*EARLIER, Asked(title="q", type="S", relevance=source))
    assert one("q", found.needed()).show_if is None
    said = [each for each in notes(found) if each.startswith("q: is always asked")]
    assert len(said) == 1
    assert source in said[0]
    assert reason in said[0]
    assert found.notes[0].position.line > 1


def test_a_difference_that_could_matter_is_told() -> None:
    found = imported(*EARLIER, Asked(title="q", type="S", relevance='age > "18"'))
    assert any("compared as a text by newer versions" in each for each in notes(found))
    found = imported(*EARLIER, Asked(title="q", type="S", relevance="age + grid_m_y > 1"))
    assert any("joins texts where a part of a sum is empty" in each for each in notes(found))


SURVEY = Survey(
    "9",
    ("en",),
    questions=[
        LimeAsked("1", "N", "age", 1, "1", Position()),
        LimeAsked("2", "S", "name", 2, "1", Position()),
    ],
)
WORDS = (
    "age",
    "name",
    "(",
    ")",
    "+",
    "-",
    "and",
    "!",
    "==",
    "'x'",
    "5",
    "sum",
    "if",
    ",",
    " ",
    ".",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join) | st.text(max_size=40))
def test_whatever_is_written_is_carried_or_refused(source: str) -> None:
    try:
        found = Expressions(Variables(SURVEY)).condition(source)
    except NoEqualError:
        return
    assert source_of(found.truth)


def test_a_deep_expression_is_refused() -> None:
    with pytest.raises(NoEqualError, match="nested"):
        Expressions(Variables(SURVEY)).condition("(" * 500 + "age" + ")" * 500)


def test_a_value_is_the_code_unless_answers_are_scored() -> None:
    asked = (*EARLIER, Asked(title="q", type="S", relevance='job.value == "care"'))
    assert one("q", read(*asked)).show_if is not None
    scored = {"surveys": [{"sid": 9, "language": "en", "assessments": "Y"}]}
    found = imported(*asked, tables=scored)
    assert one("q", found.needed()).show_if is None
    assert any("job.value is the score of what was chosen" in each for each in notes(found))


def test_a_value_with_naok_is_asked_for_whether_the_question_is_asked_or_not() -> None:
    hidden = Asked(title="h", type="N", relevance="age > 60")
    assert rule_of("h.valueNAOK != 5", AGE, hidden) == "${h} != 5"


HARD: list[tuple[str, Mapping[str, object], bool]] = [
    ("! age > 3", {"age": 0}, False),  # ! binds more than an order
    ("!skills_a", {"skills": ["b"]}, True),
    ("age - -3 == 6", {"age": 3}, True),
    ("age == 3 == 1", {"age": 3}, True),
    ('name == "x" or age > 3 and age < 5', {"age": 9, "name": "x"}, True),
    ('name == "ADA"', {"name": "Ada"}, False),  # capital letters count
    ('substr(name, 1, 2) == "da"', {"name": "Ada"}, True),  # places from 0
    ("intval(age) == -1", {"age": -1.5}, True),
    ("floor(age) == -2", {"age": -1.5}, True),
    ('implode("-", marks_r1, marks_r2) == "3-4"', {"marks_r1": 3, "marks_r2": 4}, True),
    ('sumifop(">", 3, that.marks) == 4', {"marks_r1": 3, "marks_r2": 4}, True),
    ("(age > 3) + (age > 4) == 2", {"age": 5}, True),
    ("count(that.ranks) == 1", {"ranks": ["y"]}, True),
    ('is_empty(job.NAOK) or job.shown == "Care"', {"job": "care"}, True),
    ("if(is_empty(age), 0, age) >= 0", {}, True),
    ("5 > age > 3", {"age": 4}, False),  # true is 1, and 1 is not more than 3
]


@pytest.mark.parametrize(("source", "answers", "expected"), HARD)
def test_a_condition_that_is_easily_read_wrongly(
    source: str,
    answers: Mapping[str, object],
    expected: bool,  # noqa: FBT001 a value of the table
) -> None:
    found = read(*EARLIER, Asked(title="q", type="S", relevance=source))
    assert decided(found, answers)["relevant"]["q"] is expected  # type: ignore[index]

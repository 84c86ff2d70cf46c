"""Every spelling of a type that pyxform 4.5 takes is one of ours; and what each becomes."""

import pytest
from pyxform.aliases import select
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from app.formats.xlsform.kinds import FILE_TABLES, KINDS
from app.formats.xlsform.types import Type, type_of
from app.questionnaire.model import QuestionKind
from tests.unit.formats.xlsform.forms import YES_NO, one, survey

SPELLINGS = sorted(QUESTION_TYPE_DICT)
SELECTS = sorted(select)


def test_pyxform_knows_as_many_spellings_as_when_ours_were_written() -> None:
    assert (len(SPELLINGS), len(SELECTS)) == (112, 15)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_type_is_known(spelling: str) -> None:
    found = type_of(spelling)
    assert found is not None
    assert found.name in KINDS or found.name in FILE_TABLES


@pytest.mark.parametrize("spelling", SELECTS)
def test_every_spelling_of_a_select_takes_its_list_and_other(spelling: str) -> None:
    plain = type_of(f"{spelling} fruits")
    assert plain is not None
    assert plain.listed == "fruits"
    for other in ("or_other", "or specify other"):
        assert type_of(f"{spelling}  fruits {other}") == Type(plain.name, "fruits", has_other=True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("begin group", Type("begin", "group")),
        ("begin_repeat", Type("begin", "repeat")),
        ("end lgroup", Type("end", "repeat")),
        ("Begin loop over Cities", Type("begin", "loop", "Cities")),
        ("end", Type("end")),
        ("select_one ${kids}", Type("select_one", "${kids}")),
        ("dateTime", Type("datetime")),
        ("selectone fruits", None),
        ("", None),
    ],
)
def test_a_type_says_what_it_is_of(written: str, expected: Type | None) -> None:
    assert type_of(written) == expected


@pytest.mark.parametrize(
    ("written", "appearance", "kind"),
    [
        ("string", "", QuestionKind.TEXT),
        ("int", "", QuestionKind.INTEGER),
        ("add date time prompt", "", QuestionKind.DATE_TIME),
        ("gps", "", QuestionKind.GEOPOINT),
        ("photo", "signature", QuestionKind.IMAGE),
        ("trigger", "", QuestionKind.ACKNOWLEDGE),
        ("range", "", QuestionKind.RANGE),
        ("range", "rating", QuestionKind.RATING),
        ("rank yn", "", QuestionKind.RANKING),
        ("select one from yn", "", QuestionKind.SINGLE),
        ("select_one yn", "likert", QuestionKind.SCALE),
        ("select all that apply from yn", "", QuestionKind.MULTIPLE),
        ("start", "", QuestionKind.HIDDEN),
    ],
)
def test_a_type_becomes_a_kind(written: str, appearance: str, kind: QuestionKind) -> None:
    header = "type | name | label | appearance"
    form = survey(f"{written} | q | Question | {appearance}", header=header) + YES_NO
    assert one(form, "q").kind is kind


def test_some_types_bring_their_own_constraint() -> None:
    header = "type | name | label | constraint"
    days = one(survey("number of days in last month | q | Days | . != 13", header=header), "q")
    assert days.constraint is not None
    assert days.constraint.source == "(0 <= . and . <= 31) and (. != 13)"
    assert one(survey("phone number | q | Phone"), "q").constraint is not None


def test_a_range_has_its_ends_and_step() -> None:
    header = "type | name | label | parameters"
    found = one(survey("range | q | How much? | start=0 end=5; step=0.5", header=header), "q")
    assert (found.minimum, found.maximum, found.step) == (0, 5, 0.5)
    plain = one(survey("range | q | How much?"), "q")
    assert (plain.minimum, plain.maximum, plain.step) == (1, 10, 1)

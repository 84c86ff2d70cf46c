"""Rules of nasty forms decide here what JavaRosa and Web Forms decided, as a sheet and as the
XForm compiled from it."""

import textwrap
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from pyxform.xls2xform import convert

from app.formats.imported import Imported
from app.formats.xform.export import to_xform
from app.formats.xform.form import read_xform
from app.formats.xlsform.export import exported
from app.formats.xlsform.form import form_of, read_xlsform
from app.formats.yaml_form.writing import to_yaml
from app.questionnaire.evaluation import evaluate
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import read_questionnaire
from tests.unit.formats.xlsform.forms import survey

TODAY = date(2026, 11, 23)
CODES = "abdefgh"
DRAWN = "agdbefh"  # from 42, by both engines
LISTED = "\n| choices |\n| | list_name | name | label |\n" + "".join(
    f"| | c | {code} | {code} |\n" for code in CODES
)

DRAWN_LISTS = (
    survey(
        "integer | n | N | |",
        "select_one c | fixed | F | randomize=true seed=42 |",
        "select_one c | asked | A | randomize=true seed=${n} |",
        "select_one c | few | W | randomize=true seed=3 | selected('b e h', name)",
        header="type | name | label | parameters | choice_filter",
    )
    + LISTED
)


def as_sheet(markdown: str) -> Imported:
    return read_xlsform(textwrap.dedent(markdown).strip().encode(), "form.md")


def as_xform(markdown: str) -> Imported:
    form = str(convert(textwrap.dedent(markdown).strip(), file_type=".md").xform)
    return read_xform(form.encode(), "form.xml")


Reader: TypeAlias = Callable[[str], Imported]
READERS = pytest.mark.parametrize("read", [as_sheet, as_xform])


def decided(form: Imported, answers: Mapping[str, object]) -> dict[str, dict[str, object]]:
    assert form.problems == ()
    found = evaluate(form.needed(), {"answers": answers}, today=TODAY)
    return {part: dict(each) for part, each in found.items() if isinstance(each, Mapping)}


@READERS
def test_choices_are_drawn_from_the_seed_of_the_form(read: Reader) -> None:
    form = read(DRAWN_LISTS)
    choices = decided(form, {"n": 42})["choices"]
    assert choices["fixed"] == choices["asked"] == list(DRAWN)
    assert choices["few"] == ["h", "b", "e"]


def test_the_seed_goes_through_every_format(tmp_path: Path) -> None:
    made = as_sheet(DRAWN_LISTS).needed()
    file = tmp_path / "form.yaml"
    file.write_text(to_yaml(made), encoding="utf-8")
    again = (
        read_questionnaire(file),
        form_of(exported(made).workbook, "form.xlsx").needed(),
        read_xform(to_xform(made)[0], "form.xml").needed(),
    )
    assert [seeds(each) for each in again] == [{"fixed": "42", "asked": "${n}", "few": "3"}] * 3


def seeds(made: Questionnaire) -> dict[str, str]:
    return {
        each.code: each.shuffle_seed.source.strip()
        for each in made.questions()
        if each.shuffle_seed is not None
    }


@READERS
def test_a_count_is_decided_where_its_repeat_stands(read: Reader) -> None:
    rows = (
        "begin_repeat | outer | O | 2 |",
        "integer | k | K | |",
        "begin_group | g | G | |",
        "integer | m | M | |",
        "begin_repeat | beside | B | ${m} |",
        "text | u | U | |",
        "end_repeat | | | |",
        "end_group | | | |",
        "end_repeat | | | |",
        "begin_repeat | second | S | 2 |",
        "begin_repeat | inner | I | indexed-repeat(${k}, ${outer}, position(..)) |",
        "text | t | T | |",
        "end_repeat | | | |",
        "end_repeat | | | |",
    )
    form = read(survey(*rows, header="type | name | label | repeat_count | relevant"))
    answers = {"outer[1]/k": 1, "outer[2]/k": 2, "outer[2]/m": 1}
    found = decided(form, answers)["relevant"]
    inside = [path for path in found if path.endswith(("/t", "/u"))]
    assert inside == [
        "outer[2]/beside[1]/u",
        "second[1]/inner[1]/t",
        "second[2]/inner[1]/t",
        "second[2]/inner[2]/t",
    ]


@READERS
def test_items_stay_where_the_count_is_not_said_any_more(read: Reader) -> None:
    rows = (
        "integer | n | N | |",
        "begin_repeat | r | R | ${n} |",
        "text | t | T | |",
        "end_repeat | | | |",
    )
    form = read(survey(*rows, header="type | name | label | repeat_count | relevant"))
    assert decided(form, {"r[1]/t": "a", "r[2]/t": None})["relevant"]["r[2]/t"] is True
    assert decided(form, {"n": 0, "r[1]/t": "a"})["relevant"]["r[1]/t"] is False
    assert "r[1]/t" not in decided(form, {})["relevant"]


@READERS
def test_a_filter_goes_up_from_its_question(read: Reader) -> None:
    rows = (
        "text | code | C | |",
        "begin_repeat | r | R | |",
        "text | own | O | |",
        "select_one c | a | A | name = current()/../own |",
        "select_one c | b | B | name = current()/../../code |",
        "end_repeat | | | |",
    )
    form = read(survey(*rows, header="type | name | label | choice_filter | relevant") + LISTED)
    choices = decided(form, {"code": "g", "r[1]/own": "d", "r[2]/own": "e"})["choices"]
    assert choices["r[2]/a"] == ["e"]
    assert choices["r[1]/b"] == choices["r[2]/b"] == ["g"]


@READERS
def test_a_path_out_of_a_repeat_and_in_again_means_all_items(read: Reader) -> None:
    rows = (
        "begin_repeat | r | R |",
        "integer | n | N |",
        "calculate | all | | sum(../../r/n)",
        "calculate | before | | ../../r[position() = position(current()/..) - 1]/n",
        "end_repeat | | |",
    )
    form = read(survey(*rows, header="type | name | label | calculation"))
    values = decided(form, {"r[1]/n": 3, "r[2]/n": 4})["values"]
    assert (values["r[1]/all"], values["r[2]/all"]) == (7, 7)
    assert (values["r[1]/before"], values["r[2]/before"]) == ("", "3")


@READERS
def test_what_is_calculated_as_no_number_or_without_end(read: Reader) -> None:
    rows = (
        "integer | n | N | |",
        "calculate | endless | | 1 div ${n} |",
        "calculate | none | | 0 div ${n} |",
        "text | far | F | | ${endless} > 1000000",
        "text | shown | S | ${n} + 'x' |",
    )
    form = read(survey(*rows, header="type | name | label | calculation | relevant"))
    found = decided(form, {"n": 0})
    assert found["values"] == {"n": 0, "endless": "Infinity", "none": ""}
    assert found["relevant"]["far"] is True


@READERS
def test_never_is_a_rule_like_any_other(read: Reader) -> None:
    rows = (
        "text | a | A | | | false()",
        "text | b | B | | false() |",
        "calculate | c | | false() | |",
        "calculate | here | | position(..) | |",
        "text | d | D | | ${c} |",
    )
    form = read(survey(*rows, header="type | name | label | calculation | relevant | constraint"))
    found = evaluate(form.needed(), {"answers": {"a": "x", "b": "y"}}, today=TODAY)
    assert found["violations"] == [{"path": "a", "code": "constraint"}]
    assert found["relevant"] == {"a": True, "b": False, "c": True, "here": True, "d": False}


@READERS
def test_spaces_are_a_text(read: Reader) -> None:
    rows = ("text | a | A | |", "text | b | B | ${a} != '' | yes")
    form = read(survey(*rows, header="type | name | label | relevant | required"))
    found = decided(form, {"a": " "})
    assert found["relevant"]["b"] is True
    assert found["values"] == {"a": " "}

"""What is said of questions that nobody writes to: as both engines said it of the same form.

Asked in November 2026 of JavaRosa, as pyxform 4.5.0 ships it, and of @getodk/xforms-engine 0.22.0:
they agree on every line.
"""

from datetime import date
from pathlib import Path

import pytest

from app.formats.yaml_form.writing import to_yaml
from app.questionnaire.answering import answer_step, sent_answers
from app.questionnaire.evaluation import evaluate
from app.questionnaire.reading import read_questionnaire
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from tests.unit.formats.xlsform.forms import read, survey

TODAY = date(2026, 11, 26)
FORM = survey(
    "note | n | N | yes | | | |",
    "text | ro | RO | yes | | | | yes",
    "integer | rc | RC | | . > 5 | | 3 | yes",
    "integer | cc | CC | | . > 5 | 1 + 2 | |",
    "calculate | k | | yes | . > 5 | 1 + 2 | |",
    "calculate | e | | yes | | '' | | yes",
    "hidden | h | | | . > 5 | | 2 |",
    "begin_group | g | G | | | | | true()",
    "text | gt | GT | yes | | | |",
    "note | gn | GN | | | | |",
    "calculate | gk | | | | 1 | |",
    "end_group | | | | | | |",
    "begin_repeat | r | R | | | | | yes",
    "text | rt | RT | | | | |",
    "text | rx | RX | | | | | false()",
    "end_repeat | | | | | | |",
    header="type | name | label | required | constraint | calculation | default | read_only",
)
DECIDED = {
    "n": (True, True, "required"),
    "ro": (True, True, "required"),
    "rc": (False, True, "constraint"),
    "cc": (False, False, "constraint"),
    "k": (True, False, "constraint"),
    "e": (True, True, "required"),
    "h": (False, False, "constraint"),
    "gt": (True, True, "required"),
    "gn": (False, True, None),
    "gk": (False, True, None),
    "r[1]/rt": (False, True, None),
    "r[1]/rx": (False, True, None),
}


@pytest.mark.parametrize(("path", "decided"), DECIDED.items(), ids=DECIDED)
def test_required_read_only_and_violation(
    path: str, decided: tuple[bool, bool, str | None]
) -> None:
    found = evaluate(read(FORM), {"answers": {"r[1]/rt": None}}, today=TODAY)
    required, readonly, listed = found["required"], found["readonly"], found["violations"]
    assert isinstance(required, dict)
    assert isinstance(readonly, dict)
    assert isinstance(listed, list)
    wrong = [each["code"] for each in listed if each["path"] == path]
    assert (required[path], readonly[path], *(wrong or [None])) == decided


def test_a_note_has_the_value_that_is_calculated_or_given_for_it() -> None:
    made = read(
        survey(
            "note | n | N | yes | 1 + 2 |",
            "note | d | D | yes | | hello",
            "calculate | sum | | | ${n} + 1 |",
            "calculate | same | | | ${d} |",
            header="type | name | label | required | calculation | default",
        )
    )
    found = evaluate(made, {}, today=TODAY)
    assert found["values"] == {"n": "3", "d": "hello", "sum": 4, "same": "hello"}
    assert found["violations"] == []
    assert sent_answers(Sheet.of(made, {}, Setting(TODAY, "en"))) == {"sum": 4, "same": "hello"}


def test_a_page_refuses_nothing_that_nobody_can_mend() -> None:
    sheet = Sheet.of(read(FORM), {}, Setting(TODAY, "en"))
    assert answer_step(sheet, sheet.asked[0].step, {}).violations == ()


def test_the_rules_of_what_nobody_sees_are_written_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(to_yaml(read(FORM)), encoding="utf-8")
    assert read_questionnaire(file) == read(FORM)

"""Only what can be tried is judged: a rule is called impossible when no answers make it hold."""

from pathlib import Path

import pytest

from app.questionnaire.reading import read_questionnaire
from app.questionnaire.soundness import problems
from tests.unit.questionnaire.reading.small_survey import SURVEY, replace_once, write_survey

RULE = "show_if: \"${F_HIRE} = 'yes'\""
NEW = '        choice_filter: "not'


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(each.at, each.code) for each in problems(read_questionnaire(folder / SURVEY))]


@pytest.mark.parametrize(
    "rule",
    [
        "${F_EMP} > 9000",
        "selected(${F_SK}, 's_care') and not(selected(${F_SK}, 's_care'))",
        "${F_SIZE} = 'z1' and ${F_SIZE} = 'z0'",
        "${F_MODULE} = 'A'",
        "${F_HIRE} != 'yes' or ${F_PLACE} = 'x'",
        "today() = '1999-01-01'",
    ],
)
def test_what_may_hold_or_cannot_be_tried_is_no_fault(rule: str, tmp_path: Path) -> None:
    write_survey(tmp_path)
    replace_once(tmp_path, SURVEY, RULE, f'show_if: "{rule}"')
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    "rule", ["1 = 2", "${F_MODULE} = 'C'", "${F_HIRE} = 'yes' and not(${F_HIRE} = 'yes')"]
)
def test_a_page_that_can_never_be_shown_is_told_once(rule: str, tmp_path: Path) -> None:
    write_survey(tmp_path)
    replace_once(tmp_path, SURVEY, RULE, f'show_if: "{rule}"')
    replace_once(tmp_path, SURVEY, NEW, f"        show_if: \"${{F_HIRE}} = 'no'\"\n{NEW}")
    assert codes(tmp_path) == [("p3#show_if", "never-asked")]


def test_a_question_is_unreachable_when_the_one_it_depends_on_excludes_it(tmp_path: Path) -> None:
    """F_ACT is asked only of those who hire, so that nobody who does not can answer it."""
    write_survey(tmp_path)
    page = '      - {code: "F_CONTACT"'
    rule = "${F_ACT} = 'p' and ${F_HIRE} = 'no'"
    note = f'      - {{code: "F_NOTE", type: "note", show_if: "{rule}", text: "Well."}}\n'
    replace_once(tmp_path, SURVEY, page, note + page)
    (tmp_path / "translations" / "fr" / "LC_MESSAGES" / "small.po").unlink()
    assert codes(tmp_path) == [("F_NOTE#show_if", "never-asked")]

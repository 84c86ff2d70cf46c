"""Questionnaires as XLSForm: an independent reader compiles them, and nothing said is lost."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyxform.xls2xform import convert

from app.formats.xlsform.export import Exported, exported
from app.formats.xlsform.form import form_of, read_xlsform
from app.formats.xlsform.saving import to_bytes
from app.questionnaire.model import Question, Questionnaire, Text
from app.questionnaire.reading import read_questionnaire
from tests.unit.formats.xlsform.forms import YES_NO, read, survey

if TYPE_CHECKING:
    from app.questionnaire.expression.rule import Rule

ROOT = Path(__file__).resolve().parents[4]
REFERENCE = ("firms", "residents", "trainers")
TEXTS = ("text", "hint", "constraint_text", "required_text", "warning_text")
RULES = ("show_if", "constraint", "calculate", "choice_filter")
ITEM = re.compile(r"\$\{[^}]*\}")


def questionnaire(name: str) -> Questionnaire:
    return read_questionnaire(ROOT / "surveys" / f"{name}.yaml")


def all_questions(found: Questionnaire) -> Iterator[Question]:
    def within(questions: tuple[Question, ...]) -> Iterator[Question]:
        for each in questions:
            yield each
            yield from within(each.fields)

    for page in found.pages:
        yield from within(page.questions)


def texts_of(found: Questionnaire) -> Iterator[Text]:
    yield from (found.title, found.intro, found.privacy)
    yield from (page.title for page in found.pages if page.title is not None)
    for question in all_questions(found):
        yield from (getattr(question, name) for name in TEXTS if getattr(question, name))
        yield from (each.text for each in (*question.all_choices, *question.families))


def squeezed(text: str) -> str:
    """Without what is shown of answers, one space for white space, straight apostrophes."""
    return " ".join(ITEM.sub(" ", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def compiled(found: Exported, folder: Path) -> str:
    path = folder / "form.xlsx"
    path.write_bytes(to_bytes(found.workbook, ".xlsx"))
    result = convert(str(path))
    assert [each for each in result.warnings if " is missing the " not in each] == []
    return result.xform


@pytest.mark.parametrize("name", REFERENCE)
def test_pyxform_compiles_it_with_every_text_in_every_language(name: str, tmp_path: Path) -> None:
    found = questionnaire(name)
    xform = compiled(exported(found), tmp_path)
    shown = squeezed(html.unescape(re.sub(r"<output[^>]*>", " ", xform)))
    for text in texts_of(found):
        for language in found.languages:
            assert squeezed(text.in_language(language)) in shown


@pytest.mark.parametrize("name", REFERENCE)
def test_every_question_and_rule_comes_back(name: str) -> None:
    found = questionnaire(name)
    again = form_of(exported(found).workbook, "form.xlsx").needed()
    known = {each.code: each for each in all_questions(again)}
    for question in all_questions(found):
        assert question.code in known
        for rule_name in RULES:
            rule: Rule | None = getattr(question, rule_name)
            back: Rule | None = getattr(known[question.code], rule_name)
            if rule is not None:
                assert back is not None
                assert rule.source in back.source
    rules = {each.show_if.source for each in all_questions(again) if each.show_if}
    for page in found.pages:
        assert page.show_if is None or any(page.show_if.source in rule for rule in rules)


@pytest.mark.parametrize("name", REFERENCE)
def test_a_limit_becomes_a_constraint(name: str) -> None:
    again = form_of(exported(questionnaire(name)).workbook, "form.xlsx").needed()
    known = {each.code: each for each in all_questions(again)}
    for question in all_questions(questionnaire(name)):
        constraint = known[question.code].constraint
        for bound in (question.maximum, question.max_selected, question.max_characters):
            assert bound is None or (constraint is not None and str(bound) in constraint.source)


def test_what_the_format_lacks_is_told_by_name() -> None:
    lacking = exported(questionnaire("firms")).lacking
    assert "F_EMP: what is known beforehand (prefill frame.employment)" in lacking
    assert "F_SK: families of choices as headings" in lacking
    assert "F_CONTACT: that a contact is kept apart from the answers, encrypted" in lacking
    assert len(set(lacking)) == len(lacking)


FORM = """
| survey |
| | type | name | label::English (en) | label::Français (fr) | hint::English (en) | relevant | required | required_message::English (en) | constraint | constraint_message::Français (fr) | calculation | default | read_only | appearance | parameters | repeat_count | choice_filter | trigger | media::image::English (en) | save_to |
| | start | began | | | | | | | | | | | | | | | | | | |
| | begin_group | g | Group | Groupe | | ${n} > 1 | | | | | | | | field-list | | | | | | |
| | integer | a | How many? | Combien ? | People | | yes | Please say | . < 9 | Moins de 9 | | 3 | | | | | | | a.png | size |
| | text | t | Text | Texte | | | ${a} = 2 | | | | | | yes | multiline w1 | | | | | | |
| | end_group | | | | | | | | | | | | | | | | | | | |
| | begin_repeat | r | Person | Personne | | | | | | | | | | | | ${a} + 1 | | | | |
| | select_one yn or_other | s | Fine? | Bien ? | | | | | | | | | | minimal | randomize=true | | | | | |
| | select_multiple towns | m | Towns | Villes | | | | | | | | | | | | | state = ${s} | | | |
| | calculate | c | | | | | | | | | ${a} * 2 | | | | | | | ${t} | | |
| | end_repeat | | | | | | | | | | | | | | | | | | | |
| | range | n | Level | Niveau | | | | | | | | | | | start=0 end=5 step=1 | | | | | |
| | rank yn | k | Order | Ordre | | | | | | | | | | | | | | | | |
| | image | p | Photo | Photo | | | | | | | | | | signature | max-pixels=640 | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) | state | media::image::Français (fr) |
| | yn | yes | Yes | Oui | | yes.png |
| | yn | no | No | Non | | |
| | towns | m | Munich | Munich | yes | |
| settings |
| | form_title | form_id | version | default_language | style | instance_name |
| | My form | my_form | 3 | English (en) | pages | ${t} |
| entities |
| | list_name | label |
| | people | ${t} |
"""  # noqa: E501 a table


def test_a_form_that_came_in_goes_out_the_same() -> None:
    found = read(FORM)
    first = exported(found)
    again = form_of(first.workbook, "form.xlsx").needed()
    assert again == found
    assert exported(again) == first


def test_such_a_form_compiles_too(tmp_path: Path) -> None:
    assert "/data/g/a" in compiled(exported(read(FORM)), tmp_path)


def test_one_language_needs_no_columns_of_its_own() -> None:
    found = read(survey("select_one yn | q | Q") + YES_NO)
    header = exported(found).workbook.sheets[0].lines[0].cells
    assert header == ("type", "name", "label")
    content = to_bytes(exported(found).workbook, ".md")
    assert read_xlsform(content, "form.md").needed() == found


GRIDS = """
| survey |
| | type | name | label | appearance |
| | begin_group | same | Same | table-list |
| | select_one yn | a | A | |
| | select_one yn | b | B | |
| | end_group | | | |
| | begin_group | mixed | Mixed | |
| | select_one yn | c | C | |
| | select_one towns | d | D | |
| | end_group | | | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | towns | m | Munich |
"""


def as_table(found: Questionnaire) -> Questionnaire:
    """Every group a table that says nothing of how it looks elsewhere."""
    pages = (
        replace(
            page,
            questions=tuple(replace(each, is_grid=True, appearance=()) for each in page.questions),
        )
        for page in found.pages
    )
    return replace(found, pages=tuple(pages))


def test_only_a_grid_of_one_list_becomes_a_table_list(tmp_path: Path) -> None:
    found = exported(as_table(read(GRIDS)))
    again = form_of(found.workbook, "form.xlsx").needed()
    looks = {each.code: each.appearance for page in again.pages for each in page.questions}
    assert looks == {"same": ("table-list",), "mixed": ("field-list",)}
    assert found.lacking == ("mixed: that it is shown as a table",)
    assert "mixed" in compiled(found, tmp_path)


def test_a_choice_question_without_choices_is_told_and_compiles(tmp_path: Path) -> None:
    questionnaire = read(survey("select_one yn | q | Q") + YES_NO)
    (page,) = questionnaire.pages
    empty = replace(page.questions[0], choices=(), list_name=None)
    found = exported(replace(questionnaire, pages=(replace(page, questions=(empty,)),), lists={}))
    assert found.lacking == ("q: that it is to be answered: it has no choices",)
    assert "/data/q" in compiled(found, tmp_path)

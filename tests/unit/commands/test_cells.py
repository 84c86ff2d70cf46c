"""A cell of a table says what the answer was, and runs nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.cells import as_text, from_text
from app.questionnaire.model import Question, QuestionKind, Text, Value
from app.web.csv_texts import FORMULA_STARTS

CODES = st.lists(st.from_regex(r"[a-z_0-9]{1,8}", fullmatch=True), min_size=1, unique=True)


def question(kind: QuestionKind) -> Question:
    return Question(code="Q", kind=kind, text=Text("en", {"en": "?"}))


@given(st.text() | st.from_regex(r"'{0,3}[=+\-@\t\r']{0,3}.*"))
def test_a_text_comes_back_and_never_starts_a_formula(text: str) -> None:
    cell = as_text(text)
    assert not cell.startswith(FORMULA_STARTS)
    if text.strip():
        assert from_text(cell, question(QuestionKind.TEXT)) == text


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_as_it_was(number: float) -> None:
    found = from_text(as_text(number), question(QuestionKind.DECIMAL))
    assert (found, type(found)) == (number, type(number))


@given(CODES)
def test_codes_come_back_in_their_order(codes: list[str]) -> None:
    assert from_text(as_text(tuple(codes)), question(QuestionKind.MULTIPLE)) == tuple(codes)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (QuestionKind.CONSENT, "TRUE", True),
        (QuestionKind.CONSENT, "yes", "yes"),
        (QuestionKind.INTEGER, "3,0", 3.0),
        (QuestionKind.INTEGER, "many", "many"),
        (QuestionKind.TEXT, "  ", None),
        (QuestionKind.TEXT, "'t Hooft", "'t Hooft"),
    ],
)
def test_what_a_spreadsheet_writes_is_read(kind: QuestionKind, cell: str, value: Value) -> None:
    assert from_text(cell, question(kind), has_commas=True) == value

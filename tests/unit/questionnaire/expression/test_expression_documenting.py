"""docs/expressions.md says of functions what the table says."""

from app.questionnaire.expression.functions import FUNCTIONS, ROWS
from tests.function_table import DOCUMENT, renewed


def test_the_document_is_up_to_date() -> None:
    text = DOCUMENT.read_text()
    assert renewed(text) == text, "run python -m tests.function_table"


def test_the_document_has_each_function_in_one_row() -> None:
    lines = DOCUMENT.read_text().splitlines()
    for function in ROWS:
        rows = [line for line in lines if line.startswith(f"| `{function.signature}` |")]
        assert len(rows) == 1
    assert len(FUNCTIONS) == len(ROWS)


def test_a_stale_document_is_renewed() -> None:
    text = DOCUMENT.read_text()
    assert renewed(text.replace("| `floor(number)`", "| `flour(number)`")) == text

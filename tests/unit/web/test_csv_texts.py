"""A text of a table runs nothing in a spreadsheet, and a number stays a number."""

import pytest

from app.web.csv_texts import FORMULA_STARTS, harmless


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_text_that_would_run_is_led_by_an_apostrophe(start: str) -> None:
    assert harmless(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


@pytest.mark.parametrize("text", ["", "-12", "-0.5", "7", "Bakers - and cooks"])
def test_others_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text

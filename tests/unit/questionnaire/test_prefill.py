from dataclasses import replace

import pytest

from app.questionnaire.model import Question, Value
from app.questionnaire.prefill import prefilled, with_prefill
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import PLACES, SETTING, choice, of_one_page, question

ACTIVITIES = (
    choice("a_personal", attributes={"nace": "81,95"}),
    choice("a_nature", attributes={"nace": "81.3,91.4"}),
    choice("a_other"),
)
ACT = question("ACT", "single", choices=ACTIVITIES, prefill="frame.nace")
EMP = question("EMP", "integer", maximum=500, prefill="frame.employment")


def known(asked: Question, value: Value, **facts: object) -> Value:
    setting = replace(SETTING, prefill={str(asked.prefill): value}, **facts)
    sheet = Sheet.of(of_one_page(asked), {}, setting)
    return prefilled(sheet.asked[0], setting)


@pytest.mark.parametrize(
    ("nace", "code"),
    [
        ("81.30", "a_nature"),
        ("81.21", "a_personal"),
        ("95.11", "a_personal"),
        ("62.01", None),
        ("a_other", "a_other"),
    ],
)
def test_a_classification_gives_the_choice_with_the_longest_match(
    nace: str, code: str | None
) -> None:
    assert known(ACT, nace) == code


def test_a_known_answer_that_would_be_refused_is_not_shown() -> None:
    assert known(EMP, 12) == 12
    assert known(EMP, 501) is None
    assert known(EMP, "many") is None


def test_a_known_place_is_one_of_the_list() -> None:
    place = question("P", "municipality", prefill="token.lau")
    assert known(place, "31002", places=PLACES) == "31002"
    assert known(place, "99999", places=PLACES) is None
    several = question("P", "municipality", prefill="token.lau", is_multiple=True)
    assert known(several, "31002", places=PLACES) == ("31002",)


def test_what_is_known_never_replaces_what_was_answered() -> None:
    setting = replace(SETTING, prefill={"frame.employment": 12, "ACT": "a_other"})
    made = of_one_page(EMP, ACT)
    assert with_prefill(Sheet.of(made, {}, setting)).values == {"EMP": 12, "ACT": "a_other"}
    answered = with_prefill(Sheet.of(made, {"EMP": 3, "ACT": None}, setting))
    assert answered.values == {"EMP": 3}

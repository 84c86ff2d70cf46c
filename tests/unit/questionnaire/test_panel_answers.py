"""What an expert answers to a statement passes the rules of the panel's file, or is refused."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.questionnaire.model import Answers
from app.questionnaire.panel import Panel
from app.questionnaire.panel_answers import Turn, faults
from app.questionnaire.reading.panels import read_panel
from app.questionnaire.setting import Setting

SURVEYS = Path(__file__).parents[3] / "surveys"
SETTING = Setting(today=date(2026, 6, 1), language="en")
WHOLE: Answers = {
    "E_EXP": "2",
    "E_P30": 40,
    "E_P35": 55,
    "E_IMP": "good",
    "E_WISH": "prepare",
    "E_LEVER": ("v_train", "v_coop"),
}


@cache
def panel() -> Panel:
    return read_panel(SURVEYS / "delphi.yaml")


def found(answers: Answers, turn: Turn = Turn(1), statement: str = "ST02") -> list[tuple[str, str]]:  # noqa: B008
    asked = {each.code: each for each in panel().plan.statements}[statement]
    said = faults(panel().questionnaire, asked, answers, turn=turn, setting=SETTING)
    return [(each.path, each.code) for each in said]


def test_whole_answers_pass() -> None:
    assert found(WHOLE) == []


def test_some_or_no_answers_pass() -> None:
    assert found({"E_EXP": "1", "E_P35": 70}) == []
    assert found({}) == []


def test_who_knows_nothing_says_nothing_more() -> None:
    assert found({"E_EXP": "0"}) == []
    assert ("E_P35", "choice") in found({"E_EXP": "0", "E_P35": 50})


def test_what_is_true_stays_true_unless_it_can_turn() -> None:
    falling = {**WHOLE, "E_P30": 60, "E_P35": 40}
    assert found(falling) == [("E_P35", "constraint")]
    assert found(falling, statement="ST01") == []  # reversible


@pytest.mark.parametrize(("value", "code"), [(101, "range"), (-5, "range"), (52, "range")])
def test_a_chance_lies_on_its_scale(value: int, code: str) -> None:
    assert ("E_P35", code) in found({**WHOLE, "E_P30": 0, "E_P35": value})


def test_a_lever_too_many_and_an_unknown_answer_are_refused() -> None:
    assert found({**WHOLE, "E_LEVER": ("v_train", "v_coop", "v_rule")}) == [("E_LEVER", "count")]
    assert found({**WHOLE, "E_NEW": "x"}) == [("E_NEW", "choice")]


def test_who_stays_outside_the_group_gives_a_reason() -> None:
    outside = Turn(2, is_outside=True)
    assert found(WHOLE, outside) == [("E_WHY", "required")]
    assert found({**WHOLE, "E_WHY": "I see it every week."}, outside) == []
    assert found(WHOLE, Turn(1, is_outside=True)) == []
    assert found(WHOLE, Turn(2)) == []

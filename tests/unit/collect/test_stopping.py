"""Where people stop: the first open step of each, of all who came that far."""

import pytest

from app.collect.stopping import REVIEW, Gone, Stop, stops
from app.questionnaire.model import Answers
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import SETTING, choices, page, question, questionnaire

MADE = questionnaire(
    page("p1", question("A", "single", choices=choices("yes", "no"), is_required=True)),
    page("p2", question("B", "text"), show_if="${A} = 'yes'"),
    page("p3", question("C", "text"), question("D", "text")),
    page("p4", question("N", "note")),
)
FAR: Answers = {"A": "no", "C": "here", "D": None}


def sheets(answers: Answers, times: int) -> list[Sheet]:
    return [Sheet.of(MADE, answers, SETTING) for _each in range(times)]


def found(left: Gone, sent: Gone) -> dict[str, Stop]:
    return {each.step: each for each in stops(MADE, left, sent)}


def test_each_step_counts_those_who_came_that_far() -> None:
    left = [*sheets({}, 6), *sheets({"A": "yes"}, 3), *sheets({"A": "no"}, 2), *sheets(FAR, 1)]
    sent = [*sheets({**FAR, "A": "yes", "B": "x"}, 10), *sheets(FAR, 20)]
    rows = found(Gone(whole=12, drawn=left), Gone(whole=30, drawn=sent))
    assert {step: (each.reached, each.stopped) for step, each in rows.items()} == {
        "p1": (42, 6),
        "p2": (13, 3),  # asked only of those who said yes
        "p3": (33, 2),
        REVIEW: (31, 1),
    }
    assert rows["p2"].share == pytest.approx(3 / 13)
    assert (rows["p3"].page, rows["p3"].questions) == ("p3", ("C", "D"))


def test_a_step_that_few_reached_is_left_out() -> None:
    rows = found(
        Gone(whole=8, drawn=sheets({"A": "yes"}, 8)), Gone(whole=30, drawn=sheets(FAR, 30))
    )
    assert list(rows) == ["p1", "p3", REVIEW]


def test_a_draw_is_extrapolated_to_all() -> None:
    left = [*sheets({}, 30), *sheets({"A": "no"}, 10)]
    rows = found(Gone(whole=400, drawn=left), Gone(whole=1000, drawn=sheets(FAR, 50)))
    assert (rows["p1"].reached, rows["p1"].stopped) == (1400, 300)
    assert (rows["p3"].reached, rows["p3"].stopped) == (1100, 100)


def test_nobody_gone_shows_nothing() -> None:
    assert stops(MADE, Gone(whole=0, drawn=()), Gone(whole=0, drawn=())) == ()

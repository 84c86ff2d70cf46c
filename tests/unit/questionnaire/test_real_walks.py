"""The questionnaires of the network, walked by people who do as they please."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.questionnaire.answering import sent_answers
from app.questionnaire.checks import violations
from app.questionnaire.model import Questionnaire
from app.questionnaire.path import first_open, following, is_core_complete, number
from app.questionnaire.reading import read_questionnaire
from app.questionnaire.route import StepKind
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.generated.respondent import Respondent
from tests.unit.questionnaire.written import PLACES, SETTING

SURVEYS = Path(__file__).resolve().parents[3] / "surveys"
CODES = ("firms", "residents", "trainers")
SEEDS = st.integers(0, 2**32)
FEW = settings(max_examples=12, deadline=None, derandomize=True)
by_questionnaire = pytest.mark.parametrize("code", CODES)


@cache
def read(code: str) -> Questionnaire:
    return read_questionnaire(SURVEYS / f"{code}.yaml")


def respondent(code: str, seed: int) -> Respondent:
    setting = replace(
        SETTING,
        seed=seed,
        places=PLACES,
        language=("en", "fr")[seed % 2],
        options=frozenset({"health"}) if seed % 3 else frozenset(),
    )
    return Respondent(read(code), setting)


def walked(code: str, seed: int) -> Iterator[Sheet]:
    for here, outcome in (person := respondent(code, seed)).walk():
        after = following(outcome.sheet, here.code)
        assert after is None or number(outcome.sheet, after.code) > number(
            person.sheet(), here.code
        )
        yield outcome.sheet


@by_questionnaire
@given(seed=SEEDS)
@FEW
def test_everybody_reaches_the_review_with_answers_that_are_right(code: str, seed: int) -> None:
    *_, sheet = walked(code, seed)
    assert first_open(sheet) is None
    assert violations(sheet) == ()
    assert is_core_complete(sheet)
    sent = sent_answers(sheet)
    assert all(path == "F_MODULE" or sheet.relevant[path] for path in sent)
    assert not any(path.endswith("_CONTACT") for path in sent)
    again = Sheet.of(sheet.questionnaire, sent, sheet.setting)
    assert violations(again, as_given=True) == ()
    assert sent_answers(again) == sent


@by_questionnaire
def test_the_same_person_leaves_the_same_answers(code: str) -> None:
    *_, first = walked(code, 11)
    *_, second = walked(code, 11)
    assert first.answers == second.answers
    assert first == second


def test_every_question_of_the_network_is_reached_by_somebody() -> None:
    """Rules that hide a question from everybody would make the walks worth nothing."""
    for code in CODES:
        reached: set[str] = set()
        for seed in range(10):
            for sheet in walked(code, seed):
                reached |= {asked.question.code for asked in sheet.asked}
        fields = {each.code for roster in read(code).questions() for each in roster.fields}
        asked = {each.code for each in read(code).questions() if each.is_asked and not each.fields}
        assert (asked | fields) - reached == set()


def test_firms_meet_their_modules_in_both_orders() -> None:
    """The offer comes after the drawn module, and the other module only where it is accepted."""
    orders = set()
    for seed in range(12):
        for sheet in walked("firms", seed):
            paths = [each.path for each in sheet.asked]
            if {"F_ACT35", "F_SPEC"} <= set(paths):
                orders.add(paths.index("F_ACT35") < paths.index("F_SPEC"))
                assert sheet.values["F_OFFER"] == "yes"
    assert orders == {True, False}


def test_those_who_left_the_area_are_told_so_and_asked_nothing_more() -> None:
    answers = {"R_CONSENT": True, "R_PLACE": "left"}
    sheet = Sheet.of(read("residents"), answers, replace(SETTING, places=PLACES))
    after = following(sheet, "p0_consent")
    assert after is not None
    assert (after.kind, first_open(sheet)) == (StepKind.LEFT, None)

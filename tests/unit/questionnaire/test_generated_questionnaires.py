"""Whatever the questionnaire and whatever a person does: never a loop, never a crash."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.questionnaire.answering import Outcome, sent_answers
from app.questionnaire.checks import violations
from app.questionnaire.model import Questionnaire
from app.questionnaire.path import (
    Step,
    first_open,
    following,
    is_core_complete,
    number,
    preceding,
    progress,
    steps,
)
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.generated.questionnaires import questionnaires
from tests.unit.questionnaire.generated.respondent import Respondent
from tests.unit.questionnaire.written import PLACES, SETTING, choices, of_one_page, question

SEEDS = st.integers(0, 2**32)
MANY = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def setting_of(seed: int) -> Setting:
    """With or without a list of places, in one of two languages."""
    places = PLACES if seed % 2 else ()
    return replace(SETTING, seed=seed, places=places, language=("en", "fr")[seed % 3 % 2])


def check_as_if_decided_anew(sheet: Sheet) -> None:
    """What was taken over from the answers before is what would have come out."""
    anew = Sheet.of(sheet.questionnaire, sheet.answers, sheet.setting)
    assert sheet == anew
    assert list(sheet.values) == list(anew.values)
    assert list(sheet.relevant) == list(anew.relevant)


def check_outcome(here: Step, outcome: Outcome) -> None:
    """What holds after every post."""
    sheet = outcome.sheet
    check_as_if_decided_anew(sheet)
    for path in sheet.dropped:
        assert sheet.values.get(path) != sheet.answers[path]
    system = {sheet.questionnaire.modules.drawn} if sheet.questionnaire.modules else set()
    assert all(path in system or sheet.relevant[path] for path in sheet.values)
    after, before = following(sheet, here.code), preceding(sheet, here.code)
    assert after is None or number(sheet, after.code) > number(sheet, here.code)
    assert before is None or number(sheet, before.code) < number(sheet, here.code)
    assert {each.path for each in outcome.violations}.isdisjoint(sheet.dropped)


def check_end(respondent: Respondent) -> None:
    """What holds at the review."""
    sheet = respondent.sheet()
    assert first_open(sheet) is None
    assert violations(sheet) == ()
    assert is_core_complete(sheet)
    sent = sent_answers(sheet)
    again = Sheet.of(respondent.made, sent, respondent.setting)
    assert sent_answers(again) == sent
    assert violations(again, as_given=True) == ()
    assert again.dropped == ()
    seen = [progress(sheet, each.code) for each in steps(sheet)]
    assert [each.position for each in seen] == list(range(1, len(seen) + 1))
    minutes = [each.minutes_left for each in seen]
    assert minutes == sorted(minutes, reverse=True)
    assert min(minutes, default=0) >= 0
    for path in sheet.answers:
        assert isinstance(sheet.label(path), str)


@MANY
@given(questionnaires(), SEEDS)
def test_everybody_reaches_the_review_with_answers_that_are_right(
    made: Questionnaire, seed: int
) -> None:
    respondent = Respondent(made, setting_of(seed))
    for here, outcome in respondent.walk():
        check_outcome(here, outcome)
    check_end(respondent)


@MANY
@given(questionnaires(), SEEDS)
def test_the_sheet_depends_on_the_answers_and_not_on_how_they_came(
    made: Questionnaire, seed: int
) -> None:
    respondent = Respondent(made, setting_of(seed))
    for _, outcome in respondent.walk():
        paths = respondent.chance.sample(list(outcome.answers), len(outcome.answers))
        mixed = Sheet.of(made, {path: outcome.answers[path] for path in paths}, respondent.setting)
        assert mixed.values == outcome.sheet.values
        assert mixed.asked == outcome.sheet.asked
        assert set(mixed.dropped) == set(outcome.sheet.dropped)


@MANY
@given(questionnaires(), SEEDS, st.data())
def test_no_answers_at_all_make_it_crash(
    made: Questionnaire, seed: int, data: st.DataObject
) -> None:
    """Answers of any kind under any path, as a stale or tampered page may bring them."""
    values = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    codes = st.lists(st.sampled_from(["c0", "c1", "none", "zzz"]), max_size=3).map(tuple)
    sheet = Sheet.of(made, {}, setting_of(seed))
    paths = [*sheet.relevant, "X", "Q10[c1]/f0", "Q10.other", ""]
    answers = data.draw(st.dictionaries(st.sampled_from(paths), values | codes, max_size=8))
    found = Sheet.of(made, answers, setting_of(seed))
    assert_consistent(found, answers)


def assert_consistent(found: Sheet, answers: Mapping[str, object]) -> None:
    assert [each.path for each in found.asked] == list(found.by_path)
    assert all(found.relevant[each.path] for each in found.asked)
    wrong = [each.path for each in violations(found, as_given=True)]
    assert len(wrong) == len(set(wrong))
    assert set(found.dropped) <= set(answers)
    if not steps(found):
        assert first_open(found) is None


def test_a_respondent_who_is_never_let_on_is_noticed() -> None:
    """The walk itself can fail: a required question that nobody can answer holds for ever."""
    respondent = Respondent(stuck(), SETTING)
    with pytest.raises(AssertionError, match="Still at p1"):
        list(respondent.walk())


def stuck() -> Questionnaire:
    listed = choices("a", "b")
    asked = question("Q", "single", choices=listed, choice_filter="false()", is_required=True)
    return of_one_page(asked)

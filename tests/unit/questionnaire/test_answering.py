from dataclasses import replace

import pytest

from app.errors import NotFoundError
from app.questionnaire.answering import Outcome, answer_step, sent_answers
from app.questionnaire.checks import Violation
from app.questionnaire.model import Answers
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import (
    PLACES,
    SETTING,
    choice,
    choices,
    page,
    question,
    questionnaire,
)

YES_NO = choices("yes", "no")
MADE = questionnaire(
    page(
        "p1",
        question("EMP", "integer", minimum=0, maximum=500, is_required=True),
        question("ACT", "single", choices=(*YES_NO, choice("other", is_open=True))),
        question("BIG", "calculate", calculate="if(${EMP} > 9, 'big', '')"),
        question("OLD", "integer", constraint=". <= ${EMP}", show_if="${BIG} = 'big'"),
    ),
    page("p2", question("WHY", "text", show_if="${BIG} = 'big'"), question("LAST", "text")),
    page("p3", question("K", "contact")),
)


def answer(answers: Answers, step: str, **given: object) -> Outcome:
    return answer_step(Sheet.of(MADE, answers, SETTING), step, given)


def test_good_answers_are_kept() -> None:
    outcome = answer({}, "p1", EMP=12, ACT="yes")
    assert outcome.answers == {"EMP": 12, "ACT": "yes"}
    assert (outcome.violations, outcome.dropped) == ((), ())
    assert outcome.sheet.values == {"EMP": 12, "ACT": "yes", "BIG": "big"}


def test_a_question_not_answered_is_passed() -> None:
    assert answer({}, "p1", EMP=12).answers == {"EMP": 12, "ACT": None}
    assert answer({"ACT": "no"}, "p1", EMP=12, ACT="").answers == {"EMP": 12, "ACT": None}


def test_a_bad_answer_leaves_the_former_one_and_the_good_ones_beside_it_are_kept() -> None:
    outcome = answer({"EMP": 12, "ACT": "no"}, "p1", EMP=501, ACT="yes")
    assert outcome.answers == {"EMP": 12, "ACT": "yes"}
    assert [(each.path, each.code) for each in outcome.violations] == [("EMP", "range")]
    assert outcome.sheet.values["BIG"] == "big"


def test_a_text_that_was_no_number_is_a_violation_and_stores_nothing() -> None:
    outcome = answer({}, "p1", EMP="abc", ACT="yes")
    assert outcome.answers == {"ACT": "yes"}
    assert [(each.path, each.code) for each in outcome.violations] == [("EMP", "type")]


def test_a_required_answer_taken_away_stays() -> None:
    outcome = answer({"EMP": 12}, "p1")
    assert outcome.answers == {"EMP": 12, "ACT": None}
    assert outcome.violations == (Violation("EMP", "required"),)


def test_a_constraint_is_checked_with_the_new_answer() -> None:
    assert answer({"EMP": 12}, "p1-2", OLD=13).violations == (Violation("OLD", "constraint"),)
    assert answer({"EMP": 12, "OLD": 3}, "p1-2", OLD=13).answers == {"EMP": 12, "OLD": 3}
    assert answer({"EMP": 12, "OLD": 3}, "p1-2", OLD=12).answers == {"EMP": 12, "OLD": 12}


def test_answers_of_other_steps_and_of_nothing_are_ignored() -> None:
    outcome = answer({}, "p1", EMP=12, LAST="x", NOTHING="y", **{"OLD[a]/b": 1})
    assert outcome.answers == {"EMP": 12, "ACT": None}
    assert outcome.dropped == ()


def test_an_answer_hidden_since_the_page_was_shown_is_dropped_without_an_error() -> None:
    outcome = answer({"EMP": 3}, "p2", WHY="because", LAST="x")
    assert outcome.answers == {"EMP": 3, "LAST": "x"}
    assert (outcome.violations, outcome.dropped) == ((), ("WHY",))


def test_an_answer_changed_names_what_it_hides() -> None:
    outcome = answer({"EMP": 12, "OLD": 3, "WHY": "because"}, "p1", EMP=3)
    assert outcome.answers == {"EMP": 3, "OLD": 3, "WHY": "because", "ACT": None}
    assert outcome.dropped == ("OLD", "WHY")
    back = answer(outcome.answers, "p1", EMP=20)
    assert back.dropped == ()
    assert back.sheet.values["WHY"] == "because"


def test_what_is_specified_counts_with_its_choice_only() -> None:
    given = {"EMP": 1, "ACT": "other", "ACT.other": "a mill"}
    kept = answer_step(Sheet.of(MADE, {}, SETTING), "p1", given)
    assert kept.answers == given
    changed = answer_step(Sheet.of(MADE, kept.answers, SETTING), "p1", given | {"ACT": "no"})
    assert changed.answers == {"EMP": 1, "ACT": "no", "ACT.other": "a mill"}
    assert sent_answers(changed.sheet).get("ACT.other") is None
    assert (changed.violations, changed.dropped) == ((), ("ACT.other",))
    emptied = answer_step(Sheet.of(MADE, kept.answers, SETTING), "p1", {"EMP": 1, "ACT": "other"})
    assert emptied.answers == {"EMP": 1, "ACT": "other"}


def test_a_long_text_beside_a_choice_not_chosen_is_not_kept() -> None:
    outcome = answer_step(
        Sheet.of(MADE, {}, SETTING), "p1", {"EMP": 1, "ACT": "no", "ACT.other": "x" * 121}
    )
    assert outcome.answers == {"EMP": 1, "ACT": "no"}
    assert (outcome.violations, outcome.dropped) == ((), ("ACT.other",))


def test_a_text_specified_too_long_leaves_the_choice() -> None:
    given = {"EMP": 1, "ACT": "other", "ACT.other": "x" * 121}
    outcome = answer_step(Sheet.of(MADE, {}, SETTING), "p1", given)
    assert outcome.answers == {"EMP": 1, "ACT": "other"}
    assert [(each.path, each.code) for each in outcome.violations] == [("ACT.other", "length")]


def test_a_contact_never_enters_the_answers() -> None:
    given = {"K.email": "ada@example.org", "K.name": "Ada", "K.phone": "+33 5 61 00 00 00"}
    outcome = answer_step(Sheet.of(MADE, {}, SETTING), "p3", given)
    assert outcome.answers == {"K": "given"}
    assert sent_answers(outcome.sheet) == {}
    assert answer_step(Sheet.of(MADE, {}, SETTING), "p3", {}).answers == {"K": None}
    assert answer_step(Sheet.of(MADE, {}, SETTING), "p3", {"K": "ada@example.org"}).answers == {
        "K": None
    }


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("email", "ada", "type"),
        ("email", "ada@example", "type"),
        ("email", "ada@exa mple.org", "type"),
        ("email", f"{'a' * 250}@b.org", "length"),
        ("phone", "1" * 41, "length"),
        ("name", "x" * 121, "length"),
    ],
)
def test_a_contact_is_checked(part: str, value: str, code: str) -> None:
    outcome = answer_step(Sheet.of(MADE, {}, SETTING), "p3", {f"K.{part}": value})
    assert [(each.path, each.code) for each in outcome.violations] == [(f"K.{part}", code)]
    assert outcome.answers == {}


def test_consent_is_given_or_passed() -> None:
    made = questionnaire(
        page("p1", question("C", "consent", is_required=True), question("D", "consent"))
    )
    assert answer_step(Sheet.of(made, {}, SETTING), "p1", {"C": True}).answers == {
        "C": True,
        "D": None,
    }
    refused = answer_step(Sheet.of(made, {}, SETTING), "p1", {"C": False, "D": True})
    assert refused.violations == (Violation("C", "required"),)
    assert refused.answers == {"C": None}  # nothing beside a consent that is not given
    taken_back = answer_step(Sheet.of(made, {"C": True, "D": True}, SETTING), "p1", {"D": True})
    assert taken_back.answers == {"C": None, "D": True}


def test_a_choice_excluded_by_an_earlier_answer_is_refused() -> None:
    made = questionnaire(
        page("p1", question("A", "multiple", choices=YES_NO)),
        page(
            "p2",
            question("B", "multiple", choices=YES_NO, choice_filter="not(selected(${A}, name))"),
        ),
    )
    outcome = answer_step(Sheet.of(made, {"A": ("yes",)}, SETTING), "p2", {"B": ("yes", "no")})
    assert outcome.violations == (Violation("B", "choice", {"given": "yes"}),)
    assert outcome.answers == {"A": ("yes",)}


def test_an_item_of_a_roster_that_was_not_chosen_is_not_answered() -> None:
    loop = question("LOOP", "roster", over="${A}", fields=(question("n", "integer"),))
    made = questionnaire(page("p1", question("A", "multiple", choices=YES_NO)), page("p2", loop))
    given = {"LOOP[yes]/n": 3, "LOOP[no]/n": 4, "LOOP[zzz]/n": 5, "LOOP[yes]/m": 6}
    outcome = answer_step(Sheet.of(made, {"A": ["yes"]}, SETTING), "p2", given)
    assert outcome.answers == {"A": ("yes",), "LOOP[yes]/n": 3}
    assert outcome.violations == ()


def test_several_places_are_kept_in_the_order_given() -> None:
    made = questionnaire(page("p1", question("P", "municipality", is_multiple=True)))
    setting = replace(SETTING, places=PLACES)
    outcome = answer_step(Sheet.of(made, {}, setting), "p1", {"P": ["09001", "31001"]})
    assert outcome.answers == {"P": ("09001", "31001")}


def test_the_sheet_of_an_outcome_is_that_of_its_answers() -> None:
    outcome = answer({"EMP": 12, "OLD": 3}, "p1", EMP=3, ACT="other")
    assert outcome.sheet == Sheet.of(MADE, outcome.answers, SETTING)


def test_the_answers_given_are_never_changed() -> None:
    before: dict[str, object] = {"EMP": 12, "OLD": 3}
    answer(before, "p1", EMP=3)
    assert before == {"EMP": 12, "OLD": 3}


def test_an_unknown_step_is_named() -> None:
    with pytest.raises(NotFoundError, match="p9"):
        answer({}, "p9", EMP=3)


def test_what_is_sent_is_what_counts() -> None:
    answers = {"EMP": 12, "ACT": None, "OLD": 3, "WHY": "because", "LAST": None, "K": "given"}
    sheet = Sheet.of(MADE, answers, SETTING)
    assert sent_answers(sheet) == {"EMP": 12, "BIG": "big", "OLD": 3, "WHY": "because"}
    smaller = Sheet.of(MADE, answers | {"EMP": 3}, SETTING)
    assert sent_answers(smaller) == {"EMP": 3}

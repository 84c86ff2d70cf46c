import pytest

from app.errors import NotFoundError
from app.questionnaire.model import Answers, Modules
from app.questionnaire.path import (
    first_open,
    following,
    is_core_complete,
    preceding,
    progress,
    step,
    steps,
)
from app.questionnaire.route import StepKind
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import (
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
        question("A", "single", choices=YES_NO, is_required=True),
        question("B", "text", show_if="${A} = 'yes'"),
        is_core=True,
    ),
    page("p2", question("C", "text"), show_if="${A} = 'yes'"),
    page("p3", question("D", "text"), question("K", "contact"), is_core=True),
)


def sheet(answers: Answers) -> Sheet:
    return Sheet.of(MADE, answers, SETTING)


def codes(answers: Answers) -> list[str]:
    return [each.code for each in steps(sheet(answers))]


def test_only_relevant_steps_are_on_the_path() -> None:
    assert codes({"A": "yes"}) == ["p1", "p1-2", "p2", "p3", "p3-2"]
    assert codes({"A": "no"}) == ["p1", "p3", "p3-2"]


def test_the_code_of_a_step_is_the_same_whatever_the_answers() -> None:
    assert step(sheet({}), "p3").asked[0].path == step(sheet({"A": "yes"}), "p3").asked[0].path


def test_going_on_and_back_walks_the_relevant_steps() -> None:
    forth = [following(sheet({"A": "no"}), code) for code in ("p1", "p3", "p3-2")]
    assert [each and each.code for each in forth] == ["p3", "p3-2", None]
    back = [preceding(sheet({"A": "no"}), code) for code in ("p3-2", "p3", "p1")]
    assert [each and each.code for each in back] == ["p3", "p1", None]


def test_a_step_hidden_since_still_knows_what_lies_before_and_after() -> None:
    found = sheet({"A": "no"})
    after, before = following(found, "p2"), preceding(found, "p2")
    assert (after and after.code, before and before.code) == ("p3", "p1")
    with pytest.raises(NotFoundError, match="p2"):
        step(found, "p2")


def test_an_unknown_step_is_named() -> None:
    for ask in (step, following, preceding, progress):
        with pytest.raises(NotFoundError, match="p9"):
            ask(sheet({}), "p9")


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, "p1"),
        ({"A": None}, "p1"),
        ({"A": "yes"}, "p1-2"),
        ({"A": "yes", "B": None}, "p2"),
        ({"A": "no"}, "p3"),
        ({"A": "no", "D": None}, "p3-2"),
        ({"A": "no", "D": None, "K": None}, None),
        ({"D": None, "K": None, "B": "x"}, "p1"),
    ],
)
def test_the_first_open_step_is_not_passed_or_is_wrong(answers: Answers, code: str | None) -> None:
    found = first_open(sheet(answers))
    assert (found and found.code) == code


def test_a_text_specified_too_long_opens_its_step_again() -> None:
    made = questionnaire(
        page("p1", question("A", "single", choices=(*YES_NO, choice("other", is_open=True))))
    )
    answers = {"A": "other", "A.other": "x" * 121}
    found = first_open(Sheet.of(made, answers, SETTING))
    assert found is not None
    assert found.code == "p1"


def test_a_step_of_notes_holds_nobody_up() -> None:
    made = questionnaire(
        page("p1", question("P", "municipality", outside=choice("left"))),
        page("p2", question("N", "note"), show_if="${P} = 'left'"),
        page("p3", question("A", "text")),
    )
    found = Sheet.of(made, {"P": "left"}, SETTING)
    after = following(found, "p1")
    assert after is not None
    assert (after.code, after.kind, after.is_silent) == ("p2", StepKind.LEFT, True)
    opened = first_open(found)
    assert opened is not None
    assert opened.code == "p3"


def test_the_core_is_complete_when_its_relevant_pages_are_passed() -> None:
    assert not is_core_complete(sheet({}))
    assert not is_core_complete(sheet({"A": "no"}))
    assert not is_core_complete(sheet({"A": "yes", "D": None}))
    assert is_core_complete(sheet({"A": "yes", "B": None, "D": None}))


def test_the_core_needs_neither_a_contact_nor_what_is_outside_it() -> None:
    found = sheet({"A": "yes", "B": "x", "D": "y"})
    assert is_core_complete(found)
    opened = first_open(found)
    assert opened is not None
    assert opened.code == "p2"


def test_the_core_is_not_complete_while_a_required_answer_is_missing() -> None:
    assert not is_core_complete(sheet({"A": None, "D": None}))


def test_progress_goes_from_the_first_step_to_the_last_and_time_only_falls() -> None:
    found = sheet({"A": "yes"})
    seen = [progress(found, each.code) for each in steps(found)]
    assert [each.position for each in seen] == [1, 2, 3, 4, 5]
    assert {each.total for each in seen} == {5}
    minutes = [each.minutes_left for each in seen]
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[-1] >= 0


def test_a_longer_questionnaire_takes_longer() -> None:
    long = question("Q", "text", text="word " * 400)
    found = Sheet.of(questionnaire(page("p1", long), page("p2", long)), {}, SETTING)
    assert progress(found, "p1").minutes_left == 5  # 800 words at 200 a minute, 3 seconds twice


def test_the_offer_is_a_step_of_its_own_kind() -> None:
    made = questionnaire(
        page("a", question("QA", "text"), module="A"),
        page("b", question("QB", "text"), module="B"),
        page("offer", question("OFFER", "single", choices=YES_NO)),
        modules=Modules(names=("A", "B"), drawn="MODULE", offer="OFFER"),
    )
    found = Sheet.of(made, {"MODULE": "B", "OFFER": "yes"}, SETTING)
    kinds = [(each.code, each.kind) for each in steps(found)]
    assert kinds == [
        ("b", StepKind.QUESTION), ("offer", StepKind.OFFER), ("a", StepKind.QUESTION)
    ]  # fmt: skip
    back = preceding(found, "a")
    assert back is not None
    assert back.code == "offer"

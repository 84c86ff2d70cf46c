from collections.abc import Mapping
from datetime import date

import pytest

from app.questionnaire.answers_file import AnswersFileError
from app.questionnaire.evaluation import evaluate
from tests.unit.questionnaire.written import choice, choices, page, question, questionnaire

TODAY = date(2026, 11, 23)
YES_NO = choices("yes", "no")
JOBS = choices("cook", "care", "dig")
FIELDS = (question("n", "integer", is_required=True), question("hard", "single", choices=YES_NO))
MADE = questionnaire(
    page(
        "p1",
        question("EMP", "integer", is_required=True, maximum=500, prefill="frame.employment"),
        question("BIG", "calculate", calculate="if(${EMP} > 9, 'big', '')"),
        question("WHY", "text", is_required=True, show_if="${BIG} = 'big'"),
        question("DAY", "calculate", calculate="string(today())"),
    ),
    page(
        "p2",
        question("JOBS", "multiple", choices=(*JOBS, choice("other", is_open=True))),
        question("LOOP", "roster", over="${JOBS}", fields=FIELDS),
        question("NEW", "single", choices=JOBS, choice_filter="not(selected(${JOBS}, name))"),
    ),
    page("p3", question("HEALTH", "text", option="health"), question("K", "contact")),
)


def found(**document: object) -> Mapping[str, object]:
    return evaluate(MADE, document, today=TODAY)


def test_every_path_known_is_relevant_or_not() -> None:
    result = found(answers={"JOBS": ["cook"], "LOOP[dig]/n": 2})
    assert result["relevant"] == {
        "EMP": True, "BIG": True, "WHY": False, "DAY": True, "JOBS": True, "JOBS.other": False,
        "LOOP": True, "LOOP[cook]/n": True, "LOOP[cook]/hard": True, "LOOP[dig]/n": False,
        "LOOP[dig]/hard": False, "NEW": True, "HEALTH": False, "K": True,
    }  # fmt: skip


def test_what_is_not_relevant_is_not_required_and_what_is_calculated_is_no_more_read_only() -> None:
    result = found(answers={"JOBS": ["cook"], "LOOP[dig]/n": 2})
    required, readonly = result["required"], result["readonly"]
    assert isinstance(required, dict)
    assert isinstance(readonly, dict)
    assert [path for path, holds in required.items() if holds] == ["EMP", "LOOP[cook]/n"]
    assert [path for path, holds in readonly.items() if holds] == []
    assert set(required) == set(readonly) == set(result["relevant"])


def test_values_are_those_that_count_with_lists_for_several_codes() -> None:
    result = found(answers={"EMP": 3.0, "WHY": "x", "JOBS": ["cook"], "LOOP[cook]/n": 2})
    assert result["values"] == {
        "BIG": "", "DAY": "2026-11-23", "EMP": 3, "JOBS": ["cook"], "LOOP[cook]/n": 2
    }  # fmt: skip


def test_an_item_may_be_numbered_instead_of_named() -> None:
    result = found(answers={"JOBS": ["dig", "cook"], "LOOP[2]/n": 5})
    assert result["values"]["LOOP[cook]/n"] == 5
    assert "LOOP[2]/n" not in result["relevant"]


def test_violations_name_path_and_code() -> None:
    answers = {"EMP": 501, "JOBS": ["cook"], "LOOP[cook]/n": "two", "NEW": "cook", "K.email": "x"}
    assert found(answers=answers)["violations"] == [
        {"path": "EMP", "code": "range"},
        {"path": "WHY", "code": "required"},
        {"path": "LOOP[cook]/n", "code": "type"},
        {"path": "NEW", "code": "choice"},
        {"path": "K.email", "code": "type"},
    ]


def test_choices_are_those_left_by_the_answers() -> None:
    listed = found(answers={"JOBS": ["cook"]})["choices"]
    assert listed["NEW"] == ["care", "dig"]
    assert listed["LOOP[cook]/hard"] == ["yes", "no"]


@pytest.mark.parametrize(
    ("document", "step"),
    [
        ({"answers": {}}, "p1"),
        ({"answers": {}, "page": "p1"}, "p2"),
        ({"answers": {"EMP": 12}, "page": "p1"}, "p1-2"),
        ({"answers": {}, "page": "p3"}, "p3-2"),
        ({"answers": {}, "page": "p3-2"}, None),
        ({"answers": {"EMP": 3, "JOBS": None, "NEW": None, "K": None}}, None),
    ],
)
def test_the_next_page_follows_the_one_named_or_is_the_first_open(
    document: dict[str, object], step: str | None
) -> None:
    assert evaluate(MADE, document, today=TODAY)["next"] == step


def test_answers_may_stand_alone() -> None:
    assert found(EMP=12)["values"] == found(answers={"EMP": 12})["values"]


def test_what_is_known_already_counts_until_it_is_answered() -> None:
    prefill = {"frame.employment": 12}
    assert found(answers={}, prefill=prefill)["values"]["BIG"] == "big"
    assert found(answers={"EMP": 3}, prefill=prefill)["values"]["BIG"] == ""


def test_the_day_and_the_options_may_be_given() -> None:
    result = found(answers={}, today="2030-01-02", options=["health"])
    assert result["values"]["DAY"] == "2030-01-02"
    assert result["relevant"]["HEALTH"] is True


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"EMPL": 3}, "EMPL: no question has this code. Did you mean EMP?"),
        ({"LOOP[cook]/m": 3}, "LOOP[cook]/m: no question has this code. Did you mean LOOP/n?"),
        ({"EMP": {"is": 3}}, "EMP: write a text, a number, true, false, null or a list of codes."),
        ({"JOBS": [1]}, "JOBS: write a text, a number, true, false, null or a list of codes."),
        (
            {"answers": {}, "language": "xx"},
            "language: the questionnaire is in en, fr, not in 'xx'.",
        ),
        ({"answers": {}, "today": "soon"}, "today: 'soon' is no day; write it as 2026-11-23."),
        ({"answers": {}, "seed": "x"}, "seed: 'x' is no whole number."),
        ({"answers": {}, "options": "health"}, "options: write a list of names."),
    ],
)
def test_a_fault_of_the_file_says_how_to_mend_it(document: dict[str, object], fault: str) -> None:
    with pytest.raises(AnswersFileError) as error:
        evaluate(MADE, document, today=TODAY)
    assert error.value.faults == (fault,)


def test_every_fault_is_listed() -> None:
    with pytest.raises(AnswersFileError) as error:
        evaluate(MADE, {"answers": {"EMPL": 3, "JOB": 4}, "seed": 1.5}, today=TODAY)
    assert len(error.value.faults) == 3


def test_what_is_unlikely_is_warned_of_and_no_violation() -> None:
    made = questionnaire(page("p1", question("AGE", "integer", warning=". < 100")))
    for age, warned in ((101, [{"path": "AGE", "code": "warning"}]), (99, [])):
        result = evaluate(made, {"AGE": age}, today=TODAY)
        assert (result.get("warnings", []), result["violations"]) == (warned, [])

from dataclasses import replace

from app.questionnaire.model import Layout, Page, QuestionKind
from app.questionnaire.outline import outline_of
from app.questionnaire.route import StepKind
from tests.unit.questionnaire.written import (
    choice,
    choices,
    of_one_page,
    page,
    question,
    questionnaire,
)

YES_NO = choices("yes", "no")
LONG = tuple(choice(f"c{number}") for number in range(13))


def cut(*pages: Page, layout: Layout = Layout.AUTO) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    laid_out = replace(questionnaire(*pages), layout=layout)
    for each in outline_of(laid_out).pages:
        for spot in each.spots:
            if spot.question.kind is not QuestionKind.CALCULATE:
                codes = [field.code for field in spot.fields] or [spot.question.code]
                found.setdefault(spot.step, []).extend(codes)
    return found


def test_questions_that_need_nothing_of_one_another_share_a_step() -> None:
    assert cut(page("p1", question("A", "integer"), question("B", "text"))) == {"p1": ["A", "B"]}


def test_a_question_whose_rule_reads_an_answer_begins_a_step() -> None:
    found = cut(
        page(
            "p1",
            question("A", "single", choices=YES_NO),
            question("B", "integer", show_if="${A} = 'yes'"),
            question("C", "text"),
            question("D", "text", show_if="${A} = 'no'"),
            question("E", "integer", constraint=". > ${B}"),
        )
    )
    assert found == {"p1": ["A"], "p1-2": ["B", "C", "D"], "p1-3": ["E"]}


def test_an_answer_read_through_a_calculated_one_begins_a_step_too() -> None:
    found = cut(
        page(
            "p1",
            question("A", "integer"),
            question("S", "calculate", calculate="${A} * 2"),
            question("T", "calculate", calculate="${S} + 1"),
            question("B", "integer", show_if="${T} > 5"),
        )
    )
    assert found == {"p1": ["A"], "p1-2": ["B"]}


def test_calculated_answers_that_read_one_another_do_not_hang_the_cutting() -> None:
    found = cut(
        page(
            "p1",
            question("S", "calculate", calculate="${T}"),
            question("T", "calculate", calculate="${S}"),
            question("B", "integer", show_if="${T} > 5"),
        )
    )
    assert found == {"p1": ["B"]}


def test_an_answer_shown_in_a_text_begins_a_step() -> None:
    found = cut(page("p1", question("A", "text"), question("B", "text", text="Why ${A}?")))
    assert found == {"p1": ["A"], "p1-2": ["B"]}


def test_a_constraint_on_its_own_answer_does_not_cut() -> None:
    asked = question("B", "integer", constraint="${B} > 3")
    assert cut(page("p1", question("A", "text"), asked)) == {"p1": ["A", "B"]}


def test_long_lists_rosters_and_contacts_stand_alone() -> None:
    found = cut(
        page(
            "p1",
            question("A", "text"),
            question("B", "multiple", choices=LONG),
            question("C", "text"),
            question("R", "roster", over="${B}", fields=(question("n", "integer"),)),
            question("D", "text"),
            question("K", "contact"),
        )
    )
    assert found == {
        "p1": ["A"],
        "p1-2": ["B"],
        "p1-3": ["C"],
        "p1-4": ["n"],
        "p1-5": ["D"],
        "p1-6": ["K"],
    }


def test_a_list_of_twelve_does_not_stand_alone() -> None:
    short = question("B", "single", choices=LONG[:12])
    assert cut(page("p1", question("A", "text"), short)) == {"p1": ["A", "B"]}


def test_a_note_goes_with_the_question_after_it() -> None:
    found = cut(
        page("p1", question("N", "note"), question("B", "single", choices=LONG)),
    )
    assert found == {"p1": ["N", "B"]}


def test_a_field_that_reads_another_of_its_item_is_asked_one_step_later() -> None:
    fields = (
        question("hard", "single", choices=YES_NO),
        question("why", "text", show_if="${hard} = 'yes'"),
        question("n", "integer"),
        question("which", "text", show_if="why != ''"),
    )
    found = cut(
        page("p1", question("A", "multiple", choices=YES_NO)),
        page("p2", question("R", "roster", over="${A}", fields=fields)),
    )
    assert found == {"p1": ["A"], "p2": ["hard"], "p2-2": ["why", "n"], "p2-3": ["which"]}


def test_the_page_for_those_who_left_is_known_by_its_rule() -> None:
    left = choice("left")
    made = questionnaire(
        page("p1", question("PLACE", "municipality", outside=left)),
        page("p2", question("N", "note"), show_if="${PLACE} = 'left'"),
        page("p3", question("M", "note")),
    )
    kinds = [each.kind for each in outline_of(made).pages]
    assert kinds == [StepKind.QUESTION, StepKind.LEFT, StepKind.QUESTION]


def test_paths_that_may_be_answered_are_known_whatever_the_item() -> None:
    asked = question("A", "single", choices=(*YES_NO, choice("other", is_open=True)))
    roster = question("R", "roster", over="${A}", fields=(question("n", "integer"),))
    outline = outline_of(of_one_page(asked, roster, question("N", "note")))
    known = ["A", "A.other", "R[anything]/n"]
    unknown = ["B", "N", "R", "R[x]/m", "R/n", "A[x]/n", "N.other", "R[x]/n.other", ""]
    assert [path for path in (*known, *unknown) if outline.knows(path)] == known


def test_one_question_at_a_time_keeps_the_items_of_one_scale_together() -> None:
    asked = page(
        "p1",
        question("A", "integer"),
        question("N", "note"),
        question("B", "text"),
        question("S1", "scale", choices=YES_NO),
        question("S2", "scale", choices=YES_NO),
        question("S3", "scale", choices=choices("a", "b")),
        question("C", "single", choices=YES_NO),
    )
    assert cut(asked) == {"p1": ["A", "N", "B", "S1", "S2", "S3", "C"]}
    assert cut(asked, layout=Layout.SECTION) == cut(asked)
    assert cut(asked, layout=Layout.ONE) == {
        "p1": ["A"],
        "p1-2": ["N", "B"],
        "p1-3": ["S1", "S2"],
        "p1-4": ["S3"],
        "p1-5": ["C"],
    }

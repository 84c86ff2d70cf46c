"""Rules that look forward come after what they read; a change decides no more than it must."""

from unittest.mock import patch

from app.questionnaire.expression.rule import Rule
from app.questionnaire.filling import Filling
from app.questionnaire.model import Answers, Questionnaire
from app.questionnaire.outline import outline_of
from app.questionnaire.reading.cycles import cycles
from app.questionnaire.sheet import Sheet
from app.questionnaire.steps import Spot
from tests.unit.questionnaire.written import (
    SETTING,
    choices,
    of_one_page,
    page,
    question,
    questionnaire,
)

YES_NO = choices("yes", "no")


def sheet(made: Questionnaire, answers: Answers, before: Sheet | None = None) -> Sheet:
    return Sheet.of(made, answers, SETTING, before=before)


def chain(size: int) -> Questionnaire:
    """C0 is calculated from C1, which is calculated below it, and so on down to the question."""
    last = f"C{size}"
    steps = [question(f"C{n}", "calculate", calculate=f"${{C{n + 1}}} + 1") for n in range(size)]
    return of_one_page(*steps, question(last, "integer"), question("OTHER", "text"))


def test_a_calculation_below_is_used_above() -> None:
    found = sheet(chain(50), {"C50": 1})
    assert found.values["C0"] == 51
    assert [each.path for each in found.asked] == ["C50", "OTHER"]


def test_where_every_rule_looks_back_the_order_is_that_of_asking() -> None:
    back = of_one_page(question("A", "integer"), question("B", "calculate", calculate="${A}"))
    assert outline_of(back).route(None).is_in_order
    assert not outline_of(chain(1)).route(None).is_in_order


def test_what_is_asked_stays_in_its_order_whatever_is_decided_first() -> None:
    made = questionnaire(
        page("p1", question("A", "text", show_if="${B} = 'yes'"), show_if="${C} = 'yes'"),
        page("p2", question("B", "single", choices=YES_NO)),
        page("p3", question("C", "single", choices=YES_NO)),
    )
    found = sheet(made, {"B": "yes", "C": "yes", "A": "x"})
    assert [each.path for each in found.asked] == ["A", "B", "C"]
    assert found.values["A"] == "x"
    assert sheet(made, {"B": "yes", "C": "no", "A": "x"}).dropped == ("A",)


def test_a_field_reads_a_field_below_it_and_a_sum_over_its_repeat() -> None:
    made = of_one_page(
        question("SUM", "calculate", calculate="sum(${R}/n)"),
        question("N", "integer"),
        question(
            "R",
            "repeat",
            count="${N}",
            fields=(
                question("twice", "calculate", calculate="${n} * 2"),
                question("part", "calculate", calculate="${n} div ${SUM}"),
                question("n", "integer"),
                question("why", "text", show_if="${part} > 0.5"),
            ),
        ),
    )
    found = sheet(made, {"N": 2, "R[1]/n": 3, "R[2]/n": 1, "R[1]/why": "x", "R[2]/why": "y"})
    assert found.values["SUM"] == 4
    assert (found.values["R[1]/twice"], found.values["R[1]/part"]) == (6, 0.75)
    assert [each.path for each in found.asked] == ["N", "R[1]/n", "R[2]/n", "R[1]/why"]


def counted(made: Questionnaire, answers: Answers, before: Sheet) -> list[str]:
    """Codes of what is decided anew."""
    taken: list[str] = []
    take = Filling.take

    def noted(self: Filling, spot: Spot, is_page_shown: bool) -> None:  # noqa: FBT001
        taken.append(spot.fields[0].code if spot.fields else spot.question.code)
        take(self, spot, is_page_shown)

    with patch.object(Filling, "take", noted):
        assert sheet(made, answers, before) == sheet(made, answers)
    anew = len(taken) - sum(len(stretch.spots) for stretch in stretches(made))
    return taken[:anew]


def stretches(made: Questionnaire) -> tuple[object, ...]:
    return outline_of(made).route(None).stretches


def test_a_change_decides_anew_only_what_rests_on_it() -> None:
    made = of_one_page(
        *(question(f"Q{n}", "integer") for n in range(100)),
        *(question(f"C{n}", "calculate", calculate=f"${{Q{n}}} * 2") for n in range(100)),
        question("SUM", "calculate", calculate="${C7} + ${C8}"),
    )
    answers = {f"Q{n}": n for n in range(100)}
    before = sheet(made, answers)
    assert counted(made, {**answers, "Q7": 70}, before) == ["Q7", "C7", "SUM"]
    assert counted(made, answers, before) == []


def test_a_change_that_comes_out_the_same_goes_no_further() -> None:
    made = of_one_page(
        question("A", "integer"),
        question("IS_BIG", "calculate", calculate="if(${A} > 10, 'yes', 'no')"),
        question("B", "text", show_if="${IS_BIG} = 'yes'"),
    )
    before = sheet(made, {"A": 1})
    assert counted(made, {"A": 2}, before) == ["A", "IS_BIG"]
    assert counted(made, {"A": 20}, before) == ["A", "IS_BIG", "B"]


def test_in_a_repeat_only_the_fields_that_rest_on_the_changed_one_are_decided_anew() -> None:
    made = of_one_page(
        question("N", "integer"),
        question(
            "R",
            "repeat",
            count="${N}",
            fields=(
                question("a", "integer"),
                question("b", "calculate", calculate="${a} + 1"),
                question("c", "text", show_if="${N} > 1"),
            ),
        ),
    )
    answers = {"N": 2, "R[1]/a": 1}
    before = sheet(made, answers)
    assert "c" not in counted(made, {**answers, "R[1]/a": 2}, before)
    assert counted(made, {**answers, "R[1]/c": "x"}, before) != []


def test_questions_that_wait_for_one_another_are_found_whatever_their_rules() -> None:
    made = of_one_page(
        question("A", "calculate", calculate="${B}"),
        question("B", "text", show_if="${C} > 1"),
        question("C", "integer", required_if="${A} = 1"),
        question("D", "text", choice_filter="name != ${D}"),
        question("E", "calculate", calculate="${E} + 1"),
    )
    assert cycles(made) == (("A", "B", "C", "A"), ("E", "E"))


def test_a_circle_never_keeps_the_answers_from_being_decided() -> None:
    made = of_one_page(
        question("A", "text", show_if="${B} = ''"), question("B", "text", show_if="${A} = ''")
    )
    assert set(sheet(made, {"A": "x", "B": "y"}).relevant) == {"A", "B"}


def test_a_word_that_is_a_column_of_a_table_is_no_question() -> None:
    rule = "instance('people')/list/item[name = ${id}]/age"
    made = of_one_page(
        question("name", "calculate", calculate=rule), question("id", "text"),
        question("age", "calculate", calculate="${name}"),
    )  # fmt: skip
    assert Rule.parse(rule)
    assert cycles(made) == ()


def test_a_repeat_that_counts_its_own_items_waits_for_nothing() -> None:
    fields = (question("x", "text"),)
    made = of_one_page(question("R", "repeat", count="count(${R}) + count(../R/x)", fields=fields))
    assert cycles(made) == ()
    made = of_one_page(
        question("N", "calculate", calculate="if(count(/f/R/x) < 5, 5, count(/f/R/x))"),
        question("R", "repeat", count="${N}", fields=fields),
        question("S", "repeat", show_if="${S}/y = 1", fields=(question("y", "integer"),)),
    )
    assert cycles(made)[0] == ("S", "S")


def ages(rule: str) -> Questionnaire:
    """Two questions called age: the one of the group b goes by b/age."""
    inner = (question("b/age", "integer"), question("old", "calculate", calculate=rule))
    return of_one_page(
        question("age", "calculate", calculate="/a/b/age + 1"),
        question("twice", "calculate", calculate="/a/b/age * 2"),
        question("b", "group", fields=inner),
    )


def test_a_path_reads_what_it_leads_to_and_not_what_has_the_same_name() -> None:
    made = ages("../age > 60")
    assert cycles(made) == ()
    before = sheet(made, {"b/age": 40})
    assert before.values == {"b/age": 40, "age": 41, "twice": 80, "old": False}
    assert sheet(made, {"b/age": 70}, before).values["age"] == 71
    assert sheet(made, {"b/age": 70}, before) == sheet(made, {"b/age": 70})


def test_a_path_that_leads_to_itself_is_a_circle() -> None:
    made = of_one_page(
        question("g", "group", fields=(question("x", "calculate", calculate="/f/g/x"),))
    )
    assert cycles(made) == (("x", "x"),)


def test_a_group_that_becomes_read_only_makes_all_in_it_so() -> None:
    inner = question("h", "group", fields=(question("X", "text"), question("Y", "text")))
    made = of_one_page(
        question("A", "integer"), question("g", "group", read_only_if="${A} = 1", fields=(inner,))
    )
    before = sheet(made, {"A": 2, "X": "x"})
    after = sheet(made, {"A": 1, "X": "x"}, before)
    assert [each.is_read_only for each in before.asked] == [False, False, False]
    assert [each.is_read_only for each in after.asked] == [False, True, True]
    assert sheet(made, {"A": 2, "X": "x"}, after) == before

"""Which answers each kind of question takes, and what stands where nobody answered."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from app.questionnaire.answering import answer_step
from app.questionnaire.checks import violations, warnings
from app.questionnaire.evaluation import evaluate
from app.questionnaire.model import Answers, Questionnaire, Value
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import SETTING, choice, choices, of_one_page, question

TODAY = SETTING.today
YES_NO = choices("yes", "no")


def sheet(made: Questionnaire, answers: Answers) -> Sheet:
    return Sheet.of(made, answers, SETTING)


def wrong(kind: str, value: Value, **facts: object) -> list[str]:
    made = of_one_page(question("Q", kind, **facts))
    return [each.code for each in violations(sheet(made, {"Q": value}), as_given=True)]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("date", "2026-02-28", "2026-02-30"),
        ("date", "2026-02-28", "28/02/2026"),
        ("time", "08:30", "25:00"),
        ("time", "08:30:15.5+02:00", "8h30"),
        ("date_time", "2026-11-23T08:30", "2026-11-23 08:30"),
        ("date_time", "2026-11-23T08:30:00.000+01:00", "2026-11-23"),
        ("acknowledge", "OK", "yes"),
        ("geopoint", "43.6 1.44", "43.6"),
        ("geopoint", "43.6 1.44 200 5.5", "91 0"),
        ("rating", 3, 2.5),
        ("barcode", "4006381333931", 4006381333931),
        ("image", "photo.jpg", 3),
        ("geotrace", "43.6 1.44;43.7 1.45", 1.5),
    ],
)
def test_a_kind_takes_what_is_of_it_and_refuses_the_rest(
    kind: str, good: Value, bad: Value
) -> None:
    facts = {"minimum": 1, "maximum": 5} if kind == "rating" else {}
    assert wrong(kind, good, **facts) == []
    assert wrong(kind, bad, **facts) == ["type"]
    assert sheet(of_one_page(question("Q", kind, **facts)), {"Q": good}).values == {"Q": good}


def test_a_range_takes_its_steps_only() -> None:
    facts = {"minimum": 0.1, "maximum": 1.1, "step": 0.2}
    assert [wrong("range", value, **facts) for value in (0.1, 0.7, 1.1)] == [[], [], []]
    assert [wrong("range", value, **facts) for value in (0.2, 1.3, 0)] == [["range"]] * 3


def test_a_ranking_holds_each_choice_once_in_its_order() -> None:
    listed = {"choices": choices("a", "b", "c"), "max_selected": 3, "min_selected": 3}
    assert wrong("ranking", ("c", "a", "b"), **listed) == []
    assert wrong("ranking", ("c", "a", "a"), **listed) == ["count"]
    assert wrong("ranking", ("c", "a"), **listed) == ["count"]
    assert wrong("ranking", ("c", "a", "x"), **listed) == ["choice"]


def test_required_and_read_only_may_hang_on_a_rule() -> None:
    made = of_one_page(
        question("A", "single", choices=YES_NO),
        question("B", "text", required_if="${A} = 'yes'"),
        question("C", "text", read_only_if="${A} = 'yes'", is_required=True),
    )
    found = evaluate(made, {"A": "yes"}, today=TODAY)
    assert found["required"] == {"A": False, "B": True, "C": True}
    assert found["readonly"] == {"A": False, "B": False, "C": True}
    assert found["violations"] == [
        {"path": "B", "code": "required"}, {"path": "C", "code": "required"}
    ]  # fmt: skip
    assert [each.path for each in violations(sheet(made, {"A": "yes"}))] == ["B"]
    assert evaluate(made, {"A": "no", "C": "x"}, today=TODAY)["violations"] == []


def test_a_default_stands_until_the_question_is_answered_or_passed() -> None:
    made = of_one_page(
        question("A", "integer", default=3), question("B", "text", show_if="${A} = 3")
    )
    assert sheet(made, {}).values == {"A": 3}
    assert "B" in sheet(made, {}).by_path
    assert sheet(made, {"A": 4}).values == {"A": 4}
    assert sheet(made, {"A": None}).values == {}


def test_a_rule_for_a_default_sees_a_form_just_opened() -> None:
    made = of_one_page(
        question("A", "integer", default=3),
        question("B", "integer", default_rule="${A} + 1"),
        question("C", "date", default_rule="today()"),
    )
    assert sheet(made, {"A": 10}).values == {"A": 10, "B": 4, "C": "2026-11-23"}


def test_a_calculated_question_is_read_only_and_has_the_type_of_its_kind() -> None:
    made = of_one_page(
        question("N", "integer"),
        question("T", "text", calculate="${N} + 1"),
        question("I", "integer", calculate="concat(${N}, '0')"),
    )
    found = sheet(made, {"N": 4, "T": "typed"})
    assert found.values == {"N": 4, "T": "5", "I": 40}
    assert not found.by_path["T"].is_answered


def test_a_trigger_calculates_once_and_what_it_gave_may_be_changed() -> None:
    made = of_one_page(
        question("GO", "single", choices=YES_NO),
        question("N", "integer"),
        question("COPY", "integer", calculate="${N} * 2", triggers=("GO",)),
    )
    start = sheet(made, {"N": 2})
    assert "COPY" not in start.values
    done = answer_step(start, "p1", {"N": 2, "GO": "yes"}).sheet
    assert done.values["COPY"] == 4
    later = answer_step(done, "p1", {"N": 5, "GO": "yes"}).sheet
    assert later.values["COPY"] == 4
    again = answer_step(later, "p1", {"N": 5, "GO": "no"}).sheet
    assert again.values["COPY"] == 10


def test_a_warning_refuses_nothing() -> None:
    made = of_one_page(question("N", "integer", warning=". < 100"))
    found = sheet(made, {"N": 500})
    assert violations(found) == ()
    assert [(each.path, each.code) for each in warnings(found)] == [("N", "warning")]
    assert warnings(sheet(made, {"N": 5})) == warnings(sheet(made, {})) == ()


def test_hidden_questions_take_what_is_known_and_are_never_asked() -> None:
    made = of_one_page(
        question("SOURCE", "hidden", prefill="meta.source", default="web"),
        question("Q", "text", show_if="${SOURCE} = 'phone'"),
    )
    assert sheet(made, {}).values == {"SOURCE": "web"}
    known = Sheet.of(made, {}, replace(SETTING, prefill={"meta.source": "phone"}))
    assert [each.path for each in known.asked] == ["Q"]


def test_attributes_of_choices_go_by_their_names_in_the_filter() -> None:
    towns = (
        choice("foix", attributes={"valley": "ariege", "size": "9"}),
        choice("auch", attributes={"valley": "gers", "size": "22"}),
    )
    made = of_one_page(
        question("valley", "text"),
        question("T", "single", choices=towns, choice_filter="valley = ${valley} and size > 5"),
    )
    found = sheet(made, {"valley": "gers", "T": "foix"})
    assert [each.code for each in found.by_path["T"].choices] == ["auch"]
    assert found.dropped == ("T",)


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ("town = ${A}", "t1"), ("${A} = town and size > 3", "t1"),
        ("town = ${A} or size = 3", "t1"),
        ("town = ${A}", "9"), ("number(town) = number(${A})", "7"), ("town = 7", ""),
        ("name = ${A}", "c7"), ("town = ${A} and position() < 9", "t1"), ("none = ${A}", ""),
        ("not(town = ${A})", "t1"), ("town = ${A}", ""),
    ],
)  # fmt: skip
def test_a_long_list_is_narrowed_to_the_same_choices_as_a_short_one(rule: str, given: str) -> None:
    """An index may only spare work: choices tried one by one come out the same."""
    listed = tuple(
        choice(f"c{n}", attributes={"town": f"t{n % 4}" if n % 3 else "07", "size": str(n % 7)})
        for n in range(120)
    )
    made = of_one_page(
        question("A", "text"), question("T", "single", choices=listed, choice_filter=rule)
    )
    with patch("app.questionnaire.choosing_from.narrowed", lambda _rule, choices, _scope: choices):
        slow = sheet(made, {"A": given}).by_path["T"].choices
    assert sheet(made, {"A": given}).by_path["T"].choices == slow


def test_lists_and_tables_are_read_by_rules() -> None:
    made = replace(
        of_one_page(
            question("C", "text"),
            question("R", "calculate", calculate="instance('rates')/list/item[code = ${C}]/rate"),
            question("L", "calculate", calculate="instance('towns')/list/item[name = ${C}]/label"),
        ),
        lists={"towns": (choice("a"),)},
        tables={"rates": ({"code": "a", "rate": "0.5"}, {"code": "b", "rate": "0.7"})},
    )
    assert sheet(made, {"C": "a"}).values == {"C": "a", "R": "0.5", "L": "A"}
    assert sheet(made, {"C": "b"}).values["R"] == "0.7"


def test_open_repeats_are_evaluated_by_number() -> None:
    stop = question("stop", "repeat", fields=(question("km", "integer", constraint=". < 9"),))
    found = evaluate(of_one_page(stop), {"stop[1]/km": 3, "stop[2]/km": 30}, today=TODAY)
    assert found["relevant"] == {"stop": True, "stop[1]/km": True, "stop[2]/km": True}
    assert found["violations"] == [{"path": "stop[2]/km", "code": "constraint"}]


def test_a_default_that_nobody_changed_triggers_nothing() -> None:
    made = of_one_page(
        question("N", "integer", default=5),
        question("TWICE", "calculate", calculate="${N} * 2", triggers=("N",)),
    )
    assert sheet(made, {}).values == {"N": 5}
    assert "TWICE" not in answer_step(sheet(made, {}), "p1", {"N": 5}).sheet.values
    assert sheet(made, {"N": 98}).values["TWICE"] == 196


def test_what_is_put_together_and_is_no_code_has_no_choice_name() -> None:
    made = of_one_page(
        question("ONE", "single", choices=choices("a-a", "a-b")),
        question("P", "text"),
        question("NAME", "calculate", calculate="jr:choice-name(concat(${P}, '-b'), '${ONE}')"),
    )
    assert sheet(made, {"P": "a"}).values["NAME"] == "A-B"
    assert "NAME" not in sheet(made, {"P": "some a"}).values

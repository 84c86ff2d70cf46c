from dataclasses import replace

import pytest

from app.questionnaire.model import Answers, Modules, Questionnaire
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import (
    PLACES,
    SETTING,
    choice,
    choices,
    of_one_page,
    page,
    question,
    questionnaire,
)

YES_NO = choices("yes", "no")
JOBS = question("JOBS", "multiple", choices=choices("cook", "care", "dig"))
MODULES = Modules(names=("A", "B"), drawn="MODULE", offer="OFFER")
WITH_MODULES = questionnaire(
    page("start", question("MORE", "single", choices=YES_NO)),
    page("a", question("QA", "text"), module="A", show_if="${MORE} = 'yes'"),
    page("b", question("QB", "text"), module="B", show_if="${MORE} = 'yes'"),
    page("offer", question("OFFER", "single", choices=YES_NO)),
    page("end", question("LAST", "text")),
    modules=MODULES,
)


def sheet(made: Questionnaire, answers: Answers, **facts: object) -> Sheet:
    return Sheet.of(made, answers, replace(SETTING, **facts))


def asked(found: Sheet) -> list[str]:
    return [each.path for each in found.asked]


def test_a_question_is_asked_where_its_rule_holds() -> None:
    made = of_one_page(
        question("A", "single", choices=YES_NO), question("B", "text", show_if="${A} = 'yes'")
    )
    assert asked(sheet(made, {})) == ["A"]
    assert asked(sheet(made, {"A": "yes"})) == ["A", "B"]
    assert sheet(made, {"A": "no"}).relevant == {"A": True, "B": False}


def test_a_hidden_answer_stays_in_the_draft_and_does_not_count() -> None:
    made = of_one_page(
        question("A", "single", choices=YES_NO), question("B", "text", show_if="${A} = 'yes'")
    )
    found = sheet(made, {"A": "no", "B": "because"})
    assert found.answers == {"A": "no", "B": "because"}
    assert found.values == {"A": "no"}
    assert found.dropped == ("B",)


def test_a_hidden_answer_hides_what_depends_on_it() -> None:
    made = of_one_page(
        question("A", "single", choices=YES_NO),
        question("B", "single", choices=YES_NO, show_if="${A} = 'yes'"),
        question("C", "text", show_if="${B} = 'yes'"),
    )
    answers = {"A": "no", "B": "yes", "C": "x"}
    assert asked(sheet(made, answers)) == ["A"]
    assert sheet(made, answers).dropped == ("B", "C")


def test_a_hidden_page_hides_its_questions_and_empties_what_it_calculates() -> None:
    made = questionnaire(
        page("p1", question("A", "integer")),
        page(
            "p2",
            question("B", "text"),
            question("S", "calculate", calculate="${A} * 2"),
            show_if="${A} > 5",
        ),
    )
    assert sheet(made, {"A": 6}).values == {"A": 6, "S": 12}
    assert sheet(made, {"A": 5, "B": "x"}).values == {"A": 5}
    assert sheet(made, {"A": 5}).relevant == {"A": True, "B": False, "S": False}


def test_an_optional_question_is_asked_where_the_campaign_turns_it_on() -> None:
    made = of_one_page(question("A", "text", option="health"))
    assert asked(sheet(made, {})) == []
    assert asked(sheet(made, {}, options=frozenset({"health"}))) == ["A"]


def test_a_question_passed_without_an_answer_is_as_empty_as_one_not_reached() -> None:
    made = of_one_page(question("A", "text"), question("B", "text", show_if="${A} = ''"))
    assert asked(sheet(made, {"A": None})) == asked(sheet(made, {})) == ["A", "B"]
    assert sheet(made, {"A": None}).values == {}


def test_choices_excluded_by_an_earlier_answer_are_not_shown() -> None:
    later = question(
        "NEW", "multiple", choices=JOBS.choices, choice_filter="not(selected(${JOBS}, name))"
    )
    found = sheet(of_one_page(JOBS, later), {"JOBS": ("care",)})
    assert [each.code for each in found.by_path["NEW"].choices] == ["cook", "dig"]


def test_what_an_earlier_answer_excludes_since_counts_no_more() -> None:
    later = question(
        "NEW", "multiple", choices=JOBS.choices, choice_filter="not(selected(${JOBS}, name))"
    )
    one = question(
        "ONE", "single", choices=JOBS.choices, choice_filter="not(selected(${JOBS}, name))"
    )
    answers = {"JOBS": ("care",), "NEW": ("care", "dig"), "ONE": "care"}
    found = sheet(of_one_page(JOBS, later, one), answers)
    assert found.values == {"JOBS": ("care",), "NEW": ("dig",)}
    assert found.dropped == ("NEW", "ONE")
    assert found.answers == answers


def test_choices_named_by_earlier_answers_come_first() -> None:
    later = question("NEW", "multiple", choices=JOBS.choices, first_if="selected(${JOBS}, name)")
    found = sheet(of_one_page(JOBS, later), {"JOBS": ("dig",)})
    assert [each.code for each in found.by_path["NEW"].choices] == ["dig", "cook", "care"]


def roster(**facts: object) -> Questionnaire:
    fields = (
        question("n", "integer", text="How many ${item}?"),
        question("hard", "single", choices=YES_NO),
        question("why", "text", show_if="${hard} = 'yes'"),
    )
    loop = question("LOOP", "roster", over="${JOBS}", fields=fields, **facts)
    last = question("LAST", "text", show_if="count(${LOOP}[hard = 'yes']) > 0")
    jobs = question("JOBS", "multiple", choices=(*JOBS.choices, choice("no", is_exclusive=True)))
    return questionnaire(page("p1", jobs), page("p2", loop, last))


def test_a_roster_asks_its_fields_for_each_item_chosen() -> None:
    found = sheet(roster(), {"JOBS": ("dig", "cook")})
    assert asked(found) == [
        "JOBS", "LOOP[dig]/n", "LOOP[dig]/hard", "LOOP[cook]/n", "LOOP[cook]/hard"
    ]  # fmt: skip
    field = found.by_path["LOOP[dig]/n"]
    assert (field.item, field.step, field.question.code) == ("dig", "p2", "n")
    assert field.item_choice == JOBS.choice("dig")
    assert found.text(field.question.text, field.item) == "How many DIG?"


def test_a_field_reads_the_answers_of_its_own_item() -> None:
    answers = {"JOBS": ("dig", "cook"), "LOOP[dig]/hard": "yes", "LOOP[cook]/hard": "no"}
    found = sheet(roster(), answers)
    assert "LOOP[dig]/why" in found.by_path
    assert "LOOP[cook]/why" not in found.by_path
    assert found.relevant["LOOP[cook]/why"] is False
    assert "LAST" in found.by_path


def test_an_item_no_longer_chosen_takes_its_answers_with_it() -> None:
    answers = {"JOBS": ("cook",), "LOOP[dig]/hard": "yes", "LOOP[cook]/n": 2}
    found = sheet(roster(), answers)
    assert found.values == {"JOBS": ("cook",), "LOOP[cook]/n": 2}
    assert found.dropped == ("LOOP[dig]/hard",)
    assert "LAST" not in found.by_path


def test_a_roster_takes_so_many_items_and_never_an_exclusive_choice() -> None:
    assert sheet(roster(max_items=1), {"JOBS": ("dig", "cook")}).items == {"LOOP": ("dig",)}
    assert sheet(roster(), {"JOBS": ("no",)}).items == {"LOOP": ()}


def test_a_roster_over_a_number_counts_its_items() -> None:
    loop = question("LOOP", "roster", over="${N}", max_items=3, fields=(question("n", "text"),))
    made = of_one_page(question("N", "integer"), loop)
    assert sheet(made, {"N": 2}).items == {"LOOP": ("1", "2")}
    assert sheet(made, {"N": 9}).items == {"LOOP": ("1", "2", "3")}
    assert sheet(made, {}).items == {"LOOP": ()}


def test_a_roster_over_the_first_of_two_lists_takes_the_second_when_the_first_is_empty() -> None:
    main = question("MAIN", "multiple", choices=JOBS.choices)
    fields = (question("n", "text", text="${item}"),)
    loop = question("LOOP", "roster", over="coalesce(${MAIN}, ${JOBS})", fields=fields)
    made = questionnaire(page("p1", JOBS), page("p2", main), page("p3", loop))
    assert sheet(made, {"JOBS": ("dig", "cook")}).items == {"LOOP": ("dig", "cook")}
    found = sheet(made, {"JOBS": ("dig", "cook"), "MAIN": ("cook",)})
    assert found.items == {"LOOP": ("cook",)}
    assert found.text(fields[0].text, "cook") == "COOK"


@pytest.mark.parametrize(("drawn", "other"), [("A", "B"), ("B", "A")])
def test_the_drawn_module_comes_first_then_the_offer_then_the_other(drawn: str, other: str) -> None:
    answers = {"MODULE": drawn, "MORE": "yes"}
    first, second = f"Q{drawn}", f"Q{other}"
    assert asked(sheet(WITH_MODULES, answers)) == ["MORE", first, "OFFER", "LAST"]
    accepted = sheet(WITH_MODULES, answers | {"OFFER": "yes"})
    assert asked(accepted) == ["MORE", first, "OFFER", second, "LAST"]
    assert accepted.values["MODULE"] == drawn


def test_a_module_not_reached_offers_nothing() -> None:
    answers = {"MODULE": "A", "MORE": "no", "OFFER": "yes", "QB": "x"}
    found = sheet(WITH_MODULES, answers)
    assert asked(found) == ["MORE", "LAST"]
    assert found.dropped == ("OFFER", "QB")


def test_a_module_that_was_not_stored_is_drawn_from_the_seed() -> None:
    drawn = {seed: sheet(WITH_MODULES, {}, seed=seed).values["MODULE"] for seed in range(20)}
    assert set(drawn.values()) == {"A", "B"}
    assert sheet(WITH_MODULES, {"MODULE": "C"}, seed=None).values["MODULE"] == "A"


def test_what_is_specified_counts_while_its_choice_is_chosen() -> None:
    listed = (*YES_NO, choice("other", is_open=True))
    made = of_one_page(question("A", "single", choices=listed))
    answers = {"A": "other", "A.other": "a mill"}
    assert sheet(made, answers).values == answers
    assert sheet(made, answers).label("A") == "OTHER: a mill"
    changed = sheet(made, answers | {"A": "no"})
    assert changed.values == {"A": "no"}
    assert changed.dropped == ("A.other",)
    assert (sheet(made, answers).relevant["A.other"], changed.relevant["A.other"]) == (True, False)


def test_places_are_those_of_the_setting() -> None:
    made = of_one_page(question("P", "municipality", outside=choice("left")))
    found = sheet(made, {"P": "31002"}, places=PLACES)
    codes = [each.code for each in found.by_path["P"].choices]
    assert codes == ["31001", "31002", "09001", "left"]
    assert found.label("P") == "Aignes"
    assert sheet(made, {"P": "99999"}, places=PLACES).dropped == ("P",)
    assert sheet(made, {"P": "99999"}).values == {"P": "99999"}


def test_a_list_of_codes_counts_as_a_tuple() -> None:
    assert sheet(of_one_page(JOBS), {"JOBS": ["dig", "cook"]}).values == {"JOBS": ("dig", "cook")}


def test_a_note_has_no_answer_and_a_contact_none_to_read() -> None:
    made = of_one_page(question("N", "note"), question("K", "contact"))
    found = sheet(made, {"N": "x", "K": "ada@example.org"})
    assert (asked(found), found.values) == (["N", "K"], {})
    assert found.label("K") == ""


def test_an_answer_of_another_kind_does_not_count() -> None:
    made = of_one_page(
        question("I", "integer"), question("D", "decimal"), question("C", "consent"), JOBS
    )
    answers = {"I": 2.5, "D": float("inf"), "C": False, "JOBS": "dig"}
    assert sheet(made, answers).values == {}
    assert sheet(made, {"I": True}).values == {}


def test_answers_to_nothing_known_are_left_alone() -> None:
    found = sheet(of_one_page(JOBS), {"GONE": "x", "JOBS[dig]/n": 3})
    assert (found.values, found.dropped) == ({}, ())


def test_labels_and_texts_are_in_the_language_of_the_setting() -> None:
    asked_of = question("B", "text", text="Why ${JOBS}, ${N}?")
    made = questionnaire(page("p1", JOBS, question("N", "decimal")), page("p2", asked_of))
    found = sheet(made, {"JOBS": ("dig", "cook"), "N": 1234.5}, language="fr")
    assert found.label("JOBS") == "dig (fr), cook (fr)"
    assert found.text(asked_of.text) == "Why dig (fr), cook (fr), 1\u202f234,5?"


def test_an_answer_with_a_pipe_in_it_is_not_piped_again() -> None:
    made = questionnaire(
        page("p1", question("A", "text")), page("p2", question("B", "text", text="So: ${A}"))
    )
    found = sheet(made, {"A": "${B} ${A}"})
    assert found.text(found.by_path["B"].question.text) == "So: ${B} ${A}"


def test_the_label_of_a_dropped_answer_still_says_what_it_was() -> None:
    made = of_one_page(
        question("A", "single", choices=YES_NO),
        question("B", "single", choices=YES_NO, show_if="${A} = 'yes'"),
    )
    found = sheet(made, {"A": "no", "B": "yes"})
    assert (found.dropped, found.label("B")) == (("B",), "YES")

"""A tree as JSON, with no more of the answers than it reads."""

import json
from datetime import UTC, date, datetime

import pytest

from app.questionnaire.expression.parser import parse
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.sending import runs_in_browser, sent, sent_known
from app.questionnaire.expression.structure import Part, PartKind, Structure

ANSWERS = {
    "F_EMP": 12,
    "F_NAME": "Maria",
    "F_LOOP[cook]/n": 3,
    "F_LOOP[cook]/hard": "yes",
    "F_OTHER[cook]/n": 4,
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1.50", 1.5),
        ("'a'", "a"),
        (". <= ${F_EMP}", ["o", ["p", None, [".", 0]], "<=", ["$", "F_EMP"]]),
        ("1 - 2 + 3", ["o", 1, "-", 2, "+", 3]),
        ("-${A}", ["n", ["$", "A"]]),
        ("/data/R[1]//q", ["p", ["/"], ["data", 0], ["R", 0, 1], ["q", 1]]),
        ("${R}[q]/n", ["p", ["f", ["$", "R"], ["p", None, ["q", 0]]], ["n", 0]]),
        ("is-selected(${A}, 'x')", ["selected", ["$", "A"], "x"]),
        ("format-date-time(${A}, '%Y')", ["format-date", ["$", "A"], "%Y"]),
        ("indexed-repeat(${n}, ${R}, 2)", ["indexed-repeat", ["n"], ["$", "R"], 2]),
        ("9" * 400, ["o", 1, "div", 0]),
    ],
)  # fmt: skip
def test_a_tree_becomes_a_list(source: str, expected: object) -> None:
    assert json.loads(json.dumps(sent(parse(source)))) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a", [1, r"(?:[\u{61}])"]),
        (".?", [1, [3, r"[^\n]", 0, 1]]),
        (r"\d{2,}", [1, [3, r"(?:[\p{Nd}])", 2, None]]),
        (r"^[a-c_\]-]$", [1, [0, "^"], r"(?:[\u{61}-\u{63}\u{5f}\u{5d}\u{2d}])", [0, "$"]]),
        (r"[^\Wx]", [1, r"(?!(?:[\u{78}]|[^\p{L}\p{N}_]))[^]"]),
        (r"a|\bB", [2, [1, r"(?:[\u{61}])"], [1, [0, "b"], r"(?:[\u{42}])"]]),
    ],
)
def test_a_pattern_becomes_a_list(pattern: str, expected: object) -> None:
    assert sent(parse(f"regex(${{A}}, '{pattern}')")) == ["regex", ["$", "A"], "u", expected]


@pytest.mark.parametrize(
    "source",
    [
        "digest(${A}, 'MD5')", "1 + random()", "pulldata('t', 'a', 'b', ${A})", "${last-saved#A}",
        "instance('t')/root/item", "regex(${A}, ${B})", r"regex(${A}, '\p{Digit}')",
        "if(true(), uuid(), '')",
    ],
)  # fmt: skip
def test_what_only_a_server_has_stays_there(source: str) -> None:
    assert not runs_in_browser(parse(source))


def known(*sources: str, structure: Structure | None = None) -> dict[str, object]:
    now = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    scope = AnswerScope.of_answers(ANSWERS, today=date(2026, 11, 23), now=now, language="fr")
    trees = [parse(source) for source in sources]
    return sent_known(scope if structure is None else standing(structure), trees)


def standing(structure: Structure) -> AnswerScope:
    return AnswerScope(ANSWERS, {"F_LOOP": ("cook",)}, structure=structure)


def test_only_answers_that_are_read_are_sent() -> None:
    assert known(". <= ${F_EMP}")["values"] == {"F_EMP": 12}
    assert known("1 = 1")["values"] == {}
    assert known("1 = 1")["structure"] == []


def test_a_field_is_sent_with_the_items_it_lies_in() -> None:
    found = known("count(${F_LOOP}[hard = 'yes'])")
    assert found["values"] == {"F_LOOP[cook]/hard": "yes"}
    assert found["items"] == {"F_LOOP": ("cook",)}
    assert found["structure"] == [["F_LOOP", 2, "F_LOOP", "hard"]]


def test_a_rule_that_may_walk_anywhere_gets_all() -> None:
    assert known("count(${F_LOOP}/*)")["values"] == ANSWERS


def test_groups_on_the_way_are_sent() -> None:
    inside = Part("G", PartKind.GROUP, (Part("F_EMP", step="emp"), Part("F_NAME")))
    found = known("/data/G/emp > 1", structure=Structure((inside,), "data"))
    assert found["structure"] == [["G", 1, "G", ["F_EMP", 0, "emp"]]]
    assert found["values"] == {"F_EMP": 12}
    assert found["root"] == "data"


def test_the_day_and_names_of_months_go_where_they_are_asked_for() -> None:
    assert "today" not in known("1 = 1")
    assert known("today()")["today"] == "2026-11-23"
    assert known("now()")["now"] == "2026-11-23T08:30:00.000+00:00"
    names = known("format-date(today(), '%B')")["names"]
    assert isinstance(names, dict)
    assert names["B"][:2] == ["janvier", "février"]
    assert names["A"][0] == "lundi"

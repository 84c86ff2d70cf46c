"""Paths through groups and repeats in repeats, as XForms and `${code}` write them."""

import pytest

from app.questionnaire.expression.nodes import Leaf
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.structure import Part, PartKind, Structure, structure_of
from app.questionnaire.expression.values import NodeSet, Value, string

GROUP, REPEAT = PartKind.GROUP, PartKind.REPEAT
STRUCTURE = Structure(
    (
        Part("town"),
        Part(
            "home",
            GROUP,
            (
                Part("name"),
                Part(
                    "person",
                    REPEAT,
                    (
                        Part("age"),
                        Part("job", GROUP, (Part("job/name", step="name"), Part("hours"))),
                        Part("pet", REPEAT, (Part("kind"), Part("legs"))),
                        Part("trip", REPEAT, (Part("km"),)),
                    ),
                ),
            ),
        ),
        Part("empty", REPEAT, (Part("nothing"),)),
    ),
    root="data",
)
ANSWERS: dict[str, str | int | None] = {
    "town": "Tulle",
    "name": "The old mill",
    "person[1]/age": 40,
    "person[1]/job/name": "baker",
    "person[1]/pet[1]/kind": "cat",
    "person[1]/pet[1]/legs": 4,
    "person[1]/pet[2]/kind": "hen",
    "person[1]/pet[2]/legs": 2,
    "person[1]/trip[1]/km": 5,
    "person[2]/age": 7,
    "person[2]/pet[1]/kind": "fish",
    "person[2]/trip[1]/km": 3,
    "person[2]/trip[2]/km": 1,
}
TOP = AnswerScope.of_answers(ANSWERS, structure=STRUCTURE)
AGE_2 = TOP.at_path("person[2]/age")
JOB_1 = TOP.at_path("person[1]/job/name")
HEN = TOP.at_path("person[1]/pet[2]/legs")


def value(source: str, scope: AnswerScope = TOP) -> Value:
    return Rule.parse(source).value(scope)


def texts(source: str, scope: AnswerScope = TOP) -> list[str]:
    found = value(source, scope)
    return [string(each) for each in (found.values if isinstance(found, NodeSet) else [found])]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("/data/town", ["Tulle"]),
        ("/*/town", ["Tulle"]),
        ("/data/home/name", ["The old mill"]),
        ("/data/home/person/age", ["40", "7"]),
        ("/data/home/person/job/name", ["baker", ""]),
        ("/data/home/person[2]/age", ["7"]),
        ("/data/home/person[position() = 2]/age", ["7"]),
        ("/data/home/person[age > 18]/job/name", ["baker"]),
        ("/data/home/person/pet/kind", ["cat", "hen", "fish"]),
        ("/data/home/person/pet[1]/kind", ["cat", "fish"]),
        ("/data/home/person[1]/pet[last()]/kind", ["hen"]),
        ("/data/home/person/pet[legs = 2]/../age", ["40"]),
        ("/data/home/*/age", ["40", "7"]),
        ("//kind", ["cat", "hen", "fish"]),
        ("/data//pet/legs", ["4", "2", ""]),
        ("//person[2]//km", ["3", "1"]),
        ("/data/town | /data/home/name", ["Tulle", "The old mill"]),
        ("/data/home/name | /data/home/name", ["The old mill"]),
        ("/data/missing", []),
        ("/data/name", []),
        ("/other/town", []),
        ("/data/empty", []),
        ("/data/empty/nothing", []),
        ("home/name", ["The old mill"]),
        ("./home/name", ["The old mill"]),
    ],
)
def test_a_path_names_every_step(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_a_path_to_nothing_compares_with_nothing() -> None:
    assert value("/data/missing != 0") is False
    assert value("/data/missing = ''") is False
    assert value("count(/data/missing)") == 0
    assert value("/data/empty/nothing != 0") is False


def test_a_question_that_is_not_answered_is_a_node_without_text() -> None:
    assert value("count(/data/home/person/job/hours)") == 2
    assert value("count-non-empty(/data/home/person/job/hours)") == 0
    assert value("/data/home/person[1]/job/hours = ''") is True


@pytest.mark.parametrize(
    ("source", "scope", "expected"),
    [
        ("../age", AGE_2, ["7"]),
        ("../../name", AGE_2, ["The old mill"]),
        ("../job/name", AGE_2, [""]),
        ("../../person/age", AGE_2, ["40", "7"]),
        ("../name", JOB_1, ["baker"]),
        ("../../age", JOB_1, ["40"]),
        ("../../../name", JOB_1, ["The old mill"]),
        ("../kind", HEN, ["hen"]),
        ("../../age", HEN, ["40"]),
        ("../../pet/kind", HEN, ["cat", "hen"]),
        ("../../trip/km", HEN, ["5"]),
        ("current()/../kind", HEN, ["hen"]),
        ("/data/home/person[age = current()/../../age]/trip/km", HEN, ["5"]),
    ],
)
def test_a_relative_path_starts_at_the_question(
    source: str, scope: AnswerScope, expected: list[str]
) -> None:
    assert texts(source, scope) == expected


@pytest.mark.parametrize(
    ("source", "scope", "expected"),
    [
        ("/data/home/person/age", AGE_2, ["7"]),
        ("/data/home/person/job/name", JOB_1, ["baker"]),
        ("/data/home/person/pet/kind", AGE_2, ["fish"]),
        ("/data/home/person/pet/kind", HEN, ["hen"]),
        ("/data/home/person/trip/km", AGE_2, ["3", "1"]),
        ("/data/home/person", AGE_2, ["1", "2"]),
        ("/data/home/person[1]/age", AGE_2, ["40"]),
        ("/data/town", HEN, ["Tulle"]),
    ],
)
def test_an_absolute_path_keeps_to_the_items_that_the_rule_stands_in(
    source: str, scope: AnswerScope, expected: list[str]
) -> None:
    """JavaRosa, TreeReference.contextualize; forms of old compilers rest on it."""
    assert texts(source, scope) == expected


@pytest.mark.parametrize(
    ("code", "scope", "expected"),
    [
        ("town", HEN, ["Tulle"]),
        ("age", HEN, ["40"]),
        ("kind", HEN, ["hen"]),
        ("km", HEN, ["5"]),
        ("km", AGE_2, ["3", "1"]),
        ("km", TOP, ["5", "3", "1"]),
        ("age", TOP, ["40", "7"]),
        ("legs", TOP, ["4", "2", ""]),
        ("pet", TOP, ["1", "2", "1"]),
        ("pet", AGE_2, ["1"]),
        ("person", HEN, ["1", "2"]),
        ("hours", JOB_1, [""]),
        ("empty", TOP, []),
        ("nothing", TOP, []),
    ],
)
def test_a_code_is_the_nearest_one_and_from_outside_all(
    code: str, scope: AnswerScope, expected: list[str]
) -> None:
    assert texts(f"${{{code}}}", scope) == expected


def test_from_outside_a_text_is_the_first_one_and_a_sum_is_of_all() -> None:
    assert value("string(${age})") == "40"
    assert value("concat('a', string-length(${kind}))") == "a3"
    assert value("sum(${age})") == 47
    assert value("max(${legs})") == 4
    assert value("count(${legs})") == 3
    assert value("count-non-empty(${legs})") == 2
    assert value("${age} = 7") is True
    assert value("count(${hours})", JOB_1) == 1


@pytest.mark.parametrize(
    ("source", "scope", "expected"),
    [
        ("position(..)", AGE_2, 2),
        ("position(..)", HEN, 2),
        ("position(../..)", HEN, 1),
        ("position(../..)", JOB_1, 1),
        ("position(.)", HEN, 1),
        ("position()", HEN, 1),
        ("count(../../pet)", HEN, 2),
        ("count(${person})", HEN, 2),
    ],
)
def test_a_position_is_that_of_an_item_in_its_repeat(
    source: str, scope: AnswerScope, expected: int
) -> None:
    assert value(source, scope) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("indexed-repeat(${age}, ${person}, 2)", "7"),
        ("indexed-repeat(${kind}, ${person}, 1, ${pet}, 2)", "hen"),
        ("indexed-repeat(${kind}, ${person}, 2, ${pet}, 1)", "fish"),
        ("indexed-repeat(${kind}, ${person}, 2, ${pet}, 2)", ""),
        ("indexed-repeat(/data/home/person/job/name, /data/home/person, 1)", "baker"),
        (
            "indexed-repeat(//pet/kind, /data/home/person, 1, /data/home/person/pet, 1)",
            "cat",
        ),
    ],
)
def test_an_indexed_repeat_counts_items_in_items(source: str, expected: str) -> None:
    assert value(f"string({source})") == expected


def test_a_rule_of_a_group_stands_at_the_group() -> None:
    job = TOP.at_path("person[1]/job")
    assert texts("../age", job) == ["40"]
    assert texts("./name", job) == ["baker"]
    assert value("name()", job) == "job"
    assert value("name(..)", job) == "person"


def test_names_of_nodes_are_those_of_their_steps() -> None:
    assert value("name(/data/home/person/job/name)") == "name"
    assert value("name(/*)") == "data"
    assert value("name(instance('none')/root)") == ""
    assert value("count(//*[name() = 'name'])") == 3


def test_the_same_path_is_one_node_however_it_is_reached() -> None:
    assert value("count(/data/home/person[1]/age | ${person}[1]/age)") == 1
    assert value("count(/data/home | /data/home/person/..)") == 1


def test_paths_of_answers_tell_the_structure_where_none_is_given() -> None:
    scope = AnswerScope.of_answers(ANSWERS)
    assert structure_of(ANSWERS).homes["kind"] == ("person", "pet")
    assert value("sum(${km})", scope) == 9
    assert value("string(/data/person[2]/pet/kind)", scope) == "fish"
    assert value("/data/missing != 0", scope) is False
    assert value("count(${legs})", scope) == 3
    assert texts("//legs", scope) == ["4", "2", ""]
    assert texts("//data", TOP)[0] == ""


def test_without_a_structure_an_item_may_have_any_field() -> None:
    scope = AnswerScope({"R[a]/n": 1}, {"R": ("a", "b"), "R[a]/S": ("1",)})
    assert value("count(${R}[n = ''])", scope) == 1
    assert value("count(${R}/S)", scope.inside("R", "a")) == 2
    assert value("count(${S})", scope.inside("R", "a")) == 1
    assert value("string(../n)", scope.inside("R", "a").at("x", "R[a]/S")) == "1"


def test_one_question_that_a_path_leads_to_is_found_without_walking() -> None:
    found = HEN.reached(("data", "home", "person", "pet", "kind"))
    assert isinstance(found, NodeSet)
    assert found.nodes == (Leaf("person[1]/pet[2]/kind", "hen", HEN.answers),)
    assert TOP.reached(("data", "home", "person", "age")) is None
    assert TOP.reached(("data", "home", "person")) is None

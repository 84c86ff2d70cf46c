"""What a rule would mean elsewhere: found with its place, cause and mend."""

import pytest
from hypothesis import given, settings

from app.questionnaire.expression.parser import parse
from app.questionnaire.expression.portability import portability
from app.questionnaire.expression.tree import Tree
from tests.unit.questionnaire.expression.test_expression_dependencies import ROWS
from tests.unit.questionnaire.expression.test_expression_paths import STRUCTURE
from tests.unit.questionnaire.expression.test_expression_properties import TREES


def codes(source: str, at: str = "") -> list[tuple[str, int]]:
    return [(each.code, each.position) for each in portability(parse(source), STRUCTURE, at)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("regex(., '[0-9]+')", [("pattern-not-anchored", 9)]),
        ("regex(., '^[0-9]+$')", []),
        ("regex(., '^a|b$')", [("pattern-not-anchored", 9)]),
        ("regex(., '^(a|b)$')", []),
        ("regex(., '^a\\$')", [("pattern-not-anchored", 9)]),
        ("regex(., ${town})", []),
        ("/data/home/person[2]/age", [("place-in-brackets", 11)]),
        ("${person}[2]/age", [("place-in-brackets", 0)]),
        ("${person}[position() = 2]/age", []),
        ("${person}[count(pet) - 1]/age", [("place-in-brackets", 0)]),
        ("${person}[-1]", [("place-in-brackets", 0)]),
        ("floor(1.5) + ceiling(2)", [("not-in-collect", 0), ("not-in-collect", 13)]),
        ("substring(${town}, 2)", [("not-in-collect", 0)]),
        ("${person}[position() = last()]/age", [("not-in-collect", 23)]),
        ("//age", [("not-in-collect", 2)]),
        ("/data/town | /data/home/name", [("not-in-collect", 0)]),
        ("(/data/home/person)/age", [("not-in-collect", 1)]),
        ("is-selected(${town}, 'x')", [("not-in-web-forms", 0)]),
        ("intersects(${town})", [("not-in-web-forms", 0)]),
        ("sum(${person}[age > 3]/age) + pow(2, 3)", []),
        (f"{ROWS}[name = current()/../age]/label", []),
        ("/data/nowhere", [("path-matches-nothing", 6)]),
        ("/data/name", [("path-matches-nothing", 6)]),
        ("/other/town", [("path-matches-nothing", 1)]),
        ("/data/home/person[shoe = 3]/age", [("path-matches-nothing", 18)]),
        ("${nobody} > 1", [("path-matches-nothing", 0)]),
        ("${last-saved#nobody}", []),
    ],
)
def test_a_finding_names_its_place(source: str, found: list[tuple[str, int]]) -> None:
    assert codes(source) == found


def test_relative_paths_are_followed_from_where_the_rule_stands() -> None:
    assert codes("../age > 3", "kind") == [("path-matches-nothing", 3)]
    assert codes("../../age > 3", "kind") == []
    assert codes("../age > 3") == []
    assert codes("name = 'x'", "job/name") == []


def test_every_finding_says_cause_and_mend() -> None:
    (pattern,) = portability(parse("regex(., 'a|b')"))
    assert "Web Forms" in pattern.cause
    assert pattern.mend == "Write '^(a|b)$', which means the same everywhere."
    (place,) = portability(parse("${R}[2]"))
    assert place.mend == "Write [position() = …] with the number."
    (missing,) = portability(parse("/data/x"), STRUCTURE)
    assert missing.cause == "Nothing is called x there, so the path is always empty."
    (floor,) = portability(parse("floor(1.5)"))
    assert floor.cause == "floor() does not run in Collect."


def test_without_a_structure_no_path_is_judged() -> None:
    assert portability(parse("/data/nowhere + ${nobody}")) == ()


@given(TREES)
@settings(max_examples=200, deadline=None)
def test_any_rule_can_be_judged(tree: Tree) -> None:
    for each in portability(tree, STRUCTURE, "kind"):
        assert each.cause
        assert each.mend
        assert each.position >= 0

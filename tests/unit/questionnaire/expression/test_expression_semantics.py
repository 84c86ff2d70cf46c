"""Where engines differ: what this language takes.

Cases: the 28 of 126 expressions that Enketo's evaluator and JavaRosa answer differently (rxeval,
tests/oracle), in the reading that follows XPath 1.0 or the ODK XForms specification.
"""

from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.values import NodeSet, Value

SCOPE = AnswerScope.of_answers(
    {
        "R[a]/q": 5,
        "R[b]/q": 7,
        "R[b]/hard": "yes",
        "R[b]/name": "Bia",
        "R[c]/q": None,
        "blank": "",
        "chosen": ("care", "cook"),
    }
)


def value(source: str, scope: AnswerScope = SCOPE) -> Value:
    return Rule.parse(source).value(scope)


def test_regex_matches_the_whole_text() -> None:
    """JavaRosa's reading; Enketo finds the pattern anywhere."""
    assert value("regex('a12345678901b', '[0-9]{11}')") is False
    assert value("regex('abc123', '[0-9]+')") is False
    assert value("regex('abc123', '.*[0-9]+')") is True


def test_a_number_in_brackets_is_a_place() -> None:
    """Enketo's reading; JavaRosa gives nothing."""
    assert value("string(${R}[2]/q)") == "7"
    assert value("string(${R}[position() = 2]/q)") == "7"
    assert value("count(${R}[4])") == 0
    assert value("string(${R}[hard = 'yes'][1]/q)") == "7"


def test_a_path_to_nothing_differs_from_nothing() -> None:
    """XPath 1.0: no node of an empty set compares, so != is false as well."""
    assert value("missing != 0") is False
    assert value("missing = 0") is False
    assert value("${R}[9]/q != 0") is False


def test_an_empty_answer_is_false() -> None:
    """JavaRosa's reading; XPath 1.0 has a node with '' true."""
    assert value("boolean(${R}[3]/q)") is False
    assert value("boolean(${blank})") is False
    assert value("boolean(${R}[2]/q)") is True
    assert value("boolean(${R}[3])") is True


def test_any_node_that_compares_is_enough() -> None:
    """XPath 1.0, section 3.4; JavaRosa refuses."""
    assert value("${R}/q = 7") is True
    assert value("${R}/q != 7") is True
    assert value("${R}/q > 6") is True
    assert value("9 < ${R}/q") is False
    assert value("${R}/q = ${R}/q") is True
    assert value("${R} = true()") is True


def test_a_half_is_rounded_towards_plus_infinity() -> None:
    assert value("round(-1.5)") == -1
    assert value("round(-0.5)") == 0


def test_concat_takes_every_node() -> None:
    assert value("concat(${R}/q)") == "57"


def test_only_true_and_1_are_true_as_texts() -> None:
    """The specification; JavaRosa takes 'TRUE' too."""
    assert value("boolean-from-string('TRUE')") is False
    assert value("boolean-from-string('true')") is True


def test_numbers_are_written_as_short_as_they_read_back() -> None:
    assert value("string(64.0)") == "64"
    assert value("string(1 div 3)") == "0.3333333333333333"
    assert type(value("64.0")) is int


def test_a_field_that_is_not_answered_yet_is_empty() -> None:
    assert value("count(${R}[hard = ''])") == 2
    assert value("count(${R}[hard != 'yes'])") == 2
    assert value("sum(${R}/q)") == 12


def test_a_roster_is_its_items_and_an_item_its_code() -> None:
    assert value("${R} = 'b'") is True
    assert value("string(${R}[. = 'c'])") == "c"
    found = value("${R}")
    assert isinstance(found, NodeSet)
    assert found.values == ("a", "b", "c")


def test_inside_an_item_its_own_field_is_found_first() -> None:
    inside = SCOPE.inside("R", "b")
    assert value("${q}", inside) == 7
    assert value("${blank}", inside) == ""
    assert value("string(q)", inside) == "7"
    assert value("position()", inside) == 2
    assert value("position()", inside.at(7, "R[b]/q")) == 1
    assert value("string(../name)", inside.at(7)) == "Bia"
    assert value("position(..)", inside.at(7, "R[b]/q")) == 2
    assert value("count(${R})", inside) == 3


def test_an_item_that_does_not_answer_hides_no_other_item() -> None:
    assert value("${hard}", SCOPE.inside("R", "a")) == ""
    assert value("${q}", SCOPE.inside("R", "c")) == ""


def test_a_dot_is_the_answer_to_the_question_itself() -> None:
    assert value(". + 1", SCOPE.at(4)) == 5
    assert value(".", SCOPE.at(("care", "cook"))) == ("care", "cook")
    assert value(". = ''", SCOPE.at(None)) is True


def test_a_bare_word_is_a_given_name_or_a_field() -> None:
    scope = SCOPE.with_names({"name": "care"})
    assert value("selected(${chosen}, name)", scope) is True
    assert value("not(selected(${chosen}, name))", SCOPE.with_names({"name": "dig"})) is True
    assert value("count(${R}[name = 'Bia'])", scope) == 1
    assert value("count(${R}[name = 'care'])", scope) == 0


def test_current_is_where_the_rule_stands() -> None:
    inside = SCOPE.inside("R", "b").at(7)
    assert value("count(${R}[q < current()])", inside) == 1
    assert value("count(${R}[q = current()/../q])", inside) == 1


def test_a_union_holds_each_node_once() -> None:
    assert value("count(${R} | ${R}[1])") == 3
    assert value("count(${R}/q | ${R}/name)") == 6
    assert value("count(${R}/* )") == 9
    assert value("count(${R}/q/..)") == 3


def test_answers_are_read_when_a_rule_asks() -> None:
    answers: dict[str, Value | None] = {"A": 1}
    items: dict[str, tuple[str, ...]] = {}
    scope = AnswerScope(answers, items)
    held = scope.with_names({"name": "x"}).at(3)
    answers["A"], answers["R[k]/n"], items["R"] = 2, 9, ("k",)
    assert value("${A}", held) == 2
    assert value("sum(${R}/n)", held) == 9


def test_only_what_is_needed_is_computed() -> None:
    endless = "regex(concat(" + ", ".join(["${chosen}"] * 50) + "), '.*')"
    assert value(f"true() or {endless}") is True
    assert value(f"if(false(), {endless}, 'no')") == "no"

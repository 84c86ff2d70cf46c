"""What is a sentence of the language, and what is refused, where and with which mend."""

import pytest

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.parser import parse
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import (
    Call,
    Chain,
    Filtered,
    Literal,
    Negative,
    Number,
    Path,
    Reference,
    Step,
)

ONE, TWO, THREE = Number(1), Number(2), Number(3)


def test_multiplication_binds_tighter_than_addition() -> None:
    assert parse("1 + 2 * 3") == Chain(ONE, (("+", Chain(TWO, (("*", THREE),))),))


def test_operators_of_one_rank_go_from_left_to_right() -> None:
    assert parse("1 - 2 + 3") == Chain(ONE, (("-", TWO), ("+", THREE)))


def test_brackets_are_kept_as_a_tree_of_their_own() -> None:
    assert parse("1 - (2 + 3)") == Chain(ONE, (("-", Chain(TWO, (("+", THREE),))),))


def test_or_binds_looser_than_and() -> None:
    a, b, c = (Path(None, (Step(name),)) for name in "abc")
    assert parse("a or b and c") == Chain(a, (("or", Chain(b, (("and", c),))),))


def test_equality_binds_looser_than_order() -> None:
    assert parse("1 < 2 = 3 > 1") == Chain(
        Chain(ONE, (("<", TWO),)), (("=", Chain(THREE, ((">", ONE),))),)
    )


def test_a_minus_binds_tighter_than_multiplication_and_looser_than_a_union() -> None:
    assert parse("-1 * 2") == Chain(Negative(ONE), (("*", TWO),))
    assert parse("-a | b") == Negative(
        Chain(Path(None, (Step("a"),)), (("|", Path(None, (Step("b"),))),))
    )


def test_a_name_holds_its_hyphen_and_a_space_makes_a_minus() -> None:
    assert parse("a-b") == Path(None, (Step("a-b"),))
    assert parse("${A}-1") == Chain(Reference("A"), (("-", ONE),))


def test_words_are_operators_only_after_an_operand() -> None:
    names = [Path(None, (Step(name),)) for name in ("and", "or")]
    assert parse("and and or") == Chain(names[0], (("and", names[1]),))
    assert parse("* * *") == Chain(Path(None, (Step("*"),)), (("*", Path(None, (Step("*"),))),))


def test_a_predicate_belongs_to_what_stands_before_it() -> None:
    assert parse("${R}[1]/n[2]") == Path(Filtered(Reference("R"), (ONE,)), (Step("n", (TWO,)),))


def test_functions_take_hyphens_and_the_jr_prefix() -> None:
    assert parse("jr:choice-name(${A}, '${A}')") == Call(
        "jr:choice-name", (Reference("A"), Literal("${A}"))
    )
    assert parse("count-selected(.)") == Call("count-selected", (Path(None, (Step("."),)),))


def test_both_quotes_hold_a_text_and_the_other_quote_inside() -> None:
    assert parse('"it\'s"') == Literal("it's")
    assert parse("'say \"yes\"'") == Literal('say "yes"')


def test_positions_are_kept_and_do_not_count_in_comparisons() -> None:
    tree = parse("1 +  ${A}")
    assert isinstance(tree, Chain)
    assert tree.rest[0][1] == Reference("A", 0)
    assert getattr(tree.rest[0][1], "position", None) == 5


REFUSED = [
    ("", 0, "empty", "leave it out"),
    ("  ", 2, "empty", "leave it out"),
    ("1 == 2", 2, "one sign", "= instead of =="),
    ("${A} && ${B}", 5, "&&", "and instead of &&"),
    ("${A} || ${B}", 5, "||", "or instead of ||"),
    ("${A} <> 1", 5, "<>", "!= instead of <>"),
    ("!${A}", 0, "!", "not("),
    ("${A} = “yes”", 7, "typographic quote", "Write '"),
    ("${A} = ‘yes’", 7, "typographic quote", "Write '"),  # noqa: RUF001 meant
    ("${A} ≠ 1", 5, "not an operator", "Write !="),
    ("${A} ≤ 1", 5, "not an operator", "Write <="),
    ("${A} – 1", 5, "not an operator", "Write -"),  # noqa: RUF001 meant
    ("${A}\u00a0= 1", 4, "special space", "ordinary space"),
    ("${A} # 1", 5, "no meaning", "Remove"),
    ("${A = 1", 0, "does not end", "Add }"),
    ("${A B} = 1", 0, "'A B' is not a code", "letter"),
    ("$A = 1", 0, "$ without", "${code}"),
    ("{A} = 1", 0, "without its $", "${code}"),
    ("'abc", 0, "does not end", "Add '"),
    ("1.2.3", 0, "'1.2.3' is not a number", "one dot"),
    ("12abc", 0, "'12abc' is not a number", "quotes"),
    ("1e400", 0, "'1e400' is not a number", "one dot"),
    ("(1 + 2", 0, "not closed", "Add )"),
    ("1 + 2)", 5, "closes nothing", "Remove"),
    ("(1 + 2]", 6, "closes nothing", "Write )"),
    ("${R}[1", 4, "not closed", "Add ]"),
    ("1 +", 3, "too early", "Add"),
    ("1 + * 2", 6, "without an operator", "operator"),
    ("= 1", 0, "'=' stands where a value", "${code}"),
    ("${A} ${B}", 5, "without an operator", "="),
    ("${A} AND ${B}", 5, "'AND'", "and in small letters"),
    ("1, 2", 1, "comma", "Remove"),
    ("/data/age", 0, "start with /", "${code}"),
    ("${R}//n", 4, "//", "${ROSTER}/field"),
    ("${R}/@n", 5, "Attributes", "without @"),
    ("${R}/count(n)", 5, "step of a path", "child"),
    ("zzz(1)", 0, "no function zzz()", "known function"),
    ("count-selectd(1)", 0, "no function count-selectd()", "count-selected(${question})"),
    ("Selected(${A}, 'x')", 0, "no function Selected()", "selected("),
    (
        "1 + selected(${A})",
        4,
        "selected() takes 2 arguments, not 1",
        "selected(${question}, 'code')",
    ),
    ("today(1)", 0, "today() takes no arguments, not 1", "today()"),
    ("round()", 0, "round() takes 1 or 2 arguments, not 0", "round(number, places)"),
    ("concat()", 0, "concat() takes at least 1 argument, not 0", "concat("),
    ("regex(., ${A})", 9, "not a text in quotes", "'[0-9]{5}'"),
    ("regex(., 'a(b')", 11, "( is not closed", "\\("),
    ("jr:choice-name(1, 2)", 0, "Which question", "${code}"),
]


@pytest.mark.parametrize(("source", "position", "message", "mend"), REFUSED)
def test_what_is_wrong_is_named_with_its_place_and_mend(
    source: str, position: int, message: str, mend: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        Rule.parse(source)
    assert caught.value.position == position
    assert message in caught.value.message
    assert mend in caught.value.mend


def test_the_whole_error_reads_as_one_text() -> None:
    with pytest.raises(ExpressionError) as caught:
        Rule.parse("1 == 2")
    assert str(caught.value) == "Equality is one sign. (position 2) Write = instead of ==."


def test_brackets_nest_60_deep_and_no_deeper() -> None:
    assert Rule.parse("(" * 60 + "1" + ")" * 60).tree == ONE
    with pytest.raises(ExpressionError, match="more than 60 deep") as caught:
        Rule.parse("(" * 61 + "1" + ")" * 61)
    assert caught.value.position == 60


def test_60_nested_conditions_are_read() -> None:
    source = "if(1 = 1 and 2 = 2, " * 59 + "if(1, 2, 3)" + ", 0)" * 59
    assert parse(source)


@pytest.mark.parametrize("nested", ["-", "1 or 1 and 1 = 1 < 1 + 1 * -(", "not(", "${R}["])
def test_depth_of_every_kind_is_an_error_of_ours(nested: str) -> None:
    with pytest.raises(ExpressionError, match="deep"):
        Rule.parse(nested * (3900 // len(nested)))


def test_a_long_flat_expression_is_not_deep() -> None:
    assert len(Rule.parse(" or ".join(f"${{Q{n}}} = 'yes'" for n in range(200))).names) == 200
    assert parse("+".join(["1"] * 2000))


def test_4000_characters_are_read_and_no_more() -> None:
    assert Rule.parse("'" + "a" * 3998 + "'")
    with pytest.raises(ExpressionError, match="4001 characters, 4000 at most") as caught:
        Rule.parse("'" + "a" * 3999 + "'")
    assert caught.value.position == 4000

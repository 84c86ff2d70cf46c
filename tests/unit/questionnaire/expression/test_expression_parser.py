"""What is a sentence of the language, and what is refused, where and with which mend."""

import pytest

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.parser import parse
from app.questionnaire.expression.printing import source_of
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
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
    Top,
    Tree,
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


def test_a_word_of_an_operator_is_one_only_as_a_whole_and_after_an_operand() -> None:
    a, star = Path(None, (Step("a"),)), Path(None, (Step("*"),))
    assert parse("* div a") == Chain(star, (("div", a),))
    assert parse("a mod mod") == Chain(a, (("mod", Path(None, (Step("mod"),))),))
    assert parse("and-b or or.c") == Chain(
        Path(None, (Step("and-b"),)), (("or", Path(None, (Step("or.c"),))),)
    )


def test_spaces_of_every_kind_stand_around_tokens() -> None:
    assert parse(" \t\n${ A }\r\n>= .5 ") == Chain(Reference("A"), ((">=", Number(0.5)),))


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
    ("/data//", 7, "too early", "Add"),
    ("/data///n", 7, "slash follows a slash", "Name the child"),
    ("${R}/", 5, "too early", "Add"),
    ("${A}/text()", 5, "step of a path", "child"),
    ("node(1)", 5, "node() takes no arguments", "node()"),
    ("/descendant::n", 1, "descendant::n is not supported", "//"),
    ("self::q", 0, "self::q is not supported", ".."),
    ("parent::", 8, "too early", "Add"),
    ("orx:", 3, "A : stands alone", "remove"),
    ("orx:*", 3, "A : stands alone", "remove"),
    ("cht:extension-lib('a')", 0, "Community Health Toolkit", "pulldata"),
    ("difference-in-months(1, 2)", 0, "Community Health Toolkit", "30.4375"),
    ("add-date(today(), 0, 1)", 0, "Community Health Toolkit", "date(decimal-date-time"),
    ("1 + caseid()", 4, "SurveyCTO", "code of the case"),
    ("calculate_here(1)", 0, "SurveyCTO", "once("),
    ("index()", 0, "SurveyCTO", "position(..)"),
    ("rank-index(1, ${R})", 0, "SurveyCTO", "count("),
    ("extract-signed(${A}, ${B})", 0, "needs a signed code", "Take the text"),
    ("property('deviceid')", 0, "asks the device", "question"),
    ("indexed-repeat(${A}, ${R}, 1, ${S})", 0, "takes 3, 5, 7, … arguments", "indexed-repeat("),
    ("weighted-checklist(1, 2, 3)", 0, "takes 2, 4, 6, … arguments, not 3", "weight"),
    ("digest(., 'CRC')", 10, "no algorithm 'CRC'", "SHA-256"),
    ("digest(., 'MD5', 'octal')", 17, "no encoding 'octal'", "hex"),
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
    ("join()", 0, "join() takes at least 1 argument, not 0", "join("),
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


def test_brackets_nest_100_deep_and_no_deeper() -> None:
    assert Rule.parse("(" * 100 + "1" + ")" * 100).tree == ONE
    with pytest.raises(ExpressionError, match="more than 100 deep") as caught:
        Rule.parse("(" * 101 + "1" + ")" * 101)
    assert caught.value.position == 100


def test_100_nested_conditions_are_read_and_asked() -> None:
    source = "".join(f"if(${{A}} = {n}, 'c{n}', " for n in range(99)) + "''" + ")" * 99
    rule = Rule.parse(source)
    assert rule.value(AnswerScope({"A": 98})) == "c98"
    assert rule.value(AnswerScope({"A": 99})) == ""
    assert parse(source_of(rule.tree)) == rule.tree


@pytest.mark.parametrize("nested", ["-", "1 or 1 and 1 = 1 < 1 + 1 * -(", "not(", "${R}["])
def test_depth_of_every_kind_is_an_error_of_ours(nested: str) -> None:
    with pytest.raises(ExpressionError, match="deep"):
        Rule.parse(nested * (3900 // len(nested)))


def test_a_long_flat_expression_is_not_deep() -> None:
    assert len(Rule.parse(" or ".join(f"${{Q{n}}} = 'yes'" for n in range(200))).names) == 200
    assert parse("+".join(["1"] * 2000))


def test_20000_characters_are_read_and_no_more() -> None:
    assert Rule.parse("'" + "a" * 19998 + "'")
    with pytest.raises(ExpressionError, match="20001 characters, 20000 at most") as caught:
        Rule.parse("'" + "a" * 19999 + "'")
    assert caught.value.position == 20000


TOP = Top()


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("/", TOP),
        ("/data/q", Path(TOP, (Step("data"), Step("q")))),
        ("//q", Path(TOP, (Step("q", is_deep=True),))),
        ("R//q", Path(None, (Step("R"), Step("q", is_deep=True)))),
        ("/data/R[2]/q", Path(TOP, (Step("data"), Step("R", (TWO,)), Step("q")))),
        ("/ = 1", Chain(TOP, (("=", ONE),))),
        ("(/) * 2", Chain(TOP, (("*", TWO),))),
        ("/*", Path(TOP, (Step("*"),))),
        ("orx:meta/orx:instanceID", Path(None, (Step("meta"), Step("instanceID")))),
        ("child::q", Path(None, (Step("q"),))),
        ("self::node()/q", Path(None, (Step("."), Step("q")))),
        ("parent::node()/q", Path(None, (Step(".."), Step("q")))),
        ("parent::*", Path(None, (Step(".."),))),
        ("child::node()", Path(None, (Step("*"),))),
        ("${last-saved#q}", Reference("last-saved#q")),
        ("current()/../q", Path(Call("current", ()), (Step(".."), Step("q")))),
    ],
)
def test_paths_are_read_as_xforms_write_them(source: str, tree: Tree) -> None:
    assert parse(source) == tree
    assert parse(source_of(tree)) == tree


def test_what_was_last_saved_is_nothing_to_answer_first() -> None:
    assert Rule.parse("${last-saved#a} + ${b}").names == {"b"}

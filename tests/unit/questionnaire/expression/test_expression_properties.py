"""Rules that hold for every expression."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.evaluate import compiled
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.nodes import NodeSet
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
from app.questionnaire.expression.values import boolean, equals, number, string

RANKS = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
    ("|",),
)
NAMES = st.sampled_from(["n", "hard", "a-b", "and", "div", "été", "x.y", "_"])
CODES = st.sampled_from(["A", "B", "N", "R", "S", "n", "F_SK", "missing", "last-saved#A"])
NUMBERS = st.floats(0, 1e18, allow_subnormal=False).map(Number) | st.integers(0, 99).map(
    lambda value: Number(float(value))
)
TEXTS = st.text(max_size=8).filter(lambda text: "'" not in text or '"' not in text).map(Literal)
LEAVES = NUMBERS | TEXTS | CODES.map(Reference) | st.just(Top())


def chains(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    def of_rank(signs: tuple[str, ...]) -> st.SearchStrategy[Tree]:
        rest = st.lists(st.tuples(st.sampled_from(signs), trees), min_size=1, max_size=3)
        return st.builds(Chain, trees, rest.map(tuple))

    return st.sampled_from(RANKS).flatmap(of_rank)


def calls(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    def of_name(name: str) -> st.SearchStrategy[Tree]:
        function = FUNCTIONS[name]
        most = function.least + 2 if function.most is None else function.most
        counts = [n for n in range(function.least, most + 1) if function.accepts(n)]
        return st.sampled_from(counts).flatmap(
            lambda n: st.builds(Call, st.just(name), st.tuples(*[trees] * n))
        )

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(of_name)


def bigger(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    predicates = st.lists(trees, max_size=2).map(tuple)
    names = NAMES | st.sampled_from([".", "..", "*"])
    first = st.builds(Step, names, predicates)
    steps = st.builds(Step, names, predicates, is_deep=st.booleans())
    some = st.lists(steps, min_size=1, max_size=3).map(tuple)
    relative = st.tuples(first, st.lists(steps, max_size=2)).map(lambda all: (all[0], *all[1]))
    some_predicates = st.lists(trees, min_size=1, max_size=2).map(tuple)
    return (
        chains(trees)
        | calls(trees)
        | st.builds(Negative, trees)
        | st.builds(Filtered, trees, some_predicates)
        | st.builds(Path, st.none(), relative)
        | st.builds(Path, st.just(Top()) | trees, some)
    )


TREES = st.recursive(LEAVES, bigger, max_leaves=15)
ANSWERS = st.dictionaries(
    st.sampled_from(
        ["A", "B", "N", "F_SK", "R[a]/n", "R[b]/n", "R[b]/hard", "R[1]/a-b", "R[b]/S[1]/n"]
    ),
    st.none()
    | st.text(max_size=5)
    | st.sampled_from(["2026-02-29", "0001-01-01T00:00+14:00", "9999-12-31", "12", "-.5", "a b"])
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.lists(st.sampled_from(["care", "cook", "none"]), unique=True).map(tuple),
)
SOURCES = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [
            *"()[],./*+-=<>|'\"$ 1",
            "//",
            "..",
            "::",
            "self",
            "${A}",
            "${R}",
            "!=",
            "<=",
            " and ",
            " or ",
            " div ",
            " mod ",
            "n",
        ]
        + [f"{name}(" for name in FUNCTIONS]
    ),
    max_size=25,
).map("".join)


@given(TREES)
@settings(max_examples=300, deadline=None)
def test_a_tree_printed_and_parsed_again_is_the_same_tree(tree: Tree) -> None:
    assert parse(source_of(tree)) == tree


@given(SOURCES)
@settings(max_examples=500, deadline=None)
def test_any_text_is_a_rule_or_an_expression_error(source: str) -> None:
    found = rule_or_error(source)
    if isinstance(found, Rule):
        assert parse(source_of(found.tree)) == found.tree
    else:
        assert 0 <= found.position <= len(source)
        assert found.message
        assert found.mend


def rule_or_error(source: str) -> Rule | ExpressionError:
    try:
        return Rule.parse(source)
    except ExpressionError as error:
        return error


@given(
    TREES, ANSWERS, st.none() | st.integers(0, 9), st.sampled_from(["en", "fr", "zz", "", "pt-BR"])
)
@settings(max_examples=500, deadline=None)
def test_a_rule_that_was_accepted_never_fails_on_any_answers(
    tree: Tree, answers: dict[str, str], seed: int | None, language: str
) -> None:
    try:
        closure = compiled(tree)
    except ExpressionError:
        return
    scope = AnswerScope.of_answers(answers, today=date(2026, 11, 23), seed=seed, language=language)
    for place in (
        scope,
        scope.at(answers.get("A")),
        scope.inside("R", "b").at("x"),
        scope.at_path("R[b]/S[1]/n"),
    ):
        value = closure(place)
        assert isinstance(value, str | int | float | bool | tuple | NodeSet)
        assert isinstance(string(value), str)
        assert isinstance(number(value), float)
        assert isinstance(boolean(value), bool)


@given(st.floats(allow_nan=False))
def test_a_number_as_text_reads_back_as_the_number(value: float) -> None:
    text = string(value)
    assert "e" not in text
    if abs(value) < float("inf"):
        assert number(text) == value


@given(ANSWERS, TREES)
@settings(max_examples=100, deadline=None)
def test_the_same_answers_give_the_same_value(answers: dict[str, str], tree: Tree) -> None:
    try:
        closure = compiled(tree)
    except ExpressionError:
        return
    first, second = (closure(AnswerScope.of_answers(answers, seed=3)) for _ in range(2))
    assert repr(first) == repr(second) or equals(first, second)

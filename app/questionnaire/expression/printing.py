"""A tree back to text: parsed again it is the same tree."""

from collections.abc import Sequence

from app.questionnaire.expression.parser import RANK_OF_MINUS, RANKS
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
from app.questionnaire.expression.values import number_text

RANK_OF_OPERAND = 9


def source_of(tree: Tree) -> str:
    match tree:
        case Chain(first, rest):
            rank = RANKS[rest[0][0]]
            others = [f" {sign} {bracketed(each, rank)}" for sign, each in rest]
            return bracketed(first, rank) + "".join(others)
        case Negative(operand):
            return "-" + bracketed(operand, RANK_OF_MINUS - 1)
        case Filtered(filtered, predicates):
            return started(filtered, is_filtered=True) + in_brackets(predicates)
        case Path(start, steps):
            return path_source(start, steps)
        case Call(name, arguments):
            return f"{name}({', '.join(source_of(each) for each in arguments)})"
        case Number() | Literal() | Reference() | Top():
            return leaf_source(tree)


def path_source(start: Tree | None, steps: Sequence[Step]) -> str:
    walked = "".join(("//" if step.is_deep else "/") + step_source(step) for step in steps)
    if start is None:
        return walked.removeprefix("/")
    return walked if isinstance(start, Top) else started(start) + walked


def leaf_source(leaf: Number | Literal | Reference | Top) -> str:
    if isinstance(leaf, Top):
        return "/"
    if isinstance(leaf, Number):
        return number_text(leaf.value)
    if isinstance(leaf, Reference):
        return f"${{{leaf.code}}}"
    return f'"{leaf.text}"' if "'" in leaf.text else f"'{leaf.text}'"


def rank_of(tree: Tree) -> int:
    """A `/` alone binds to whatever follows, so it is always in brackets."""
    match tree:
        case Chain(_, rest):
            return RANKS[rest[0][0]]
        case Negative():
            return RANK_OF_MINUS
        case Top():
            return 0
    return RANK_OF_OPERAND


def bracketed(tree: Tree, rank: int) -> str:
    """With brackets unless it binds tighter than the rank."""
    return source_of(tree) if rank_of(tree) > rank else f"({source_of(tree)})"


def started(tree: Tree, *, is_filtered: bool = False) -> str:
    """What a path or a predicate can follow without brackets."""
    is_plain = isinstance(tree, Number | Literal | Reference | Call)
    if is_plain or (isinstance(tree, Filtered) and not is_filtered):
        return source_of(tree)
    return f"({source_of(tree)})"


def in_brackets(predicates: Sequence[Tree]) -> str:
    return "".join(f"[{source_of(each)}]" for each in predicates)


def step_source(step: Step) -> str:
    return step.name + in_brackets(step.predicates)

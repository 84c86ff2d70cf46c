"""Trees of our own expressions, built in the words of a rule."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from app.formats.foreign.refusal import NoEqualError
from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.printing import source_of
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import (
    Call,
    Chain,
    Literal,
    Negative,
    Number,
    Reference,
    Tree,
)

UPPER: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÇÈÉÊËÎÏÔÖÙÛÜ"


class Sort(StrEnum):
    """What a value is, as far as it can be told before anybody answers."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    SEVERAL = "several"


def text(value: str) -> Tree:
    """Either kind of quotes; where both are inside, joined from parts."""
    if "'" in value and '"' in value:
        parts = value.split("'")
        pieces: list[Tree] = [Literal(parts[0])]
        for part in parts[1:]:
            pieces += [Literal("'"), Literal(part)]
        return Call("concat", tuple(pieces))
    return Literal(value)


def number(value: float) -> Tree:
    return Negative(Number(-value)) if value < 0 else Number(value)


def call(name: str, *arguments: Tree) -> Tree:
    return Call(name, arguments)


def joined(sign: str, trees: Sequence[Tree]) -> Tree:
    """`a sign b sign c`; one operand is itself."""
    first, *rest = trees
    if not rest:
        return first
    operands = [(sign, each) for each in rest]
    if isinstance(first, Chain) and all(each == sign for each, _ in first.rest):
        return Chain(first.first, (*first.rest, *operands))
    return Chain(first, tuple(operands))


def both(*trees: Tree | None) -> Tree | None:
    """All that are there, each once; None where none is."""
    found = tuple(dict.fromkeys(each for each in trees if each is not None))
    return joined("and", found) if found else None


def either(trees: Iterable[Tree]) -> Tree:
    found = tuple(dict.fromkeys(trees))
    return joined("or", found) if found else call("false")


def negated(tree: Tree) -> Tree:
    match tree:
        case Call("not", (inner,)):
            return inner
        case Chain(first, (("=", right),)):
            return Chain(first, (("!=", right),))
        case Chain(first, (("!=", right),)):
            return Chain(first, (("=", right),))
    return call("not", tree)


def compared(sign: str, left: Tree, right: Tree) -> Tree:
    return Chain(left, ((sign, right),))


def is_empty(tree: Tree) -> Tree:
    return compared("=", tree, Literal(""))


def is_answered(tree: Tree) -> Tree:
    return compared("!=", tree, Literal(""))


def selected(code: str, choice: str) -> Tree:
    return call("selected", Reference(code), Literal(choice))


def lowered(tree: Tree) -> Tree:
    """In small letters; written at once where the text is known."""
    if isinstance(tree, Literal):
        return Literal(tree.text.lower())
    return call("translate", tree, Literal(UPPER), Literal(UPPER.lower()))


def counted(truths: Sequence[Tree]) -> Tree:
    """How many hold."""
    if not truths:
        return Number(0)
    ones = [call("number", each) for each in truths]
    return ones[0] if len(ones) == 1 else call("sum", *ones)


def rule_of(tree: Tree) -> Rule:
    """Raises NoEqualError where our language refuses it."""
    try:
        return Rule.parse(source_of(tree))
    except ExpressionError as error:
        raise NoEqualError(error.message, error.mend) from error

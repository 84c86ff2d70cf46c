"""Own Pratt parser: tokens to a frozen tree.

Grammar: XPath 1.0 restricted to children, `.`, `..`, `//` and predicates, with `${code}` as an
operand.
"""

from collections.abc import Callable
from typing import Never

from app.questionnaire.expression.calls import check_call
from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.faults import after_operand, call_as_step, no_operand
from app.questionnaire.expression.lexer import SLASHES, Kind, Token, tokens
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

MAX_BRACKETS = 100
MAX_DEPTH = 130  # of operands in operands, brackets or not: keeps far from Python's own limit
RANKS = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("=", "!="), 3),
    **dict.fromkeys(("<", "<=", ">", ">="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "div", "mod"), 6),
    "|": 8,
}
RANK_OF_MINUS = 7
ALL_OF_AXIS = {"parent": "..", "self": "."}


# Of a token that nothing goes on from.
LEAVES: dict[Kind, Callable[[Token], Tree]] = {
    Kind.NUMBER: lambda token: Number(float(token.text)),
    Kind.TEXT: lambda token: Literal(token.text, token.position),
    Kind.REFERENCE: lambda token: Reference(token.text, token.position),
    Kind.PATH: lambda token: Path(Top(token.position), tuple(plain_steps(token))),
}
OPERATOR, MARK, NAME = Kind.OPERATOR, Kind.MARK, Kind.NAME  # asked at every token


def plain_steps(path: Token) -> list[Step]:
    found: list[Step] = []
    position = path.position + 1
    for name in path.text[1:].split("/"):
        found.append(Step(name, (), position))
        position += len(name) + 1
    return found


def parse(source: str) -> Tree:
    """Raises ExpressionError."""
    return Parser(source).whole()


class Parser:
    """Reads the tokens of one expression once, from left to right."""

    def __init__(self, source: str) -> None:
        found = tokens(source)
        self._tokens = (*found, found[-1])  # one may always be looked at beyond the end
        self._next = 0
        self._token = self._tokens[0]
        self._brackets: list[Token] = []
        self._depth = 0

    def whole(self) -> Tree:
        if self._is_at_end():
            self._fail("The expression is empty.", "Write a rule, or leave it out.")
        tree = self._operation(0)
        if not self._is_at_end():
            self._fail_after_operand()
        return tree

    def _is_at_end(self) -> bool:
        return self._token.kind is Kind.END

    def _operation(self, rank: int) -> Tree:
        """An operand and all operators after it that bind tighter than `rank`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail_too_deep()
        tree = self._operand()
        found = self._rank()
        while found > rank:
            tree = self._chain(tree, found)
            found = self._rank()
        self._depth -= 1
        return tree

    def _rank(self) -> int:
        token = self._token
        return RANKS[token.text] if token.kind is OPERATOR else 0

    def _chain(self, first: Tree, rank: int) -> Tree:
        rest: list[tuple[str, Tree]] = []
        while self._rank() == rank:
            operator = self._take().text
            rest.append((operator, self._operation(rank)))
        return Chain(first, tuple(rest))

    def _operand(self) -> Tree:
        token = self._token
        leaf = LEAVES.get(token.kind)
        if leaf is not None and not self._tokens[self._next + 1].goes_on:
            return leaf(self._take())
        if token.kind is OPERATOR and token.text == "-":
            self._take()
            return Negative(self._operation(RANK_OF_MINUS))
        return self._path()

    def _path(self) -> Tree:
        if self._token.kind in SLASHES:
            return self._absolute()
        start = self._filtered()
        if start is None:
            return Path(None, (self._step(), *self._further_steps()))
        steps = self._further_steps()
        return Path(start, steps) if steps else start

    def _absolute(self) -> Tree:
        """`/` alone, or a path from there."""
        top = Top(self._token.position)
        if self._token.text == "/" and not self._tokens[self._next + 1].begins_step:
            self._take()
            return top
        return Path(top, self._further_steps())

    def _further_steps(self) -> tuple[Step, ...]:
        """Each after a slash."""
        found: list[Step] = []
        while self._token.kind in SLASHES:
            if self._token.kind is Kind.PATH:
                found.extend(plain_steps(self._take()))
            else:
                is_deep = self._take().text == "//"
                found.append(self._step(is_deep=is_deep))
        return tuple(found)

    def _filtered(self) -> Tree | None:
        """What a path can start from and its predicates; None when the path starts with a step."""
        primary = self._primary()
        if primary is None:
            return None
        predicates = self._predicates()
        return Filtered(primary, predicates) if predicates else primary

    def _primary(self) -> Tree | None:
        token = self._token
        if token.kind is NAME:
            return self._call() if self._is_call() else None
        if token.kind is MARK:
            return self._bracketed() if token.text == "(" else None
        leaf = LEAVES.get(token.kind)
        return leaf(self._take()) if leaf else None

    def _is_call(self) -> bool:
        following = self._tokens[self._next + 1]
        is_called = following.kind is MARK and following.text == "("
        return is_called and self._token.text != "node"

    def _bracketed(self) -> Tree:
        self._open()
        tree = self._operation(0)
        self._close(")")
        return tree

    def _predicates(self) -> tuple[Tree, ...]:
        found: list[Tree] = []
        while self._token.kind is MARK and self._token.text == "[":
            self._open()
            found.append(self._operation(0))
            self._close("]")
        return tuple(found)

    def _step(self, *, is_deep: bool = False) -> Step:
        token = self._token
        if not token.begins_step:
            self._fail_no_operand()
        name = self._axis() if self._tokens[self._next + 1].text == "::" else self._name()
        return Step(name, self._predicates(), token.position, is_deep)

    def _name(self) -> str:
        """Of a child, without its namespace; node() is any."""
        token = self._take()
        if self._is_mark("(") and token.kind is NAME:
            if token.text != "node":
                raise call_as_step(token)
            self._take()
            self._close_empty()
            return "*"
        return token.text.rpartition(":")[2]

    def _axis(self) -> str:
        """child::, parent:: and self:: as far as forms use them."""
        axis = self._take()
        self._take()
        if not self._token.begins_step:
            self._fail_no_operand()
        name = self._name()
        if axis.text == "child":
            return name
        if axis.text in ALL_OF_AXIS and name == "*":
            return ALL_OF_AXIS[axis.text]
        raise ExpressionError(
            f"{axis.text}::{name} is not supported.",
            position=axis.position,
            mend="Use names of children, . for the node itself, .. for what it lies in, or //.",
        )

    def _close_empty(self) -> None:
        if not self._take_mark(")"):
            self._fail("node() takes no arguments.", "Write node().")

    def _call(self) -> Tree:
        name = self._take()
        self._open()
        arguments: list[Tree] = []
        if not self._is_mark(")"):
            arguments.append(self._operation(0))
            while self._take_mark(","):
                arguments.append(self._operation(0))
        self._close(")")
        check_call(name.text, len(arguments), name.position)
        return Call(name.text, tuple(arguments), name.position)

    def _take(self) -> Token:
        token = self._token
        self._next += 1
        self._token = self._tokens[self._next]
        return token

    def _is_mark(self, text: str) -> bool:
        token = self._token
        return token.text == text and token.kind is MARK

    def _take_mark(self, text: str) -> bool:
        is_there = self._is_mark(text)
        if is_there:
            self._take()
        return is_there

    def _open(self) -> None:
        if len(self._brackets) == MAX_BRACKETS:
            self._fail_too_deep()
        self._brackets.append(self._take())

    def _close(self, bracket: str) -> None:
        opened = self._brackets[-1]
        if self._take_mark(bracket):
            self._brackets.pop()
            return
        if self._token.kind is Kind.END:
            raise ExpressionError(
                f"The bracket {opened.text} is not closed.",
                position=opened.position,
                mend=f"Add {bracket} where it ends.",
            )
        self._fail_after_operand()

    def _fail(self, message: str, mend: str) -> Never:
        raise ExpressionError(message, position=self._token.position, mend=mend)

    def _fail_too_deep(self) -> Never:
        self._fail(
            f"Nested more than {MAX_BRACKETS} deep.",
            "Move the inner part to a calculated question.",
        )

    def _fail_no_operand(self) -> Never:
        raise no_operand(self._token, self._tokens[self._next - 1] if self._next else None)

    def _fail_after_operand(self) -> Never:
        raise after_operand(self._token, self._brackets[-1] if self._brackets else None)

"""Own Pratt parser: tokens to a frozen tree.

Grammar: XPath 1.0 restricted to children, `.`, `..` and predicates, with `${code}` as an operand.
"""

from difflib import get_close_matches
from typing import Never

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.lexer import Kind, Token, tokens
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
    Tree,
)

MAX_BRACKETS = 60
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
NOT_OPERANDS = frozenset({"and", "or", "div", "mod"})


def parse(source: str) -> Tree:
    """Raises ExpressionError."""
    return Parser(source).whole()


class Parser:
    """Reads the tokens of one expression once, from left to right."""

    def __init__(self, source: str) -> None:
        self._tokens = tokens(source)
        self._next = 0
        self._brackets: list[Token] = []
        self._depth = 0

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def whole(self) -> Tree:
        if len(self._tokens) == 1:
            self._fail("The expression is empty.", "Write a rule, or leave it out.")
        tree = self._operation(0)
        if self._token.kind is not Kind.END:
            self._fail_after_operand()
        return tree

    def _operation(self, rank: int) -> Tree:
        """An operand and all operators after it that bind tighter than `rank`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail_too_deep()
        tree = self._operand()
        while self._rank() > rank:
            tree = self._chain(tree, self._rank())
        self._depth -= 1
        return tree

    def _rank(self) -> int:
        return RANKS[self._token.text] if self._token.kind is Kind.OPERATOR else 0

    def _chain(self, first: Tree, rank: int) -> Tree:
        rest: list[tuple[str, Tree]] = []
        while self._rank() == rank:
            operator = self._take().text
            rest.append((operator, self._operation(rank)))
        return Chain(first, tuple(rest))

    def _operand(self) -> Tree:
        token = self._token
        if token.kind is Kind.OPERATOR and token.text == "-":
            self._take()
            return Negative(self._operation(RANK_OF_MINUS))
        return self._path()

    def _path(self) -> Tree:
        start = self._filtered()
        steps = [] if start is not None else [self._step()]
        while self._take_mark("/"):
            steps.append(self._step())
        if start is None:
            return Path(None, tuple(steps))
        return Path(start, tuple(steps)) if steps else start

    def _filtered(self) -> Tree | None:
        """What a path can start from and its predicates; None when the path starts with a step."""
        primary = self._primary()
        if primary is None:
            return None
        predicates = self._predicates()
        return Filtered(primary, predicates) if predicates else primary

    def _primary(self) -> Tree | None:
        token = self._token
        match token.kind:
            case Kind.NUMBER:
                return Number(float(self._take().text))
            case Kind.TEXT:
                return Literal(self._take().text, token.position)
            case Kind.REFERENCE:
                return Reference(self._take().text, token.position)
            case Kind.NAME if self._is_call():
                return self._call()
            case Kind.MARK if token.text == "(":
                return self._bracketed()
        return None

    def _is_call(self) -> bool:
        following = self._tokens[self._next + 1]
        return following.kind is Kind.MARK and following.text == "("

    def _bracketed(self) -> Tree:
        self._open()
        tree = self._operation(0)
        self._close(")")
        return tree

    def _predicates(self) -> tuple[Tree, ...]:
        found: list[Tree] = []
        while self._token.kind is Kind.MARK and self._token.text == "[":
            self._open()
            found.append(self._operation(0))
            self._close("]")
        return tuple(found)

    def _step(self) -> Step:
        token = self._token
        is_dots = token.kind is Kind.MARK and token.text in {".", ".."}
        if token.kind is not Kind.NAME and not is_dots:
            self._fail_no_operand()
        if token.text.startswith("jr:") or (self._is_call() and not is_dots):
            self._fail("A function cannot be a step of a path.", "Name a child after the /.")
        self._take()
        return Step(token.text, self._predicates(), token.position)

    def _call(self) -> Tree:
        name = self._take()
        self._open()
        arguments: list[Tree] = []
        if not self._is_mark(")"):
            arguments.append(self._operation(0))
        while self._take_mark(","):
            arguments.append(self._operation(0))
        self._close(")")
        check_call(name, len(arguments))
        return Call(name.text, tuple(arguments), name.position)

    def _take(self) -> Token:
        token = self._token
        self._next += 1
        return token

    def _is_mark(self, text: str) -> bool:
        return self._token.kind is Kind.MARK and self._token.text == text

    def _take_mark(self, text: str) -> bool:
        is_there = self._is_mark(text)
        self._next += is_there
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
        token = self._token
        if token.kind is Kind.END:
            self._fail("The expression stops too early.", "Add what should follow.")
        if token.text == "/":
            self._fail("A path cannot start with /.", "Write ${code} for an answer.")
        if token.text == "=" and self._next and self._tokens[self._next - 1].text == "=":
            self._fail("Equality is one sign.", "Write = instead of = =.")
        self._fail(
            f"{token.text!r} stands where a value is expected.",
            "Add a value before it: ${code}, 'text', a number or a function.",
        )

    def _fail_after_operand(self) -> Never:
        token = self._token
        expected = ")" if not self._brackets or self._brackets[-1].text == "(" else "]"
        if token.kind is Kind.MARK and token.text in {")", "]"}:
            mend = (
                f"Write {expected} instead." if self._brackets else "Remove it, or open it before."
            )
            self._fail(f"The bracket {token.text} closes nothing.", mend)
        if token.kind is Kind.MARK and token.text == ",":
            self._fail("A comma outside a function's arguments.", "Remove it.")
        lower = token.text.lower()
        if token.kind is Kind.NAME and lower in NOT_OPERANDS:
            self._fail(f"{token.text!r} is not an operator.", f"Write {lower} in small letters.")
        self._fail(
            f"{token.text!r} follows a value without an operator.",
            "Add an operator between them: =, and, or, +, …",
        )


def check_call(name: Token, given: int) -> None:
    """The function exists and takes so many arguments."""
    function = FUNCTIONS.get(name.text)
    if function is None:
        raise ExpressionError(
            f"There is no function {name.text}().",
            position=name.position,
            mend=nearest(name.text),
        )
    if given < function.least or (function.most is not None and given > function.most):
        raise ExpressionError(
            f"{name.text}() takes {function.arity}, not {given}.",
            position=name.position,
            mend=f"Write {function.signature}.",
        )


def nearest(name: str) -> str:
    close = get_close_matches(name.lower(), FUNCTIONS, n=1, cutoff=0.6)
    if not close:
        return "Use a known function, or ${…} around a question's code."
    return f"Did you mean {FUNCTIONS[close[0]].signature}?"

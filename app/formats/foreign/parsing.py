"""Expressions of other programs, parsed by what their grammar says: one parser for all of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.formats.foreign.refusal import NoEqualError
from app.formats.foreign.written import Call, Joined, Listed, Name, Number, Signed, Text, Written

LONGEST: Final = 20_000
DEEPEST: Final = 60
RANK_OF_SIGN: Final = 90
ESCAPED: Final = re.compile(r"\\([\"'\\])")


@dataclass(frozen=True, slots=True)
class Grammar:
    """pattern: groups space, number, text, name and mark; a name in braces, which stay with it,
    is the group braced.

    binary: sign as written, in small letters, to its rank and the one name of it. prefix and
    postfix: to the one name. has_escapes: whether a backslash in a text stands for what follows.
    """

    pattern: re.Pattern[str]
    binary: Mapping[str, tuple[int, str]]
    prefix: Mapping[str, str]
    postfix: Mapping[str, str]
    has_escapes: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """kind: a group of the grammar's pattern, or end."""

    kind: str
    text: str
    at: int


def parsed(source: str, grammar: Grammar) -> Written:
    """Raises NoEqualError where it cannot be read."""
    if len(source) > LONGEST:
        raise NoEqualError(f"The expression has over {LONGEST} characters.")
    parser = Parser(tokens_of(source, grammar), grammar)
    found = parser.operand(0)
    if parser.next.kind != "end":
        raise unexpected(parser.next)
    return found


def tokens_of(source: str, grammar: Grammar) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(source):
        token = grammar.pattern.match(source, at)
        if token is None or token.lastgroup is None:
            raise unexpected(Token("mark", source[at], at))
        if token.lastgroup != "space":
            found.append(Token(token.lastgroup, token[0], at))
        at = token.end()
    return [*found, Token("end", "", len(source))]


def unexpected(token: Token) -> NoEqualError:
    what = "The expression ends too early" if token.kind == "end" else f"{token.text!r} stands"
    where = "" if token.kind == "end" else f" at character {token.at + 1}, where it cannot be read"
    return NoEqualError(f"{what}{where}.", "Mend the expression there, or write the rule anew.")


class Parser:
    def __init__(self, tokens: list[Token], grammar: Grammar) -> None:
        self.tokens = tokens
        self.grammar = grammar
        self.place = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.next
        self.place += token.kind != "end"
        return token

    def is_mark(self, mark: str) -> bool:
        return self.next.kind == "mark" and self.next.text == mark

    def expect(self, mark: str) -> None:
        if not self.is_mark(mark):
            raise unexpected(self.next)
        self.take()

    def operand(self, rank: int) -> Written:
        """As far as operators bind tighter than the rank."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise NoEqualError(f"The expression is nested more than {DEEPEST} deep.")
        found = self.with_operators(self.first(), rank)
        self.depth -= 1
        return found

    def with_operators(self, found: Written, rank: int) -> Written:
        while self.next.kind in {"mark", "name"}:
            word = self.next.text.lower()
            if word in self.grammar.postfix:
                self.take()
                found = Signed(self.grammar.postfix[word], found)
                continue
            binding, sign = self.grammar.binary.get(word, (0, ""))
            if binding <= rank:
                break
            self.take()
            found = Joined(sign, found, self.operand(binding))
        return found

    def first(self) -> Written:
        token = self.take()
        word = token.text.lower()
        if token.kind in {"mark", "name"} and word in self.grammar.prefix:
            return Signed(self.grammar.prefix[word], self.operand(RANK_OF_SIGN))
        if token.kind == "mark":
            return self.enclosed(token)
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "text":
            plain = token.text[1:-1]
            return Text(ESCAPED.sub(r"\1", plain) if self.grammar.has_escapes else plain)
        return self.named(token)

    def enclosed(self, token: Token) -> Written:
        if token.text == "(":
            found = self.operand(0)
            self.expect(")")
            return found
        if token.text == "[":
            return Listed(self.separated("]"))
        raise unexpected(token)

    def named(self, token: Token) -> Written:
        if token.kind == "braced":
            return Name(token.text)
        if token.kind != "name":
            raise unexpected(token)
        if self.is_mark("("):
            self.take()
            return Call(token.text, self.separated(")"))
        return Name(token.text)

    def separated(self, end: str) -> tuple[Written, ...]:
        """What stands between commas up to the end, which is taken too."""
        found: list[Written] = []
        while not self.is_mark(end):
            if found:
                self.expect(",")
            found.append(self.operand(0))
        self.take()
        return tuple(found)

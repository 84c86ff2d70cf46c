"""A regular expression as a tree. Without look-around and back references, so that it can be
matched in time that grows evenly with the text."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from app.questionnaire.expression.signs import SignError, Test, test_of

MAX_CHARACTERS = 500
MAX_REPEATS = 1_000
QUANTIFIER = re.compile(r"(?:([*+?])|\{([0-9]{1,6})(?:(,)([0-9]{1,6})?)?\})([?+]?)")
ATOM = re.compile(
    r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[pP]\{\w+\}|.)|.",
    re.DOTALL,
)
CONDITIONS = {"^": "^", "$": "$", r"\b": r"\b", r"\B": r"\B", r"\A": "^", r"\Z": "$", r"\z": "$"}


class PatternError(ValueError):
    """position: 0-based, in the pattern."""

    def __init__(self, message: str, position: int, mend: str) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.mend = mend


@dataclass(frozen=True, slots=True)
class One:
    """One character that this fits. text: how it is written."""

    fits: Test
    text: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Nothing, where this holds: `^` start, `$` end, edge of a word or not."""

    sign: str


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple["Pattern", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    ways: tuple["Pattern", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """most: None without limit."""

    part: "Pattern"
    least: int
    most: int | None


Pattern: TypeAlias = One | Condition | Sequence | Choice | Repeat


def read_pattern(text: str) -> Pattern:
    """Raises PatternError."""
    if len(text) > MAX_CHARACTERS:
        raise PatternError(
            f"The pattern has {len(text)} characters, {MAX_CHARACTERS} at most.",
            MAX_CHARACTERS,
            "Split it into several regex().",
        )
    return Reader(text).whole()


class Reader:
    """Reads one pattern once, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = 0
        self._depth = 0
        self._flags = re.RegexFlag(0)

    def whole(self) -> Pattern:
        if self._take("(?i)"):
            self._flags = re.IGNORECASE
        found = self._choice()
        if self._next < len(self._text):
            raise PatternError(
                "A ) closes nothing.", self._next, r"Remove it, or write \) for the sign."
            )
        return found

    def _take(self, sign: str) -> bool:
        is_there = self._text.startswith(sign, self._next)
        self._next += len(sign) * is_there
        return is_there

    def _choice(self) -> Pattern:
        ways = [self._sequence()]
        while self._take("|"):
            ways.append(self._sequence())
        return ways[0] if len(ways) == 1 else Choice(tuple(ways))

    def _sequence(self) -> Pattern:
        parts: list[Pattern] = []
        while self._next < len(self._text) and self._text[self._next] not in "|)":
            parts.append(self._repeated())
        return Sequence(tuple(parts))

    def _repeated(self) -> Pattern:
        part = self._group() if self._text[self._next] == "(" else self._atom()
        match = QUANTIFIER.match(self._text, self._next)
        if match is None:
            return part
        self._next = match.end()
        if QUANTIFIER.match(self._text, self._next):
            raise PatternError("Repeated twice.", self._next, "Keep one of *, +, ? and {…}.")
        return self._repeat(part, match)

    def _repeat(self, part: Pattern, match: re.Match[str]) -> Pattern:
        sign, least, comma, most, _way = match.groups()
        if sign is not None:
            return Repeat(part, int(sign == "+"), 1 if sign == "?" else None)
        low = int(least)
        high = int(most) if most else None if comma else low
        if max(low, high or 0) > MAX_REPEATS:
            raise PatternError(
                "Too many repeats.",
                match.start(),
                f"{MAX_REPEATS} at most; use string-length() too.",
            )
        if high is not None and high < low:
            raise PatternError("At most is under at least.", match.start(), "Swap the two numbers.")
        return Repeat(part, low, high)

    def _group(self) -> Pattern:
        start = self._next
        self._depth += 1
        if self._depth > 20:
            raise PatternError("Nested more than 20 deep.", start, "Take brackets out.")
        self._next += 1
        if not self._take("?:") and self._take("?"):
            raise PatternError(
                "(? … ) is not supported.",
                start,
                "Use a plain group, and a second regex() for more.",
            )
        found = self._choice()
        if not self._take(")"):
            raise PatternError("A ( is not closed.", start, r"Add ), or write \( for the sign.")
        self._depth -= 1
        return found

    def _atom(self) -> Pattern:
        start = self._next
        if QUANTIFIER.match(self._text, start):
            raise PatternError("Nothing to repeat.", start, r"Write a \ before the sign itself.")
        match = ATOM.match(self._text, start)
        text = match[0] if match else ""
        if text in {"", "[", "\\"}:
            raise PatternError(f"{self._text[start]} does not end.", start, r"Write a \ before it.")
        self._next = start + len(text)
        if text in CONDITIONS:
            return Condition(CONDITIONS[text])
        try:
            return One(test_of(text, self._flags), text)
        except SignError as error:
            raise PatternError(error.message, start, error.mend) from error

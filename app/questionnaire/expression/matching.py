"""regex(text, 'pattern'): whether the whole text fits.

Every way through the pattern is followed at once (Thompson 1968), so that no pattern, however
nested, can hold a server up: the time is at most pattern times text, and that has a limit too.
"""

from collections.abc import Sequence as Listed
from dataclasses import dataclass, field
from functools import lru_cache

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.pattern import (
    Choice,
    Condition,
    One,
    Pattern,
    PatternError,
    Repeat,
    Sequence,
    read_pattern,
)
from app.questionnaire.expression.signs import Test
from app.questionnaire.expression.tree import Literal, Tree
from app.questionnaire.expression.values import string

MAX_STATES = 1_500
MAX_TEXT = 5_000  # a longer text fits nothing
MAX_VISITS = 1_000_000  # states times characters, half a second: beyond it nothing fits either


def build_regex(trees: Listed[Tree], arguments: Listed[Closure]) -> Closure:
    """A pattern in quotes is read at once, and any fault of it found."""
    text, pattern = arguments
    tree = trees[1]
    if not isinstance(tree, Literal):
        return lambda scope: fits_given(string(text(scope)), string(pattern(scope)))
    try:
        machine = Machine.of(tree.text)
    except PatternError as error:
        raise ExpressionError(
            error.message, position=tree.position + 1 + error.position, mend=error.mend
        ) from error
    return lambda scope: machine.fits(string(text(scope)))


def fits_given(text: str, pattern: str) -> bool:
    """Of a pattern that is an answer: nothing fits one that cannot be read."""
    machine = machine_of(pattern)
    return machine is not None and machine.fits(text)


@lru_cache(maxsize=500)
def machine_of(pattern: str) -> "Machine | None":
    try:
        return Machine.of(pattern)
    except PatternError:
        return None


@dataclass(slots=True)
class State:
    """Reads one character that `fits` and goes on to `after`; or reads nothing and goes to all of
    `others`, if the condition holds there."""

    fits: Test | None = None
    after: int = 0
    condition: str = ""
    others: list[int] = field(default_factory=list)


class Machine:
    """The states of a pattern; the last one, 0, is the end."""

    def __init__(self) -> None:
        self._states = [State()]
        self._start = 0

    @staticmethod
    def of(pattern: str) -> "Machine":
        """Raises PatternError."""
        machine = Machine()
        machine._start = machine._build(read_pattern(pattern), 0)
        return machine

    def fits(self, text: str) -> bool:
        if len(text) > MAX_TEXT:
            return False
        reached = self._reached([self._start], text, 0)
        visits = len(reached)
        for place, sign in enumerate(text, start=1):
            nexts = [self._states[each].after for each in reached if self._reads(each, sign)]
            if not nexts or visits > MAX_VISITS:
                return False
            reached = self._reached(nexts, text, place)
            visits += len(reached)
        return 0 in reached

    def _reads(self, state: int, sign: str) -> bool:
        fits = self._states[state].fits
        return fits is not None and fits(sign)

    def _reached(self, states: list[int], text: str, place: int) -> set[int]:
        """These states, and all that can be reached from them without reading."""
        found: set[int] = set()
        waiting = list(states)
        while waiting:
            number = waiting.pop()
            if number not in found:
                found.add(number)
                state = self._states[number]
                if not state.condition or holds(state.condition, text, place):
                    waiting.extend(state.others)
        return found

    def _new(self, state: State) -> int:
        if len(self._states) == MAX_STATES:
            raise PatternError("The pattern repeats too much.", 0, "Ask for fewer repeats.")
        self._states.append(state)
        return len(self._states) - 1

    def _build(self, pattern: Pattern, after: int) -> int:
        """The state from which the pattern is read and then `after` reached."""
        match pattern:
            case One(fits, _):
                return self._new(State(fits, after))
            case Condition(sign):
                return self._new(State(condition=sign, others=[after]))
            case Sequence(parts):
                for part in reversed(parts):
                    after = self._build(part, after)
                return self._new(State(others=[after]))
            case Choice(ways):
                return self._new(State(others=[self._build(way, after) for way in ways]))
            case Repeat(part, least, most):
                return self._repeat(part, least, self._more(part, least, most, after))

    def _repeat(self, part: Pattern, times: int, after: int) -> int:
        for _ in range(times):
            after = self._build(part, after)
        return after

    def _more(self, part: Pattern, least: int, most: int | None, after: int) -> int:
        """The repeats that may be there or not."""
        if most is None:
            loop = self._new(State(others=[after]))
            self._states[loop].others.append(self._build(part, loop))
            return loop
        end = after
        for _ in range(most - least):
            after = self._new(State(others=[end, self._build(part, after)]))
        return after


def holds(condition: str, text: str, place: int) -> bool:
    if condition == "^":
        return place == 0
    if condition == "$":
        return place == len(text)
    is_edge = is_word(text, place - 1) != is_word(text, place)
    return is_edge == (condition == r"\b")


def is_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")

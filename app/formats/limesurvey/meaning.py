"""What a part of a LimeSurvey expression means here: a tree, and what is known about its value."""

from dataclasses import dataclass
from typing import Final

from app.formats.foreign.making import (
    Sort,
    call,
    compared,
    is_answered,
    is_empty,
    joined,
    negated,
    number,
    text,
)
from app.formats.limesurvey.variables import Variable
from app.questionnaire.expression.tree import Literal, Number, Tree

ONE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Meant:
    """variable: where it is nothing but an answer. literal: where it is written out.

    is_certain: a number whatever is answered, such as a count.
    """

    tree: Tree
    sort: Sort
    variable: Variable | None = None
    literal: str | float | None = None
    is_certain: bool = False

    @property
    def value(self) -> Tree:
        """A condition gives 1 or nothing, as in LimeSurvey."""
        if self.sort is Sort.TRUTH:
            return call("if", self.tree, Number(ONE), Literal(""))
        return self.tree

    @property
    def truth(self) -> Tree:
        """Whether it counts as yes: neither empty nor 0."""
        if self.literal is not None:
            return call("true" if self.literal not in ("", "0", 0.0) else "false")
        if self.variable is not None and self.variable.checked is not None:
            return self.variable.checked
        if self.sort is Sort.TEXT:
            return joined("and", (is_answered(self.tree), compared("!=", self.tree, Literal("0"))))
        return self.tree

    @property
    def answered(self) -> Tree:
        if self.variable is not None:
            return self.variable.answered
        return self.tree if self.sort is Sort.TRUTH else is_answered(self.tree)

    @property
    def empty(self) -> Tree:
        if self.variable is None and self.sort is not Sort.TRUTH:
            return is_empty(self.tree)
        return negated(self.answered)

    @property
    def may_be_empty(self) -> bool:
        return self.literal is None and not self.is_certain


def number_meant(value: float) -> Meant:
    return Meant(number(value), Sort.NUMBER, literal=value)


def text_meant(value: str) -> Meant:
    return Meant(text(value), Sort.TEXT, literal=value)


def truth_meant(tree: Tree) -> Meant:
    return Meant(tree, Sort.TRUTH)


def variable_meant(variable: Variable) -> Meant:
    return Meant(variable.tree, variable.sort, variable)

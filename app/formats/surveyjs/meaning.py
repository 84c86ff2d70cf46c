"""What a part of a SurveyJS expression means here."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from app.formats.foreign.making import (
    Sort,
    call,
    compared,
    is_answered,
    joined,
    lowered,
    negated,
    number,
    text,
)
from app.formats.foreign.refusal import NoEqualError
from app.formats.surveyjs.known import Known
from app.questionnaire.expression.tree import Literal, Number, Reference, Tree

Plain: TypeAlias = str | float | bool | None
NOTHING: Final = frozenset({"", None})


@dataclass(frozen=True, slots=True)
class Meant:
    """known: of an answer. literal: of what is written out; listed: of values in brackets."""

    tree: Tree
    sort: Sort
    known: Known | None = None
    literal: Plain = None
    listed: tuple["Meant", ...] | None = None
    is_literal: bool = False

    @property
    def parts(self) -> tuple["Meant", ...]:
        """The answers that a table or several boxes are made of."""
        known = self.known
        if known is None or known.is_repeat:
            return ()
        return tuple(meant_of(each) for each in known.fields.values())

    @property
    def is_whole(self) -> bool:
        """Whether it is no answer, but several."""
        return self.known is not None and bool(self.known.fields)

    @property
    def truth(self) -> Tree:
        """As JavaScript takes it: neither empty nor 0."""
        if self.is_whole:
            return self.answered
        if self.is_literal:
            return call("true" if self.literal not in {*NOTHING, 0.0} else "false")
        if self.sort in {Sort.TRUTH, Sort.NUMBER}:
            return self.tree
        if self.known is not None and self.known.yes:
            return compared("=", self.tree, Literal(self.known.yes))
        if self.sort is Sort.SEVERAL:
            return is_answered(self.tree)
        return joined("and", (is_answered(self.tree), compared("!=", self.tree, Literal("0"))))

    @property
    def empty(self) -> Tree:
        if self.sort is Sort.TRUTH:
            return call("false")
        if self.parts:
            return joined("and", [each.empty for each in self.parts])
        if self.known is not None and self.known.is_repeat:
            return compared("=", call("count", self.tree), Number(0.0))
        return compared("=", self.tree, Literal(""))

    @property
    def answered(self) -> Tree:
        return negated(self.empty)

    @property
    def reckoned(self) -> Tree:
        """In arithmetic, where nothing is 0."""
        if isinstance(self.literal, float):
            return self.tree
        return call("coalesce", self.tree, Number(0.0))

    @property
    def spelled(self) -> Tree:
        """As texts are compared: without regard to capital letters."""
        is_letters = isinstance(self.literal, str) and self.literal.lower() != self.literal.upper()
        return lowered(self.tree) if not self.is_literal or is_letters else self.tree


def meant_of(known: Known) -> Meant:
    return Meant(Reference(known.code), known.sort, known)


def single(meant: Meant) -> Meant:
    """What is compared and reckoned with. Raises NoEqualError for several answers at once."""
    if meant.is_whole and meant.known is not None:
        raise NoEqualError(
            f"{meant.known.code} is several answers, which cannot be compared as one.",
            "Name one of them: {question.row}.",
        )
    return meant


def literal_meant(value: Plain) -> Meant:
    if isinstance(value, bool):
        return Meant(call("true" if value else "false"), Sort.TRUTH, literal=value, is_literal=True)
    if isinstance(value, float):
        return Meant(number(value), Sort.NUMBER, literal=value, is_literal=True)
    return Meant(text(value or ""), Sort.TEXT, literal=value or "", is_literal=True)


def truth_meant(tree: Tree) -> Meant:
    return Meant(tree, Sort.TRUTH)

"""Comparisons and arithmetic of LimeSurvey's expressions."""

import re
from collections.abc import Sequence
from typing import Final

from app.formats.foreign.making import Sort, call, compared, either, is_empty, joined, negated
from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.meaning import Meant, truth_meant
from app.questionnaire.expression.tree import Literal, Number, Tree

COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
ARITHMETIC: Final = frozenset({"-", "*", "/"})
NUMERIC: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
DATED: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:]+)?")
WITH_NOTHING: Final = frozenset({("left", "<="), ("right", ">="), ("right", "<=")})
"""Where LimeSurvey holds nothing to be as 0 is: nothing <= 0, 0 >= nothing, 0 <= nothing."""
AS_NUMBERS: Final = (
    "A number in quotes is compared as a text by newer versions of LimeSurvey, so that 9 is more "
    "than 18; here it is compared as a number."
)
EMPTY_AND_ZERO: Final = (
    "Whether no answer equals 0 differs between versions of LimeSurvey and between its server and "
    "its pages; here it does not."
)
LESS_THAN_ZERO: Final = (
    "LimeSurvey's server holds no answer to be less than 0, its pages do not; here it is not."
)
PLUS: Final = (
    "LimeSurvey joins texts where a part of a sum is empty; here it counts as 0, and the sum is "
    "empty where all parts are."
)


def compared_as(sign: str, left: Meant, right: Meant, remarks: list[str]) -> Meant:
    if sign in {"=", "!="}:
        equal = equality(left, right, remarks)
        return truth_meant(equal if sign == "=" else negated(equal))
    for each in (left, right):
        check_order(each, remarks)
    tree = compared(sign, left.value, right.value)
    return truth_meant(with_zero(sign, left, right, tree=tree, remarks=remarks))


def equality(left: Meant, right: Meant, remarks: list[str]) -> Tree:
    for one, other in ((left, right), (right, left)):
        if other.literal is None:
            continue
        if other.literal == "":
            return one.empty
        known = truth_or_box(one, other)
        if known is not None:
            return known
        if other.literal in (0.0, "0") and one.may_be_empty:
            remarks.append(EMPTY_AND_ZERO)
    return compared("=", left.value, right.value)


def truth_or_box(one: Meant, other: Meant) -> Tree | None:
    """Of a condition or a box that is compared with what it can be."""
    literal = other.literal
    written = f"{literal:g}" if isinstance(literal, float) else str(literal)
    if one.variable is not None and one.variable.checked is not None:
        return one.variable.equals(written)
    if one.sort is Sort.TRUTH and written in {"0", "1"}:
        return one.tree if written == "1" else negated(one.tree)
    return None


def check_order(meant: Meant, remarks: list[str]) -> None:
    if not isinstance(meant.literal, str) or DATED.fullmatch(meant.literal):
        return
    if NUMERIC.fullmatch(meant.literal):
        remarks.append(AS_NUMBERS)
    elif meant.literal:
        raise NoEqualError(
            f"{meant.literal!r} is a text, and an order of texts has no equal here.",
            "Compare numbers or dates, or compare with = each text that is meant.",
        )


def with_zero(sign: str, left: Meant, right: Meant, *, tree: Tree, remarks: list[str]) -> Tree:
    """Nothing compared with 0, in the places where LimeSurvey takes it for 0."""
    for side, other, zero in (("left", left, right), ("right", right, left)):
        if zero.literal not in (0.0, "0") or other.variable is None:
            continue
        if (side, sign) in WITH_NOTHING:
            return either([tree, is_empty(other.tree)])
        if (side, sign) == ("left", "<"):
            remarks.append(LESS_THAN_ZERO)
    return tree


def reckoned(sign: str, left: Meant, right: Meant) -> Meant:
    if sign == "/":
        return Meant(divided(left, right), Sort.NUMBER)
    return Meant(joined(sign, (left.value, right.value)), Sort.NUMBER)


def divided(left: Meant, right: Meant) -> Tree:
    """By 0 nothing, where ours is infinite."""
    divisor = right.value
    if not isinstance(right.literal, float) or right.literal == 0:
        divisor = call("if", compared("=", divisor, Number(0.0)), Literal(""), divisor)
    return compared("div", left.value, divisor)


def added(parts: Sequence[Meant], remarks: list[str]) -> Meant:
    """A sum of numbers; where a text that is no number is among them, all joined."""
    values = [each.value for each in parts]
    if any(map(is_words, parts)):
        return Meant(call("concat", *values), Sort.TEXT)
    total = joined("+", [with_nothing(each) for each in parts])
    if not all(each.may_be_empty for each in parts):
        return Meant(total, Sort.NUMBER)
    remarks.append(PLUS)
    nothing = is_empty(call("concat", *values))
    return Meant(call("if", nothing, Literal(""), total), Sort.NUMBER)


def is_words(meant: Meant) -> bool:
    """A text that is no number."""
    if isinstance(meant.literal, str):
        return NUMERIC.fullmatch(meant.literal) is None
    return meant.sort is Sort.TEXT and meant.variable is None


def with_nothing(meant: Meant) -> Tree:
    return call("coalesce", meant.value, Number(0.0)) if meant.may_be_empty else meant.value

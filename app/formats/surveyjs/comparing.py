"""Comparisons of SurveyJS: loose, without regard to capital letters, and of lists."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from app.formats.foreign.making import (
    Sort,
    both,
    call,
    compared,
    either,
    is_empty,
    joined,
    lowered,
    negated,
)
from app.formats.foreign.refusal import NoEqualError
from app.formats.surveyjs.meaning import Meant, single
from app.questionnaire.expression.tree import Literal, Number, Tree

DATED: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:.Z]+)?")
NUMERIC: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def equal(left: Meant, right: Meant) -> Tree:
    for one, other in ((left, right), (right, left)):
        if other.is_literal and other.literal == "":
            return one.empty
        if other.listed is not None:
            return same_list(one, other.listed)
        if other.is_literal:
            return equals_literal(one, other)
    if Sort.SEVERAL in {left.sort, right.sort} and left.sort is not right.sort:
        return call("false")
    if left.sort is right.sort is Sort.TEXT and not have_one_list(left, right):
        return compared("=", left.spelled, right.spelled)
    return compared("=", left.tree, right.tree)


def have_one_list(left: Meant, right: Meant) -> bool:
    """Codes of one list are spelled one way."""
    lists = [each.known.choices if each.known is not None else () for each in (left, right)]
    return bool(lists[0]) and lists[0] == lists[1]


def has_codes(meant: Meant) -> bool:
    return meant.known is not None and bool(meant.known.choices or meant.known.yes)


def equals_literal(meant: Meant, literal: Meant) -> Tree:
    if meant.sort is Sort.SEVERAL:
        return call("false")  # a list never equals one value
    if isinstance(literal.literal, bool):
        return equals_truth(meant, is_yes=literal.literal)
    if meant.sort is Sort.TRUTH and str(literal.literal).lower() in {"true", "false"}:
        return equals_truth(meant, is_yes=str(literal.literal).lower() == "true")
    if has_codes(meant):
        return compared("=", meant.tree, Literal(code_for(meant, literal)))
    written = str(literal.literal)
    if isinstance(literal.literal, float) or NUMERIC.fullmatch(written):
        return compared("=", meant.tree, Number(float(literal.literal or 0)))
    return compared("=", meant.spelled, lowered(literal.spelled))


def equals_truth(meant: Meant, *, is_yes: bool) -> Tree:
    if meant.sort is Sort.TRUTH:
        return meant.tree if is_yes else negated(meant.tree)
    if meant.known is not None and meant.known.yes:
        wanted = meant.known.yes if is_yes else meant.known.no
        return compared("=", meant.tree, Literal(wanted))
    return compared("=", meant.spelled, Literal("true" if is_yes else "false"))


def code_for(meant: Meant, literal: Meant) -> str:
    """The choice that is meant, whatever its capital letters."""
    value = literal.literal
    wanted = f"{value:g}" if isinstance(value, float) else str(value)
    known = meant.known
    codes = () if known is None else (*known.choices, *filter(None, (known.yes, known.no)))
    like = (each for each in codes if each.strip().lower() == wanted.strip().lower())
    return wanted if wanted in codes else next(like, wanted)


def same_list(meant: Meant, listed: tuple[Meant, ...]) -> Tree:
    """In any order."""
    if meant.sort is not Sort.SEVERAL:
        return call("false") if listed else meant.empty
    if not listed:
        return meant.empty
    count = compared("=", call("count-selected", meant.tree), Number(float(len(listed))))
    return joined("and", (*(holds(meant, each) for each in listed), count))


def holds(meant: Meant, value: Meant) -> Tree:
    """Whether a choice is among those chosen."""
    code = Literal(code_for(meant, value)) if value.is_literal else value.tree
    return call("selected", meant.tree, code)


def contains(left: Meant, right: Meant) -> Tree:
    if left.sort is Sort.SEVERAL:
        values = (right,) if right.listed is None else right.listed
        found = both(*(holds(left, each) for each in values))
        return found or call("true")
    if right.listed is not None:
        raise NoEqualError("A text cannot contain a list.", "Write anyof.")
    if right.is_literal and right.literal == "":
        return call("false")
    found_in = call("contains", left.spelled, lowered(right.tree))
    return found_in if right.is_literal else joined("and", (right.answered, found_in))


def any_of(left: Meant, right: Meant) -> Tree:
    values = (right,) if right.listed is None else right.listed
    if left.sort is Sort.SEVERAL:
        return either(holds(left, each) for each in values)
    if right.sort is Sort.SEVERAL and right.listed is None:
        return joined("and", (left.answered, holds(right, left)))
    return either(equal(left, each) for each in values)


def all_of(left: Meant, right: Meant) -> Tree:
    values = (right,) if right.listed is None else right.listed
    found = both(*(contains(left, each) for each in values))
    return found or call("true")


def ordered(sign: str) -> Callable[[Meant, Meant], Tree]:
    def order(left: Meant, right: Meant) -> Tree:
        for each in (left, right):
            check_order(each)
        tree = compared(sign, left.tree, right.tree)
        if "=" in sign and not left.is_literal and not right.is_literal:
            nothing = joined("and", (is_empty(left.tree), is_empty(right.tree)))
            return either([tree, nothing])
        return tree

    return order


def check_order(meant: Meant) -> None:
    value = meant.literal
    if isinstance(value, str) and value and not DATED.fullmatch(value):
        if NUMERIC.fullmatch(value):
            return
        raise NoEqualError(
            f"{value!r} is a text, and an order of texts has no equal here.",
            "Compare numbers or dates.",
        )


def comparison(sign: str, left: Meant, right: Meant) -> Tree:
    """Raises NoEqualError where one side is several answers, unless they are compared with none."""
    if not any(each.is_literal and each.literal == "" for each in (left, right)):
        left, right = single(left), single(right)
    if left.listed is not None and sign not in {"=", "!="}:
        if sign not in TURNED or right.listed is not None or right.sort is Sort.SEVERAL:
            raise NoEqualError("A list of values stands where an answer should.", "Turn it round.")
        sign, left, right = TURNED[sign], right, left
    return COMPARISONS[sign](left, right)


TURNED: Final = {
    "contains": "anyof",
    "anyof": "anyof",
    "notcontains": "noneof",
    "noneof": "noneof",
}
"""What is said of the answer where the list of values comes first."""
COMPARISONS: Final[Mapping[str, Callable[[Meant, Meant], Tree]]] = {
    "=": equal,
    "!=": lambda left, right: negated(equal(left, right)),
    "<": ordered("<"),
    "<=": ordered("<="),
    ">": ordered(">"),
    ">=": ordered(">="),
    "contains": contains,
    "notcontains": lambda left, right: negated(contains(left, right)),
    "anyof": any_of,
    "allof": all_of,
    "noneof": lambda left, right: negated(any_of(left, right)),
}

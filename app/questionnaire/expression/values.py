"""Conversions and comparisons of values, as XPath 1.0 (sections 3.4 and 4) words them.

Dates are texts, 2026-11-23 or 2026-11-23T08:30:00Z; as a number they are days since 1970, so that
they compare and subtract. An empty answer is false.
"""

import math
import operator
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from app.questionnaire.expression.nodes import Branch, Document, NodeSet, Plain
from app.questionnaire.expression.tables import Cell, Table, TableRow

Value: TypeAlias = Plain | NodeSet
WITH_CHILDREN = (Branch, Document, Table, TableRow)

EPOCH = date(1970, 1, 1)
EPOCH_TIME = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*", re.ASCII)
ENDLESS = re.compile(r"\s*-?Infinity\s*", re.ASCII)
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6}\d*)?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII
)


def string(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(float_of(value))
    if isinstance(value, tuple):
        return " ".join(value)
    return string(value.nodes[0].value) if value.nodes else ""


def number_text(number: float) -> str:
    """The shortest text that reads back as the number, without exponent and without `.0`."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < 2**53:
        return str(int(number))
    text = format(Decimal(repr(number)), "f")
    return text.removesuffix(".0")


def number(value: Value) -> float:
    if isinstance(value, float):
        return value
    if isinstance(value, int):
        return float_of(value)
    if isinstance(value, str):
        return number_of_text(value)
    if isinstance(value, tuple):
        return number_of_text(" ".join(value))
    return number(value.nodes[0].value) if value.nodes else math.nan


def float_of(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # an integer of more than 308 digits
        return math.inf if value > 0 else -math.inf


def number_of_text(text: str) -> float:
    if NUMBER.fullmatch(text) or ENDLESS.fullmatch(text):
        return float(text)
    moment = moment_of(text)
    return math.nan if moment is None else (moment - EPOCH_TIME) / DAY


def moment_of(text: str) -> datetime | None:
    """The date or date and time that a text holds; without offset it is UTC."""
    text = text.strip()
    if not DATE.fullmatch(text) and not DATE_TIME.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # 2026-02-30, or year 1 moved before the calendar's begin
        return None


def boolean(value: Value) -> bool:
    """An empty answer is false, in a node-set too (as JavaRosa, not as XPath)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value != 0 and not math.isnan(value)
    if isinstance(value, NodeSet):
        return any(boolean(each) or has_children(value) for each in value.values)
    return bool(value)


def has_children(value: NodeSet) -> bool:
    return any(isinstance(node, WITH_CHILDREN) for node in value.nodes)


def is_empty(value: Value) -> bool:
    """Nothing was answered: '' or no node that holds anything."""
    if isinstance(value, NodeSet):
        return all(is_empty(each) for each in value.values)
    return value in ("", ())


def nodes_of(value: Value) -> NodeSet:
    """A value as nodes: an answer is one node, no answer none."""
    if isinstance(value, NodeSet):
        return value
    return NodeSet() if is_empty(value) else NodeSet((Cell(f"={string(value)}", value),))


def plains_of(values: Iterable[Value]) -> list[Plain]:
    """Each answer of each value: node-sets opened."""
    found: list[Plain] = []
    for value in values:
        found.extend(value.values if isinstance(value, NodeSet) else (value,))
    return found


def codes_of(value: Value) -> tuple[str, ...]:
    """The codes chosen: of a multiple choice, of a text with spaces between codes, of nodes."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, NodeSet):
        return tuple(code for each in value.values for code in codes_of(each))
    return tuple(string(value).split())


def equals(left: Value, right: Value) -> bool:
    return agrees(left, right, operator.eq)


def differs(left: Value, right: Value) -> bool:
    return agrees(left, right, operator.ne)


Agreement: TypeAlias = Callable[[object, object], bool]


def agrees(left: Value, right: Value, test: Agreement) -> bool:
    """`=` or `!=`: of two kinds, yes-or-no wins, then numbers, then texts; nodes: any of them."""
    if isinstance(left, NodeSet) or isinstance(right, NodeSet):
        return any_pair(left, right, lambda one, other: agrees(one, other, test))
    if isinstance(left, bool) or isinstance(right, bool):
        return test(boolean(left), boolean(right))
    if isinstance(left, int | float) or isinstance(right, int | float):
        return test(number(left), number(right))
    return test(string(left), string(right))


def compares(left: Value, right: Value, test: Callable[[float, float], bool]) -> bool:
    """`<`, `<=`, `>`, `>=`: always of numbers, so dates too; nodes: any of them."""
    if isinstance(left, NodeSet) or isinstance(right, NodeSet):
        return any_pair(left, right, lambda one, other: compares(one, other, test))
    return test(number(left), number(right))


def any_pair(left: Value, right: Value, test: Callable[[Value, Value], bool]) -> bool:
    """Against yes or no a node-set is one value; against anything else, each of its nodes."""
    if isinstance(left, bool) or isinstance(right, bool):
        return test(boolean(left), boolean(right))
    ones = left.values if isinstance(left, NodeSet) else (left,)
    others = right.values if isinstance(right, NodeSet) else (right,)
    return any(test(one, other) for one in ones for other in others)


def tidy(value: Value) -> Value:
    """A number that is whole as an int, as answers hold it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value

"""Operators between two values, as XPath 1.0 (section 3.5) has them."""

import math
import operator
from collections.abc import Callable
from typing import TypeAlias

from app.questionnaire.expression.nodes import NodeSet
from app.questionnaire.expression.values import Value, compares, differs, equals, nodes_of, number

Binary: TypeAlias = Callable[[Value, Value], Value]


def plus(left: Value, right: Value) -> float:
    return number(left) + number(right)


def minus(left: Value, right: Value) -> float:
    return number(left) - number(right)


def times(left: Value, right: Value) -> float:
    return number(left) * number(right)


def divided(left: Value, right: Value) -> float:
    """By zero: infinity with its sign, and NaN for zero by zero (IEEE 754)."""
    upper, lower = number(left), number(right)
    if lower != 0:
        return upper / lower
    if upper == 0 or math.isnan(upper):
        return math.nan
    return math.copysign(math.inf, upper) * math.copysign(1, lower)


def remainder(left: Value, right: Value) -> float:
    """With the sign of the left: -7 mod 3 is -1."""
    upper, lower = number(left), number(right)
    if lower == 0 or math.isinf(upper):
        return math.nan
    return math.fmod(upper, lower)


def union(left: Value, right: Value) -> NodeSet:
    nodes = {node.key: node for node in (*nodes_of(left).nodes, *nodes_of(right).nodes)}
    return NodeSet(tuple(nodes.values()))


def comparison(test: Callable[[float, float], bool]) -> Binary:
    return lambda left, right: compares(left, right, test)


BINARIES: dict[str, Binary] = {
    "=": equals,
    "!=": differs,
    "<": comparison(operator.lt),
    "<=": comparison(operator.le),
    ">": comparison(operator.gt),
    ">=": comparison(operator.ge),
    "+": plus,
    "-": minus,
    "*": times,
    "div": divided,
    "mod": remainder,
    "|": union,
}

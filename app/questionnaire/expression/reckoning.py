"""Logarithms, roots, powers and angles (XPath 3.0); NaN where mathematics has no value."""

import math
from collections.abc import Callable

from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.values import Value, number


def of_one(reckon: Callable[[float], float]) -> Callable[[Scope, Value], float]:
    def reckoned(_: Scope, value: Value) -> float:
        try:
            return reckon(number(value))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return reckoned


def endless_at_zero(logarithm: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else logarithm(value)


natural_logarithm = of_one(endless_at_zero(math.log))
decimal_logarithm = of_one(endless_at_zero(math.log10))
square_root = of_one(math.sqrt)
exponential = of_one(math.exp)
power_of_ten = of_one(lambda value: math.pow(10, value))
sine = of_one(math.sin)
cosine = of_one(math.cos)
tangent = of_one(math.tan)
arc_sine = of_one(math.asin)
arc_cosine = of_one(math.acos)
arc_tangent = of_one(math.atan)


def arc_tangent_of_two(_: Scope, y: Value, x: Value) -> float:
    return math.atan2(number(y), number(x))


def pi(_: Scope) -> float:
    return math.pi

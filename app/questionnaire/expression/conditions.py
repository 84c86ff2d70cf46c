"""Functions that decide between values, or say yes or no."""

import math
from collections.abc import Sequence

from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.numbering import exact_sum
from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.tree import Tree
from app.questionnaire.expression.values import Value, boolean, is_empty, number, plains_of, string

NO_LIMIT = -1


def build_if(_trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    condition, then, otherwise = arguments
    return lambda scope: then(scope) if boolean(condition(scope)) else otherwise(scope)


def build_coalesce(_trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    def first_answered(scope: Scope) -> Value:
        for argument in arguments:
            value = argument(scope)
            if not is_empty(value) and not is_no_number(value):
                return value
        return ""

    return first_answered


def is_no_number(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


def build_once(_trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """The value that the question already has, else a new one."""
    (argument,) = arguments

    def kept(scope: Scope) -> Value:
        own = scope.own_value
        return argument(scope) if is_empty(own) else own

    return kept


def negation(_: Scope, value: Value) -> bool:
    return not boolean(value)


def true(_: Scope) -> bool:
    return True


def false(_: Scope) -> bool:
    return False


def to_boolean(_: Scope, value: Value) -> bool:
    return boolean(value)


def boolean_from_string(_: Scope, value: Value) -> bool:
    """true only for 'true' and '1'."""
    return string(value) in {"true", "1"}


def checklist(_: Scope, least: Value, most: Value, *factors: Value) -> bool:
    """Every node of a node-set is a factor of its own."""
    return is_between(sum(map(boolean, plains_of(factors))), number(least), number(most))


def weighted_checklist(_: Scope, least: Value, most: Value, *pairs: Value) -> bool:
    """Of two node-sets, each factor has the weight at its place."""
    weights = [
        number(weight)
        for factor, given in zip(pairs[::2], pairs[1::2], strict=True)
        for each, weight in zip(plains_of([factor]), plains_of([given]), strict=False)
        if boolean(each)
    ]
    return is_between(exact_sum(weights), number(least), number(most))


def is_between(found: float, least: float, most: float) -> bool:
    """-1 sets no limit."""
    return (least == NO_LIMIT or found >= least) and (most == NO_LIMIT or found <= most)

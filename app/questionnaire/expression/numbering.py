"""Functions that give numbers."""

import math
from decimal import Decimal, localcontext

from app.questionnaire.expression.drawing import drawn
from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.values import Value, is_empty, number, plains_of

MAX_PLACES = 30


def to_number(scope: Scope, *value: Value) -> float:
    return number(value[0] if value else scope.here())


def integer(_: Scope, value: Value) -> float:
    """Cut towards zero."""
    found = number(value)
    return float(math.trunc(found)) if math.isfinite(found) else found


def floor(_: Scope, value: Value) -> float:
    found = number(value)
    return float(math.floor(found)) if math.isfinite(found) else found


def ceiling(_: Scope, value: Value) -> float:
    found = number(value)
    return float(math.ceil(found)) if math.isfinite(found) else found


def absolute(_: Scope, value: Value) -> float:
    return abs(number(value))


def rounded(_: Scope, value: Value, places: Value = 0) -> float:
    """A half goes towards plus infinity, as in XPath 1.0 (section 4.4): round(-1.5) is -1."""
    found, digits = number(value), number(places)
    if not math.isfinite(found) or math.isnan(digits):
        return found if math.isfinite(digits) else math.nan
    shift = int(max(-MAX_PLACES, min(MAX_PLACES, digits)))
    with localcontext(prec=400):
        exact = Decimal(repr(found)).scaleb(shift)
        whole = (exact + Decimal("0.5")).to_integral_value("ROUND_FLOOR")
        return float(whole.scaleb(-shift))


def total(_: Scope, *values: Value) -> float:
    """Of nodes without an answer nothing is added (as JavaRosa; XPath would give NaN)."""
    return exact_sum(numbers_of(values))


def exact_sum(numbers: list[float]) -> float:
    """Without rounding on the way, unless something in it is endless."""
    try:
        return math.fsum(numbers)
    except (OverflowError, ValueError):  # beyond the largest number, or infinities of both signs
        return sum(numbers)


def numbers_of(values: tuple[Value, ...]) -> list[float]:
    return [number(each) for each in plains_of(values) if not is_empty(each)]


def smallest(_: Scope, *values: Value) -> float:
    """NaN when nothing was answered."""
    found = numbers_of(values)
    return math.nan if not found or any(map(math.isnan, found)) else min(found)


def largest(_: Scope, *values: Value) -> float:
    found = numbers_of(values)
    return math.nan if not found or any(map(math.isnan, found)) else max(found)


def power(_: Scope, value: Value, exponent: Value) -> float:
    root, times = number(value), number(exponent)
    if abs(root) == 1 and not math.isfinite(times):
        return math.nan  # as Java and JavaScript have it, not as C
    try:
        return math.pow(root, times)
    except OverflowError:
        return -math.inf if root < 0 and times % 2 == 1 else math.inf
    except ValueError:  # zero to a negative power, or the root of a negative number
        is_odd = times % 2 == 1
        return math.copysign(math.inf, root if is_odd else 1) if root == 0 else math.nan


def random(place: int, scope: Scope) -> float:
    """In [0, 1), the same for the same seed and question: an answer shown again does not move."""
    return int.from_bytes(drawn(scope, place, "number")[:6]) / 2**48

"""Functions that give numbers."""

import hashlib
import math
from decimal import Decimal, localcontext

from app.questionnaire.expression.scope import Scope
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
    return math.fsum(numbers_of(values))


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
    try:
        return math.pow(root, times)
    except OverflowError:
        return -math.inf if root < 0 and times % 2 == 1 else math.inf
    except ValueError:  # the root of a negative number, zero to a negative power
        return math.nan


def random(scope: Scope) -> float:
    """In [0, 1), the same for the same seed and question: an answer shown again does not move."""
    text = f"{scope.seed}/{scope.path}".encode()
    return int.from_bytes(hashlib.sha256(text).digest()[:6]) / 2**48

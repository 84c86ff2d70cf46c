"""Functions on texts."""

import math
import re

from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.values import Value, number, plains_of, string

IN_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


def to_string(scope: Scope, *value: Value) -> str:
    return string(value[0] if value else scope.here())


def string_length(scope: Scope, *value: Value) -> float:
    return len(units_of(to_string(scope, *value)))


def units_of(text: str) -> str:
    """What both engines count: a sign beyond the first 65,536, as most emoji, is two halves."""
    return text if text.isascii() else IN_TWO_UNITS.sub(halves, text)


def halves(found: re.Match[str]) -> str:
    beyond = ord(found[0]) - 0x10000
    return chr(0xD800 + (beyond >> 10)) + chr(0xDC00 + (beyond & 0x3FF))


def text_of(units: str) -> str:
    """Halves put together; one alone becomes a question mark in a diamond."""
    if units.isascii():
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def concat(_: Scope, *values: Value) -> str:
    """Every node of a node-set, not only the first."""
    return "".join(string(each) for each in plains_of(values))


def join(_: Scope, separator: Value, *values: Value) -> str:
    return string(separator).join(string(each) for each in plains_of(values))


def contains(_: Scope, text: Value, part: Value) -> bool:
    return string(part) in string(text)


def starts_with(_: Scope, text: Value, start: Value) -> bool:
    return string(text).startswith(string(start))


def ends_with(_: Scope, text: Value, end: Value) -> bool:
    return string(text).endswith(string(end))


def substr(_: Scope, text: Value, start: Value, *end: Value) -> str:
    """From character `start` to before `end`, the first being 0; negative: from the end."""
    whole = units_of(string(text))
    stop = bounded(end[0], len(whole)) if end else len(whole)
    return text_of(whole[bounded(start, len(whole)) : stop])


def bounded(value: Value, length: int) -> int:
    found = number(value)
    if math.isnan(found):
        return 0
    place = int(max(-length, min(length, found)))
    return place + length if place < 0 else place


def substring(_: Scope, text: Value, start: Value, *length: Value) -> str:
    """XPath 1.0, section 4.2: the first character is 1, both numbers are rounded."""
    first = half_up(number(start))
    stop = first + half_up(number(length[0])) if length else math.inf
    return "".join(
        sign for place, sign in enumerate(string(text), start=1) if first <= place < stop
    )


def half_up(value: float) -> float:
    return math.floor(value + 0.5) if math.isfinite(value) else value


def normalize_space(scope: Scope, *value: Value) -> str:
    return " ".join(to_string(scope, *value).split())


def translate(_: Scope, text: Value, old: Value, new: Value) -> str:
    """Each sign of `old` becomes the one at its place in `new`, or goes."""
    become = string(new)
    signs: dict[int, str] = {}
    for place, sign in enumerate(string(old)):
        signs.setdefault(ord(sign), become[place : place + 1])
    return string(text).translate(signs)


def substring_before(_: Scope, text: Value, part: Value) -> str:
    before, found, _rest = string(text).partition(string(part) or "\0")
    return before if found else ""


def substring_after(_: Scope, text: Value, part: Value) -> str:
    whole, mark = string(text), string(part)
    return whole.partition(mark)[2] if mark else whole


def itext(scope: Scope, code: Value) -> str:
    """A text of the questionnaire by its code, in the language of the answers."""
    return scope.text(string(code))

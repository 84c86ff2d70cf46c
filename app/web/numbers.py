"""Numbers as people of each language write and read them."""

import re
from decimal import Decimal

from babel.numbers import NumberFormatError, format_decimal, get_decimal_symbol, parse_decimal

MEGABYTE = 1_000_000  # bytes

_MARKS = r"[\d\s.,'\u2019\u066b\u066c]*"  # digits with any language's separators
_PLAIN = re.compile(rf"[-+]?{_MARKS}\d{_MARKS}")
_GROUPING_SPACE = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(\D|$))")
_LONGEST = 40
_SHORT = 15  # digits alone mean the same in every language


def read_number(text: str, language: str) -> int | float:
    """The number that somebody of this language meant. Raises ValueError when it is none.

    Spaces of every kind may group digits by three; exponents are refused.
    """
    if len(text) <= _SHORT and text.isascii() and text.isdigit():
        return int(text)
    given = _GROUPING_SPACE.sub("", text.strip())
    if len(given) > _LONGEST or not _PLAIN.fullmatch(given):
        raise ValueError(text)
    try:
        number = parse_decimal(given, locale=language, strict=True)
    except NumberFormatError:
        number = _with_decimal_point(given)
    return int(number) if number == number.to_integral_value() else float(number)


def _with_decimal_point(given: str) -> Decimal:
    """A plain 1234.5 means the same in every language: phones often offer only a point."""
    if not re.fullmatch(r"[-+]?\d+(\.\d{1,2}|\.\d{4,})?", given, re.ASCII):
        raise ValueError(given)
    return Decimal(given)


def decimal_mark(language: str) -> str:
    return get_decimal_symbol(language)


def write_number(number: float, language: str) -> str:
    return format_decimal(number, locale=language)


def megabytes(size: int, language: str) -> str:
    """As people read it: 2.4, or 0.1 for whatever is less."""
    return write_number(max(0.1, round(size / MEGABYTE, 1)), language)

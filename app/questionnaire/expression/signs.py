"""What one place of a regular expression takes: a sign, a class of signs, a Unicode property."""

import re
import unicodedata
from collections.abc import Callable
from typing import TypeAlias

Test: TypeAlias = Callable[[str], bool]
AMBIGUOUS = re.compile(r"(?<!\\)\[|--|&&|~~|\|\|")  # set operations elsewhere
SIMPLE_ESCAPES = frozenset("dDsSwWnrtfvxupP")
PROPERTY = re.compile(r"\\([pP])\{(\w+)\}")
CATEGORIES = frozenset({"L", "M", "N", "P", "S", "Z", "C"})
POSIX = {
    "Alpha": str.isalpha,
    "Digit": str.isdigit,
    "Alnum": str.isalnum,
    "Upper": str.isupper,
    "Lower": str.islower,
    "Space": str.isspace,
    "IsAlphabetic": str.isalpha,
    "IsDigit": str.isdigit,
    "IsUppercase": str.isupper,
    "IsLowercase": str.islower,
    "IsPunctuation": lambda sign: unicodedata.category(sign).startswith("P"),
    "Punct": lambda sign: unicodedata.category(sign)[0] in "PS",
}


class SignError(ValueError):
    """mend: what to write instead."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


def test_of(text: str, flags: re.RegexFlag) -> Test:
    """Whether a sign is one that the text of an atom takes. Raises SignError."""
    check(text)
    if PROPERTY.search(text):
        return any_property(text, flags)
    return compiled(text if len(text) > 1 or text == "." else re.escape(text), flags)


def check(text: str) -> None:
    if text.startswith("\\") and text[1].isalnum() and text[1] not in SIMPLE_ESCAPES:
        raise SignError(f"{text} is not supported.", r"Use \d, \s, \w or a class such as [a-z].")
    if text.startswith("[") and AMBIGUOUS.search(text[1:-1]):
        raise SignError("A class in a class is not supported.", r"Write a \ before [, -, & and |.")


def compiled(text: str, flags: re.RegexFlag) -> Test:
    try:
        pattern = re.compile(text, flags)
    except re.error as error:
        raise SignError(f"{text} is not a class: {error}.", "Correct it.") from error
    return lambda sign: pattern.fullmatch(sign) is not None


def any_property(text: str, flags: re.RegexFlag) -> Test:
    """A property alone, or a class that holds properties beside signs."""
    body = text[1:-1] if text.startswith("[") else text
    is_negated = text.startswith("[^")
    body = body[1:] if is_negated else body
    tests = [property_test(*found) for found in PROPERTY.findall(body)]
    rest = PROPERTY.sub("", body)
    if rest:
        tests.append(compiled(f"[{rest}]", flags))
    return lambda sign: any(test(sign) for test in tests) != is_negated


def property_test(letter: str, name: str) -> Test:
    test = POSIX.get(name)
    if test is None and name[0] in CATEGORIES and len(name) <= len("Lu"):
        test = in_category(name)
    if test is None:
        raise SignError(
            f"The property {name} is not known.", r"Use \p{L} for letters, \p{N} for digits."
        )
    return test if letter == "p" else opposite(test)


def in_category(name: str) -> Test:
    return lambda sign: unicodedata.category(sign).startswith(name)


def opposite(test: Test) -> Test:
    return lambda sign: not test(sign)

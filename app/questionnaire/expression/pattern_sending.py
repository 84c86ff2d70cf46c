"""A pattern as plain values for JSON: a text is one character, as JavaScript writes it with the
flag u; all else is a list: 0 a condition, 1 a sequence, 2 a choice, 3 a repeat."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from app.questionnaire.expression.pattern import Choice, Condition, One, Pattern, Repeat, Sequence

SentPattern: TypeAlias = "str | int | list[SentPattern] | None"
CONDITION, SEQUENCE, CHOICE, REPEAT = range(4)
IGNORES_CASE = "(?i)"
SIGN = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[pP]\{\w+\}|.)|.", re.DOTALL)
CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v"}
SPACES = (
    r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # as str.isspace()
)
SETS = {"d": r"\p{Nd}", "w": r"\p{L}\p{N}_", "s": SPACES}
PROPERTIES = {
    "Alpha": r"\p{L}",
    "IsAlphabetic": r"\p{L}",
    "Alnum": r"\p{L}\p{N}",
    "Upper": r"\p{Uppercase}",
    "IsUppercase": r"\p{Uppercase}",
    "Lower": r"\p{Lowercase}",
    "IsLowercase": r"\p{Lowercase}",
    "Space": SPACES,
    "IsPunctuation": r"\p{P}",
    "Punct": r"\p{P}\p{S}",
}
UNLIKE = re.compile(r"\(\?i\).*\\[pP]\{|\\[pP]\{(?:Is)?Digit\}", re.DOTALL)
"""Where JavaScript takes other characters."""


def reads_alike(pattern: str) -> bool:
    """Whether a pattern takes the same characters in JavaScript."""
    return UNLIKE.search(pattern) is None


def sent_flags(pattern: str) -> str:
    return "iu" if pattern.startswith(IGNORES_CASE) else "u"


def sent_pattern(pattern: Pattern) -> SentPattern:
    match pattern:
        case One(_, text):
            return sent_one(text)
        case Condition(sign):
            return [CONDITION, sign.removeprefix("\\")]
        case Sequence(parts):
            return [SEQUENCE, *map(sent_pattern, parts)]
        case Choice(ways):
            return [CHOICE, *map(sent_pattern, ways)]
        case Repeat(part, least, most):
            return [REPEAT, sent_pattern(part), least, most]


def sent_one(text: str) -> str:
    if text == ".":
        return r"[^\n]"
    if not text.startswith("["):
        return alternatives([text])
    is_negative = text.startswith("[^")
    found = alternatives(members(SIGN.findall(text[1 + is_negative : -1])))
    return f"(?!{found})[^]" if is_negative else found


def members(signs: list[str]) -> Iterator[str]:
    """What a class holds: signs and ranges such as `a-z`."""
    place = 0
    while place < len(signs):
        is_range = signs[place + 1 : place + 2] == ["-"] and place + 2 < len(signs)
        length = 3 if is_range else 1
        yield "".join(signs[place : place + length])
        place += length


def alternatives(found: "Iterator[str] | list[str]") -> str:
    """Sets that leave something out cannot lie in a class, so they stand beside it."""
    inside: list[str] = []
    beside: list[str] = []
    for each in found:
        wanted = set_of(each)
        if wanted is not None:
            is_outside = each[1].isupper()
            (beside if is_outside else inside).append(f"[^{wanted}]" if is_outside else wanted)
        else:
            inside.append("-".join(map(code_point, ends_of(each))))
    return "(?:" + "|".join([*([f"[{''.join(inside)}]"] if inside else []), *beside]) + ")"


def set_of(member: str) -> str | None:
    """What `\\d` or `\\p{L}` stands for, and their opposites; None for a sign or a range."""
    if member[:2] in {"\\p", "\\P"}:
        name = member[3:-1]
        return PROPERTIES.get(name, rf"\p{{{name}}}")
    return SETS.get(member[1:].lower()) if member[0] == "\\" else None


def ends_of(member: str) -> list[str]:
    signs = SIGN.findall(member)
    return [signs[0], signs[2]] if len(signs) > 1 else signs


def code_point(sign: str) -> str:
    if sign[0] != "\\":
        return f"\\u{{{ord(sign):x}}}"
    if len(sign) > 2:
        return f"\\u{{{int(sign[2:], 16):x}}}"
    return f"\\u{{{ord(CONTROLS.get(sign[1], sign[1])):x}}}"

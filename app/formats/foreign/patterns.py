"""Regular expressions of other programs, which search, as ours, which fit the whole text."""

import re
from collections.abc import Iterator
from typing import Final

from app.formats.foreign.making import call
from app.formats.foreign.refusal import NoEqualError
from app.questionnaire.expression.tree import Literal, Tree

DELIMITED: Final = re.compile(r"/(?P<body>.*)/(?P<flags>[a-zA-Z]*)", re.DOTALL)
ANYTHING: Final = r"[\s\S]*"
PIECE: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
RANGE: Final = re.compile(r"\\.|[a-zA-Z]-[a-zA-Z]|.", re.DOTALL)
ASIDE: Final = frozenset("u")
"""Flags that change nothing here."""


def searches(value: Tree, written: str) -> Tree:
    """Whether /pattern/flags is found in a value. Raises NoEqualError for what cannot be written
    in ours; quotes inside are the caller's to check when the rule is made."""
    found = DELIMITED.fullmatch(written.strip())
    if found is None:
        raise NoEqualError(f"{written!r} is no pattern between slashes.", "Write /pattern/.")
    flags = set(found["flags"]) - ASIDE
    if flags - {"i"}:
        raise NoEqualError(f"The flags {found['flags']} of a pattern have no equal.")
    return fits(value, found["body"].replace(r"\/", "/"), ignores_case="i" in flags)


def fits(value: Tree, pattern: str, *, ignores_case: bool = False) -> Tree:
    if "'" in pattern and '"' in pattern:
        raise NoEqualError("The pattern holds both kinds of quotes.", "Write one of them as a dot.")
    searched = whole(pattern)
    return call("regex", value, Literal(in_any_case(searched) if ignores_case else searched))


def whole(pattern: str) -> str:
    """One that fits the whole text where it is found in it."""
    is_ended = pattern.endswith("$") and not pattern.endswith(r"\$")
    if pattern.startswith("^") and is_ended and len(list(branches_of(pattern))) == 1:
        return pattern[1:-1]
    return f"{ANYTHING}(?:{pattern}){ANYTHING}"


def branches_of(pattern: str) -> Iterator[str]:
    """What stands between bars outside of brackets."""
    depth, branch = 0, ""
    for piece in PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            yield branch
            branch = ""
        else:
            branch += piece
    yield branch


def in_any_case(pattern: str) -> str:
    return "".join(piece_in_any_case(each) for each in PIECE.findall(pattern))


def piece_in_any_case(piece: str) -> str:
    if piece.startswith("["):
        return f"[{''.join(map(part_in_any_case, RANGE.findall(piece[1:-1])))}]"
    return f"[{piece.lower()}{piece.upper()}]" if len(piece) == 1 and piece.isalpha() else piece


def part_in_any_case(part: str) -> str:
    is_letters = part[0] != "\\" and part[0].isalpha()
    return part.lower() + part.upper() if is_letters else part

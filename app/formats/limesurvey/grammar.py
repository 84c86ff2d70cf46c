"""The language of LimeSurvey's expressions."""

import re
from typing import Final

from app.formats.foreign.parsing import Grammar

PATTERN: Final = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>[0-9]+X[0-9]+X[0-9]+[A-Za-z0-9_]*(?:\#[01])?(?:\.[A-Za-z]\w*)*
        |(?:INSERTANS:)?[^\W\d]\w*(?::\w+)?(?:\.[^\W\d]\w*)*(?:\#[01])?)
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<mark>==|!=|<=|>=|&&|\|\||[-+*/%<>!()\[\],=&])""",
    re.VERBOSE | re.DOTALL,
)
GRAMMAR: Final = Grammar(
    pattern=PATTERN,
    binary={
        "or": (10, "or"),
        "||": (10, "or"),
        "and": (20, "and"),
        "&&": (20, "and"),
        "==": (30, "="),
        "eq": (30, "="),
        "!=": (30, "!="),
        "ne": (30, "!="),
        "<": (40, "<"),
        "lt": (40, "<"),
        "<=": (40, "<="),
        "le": (40, "<="),
        ">": (40, ">"),
        "gt": (40, ">"),
        ">=": (40, ">="),
        "ge": (40, ">="),
        "+": (50, "+"),
        "-": (50, "-"),
        "*": (60, "*"),
        "/": (60, "/"),
    },
    prefix={"!": "not", "-": "-", "+": "+"},
    postfix={},
)

"""The language of SurveyJS expressions."""

import re
from typing import Final

from app.formats.foreign.parsing import Grammar

PATTERN: Final = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<braced>\{[^{}]+\})
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?![\w]))
    |(?P<name>[^\W\d]\w*)
    |(?P<mark>==|!=|<>|<=|>=|&&|\|\||\*=|=|[-+*/%^<>!()\[\],])""",
    re.VERBOSE | re.DOTALL,
)
GRAMMAR: Final = Grammar(
    pattern=PATTERN,
    binary={
        "or": (10, "or"),
        "||": (10, "or"),
        "and": (20, "and"),
        "&&": (20, "and"),
        "=": (30, "="),
        "==": (30, "="),
        "equal": (30, "="),
        "!=": (30, "!="),
        "<>": (30, "!="),
        "notequal": (30, "!="),
        "<": (30, "<"),
        "less": (30, "<"),
        "<=": (30, "<="),
        "lessorequal": (30, "<="),
        ">": (30, ">"),
        "greater": (30, ">"),
        ">=": (30, ">="),
        "greaterorequal": (30, ">="),
        "contains": (30, "contains"),
        "contain": (30, "contains"),
        "*=": (30, "contains"),
        "notcontains": (30, "notcontains"),
        "notcontain": (30, "notcontains"),
        "anyof": (30, "anyof"),
        "allof": (30, "allof"),
        "noneof": (30, "noneof"),
        "+": (50, "+"),
        "-": (50, "-"),
        "*": (60, "*"),
        "/": (60, "/"),
        "%": (60, "%"),
        "^": (70, "^"),
        "power": (70, "^"),
    },
    prefix={"!": "not", "not": "not", "negate": "not", "-": "-"},
    postfix={"empty": "empty", "notempty": "notempty"},
)

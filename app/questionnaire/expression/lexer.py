"""Text of an expression to tokens. What people often type instead is named, with the mend."""

import re
from collections.abc import Mapping
from enum import IntEnum, auto
from typing import NamedTuple, TypeAlias

from app.questionnaire.expression.errors import ExpressionError

MAX_CHARACTERS = 20_000


class Kind(IntEnum):  # its members are looked up often: an int hashes at once
    NUMBER = auto()
    TEXT = auto()
    REFERENCE = auto()
    NAME = auto()
    OPERATOR = auto()
    MARK = auto()  # brackets, comma, dots, ::
    SLASH = auto()  # one or two
    PATH = auto()  # slashes with plain names after them: /data/group/q
    END = auto()


SLASHES = frozenset({Kind.SLASH, Kind.PATH})


GOES_ON = ("/", "[")


class Token(NamedTuple):
    """text: the value without quotes or `${}`."""

    kind: Kind
    text: str
    position: int

    @property
    def goes_on(self) -> bool:
        """What stands before it is where a path starts or what a condition filters."""
        return self.text.startswith(GOES_ON)

    @property
    def begins_step(self) -> bool:
        return self.kind is Kind.NAME or (self.kind is Kind.MARK and self.text in {".", ".."})


new_token = tuple.__new__  # half the time of Token(…)
UNREAD = Kind.END
BETWEEN = " \t\r\n"
# What a token may be, the first that fits, with the spaces after it. Names hold `-` and `.`, as in
# XPath. What would be two tokens and is meant as one, as ==, is none. Each group is what becomes
# the token's text, so that nothing is cut off afterwards.
PATTERN = re.compile(
    r"""(?:
    (?P<path>(?:/[^\W\d][\w.-]*)+(?![\w.:-]|[ \t\r\n]*[\[(]))
    |(?P<slash>//?)
    |(?P<word>(?:and|or|div|mod)(?![\w.-]|:(?!:)))
    |(?P<name>(?:[^\W\d][\w.-]*:(?!:))?[^\W\d][\w.-]*)
    |\$\{[ ]*(?P<reference>(?:last-saved\#)?[^\W\d][\w.-]*)[ ]*\}
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?![\w.]))
    |'(?P<text>[^']*)'
    |"(?P<quoted>[^"]*)"
    |(?P<operator>!=|<=|>=|=(?!=)|<(?!>)|\|(?!\|)|[>+-])
    |(?P<star>\*)
    |(?P<closing>\.\.|[)\].])
    |(?P<mark>::|[(\[,])
    |(?P<unread>.)
    )[ \t\r\n]*""",
    re.VERBOSE | re.DOTALL,
)
Reading: TypeAlias = tuple[Kind, bool]
"""Kind of a token, and whether it ends an operand."""
ALWAYS: dict[str, Reading] = {
    "path": (Kind.PATH, True),
    "slash": (Kind.SLASH, False),
    "name": (Kind.NAME, True),
    "reference": (Kind.REFERENCE, True),
    "number": (Kind.NUMBER, True),
    "text": (Kind.TEXT, True),
    "quoted": (Kind.TEXT, True),
    "operator": (Kind.OPERATOR, False),
    "closing": (Kind.MARK, True),
    "mark": (Kind.MARK, False),
    "unread": (UNREAD, False),
}
# `*` and `and` join operands; where none stands before, they are names (XPath 1.0, section 3.7).
FIRST = {**ALWAYS, "word": (Kind.NAME, True), "star": (Kind.NAME, True)}
AFTER_OPERAND = {**ALWAYS, **dict.fromkeys(("word", "star"), (Kind.OPERATOR, False))}


def by_index(readings: Mapping[str, Reading]) -> tuple[Reading, ...]:
    """As a match numbers the groups, from 1."""
    return ((UNREAD, False), *(readings[name] for name in PATTERN.groupindex))


READINGS = (by_index(FIRST), by_index(AFTER_OPERAND))
WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
MENDS = (
    ("==", "Equality is one sign.", "Write = instead of ==."),
    ("&&", "&& is not an operator.", "Write and instead of &&."),
    ("||", "|| is not an operator.", "Write or instead of ||."),
    ("<>", "<> is not an operator.", "Write != instead of <>."),
    ("!", "! is not an operator.", "Write not(…), or != for different."),
    ("&", "& is not an operator.", "Write and, or concat(…) to join texts."),
    (":", "A : stands alone.", "Write the name before and after it, or remove it."),
    ("{{", "{{ is not how an answer is named.", "Write ${code}."),
    ("{", "A { without its $.", "Write ${code}."),
    ("%", "% is not an operator.", "Write mod for the rest of a division."),
    ("@", "Attributes are not supported.", "Name the child without @."),
    (";", "; does not separate anything here.", "Write a comma between arguments."),
)
SIGNS = {  # by code point: they look too much like others to be read here
    0x2260: "!=",
    0x2264: "<=",
    0x2265: ">=",
    0xD7: "*",
    0xF7: "div",
    0x2212: "-",  # minus sign
    0x2013: "-",  # dashes
    0x2014: "-",
}
QUOTES = {0x60, 0xB4, 0xAB, 0xBB, 0x2039, 0x203A, *range(0x2018, 0x2020)}
SPACES = "\ufeff\u200b"  # Python does not count these as spaces


def tokens(source: str) -> tuple[Token, ...]:
    """Every token, then an END. Raises ExpressionError."""
    if len(source) > MAX_CHARACTERS:
        raise ExpressionError(
            f"The expression has {len(source)} characters, {MAX_CHARACTERS} at most.",
            position=MAX_CHARACTERS,
            mend="Split it over calculated questions.",
        )
    found: list[Token] = []
    ends_operand = False
    for match in PATTERN.finditer(source, len(source) - len(source.lstrip(BETWEEN))):
        group = match.lastindex or 0
        kind, ends_operand = READINGS[ends_operand][group]
        if kind is UNREAD:
            raise unreadable(source, match.start())
        found.append(new_token(Token, (kind, match[group], match.start())))
    return (*found, Token(Kind.END, "", len(source)))


def unreadable(source: str, position: int) -> ExpressionError:
    """The error at a place where no token begins."""
    sign = source[position]
    if sign in "'\"":
        return ExpressionError(
            "A text in quotes does not end.", position=position, mend=f"Add {sign} after the text."
        )
    if sign == "$":
        return bad_reference(source, position)
    if sign.isdigit() or (sign == "." and source[position + 1 : position + 2].isdigit()):
        return bad_number(source, position)
    message, mend = sign_and_mend(source, position)
    return ExpressionError(message, position=position, mend=mend)


def sign_and_mend(source: str, position: int) -> tuple[str, str]:
    sign = source[position]
    if ord(sign) in QUOTES:
        return f"{sign} is a typographic quote.", "Write ' instead."
    if ord(sign) in SIGNS:
        return f"{sign} is not an operator here.", f"Write {SIGNS[ord(sign)]} instead."
    if sign.isspace() or sign in SPACES:
        return "This is a special space.", "Write an ordinary space instead."
    for start, message, mend in MENDS:
        if source.startswith(start, position):
            return message, mend
    return f"{sign!r} has no meaning in an expression.", "Remove it."


def bad_reference(source: str, position: int) -> ExpressionError:
    if not source.startswith("${", position):
        return ExpressionError("A $ without its {.", position=position, mend="Write ${code}.")
    end = source.find("}", position)
    if end < 0:
        return ExpressionError("${ does not end.", position=position, mend="Add } after the code.")
    return ExpressionError(
        f"{source[position + 2 : end].strip()!r} is not a code.",
        position=position,
        mend="Write ${code}: a letter or _, then letters, digits, _, - or a dot.",
    )


def bad_number(source: str, position: int) -> ExpressionError:
    end = position
    while end < len(source) and (source[end].isalnum() or source[end] in "._"):
        end += 1
    return ExpressionError(
        f"{source[position:end]!r} is not a number.",
        position=position,
        mend="Write digits with one dot at most, or put a text in quotes.",
    )

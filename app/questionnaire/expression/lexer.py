"""Text of an expression to tokens. What people often type instead is named, with the mend."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from app.questionnaire.expression.errors import ExpressionError

MAX_CHARACTERS = 4_000


class Kind(Enum):
    NUMBER = auto()
    TEXT = auto()
    REFERENCE = auto()
    NAME = auto()
    OPERATOR = auto()
    MARK = auto()  # brackets, comma, dots, slash
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """text: the value without quotes or `${}`."""

    kind: Kind
    text: str
    position: int


# What a token may be, the first that fits. Names hold `-` and `.`, as in XPath.
PATTERN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<reference>\$\{[ ]*(?P<code>[^\W\d][\w.-]*)[ ]*\})
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?![\w.]))
    |(?P<text>'[^']*'|"[^"]*")
    |(?P<name>(?:jr:)?[^\W\d][\w.-]*)
    |(?P<operator>!=|<=|>=|[=<>+\-*|])
    |(?P<mark>\.\.|[()\[\],./])""",
    re.VERBOSE,
)
NOT_TOKENS = ("==", "||", "//", "<>")  # two tokens each, were they not refused
WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
MENDS = (
    ("==", "Equality is one sign.", "Write = instead of ==."),
    ("&&", "&& is not an operator.", "Write and instead of &&."),
    ("||", "|| is not an operator.", "Write or instead of ||."),
    ("<>", "<> is not an operator.", "Write != instead of <>."),
    ("!", "! is not an operator.", "Write not(…), or != for different."),
    ("&", "& is not an operator.", "Write and, or concat(…) to join texts."),
    ("//", "// is not supported.", "Name the child: ${ROSTER}/field."),
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
    position = 0
    while position < len(source):
        match = PATTERN.match(source, position)
        if match is None or source.startswith(NOT_TOKENS, position):
            raise unreadable(source, position)
        if match.lastgroup != "space":
            found.append(token(match, found[-1] if found else None))
        position = match.end()
    return (*found, Token(Kind.END, "", len(source)))


def token(match: re.Match[str], previous: Token | None) -> Token:
    position = match.start()
    for kind, group in (
        (Kind.REFERENCE, "code"),
        (Kind.NUMBER, "number"),
        (Kind.OPERATOR, "operator"),
        (Kind.MARK, "mark"),
    ):
        if match[group] is not None:
            return star_or_operator(Token(kind, match[group], position), previous)
    if match["text"] is not None:
        return Token(Kind.TEXT, match["text"][1:-1], position)
    is_operator = match["name"] in WORD_OPERATORS and ends_operand(previous)
    return Token(Kind.OPERATOR if is_operator else Kind.NAME, match["name"], position)


def star_or_operator(found: Token, previous: Token | None) -> Token:
    """`*` multiplies after an operand; elsewhere it is every child (XPath 1.0, section 3.7)."""
    if found.text == "*" and found.kind is Kind.OPERATOR and not ends_operand(previous):
        return Token(Kind.NAME, "*", found.position)
    return found


def ends_operand(token: Token | None) -> bool:
    if token is None:
        return False
    if token.kind is Kind.MARK:
        return token.text in {")", "]", ".", ".."}
    return token.kind in {Kind.NUMBER, Kind.TEXT, Kind.REFERENCE, Kind.NAME}


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

"""What is wrong where a token stands that cannot stand there."""

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.lexer import SLASHES, WORD_OPERATORS, Kind, Token


def no_operand(token: Token, before: Token | None) -> ExpressionError:
    """Where a value is expected."""
    if token.kind is Kind.END:
        return fault(token, "The expression stops too early.", "Add what should follow.")
    if token.kind in SLASHES:
        return fault(token, "A slash follows a slash.", "Name the child between them.")
    if token.text == "=" and before is not None and before.text == "=":
        return fault(token, "Equality is one sign.", "Write = instead of = =.")
    return fault(
        token,
        f"{token.text!r} stands where a value is expected.",
        "Add a value before it: ${code}, 'text', a number or a function.",
    )


def after_operand(token: Token, opened: Token | None) -> ExpressionError:
    """After a value. opened: the last bracket that is not closed."""
    if token.kind is Kind.MARK and token.text in {")", "]"}:
        expected = "]" if opened is not None and opened.text == "[" else ")"
        mend = f"Write {expected} instead." if opened else "Remove it, or open it before."
        return fault(token, f"The bracket {token.text} closes nothing.", mend)
    if token.kind is Kind.MARK and token.text == ",":
        return fault(token, "A comma outside a function's arguments.", "Remove it.")
    lower = token.text.lower()
    if token.kind is Kind.NAME and lower in WORD_OPERATORS:
        return fault(
            token, f"{token.text!r} is not an operator.", f"Write {lower} in small letters."
        )
    return fault(
        token,
        f"{token.text!r} follows a value without an operator.",
        "Add an operator between them: =, and, or, +, …",
    )


def call_as_step(name: Token) -> ExpressionError:
    return fault(name, "A function cannot be a step of a path.", "Name a child after the /.")


def fault(token: Token, message: str, mend: str) -> ExpressionError:
    return ExpressionError(message, position=token.position, mend=mend)

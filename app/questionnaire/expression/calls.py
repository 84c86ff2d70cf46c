"""A call as it is written: whether there is such a function and it takes so many arguments."""

from difflib import get_close_matches

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.refused import refusal


def check_call(name: str, given: int, position: int) -> None:
    """Raises ExpressionError."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise unknown(name, position)
    if not function.accepts(given):
        raise ExpressionError(
            f"{name}() takes {function.arity}, not {given}.",
            position=position,
            mend=f"Write {function.signature}.",
        )


def unknown(name: str, position: int) -> ExpressionError:
    """Functions of other tools are named with what is nearest to them here."""
    refused = refusal(name)
    if refused is not None:
        return ExpressionError(refused.message, position=position, mend=refused.mend)
    return ExpressionError(f"There is no function {name}().", position=position, mend=nearest(name))


def nearest(name: str) -> str:
    close = get_close_matches(name.lower(), FUNCTIONS, n=1, cutoff=0.6)
    if not close:
        return "Use a known function, or ${…} around a question's code."
    return f"Did you mean {FUNCTIONS[close[0]].signature}?"

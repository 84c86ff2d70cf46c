"""An expression at fault: where, what, and how to mend it."""

from app.errors import InvalidError


class ExpressionError(InvalidError):
    """position: 0-based character of the expression; mend: what to write instead."""

    def __init__(self, message: str, *, position: int, mend: str) -> None:
        super().__init__(message, mend=mend)
        self.position = position
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message} (position {self.position}) {self.mend}"

"""Errors that name the thing and the mend. Raised anywhere, caught by views and commands only."""


class ForeterreError(Exception):
    """What went wrong, in one sentence that says how to mend it; `about` names the things."""

    def __init__(self, message: str, **about: str) -> None:
        super().__init__(message)
        self.message = message
        self.about = about


class InvalidError(ForeterreError):
    """The input is at fault."""


class NotFoundError(ForeterreError):
    """What was asked for does not exist."""


class ConflictError(ForeterreError):
    """The thing exists but its state forbids what was asked."""


class SettingError(ForeterreError):
    """A setting is missing or wrong: the message names it."""

"""A fault of a questionnaire, at a code or a key of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """at: code, or code#key (F_AGE55#show_if); offset: the character of the rule at that key."""

    at: str
    code: str
    message: str
    mend: str
    offset: int | None = None

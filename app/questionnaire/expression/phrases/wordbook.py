"""What a language needs to say a rule in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordbook:
    """In templates {0} is the first part as a value, {0?} the first as a condition, {1*} all from
    the second on, {1*?} the same as conditions.

    signs: operators. functions: by name, or by name and number of arguments where that matters:
    `round/2`. changed: what the language contracts, such as `de le` to `du`.
    """

    when: str
    quotes: tuple[str, str]
    decimal_sign: str
    last_joint: str
    bracketed: str
    signs: Mapping[str, str]
    functions: Mapping[str, str]
    is_answered: str
    is_not_answered: str
    is_yes: str
    is_no: str
    is_so: str
    is_not_so: str
    whether: str
    negative: str
    this: str
    around: str
    all_inside: str
    whole: str
    child: str
    below: str
    for_which: str
    at_place: str
    last_saved: str
    changed: tuple[tuple[str, str], ...] = ()

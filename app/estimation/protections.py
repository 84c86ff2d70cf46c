"""The rules of release by name, so that a check can leave one out and see what it prevents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Protections:
    """Which rules hold: all, wherever something is published; attacks in tests leave one out.

    base: enough respondents and holdings behind a number. numerator: enough of them behind a count
    or an identifying choice. dominance: no total in which one or two large firms are seen. sides:
    all or nobody of a few is told as a side. rounding: values to their step, intervals outwards.
    bands: small numbers of respondents as a band. differences: no two views of one question that
    differ by fewer people than a view must hold. complements: nothing hidden follows from what is
    shown, by a linear programme. one_mark: hidden is hidden, whatever the reason. waves: a number
    changes only when enough of its respondents did.
    """

    base: bool = True
    numerator: bool = True
    dominance: bool = True
    sides: bool = True
    rounding: bool = True
    bands: bool = True
    differences: bool = True
    complements: bool = True
    one_mark: bool = True
    waves: bool = True


ALL = Protections()

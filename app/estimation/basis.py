"""What the rules of release look at beside an estimate."""

from dataclasses import dataclass
from enum import StrEnum

ALMOST_NOBODY, ALMOST_ALL = 0.1, 0.9


class Kind(StrEnum):
    """What a number is, which decides how it is rounded and where it ends."""

    SHARE = "share"
    COUNT = "count"
    BALANCE = "balance"  # points, -100 to 100
    GAP = "gap"  # points of index, first less second
    INDEX = "index"
    CORRELATION = "correlation"
    TIME = "time"  # weeks or minutes
    TIMES = "times"  # how many times one is the other
    QUOTIENT = "quotient"  # the same, where a tenth is much
    SCORE = "score"  # 0 to 100
    NUMBER = "number"  # of things, on average
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the rules look at beside the estimate; None: the rule does not apply.

    chosen: respondents in the category (all or nobody). numerator: respondents behind a count, a
    total or an identifying choice. compared: respondents of each group. holdings: different
    holdings among firms; None: each firm its own. is_dominated: see is_dominated().
    edges: almost nobody and almost all, in the unit of the number. whole: of a mean or a share,
    the weighted total that it is of, so that groups add up to those that they are of. part_of: a
    name that the parts of one whole share, where they add up to all of it.
    """

    kind: Kind
    chosen: int | None = None
    numerator: int | None = None
    compared: tuple[int, ...] = ()
    holdings: int | None = None
    is_dominated: bool = False
    edges: tuple[float, float] = (ALMOST_NOBODY, ALMOST_ALL)
    whole: float | None = None
    part_of: str | None = None

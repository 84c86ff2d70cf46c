"""Found and false, summed over samples."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.reference.cells import Verdict
from tests.power.study import OF_GAPS, Effects, Seen, least_effect

CLEAR = (Verdict.CLEAR,)
LIKELY = (Verdict.CLEAR, Verdict.LIKELY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """clear, likely: called so in one territory, on average; likely holds the clear ones.

    false_clear, false_likely: part of them that is false. mean_false_clear: that part in each
    territory and sample, nought where nothing is called, on average. nulls_apart: of differences
    that are none, the part whose plain interval leaves out zero; false_apart: of all plain
    intervals that leave out zero, the part that is false. large, middling: part found clear of
    true differences that are large, and middling; large_likely, large_apart: of the large
    ones, clear or likely, and plainly apart. null_places: of territories without any difference,
    the part in which one is called clear; nan where there are none.
    """

    clear: float
    likely: float
    false_clear: float
    false_likely: float
    mean_false_clear: float
    nulls_apart: float
    false_apart: float
    large: float
    large_likely: float
    large_apart: float
    middling: float
    null_places: float


def tally(seen: Iterable[Seen], effects: Effects = OF_GAPS) -> Tally:
    everything = list(seen)
    clear, likely = (
        _joined(each.called(*words) for each in everything) for words in (CLEAR, LIKELY)
    )
    apart = _joined(each.is_apart for each in everything)
    is_false = _joined(each.is_false for each in everything)
    large = _joined(least_effect(each, effects.large) for each in everything)
    middling = _joined(least_effect(each, effects.middling, effects.large) for each in everything)
    nulls = _joined(each.truth == 0 for each in everything)
    empty = [each.called(*CLEAR).any() for each in everything if not each.truth.any()]
    return Tally(
        clear=float(clear.sum()) / len(everything),
        likely=float(likely.sum()) / len(everything),
        false_clear=_part(is_false, clear),
        false_likely=_part(is_false, likely),
        mean_false_clear=float(np.mean([_false_part(each) for each in everything])),
        nulls_apart=_part(apart, nulls),
        false_apart=_part(is_false, apart),
        large=_part(clear, large),
        large_likely=_part(likely, large),
        large_apart=_part(apart, large),
        middling=_part(clear, middling),
        null_places=float(np.mean(empty)) if empty else float("nan"),
    )


def _false_part(seen: Seen) -> float:
    return float(_part(seen.is_false, seen.called(*CLEAR))) if seen.called(*CLEAR).any() else 0.0


def _joined(columns: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate(list(columns))


def _part(holds: np.ndarray, among: np.ndarray) -> float:
    return float(holds[among].mean()) if among.any() else float("nan")

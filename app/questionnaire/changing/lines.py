"""Codes followed through versions: which of them mean the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Stage(Generic[Thing]):
    """The codes of one version. before: code in the version before to the code here that continues
    it. fresh: codes that are new here though an earlier version had them."""

    things: Mapping[str, Thing]
    before: Mapping[str, str]
    fresh: frozenset[str] = frozenset()


def followed(
    stages: Sequence[Stage[Thing]], fits: Callable[[Thing, Thing], bool]
) -> tuple[Mapping[str, int], ...]:
    """For each version code to a number, the same one in every version for what means the same.

    A code that went and comes back continues where it fits; codes that were put together share one.
    """
    found: list[dict[str, int]] = []
    joined: dict[int, int] = {}
    retired: dict[str, tuple[int, Thing]] = {}
    count = 0
    for place, stage in enumerate(stages):
        here: dict[str, int] = {}
        for code, line in found[-1].items() if found else ():
            target = stage.before.get(code)
            if target is None:
                retired[code] = line, stages[place - 1].things[code]
            elif here.setdefault(target, line) != line:
                joined[line] = here[target]
        for code, thing in stage.things.items():
            back = None if code in stage.fresh else retired.get(code)
            if code not in here and back is not None and fits(back[1], thing):
                here[code] = back[0]
                del retired[code]
            elif code not in here:
                here[code] = count
                count += 1
        found.append({code: here[code] for code in stage.things})
    return tuple({code: _last(line, joined) for code, line in each.items()} for each in found)


def _last(line: int, joined: Mapping[int, int]) -> int:
    while line in joined:
        line = joined[line]
    return line

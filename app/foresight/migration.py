"""From what people say about staying to scenarios of who will be there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import AmountError
from app.foresight.population import Rates, amounts, checked_steps, step_rates, stepped

RETURN_WEIGHT = 0.5
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intentions:
    """Shares in [0, 1] by age group, shape (n,), of those who gave an answer.

    leave: go for good. come_back: go for a time and return. Others stay, or live in two places.
    """

    leave: Sequence[float] | Floats
    come_back: Sequence[float] | Floats

    def checked(self, size: int) -> tuple[Floats, Floats]:
        """Raises AmountError where shares are no shares or exceed 1 together."""
        leave = amounts(self.leave, "Shares who leave", size)
        back = amounts(self.come_back, "Shares who come back", size)
        if (leave + back > 1 + ROUNDING).any():
            group = int(np.argmax(leave + back > 1 + ROUNDING)) + 1
            raise AmountError(f"Shares of age group {group} exceed 1 together", "mend them")
        return leave, back


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """How much of what is said comes true in a step; intentions overstate moves.

    realised: part of those who say so who go. returned: part of those gone for a time who are
    back at the end of the step. arrivals: newcomers in a step for each person who goes, of the
    leaver's age. All not below 0; the first two at most 1.
    """

    name: str
    realised: float
    returned: float = 1.0
    arrivals: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.realised <= 1 and 0 <= self.returned <= 1 and self.arrivals >= 0):
            raise AmountError(f"Scenario {self.name!r} holds a part outside 0 to 1", "mend it")
        if not np.isfinite(self.arrivals):
            raise AmountError(f"Arrivals of scenario {self.name!r} are no number", "mend them")


def net_arrivals(
    counts: Sequence[float] | Floats, intentions: Intentions, scenario: Scenario
) -> Floats:
    """Net arrivals in a step by age group, shape (n,); below 0 where more go than come.

    counts: shape (n,). N x realised x (leave x (arrivals - 1) + come_back x (returned - 1)).
    Source: own; that fewer move than mean to, Lu 1999, Population and Environment 20:467. Raises
    AmountError.
    """
    people = amounts(counts, "Counts")
    leave, back = intentions.checked(len(people))
    gone = leave * (1 - scenario.arrivals) + back * (1 - scenario.returned)
    found: Floats = -people * scenario.realised * gone
    return found


def project_scenarios(
    counts: Sequence[float] | Floats,
    rates: Rates,
    intentions: Intentions,
    scenarios: Sequence[Scenario],
    steps: int,
) -> dict[str, Floats]:
    """project() once a scenario: name to people by step and group, shape (steps + 1, n).

    The intentions are applied to the people of each step anew, beside the migrants in `rates`.
    Raises AmountError, also where two scenarios share a name.
    """
    names = [each.name for each in scenarios]
    if len(set(names)) < len(names):
        raise AmountError("Two scenarios have one name", "rename one")
    start = amounts(counts, "Counts")
    matrix, arrivals = step_rates(rates, len(start))
    found = {}
    for scenario in scenarios:
        path = [start]
        for _ in range(checked_steps(steps)):
            moved = net_arrivals(path[-1], intentions, scenario)
            path.append(stepped(path[-1], matrix, arrivals + moved))
        found[scenario.name] = np.stack(path)
    return found


def labour_supply(
    counts: Sequence[float] | Floats,
    stay: Sequence[float] | Floats,
    come_back: Sequence[float] | Floats,
    return_weight: float = RETURN_WEIGHT,
) -> float:
    """People to count on: sum of N (stay + weight x come back); the weight is a judgement.

    counts, stay, come_back: shape (n,), the shares in [0, 1]. Raises AmountError.
    """
    people = amounts(counts, "Counts")
    kept = amounts(stay, "Shares who stay", len(people))
    back = amounts(come_back, "Shares who come back", len(people))
    if (kept + back > 1 + ROUNDING).any() or not 0 <= return_weight <= 1:
        raise AmountError("Shares exceed 1", "mend them")
    return float(people @ (kept + return_weight * back))

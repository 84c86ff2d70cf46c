"""What firms will need of a skill, less what residents have and trainers add, by scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal, TypeAlias

from app.estimation.differences import difference_interval
from app.foresight.errors import AmountError

FEWEST = 5  # respondents behind each side of a cell that is shown
Verdict: TypeAlias = Literal["short", "enough", "open", "hidden"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Persons, not below 0, with its 95 % interval and the respondents behind it.

    n: None where it is not from a survey.
    """

    value: float
    low: float
    high: float
    n: int | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.low <= self.value <= self.high and isfinite(self.high)):
            what = f"{self.value:g} does not lie between {self.low:g} and {self.high:g}"
            raise AmountError(f"An amount of persons is wrong: {what}", "give 0 <= low <= high")
        if self.n is not None and self.n < 0:
            raise AmountError(f"{self.n} respondents cannot be", "give 0 or more")

    def times(self, factor: float) -> "Amount":
        return Amount(
            value=self.value * factor, low=self.low * factor, high=self.high * factor, n=self.n
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One skill (or job) of one territory and audience.

    need: persons that firms will need at the horizon. stock: residents who have the skill and
    will be there. offer: persons trained in it until then. limit: the most persons there can be
    with it (the labour force), None for no limit. multipliers: scenario to the factor on the need.
    """

    name: str
    need: Amount
    stock: Amount
    offer: Amount
    limit: float | None = None
    multipliers: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """need - min(stock + offer, limit) in persons, above 0 where people are short.

    verdict: "short" or "enough" where the whole interval lies on one side of 0, else "open";
    "hidden" (and None throughout) where fewer than five respondents stand behind a side.
    """

    name: str
    scenario: str
    need: float | None
    supply: float | None
    value: float | None
    low: float | None
    high: float | None
    verdict: Verdict


def balance(cells: Sequence[Cell]) -> tuple[Gap, ...]:
    """Each cell in each of its scenarios, in the order given.

    The sides are independent samples: intervals of sums and differences are made of theirs
    (MOVER; Zou and Donner 2008). Multipliers are taken as given, without error: the spread between
    scenarios is not in the interval. Raises AmountError.
    """
    return tuple(
        _gap(cell, scenario, factor)
        for cell in cells
        for scenario, factor in _multipliers(cell).items()
    )


def _multipliers(cell: Cell) -> Mapping[str, float]:
    for scenario, factor in cell.multipliers.items():
        if not (isfinite(factor) and factor >= 0):
            what = f"{cell.name}: the multiplier of scenario {scenario!r} is {factor:g}"
            raise AmountError(what, "give a factor, 0 or more")
    if not cell.multipliers:
        raise AmountError(f"{cell.name} has no scenario", "give at least one, with its multiplier")
    if cell.limit is not None and not (isfinite(cell.limit) and cell.limit >= 0):
        raise AmountError(f"{cell.name}: the limit is {cell.limit:g}", "give 0 or more, or none")
    return cell.multipliers


def _gap(cell: Cell, scenario: str, factor: float) -> Gap:
    sides = (cell.need, cell.stock, cell.offer)
    if any(side.n is not None and side.n < FEWEST for side in sides):
        return Gap(
            name=cell.name, scenario=scenario, need=None, supply=None,
            value=None, low=None, high=None, verdict="hidden",
        )  # fmt: skip
    need, supply = cell.need.times(factor), _supply(cell)
    low, high = difference_interval(
        (need.value, need.low, need.high), (supply.value, supply.low, supply.high)
    )
    return Gap(
        name=cell.name,
        scenario=scenario,
        need=need.value,
        supply=supply.value,
        value=need.value - supply.value,
        low=low,
        high=high,
        verdict="short" if low > 0 else "enough" if high < 0 else "open",
    )


def _supply(cell: Cell) -> Amount:
    """Stock and offer together, each limit of the interval cut at what there can be."""
    stock, offer = cell.stock, cell.offer
    below, above = difference_interval(
        (stock.value, stock.low, stock.high), (-offer.value, -offer.high, -offer.low)
    )
    most = float("inf") if cell.limit is None else cell.limit
    value = min(stock.value + offer.value, most)
    return Amount(value=value, low=min(max(below, 0.0), value), high=max(min(above, most), value))

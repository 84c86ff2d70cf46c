"""Which actions to start, to prepare, to watch: by the scenarios they help in and the time left."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from app.foresight.errors import RoadmapError, RuleError

NEAR = 1e-9
Kind = Literal["no-regret", "option", "watch", "no use"]
Timing = Literal["too late", "start now", "can wait"]
ORDER: tuple[Kind, ...] = ("no-regret", "option", "watch", "no use")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario that was kept. weight: 0 or more, such as the size of its basin; any unit."""

    name: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """effects: a scenario each: above 0 helps, 0 changes nothing, below 0 harms, None not judged.

    lead_years: from the decision until it works, such as the time to plan and fill a course.
    needed_by: the year in which the need is there. Either may be None: not known.
    """

    name: str
    effects: tuple[float | None, ...]
    lead_years: float | None = None
    needed_by: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapRule:
    """Fixed before actions are judged.

    option_share: an option helps in scenarios of at least this share of all weight, in (0, 1].
    review_years: until the committee meets again; what would start too late by then starts now.
    Raises RuleError.
    """

    option_share: float = 0.5
    review_years: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.option_share <= 1:
            raise RuleError("The share of an option is above 0 and at most 1: write 0.5 for half.")
        if not 0 <= self.review_years < float("inf"):
            raise RuleError("The time until the next review is a number of years, 0 or more.")


HALF_AND_YEARLY = RoadmapRule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An action on the roadmap.

    helps, harms, unjudged: names of scenarios. share: of all weight, in which it helps.
    latest_start, slack_years: None where lead time or horizon is not known; so is timing.
    """

    action: Action
    kind: Kind
    helps: tuple[str, ...]
    harms: tuple[str, ...]
    unjudged: tuple[str, ...]
    share: float
    latest_start: float | None
    slack_years: float | None
    timing: Timing | None


def roadmap(
    actions: Sequence[Action],
    scenarios: Sequence[Scenario],
    now: float,
    rule: RoadmapRule = HALF_AND_YEARLY,
) -> tuple[Placed, ...]:
    """Actions in the order to be talked about: by kind, then by the time left, then as given.

    now: the year, 2027.5 in its middle. no-regret: helps in every scenario, whatever its weight.
    option: harms in none, is judged in all, and helps in enough. watch: helps somewhere. no use:
    helps nowhere. Timing is told apart from the kind: an option that must start now is a
    decision, a watch that can wait is none. Raises RoadmapError.
    """
    _check(actions, scenarios, now)
    placed = [_placed(action, scenarios, now, rule) for action in actions]
    return tuple(sorted(placed, key=_rank))


def _rank(placed: Placed) -> tuple[int, float]:
    slack = float("inf") if placed.slack_years is None else placed.slack_years
    return ORDER.index(placed.kind), slack


def _placed(action: Action, scenarios: Sequence[Scenario], now: float, rule: RoadmapRule) -> Placed:
    judged = list(zip(scenarios, action.effects, strict=True))
    helped = [one for one, effect in judged if effect is not None and effect > 0]
    harms = tuple(one.name for one, effect in judged if effect is not None and effect < 0)
    unjudged = tuple(one.name for one, effect in judged if effect is None)
    share = sum(one.weight for one in helped) / sum(one.weight for one in scenarios)
    is_option = not harms and not unjudged and share >= rule.option_share - NEAR
    latest = slack = None
    if action.lead_years is not None and action.needed_by is not None:
        latest = action.needed_by - action.lead_years
        slack = latest - now
    return Placed(
        action=action,
        kind=_kind(len(helped), len(scenarios), is_option=is_option),
        helps=tuple(one.name for one in helped),
        harms=harms,
        unjudged=unjudged,
        share=share,
        latest_start=latest,
        slack_years=slack,
        timing=None if slack is None else _timing(slack, rule),
    )


def _kind(helped: int, scenarios: int, *, is_option: bool) -> Kind:
    if helped == scenarios:
        return "no-regret"
    if helped == 0:
        return "no use"
    return "option" if is_option else "watch"


def _timing(slack: float, rule: RoadmapRule) -> Timing:
    if slack < -NEAR:
        return "too late"
    return "start now" if slack < rule.review_years - NEAR else "can wait"


def _check(actions: Sequence[Action], scenarios: Sequence[Scenario], now: float) -> None:
    if not scenarios:
        raise RoadmapError("A roadmap needs one scenario at least: keep one.")
    weights = [each.weight for each in scenarios]
    if not all(isfinite(each) and each >= 0 for each in weights) or sum(weights) <= 0:
        raise RoadmapError("Weights of scenarios are 0 or more, one above 0: correct them.")
    if not isfinite(now):
        raise RoadmapError("The year from which to plan is no number: write it as 2027.5.")
    for names in ([each.name for each in scenarios], [each.name for each in actions]):
        repeated = next((name for name in names if names.count(name) > 1), None)
        if repeated is not None:
            raise RoadmapError(f"{repeated!r} stands twice: rename one.")
    for action in actions:
        _check_action(action, len(scenarios))


def _check_action(action: Action, scenarios: int) -> None:
    if len(action.effects) != scenarios:
        raise RoadmapError(
            f"The action {action.name!r} has {len(action.effects)} effects for {scenarios} "
            "scenarios: give one each, None where it was not judged."
        )
    given = [each for each in (*action.effects, action.needed_by) if each is not None]
    if not all(map(isfinite, given)):
        raise RoadmapError(f"The action {action.name!r} has a number without end: correct it.")
    if action.lead_years is not None and not 0 <= action.lead_years < float("inf"):
        raise RoadmapError(f"The lead time of {action.name!r} is below 0 or without end: mend it.")

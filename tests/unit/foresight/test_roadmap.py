"""No-regret, option, watch: by scenarios; start, wait, too late: by time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foresight.errors import RoadmapError, RuleError
from app.foresight.roadmap import Action, Placed, RoadmapRule, Scenario, roadmap
from tests.unhurried import unhurried

THREE = [Scenario(name=name) for name in ("local", "green", "shrink")]


def placed(*effects: float | None, scenarios: list[Scenario] = THREE, **times: float) -> Placed:
    action = Action(name="course", effects=effects, **times)
    return roadmap([action], scenarios, now=2027)[0]


@pytest.mark.parametrize(
    ("effects", "kind"),
    [
        ((1, 2, 0.5), "no-regret"),
        ((1, 1, 0), "option"),
        ((1, 1, -1), "watch"),
        ((1, 1, None), "watch"),
        ((1, 0, 0), "watch"),
        ((0, 0, 0), "no use"),
        ((-1, -1, 0), "no use"),
        ((None, None, None), "no use"),
    ],
)
def test_the_kind_follows_from_the_scenarios(effects: tuple[float | None, ...], kind: str) -> None:
    assert placed(*effects).kind == kind


def test_scenarios_are_named_by_what_the_action_does_there() -> None:
    found = placed(1, -1, None)
    assert (found.helps, found.harms, found.unjudged) == (("local",), ("green",), ("shrink",))


def test_weights_decide_on_an_option_and_never_on_no_regret() -> None:
    heavy = [Scenario(name="a", weight=3), Scenario(name="b"), Scenario(name="c", weight=0)]
    assert placed(1, 0, 0, scenarios=heavy).kind == "option"
    assert placed(1, 0, 0, scenarios=heavy).share == 0.75
    assert placed(0, 1, 1, scenarios=heavy).kind == "watch"
    assert placed(1, 1, 0, scenarios=heavy).kind == "option"


def test_just_half_is_enough() -> None:
    two = [Scenario(name="a"), Scenario(name="b")]
    assert placed(1, 0, scenarios=two).kind == "option"
    strict = RoadmapRule(option_share=0.6)
    action = Action(name="course", effects=(1, 0))
    assert roadmap([action], two, 2027, strict)[0].kind == "watch"


@pytest.mark.parametrize(
    ("lead", "needed", "latest", "timing"),
    [
        (2, 2030, 2028, "can wait"),
        (2.5, 2030, 2027.5, "start now"),
        (3, 2030, 2027, "start now"),
        (4, 2030, 2026, "too late"),
        (0, 2027, 2027, "start now"),
    ],
)
def test_lead_time_stands_against_the_horizon(
    lead: float, needed: float, latest: float, timing: str
) -> None:
    found = placed(1, 1, 1, lead_years=lead, needed_by=needed)
    assert (found.latest_start, found.slack_years) == (latest, latest - 2027)
    assert found.timing == timing


def test_a_time_that_is_not_known_is_not_made_up() -> None:
    for times in ({}, {"lead_years": 2}, {"needed_by": 2030}):
        found = placed(1, 1, 1, **times)
        assert (found.latest_start, found.slack_years, found.timing) == (None, None, None)


def test_actions_come_by_kind_then_by_the_time_left() -> None:
    actions = [
        Action(name="watch", effects=(1, 0, 0), lead_years=9, needed_by=2030),
        Action(name="unknown", effects=(1, 1, 1)),
        Action(name="late", effects=(1, 1, 1), lead_years=2, needed_by=2035),
        Action(name="soon", effects=(1, 1, 1), lead_years=2, needed_by=2030),
        Action(name="option", effects=(1, 1, 0)),
    ]
    order = [each.action.name for each in roadmap(actions, THREE, now=2027)]
    assert order == ["soon", "late", "unknown", "option", "watch"]


@unhurried()
@given(st.lists(st.sampled_from([None, -1.0, 0.0, 1.0]), min_size=3, max_size=3))
def test_more_help_never_makes_a_lesser_kind(effects: list[float | None]) -> None:
    order = ["no use", "watch", "option", "no-regret"]
    before = order.index(placed(*effects).kind)
    for place in range(3):
        more = [*effects[:place], 1.0, *effects[place + 1 :]]
        assert order.index(placed(*more).kind) >= before


@pytest.mark.parametrize(
    ("action", "scenarios", "told"),
    [
        (Action(name="a", effects=()), [], "one scenario at least"),
        (Action(name="a", effects=(1,)), THREE, "1 effects for 3"),
        (Action(name="a", effects=(1, 1, float("nan"))), THREE, "without end"),
        (Action(name="a", effects=(1, 1, 1), needed_by=float("inf")), THREE, "without end"),
        (Action(name="a", effects=(1, 1, 1), lead_years=-1), THREE, "lead time of 'a'"),
        (Action(name="a", effects=(1, 1)), [THREE[0], THREE[0]], "'local' stands twice"),
        (Action(name="a", effects=(1,)), [Scenario(name="x", weight=0)], "one above 0"),
        (Action(name="a", effects=(1,)), [Scenario(name="x", weight=-1)], "0 or more"),
    ],
)
def test_what_cannot_be_placed_is_named(
    action: Action, scenarios: list[Scenario], told: str
) -> None:
    with pytest.raises(RoadmapError, match=told):
        roadmap([action], scenarios, now=2027)


def test_actions_stand_once_and_the_year_is_a_number() -> None:
    action = Action(name="a", effects=(1, 1, 1))
    with pytest.raises(RoadmapError, match="stands twice"):
        roadmap([action, action], THREE, now=2027)
    with pytest.raises(RoadmapError, match="no number"):
        roadmap([action], THREE, now=float("nan"))
    assert roadmap([], THREE, now=2027) == ()


@pytest.mark.parametrize(
    "limits", [{"option_share": 0}, {"option_share": 1.1}, {"review_years": -1}]
)
def test_a_rule_that_decides_nothing_is_refused(limits: dict[str, float]) -> None:
    with pytest.raises(RuleError):
        RoadmapRule(**limits)

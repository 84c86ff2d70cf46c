"""A practice moves one state on, through a gate, or out; never back."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.questionnaire.reading.practices import read_practices
from app.reference.practices import LESSONS, Dossier

WORKFLOW = read_practices(Path(__file__).parents[3] / "surveys" / "practices.yaml")
BOTH = frozenset({"en", "fr"})
READY = Dossier(
    state="lead",
    is_relevant=True,
    owner_agrees=True,
    told={"problem": BOTH, "how_it_works": BOTH, LESSONS: BOTH},
    cost_band="lt5k",
    sourced_results=1,
    conditions=1,
    has_kit=True,
    outside_observations=2,
    planned_experiments=1,
    ended_experiments=1,
    outside_reviews=1,
    verdicts=frozenset({"transfer"}),
    transfers=frozenset({"running_12m"}),
)
PAIRS = list(zip(WORKFLOW.states, WORKFLOW.states[1:], strict=False))
LACKING = {
    "identified": [{"is_relevant": False}, {"owner_agrees": False}],
    "documented": [
        {"told": {"how_it_works": BOTH}},
        {"told": {"problem": BOTH}},
        {"told": {"problem": BOTH, "how_it_works": frozenset({"en"})}},
        {"cost_band": None},
        {"sourced_results": 0},
    ],
    "observed": [{"outside_observations": 1}],
    "experimenting": [{"planned_experiments": 0}],
    "evaluated": [{"ended_experiments": 0}, {"outside_reviews": 0}],
    "transferable": [
        {"verdicts": frozenset({"do_not_transfer"})},
        {"conditions": 0},
        {"has_kit": False},
    ],
    "transferred": [{"transfers": frozenset({"started"})}],
}


@pytest.mark.parametrize(("state", "after"), PAIRS)
def test_a_whole_dossier_passes_each_gate(state: str, after: str) -> None:
    assert WORKFLOW.faults(replace(READY, state=state), after) == ()


@pytest.mark.parametrize(
    ("after", "lacking"), [(after, each) for after, all_of in LACKING.items() for each in all_of]
)
def test_each_need_of_a_gate_holds_a_practice_back(after: str, lacking: dict[str, object]) -> None:
    state = WORKFLOW.states[WORKFLOW.states.index(after) - 1]
    dossier = replace(READY, state=state, **lacking)  # type: ignore[arg-type]  # by name
    assert len(WORKFLOW.faults(dossier, after)) >= 1


def test_no_state_is_left_out_and_none_comes_back() -> None:
    assert WORKFLOW.faults(READY, "documented")
    assert WORKFLOW.faults(replace(READY, state="observed"), "documented")
    assert WORKFLOW.next_of("transferred") == ()
    assert WORKFLOW.next_of("archived") == ()


def test_a_way_out_stands_open_but_lessons_must_be_told() -> None:
    assert WORKFLOW.faults(READY, "archived") == ()
    untold = replace(READY, told={})
    assert WORKFLOW.faults(READY, "abandoned_with_lessons") == ()
    assert WORKFLOW.faults(untold, "abandoned_with_lessons") == ("write down the lessons",)

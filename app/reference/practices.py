"""Practices from a lead to a transfer: states, and what each gate needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

WORKING_LANGUAGES = 2
OUTSIDE_OBSERVATIONS = 2
TRANSFERABLE = frozenset({"transfer", "transfer_with_changes"})
LASTING = "running_12m"
LESSONS = "lessons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is known of a practice when it is to move.

    told: what is written, to the languages it is written in. outside_observations, outside_reviews:
    by people of other territories. verdicts: of all evaluations. transfers: state of each.
    """

    state: str
    is_relevant: bool = False
    owner_agrees: bool = False
    told: Mapping[str, frozenset[str]]
    cost_band: str | None = None
    sourced_results: int = 0
    conditions: int = 0
    has_kit: bool = False
    outside_observations: int = 0
    planned_experiments: int = 0
    ended_experiments: int = 0
    outside_reviews: int = 0
    verdicts: frozenset[str] = frozenset()
    transfers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Need:
    """mend: what to do where it is not met."""

    is_met: Callable[[Dossier], bool]
    mend: str


NEEDS: Final[Mapping[str, Need]] = {
    "is_relevant": Need(
        lambda of: of.is_relevant, "confirm that it exists and is about jobs, skills or enterprise"
    ),
    "owner_agrees": Need(lambda of: of.owner_agrees, "ask its owner to agree to be named"),
    "problem": Need(lambda of: "problem" in of.told, "say which problem it answers"),
    "how_it_works": Need(lambda of: "how_it_works" in of.told, "say how it works"),
    "cost_band": Need(lambda of: of.cost_band is not None, "give its cost band"),
    "sourced_result": Need(lambda of: of.sourced_results > 0, "give one result with its source"),
    "two_languages": Need(
        lambda of: _in_two_languages(of.told), "write problem and working in both languages"
    ),
    "two_outside_observations": Need(
        lambda of: of.outside_observations >= OUTSIDE_OBSERVATIONS,
        "have two people of other territories observe it on a visit",
    ),
    "planned_experiment": Need(
        lambda of: of.planned_experiments > 0,
        "plan an experiment with hypothesis, indicator and baseline",
    ),
    "ended_experiment": Need(
        lambda of: of.ended_experiments > 0, "wait for the end of an experiment, enter its result"
    ),
    "outside_reviewer": Need(
        lambda of: of.outside_reviews > 0, "have it evaluated by somebody of another territory"
    ),
    "favourable_verdict": Need(
        lambda of: bool(of.verdicts & TRANSFERABLE), "it takes a verdict in favour of transfer"
    ),
    "conditions": Need(lambda of: of.conditions > 0, "list the conditions it needs"),
    "kit": Need(lambda of: of.has_kit, "add the kit of transfer"),
    "lasting_transfer": Need(
        lambda of: LASTING in of.transfers, "wait until a transfer has run for 12 months"
    ),
    LESSONS: Need(lambda of: LESSONS in of.told, "write down the lessons"),
}


@dataclass(frozen=True, slots=True)
class Workflow:
    """states: in their order. exits: ways out. needs: state or exit to what its gate asks for.

    fit, criteria: what observers and reviewers judge, from 0 to 4. lists: other codes by name.
    """

    states: tuple[str, ...]
    exits: tuple[str, ...]
    needs: Mapping[str, tuple[str, ...]]
    fit: tuple[str, ...]
    criteria: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]

    def faults(self, dossier: Dossier, to: str) -> tuple[str, ...]:
        """Why a practice cannot move there, each as what to do; () where it can."""
        allowed = self.next_of(dossier.state)
        if to not in allowed:
            ways = ", ".join(allowed) or "nowhere"
            return (f"from {dossier.state} it moves to {ways}",)
        needed = (NEEDS[each] for each in self.needs.get(to, ()))
        return tuple(each.mend for each in needed if not each.is_met(dossier))

    def next_of(self, state: str) -> tuple[str, ...]:
        """Where a practice can move: one state on, or out; from the last one nowhere."""
        if state not in self.states or state == self.states[-1]:
            return ()
        return (self.states[self.states.index(state) + 1], *self.exits)


def _in_two_languages(told: Mapping[str, frozenset[str]]) -> bool:
    both = told.get("problem", frozenset()) & told.get("how_it_works", frozenset())
    return len(both) >= WORKING_LANGUAGES

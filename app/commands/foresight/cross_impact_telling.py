"""How flask foresight cross-impact tells what it found: one JSON value, or lines for people."""

from dataclasses import dataclass

import click

from app.commands.foresight.telling import print_rows
from app.foresight.cross_impact import (
    Influence,
    Matrix,
    Reason,
    Robustness,
    Scenario,
    Search,
    Weight,
    Weights,
    reasons,
)
from app.formats.scenario_wizard import Project

STOPPED = {"time": "the time limit was reached", "count": "there are too many to list"}
RULE = "all descriptors at once; a state stays if it is among the best, else the first best follows"


@dataclass(frozen=True, slots=True)
class Found:
    """robustness: in the order of the scenarios, () if no experts were given."""

    project: Project
    matrix: Matrix
    search: Search
    weights: Weights
    robustness: tuple[Robustness, ...]


def document(found: Found, *, tells_why: bool) -> dict[str, object]:
    """As docs/methods/cross_impact.md says; robustness and reasons only where asked for."""
    scenarios = [_scenario(found, each) for each in found.search.scenarios]
    for scenario, robust in zip(scenarios, found.robustness, strict=False):
        scenario["robustness"] = {"share": robust.share, "low": robust.low, "high": robust.high}
    for scenario, each in zip(scenarios, found.search.scenarios, strict=True):
        if tells_why:
            scenario["reasons"] = [_reason(why) for why in reasons(found.matrix, each.states)]
    return {
        "complete": found.search.is_complete,
        "scenarios": scenarios,
        "cycles": round(found.weights.cycles.value),
    }


def tell(found: Found, tolerance: float, *, tells_why: bool) -> None:
    """A table of scenarios, and what to know to read it."""
    search, count = found.search, len(found.search.scenarios)
    click.echo(f"{found.matrix.combinations:,} combinations; tolerance {tolerance:g}.")
    stopped = f"INCOMPLETE, {STOPPED[search.stopped]}: " if search.stopped else "All found: "
    click.echo(f"{stopped}{count} consistent scenario{'' if count == 1 else 's'}.")
    if count:
        print_rows(_header(found), [_row(found, place) for place in range(count)])
    _tell_weights(found.weights)
    for place in search.undetermined:
        name = found.project.descriptors[place - 1]
        click.echo(f"Undetermined: no judgement decides {name}; each of its states fits.")
    for each in search.scenarios if tells_why else ():
        _tell_reasons(found, each)


def _tell_weights(found: Weights) -> None:
    cycles = f"{_weight(found.cycles)} end in cycles."
    click.echo(f"Weight: starting scenarios that lead there ({RULE}); {cycles}")
    if not found.are_exact:
        click.echo(f"Estimated from {found.draws:,} starts, seed {found.seed}; intervals of 95 %.")


def _scenario(found: Found, scenario: Scenario) -> dict[str, object]:
    return {
        "states": list(scenario.states),
        "consistency": _plain(scenario.consistency),
        "total_impact": _plain(scenario.total_impact),
        "weight": round(found.weights.of(scenario.states).value),
        "weight_exact": found.weights.are_exact,
    }


def _reason(why: Reason) -> dict[str, object]:
    return {
        "descriptor": why.descriptor,
        "state": why.state,
        "score": _plain(why.score),
        "rival": why.rival,
        "margin": _plain(why.margin),
        "undetermined": why.undetermined,
        "pros": [_influence(each) for each in why.pros],
        "cons": [_influence(each) for each in why.cons],
    }


def _influence(given: Influence) -> dict[str, object]:
    impact = _plain(given.impact)
    return {"descriptor": given.descriptor, "state": given.state, "impact": impact}


def _plain(value: float | None) -> float | None:
    """Whole numbers without a point; None, which JSON calls null, stays."""
    return int(value) if value is not None and value == int(value) else value


def _header(found: Found) -> tuple[str, ...]:
    robust = ("robust",) if found.robustness else ()
    return ("states", "consistency", "total impact", "weight", *robust)


def _row(found: Found, place: int) -> tuple[str, ...]:
    each = found.search.scenarios[place]
    margin = "none" if each.consistency is None else f"{each.consistency:g}"
    weight = _weight(found.weights.of(each.states))
    cells = (_states(found, each), margin, f"{each.total_impact:g}", weight)
    if not found.robustness:
        return cells
    robust = found.robustness[place]
    return (*cells, f"{robust.share:.0%} ({robust.low:.0%} to {robust.high:.0%})")


def _weight(weight: Weight) -> str:
    value = f"{weight.value:,.0f}"
    is_exact = weight.low == weight.high
    return value if is_exact else f"{value} ({weight.low:,.0f} to {weight.high:,.0f})"


def _states(found: Found, scenario: Scenario) -> str:
    return " ".join(
        f"{place}:{found.project.states[place - 1][state - 1] or state}"
        for place, state in enumerate(scenario.states, start=1)
    )


def _tell_reasons(found: Found, scenario: Scenario) -> None:
    click.echo(f"\n{_states(found, scenario)}")
    for why in reasons(found.matrix, scenario.states):
        name, states = found.project.descriptors[why.descriptor - 1], _named(found, why)
        margin = "no rival" if why.margin is None else f"{why.margin:g} above its best rival"
        told = "undetermined" if why.undetermined else f"score {why.score:g}, {margin}"
        click.echo(f"  {name} = {states}: {told}")
        for word, several in (("for", why.pros), ("against", why.cons)):
            if several:
                click.echo(f"    {word}: {', '.join(_named_influence(found, e) for e in several)}")


def _named(found: Found, why: Reason | Influence) -> str:
    return found.project.states[why.descriptor - 1][why.state - 1] or str(why.state)


def _named_influence(found: Found, given: Influence) -> str:
    name = found.project.descriptors[given.descriptor - 1]
    return f"{name} = {_named(found, given)} ({given.impact:+g})"

"""A solution set (.sl): scenarios with weight, margin, inconsistency and total impact score.

A line a scenario: its states counted from 1 in quotes, then four numbers and a remark in quotes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.formats.scenario_wizard.lines import NUMBER, Lines, as_number, read_lines

MARK = "$ ScenarioWizard"
SOLUTION = re.compile(r'"([\d ]+)"((?:,[^,"]*){4}),"([^"]*)"', re.ASCII)
NAMES = ("weight", "margin", "inconsistency", "total impact score")


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """states: counted from 1. weight: starts that end there, 0 where none were followed.
    consistency: the smallest margin of a state. inconsistency: the largest, 0 if consistent."""

    states: tuple[int, ...]
    weight: float
    consistency: float
    inconsistency: float
    total_impact: float


def read_solutions(path: Path) -> tuple[Solution, ...]:
    """Raises UnreadableError with every problem by line and column."""
    lines = read_lines(path)
    if not lines.texts[0].startswith(MARK):
        message = f"The file does not begin with {MARK!r}."
        mend = "Give a solution set, .sl, as ScenarioWizard saves it."
        lines.problem(1, "no-solutions", message=message, mend=mend, column=1)
        lines.stop()
    found = [
        _solution(lines, line, text.strip())
        for line, text in enumerate(lines.texts, start=1)
        if text.lstrip().startswith('"')
    ]
    _check_count(lines, len(found))
    lines.stop()
    return tuple(each for each in found if each is not None)


def written_solutions(solutions: Iterable[Solution]) -> str:
    """The text of a .sl file that ScenarioWizard opens."""
    rows = [
        f'"{"".join(f" {state}" for state in each.states)}",{as_number(each.weight)},'
        f"{as_number(each.consistency)},{as_number(each.inconsistency)},"
        f'{as_number(each.total_impact)},""'
        for each in solutions
    ]
    return "\n".join([f"{MARK} 3.0", "Solution set", f" {len(rows)} ", "", *rows]) + "\n"


def _solution(lines: Lines, line: int, text: str) -> Solution | None:
    match = SOLUTION.fullmatch(text)
    if match is None:
        message = "The line is no scenario."
        mend = 'Write it as " 1 2 1",4,0,0,15,"": states, four numbers, a remark.'
        lines.problem(line, "no-solution", message=message, mend=mend, column=1)
        return None
    column, values = match.start(2) + 2, []
    for name, written in zip(NAMES, match.group(2)[1:].split(","), strict=True):
        if not NUMBER.fullmatch(written.strip()):
            message, mend = f"The {name} {written!r} is no number.", "Write a number."
            lines.problem(line, "number", message=message, mend=mend, column=column)
            return None
        values.append(float(written))
        column += len(written) + 1
    weight, consistency, inconsistency, total = values
    return Solution(
        states=tuple(map(int, match.group(1).split())),
        weight=weight,
        consistency=consistency,
        inconsistency=inconsistency,
        total_impact=total,
    )


def _check_count(lines: Lines, count: int) -> None:
    """The third line says how many scenarios follow: a file cut short says more."""
    said = lines.texts[2].strip() if len(lines.texts) > 2 else ""
    if not said.isdecimal() or int(said) != count:
        message = f"The third line says {said!r} scenarios, {count} follow."
        mend = "Save the file from ScenarioWizard again, or correct the number."
        lines.problem(3, "count", message=message, mend=mend)

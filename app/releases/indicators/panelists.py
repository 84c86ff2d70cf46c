"""The experts of one place who answered the last round, and their answers as arrays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.feedback import LEAST_ANSWERS, Found, told_back
from app.foresight.delphi.resampling import Resamples, percentile, resamples
from app.questionnaire.panel import EXPERTISE, Plan
from app.reference.audiences import Further
from app.reference.cells import Cell, by_codes
from app.releases.further import Expert, Panel
from app.releases.lists import Lists

LEAST_EXPERTISE = 1.0  # of who does not say how well they know a subject


@dataclass(frozen=True, eq=False)
class Panelists:
    """panels: drawn again from these experts, within their territories. number: of the round."""

    territory: str
    panel: Panel
    experts: tuple[Expert, ...]
    panels: Resamples
    number: int

    @property
    def plan(self) -> Plan:
        return self.panel.plan

    def told(self, statement: str, question: str, *, before: bool = False) -> Floats:
        """Answers as numbers, shape (n,), nan where none; before: of the round before."""
        number = self.number - 1 if before else self.number
        scores = self.panel.scores.get(question, {})
        return np.array(
            [_number(each, number, statement, question, scores) for each in self.experts]
        )

    def codes(self, statement: str, question: str) -> list[tuple[str, ...]]:
        """The choices of each expert."""
        found = []
        for each in self.experts:
            value = each.rounds.get(self.number, {}).get(statement, {}).get(question)
            found.append(value if isinstance(value, tuple) else ())
        return found

    def expertise(self, statement: str) -> Floats:
        """Shape (n,), at least 1: who skips a subject gives no chance that could be weighted."""
        told = self.told(statement, EXPERTISE)
        return np.maximum(np.nan_to_num(told, nan=LEAST_EXPERTISE), LEAST_EXPERTISE)

    def among(self, members: Bools) -> Resamples:
        return self.panels.of(np.flatnonzero(members))

    def blank(self, indicator: str, **by: str) -> Cell:
        return Cell(
            indicator=indicator,
            territory=self.territory,
            audience=Further.EXPERTS,
            by=by_codes(**by),
        )


def panelists(territory: str, lists: Lists, seed: int) -> Panelists | None:
    """None where no expert of the place has answered. The seed is that of the release."""
    panel = lists.further.panel
    if panel is None:
        return None
    number = max((max(each.rounds) for each in panel.experts), default=0)
    experts = tuple(each for each in panel.in_place(territory) if number in each.rounds)
    if not experts:
        return None
    own_seed = seed + crc32(f"{territory}/experts".encode())
    drawn = resamples([each.territory for each in experts], own_seed)
    return Panelists(territory, panel, experts, drawn, number)


def is_enough(members: Bools) -> bool:
    """Whether a number of so many answers may be told, and so is worth computing."""
    return int(members.sum()) >= LEAST_ANSWERS


def verdict(cell: Cell, drawn: Floats, panels: Resamples, *, holds: bool, n: int) -> Cell:
    """1 or 0 by a rule; the interval holds both where other panels would have given the other.

    drawn: shape (draws,), 1 or 0 of each drawn panel.
    """
    value = float(holds)
    found = percentile(value, drawn, panels, (0.0, 1.0))
    return told_back(cell, Found(value=value, low=found.low, high=found.high, n=n, step=1.0))


def over(plan: Plan, name: str) -> Iterator[tuple[str, str]]:
    """Statement and item, of the statements about a list of the vocabulary."""
    for each in plan.statements:
        if each.over == name and each.item is not None:
            yield each.code, each.item


def _number(
    expert: Expert, number: int, statement: str, question: str, scores: Mapping[str, float]
) -> float:
    value = expert.rounds.get(number, {}).get(statement, {}).get(question)
    if isinstance(value, str):
        return float(scores.get(value, np.nan))
    return float(value) if isinstance(value, int | float) else np.nan

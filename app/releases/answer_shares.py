"""What the respondents of a frozen wave answered, by territory and for the network, protected."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from app.estimation import cell_sums
from app.estimation.cell_sums import Counted
from app.estimation.disclosure import Basis, Kind, has_base, protect
from app.estimation.drafts import Draft
from app.estimation.estimates import Estimate
from app.formats.snapshot.columns import Column, Holds
from app.formats.snapshot.reading import Snapshot
from app.questionnaire.model import Questionnaire, opened
from app.reference.cells import NETWORK, Cell, Hidden, by_codes
from app.releases.protecting import apart

ANSWERS = "ANSWERS"  # the indicator of these cells
NOT_OR_CHOSEN = ("0", "1")


def cells(snapshot: Snapshot, questionnaire: Questionnaire) -> tuple[Cell, ...]:
    """The share of each answer to each choice question of the core, a cell an answer and place.

    "Don't know" and its like are out of the base. Numbers, and questions outside the core, whose
    weights are made anew for those who took them, go by the respondents one by one.
    """
    core = {
        each.code: tuple(choice.code for choice in each.choices if not choice.is_missing)
        for page in questionnaire.pages
        if page.is_core
        for each in opened(page.questions)
    }
    found = [
        cell
        for column in snapshot.manifest.columns
        if column.question in core and column.holds is not Holds.NUMBER
        for cell in _of_column(snapshot, column, core[column.question])
    ]
    return apart(found)


def _of_column(snapshot: Snapshot, column: Column, codes: tuple[str, ...]) -> Iterator[Draft]:
    """A choice of several is chosen or not; of one question, each code is."""
    answers = codes if column.choice is None else NOT_OR_CHOSEN
    groups = snapshot.answered(column, answers)
    shown = answers if column.choice is None else answers[1:]
    places = {name: Counted((frame,), (groups[name],)) for name, frame in snapshot.frames.items()}
    everywhere = Counted(tuple(snapshot.frames.values()), tuple(groups.values()))
    for territory, counted in (*places.items(), (NETWORK, everywhere)):
        n = counted.by_level("n", len(answers))
        asked = _Asked(counted, len(answers), column.question if column.choice is None else None)
        for code in shown:
            place = answers.index(code)
            by = by_codes(question=column.question, answer=column.choice or code)
            yield asked.protected(
                Draft(
                    indicator=ANSWERS,
                    territory=territory,
                    audience=snapshot.manifest.audience,
                    by=by,
                    answered=round(n.sum()),
                ),
                place,
            )


@dataclass(frozen=True)
class _Asked:
    """A question in one place. answers: how many there are. one: its name where one is chosen."""

    counted: Counted
    answers: int
    one: str | None

    def protected(self, cell: Draft, place: int) -> Draft:
        """Where too few answered it is estimated for the audit alone."""
        measure = partial(self._measured, place)
        if not has_base(cell.answered):
            return replace(cell, measure=measure, hidden=Hidden.BASE)
        return protect(cell, *measure())

    def _measured(self, place: int) -> tuple[Estimate, Basis]:
        chosen = round(self.counted.by_level("n", self.answers)[place])
        whole = float(self.counted.by_level("weight", self.answers).sum())
        basis = Basis(kind=Kind.SHARE, chosen=chosen, whole=whole, part_of=self.one)
        return self._shares[place], basis

    @cached_property
    def _shares(self) -> tuple[Estimate, ...]:
        return cell_sums.shares(self.counted, self.answers)

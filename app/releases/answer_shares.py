"""What the respondents of a frozen wave answered, by territory and for the network, protected."""

from collections.abc import Iterator

from app.estimation import cell_sums
from app.estimation.cell_sums import Counted
from app.estimation.disclosure import Basis, Kind, has_base, hide, protect
from app.estimation.drafts import published
from app.estimation.estimates import Estimate
from app.formats.snapshot.columns import Column, Holds
from app.formats.snapshot.reading import Snapshot
from app.questionnaire.model import Questionnaire, opened
from app.reference.cells import NETWORK, Cell, by_codes
from app.releases.differences import without_differences

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
    return without_differences(found)


def _of_column(snapshot: Snapshot, column: Column, codes: tuple[str, ...]) -> Iterator[Cell]:
    """A choice of several is chosen or not; of one question, each code is."""
    answers = codes if column.choice is None else NOT_OR_CHOSEN
    groups = snapshot.answered(column, answers)
    shown = answers if column.choice is None else answers[1:]
    places = {name: Counted((frame,), (groups[name],)) for name, frame in snapshot.frames.items()}
    everywhere = Counted(tuple(snapshot.frames.values()), tuple(groups.values()))
    for territory, counted in (*places.items(), (NETWORK, everywhere)):
        n = counted.by_level("n", len(answers))
        found = cell_sums.shares(counted, len(answers)) if has_base(round(n.sum())) else None
        for code in shown:
            place = answers.index(code)
            by = by_codes(question=column.question, answer=column.choice or code)
            cell = Cell(
                indicator=ANSWERS, territory=territory, audience=snapshot.manifest.audience, by=by
            )
            yield _protected(cell, None if found is None else found[place], round(n[place]))


def _protected(cell: Cell, found: Estimate | None, chosen: int) -> Cell:
    if found is None:
        return hide(cell)
    return published(protect(cell, found, Basis(kind=Kind.SHARE, chosen=chosen)))

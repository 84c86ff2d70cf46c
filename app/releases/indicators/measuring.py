"""From an estimate to a cell: nothing is estimated where too few answered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from app.estimation.arrays import Bools, Floats
from app.estimation.comparisons import compared
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, has_base, hide, is_dominated, protect
from app.estimation.drafts import Draft, bits, draft
from app.estimation.estimates import Estimate
from app.estimation.intervals import t_quantile
from app.estimation.shares import share
from app.reference.cells import Cell, Hidden, by_codes
from app.releases.samples import Sample

Measure: TypeAlias = Callable[[Design], tuple[Estimate, Basis]]
Difference: TypeAlias = tuple[Cell, tuple[Estimate, Basis] | None]  # None: too few answered


def blank(indicator: str, sample: Sample, **by: str) -> Cell:
    """The cell's place, still empty."""
    return Cell(
        indicator=indicator,
        territory=sample.territory,
        audience=sample.audience,
        by=by_codes(**by),
    )


def drafted(cell: Cell, sample: Sample, members: Bools) -> Draft:
    """The cell's place with who is behind it: what the rules between cells need to know."""
    return replace(
        draft(cell),
        answered=int(members.sum()),
        holdings=sample.holdings_of(members),
        people=bits(sample.people, members) if sample.people.size else 0,
        is_weighted=sample.design is not None,
    )


def measured(cell: Cell, sample: Sample, members: Bools, measure: Measure) -> Cell:
    """The cell, protected; `measure` runs only where enough of the members answered."""
    made = drafted(cell, sample, members)
    if sample.design is None:
        return hide(made)
    if not has_base(made.answered):
        return hide(replace(made, measure=partial(measure, sample.design)))
    return protect(made, *measure(sample.design))


def dominated(firms: Sample, design: Design, *values: Floats) -> bool:
    """Whether one or two owners of firms are seen in the weighted total of one of the values."""
    totals = (float((design.weights * each).sum()) for each in values)
    return any(map(is_dominated, map(firms.by_holding, values), totals))


def share_cell(cell: Cell, sample: Sample, chose: Bools, members: Bools) -> Cell:
    """The share of members that chose."""

    def measure(design: Design) -> tuple[Estimate, Basis]:
        chosen, whole = int((chose & members).sum()), float(design.weights[members].sum())
        basis = Basis(kind=Kind.SHARE, chosen=chosen, whole=whole)
        return share(chose, design, members), basis

    return measured(cell, sample, members, measure)


def by_choice(
    cell: Cell, sample: Sample, *, question: str, codes: Sequence[str], dimension: str
) -> Iterator[Cell]:
    """Of those who answered a question the share that chose each code, told by the dimension."""
    answered = sample.answers.answered(question)
    for code, chose in zip(codes, sample.answers.chose_each(question, codes).T, strict=True):
        by = by_codes(**cell.dimensions, **{dimension: code})
        yield share_cell(replace(cell, by=by), sample, chose, answered)


def with_words(found: Iterable[Difference]) -> Iterator[Cell]:
    """Differences that are looked at together, each with what may be said of it: clear, likely or
    not clear, for as many as are shown."""
    pairs = [(cell if each is None else protect(cell, *each), each) for cell, each in found]
    family = pairs[0][0].key if pairs else None
    shown = [each[0] for cell, each in pairs if each is not None and cell.hidden is None]
    words = iter(compared(shown))
    for cell, each in pairs:
        if each is None or cell.hidden is not None:
            yield hide(cell, cell.hidden or Hidden.BASE)
        else:
            yield replace(draft(cell), family=family, verdict=next(words).verdict)


def published_with_words(cells: Sequence[Cell]) -> Iterator[Cell]:
    """As with_words(), from differences as they are published; hidden ones stay as they are.

    Degrees of freedom are those of the published respondents, the fewest of a band, less one.
    """
    shown = [each for each in cells if each.value is not None]
    words = iter(compared([_as_published(each) for each in shown]))
    for cell in cells:
        yield cell if cell.value is None else replace(cell, verdict=next(words).verdict)


def _as_published(cell: Cell) -> Estimate:
    value, low, high = (float(each or 0.0) for each in (cell.value, cell.low, cell.high))
    n = int(str(cell.n).partition("-")[0])
    error = (high - low) / (2 * t_quantile(n - 1))
    return Estimate(value, error, low, high, n=n, n_eff=n, df=n - 1, deff=1.0)


def fact(cell: Cell, *, holds: bool, n: int) -> Cell:
    """Something that is so (1) or not (0), without error; from n respondents."""
    value = float(holds)
    found = Estimate(value, 0.0, value, value, n=n, n_eff=n, df=n, deff=1.0)
    return protect(cell, found, Basis(kind=Kind.NUMBER))


def unanimous(found: Estimate, lowest: float, highest: float) -> int | None:
    """As Basis.chosen: all of them at the top, nobody above the bottom, or None."""
    if found.value >= highest:
        return found.n
    return 0 if found.value <= lowest else None

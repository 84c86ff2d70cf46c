"""Whether the cells of a release follow from the answers as they were counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from app.reference.cells import BESIDE, NETWORK, OVER, WITH, Cell
from app.releases.differences import adds_up

Source = tuple[str, str]  # audience, territory


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not what its answers give; field: which of its values, "cell" when whole."""

    cell: Cell
    field: str
    stored: object
    recomputed: object

    def __str__(self) -> str:
        place = f"{self.cell.indicator} {self.cell.territory} {self.cell.audience}"
        by = ", ".join(f"{name} {code}" for name, code in self.cell.by) or "the whole"
        return f"{place} ({by}): {self.field} is {self.stored}, the answers give {self.recomputed}"


@dataclass(frozen=True, slots=True)
class Unrecoverable:
    """Answers erased since they were counted, and the indicators that rested on them."""

    audience: str
    territory: str
    erased: int
    indicators: tuple[str, ...]

    def __str__(self) -> str:
        answers = "1 response was" if self.erased == 1 else f"{self.erased} responses were"
        return (
            f"{self.audience} of {self.territory}: {answers} erased; "
            f"no longer recomputable there and for the network: {', '.join(self.indicators)}"
        )


@dataclass(frozen=True, slots=True)
class Altered:
    """Copies of counted answers that are not what was copied."""

    audience: str
    territory: str
    copies: int

    def __str__(self) -> str:
        copies = "1 copy" if self.copies == 1 else f"{self.copies} copies"
        return f"{self.audience} of {self.territory}: {copies} of counted answers were changed"


@dataclass(frozen=True, slots=True)
class Verification:
    """reproduced: cells that came out the same in every value."""

    reproduced: int
    differing: tuple[Difference, ...]
    unrecoverable: tuple[Unrecoverable, ...]
    altered: tuple[Altered, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Nothing was changed; what was erased can't be checked and is no fault."""
        return not self.differing and not self.altered


def compared(
    stored: Iterable[Cell], recomputed: Iterable[Cell], erased: Mapping[Source, int]
) -> Verification:
    """Each stored cell against the recomputed one, but for those that rest on erased answers.

    A kind of cell of which the release holds none at all came after it, and is left out.
    """
    held = {cell.key: cell for cell in stored}
    made_then = {_kind(cell) for cell in held.values()}
    again = {cell.key: cell for cell in recomputed if _kind(cell) in made_then}
    lost: dict[Source, set[str]] = {source: set() for source in erased}
    reproduced, differing = 0, []
    for key in [*held, *(key for key in again if key not in held)]:
        cell = held.get(key) or again[key]
        sources = [source for source in _sources(cell, erased) if source in lost]
        if not sources and _is_kept_back_anew(held.get(key), again.get(key)):
            sources = [source for source in erased if source[0] == cell.audience]
        for source in sources:
            lost[source].add(cell.indicator)
        found = [] if sources else list(_differences(held.get(key), again.get(key)))
        differing += found
        reproduced += not found and not sources
    return Verification(
        reproduced,
        tuple(differing),
        tuple(
            Unrecoverable(audience, territory, erased[audience, territory], tuple(sorted(names)))
            for (audience, territory), names in lost.items()
        ),
    )


def _is_kept_back_anew(stored: Cell | None, recomputed: Cell | None) -> bool:
    """Whether they differ in what is told, not in what is: hidden or in a band for others' sake."""
    if stored is None or recomputed is None:
        return False
    is_hidden = (stored.hidden is None) != (recomputed.hidden is None)
    return is_hidden or (stored != recomputed and replace(stored, n=recomputed.n) == recomputed)


def _kind(cell: Cell) -> tuple[str, str, tuple[str, ...]]:
    """Of an indicator, of an audience, by the same dimensions."""
    return cell.indicator, cell.audience, tuple(dimension for dimension, _code in cell.by)


def altered_copies(sources: Iterable[Source]) -> tuple[Altered, ...]:
    """One a source; sources: those of each altered copy."""
    return tuple(Altered(*source, count) for source, count in by_source(sources).items())


def by_source(sources: Iterable[Source]) -> Mapping[Source, int]:
    """How many there are of each audience and territory."""
    return dict(sorted(Counter(sources).items()))


def _sources(cell: Cell, erased: Mapping[Source, int]) -> Iterator[Source]:
    """The erased answers that a cell rested on, its other audience included, or every audience.

    Of what adds up, a cell is hidden for the sake of another territory's.
    """
    audiences = {cell.audience, cell.dimensions.get("against"), cell.dimensions.get(WITH)}
    is_of_all = cell.territory == NETWORK or BESIDE in cell.dimensions or adds_up(cell)
    for audience, territory in erased:
        is_asked = audience in audiences or OVER in cell.dimensions
        if is_asked and (is_of_all or cell.territory == territory):
            yield audience, territory


def _differences(stored: Cell | None, recomputed: Cell | None) -> Iterator[Difference]:
    if stored is None or recomputed is None:
        cell = stored or recomputed
        if cell is not None:
            said = ["absent" if each is None else "there" for each in (stored, recomputed)]
            yield Difference(cell, "cell", *said)
        return
    for each in fields(Cell):
        values = getattr(stored, each.name), getattr(recomputed, each.name)
        if values[0] != values[1]:
            yield Difference(stored, each.name, *values)

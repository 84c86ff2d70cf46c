"""From the cells of a release to what may be published: the rules between cells, and the audit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.errors import InvalidError
from app.estimation.disclosure import again, hide
from app.estimation.drafts import Draft, published
from app.estimation.protections import ALL, Protections
from app.reference.cells import Cell, Hidden, Key
from app.releases import closeness, count_sums, derived, value_sums, words
from app.releases.differences import without_differences
from app.releases.frozen_waves import Earlier
from app.releases.indicators import network_differences

Others = Mapping[str, Sequence[Cell]]  # territory to the cells of all others together


class WithheldError(InvalidError):
    """A release of which nothing may be told."""

    def __init__(self) -> None:
        super().__init__(
            "The release is withheld: every number rests on too few answers, or would give away "
            "one that does. Release these campaigns together with others of the wave, or later, "
            "when more people have answered."
        )


@dataclass(frozen=True, slots=True)
class Protected:
    """cells: as they may be published. notes: what had to be kept back, in words."""

    cells: tuple[Cell, ...]
    notes: tuple[str, ...]


def protected(
    cells: Iterable[Cell],
    others: Others,
    protections: Protections = ALL,
    earlier: Earlier | None = None,
) -> Protected:
    """The cells in their order, then the differences of each territory, each as it may be told.

    earlier: what was published before of the same wave, whose numbers stay where few people
    changed. Raises WithheldError, NothingNewError.
    """
    if protections != ALL:
        cells = [again(each, protections) for each in cells]
        others = {
            name: [again(each, protections) for each in found] for name, found in others.items()
        }
    rest = _rest(others)
    held = _between(cells, others, rest, protections)
    keeps = earlier if protections.waves else None
    if keeps is not None:
        held |= _hidden(held, keeps.changed_by_few, Hidden.WAVE)
    notes: list[str] = []
    if protections.complements:
        notes += _complete(held, rest, protections)
        held |= count_sums.banded(held)
    if all(each.hidden is not None for each in held.values()):
        raise WithheldError
    held |= words.of_shown(held)
    notes += _reasons(held.values())
    if keeps is not None:
        notes += _stay(held, keeps)
    mark = Hidden.CONFIDENTIAL if protections.one_mark else None
    return Protected(tuple(_final(each, mark) for each in held.values()), tuple(notes))


def apart(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells without differences, as they may be told; none is needed."""
    held = _between(cells, {}, {}, ALL)
    for _note in _complete(held, {}, ALL):
        pass
    held |= count_sums.banded(held)
    return tuple(_final(each, Hidden.CONFIDENTIAL) for each in held.values())


def _between(
    cells: Iterable[Cell], others: Others, rest: Mapping[Key, Draft], protections: Protections
) -> dict[Key, Cell]:
    """The cells and the differences of territories, without views that are too close."""
    held = {each.key: each for each in cells}
    if protections.differences:
        held |= _hidden(held, closeness.refused(held, rest))
    if protections.complements:
        held = {each.key: each for each in without_differences(tuple(held.values()))}
    held |= _differences(held, others)
    if protections.differences:
        held |= _hidden(held, closeness.refused(held, rest) & rest.keys())
    return held


def _rest(others: Others) -> Mapping[Key, Draft]:
    """What differences tell of all places but one, by the key of the difference."""
    return {
        key: cell
        for name, found in others.items()
        for key, cell in network_differences.told(name, found).items()
        if isinstance(cell, Draft)
    }


def _differences(held: Mapping[Key, Cell], others: Others) -> dict[Key, Cell]:
    kept = tuple(held.values())
    return {
        cell.key: cell
        for name, found in others.items()
        for cell in network_differences.cells(name, kept, found)
    }


def _hidden(
    held: Mapping[Key, Cell], keys: Iterable[Key], why: Hidden = Hidden.COMPLEMENT
) -> dict[Key, Cell]:
    return {key: hide(held[key], why) for key in keys if key in held and not held[key].hidden}


def _stay(held: dict[Key, Cell], keeps: Earlier) -> Iterator[str]:
    """The earlier number where the new one may not be told."""
    hidden = {Hidden.WAVE, Hidden.COMPLEMENT}
    gone = frozenset(key for key, cell in held.items() if cell.hidden in hidden)
    found = keeps.keeping(held, gone)
    stay = sum(found[key] is not held[key] for key in held)
    held |= found
    if stay:
        yield (
            f"{stay} numbers stay those of release {keeps.number}: too few people came, left or "
            "changed an answer behind them since"
        )


def _complete(
    held: dict[Key, Cell], rest: Mapping[Key, Draft], protections: Protections
) -> Iterator[str]:
    """Hides what must be hidden besides; what can't be protected is withheld, and said so."""
    found = value_sums.kept_back(held, rest, protections)
    held |= _hidden(held, found.hidden | found.withheld)
    held |= _hidden(held, derived.without_a_side(held))
    for indicator, places in sorted(Counter(key[0] for key in found.withheld).items()):
        yield f"{indicator}: {places} numbers withheld, too few others could hide them"


def _reasons(cells: Iterable[Cell]) -> Iterator[str]:
    """How many are hidden, of all together: of one cell the reason would tell something."""
    hidden = Counter(cell.hidden for cell in cells if cell.hidden is not None)
    if hidden:
        yield (
            f"{hidden.total()} numbers are hidden: {hidden[Hidden.COMPLEMENT]} so that others "
            "can't be worked out, the others for too few answers or a few large firms"
        )


def _final(cell: Cell, mark: Hidden | None) -> Cell:
    found = published(cell)
    return found if mark is None or found.hidden is None else replace(found, hidden=mark)

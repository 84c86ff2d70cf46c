"""From counted answers to the cells of a release: a pure function, so that it can be verified."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from app.estimation.protections import ALL, Protections
from app.reference.cells import NETWORK, Cell
from app.releases.frozen_waves import Earlier
from app.releases.indicators import registry
from app.releases.indicators.grounds import Grounds
from app.releases.lists import Lists
from app.releases.protecting import Others, protected
from app.releases.samples import Sample, Samples
from app.releases.sampling import (
    Counted,
    Kind,
    NetworkMargins,
    Weighing,
    network_of,
    notes_of,
    of_place,
    others_of,
    tables_of,
    territory_samples,
    together,
    weigh_place,
)
from app.releases.weighting import weigh as by_margins


@dataclass(frozen=True, eq=False)
class Computed:
    """The protected cells, and what weighting had to join or leave out."""

    cells: tuple[Cell, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Drafts:
    """Cells with what nobody is shown; others: of each territory, those of all others together.

    places: the samples that they rest on, of each territory and of the network.
    """

    cells: tuple[Cell, ...]
    others: Others
    notes: tuple[str, ...]
    places: tuple[Samples, ...] = ()


def cells_of(
    counted: Iterable[Counted], margins: NetworkMargins, seed: int, lists: Lists
) -> tuple[Cell, ...]:
    """Every cell of a release, in a fixed order; the same input gives the same cells.

    margins: territory to audience to margin to level to total; they say which territories and
    which audiences the release has. Raises MissingMarginError.
    """
    return compute(counted, margins, seed, lists).cells


def compute(
    counted: Iterable[Counted],
    margins: NetworkMargins,
    seed: int,
    lists: Lists,
    weigh: Weighing = by_margins,
) -> Computed:
    """As cells_of(), with the notes on weighting; weigh: how, by default to the margins."""
    return released(estimated(counted, margins, seed, lists, weigh))


def released(
    made: Drafts, protections: Protections = ALL, earlier: Earlier | None = None
) -> Computed:
    """The cells as they may be published.

    protections: the rules of release, all of them wherever something is published. earlier: the
    last published release of the same campaigns. Raises WithheldError, NothingNewError.
    """
    found = protected(made.cells, made.others, protections, earlier)
    return Computed(found.cells, (*made.notes, *found.notes))


def estimated(
    counted: Iterable[Counted],
    margins: NetworkMargins,
    seed: int,
    lists: Lists,
    weigh: Weighing = by_margins,
) -> Drafts:
    """Every cell with its exact estimate, before the rules that look at several cells at once."""
    weighing = partial(weigh_place, margins, lists, weigh)
    samples = territory_samples(tables_of(counted, margins), lists, weighing)
    headlines_of = partial(Grounds, lists=lists.without_groups(), margins=margins, seed=seed)
    others = {
        name: tuple(registry.headlines_of(headlines_of(samples=others_of(name, samples))))
        for name in margins
    }
    grounds = tuple(_grounds(samples, margins, lists, seed))
    cells = tuple(cell for each in grounds for cell in registry.cells_of(each))
    notes = (*notes_of(samples), *lists.further.notes())
    return Drafts(cells, others, notes, tuple(each.samples for each in grounds))


def _grounds(
    samples: Mapping[Kind, Mapping[str, Sample]],
    margins: NetworkMargins,
    lists: Lists,
    seed: int,
) -> Iterator[Grounds]:
    """Of each territory, then of the network."""
    grounds_of = partial(Grounds, lists=lists, margins=margins, seed=seed)
    for name in margins:
        here = together(name, of_place(samples, name))
        yield grounds_of(samples=here, others=others_of(name, samples))
    yield grounds_of(samples=together(NETWORK, network_of(samples)))

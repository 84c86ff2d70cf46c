"""All that a release holds of one indicator in one place, as sections to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.dashboards.book import Place
from app.dashboards.indicators.measures import measure_names, whole_names
from app.dashboards.indicators.units import unit_of
from app.dashboards.indicators.words import audience_name, label_of, row_names
from app.reference.cells import BESIDE, CHANGE, NETWORK, WAVE, WITH, Cell, by_codes
from app.web.published import Unit
from app.web.texts import _

Split: TypeAlias = tuple[str, str, str, tuple[tuple[str, str], ...]]

ROWS = (
    *("family", "skill", "activity", "job_group", "job", "condition", "obstacle", "driver"),
    *("reason", "service", "late", "form", "job_change", "value", "statement", "question"),
    *("margin", "mode", "slow", "level", "ready", "group", "hired", "help", "happened", "start"),
    *("lacking", "age", "size", "distance", "kind", "cause", "weight", "answer", "horizon"),
    *("view", "against"),
)  # the first of these that cells have tells them apart in a section; others divide sections
ORDERED = frozenset(
    {"age", "size", "distance", "kind", "weight", "answer", "horizon", "job_change", "level"}
)
ASIDE = frozenset({"measure", BESIDE, WITH})  # said by the title, or not at all
SHORT = 6  # entries of a table that stands open
WIDE = ("job", "skill", "statement")  # long lists come after the short ones that they are part of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A number here and the same number in the network."""

    label: str
    here: Cell
    network: Cell
    unit: Unit

    @property
    def is_told(self) -> bool:
        return self.here.value is not None or self.network.value is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Numbers of one audience that belong together, in one unit.

    code: its part of an address, the same in every release. who: whose numbers they are, named:
    which of theirs, rows: by what, in words. is_ranked: the largest stands first.
    is_of_network: told for the whole network alone, as numbers by single job are.
    """

    code: str
    who: str
    named: tuple[str, ...]
    rows: str
    audience: str
    unit: Unit
    entries: tuple[Entry, ...]
    is_ranked: bool = False
    is_of_network: bool = False

    @property
    def title(self) -> str:
        return " · ".join(filter(None, (self.who, *self.named, self.rows)))

    @property
    def is_withheld(self) -> bool:
        """Whether nothing at all may be told here."""
        return all(each.here.value is None for each in self.entries)

    @property
    def is_silent(self) -> bool:
        """Whether nothing may be told of the network either."""
        return not self.told

    @property
    def told(self) -> tuple[Entry, ...]:
        """Those of which something may be told, here or of the network: the rows of the table."""
        return tuple(each for each in self.entries if each.is_told)

    @property
    def untold(self) -> tuple[str, ...]:
        """Labels of the others."""
        return tuple(each.label for each in self.entries if not each.is_told)

    @property
    def is_short(self) -> bool:
        return len(self.told) <= SHORT


def chapter(place: Place, indicator: str) -> tuple[Section, ...]:
    """Sections in the order of the release, short lists first, the network's own last: of long
    lists that are told for it alone, what is hidden is left out."""
    here = place.book.of(indicator, place.territory)
    keys = {(cell.audience, cell.by) for cell in here}
    alone = [
        cell
        for cell in place.book.of(indicator, NETWORK)
        if (cell.audience, cell.by) not in keys and cell.value is not None
    ]
    return (*_sections(place, here), *(_sections(place, alone) if here else ()))


def _sections(place: Place, cells: Sequence[Cell]) -> Iterator[Section]:
    found: dict[Split, list[Cell]] = {}
    for cell in _without_differences(cells, place.former):
        found.setdefault(_split(cell), []).append(cell)
    for split in sorted(found, key=lambda split: split[2] in WIDE):
        yield _section(place, split, found[split])


def _without_differences(cells: Sequence[Cell], former: str) -> Iterator[Cell]:
    """Differences to the other territories stand with the findings that they belong to; what
    changed since the former wave is said in a sentence (app.dashboards.changes)."""
    keys = {cell.key for cell in cells}
    for cell in cells:
        if former and former in {cell.dimensions.get(WAVE), cell.dimensions.get(CHANGE)}:
            continue
        left = {name: code for name, code in cell.by if name != BESIDE}
        whole = (cell.indicator, cell.territory, cell.audience, by_codes(**left))
        if BESIDE not in cell.dimensions or whole not in keys:
            yield cell


def _row_of(cell: Cell) -> str:
    """The dimension that tells this cell from the others of its section, "" where it is alone."""
    by = cell.dimensions
    known = next((name for name in ROWS if name in by), "")
    return known or next((name for name in by if name not in ASIDE), "")


def _split(cell: Cell) -> Split:
    """Audience, measure, dimension of the rows, and what else divides."""
    row, by = _row_of(cell), cell.dimensions
    left = tuple(pair for pair in cell.by if pair[0] not in ASIDE | {row})
    return cell.audience, by.get("measure", "") if row else "", row, left


def _section(place: Place, split: Split, cells: Sequence[Cell]) -> Section:
    audience, measure, row, left = split
    first = cells[0]
    entries = [_entry(place, cell, row) for cell in cells]
    is_ranked = row not in ORDERED and row != ""
    if is_ranked:
        entries.sort(key=_size)
    named = [measure_names().get((first.indicator, measure), "")] if measure else []
    named += [label_of(place.labels, first, name) for name, _code in left]
    is_of_network = first.territory == NETWORK
    return Section(
        code=_code(split, is_of_network=is_of_network),
        who=_("Whole network") if is_of_network else audience_name(audience),
        named=tuple(filter(None, named)),
        rows=row_names().get(row, ""),
        audience=audience,
        unit=unit_of(first),
        entries=tuple(entries),
        is_ranked=is_ranked,
        is_of_network=is_of_network,
    )


def _code(split: Split, *, is_of_network: bool) -> str:
    audience, measure, row, left = split
    whole = NETWORK if is_of_network else ""
    further = (f"{name}.{code}" for name, code in left)
    return "-".join(filter(None, (whole, audience, measure, row, *further)))


def _size(entry: Entry) -> tuple[bool, float]:
    """The largest first; where it is hidden, by the network's."""
    shown = entry.network.value if entry.here.value is None else entry.here.value
    return entry.here.value is None, -abs(shown or 0.0)


def _entry(place: Place, cell: Cell, row: str) -> Entry:
    label = label_of(place.labels, cell, row) if row else _whole(cell)
    return Entry(label=label, here=cell, network=place.in_network(cell), unit=unit_of(cell))


def _whole(cell: Cell) -> str:
    measure = cell.dimensions.get("measure")
    if measure is not None:
        return measure_names().get((cell.indicator, measure), measure)
    name = whole_names().get((cell.indicator, cell.audience))
    return name or audience_name(cell.audience)

"""The picture of a section, and the words on how solid each of its numbers is."""

from math import ceil, floor, log10

from app.dashboards import beside
from app.dashboards.indicators.chapter import Entry, Section
from app.dashboards.page import axis_of_shares, marks
from app.reference.cells import NETWORK, Cell, Hidden, Verdict
from app.web.pictures.figure import Axis, Figure, Row
from app.web.published import SIGNED, Unit, written
from app.web.texts import _

MOST_ROWS = 12  # more are no picture: the table has them all
STEPS = 4  # of an axis, about
SMALLEST_STEP = 0.1
LEAST_ROWS = 2


def figure_of(section: Section) -> Figure | None:
    """None where there is nothing to compare, or each row is in a unit of its own."""
    shown = [each for each in section.entries if _drawn(section, each)]
    if len(shown) < LEAST_ROWS or {each.unit for each in shown} != {section.unit}:
        return None
    drawn = shown[:MOST_ROWS]
    factor = 100.0 if section.unit is Unit.SHARE else 1.0
    cells = [cell for each in drawn for cell in _drawn(section, each).values()]
    return Figure(
        summary=section.title,
        caption=_caption(section, is_cut=len(drawn) < len(shown)),
        axis=axis_of_shares() if section.unit is Unit.SHARE else _axis(cells, section.unit),
        series=beside.series(section.audience),
        rows=tuple(
            Row(label=each.label, marks=marks(factor, **_drawn(section, each))) for each in drawn
        ),
    )


def _drawn(section: Section, entry: Entry) -> dict[str, Cell]:
    """Series to cell. The network stands beside what can be compared: a count here is a part of
    it; where all is hidden here, it stands alone."""
    alone = section.is_withheld or section.is_of_network
    found = {} if alone else {section.audience: entry.here}
    if alone or section.unit is not Unit.COUNT:
        found[NETWORK] = entry.network
    is_told = entry.network.value is not None if alone else entry.here.value is not None
    return found if is_told else {}


def _caption(section: Section, *, is_cut: bool) -> str:
    said = [_("Lines show the interval that holds the true value nineteen times out of twenty.")]
    if section.is_withheld:
        said.append(_("All is hidden here: the whole network is drawn alone."))
    if is_cut:
        said.append(_("The largest are drawn; the table has them all."))
    return " ".join(said)


def _axis(cells: list[Cell], unit: Unit) -> Axis:
    """From nought, or to both sides of it, as far as values and intervals reach."""
    ends = [end for cell in cells for end in (cell.value, cell.low, cell.high) if end is not None]
    lowest, highest = min(0.0, *ends), max(0.0, *ends)
    step = _step((highest - lowest) / STEPS)
    first, last = floor(lowest / step), max(ceil(highest / step), 1)
    ticks = tuple((place * step, written(place * step, unit)) for place in range(first, last + 1))
    reference = 0.0 if unit in SIGNED else None
    return Axis(low=first * step, high=last * step, ticks=ticks, reference=reference)


def _step(least: float) -> float:
    """One, two or five times a power of ten, at least as much."""
    size = max(least, SMALLEST_STEP)
    power = 10.0 ** floor(log10(size))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= size)


def solid_words(cell: Cell) -> str:
    """How far a number carries; of hidden ones see why_hidden()."""
    if cell.value is None:
        return "\u2013"
    if cell.verdict is not None:
        return _of_difference(cell.verdict)
    if cell.is_fragile:
        return _("Few: read the direction, not the size.")
    return _("Enough answers to compare.")


def why_hidden(section: Section) -> tuple[str, ...]:
    """Each reason once; releases of today tell one reason for all, see decision 0033."""
    reasons = {
        Hidden.BASE: _("Hidden: too few answers."),
        Hidden.NUMERATOR: _("Hidden: too few people or firms are counted in it."),
        Hidden.DOMINANCE: _("Hidden: one or two large firms would be seen in it."),
        Hidden.COMPLEMENT: _("Hidden: it would give another hidden number away."),
        Hidden.BREAK: _("Not compared: the question changed since the wave before."),
    }
    told = _("Hidden: it, or another number with it, would tell of too few people or firms.")
    cells = [each.here for each in section.entries if each.here.value is None]
    cells += [each.network for each in section.entries if each.network.value is None]
    found = {each.hidden and reasons.get(each.hidden) for each in cells}
    return tuple(sorted(each or told for each in found))


def _of_difference(verdict: Verdict) -> str:
    if verdict is Verdict.CLEAR:
        return _("A clear difference.")
    likely = verdict is Verdict.LIKELY
    return _("A likely difference.") if likely else _("The difference is not clear.")

"""The base view of a figure: SVG that needs no script and prints in grey."""

from dataclasses import dataclass
from html import escape
from textwrap import wrap

from markupsafe import Markup

from app.web.pictures.figure import Axis, Figure, Mark, Row, Series, Shape

CHARACTER = 7.6  # pixels of an average letter at 14 px, on the wide side
APART = 11  # pixels between two series of one row
LINE = 17  # pixels between two lines of a label
MOST_LINES = 3
BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # share of a label before its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where things go, in pixels. labels_above: labels stand over their row, as on a phone."""

    width: int
    start: int
    end: int
    row: int
    labels_above: bool
    characters: int

    def across(self, axis: Axis, value: float) -> float:
        inside = min(max(value, axis.low), axis.high)
        share = (inside - axis.low) / (axis.high - axis.low)
        return round(self.start + share * (self.end - self.start), 1)


WIDE = Layout(width=960, start=330, end=930, row=46, labels_above=False, characters=40)
NARROW = Layout(width=340, start=14, end=326, row=62, labels_above=True, characters=40)


def drawing(figure: Figure) -> Markup:
    """Both drawings of a figure, the wide and the narrow; the style sheet shows the fitting one."""
    wide, narrow = _drawn(figure, WIDE), _drawn(figure, NARROW)
    return Markup('<div class="wide-picture">{}</div><div class="narrow-picture">{}</div>').format(
        Markup(wide),  # noqa: S704 -- drawn here, every label escaped
        Markup(narrow),  # noqa: S704 -- drawn here, every label escaped
    )


def _drawn(figure: Figure, layout: Layout) -> str:
    top = _legend_height(figure, layout)
    parts, below = [_legend(figure, layout)], float(top)
    body: list[str] = []
    for row in figure.rows:
        height = _row_height(row, figure, layout)
        body.append(_row(row, figure, layout, below, height))
        below += height
    ticks = ticks_of(figure.axis, layout)
    parts += [_grid(figure.axis, layout, top, below), *body, _ticks(ticks, below)]
    lanes = max((each.lane for each in ticks), default=0)
    size = f"0 0 {layout.width} {int(below) + 34 + LINE * lanes}"
    label = escape(figure.summary, quote=True)
    return f'<svg viewBox="{size}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _row_height(row: Row, figure: Figure, layout: Layout) -> int:
    lines = len(_lines(row.label, layout))
    if row.is_heading:
        return 40 + LINE * (lines - 1)
    marks = APART * len(figure.drawn)
    if layout.labels_above:
        return max(layout.row, 24 + marks + 8) + LINE * (lines - 1)
    return max(layout.row, 18 + marks, 12 + LINE * lines)


def _legend_height(figure: Figure, layout: Layout) -> int:
    if len(figure.drawn) < 2:
        return 10
    return 30 * len(figure.drawn) + 8 if layout.labels_above else 40


def _legend(figure: Figure, layout: Layout) -> str:
    if len(figure.drawn) < 2:
        return ""
    parts, at = [], 20.0
    for place, series in enumerate(figure.drawn):
        x, y = (20.0, 18 + 30 * place) if layout.labels_above else (at, 18)
        parts.append(_symbol(series, x, y))
        parts.append(f'<text x="{x + 16:g}" y="{y + 5:g}">{escape(series.label)}</text>')
        at += 50 + len(series.label) * CHARACTER
    return "".join(parts)


def _grid(axis: Axis, layout: Layout, top: float, bottom: float) -> str:
    lines = []
    for value, _label in axis.ticks:
        kind = "reference" if value == axis.reference else "tick"
        x = layout.across(axis, value)
        lines.append(f'<line class="{kind}" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>')
    return "".join(lines)


@dataclass(frozen=True, slots=True)
class Tick:
    """Where the words of a tick stand. lane: 0 next to the picture, 1 a line below, …"""

    label: str
    x: float
    anchor: str
    start: float
    lane: int

    @property
    def end(self) -> float:
        return self.start + len(self.label) * CHARACTER


def ticks_of(axis: Axis, layout: Layout) -> tuple[Tick, ...]:
    """Words that would touch those before stand a line lower."""
    placed: list[Tick] = []
    for place, (value, label) in enumerate(axis.ticks):
        anchor, width = _anchor(place, len(axis.ticks)), len(label) * CHARACTER
        x = layout.across(axis, value)
        if anchor == "middle":  # near the start it would be cut
            x = max(x, width / 2)
        start = x - width * BEFORE[anchor]
        taken = {each.lane for each in placed if each.end >= start}
        lane = next(lane for lane in range(len(placed) + 1) if lane not in taken)
        placed.append(Tick(label, x, anchor, start, lane))
    return tuple(placed)


def _ticks(ticks: tuple[Tick, ...], bottom: float) -> str:
    return "".join(
        f'<text class="label" x="{each.x}" y="{bottom + 22 + LINE * each.lane:g}"'
        f' text-anchor="{each.anchor}">{escape(each.label)}</text>'
        for each in ticks
    )


def _anchor(place: int, count: int) -> str:
    if place == 0:
        return "start"
    return "end" if place == count - 1 else "middle"


def _row(row: Row, figure: Figure, layout: Layout, top: float, height: float) -> str:
    lines = _lines(row.label, layout)
    if row.is_heading:
        x = layout.start if layout.labels_above else 20
        return _text(lines, "heading", x, top + 28)
    if layout.labels_above:
        text = _text(lines, "label", layout.start, top + 16)
        first = top + 30 + LINE * (len(lines) - 1)
    else:
        middle = top + height / 2
        upper = middle + 5 - LINE * (len(lines) - 1) / 2
        text = _text(lines, "label", layout.start - 18, upper, anchor="end")
        first = middle - APART * (len(figure.drawn) - 1) / 2
    drawn = [
        _mark(series, row.marks[series.code], figure.axis, layout, first + APART * place)
        for place, series in enumerate(figure.drawn)
        if series.code in row.marks
    ]
    return text + "".join(drawn)


def _lines(label: str, layout: Layout) -> list[str]:
    """The label in lines that fit; only what three lines can't hold is cut."""
    return wrap(label, layout.characters, max_lines=MOST_LINES, placeholder="…") or [""]


def _text(lines: list[str], name: str, x: float, y: float, *, anchor: str = "start") -> str:
    spans = (
        f'<tspan x="{x:g}" y="{y + LINE * place:g}">{escape(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    return f'<text class="{name}" text-anchor="{anchor}">{" ".join(spans)}</text>'


def _mark(series: Series, mark: Mark, axis: Axis, layout: Layout, y: float) -> str:
    line = ""
    if mark.low is not None and mark.high is not None:
        x1, x2 = layout.across(axis, mark.low), layout.across(axis, mark.high)
        line = f'<line class="interval {series.code}" x1="{x1}" x2="{x2}" y1="{y:g}" y2="{y:g}"/>'
        if mark.high > axis.high:
            line += _arrow(series, x2, y, 6)
        if mark.low < axis.low:
            line += _arrow(series, x1, y, -6)
    return line + _symbol(series, layout.across(axis, mark.value), y)


def _arrow(series: Series, x: float, y: float, size: float) -> str:
    """The interval goes on beyond the axis."""
    return "".join(
        f'<line class="interval beyond {series.code}" x1="{x - size:g}" x2="{x:g}"'
        f' y1="{y + side:g}" y2="{y:g}"/>'
        for side in (-4, 4)
    )


def _symbol(series: Series, x: float, y: float) -> str:
    name = f"{series.shape.value} {series.code}"
    if series.shape is Shape.DISC:
        return f'<circle class="{name}" cx="{x:g}" cy="{y:g}" r="6"/>'
    if series.shape is Shape.SQUARE:
        return f'<rect class="{name}" x="{x - 5:g}" y="{y - 5:g}" width="10" height="10"/>'
    points = f"{x:g},{y - 7:g} {x + 7:g},{y:g} {x:g},{y + 7:g} {x - 7:g},{y:g}"
    return f'<polygon class="{name}" points="{points}"/>'

"""Lines over days, as a value and drawn as SVG: no script, told apart by dashes in a grey print."""

from dataclasses import dataclass
from datetime import date
from html import escape

from markupsafe import Markup

CHARACTER = 7.6  # pixels of an average letter at 14 px, on the wide side
TOP, BOTTOM = 44, 34  # pixels for the legend above, for the days below
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """values: one a day. code: also the colour's name in the style sheet."""

    code: str
    label: str
    values: tuple[int, ...]
    is_dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """days: without a gap, at least one; labels: of the first and the last, as people write them.

    summary: one sentence for people who cannot see the picture; a table holds the numbers.
    """

    days: tuple[date, ...]
    labels: tuple[str, str]
    lines: tuple[Line, ...]
    summary: str
    caption: str

    @property
    def highest(self) -> int:
        return max((value for line in self.lines for value in line.values), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where things go, in pixels."""

    width: int
    height: int
    start: int
    end: int

    def across(self, place: int, count: int) -> float:
        if count == 1:
            return (self.start + self.end) / 2
        return round(self.start + place / (count - 1) * (self.end - self.start), 1)

    def up(self, value: float, highest: float) -> float:
        floor = self.height - BOTTOM
        return round(floor - value / highest * (floor - TOP), 1)


WIDE = Sheet(width=960, height=280, start=50, end=944)
NARROW = Sheet(width=340, height=220, start=40, end=330)


def drawing(found: Days) -> Markup:
    """The wide and the narrow one; the style sheet shows the fitting one."""
    wide, narrow = _drawn(found, WIDE), _drawn(found, NARROW)
    return Markup('<div class="wide-picture">{}</div><div class="narrow-picture">{}</div>').format(
        Markup(wide),  # noqa: S704 -- drawn here, every label escaped
        Markup(narrow),  # noqa: S704 -- drawn here, every label escaped
    )


def tick(highest: int, most: int = 4) -> int:
    """The round distance between two lines of the grid, so that at most `most` are needed."""
    power = 1
    while True:
        for step in STEPS:
            if step * power * most >= highest:
                return step * power
        power *= 10


def _drawn(found: Days, sheet: Sheet) -> str:
    distance = tick(max(found.highest, 1))
    top = -(-max(found.highest, 1) // distance) * distance
    parts = [_legend(found, sheet), _grid(sheet, distance, top), _ends(found, sheet)]
    parts += [_line(line, sheet, top) for line in found.lines]
    label = escape(found.summary, quote=True)
    size = f"0 0 {sheet.width} {sheet.height}"
    return f'<svg viewBox="{size}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _legend(found: Days, sheet: Sheet) -> str:
    parts, at = [], float(sheet.start)
    for line in found.lines:
        parts.append(f'<path class="{_class(line)}" d="M{at:g},18H{at + 34:g}"/>')
        parts.append(f'<text x="{at + 42:g}" y="23">{escape(line.label)}</text>')
        at += 70 + len(line.label) * CHARACTER
    return "".join(parts)


def _grid(sheet: Sheet, distance: int, top: int) -> str:
    parts = []
    for value in range(0, top + 1, distance):
        y = sheet.up(value, top)
        kind = "tick" if value else "reference"
        parts.append(
            f'<line class="{kind}" x1="{sheet.start}" x2="{sheet.end}" y1="{y:g}" y2="{y:g}"/>'
            f'<text class="label" x="{sheet.start - 8}" y="{y + 5:g}" text-anchor="end">'
            f"{value}</text>"
        )
    return "".join(parts)


def _ends(found: Days, sheet: Sheet) -> str:
    y = sheet.height - 10
    first, last = (escape(each) for each in found.labels)
    if len(found.days) == 1:
        middle = sheet.across(0, 1)
        return f'<text class="label" x="{middle:g}" y="{y}" text-anchor="middle">{first}</text>'
    return (
        f'<text class="label" x="{sheet.start}" y="{y}" text-anchor="start">{first}</text>'
        f'<text class="label" x="{sheet.end}" y="{y}" text-anchor="end">{last}</text>'
    )


def _line(line: Line, sheet: Sheet, top: int) -> str:
    count = len(line.values)
    points = [
        f"{sheet.across(place, count):g},{sheet.up(value, top):g}"
        for place, value in enumerate(line.values)
    ]
    if count == 1:  # a line of one point shows nothing
        x, y = points[0].split(",")
        return f'<path class="{_class(line)}" d="M{float(x) - 6:g},{y}h12"/>'
    return f'<path class="{_class(line)}" d="M{" L".join(points)}"/>'


def _class(line: Line) -> str:
    return f"curve {line.code}" + (" dashed" if line.is_dashed else "")

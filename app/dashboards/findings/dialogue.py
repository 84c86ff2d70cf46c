"""What firms need beside what residents can do and want, and what is taught (IND13, IND14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import Column, Finding, Line, Subject, Table, is_clear, marks
from app.dashboards.words import (
    firms_solid,
    how_clear,
    of_words,
    residents_solid,
    trainers_solid,
)
from app.questionnaire.model import Choice
from app.reference.cells import Cell
from app.web.pictures.figure import Axis, Figure, Row, Series, Shape
from app.web.published import Unit, number, sentence
from app.web.texts import _

FIRMS, RESIDENTS, TRAINERS = "firms", "residents", "trainers"
LEAST_END = 300  # the axis reaches at least here: an index three times the average
ASKED = ((FIRMS, "F_SK"), (RESIDENTS, "R_CAN"), (TRAINERS, "T_NOW"))  # whoever is asked of skills


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A skill or a family of skills, with the indices of each audience and the gap."""

    label: str
    need: Cell
    want: Cell
    can: Cell
    taught: Cell
    gap: Cell
    family: str | None = None

    @property
    def size(self) -> float:
        return self.gap.value or 0


def families(place: Place) -> Finding:
    items = [_item(place, label, family=code) for code, label in _families(place)]
    items.sort(key=lambda item: -item.size)
    return _finding(place, items, _rows(items), _lines(items, _shown(items)))


def skills(place: Place) -> Finding:
    items = [
        _item(
            place, choice.text.in_language(place.labels.language), choice.family, skill=choice.code
        )
        for choice in skill_choices(place)
        if choice.family
    ]
    items.sort(key=lambda item: -item.size)
    rows: list[Row] = []
    lines: list[Line] = []
    for code, label in _families(place):
        of_family = [item for item in items if item.family == code]
        rows += [Row(label=label, is_heading=True), *_rows(of_family)]
        lines += [Line(label=label, is_heading=True), *_lines(of_family, _shown(items))]
    return _finding(place, items, rows, lines)


def _families(place: Place) -> tuple[tuple[str, str], ...]:
    found = (place.labels.families(*question) for question in ASKED)
    return next((each for each in found if each), ())


def skill_choices(place: Place) -> tuple[Choice, ...]:
    found = (place.labels.choices(*question) for question in ASKED)
    return next((each for each in found if each), ())


def _item(place: Place, label: str, of_family: str | None = None, **by: str) -> Item:
    return Item(
        label=label,
        need=place.cell("IND13", FIRMS, view="need", **by),
        want=place.cell("IND13", RESIDENTS, view="use", **by),
        can=place.cell("IND13", RESIDENTS, view="can", **by),
        taught=place.cell("IND13", TRAINERS, view="now", **by),
        gap=place.cell("IND14", FIRMS, against="residents", **by),
        family=of_family,
    )


def _shown(items: Iterable[Item]) -> int:
    """Gaps that are shown, at least one."""
    return max(1, sum(item.gap.value is not None for item in items))


def _finding(
    place: Place, items: list[Item], rows: Iterable[Row], lines: Iterable[Line]
) -> Finding:
    concordance = place.cell("IND14", FIRMS, against="residents")
    return Finding(
        sentence=_sentence(items),
        text=_text(items),
        figure=_figure(tuple(rows)),
        table=Table(
            columns=_columns(), lines=tuple(lines), has_reading=True
        ).without_empty_columns(),
        solid=_solid(items),
        comparison=_comparison(concordance, place),
    )


def _sentence(items: list[Item]) -> Markup:
    shown = [item for item in items if item.gap.value is not None]
    if not shown:
        return sentence(_("Too few people answered to set needs beside wishes here."))
    needed = [item for item in _clear(shown) if item.size > 0]
    if needed:
        text = _(
            "Firms need “%(skill)s” clearly more than residents want to use it: an index of"
            " %(need)s against %(want)s."
        )
        return sentence(text, **_numbers(needed[0]))
    if _clear(shown):
        return sentence(_("Nothing that firms need clearly goes beyond what residents wish."))
    return sentence(_("What firms need and what residents want to use do not clearly differ."))


def _text(items: list[Item]) -> Markup:
    shown = [item for item in items if item.gap.value is not None]
    if not shown:
        return sentence(
            _("Each side is shown for itself; a gap needs thirty answers on each side.")
        )
    wanted = [item for item in _clear(shown) if item.size < 0]
    if not wanted:
        return sentence(_("No wish of residents clearly goes beyond what firms ask for."))
    text = _(
        "The reverse holds for “%(skill)s”: residents want to use it more (%(want)s) than firms ask"
        " for it (%(need)s). New activities could start there."
    )
    return sentence(text, **_numbers(wanted[-1]))


def _clear(shown: list[Item]) -> list[Item]:
    """Gaps that stand out though so many were looked through, the largest first."""
    return [item for item in shown if is_clear(item.gap, among=len(shown))]


def _numbers(item: Item) -> dict[str, Markup]:
    return {
        "skill": Markup('<span class="label">{}</span>').format(item.label),
        "need": number(item.need, Unit.INDEX),
        "want": number(item.want, Unit.INDEX),
    }


def _solid(items: list[Item]) -> tuple[Markup, ...]:
    if not items:
        return ()
    first = items[0]
    return (
        *firms_solid(first.need),
        *residents_solid(first.want),
        *trainers_solid(first.taught),
        of_words(),
    )


def _comparison(here: Cell, place: Place) -> Markup:
    network = place.in_network(here)
    if here.value is None or network.value is None:
        return sentence(_("A comparison with the whole network is not possible here."))
    text = _(
        "How far the order of needs agrees with the order of wishes (one: fully, zero: not at all):"
        " %(here)s here, %(network)s in the whole network."
    )
    said = sentence(
        text,
        here=number(here, Unit.RATIO, with_interval=True),
        network=number(network, Unit.RATIO, with_interval=True),
    )
    if place.beside_others(here).value is None:
        return said
    return said + " " + beside.comparison(place, here, Unit.RATIO, _("This agreement"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(label=_("Firms need"), unit=Unit.INDEX),
        Column(label=_("Residents want to use"), unit=Unit.INDEX),
        Column(label=_("Gap"), unit=Unit.POINTS),
        Column(label=_("Residents can do"), unit=Unit.INDEX),
        Column(label=_("Taught today"), unit=Unit.INDEX),
    )


def _lines(items: Iterable[Item], among: int) -> list[Line]:
    return [
        Line(
            label=item.label,
            cells=(item.need, item.want, item.gap, item.can, item.taught),
            reading=how_clear(
                item.gap,
                among=among,
                above=_("needed more than wanted"),
                below=_("wanted more than needed"),
            ),
        )
        for item in items
    ]


def _rows(items: Iterable[Item]) -> list[Row]:
    return [
        Row(
            label=item.label,
            marks=marks(firms=item.need, residents=item.want, trainers=item.taught),
        )
        for item in items
    ]


def index_axis(rows: tuple[Row, ...]) -> Axis:
    """Reaches every value; an interval that goes further ends in an arrow."""
    values = [each.value for row in rows for each in row.marks.values()]
    end = max(LEAST_END, 100 * ceil(max(values, default=0) / 100))
    if end == LEAST_END:
        ticks = ((0, _("nobody")), (100, _("average skill")), (300, _("three times")))
    else:
        last = _("%(times)s times", times=end // 100)
        ticks = ((0, ""), (100, _("average skill")), (end, last))
    return Axis(low=0, high=end, ticks=ticks, reference=100)


def _figure(rows: tuple[Row, ...]) -> Figure:
    return Figure(
        summary=_("How much firms need, residents want and trainers teach each kind of skill"),
        caption=_(
            "Index of mentions within each audience: the middle line is the average skill."
            " Audiences pick different numbers of skills, so compare positions, not percentages."
            " Lines show the interval that holds the true value nineteen times out of twenty."
        ),
        axis=index_axis(rows),
        series=(
            Series(code=FIRMS, label=_("firms need"), shape=Shape.DISC),
            Series(code=RESIDENTS, label=_("residents want to use"), shape=Shape.SQUARE),
            Series(code=TRAINERS, label=_("taught today"), shape=Shape.DIAMOND),
        ),
        rows=rows,
    )


def _families_title() -> str:
    return _("Skills: what is needed, wanted and taught")


def _skills_title() -> str:
    return _("Skill by skill")


FAMILIES = Subject(code="dialogue", title=_families_title, finding=families)
SKILLS = Subject(code="skills", title=_skills_title, finding=skills)

"""Where jobs are expected to open and where residents would like to work (IND20)."""

from dataclasses import dataclass

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import Column, Finding, Line, Subject, Table, is_clear, marks
from app.dashboards.words import how_clear, of_words, residents_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Axis, Figure, Row, Series, Shape
from app.web.published import Unit, answered, number, sentence, written
from app.web.texts import _

FIRMS, RESIDENTS = "firms", "residents"
LEAST_END = 0.2  # the axis reaches at least here
ASKED = ((FIRMS, "F_ACT"), (RESIDENTS, "R_WANT30"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An activity: its share of expected openings, of wishes, and wishes less openings."""

    label: str
    jobs: Cell
    wishes: Cell
    gap: Cell


def finding(place: Place) -> Finding:
    items = _items(place)
    overlap = place.cell("IND20", RESIDENTS, against="firms")
    return Finding(
        sentence=_sentence(overlap),
        text=_both_ways(items),
        figure=_figure(items),
        table=_table(items),
        solid=_solid(place, items, overlap),
        comparison=beside.comparison(place, overlap, Unit.SHARE),
    )


def _items(place: Place) -> list[Item]:
    found = (place.labels.choices(*question) for question in ASKED)
    choices = next((each for each in found if each), ())
    items = [
        Item(
            label=each.text.in_language(place.labels.language),
            jobs=place.cell("IND20", FIRMS, activity=each.code),
            wishes=place.cell("IND20", RESIDENTS, activity=each.code),
            gap=place.cell("IND20", RESIDENTS, activity=each.code, against="firms"),
        )
        for each in choices
        if not each.is_exclusive
    ]
    return sorted(items, key=lambda item: (-(item.gap.value or 0), -(item.wishes.value or 0)))


def _sentence(overlap: Cell) -> Markup:
    if overlap.value is None:
        return sentence(
            _("Too few people answered to set the jobs that will open beside residents' wishes.")
        )
    text = _(
        "Where jobs are expected to open by 2030 and where residents would like to work overlap by"
        " %(overlap)s."
    )
    return sentence(text, overlap=number(overlap, Unit.SHARE))


def _both_ways(items: list[Item]) -> Markup:
    """The clearest activity on each side, and what may move."""
    shown = [item for item in items if item.gap.value is not None]
    clear = [item for item in shown if is_clear(item.gap, among=len(shown))]
    said = [
        _more(item)
        for item in (*clear[:1], *clear[1:][-1:])
        if item is clear[0] or (item.gap.value or 0) * (clear[0].gap.value or 0) < 0
    ]
    if not shown:
        said = [sentence(_("Gaps need thirty answers on each side, and five firms an activity."))]
    elif not clear:
        said = [sentence(_("No activity shows a clear gap between the two."))]
    both = _(
        "Both can move: activities towards people, and people, with training, towards activities."
    )
    return Markup(" ").join((*said, sentence(both)))


def _more(item: Item) -> Markup:
    if (item.gap.value or 0) > 0:
        text = _(
            "Residents look to “%(activity)s” more than jobs open there: %(wishes)s of wishes,"
            " %(jobs)s of openings."
        )
    else:
        text = _(
            "Jobs open in “%(activity)s” more than residents look to it: %(jobs)s of openings,"
            " %(wishes)s of wishes."
        )
    return sentence(
        text,
        activity=Markup('<span class="label">{}</span>').format(item.label),
        jobs=number(item.jobs, Unit.SHARE),
        wishes=number(item.wishes, Unit.SHARE),
    )


def _solid(place: Place, items: list[Item], overlap: Cell) -> tuple[Markup, ...]:
    no_work = place.cell("IND20", RESIDENTS, answer="nowork")
    said = list(residents_solid(items[0].wishes)) if items else []
    said += _firms(items)
    if overlap.value is not None:
        text = _(
            "Overlap: %(overlap)s; in full, the two would be the same. Chance makes samples look"
            " more different than people are: the value and its interval allow for that."
        )
        said.append(sentence(text, overlap=number(overlap, Unit.SHARE, with_interval=True)))
    if no_work.value is not None:
        text = _("%(share)s of residents do not plan to work in 2030: they have no wish here.")
        said.append(sentence(text, share=number(no_work, Unit.SHARE)))
    return (*said, sentence(_openings()), of_words())


def _firms(items: list[Item]) -> list[Markup]:
    """Who expects openings; nothing of activities with so few firms that they would be known."""
    shown = [item.jobs for item in items if item.jobs.value is not None]
    if not shown:
        return [sentence(_("Too few firms expect openings in any activity to show them here."))]
    text = _(
        "%(n)s firms expect openings; an activity is shown where five of them or more are in it."
    )
    said = sentence(text, n=answered(shown[0]))
    if shown[0].is_fragile:
        return [said + " " + sentence(_("Few: read the direction, not the size."))]
    return [said]


def _openings() -> str:
    return _(
        "Openings are hires planned for twelve months, a “maybe” counting half, and people of"
        " fifty-five or more who leave by 2030, where they are more than those replaced. Owners'"
        " own work in new activities is not counted."
    )


def _table(items: list[Item]) -> Table:
    among = max(1, sum(item.gap.value is not None for item in items))
    columns = (
        Column(label=_("Openings expected"), unit=Unit.SHARE),
        Column(label=_("Residents' wishes"), unit=Unit.SHARE),
        Column(label=_("Gap"), unit=Unit.POINTS),
    )
    lines = tuple(
        Line(
            label=item.label,
            cells=(item.jobs, item.wishes, item.gap),
            reading=how_clear(
                item.gap,
                among=among,
                above=_("wished more than opening"),
                below=_("opening more than wished"),
            ),
        )
        for item in items
    )
    return Table(columns=columns, lines=lines, has_reading=True).without_empty_columns()


def _figure(items: list[Item]) -> Figure:
    rows = tuple(
        Row(label=item.label, marks=marks(100, firms=item.jobs, residents=item.wishes))
        for item in items
    )
    values = [each.value for row in rows for each in row.marks.values()]
    end = max(LEAST_END, (1 + max(values, default=0) // 10) / 10)
    ticks = tuple((100 * each, written(each, Unit.SHARE)) for each in (0, end / 2, end))
    return Figure(
        summary=_("Share of expected openings and of residents' wishes, by activity"),
        caption=_(
            "Each side adds up to the whole over all activities; residents who picked several"
            " count in equal parts. Lines show the interval that holds the true value nineteen"
            " times out of twenty; one that goes beyond the picture ends in an arrow."
        ),
        axis=Axis(low=0, high=100 * end, ticks=ticks),
        series=(
            Series(code=FIRMS, label=_("openings firms expect"), shape=Shape.DISC),
            Series(code=RESIDENTS, label=_("where residents would work"), shape=Shape.SQUARE),
        ),
        rows=rows,
    )


def _title() -> str:
    return _("Jobs that open, work that people want")


SUBJECT = Subject(code="aspirations", title=_title, finding=finding)

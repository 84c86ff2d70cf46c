"""Skills in four boxes: needed by firms or not, wanted by residents or not (IND13)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.findings.dialogue import index_axis, skill_choices
from app.dashboards.page import (
    Box,
    Column,
    Finding,
    Line,
    Subject,
    Table,
    is_clear,
    marks,
    may_compare,
)
from app.dashboards.words import firms_solid, residents_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Figure, Row, Series, Shape
from app.web.published import Unit, number, sentence
from app.web.texts import _

FIRMS, RESIDENTS = "firms", "residents"
AVERAGE = 100.0


class Where(StrEnum):
    """Which box, named by what one may do about a skill in it."""

    BUILD = "build"  # needed and wanted
    ATTRACT = "attract"  # needed, not wanted
    CREATE = "create"  # wanted, not needed
    LEAVE = "leave"  # neither
    BETWEEN = "between"  # an interval reaches over the average


SIDES = {
    (True, True): Where.BUILD,
    (True, False): Where.ATTRACT,
    (False, True): Where.CREATE,
    (False, False): Where.LEAVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    label: str
    need: Cell
    want: Cell
    learn: Cell

    @property
    def is_shown(self) -> bool:
        return may_compare(self.need, self.want)

    def where(self, among: int = 1) -> Where:
        """Both intervals wholly on one side of the average skill; among: see is_clear()."""
        sides = [_is_above(each, among) for each in (self.need, self.want)]
        if not self.is_shown or None in sides:
            return Where.BETWEEN
        return SIDES[bool(sides[0]), bool(sides[1])]

    @property
    def distance(self) -> float:
        """How far the nearer of the two indices lies from the average."""
        return min(abs((each.value or 0) - AVERAGE) for each in (self.need, self.want))


def finding(place: Place) -> Finding:
    skills = [
        _skill(place, each.text.in_language(place.labels.language), each.code)
        for each in skill_choices(place)
        if each.family
    ]
    skills.sort(key=lambda skill: -((skill.need.value or 0) + (skill.want.value or 0)))
    shown = [skill for skill in skills if skill.is_shown]
    named = _named(shown)
    return Finding(
        sentence=_sentence(shown, named),
        text=_text(named),
        figure=_figure(skills),
        table=_table(skills),
        solid=_solid(skills),
        comparison=_agreement(place),
        boxes=_boxes(shown),
    )


def _skill(place: Place, label: str, code: str) -> Skill:
    return Skill(
        label=label,
        need=place.cell("IND13", FIRMS, view="need", skill=code),
        want=place.cell("IND13", RESIDENTS, view="use", skill=code),
        learn=place.cell("IND13", RESIDENTS, view="learn", skill=code),
    )


def _is_above(index: Cell, among: int) -> bool | None:
    """Whether an index lies above the average; None where its interval holds it."""
    if index.value is None or index.low is None or index.high is None:
        return None
    apart = replace(
        index, value=index.value - AVERAGE, low=index.low - AVERAGE, high=index.high - AVERAGE
    )
    return index.value > AVERAGE if is_clear(apart, among=among) else None


def _named(shown: list[Skill]) -> Skill | None:
    """The skill to speak of: one that stands in its box though so many were looked through."""
    among = 2 * max(1, len(shown))
    for where in (Where.BUILD, Where.ATTRACT, Where.CREATE):
        clear = [skill for skill in shown if skill.where(among) is where]
        if clear:
            return max(clear, key=lambda skill: skill.distance)
    return None


def _sentence(shown: list[Skill], named: Skill | None) -> Markup:
    if not shown:
        return sentence(_("Too few people answered to set needs beside wishes here."))
    if named is None:
        if all(skill.where() is Where.BETWEEN for skill in shown):
            return sentence(_("No skill stands for certain in one of the four boxes."))
        return sentence(_("Some skills stand in a box, none so clearly that it should be named."))
    return sentence(_about(named.where()), skill=_label(named))


def _about(where: Where) -> str:
    if where is Where.BUILD:
        return _("Firms need “%(skill)s” and residents want to use it: the path can be built.")
    if where is Where.ATTRACT:
        return _(
            "Firms need “%(skill)s”, few residents want to use it: the work itself would have to"
            " change, or to be made known."
        )
    return _(
        "Residents want to use “%(skill)s”, few firms need it: a new activity could start there."
    )


def _text(named: Skill | None) -> Markup:
    rule = _(
        "A skill stands in a box where both intervals lie wholly on one side of the average skill."
        " On the very edge of a box, one skill of twenty may stand there by chance."
    )
    if named is None:
        return sentence(rule)
    text = _("“%(skill)s”: need %(need)s, wish %(want)s; the average skill has a hundred.")
    said = sentence(
        text,
        skill=_label(named),
        need=number(named.need, Unit.INDEX, with_interval=True),
        want=number(named.want, Unit.INDEX, with_interval=True),
    )
    return said + " " + sentence(rule)


def _label(skill: Skill) -> Markup:
    return Markup('<span class="label">{}</span>').format(skill.label)


def _titles() -> dict[Where, str]:
    return {
        Where.BUILD: _("Needed and wanted"),
        Where.ATTRACT: _("Needed, not wanted"),
        Where.CREATE: _("Wanted, not needed"),
        Where.LEAVE: _("Neither"),
        Where.BETWEEN: _("Between the boxes"),
    }


def _readings() -> dict[Where, str]:
    return {
        Where.BUILD: _("Build the path: courses, apprenticeships, meetings."),
        Where.ATTRACT: _("Attract people, or change the job."),
        Where.CREATE: _("Create the activity."),
        Where.LEAVE: _("Nothing to hurry about."),
        Where.BETWEEN: _("Not clear yet on one side at least: more answers would place them."),
    }


def _boxes(shown: list[Skill]) -> tuple[Box, ...]:
    if not shown:
        return ()
    titles, readings = _titles(), _readings()
    return tuple(
        Box(
            title=titles[where],
            reading=readings[where],
            names=tuple(skill.label for skill in _inside(shown, where)),
        )
        for where in Where
    )


def _inside(skills: Iterable[Skill], where: Where) -> list[Skill]:
    return [skill for skill in skills if skill.where() is where]


def _figure(skills: list[Skill]) -> Figure:
    """Each side is drawn where it is known, also where too few answered to place a skill."""
    rows: list[Row] = []
    for where, title in _titles().items():
        drawn = [
            Row(label=skill.label, marks=marks(firms=skill.need, residents=skill.want))
            for skill in _inside(skills, where)
        ]
        known = [row for row in drawn if row.marks]
        rows += [Row(label=title, is_heading=True), *known] if known else []
    return Figure(
        summary=_("How much firms need and residents want each skill, box by box"),
        caption=_(
            "Index of mentions within each audience: the middle line is the average skill. Lines"
            " show the interval that holds the true value nineteen times out of twenty."
        ),
        axis=index_axis(tuple(rows)),
        series=(
            Series(code=FIRMS, label=_("firms need"), shape=Shape.DISC),
            Series(code=RESIDENTS, label=_("residents want to use"), shape=Shape.SQUARE),
        ),
        rows=tuple(rows),
    )


def _table(skills: list[Skill]) -> Table:
    titles = _titles()
    columns = (
        Column(label=_("Firms need"), unit=Unit.INDEX),
        Column(label=_("Residents want to use"), unit=Unit.INDEX),
        Column(label=_("Residents want to learn"), unit=Unit.INDEX),
    )
    lines = tuple(
        Line(
            label=skill.label,
            cells=(skill.need, skill.want, skill.learn),
            reading=titles[skill.where()] if skill.is_shown else _("too few answers"),
        )
        for skill in skills
    )
    return Table(columns=columns, lines=lines, has_reading=True).without_empty_columns()


def _solid(skills: list[Skill]) -> tuple[Markup, ...]:
    if not skills:
        return ()
    return (*firms_solid(skills[0].need), *residents_solid(skills[0].want))


def _agreement(place: Place) -> Markup:
    """Of the order of needs with that of wishes."""
    here = place.cell("IND14", FIRMS, against="residents")
    if here.value is None:
        return sentence(_("A comparison with the whole network is not possible here."))
    text = _("How far the order of needs agrees with that of wishes: %(here)s, of one at most.")
    said = sentence(text, here=number(here, Unit.RATIO, with_interval=True))
    if place.beside_others(here).value is None:
        return said
    return said + " " + beside.comparison(place, here, Unit.RATIO, _("This agreement"))


def _title() -> str:
    return _("Four boxes: needed, wanted")


SUBJECT = Subject(code="boxes", title=_title, finding=finding)

"""What is taught of what firms need, what is missing, and what stays half empty (IND16)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import Finding, Line, Subject, axis_of_shares, is_clear
from app.dashboards.words import against_network, firms_solid, trainers_solid
from app.reference.cells import Bound, Cell
from app.web.pictures.figure import Figure
from app.web.published import Unit, number, sentence
from app.web.texts import _

FIRMS, RESIDENTS, TRAINERS = "firms", "residents", "trainers"
AVERAGE = 100  # the index of the average skill
HALF = 0.5
NAMED = 3  # skills that a sentence names at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill as firms, residents and providers speak of it here.

    empty: share of its providers whose places stay half empty or whose courses are cancelled.
    """

    label: str
    need: Cell
    learn: Cell
    now: Cell
    soon: Cell
    empty: Cell

    @property
    def is_missing(self) -> bool:
        """Nobody who answered teaches it; unknown where that is hidden."""
        return self.now.value is not None and not _is_any(self.now)

    @property
    def is_oversupplied(self) -> bool:
        return _is_any(self.now) and _is_low(self.need) and (self.empty.value or 0) >= HALF


def finding(place: Place) -> Finding:
    now = place.cell("IND16", FIRMS, against=TRAINERS, measure="now")
    soon = place.cell("IND16", FIRMS, against=TRAINERS, measure="soon")
    parts = [
        beside.line(place, _("Taught today, of all that firms need"), now),
        beside.line(place, _("… and what could be taught within twelve months"), soon),
    ]
    skills = _skills(place)
    everybody = place.cell("IND35", TRAINERS, measure="efficiency")
    return Finding(
        sentence=_sentence(now, soon),
        text=_text(skills),
        figure=_figure(parts),
        table=replace(
            beside.table(place, Unit.SHARE, (*parts, *_lists(place, skills))), has_reading=True
        ),
        solid=(*firms_solid(now), *trainers_solid(everybody), _silent()),
        comparison=against_network(now, place.in_network(now), Unit.SHARE),
    )


def _skills(place: Place) -> list[Skill]:
    choices = place.labels.choices(FIRMS, "F_SK") or place.labels.choices(TRAINERS, "T_NOW")
    return [
        Skill(
            label=choice.text.in_language(place.labels.language),
            need=place.cell("IND13", FIRMS, view="need", skill=choice.code),
            learn=place.cell("IND13", RESIDENTS, view="learn", skill=choice.code),
            now=place.cell("IND13", TRAINERS, view="now", skill=choice.code),
            soon=place.cell("IND13", TRAINERS, view="soon", skill=choice.code),
            empty=place.cell("IND16", TRAINERS, measure="empty", skill=choice.code),
        )
        for choice in choices
        if choice.family
    ]


def _is_any(cell: Cell) -> bool:
    return cell.bound is not Bound.UNDER and (cell.value or 0) > 0


def _is_low(cell: Cell) -> bool:
    """Below the average skill with its whole interval."""
    return cell.high is not None and cell.bound is None and cell.high < AVERAGE


def _is_high(cell: Cell, among: int) -> bool:
    """Clearly above the average skill; among: indices looked through, as in is_clear()."""
    if cell.value is None or cell.low is None or cell.high is None or cell.bound is not None:
        return False
    value, low, high = (each - AVERAGE for each in (cell.value, cell.low, cell.high))
    return value > 0 and is_clear(replace(cell, value=value, low=low, high=high), among=among)


def _sentence(now: Cell, soon: Cell) -> Markup:
    if now.value is None:
        return sentence(_("Too few answered to say how much of what firms need is taught here."))
    if soon.value is None:
        text = _("Providers who answered teach %(now)s of what firms here need by 2030.")
        return sentence(text, now=number(now, Unit.SHARE))
    text = _(
        "Providers who answered teach %(now)s of what firms here need by 2030; within twelve months"
        " they could teach %(soon)s."
    )
    return sentence(text, now=number(now, Unit.SHARE), soon=number(soon, Unit.SHARE))


def _text(skills: list[Skill]) -> Markup:
    if all(skill.now.value is None for skill in skills):
        return sentence(_("Too few trainers answered to name what is not taught."))
    among = 2 * max(1, sum(skill.is_missing for skill in skills))
    missing = [*_missing(skills, _need, among), *_missing(skills, _learn, among)]
    if not missing:
        return sentence(
            _("Nothing that firms need or residents want clearly more than most goes untaught.")
        )
    labels = list(dict.fromkeys(skill.label for skill in missing))[:NAMED]
    named = [Markup('<span class="label">{}</span>').format(label) for label in labels]
    text = _("Asked for clearly more than most, and taught by nobody who answered: %(skills)s.")
    return sentence(text, skills=Markup(", ").join(named))


def _need(skill: Skill) -> Cell:
    return skill.need


def _learn(skill: Skill) -> Cell:
    return skill.learn


def _missing(
    skills: Iterable[Skill], asked: Callable[[Skill], Cell], among: int = 1
) -> list[Skill]:
    """Untaught ones that an audience asks for clearly more than for most; the most first."""
    found = [skill for skill in skills if skill.is_missing and _is_high(asked(skill), among)]
    return sorted(found, key=lambda skill: -(asked(skill).value or 0))


def _lists(place: Place, skills: list[Skill]) -> list[Line]:
    return [
        *_missing_lines(place, skills, _("Firms need it, nobody who answered teaches it"), _need),
        *_missing_lines(
            place, skills, _("Residents want to learn it, nobody who answered teaches it"), _learn
        ),
        *_empty_lines(place, skills),
    ]


def _missing_lines(
    place: Place, skills: list[Skill], heading: str, asked: Callable[[Skill], Cell]
) -> list[Line]:
    lines = [
        replace(
            beside.line(place, skill.label, asked(skill), Unit.INDEX),
            reading=_("could be taught within twelve months")
            if _is_any(skill.soon)
            else _("nobody says they could teach it soon"),
        )
        for skill in _missing(skills, asked)
    ]
    return [Line(label=heading, is_heading=True), *lines] if lines else []


def _empty_lines(place: Place, skills: list[Skill]) -> list[Line]:
    lines = [
        replace(
            beside.line(place, skill.label, skill.empty),
            reading=_("needed below the average skill"),
        )
        for skill in skills
        if skill.is_oversupplied
    ]
    heading = _("Taught, but half empty or often cancelled")
    return [Line(label=heading, is_heading=True), *lines] if lines else []


def _silent() -> Markup:
    return sentence(
        _(
            "What providers teach who did not answer is not counted: the true part can only be"
            " larger. The interval tells the chance in which firms answered. Skills are listed by"
            " their index, where the average skill stands at one hundred; how full courses are is"
            " told only where ten providers said so."
        )
    )


def _figure(lines: list[Line]) -> Figure:
    return Figure(
        summary=_(
            "Part of what firms need that is taught, today and soon, here and in the network"
        ),
        caption=_(
            "Each skill counts as often as firms say that they will need it by 2030. Lines show the"
            " interval that holds the true value nineteen times out of twenty."
        ),
        axis=axis_of_shares(),
        series=beside.series(FIRMS),
        rows=beside.rows(lines, FIRMS, 100),
    )


def _title() -> str:
    return _("Training coverage")


SUBJECT = Subject(code="coverage", title=_title, finding=finding)

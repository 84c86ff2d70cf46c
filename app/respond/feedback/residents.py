"""What comes back to a resident: activities that use what they can do, and where what they want to
learn is taught. Ideas to look at; nothing is said of the person."""

from collections.abc import Iterator

from markupsafe import escape

from app.questionnaire.model import Answers
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Bound, Cell
from app.respond.feedback import own
from app.respond.feedback.activities import Fitting, fitting, uses_of
from app.respond.feedback.blocks import MOST, Block, Row, largest, listed, row, share, too_few
from app.respond.feedback.nearby import Nearby
from app.web.published import sentence
from app.web.texts import _

FIRMS, TRAINERS = Audience.FIRMS.value, Audience.TRAINERS.value
INDICATORS = ("IND13", "IND20")
ACTIVITIES, SKILLS = "R_WANT30", "R_LEARN"  # questions that list them


def blocks(near: Nearby, answers: Answers) -> Iterator[Block]:
    yield _activities(near, answers)
    known = {each.code for each in near.choices(SKILLS)}
    wanted = [code for code in own.codes(answers, SKILLS) if code in known]
    if wanted:
        yield _courses(near, wanted)


def _activities(near: Nearby, answers: Answers) -> Block:
    """For who named no skill that an activity is known to use: where most jobs will open."""
    skills = frozenset(own.codes(answers, "R_CAN"))
    found = _fitting(near, skills)
    if not found:
        return _most_openings(near)
    first = near.text(ACTIVITIES, found[0][0].activity)
    return Block(
        code="activities",
        title=_("Activities that use what you can do"),
        finding=sentence(_("“%(activity)s” uses skills that you have."), activity=escape(first)),
        rows=tuple(_activity(near, cell, _used(near, each)) for each, cell in found),
        note=_("These are ideas to look at. What you do with them is up to you."),
    )


def _fitting(near: Nearby, skills: frozenset[str]) -> list[tuple[Fitting, Cell]]:
    """Those of the territory first; of the whole network where too few of it are published."""
    found: dict[str, tuple[Fitting, Cell]] = {}
    uses = uses_of(near.choices(ACTIVITIES))
    for place in (near.territory, NETWORK):
        cells = _openings(near, place)
        shares = {code: cell.value or 0.0 for code, cell in cells.items()}
        for each in fitting(skills, uses, shares):
            found.setdefault(each.activity, (each, cells[each.activity]))
    return list(found.values())[:MOST]


def _openings(near: Nearby, place: str) -> dict[str, Cell]:
    """Activity to its shown share of the jobs that firms expect to fill."""
    codes = [each.code for each in near.choices(ACTIVITIES)]
    found = {code: near.book.find("IND20", place, FIRMS, activity=code) for code in codes}
    return {code: cell for code, cell in found.items() if cell.value is not None}


def _most_openings(near: Nearby) -> Block:
    title = _("Where jobs will open")
    top = largest((_openings(near, near.territory) or _openings(near, NETWORK)).values())
    if not top:
        return too_few("activities", title)
    text = (
        _("Firms here expect to fill most jobs in “%(activity)s”.")
        if near.is_here(top[0])
        else _("Firms of the whole network expect to fill most jobs in “%(activity)s”.")
    )
    first = escape(near.text(ACTIVITIES, top[0].dimensions["activity"]))
    return Block(
        code="activities",
        title=title,
        finding=sentence(text, activity=first),
        rows=tuple(_activity(near, cell) for cell in top),
    )


def _activity(near: Nearby, cell: Cell, used: str = "") -> Row:
    said = (
        _("%(share)s of the jobs that firms here expect to fill by 2030")
        if near.is_here(cell)
        else _("%(share)s of the jobs that firms of the whole network expect to fill by 2030")
    )
    return row(near.text(ACTIVITIES, cell.dimensions["activity"]), cell, said, used)


def _used(near: Nearby, found: Fitting) -> str:
    names = listed([near.text(SKILLS, skill) for skill in found.skills])
    return _("Uses what you can do: %(skills)s", skills=names)


def _courses(near: Nearby, wanted: list[str]) -> Block:
    """What trainers teach now; the skill that most of them teach first."""
    title = _("Where it is taught")
    cells = [
        near.cell("IND13", TRAINERS, skill=code, view="now", measure="share") for code in wanted
    ]
    shown = largest(each for each in cells if each.value is not None)
    if not shown:
        return too_few("courses", title)
    first = shown[0]
    skill = escape(near.text(SKILLS, first.dimensions["skill"]))
    return Block(
        code="courses",
        title=title,
        finding=sentence(_taught(near, first), skill=skill, share=share(first)),
        rows=tuple(_course(near, cell) for cell in shown),
    )


def _taught(near: Nearby, cell: Cell) -> str:
    """Where few or none teach what is wished, the wish counts: it is told to trainers."""
    if cell.bound is Bound.UNDER or not cell.value:
        return _(
            "Few trainers, or none, teach “%(skill)s” yet: %(share)s of them. Your wish counts:"
            " trainers see what people want to learn."
        )
    if near.is_here(cell):
        return _("“%(skill)s” is taught here, by %(share)s of the trainers who answered.")
    return _(
        "“%(skill)s” is taught in the network, by %(share)s of the trainers who answered; for this"
        " area alone there are not enough answers yet."
    )


def _course(near: Nearby, cell: Cell) -> Row:
    """Where nobody teaches it here, how many do elsewhere in the network."""
    skill = cell.dimensions["skill"]
    text = (
        _("%(share)s of trainers here teach it")
        if near.is_here(cell)
        else _("%(share)s of trainers in the whole network teach it")
    )
    return row(near.text(SKILLS, skill), cell, text)

"""What comes back to a trainer: skills that are asked for, and that no or few trainers teach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import escape

from app.questionnaire.model import Answers
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Cell
from app.respond.feedback import own
from app.respond.feedback.blocks import MOST, Block, Row, row, share, too_few
from app.respond.feedback.nearby import Nearby
from app.web.published import sentence
from app.web.texts import _

TRAINERS = Audience.TRAINERS.value
INDICATORS = ("IND13", "IND15")
SKILLS = "T_NOW"  # the question that lists them
FEW = 0.1  # of trainers: a skill that no more of them teach is not covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One audience's. by: of its cells, but the skill. here, everywhere: what is found, as a
    sentence. said: of one skill."""

    code: str
    title: str
    indicator: str
    by: Mapping[str, str]
    here: str
    everywhere: str
    said: str


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A skill that is asked for, and the part of trainers who teach it; both of one place."""

    skill: str
    asked: Cell
    taught: Cell


def blocks(near: Nearby, answers: Answers) -> Iterator[Block]:
    for demand in (_of_firms(), _of_residents()):
        yield _block(near, answers, demand)


def _of_firms() -> Demand:
    return Demand(
        code="firms",
        title=_("What firms lack and few teach"),
        indicator="IND15",
        by={"measure": "lacking"},
        here=_("%(share)s of firms here lack “%(skill)s”, and no or few trainers teach it."),
        everywhere=_(
            "%(share)s of firms in the whole network lack “%(skill)s”, and no or few trainers"
            " teach it."
        ),
        said=_("%(share)s of firms lack it; of trainers, %(taught)s teach it"),
    )


def _of_residents() -> Demand:
    return Demand(
        code="residents",
        title=_("What people want to learn and few teach"),
        indicator="IND13",
        by={"measure": "share", "view": "learn"},
        here=_(
            "%(share)s of residents here want to learn “%(skill)s”, and no or few trainers teach"
            " it."
        ),
        everywhere=_(
            "%(share)s of residents in the whole network want to learn “%(skill)s”, and no or few"
            " trainers teach it."
        ),
        said=_("%(share)s of residents want to learn it; of trainers, %(taught)s teach it"),
    )


def _block(near: Nearby, answers: Answers, demand: Demand) -> Block:
    known = _known(near, demand)
    if not known:
        return too_few(demand.code, demand.title)
    found = [each for each in known if (each.taught.value or 0.0) <= FEW][:MOST]
    if not found:
        text = _("More than one trainer in ten teaches each of the skills that are asked for.")
        return Block(code=demand.code, title=demand.title, finding=sentence(text))
    first = found[0]
    text = demand.here if near.is_here(first.asked) else demand.everywhere
    skill = escape(near.text(SKILLS, first.skill))
    return Block(
        code=demand.code,
        title=demand.title,
        finding=sentence(text, share=share(first.asked), skill=skill),
        rows=tuple(_row(near, each, answers, demand.said) for each in found),
    )


def _known(near: Nearby, demand: Demand) -> list[Uncovered]:
    """Skills with both numbers shown, the most asked first: of the territory where it has some."""
    audience = demand.code
    for place in dict.fromkeys((near.territory, NETWORK)):
        pairs = [
            Uncovered(
                each.code,
                near.book.find(demand.indicator, place, audience, skill=each.code, **demand.by),
                near.book.find(
                    "IND13", place, TRAINERS, skill=each.code, view="now", measure="share"
                ),
            )
            for each in near.choices(SKILLS)
        ]
        shown = [each for each in pairs if each.asked.value and each.taught.value is not None]
        if shown:
            return sorted(shown, key=lambda each: -(each.asked.value or 0.0))
    return []


def _row(near: Nearby, found: Uncovered, answers: Answers, said: str) -> Row:
    text = near.text(SKILLS, found.skill)
    return row(text, found.asked, said, _own(found.skill, answers), taught=share(found.taught))


def _own(skill: str, answers: Answers) -> str:
    if skill in own.codes(answers, "T_NOW"):
        return _("You teach it.")
    if skill in own.codes(answers, "T_CAN12"):
        return _("You said that you could teach it within a year.")
    return ""

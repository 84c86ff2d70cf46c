"""What comes back to a firm: its position among peers, skills lacked nearby, services wanted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from app.questionnaire.model import Answers
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.respond.feedback import own
from app.respond.feedback.blocks import Block, Row, largest, row, share, too_few
from app.respond.feedback.nearby import Nearby
from app.web.published import sentence
from app.web.texts import _

FIRMS = Audience.FIRMS.value
INDICATORS = ("IND01", "IND03", "IND15", "IND19", "IND22")
LACKING = ("few", "lack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A question on which firms stand beside each other. own: what the firm answered, with a place
    for the share of its peers; "" where it did not answer. by: of its cells, but the group."""

    code: str
    title: str
    indicator: str
    own: str
    by: Mapping[str, str] = field(default_factory=dict)


def blocks(near: Nearby, answers: Answers) -> Iterator[Block]:
    yield from _position(near, answers)
    yield _lacked(near, answers)
    yield _services(near, answers)


def _position(near: Nearby, answers: Answers) -> Iterator[Block]:
    """Own answers beside those of firms of the same size, and of the same activity."""
    found = [_beside(near, answers, each) for each in _topics(answers) if each.own]
    shown = [each for each in found if each is not None]
    if shown:
        yield from shown
    else:
        yield too_few("peers", _("Your firm beside others"))


def _topics(answers: Answers) -> tuple[Topic, ...]:
    return (
        Topic(code="hiring", title=_("Hiring"), indicator="IND01", own=_hiring(answers)),
        Topic(
            code="hard",
            title=_("Jobs that are hard to fill"),
            indicator="IND03",
            by={"measure": "firms"},
            own=_hard(answers),
        ),
        Topic(code="training", title=_("Training"), indicator="IND22", own=_training(answers)),
    )


def _hiring(answers: Answers) -> str:
    texts = {
        "yes": _("You plan to hire, as %(share)s of firms like yours do."),
        "maybe": _("You may hire; %(share)s of firms like yours plan to."),
        "no": _("You do not plan to hire; %(share)s of firms like yours do."),
    }
    return texts.get(own.code(answers, "F_HIRE"), "")


def _hard(answers: Answers) -> str:
    if own.items(answers, "F_JOB_LOOP", "hard", ("yes",)):
        return _(
            "You expect a job to be hard to fill, as do %(share)s of the firms like yours that may"
            " hire."
        )
    if own.items(answers, "F_JOB_LOOP", "hard", ("no",)):
        return _(
            "You expect no job to be hard to fill; %(share)s of the firms like yours that may hire"
            " do."
        )
    return ""


def _training(answers: Answers) -> str:
    texts = {
        "yes": _(
            "Somebody at your site followed a training within a year, as in %(share)s of firms like"
            " yours."
        ),
        "no": _(
            "Nobody at your site followed a training within a year; somebody did in %(share)s of"
            " firms like yours."
        ),
    }
    return texts.get(own.code(answers, "F_TRAINED"), "")


def _beside(near: Nearby, answers: Answers, topic: Topic) -> Block | None:
    rows = tuple(_peers(near, answers, topic))
    if not rows:
        return None
    finding = sentence(topic.own, share=share(rows[0].cell))
    return Block(code=topic.code, title=topic.title, finding=finding, rows=rows)


def _peers(near: Nearby, answers: Answers, topic: Topic) -> Iterator[Row]:
    for dimension, question in (("size", "F_SIZE"), ("activity", "F_ACT")):
        code = own.code(answers, question)
        cell = near.cell(topic.indicator, FIRMS, **{dimension: code}, **topic.by)
        if code and cell.value is not None:
            yield row(_group(near, cell, near.text(question, code), dimension), cell)


def _group(near: Nearby, cell: Cell, name: str, dimension: str) -> str:
    if dimension == "size":
        if near.is_here(cell):
            return _("Firms of your size here: %(name)s", name=name)
        return _("Firms of your size in the whole network: %(name)s", name=name)
    if near.is_here(cell):
        return _("Firms with your activity here: %(name)s", name=name)
    return _("Firms with your activity in the whole network: %(name)s", name=name)


def _lacked(near: Nearby, answers: Answers) -> Block:
    title = _("Skills that firms lack most")
    skills = (each.code for each in near.choices("F_SK"))
    cells = near.listed("IND15", FIRMS, "skill", skills, measure="lacking")
    top = largest(cells)
    if not top:
        return too_few("lacked", title)
    lacking = own.items(answers, "F_SK_LOOP", "today", LACKING)
    rows = tuple(_lacked_row(near, cell, lacking) for cell in top)
    return Block(code="lacked", title=title, finding=_most_lacked(near, top[0]), rows=rows)


def _most_lacked(near: Nearby, cell: Cell) -> Markup:
    text = (
        _("What firms here lack most is “%(skill)s”: %(share)s of them lack it.")
        if near.is_here(cell)
        else _(
            "What firms of the whole network lack most is “%(skill)s”: %(share)s of them lack it."
        )
    )
    return sentence(text, skill=escape(_skill(near, cell)), share=share(cell))


def _lacked_row(near: Nearby, cell: Cell, lacking: frozenset[str]) -> Row:
    is_own = cell.dimensions["skill"] in lacking
    said = _("%(share)s of firms lack it, a little or a lot")
    return row(_skill(near, cell), cell, said, _("You lack it too.") if is_own else "")


def _skill(near: Nearby, cell: Cell) -> str:
    return near.text("F_SK", cell.dimensions["skill"])


def _services(near: Nearby, answers: Answers) -> Block:
    """Those that the firm wants itself; the ones that most firms want where it named none."""
    title = _("What would help firms")
    known = [each.code for each in near.choices("F_WANT")]
    wanted = [code for code in own.codes(answers, "F_WANT") if code in known]
    cells = near.listed("IND19", FIRMS, "service", wanted or known)
    top = largest(cells)
    if not top:
        return too_few("services", title)
    said = _("%(share)s of firms want it")
    rows = tuple(row(_service(near, cell), cell, said) for cell in top)
    text = _wanted_too(near, top[0]) if wanted else _wanted_most(near, top[0])
    finding = sentence(text, service=escape(_service(near, top[0])), share=share(top[0]))
    return Block(code="services", title=title, finding=finding, rows=rows)


def _wanted_too(near: Nearby, cell: Cell) -> str:
    if near.is_here(cell):
        return _("You are not alone: “%(service)s” would also help %(share)s of firms here.")
    return _(
        "You are not alone: “%(service)s” would also help %(share)s of firms in the whole network."
    )


def _wanted_most(near: Nearby, cell: Cell) -> str:
    if near.is_here(cell):
        return _("What would help most firms here is “%(service)s”: %(share)s of them want it.")
    return _(
        "What would help most firms of the whole network is “%(service)s”: %(share)s of them want"
        " it."
    )


def _service(near: Nearby, cell: Cell) -> str:
    return near.text("F_WANT", cell.dimensions["service"])

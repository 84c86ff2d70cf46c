"""What firms expect of their activity by 2030 and 2035 (IND06)."""

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import Finding, Line, Subject, is_clear
from app.dashboards.words import firms_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Axis, Figure
from app.web.published import Unit, number, sentence
from app.web.texts import _

FIRMS = "firms"
HORIZONS = ("h2030", "h2035")


def finding(place: Place) -> Finding:
    near = place.cell("IND06", FIRMS, horizon="h2030", weight="firms")
    lines = _balances(place)
    answers = _answers(place)
    return Finding(
        sentence=_sentence(near),
        text=_unknown(place),
        figure=_figure(lines),
        table=beside.table(place, Unit.POINTS, (*lines, *answers)),
        solid=firms_solid(near),
        comparison=beside.comparison(place, near, Unit.POINTS),
    )


def _sentence(balance: Cell) -> Markup:
    if balance.value is None:
        return sentence(_("Too few firms answered to say what they expect of 2030."))
    return sentence(_direction(balance), balance=number(balance, Unit.POINTS))


def _direction(balance: Cell) -> str:
    if not is_clear(balance):
        return _("Firms see no clear direction by 2030: the balance of opinion is %(balance)s.")
    if (balance.value or 0) > 0:
        return _(
            "More firms expect growth than decline by 2030: the balance of opinion is %(balance)s."
        )
    return _(
        "More firms expect decline than growth by 2030: the balance of opinion is %(balance)s."
    )


def _unknown(place: Place) -> Markup:
    near = place.cell("IND06", FIRMS, horizon="h2030", answer="dk")
    far = place.cell("IND06", FIRMS, horizon="h2035", answer="dk")
    if near.value is None:
        return sentence(_("Too few firms answered to say how many cannot tell."))
    if far.value is None:
        text = _("%(near)s of firms cannot say: that too is a result.")
        return sentence(text, near=number(near, Unit.SHARE))
    text = _(
        "%(near)s of firms cannot say for 2030, %(far)s for 2035: not being able to look ahead is a"
        " result too."
    )
    return sentence(text, near=number(near, Unit.SHARE), far=number(far, Unit.SHARE))


def _balances(place: Place) -> list[Line]:
    labels = {
        ("h2030", "firms"): _("2030, each firm counts once"),
        ("h2030", "jobs"): _("2030, firms count by their jobs"),
        ("h2035", "firms"): _("2035, each firm counts once"),
        ("h2035", "jobs"): _("2035, firms count by their jobs"),
    }
    cells = {key: place.cell("IND06", FIRMS, horizon=key[0], weight=key[1]) for key in labels}
    return [beside.line(place, labels[key], cell) for key, cell in cells.items()]


def _answers(place: Place) -> list[Line]:
    lines = []
    for horizon, question in zip(HORIZONS, ("F_ACT30", "F_ACT35"), strict=True):
        for choice in place.labels.choices(FIRMS, question):
            cell = place.cell("IND06", FIRMS, horizon=horizon, answer=choice.code)
            answer = choice.text.in_language(place.labels.language)
            label = _("%(year)s: %(answer)s", year=horizon[1:], answer=answer)
            lines.append(beside.line(place, label, cell, Unit.SHARE))
    return lines


def _figure(lines: list[Line]) -> Figure:
    ticks = ((-100, _("all less")), (0, _("as many more as less")), (100, _("all more")))
    return Figure(
        summary=_("Balance of opinion on future activity, here and in the network"),
        caption=_(
            "The balance counts firms that expect more activity minus those that expect less;"
            " “much” counts double. It is opinion, not growth. Lines show the interval"
            " that holds the true value nineteen times out of twenty."
        ),
        axis=Axis(low=-100, high=100, ticks=ticks, reference=0),
        series=beside.series(FIRMS),
        rows=beside.rows(lines, FIRMS),
    )


def _title() -> str:
    return _("Activity by 2030 and 2035")


SUBJECT = Subject(code="outlook", title=_title, finding=finding)

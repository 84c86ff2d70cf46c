"""Sentences that several findings share."""

from markupsafe import Markup

from app.dashboards.page import is_apart, is_clear, may_compare
from app.reference.cells import Cell, Verdict
from app.web.published import Unit, answered, number, sentence
from app.web.texts import _


def firms_solid(cell: Cell) -> tuple[Markup, ...]:
    who = sentence(_("%(n)s firms answered, weighted to size and activity."), n=answered(cell))
    return _solid(who, _("Too few firms answered to show their side here."), cell)


def residents_solid(cell: Cell) -> tuple[Markup, ...]:
    text = _("%(n)s residents answered, weighted to age, sex, schooling and arrival.")
    few = _("Too few residents answered to show their side here.")
    return _solid(sentence(text, n=answered(cell)), few, cell)


def trainers_solid(cell: Cell) -> tuple[Markup, ...]:
    who = sentence(_("%(n)s trainers answered, of a near complete list."), n=answered(cell))
    return _solid(who, _("Too few trainers answered to show what they teach here."), cell)


def _solid(who: Markup, too_few: str, cell: Cell) -> tuple[Markup, ...]:
    if cell.value is None:
        return (sentence(too_few),)
    if cell.is_fragile:
        return (who + " " + sentence(_("Few: read the direction, not the size.")),)
    return (who,)


def against_network(cell: Cell, network: Cell, unit: Unit) -> Markup:
    """How this territory stands beside the whole network, in words that the intervals allow.

    It is a part of that network, so the two are not independent: see is_apart().
    """
    if not may_compare(cell, network):
        return sentence(_("A comparison with the whole network is not possible here."))
    return sentence(_relation(cell, network), number=number(network, unit, with_interval=True))


def _relation(cell: Cell, network: Cell) -> str:
    if not is_apart(cell, network):
        return _("That is not clearly different from the whole network: %(number)s.")
    if (cell.value or 0) > (network.value or 0):
        return _("That is clearly more than in the whole network: %(number)s.")
    return _("That is clearly less than in the whole network: %(number)s.")


def how_clear(gap: Cell, *, among: int, above: str, below: str) -> str:
    """A difference in words: clear, likely or not clear, and to which side.

    above, below: what to say of one above and below zero; among: see is_clear().
    """
    if gap.value is None:
        return _("too few answers")
    what = above if gap.value > 0 else below
    if is_clear(gap, among=among):
        return _("clear: %(what)s", what=what)
    return _("likely: %(what)s", what=what) if gap.verdict is Verdict.LIKELY else _("not clear")


def of_words() -> Markup:
    """What "clear" and "likely" promise."""
    return sentence(
        _(
            "Many differences are looked through at once, and chance alone makes some of them"
            " large. Of those called “clear”, one in twenty is false on average, at most; of those"
            " called “likely” or “clear”, one in five."
        )
    )

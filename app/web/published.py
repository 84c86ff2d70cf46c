"""A published number on a page: marked so that anybody can find it in its release."""

import re
from enum import StrEnum

from babel.numbers import format_percent
from markupsafe import Markup, escape

from app.reference.cells import Bound, Cell
from app.web.languages import current_language
from app.web.numbers import write_number
from app.web.texts import _


class Unit(StrEnum):
    SHARE = "share"  # held in [0, 1], written as whole per cent
    POINTS = "points"  # signed: a balance or a gap
    INDEX = "index"
    COUNT = "count"
    RATIO = "ratio"  # a correlation, or a number on average
    CHANGE = "change"  # signed: one ratio less another
    TIMES = "times"  # how many times one is the other
    FACT = "fact"  # one for yes, nought for no


SIGNED = frozenset({Unit.POINTS, Unit.CHANGE})
TAG = re.compile("<[^>]*>")
DIGITS = {Unit.RATIO: 2, Unit.CHANGE: 2, Unit.TIMES: 1}


def written(value: float, unit: Unit) -> str:
    """The number as people of the current language write it."""
    language = current_language()
    if unit is Unit.FACT:
        return _("yes") if value else _("no")
    if unit is Unit.SHARE:
        return format_percent(value, locale=language)
    rounded = round(value, DIGITS.get(unit))
    number = write_number(rounded, language)
    return f"+{number}" if unit in SIGNED and rounded > 0 else number


def _attributes(cell: Cell) -> str:
    by = ";".join(f"{name}={code}" for name, code in cell.by)
    return Markup('data-indicator="{}" data-territory="{}" data-audience="{}" data-by="{}"').format(
        cell.indicator, cell.territory, cell.audience, by
    )


def number(cell: Cell, unit: Unit, *, with_interval: bool = False) -> Markup:
    """The published number in its element; a hidden one says so and holds neither value nor n."""
    if cell.value is None:
        return Markup('<span {} data-suppressed="{}" class="hidden-number">{}</span>').format(
            _attributes(cell), cell.hidden or "base", _("hidden")
        )
    shown = _bounded(cell, unit)
    if with_interval and cell.low is not None and cell.high is not None and cell.low < cell.high:
        text = _interval(written(cell.low, unit), written(cell.high, unit), cell)
        shown = shown + Markup(' <span class="interval-text">{}</span>').format(text)
    return _marked(cell, shown)


def _marked(cell: Cell, shown: Markup | str) -> Markup:
    return Markup('<span {} data-value="{}" data-n="{}" class="number">{}</span>').format(
        _attributes(cell), f"{cell.value:g}", cell.n, shown
    )


def _interval(low: str, high: str, cell: Cell) -> str:
    if has_open_end(cell):
        return _("(%(low)s to over %(high)s)", low=low, high=high)
    return _("(%(low)s to %(high)s)", low=low, high=high)


def has_open_end(cell: Cell) -> bool:
    """Whether the interval goes on beyond `high`, as of a time that has no known end."""
    return cell.bound is Bound.OPEN or (cell.bound is Bound.OVER and cell.high == cell.value)


def between(cell: Cell, unit: Unit) -> Markup:
    """The interval in words, marked as part of the number; of a hidden one, that it is hidden."""
    if cell.value is None or cell.low is None or cell.high is None:
        return number(cell, unit)
    low, high = written(cell.low, unit), written(cell.high, unit)
    if has_open_end(cell):
        text = _("between %(low)s and over %(high)s", low=low, high=high)
    else:
        text = _("between %(low)s and %(high)s", low=low, high=high)
    return _marked(cell, escape(text))


def answered(cell: Cell) -> Markup:
    """How many answered behind a number, marked as part of that number."""
    if cell.value is None:
        return number(cell, Unit.COUNT)
    return _marked(cell, _people(cell.n))


def _people(n: int | str | None) -> str:
    if isinstance(n, str):
        low, _dash, high = n.partition("-")
        return _("%(low)s to %(high)s", low=low, high=high)
    return write_number(n or 0, current_language())


def _bounded(cell: Cell, unit: Unit) -> Markup:
    text = written(cell.value or 0, unit)
    if cell.bound is Bound.OVER:
        return escape(_("over %(share)s", share=text))
    if cell.bound is Bound.UNDER:
        return escape(_("under %(share)s", share=text))
    return escape(text)


def sentence(text: str, **numbers: Markup) -> Markup:
    """A translated sentence whose %(name)s places are filled by published numbers."""
    return escape(text) % numbers


def plain(said: Markup) -> str:
    """What is said without the marks, for a paper or a mail."""
    return Markup(TAG.sub("", said)).unescape()  # noqa: S704 -- without a single tag left

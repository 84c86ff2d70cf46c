"""What became of a territory's headline numbers since the wave before."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.dashboards.book import Place
from app.dashboards.headlines import HEADLINES, Headline
from app.reference.cells import Cell, Hidden, Verdict
from app.web.published import number, sentence
from app.web.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Of a headline: the number now, the one of the wave before, and the first less the second."""

    headline: Headline
    now: Cell
    was: Cell
    since: Cell

    @property
    def verdict(self) -> Verdict | None:
        """None where the change is hidden."""
        return self.since.verdict

    @property
    def is_broken(self) -> bool:
        """Whether what was asked changed in between."""
        return self.since.hidden is Hidden.BREAK

    @property
    def written(self) -> Markup:
        """The difference with its interval, and what it is in."""
        shown = number(self.since, self.headline.gap_unit, with_interval=True)
        if not self.headline.is_in_points:
            return shown
        return sentence(_("%(gap)s points"), gap=shown)


def changes(place: Place) -> tuple[Change, ...]:
    """One a headline; none in a release of one wave."""
    if not place.former:
        return ()
    now = [each.cell(place) for each in HEADLINES]
    return tuple(
        Change(headline=headline, now=cell, was=place.was(cell), since=place.change(cell))
        for headline, cell in zip(HEADLINES, now, strict=True)
    )


def of_finding(place: Place, shown: Iterable[Cell]) -> tuple[Markup, ...]:
    """A sentence a headline number that a finding shows and that can be compared, or broke."""
    return tuple(said(each) for each in changes_of(place, shown))


def changes_of(place: Place, shown: Iterable[Cell]) -> tuple[Change, ...]:
    """Of the headline numbers among those shown: what can be compared, or broke."""
    keys = {cell.key for cell in shown}
    return tuple(
        each
        for each in changes(place)
        if each.now.key in keys and (each.verdict is not None or each.is_broken)
    )


def said(change: Change) -> Markup:
    """One change as a sentence, with how sure it is."""
    what = Markup('<span class="label">{}</span>').format(change.headline.title())
    if change.is_broken:
        text = _(
            "“%(what)s”: the question changed since the wave before, so the two do not compare."
        )
        return sentence(text, what=what)
    return sentence(_sentence(change), what=what, gap=change.written)


def _sentence(change: Change) -> str:
    """The change is not None here; a change of nothing has no direction."""
    value = change.since.value or 0
    if change.verdict is Verdict.CLEAR:
        if value > 0:
            return _("“%(what)s” clearly rose since the wave before: %(gap)s.")
        return _("“%(what)s” clearly fell since the wave before: %(gap)s.")
    if change.verdict is Verdict.LIKELY:
        if value > 0:
            return _("“%(what)s” likely rose since the wave before: %(gap)s.")
        return _("“%(what)s” likely fell since the wave before: %(gap)s.")
    return _("Whether “%(what)s” changed since the wave before is not clear: %(gap)s.")


def word(change: Change) -> str:
    """For a table: how sure a change is, or why there is none."""
    if change.is_broken:
        return _("the question changed")
    if change.verdict is None:
        return _("too few answers")
    return {
        Verdict.CLEAR: _("clear"),
        Verdict.LIKELY: _("likely"),
        Verdict.NOT_CLEAR: _("not clear"),
    }[change.verdict]


def wave_name(place: Place) -> Markup:
    return Markup('<span class="label">{}</span>').format(escape(place.former))

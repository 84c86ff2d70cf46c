"""The numbers that territories are compared by, with their words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.dashboards.book import Place
from app.dashboards.page import is_clear
from app.reference.cells import Cell
from app.web.published import Unit
from app.web.texts import _

GAP_UNITS = {Unit.RATIO: Unit.CHANGE}  # what a difference is written in; else in points
FIRMS, RESIDENTS = "firms", "residents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """title is called in the language of the request."""

    indicator: str
    audience: str
    by: Mapping[str, str]
    unit: Unit
    title: Callable[[], str]

    def cell(self, place: Place) -> Cell:
        return place.cell(self.indicator, self.audience, **self.by)

    @property
    def gap_unit(self) -> Unit:
        return GAP_UNITS.get(self.unit, Unit.POINTS)

    @property
    def is_in_points(self) -> bool:
        """Shares, balances and scores: their differences stand on one axis."""
        return self.unit in {Unit.SHARE, Unit.POINTS, Unit.INDEX}


def _of(indicator: str, audience: str, unit: Unit, title: Callable[[], str], **by: str) -> Headline:
    return Headline(indicator=indicator, audience=audience, by=by, unit=unit, title=title)


HEADLINES = (
    _of("IND01", FIRMS, Unit.SHARE, lambda: _("Firms that plan to hire")),
    _of("IND03", FIRMS, Unit.SHARE, lambda: _("Planned jobs that look hard to fill")),
    _of("IND03", FIRMS, Unit.SHARE, lambda: _("Jobs hard for lack of skills"), cause="skills"),
    _of("IND03", FIRMS, Unit.SHARE, lambda: _("Jobs hard only for conditions"),
        cause="conditions"),
    _of("IND06", FIRMS, Unit.POINTS, lambda: _("Outlook for 2030, each firm counts once"),
        horizon="h2030", weight="firms"),
    _of("IND06", FIRMS, Unit.POINTS, lambda: _("Outlook for 2030, firms count by their jobs"),
        horizon="h2030", weight="jobs"),
    _of("IND14", FIRMS, Unit.RATIO, lambda: _("Agreement of needs and wishes for skills"),
        against="residents"),
    _of("IND17", FIRMS, Unit.INDEX, lambda: _("Isolation of those who run a firm, score"),
        measure="score"),
    _of("IND17", FIRMS, Unit.SHARE, lambda: _("Firms run by somebody rather alone"),
        measure="lonely"),
    _of("IND18", FIRMS, Unit.COUNT, lambda: _("Hours a month for ten people at the site"),
        measure="hours"),
    _of("IND18", FIRMS, Unit.RATIO, lambda: _("Things put off, of five"), measure="postponed"),
    _of("IND18", FIRMS, Unit.SHARE, lambda: _("Firms without time for their people"),
        measure="starved"),
    _of("IND20", RESIDENTS, Unit.SHARE, lambda: _("Overlap of openings and wishes"),
        against="firms"),
    _of("IND20", RESIDENTS, Unit.SHARE, lambda: _("Residents who do not plan to work in 2030"),
        answer="nowork"),
    _of("IND28", RESIDENTS, Unit.SHARE, lambda: _("Residents who mean to stay"), answer="stays"),
)  # fmt: skip


def gaps(place: Place) -> tuple[tuple[Headline, Cell], ...]:
    """Each headline with its difference to all other territories together."""
    return tuple((each, place.beside_others(each.cell(place))) for each in HEADLINES)


def among(place: Place) -> int:
    """Differences that are shown, at least one: so many are looked through for clear ones."""
    return max(1, sum(gap.value is not None for _headline, gap in gaps(place)))


def is_clearly_apart(place: Place, gap: Cell) -> bool:
    return is_clear(gap, among=among(place))

"""How a territory stands beside the other territories, for the numbers that findings begin with.

A territory is part of the network, so the two depend on each other; it is set beside the others
together instead, whose samples are drawn apart from its own. A difference is made of the numbers
as they are published: it tells nothing that those do not, and pages can be checked by hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.estimation.disclosure import compare, hide
from app.reference.audiences import Audience
from app.reference.cells import BESIDE, OTHERS, Cell, Key, by_codes
from app.releases.indicators.measuring import published_with_words

SHARES = (100.0, 1.0)  # held in [0, 1], compared in points, to whole ones
POINTS = (1.0, 1.0)
TENTHS = (1.0, 0.1)
HUNDREDTHS = (1.0, 0.01)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A number that territories are compared by. unit: see compare()."""

    indicator: str
    audience: Audience
    unit: tuple[float, float]
    by: Mapping[str, str] = field(default_factory=dict)

    def key(self, territory: str) -> Key:
        return (self.indicator, territory, self.audience.value, by_codes(**self.by))

    def blank(self, territory: str) -> Cell:
        return Cell(
            indicator=self.indicator,
            territory=territory,
            audience=self.audience.value,
            by=by_codes(**self.by, **{BESIDE: OTHERS}),
        )


def _firms(indicator: str, unit: tuple[float, float], **by: str) -> Headline:
    return Headline(indicator=indicator, audience=Audience.FIRMS, unit=unit, by=by)


def _residents(indicator: str, unit: tuple[float, float], **by: str) -> Headline:
    return Headline(indicator=indicator, audience=Audience.RESIDENTS, unit=unit, by=by)


HEADLINES = (
    _firms("IND01", SHARES),
    _firms("IND03", SHARES),
    _firms("IND03", SHARES, cause="skills"),
    _firms("IND03", SHARES, cause="conditions"),
    _firms("IND06", POINTS, horizon="h2030", weight="firms"),
    _firms("IND06", POINTS, horizon="h2030", weight="jobs"),
    _firms("IND14", HUNDREDTHS, against="residents"),
    _firms("IND17", POINTS, measure="score"),
    _firms("IND17", SHARES, measure="lonely"),
    _firms("IND18", POINTS, measure="hours"),
    _firms("IND18", TENTHS, measure="postponed"),
    _firms("IND18", SHARES, measure="starved"),
    _residents("IND20", SHARES, against="firms"),
    _residents("IND20", SHARES, answer="nowork"),
    _residents("IND28", SHARES, answer="stays"),
)


def told(territory: str, others: Iterable[Cell]) -> Mapping[Key, Cell]:
    """What the differences of a territory tell of all others together, by the difference's key."""
    beside = {(each.indicator, each.audience, each.by): each for each in others}
    found = {}
    for headline in HEADLINES:
        indicator, _, audience, by = headline.key(territory)
        other = beside.get((indicator, audience, by))
        if other is not None:
            found[headline.blank(territory).key] = other
    return found


def cells(territory: str, here: Iterable[Cell], others: Iterable[Cell]) -> Iterator[Cell]:
    """Differences of a territory, each with the word that all of them together allow; others: the
    cells of all other territories as one."""
    yield from published_with_words(list(_differences(territory, here, others)))


def _differences(territory: str, here: Iterable[Cell], others: Iterable[Cell]) -> Iterator[Cell]:
    held = {each.key: each for each in here}
    beside = {(each.indicator, each.audience, each.by): each for each in others}
    for headline in HEADLINES:
        one = held.get(headline.key(territory))
        if one is None:
            continue
        other = beside.get((one.indicator, one.audience, one.by))
        blank = headline.blank(territory)
        yield hide(blank) if other is None else compare(blank, one, other, headline.unit)

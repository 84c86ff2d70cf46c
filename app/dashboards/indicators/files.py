"""What the pages of an indicator show, as rows of a file: published cells alone, each once."""

from collections.abc import Iterator, Sequence

from app.dashboards.book import Place
from app.dashboards.changes import changes_of
from app.dashboards.downloads import Told
from app.dashboards.indicators.chapter import Section
from app.dashboards.indicators.foremost import headline_of
from app.web.texts import _

WORDS = ("unit", "section", "what")  # columns in the language of the page, but for the unit's code


def rows(place: Place, indicator: str, sections: Sequence[Section]) -> Iterator[Told]:
    """In the order of the page. What it shows as hidden because the release holds nothing of it
    has no row."""
    told = (*_of_headline(place, indicator), *_of_sections(sections))
    once = {cell.key: (cell, words) for cell, words in told if place.book.holds(cell)}
    yield from once.values()


def _of_headline(place: Place, indicator: str) -> Iterator[Told]:
    headline = headline_of(place, indicator)
    if headline is not None:
        words = (headline.gap_unit, _("Beside the other territories"), headline.title())
        yield place.beside_others(headline.cell(place)), words
    for each in changes_of(place, place.book.of(indicator, place.territory)):
        named = each.headline
        yield each.since, (named.gap_unit, _("Change since the wave before"), named.title())


def _of_sections(sections: Sequence[Section]) -> Iterator[Told]:
    for section in sections:
        for entry in section.entries:
            words = (entry.unit, section.title, entry.label)
            yield entry.here, words
            yield entry.network, words

"""The main thing that an indicator says here, before everything else."""

from dataclasses import dataclass

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.headlines import HEADLINES, Headline
from app.dashboards.indicators.chapter import Entry, Section
from app.reference.cells import Cell
from app.web.published import Unit, number, sentence
from app.web.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Foremost:
    """what: the number's name. about: what it is the first of, "" where its name says it all.
    comparison: how this territory stands beside the others, None where that is not known."""

    what: str
    said: Markup
    about: str = ""
    comparison: Markup | None = None


def headline_of(place: Place, indicator: str) -> Headline | None:
    """Of an indicator: the first number that territories are compared by and that is told here."""
    told = (each for each in HEADLINES if each.indicator == indicator)
    return next((each for each in told if each.cell(place).value is not None), None)


def foremost(place: Place, indicator: str, sections: tuple[Section, ...]) -> Foremost | None:
    """The headline, else the first number told of the first section that tells any."""
    headline = headline_of(place, indicator)
    if headline is not None:
        return _of_headline(place, headline)
    for section in sections:
        told = next((each for each in section.entries if each.here.value is not None), None)
        if told is not None and not section.is_of_network:
            return _of_entry(section, told)
    return None


def _of_headline(place: Place, headline: Headline) -> Foremost:
    cell = headline.cell(place)
    return Foremost(
        what=headline.title(),
        said=_said(cell, place.in_network(cell), headline.unit),
        comparison=beside.comparison(place, cell, headline.unit, _("This number")),
    )


def _of_entry(section: Section, entry: Entry) -> Foremost:
    is_first = section.is_ranked and len(section.entries) > 1
    about = _("%(section)s: the largest", section=section.title) if is_first else section.title
    said = _said(entry.here, entry.network, entry.unit)
    return Foremost(what=entry.label, said=said, about=about)


def _said(here: Cell, network: Cell, unit: Unit) -> Markup:
    shown = number(here, unit, with_interval=True)
    if network.value is None:
        return shown
    text = _("%(here)s here, %(network)s in the whole network")
    return sentence(text, here=shown, network=number(network, unit))

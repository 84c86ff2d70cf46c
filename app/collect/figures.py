"""The pictures of the fieldwork, as values."""

from babel.numbers import format_percent
from flask_babel import format_date

from app.collect.fieldwork import Breakdown, Fieldwork
from app.collect.protecting import Kept
from app.collect.stopping import Stop
from app.collect.strata import Stratum
from app.collect.tables import Tables
from app.collect.words import name_of
from app.reference.cells import NETWORK
from app.web.languages import current_language
from app.web.pictures.days import Days, Line
from app.web.pictures.figure import Axis, Figure, Mark, Row, Series, Shape
from app.web.texts import _

TENTH = 0.1  # quarters of it are no whole per cent
MOST_STEPS = 12  # drawn: those where most stop
ROUND = (0.04, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)  # where an axis of shares may end


def days(found: Fieldwork) -> Days | None:
    """None before anybody started."""
    if not found.days:
        return None
    started = tuple(each.started for each in found.days)
    sent = tuple(each.sent for each in found.days)
    first, last = found.days[0].day, found.days[-1].day
    labels = (str(format_date(first, "medium")), str(format_date(last, "medium")))
    return Days(
        days=tuple(each.day for each in found.days),
        labels=labels,
        lines=(
            Line(code=NETWORK, label=_("started"), values=started, is_dashed=True),
            Line(code=found.audience, label=_("sent"), values=sent),
        ),
        summary=_("Responses started and sent, day by day"),
        caption=_("Days in universal time (UTC); this page knows no time of day."),
    )


def breakdown(found: Breakdown, tables: Tables) -> Figure | None:
    """None where nothing is known of the population, or too few sent."""
    known = [each for each in found.strata if each.expected is not None]
    there = sum(each.population or 0 for each in known)
    if not there:
        return None
    shares = {each.level: (each.population or 0) / there for each in known}
    marks = {each.level: _marks(each, shares[each.level], tables) for each in known}
    highest = max(mark.value for each in marks.values() for mark in each.values())
    return Figure(
        summary=_(
            "%(split)s: shares of the population and of those who sent", split=name_of(found.name)
        ),
        caption=_(
            "Where the disc lies to the left of the diamond, fewer have sent than their share of"
            " the population would bring. Where there is no disc, the count is kept back."
        ),
        axis=_axis(highest / 100),
        series=(
            Series(code=tables.fieldwork.audience, label=_("of those sent"), shape=Shape.DISC),
            Series(code=NETWORK, label=_("of the population"), shape=Shape.DIAMOND),
        ),
        rows=tuple(
            Row(label=tables.label(found.name, each.level), marks=marks[each.level])
            for each in known
        ),
    )


def _marks(each: Stratum, share: float, tables: Tables) -> dict[str, Mark]:
    marks = {NETWORK: Mark(value=100 * share)}
    if each.gap is not None and not isinstance(each.sent, Kept):
        marks[tables.fieldwork.audience] = Mark(value=100 * (share + each.gap))
    return marks


def stops(found: Fieldwork, tables: Tables) -> Figure | None:
    """The steps where most stop, in the order of the questionnaire; None where nobody did."""
    drawn = worst(found.stops.steps, MOST_STEPS)
    if not drawn:
        return None
    kept = [each for each in found.stops.steps if each in drawn]
    return Figure(
        summary=_("Where people stop: share of those who came as far as a question"),
        caption=_(
            "Share of those who came as far as the question and went no further."
            " The twelve questions where most people stopped, in the order in which they are asked."
        ),
        axis=_axis(max(each.share for each in kept)),
        series=(Series(code=found.audience, label=_("stopped here"), shape=Shape.DISC),),
        rows=tuple(
            Row(
                label=tables.wordings.step(each),
                marks={found.audience: Mark(value=100 * each.share)},
            )
            for each in kept
        ),
    )


def worst(steps: tuple[Stop, ...], most: int) -> tuple[Stop, ...]:
    """Where most people stopped, the largest number first; steps nobody stopped at left out."""
    stopped = sorted((each for each in steps if each.stopped), key=lambda each: -each.stopped)
    return tuple(stopped[:most])


def _axis(highest: float) -> Axis:
    """From nobody to a round share above the highest."""
    end = next((each for each in ROUND if each >= highest), 1.0)
    parts = 2 if end == TENTH else 4
    ticks = [end * part / parts for part in range(parts + 1)]
    texts = [str(format_percent(each, locale=current_language())) for each in ticks]
    return Axis(
        low=0,
        high=100 * end,
        ticks=tuple((100 * tick, text) for tick, text in zip(ticks, texts, strict=True)),
    )

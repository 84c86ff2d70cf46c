"""What the numbers of the fieldwork say, as sentences."""

from app.collect.fieldwork import Breakdown, Fieldwork
from app.collect.figures import worst
from app.collect.hurrying import LEAST_TIMED
from app.collect.protecting import LEAST_SPLIT
from app.collect.strata import INVITATION, LEAST_COMPARED, Stratum, thinnest
from app.collect.tables import Tables
from app.collect.words import Unit, shown
from app.web.texts import _, ngettext


def headline(found: Fieldwork) -> str:
    if found.completion is None:
        return _("Nobody has started yet.")
    return _(
        "%(sent)s sent of %(started)s started: %(share)s of those who begin send their answers.",
        sent=shown(found.sent, Unit.COUNT),
        started=shown(found.started, Unit.COUNT),
        share=shown(found.completion, Unit.SHARE),
    )


def thin(found: Breakdown, tables: Tables) -> tuple[str, ...]:
    """Who is farthest behind, a sentence each; or why nobody is named."""
    if not found.strata:
        return (_("Shown once %(num)s have sent.", num=LEAST_SPLIT),)
    if found.name == INVITATION:
        return ()
    if all(each.expected is None for each in found.strata):
        return (_("Nothing is known of the population, so nobody can be called behind."),)
    if tables.fieldwork.sent < LEAST_COMPARED:
        return (_("Fewer than %(num)s sent: too few to say who is behind.", num=LEAST_COMPARED),)
    behind = thinnest(found.strata)
    if not behind:
        return (_("Nobody is behind by more than chance explains."),)
    return tuple(_behind(each, tables.label(found.name, each.level)) for each in behind)


def _behind(row: Stratum, label: str) -> str:
    numbers = {
        "part": label,
        "population": shown(row.population, Unit.COUNT),
        "expected": shown(row.expected, Unit.COUNT),
    }
    sent = shown(row.sent, Unit.COUNT)
    return _(
        "%(part)s: %(sent)s sent of %(population)s, expected %(expected)s.", sent=sent, **numbers
    )


def stopping(found: Fieldwork, tables: Tables) -> str:
    stops = found.stops
    if not stops.left:
        return _("Nobody has left without sending.")
    steps = worst(stops.steps, 1)
    if not steps:
        return ngettext(
            "%(num)d person left without sending: too few to say where.",
            "%(num)d people left without sending: too few to say where.",
            stops.left,
        )
    return _(
        "Most often at “%(question)s”: %(stopped)s stopped there, %(share)s of those who came that"
        " far.",
        question=tables.wordings.step(steps[0]),
        stopped=shown(steps[0].stopped, Unit.COUNT),
        share=shown(steps[0].share, Unit.SHARE),
    )


def looked_at(found: Fieldwork) -> str:
    """How the steps were counted, where not everybody's way was walked again."""
    stops = found.stops
    if stops.left_looked_at == stops.left and stops.sent_looked_at == found.sent:
        return ""
    return _(
        "Extrapolated from %(left)s of %(all_left)s who left and %(sent)s of %(all_sent)s who"
        " sent, drawn by chance: small differences mean nothing.",
        left=shown(stops.left_looked_at, Unit.COUNT),
        all_left=shown(stops.left, Unit.COUNT),
        sent=shown(stops.sent_looked_at, Unit.COUNT),
        all_sent=shown(found.sent, Unit.COUNT),
    )


def hurrying(found: Fieldwork) -> str:
    fast = found.hurried
    if fast is None:
        return _("Fewer than %(num)s sent: too few for a usual time.", num=LEAST_TIMED)
    limit, middle = minutes(fast.under_seconds), minutes(fast.median_seconds)
    if not fast.count:
        return _(
            "Nobody sent in under %(limit)s minutes, a third of the median of %(middle)s minutes.",
            limit=limit,
            middle=middle,
        )
    return ngettext(
        "%(num)d of %(timed)s sent in under %(limit)s minutes, a third of the median of %(middle)s"
        " minutes.",
        "%(num)d of %(timed)s sent in under %(limit)s minutes, a third of the median of %(middle)s"
        " minutes.",
        fast.count,
        timed=shown(fast.timed, Unit.COUNT),
        limit=limit,
        middle=middle,
    )


def minutes(seconds: float) -> str:
    return shown(round(seconds / 60, 1), Unit.MINUTES)

"""The fieldwork of a campaign, for whoever holds its key: one page, and each table as CSV."""

import csv
import io
from dataclasses import dataclass

from flask import Blueprint, Response
from flask_babel import format_date, format_datetime

from app.collect import actions, figures, sentences
from app.collect.fieldwork import Fieldwork
from app.collect.strata import MUNICIPALITY, TERRITORY
from app.collect.tables import Table, Tables
from app.collect.words import STATES, Unit, Value, Wordings, name_of, shown
from app.errors import NotFoundError
from app.store import keys, questionnaires
from app.web.access import open_to_campaign_key_holder
from app.web.csv_texts import harmless
from app.web.pages import Frame, page
from app.web.pictures import days, svg
from app.web.problems import problem
from app.web.texts import _

PLACES = (TERRITORY, MUNICIPALITY)
collect = Blueprint("collect", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a key opened."""

    fieldwork: Fieldwork
    tables: Tables
    test_pass: str
    interview_pass: str


@collect.errorhandler(NotFoundError)
def unknown_key(_error: NotFoundError) -> Response:
    return problem(
        404,
        _("We do not know this link"),
        _("It may have been cut off, or another key took its place: ask for the address again."),
    )


@collect.after_request
def keep_out_of_indexes(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@collect.get("/<language:language>/c/<key>")
@open_to_campaign_key_holder
def fieldwork(key: str) -> Response:
    here = opened(key)
    found, tables = here.fieldwork, here.tables
    title = _("Fieldwork: %(title)s", title=tables.wordings.title)
    curve, stops = figures.days(found), figures.stops(found, tables)
    return page(
        "collect/fieldwork.html",
        Frame(
            kind="fieldwork",
            title=title,
            audience=found.audience,
            is_synthetic=found.is_synthetic,
            is_wide=True,
        ),
        found=found,
        tables=tables,
        key=key,
        test_pass=here.test_pass,
        interview_pass=here.interview_pass,
        headline=sentences.headline(found),
        facts=facts(found),
        state=STATES[found.state](),
        counted_at=format_datetime(found.counted_at, "short"),
        closes_on=format_date(found.closes_on, "long") if found.closes_on.year < 9999 else "",
        curve=None if curve is None else (days.drawing(curve), curve.caption),
        parts=[part(here, each.name) for each in found.breakdowns if each.name not in PLACES],
        places=[part(here, name) for name in place_names(found)],
        stopping=sentences.stopping(found, tables),
        stops=None if stops is None else (svg.drawing(stops), stops.caption),
        looked_at=sentences.looked_at(found),
        hurrying=sentences.hurrying(found),
        shown=shown,
    )


@collect.get("/<language:language>/c/<key>/<table>.csv")
@open_to_campaign_key_holder
def numbers(key: str, table: str) -> Response:
    here = opened(key)
    answer = Response(as_csv(here.fieldwork, here.tables.of(table)), mimetype="text/csv")
    name = f"{here.fieldwork.campaign}-{table}-{here.fieldwork.counted_at:%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def opened(key: str) -> Opened:
    """Raises NotFoundError."""
    campaign = actions.campaign_of(key)
    asked = questionnaires.compiled(campaign.questionnaire_id)
    found = actions.recent_fieldwork(campaign)
    return Opened(
        fieldwork=found,
        tables=Tables(found, Wordings(asked)),
        test_pass=keys.test_pass(keys.hashed(key)),
        interview_pass=keys.interview_pass(keys.hashed(key)),
    )


def facts(found: Fieldwork) -> list[tuple[str, str]]:
    """The headline numbers, each with its name."""
    counts = [
        (_("Started"), shown(found.started, Unit.COUNT)),
        (_("Core complete"), shown(found.core_complete, Unit.COUNT)),
        (_("Sent"), shown(found.sent, Unit.COUNT)),
    ]
    if found.completion is not None:
        counts.append((_("Completion rate"), shown(found.completion, Unit.SHARE)))
    if found.hurried is not None:
        median = sentences.minutes(found.hurried.median_seconds)
        counts.append((_("Median minutes, start to sending"), median))
    manners = ((_("Filled in with help"), found.assisted), (_("In the easy version"), found.easy))
    counts += [(name, shown(count, Unit.COUNT)) for name, count in manners if count]
    if found.invited is not None:
        rate = found.invited.sent / found.invited.invited
        counts.append((_("Invited by personal link"), shown(found.invited.invited, Unit.COUNT)))
        counts.append((_("Response rate of those invited"), shown(rate, Unit.SHARE)))
    return counts


def place_names(found: Fieldwork) -> list[str]:
    """A campaign in one territory has nothing to compare it with."""
    several = [TERRITORY] if len(found.territory_names) > 1 else []
    return [*several, MUNICIPALITY]


def part(here: Opened, name: str) -> dict[str, object]:
    """One breakdown as the page shows it."""
    found = here.fieldwork.breakdown(name)
    figure = figures.breakdown(found, here.tables) if name != MUNICIPALITY else None
    return {
        "code": name,
        "title": name_of(name),
        "sentences": sentences.thin(found, here.tables),
        "table": here.tables.breakdown(found),
        "picture": None if figure is None else (svg.drawing(figure), figure.caption),
    }


def as_csv(found: Fieldwork, table: Table) -> str:
    """Raw numbers, shares in [0, 1]; what is kept back says why."""
    out = io.StringIO()
    writer = csv.writer(out)
    codes = [column.code for column in table.columns]
    writer.writerow(["campaign", "synthetic", "counted", "code", "label", *codes])
    about = [found.campaign, "yes" if found.is_synthetic else "no", f"{found.counted_at:%Y-%m-%d}"]
    for row in table.rows:
        writer.writerow([*about, *map(plain, (row.code, row.label, *row.values))])
    return out.getvalue()


def plain(value: Value) -> str:
    if value is None:
        return ""
    return str(round(value, 4)) if isinstance(value, float) else harmless(str(value))

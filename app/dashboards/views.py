"""A territory's dashboards: an overview, one page a finding, its numbers as CSV."""

from flask import Blueprint, Response, jsonify, url_for
from flask_babel import format_date

from app.dashboards import changes, own_words
from app.dashboards.downloads import download
from app.dashboards.findings import (
    aspirations,
    change,
    course_time,
    coverage,
    dialogue,
    four_boxes,
    hiring,
    isolation,
    network,
    outlook,
    people_time,
    quality,
    staying,
)
from app.dashboards.page import Subject
from app.dashboards.viewing import frame_of, view_of
from app.errors import NotFoundError
from app.web.access import open_to_anyone
from app.web.headers import policy
from app.web.packed import packed, sent
from app.web.pages import page
from app.web.pictures import plotly
from app.web.pictures.svg import drawing
from app.web.published import Unit, answered, number

dashboards = Blueprint("dashboards", __name__, template_folder="templates")
SUBJECTS = {
    subject.code: subject
    for subject in (
        dialogue.FAMILIES,
        dialogue.SKILLS,
        four_boxes.SUBJECT,
        aspirations.SUBJECT,
        hiring.SUBJECT,
        outlook.SUBJECT,
        isolation.SUBJECT,
        people_time.SUBJECT,
        staying.SUBJECT,
        course_time.SUBJECT,
        coverage.SUBJECT,
        quality.SUBJECT,
        network.SUBJECT,
        change.SUBJECT,
    )
}


@dashboards.get("/<language:language>/territories/<code>")
@open_to_anyone
def territory(code: str) -> Response:
    view = view_of(code)
    findings = [(subject, subject.finding(view.place)) for subject in SUBJECTS.values()]
    return page(
        "dashboards/territory.html",
        frame_of(view, view.place.name),
        view=view,
        findings=findings,
        published=format_date(view.published),
    )


@dashboards.get("/<language:language>/territories/<code>/<subject>")
@open_to_anyone
def finding(code: str, subject: str) -> Response:
    chosen, view = _subject(subject), view_of(code)
    found = chosen.finding(view.place)
    return page(
        "dashboards/finding.html",
        frame_of(view, chosen.title()),
        view=view,
        subject=chosen,
        subjects=SUBJECTS.values(),
        finding=found,
        changes=()
        if chosen is change.SUBJECT
        else changes.of_finding(view.place, found.table.cells),
        footings=quality.footings(view.place, found.table.cells),
        picture=None if found.figure.is_empty else drawing(found.figure),
        number=number,
        answered=answered,
        published=format_date(view.published),
    )


@dashboards.get("/<language:language>/territories/<code>/<subject>.csv")
@open_to_anyone
def numbers(code: str, subject: str) -> Response:
    chosen, view = _subject(subject), view_of(code)
    return download(view, subject, ((cell, ()) for cell in chosen.finding(view.place).table.cells))


@dashboards.get("/<language:language>/territories/<code>/<subject>/explore")
@open_to_anyone
def explore(code: str, subject: str) -> Response:
    chosen, view = _subject(subject), view_of(code)
    answer = page(
        "dashboards/explore.html",
        frame_of(view, chosen.title()),
        view=view,
        subject=chosen,
        finding=chosen.finding(view.place),
        library=url_for("dashboards.library", v=packed(plotly.library()).fingerprint),
    )
    changed = {"style-src-attr": "'unsafe-inline'", "img-src": "'self' data: blob:"}
    answer.headers["Content-Security-Policy"] = policy(**changed)
    return answer


@dashboards.get("/<language:language>/territories/<code>/<subject>/figure.json")
@open_to_anyone
def figure(code: str, subject: str) -> Response:
    chosen, view = _subject(subject), view_of(code)
    return jsonify(plotly.drawing(chosen.finding(view.place).figure))


@dashboards.get("/<language:language>/territories/<code>/own-words")
@open_to_anyone
def in_own_words(code: str) -> Response:
    view = view_of(code)
    return page(
        "dashboards/own_words.html",
        frame_of(view, own_words.title()),
        view=view,
        told=own_words.told(view.place),
        unit=Unit,
        number=number,
        answered=answered,
        published=format_date(view.published),
    )


@dashboards.get("/plotly.js")
@open_to_anyone
def library() -> Response:
    """plotly.js from the installed package, loaded only by the explore page."""
    return sent(plotly.library())


def _subject(code: str) -> Subject:
    if code not in SUBJECTS:
        raise NotFoundError(f"No finding {code!r}: choose one of {', '.join(SUBJECTS)}.")
    return SUBJECTS[code]

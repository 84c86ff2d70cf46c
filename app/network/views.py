"""The first page, and whether the product is alive."""

from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, redirect, url_for
from flask_babel import format_date
from werkzeug.wrappers import Response as AnyResponse

from app.network import actions, stating
from app.network.accessibility import results
from app.store import database
from app.web.access import open_to_anyone
from app.web.languages import negotiated
from app.web.pages import Frame, page
from app.web.texts import _

network = Blueprint("network", __name__, template_folder="templates")


@network.get("/")
@open_to_anyone
def front() -> AnyResponse:
    answer = redirect(url_for("network.landing", language=negotiated()))
    answer.headers["Vary"] = "Accept-Language"
    return answer


@network.get("/<language:language>/")
@open_to_anyone
def landing() -> Response:
    shown = actions.first_page(datetime.now(UTC).date())
    title = _("Jobs and skills to come: your view counts")
    frame = Frame(kind="landing", title=title, is_wide=True, is_synthetic=shown.is_synthetic)
    return page("network/landing.html", frame, shown=shown)


@network.get("/<language:language>/accessibility")
@open_to_anyone
def accessibility() -> Response:
    found, contact = results(), current_app.config["CONTACT"]
    return page(
        "network/accessibility.html",
        Frame(kind="accessibility", title=_("Accessibility statement")),
        results=found,
        rows=stating.rows(found),
        faults=list(stating.faults(found)),
        day=format_date(found.on, "long"),
        contact=contact,
        contact_link=f"mailto:{contact}" if "@" in contact else contact,
    )


@network.get("/<language:language>/languages")
@open_to_anyone
def languages() -> Response:
    """Every language, and whether a person has read its texts."""
    frame = Frame(kind="languages", title=_("Languages"), is_wide=True)
    return page("network/languages.html", frame, listed=actions.translations())


@network.get("/healthz")
@open_to_anyone
def healthz() -> Response:
    return Response("alive\n", mimetype="text/plain")


@network.get("/readyz")
@open_to_anyone
def readyz() -> Response:
    """Whether people can be served: the store answers and holds every table."""
    is_ready = database.is_ready()
    return Response(
        "ready\n" if is_ready else "the store does not answer, or lacks its tables\n",
        status=200 if is_ready else 503,
        mimetype="text/plain",
    )

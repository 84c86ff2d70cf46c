"""Who sees what of the answers to a campaign, and for how long: on one screen."""

from werkzeug.wrappers import Response as AnyResponse

from app.respond.standing import door
from app.respond.views.room import frame_of, in_its_languages, respond
from app.store.retention import ANSWER_MONTHS, CONTACT_MONTHS, DRAFT_DAYS, ERASURE_MONTHS
from app.web.access import open_to_anyone
from app.web.pages import page
from app.web.texts import _

MONTHS = 12  # of a year


@respond.get("/<language:language>/s/<campaign>/who-sees-what")
@open_to_anyone
def who_sees_what(campaign: str) -> AnyResponse:
    """Also before the first and after the last day: answers are kept for longer."""
    found = door(campaign)
    return in_its_languages(found) or page(
        "respond/who_sees_what.html",
        frame_of(found, "who-sees-what", _("Who sees what")),
        campaign=found.code,
        draft_days=DRAFT_DAYS,
        contact_months=CONTACT_MONTHS,
        answer_years=ANSWER_MONTHS // MONTHS,
        erasure_years=ERASURE_MONTHS // MONTHS,
    )

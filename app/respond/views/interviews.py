"""Interviews for a campaign: filled in for somebody, on a device that may be without a connection.

The pass that lets an interviewer in stands behind the # of the address and is only ever posted.
"""

from flask import Response, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from app.errors import NotFoundError
from app.respond.offline import interviewing
from app.respond.signing import TamperedEntryError
from app.respond.standing import door
from app.respond.views.offline import (
    answered,
    packet_answer,
    packet_sent,
    refusal,
    said,
    sent_answer,
    whole_page,
)
from app.respond.views.opening import manner
from app.respond.views.room import in_its_languages, respond
from app.web.access import open_to_anyone, open_to_interviewer
from app.web.texts import _

ASK = "ask"  # whether it was sent meanwhile, from elsewhere
PASS = "pass"  # noqa: S105 -- name of the field that holds it


@respond.get("/<language:language>/s/<campaign>/interviews")
@open_to_anyone
def interviews(campaign: str) -> AnyResponse:
    """Only the questionnaire, which is no secret: without the pass nothing can be sent from it."""
    found = door(campaign)
    return in_its_languages(found) or whole_page(found, "interviews")


@respond.get("/<language:language>/s/<campaign>/interviews-easy")
@open_to_anyone
def interviews_easy(campaign: str) -> AnyResponse:
    found = door(campaign)
    return in_its_languages(found) or whole_page(found, "interviews", is_easy=True)


@respond.post("/<language:language>/s/<campaign>/interviews/entries")
@open_to_interviewer
def give_entries(campaign: str) -> AnyResponse:
    """A stock of one-time entries, so that interviews can begin without a connection."""
    found = door(campaign)
    refused = refused_interviewer(campaign) or refusal(found)
    if refused is not None:
        return refused
    wanted = request.form.get("count", "0")
    count = int(wanted) if wanted.isascii() and wanted.isdecimal() else 0
    entries = interviewing.new_entries(campaign, count)
    return jsonify(entries=[{"entry": each.entry, "seed": each.seed} for each in entries])


@respond.post("/<language:language>/s/<campaign>/interviews")
@open_to_interviewer
def take_interview(campaign: str) -> AnyResponse:
    """One interview; the same one may come any number of times, and is stored once."""
    refused = refused_interviewer(campaign)
    if refused is not None:
        return refused
    try:
        return taken(campaign, request.form.get("entry", ""))
    except TamperedEntryError:
        return said(403, _("It was not begun for this survey: open the link for interviews again."))


def taken(campaign: str, entry: str) -> Response:
    """What was sent before is told also when the campaign takes no more answers."""
    before = interviewing.sent_before(campaign, entry)
    if before is not None:
        return sent_answer(*before)
    if request.form.get("go") == ASK:
        return answered(200, asked=True)
    asked = door(campaign)
    refused = refusal(asked)
    if refused is not None:
        return refused
    how = manner(interviewing.MODE)
    key, found = interviewing.take_interview(campaign, entry, how, packet_sent(asked))
    return answered(200, erased=True) if found is None else packet_answer(key, found)


def refused_interviewer(campaign: str) -> Response | None:
    try:
        interviewing.check_pass(campaign, request.form.get(PASS, ""))
    except NotFoundError:
        return said(
            403,
            _("The link for interviews is not valid any more: ask the coordinator for a new one."),
        )
    return None

"""The way in by a personal link: the same first page, and one response whatever happens."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.errors import NotFoundError
from app.respond import invited
from app.respond.invited import Asked
from app.respond.signing import TamperedEntryError
from app.respond.standing import standing
from app.respond.views.opening import first_page, manner
from app.respond.views.room import in_its_languages, respond, shut, to_step
from app.store import keys
from app.web.access import open_to_key_holder
from app.web.languages import current_language, negotiated
from app.web.texts import _


@respond.get("/i/<token>")
@open_to_key_holder
def personal_link(token: str) -> AnyResponse:
    language = negotiated(known(token).door.languages)
    answer = redirect(url_for("respond.invited_intro", token=token, language=language))
    answer.headers["Vary"] = "Accept-Language"
    return answer


@respond.get("/<language:language>/i/<token>")
@open_to_key_holder
def invited_intro(token: str) -> AnyResponse:
    found = known(token)
    return elsewhere(found) or intro_page(found, token)


@respond.post("/<language:language>/i/<token>")
@open_to_key_holder
def begin_invited(token: str) -> AnyResponse:
    found = known(token)
    instead = elsewhere(found)
    if instead is not None:
        return instead
    try:
        key = invited.begin(token, request.form.get("entry", ""), manner("web", found.door))
    except TamperedEntryError:
        return intro_page(found, token, is_stale=True)
    first = standing(key, current_language()).first_open
    return to_step(key, first.code if first else None)


def known(token: str) -> Asked:
    """Raises NotFoundError, also for what cannot be a token."""
    if not keys.is_key(token):
        raise NotFoundError("This is no personal link: check it, letter by letter.")
    return invited.asked(token)


def elsewhere(found: Asked) -> AnyResponse | None:
    """To the response that the link began, to a language of the campaign, or that it is shut."""
    if found.key is not None:
        return redirect(url_for("respond.go_on", key=found.key), 303)
    return in_its_languages(found.door) or shut(found.door)


def intro_page(found: Asked, token: str, *, is_stale: bool = False) -> AnyResponse:
    told = [_("This link is yours alone: please do not pass it on.")]
    if found.has_prefill:
        told.append(_("What is known already is filled in: check it, and change what is wrong."))
    entry = invited.entry_for(token)
    return first_page(found.door, entry, is_stale=is_stale, personal=tuple(told))

"""The way in: the open link of a campaign and its first page."""

from collections.abc import Callable, Mapping

from babel.lists import format_list
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.questionnaire.notice import notice_of
from app.reference.audiences import Audience
from app.reference.words import Words
from app.respond import actions
from app.respond.beginning import Manner
from app.respond.forms import WORDS
from app.respond.signing import TamperedEntryError
from app.respond.standing import Door, door, standing
from app.respond.views.room import (
    ASSISTED,
    frame_key,
    frame_of,
    in_its_languages,
    offers_easy,
    respond,
    shut,
    to_step,
)
from app.web.access import open_to_anyone
from app.web.holes import with_holes
from app.web.languages import current_language, negotiated
from app.web.pages import page
from app.web.texts import _

PHONE = "Mobi"
TEST = "test"  # in the address: the pass for answers that never count


@respond.get("/s/<campaign>")
@open_to_anyone
def open_link(campaign: str) -> AnyResponse:
    language = negotiated(door(campaign).languages)
    answer = redirect(url_for("respond.intro", campaign=campaign, language=language))
    answer.headers["Vary"] = "Accept-Language"
    return answer


@respond.get("/<language:language>/s/<campaign>")
@open_to_anyone
def intro(campaign: str) -> AnyResponse:
    found = door(campaign, request.args.get(TEST))
    return in_its_languages(found) or shut(found) or any_first_page(found)


@respond.post("/<language:language>/s/<campaign>")
@open_to_anyone
def begin(campaign: str) -> AnyResponse:
    found = door(campaign, request.args.get(TEST))
    elsewhere = in_its_languages(found) or shut(found)
    if elsewhere is not None:
        return elsewhere
    entry, mode = request.form.get("entry", ""), "test" if found.is_test else "web"
    try:
        key = actions.start(campaign, entry, manner(mode, found))
    except TamperedEntryError:
        return open_page(found, is_stale=True)
    here = standing(key, current_language())
    first = here.first_open
    return to_step(key, first.code if first else None)


def manner(mode: str, found: Door | None = None) -> Manner:
    """Of whoever sends the first page; found: where that page asks for it.
    Browsers of phones say so in their name."""
    wants_easy = found is not None and WORDS in request.form and offers_easy(found)
    return Manner(
        language=current_language(),
        mode=mode,
        is_one_at_a_time=PHONE in request.user_agent.string,
        is_assisted=ASSISTED in request.form,
        words=Words.EASY if wants_easy else Words.USUAL,
    )


WHO: Mapping[str, Callable[[], str]] = {
    Audience.FIRMS: lambda: _("For firms"),
    Audience.RESIDENTS: lambda: _("For residents"),
    Audience.TRAINERS: lambda: _("For trainers"),
}


def partners_of(found: Door) -> str:
    """Who asks, as a list in the current language."""
    names = [*found.partners, _("the Foreterre research network")]
    return format_list(names, locale=current_language())


def any_first_page(found: Door) -> Response:
    """The same for all, but for its one-time key; what others may write into an address is not."""
    if request.args:
        return open_page(found)
    key = (
        "first page",
        frame_key(found),
        found.partners,
        id(found.questionnaire),
    )
    entry = actions.new_entry(found.code)
    return with_holes(key, (entry,), lambda: first_page(found, entry), found.questionnaire)


def open_page(found: Door, *, is_stale: bool = False) -> Response:
    return first_page(found, actions.new_entry(found.code), is_stale=is_stale)


def first_page(
    found: Door, entry: str, *, is_stale: bool = False, personal: tuple[str, ...] = ()
) -> Response:
    """entry: the signed one-time key that its form carries. personal: what only the holder of a
    personal link is told."""
    questionnaire, language = found.questionnaire, current_language()
    title = questionnaire.title.in_language(language)
    return page(
        "respond/intro.html",
        frame_of(found, "intro", title),
        status=422 if is_stale else 200,
        intro=questionnaire.intro.in_language(language),
        notice=notice_of(questionnaire, language),
        campaign=found.code,
        who=WHO.get(found.audience, lambda: found.audience)(),
        minutes=questionnaire.core_minutes,
        partners=partners_of(found),
        entry=entry,
        is_stale=is_stale,
        personal=personal,
        offers_easy=offers_easy(found),
        ticked=request.form.keys(),
    )

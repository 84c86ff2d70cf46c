"""Mail that a respondent asks for: the link to go on, and the receipt after sending."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from app.errors import ForeterreError
from app.respond.feedback.making import feedback
from app.respond.letters import link_letter, summary_letter
from app.respond.signing import is_token_of, token_of
from app.respond.standing import Standing, standing
from app.respond.views.room import frame_of, in_its_languages, respond, turned_away
from app.store.mailings import TooManyMailsError, count_mail
from app.web.access import open_to_key_holder
from app.web.addresses import client_network
from app.web.languages import current_language
from app.web.mail import Letter, MailDownError, UndeliverableError, can_mail, send_mail
from app.web.mail_address import mail_address
from app.web.pages import page
from app.web.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int
    sentence: str
    wait_seconds: int | None = None


@respond.get("/<language:language>/r/<key>/mail/link")
@open_to_key_holder
def ask_link(key: str) -> AnyResponse:
    here = standing(key, current_language())
    return not_now(here) or link_page(here)


@respond.post("/<language:language>/r/<key>/mail/link")
@open_to_key_holder
def mail_link(key: str) -> AnyResponse:
    here = standing(key, current_language())
    return not_now(here) or mailed(here, link_letter, link_page)


@respond.get("/<language:language>/r/<key>/mail/summary")
@open_to_key_holder
def ask_summary(key: str) -> AnyResponse:
    here = standing(key, current_language())
    return not_yet(here) or summary_page(here)


@respond.post("/<language:language>/r/<key>/mail/summary")
@open_to_key_holder
def mail_summary(key: str) -> AnyResponse:
    here = standing(key, current_language())
    return not_yet(here) or mailed(here, summary_letter, summary_page)


def not_now(here: Standing) -> AnyResponse | None:
    """Raises NotFound where no mail server is set."""
    if not can_mail():
        raise NotFound
    return turned_away(here)


def not_yet(here: Standing) -> AnyResponse | None:
    if not can_mail():
        raise NotFound
    if not here.is_sent:
        return redirect(url_for("respond.go_on", key=here.key), 303)
    return in_its_languages(here.door)


def mailed(
    here: Standing,
    write: Callable[[Standing, str], Letter],
    ask_again: Callable[[Standing, str, Refusal], Response],
) -> Response:
    """Sends what was asked for; the page once more, with what was typed, where it cannot."""
    typed = request.form.get("email", "")
    to = mail_address(typed)
    if to is None:
        wrong = _("Write an e-mail address such as name@example.org.")
        return ask_again(here, typed, Refusal(422, wrong))
    if not is_token_of(here.key, request.form.get("token", "")):
        stale = _("This page was open for too long. What you typed is still here: press again.")
        return ask_again(here, typed, Refusal(422, stale))
    try:
        count_mail(response=here.response.key_hash, network=client_network(), address=to)
        send_mail(write(here, to))
    except (TooManyMailsError, UndeliverableError, MailDownError) as error:
        return ask_again(here, typed, refusal_of(error))
    title = _("The mail is on its way")
    return page(
        "respond/mailed.html",
        frame_of(here.door, "mailed", title),
        to=to,
        back=url_for("respond.go_on", key=here.key),
        is_sent=here.is_sent,
    )


def refusal_of(error: ForeterreError) -> Refusal:
    if isinstance(error, TooManyMailsError):
        minutes = -(-error.wait_seconds // 60)
        wait = ngettext(
            "Too many mails were asked for. So that none is unwanted, please wait %(num)d minute.",
            "Too many mails were asked for. So that none is unwanted, please wait %(num)d minutes.",
            minutes,
        )
        return Refusal(429, wait, error.wait_seconds)
    if isinstance(error, UndeliverableError):
        return Refusal(422, _("No mail can be sent to this address: check it, letter by letter."))
    sentence = _("Our mail does not work at the moment. Nothing was sent: please try again later.")
    return Refusal(503, sentence)


def link_page(here: Standing, typed: str = "", refusal: Refusal | None = None) -> Response:
    told = _("The mail brings the link to your questionnaire, and your code.")
    return address_page(here, (_("Get the link by e-mail"), told), typed, refusal)


def summary_page(here: Standing, typed: str = "", refusal: Refusal | None = None) -> Response:
    told = _("The mail brings your receipt, and how to read or erase your answers with it.")
    if feedback(here) is not None:
        told += " " + _("What comes back to you is in it too, with a page to print.")
    return address_page(here, (_("Get your receipt by e-mail"), told), typed, refusal)


def address_page(
    here: Standing, words: tuple[str, str], typed: str, refusal: Refusal | None
) -> Response:
    """words: title, and what the mail brings."""
    title, told = words
    answer = page(
        "respond/mail.html",
        frame_of(here.door, "mail", title),
        status=200 if refusal is None else refusal.status,
        told=told,
        token=token_of(here.key),
        typed=typed[:260],
        error="" if refusal is None else refusal.sentence,
        back=url_for("respond.go_on", key=here.key),
    )
    if refusal is not None and refusal.wait_seconds is not None:
        answer.headers["Retry-After"] = str(refusal.wait_seconds)
    return answer

"""Quiet saving while a page is open: its script sends what was typed so far, and goes nowhere."""

from http import HTTPStatus

from flask import Response, jsonify, request

from app.questionnaire.asked import is_empty
from app.questionnaire.model import QuestionKind
from app.questionnaire.path import Step
from app.respond import actions
from app.respond.known import paths_of
from app.respond.merging import Showed, written
from app.respond.messages import question_path
from app.respond.signing import token_of
from app.respond.views.notices import gone_answers
from app.respond.views.receiving import Received, put_of
from app.web.texts import _

KEEP = "keep"  # the way that a script sends


def is_keeping() -> bool:
    return request.form.get("go") == KEEP


def is_kept_while_open(found: Step) -> bool:
    """Where somebody agrees, nothing is stored before they go on."""
    kinds = {each.question.kind for each in found.asked if each.is_answered}
    return bool(kinds) and QuestionKind.CONSENT not in kinds


def kept(got: Received) -> Response:
    """Good answers are stored as when going back; files wait for a press."""
    if not got.form.has_own_token:
        return told(got, stale(), HTTPStatus.UNPROCESSABLE_ENTITY)
    if got.showed is None or not is_kept_while_open(got.found):
        return told(got, needs_press(), HTTPStatus.CONFLICT)
    try:
        done = actions.answer_sent(got.here.response, got.found.code, put_of(got, KEEP))
    except actions.AlreadySentError:
        return too_late()
    return told(got, left_open(got, done), marks=written(marks_after(got, got.showed, done)))


def told(
    got: Received, says: str, status: HTTPStatus = HTTPStatus.OK, *, marks: str = ""
) -> Response:
    """What the script puts into the page. says: a sentence; '' where all is saved. marks: of what
    the page may say from now on that it showed; '': as before."""
    answer = jsonify(says=says, token=token_of(got.here.key), was=marks)
    answer.status_code = status
    return answer


def too_late() -> Response:
    answer = jsonify(says=_("Not saved: no more answers are taken here."), token="", was="")
    answer.status_code = HTTPStatus.CONFLICT
    return answer


def stale() -> str:
    return _("Not saved yet: this page was open for long. It is tried again by itself.")


def needs_press() -> str:
    return _("Not saved yet: press Continue.")


def marks_after(got: Received, showed: Showed, done: actions.Answered) -> Showed:
    """What is stored as it was sent was sent from here; anything else stays as the page showed it,
    since the page shows it still."""
    marks = dict(showed.marks)
    stored = {**done.response.answers, **done.contact}
    for path in paths_of(got.found.asked):
        sent = showed.mark(path, got.given.get(path))
        is_kept = sent == showed.mark(path, stored.get(path))
        if is_kept and (sent or path in marks):
            marks[path] = {sent}
    return Showed(marks, showed.ranked)


def left_open(got: Received, done: actions.Answered) -> str:
    """The sentence for what is not stored; '' where everything is."""
    if done.clashes:
        return _("Not saved yet: this was answered on another device too. Press Continue.")
    asked = {each.path: each for each in got.found.asked}
    stored = done.response.answers
    for each in done.outcome.violations:
        if is_empty(got.given.get(each.path)) and is_empty(stored.get(each.path)):
            continue
        found = asked.get(question_path(each.path, asked))
        if found is not None:
            question = got.here.sheet.text(found.question.text, found.item, found.inside)
            return _("Saved, but for “%(question)s”: check that answer.", question=question)
    return next(iter(gone_answers(got.gone)), "")

"""One's own answers, to read, print and take along: with the key until they are sent, then with
the receipt."""

from collections.abc import Callable, Mapping

from flask import Response, request, url_for
from flask_babel import format_date
from werkzeug.wrappers import Response as AnyResponse

from app.errors import NotFoundError
from app.questionnaire.notice import notice_of
from app.respond.own_answers import as_csv, as_json
from app.respond.receipts import RECEIPT, key_behind
from app.respond.review_rows import plain_rows
from app.respond.reviewing import left_out, reviewed
from app.respond.standing import Standing, standing
from app.respond.views.room import address_in, frame_of, in_its_languages, respond, to_thanks
from app.store import keys
from app.store.own_answers import Kept, kept_beside
from app.web.access import open_to_anyone, open_to_key_holder
from app.web.addresses import client_network
from app.web.languages import current_language
from app.web.pages import Frame, page
from app.web.problems import problem
from app.web.texts import _

FILES: Mapping[str, tuple[Callable[[Standing, Kept], str], str]] = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv"),
}


@respond.get("/<language:language>/r/<key>/answers")
@open_to_key_holder
def own_answers(key: str) -> AnyResponse:
    here = standing(key, current_language())
    return elsewhere(here) or answers_page(here)


@respond.get("/<language:language>/r/<key>/answers.json")
@open_to_key_holder
def own_json(key: str) -> AnyResponse:
    here = standing(key, current_language())
    return elsewhere(here) or file_of(here, "json")


@respond.get("/<language:language>/r/<key>/answers.csv")
@open_to_key_holder
def own_csv(key: str) -> AnyResponse:
    here = standing(key, current_language())
    return elsewhere(here) or file_of(here, "csv")


@respond.get("/<language:language>/answers")
@open_to_anyone
def ask_receipt() -> Response:
    return receipt_page("", "")


@respond.post("/<language:language>/answers")
@open_to_anyone
def show_by_receipt() -> AnyResponse:
    """No address ever holds a receipt: each page and each file is asked for by a form."""
    typed = request.form.get("receipt", "")
    if keys.read_receipt(typed) is None:
        wrong = _("Write the whole receipt: four groups of four letters and digits.")
        return receipt_page(typed, wrong)
    try:
        key = key_behind(RECEIPT, typed, client_network())
    except NotFoundError:
        return problem(
            404,
            _("We do not know this receipt"),
            _("Either it is mistyped, or the answers behind it were erased before."),
        )
    here = standing(key, current_language())
    kind = request.form.get("as", "")
    other = in_its_languages(here.door)
    return other or (file_of(here, kind) if kind in FILES else answers_page(here, by_receipt=True))


def elsewhere(here: Standing) -> AnyResponse | None:
    """Once sent, the key opens the receipt alone, and the receipt the answers."""
    return to_thanks(here.key) if here.is_sent else in_its_languages(here.door)


def answers_page(here: Standing, *, by_receipt: bool = False) -> Response:
    kept = kept_beside(here.response)
    files = {name: each.file_name for name, each in here.files.items()}
    sections = reviewed(here.sheet, files, has_contact=kept.has_contact)
    return page(
        "respond/own_answers.html",
        frame_of(here.door, "own-answers", _("Your answers")),
        survey=here.door.questionnaire.title.in_language(here.language),
        sections=[(each.heading, plain_rows(each.answers)) for each in sections],
        left_out=left_out(here.sheet, files),
        files=[(shown, address_in(here.key, "file/") + name) for name, shown in files.items()],
        kept=kept,
        day=lambda moment: format_date(moment, "long"),
        sent_at=here.response.sent_at,
        notice=notice_of(here.door.questionnaire, kept.consent_language or here.language),
        receipt=here.receipt if by_receipt else "",
        back="" if by_receipt else url_for("respond.go_on", key=here.key),
        campaign=here.door.code,
    )


def file_of(here: Standing, kind: str) -> Response:
    make, media_type = FILES[kind]
    answer = Response(make(here, kept_beside(here.response)), mimetype=media_type)
    name = f"{here.door.code}-answers.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def receipt_page(typed: str, error: str) -> Response:
    frame = Frame(kind="own-answers", title=_("See your answers"))
    return page(
        "respond/ask_receipt.html",
        frame,
        status=422 if error else 200,
        typed=typed[:60],
        error=error,
    )

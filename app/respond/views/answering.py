"""The steps of a questionnaire, one page each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.errors import NotFoundError
from app.questionnaire.asked import CONTACT_PARTS, is_empty
from app.questionnaire.checks import Violation, violations
from app.questionnaire.model import QuestionKind, Value
from app.questionnaire.notice import Notice, notice_of
from app.questionnaire.path import Step, preceding, progress
from app.questionnaire.path import step as step_of
from app.questionnaire.prefill import prefilled
from app.questionnaire.sheet import Sheet
from app.questionnaire.waiting import with_waiting
from app.respond import actions
from app.respond.cards import cards_of
from app.respond.doubts import digest_of, unlikely_answers
from app.respond.forms import (
    HELD,
    SEEN,
    SHOWN,
    StepForm,
    given_answers,
    initial,
    is_searching,
    name_of,
)
from app.respond.lengths import change_of, lengths_of
from app.respond.messages import Fault, message
from app.respond.previewing import preview_data
from app.respond.showing import Shower, listed
from app.respond.sifting import Sifted, sifted
from app.respond.standing import Standing, standing, standing_to_show
from app.respond.uploading import brought, chosen
from app.respond.views.notices import changed_page, choose_again, refused_fields, stale_page
from app.respond.views.plain import held_by, is_plain, key_of_page, own_parts
from app.respond.views.room import (
    REVIEW,
    frame_of,
    in_its_languages,
    respond,
    to_step,
    to_thanks,
    turned_away,
)
from app.web.access import open_to_key_holder
from app.web.holes import with_holes
from app.web.languages import current_language
from app.web.numbers import decimal_mark
from app.web.pages import page

FORM = "answers"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a page has to say of its faults. errors: field name to sentence. is_refusal: of what
    was sent just now; else of an answer that a later one made wrong."""

    errors: Mapping[str, str]
    general: tuple[str, ...] = ()
    is_refusal: bool = True
    warnings: Mapping[str, str] = field(default_factory=dict)


@respond.get("/<language:language>/r/<key>")
@open_to_key_holder
def go_on(key: str) -> AnyResponse:
    here = standing(key, current_language())
    if here.is_sent:
        return to_thanks(key)
    first = here.first_open
    return in_its_languages(here.door) or to_step(key, first.code if first else None)


@respond.get("/<language:language>/r/<key>/<step>")
@open_to_key_holder
def show_step(key: str, step: str) -> AnyResponse:
    here = standing_to_show(key, current_language())
    elsewhere = turned_away(here)
    if elsewhere is not None:
        return elsewhere
    found = relevant(here, step)
    if found is None or here.is_ahead(found.code):
        return redirect(url_for("respond.go_on", key=key), 303)
    if is_plain(here, found):
        return plain_page(here, found)
    return shown(here, found)


def shown(here: Standing, found: Step) -> Response:
    form = StepForm(found.asked, here.key)
    form.show(initial(found.asked, known_answers(here, found), current_language()))
    return step_page(here, found, form, outdated(here, found))


def plain_page(here: Standing, found: Step) -> Response:
    """Nothing in it is the person's own but what is known apart."""
    key, own = key_of_page(here, found), own_parts(here, found)
    return with_holes(key, own, lambda: shown(here, found), held_by(here, found))


@respond.post("/<language:language>/r/<key>/<step>")
@open_to_key_holder
def save_step(key: str, step: str) -> AnyResponse:
    here = standing(key, current_language())
    elsewhere = turned_away(here)
    if elsewhere is not None:
        return elsewhere
    found = relevant(here, step)
    if found is None or is_before_consent(here, found):
        return redirect(url_for("respond.go_on", key=key), 303)
    form = StepForm(found.asked, key)
    sent = sifted(request.form, form.names, here.sheet.questionnaire)
    form.take(sent.kept)
    lost = (choose_again(),) if chosen(request.files) else ()
    if not is_leaving(form, found):
        return step_page(here, found, form, Trouble({}, lost) if lost else None)
    if not form.has_own_token:
        return step_page(here, found, form, Trouble({}, (stale_page(), *lost)))
    if request.form.get(HELD, form.held) != form.held:
        return step_page(here, found, form, Trouble({}, (changed_page(), *lost)))
    return saved(here, found, form, sent)


def is_leaving(form: StepForm, found: Step) -> bool:
    """False: the page comes again as it was typed, in another language or with what was found."""
    go = request.form.get("go", "next")
    if "switch" in request.form or go == "search":
        return False
    return go == "back" or not is_searching(form, found.asked, current_language())


def saved(here: Standing, found: Step, form: StepForm, sent: Sifted) -> AnyResponse:
    language = current_language()
    go = change_of(request.form) or request.form.get("go", "next")
    given = given_answers(form, found.asked, language, here.sheet.setting.places)
    given = {**brought_in(here, found), **given}
    came = brought(found.asked, form, request.files, here.files, language)
    put = actions.Sent(given=given, files=came.files, go=go, language=language)
    try:
        done = actions.answer_sent(here.response, found.code, put)
    except actions.AlreadySentError:
        return to_thanks(here.key)
    is_going_on = go != "back" and not done.stays
    faults = sentences(here.sheet, found, done.outcome.violations) | dict(came.refused)
    unknown = (*sent.refused, *came.unknown)
    if is_going_on and (faults or unknown):
        general = (refused_fields(unknown),) if unknown else ()
        return step_page(standing(here.key, language), found, form, Trouble(faults, general))
    if done.stays or (go == "back" and done.turn_to is None):
        return redirect(url_for("respond.show_step", key=here.key, step=found.code), 303)
    sheet = done.outcome.sheet
    unlikely = unlikely_answers(sheet, found) if go != "back" else {}
    if unlikely and request.form.get(SEEN) != digest_of(sheet, unlikely):
        return doubtful_page(standing(here.key, language), found, form, unlikely)
    if go != "back" and request.args.get("to") == REVIEW:
        return to_review_or_open(here)
    return to_step(here.key, done.turn_to.code if done.turn_to else None)


def brought_in(here: Standing, found: Step) -> dict[str, Value]:
    """The questions that a browser showed at once, to be taken as passed."""
    shown = frozenset(request.form.getlist(SHOWN))
    waiting = (each.path for each in found.asked if each.path not in here.sheet.by_path)
    return {path: None for path in waiting if name_of(path) in shown}


def doubtful_page(
    here: Standing, found: Step, form: StepForm, unlikely: Mapping[str, str]
) -> Response:
    """The page once more, all kept: whoever goes on again without a change has looked."""
    return step_page(here, found, form, Trouble({}, is_refusal=False, warnings=unlikely))


def outdated(here: Standing, found: Step) -> Trouble | None:
    """Answers of the step that were right when given, and are not since a later one."""
    answers = here.sheet.answers
    given = {each.path for each in found.asked if not is_empty(answers.get(each.path))}
    faults = sentences(here.sheet, found, violations(here.sheet, given))
    return Trouble(faults, is_refusal=False) if faults else None


def sentences(sheet: Sheet, found: Step, wrong: Iterable[Violation]) -> dict[str, str]:
    """Field name to what a person reads there."""
    known = {each.path: each for each in found.asked}
    return {
        name_of(each.path): message(Fault(each, known[question_path(each, known)], sheet))
        for each in wrong
        if question_path(each, known) in known
    }


def question_path(violation: Violation, known: Mapping[str, object]) -> str:
    """The path of the question that a violation is about, also for a part of its answer."""
    path = violation.path
    return path if path in known else path.rpartition(".")[0]


def to_review_or_open(here: Standing) -> AnyResponse:
    first = standing(here.key, current_language()).first_open
    return to_step(here.key, first.code if first else None, to=REVIEW if first else None)


def step_page(
    here: Standing, found: Step, form: StepForm, trouble: Trouble | None = None
) -> Response:
    errors = trouble.errors if trouble else {}
    is_refusal = trouble is not None and trouble.is_refusal
    warnings = trouble.warnings if trouble else {}
    shown_errors = errors if is_refusal else {}
    lines = Shower(here.sheet, form, shown_errors, warnings, here.files).lines(found.asked)
    answered = [each for each in found.asked if each.is_answered]
    is_alone = len(found.asked) == 1 and answered != [] and answered[0].roster is None
    is_alone = is_alone and lines[0].look != "consent"  # whose words are the label of its box
    section = here.sheet.text(found.page.title) if found.page.title else ""
    title = (
        lines[0].label
        if is_alone
        else section or here.door.questionnaire.title.in_language(current_language())
    )
    return page(
        "respond/step.html",
        frame_of(here.door, found.kind.value, title, switch_form=FORM),
        status=422 if is_refusal else 200,
        here=here,
        cards=cards_of(lines, lengths_of(here.sheet, found)),
        mark=decimal_mark(current_language()),
        wants_script=any(line.wants_script for line in lines),
        form_id=FORM,
        has_files=any(line.look == "upload" for line in lines),
        form=form,
        is_alone=is_alone,
        section=section if is_alone else "",
        progress=progress(here.sheet, found.code),
        has_back=preceding(here.sheet, found.code) is not None,
        can_skip=bool(answered) and not any(each.is_required for each in answered),
        faults=listed(lines, errors),
        general=trouble.general if trouble else (),
        seen=digest_of(here.sheet, warnings) if warnings else "",
        notice=notice_at(here, found),
        preview=preview_data(here.sheet, found),
    )


def notice_at(here: Standing, found: Step) -> Notice | None:
    """The note on people's data, where consent is asked."""
    is_asked = any(each.question.kind is QuestionKind.CONSENT for each in found.asked)
    return notice_of(here.door.questionnaire, current_language()) if is_asked else None


def relevant(here: Standing, code: str) -> Step | None:
    """The step of a code, unless the answers do not lead there any more."""
    try:
        found = step_of(here.sheet, code)
        return replace(found, asked=with_waiting(here.sheet, code, found.asked))
    except NotFoundError:
        return None


def is_before_consent(here: Standing, found: Step) -> bool:
    """Nothing is stored for a later step while consent is still open."""
    is_open = any(
        each.question.kind is QuestionKind.CONSENT
        and each.is_required
        and each.step != found.code
        and each.path not in here.sheet.values
        for each in here.sheet.asked
    )
    return is_open and here.is_ahead(found.code)


def known_answers(here: Standing, found: Step) -> dict[str, Value]:
    """What the step shows first: answers, else what was known before, and the contact."""
    known = dict(here.sheet.answers)
    for each in found.asked:
        if each.path not in known:
            standing_now = here.sheet.values.get(each.path)
            before = prefilled(each, here.sheet.setting)
            known[each.path] = standing_now if before is None else before
        if each.question.kind is QuestionKind.CONTACT:
            known |= {f"{each.path}.{part}": here.contact.get(part) for part in CONTACT_PARTS}
    return known

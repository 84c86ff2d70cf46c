"""The steps of a questionnaire, one page each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.questionnaire.asked import Asked, is_empty
from app.questionnaire.checks import violations
from app.questionnaire.model import QuestionKind
from app.questionnaire.notice import Notice, notice_of
from app.questionnaire.path import Step, preceding, progress
from app.reference.words import Words
from app.respond import actions
from app.respond.cards import cards_of
from app.respond.clashing import clash_sentences
from app.respond.doubts import digest_of, unlikely_answers
from app.respond.forms import SEEN, TAKE, WORDS, StepForm, initial, is_searching
from app.respond.known import known_answers, marks_of
from app.respond.lengths import change_of, lengths_of
from app.respond.merging import Clash
from app.respond.messages import sentences
from app.respond.offline.fitting import fits
from app.respond.previewing import preview_data
from app.respond.reached import is_before_consent, relevant
from app.respond.showing import Line, Shower, listed
from app.respond.standing import Standing, standing, standing_to_show
from app.respond.turning import turn_words
from app.respond.uploading import brought, chosen
from app.respond.views.keeping import is_keeping, is_kept_while_open, kept, too_late
from app.respond.views.late import SAME_ELSEWHERE, not_asked, not_taken, sent_already
from app.respond.views.notices import (
    answered_twice,
    changed_page,
    choose_again,
    gone_answers,
    refused_fields,
    stale_page,
)
from app.respond.views.plain import held_by, is_plain, key_of_page, own_parts
from app.respond.views.receiving import Received, put_of
from app.respond.views.room import (
    REVIEW,
    frame_of,
    in_its_languages,
    other_words,
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
    was sent just now; else of an answer that a later one made wrong. take: names of the fields that
    are stored otherwise. marks: of what was shown before; None: what is stored now is shown."""

    errors: Mapping[str, str]
    general: tuple[str, ...] = ()
    is_refusal: bool = True
    warnings: Mapping[str, str] = field(default_factory=dict)
    take: str = ""
    marks: str | None = None


NO_TROUBLE = Trouble({}, is_refusal=False)


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
    instead = not_taken(here)
    if instead is not None:
        is_final = instead.status_code != SAME_ELSEWHERE
        return too_late() if is_final and is_keeping() else instead
    found = relevant(here, step)
    if found is None or is_before_consent(here, found):
        return too_late() if is_keeping() else not_asked(here, found)
    got = Received(here, found)
    if is_keeping():
        return kept(got)
    return put_off(got) or (in_other_words if WORDS in request.form else saved)(got)


def put_off(got: Received) -> Response | None:
    """The page once more as it was typed, where it was not sent to go on, or asks another press;
    None: it is to be saved."""
    lost = (choose_again(),) if chosen(request.files) else ()
    if not is_leaving(got.form, got.found):
        trouble = Trouble({}, lost, is_refusal=bool(lost), marks=got.marks)
        return step_page(got.here, got.found, got.taken, trouble)
    if not got.form.has_own_token:
        why = stale_page()
    elif not got.is_of_this_page and (got.showed is None or change_of(request.form)):
        why = changed_page()
    else:
        return None
    return step_page(got.here, got.found, got.form, Trouble({}, (why, *lost), marks=got.marks))


def is_leaving(form: StepForm, found: Step) -> bool:
    """False: the page comes again as it was typed, in another language or with what was found."""
    go = request.form.get("go", "next")
    if "switch" in request.form or TAKE in request.form or go == "search":
        return False
    is_turning = go == "back" or WORDS in request.form
    return is_turning or not is_searching(form, found.asked, current_language())


def in_other_words(got: Received) -> AnyResponse:
    """The good answers are kept, and nothing is passed. A step that asks the same in both versions
    comes again as it was typed."""
    here, found, language = got.here, got.found, current_language()
    try:
        done = actions.answer_sent(here.response, found.code, put_of(got, "back"))
        turn_words(done.response, to_easy=request.form[WORDS] == Words.EASY)
    except actions.AlreadySentError:
        return sent_already(here)
    now = standing(here.key, language)
    same, asked = relevant(now, found.code), [each.path for each in found.asked]
    if same is None or [each.path for each in same.asked] != asked:
        steps = (now.sheet.by_path[path].step for path in asked if path in now.sheet.by_path)
        return to_step(here.key, next(steps, None), to=request.args.get("to"))
    return step_page(now, same, Received(now, same).form)


def saved(got: Received) -> AnyResponse:
    here, found, language = got.here, got.found, current_language()
    go = change_of(request.form) or request.form.get("go", "next")
    came = brought(found.asked, got.form, request.files, here.files, language)
    try:
        done = actions.answer_sent(here.response, found.code, put_of(got, go, came.files))
    except actions.AlreadySentError:
        return sent_already(here)
    is_going_on = go != "back" and not done.stays
    faults = sentences(here.sheet, found, done.outcome.violations) | dict(came.refused)
    unknown = (*got.sifted.refused, *came.unknown)
    gone = gone_answers(got.gone)
    if done.clashes or gone or (is_going_on and (faults or unknown)):
        general = (*((refused_fields(unknown),) if unknown else ()), *gone)
        return refused_page(got, Trouble(faults, general), done.clashes)
    if done.stays or (go == "back" and done.turn_to is None):
        return redirect(url_for("respond.show_step", key=here.key, step=found.code), 303)
    sheet = done.outcome.sheet
    unlikely = unlikely_answers(sheet, found) if go != "back" else {}
    if unlikely and request.form.get(SEEN) != digest_of(sheet, unlikely):
        return doubtful_page(got, unlikely)
    if go != "back" and request.args.get("to") == REVIEW:
        return to_review_or_open(here)
    return to_step(here.key, done.turn_to.code if done.turn_to else None)


def refused_page(got: Received, trouble: Trouble, clashes: tuple[Clash, ...]) -> Response:
    """All kept that is good; also what another device stored meanwhile, and it is said so."""
    now = standing(got.here.key, current_language())
    twice = clash_sentences(now.sheet, got.found, clashes)
    general = (*trouble.general, answered_twice()) if twice else trouble.general
    trouble = replace(
        trouble, errors={**trouble.errors, **twice}, general=general, take=" ".join(twice)
    )
    return step_page(now, got.found, got.beside(now), trouble)


def doubtful_page(got: Received, unlikely: Mapping[str, str]) -> Response:
    """The page once more, all kept: whoever goes on again without a change has looked."""
    now = standing(got.here.key, current_language())
    trouble = Trouble({}, is_refusal=False, warnings=unlikely)
    return step_page(now, got.found, got.beside(now), trouble)


def outdated(here: Standing, found: Step) -> Trouble:
    """Answers of the step that were right when given, and are not since a later one."""
    answers = here.sheet.answers
    given = {each.path for each in found.asked if not is_empty(answers.get(each.path))}
    faults = sentences(here.sheet, found, violations(here.sheet, given))
    return Trouble(faults, is_refusal=False)


def to_review_or_open(here: Standing) -> AnyResponse:
    first = standing(here.key, current_language()).first_open
    return to_step(here.key, first.code if first else None, to=REVIEW if first else None)


def step_page(
    here: Standing, found: Step, form: StepForm, trouble: Trouble = NO_TROUBLE
) -> Response:
    shown_errors = trouble.errors if trouble.is_refusal else {}
    shower = Shower(here.sheet, form, shown_errors, trouble.warnings, here.files)
    lines = shower.lines(found.asked)
    answered = [each for each in found.asked if each.is_answered]
    is_alone = stands_alone(answered, lines)
    section = here.sheet.text(found.page.title) if found.page.title else ""
    whole = here.door.questionnaire.title.in_language(current_language())
    title = lines[0].label if is_alone else section or whole
    return page(
        "respond/step.html",
        frame_of(here.door, found.kind.value, title, switch_form=FORM),
        status=422 if trouble.is_refusal else 200,
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
        can_skip=can_be_left(answered),
        faults=listed(lines, trouble.errors),
        general=trouble.general,
        was=trouble.marks or marks_of(here, found),
        take=trouble.take,
        is_kept=is_kept_while_open(found),
        seen=digest_of(here.sheet, trouble.warnings) if trouble.warnings else "",
        notice=notice_at(here, found),
        preview=preview_data(here.sheet, found),
        other_words=other_words(here.door),
        offline=offline_address(here),
    )


def stands_alone(answered: Sequence[Asked], lines: Sequence[Line]) -> bool:
    """Whether the one question is the heading of the page; a consent is the label of its box."""
    is_one = len(lines) == len(answered) == 1
    return is_one and answered[0].roster is None and lines[0].look != "consent"


def can_be_left(answered: Sequence[Asked]) -> bool:
    return bool(answered) and not any(each.is_required for each in answered)


def offline_address(here: Standing) -> str:
    """Of the page that goes on without a connection; '' where the questionnaire needs one. Test
    answers have none: that page is the same for all, and says of nobody that they do not count."""
    if here.door.is_test or not fits(here.door.questionnaire):
        return ""
    is_easy = here.door.questionnaire.is_easy
    end = "respond.offline_easy" if is_easy else "respond.offline"
    return f"{url_for(end, campaign=here.door.code)}#{here.key}"


def notice_at(here: Standing, found: Step) -> Notice | None:
    """The note on people's data, where consent is asked."""
    is_asked = any(each.question.kind is QuestionKind.CONSENT for each in found.asked)
    return notice_of(here.door.questionnaire, current_language()) if is_asked else None

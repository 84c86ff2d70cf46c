"""What a respondent does: start, answer a page, send, come back, erase. All or nothing, each."""

from dataclasses import dataclass, field, replace

from app.errors import ConflictError
from app.questionnaire.answering import Outcome, answer_step, sent_answers
from app.questionnaire.asked import CONTACT_GIVEN, OPEN, key_of
from app.questionnaire.checks import Violation, violations
from app.questionnaire.model import Answers
from app.questionnaire.outline import outline_of
from app.questionnaire.path import (
    Step,
    again,
    first_open,
    following,
    preceding,
)
from app.questionnaire.sheet import Sheet
from app.respond import recent
from app.respond.beginning import Manner, begin
from app.respond.changes import as_left, as_shown, changes_of
from app.respond.consenting import consent_changes
from app.respond.contact import given_contact, parts_kept, stored_contact, touches_contact
from app.respond.files import NONE, Files, letting_go, names_in, settle, with_files
from app.respond.lengths import CHANGES, changed
from app.respond.merging import Clash, Showed, merged
from app.respond.receipts import CODE, RECEIPT, key_behind, opened_by
from app.respond.signing import check_entry, signed_entry
from app.respond.standing import questionnaire_of, sheet_of
from app.store import contacts, keys, responses
from app.store.database import transaction
from app.store.responses import Changes, Seen

LEAVING = CHANGES | {"back", "keep"}  # ways on which nothing is passed


class AlreadySentError(ConflictError):
    """The response was sent: its answers stay as they are."""


class IncompleteError(ConflictError):
    """Something is still open: `step` is where to go on."""

    def __init__(self, step: str, found: tuple[Violation, ...]) -> None:
        super().__init__(f"Page {step!r} is still open: answer it, then send.", page=step)
        self.step = step
        self.violations = found


@dataclass(frozen=True, slots=True)
class Answered:
    """outcome: what the answers became. response: as it is now. turn_to: the step that comes next
    on the way chosen; None: the review when going on, the first page when going back.
    stays: only the length of a list was changed. clashes: answers that another device changed
    meanwhile, too: the store keeps its own. contact: as it was kept now, by path of each part."""

    outcome: Outcome
    response: Seen
    turn_to: Step | None
    stays: bool = False
    clashes: tuple[Clash, ...] = ()
    contact: Answers = field(default_factory=dict)


def new_entry(campaign_code: str) -> str:
    """A signed one-time key: whatever is started with it is one response."""
    return signed_entry(campaign_code)


def start(campaign_code: str, entry: str, manner: Manner, *, prefill: Answers | None = None) -> str:
    """The key of the response that begins with this entry; the same entry gives the same key.

    prefill: what is known of the respondent already, by source (frame.employment).
    Raises TamperedEntryError, NotFoundError.
    """
    check_entry(campaign_code, entry)
    return begin(campaign_code, entry, manner, key=keys.new_key(), prefill=prefill)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a page sent. given: path to typed answer; a text where a number was asked is refused as
    such. go: `back` and `keep` leave what was not answered open, and so do `add R` and
    `remove R[2]`, which change the length of a list. language: of the page, None: as before.
    showed: what the page held before anything was typed; None: what it sends holds throughout."""

    given: Answers
    files: Files = NONE
    go: str = "next"
    language: str | None = None
    showed: Showed | None = None


def answer_page(
    seen: Seen, page: str, given: Answers, *, go: str = "next", language: str | None = None
) -> Answered:
    """As answer_sent(), where no file comes in."""
    return answer_sent(seen, page, Sent(given=given, go=go, language=language))


def answer_sent(seen: Seen, page: str, sent: Sent) -> Answered:
    """Keeps the good answers of a step, and says what is wrong with the others.

    seen: the response as this post found it; where it was changed since, the answers are put to
    what it is now. Raises NotFoundError, AlreadySentError.
    """
    is_lone = not (sent.files.brought or names_in(seen, seen.answers))
    is_lone = is_lone and not touches_contact(seen, page, sent.given)
    done = _answered(seen, page, sent) if is_lone else None
    contact: Answers | None = None
    if done is None or not responses.change_as_seen(seen, done.changes):
        with letting_go(sent.files), transaction():
            seen = open_response(seen.key_hash)
            done = _answered(seen, page, sent, is_locked=True)
            responses.change(seen.id, done.changes)
            settle(seen, done.changes["answers"], sent.files)
            contact = given_contact(done.sheet, done.outcome, page, done.given)
            if contact is not None:
                contacts.keep(seen, parts_kept(contact))
    recent.remember(seen.key_hash, done.sheet)
    changed = _as_changed(seen, done.changes)
    recent.saw(changed)
    turn_to = _turn(done, page, sent.go)
    stays = sent.go.partition(" ")[0] in CHANGES
    return Answered(done.outcome, changed, turn_to, stays, done.clashes, contact or {})


def _turn(done: "_Done", page: str, go: str) -> Step | None:
    if go == "back":
        return preceding(done.sheet, page)
    once_more = None if done.outcome.violations else again(done.sheet, page)
    return once_more or following(done.sheet, page)


def _as_changed(response: Seen, changes: Changes) -> Seen:
    return replace(
        response,
        answers=changes["answers"],
        language=changes["language"],
        territory_code=changes["territory_code"],
        touched_at=changes["touched_at"],
        core_completed_at=changes["core_completed_at"],
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """given: what was put to the rules, once it was beside the store."""

    given: Answers
    outcome: Outcome
    sheet: Sheet
    changes: Changes
    clashes: tuple[Clash, ...]


def _answered(response: Seen, page: str, sent: Sent, *, is_locked: bool = False) -> _Done:
    """is_locked: what lies apart from the answers may be read and changed."""
    spoken, word = sent.language or response.language, sent.go.partition(" ")[0]
    given, clashes = with_files(response, sent.given, sent.files), tuple[Clash, ...]()
    if sent.showed is not None:
        stored = _stored_of(response, page, is_locked=is_locked)
        given, clashes = merged(stored, given, sent.showed)
    outcome = answer_step(sheet_of(response, spoken), page, given)
    sheet = outcome.sheet
    if word in LEAVING:
        sheet = as_left(outcome, response.answers)
    elif sent.showed is not None:
        sheet = as_shown(outcome, response.answers, given, sent.showed)
    if word in CHANGES:
        answers = changed(sheet, sent.go)
        sheet = Sheet.of(sheet.questionnaire, answers, sheet.setting, before=sheet)
    consent = consent_changes(response.answers, sheet)
    changes: Changes = {**changes_of(response, sheet), **consent, "language": spoken}
    return _Done(given, outcome, sheet, changes, clashes)


def _stored_of(response: Seen, page: str, *, is_locked: bool) -> Answers:
    """The answers of a step as the store holds them, with the parts of a contact. None: passed
    without an answer, or taken back."""
    outline = outline_of(questionnaire_of(response))
    keys_of_step = outline.step_paths.get(page, frozenset()) - outline.contacts
    passed = [path for path in response.answers if key_of(path) in keys_of_step]
    beside = (path + OPEN for path in passed if key_of(path + OPEN) in keys_of_step)
    stored = {path: response.answers.get(path) for path in (*passed, *beside)}
    return {**stored, **stored_contact(response, page)} if is_locked else stored


def send(seen: Seen, key: str) -> str:
    """The receipt. Sending again gives the same one. Raises IncompleteError, NotFoundError."""
    receipt = keys.receipt_of(key)
    is_simple = seen.sent_at is None and CONTACT_GIVEN not in seen.answers.values()
    is_simple = is_simple and not names_in(seen, seen.answers)
    if not (is_simple and responses.change_as_seen(seen, _sent(seen, receipt)[0])):
        with transaction():
            _send_locked(responses.locked(seen.key_hash), receipt)
    recent.forget(seen.key_hash)
    return receipt


def _send_locked(response: Seen, receipt: str) -> None:
    if response.sent_at is not None:
        return
    changes, sheet = _sent(response, receipt)
    if not any(sheet.is_contact(each.path) for each in sheet.asked):
        contacts.erase(response)  # given before, and not asked any more
    responses.change(response.id, changes)
    settle(response, changes["answers"])


def _sent(response: Seen, receipt: str) -> tuple[Changes, Sheet]:
    """What sending changes. Raises IncompleteError."""
    sheet = sheet_of(response, response.language)
    still_open = first_open(sheet)
    if still_open is not None:
        raise IncompleteError(still_open.code, violations(sheet))
    kept = changes_of(response, sheet)
    kept["answers"] = sent_answers(sheet)
    kept["sent_at"], kept["receipt_hash"] = kept["touched_at"], keys.hashed(receipt)
    return kept, sheet


def resume(code: str, address: str) -> str:
    """The key behind a readable code. address: of whoever gives it, so that guessing is slow.

    Raises NotFoundError, TooManyGuessesError.
    """
    return key_behind(CODE, code, address)


def erase(receipt: str, address: str) -> None:
    """Erases the response of a receipt and its contact. address: as of resume().

    Raises NotFoundError, TooManyGuessesError.
    """
    with opened_by(RECEIPT, receipt, address) as found:
        responses.erase(found)


def open_response(key_hash: str) -> Seen:
    """Locked until the transaction ends. Raises AlreadySentError."""
    response = responses.locked(key_hash)
    if response.sent_at is not None:
        raise AlreadySentError("These answers were sent: they stay as they are.")
    return response

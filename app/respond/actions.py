"""What a respondent does: start, answer a page, send, come back, erase. All or nothing, each."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.errors import ConflictError, NotFoundError
from app.questionnaire.answering import Outcome, answer_step, sent_answers
from app.questionnaire.asked import CONTACT_PARTS
from app.questionnaire.checks import Violation, violations
from app.questionnaire.drawing import system_answers
from app.questionnaire.model import Answers
from app.questionnaire.path import Step, first_open, following, is_core_complete, preceding
from app.questionnaire.residence import is_elsewhere, territory_of
from app.questionnaire.sheet import Sheet
from app.respond.signing import check_entry, signed_entry
from app.respond.standing import setting_of, sheet_of
from app.store import campaigns, contacts, keys, questionnaires, responses
from app.store.campaigns import Campaign
from app.store.database import transaction
from app.store.responses import Response


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
    """outcome: what the answers became. turn_to: the step that comes next on the way chosen;
    None: the review when going on, the first page when going back."""

    outcome: Outcome
    turn_to: Step | None


def new_entry(campaign_code: str) -> str:
    """A signed one-time key: whatever is started with it is one response."""
    return signed_entry(campaign_code)


def start(
    campaign_code: str,
    entry: str,
    language: str,
    *,
    mode: str = "web",
    prefill: Answers | None = None,
) -> str:
    """The key of the response that begins with this entry; the same entry gives the same key.

    mode: how it is answered; `test` never counts. prefill: what is known of the respondent
    already, by source (frame.employment). Raises TamperedEntryError, NotFoundError.
    """
    check_entry(campaign_code, entry)
    with transaction():
        campaign = campaigns.by_code(campaign_code)
        started = responses.by_entry_hash(keys.hashed(entry))
        if started is not None:
            return keys.unseal_key(started.key_sealed)
        key = keys.new_key()
        response = _new_response(campaign, key, keys.hashed(entry))
        response.language, response.mode, response.is_test = language, mode, mode == "test"
        response.prefill = dict(prefill or {})
        responses.add(response)
    return key


def answer_page(
    key: str, page: str, given: Answers, *, go: str = "next", language: str | None = None
) -> Answered:
    """Keeps the good answers of a step, and says what is wrong with the others.

    given: path to typed answer; a text where a number was asked is refused as such. go: `back`
    leaves what was not answered open. Raises NotFoundError, AlreadySentError.
    """
    with transaction():
        response = _open_response(key)
        campaign = response.campaign
        questionnaire = questionnaires.compiled(campaign.questionnaire_id)
        response.language = language or response.language
        setting = setting_of(response, campaign, response.language)
        outcome = answer_step(questionnaire, response.answers, setting, page, given)
        sheet = _as_left(outcome, response.answers) if go == "back" else outcome.sheet
        _keep_contact(response, sheet, page, given, outcome.violations)
        _keep(response, sheet)
    return Answered(outcome, (preceding if go == "back" else following)(sheet, page))


def send(key: str) -> str:
    """The receipt. Sending again gives the same one. Raises IncompleteError, NotFoundError."""
    with transaction():
        response = responses.by_key_hash(keys.hashed(key), lock=True)
        if response.sent_at is None:
            sheet = sheet_of(response, response.language)
            still_open = first_open(sheet)
            if still_open is not None:
                raise IncompleteError(still_open.code, violations(sheet))
            _keep(response, sheet)
            response.answers = sent_answers(sheet)
            if not any(sheet.is_contact(each.path) for each in sheet.asked):
                contacts.erase(response)  # given before, and not asked any more
            response.sent_at = response.touched_at
            response.receipt_hash = keys.hashed(keys.receipt_of(key))
    return keys.receipt_of(key)


def resume(code: str) -> str:
    """The key behind a readable code. Raises NotFoundError."""
    readable = keys.read_code(code)
    if readable is None:
        raise NotFoundError(f"{code!r} is not a code: check it, letter by letter.")
    return keys.unseal_key(responses.by_code_hash(keys.hashed(readable)).key_sealed)


def erase(receipt: str) -> None:
    """Erases the response of a receipt and its contact. Raises NotFoundError."""
    readable = keys.read_receipt(receipt)
    if readable is None:
        raise NotFoundError(f"{receipt!r} is not a receipt: check it, letter by letter.")
    with transaction():
        response = responses.by_receipt_hash(keys.hashed(readable))
        responses.erase(response)


def _new_response(campaign: Campaign, key: str, entry_hash: str) -> Response:
    """What follows from the key and the questionnaire alone."""
    now, seed = datetime.now(UTC), keys.seed_of(key)
    return Response(
        campaign_id=campaign.id,
        entry_hash=entry_hash,
        key_hash=keys.hashed(key),
        code_hash=keys.hashed(keys.code_of(key)),
        key_sealed=keys.seal_key(key),
        seed=seed,
        answers=system_answers(questionnaires.compiled(campaign.questionnaire_id), seed),
        started_at=now,
        touched_at=now,
    )


def _open_response(key: str) -> Response:
    response = responses.by_key_hash(keys.hashed(key), lock=True)
    if response.sent_at is not None:
        raise AlreadySentError("These answers were sent: they stay as they are.")
    return response


def _as_left(outcome: Outcome, before: Answers) -> Sheet:
    """Going back passes nothing: what was not answered stays open."""
    sheet = outcome.sheet
    kept = {
        path: value
        for path, value in outcome.answers.items()
        if value is not None or path in before
    }
    return Sheet.of(sheet.questionnaire, kept, sheet.setting)


def _keep(response: Response, sheet: Sheet) -> None:
    now = datetime.now(UTC)
    response.answers = sheet.answers
    response.touched_at = now
    lives_elsewhere = is_elsewhere(sheet)
    response.territory_code = territory_of(sheet) or response.territory_code
    if lives_elsewhere:
        response.territory_code = None
    if lives_elsewhere or not is_core_complete(sheet):
        response.core_completed_at = None
    elif response.core_completed_at is None:
        response.core_completed_at = now


def _keep_contact(
    response: Response, sheet: Sheet, page: str, given: Answers, wrong: tuple[Violation, ...]
) -> None:
    """The contact goes to its own table, unless a part of it cannot be kept."""
    refused = {violation.path.partition(".")[0] for violation in wrong}
    for each in sheet.asked:
        if each.step == page and sheet.is_contact(each.path) and each.path not in refused:
            parts = {part: str(given.get(f"{each.path}.{part}") or "") for part in CONTACT_PARTS}
            contacts.keep(response, parts)

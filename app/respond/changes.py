"""What answering changes of a response."""

from datetime import UTC, datetime, timedelta

from app.questionnaire.answering import Outcome
from app.questionnaire.model import Answers
from app.questionnaire.path import is_core_complete
from app.questionnaire.residence import is_elsewhere, territory_of
from app.questionnaire.sheet import Sheet
from app.respond.merging import Showed
from app.store.responses import Changes, Seen

TICK = timedelta(microseconds=1)  # two changes never bear the same moment


def changes_of(response: Seen, sheet: Sheet) -> Changes:
    """All that the answers decide; not the language."""
    now = max(datetime.now(UTC), response.touched_at + TICK)
    lives_elsewhere = is_elsewhere(sheet)
    is_counted = not lives_elsewhere and is_core_complete(sheet)
    return {
        "answers": sheet.answers,
        "touched_at": now,
        "territory_code": None
        if lives_elsewhere
        else territory_of(sheet) or response.territory_code,
        "core_completed_at": response.core_completed_at or now if is_counted else None,
    }


def as_left(outcome: Outcome, before: Answers) -> Sheet:
    """Going back passes nothing: what was not answered stays open."""
    return without_passing(outcome.sheet, {path for path in outcome.answers if path not in before})


def as_shown(outcome: Outcome, before: Answers, given: Answers, showed: Showed) -> Sheet:
    """What a page never showed, since another device brought it in, is not passed by it."""
    unseen = {
        path
        for path, value in outcome.answers.items()
        if value is None and path not in before and path not in given and not showed.asked(path)
    }
    return without_passing(outcome.sheet, unseen) if unseen else outcome.sheet


def without_passing(sheet: Sheet, paths: set[str]) -> Sheet:
    """These paths stay open where nothing was answered."""
    kept = {
        path: value
        for path, value in sheet.answers.items()
        if value is not None or path not in paths
    }
    return Sheet.of(sheet.questionnaire, kept, sheet.setting, before=sheet)

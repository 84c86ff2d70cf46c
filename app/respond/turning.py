"""What a respondent may change of the way to answer, until the answers are sent."""

from dataclasses import replace
from datetime import UTC, datetime

from app.questionnaire.drawing import system_answers
from app.reference.words import Words
from app.respond import recent
from app.respond.actions import open_response
from app.respond.changes import TICK
from app.respond.standing import questionnaire_of
from app.store import responses
from app.store.database import transaction
from app.store.responses import Seen


def turn_words(seen: Seen, *, to_easy: bool) -> None:
    """To the easy version or back to the usual one; answers stay. Raises AlreadySentError."""
    with transaction():
        now = open_response(seen.key_hash)
        is_begun = bool(now.answers.keys() - system_answers(questionnaire_of(now), now.seed))
        words = Words(now.words).turned(to_easy=to_easy, is_begun=is_begun)
        changed = replace(now, words=words, touched_at=_later(now))
        responses.change(now.id, {"words": words, "touched_at": changed.touched_at})
    recent.saw(changed)


def turn_help(seen: Seen, *, is_assisted: bool) -> None:
    """Whether somebody helps. Raises AlreadySentError."""
    with transaction():
        now = open_response(seen.key_hash)
        changed = replace(now, is_assisted=is_assisted, touched_at=_later(now))
        responses.change(now.id, {"is_assisted": is_assisted, "touched_at": changed.touched_at})
    recent.saw(changed)


def _later(now: Seen) -> datetime:
    return max(datetime.now(UTC), now.touched_at + TICK)

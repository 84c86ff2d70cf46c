"""The responses that were at a page just now: the next request mostly needs the same.

A sheet is a function of questionnaire, answers and setting: one is used again only where all
three are the same. Few are kept, for a minute at most while others answer.

A response as this process read or wrote it within the last second is shown without asking the
store again, as if the page had been asked for that second earlier: mostly it follows the post
that wrote it. Nothing is ever changed on the strength of it.
"""

from threading import Lock
from time import monotonic

from app.questionnaire.model import Answers, Questionnaire
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from app.store.campaigns import Campaign
from app.store.database import on_change
from app.store.responses import Response, Seen

KEPT = 200
LONGEST_SECONDS = 60.0
JUST_NOW_SECONDS = 1.0
_sheets: dict[str, tuple[float, Sheet]] = {}
_seen: dict[str, tuple[float, Seen]] = {}
_lock = Lock()


def sheet(key_hash: str, questionnaire: Questionnaire, answers: Answers, setting: Setting) -> Sheet:
    _drop_old()
    _moment, known = _sheets.get(key_hash, (0.0, None))
    if (
        known is not None
        and known.questionnaire is questionnaire
        and known.answers == answers
        and known.setting == setting
    ):
        return known
    made = Sheet.of(questionnaire, answers, setting)
    remember(key_hash, made)
    return made


def remember(key_hash: str, made: Sheet) -> None:
    with _lock:
        _sheets.pop(key_hash, None)
        while len(_sheets) >= KEPT:
            del _sheets[next(iter(_sheets))]
        _sheets[key_hash] = (monotonic(), made)


def _drop_old() -> None:
    """The first of them is the oldest."""
    with _lock:
        while _sheets:
            first = next(iter(_sheets))
            if monotonic() - _sheets[first][0] < LONGEST_SECONDS:
                return
            del _sheets[first]


def forget(key_hash: str) -> None:
    with _lock:
        _sheets.pop(key_hash, None)
        _seen.pop(key_hash, None)


def saw(response: Seen) -> None:
    """As the store holds it now."""
    with _lock:
        _seen.pop(response.key_hash, None)
        while len(_seen) >= KEPT:
            del _seen[next(iter(_seen))]
        _seen[response.key_hash] = (monotonic(), response)


def just_seen(key_hash: str) -> Seen | None:
    moment, response = _seen.get(key_hash, (0.0, None))
    return response if monotonic() - moment < JUST_NOW_SECONDS else None


def _forget_all(*_event: object) -> None:
    with _lock:
        _seen.clear()


on_change((Campaign, Response), _forget_all)

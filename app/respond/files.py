"""Files among the answers: what was brought, what was taken back, and which then belong nowhere."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.questionnaire.asked import key_of
from app.questionnaire.model import Answers
from app.questionnaire.outline import outline_of
from app.store import upload_files, uploads
from app.store.asking import asking
from app.store.responses import Seen
from app.store.uploads import Stored


@dataclass(frozen=True, slots=True)
class Files:
    """brought: path to a file that lies on the disk already. removed: paths of those taken back."""

    brought: Mapping[str, Stored] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()


NONE = Files()


def names_in(response: Seen, answers: Answers) -> frozenset[str]:
    """The files that the answers hold."""
    keys = outline_of(asking(response.campaign_id).questionnaire).uploads
    if not keys:
        return frozenset()
    held = (value for path, value in answers.items() if key_of(path) in keys)
    return frozenset(each for each in held if isinstance(each, str) and each)


def with_files(response: Seen, given: Answers, files: Files) -> Answers:
    """What was given, with each file: a new one, else the one given before unless taken back.

    What a page says of a file's name is not asked: only the store names files.
    """
    keys = outline_of(asking(response.campaign_id).questionnaire).uploads
    if not keys:
        return given
    kept = {
        path: value
        for path, value in response.answers.items()
        if key_of(path) in keys and path not in files.removed
    }
    new = {path: each.name for path, each in files.brought.items()}
    return {path: value for path, value in given.items() if key_of(path) not in keys} | kept | new


def settle(response: Seen, answers: Answers, files: Files = NONE) -> None:
    """After the answers of a response changed, inside the transaction: files that came in are
    written down, and those in no answer any more go."""
    held = names_in(response, answers)
    uploads.add(response.id, files.brought.values())
    brought = {each.name for each in files.brought.values()}
    gone = (names_in(response, response.answers) | brought) - held
    if gone:
        uploads.remove(response.id, gone)


@contextmanager
def letting_go(files: Files) -> Iterator[None]:
    """Nothing of what was brought stays on the disk when the answers could not be kept."""
    try:
        yield
    except BaseException:
        for each in files.brought.values():
            upload_files.remove(each.name)
        raise

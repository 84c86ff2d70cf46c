"""What a person reads where an answer changed on two devices at once: both, and what to do."""

from collections.abc import Iterable

from app.questionnaire.asked import Asked, is_empty
from app.questionnaire.model import UPLOAD_KINDS, Value
from app.questionnaire.path import Step
from app.questionnaire.sheet import Sheet
from app.respond.forms import as_typed, name_of
from app.respond.merging import Clash
from app.respond.messages import question_path
from app.web.texts import _


def clash_sentences(here: Sheet, found: Step, clashes: Iterable[Clash]) -> dict[str, str]:
    """Field name to sentence. here: of the answers as they are stored now."""
    known = {each.path: each for each in found.asked}
    said: dict[str, str] = {}
    for each in clashes:
        asked = known[question_path(each.path, known)]
        said[name_of(each.path)] = sentence(here, asked, each)
    return said


def sentence(here: Sheet, asked: Asked, clash: Clash) -> str:
    if asked.question.kind in UPLOAD_KINDS:
        return of_file()
    stored, sent = in_words(here, clash.path, clash.stored), in_words(here, clash.path, clash.sent)
    if not stored:
        return _(
            "Since this page was opened, this answer was taken back elsewhere. Here it is"
            " “%(here)s”: put the right answer here, then press Continue.",
            here=sent,
        )
    if not sent:
        return _(
            "Since this page was opened, “%(stored)s” was answered elsewhere. Here it is empty:"
            " put the right answer here, then press Continue.",
            stored=stored,
        )
    return _(
        "Since this page was opened, “%(stored)s” was answered elsewhere. Here it is “%(here)s”:"
        " put the right answer here, then press Continue.",
        stored=stored,
        here=sent,
    )


def of_file() -> str:
    return _(
        "Since this page was opened, this file was changed elsewhere: what is stored now stays."
        " To replace it, choose your file once more."
    )


def in_words(here: Sheet, path: str, value: Value) -> str:
    """As the review would write it; what cannot be read, as it was typed."""
    if is_empty(value):
        return ""
    if path not in here.by_path:  # a part of a contact, or the words beside a choice
        return str(value)
    answers = {**here.answers, path: value}
    words = Sheet.of(here.questionnaire, answers, here.setting, before=here).label(path)
    return words or str(as_typed(value, here.setting.language))

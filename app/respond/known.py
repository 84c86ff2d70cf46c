"""What a step shows before anything is typed in it, and the marks of it that its page carries."""

from collections.abc import Iterable, Iterator

from app.questionnaire.asked import CONTACT_PARTS, OPEN, Asked, is_empty
from app.questionnaire.model import Answers, QuestionKind, Value
from app.questionnaire.path import Step
from app.questionnaire.prefill import prefilled
from app.respond.merging import Showed, knowing_too, read, showing, written
from app.respond.standing import Standing


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


def marks_of(here: Standing, found: Step) -> str:
    """Of the step as it is shown now. What waits, hidden, to be asked was not shown."""
    known = known_answers(here, found)
    waiting = {each.path for each in found.asked if each.path not in here.sheet.by_path}
    paths = (
        path
        for path in paths_of(found.asked)
        if path not in waiting or not is_empty(known.get(path))
    )
    showed = showing(known, paths, ranked_of(found.asked))
    return written(knowing_too(showed, {**known, **offered_of(known, found.asked)}))


def offered_of(known: Answers, asked: Iterable[Asked]) -> dict[str, Value]:
    """What is left of answers where a choice is not offered any more, so that no page shows it."""
    found: dict[str, Value] = {}
    for each in asked:
        value, codes = known.get(each.path), {choice.code for choice in each.choices}
        is_listed = bool(codes) and each.question.kind is not QuestionKind.MUNICIPALITY
        if is_listed and isinstance(value, tuple):
            found[each.path] = tuple(code for code in value if code in codes)
        elif is_listed and value not in codes:
            found[each.path] = None
    return found


def showed_by(marks: str, asked: Iterable[Asked]) -> Showed:
    """What the page showed that carried these marks."""
    everything = tuple(asked)
    return read(marks, paths_of(everything), ranked_of(everything))


def paths_of(asked: Iterable[Asked]) -> Iterator[str]:
    """Of all that a page lets people answer."""
    for each in asked:
        if not each.is_answered:
            continue
        if each.question.kind is QuestionKind.CONTACT:
            yield from (f"{each.path}.{part}" for part in CONTACT_PARTS)
            continue
        yield each.path
        if each.open_choice is not None:
            yield each.path + OPEN


def ranked_of(asked: Iterable[Asked]) -> frozenset[str]:
    return frozenset(each.path for each in asked if each.question.kind is QuestionKind.RANKING)

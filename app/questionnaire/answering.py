"""One step answered: what is kept, what is wrong, what is no longer asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.errors import NotFoundError
from app.questionnaire.asked import OPEN, Asked, is_empty, key_of
from app.questionnaire.checks import LONGEST_OPEN_TEXT, Violation, violations
from app.questionnaire.contact import contact_answer, contact_violations
from app.questionnaire.filling import dropped
from app.questionnaire.model import Answers, QuestionKind, Value
from app.questionnaire.sheet import Sheet
from app.questionnaire.triggering import after_triggers

UNSTORED = frozenset({QuestionKind.CONTACT, QuestionKind.NOTE})


@dataclass(frozen=True, slots=True)
class Outcome:
    """answers: to be stored. dropped: given, now or before, and not counted any more.

    sheet: of the answers to be stored. Where there is a violation the former answer is kept.
    """

    answers: Answers
    violations: tuple[Violation, ...]
    dropped: tuple[str, ...]
    sheet: Sheet


def answer_step(before: Sheet, step: str, given: Answers) -> Outcome:
    """What the answers become when a step is posted.

    before: the answers so far. given: typed values by path; a text that could not be read as a
    number stays a text and is a `type` violation. A path not given is passed without an answer,
    unless it is asked only since this post: nobody has seen it. None: seen and left empty.
    Paths of other steps are ignored. Raises NotFoundError when there is no such step.
    """
    questionnaire, answers, setting = before.questionnaire, before.answers, before.setting
    outline = before.outline
    keys = outline.step_paths.get(step)
    if keys is None:
        raise NotFoundError(
            f"The questionnaire has no page {step!r}: go on from the first open one.", page=step
        )
    new = {path: tupled(value) for path, value in given.items() if key_of(path) in keys}
    new |= {path: contact_answer(path, given) for path in keys & outline.contacts}
    gone = {path: None for path in answers if key_of(path) in keys}
    tried = Sheet.of(questionnaire, {**answers, **gone, **new}, setting, before=before)
    asked = [
        each
        for each in tried.asked
        if each.step == step and each.is_answered and was_seen(before, each, given)
    ]
    wrong = tuple(step_violations(tried, asked, new))
    kept = kept_answers(answers, accepted(tried, asked, new, wrong))
    sheet = (
        Sheet.of(questionnaire, kept, setting, before=tried) if wrong else with_answers(tried, kept)
    )
    sheet = after_triggers(before, sheet)
    hidden = (path for path, value in new.items() if not is_empty(value) and is_hidden(tried, path))
    return Outcome(sheet.answers, wrong, tuple(dict.fromkeys((*sheet.dropped, *hidden))), sheet)


def was_seen(before: Sheet, asked: Asked, given: Answers) -> bool:
    return before.relevant.get(asked.path, False) or asked.path in given


def sent_answers(sheet: Sheet) -> Answers:
    """What is stored at sending: relevant answers, calculated and drawn ones; no contact, nor what
    a note shows."""
    left_out = {each.path for each in sheet.asked if each.question.kind in UNSTORED}
    return {path: value for path, value in sheet.values.items() if path not in left_out}


def tupled(value: "Value | list[str]") -> Value:
    return tuple(value) if isinstance(value, list) else value


def step_violations(tried: Sheet, asked: list[Asked], new: Answers) -> Iterator[Violation]:
    paths = {each.path for each in asked}
    yield from violations(tried, paths | {path + OPEN for path in paths}, as_given=True)
    for each in asked:
        if each.question.kind is QuestionKind.CONTACT:
            yield from contact_violations(each.path, new)


def accepted(
    tried: Sheet, asked: list[Asked], new: Answers, wrong: tuple[Violation, ...]
) -> Iterator[tuple[str, Value]]:
    """What the post changes: None where a question is passed without an answer.

    Beside a consent that is needed and not given nothing is kept, nor the consent given before.
    """
    refused = {violation.path for violation in wrong}
    refused |= {path.partition(".")[0] for path in refused} & tried.outline.contacts
    declined = [each.path for each in asked if is_consent(each) and each.path in refused]
    if declined:
        yield from ((path, None) for path in declined)
        return
    for each in asked:
        if each.path in refused:
            continue
        value = new.get(each.path)
        yield each.path, None if is_empty(value) else value
        specified = each.path + OPEN
        if tried.outline.opens(each.path) and specified not in refused:
            yield specified, text_to_keep(new.get(specified))


def is_consent(asked: Asked) -> bool:
    return asked.question.kind is QuestionKind.CONSENT


def text_to_keep(value: Value) -> Value:
    """Also while its choice is not chosen: then it does not count, and the review says so."""
    is_kept = isinstance(value, str) and not is_empty(value) and len(value) <= LONGEST_OPEN_TEXT
    return value if is_kept else None


def kept_answers(answers: Answers, changes: Iterator[tuple[str, Value]]) -> dict[str, Value]:
    """A text beside an open choice leaves no trace once it is empty."""
    kept = {path: tupled(value) for path, value in answers.items()}
    for path, value in changes:
        if value is None and path.endswith(OPEN):
            kept.pop(path, None)
        else:
            kept[path] = value
    return kept


def with_answers(sheet: Sheet, answers: Mapping[str, Value]) -> Sheet:
    """The same sheet for answers of which the same counts."""
    left = tuple(dropped(answers, sheet.values, sheet.outline))
    return replace(sheet, answers=answers, dropped=left)


def is_hidden(tried: Sheet, path: str) -> bool:
    """Whether a value just given stands at a question that is not asked."""
    owner = tried.question(path.removesuffix(OPEN))
    if owner is None:  # a part of a contact
        return False
    return not tried.relevant.get(path, False)

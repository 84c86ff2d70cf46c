"""What a new version would lose of answers, or read as something that was never answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.questionnaire.changing.answered import Answered
from app.questionnaire.changing.comparing import kind_of
from app.questionnaire.changing.fitting import fits, is_kept
from app.questionnaire.changing.placed import Placed, shown
from app.questionnaire.changing.recoding import Recoding, matched, targets
from app.questionnaire.model import Question


@dataclass(frozen=True, slots=True)
class Loss:
    """key: of the question, in the version before. choice: its code, where one is lost."""

    code: str
    key: str
    choice: str
    message: str
    mend: str


def losses(
    old: Mapping[str, Placed],
    new: Mapping[str, Placed],
    recoding: Recoding,
    held: Answered,
) -> Iterator[Loss]:
    """In the order of the version before; what lies in a lost repeat is told with it.

    held: every answer that goes on, in its codes.
    """
    aims, pairs = targets(old, recoding), matched(old, new, recoding)
    told: set[str] = set()
    for key, each in old.items():
        number = held.questions.get(key, 0)
        if each.around in told:
            told.add(key)
        elif key not in aims or not is_kept(each.question) or not number:
            continue
        elif key not in pairs:
            told.add(key)
            yield _lost(key, aims[key], number)
        elif not fits(each.question, new[pairs[key]].question):
            told.add(key)
            yield _retyped(each, new[pairs[key]], number)
        else:
            yield from _lost_choices(each, new[pairs[key]], recoding, held)


def reused(
    retired: Mapping[str, Question],
    old: Mapping[str, Placed],
    new: Mapping[str, Placed],
    recoding: Recoding,
) -> Iterator[Loss]:
    """Codes of an earlier version with answers that come back with another type."""
    for key, question in retired.items():
        if key in old or key not in new or key in recoding.dropped:
            continue
        if not fits(question, new[key].question):
            message = (
                f"{shown(key)} was {kind_of(question)} in an earlier version, with answers, "
                f"and comes back as {kind_of(new[key].question)}."
            )
            mend = f'Give it a code of its own, or write in the mapping drop: ["{shown(key)}"].'
            yield Loss("code-reused", key, "", message, mend)


def _lost(key: str, target: str, number: int) -> Loss:
    code = shown(key)
    aim = "" if target == key else f" (the mapping names {shown(target)})"
    message = f"{code} is not in the new version{aim}, and {counted(number)} it."
    mend = (
        f'Put it back, or write in the mapping questions: {{"{code}": "ITS NEW CODE"}} '
        f'in the same repeat, or drop: ["{code}"].'
    )
    return Loss("question-lost", key, "", message, mend)


def _retyped(old: Placed, new: Placed, number: int) -> Loss:
    code = shown(old.key)
    message = (
        f"{shown(new.key)} was {kind_of(old.question)} and is {kind_of(new.question)} now, "
        f"and {counted(number)} it."
    )
    mend = (
        "Keep the type and ask the other way under a new code, "
        f'or write in the mapping drop: ["{code}"].'
    )
    return Loss("question-retyped", old.key, "", message, mend)


def _lost_choices(old: Placed, new: Placed, recoding: Recoding, held: Answered) -> Iterator[Loss]:
    now = {each.code for each in new.question.all_choices}
    code = shown(old.key)
    for each in old.question.all_choices:
        number = held.choices.get((old.key, each.code), 0)
        target = recoding.choice(old.key, each.code)
        if number and target is not None and target not in now:
            message = f"{code}: the choice {each.code} is gone, and {counted(number)} it."
            mend = (
                "Put it back, or write in the mapping "
                f'choices: {{"{code}": {{"{each.code}": "ITS NEW CODE"}}}}, '
                f'or drop_choices: {{"{code}": ["{each.code}"]}}.'
            )
            yield Loss("choice-lost", old.key, each.code, message, mend)


def counted(number: int) -> str:
    return "1 response answers" if number == 1 else f"{number} responses answer"

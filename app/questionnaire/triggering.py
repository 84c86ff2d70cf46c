"""Answers that are calculated when another one changes, and kept until it changes again."""

from collections.abc import Iterator

from app.questionnaire.asked import key_of
from app.questionnaire.counting import as_answer
from app.questionnaire.model import Value
from app.questionnaire.sheet import Sheet

MOST_ROUNDS = 20  # one answer may trigger the next


def after_triggers(before: Sheet, after: Sheet) -> Sheet:
    """The sheet with all that the answers changed since before have set off."""
    if not after.outline.triggered:
        return after
    for _ in range(MOST_ROUNDS):
        found = dict(set_off(before, after))
        if not found:
            break
        answers = {**after.answers, **found}
        before, after = after, Sheet.of(after.questionnaire, answers, after.setting, before=after)
    return after


def set_off(before: Sheet, after: Sheet) -> Iterator[tuple[str, Value]]:
    """Path and new value of each relevant question that has a changed trigger."""
    for path, is_relevant in after.relevant.items():
        question = after.outline.triggered.get(key_of(path))
        if question is None or question.calculate is None or not is_relevant:
            continue
        scope, former = after.scope.at_path(path), before.scope.at_path(path)
        if any(scope.answer(code) != former.answer(code) for code in question.triggers):
            yield path, as_answer(question.calculate.value(scope), question)

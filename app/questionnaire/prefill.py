"""What is known already, as a first answer that the person may change."""

from app.questionnaire.asked import Asked
from app.questionnaire.checks import wrong_value
from app.questionnaire.model import Choice, QuestionKind, Value
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet


def prefilled(asked: Asked, setting: Setting) -> Value:
    """The known answer to a question; None when nothing is known, or it would not be valid.

    Looked up by path, then by the source that the question names. A source such as frame.nace
    gives the choice whose attribute `nace` is the longest beginning of what is known.
    """
    question = asked.question
    known = setting.prefill.get(asked.path)
    if known is None and question.prefill is not None:
        known = setting.prefill.get(question.prefill)
    if known is None:
        return None
    if question.has_choices and isinstance(known, str):
        known = code_of(asked, known)
    is_several = question.is_multiple or question.kind is QuestionKind.MULTIPLE
    if is_several and isinstance(known, str):
        known = (known,)
    return None if wrong_value(asked, known) else known


def code_of(asked: Asked, known: str) -> str:
    """A code as it is, or that of the choice which classifies it."""
    if any(choice.code == known for choice in asked.choices):
        return known
    attribute = (asked.question.prefill or "").rpartition(".")[2]
    lengths = {choice.code: length_shared(choice, attribute, known) for choice in asked.choices}
    best = max(lengths, key=lengths.__getitem__, default=known)
    return best if lengths.get(best) else known


def length_shared(choice: Choice, attribute: str, known: str) -> int:
    codes = choice.attributes.get(attribute, "").split(",")
    return max((len(code) for code in codes if code and known.startswith(code)), default=0)


def with_prefill(sheet: Sheet) -> Sheet:
    """The sheet as if each known answer that is not given yet had been given."""
    known = {
        asked.path: prefilled(asked, sheet.setting)
        for asked in sheet.asked
        if asked.path not in sheet.answers
    }
    added = {path: value for path, value in known.items() if value is not None}
    return Sheet.of(sheet.questionnaire, {**sheet.answers, **added}, sheet.setting)

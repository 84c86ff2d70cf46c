"""What lies in what, as the paths of rules walk it: pages are no step of a path, groups are."""

from collections.abc import Iterable

from app.questionnaire.expression.structure import Part, PartKind, Structure
from app.questionnaire.model import Question, QuestionKind, Questionnaire


def structure_of(questionnaire: Questionnaire) -> Structure:
    return Structure(
        tuple(part for page in questionnaire.pages for part in parts_of(page.questions))
    )


def parts_of(questions: Iterable[Question]) -> Iterable[Part]:
    return (part_of(each) for each in questions)


def part_of(question: Question) -> Part:
    """A code that names its group, GROUP/name, is one step: name."""
    step = question.code.rpartition("/")[2]
    kind = PartKind.QUESTION
    if question.is_repeat:
        kind = PartKind.REPEAT
    elif question.kind is QuestionKind.GROUP:
        kind = PartKind.GROUP
    return Part(question.code, kind, tuple(parts_of(question.fields)), step)

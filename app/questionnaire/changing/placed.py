"""Every question of a version under its key, with where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.questionnaire.asked import key_in
from app.questionnaire.model import Question, QuestionKind, Questionnaire


@dataclass(frozen=True, slots=True)
class Placed:
    """key: R/S/code in repeats. around: key of the repeat that it lies in, '' outside.

    repeats: those that it lies in, the outermost first.
    """

    key: str
    question: Question
    around: str
    page: str
    group: str
    repeats: tuple[Question, ...] = ()


def placed(questionnaire: Questionnaire) -> Mapping[str, Placed]:
    """In the order of the file; groups too."""
    return {
        each.key: each
        for page in questionnaire.pages
        for each in _inside(page.questions, page.code, "", "", ())
    }


def _inside(
    questions: Iterable[Question],
    page: str,
    group: str,
    around: str,
    repeats: tuple[Question, ...],
) -> Iterator[Placed]:
    for each in questions:
        key = key_in(around, each.code)
        yield Placed(key, each, around, page, group, repeats)
        if each.is_repeat:
            yield from _inside(each.fields, page, group, key, (*repeats, each))
        else:
            is_group = each.kind is QuestionKind.GROUP
            yield from _inside(each.fields, page, each.code if is_group else group, around, repeats)


def shown(key: str) -> str:
    """A key as people write it."""
    return key.removeprefix("/")


def found(code: str, questions: Mapping[str, Placed]) -> str | None:
    """The key of a code that somebody wrote."""
    return next((key for key in (code, f"/{code}") if key in questions), None)

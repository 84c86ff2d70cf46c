"""Questions that cannot be answered as they stand, or are hard to read on a phone."""

from collections.abc import Iterator

from app.questionnaire.expression.tree import Reference, walk
from app.questionnaire.model import Page, Question, QuestionKind, Questionnaire, Text
from app.questionnaire.soundness.fault import Fault
from app.questionnaire.soundness.placed import placed_questions

MOST_WORDS = 25
LONG_KINDS = frozenset({QuestionKind.CONSENT, QuestionKind.NOTE, QuestionKind.CALCULATE})


def asking_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    kinds = {each.code: each.kind for each in questionnaire.questions()}
    for page in questionnaire.pages:
        yield from same_texts(page)
        for code, question, _ in placed_questions(page.questions):
            yield from word_faults(code, question)
            yield from count_faults(code, question)
            yield from constraint_faults(code, question)
            yield from roster_faults(code, question, kinds)


def source(text: Text) -> str:
    return text.in_language(text.source)


def word_faults(code: str, question: Question) -> Iterator[Fault]:
    words = len(source(question.text).split())
    if words > MOST_WORDS and question.kind not in LONG_KINDS:
        yield Fault(
            at=f"{code}#text",
            code="long-question",
            message=f"{code} has {words} words, {MOST_WORDS} at most.",
            mend="Shorten it, or move a part to hint.",
        )


def same_texts(page: Page) -> Iterator[Fault]:
    """Texts that only name the item of a roster may repeat."""
    first: dict[str, str] = {}
    for question in page.questions:
        text = source(question.text)
        if question.kind is QuestionKind.ROSTER:
            continue
        if text in first:
            yield Fault(
                at=f"{question.code}#text",
                code="same-text",
                message=f"{question.code} has the same text as {first[text]}, on the same page.",
                mend="Say what is different.",
            )
        first.setdefault(text, question.code)


def count_faults(code: str, question: Question) -> Iterator[Fault]:
    together = [each for each in question.choices if not each.is_exclusive]
    for key, count in (
        ("min_selected", question.min_selected),
        ("max_selected", question.max_selected),
    ):
        if count is not None and count > len(together):
            yield Fault(
                at=f"{code}#{key}",
                code="more-than-choices",
                message=f"{code}: {key} is {count}, but {len(together)} choices go together.",
                mend=f"Write {len(together)} or less.",
            )


def constraint_faults(code: str, question: Question) -> Iterator[Fault]:
    if question.constraint and not question.constraint_text:
        yield Fault(
            at=f"{code}#constraint",
            code="constraint-without-text",
            message=f"{code} has a constraint, but does not say what is wrong when it fails.",
            mend="Add constraint_text.",
        )
    if question.constraint_text and not question.constraint:
        yield Fault(
            at=f"{code}#constraint_text",
            code="text-without-constraint",
            message=f"{code} has a constraint_text that is never shown.",
            mend="Add constraint, or remove constraint_text.",
        )


def roster_faults(code: str, question: Question, kinds: dict[str, QuestionKind]) -> Iterator[Fault]:
    if question.over is None:
        return
    for each in walk(question.over.tree):
        is_other = isinstance(each, Reference) and kinds.get(each.code) != QuestionKind.MULTIPLE
        if isinstance(each, Reference) and is_other:
            yield Fault(
                at=f"{code}#over",
                offset=each.position,
                code="roster-over",
                message=f"{code} repeats over {each.code}, which is no multiple choice.",
                mend="Name a multiple choice.",
            )

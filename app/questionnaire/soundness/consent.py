"""What people are owed: consent first, sensitive questions free, contacts last."""

from collections.abc import Iterator

from app.questionnaire.model import Page, Question, QuestionKind, Questionnaire, Sensitivity
from app.questionnaire.soundness.fault import Fault
from app.questionnaire.soundness.placed import placed_questions


def consent_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    pages = questionnaire.pages
    if not any(page.is_core for page in pages):
        yield Fault(
            at="#pages",
            code="no-core-page",
            message="No page is core, so no response would ever count.",
            mend="Write core: true on the pages that estimates need.",
        )
    asked = [each for each in questionnaire.questions() if each.kind is not QuestionKind.NOTE]
    first = asked[0] if asked else None
    if first is not None:
        yield from first_faults(first)
    yield from sensitive_faults(pages)
    yield from contact_faults(pages)


def first_faults(first: Question) -> Iterator[Fault]:
    message = ""
    if first.kind is not QuestionKind.CONSENT:
        message = f"{first.code} is asked before any consent."
    elif not first.is_required:
        message = f"{first.code} comes first, but people can go on without agreeing."
    if message:
        mend = "Begin with a question of type consent that is required."
        yield Fault(at=first.code, code="consent-first", message=message, mend=mend)


def sensitive_faults(pages: tuple[Page, ...]) -> Iterator[Fault]:
    has_consent = False
    for page in pages:
        for code, question, _ in placed_questions(page.questions):
            has_consent = has_consent or question.kind is QuestionKind.CONSENT
            if question.sensitivity is Sensitivity.SPECIAL:
                yield from special_faults(code, question, has_consent=has_consent)


def special_faults(code: str, question: Question, *, has_consent: bool) -> Iterator[Fault]:
    if question.is_required:
        yield Fault(
            at=f"{code}#required",
            code="special-required",
            message=f"{code} asks for a special category of data and is required.",
            mend="Remove required: nobody has to answer it.",
        )
    if not has_consent:
        yield Fault(
            at=f"{code}#sensitivity",
            code="special-without-consent",
            message=f"{code} asks for a special category of data without consent before it.",
            mend="Ask a question of type consent before it.",
        )


def contact_faults(pages: tuple[Page, ...]) -> Iterator[Fault]:
    for page in pages[:-1]:
        for question in page.questions:
            if question.kind is QuestionKind.CONTACT:
                yield Fault(
                    at=question.code,
                    code="contact-not-last",
                    message=f"{question.code} asks for a contact before the last page.",
                    mend="Move it to the last page: trust comes first.",
                )

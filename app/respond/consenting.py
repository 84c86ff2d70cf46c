"""What is kept of a consent: the words that were shown, their language, and when."""

from datetime import UTC, datetime

from app.questionnaire.model import Answers, QuestionKind
from app.questionnaire.notice import notice_of
from app.questionnaire.outline import Outline
from app.questionnaire.sheet import Sheet
from app.store.responses import Changes

NOT_AGREED: Changes = {"consent_notice": None, "consent_language": None, "consented_at": None}


def consent_changes(before: Answers, sheet: Sheet) -> Changes:
    """What an answer changes of it: nothing, unless somebody agrees now, or does so no more.

    Who agreed in one language and goes on in another has agreed to the words of the first.
    """
    agrees = is_agreed(sheet.answers, sheet.outline)
    if agrees == is_agreed(before, sheet.outline):
        return {}
    if not agrees:
        return NOT_AGREED
    notice = notice_of(sheet.questionnaire, sheet.setting.language)
    return {
        "consent_notice": None if notice is None else notice.digest,
        "consent_language": sheet.setting.language if notice is None else notice.language,
        "consented_at": datetime.now(UTC),
    }


def is_agreed(answers: Answers, outline: Outline) -> bool:
    ticked = (outline.question_at(path) for path, value in answers.items() if value is True)
    return any(each is not None and each.kind is QuestionKind.CONSENT for each in ticked)
